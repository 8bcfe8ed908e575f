from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

CLERKS = "biuro_wybory.biuro_wybory_group_lawnik_user"


class BiuroLetter(models.Model):
    """Letters of the lay-judge election: a nomination in one click, the request to the police on its way."""

    _inherit = "biuro.letter"

    lawnik_nomination_ids = fields.One2many(
        "biuro.wybory.lawnik.nomination", "letter_id", "Nominations of Lay Judges", groups=CLERKS
    )
    lawnik_nomination_count = fields.Integer(
        "Number of Nominations of Lay Judges", compute="_compute_lawnik_nomination_count", groups=CLERKS
    )

    def _compute_lawnik_nomination_count(self):
        rows = self.env["biuro.wybory.lawnik.nomination"]._read_group(
            [("letter_id", "in", self.ids), ("state", "!=", "annulled")], ["letter_id"], ["__count"]
        )
        counts = {letter.id: count for letter, count in rows}
        for letter in self:
            letter.lawnik_nomination_count = counts.get(letter._origin.id, 0)

    def action_make_nomination(self):
        """Enter a letter as a nomination of a lay judge; entered already, its nominations open.

        The letter becomes restricted and its files move to the nomination, where the file of the candidate is.

        :return: window action (dict) of the nomination
        :raise UserError: not an incoming letter in the register; no election is open
        Legal source: u.s.p. art. 162.
        """
        self.ensure_one()
        self._check_direction("in")
        self.check_access("write")
        found = self.env["biuro.wybory.lawnik.nomination"].search(
            [("letter_id", "=", self.id), ("state", "!=", "annulled")]
        )
        return self._open_nominations(found or self._make_nomination())

    def action_make_another_nomination(self):
        """Enter one more nomination that came with the same letter.

        :return: window action (dict) of the nomination
        :raise UserError: as ``action_make_nomination``
        """
        self.ensure_one()
        self._check_direction("in")
        self.check_access("write")
        return self._open_nominations(self._make_nomination())

    def _open_nominations(self, nominations):
        action = {
            "type": "ir.actions.act_window",
            "name": self.env._("Nominations"),
            "res_model": nominations._name,
            "view_mode": "list,form",
            "domain": [("id", "in", nominations.ids)],
        }
        if len(nominations) == 1:
            action |= {"res_id": nominations.id, "view_mode": "form", "views": [(False, "form")]}
        return action

    def _make_nomination(self):
        if not self.register_ref or self.state in ("annulled", "misdirected"):
            raise UserError(self.env._("Register the letter first."))
        Term = self.env["biuro.wybory.lawnik.term"]
        term = Term.search(
            [("state", "in", ("open", "verification")), ("company_id", "=", self.company_id.id)],
            order="state, nomination_deadline desc", limit=1,
        )  # fmt: skip
        if not term:
            raise UserError(self.env._("No election of lay judges takes nominations. Open one first."))
        partner = self.partner_id
        nomination = self.env["biuro.wybory.lawnik.nomination"].create(
            {
                "term_id": term.id,
                "letter_id": self.id,
                "channel": self._nomination_channel(),
                "posted_on": self.date_posted if len(self.date_posted or "") == 10 else False,
                "court_id": term.quota_ids.court_id.id if len(term.quota_ids.court_id) == 1 else False,
                "nominator_type": self._nominator_type(partner),
                "nominator_partner_id": partner.id if partner.is_company else False,
                "nominator_signatory": self.correspondent if not partner.is_company else False,
            }
        )
        nomination._ensure_documents()
        # sudo: biuro.letter - from now on it is part of the file of a candidate; access was checked above
        own = self.sudo()
        if not own.is_restricted:
            own.write({"is_restricted": True, "reader_ids": [Command.link(self.env.uid)]})
        elif own.clerk_id.user_id != self.env.user:
            own.reader_ids = [Command.link(self.env.uid)]
        self._hand_files_to(nomination)
        return nomination

    def _nomination_channel(self):
        if self.is_electronic:
            return "electronic"
        return "post" if self.delivery_channel == "post" or self.date_posted else "paper_in_person"

    def _nominator_type(self, partner):
        if partner.court_kind:
            return "court_president"
        return "association" if partner.is_company else "citizens"

    def _hand_files_to(self, nomination):
        """Move the files of the letter to the form of the nomination: files of candidates lie nowhere else."""
        # sudo: ir.attachment, documents of the nomination - moved by the verb, whatever the setting on scans is
        files = self.env["ir.attachment"].sudo().search([("res_model", "=", self._name), ("res_id", "=", self.id)])
        form = nomination.sudo().document_ids.filtered(lambda document: document.kind == "form")[:1]
        if not files or not form:
            return
        copies = files.copy({"res_model": form._name, "res_id": form.id, "res_field": False, "public": False})
        form.write({"attachment_ids": [Command.link(copy.id) for copy in copies], "is_present": True})
        files.unlink()

    def _after_dispatch(self, day):
        result = super()._after_dispatch(day)
        # sudo: biuro.wybory.lawnik.police.request - consequences of the dispatch, which the mail point makes
        Request = self.env["biuro.wybory.lawnik.police.request"].sudo()
        for letter in self:
            Request.search([("letter_id", "=", letter.id)])._letter_dispatched(letter, day)
        return result
