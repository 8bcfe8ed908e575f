from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

from odoo.addons.biuro_kancelaria.tools import office_today

from .biuro_wybory_osiedle_request import OPEN, TO_CITY, TO_UNIT

# what the mail point calls the way in which it came
METHODS = {"paper": "in_person", "email": "email", "edelivery": "edelivery", "portal": "email"}


class BiuroWyboryOsiedleRequestFlow(models.Model):
    """Course of a request: register, letter and case of the chancellery in one click, answer; course of an opinion."""

    _inherit = "biuro.wybory.osiedle.request"

    def action_register(self):
        """Enter the requests in their register; the term of the answer begins with the day of receipt.

        :return: list of register numbers
        :raise UserError: registered already; nothing is asked
        Legal source: statute of the unit; one month by analogy with KPA art. 244.
        """
        self._check_state("received")
        for record in self:
            if not html2plaintext(record.text or "").strip() and not record.attachment_ids:
                raise UserError(self.env._("Write what is asked for, or attach the text."))
            record._enter_register(record.received_on)
            rule = self.env["biuro.wybory.osiedle.rule"]._of(record.unit_id, record.received_on)
            if record.direction == "unit_to_city":
                record._deadline_start(rule.request_rule_code, record.received_on)
            else:
                record._deadline_start(TO_UNIT, record.received_on, amount=rule.opinion_days)
                record.unit_id._tell_chairs(self.env._("The City asks for an opinion: %s", record.register_ref))
        return self.mapped("register_ref")

    def action_make_letter(self):
        """Make the request into an incoming letter and a case of the chancellery, in one step; done already, open it.

        The request is registered on the way. The letter goes to the cell that answers.

        :return: dict, a window action of the case
        :raise UserError: no cell is named; an opinion, which the City itself asks for
        Legal source: instrukcja kancelaryjna § 13, § 52.
        """
        self.ensure_one()
        self._check_state("received", "registered", "in_progress")
        if self.direction != "unit_to_city":
            raise UserError(self.env._("An opinion is asked by a letter of the City: write its draft instead."))
        if not self.department_id:
            raise UserError(self.env._("Name the cell that answers first."))
        if self.state == "received":
            self.action_register()
        if not self.source_letter_id:
            self._make_letter()
        if self.state == "registered":
            self._set(state="in_progress")
            self._deadline_sync()
        return self.case_id._get_open_action() if hasattr(self.case_id, "_get_open_action") else {
            "type": "ir.actions.act_window", "res_model": "biuro.case", "res_id": self.case_id.id,
            "view_mode": "form", "views": [(False, "form")],
        }

    def _make_letter(self):
        rule = self.env["biuro.wybory.osiedle.rule"]._of(self.unit_id, self.received_on)
        # sudo: biuro.letter, biuro.case, ir.attachment - the mail of units is taken in by their clerk, for the cell
        # that answers; the right to change the request was checked
        Letter = self.env["biuro.letter"].sudo()
        company = self.company_id
        answer = Letter.register_incoming({
            "title": self.subject,
            "sender_name": f"{self.unit_id.name} (jednostka pomocnicza)",
            "sender_street": self.unit_id.seat_address or company.street or "–",
            "sender_zip": company.zip or False, "sender_city": company.city or "–",
            "sender_reference": self.resolution_id.number or False,
            "date_received": str(self.received_on), "letter_date": str(self.received_on),
            "delivery_method": METHODS[self.channel],
            "department_id": self.department_id.id, "clerk_id": self.responsible_id.id or False,
            "attachments": [{"name": file.name, "content": file.datas.decode()}
                            for file in self.sudo().attachment_ids if file.datas],
            **self._electronic_values(),
            "external_id": f"biuro.wybory.osiedle.request:{self.id}",
            "distribute": True,
        })
        letter = Letter.browse(answer["id"])
        clerk = self.responsible_id or self.department_id.manager_id or self.env.user._biuro_employee()
        case = letter.action_open_case(
            rule.jrwa_symbol, title=self.display_name, department_id=self.department_id.id, clerk_id=clerk.id,
            options={"procedure": "inne"},
        ) if not letter.case_id else {"id": letter.case_id.id}
        self._set(source_letter_id=letter.id, case_id=case["id"])
        letter._message_log(body=self.env._("Request of a unit: %s", self.display_name))

    def _electronic_values(self):
        """Return what the register of letters asks of an electronic one (dict): the format of its file."""
        if self.channel == "paper":
            return {}
        # sudo: ir.attachment - names of the files of a record that the user writes
        names = self.sudo().attachment_ids.mapped("name")
        return {"file_format": names[0].rsplit(".", 1)[-1].lower() if names and "." in names[0] else "html"}

    def action_assign(self):
        """Give the request to the cell and the person named on it; their duty is planned for the end of the term.

        :return: True
        :raise UserError: no cell is named
        """
        self._check_state("registered", "in_progress")
        for record in self:
            if not record.department_id:
                raise UserError(self.env._("Name the cell that answers first."))
            record._set(state="in_progress")
            record._deadline_sync()
        return True

    def action_draft_reply(self):
        """Write the draft of the answer, a letter of the chancellery; its dispatch ends the term.

        :return: dict, a window action of the draft
        :raise UserError: how the request is settled is not chosen; no cell answers
        """
        self.ensure_one()
        self._check_state("registered", "in_progress")
        if not self.answer_kind:
            raise UserError(self.env._("Choose first how the request is settled: accepted, in part, refused, or in "
                                       "progress for an interim answer."))
        if self.answer_kind != "in_progress" and not self.reply_letter_id:
            self._set(state="in_progress")
        return self._draft_reply()

    def action_answered(self, text=None, date=None):
        """Note an answer that was given without a letter of the chancellery, or the opinion of the unit.

        :param str text: words of the answer; those on the record by default
        :param str date: day "YYYY-MM-DD"; today by default
        :return: dict ``on_time``
        :raise UserError: how it is settled is not chosen; no words
        """
        self.ensure_one()
        self._check_state("registered", "in_progress", "asked")
        if not self.answer_kind or self.answer_kind == "in_progress":
            raise UserError(self.env._("Choose how it is settled first."))
        words = (text or "").strip()
        if not words and not html2plaintext(self.answer_text or "").strip() and self.answer_kind != "silent":
            raise UserError(self.env._("Write the answer."))
        day = fields.Date.to_date(date) or office_today()
        if day < self.received_on:
            raise UserError(self.env._("It cannot be answered before it was received: correct the day."))
        self._answered(day, self.answer_resolution_id.number or False, words or self.answer_text)
        return {"on_time": self.on_time}

    def action_silent(self):
        """Note that the unit gave no opinion in its term.

        :return: True
        :raise UserError: a request of a unit; the term has not passed
        """
        for record in self:
            record._check_state("asked")
            if not record.due or record.due >= office_today():
                raise UserError(self.env._("The term of the opinion has not passed yet."))
            record.answer_kind = "silent"
            record._answered(office_today(), False, False)
        return True

    def action_extend(self, reason, until):
        """Set a later end of the term: the unit is told why.

        :param str reason: why
        :param str until: new end "YYYY-MM-DD"
        :return: True
        :raise UserError: no reason; no running term; the day is not later
        """
        self._check_state(*OPEN)
        reason = self._words(reason, self.env._("Give the reason."))
        for record in self:
            record._deadline_extend(record._deadline_search(running=True)[:1].code or TO_CITY, reason, new_date=until)
            record.unit_id._tell_chairs(self.env._("A later term of your request %s", record.register_ref))
        return True

    def action_remind(self):
        """Remind those who owe the answer: the responsible person, else the head of the cell; or the unit itself.

        :return: dict ``reminded`` (int)
        :raise UserError: answered already
        """
        self._check_state("registered", "in_progress", "asked")
        for record in self:
            record._set(reminder_count=record.reminder_count + 1, reminded_on=office_today())
            if record.direction == "city_to_unit":
                record.unit_id._tell_chairs(self.env._("Reminder: the opinion %s is awaited", record.register_ref))
                continue
            # sudo: hr.employee - whose duty it is
            employee = (record.responsible_id or record.department_id.manager_id).sudo()
            if employee.user_id:
                record.activity_schedule(
                    "mail.mail_activity_data_todo", user_id=employee.user_id.id, date_deadline=office_today(),
                    summary=self.env._("Answer the request of the unit"),
                )
        return {"reminded": len(self)}

    def action_withdraw(self, reason):
        """Note that the unit withdrew its request, or the City its question.

        :param str reason: why
        :return: True
        :raise UserError: answered already; no reason
        """
        self._check_state(*OPEN)
        reason = self._words(reason, self.env._("Give the reason."))
        registered = self.filtered("register_ref")
        if registered:
            registered.action_cancel(reason)
        (self - registered)._set(state="withdrawn", withdraw_reason=reason)
        return True
