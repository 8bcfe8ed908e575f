from odoo import models

UNITS = {"days": "dni", "months": "mies.", "years": "lat(a)"}


class BiuroSekretariatContract(models.Model):
    """How the values of a contract stand on its card (metryczka)."""

    _inherit = "biuro.sekretariat.contract"

    def _card_label(self, name):
        """Return the Polish label of a selection field (str)."""
        self.ensure_one()
        contract = self.with_context(lang="pl_PL")
        return dict(contract._fields[name]._description_selection(contract.env)).get(self[name], "")

    def _card_day(self, day):
        return f"{day:%d.%m.%Y}" if day else ""

    def _card_amount(self, amount):
        """Return an amount as it is printed in Poland (str), e.g. ``1 250,00 zł``."""
        text = f"{amount or 0:,.2f}".replace(",", "\u00a0").replace(".", ",")
        return f"{text} {'zł' if self.currency_id.name == 'PLN' else self.currency_id.name}"

    def _card_period(self):
        self.ensure_one()
        first = self._card_day(self.date_start or self.date_signed)
        if self.is_indefinite:
            return f"od {first}, czas nieoznaczony"
        if self.date_end:
            return f"od {first} do {self._card_day(self.date_end)}"
        if self.period_number and self.period_unit:
            return f"{self.period_number} {UNITS[self.period_unit]}"
        return ""


class BiuroSekretariatContractSecurity(models.Model):
    _inherit = "biuro.sekretariat.contract.security"

    def _card_kind(self):
        """Return the Polish label of the kind (str)."""
        self.ensure_one()
        security = self.with_context(lang="pl_PL")
        return dict(security._fields["kind"]._description_selection(security.env))[self.kind]
