from odoo import api, fields, models

from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import culture


class BiuroSekretariatCultureAsOf(models.TransientModel):
    """Shows and prints the register as it stood at the end of a day."""

    _name = "biuro.sekretariat.culture.as.of"
    _description = "Register as of a Day"
    _rec_name = "date"

    date = fields.Date("As of the Day", required=True, default=lambda self: office_today())
    institution_id = fields.Many2one(
        "biuro.sekretariat.culture.institution", "Institution", domain="[('state', '!=', 'draft')]",
        help="Empty: the whole register.",
    )
    with_outdated = fields.Boolean("With Outdated Content", default=True)
    content = fields.Html("Register", compute="_compute_content", sanitize=False)

    @api.depends("date", "institution_id", "with_outdated")
    def _compute_content(self):
        for window in self:
            window.content = self.env["ir.qweb"]._render(
                "biuro_sekretariat.culture_register_rows",
                {"rows": window._get_rows(), "with_outdated": window.with_outdated, "office": True},
            )

    def _get_rows(self):
        """Return the positions of the register on that day (list of dicts), struck ones among them."""
        self.ensure_one()
        day = self.date or office_today()
        domain = [("state", "!=", "draft"), ("register_date", "<=", day)]
        if self.institution_id:
            domain.append(("id", "=", self.institution_id.id))
        positions = self.env["biuro.sekretariat.culture.institution"].search(domain)
        rows = positions._get_as_of(day)
        return [rows[position.id] for position in positions]

    def _get_title(self):
        self.ensure_one()
        return f"Rejestr instytucji kultury – stan na dzień {self.date:%d.%m.%Y} r."

    def _get_rubrics(self):
        """Return the wording of the rubrics by number (dict)."""
        return culture.RUBRICS

    def action_print(self):
        """Print the register of that day. Return the report action (dict)."""
        self.ensure_one()
        return self.env.ref("biuro_sekretariat.biuro_sekretariat_culture_register_report").report_action(self)
