from odoo import models
from odoo.exceptions import UserError

METHODS = {
    "for_against_each": "za, przeciw albo wstrzymuję się przy każdym kandydacie",
    "limited_marks": "najwyżej tyle znaków, ile jest miejsc",
}
MAJORITIES = {
    "simple": "zwykła większość głosów (więcej „za” niż „przeciw”)",
    "absolute": "bezwzględna większość głosów",
    "plurality": "kolejno największa liczba głosów",
}
RESULTS = {
    "elected": "wybrany", "not_elected": "niewybrany", "tied": "równa liczba głosów", "barred": "nie może być wybrany",
}
TIES = {
    "second_round": "Przeprowadza się drugą turę głosowania między tymi kandydatami.",
    "lots": "Rozstrzyga losowanie.",
    "none_elected": "Zgodnie z regulaminem żaden z nich nie jest wybrany.",
}


class BiuroWyboryLawnikBallot(models.Model):
    """What is printed of a vote: the ballot paper and the protocol of the counting committee."""

    _inherit = "biuro.wybory.lawnik.ballot"

    def _print_head(self):
        return {
            "term": self.term_id._term_text(),
            "court": self.quota_id.display_name,
            "labour": self.scope == "labour",
            "marks": self.method == "limited_marks",
        }

    def _get_paper_values(self):
        """Return what the ballot paper shows (dict): names in the order of the alphabet, no numbers."""
        self.ensure_one()
        if not self.line_ids:
            raise UserError(self.env._("There is nobody on this ballot paper."))
        invalid = []
        if self.rules_id.blank_is == "invalid":
            invalid.append("bez żadnego znaku")
        if self.method == "limited_marks" and self.rules_id.overmarked_is == "invalid":
            invalid.append(f"ze znakiem przy więcej niż {self.seats} nazwiskach")
        if self.method == "limited_marks":
            instruction = [f"Postaw znak „X” w kratce przy najwyżej {self.seats} nazwiskach."]
        else:
            instruction = [
                "Przy każdym nazwisku postaw znak „X” w jednej kratce: „ZA”, „PRZECIW” albo „WSTRZYMUJĘ SIĘ”.",
            ]
        if invalid:
            instruction.append(f"Karta {' albo '.join(invalid)} jest nieważna.")
        return {
            **self._print_head(),
            "candidates": [line.candidate for line in self.line_ids.sorted("sequence")],
            "instruction": [*instruction, "Głosowanie jest tajne."],
        }

    def _get_protocol_values(self):
        """Return what the protocol of the counting committee shows (dict)."""
        self.ensure_one()
        if self.state == "draft":
            raise UserError(self.env._("Enter the figures and close the protocol before it is printed."))
        rows = [
            {
                "name": line.candidate or line.number,
                "votes": [line.marks] if self.method == "limited_marks"
                else [line.votes_for, line.votes_against, line.votes_abstain],
                "result": RESULTS.get(line.result, ""),
                "key": line.result,
            }
            for line in self.line_ids.sorted("sequence")
        ]
        elected = [row["name"] for row in rows if row["key"] == "elected"]
        tied = [row["name"] for row in rows if row["key"] == "tied"]
        return {
            **self._print_head(),
            "session": self.session_id.display_name,
            "method": METHODS[self.method],
            "majority": MAJORITIES[self.majority],
            "chair": self.scrutiny_chair_id.display_name or "",
            "members": (self.scrutiny_member_ids - self.scrutiny_chair_id).mapped("display_name"),
            "rows": rows,
            "elected": elected,
            "tied": tied,
            "tie_rule": TIES[self.rules_id.tie_rule],
            "vacant": max(self.seats - len(elected) - (self.free_places if tied else 0), 0),
            "reasons": self.reasons or [],
        }
