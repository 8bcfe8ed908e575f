from odoo import fields, models
from odoo.exceptions import UserError


class BiuroRadaSessionLead(models.Model):
    """Who leads: the chair or a vice-chair of the body; handed over within a session, moment by moment."""

    _inherit = "biuro.rada.session"

    lead_ids = fields.One2many("biuro.rada.lead", "session_id", "Led By in Turn", readonly=True, copy=False)

    def _leaders(self):
        """Return the councillors who may lead on the day: chair first, then the vice-chairs."""
        self.ensure_one()
        if self.kind == "first":
            # until the chair is elected the oldest councillor present leads (art. 20)
            return self._members()
        if self.body_type == "committee":
            members = self.committee_ids.member_ids.filtered(
                lambda member: member._is_on(self.day) and member.role in ("chair", "vice")
            )
            return members.sorted(lambda member: member.role != "chair").councillor_id
        functions = self.env["biuro.rada.function"].search(
            [
                ("councillor_id.term_id", "=", self.term_id.id),
                ("role", "in", ("chair", "vice_chair")),
                ("date_from", "<=", self.day),
                "|",
                ("date_to", "=", False),
                ("date_to", ">=", self.day),
            ]
        )
        return functions.sorted(lambda function: function.role != "chair").councillor_id

    def action_start(self):
        """Open the session; a committee is led by its own chair.

        :return: True
        :raise UserError: as before
        """
        for session in self.filtered(lambda session: session.body_type == "committee" and not session.leader_id):
            session.check_access("write")
            # sudo: own model - facts are written by verbs only; access was checked above
            session.sudo().leader_id = session._leaders()[:1]
        result = super().action_start()
        for session in self.filtered("leader_id"):
            session._note_lead()
        return result

    def _note_lead(self):
        # sudo: biuro.rada.lead - rows are added by the verbs of the session, whose right was checked
        self.env["biuro.rada.lead"].sudo().create(
            [
                {"session_id": session.id, "councillor_id": session.leader_id.id, "started_at": fields.Datetime.now()}
                for session in self
            ]
        )

    def action_hand_over(self, councillor_id):
        """Hand the leading of the session over to another member of the presidium.

        :param int councillor_id: the chair or a vice-chair of the body
        :return: dict ``leader`` (id), ``name``
        :raise UserError: not in progress; neither chair nor vice-chair; not present
        """
        self.ensure_one()
        self._check_state("convened", "open", "suspended")
        councillor = self.env["biuro.rada.councillor"].browse(councillor_id).exists()
        if councillor not in self._leaders():
            raise UserError(self.env._("A session is led by the chair or a vice-chair of the body (art. 19)."))
        line = self.env["biuro.rada.attendance"]._of(self, councillor)
        if self.state == "open" and not line.is_present:
            raise UserError(self.env._("%s is not present.", councillor.display_name))
        if councillor != self.leader_id:
            # sudo: own model - facts are written by verbs only; access was checked above
            self.sudo().leader_id = councillor
            if self.state != "convened":
                self._note_lead()
            self._broadcast("session")
        return {"leader": councillor.id, "name": councillor.display_name}
