from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..law.case_sign import compose, is_unit_symbol
from ..tools import fetch_serialized
from .biuro_case import LOCKED_STATES
from .biuro_case_event import ACTS


class BiuroCase(models.Model):
    """The opening of a case: its class, cell and sign."""

    _inherit = "biuro.case"


    @api.model
    def open_case(self, values):
        """Open a case and give it its sign (instrukcja kancelaryjna, § 5 and § 26).

        Nothing is done twice: a call with an ``external_id`` already known returns the case that has it.

        :param dict values: ``title``; ``jrwa_symbol`` (or ``jrwa_class_id``); optional ``department_id`` or
            ``department_symbol`` (the handler's cell by default), ``clerk_id`` (the user's employee by default),
            ``partner_id``, ``is_own``, ``date_opened`` (ISO, today by default), ``procedure``, ``origin_reference``,
            ``origin_letter_date``, ``letter_id`` or ``letter_ids`` (letters to put into the file), ``group_base``
            (sign of the base of a group of cases), ``is_group_base``, ``is_restricted``, ``note``, ``external_id``
        :return: dict(id, reference)
        :raises UserError: no such class, class not final or not valid on the day, cell without a symbol, unknown value
        """
        values = dict(values)
        external = values.get("external_id")
        if external:
            # sudo: own model - whether the identifier is known must not depend on whose case it is
            rows = fetch_serialized(
                self.env,
                f"case:{self.env.company.id}:{external}",
                SQL(
                    "SELECT id FROM biuro_case WHERE company_id = %s AND external_id = %s",
                    self.env.company.id,
                    external,
                ),
            )
            if rows:
                case = self.browse(rows[0][0])
                case.check_access("read")
                return {"id": case.id, "reference": case.reference}
        letter_ids = list(values.pop("letter_ids", None) or ())
        if letter_id := values.pop("letter_id", None):
            letter_ids.append(letter_id)
        letters = self.env["biuro.letter"].browse(letter_ids)
        case = self.create(self._prepare_open_values(values, letters))
        if letters:
            letters._attach_case(case, ACTS["origin"])
        return {"id": case.id, "reference": case.reference}

    def _prepare_open_values(self, values, letters):
        """Turn the plain arguments of ``open_case`` into field values."""
        opened = fields.Date.to_date(values.get("date_opened") or letters[:1].date_received) or self._today()
        if "jrwa_symbol" in values:
            values["jrwa_class_id"] = self.env["biuro.jrwa.class"]._get(str(values.pop("jrwa_symbol")), opened).id
        if "department_symbol" in values:
            symbol = values.pop("department_symbol")
            department = self.env["hr.department"].search([("office_symbol", "=", symbol)], limit=1)
            if not department:
                raise UserError(self.env._("No cell has the symbol %s.", symbol))
            values["department_id"] = department.id
        if base := values.pop("group_base", None):
            case = self.search([("reference", "=", base)], limit=1)
            if not case:
                raise UserError(self.env._("There is no case %s.", base))
            values["group_base_id"] = case.id
        if letters:
            letter = letters[0]
            values.setdefault("title", letter.title)
            values.setdefault("date_opened", letter.direction == "in" and letter.date_received or None)
            values.setdefault("origin_reference", letter.sender_reference)
            values.setdefault("origin_letter_date", letter.letter_date)
            values.setdefault("partner_id", letter.partner_id.id)
            values.setdefault("is_own", not letter.partner_id and letter.direction != "in")
            values.setdefault("is_restricted", any(letters.mapped("is_restricted")))
        if not (values.get("title") or "").strip():
            raise UserError(self.env._("Give the title of the case."))
        unknown = set(values) - set(self._fields)
        if unknown:
            raise UserError(self.env._("Unknown values: %s.", ", ".join(sorted(unknown))))
        return values

    def _prepare_open(self, vals_list):
        """Return values for create with all that the law fixes on the day of opening: sign, class, category, system."""
        today = self._today()
        employee = self.env.user._biuro_employee()
        prepared, books = [], {}
        for vals in vals_list:
            vals = dict(vals)
            vals.setdefault("company_id", self.env.company.id)
            vals.setdefault("clerk_id", employee.id)
            if not vals.get("department_id"):
                # sudo: hr.employee - only the cell the handler works in is taken
                vals["department_id"] = self.env["hr.employee"].sudo().browse(vals["clerk_id"]).department_id.id
            if not vals["department_id"]:
                raise UserError(self.env._("Name the cell that opens the case."))
            vals.setdefault("is_own", not vals.get("partner_id"))
            opened = vals["date_opened"] = fields.Date.to_date(vals.get("date_opened")) or today
            if opened > today:
                raise UserError(self.env._("A case cannot be opened on a day to come."))
            company = self.env["res.company"].browse(vals["company_id"])
            department = self.env["hr.department"].browse(vals["department_id"])
            jrwa = self.env["biuro.jrwa.class"].browse(vals.get("jrwa_class_id"))
            if not jrwa:
                raise UserError(self.env._("Choose the class of the filing plan."))
            jrwa._check_opens_cases(opened)
            symbol = department._get_symbol(opened.year)
            if not symbol:
                raise UserError(
                    self.env._(
                        "Cell %s has no symbol: the administrator sets it in the settings of cells.", department.name
                    )
                )
            if not is_unit_symbol(symbol):
                raise UserError(
                    self.env._(
                        "The symbol “%s” cannot stand in a case sign: use capital letters and digits, divided by a "
                        "minus.",
                        symbol,
                    )
                )
            base = self.browse(vals.get("group_base_id"))
            if base:
                base._check_group_base(department, jrwa, opened.year)
            # the list of cases the number is drawn from: cell, class and, in a separated group, its base
            mark = (symbol, jrwa.symbol, base.number or None)
            vals |= {
                "year": opened.year,
                "unit_symbol": symbol,
                "state": vals.get("state") or "open",
                "archival_category": vals.get("archival_category") or jrwa.category,
                "records_system": jrwa.records_system_override or company.biuro_records_system,
                "opened_by_id": employee.id,
            }
            if not vals.get("procedure"):
                vals.pop("procedure", None)  # the usual one of the class
            prepared.append(vals)
            books.setdefault((mark, opened.year, company), []).append(vals)
        self.env.flush_all()  # what others need not wait for
        # sudo: biuro.register.counter - only opening a case moves the counter of its list
        counter = self.env["biuro.register.counter"].sudo()
        for mark, year, company in sorted(books, key=lambda book: (str(book[0]), book[1], book[2].id)):
            entries = books[mark, year, company]
            symbol, jrwa_symbol, group = mark
            book = ".".join(str(part) for part in mark if part)
            number = counter._draw(f"case:{book}", year, company, count=len(entries))
            for vals in entries:
                vals |= {"number": number, "reference": compose(symbol, jrwa_symbol, number, year, group=group)}
                number += 1
        return prepared

    def _check_group_base(self, department, jrwa, year):
        self.ensure_one()
        if not self.is_group_base:
            raise UserError(self.env._("Case %s is not the base of a group of cases.", self.reference))
        if (self.department_id, self.jrwa_class_id, self.year) != (department, jrwa, year):
            raise UserError(
                self.env._(
                    "Cases of the group %(base)s have the same cell, class and year (%(year)s) as its base.",
                    base=self.reference,
                    year=self.year,
                )
            )
        if self.state in LOCKED_STATES:
            raise UserError(self.env._("The group of cases %s is closed.", self.reference))
