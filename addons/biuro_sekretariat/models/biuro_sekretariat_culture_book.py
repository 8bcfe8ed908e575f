from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law.terms import UTC, WARSAW

# columns that follow from the rubrics of the register, by division
DESIGNATION_RUBRICS = {3, 4, 5, 6, 7, 8}


class BiuroSekretariatCultureInstitution(models.Model):
    """The register book of the institution: rows made with the entries of the register, and those of the book alone."""

    _inherit = "biuro.sekretariat.culture.institution"

    def add_book_entry(self, division, values, basis_id=None, supersedes_id=None, note=None):
        """Add a row to the register book. A new director is such a row in division II and no entry of the register.

        :param int division: 1 to 4
        :param dict values: content by the codes of the columns of that division; empty ones are left out
        :param int basis_id: document of the register files that is the basis
        :param int supersedes_id: row of the same division whose place the new one takes
        :param str note: remark
        :return: dict ``id``, ``number`` (within the division)
        :raise UserError: not entered or struck, unknown column, empty row, row superseded already
        """
        self.ensure_one()
        self._check_proxy()
        self._check_open()
        basis = self._get_document(basis_id) if basis_id else None
        row = self._add_book_row(division, values, basis, supersedes_id=supersedes_id, note=note)
        return {"id": row.id, "number": row.position}

    def _get_book_columns(self, division):
        """Return the columns of a division (records) in the order of the form."""
        return self.env["biuro.sekretariat.culture.book.column"].search([("division", "=", str(division))])

    def _add_book_row(self, division, values, basis=None, supersedes_id=None, entry=None, note=None, moment=None):
        columns = self._get_book_columns(division)
        if not columns:
            raise UserError(self.env._("The register book has divisions I to IV; %s is not one of them.", division))
        values = {code: str(value).strip() for code, value in values.items() if value and str(value).strip()}
        if unknown := set(values) - set(columns.mapped("code")):
            raise UserError(self.env._("Division %(division)s of the book has no column “%(column)s”.",
                                       division=division, column=min(unknown)))
        if not values:
            raise UserError(self.env._("Fill in at least one column of the book."))
        Row = self.env["biuro.sekretariat.culture.book.entry"]
        old = Row.browse(supersedes_id or []).exists()
        if old and (old.institution_id != self or old.division != str(division) or not old.is_current):
            raise UserError(self.env._("Only a current row of the same division can be superseded."))
        moment = entry.entered_at if entry else moment or fields.Datetime.now()
        # sudo: biuro.sekretariat.culture.book.entry - rows are added by these verbs only; the right was checked
        return Row.sudo().create({
            "institution_id": self.id, "division": str(division), "entered_at": moment,
            "date": moment.replace(tzinfo=UTC).astimezone(WARSAW).date(),
            "content": [
                {"code": column.code, "label": column.name, "value": values[column.code]}
                for column in columns if column.code in values
            ],
            "basis_id": basis.id if basis else False, "basis_text": basis.reference_text if basis else False,
            "supersedes_id": old.id, "register_entry_id": entry.id if entry else False, "note": note or False,
            **self._get_actor(),
        })

    def _get_current_row(self, division, code=None):
        """Return the newest current row of a division, the newest that has a column when a code is given."""
        # sudo: own rows of the book - read by whoever may make the entry
        rows = self.env["biuro.sekretariat.culture.book.entry"].sudo().search(
            [("institution_id", "=", self.id), ("division", "=", str(division)), ("is_current", "=", True)],
            order="position desc",
        )
        return rows.filtered(lambda row: not code or code in row._get_values())[:1]

    def _get_designation(self):
        """Return the columns of division I that follow from the register (dict)."""
        numbers = [f"REGON {self.regon}" if self.regon else "", f"NIP {self.vat}" if self.vat else ""]
        return {
            "designation": ", ".join(filter(None, [self.full_name, self.short_name])),
            "seat_address": self._get_rubric_texts()[5],
            "subject": self.subject,
            "organizer": self.organizer,
            "co_organizer": self.co_organizer,
            "founding_act": self.founding_act_id.reference_text,
            "numbers": ", ".join(filter(None, numbers)),
            "artistic": "instytucja artystyczna" if self.is_artistic else False,
        }

    def _book_designation(self, entry):
        """Add the rows that come with the first entry: the designation and the statute."""
        self._add_book_row(1, self._get_known(1, self._get_designation()), entry.basis_id, entry=entry)
        statute = self._get_known(2, {"statute": self.statute_act_id.reference_text})
        if statute:
            self._add_book_row(2, statute, self.statute_act_id, entry=entry)

    def _get_known(self, division, values):
        """Return the values (dict) of the columns that the office keeps in the division."""
        codes = set(self._get_book_columns(division).mapped("code"))
        return {code: value for code, value in values.items() if code in codes and value}

    def _book_change(self, entry, rubrics):
        """Add the rows that follow from changed rubrics."""
        if rubrics & DESIGNATION_RUBRICS:
            old = self._get_current_row(1)
            kept = {code: value for code, value in old._get_values().items() if code not in self._get_designation()}
            values = self._get_known(1, {**kept, **self._get_designation()})
            self._add_book_row(1, values, entry.basis_id, supersedes_id=old.id, entry=entry)
        if 9 in rubrics:
            old = self._get_current_row(2, "statute")
            values = self._get_known(2, {**old._get_values(), "statute": self.statute_act_id.reference_text})
            if values:
                self._add_book_row(2, values, entry.basis_id, supersedes_id=old.id, entry=entry)

    def _book_strike(self, entry, reason, liquidator):
        values = {"event": reason, "liquidator": liquidator, "struck_on": f"{entry.date:%d.%m.%Y}"}
        self._add_book_row(4, self._get_known(4, values), entry.basis_id, entry=entry)
