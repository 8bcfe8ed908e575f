from odoo import api, fields, models

CRU_CODES = ("cru_entry", "cru_update")


class BiuroSekretariatCruFailure(models.Model):
    """Announced failure of the CRU: its days are not counted into the terms (UFP art. 34a ust. 10)."""

    _name = "biuro.sekretariat.cru.failure"
    _description = "Failure Days of the CRU"
    _order = "date_from desc, id desc"
    _rec_name = "source"

    date_from = fields.Date("From", required=True, index=True)
    date_to = fields.Date("To", required=True)
    source = fields.Char(
        "Announcement", required=True, help="Where the failure was announced, e.g. address of the BIP.",
    )
    note = fields.Char("Remarks")

    _dates_ordered = models.Constraint("CHECK (date_to >= date_from)", "A failure ends after it begins.")

    @api.depends("date_from", "date_to")
    def _compute_display_name(self):
        for failure in self:
            failure.display_name = f"{failure.date_from or ''} – {failure.date_to or ''}"

    @api.model_create_multi
    def create(self, vals_list):
        failures = super().create([
            {**vals, "date_to": vals.get("date_to") or vals.get("date_from")} for vals in vals_list
        ])
        self._recount_terms()
        return failures

    def write(self, vals):
        result = super().write(vals)
        self._recount_terms()
        return result

    def unlink(self):
        result = super().unlink()
        self._recount_terms()
        return result

    @api.model
    def _get_periods(self):
        """Return the failures as (first day, last day, announcement) (list)."""
        # sudo: own model - public facts that every term needs
        return [(line.date_from, line.date_to, line.source) for line in self.sudo().search([], order="date_from, id")]

    @api.model
    def _recount_terms(self):
        """Count the running terms of the register anew with the failures as they are now."""
        periods = self._get_periods()
        rows = [{"from": str(first), "to": str(last), "reason": source} for first, last, source in periods]
        # sudo: biuro.deadline - a failure of the system concerns every term, whoever notes it
        running = self.env["biuro.deadline"].sudo().search([("code", "in", CRU_CODES), ("state", "=", "running")])
        changed = self.env["biuro.deadline"].sudo()
        for deadline in running:
            wanted = [row for row in rows if row["to"] > str(deadline.date_start)]
            if (deadline.excluded or []) != wanted:
                deadline.excluded = wanted or False
                changed |= deadline
        if changed:
            changed._recount()
