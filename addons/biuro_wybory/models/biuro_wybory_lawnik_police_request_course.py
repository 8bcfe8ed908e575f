from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroWyboryLawnikPoliceRequest(models.Model):
    """The request on its way: neutral letter, dispatch, term of the answer, answer."""

    _inherit = "biuro.wybory.lawnik.police.request"
    _reason_verbs = {"action_mark_sent": {"date": "date", "reason": "reference"}}

    @api.model
    def _default_commander(self):
        """Return the police commander of the last request (res.partner), else a contact so called."""
        last = self.search([], limit=1)
        found = last.partner_id or self.env["res.partner"].search(
            [("name", "ilike", "komend% wojew%dzk% policji")], limit=1
        )
        if not found:
            raise UserError(
                self.env._("Enter the voivodeship police commander (Komendant Wojewódzki Policji) as a contact first.")
            )
        return found

    def _get_open_action(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def _check_state(self, *states):
        self.check_access("write")
        if any(request.state not in states for request in self):
            raise UserError(self.env._("The request is in another state already. Refresh the page."))

    def _set_state(self, state, **values):
        # sudo: own model - facts are written by verbs only, after the check of access
        self.sudo().write({"state": state, **values})
        return True

    def action_draft_letter(self):
        """Write the draft of the covering letter, without any name, and open it; written already, it opens.

        The list of candidates with their data is printed from the request and goes with the letter.

        :return: window action (dict) of the letter
        :raise UserError: nobody is asked about
        Legal source: u.s.p. art. 162 § 9.
        """
        self.ensure_one()
        self.check_access("write")
        if self.letter_id and self.letter_id.state != "annulled":
            return self.letter_id._get_open_action()
        if not self.nomination_ids:
            raise UserError(self.env._("There is no candidate in this request."))
        days = self.term_id.police_reply_days
        body = Markup(
            "<p>Na podstawie art. 162 § 9 ustawy z dnia 27 lipca 2001 r. – Prawo o ustroju sądów powszechnych, "
            "w związku z wyborem ławników przez Radę Miasta, zwracam się o udzielenie informacji o kandydatach "
            "na ławników, wymienionych w załączonym wykazie (liczba osób: %s).</p>"
            "<p>Uprzejmie proszę o przekazanie informacji na piśmie w terminie %s dni od dnia otrzymania "
            "niniejszego pisma, w zamkniętej kopercie, do rąk własnych osoby prowadzącej sprawę.</p>"
        ) % (len(self.nomination_ids), days)
        jrwa = self.env["biuro.jrwa.class"]._get("533", office_today())
        letter = self.env["biuro.letter"].create(
            {
                "direction": "out",
                "title": "Wystąpienie o informacje o kandydatach na ławników",
                "body": body,
                "enclosures": "Wykaz kandydatów – 1 egz. (dane osobowe, tylko adresat)",
                "is_restricted": True,
                "jrwa_class_id": jrwa.id,
                "case_id": self.term_id.case_id.id,
                "clerk_id": self.env.user._biuro_employee().id,
                "recipient_ids": [fields.Command.create({"partner_id": self.partner_id.id})],
            }
        )
        # sudo: own model - the letter is linked by the verb alone; access was checked above
        self.sudo().letter_id = letter
        return letter._get_open_action()

    def action_mark_sent(self, date=None, reference=None):
        """Note the dispatch of the request: the term of the answer begins. The dispatch of its letter does the same.

        :param str date: the day "YYYY-MM-DD"; today by default
        :param str reference: number of the letter
        :return: True
        :raise UserError: sent already; nobody is asked about; a day to come
        """
        self._check_state("draft")
        day = fields.Date.to_date(date) or office_today()
        if day > office_today():
            raise UserError(self.env._("The request cannot be sent in the future."))
        for request in self:
            if not request.nomination_ids:
                raise UserError(self.env._("There is no candidate in this request."))
            request._set_state("sent", date_sent=day, ref_out=reference or request.letter_id.register_ref or False)
            request._start_answer(day)
        return True

    def action_mark_delivered(self, date):
        """Note when the police got the request: the days to answer count from it.

        :param str date: the day "YYYY-MM-DD"
        :return: True
        :raise UserError: not sent; the day is before the dispatch or to come
        """
        self._check_state("sent")
        day = fields.Date.to_date(date)
        for request in self:
            if not day or day < request.date_sent or day > office_today():
                raise UserError(self.env._("The request is delivered between its dispatch and today."))
            # sudo: own model - facts are written by verbs only, after the check of access
            request.sudo().date_delivered = day
            request._start_answer(day)
        return True

    def _start_answer(self, day):
        for request in self:
            request._deadline_start("lay_police", day, amount=request.term_id.police_reply_days)

    def action_receive_answer(self, date=None, reference=None):
        """Note that the police answered; what it says is put into each nomination, as its enclosure.

        :param str date: the day "YYYY-MM-DD"; that of the answering letter, else today by default
        :param str reference: reference of the answer
        :return: True
        :raise UserError: not sent; a day before the dispatch or to come
        """
        self._check_state("sent")
        for request in self:
            letter = request.answer_letter_id
            day = fields.Date.to_date(date) or letter.date_received or office_today()
            if day < request.date_sent or day > office_today():
                raise UserError(self.env._("The answer comes between the dispatch of the request and today."))
            request._set_state(
                "answered", date_received=day, ref_in=reference or letter.sender_reference or letter.register_ref
            )
            request._deadline_done("lay_police", on=day)
            self.env["biuro.wybory.lawnik.document"].create(
                [
                    {"nomination_id": nomination.id, "kind": "police", "issue_date": day, "delivered_on": day}
                    for nomination in request.nomination_ids
                    if "police" not in nomination.document_ids.mapped("kind")
                ]
            )
        return True

    def _letter_dispatched(self, letter, day):
        """The covering letter went out."""
        for request in self.filtered(lambda request: request.state == "draft"):
            request._set_state("sent", date_sent=day, ref_out=letter.register_ref)
            request._start_answer(day)
