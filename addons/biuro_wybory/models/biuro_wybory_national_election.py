from odoo import api, fields, models


class BiuroWyboryNationalElection(models.Model):
    """Day of a national election: no election of a unit's bodies may be ordered for it (u.s.g. art. 35a)."""

    _name = "biuro.wybory.national.election"
    _description = "Day of a National Election"
    _order = "date desc, id"

    name = fields.Char(required=True)
    date = fields.Date(required=True, index=True)
    kind = fields.Selection(
        [
            ("parliament", "Sejm and Senate"), ("president", "President of Poland"),
            ("european", "European Parliament"), ("local", "Councils and mayors"),
        ],
        required=True,
    )
    source = fields.Char(help="The act that ordered it, or where the day was announced.")
    active = fields.Boolean(default=True)

    _date_uniq = models.Constraint("UNIQUE (date, kind)", "This election is entered already.")

    @api.model
    def _on(self, days):
        """Return the national elections on these days as the law takes them (list of dicts ``date``, ``name``)."""
        return [{"date": row.date, "name": row.name} for row in self.search([("date", "in", list(days))])]
