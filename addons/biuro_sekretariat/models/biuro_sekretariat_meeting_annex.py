from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroSekretariatMeetingAnnex(models.Model):
    """Annex to accepted minutes (aneks do protokołu): what was left out or is corrected. Added, never changed."""

    _name = "biuro.sekretariat.meeting.annex"
    _description = "Annex to the Minutes"
    _order = "meeting_id, number"
    _rec_name = "number"

    meeting_id = fields.Many2one(
        "biuro.sekretariat.meeting", "Meeting", required=True, index=True, ondelete="cascade",
    )
    number = fields.Integer(required=True, aggregator=None)
    text = fields.Text("What Is Added or Corrected", required=True)
    reason = fields.Char(required=True)
    author_id = fields.Many2one("res.users", "Author", required=True)
    author_name = fields.Char("Name on the Day")
    author_job = fields.Char("Position on the Day")
    date = fields.Datetime("Made At", required=True)
    accepted_by_id = fields.Many2one("res.users", "Accepted By User")
    accepted_name = fields.Char("Accepted By")
    accepted_at = fields.Datetime("Accepted At")
    company_id = fields.Many2one(related="meeting_id.company_id", store=True, index=True)

    _number_uniq = models.Constraint("UNIQUE (meeting_id, number)", "This number of an annex is taken.")

    @api.depends("number", "meeting_id.register_ref")
    def _compute_display_name(self):
        for annex in self:
            annex.display_name = self.env._("Annex %(number)s", number=annex.number)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise UserError(self.env._("An annex is added with the button “Add an annex”."))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            raise UserError(self.env._("An annex stays as it was written. Add another one."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("An annex stays as it was written. Add another one."))

    def action_accept(self):
        """Accept annexes, as the chair of the meeting.

        :return: True
        :raise AccessError: for anyone but the chair
        """
        self.meeting_id._check_chair()
        for annex in self.filtered(lambda line: not line.accepted_at):
            # sudo: own model - written by this verb only; the chair was checked above
            annex.sudo().write({
                "accepted_by_id": self.env.uid, "accepted_name": annex.meeting_id._actor()["name"],
                "accepted_at": fields.Datetime.now(),
            })
        self.meeting_id._done_activities()
        return True
