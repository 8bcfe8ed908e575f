from markupsafe import Markup, escape

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today

OPEN_STATES = ("received", "forwarded", "received_by_mayor", "in_progress")
TERM = "interpellation"


def polish_date(day):
    """Return a day as official texts write it."""
    return f"{day.day}.{day.month:02d}.{day.year} r." if day else "–"


class BiuroRadaInterpellationCourse(models.Model):
    """The term of an interpellation, its reply by a letter of the chancellery, supplements (u.s.g. art. 24 ust. 6)."""

    _inherit = "biuro.rada.interpellation"

    date_deadline = fields.Date("Legal End", compute="_compute_term", search="_search_date_deadline")
    date_target = fields.Date("Safe Date", compute="_compute_term")
    term_reasons = fields.Json("How It Was Counted", compute="_compute_term")
    is_overdue = fields.Boolean("Overdue", compute="_compute_is_overdue", search="_search_is_overdue")
    is_with_chair_late = fields.Boolean(
        "Kept by the Chair",
        compute="_compute_is_overdue",
        search="_search_is_with_chair_late",
        help="The chair passes the text on without delay (art. 24 ust. 6): handed in before today.",
    )
    timeliness = fields.Selection(
        [("in_time", "In time"), ("late", "Late"), ("running", "Still running"), ("none", "No term yet")],
        compute="_compute_timeliness",
        store=True,
        compute_sudo=True,
        index=True,
    )
    days_taken = fields.Integer(
        "Days to Reply",
        compute="_compute_timeliness",
        store=True,
        compute_sudo=True,
        aggregator="avg",
        help="From the day of receipt by the President to the reply.",
    )
    reply_text = fields.Html("Text of the Reply", readonly=True, copy=False)
    is_mine = fields.Boolean("Mine", compute="_compute_is_mine", search="_search_is_mine")
    is_my_cell = fields.Boolean("Of My Cell", compute="_compute_is_mine", search="_search_is_my_cell")

    @api.depends("deadline_ids.date_deadline", "deadline_ids.state", "deadline_ids.code")
    def _compute_term(self):
        # the term of a record that the user reads, whoever may open it in the cockpit
        terms = self._deadline_search(TERM).filtered(lambda line: line.state != "cancelled").grouped("res_id")
        for record in self:
            line = terms.get(record._origin.id, self.env["biuro.deadline"]).sorted("id")[-1:]
            record.date_deadline, record.date_target = line.date_deadline, line.date_target
            record.term_reasons = line.reasons or []

    def _search_date_deadline(self, operator, value):
        return [("deadline_ids", "any!", [("code", "=", TERM), ("date_deadline", operator, value)])]

    @api.depends("deadline_next", "state", "submitted_date", "is_historical")
    def _compute_is_overdue(self):
        today = office_today()
        for record in self:
            # records brought from elsewhere ask for nothing
            open_ = record.state in OPEN_STATES and not record.is_historical
            record.is_overdue = open_ and bool(record.deadline_next) and record.deadline_next < today
            record.is_with_chair_late = (
                open_ and record.state == "received" and bool(record.submitted_date) and record.submitted_date < today
            )

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "in", OPEN_STATES), ("is_historical", "=", False), ("deadline_next", "<", office_today())]

    def _search_is_with_chair_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "=", "received"), ("is_historical", "=", False), ("submitted_date", "<", office_today())]

    @api.depends("deadline_ids.state", "deadline_ids.code", "reply_date", "received_date")
    def _compute_timeliness(self):
        for record in self:
            states = set(record.deadline_ids.filtered(lambda line: line.code == TERM).mapped("state"))
            record.timeliness = (
                "late"
                if "met_late" in states
                else "in_time"
                if "met" in states
                else "running"
                if "running" in states
                else "none"
            )
            record.days_taken = (
                (record.reply_date - record.received_date).days if record.reply_date and record.received_date else 0
            )

    @api.depends("responsible_id", "department_id")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        # sudo: res.users - whom the user acts for and where
        user = self.env.user.sudo()
        for record in self:
            record.is_mine = record.responsible_id in user.acting_employee_ids
            record.is_my_cell = record.department_id in user.cell_ids

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        # sudo: res.users - whom the user acts for
        return [("responsible_id", "in", self.env.user.sudo().acting_employee_ids.ids)]

    def _search_is_my_cell(self, operator, value):
        if operator != "in":
            return NotImplemented
        # sudo: res.users - the user's own cells
        return [("department_id", "in", self.env.user.sudo().cell_ids.ids)]

    _reason_verbs = {
        "action_receive": {"date": "date"},
        "action_return": {"reason": "reason"},
        "action_repeat": {"reason": "reason"},
    }

    @api.model
    def _polish_day(self, day):
        return polish_date(day)

    @api.model
    def _today_day(self):
        return office_today()

    @api.model
    def _register_book_columns(self, register=None):
        names = (
            "register_ref",
            "submitted_date",
            "author_ids",
            "subject",
            "forwarded_date",
            "received_date",
            "department_id",
            "reply_date",
            "reply_ref",
            "timeliness",
            "state",
        )
        return [(name, self._fields[name]._description_string(self.env)) for name in names]

    # ---- the chair -----------------------------------------------------------------------------------------------

    def _tell_chair(self):
        """Tell the chair of the council that a text waits: it is passed on without delay (art. 24 ust. 6)."""
        for record in self:
            chair = self.env["biuro.rada.function"]._holder(record.term_id, "chair", office_today())
            # sudo: res.users, mail.activity - who the chair is; a duty that follows from the law
            users = chair.sudo().partner_id.user_ids.filtered(lambda user: not user.share)
            for user in users:
                record.sudo().activity_schedule(
                    "mail.mail_activity_data_todo",
                    user_id=user.id,
                    date_deadline=office_today(),
                    summary=self.env._("Pass it on to the President without delay"),
                )

    def _chair_done(self):
        # sudo: mail.activity - the duty of the chair ended, whoever notes it
        self.sudo().activity_feedback(["mail.mail_activity_data_todo"])

    def action_forward_now(self):
        """Pass the text on to the President and note its receipt by the President's office on the same day.

        :return: dict {id: legal end of the term "YYYY-MM-DD"}
        :raise UserError: not with the chair, or without facts and questions (RD-01)
        """
        self.filtered(lambda record: record.state == "received" and not record.register_ref).action_register()
        self.filtered(lambda record: record.state == "received").action_forward()
        return self.action_receive()

    # ---- the reply -----------------------------------------------------------------------------------------------

    def action_draft_reply(self):
        """Write the draft of the reply, a letter of the chancellery with its steps of acceptance, and open it.

        Its dispatch ends the term. The case is opened in class 0003 under the sign of the cell.

        :return: window action (dict) that opens the draft
        :raise UserError: not received by the President, or no cell prepares the reply
        Legal source: u.s.g. art. 24 ust. 6.
        """
        self.ensure_one()
        self._check_state("received_by_mayor", "in_progress")
        return self._draft_reply()

    def action_draft_supplement(self):
        """Write the draft of a supplement of a reply that went out, and open it; it has no term of its own.

        :return: window action (dict) that opens the draft
        :raise UserError: no reply went out
        """
        self.ensure_one()
        self._check_state("replied", "published")
        return self._draft_supplement()

    def _reply_letter_values(self):
        running = self._deadline_search(TERM, running=True)
        return {"signatory_id": self.recipient_id.id, "deadline_id": running[:1].id}

    def _reply_addressees(self):
        lines = [self._council_address(f"Radny {author.display_name}") for author in self.author_ids]
        return [*lines, {**self._council_address("Przewodniczący Rady Miasta"), "role": "copy"}]

    def _reply_body(self):
        word = "interpelację" if self.kind == "interpellation" else "zapytanie"
        body = Markup(
            "<p>W odpowiedzi na %s nr %s z dnia %s w sprawie: %s (art. 24 ust. 6 ustawy o samorządzie gminnym) "
            "informuję:</p>"
        ) % (word, escape(self.register_ref or "–"), polish_date(self.submitted_date), escape(self.subject))
        for number, question in enumerate(self.question_ids, 1):
            body += Markup("<p><strong>%s. %s</strong></p><p>…</p>") % (number, escape(question.text))
        return body

    def _reply_dispatched(self, letter, day):
        for record in self.filtered(lambda record: record.state in ("received_by_mayor", "in_progress")):
            record.write(
                {
                    "state": "replied",
                    "reply_date": day,
                    "reply_ref": letter.case_id.reference or letter.register_ref,
                    "reply_signed_by_id": letter.signed_by_id.id,
                    "reply_text": letter.body,
                    "reply_attachment_ids": [(4, letter.signed_attachment_id.id)]
                    if letter.signed_attachment_id
                    else [],
                }
            )
            record._deadline_done(TERM, on=day)
            record._publish_term_start(day)
            record._tell_authors(self.env._("The reply to “%s” is there.", record.subject))

    def _tell_authors(self, text):
        """Send the authors a word that does not repeat the content."""
        # sudo: res.partner, mail.mail - one's own address, a notice without content
        partners = self.sudo().author_ids.partner_id.filtered("email")
        if partners:
            self.env["mail.mail"].sudo().create(
                {
                    "subject": text,
                    "body_html": Markup("<p>%s</p>") % text,
                    "recipient_ids": [(6, 0, partners.ids)],
                    "auto_delete": True,
                }
            )

    # ---- unsatisfactory reply ------------------------------------------------------------------------------------

    def action_repeat(self, reason, questions=None):
        """Enter the councillor's next text after an unsatisfactory reply: a new event, with a term of its own.

        :param str reason: what is lacking in the reply; it becomes the statement of facts
        :param list questions: texts of the questions; those of the first text by default
        :return: int, id of the new entry, with the chair
        :raise UserError: not replied to; no reason
        """
        self.ensure_one()
        self._check_chair()
        self._check_state("replied", "published")
        if not (reason or "").strip():
            raise UserError(
                self.env._("Write what the reply lacks: a short statement of facts is needed (art. 24 ust. 4).")
            )
        questions = [text.strip() for text in questions or self.question_ids.mapped("text") if (text or "").strip()]
        entry = self.create(
            {
                "kind": self.kind,
                "term_id": self.term_id.id,
                "author_ids": [(6, 0, self.author_ids.ids)],
                "subject": self.subject,
                "facts": Markup("<p>%s</p>") % escape(reason),
                "question_ids": [(0, 0, {"text": text, "sequence": index}) for index, text in enumerate(questions, 1)],
                "parent_id": self.id,
                "channel": self.env.context.get("rada_channel", "paper"),
            }
        )
        entry._tell_chair()
        return entry.id

    def action_open_repeat(self):
        """Open the texts that supplement or repeat this one.

        :return: window action (dict)
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_rada.biuro_rada_interpellation_action")
        return {**action, "domain": [("parent_id", "=", self.id)], "context": {}}
