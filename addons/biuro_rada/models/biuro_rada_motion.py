from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import html2plaintext

from odoo.addons.biuro_kancelaria.law import terms
from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaMotion(models.Model):
    """Motion (wniosek) of a councillor, a club or a committee; its term is set by the statute of the city."""

    _name = "biuro.rada.motion"
    _description = "Motion of the Council"
    _inherit = [
        "biuro.guard.mixin",
        "biuro.rada.term.mixin",
        "biuro.register.mixin",
        "biuro.publication.mixin",
        "biuro.rada.reply.mixin",
        "biuro.rada.files.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "date desc, id desc"
    _rec_name = "subject"
    _rec_names_search = ["register_ref", "subject"]
    _register_code = "WR"

    origin = fields.Selection(
        [("councillor", "Councillor"), ("club", "Club"), ("committee", "Committee"), ("session", "Session")],
        required=True,
        default="councillor",
    )
    councillor_id = fields.Many2one("biuro.rada.councillor", "Councillor", index="btree_not_null")
    club_id = fields.Many2one("biuro.rada.club", "Club")
    committee_id = fields.Many2one("biuro.rada.committee", "Committee")
    meeting_id = fields.Many2one("biuro.rada.session", "At the Meeting", index="btree_not_null")
    vote_id = fields.Many2one("biuro.rada.vote", "Vote")
    date = fields.Date(required=True, default=lambda self: office_today(), tracking=True)
    subject = fields.Char(required=True, tracking=True, index="trigram")
    text = fields.Html()
    addressee = fields.Char(default=lambda self: self.env._("President of the City"))
    department_id = fields.Many2one("hr.department", "Cell", index="btree_not_null", tracking=True)
    due_date = fields.Date("Answer Until", index=True, tracking=True)
    answer = fields.Html()
    answer_date = fields.Date("Answered On", readonly=True, copy=False)
    answer_ref = fields.Char("Reference of the Answer", readonly=True, copy=False)
    responsible_id = fields.Many2one("hr.employee", "Responsible", tracking=True)
    forwarded_date = fields.Date("Forwarded On", readonly=True, copy=False, tracking=True)
    attachment_ids = fields.Many2many("ir.attachment", "biuro_rada_motion_file_rel", string="Files", copy=False)
    has_personal_data = fields.Boolean(
        "Data of Third Persons", help="An anonymised version is published instead of the texts."
    )
    public_text = fields.Html("Text for the Bulletin", copy=False)
    mover = fields.Char("Moved By", compute="_compute_mover", store=True)
    published_on = fields.Date(readonly=True, copy=False)
    is_overdue = fields.Boolean("Overdue", compute="_compute_is_overdue", search="_search_is_overdue")
    state = fields.Selection(
        [
            ("recorded", "Recorded"),
            ("forwarded", "Forwarded"),
            ("answered", "Answered"),
            ("considered", "Considered"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="recorded",
        copy=False,
        tracking=True,
        index=True,
    )

    @api.depends("register_ref", "subject")
    def _compute_display_name(self):
        for motion in self:
            motion.display_name = " – ".join(filter(None, [motion.register_ref, motion.subject]))

    @api.depends("origin", "councillor_id.last_name", "club_id.name", "committee_id.name", "meeting_id")
    def _compute_mover(self):
        for motion in self:
            source = {
                "councillor": motion.councillor_id,
                "club": motion.club_id,
                "committee": motion.committee_id,
                "session": motion.meeting_id,
            }.get(motion.origin)
            motion.mover = source.display_name if source else False

    @api.constrains("origin", "councillor_id", "club_id", "committee_id", "meeting_id", "date")
    def _check_mover(self):
        for motion in self:
            if motion.origin == "councillor" and not motion.councillor_id:
                raise ValidationError(self.env._("Name the councillor who moves it."))
            if motion.origin == "club" and not motion.club_id:
                raise ValidationError(self.env._("Name the club that moves it."))
            if motion.origin == "committee" and not motion.committee_id:
                raise ValidationError(self.env._("Name the committee that moves it."))
            if motion.origin == "councillor" and not motion.councillor_id._holds_mandate(motion.date):
                raise ValidationError(
                    self.env._(
                        "%(name)s held no mandate on %(day)s.", name=motion.councillor_id.display_name, day=motion.date
                    )
                )

    @api.model
    def _register_book_columns(self, register=None):
        names = ("register_ref", "date", "mover", "subject", "addressee", "due_date", "answer_date", "state")
        return [(name, self._fields[name]._description_string(self.env)) for name in names]

    @api.depends("due_date", "state")
    def _compute_is_overdue(self):
        today = office_today()
        for motion in self:
            motion.is_overdue = (
                motion.state in ("recorded", "forwarded") and bool(motion.due_date) and motion.due_date < today
            )

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "in", ("recorded", "forwarded")), ("due_date", "<", office_today())]

    def _cancel_values(self, reason):
        return {"state": "cancelled"}

    def _move(self, source, target, **values):
        for motion in self:
            motion.check_access("write")
            if motion.state != source:
                raise UserError(self.env._("“%s” has been moved on already.", motion.subject))
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": target, **values})

    def action_forward(self):
        """Register the motions and pass them to the addressee.

        :return: list of register numbers
        :raise UserError: passed on already
        """
        self._check_chair()
        self._move("recorded", "forwarded", forwarded_date=office_today())
        # sudo: ir.config_parameter - a setting of the office (the statute of the city), no secret
        days = int(self.env["ir.config_parameter"].sudo().get_param("biuro_rada.motion_days", 30))
        for motion in self:
            if not motion.due_date and days:
                motion.due_date = terms.term(office_today(), days, "day")["deadline"]
        self._enter_register()
        return self.mapped("register_ref")

    def action_assign(self, department_id, responsible_id=None):
        """Give the motions to a cell, which prepares the answer.

        :param int department_id: the cell
        :param int responsible_id: the employee
        :return: True
        :raise UserError: not forwarded
        """
        self.check_access("write")
        for motion in self:
            if motion.state != "forwarded":
                raise UserError(self.env._("Forward “%s” first.", motion.subject))
        self.write({"department_id": department_id, "responsible_id": responsible_id or False})
        for motion in self.filtered("due_date"):
            # sudo: hr.employee - the user of the employee who prepares the answer
            user = motion.responsible_id.sudo().user_id
            if user:
                motion.activity_schedule(
                    "mail.mail_activity_data_todo",
                    user_id=user.id,
                    date_deadline=motion.due_date,
                    summary=self.env._("Answer the motion"),
                )
        return True

    def action_draft_reply(self):
        """Write the draft of the answer, a letter of the chancellery with its steps, and open it.

        Its dispatch notes the answer.

        :return: window action (dict) that opens the draft
        :raise UserError: not forwarded, or no cell prepares the answer
        """
        self.ensure_one()
        if self.state != "forwarded":
            raise UserError(self.env._("Forward “%s” first.", self.subject))
        return self._draft_reply()

    def _reply_addressees(self):
        return [self._council_address(self.mover or "Rada Miasta")]

    def _reply_body(self):
        return Markup("<p>W odpowiedzi na wniosek nr %s w sprawie: %s informuję:</p><p>…</p>") % (
            self.register_ref or "–",
            self.subject,
        )

    def _reply_dispatched(self, letter, day):
        for motion in self.filtered(lambda motion: motion.state == "forwarded"):
            motion.write(
                {
                    "state": "answered",
                    "answer": letter.body,
                    "answer_date": day,
                    "answer_ref": letter.case_id.reference or letter.register_ref,
                }
            )
            motion.activity_feedback(["mail.mail_activity_data_todo"])

    def _publication_values(self):
        self.ensure_one()
        if not self.register_ref:
            raise UserError(self.env._("Register it first."))
        if self.has_personal_data and not html2plaintext(self.public_text or "").strip():
            raise UserError(
                self.env._("RD-03: the text names third persons. Write its anonymised version before it is published.")
            )
        body = Markup(self.public_text or "")
        if not html2plaintext(self.public_text or "").strip():
            body = Markup("<h2>Treść wniosku</h2>") + Markup(self.text or "")
            if self.answer:
                body += Markup("<h2>Odpowiedź</h2>") + Markup(self.answer)
        return {
            "name": f"Wniosek {self.register_ref}: {self.subject}",
            "summary": f"Wniosek nr {self.register_ref}; wnioskodawca: {self.mover or '–'}.",
            "body": body,
            "category_code": "interpelacje",
            "legal_basis": "statut miasta; ustawa o dostępie do informacji publicznej, art. 6",
            "made_by": self.mover or "Rada Miasta",
            "made_on": self.date,
        }

    def _council_published(self, publication):
        self.filtered(lambda motion: not motion.published_on).write({"published_on": office_today()})

    def action_answer(self, date=None):
        """Note the answer.

        :param str date: day "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: not forwarded; no text of the answer
        """
        if any(not motion.answer for motion in self):
            raise UserError(self.env._("Enter the answer first."))
        self._move("forwarded", "answered", answer_date=fields.Date.to_date(date) or office_today())
        return True

    def action_consider(self):
        """Note that the body that moved it considered the answer.

        :return: True
        :raise UserError: not answered
        """
        self._check_chair()
        self._move("answered", "considered")
        return True
