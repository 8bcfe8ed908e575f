from odoo import models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law.terms import local

from ..law import tally

# the words of the named list as the published lists of councils have them
SPOKEN = {
    "yes": "ZA",
    "no": "PRZECIW",
    "abstain": "WSTRZYMUJĘ SIĘ",
    "not_voting": "brak głosu",
    "excluded": "WYŁĄCZONY (art. 25a)",
    "absent": "NIEOBECNY",
}
BALLOTS = {
    "open_device": "jawne, z użyciem urządzeń",
    "open_rollcall": "jawne imienne",
    "secret": "tajne",
    "hands": "jawne, przez podniesienie ręki",
}
RESULTS = {
    "adopted": "przyjęto",
    "rejected": "nie przyjęto",
    "no_quorum": "brak kworum – głosowanie nieważne",
    "void": "głosowanie unieważniono",
}


def _moment(value):
    return local(value).strftime("%d.%m.%Y %H:%M:%S") if value else "–"


class BiuroRadaVotePrint(models.Model):
    """What is printed of votes: the named list (art. 14 ust. 4), the protocol of the scrutiny committee."""

    _inherit = "biuro.rada.vote"

    def _get_print_values(self):
        """Return what the named list shows of a closed open vote (dict)."""
        self.ensure_one()
        if self.ballot == "secret" or self.state != "closed":
            raise UserError(self.env._("The named list is printed of a closed vote that is not secret."))
        counts = tally.tally(self.ballot_ids.mapped("value"))
        return {
            **self._print_head(),
            "names": [
                {"name": line.councillor_id.display_name, "value": SPOKEN[line.value]} for line in self.ballot_ids
            ],
            "counts": counts,
            "check": tally.check_sum(counts, self.entitled_count),
        }

    def _print_head(self):
        majority = self.reasons[1]["text"] if self.reasons and len(self.reasons) > 1 else ""
        return {
            "session": self.session_id.display_name,
            "item": self.agenda_item_id.title,
            "ballot": BALLOTS[self.ballot],
            "opened": _moment(self.opened_at),
            "closed": _moment(self.closed_at),
            "majority": f"{majority} ({self.majority_basis})" if majority else self.majority_basis,
            "result": RESULTS.get(self.result, ""),
        }

    def _get_scrutiny_values(self):
        """Return what the protocol of the scrutiny committee shows of a closed secret vote (dict)."""
        self.ensure_one()
        if self.ballot != "secret" or self.state != "closed":
            raise UserError(self.env._("The protocol of the scrutiny committee is printed of a closed secret vote."))
        taken = len(self.taker_ids.filtered("taken"))
        cast = sum(self.option_ids.mapped("votes"))
        return {
            **self._print_head(),
            "taken": taken,
            "cast": cast + self.invalid,
            "valid": cast,
            "chair": self.scrutiny_chair_id.display_name or "",
            "members": (self.scrutiny_member_ids - self.scrutiny_chair_id).mapped("display_name"),
            "takers": self.taker_ids.filtered("taken").mapped("councillor_id.display_name"),
        }
