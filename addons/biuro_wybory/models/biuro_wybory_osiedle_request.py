from markupsafe import Markup, escape

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import html2plaintext

from odoo.addons.biuro_kancelaria.tools import office_today

OPEN = ("received", "registered", "in_progress", "asked")
TO_CITY, TO_UNIT = "osiedle_request", "osiedle_opinion"


class BiuroWyboryOsiedleRequest(models.Model):
    """Request (wniosek) of a unit to the City, or opinion that the City asks a unit for: register and answer.

    It is no interpellation: the term is that of the statute, or one month by the office's choice (KPA art. 244).
    """

    _name = "biuro.wybory.osiedle.request"
    _description = "Request of a Unit"
    _inherit = [
        "biuro.guard.mixin", "biuro.register.mixin", "biuro.deadline.mixin", "biuro.publication.mixin",
        "biuro.wybory.osiedle.matter", "biuro.rada.reply.mixin", "biuro.rada.files.mixin", "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "received_on desc, id desc"
    _rec_name = "subject"
    _rec_names_search = ["register_ref", "subject"]
    _reply_kind = "other"
    _reason_verbs = {
        "action_withdraw": {"reason": "reason"},
        "action_answered": {"reason": "text", "date": "date"},
        "action_extend": {"reason": "reason", "date": "until"},
    }

    direction = fields.Selection(
        [("unit_to_city", "Request to the City"), ("city_to_unit", "Opinion asked by the City")],
        required=True, default="unit_to_city", index=True, tracking=True,
    )
    subject = fields.Char(required=True, index="trigram", tracking=True)
    text = fields.Html("Words")
    resolution_id = fields.Many2one(
        "biuro.wybory.osiedle.resolution", "Resolution", index="btree_not_null", ondelete="restrict",
        domain="[('unit_id', '=', unit_id)]",
    )
    received_on = fields.Date("Received On", required=True, default=lambda self: office_today(), tracking=True,
                              help="Of an opinion: the day on which the City asked.")
    channel = fields.Selection(
        [("paper", "On paper"), ("email", "E-mail"), ("edelivery", "e-Delivery"), ("portal", "Portal of the unit")],
        required=True, default="paper",
    )
    submitted_by_id = fields.Many2one("res.partner", "Submitted By", readonly=True, index="btree_not_null")
    attachment_ids = fields.Many2many(
        "ir.attachment", "biuro_wybory_osiedle_request_file_rel", string="Files", copy=False)
    department_id = fields.Many2one("hr.department", "Addressee", index="btree_not_null", tracking=True,
                                    help="The cell that answers, or that asks for the opinion.")
    responsible_id = fields.Many2one("hr.employee", "Responsible", index="btree_not_null", tracking=True)
    # the term
    due = fields.Date("Legal End", compute="_compute_due", store=True, index=True)
    due_reasons = fields.Json("How It Was Counted", compute="_compute_due_reasons")
    is_overdue = fields.Boolean("Overdue", compute="_compute_is_overdue", search="_search_is_overdue")
    reminder_count = fields.Integer("Reminders", readonly=True, copy=False)
    reminded_on = fields.Date("Last Reminder", readonly=True, copy=False)
    # the answer
    answer_kind = fields.Selection(
        [("accepted", "Accepted in whole"), ("partly", "Accepted in part"), ("refused", "Refused"),
         ("in_progress", "In progress"),
         ("positive", "Positive opinion"), ("remarks", "Opinion with remarks"), ("negative", "Negative opinion"),
         ("silent", "No opinion in the term")],
        "Answer", copy=False, tracking=True, index=True,
    )
    answered_on = fields.Date("Answered On", readonly=True, copy=False, tracking=True)
    answer_ref = fields.Char("Reference of the Answer", readonly=True, copy=False)
    answer_text = fields.Html("Words of the Answer", copy=False)
    answer_attachment_ids = fields.Many2many(
        "ir.attachment", "biuro_wybory_osiedle_request_answer_rel", string="Answer (Files)", copy=False)
    answer_resolution_id = fields.Many2one(
        "biuro.wybory.osiedle.resolution", "Opinion by the Resolution", index="btree_not_null", copy=False,
        ondelete="restrict")
    interim_on = fields.Date("Interim Answer On", readonly=True, copy=False)
    on_time = fields.Boolean("In Time", compute="_compute_on_time", store=True)
    answer_days = fields.Integer("Days to Answer", compute="_compute_on_time", store=True, aggregator="avg")
    withdraw_reason = fields.Char("Why Withdrawn", readonly=True, copy=False)
    # the bulletin
    has_personal_data = fields.Boolean("Data of Third Persons", tracking=True)
    public_text = fields.Html("Words for the Bulletin", copy=False)
    public_answer = fields.Html("Answer for the Bulletin", copy=False)
    state = fields.Selection(
        [("received", "Received"), ("registered", "Registered"), ("asked", "Asked"), ("in_progress", "With the cell"),
         ("answered", "Answered"), ("withdrawn", "Withdrawn")],
        required=True, readonly=True, default="received", copy=False, tracking=True, index=True, group_expand=True,
    )

    def _get_register_code(self):
        return "WRO" if self.direction == "unit_to_city" else "OPO"

    def _get_deadline_employee(self):
        return self.responsible_id or self.unit_id.officer_id

    def _get_deadline_department(self):
        return self.department_id or self.unit_id.officer_id.department_id

    def _register_values(self, number, year, register):
        return {"state": "registered" if self.direction == "unit_to_city" else "asked"}

    def _cancel_values(self, reason):
        self._deadline_cancel(reason=reason)
        return {"state": "withdrawn", "withdraw_reason": reason}

    @api.depends("register_ref", "subject")
    def _compute_display_name(self):
        for record in self:
            record.display_name = " – ".join(filter(None, [record.register_ref, record.subject]))

    @api.depends("deadline_ids.date_deadline", "deadline_ids.state")
    def _compute_due(self):
        for record in self:
            # sudo: biuro.deadline - the legal end alone, of a record that the user reads
            ends = record.sudo().deadline_ids.filtered(lambda line: line.state != "cancelled")
            record.due = max(ends.mapped("date_deadline"), default=False)

    def _compute_due_reasons(self):
        for record in self:
            # sudo: biuro.deadline - as above
            record.due_reasons = record.sudo().deadline_ids.filtered(lambda line: line.state != "cancelled")[
                -1:].reasons or []

    @api.depends("due", "state")
    def _compute_is_overdue(self):
        today = office_today()
        for record in self:
            record.is_overdue = record.state in OPEN and bool(record.due) and record.due < today

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "in", OPEN), ("due", "<", office_today())]

    @api.depends("answered_on", "due", "received_on")
    def _compute_on_time(self):
        for record in self:
            record.on_time = bool(record.answered_on) and (not record.due or record.answered_on <= record.due)
            record.answer_days = (record.answered_on - record.received_on).days if record.answered_on else 0

    @api.constrains("direction", "answer_kind")
    def _check_answer_kind(self):
        for record in self:
            mine = ("accepted", "partly", "refused", "in_progress")
            if record.answer_kind and (record.answer_kind in mine) != (record.direction == "unit_to_city"):
                raise ValidationError(self.env._(
                    "A request is accepted, accepted in part or refused; an opinion is positive, negative or with "
                    "remarks. Choose again."))

    @api.constrains("received_on", "unit_id", "resolution_id")
    def _check_received(self):
        for record in self:
            if record.received_on > office_today():
                raise ValidationError(self.env._("It cannot be received in the future: correct the day."))
            if record.resolution_id and record.resolution_id.unit_id != record.unit_id:
                raise ValidationError(self.env._("The resolution is of another unit."))

    # ---- hooks of the reply --------------------------------------------------------------------------------------

    def _reply_department(self):
        return self.department_id or self.unit_id.officer_id.department_id

    def _reply_letter_values(self):
        # the President answers, unless the cell names somebody with an authorisation
        president = self.env["hr.employee"].search([("office_function", "=", "president")], limit=1)
        return {"deadline_id": self._deadline_search(running=True)[:1].id, "signatory_id": president.id}

    def _reply_addressees(self):
        body = "Zarząd" if not self.resolution_id or self.resolution_id.body == "board" else "Rada"
        company = self.company_id
        return [{
            "name": f"{body} – {self.unit_id.name}", "street": self.unit_id.seat_address or company.street or False,
            "zip": company.zip or False, "city": company.city or False,
        }]

    def _reply_body(self):
        words = {
            "accepted": "Wniosek został uwzględniony.", "partly": "Wniosek został uwzględniony w części.",
            "refused": "Wniosek nie może zostać uwzględniony.", "in_progress": "Sprawa jest w toku.",
        }
        return Markup("<p>W odpowiedzi na wniosek nr %s z dnia %s w sprawie: %s informuję:</p><p>%s</p><p>…</p>") % (
            escape(self.register_ref or "–"), self.received_on.strftime("%d.%m.%Y"), escape(self.subject),
            words.get(self.answer_kind, "…"),
        )

    def _reply_dispatched(self, letter, day):
        for record in self.filtered(lambda line: line.state in OPEN):
            if record.answer_kind == "in_progress":
                # an interim answer: the matter stays open, the next letter answers it
                record.write({"interim_on": day, "reply_letter_id": False,
                              "supplement_letter_ids": [fields.Command.link(letter.id)]})
                record.unit_id._tell_chairs(self.env._("A word on your request %s", record.register_ref))
                continue
            record._answered(day, letter.case_id.reference or letter.register_ref, letter.body)
            if letter.signed_attachment_id:
                record.answer_attachment_ids = [fields.Command.link(letter.signed_attachment_id.id)]

    def _answered(self, day, reference, text):
        # sudo: own model - facts are written by verbs only, after the check of access
        self.sudo().write({
            "state": "answered", "answered_on": day, "answer_ref": reference or False,
            "answer_text": text if html2plaintext(text or "").strip() else self.answer_text,
        })
        self._deadline_done(on=day)
        # sudo: mail.activity - the duty ended, whoever answered
        self.sudo().activity_feedback(["mail.mail_activity_data_todo"])
        if self.direction == "unit_to_city":
            self.unit_id._tell_chairs(self.env._("Your request %s was answered", self.register_ref or self.subject))

    def _publication_values(self):
        self.ensure_one()
        self._check_state(*OPEN, "answered")
        if not self.register_ref:
            raise UserError(self.env._("Register it first."))
        text, answer = self.public_text, self.public_answer
        if self.has_personal_data and not html2plaintext(text or "").strip():
            raise UserError(self.env._(
                "The text names third persons. Write its anonymised version before it is published."))
        if self.has_personal_data and self.state == "answered" and not html2plaintext(answer or "").strip():
            raise UserError(self.env._(
                "The answer may name third persons. Write its anonymised version before it is published."))
        body = Markup("<h2>Treść wniosku</h2>") + Markup(
            text if html2plaintext(text or "").strip() else self.text or "")
        if self.direction == "city_to_unit":
            body = Markup(str(body).replace("Treść wniosku", "O co zapytano"))
        if self.state == "answered":
            body += Markup("<h2>Odpowiedź z dnia %s</h2>") % self.answered_on.strftime("%d.%m.%Y")
            body += Markup(answer if html2plaintext(answer or "").strip() else self.answer_text or "")
        kind = "Wniosek" if self.direction == "unit_to_city" else "Opinia"
        return {
            "name": f"{kind} {self.register_ref}: {self.subject}",
            "summary": f"{self.unit_id.name}, {self.received_on.strftime('%d.%m.%Y')} r.",
            "body": body, "category_code": "osiedla",
            "legal_basis": "ustawa o dostępie do informacji publicznej, art. 6 ust. 1 pkt 3",
            "made_by": self.unit_id.name, "made_on": self.answered_on or self.received_on, "files": [],
        }
