from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today

DECISIONS = ("indication", "partial_annulment", "annulment", "court_complaint")


class BiuroRadaSupervision(models.Model):
    """Verbs of the supervision: what was sent and delivered, what the authority did, what the city answered."""

    _inherit = "biuro.rada.supervision"
    _reason_verbs = {
        "action_sent": {"date": "on"},
        "action_delivered": {"date": "on", "reason": "proof"},
        "action_proceeding": {"date": "on", "reason": "note"},
        "action_close": {"date": "on"},
    }

    def _write_facts(self, **values):
        # sudo: own model - facts are written by verbs only; access was checked by the caller
        self.sudo().write(values)
        self.resolution_id._advance()

    def _check_step(self, *states):
        self.check_access("write")
        names = dict(self._fields["state"]._description_selection(self.env))
        for row in self:
            if row.state not in states:
                raise UserError(
                    self.env._(
                        "%(name)s: this is possible when it is: %(states)s.",
                        name=row.display_name,
                        states=", ".join(names[state] for state in states),
                    )
                )

    def _check_signed(self):
        for row in self:
            signed = row.resolution_id.signed_on if row.resolution_id else row.act_id.state == "issued"
            if not signed:
                raise UserError(self.env._("RC-04: %s is not signed yet: sign it before it is sent.", row.subject))

    def action_sent(self, on=None):
        """Record that the act was sent to the authority.

        :param str on: day "YYYY-MM-DD", today by default
        :return: True
        :raise UserError: not signed (RC-04); sent already; a day before the act or of the future
        Legal source: u.s.g. art. 90 (7 days, order rules 2 days).
        """
        self._check_step("to_send")
        self._check_signed()
        day = self._day(on)
        for row in self:
            signed = row.resolution_id.signed_on or row.act_id.date
            if day < signed:
                raise UserError(self.env._("RC-04: it cannot be sent before it was signed (%s).", signed))
            row.sudo()._deadline_done(row._submit_rule(), on=fields.Date.to_string(day))  # sudo: own model, as below
            row._write_facts(sent_on=day)
        return True

    def action_delivered(self, on=None, proof=None):
        """Record the delivery to the authority: the 30 days of supervision run from it.

        :param str on: day "YYYY-MM-DD", today by default
        :param str proof: e.g. the number of the receipt
        :return: str, the last day of the supervision "YYYY-MM-DD"
        :raise UserError: not sent; a day before the sending or of the future
        Legal source: u.s.g. art. 91 ust. 1.
        """
        self._check_step("sent")
        day = self._day(on)
        for row in self:
            if day < row.sent_on:
                raise UserError(self.env._("It cannot be delivered before it was sent (%s).", row.sent_on))
            row._write_facts(delivered_on=day, delivery_proof=(proof or "").strip() or False)
            [term] = row.sudo()._deadline_start("supervision", day)  # sudo: own model - the term follows
            row._write_facts(supervision_end=term.date_deadline, supervision_reasons=term.reasons)
        return fields.Date.to_string(self[-1:].supervision_end)

    def action_proceeding(self, on=None, note=None):
        """Record the notice that the authority began a proceeding.

        :param str on: day of the notice; ``note`` (str) what it says
        :return: True
        :raise UserError: not delivered; a day before the delivery
        Legal source: u.s.g. art. 91 ust. 5 with KPA art. 61.
        """
        self._check_step("running", "proceeding")
        day = self._day(on)
        for row in self:
            if day < row.delivered_on:
                raise UserError(self.env._("The authority acts after the delivery (%s).", row.delivered_on))
        self._write_facts(proceeding_on=day, proceeding_note=(note or "").strip() or False)
        return True

    def action_suspend(self):
        """Record that the authority suspended the execution of the act.

        :return: True
        Legal source: u.s.g. art. 91 ust. 2.
        """
        self._check_step("running", "proceeding")
        self._write_facts(suspended=True)
        return True

    def action_call_to_remedy(self, until, on=None, text=None):
        """Record that the RIO pointed at breaches and how to remedy them (its own course, before a decision).

        :param str until: last day of the remedy; ``on`` day of delivery; ``text`` what the RIO says
        :return: True
        :raise UserError: not the RIO; the day of the remedy is before the delivery
        Legal source: ustawa o RIO art. 12 ust. 1-2.
        """
        self._check_step("running", "proceeding")
        day, last = self._day(on), fields.Date.to_date(until)
        if any(row.authority != "rio" for row in self):
            raise UserError(self.env._("Only the RIO calls to remedy a breach in this course."))
        if not last or last < day:
            raise UserError(self.env._("The last day of the remedy does not precede the call."))
        for row in self:
            row._write_facts(
                proceeding_on=row.proceeding_on or day, remedy_until=last, proceeding_note=(text or "").strip() or False
            )
            # sudo: own model - the term follows
            row.sudo()._deadline_start("rio_remedy", day, amount=(last - day).days)
        return True

    def action_close(self, on=None):
        """Close the supervision without remarks: the 30 days are over.

        :param str on: day "YYYY-MM-DD", today by default
        :return: True
        :raise UserError: the 30 days still run
        Legal source: u.s.g. art. 91 ust. 1, art. 93.
        """
        self._check_step("running", "proceeding")
        day = self._day(on)
        for row in self:
            if day <= row.supervision_end:
                raise UserError(
                    self.env._(
                        "The supervision lasts until %s: “no remarks” can be noted after that day.", row.supervision_end
                    )
                )
        self.sudo()._deadline_done("supervision")  # sudo: own model - the term is over
        self._write_facts(result="none")
        return True

    def action_decide(self, result, ref=None, date=None, delivered=None, text=None):
        """Record what the authority decided.

        :param str result: ``indication`` (minor breach), ``partial_annulment``, ``annulment`` or ``court_complaint``
        :param str ref: sign of the decision; ``date`` its day; ``delivered`` day of its delivery to the city
        :param str text: what it says; of an annulment in part which part
        :return: dict ``complaint_deadline`` ("YYYY-MM-DD" or False)
        :raise UserError: a decision of invalidity after the 30 days (art. 93); days out of order; no sign or no text
        Legal source: u.s.g. art. 91 ust. 1, 4; art. 92; art. 93; art. 98 ust. 1.
        """
        self.ensure_one()
        self._check_step("running", "proceeding")
        if result not in DECISIONS:
            raise UserError(self.env._("Choose what the authority decided."))
        day, came = self._day(date), self._day(delivered or date)
        if day < self.delivered_on or came < day:
            raise UserError(self.env._("The days must follow: delivery of the act, the decision, its delivery."))
        annulled = result in ("annulment", "partial_annulment")
        if annulled and day > self.supervision_end:
            raise UserError(
                self.env._(
                    "After %s the authority can only complain to the administrative court (art. 93).",
                    self.supervision_end,
                )
            )
        if result == "court_complaint" and day <= self.supervision_end:
            raise UserError(
                self.env._(
                    "Until %s the authority decides by itself; it complains to the court after that day (art. 93).",
                    self.supervision_end,
                )
            )
        if annulled and not (ref or "").strip():
            raise UserError(self.env._("Give the sign of the decision."))
        if result == "partial_annulment" and not (text or "").strip():
            raise UserError(self.env._("Name the part that is annulled."))
        # sudo: own model - the term is over
        self.sudo()._deadline_done("supervision", on=fields.Date.to_string(min(day, self.supervision_end)))
        values = {
            "result": result,
            "decision_ref": (ref or "").strip() or False,
            "decision_date": day,
            "decision_delivered": came,
            "result_text": (text or "").strip() or False,
        }
        if annulled:
            [term] = self.sudo()._deadline_start("court_complaint", came)  # sudo: own model - the term follows
            values |= {"complaint_deadline": term.date_deadline, "suspended": True}
        self._write_facts(**values)
        self._annul(result, came, text)
        return {"complaint_deadline": fields.Date.to_string(self.complaint_deadline) if annulled else False}

    def _annul(self, result, day, text):
        """The act is invalid as a whole, or in part: in part it stays in force without it."""
        # sudo: biuro.rada.resolution, biuro.rada.act - what follows from the decision by law; access was checked
        own = (self.resolution_id or self.act_id).sudo()
        if result == "annulment":
            own.annulled_on = day
        elif result == "partial_annulment":
            own.annulled_part = text
        self.resolution_id._advance()

    def action_no_complaint(self):
        """Note that the city does not complain: the decision becomes final with the end of the 30 days.

        :return: True
        :raise UserError: no decision that the city can complain about; the 30 days still run
        """
        self._check_step("decided")
        for row in self:
            if office_today() <= row.complaint_deadline:
                raise UserError(self.env._("The complaint can still be filed until %s.", row.complaint_deadline))
        self.sudo()._deadline_cancel("court_complaint", self.env._("No complaint was filed."))  # sudo: own model
        self._write_facts(court_result="none", court_on=office_today())
        return True

    def action_complain(self, on=None, resolution_id=None, act_id=None):
        """Record the complaint of the city against the decision.

        :param str on: day of filing "YYYY-MM-DD", today by default
        :param int resolution_id: the resolution of the council to complain, or ``act_id`` the order of the President
        :return: True
        :raise UserError: no decision; the 30 days are over; no resolution or order (art. 98 ust. 3)
        Legal source: u.s.g. art. 98 ust. 1, 3.
        """
        self.ensure_one()
        self._check_step("decided")
        day = self._day(on)
        if not resolution_id and not act_id:
            raise UserError(
                self.env._(
                    "The complaint needs a resolution or an order of the body whose act is concerned (art. 98 ust. 3)."
                )
            )
        if day > self.complaint_deadline:
            raise UserError(self.env._("The term to complain ended on %s.", self.complaint_deadline))
        if day < self.decision_delivered:
            raise UserError(self.env._("The complaint follows the delivery of the decision."))
        # sudo: own model - the term is met
        self.sudo()._deadline_done("court_complaint", on=fields.Date.to_string(day))
        self._write_facts(
            complaint_filed_on=day, complaint_resolution_id=resolution_id or False, complaint_act_id=act_id or False
        )
        return True

    def action_court(self, result, ref=None, on=None):
        """Record the final judgment.

        :param str result: ``dismissed`` (the complaint), ``repealed`` (the decision of the authority) or ``annulled``
            (the act, on the complaint of the authority)
        :param str ref: sign of the case; ``on`` day since which the judgment is final
        :return: True
        :raise UserError: not in court; the result does not fit who complained
        """
        self.ensure_one()
        self._check_step("court")
        day = self._day(on)
        fits = ("dismissed", "annulled") if self.result == "court_complaint" else ("dismissed", "repealed")
        if result not in fits:
            raise UserError(self.env._("This result does not fit who complained."))
        self._write_facts(
            court_result=result,
            court_ref=(ref or "").strip() or False,
            court_on=day,
            suspended=self.suspended and result != "repealed",
        )
        # sudo: biuro.rada.resolution, biuro.rada.act - what follows from the judgment; access was checked
        own = (self.resolution_id or self.act_id).sudo()
        if result == "repealed":
            own.write({"annulled_on": False, "annulled_part": False})
        elif result == "annulled":
            own.annulled_on = day
        self.resolution_id._advance()
        return True

    def action_open_step(self):
        """Open the window of the step named in the context (``step``).

        :return: action (dict)
        """
        self.ensure_one()
        return self.env["biuro.rada.step"]._open(self.env.context.get("step"), self)

    # ---- letters -------------------------------------------------------------------------------------------------

    @api.model
    def _letters_dispatched(self, letters, day):
        """What went out with the letters was sent."""
        rows = self.search([("letter_id", "in", letters.ids), ("state", "=", "to_send")])
        if rows:
            rows.action_sent(fields.Date.to_string(day))

    @api.model
    def _letters_delivered(self, letters):
        """The 30 days run from the delivery of the letters."""
        for row in self.search([("letter_id", "in", letters.ids), ("state", "=", "sent")]):
            row.action_delivered(fields.Date.to_string(row.letter_id.date_delivered))
