import base64

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import groupby

MAX_CASES = 10_000


class BiuroCaseList(models.TransientModel):
    """What a list of cases (spis spraw) or folder covers are printed of: cell, class of any level, year or period."""

    _name = "biuro.case.list"
    _description = "List of Cases"

    department_id = fields.Many2one(
        "hr.department",
        "Cell",
        default=lambda self: self.env["biuro.case"].default_get(["department_id"]).get("department_id"),
    )
    jrwa_class_id = fields.Many2one("biuro.jrwa.class", "Class", help="Of any level; empty for all.")
    year = fields.Integer(default=lambda self: self.env["biuro.case"]._today().year, aggregator=None)
    date_from = fields.Date("Opened From")
    date_to = fields.Date("Opened To")
    format = fields.Selection(
        [("pdf", "List (PDF)"), ("xlsx", "List (XLSX)"), ("cover", "Folder Covers (PDF)")],
        required=True,
        default="pdf",
    )
    volume = fields.Integer(default=1)

    def action_print(self):
        """Make the file.

        :return: report action
        :raises UserError: no case answers
        """
        self.ensure_one()
        self._get_cases()
        name = {"pdf": "pdf", "xlsx": "xlsx", "cover": "cover"}[self.format]
        return self.env.ref(f"biuro_kancelaria.biuro_case_list_report_{name}").report_action(self)

    @api.model
    def export_list(
        self, department_id=None, jrwa_symbol=None, year=None, date_from=None, date_to=None, file_format="xlsx"
    ):
        """Return a list of cases as a file (instrukcja kancelaryjna, § 27 and § 53).

        :param int department_id: one cell; all by default
        :param str jrwa_symbol: class of any level; all by default
        :param int year: year of opening
        :param str date_from: opened from (ISO), instead of the year
        :param str date_to: opened to (ISO)
        :param str file_format: ``xlsx``, ``pdf`` or ``cover``
        :return: dict(filename, mimetype, content) with content in base64
        :raises UserError: no case answers, unknown class or format
        """
        today = self.env["biuro.case"]._today()
        jrwa = self.env["biuro.jrwa.class"]._get(jrwa_symbol, today) if jrwa_symbol else self.env["biuro.jrwa.class"]
        doc = self.create(
            {
                "department_id": department_id or False,
                "jrwa_class_id": jrwa.id,
                "format": file_format,
                "year": year or (0 if date_from or date_to else today.year),
                "date_from": date_from,
                "date_to": date_to,
            }
        )
        doc._get_cases()
        report = self.env["ir.actions.report"]
        if file_format == "xlsx":
            content, _type = report._render_xlsx("biuro_kancelaria.biuro_case_list_report_xlsx", doc.ids, {})
            mimetype, ending = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"
        else:
            content, _type = report._render_qweb_pdf(f"biuro_kancelaria.biuro_case_list_report_{file_format}", doc.ids)
            mimetype, ending = "application/pdf", "pdf"
        return {
            "filename": f"{doc._get_filename()}.{ending}",
            "mimetype": mimetype,
            "content": base64.b64encode(content).decode(),
        }

    def _get_filename(self):
        self.ensure_one()
        parts = [self.department_id.office_symbol, self.jrwa_class_id.symbol, self.year or self.date_from]
        return "-".join(["teczki" if self.format == "cover" else "spis-spraw", *(str(part) for part in parts if part)])

    def _get_cases(self):
        """Return the cases the list is of, those the user may read, in the order of lists.

        :raises UserError: none or too many
        """
        self.ensure_one()
        domain = []
        if self.department_id:
            domain.append(("department_id", "=", self.department_id.id))
        if self.jrwa_class_id:
            # versions of a class share its symbol, and a list is of the symbol
            domain.append(("jrwa_class_id.symbol", "=like", f"{self.jrwa_class_id.symbol}%"))
        if self.date_from or self.date_to:
            domain += [("date_opened", ">=", self.date_from or fields.Date.to_date("1900-01-01"))]
            domain += [("date_opened", "<=", self.date_to)] if self.date_to else []
        elif self.year:
            domain.append(("year", "=", self.year))
        cases = self.env["biuro.case"].search(domain, limit=MAX_CASES + 1, order="year, number, id")
        if not cases:
            raise UserError(self.env._("No case answers to this."))
        if len(cases) > MAX_CASES:
            raise UserError(
                self.env._("More than %s cases answer to this: choose one cell, class or a shorter period.", MAX_CASES)
            )
        return cases.sorted(
            lambda case: (
                case.unit_symbol or "",
                case.jrwa_class_id.symbol,
                case.year,
                case.group_base_id.number,
                case.number,
            )
        )

    def _get_columns(self):
        """Return the heads of the table, as the instruction names them."""
        return [
            "Lp.",
            "Nr sprawy",
            "Tytuł sprawy",
            "Od kogo wpłynęła",
            "Znak pisma wszczynającego",
            "Data pisma wszczynającego",
            "Data wszczęcia sprawy",
            "Data ostatecznego załatwienia",
            "Prowadzący",
            "Uwagi (sposób załatwienia)",
        ]

    def _as_text(self, value):
        return value.strftime("%d.%m.%Y") if hasattr(value, "strftime") else value

    def _get_books(self):
        """Return one dict per cell, class, group and year, with its head and rows."""
        cases = self._get_cases()
        today = self.env["biuro.case"]._today().strftime("%d.%m.%Y")
        # sudo: hr.employee - names of handlers stand on every list
        clerks = {clerk.id: clerk.name for clerk in cases.sudo().clerk_id}
        books = []
        for (symbol, jrwa, base, year), members in groupby(
            cases,
            key=lambda case: (case.unit_symbol, case.jrwa_class_id, case.group_base_id, case.year),
        ):
            rows = []
            for index, case in enumerate(members, start=1):
                remarks = [case.resolution_note, case.note]
                if case.state == "moved" and case.successor_id:
                    # sudo: biuro.case - only the sign of the case that goes on
                    remarks.append(f"przeniesiono do znaku sprawy {case.successor_id.sudo().reference}")
                rows.append(
                    [
                        index,
                        case.number,
                        case.title,
                        "sprawa własna" if case.is_own else case.partner_id.display_name or "",
                        case.origin_reference or "",
                        case.origin_letter_date or "",
                        case.date_opened,
                        case.date_closed or "",
                        clerks.get(case.clerk_id.id, ""),
                        "; ".join(filter(None, remarks)),
                    ]
                )
            books.append(
                {
                    # sudo: biuro.case - only the number of the base of the group, part of the sign
                    "mark": f"{symbol}.{jrwa.symbol}" + (f".{base.sudo().number}" if base else ""),
                    "unit_symbol": symbol,
                    "symbol": jrwa.symbol,
                    "name": jrwa.name,
                    "category": jrwa.category,
                    "year": year,
                    "date": today,
                    "rows": rows,
                }
            )
        return books

    def _get_covers(self):
        """Return one cover per folder: cell, class, group and year."""
        cases = self._get_cases()
        covers = []
        for _key, members in groupby(
            cases, key=lambda case: (case.unit_symbol, case.jrwa_class_id, case.group_base_id, case.year)
        ):
            folder = self.env["biuro.case"].union(*members)
            covers.append(folder._get_cover(single=False, volume=self.volume))
        return covers
