from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import NumberedChar, office_today

OPEN_FIELDS = frozenset({
    "kind", "institution_id", "partner_id", "applicant", "applicant_address", "date_received", "letter_id", "form",
    "fee_status", "fee_reason", "certificate_text", "clerk_id", "department_id",
})
REPORTS = {
    "full": "biuro_sekretariat.biuro_sekretariat_culture_extract_report_full",
    "short": "biuro_sekretariat.biuro_sekretariat_culture_extract_report_short",
    "certificate": "biuro_sekretariat.biuro_sekretariat_culture_extract_report_certificate",
}


class BiuroSekretariatCultureExtractRequest(models.Model):
    """Request for an extract or a certificate of the register (regulation of 26.01.2012, § 10(5), § 11-13).

    draft - registered - issued - sent; cancelled. Anyone may ask; 14 days from the application.
    """

    _name = "biuro.sekretariat.culture.extract.request"
    _description = "Extract Request"
    _inherit = [
        "biuro.register.mixin", "biuro.deadline.mixin", "biuro.access.mixin", "biuro.guard.mixin", "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "register_year desc, register_number desc, id desc"
    _rec_names_search = ["register_ref", "applicant"]
    _register_code = "ODP"
    _access_depends = ("department_id", "clerk_id")

    state = fields.Selection(
        [
            ("draft", "In Preparation"), ("registered", "Registered Request"), ("issued", "Issued"),
            ("sent", "Handed Out"), ("cancelled", "Cancelled"),
        ],
        default="draft", required=True, readonly=True, copy=False, tracking=True, index=True,
    )
    kind = fields.Selection(
        [("full", "Full Extract"), ("short", "Short Extract"), ("certificate", "Certificate")], "Kind of Extract",
        required=True, default="short", tracking=True,
        help="Full: all entries of the register book. Short: current entries of the register (§ 11).",
    )
    institution_id = fields.Many2one(
        "biuro.sekretariat.culture.institution", "Institution", required=True, index=True, ondelete="restrict",
        domain="[('state', '!=', 'draft')]", tracking=True,
    )
    partner_id = fields.Many2one("res.partner", "Contact", index="btree_not_null")
    applicant = NumberedChar(
        compute="_compute_applicant", store=True, readonly=False, precompute=True, index="trigram", tracking=True,
        help="Anyone may ask for an extract; no legal interest need be shown.",
    )
    applicant_address = fields.Char(compute="_compute_applicant", store=True, readonly=False, precompute=True)
    date_received = fields.Date("Received On", required=True, default=lambda self: office_today(), tracking=True)
    letter_id = fields.Many2one("biuro.letter", "Application", index="btree_not_null",
                                domain="[('direction', '=', 'in')]")
    form = fields.Selection(
        [("paper", "Paper Form"), ("electronic", "Electronic Form")], "Form Asked For", required=True, default="paper",
    )
    certificate_text = fields.Text(
        "What Is Certified", compute="_compute_certificate_text", store=True, readonly=False,
    )
    # fee: figures are rates of the office, their amount is set by the act on stamp duty
    fee_status = fields.Selection(
        [("due", "Unpaid"), ("paid", "Fee Paid"), ("exempt", "Exempt")], "Stamp Duty", required=True, default="due",
        tracking=True,
    )
    fee_reason = fields.Char("Basis of the Exemption")
    fee_amount = fields.Monetary("Fee", readonly=True, copy=False)
    fee_source = fields.Char("Source of the Fee", readonly=True, copy=False)
    fee_paid_on = fields.Date("Fee Paid On", readonly=True, copy=False)
    fee_reference = fields.Char("Proof of Payment", readonly=True, copy=False)
    # what the law counts is in złoty, whatever currency the company keeps its accounts in
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    # issue (§ 12)
    issued_on = fields.Date(readonly=True, copy=False)
    issued_at = fields.Datetime("Moment of Issue", readonly=True, copy=False)
    issued_by_id = fields.Many2one("res.users", "Issued By (User)", readonly=True, copy=False)
    issued_by_name = fields.Char("Issued By", readonly=True, copy=False)
    issued_by_position = fields.Char("Position of the Maker", readonly=True, copy=False)
    signature_kind = fields.Selection(
        [("handwritten", "Handwritten"), ("qualified", "Qualified Electronic"), ("trusted", "Trusted Profile")],
        "Signature", readonly=True, copy=False,
    )
    document_id = fields.Many2one("ir.attachment", "Extract as Issued", readonly=True, copy=False)
    letter_out_id = fields.Many2one(
        "biuro.letter", "Sent By Letter", readonly=True, copy=False, index="btree_not_null",
    )
    sent_on = fields.Date("Sent or Handed Over On", readonly=True, copy=False)
    receipt_note = fields.Char(readonly=True, copy=False, help="Who took it over and against what receipt.")
    clerk_id = fields.Many2one(
        "hr.employee", "Handler", default=lambda self: self.env.user._biuro_employee(), index="btree_not_null",
    )
    department_id = fields.Many2one(
        "hr.department", "Cell", compute="_compute_department_id", store=True, readonly=False, index="btree_not_null",
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)

    @api.depends("partner_id")
    def _compute_applicant(self):
        for request in self:
            partner = request.partner_id
            if partner:
                request.applicant = partner.name
                request.applicant_address = ", ".join(filter(None, [
                    partner.street, f"{partner.zip or ''} {partner.city or ''}".strip(),
                ])) or False
            else:
                request.applicant, request.applicant_address = request.applicant, request.applicant_address

    @api.depends("company_id")
    def _compute_currency_id(self):
        self.currency_id = self.env.ref("base.PLN")

    @api.depends("clerk_id")
    def _compute_department_id(self):
        for request in self:
            # sudo: hr.employee - the cell of the handler
            request.department_id = request.clerk_id.sudo().department_id or request.department_id

    @api.depends("kind", "institution_id")
    def _compute_certificate_text(self):
        for request in self:
            if request.kind != "certificate":
                request.certificate_text = False
            elif not request.certificate_text and request.institution_id:
                request.certificate_text = request._get_certificate_text()

    def _get_certificate_text(self):
        """Return what a certificate says unless the applicant asks for something else (str, Polish: a document)."""
        institution = self.institution_id
        text = (
            f"instytucja kultury „{institution.full_name}” (siedziba: {institution.seat}) figuruje w rejestrze"
            f" instytucji kultury prowadzonym przez organizatora – {institution.organizer} – pod numerem"
            f" {institution.register_number}"
        )
        if institution.register_date:
            text += f", z datą wpisu {institution.register_date:%d.%m.%Y} r."
        if institution.state == "struck":
            day = institution.register_entry_ids.filtered(lambda entry: entry.kind == "strike").date
            text += f" Wpis wykreślono w dniu {day:%d.%m.%Y} r."
        return text

    @api.depends("register_ref", "kind", "institution_id")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for request in self:
            name = f"{kinds.get(request.kind, '')}: {request.institution_id.full_name or ''}"
            request.display_name = f"{request.register_ref} {name}" if request.register_ref else name

    # who sees it: the cell of the handler, besides those the rules name
    def _access_is_restricted(self):
        return False

    def _access_readers(self):
        return self.env["res.users"]

    def write(self, vals):
        if not self.env.su and OPEN_FIELDS & vals.keys():
            for request in self:
                if request.state in ("issued", "sent", "cancelled"):
                    raise UserError(self.env._("%s is issued or closed and cannot be changed.", request.display_name))
        return super().write(vals)

    def _register_values(self, number, year, register):
        return super()._register_values(number, year, register) | {"state": "registered"}

    def _cancel_values(self, reason):
        return super()._cancel_values(reason) | {"state": "cancelled"}

    def _check_cancel(self):
        super()._check_cancel()
        if any(request.state == "sent" for request in self):
            raise UserError(self.env._("What was sent or handed over cannot be cancelled."))

    def action_cancel(self, reason):
        """Cancel the requests; their term ends with them.

        :param str reason: why
        :return: True
        """
        super().action_cancel(reason)
        self._deadline_cancel("culture_extract", reason)
        return True

    @api.onchange("letter_id")
    def _onchange_letter_id(self):
        if self.letter_id:
            self.partner_id = self.letter_id.partner_id or self.partner_id
            self.applicant = self.applicant or self.letter_id.correspondent
            self.date_received = self.letter_id.date_received or self.date_received
