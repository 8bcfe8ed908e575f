from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.tools import office_today

from .biuro_rada_money_mixin import exact
from .biuro_rada_organization_delegate import ROLES

# words of printed registers, in Polish
KINDS = {
    "union": "związek międzygminny",
    "association": "stowarzyszenie",
    "international": "zrzeszenie międzynarodowe",
    "agreement": "porozumienie",
}
STATES = {
    "preparation": "w przygotowaniu",
    "applied": "złożono wniosek",
    "active": "członek",
    "leaving": "występuje",
    "ended": "zakończone",
}


def day_text(day):
    return day.strftime("%d.%m.%Y") if day else ""


class BiuroRadaOrganization(models.Model):
    """Registers of memberships on paper, as a file and for the public."""

    _inherit = "biuro.rada.organization"

    def _get_delegate_text(self, day=None):
        """Return the delegates of a day as text: name (role), …"""
        self.ensure_one()
        on = self.delegate_ids.filtered(lambda line: line._is_on(day or office_today()))
        return ", ".join(f"{line.partner_id.name} ({ROLES[line.role]})" for line in on.sorted("date_from"))

    def _get_register_rows(self):
        """Return the rows of the register of memberships: lists of texts and amounts."""
        year = office_today().year
        rows = []
        for number, body in enumerate(self.sorted(lambda body: (body.accepted_on or office_today(), body.id)), 1):
            fees = body.fee_ids.filtered(lambda fee: fee.year == year)
            rows.append(
                [
                    number,
                    body.name,
                    KINDS[body.kind],
                    body.seat or "",
                    body.registry_no or "",
                    body.join_resolution or "",
                    day_text(body.accepted_on),
                    day_text(body.leave_date),
                    body._get_delegate_text(),
                    sum(map(exact, fees.mapped("amount")), exact(0)),
                    STATES[body.state],
                ]
            )
        return rows

    @api.model
    def _register_head(self):
        return [
            "Lp.", "Nazwa", "Rodzaj", "Siedziba", "Nr rejestru", "Uchwała o przystąpieniu", "Członek od",
            "Członek do", "Przedstawiciele miasta", f"Składka {office_today().year}", "Stan",
        ]  # fmt: skip

    def export_register(self, file_format="xlsx"):
        """Return the register of memberships as a file.

        :param str file_format: ``xlsx`` or ``csv``
        :return: dict ``filename``, ``content`` (base64), ``count`` (int)
        :raise UserError: unknown format
        """
        self.check_access("read")
        bodies = self or self.search(Domain.TRUE)
        return self.env["biuro.rada.money.file"]._make(
            "rejestr-czlonkostw", "Rejestr związków i stowarzyszeń", self._register_head(),
            bodies._get_register_rows(), file_format,
        )  # fmt: skip

    def action_export_register(self):
        """Give the register as XLSX. Return the action (dict) that downloads it."""
        return self.env["biuro.rada.money.file"]._download("czlonkostwa/xlsx")

    @api.model
    def public_register(self):
        """Return the register of memberships as the public may see it.

        :return: list of dicts ``name``, ``short_name``, ``kind``, ``seat``, ``registry_no``, ``purpose``,
            ``join_resolution``, ``accepted_on``, ``leave_date`` (dates or false), ``delegates`` (text), ``fee`` (zł of
            this year as string)
        """
        # sudo: own model - memberships and who represents the city are public information (u.d.i.p. art. 6)
        bodies = self.sudo().search([("state", "in", ("active", "leaving", "ended"))])
        year = office_today().year
        return [
            {
                "name": body.name,
                "short_name": body.short_name,
                "kind": KINDS[body.kind],
                "seat": body.seat or "",
                "registry_no": body.registry_no or "",
                "purpose": body.purpose,
                "join_resolution": body.join_resolution or "",
                "accepted_on": fields.Date.to_string(body.accepted_on) or False,
                "leave_date": fields.Date.to_string(body.leave_date) or False,
                "delegates": body._get_delegate_text(),
                "fee": f"{sum(map(exact, body.fee_ids.filtered(lambda fee: fee.year == year).mapped('amount'))):.2f}",
            }
            for body in bodies
        ]

    def _get_print_values(self):
        """Return the texts of the printed card of one membership (dict)."""
        self.ensure_one()
        return {
            "kind": KINDS[self.kind],
            "state": STATES[self.state],
            "accepted": day_text(self.accepted_on),
            "left": day_text(self.leave_date),
            "delegates": [
                [line.partner_id.name, ROLES[line.role], line.basis, day_text(line.date_from), day_text(line.date_to)]
                for line in self.delegate_ids.sorted("date_from", reverse=True)
            ],
            "fees": [fee._get_print_row() for fee in self.fee_ids.sorted("due_date", reverse=True)],
            "reports": [
                [report.year, day_text(report.submitted_to_council_on) or "–", report.summary or ""]
                for report in self.report_ids
            ],
        }
