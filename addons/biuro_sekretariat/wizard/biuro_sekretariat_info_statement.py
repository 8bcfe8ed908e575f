from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroSekretariatInfoStatement(models.TransientModel):
    """Yearly statement of requests for public information: by result, in time, late, average, as a print."""

    _name = "biuro.sekretariat.info.statement"
    _description = "Statement of Requests for Information"

    year = fields.Integer(required=True, default=lambda self: office_today().year)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)

    @api.constrains("year")
    def _check_year(self):
        if any(not 2001 <= statement.year <= office_today().year for statement in self):
            raise UserError(self.env._("Choose a year from 2001 to the present one."))

    def action_print(self):
        """Print the statement of the year (an action)."""
        self.ensure_one()
        return self.env.ref("biuro_sekretariat.biuro_sekretariat_info_statement_report").report_action(self)

    def get_figures(self):
        """Return the figures of the year.

        :return: dict ``year``, ``received``, ``open`` (int); ``results`` (list of {``result``, ``label``, ``count``}),
            ``in_time``, ``late`` (int), ``average_days`` (str with one decimal, or False), ``anonymous``,
            ``with_fee``, ``appeals``, ``complaints`` (int); only requests that the user may read are counted
        """
        self.ensure_one()
        Request = self.env["biuro.sekretariat.info.request"]
        base = [("company_id", "=", self.company_id.id), ("year", "=", self.year), ("is_cancelled", "=", False)]
        labels = dict(Request._fields["result"]._description_selection(self.env))
        counts = dict(Request._read_group([*base, ("state", "=", "done")], ["result"], ["__count"]))
        timely = dict(Request._read_group([*base, ("state", "=", "done")], ["timeliness"], ["__count"]))
        [[days, done]] = Request._read_group([*base, ("state", "=", "done")], [], ["days_taken:sum", "__count"])
        received = Request.search_count(base)
        return {
            "year": self.year, "received": received, "open": received - done,
            "results": [
                {"result": key, "label": label, "count": counts[key]} for key, label in labels.items() if key in counts
            ],
            "in_time": timely.get("in_time", 0), "late": timely.get("late", 0),
            "average_days": f"{days / done:.1f}" if done else False,
            "anonymous": Request.search_count([*base, ("is_anonymous", "=", True)]),
            "with_fee": Request.search_count([*base, ("fee_amount", ">", 0)]),
            "appeals": Request.search_count([*base, ("appeal_date", "!=", False)]),
            "complaints": Request.search_count([*base, ("court_date", "!=", False)]),
        }
