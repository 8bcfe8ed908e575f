from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import html2plaintext

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaInterpellation(models.Model):
    """Interpellation (interpelacja) or question (zapytanie) of councillors to the President (u.s.g. art. 24 ust. 3-7).

    The 14 days run from the day on which the President received the text from the chair, and cannot be extended.
    """

    _name = "biuro.rada.interpellation"
    _description = "Interpellation or Question"
    _inherit = [
        "biuro.guard.mixin",
        "biuro.rada.term.mixin",
        "biuro.rada.course.mixin",
        "biuro.register.mixin",
        "biuro.deadline.mixin",
        "biuro.publication.mixin",
        "biuro.rada.publish.term.mixin",
        "biuro.rada.reply.mixin",
        "biuro.rada.files.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "submitted_date desc, id desc"
    _rec_name = "subject"
    _rec_names_search = ["register_ref", "subject"]
    _reply_kind = "interpellation"

    kind = fields.Selection(
        [("interpellation", "Interpellation"), ("question", "Written question")],
        required=True,
        default="interpellation",
        tracking=True,
        help="An interpellation concerns a matter of essential importance, a question a current problem "
        "(art. 24 ust. 4-5).",
    )
    author_ids = fields.Many2many("biuro.rada.councillor", string="Councillors", required=True)
    recipient_id = fields.Many2one("hr.employee", "Addressee", default=lambda self: self._default_recipient())
    submitted_date = fields.Date(
        "Submitted to the Chair", required=True, default=lambda self: office_today(), tracking=True
    )
    channel = fields.Selection(
        [
            ("paper", "On paper"),
            ("email", "E-mail"),
            ("edelivery", "e-Delivery"),
            ("portal", "Councillor's page"),
            ("session", "Handed over at a session"),
        ],
        required=True,
        default="paper",
    )
    subject = fields.Char(required=True, tracking=True, index="trigram")
    facts = fields.Html("Statement of Facts")
    question_ids = fields.One2many("biuro.rada.interpellation.question", "interpellation_id", "Questions")
    forwarded_date = fields.Date("Forwarded to the President", readonly=True, copy=False, tracking=True)
    received_date = fields.Date("Received by the President", readonly=True, copy=False, tracking=True)
    department_id = fields.Many2one(
        "hr.department", "Cell", readonly=True, copy=False, index="btree_not_null", tracking=True
    )
    responsible_id = fields.Many2one("hr.employee", "Responsible", readonly=True, copy=False, tracking=True)
    reply_date = fields.Date("Replied On", readonly=True, copy=False, tracking=True)
    reply_ref = fields.Char("Reference of the Reply", readonly=True, copy=False)
    reply_signed_by_id = fields.Many2one("hr.employee", "Reply Signed By", readonly=True, copy=False)
    reply_attachment_ids = fields.Many2many(
        "ir.attachment", "biuro_rada_interpellation_reply_rel", string="Reply (Files)", copy=False
    )
    on_time = fields.Boolean("In Time", compute="_compute_on_time", store=True)
    session_id = fields.Many2one("biuro.rada.session", "Handed Over at the Session", index="btree_not_null")
    attachment_ids = fields.Many2many(
        "ir.attachment", "biuro_rada_interpellation_file_rel", string="Text and Enclosures (Files)", copy=False
    )
    parent_id = fields.Many2one("biuro.rada.interpellation", "Supplements", index="btree_not_null", ondelete="restrict")
    supplement_ids = fields.One2many("biuro.rada.interpellation", "parent_id", "Supplements and Repeated")
    return_reason = fields.Char("Reason of the Return", readonly=True, copy=False)
    external_id = fields.Char(readonly=True, copy=False, index="btree_not_null", help="Of an imported record.")
    state = fields.Selection(
        [
            ("received", "With the chair"),
            ("forwarded", "Forwarded"),
            ("received_by_mayor", "Received by the President"),
            ("in_progress", "With the cell"),
            ("replied", "Replied"),
            ("published", "Published"),
            ("returned", "Returned"),
            ("withdrawn", "Withdrawn"),
            ("reclassified", "Turned into a motion"),
        ],
        required=True,
        readonly=True,
        default="received",
        copy=False,
        tracking=True,
        index=True,
    )

    def _default_recipient(self):
        return self.env["hr.employee"].search([("office_function", "=", "president")], limit=1)

    def _get_register_code(self):
        return "INT" if self.kind == "interpellation" else "ZAP"

    def _get_deadline_department(self):
        return self.department_id

    def _get_deadline_employee(self):
        return self.responsible_id

    def _cancel_values(self, reason):
        self._deadline_cancel("interpellation", reason)
        return {"state": "withdrawn", "return_reason": reason}

    @api.depends("register_ref", "subject")
    def _compute_display_name(self):
        for record in self:
            record.display_name = " – ".join(filter(None, [record.register_ref, record.subject]))

    @api.depends("reply_date", "deadline_ids.date_deadline", "deadline_ids.state")
    def _compute_on_time(self):
        for record in self:
            # sudo: biuro.deadline - the legal end alone, of a record that the user reads
            ends = (
                record.sudo().deadline_ids.filtered(lambda line: line.code == "interpellation").mapped("date_deadline")
            )
            record.on_time = bool(record.reply_date and ends) and record.reply_date <= max(ends)

    @api.constrains("author_ids", "submitted_date")
    def _check_authors(self):
        for record in self:
            if not record.author_ids:
                raise ValidationError(self.env._("Name the councillor who asks."))
            for councillor in record.author_ids:
                if not councillor._holds_mandate(record.submitted_date):
                    raise ValidationError(
                        self.env._(
                            "%(name)s held no mandate on %(day)s.",
                            name=councillor.display_name,
                            day=record.submitted_date,
                        )
                    )

    @api.constrains("submitted_date", "forwarded_date", "received_date", "reply_date")
    def _check_order(self):
        for record in self:
            days = [
                day
                for day in (record.submitted_date, record.forwarded_date, record.received_date, record.reply_date)
                if day
            ]
            if days != sorted(days):
                raise ValidationError(
                    self.env._(
                        "RD-02: the days must follow each other: submitted, forwarded, received, replied. Correct them."
                    )
                )

    # ---- verbs ---------------------------------------------------------------------------------------------------

    def action_register(self):
        """Enter the interpellations in their register, under the day of submission.

        :return: list of register numbers
        :raise UserError: no statement of facts or no question (RD-01); registered already
        """
        self._check_chair()
        self._check_state("received")
        for record in self:
            if not html2plaintext(record.facts or "").strip() or not record.question_ids:
                raise UserError(
                    self.env._(
                        "RD-01: it needs a short statement of facts and the questions that follow (art. 24 ust. 4)."
                    )
                )
            record._enter_register(record.submitted_date)
        self._tell_chair()
        return self.mapped("register_ref")

    def action_forward(self, date=None):
        """Note that the chair passed the text to the President.

        :param str date: day "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: not with the chair, or not registered
        """
        self._check_chair()
        self._check_state("received")
        if any(not record.register_ref for record in self):
            raise UserError(self.env._("Register it first."))
        self._set_state("forwarded", forwarded_date=fields.Date.to_date(date) or office_today())
        self._chair_done()
        return True

    def action_receive(self, date=None):
        """Note that the President's office received the text: the 14 days run from this day (art. 24 ust. 6).

        :param str date: day "YYYY-MM-DD"; today by default
        :return: dict {id: legal end of the term "YYYY-MM-DD"}
        :raise UserError: not forwarded
        """
        self._check_state("forwarded")
        day = fields.Date.to_date(date) or office_today()
        self._set_state("received_by_mayor", received_date=day)
        terms = self._deadline_start("interpellation", day)
        return {str(record.id): str(term.date_deadline) for record, term in zip(self, terms, strict=True)}

    def action_assign(self, department_id, responsible_id=None):
        """Give the interpellations to a cell, which prepares the reply.

        :param int department_id: the cell
        :param int responsible_id: the employee
        :return: True
        :raise UserError: not received by the President
        """
        self._check_state("received_by_mayor", "in_progress")
        self._set_state("in_progress", department_id=department_id, responsible_id=responsible_id or False)
        self._deadline_sync()
        return True

    def action_replied(self, date, reference, signed_by_id=None, attachment_ids=None):
        """Note the reply in writing; see the letter of the chancellery for preparing it.

        :param str date: day of the reply "YYYY-MM-DD"
        :param str reference: its reference
        :param int signed_by_id: employee who signed
        :param list attachment_ids: ids of its files
        :return: dict ``on_time``
        :raise UserError: not received by the President; no text of the reply; no reference
        """
        self.ensure_one()
        self._check_state("received_by_mayor", "in_progress")
        if attachment_ids:
            self.reply_attachment_ids = [(4, attachment) for attachment in attachment_ids]
        if not self.reply_attachment_ids and not self.reply_letter_id:
            raise UserError(self.env._("Attach the text of the reply: it is given in writing (art. 24 ust. 6)."))
        if not (reference or "").strip():
            raise UserError(self.env._("Give the reference of the reply."))
        day = fields.Date.to_date(date)
        self._set_state("replied", reply_date=day, reply_ref=reference, reply_signed_by_id=signed_by_id or False)
        self._deadline_done("interpellation", on=day)
        self._publish_term_start(day)
        return {"on_time": self.on_time}

    def action_return(self, reason):
        """Return a text that holds no questions to its author.

        :param str reason: why
        :return: True
        :raise UserError: passed on already; no reason
        """
        self._check_chair()
        self._check_state("received")
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason."))
        self._set_state("returned", return_reason=reason)
        self._chair_done()
        for record in self:
            record._tell_authors(self.env._("“%s” was returned: it lacks what the law demands.", record.subject))
        return True

    def action_reclassify(self):
        """Turn a text that is no interpellation into a motion.

        :return: list of ids of the motions
        :raise UserError: replied already
        """
        self._check_chair()
        self._check_state("received", "forwarded", "received_by_mayor", "in_progress")
        motions = self.env["biuro.rada.motion"].create(
            [
                {
                    "subject": record.subject,
                    "text": record.facts,
                    "term_id": record.term_id.id,
                    "origin": "councillor",
                    "councillor_id": record.author_ids[:1].id,
                    "date": record.submitted_date,
                }
                for record in self
            ]
        )
        self._deadline_cancel("interpellation", self.env._("Turned into a motion"))
        self._chair_done()
        self._set_state("reclassified")
        return motions.ids
