from decimal import Decimal

from odoo import Command, api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import NumberedChar, office_today

# Who may follow whom. Only _move_to() reads it, and only verbs call _move_to().
TRANSITIONS = {
    "draft": {"opinion", "countersign", "signed", "not_concluded"},
    "opinion": {"draft", "countersign", "signed", "not_concluded"},
    "countersign": {"draft", "opinion", "signed", "not_concluded"},
    "signed": {"draft", "registered", "not_concluded"},
    "registered": {"active", "ended", "annulled"},
    "active": {"ended", "annulled"},
    "ended": {"archived", "annulled"},
}
BEFORE_REGISTER = ("draft", "opinion", "countersign", "signed")
BINDING = ("registered", "active")
AGREEMENTS = ("agreement", "intermunicipal")
MONEY_OF = {"contract": "spending", "commission": "spending", "grant": "spending", "lease": "income"}
# kind of the contract in the register -> kind that the law of the central register knows
LAW_KINDS = {
    "agreement": "agreement", "intermunicipal": "agreement", "intent": "intent", "grant": "grant", "lease": "sale",
    "lending": "lending", "donation": "donation",
}
# what a registered contract says: changed by an amendment, or corrected by the keeper of the register
CONTENT_FIELDS = frozenset({
    "kind", "money", "is_order", "form", "contract_number", "partner_id", "party_ids", "subject", "value_net",
    "value_gross", "currency_id", "value_undefined", "value_basis", "option_net", "option_months", "planned_net",
    "foreign_funds", "date_start", "date_end", "is_indefinite", "period_number", "period_unit", "cru_number",
    "cru_no_number", "cru_value", "cru_value_note", "public_level", "exclusion_ids", "budget_line_ids",
    "procurement_mode", "procurement_ref", "place_signed", "notice_period", "notice_unit",
})


