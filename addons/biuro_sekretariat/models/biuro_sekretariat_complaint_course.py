from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import UserError

from ..law import complaint as law


class BiuroSekretariatComplaintCourse(models.Model):
    """The course in the office: case, clarification, leaving unexamined, extension, proceedings, withdrawal."""

    _inherit = "biuro.sekretariat.complaint"

    clarify_letter_id = fields.Many2one(
        "biuro.letter", "Call to Clarify", readonly=True, copy=False, index="btree_not_null", ondelete="restrict",
    )
    date_called = fields.Date("Call Received On", readonly=True, copy=False)
    unexamined_reason = fields.Text("Why Left Unexamined", readonly=True, copy=False)
    proceedings = fields.Selection(
        [("running", "Running Proceedings (KPA 234)"), ("final", "Final Decision (KPA 235)")], "It Concerns",
        readonly=True, copy=False,
    )
    proceedings_case_id = fields.Many2one(
        "biuro.case", "Case of the Proceedings", readonly=True, copy=False, index="btree_not_null",
    )
    proceedings_note = fields.Text("What Was Decided", readonly=True, copy=False)

    def _open_case(self, jrwa):
        """Open the case of the matter in a class of the filing plan, or take the one its letter is in.

        The term stands in the register of complaints, so the case starts none of its own.
        """
        self.ensure_one()
        if self.case_id:
            return
        # sudo: biuro.case, biuro.letter - the case belongs to the cell that deals with it, the letter may still lie
        # with the mail point; the right to write the entry was checked by the verb
        own = self.sudo()
        letter = own.letter_id
        if letter.case_id and not self.parent_id:
            own.case_id = letter.case_id
            return
        today = self._today()
        values = {
            "jrwa_symbol": jrwa, "title": self.subject, "department_id": self.department_id.id,
            "clerk_id": self.clerk_id.id or self.env.user._biuro_employee().id,
            "partner_id": self.partner_id.id, "is_own": False, "is_restricted": self.is_restricted,
            "procedure": "skarga" if self.kind == "complaint" else "wniosek",
            "date_opened": fields.Date.to_string(
                self.date_received if self.date_received.year == today.year else today),
            "origin_letter_date": fields.Date.to_string(self.date_received),
        }
        if not self.department_id:
            raise UserError(self.env._("Name the cell that deals with it: the case is opened there."))
        if letter and not letter.case_id:
            values["letter_id"] = letter.id
        # sudo: biuro.case - as above
        Case = self.env["biuro.case"].sudo().with_context(biuro_term_in_register=True)
        own.case_id = Case.open_case(values)["id"]

    def action_start(self, department_id=None, clerk_id=None):
        """Begin to deal with matters for which the office is competent: a case is opened in class 1510.

        :param int department_id: cell that deals with it; as on the entry by default
        :param int clerk_id: handler; as on the entry by default
        :return: dict ``case_id`` and ``case`` (sign) of the last one
        :raise UserError: not qualified, another body is competent, the handler is the person complained about
        Legal source: KPA art. 237, 244; RSW § 11.
        """
        self.check_access("write")
        result = {"case_id": False, "case": False}
        for complaint in self:
            complaint._check_state("qualified")
            if complaint.is_forwarding:
                raise UserError(self.env._("Another body is competent: pass it on."))
            if department_id or clerk_id:
                complaint.action_assign(department_id, clerk_id)
            # sudo: own model - after the assignment the entry may be of another cell; access was checked above
            own = complaint.sudo()
            own._check_handler()
            own._open_case(law.SETTLED_HERE)
            own._move_to("in_progress")
            result = {"case_id": own.case_id.id, "case": own.case_id.reference}
        return result

    # Clarification

    def action_call_to_clarify(self, what):
        """Call the author to clarify or complete; the seven days run from the day the call is received.

        :param str what: what is unclear or missing
        :return: action (dict) that opens the draft of the call
        :raise UserError: nothing named, no address to write to
        Legal source: RSW § 8(2).
        """
        self.ensure_one()
        self.check_access("write")
        what = self._check_text(what, self.env._("Write what is to be clarified."))
        self._check_state("received", "qualified", "in_progress")
        if self.is_incomplete and not self.email:
            raise UserError(self.env._("Without a first name, a surname or an address: leave it unexamined."))
        self._open_case(law.PASSED_ON if self.is_forwarding else law.SETTLED_HERE)
        word = "skargi" if self.kind == "complaint" else "wniosku"
        body = Markup(
            "<p>Na podstawie § 8 ust. 2 rozporządzenia Rady Ministrów z dnia 8 stycznia 2002 r. w sprawie organizacji "
            "przyjmowania i rozpatrywania skarg i wniosków wzywam do złożenia, w terminie siedmiu dni od dnia "
            "otrzymania wezwania, wyjaśnienia lub uzupełnienia %s: „%s”, w następującym zakresie:</p><p>%s</p>"
            "<p>Nieusunięcie braków w terminie spowoduje pozostawienie %s bez rozpoznania.</p>"
        ) % (word, self.subject, what, word)
        letter = self._draft_letter(
            self.env._("Call to clarify: %(matter)s", matter=self.subject), body, self._complainant_address(),
        )
        self._move_to("to_clarify", clarify_letter_id=letter.id, date_called=False)
        return letter._get_open_action()

    def _call_received(self, day):
        """The call reached the author: the seven days begin."""
        for complaint in self.filtered(lambda line: line.state == "to_clarify" and not line.date_called):
            complaint.sudo().date_called = day  # sudo: own model - written by verbs and their consequences alone
            complaint._deadline_start("complaint_clarify", day)

    def action_call_received(self, on):
        """Record the day on which the author received the call, where its delivery is not kept at the letter.

        :param str on: day "YYYY-MM-DD"
        :return: True
        """
        self.check_access("write")
        self._check_state("to_clarify")
        day = self._parse_day("on", on)
        if not day or day > self._today():
            raise UserError(self.env._("The day of delivery cannot be later than today."))
        self._call_received(day)
        return True

    def action_clarified(self, note, on=None):
        """Record what the author clarified; the matter goes on.

        :param str note: what was clarified
        :param str on: day "YYYY-MM-DD", today by default
        :return: True
        Legal source: RSW § 8(2).
        """
        self.check_access("write")
        self._check_state("to_clarify")
        note = self._check_text(note, self.env._("Write what was clarified."))
        for complaint in self:
            complaint._deadline_done("complaint_clarify", on=on)
            complaint._move_to("qualified" if complaint.qualified_kind else "received")
            complaint.message_post(body=note)
            complaint._log_case("Wnoszący złożył wyjaśnienie lub uzupełnienie", date=self._parse_day("on", on))
        return True

    def action_leave_unexamined(self, reason=None):
        """Leave entries unexamined: without name or address, or not clarified within seven days of the call.

        :param str reason: remark; the ground itself is written by the system
        :return: True
        :raise UserError: neither ground is there, or the seven days still run
        Legal source: RSW § 8(1) and (2).
        """
        self.check_access("write")
        for complaint in self:
            if complaint.is_incomplete:
                ground = "Brak imienia, nazwiska (nazwy) lub adresu wnoszącego (§ 8 ust. 1 rozporządzenia)."
            elif complaint.state == "to_clarify":
                running = complaint._deadline_search("complaint_clarify", running=True)
                if not complaint.date_called or any(line.date_deadline >= self._today() for line in running):
                    raise UserError(self.env._("The seven days to clarify have not passed yet."))
                ground = "Wezwanie pozostało bez odpowiedzi w terminie siedmiu dni (§ 8 ust. 2 rozporządzenia)."
            else:
                raise UserError(self.env._(
                    "Only what has no name or address, or was not clarified in time, is left unexamined."
                ))
            text = " ".join(filter(None, [ground, (reason or "").strip()]))
            complaint._move_to(
                "unexamined", result="unexamined", unexamined_reason=text, date_settled=self._today())
            complaint._deadline_cancel(reason=ground)
            complaint._log_case(f"Pozostawiono bez rozpoznania: {text}")
            complaint.parent_id._matters_changed()
        return True

    def action_resume(self, note):
        """Take up again what was left unexamined: the author gave what was missing. The terms run from that day.

        :param str note: what was given and how
        :return: True
        """
        self.check_access("write")
        self._check_state("unexamined")
        note = self._check_text(note, self.env._("Write what was given."))
        if any(complaint.is_incomplete for complaint in self):
            raise UserError(self.env._("Without a first name, a surname or an address: leave it unexamined."))
        for complaint in self:
            complaint._move_to("received", result=False, unexamined_reason=False, date_settled=False)
            for code in complaint._term_codes():
                complaint._deadline_start(code, self._today(), note=note)
            complaint.message_post(body=note)
        return True

    # Extension (KPA art. 36 in connection with art. 237 § 4; art. 245)

    def action_extend(self, reason, new_date=None, new_amount=None):
        """Extend the term to settle and draft the notice to who wrote.

        :param str reason: reasons of the delay, as they are told
        :param str new_date: new end "YYYY-MM-DD"
        :param int new_amount: instead of a date: months after the present end
        :return: action (dict) that opens the draft of the notice
        :raise UserError: no reason, no running term, the date is not later
        Legal source: KPA art. 36, art. 237 § 4, art. 245.
        """
        self.ensure_one()
        self.check_access("write")
        code = self._term_codes()[0]
        running = self._deadline_search(code, running=True).with_env(self.env)
        if not running:
            raise UserError(self.env._("No term to settle runs here."))
        running.action_extend(reason, new_date=new_date, new_amount=new_amount)
        self._log_case(f"Przedłużono termin załatwienia: {reason}")
        return running.action_prepare_notice()

    def _prepare_notice_values(self):
        """The notice of an extended term goes to who wrote, in the case of the matter."""
        self.ensure_one()
        # sudo: biuro.case - the sign under which the letter goes out
        own = self.sudo()
        return super()._prepare_notice_values() | {
            "case_id": own.case_id.id, "jrwa_class_id": own.case_id.jrwa_class_id.id, "regarding": self.subject,
            "clerk_id": self.clerk_id.id or self.env.user._biuro_employee().id,
            "has_gdpr_notice": not self.gdpr_notice_given_at,
            "delivery_method_id": (
                own.letter_id.delivery_method_id.id if own.letter_id.delivery_method_id.is_outgoing else False),
            "recipient_ids": [fields.Command.create(self._complainant_address())],
        }

    # Proceedings, withdrawal

    def action_link_proceedings(self, case_id, proceedings, note):
        """Treat a complaint in the proceedings it concerns: no separate case, the entry is settled there.

        :param int case_id: case of the proceedings
        :param str proceedings: ``running`` (filed by a party, KPA art. 234(1)) or ``final`` (KPA art. 235: a request to
            reopen, annul or change)
        :param str note: what was decided
        :return: True
        :raise UserError: no note, no such case
        Legal source: KPA art. 233-236.
        """
        self.check_access("write")
        self._check_state("received", "qualified")
        note = self._check_text(note, self.env._("Write what was decided."))
        case = self.env["biuro.case"].browse(case_id)
        if proceedings not in ("running", "final") or not case.exists():
            raise UserError(self.env._("Name the case of the proceedings, and whether they run or have ended."))
        case.check_access("read")
        article = "art. 234" if proceedings == "running" else "art. 235"
        for complaint in self:
            complaint._move_to(
                "settled", proceedings=proceedings, proceedings_case_id=case.id, proceedings_note=note,
                result="in_proceedings", date_settled=self._today(),
            )
            complaint._deadline_done(on=fields.Date.to_string(self._today()))
            # sudo: biuro.case - the log of the case the user reads; the entry says what came to it
            case.sudo()._log_event(
                f"Skarga {complaint.register_ref} rozpatrywana w tej sprawie ({article} KPA): {note}")
            complaint.parent_id._matters_changed()
        return True

    def action_withdraw(self, note, on=None):
        """Record that the author withdrew it.

        :param str note: how it was withdrawn
        :param str on: day "YYYY-MM-DD", today by default
        :return: True
        """
        self.check_access("write")
        self._check_state("received", "qualified", "to_clarify", "in_progress")
        note = self._check_text(note, self.env._("Write how it was withdrawn."))
        day = self._parse_day("on", on) or self._today()
        if day > self._today():
            raise UserError(self.env._("The day cannot be later than today."))
        for complaint in self:
            if complaint.state == "in_progress" and complaint.child_ids:
                raise UserError(self.env._("Withdraw its matters, each in its row."))
            complaint._move_to("settled", result="withdrawn", date_settled=day)
            complaint._deadline_cancel(reason=note)
            complaint.message_post(body=note)
            complaint._log_case(f"Wnoszący wycofał: {note}", date=day)
            complaint.parent_id._matters_changed()
        return True
