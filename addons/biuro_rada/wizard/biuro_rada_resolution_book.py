from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.tools import office_today

HEADS = ["Lp.", "Numer", "Data", "W sprawie", "Przekazano", "Ogłoszenie", "Obowiązuje od", "Stan", "Wykonuje"]
TITLES = {
    "register": "Rejestr uchwał",
    "local_law": "Wykaz aktów prawa miejscowego",
    "valid": "Uchwały obowiązujące",
    "execution": "Sprawozdanie z wykonania uchwał",
}


class BiuroRadaResolutionBook(models.TransientModel):
    """Prints and lists of the register of resolutions: a period, local law, what is in force on a day, execution."""

    _name = "biuro.rada.resolution.book"
    _description = "Prints of Resolutions"
    _rec_name = "kind"

    kind = fields.Selection(
        [
            ("register", "Register of resolutions"),
            ("local_law", "List of local law"),
            ("valid", "In force on a day"),
            ("execution", "Report on execution"),
        ],
        "What",
        required=True,
        default="register",
    )
    term_id = fields.Many2one("biuro.rada.term", "Term", default=lambda self: self.env["biuro.rada.term"]._current())
    date_from = fields.Date("From", default=lambda self: office_today().replace(month=1, day=1))
    date_to = fields.Date("To", default=lambda self: office_today())
    day = fields.Date("On the Day", default=lambda self: office_today())
    department_id = fields.Many2one("hr.department", "Cell")
    format = fields.Selection([("pdf", "PDF"), ("xlsx", "XLSX")], required=True, default="pdf")

    def _domain(self):
        """Return the domain of the resolutions concerned."""
        self.ensure_one()
        Resolution = self.env["biuro.rada.resolution"]
        domain = Domain("company_id", "=", self.env.company.id)
        if self.kind == "valid":
            return domain & Resolution._validity_domain("in_force", self.day)
        if self.term_id:
            domain &= Domain("term_id", "=", self.term_id.id)
        domain &= Domain("date_adopted", ">=", self.date_from) & Domain("date_adopted", "<=", self.date_to)
        if self.kind == "local_law":
            domain &= Domain("is_local_law", "=", True)
        if self.department_id:
            domain &= Domain("executor_id", "=", self.department_id.id)
        return domain

    def _check(self):
        self.ensure_one()
        if self.kind == "valid":
            if not self.day:
                raise UserError(self.env._("Name the day."))
        elif not self.date_from or not self.date_to or self.date_to < self.date_from:
            raise UserError(self.env._("The period ends before it begins."))

    def action_show(self):
        """Show the resolutions, or their execution, on the screen.

        :return: action (dict)
        """
        self._check()
        if self.kind == "execution":
            action = self.env["ir.actions.act_window"]._for_xml_id("biuro_rada.biuro_rada_execution_action")
            domain = [("date_adopted", ">=", self.date_from), ("date_adopted", "<=", self.date_to)]
            if self.department_id:
                domain.append(("department_id", "=", self.department_id.id))
        else:
            action = self.env["ir.actions.act_window"]._for_xml_id("biuro_rada.biuro_rada_resolution_action")
            domain = list(self._domain())
        return {**action, "domain": domain, "context": {"create": False}, "name": self._get_title()}

    def action_print(self):
        """Make the file.

        :return: report action (dict)
        """
        self._check()
        return self.env.ref(f"biuro_rada.biuro_rada_resolution_book_report_{self.format}").report_action(self)

    def _get_title(self):
        return TITLES[self.kind]

    def _get_subtitle(self):
        self.ensure_one()
        if self.kind == "valid":
            return f"stan na dzień {self.day.strftime('%d.%m.%Y')}"
        parts = [f"{self.date_from.strftime('%d.%m.%Y')} – {self.date_to.strftime('%d.%m.%Y')}"]
        if self.term_id:
            parts.insert(0, f"kadencja {self.term_id.number}")
        if self.department_id:
            parts.append(self.department_id.name)
        return ", ".join(parts)

    def _get_filename(self):
        return f"{self._get_title().lower().replace(' ', '-')}-{office_today()}"

    @api.model
    def _day_text(self, text):
        day = fields.Date.to_date(text)
        return day.strftime("%d.%m.%Y") if day else "–"

    def _get_table(self):
        """Return what is printed: dict ``heads`` (list of str), ``rows`` (list of lists of str), ``note`` (str)."""
        self._check()
        if self.kind != "execution":
            rows = self.env["biuro.rada.resolution"].search(self._domain())._get_register_rows()
            return {"heads": HEADS, "rows": rows, "note": f"Liczba uchwał: {len(rows)}."}
        report = (
            self.env["biuro.rada.resolution"]
            .with_context(lang="pl_PL")
            .execution_report(
                fields.Date.to_string(self.date_from), fields.Date.to_string(self.date_to), self.department_id.id
            )
        )
        rows = [
            [
                line["number"], self._day_text(line["date"]), line["title"], line["department"],
                self._day_text(line["due"]),
                line["status_label"] + (" (po terminie)" if line["is_overdue"] else ""), line["text"],
            ]
            for line in report["rows"]
        ]  # fmt: skip
        note = (
            f"Uchwał do wykonania: {report['total']}; wykonano: {report['done']}, w toku: {report['in_progress']}, "
            f"nie rozpoczęto: {report['not_started']}, nie wymaga wykonania: {report['not_applicable']}; "
            f"po terminie: {report['overdue']}."
        )
        heads = ["Numer", "Data", "W sprawie", "Komórka", "Termin", "Stan", "Sposób wykonania"]
        return {"heads": heads, "rows": rows, "note": note}
