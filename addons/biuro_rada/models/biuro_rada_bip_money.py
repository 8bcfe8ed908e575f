from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from .biuro_rada_money_mixin import exact

MEMBER = ("active", "leaving", "ended")


class BiuroRadaBipMoney(models.AbstractModel):
    """Memberships of the city in unions and associations, allowances paid to councillors."""

    _inherit = "biuro.rada.bip"

    @api.model
    def _organizations(self, values):
        """Return (number of matches, list of public values) of the bodies the city is or was a member of."""
        # sudo: biuro.rada.organization - memberships are public information; whitelisted fields leave only
        Organization = self.env["biuro.rada.organization"].sudo()
        domain = self._own() & Domain("state", "in", MEMBER) & self._words("name", values)
        total, found = self._page(Organization, domain, values, "name, id")
        kinds, states = (self._labels("biuro.rada.organization", name) for name in ("kind", "state"))
        return total, [
            {
                "id": body.id, "name": body.name, "short_name": body.short_name, "kind": body.kind,
                "kind_label": kinds[body.kind], "registry_no": body.registry_no or "", "seat": body.seat or "",
                "purpose": body.purpose or "", "since": body.accepted_on or False, "until": body.leave_date or False,
                "resolution": body.join_resolution or "", "statute_journal": body.statute_journal or "",
                "state": body.state, "state_label": states[body.state],
                "delegates": [
                    {"name": one.partner_id.name, "role": one.role}
                    for one in body.delegate_ids.filtered("is_current")
                ],
            }
            for body in found
        ]

    @api.model
    def _allowances(self, values):
        """Return (number of matches, list of public values) of sums paid to each councillor by calendar year.

        Sums alone: why an allowance was reduced may speak of health, where it was paid to is private.
        """
        # sudo: biuro.rada.diet.line - what is paid to holders of a public function is public (u.d.i.p. art. 5 ust. 2)
        Line = self.env["biuro.rada.diet.line"].sudo()
        domain = self._own() & Domain("state", "=", "paid") & self._dates("paid_on", values)
        rows = Line._read_group(domain, ["paid_on:year", "councillor_id"], ["payable:sum", "month:count_distinct"])
        rows.sort(key=lambda row: (-row[0].year, row[1]._sort_key()))
        first = (values["page"] - 1) * values["limit"]
        return len(rows), [
            {
                "id": councillor.id, "year": year.year, "name": councillor.display_name, "months": months,
                "paid": f"{exact(paid):.2f}", "url": f"/bip/rada/radni/{councillor.id}",
            }
            for year, councillor, paid, months in rows[first : first + values["limit"]]
        ]

    @api.model
    def _stamp(self):
        stamp, last = super()._stamp()
        self.env.flush_all()
        [(*written, rows)] = self.env.execute_query(SQL(
            """
            SELECT (SELECT max(write_date) FROM biuro_rada_organization),
                (SELECT max(write_date) FROM biuro_rada_organization_delegate),
                (SELECT max(write_date) FROM biuro_rada_diet_line), (SELECT max(write_date) FROM biuro_rada_recording),
                (SELECT concat_ws('-', (SELECT count(*) FROM biuro_rada_organization),
                    (SELECT count(*) FROM biuro_rada_organization_delegate),
                    (SELECT count(*) FROM biuro_rada_recording)))
            """))
        return f"{stamp}-{rows}-{written}", max(filter(None, (*written, last)), default=False)