class BiuroSekretariatContract(models.Model):
    """Contract or agreement (umowa, porozumienie) in the register of the office.

    draft - opinion - countersign - signed - registered - active - ended - archived; a draft that came to nothing is
    not concluded, a registered contract may be annulled with a reason.
    """

    _name = "biuro.sekretariat.contract"
    _description = "Contract"
    _inherit = [
        "biuro.register.mixin", "biuro.deadline.mixin", "biuro.access.mixin", "biuro.guard.mixin",
        "mail.thread.main.attachment", "mail.activity.mixin", "hr.mixin",
    ]
    _order = "id desc"
    _rec_name = "subject"
    _rec_names_search = ["register_ref", "contract_number", "subject", "party_names"]
    _mail_post_access = "read"
    _access_depends = (
        "department_id", "owner_id", "public_level", "reader_ids", "legal_adviser_id", "treasurer_id",
    )
    _access_reference = "register_ref"
    _access_handler = "owner_id"
    _deadline_copied_fields = frozenset({
        "subject", "department_id", "owner_id", "public_level", "reader_ids", "company_id",
    })

    state = fields.Selection(
        [
            ("draft", "Draft Contract"), ("opinion", "Legal Opinion"), ("countersign", "Countersignature"),
            ("signed", "Concluded"), ("registered", "Registered"), ("active", "In Force"), ("ended", "Ended"),
            ("archived", "In the Archive"), ("not_concluded", "Not Concluded"), ("annulled", "Annulled"),
        ],
        default="draft", required=True, readonly=True, copy=False, tracking=True,
    )
    kind = fields.Selection(
        [
            ("contract", "Contract"), ("commission", "Commission"), ("agreement", "Agreement with an Authority"),
            ("intermunicipal", "Agreement between Municipalities"), ("intent", "Letter of Intent"),
            ("grant", "Grant"), ("lease", "Lease or Tenancy"), ("lending", "Lending for Use"),
            ("donation", "Donation"),
        ],
        required=True, default="contract", tracking=True,
    )
    money = fields.Selection(
        [("spending", "The Office Pays"), ("income", "The Office Is Paid"), ("none", "Nobody Pays")],
        "Who Pays", compute="_compute_money", store=True, readonly=False, precompute=True, required=True, tracking=True,
        help="A contract under which the office pays needs the Treasurer's countersignature and the budget lines.",
    )
    is_order = fields.Boolean(
        "Procurement Order", compute="_compute_is_order", store=True, readonly=False, precompute=True, tracking=True,
        help="A paid contract for works, supplies or services (art. 7 pkt 32 of the procurement law).",
    )
    subject = NumberedChar("Subject of the Contract", required=True, index="trigram", tracking=True)
    contract_number = NumberedChar(
        "Number Given by the Parties", index="trigram", tracking=True,
    )
    case_id = fields.Many2one("biuro.case", "Case", index="btree_not_null", tracking=True)
    jrwa_class_id = fields.Many2one(
        "biuro.jrwa.class", "Filing Plan Class", related="case_id.jrwa_class_id", store=True, index="btree_not_null",
    )
    letter_id = fields.Many2one(
        "biuro.letter", "Letter", index="btree_not_null", help="The letter with which the contract or its draft came.",
    )
    form = fields.Selection(
        [
            ("written", "Written"), ("electronic", "Electronic Form"), ("documentary", "Documentary"),
            ("notarial", "Notarial Deed"), ("oral", "Oral"),
        ],
        required=True, default="written", tracking=True,
    )
    date_signed = fields.Date("Concluded On", readonly=True, copy=False, tracking=True)
    place_signed = fields.Char("Place", copy=False)

    # Parties
    partner_id = fields.Many2one("res.partner", "Contractor", index="btree_not_null", tracking=True)
    party_ids = fields.One2many("biuro.sekretariat.contract.party", "contract_id", "Parties", copy=True)
    party_names = NumberedChar(
        "Contractors", compute="_compute_party_names", store=True, index="trigram", copy=False,
        help="Names of the other parties, as they stand in the contract.",
    )
    our_signatory_ids = fields.Many2many(
        "hr.employee", "biuro_sekretariat_contract_signatory_rel", "contract_id", "employee_id", "Signs for the Office",
    )
    their_signatories = fields.Char("Signs for the Other Party")

    # Value
    currency_id = fields.Many2one(
        "res.currency", required=True, default=lambda self: self.env.ref("base.PLN").id,
    )
    pln_id = fields.Many2one("res.currency", compute="_compute_pln_id")
    value_basis = fields.Selection(
        [("total", "For the Whole Time"), ("monthly", "For a Month")], "Value Is Stated", default="total",
        required=True,
    )
    value_net = fields.Monetary("Net Value", aggregator="sum", tracking=True)
    value_gross = fields.Monetary("Gross Value", aggregator="sum", tracking=True)
    value_undefined = fields.Boolean("Value Not Stated")
    option_net = fields.Monetary("Options and Renewals, Net", help="Beyond the value of the basic scope.")
    option_months = fields.Integer("Months of Options", aggregator=None)
    planned_net = fields.Monetary(
        "Funds to Be Spent", help="Where no value is stated: what the office intends to spend, net; for an "
        "indefinite time in the first 48 months.",
    )
    value_total = fields.Monetary(
        "Value with Amendments", compute="_compute_value_total", store=True, help="Net value and what the amendments "
        "added to it or took away.",
    )
    value_whole = fields.Monetary(
        "Net Value of the Whole Time", compute="_compute_value_whole", store=True,
        help="With amendments, without options; a monthly price times the months, 48 of an indefinite contract.",
    )
    foreign_funds = fields.Boolean("EU or Foreign Funds", tracking=True)
    budget_line_ids = fields.One2many("biuro.sekretariat.contract.budget", "contract_id", "Budget Lines", copy=True)
    payment_ids = fields.One2many("biuro.sekretariat.contract.payment", "contract_id", "Planned Payments", copy=False)
    paid_total = fields.Monetary("Paid", compute="_compute_paid")
    payment_next = fields.Date("Next Payment", compute="_compute_paid")
    payment_mismatch = fields.Boolean(compute="_compute_paid")

    # Consent before the signature: see the steps
    step_ids = fields.One2many("biuro.sekretariat.contract.step", "contract_id", "Steps", readonly=True, copy=False)
    legal_adviser_id = fields.Many2one("hr.employee", "Legal Adviser", readonly=True, copy=False)
    legal_opinion_by_id = fields.Many2one("hr.employee", "Opinion By", readonly=True, copy=False)
    legal_opinion_on = fields.Date("Opinion On", readonly=True, copy=False)
    treasurer_id = fields.Many2one("hr.employee", "Asked to Countersign", readonly=True, copy=False)
    countersigned_by_id = fields.Many2one("hr.employee", "Countersigned By", readonly=True, copy=False, tracking=True)
    countersigned_on = fields.Date(readonly=True, copy=False, tracking=True)
    countersign_refused_on = fields.Date("Countersignature Refused On", readonly=True, copy=False)
    countersign_order_id = fields.Many2one(
        "ir.attachment", "Written Order", readonly=True, copy=False, ondelete="restrict",
        help="The superior's order to countersign in spite of a refusal (ustawa o samorządzie gminnym art. 46 ust. 4).",
    )
    countersign_order_on = fields.Date("Ordered On", readonly=True, copy=False)
    council_notified_on = fields.Date("Council Notified On", readonly=True, copy=False)
    rio_notified_on = fields.Date("RIO Notified On", readonly=True, copy=False)

    # Procurement and time
    procurement_mode = fields.Selection(
        [
            ("pzp", "Procurement Procedure"), ("below", "Below the Threshold"), ("none", "Procurement Law Not Applied"),
        ],
        tracking=True,
    )
    procurement_ref = fields.Char("Number of the Procedure")
    date_start = fields.Date("In Force From", tracking=True)
    date_end = fields.Date("In Force Until", tracking=True)
    is_indefinite = fields.Boolean("Indefinite Time", tracking=True)
    period_number = fields.Integer("Period", aggregator=None)
    period_unit = fields.Selection([("days", "Days"), ("months", "Months"), ("years", "Years")], "Unit of the Period")
    notice_period = fields.Integer("Period of Notice", aggregator=None)
    notice_unit = fields.Selection(
        [("days", "Days"), ("weeks", "Weeks"), ("months", "Months")], "Unit of the Notice", default="months",
    )
    date_notice = fields.Date(
        "Last Day to Give Notice", compute="_compute_date_notice", store=True, readonly=False, copy=False,
    )
    date_ending = fields.Date(
        "Ends While in Force", compute="_compute_date_ending", store=True, copy=False,
        help="The last day of a contract in force; empty once it has ended.",
    )
    days_left = fields.Integer(compute="_compute_days_left", aggregator=None)

    # People
    department_id = fields.Many2one("hr.department", "Cell", index=True, tracking=True, ondelete="restrict")
    owner_id = fields.Many2one(
        "hr.employee", "In Charge", index="btree_not_null", tracking=True,
        help="Who looks after the contract (opiekun umowy).",
    )
    reader_ids = fields.Many2many(
        "res.users", "biuro_sekretariat_contract_reader_rel", "contract_id", "user_id", "Also Visible To",
    )
    public_level = fields.Selection(
        [("public", "Open to the Public"), ("partial", "Open in Part"), ("restricted", "Restricted")], "Openness",
        required=True, default="public", tracking=True,
        help="Restricted: seen by the people in charge, the heads and the keeper of the register only.",
    )
    exclusion_ids = fields.One2many(
        "biuro.sekretariat.contract.exclusion", "contract_id", "Excluded from Openness", copy=True,
    )

    # What secures it, and what else it says
    security_ids = fields.One2many("biuro.sekretariat.contract.security", "contract_id", "Securities", copy=False)
    penalty_terms = fields.Text("Contractual Penalties")
    indexation = fields.Text()
    indexation_on = fields.Date("Next Indexation", copy=False)
    dpa_required = fields.Boolean("Processing of Personal Data Entrusted", tracking=True)
    dpa_id = fields.Many2one(
        "biuro.sekretariat.contract", "Data Processing Agreement", index="btree_not_null", copy=False,
        help="The agreement that entrusts personal data (RODO art. 28).",
    )
    amendment_ids = fields.One2many(
        "biuro.sekretariat.contract.amendment", "contract_id", "Amendments", copy=False,
    )
    copies = fields.Integer("Number of Copies", aggregator=None)
    original_location = fields.Char("Place of the Original")

    # End
    end_kind = fields.Selection(
        [
            ("performed", "Performed"), ("expired", "Expired"), ("terminated", "Terminated by Both Parties"),
            ("notice", "Terminated by Notice"), ("withdrawn", "Withdrawn From"),
        ],
        "Way of Ending", readonly=True, copy=False, tracking=True,
    )
    date_ended = fields.Date("Ended On", readonly=True, copy=False, tracking=True)
    end_document_id = fields.Many2one("ir.attachment", "Document of the End", readonly=True, copy=False)
    not_concluded_reason = fields.Char("Why It Was Not Concluded", readonly=True, copy=False)

    duplicate_ids = fields.Many2many("biuro.sekretariat.contract", compute="_compute_duplicates", string="Similar Ones")
    warning = fields.Text(compute="_compute_warning")
    note = fields.Text("Remarks")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)

    _end_after_start = models.Constraint(
        "CHECK (date_end IS NULL OR date_start IS NULL OR date_end >= date_start)",
        "A contract cannot end before it begins. Correct the dates.",
    )
    _values_not_negative = models.Constraint(
        "CHECK (COALESCE(value_net, 0) >= 0 AND COALESCE(value_gross, 0) >= 0 AND COALESCE(option_net, 0) >= 0"
        " AND COALESCE(planned_net, 0) >= 0)",
        "The value of a contract cannot be negative. Name who pays instead.",
    )
    _numbers_not_negative = models.Constraint(
        "CHECK (COALESCE(period_number, 0) >= 0 AND COALESCE(notice_period, 0) >= 0 AND COALESCE(copies, 0) >= 0"
        " AND COALESCE(option_months, 0) >= 0)",
        "Periods and numbers of copies cannot be negative.",
    )
    # a column of its own: the planner knows how few contracts in force end soon; with what the rules ask for, so that
    # the table is not needed to tell who sees them (see search_fetch)
    _ending_idx = models.Index("(date_ending, id) INCLUDE (access_tokens, company_id) WHERE date_ending IS NOT NULL")
    _cell_idx = models.Index("(department_id, state, id DESC)")
    _same_idx = models.Index("(partner_id, date_signed) WHERE partner_id IS NOT NULL AND date_signed IS NOT NULL")
    # what is frequent is read from the end of the table, what is rare here
    _preparing_idx = models.Index(
        "(state, id DESC) WHERE state IN ('draft', 'opinion', 'countersign', 'signed', 'registered', 'not_concluded')",
    )

    @api.model
    def _today(self):
        """Return the day in Europe/Warsaw, whatever the time zone of the user (date)."""
        return office_today()

    # Computed

    @api.depends("kind")
    def _compute_money(self):
        for contract in self:
            contract.money = MONEY_OF.get(contract.kind, "none")

    @api.depends("kind", "money")
    def _compute_is_order(self):
        for contract in self:
            contract.is_order = contract.money == "spending" and contract.kind in ("contract", "commission", "lease")

    def _compute_pln_id(self):
        self.pln_id = self.env.ref("base.PLN")

    @api.depends("register_ref", "subject", "access_tokens", "access_restricted")
    @api.depends_context("uid")
    def _compute_display_name(self):
        for contract in self:
            ref, subject = contract.register_ref, contract.subject or ""
            contract.display_name = f"{ref} {subject}" if ref else subject
        self._access_mask_names("register_ref")

    @api.depends("party_ids.name", "party_ids.is_own")
    def _compute_party_names(self):
        for contract in self:
            others = contract.party_ids.filtered(lambda party: not party.is_own)
            contract.party_names = ", ".join(filter(None, others.mapped("name"))) or False

    @api.depends("value_net", "amendment_ids.value_change", "amendment_ids.state")
    def _compute_value_total(self):
        for contract in self:
            added = contract.amendment_ids.filtered(lambda line: line.state == "registered").mapped("value_change")
            contract.value_total = contract.value_net + sum(added)

    # Checks

    @api.constrains("is_indefinite", "date_end")
    def _check_period(self):
        for contract in self:
            if contract.is_indefinite and contract.date_end:
                raise ValidationError(self.env._(
                    "A contract for an indefinite time has no last day. Clear one of the two."))

    @api.constrains("dpa_id")
    def _check_dpa(self):
        if any(contract.dpa_id == contract for contract in self):
            raise ValidationError(self.env._("A contract cannot be its own data processing agreement."))

    # Creation and change

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        employee = self.env.user._biuro_employee()
        if "owner_id" in fields:
            values.setdefault("owner_id", employee.id)
        if "department_id" in fields:
            # sudo: hr.employee - the cell of the user's own employee
            values.setdefault("department_id", employee.sudo().department_id.id)
        return values

    @api.model_create_multi
    def create(self, vals_list):
        contracts = super(
            BiuroSekretariatContract, self.with_context(mail_create_nosubscribe=True),
        ).create([self._prepare_create(vals) for vals in vals_list])
        return contracts.with_env(self.env)

    @api.model
    def _prepare_create(self, vals):
        """Return values with the parties that are known already: the office itself and the contractor."""
        vals = dict(vals)
        given = list(vals.get("party_ids") or [])
        has_own = any(line[0] == Command.CREATE and line[2].get("is_own") for line in given)
        has_other = any(line[0] == Command.CREATE and not line[2].get("is_own") for line in given)
        Party = self.env["biuro.sekretariat.contract.party"]
        if not has_own:
            company = self.env["res.company"].browse(vals.get("company_id") or self.env.company.id)
            given.insert(0, Command.create(Party._prepare_own(company)))
        if not has_other and vals.get("partner_id"):
            given.append(Command.create({"partner_id": vals["partner_id"]}))
        vals["party_ids"] = given
        return vals

    def write(self, vals):
        if not self.env.su:
            self._check_write_allowed(vals)
        result = super().write(vals)
        if "partner_id" in vals and vals["partner_id"]:
            self._ensure_partner_party()
        return result

    def _check_write_allowed(self, vals):
        """Registered contracts change by amendments; mistakes of the entry are corrected by the keeper."""
        if any(contract.state in ("annulled", "not_concluded", "archived") for contract in self) and (
            vals.keys() - {"note", "original_location"}
            - {name for name in vals if name.startswith(("message_", "activity_"))}
        ):
            raise UserError(self.env._("This contract is closed and cannot be changed."))
        locked = self.filtered(lambda contract: contract.state not in BEFORE_REGISTER)
        if locked and CONTENT_FIELDS & vals.keys() and not self._is_keeper():
            raise UserError(self.env._(
                "A registered contract is changed by an amendment. A mistake of the entry is corrected by the keeper "
                "of the register."))

    def _is_keeper(self):
        """Tell whether the user keeps the register of contracts (bool)."""
        return self.env.su or self.env.user.has_group("biuro_sekretariat.biuro_sekretariat_group_contracts")

    def _ensure_partner_party(self):
        """Make the contractor a party where it is none yet; the only party copied from a contact gives place."""
        for contract in self.filtered("partner_id"):
            others = contract.party_ids.filtered(lambda party: not party.is_own)
            if contract.partner_id in others.partner_id:
                continue
            if len(others) == 1 and others.partner_id:
                others.write({"partner_id": contract.partner_id.id, **others._prepare_snapshot(contract.partner_id)})
            else:
                contract.party_ids = [Command.create({"partner_id": contract.partner_id.id})]

    @api.ondelete(at_uninstall=False)
    def _unlink_except_beyond_draft(self):
        if any(contract.state != "draft" for contract in self):
            raise UserError(self.env._("An entry of a register cannot be deleted. Use “Cancel” and give a reason."))

    def copy_data(self, default=None):
        default = dict(default or {})
        return [
            dict(vals, subject=vals.get("subject") or contract.subject)
            for contract, vals in zip(self, super().copy_data(default), strict=True)
        ]

    # Access: the cell, who is in charge, who is asked

    def _access_is_restricted(self):
        return self.public_level == "restricted"

    def _access_employees(self):
        return self.owner_id | self.legal_adviser_id | self.treasurer_id

    def _get_deadline_employee(self):
        self.ensure_one()
        return self.owner_id

    # The one door of states

    def _state_label(self, state):
        return dict(self._fields["state"]._description_selection(self.env))[state]

    def _move_to(self, state, values=None):
        """Move contracts to a state, with other values in the same write. Every verb passes here."""
        self.check_access("write")  # the write below is sudo: a reader must not get here
        for contract in self:
            if state not in TRANSITIONS.get(contract.state, ()):
                raise UserError(self.env._(
                    "“%(name)s” is “%(old)s” and cannot become “%(new)s”.", name=contract.display_name,
                    old=contract._state_label(contract.state), new=contract._state_label(state),
                ))
        # sudo: own model - write() refuses the state from anyone else; access was checked above
        self.sudo().write({**(values or {}), "state": state})
        return True

    def _money(self, amount):
        """Return an amount as an exact decimal with two places."""
        return Decimal(str(round(amount or 0.0, 2))).quantize(Decimal("0.01"))
