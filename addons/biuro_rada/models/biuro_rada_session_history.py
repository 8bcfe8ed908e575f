from odoo import api, fields, models


class BiuroRadaSessionHistory(models.Model):
    _name = "biuro.rada.session"
    _inherit = ["biuro.rada.session", "biuro.rada.history.mixin"]

    source_number = fields.Char(
        "Number in the Source", readonly=True, copy=False, help="As given, also where another session bears it."
    )
    source_reference = fields.Char("Source", readonly=True, copy=False)

    @api.depends("is_historical", "source_number")
    def _compute_display_name(self):
        super()._compute_display_name()
        for session in self:
            if session.is_historical and not session.number_int and session.day:
                session.display_name = self.env._(
                    "Session of %(day)s (in the source: %(number)s)",
                    day=session.day.strftime("%d.%m.%Y"), number=session.source_number or "–",
                )
