from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroWyboryLawnikPoliceRequest(models.Model):
    """Request to the voivodeship police commander for information on candidates (u.s.p. art. 162 § 9).

    The letter of the chancellery is neutral; the list with the data of the candidates is printed from here and goes
    with it. What the police answers is an enclosure of each nomination.
    """

    _name = "biuro.wybory.lawnik.police.request"
    _description = "Police Request About Candidates"
    _inherit = ["biuro.wybory.lawnik.private.mixin", "biuro.guard.mixin", "biuro.deadline.mixin"]
    _order = "term_id, id desc"
    _access_neutral = frozenset({
        "id", "display_name", "reference", "term_id", "state", "date_sent", "due_date", "date_received", "company_id",
        "ref_out", "ref_in", "nomination_count", "write_date", "create_date", "is_overdue",
    })  # fmt: skip

    term_id = fields.Many2one(
        "biuro.wybory.lawnik.term", "Term of Lay Judges", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="term_id.company_id", store=True)
    clerk_id = fields.Many2one(related="term_id.clerk_id", string="Handler")
    department_id = fields.Many2one(related="term_id.department_id", string="Cell")
    is_restricted = fields.Boolean("Restricted", default=True, readonly=True)
    number = fields.Integer("No. of the Request", readonly=True, copy=False, aggregator=None)
    reference = fields.Char(compute="_compute_reference", store=True)
    partner_id = fields.Many2one("res.partner", "Police Commander", required=True, ondelete="restrict")
    nomination_ids = fields.One2many(
        "biuro.wybory.lawnik.nomination", "police_request_id", "Nominations Asked About"
    )
    nomination_count = fields.Integer("Number of Nominations", compute="_compute_nomination_count")
    letter_id = fields.Many2one(
        "biuro.letter", "Letter to the Police", readonly=True, copy=False, index="btree_not_null"
    )
    answer_letter_id = fields.Many2one(
        "biuro.letter", "Letter of the Police", copy=False, index="btree_not_null", domain=[("direction", "=", "in")]
    )
    date_sent = fields.Date("Sent On", readonly=True, copy=False)
    date_delivered = fields.Date("Delivered On", readonly=True, copy=False)
    ref_out = fields.Char("Our Reference", readonly=True, copy=False)
    due_date = fields.Date("Answer Due On", compute="_compute_due_date", store=True)
    date_received = fields.Date("Answered On", readonly=True, copy=False)
    ref_in = fields.Char("Reference of the Answer", readonly=True, copy=False)
    is_overdue = fields.Boolean("Overdue", compute="_compute_is_overdue", search="_search_is_overdue")
    state = fields.Selection(
        [("draft", "Being prepared"), ("sent", "Request sent"), ("answered", "Answered")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
    )

    @api.depends("term_id.name", "number")
    def _compute_reference(self):
        for request in self:
            request.reference = f"{request.term_id.name or ''} – {request.number or ''}"

    @api.depends("reference")
    def _compute_display_name(self):
        for request in self:
            request.display_name = self.env._("Police request: %s", request.reference or "")

    @api.depends("nomination_ids")
    def _compute_nomination_count(self):
        for request in self:
            request.nomination_count = len(request.nomination_ids)

    @api.depends("date_sent", "date_delivered", "term_id.police_reply_days")
    def _compute_due_date(self):
        for request in self:
            start = request.date_delivered or request.date_sent
            request.due_date = start and start + timedelta(days=request.term_id.police_reply_days)

    @api.depends("due_date", "state")
    def _compute_is_overdue(self):
        today = office_today()
        for request in self:
            request.is_overdue = request.state == "sent" and bool(request.due_date) and request.due_date < today

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "=", "sent"), ("due_date", "<", office_today())]

    @api.constrains("date_sent", "date_received")
    def _check_dates(self):
        for request in self:
            if request.date_sent and request.date_received and request.date_received < request.date_sent:
                raise ValidationError(self.env._("The answer cannot come before the request was sent."))

    @api.model_create_multi
    def create(self, vals_list):
        requests = super().create(vals_list)
        for request in requests:
            # sudo: own model - the next number within the election
            last = self.sudo().search(
                [("term_id", "=", request.term_id.id), ("id", "!=", request.id)], order="number desc", limit=1
            )
            request.sudo().number = last.number + 1
        return requests

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        if any(request.state != "draft" for request in self):
            raise UserError(self.env._("A request that was sent is not deleted."))
