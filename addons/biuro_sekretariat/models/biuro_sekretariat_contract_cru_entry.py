from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import NumberedChar, office_today

from ..law.cru import CHANGES
from ..tools import CruAdapter

# Who may follow whom; a published entry that is published again keeps its day
TRANSITIONS = {
    "to_prepare": {"ready", "not_required"},
    "ready": {"to_prepare", "sent", "published", "rejected", "not_required", "withdrawn"},
    "sent": {"published", "rejected", "withdrawn"},
    "rejected": {"to_prepare", "ready", "sent", "published", "not_required", "withdrawn"},
    "published": {"withdrawn"},
}


class BiuroSekretariatContractCruEntry(models.Model):
    """What the Central Register of Contracts is told: the first entry of a contract, an update, a correction, a
    withdrawal. Each has its term and goes its own way.

    to_prepare - ready - sent - published | rejected - (prepared anew); withdrawn; not_required.
    """

    _name = "biuro.sekretariat.contract.cru.entry"
    _description = "Entry in the CRU"
    _inherit = ["biuro.deadline.mixin", "biuro.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _rec_name = "reference"
    _rec_names_search = ["reference", "external_id", "contract_id"]
    _deadline_copied_fields = frozenset()

    contract_id = fields.Many2one(
        "biuro.sekretariat.contract", "Contract", required=True, readonly=True, index=True, ondelete="cascade",
    )
    number = fields.Integer(required=True, readonly=True, aggregator=None, help="Number of the entry of its contract.")
    reference = NumberedChar(
        "Own Identifier", compute="_compute_reference", store=True, compute_sudo=True, index="trigram",
        help="Register number and number of the entry: by it the answer of the service finds the entry.",
    )
    kind = fields.Selection(
        [("first", "First Entry"), ("update", "Update"), ("correction", "Correction"), ("withdrawal", "Withdrawal")],
        "What Is Done", required=True, readonly=True, index=True,
    )
    change_kind = fields.Selection(
        [(code, f"{code} {name}") for code, name in CHANGES.items()], "Kind of Change", readonly=True,
    )
    change_date = fields.Date("Day of the Cause", required=True, readonly=True)
    comment = fields.Char("Short Description", help="Public: it goes to the register with the change.")
    amendment_id = fields.Many2one("biuro.sekretariat.contract.amendment", "Amendment", readonly=True)
    state = fields.Selection(
        [
            ("not_required", "Not Required"), ("to_prepare", "To Prepare"), ("ready", "Ready"), ("sent", "Sent"),
            ("published", "Published in the CRU"), ("rejected", "Rejected"), ("withdrawn", "Withdrawn from the CRU"),
        ],
        default="to_prepare", required=True, readonly=True, copy=False, tracking=True, index=True,
        group_expand="_expand_states",
    )
    not_required_reason = fields.Char("Why Not Required", readonly=True)
    payload = fields.Json("Content for the Register", readonly=True, copy=False)
    payload_text = fields.Text("Content as JSON", compute="_compute_payload_text")
    prepared_at = fields.Datetime("Prepared At", readonly=True, copy=False)
    prepared_by_id = fields.Many2one("res.users", "Prepared By", readonly=True, copy=False)
    missing = fields.Text("Still Missing", compute="_compute_missing")
    removal_on = fields.Date("Removed From", readonly=True)
    date_due = fields.Date(
        "Due On", compute="_compute_date_due", store=True, compute_sudo=True, index=True,
        help="The last day by law, without the announced failure days of the system.",
    )
    days_left = fields.Integer(compute="_compute_days_left", aggregator=None)
    is_overdue = fields.Boolean("Overdue", compute="_compute_days_left", search="_search_is_overdue")
    external_id = fields.Char("Identifier in the CRU", readonly=True, copy=False, index="btree_not_null")
    sent_on = fields.Date("Sent On", readonly=True, copy=False)
    published_on = fields.Date("Published On", readonly=True, copy=False)
    error = fields.Text("Answer of the Service", readonly=True, copy=False)
    batch_id = fields.Many2one(
        "biuro.sekretariat.contract.cru.batch", "File", readonly=True, copy=False, index="btree_not_null",
        ondelete="set null",
    )
    register_ref = NumberedChar("Register Number", related="contract_id.register_ref")
    subject = NumberedChar(related="contract_id.subject")
    party_names = NumberedChar("Contractors", related="contract_id.party_names")
    # copies that the deadlines take over
    department_id = fields.Many2one(related="contract_id.department_id", store=True, index="btree_not_null")
    company_id = fields.Many2one(related="contract_id.company_id", store=True)
    is_restricted = fields.Boolean(related="contract_id.access_restricted", string="Access Limited")
    reader_ids = fields.Many2many(related="contract_id.reader_ids", string="Readers of the Contract")

    _number_uniq = models.UniqueIndex(
        "(contract_id, number)", "This number of an entry is taken already. Try again.",
    )
    _state_due_idx = models.Index("(state, date_due, id)")

    @api.model
    def _expand_states(self, states, domain):
        """Columns of the board: the way of an entry in its order, empty ones too."""
        return ["to_prepare", "ready", "sent", "rejected", "published"]

    @api.depends("contract_id.register_ref", "number")
    def _compute_reference(self):
        for entry in self:
            ref = entry.contract_id.register_ref
            entry.reference = f"{ref}/CRU/{entry.number}" if ref else False

    @api.depends("reference", "kind")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for entry in self:
            entry.display_name = f"{entry.reference or entry.number}: {labels.get(entry.kind, '')}"

    @api.depends("deadline_ids.date_deadline", "deadline_ids.state", "removal_on")
    def _compute_date_due(self):
        for entry in self:
            terms = entry.deadline_ids.filtered(lambda term: term.state != "cancelled") or entry.deadline_ids
            entry.date_due = max(terms.mapped("date_deadline"), default=entry.removal_on)

    @api.depends("date_due", "state")
    def _compute_days_left(self):
        today = office_today()
        for entry in self:
            waits = entry.state in ("to_prepare", "ready", "sent", "rejected") and entry.date_due
            entry.days_left = (entry.date_due - today).days if waits else 0
            entry.is_overdue = bool(waits) and entry.date_due < today

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "in", ("to_prepare", "ready", "sent", "rejected")), ("date_due", "<", office_today())]

    @api.depends("state", "contract_id")
    def _compute_missing(self):
        for entry in self:
            if entry.state in ("to_prepare", "rejected"):
                entry.missing = "\n".join(entry._get_missing()) or False
            else:
                entry.missing = False

    @api.depends("payload")
    def _compute_payload_text(self):
        for entry in self:
            entry.payload_text = CruAdapter.text(entry.payload) if entry.payload else False

    def _get_missing(self):
        """Return what the entry still lacks (list of str)."""
        self.ensure_one()
        if self.kind == "withdrawal":
            return [] if (self.comment or "").strip() else [self.env._("reason of the withdrawal")]
        missing = self.contract_id._get_cru_missing()
        if self.kind == "update" and not (self.comment or "").strip():
            missing.append(self.env._("short description of the change"))
        return missing

    def _get_deadline_employee(self):
        self.ensure_one()
        return self.contract_id.owner_id

    def write(self, vals):
        if not self.env.su and "comment" in vals and any(
            entry.state not in ("to_prepare", "rejected") for entry in self
        ):
            raise UserError(self.env._("A prepared entry cannot be changed. Take it back to preparation first."))
        return super().write(vals)

    # Terms

    def _start_term(self, day):
        """Let the term of new entries run from a day, without the announced failure days."""
        for entry in self:
            code = "cru_entry" if entry.kind == "first" else "cru_update"
            periods = [
                period for period in self.env["biuro.sekretariat.cru.failure"]._get_periods() if period[1] > day
            ]
            entry._deadline_start(code, day, excluded=periods)

    # States

    def _move_to(self, state, values=None):
        for entry in self:
            if state not in TRANSITIONS.get(entry.state, ()):
                labels = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(self.env._(
                    "The entry %(name)s is “%(old)s” and cannot become “%(new)s”.", name=entry.display_name,
                    old=labels[entry.state], new=labels[state]))
        # sudo: own model - write() refuses the state from anyone else; the verbs check who calls
        self.sudo().write({**(values or {}), "state": state})

    def _check_worker(self):
        """Whoever works on the contract, and the keeper, prepares its entries."""
        self.check_access("read")
        self.contract_id.check_access("write")

    def action_prepare(self):
        """Check that entries are complete and take down what the register will be told.

        :return: True
        :raise UserError: what is missing, named
        Legal source: UFP art. 34a ust. 7.
        """
        self._check_worker()
        for entry in self:
            missing = entry._get_missing()
            if missing:
                raise UserError(self.env._("The entry %(name)s is not complete. Missing: %(missing)s.",
                                           name=entry.display_name, missing="; ".join(missing)))
        for entry in self:
            entry._move_to("ready", {
                "payload": entry._make_payload(), "prepared_at": fields.Datetime.now(),
                "prepared_by_id": self.env.uid, "error": False,
            })
        return True

    def _make_payload(self):
        self.ensure_one()
        if self.kind == "withdrawal":
            return {"powodWycofania": self.comment}
        # sudo: the contract of the entry - one payload, whoever prepares it
        return CruAdapter.payload(self.contract_id.sudo()._cru_facts())

    def action_back(self):
        """Take ready entries back to preparation.

        :return: True
        :raise UserError: an entry is not ready
        """
        self._check_worker()
        self._back()
        return True

    def _back(self):
        self._move_to("to_prepare", {"payload": False, "prepared_at": False, "prepared_by_id": False})

    def action_mark_sent(self):
        """Note that entries were sent, or entered in the portal, by hand.

        :return: True
        :raise AccessError: not the keeper of the register
        """
        self.env["biuro.sekretariat.contract"]._check_cru_access()
        self._move_to("sent", {"sent_on": office_today()})
        return True

    def action_not_required(self, reason):
        """Note that the register need not be told, e.g. of an end that it sees by itself.

        :param str reason: why
        :return: True
        :raise AccessError: not the keeper of the register
        """
        self.env["biuro.sekretariat.contract"]._check_cru_access()
        reason = self.contract_id._check_text(reason)
        self._move_to("not_required", {"not_required_reason": reason})
        self._deadline_cancel(reason=reason)
        return True

    def _drop(self, reason):
        """End entries that have not left yet: the contract is not reported. Runs as superuser."""
        waiting = self.filtered(lambda entry: entry.state in ("to_prepare", "ready", "rejected"))
        if waiting:
            waiting._move_to("not_required", {"not_required_reason": reason})
            waiting._deadline_cancel(reason=reason)

    def action_export_json(self):
        """Make the JSON file of the chosen entries that are ready. Return the action (dict) that shows it."""
        return self._export_file("json")

    def action_export_xlsx(self):
        """Make the XLSX file of the chosen entries that are ready. Return the action (dict) that shows it."""
        return self._export_file("xlsx")

    def _export_file(self, kind):
        Batch = self.env["biuro.sekretariat.contract.cru.batch"]
        return {
            "type": "ir.actions.act_window", "res_model": Batch._name, "res_id": Batch.make(kind, self.ids)["id"],
            "views": [(False, "form")], "target": "current",
        }

    def action_open_contract(self):
        """Open the contract of the entry. Return the window action (dict)."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "biuro.sekretariat.contract", "res_id": self.contract_id.id,
            "views": [(False, "form")], "target": "current",
        }
