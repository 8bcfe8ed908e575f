from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import petition
from .biuro_sekretariat_petition import RESULTS

KEEPERS = "biuro_sekretariat.biuro_sekretariat_group_citizens"


class BiuroSekretariatPetitionSummary(models.Model):
    """Yearly information on petitions (ustawa o petycjach art. 14): number, subjects, ways of settling.

    One for each year, begun by the cron with its term (30 June of the next year); the figures are taken from the
    register, never typed.
    """

    _name = "biuro.sekretariat.petition.summary"
    _inherit = [
        "biuro.deadline.mixin", "biuro.publication.mixin", "biuro.guard.mixin", "mail.thread", "mail.activity.mixin",
    ]
    _description = "Yearly Information on Petitions"
    _order = "year desc"
    _given_on_creation = frozenset({"year", "company_id"})

    name = fields.Char(compute="_compute_name", store=True)
    year = fields.Integer(required=True, readonly=True, aggregator=None)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, default=lambda self: self.env.company, index=True)
    clerk_id = fields.Many2one("hr.employee", "Prepared By", index=True)
    generated_at = fields.Datetime(readonly=True)
    filed_count = fields.Integer("Petitions Filed", readonly=True)
    settled_count = fields.Integer("Examined", readonly=True)
    pending_count = fields.Integer("Still Being Examined", readonly=True)
    line_ids = fields.One2many("biuro.sekretariat.petition.summary.line", "summary_id", "Petitions", readonly=True)
    remarks = fields.Html("Remarks for the Public")

    _year_uniq = models.Constraint(
        "UNIQUE (year, company_id)", "The information on petitions of this year exists already.")

    @api.depends("year")
    def _compute_name(self):
        for summary in self:
            summary.name = f"Zbiorcza informacja o petycjach rozpatrzonych w {summary.year} r."

    def _get_deadline_department(self):
        # sudo: hr.employee - the cell of whoever prepares the information
        return self.clerk_id.sudo().department_id.sudo(False)

    @api.model
    def _cron_begin(self):
        """Begin the information on the last year in each office, with its statutory term and an activity."""
        year = office_today().year - 1
        for company in self.env["res.company"].search([("active", "=", True)]):
            if not self.with_company(company).search_count([("year", "=", year), ("company_id", "=", company.id)]):
                self.with_company(company)._begin(year, company)
        return True

    def _begin(self, year, company):
        keepers = self.env.ref(KEEPERS).all_user_ids.filtered(lambda user: company in user.company_ids and user.active)
        clerk = keepers.employee_ids.filtered(lambda employee: employee.company_id == company)[:1]
        summary = self.create({"year": year, "company_id": company.id, "clerk_id": clerk.id})
        summary._deadline_start("petition_annual", f"{year + 1}-01-01")
        return summary

    @api.model
    def make_summary(self, year):
        """Make the information on the petitions of a year, or take it up to date.

        :param int year: a year that has ended
        :return: int, id of the information
        :raise UserError: the year has not ended
        Legal source: ustawa o petycjach art. 14.
        """
        if isinstance(year, bool) or not isinstance(year, int) or not 2015 <= year < office_today().year:
            raise UserError(self.env._("The information is made for a year that has ended, from 2015 on."))
        self.check_access("create")
        summary = self.search([("year", "=", year), ("company_id", "=", self.env.company.id)], limit=1)
        if not summary:
            summary = self._begin(year, self.env.company)
        summary.action_generate()
        return summary.id

    def action_generate(self):
        """Take numbers, subjects and ways of settling from the register anew.

        :return: True
        """
        self.check_access("write")
        # sudo: biuro.sekretariat.petition - the information counts the petitions of all cells; it holds no names
        Petition = self.env["biuro.sekretariat.petition"].sudo()
        for summary in self:
            office = [("company_id", "=", summary.company_id.id), ("is_cancelled", "=", False)]
            first, last = f"{summary.year}-01-01", f"{summary.year}-12-31"
            examined = Petition.search(
                [*office, ("date_settled", ">=", first), ("date_settled", "<=", last)], order="date_filed, id")
            # sudo: own model - figures are written by this verb only
            own = summary.sudo()
            own.line_ids.unlink()
            own.write({
                "generated_at": fields.Datetime.now(), "settled_count": len(examined),
                "filed_count": Petition.search_count([*office, ("year", "=", summary.year)]),
                "pending_count": Petition.search_count([
                    *office, ("date_filed", "<=", last), "|", ("date_settled", "=", False), ("date_settled", ">", last),
                ]),
                "line_ids": [
                    fields.Command.create({
                        "register_ref": record.register_ref, "subject": record.subject, "date_filed": record.date_filed,
                        "date_settled": record.date_settled, "addressee": record.addressee, "result": record.result,
                    })
                    for record in examined
                ],
            })
        return True

    def _result_counts(self):
        """Return how many petitions were settled in each way (list of (Polish text, count)), in the usual order."""
        self.ensure_one()
        found = self.line_ids.mapped("result")
        return [(petition.RESULT_TEXTS[key], found.count(key)) for key, _label in RESULTS if key in found]

    def _publication_values(self):
        self.ensure_one()
        if not self.generated_at:
            raise UserError(self.env._("Take the figures from the register first."))
        # sudo: hr.employee - name and post of who prepared it, public by law (UDIP, art. 8 ust. 6 pkt 2)
        clerk = self.clerk_id.sudo()
        counts = self._result_counts()
        rows = Markup("").join(
            Markup("<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>") % (
                line.register_ref, line.subject, f"{line.date_filed:%d.%m.%Y}", petition.RESULT_TEXTS[line.result])
            for line in self.line_ids
        )
        table = Markup(
            "<h2>Przedmiot i sposób załatwienia</h2><table><thead><tr><th scope='col'>Numer</th><th scope='col'>"
            "Przedmiot</th><th scope='col'>Data złożenia</th><th scope='col'>Sposób załatwienia</th></tr></thead>"
            "<tbody>%s</tbody></table>"
        ) % rows if rows else Markup("")
        ways = Markup("<ul>%s</ul>") % Markup("").join(Markup("<li>%s: %s</li>") % row for row in counts)
        return {
            "name": f"Zbiorcza informacja o petycjach rozpatrzonych w {self.year} r.",
            "summary": (
                f"Petycji złożonych: {self.filed_count}, rozpatrzonych: {self.settled_count}, w toku na koniec roku: "
                f"{self.pending_count}."
            ),
            "body": Markup("<p>Na podstawie art. 14 ustawy z dnia 11 lipca 2014 r. o petycjach.</p>")
            + (Markup("<h2>Liczba według sposobu załatwienia</h2>%s") % ways if counts else Markup("")) + table
            + (self.remarks or Markup("")),
            "category_code": "petycje", "legal_basis": "ustawa o petycjach, art. 14",
            "made_by": ", ".join(part for part in (clerk.name, clerk.job_title) if part) or self.company_id.name,
            "made_on": office_today(),
        }

    def _after_publish(self, publication):
        """Hook of publications: the duty of the year is done."""
        self._deadline_done("petition_annual")
