"""What every law function shares: its error and its reasons."""

WEEKDAYS = ("poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela")


class LawError(ValueError):
    """Input that the law, or the form of the question, does not allow.

    :param str argument: name of the argument that is wrong
    :param str sentence: Polish sentence that says what is wrong and what to do
    """

    def __init__(self, argument, sentence):
        super().__init__(f"Argument „{argument}”: {sentence}")
        self.argument = argument
        self.sentence = sentence


class Reasons:
    """Steps of reasoning in their order; ``as_list`` gives the form in which they are stored and sent."""

    def __init__(self):
        self._steps = []

    def add(self, rule, article, text):
        """Append a step.

        :param str rule: short technical name of the rule applied
        :param str article: the provision, e.g. ``KPA art. 57 § 4``; empty for practice or arithmetic
        :param str text: Polish sentence with the inputs and what came of them
        :return: the same object
        """
        self._steps.append({"rule": rule, "article": article, "text": text})
        return self

    def extend(self, steps):
        """Append the steps of another reasoning (``Reasons`` or its list form)."""
        self._steps.extend(steps.as_list() if isinstance(steps, Reasons) else steps)
        return self

    def as_list(self):
        """Return the steps as a new list of plain dictionaries."""
        return [dict(step) for step in self._steps]

    def __len__(self):
        return len(self._steps)


def day_text(day):
    """Return a day as Polish prose, e.g. ``4.03.2026 (środa)``."""
    return f"{day.day}.{day.month:02d}.{day.year} ({WEEKDAYS[day.weekday()]})"


def plural(count, one, few, many):
    """Return the Polish form that goes with a whole number: 1 dzień, 2 dni, 5 dni."""
    if count == 1:
        return one
    if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14):
        return few
    return many
