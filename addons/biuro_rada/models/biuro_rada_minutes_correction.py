from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaMinutesCorrection(models.Model):
    """Correction to the minutes proposed by a councillor while they are laid out, and what was decided of it."""

    _name = "biuro.rada.minutes.correction"
    _description = "Correction of Minutes"
    _inherit = ["biuro.guard.mixin"]
    _order = "minutes_id, id"
    _rec_name = "councillor_id"
    _reason_verbs = {"action_refuse": {"reason": "reason"}, "action_accept": {"reason": "reason"}}

    minutes_id = fields.Many2one("biuro.rada.minutes", "Minutes", required=True, index=True, ondelete="cascade")
    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", required=True, index=True, ondelete="restrict"
    )
    part_id = fields.Many2one("biuro.rada.minutes.part", "Part", ondelete="set null")
    text = fields.Text("Proposed Correction", required=True)
    proposed_on = fields.Date("Proposed On", required=True, default=lambda self: office_today())
    state = fields.Selection(
        [("proposed", "To be decided"), ("accepted", "Accepted"), ("refused", "Refused")],
        required=True,
        readonly=True,
        default="proposed",
        copy=False,
    )
    decision = fields.Char("Words of the Decision", readonly=True, copy=False)
    decided_by_id = fields.Many2one("res.users", "Decided By", readonly=True, copy=False)
    decided_on = fields.Date("Decided On", readonly=True, copy=False)

    @api.model
    def propose_correction(self, session_id, text, part_id=None):
        """Propose a correction to the minutes of a session, as a councillor.

        :param int session_id: the session
        :param str text: what should read otherwise
        :param int part_id: the part of the minutes meant
        :return: dict ``id``
        :raise AccessError: not a councillor of the body
        :raise UserError: the minutes are not laid out now; no words
        """
        councillor = self.env["biuro.rada.councillor"]._of_user()
        # sudo: biuro.rada.session, biuro.rada.minutes - councillors are portal users; who asks is checked here
        session = self.env["biuro.rada.session"].sudo().browse(session_id).exists()
        if not councillor or not session or councillor not in session._members() | session.attendance_ids.councillor_id:
            raise AccessError(self.env._("You were not convened to this session."))
        minutes = session.minutes_id
        if minutes.state != "laid_out" or office_today() > minutes.laid_out_to:
            raise UserError(self.env._("The minutes are not laid out now: corrections are proposed while they are."))
        if not (text or "").strip():
            raise UserError(self.env._("Say what should read otherwise."))
        part = minutes.part_ids.filtered(lambda row: row.id == part_id)
        # sudo: own model - the councillor's own proposal, as checked above
        correction = self.sudo().create(
            {"minutes_id": minutes.id, "councillor_id": councillor.id, "text": text.strip(), "part_id": part.id}
        )
        return {"id": correction.id}

    def _decide(self, state, reason):
        self.check_access("write")
        for correction in self:
            if correction.minutes_id.state == "adopted":
                raise UserError(self.env._("The minutes are adopted and stay as they are."))
        # sudo: own model - decisions are written by verbs only; access was checked above
        self.sudo().write(
            {
                "state": state,
                "decision": reason or False,
                "decided_by_id": self.env.uid,
                "decided_on": office_today(),
            }
        )
        return True

    def action_accept(self, reason=None):
        """Accept the corrections; the text itself is corrected in its part.

        :param str reason: words of the decision
        :return: True
        :raise UserError: the minutes are adopted already
        """
        return self._decide("accepted", reason)

    def action_refuse(self, reason):
        """Refuse the corrections.

        :param str reason: why
        :return: True
        :raise UserError: no reason; the minutes are adopted already
        """
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason."))
        return self._decide("refused", reason)
