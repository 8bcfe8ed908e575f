from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import SQL

from odoo.addons.biuro_kancelaria.law import inputs
from odoo.addons.biuro_kancelaria.law.base import LawError
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
PAGE, LARGEST_PAGE = 200, 1000
KNOWN_EXPORT = {"entry_ids", "state", "limit", "after_id", "mark_sent"}
KNOWN_STATUS = {"reference", "entry_id", "external_id", "status", "published_on", "error"}


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

    # What the service answers

    @api.model
    def _find(self, values):
        """Return the entry that an answer is about (one record); UserError if there is none."""
        entry = self.browse()
        if values.get("entry_id"):
            entry = self.browse(inputs.integer("entry_id", values["entry_id"])).exists()
        elif values.get("reference"):
            entry = self.search([("reference", "=", inputs.text("reference", values["reference"]).strip())], limit=1)
        elif values.get("external_id"):
            # the newest: one contract has one identifier there, and several entries here
            entry = self.search([("external_id", "=", inputs.text("external_id", values["external_id"]))], limit=1)
        if not entry:
            raise UserError(self.env._(
                "There is no entry “%s”.",
                values.get("reference") or values.get("external_id") or values.get("entry_id") or "?"))
        return entry

    @api.model
    def _set_status(self, values):
        """Note an answer; see ``cru_set_status`` of the contract. Return (entry, whether anything changed)."""
        try:
            unknown = set(values) - KNOWN_STATUS
            if unknown:
                raise ValidationError(self.env._("Unknown values: %s.", ", ".join(sorted(unknown))))
            entry = self._find(values)
            status = inputs.text("status", values.get("status"))
            state = CruAdapter.read_state(status)
            if state is None:
                raise ValidationError(self.env._("The status “%s” is not known.", status))
            external_id = inputs.text("external_id", values.get("external_id"), required=False).strip()
            day = inputs.day("published_on", values.get("published_on"), required=False)
            message = inputs.text("error", values.get("error"), required=False).strip()
        except LawError as error:
            raise ValidationError(str(error)) from error
        if entry.kind == "withdrawal" and state == "published":
            state = "withdrawn"
        entry._check_answer(state, external_id, day, message)
        return entry, entry._take_answer(state, external_id, day, message)

    def _check_answer(self, state, external_id, day, error):
        self.ensure_one()
        if state == "rejected" and not error:
            raise UserError(self.env._("Say why the service rejected the entry."))
        if day and day > office_today():
            raise UserError(self.env._("The day of publication cannot be later than today."))
        if external_id:
            # two answers that name one identifier wait for each other
            self.env.cr.execute(SQL("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", f"cru:{external_id}"))
            other = self.search([
                ("external_id", "=", external_id), ("contract_id", "!=", self.contract_id.id)], limit=1)
            if other:
                raise UserError(self.env._(
                    "The identifier %(id)s belongs to %(name)s already.", id=external_id, name=other.display_name))
            known = self.contract_id.cru_external_id
            if known and known != external_id:
                raise UserError(self.env._(
                    "“%(name)s” has the identifier %(known)s in the register, not %(id)s.",
                    name=self.contract_id.display_name, known=known, id=external_id))

    def _take_answer(self, state, external_id, day, error):
        """Write an answer; return whether anything changed (bool)."""
        self.ensure_one()
        if self.state == state and (not external_id or self.external_id == external_id) and (
            not error or self.error == error
        ):
            return False
        if state == "published" and not (external_id or self.contract_id.cru_external_id or self.kind != "first"):
            raise UserError(self.env._("Give the identifier that the register gave to the contract."))
        values = {
            "external_id": external_id or self.external_id or self.contract_id.cru_external_id, "error": error or False,
        }
        if state == "sent":
            values["sent_on"] = self.sent_on or office_today()
        if state == "published":
            values["published_on"] = day or office_today()
        if self.state == state:
            # sudo: own model - written by this verb alone, for the keeper
            self.sudo().write(values)
            return True
        if self.state == "to_prepare" and state != "not_required":
            raise UserError(self.env._("The entry %s was never prepared. Prepare and send it first.",
                                       self.display_name))
        self._move_to(state, values)
        # sudo: deadlines, entries of the contract - what the answer settles
        own = self.sudo()
        if state in ("published", "withdrawn"):
            own._deadline_done(on=fields.Date.to_string(values.get("published_on") or office_today()))
        if state == "withdrawn" and self.kind == "withdrawal":
            gone = own.contract_id.cru_entry_ids.filtered(lambda entry: entry.state in ("published", "sent"))
            gone._move_to("withdrawn")
        if state == "rejected" and (user := own.prepared_by_id):
            own.activity_schedule("mail.mail_activity_data_todo", user_id=user.id, summary=self.env._(
                "The central register rejected the entry"))
        return True

    # Export

    @api.model
    def _export_page(self, values):
        """Return a page of entries; see ``cru_export`` of the contract."""
        unknown = set(values) - KNOWN_EXPORT
        if unknown:
            raise ValidationError(self.env._("Unknown values: %s.", ", ".join(sorted(unknown))))
        try:
            limit = inputs.integer("limit", values.get("limit", PAGE), minimum=1, maximum=LARGEST_PAGE)
            after = inputs.integer("after_id", values.get("after_id") or 0)
            state = inputs.choice("state", values.get("state"), list(TRANSITIONS), default="ready")
            wanted = [inputs.integer("entry_ids", id_) for id_ in inputs.rows("entry_ids", values.get("entry_ids"))]
            sent = inputs.flag("mark_sent", values.get("mark_sent"))
        except LawError as error:
            raise ValidationError(str(error)) from error
        domain = [("id", ">", after), ("state", "=", state)]
        if wanted:
            domain.append(("id", "in", wanted))
        entries = self.search(domain, order="id", limit=limit + 1)
        page = entries[:limit]
        rows = [
            {
                "id": entry.id, "reference": entry.reference, "kind": entry.kind,
                "register_ref": entry.register_ref or False,
                "date_due": fields.Date.to_string(entry.date_due) if entry.date_due else False,
                "external_id": entry.external_id or entry.contract_id.cru_external_id or False,
                "payload": CruAdapter.ordered(entry.payload or CruAdapter.payload(entry.contract_id._cru_facts())),
            }
            for entry in page
        ]
        if sent and state == "ready":
            page.action_mark_sent()
        return {"entries": rows, "next_after_id": page[-1].id if len(entries) > limit else False}

    @api.model
    def _iterate_rows(self, domain, page=500):
        """Yield entries as rows of a file (dict), read page by page so that memory does not grow with their number."""
        after = 0
        while True:
            entries = self.search_fetch(
                [*domain, ("id", ">", after)],
                ["reference", "kind", "date_due", "external_id", "payload", "contract_id"], order="id", limit=page,
            )
            if not entries:
                return
            known = entries._get_known_identifiers()
            for entry in entries:
                yield CruAdapter.row({
                    "reference": entry.reference, "kind": entry.kind,
                    "external_id": entry.external_id or known.get(entry.contract_id.id),
                    "date_due": entry.date_due and entry.date_due.isoformat() or None,
                }, entry.payload)
            after = entries[-1].id
            self.env.invalidate_all()

    def _get_known_identifiers(self):
        """Return {id of a contract: its identifier in the register} of the contracts of these entries."""
        return {
            contract.id: found for contract, found in self._read_group(
                [("contract_id", "in", self.contract_id.ids), ("external_id", "!=", False)],
                ["contract_id"], ["external_id:max"])
        }

    @api.model
    def get_board(self):
        """Return how many entries stand where, and what presses: for dashboards of other systems.

        :return: dict ``states`` {state: count}, ``overdue`` (int), ``week`` (int: due within seven days)
        :raise AccessError: neither a reader of contracts
        """
        if not self.has_access("read"):
            raise AccessError(self.env._("You may not read the entries of the central register."))
        waiting = [("state", "in", ("to_prepare", "ready", "sent", "rejected"))]
        today = office_today()
        return {
            "states": dict(self._read_group([], ["state"], ["__count"])),
            "overdue": self.search_count([*waiting, ("date_due", "<", today)]),
            "week": self.search_count([
                *waiting, ("date_due", ">=", today), ("date_due", "<=", fields.Date.add(today, days=7))]),
        }
