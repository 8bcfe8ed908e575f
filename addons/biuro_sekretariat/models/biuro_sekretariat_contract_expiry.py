from odoo import api, models
from odoo.fields import Domain

from .biuro_sekretariat_contract import BINDING

COLUMNS = (
    "register_ref", "contract_number", "party_names", "subject", "date_signed", "date_end", "date_notice",
    "value_total", "department_id", "owner_id",
)


class BiuroSekretariatContract(models.Model):
    """Contracts that end in a period, and the securities whose day comes in it."""

    _inherit = "biuro.sekretariat.contract"

    @api.model
    def search_fetch(self, domain, field_names=None, offset=0, limit=None, order=None):
        """As the core; what is ordered by its end is found in the index first, and read then.

        In one query PostgreSQL would look up all that the user may see, and keep the few that end.
        """
        if not field_names or not (order or "").startswith("date_ending"):
            return super().search_fetch(domain, field_names, offset=offset, limit=limit, order=order)
        found = self.search(domain, offset=offset, limit=limit, order=order)
        found.fetch(field_names)
        return found

    @api.model
    @api.readonly
    def get_expiring(self, date_from, date_to, department_id=None):
        """Return contracts in force that end in a period, the nearest first, and securities whose day comes in it.

        Only what the user may read.

        :param date_from: first day (string date)
        :param date_to: last day (string date)
        :param int department_id: one cell only
        :return: dict ``contracts``: list of dicts ``id``, ``register_ref``, ``contract_number``, ``party_names``,
            ``subject``, ``date_signed``, ``date_end``, ``date_notice``, ``days_left`` (int), ``value_total`` (net,
            text with a dot), ``currency``, ``department``, ``owner``; ``securities``: list of dicts ``id``,
            ``contract``, ``party_names``, ``kind``, ``amount``, ``valid_until``, ``return_due``; dates as text, an
            absent value is false
        :raise ValidationError: not a date
        """
        first, last = self._parse_day("date_from", date_from), self._parse_day("date_to", date_to)
        department = self.env["hr.department"].browse(department_id or [])

        def plain(value):
            return value.isoformat() if hasattr(value, "isoformat") else value

        rows = self._expiry_rows(first, last, department)
        return {name: [{key: plain(value) for key, value in row.items()} for row in part]
                for name, part in rows.items()}

    @api.model
    def _get_expiry_domain(self, first, last, department=None, kind=None):
        domain = Domain("date_ending", ">=", first) & Domain("date_ending", "<=", last)
        if department:
            domain &= Domain("department_id", "=", department.id)
        return domain & Domain("kind", "=", kind) if kind else domain

    @api.model
    def _expiry_rows(self, first, last, department=None, kind=None):
        """Return {"contracts": [...], "securities": [...]} of the report, read in two queries each."""
        contracts = self.search_fetch(
            self._get_expiry_domain(first, last, department, kind), [*COLUMNS, "currency_id"], order="date_ending, id")
        today = self._today()
        # sudo: hr.employee, hr.department - names of the people in charge and of their cells
        names = {person.id: person.name for person in contracts.owner_id.sudo()}
        cells = {cell.id: cell.name for cell in contracts.department_id.sudo()}
        Security = self.env["biuro.sekretariat.contract.security"]
        domain = Domain("returned_on", "=", False) & Domain("contract_id.state", "in", (*BINDING, "ended"))
        domain &= (
            Domain("return_due", ">=", first) & Domain("return_due", "<=", last)
            | Domain("valid_until", ">=", first) & Domain("valid_until", "<=", last)
        )
        if department:
            domain &= Domain("contract_id.department_id", "=", department.id)
        kinds = dict(Security._fields["kind"]._description_selection(self.env))
        return {
            "contracts": [
                {
                    "id": contract.id, "register_ref": contract.register_ref or False,
                    "contract_number": contract.contract_number or False,
                    "party_names": contract.party_names or False, "subject": contract.subject,
                    "date_signed": contract.date_signed, "date_end": contract.date_end,
                    "date_notice": contract.date_notice, "days_left": (contract.date_end - today).days,
                    "value_total": str(self._money(contract.value_total)), "currency": contract.currency_id.name,
                    "department": cells.get(contract.department_id.id, False),
                    "owner": names.get(contract.owner_id.id, False),
                }
                for contract in contracts
            ],
            "securities": [
                {
                    "id": security.id, "contract": security.contract_id.register_ref or False,
                    "party_names": security.contract_id.party_names or False, "kind": kinds[security.kind],
                    "amount": str(self._money(security.amount)), "valid_until": security.valid_until,
                    "return_due": security.return_due,
                }
                for security in Security.search(domain, order="return_due, valid_until, id", limit=5000)
            ],
        }
