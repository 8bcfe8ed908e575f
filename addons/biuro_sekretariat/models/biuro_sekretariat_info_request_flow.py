from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import html2plaintext, is_html_empty

from odoo.addons.biuro_kancelaria.law import inputs, terms
from odoo.addons.biuro_kancelaria.law.base import LawError, day_text

from ..law import information

WORKED = ("received", "in_progress", "waiting")


class BiuroSekretariatInfoRequest(models.Model):
    """The way of a request for public information: cells, notices, answer, decision, appeal."""

    _inherit = "biuro.sekretariat.info.request"

    def _check_email(self):
        """Nobody can be told of a fee, a form or a term who left no address."""
        if not (self.requester_email or self.requester_address or self.letter_id):
            raise UserError(self.env._("The applicant left no address, so no letter can be sent."))

    def action_take_up(self):
        """Take the requests up.

        :return: True
        """
        self.check_access("write")
        self._check_state("received")
        self._set(state="in_progress")
        return True

    def action_ask_cells(self, department_ids, question, due=None):
        """Ask cells for their part of the information; each answers in the system.

        :param list department_ids: ids of the cells
        :param str question: what is asked for
        :param str due: internal term, by default the third working day before the legal end
        :return: list of the ids of the questions
        :raise UserError: no cell, no question, a term after the legal end
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state(*WORKED)
        question = self._check_text(question, self.env._("Write what the cells are asked for."))
        cells = self.env["hr.department"].browse(department_ids or []).exists()
        if not cells:
            raise UserError(self.env._("Choose the cells that are asked."))
        day = self._day("due", due, required=False)
        if not day:
            day = max(terms.count(self.date_legal_end or self._today(), 3, "working_day", step=-1), self._today())
        if self.date_legal_end and day > self.date_legal_end:
            raise UserError(self.env._("The internal term cannot be later than the legal end."))
        # sudo: biuro.sekretariat.info.input - questions are put by this verb; the access to the request is checked
        found = self.env["biuro.sekretariat.info.input"].sudo().create([
            {"request_id": self.id, "department_id": cell.id, "question": question, "date_due": day,
             "asked_by_id": self.env.uid}
            for cell in cells
        ])
        found._notify_cell()
        if self.state == "received":
            self._set(state="in_progress")
        return found.ids

    def action_extend(self, reason, until):
        """Tell the applicant why the information comes later, and by when: at most two months from the request.

        :param str reason: reasons of the delay
        :param str until: new last day
        :return: dict, the window action of the notice
        :raise UserError: no reason, the day is beyond the law, the applicant left no address
        Legal source: UDIP art. 13 ust. 2.
        """
        self.ensure_one()
        self._check_state(*WORKED)
        self._check_email()
        deadlines = self._deadline_extend("udip", reason, new_date=until)
        if not deadlines:
            raise UserError(self.env._("No term of this request runs."))
        return deadlines[-1:].action_prepare_notice()

    def action_fee(self, amount, reason):
        """Draft the notice of the fee for extra cost; access is given after 14 days from it.

        :param str amount: the fee, e.g. "24.50"
        :param str reason: what the extra cost is
        :return: dict, the window action of the draft
        :raise UserError: not a positive amount, no reason, or 14 days from the request passed
        Legal source: UDIP art. 15.
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state(*WORKED)
        self._check_email()
        try:
            amount = inputs.decimal("amount", str(amount) if isinstance(amount, float) else amount, minimum=0)
        except LawError as error:
            raise ValidationError(str(error)) from error
        reason = self._check_text(reason, self.env._("Write what the extra cost is."))
        if not amount:
            raise UserError(self.env._("The fee is more than nothing."))
        last = information.request_terms(self.date_received)["fee_until"]
        if self._today() > last:
            raise UserError(self.env._("The fee could be named until %s only.", fields.Date.to_string(last)))
        letter = self._draft_letter(
            "fee", self.env._("Notice of the fee for public information: %s", self.subject), "letter_template_info_fee",
            words={"kwota": f"{amount:.2f}".replace(".", ","), "przyczyny": reason},
        )
        self._set(fee_amount=float(amount), state="waiting")
        if not self._deadline_search("udip_cost", running=True):
            self._deadline_start("udip_cost", self.date_received)
        return letter._get_open_action()

    def action_form_impossible(self, proposed, reason):
        """Draft the notice that the wanted form is impossible; 14 days to ask for another one.

        :param str proposed: form in which the information can be given at once
        :param str reason: why the wanted one is impossible
        :return: dict, the window action of the draft
        :raise UserError: nothing is proposed, no reason
        Legal source: UDIP art. 14 ust. 2.
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state(*WORKED)
        self._check_email()
        proposed = self._check_text(proposed, self.env._("Write in which form the information can be given."))
        reason = self._check_text(reason, self.env._("Give the reason."))
        letter = self._draft_letter(
            "form", self.env._("The wanted form is impossible: %s", self.subject), "letter_template_info_form",
            words={"postac": proposed, "przyczyny": reason},
        )
        self._set(form_proposed=proposed, state="waiting")
        return letter._get_open_action()

    def action_call_processed(self, days=7):
        """Draft the call to show why processed information is of special importance for the public interest.

        :param int days: days to answer, set by the office, at least 7
        :return: dict, the window action of the draft
        :raise UserError: the information is not marked as processed, or fewer than 7 days
        Legal source: UDIP art. 3 ust. 1 pkt 1.
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state(*WORKED)
        self._check_email()
        if not self.is_processed:
            raise UserError(self.env._("Simple information is given without asking for reasons (art. 2(2))."))
        if isinstance(days, bool) or not isinstance(days, int) or not 7 <= days <= 60:
            raise UserError(self.env._("The term to answer has at least 7 days."))
        letter = self._draft_letter(
            "processed", self.env._("Call to show special public interest: %s", self.subject),
            "letter_template_info_processed", kind="summons", words={"dni": str(days)},
        )
        self._set(processed_state="called", processed_days=days, state="waiting")
        return letter._get_open_action()

    def action_applicant_answered(self, on=None, shown=None):
        """Note that the applicant answered a notice or a call; the work goes on.

        :param str on: day of the answer, today by default
        :param bool shown: to the call of processed information: the special public interest was shown
        :return: True
        """
        self.check_access("write")
        self._check_state("waiting")
        day = self._day("on", on, required=False) or self._today()
        for record in self:
            if record.processed_state == "called":
                record._set(processed_state="shown" if shown else "not_shown")
            for code in ("udip_processed", "udip_form"):
                record._deadline_done(code, on=day)
            record._set(state="in_progress")
        return True

    # ---- result ------------------------------------------------------------------------------------------------------

    def action_finish(self, result, text="", on=None, url=None):
        """Settle the request: draft the answer or the decision; it is done when the letter is sent.

        :param str result: ``given``, ``part``, ``refused``, ``discontinued``, ``not_public``, ``not_held``,
            ``published`` or ``withdrawn``
        :param str text: HTML or text: the answer, or the reasons of the decision
        :param str on: day on which the information was given on the spot or sent without a letter: done at once
        :param str url: address of the information that is published already
        :return: dict, the window action of the draft, or True when ``on`` is given
        :raise UserError: what the result needs is missing; a fee's 14 days still run
        Legal source: UDIP art. 10, 13-16.
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state(*WORKED)
        if result not in information.RESULTS:
            raise UserError(self.env._("Choose the result of the request."))
        explained = information.explain_result(result)
        day = self._day("on", on, required=False)
        self._check_result(result, text, url, explained)
        if day and explained["decision"]:
            raise UserError(self.env._("A decision is sent by a letter: leave the day empty."))
        if day and day < self.date_received:
            raise UserError(self.env._("The request cannot be settled before it came."))
        self._check_fee_lapse(result, day or self._today())
        self._set(result=result, answer=text or False, published_url=url or False, state="prepared")
        if day:
            self._finish(day)
            return True
        self._check_email()
        lines = [explained["text"]]
        if url:
            lines.append(url)
        words = {
            "podstawa": explained["article"], "rozstrzygniecie": "\n".join(lines),
            "uzasadnienie": html2plaintext(text or "").strip(), "osoby": self.position_people or "",
            "podmioty": self.protected_parties or "",
        }
        if explained["decision"]:
            letter = self._draft_letter(
                "decision", self.env._("Decision on public information: %s", self.subject),
                "letter_template_info_decision", kind="decision", words=words)
        else:
            letter = self._draft_letter(
                "answer", self.env._("Answer to the request for information: %s", self.subject),
                "letter_template_info_answer", kind="reply", words=words,
                values={"reply_to_id": self.letter_id.id if self.letter_id.has_access("read") else False})
        return letter._get_open_action()

    def _check_result(self, result, text, url, explained):
        """Raise UserError when what the law demands of a result is missing."""
        if result == "published" and not (url or "").strip().startswith(("http://", "https://")):
            raise UserError(self.env._("Give the address under which the information is published (art. 10(1))."))
        if explained["decision"] and is_html_empty(text):
            raise UserError(self.env._("Write the reasons of the decision."))
        if result in ("refused", "part") and not (self.position_people or "").strip():
            raise UserError(self.env._(
                "Name those who took a position in the proceedings: the reasons of a refusal hold their names and "
                "functions (art. 16(2)(2))."))
        if result == "refused" and self.is_processed and self.processed_state == "called":
            raise UserError(self.env._("The applicant may still show the special public interest."))
        if result in ("not_public", "given") and is_html_empty(text):
            raise UserError(self.env._("Write the answer."))
        if self.input_open_count and result not in ("withdrawn", "published"):
            raise UserError(self.env._("Cells have not answered yet: %s.", ", ".join(
                self.input_ids.filtered(lambda line: line.state == "asked").department_id.mapped("name"))))

    def _check_fee_lapse(self, result, day):
        if result in ("given", "part") and self.date_access_from and day < self.date_access_from:
            raise UserError(self.env._(
                "With a fee, access is given from %s on: until then the applicant may change or withdraw the request.",
                fields.Date.to_string(self.date_access_from)))

    def _finish(self, day):
        """Note that the request was settled on a day: the terms end."""
        self._set(state="done", date_done=day)
        if self.result == "withdrawn":
            self._deadline_cancel(reason=self.env._("The request was withdrawn."))
        self._deadline_done("udip", on=day)
        self._deadline_done("udip_cost_access", on=max(day, self.date_fee_notified or day))
        self._deadline_cancel(reason=self.env._("The request is settled."))

    def action_reopen_answer(self):
        """Take back an answer that was prepared and not sent; its draft is to be annulled.

        :return: True
        """
        self.check_access("write")
        self._check_state("prepared")
        self._set(state="in_progress", result=False, answer=False, published_url=False)
        return True

    # ---- after the decision ------------------------------------------------------------------------------------------

    def action_appeal(self, on):
        """Note an appeal against the decision: it goes to the appeal board, which decides within 14 days.

        :param str on: day on which the appeal was received
        :return: dict, the window action of the draft that passes it on
        :raise UserError: there is no decision
        Legal source: UDIP art. 16 ust. 2 pkt 1; KPA art. 133.
        """
        self.ensure_one()
        return self._pass_on("appeal_date", on, "udip_appeal", "appeal", "letter_template_info_appeal")

    def action_court(self, on):
        """Note a complaint to the administrative court: it is passed on with the file and an answer in 15 days.

        :param str on: day on which the complaint was received
        :return: dict, the window action of the draft that passes it on
        Legal source: UDIP art. 21 pkt 1.
        """
        self.ensure_one()
        return self._pass_on("court_date", on, "udip_court", "court", "letter_template_info_court")

    def _pass_on(self, field, on, code, role, template):
        self.check_access("write")
        if role == "appeal" and not (self.result and information.explain_result(self.result)["decision"]):
            raise UserError(self.env._("There is no decision to appeal against."))
        day = self._day("on", on)
        if day < self.date_received:
            raise UserError(self.env._("A remedy cannot come before the request."))
        self._set(**{field: day})
        for rule in (code, "udip_appeal_forward") if role == "appeal" else (code,):
            self._deadline_start(rule, day)
        titles = {
            "appeal": self.env._("Appeal passed on: %s", self.subject),
            "court": self.env._("Complaint passed to the court: %s", self.subject),
        }
        names = {"appeal": "Samorządowe Kolegium Odwoławcze", "court": "Wojewódzki Sąd Administracyjny"}
        return self._draft_letter(
            role, titles[role], template, kind="letter", words={"wplyw": day_text(day)},
            values={"partner_id": False, "recipient_ids": [fields.Command.create({"name": names[role]})],
                    "delivery_method_id": False},
        )._get_open_action()

    # ---- what letters do ---------------------------------------------------------------------------------------------

    def _after_letter_sent(self, letter, day):
        result = super()._after_letter_sent(letter, day)
        role = letter.matter_role
        if role in ("answer", "decision") and self.state == "prepared":
            self._finish(day)
        elif role == "fee":
            self._deadline_done("udip_cost", on=day)
        elif role == "court":
            self._deadline_done("udip_court", on=day)
        elif role == "appeal":
            self._deadline_done("udip_appeal_forward", on=day)
        if role == "fee" and letter.delivery_channel == "email":
            self._after_letter_delivered(letter, day)
        return result

    def _after_letter_delivered(self, letter, day):
        result = super()._after_letter_delivered(letter, day)
        if letter.matter_role == "fee" and not self.date_fee_notified:
            lapse = self._deadline_start("udip_cost_access", day)
            self._set(date_fee_notified=day, date_access_from=lapse.date_in_force)
            self._leave_out(day, lapse.date_deadline, "art. 15 ust. 2 UDIP: 14 dni od powiadomienia o opłacie")
        elif letter.matter_role == "form" and self.state == "waiting":
            self._set(date_form_notified=day)
            term = self._deadline_start("udip_form", day)
            self._leave_out(day, term.date_deadline, "art. 14 ust. 2 UDIP: 14 dni na zmianę sposobu lub formy")
        elif letter.matter_role == "processed" and self.processed_state == "called":
            self._deadline_start("udip_processed", day, amount=self.processed_days or 7)
        return result

    def _leave_out(self, first, last, reason):
        """Leave the days out of the main term in which the law makes the office wait for the applicant."""
        running = self._deadline_search("udip", running=True)
        if running:
            running._exclude(first + timedelta(days=1), last, reason)
