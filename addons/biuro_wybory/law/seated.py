"""A person elected chair takes no second seat of the same board: what becomes of the seat, by the ordinance."""

from .counts import of

# rules of a vacant seat by which the next candidate follows
FOLLOWS = ("next_candidate", "next_then_by_election")
EMPTY = {
    "by_election": "obsadza się w wyborach uzupełniających",
    "leave": "pozostaje wolne",
}
WHY = "z wyboru na przewodniczącego ma już mandat w tym organie"


class Seated:
    """Candidates of a ballot who hold another mandate of the body already."""

    def __init__(self, names=(), vacancy_rule="leave"):
        self.names, self.rule = frozenset(names), vacancy_rule

    def leave(self, standing, votes, seats, reasons, article):
        """Take those who hold a mandate out of the ranking, telling what becomes of the seats that they won.

        :param list standing: names with a right to a seat, most votes first
        :return: (names left, seats that are filled by this ballot)
        """
        left = [name for name in standing if name not in self.names]
        room = seats
        for name in standing:
            if name not in self.names:
                continue
            # among others with as many votes the seat is not won: they compete for it
            others = sum(1 for other in standing if other != name and of(votes[other]) >= of(votes[name]))
            won = others < seats
            text = f"{name}: {WHY}; drugiego nie obejmuje."
            if won and self.rule in FOLLOWS:
                text += " Miejsce przypada kolejnemu kandydatowi według liczby głosów."
            elif won:
                room -= 1
                text += f" Zwolnione miejsce, jak stanowi ordynacja, {EMPTY[self.rule]}."
            reasons.add("one_mandate", article, text)
        return left, room

    def texts(self, ranked):
        """Return {name: text} of those taken out, as the table of places shows it."""
        return {name: f"{name}: {WHY}" for name in ranked if name in self.names}


NOBODY = Seated()
