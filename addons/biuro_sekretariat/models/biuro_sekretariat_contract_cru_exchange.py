from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import SQL

from odoo.addons.biuro_kancelaria.law import inputs
from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.tools import office_today

from ..tools import CruAdapter
from .biuro_sekretariat_contract_cru_entry import TRANSITIONS

PAGE, LARGEST_PAGE = 200, 1000
KNOWN_EXPORT = {"entry_ids", "state", "limit", "after_id", "mark_sent"}
KNOWN_STATUS = {"reference", "entry_id", "external_id", "status", "published_on", "error"}


class BiuroSekretariatContractCruEntry(models.Model):
    """What the service answered to an entry, and what is exported."""

    _inherit = "biuro.sekretariat.contract.cru.entry"

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
