from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroLetterDecision(models.Model):
    """Decision on a version of an outgoing letter: accepted, returned, signed. Kept for ever, with its remark."""

    _name = "biuro.letter.decision"
    _description = "Decision on a Draft"
    _order = "letter_id, id"
    _rec_name = "decision"

    letter_id = fields.Many2one("biuro.letter", "Letter", required=True, index=True, ondelete="cascade")
    version_id = fields.Many2one("biuro.letter.version", "Version", index="btree_not_null", ondelete="restrict")
    step = fields.Char("Step of Acceptance")
    decision = fields.Selection(
        [
            ("accepted", "Accepted"), ("changed", "Accepted with Changes"), ("returned", "Returned"),
            ("opinion_positive", "Opinion Positive"), ("opinion_negative", "Opinion Negative"), ("skipped", "Skipped"),
            ("rejected", "Rejected for Good"), ("withdrawn", "Withdrawn by the Author"), ("remark", "Remark"),
            ("signed", "Signed"),
        ],
        required=True,
    )
    remark = fields.Text()
    channel = fields.Selection(
        [("system", "In the system"), ("oral", "Orally"), ("paper", "On paper")], required=True, default="system",
    )
    decided_by_id = fields.Many2one("res.users", "Decided By", required=True)
    # name and position on the day (instrukcja kancelaryjna § 12)
    decided_by_name = fields.Char("Name on the Day")
    decided_by_job = fields.Char("Position on the Day")
    given_by_name = fields.Char("Whose Remark", help="Who gave the remark orally, when somebody else recorded it.")
    given_by_job = fields.Char("Position of Who Gave It")
    substitute_of = fields.Char("In Place Of")
    decided_at = fields.Datetime("Decided At", required=True)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise UserError(self.env._("Decisions are made with the buttons of a letter."))
        return super().create(vals_list)

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(self.env._("A decision stays as it was made."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A decision stays as it was made."))
