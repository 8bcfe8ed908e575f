import re
import unicodedata

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..tools import office_today

CATEGORY = re.compile(r"A|Bc|B\*|BE?[1-9]\d*")
EVIDENCE_SURE = ("read", "mended", "own")
# what stays open to change in a class where cases were opened
CHANGEABLE_IN_USE = {
    "valid_to",
    "note",
    "records_system_override",
    "procedure_default",
    "metryka_exemption_id",
    "to_check",
    "checked_on",
    "checked_by_id",
    "active",
    "exception_ids",
    "deadline_rule_code",
}
PROCEDURES = [
    ("kpa", "Administrative Proceedings (KPA)"),
    ("skarga", "Complaint"),
    ("wniosek", "Motion"),
    ("petycja", "Petition"),
    ("udip", "Public Information Request"),
    ("inne", "Other"),
]


def fold(text):
    """Return the text in lower case and without diacritics, as it is searched."""
    plain = unicodedata.normalize("NFKD", (text or "").lower().replace("ł", "l"))
    return "".join(char for char in plain if not unicodedata.combining(char))


class BiuroJrwaClass(models.Model):
    """Class of the uniform subject filing plan (jednolity rzeczowy wykaz akt, JRWA).

    The plan is versioned by date: a class is valid from ``valid_from`` to ``valid_to``. One in which cases were
    opened is never edited or deleted; it is closed with ``valid_to`` and another version begins.
    """

    _name = "biuro.jrwa.class"
    _description = "Filing Plan Class"
    _order = "symbol, valid_from desc, id"
    _parent_store = True
    _rec_names_search = ["symbol", "name"]

    symbol = fields.Char(required=True, index=True, help="One to four digits, as printed in the plan.")
    name = fields.Char("Title", required=True)
    parent_id = fields.Many2one("biuro.jrwa.class", "Parent Class", index=True, ondelete="restrict")
    child_ids = fields.One2many("biuro.jrwa.class", "parent_id", "Subclasses")
    parent_path = fields.Char(index=True)
    main_class_id = fields.Many2one(
        "biuro.jrwa.class",
        "Main Class",
        compute="_compute_main_class_id",
        store=True,
        index=True,
        recursive=True,
    )
    indented_name = fields.Char("Title in the Tree", compute="_compute_indented_name")
    search_key = fields.Char(compute="_compute_search_key", store=True, index="trigram")
    is_final = fields.Boolean("Final", help="Cases are opened in final classes only.")
    category = fields.Char(
        "Archival Category",
        help="A, B5, BE10, Bc; B* where a separate provision sets the period.",
    )
    category_note = fields.Char("Exception to the Category", help="Footnote of the plan to the category of this class.")
    exception_ids = fields.One2many("biuro.jrwa.exception", "class_id", "Exceptions")
    note = fields.Char("Remarks of the Plan")
    powiat_only = fields.Boolean("Powiat Task", help="Used only where the city has powiat rights.")
    active = fields.Boolean(default=True)

    # Validity
    valid_from = fields.Date(required=True, default=lambda self: office_today())
    valid_to = fields.Date(help="Last day on which cases may be opened here.")
    is_current = fields.Boolean("Valid Today", compute="_compute_is_current", search="_search_is_current")
    is_local = fields.Boolean("Local Class", help="Added by an order of the head of the office.")
    local_basis = fields.Char("Order That Added It", help="Number and date of the order agreed with the State Archive.")

    # How cases of the class are run
    metryka_exemption_id = fields.Many2one(
        "biuro.case.log.exemption", "Usually Exempt from the Case Log", ondelete="restrict",
        help="Proposed for each case of the class; what binds is the legal basis of the case itself.",
    )
    records_system_override = fields.Selection(
        [("traditional", "Traditional"), ("ezd", "EZD")],
        "Records System of the Class",
        help="Exception to the basic system of the office (instrukcja kancelaryjna, § 1(5)).",
    )
    procedure_default = fields.Selection(PROCEDURES, "Usual Procedure")
    deadline_rule_code = fields.Char("Usual Deadline Rule", help="Code of the deadline rule started with each case.")
    case_count = fields.Integer("Cases", compute="_compute_case_count")

    # How the row of the plan was obtained
    evidence = fields.Selection(
        [
            ("read", "Read in the Act"),
            ("mended", "Mended after OCR"),
            ("annex3", "From Annex 3"),
            ("annex4", "From Annex 4"),
            ("annex5", "From Annex 5"),
            ("inferred", "Inferred"),
            ("own", "Own Entry"),
        ],
        "Read From",
        default="own",
        required=True,
        groups="biuro_kancelaria.biuro_kancelaria_group_admin",
    )
    source_note = fields.Char("How It Was Read", groups="biuro_kancelaria.biuro_kancelaria_group_admin")
    to_check = fields.Boolean(
        "To Check before Go-Live",
        compute="_compute_to_check",
        store=True,
        groups="biuro_kancelaria.biuro_kancelaria_group_admin",
        help="The category was not legible in the source: compare it with the Journal of Laws.",
    )
    checked_on = fields.Date(readonly=True, copy=False, groups="biuro_kancelaria.biuro_kancelaria_group_admin")
    checked_by_id = fields.Many2one(
        "res.users",
        "Checked By",
        readonly=True,
        copy=False,
        groups="biuro_kancelaria.biuro_kancelaria_group_admin",
    )

    _symbol_from_uniq = models.Constraint(
        "UNIQUE (symbol, valid_from)",
        "A version of this class begins on that day already.",
    )
    _dates_ordered = models.Constraint(
        "CHECK (valid_to IS NULL OR valid_to >= valid_from)", "A class ends after it begins."
    )
    _final_category = models.Constraint(
        "CHECK (is_final IS NOT TRUE OR category IS NOT NULL)",
        "A final class carries an archival category.",
    )

    @api.depends("parent_id.main_class_id", "parent_id")
    def _compute_main_class_id(self):
        for jrwa in self:
            jrwa.main_class_id = jrwa.parent_id.main_class_id or jrwa.parent_id or jrwa._origin

    @api.depends("symbol", "name")
    def _compute_display_name(self):
        for jrwa in self:
            jrwa.display_name = f"{jrwa.symbol} {jrwa.name}" if jrwa.symbol else ""

    @api.depends("symbol", "name")
    def _compute_indented_name(self):
        for jrwa in self:
            jrwa.indented_name = "\u2003" * (len(jrwa.symbol or "") - 1) + (jrwa.name or "")

    @api.depends("symbol", "name", "note")
    def _compute_search_key(self):
        for jrwa in self:
            jrwa.search_key = fold(f"{jrwa.symbol} {jrwa.name} {jrwa.note or ''}")

    @api.depends("evidence", "checked_on")
    def _compute_to_check(self):
        for jrwa in self:
            jrwa.to_check = jrwa.evidence not in EVIDENCE_SURE and not jrwa.checked_on

    @api.depends("valid_from", "valid_to", "active")
    def _compute_is_current(self):
        today = office_today()
        for jrwa in self:
            jrwa.is_current = jrwa._is_valid_on(today)

    def _search_is_current(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._get_valid_domain(office_today())

    def _compute_case_count(self):
        counts = dict(
            self.env["biuro.case"]._read_group([("jrwa_class_id", "in", self.ids)], ["jrwa_class_id"], ["__count"])
        )
        for jrwa in self:
            jrwa.case_count = counts.get(jrwa, 0)

    @api.model
    def _search_display_name(self, operator, value):
        if operator not in ("ilike", "=ilike") or not isinstance(value, str):
            return super()._search_display_name(operator, value)
        # digits are the beginning of a symbol, every other word stands anywhere in the title
        domains = [
            Domain("symbol", "=like", f"{word}%")
            if word.isdecimal() and len(word) <= 4
            else Domain("search_key", "like", word)
            for word in fold(value).split()
        ]
        return Domain.AND(domains)

    @api.constrains("symbol", "name", "parent_id", "is_final", "category", "valid_from", "valid_to")
    def _check_place_in_plan(self):
        siblings = dict(self._read_group(
            [("parent_id", "in", self.parent_id.ids), *self._get_valid_domain(office_today())],
            ["parent_id"], ["symbol:array_agg_distinct"],
        ))
        for jrwa in self:
            if not re.fullmatch(r"\d{1,4}", jrwa.symbol):
                raise ValidationError(self.env._("Symbol %s: give one to four digits.", jrwa.symbol))
            if (jrwa.parent_id.symbol or "") != jrwa.symbol[:-1]:
                raise ValidationError(
                    self.env._(
                        "Class %(symbol)s belongs under class %(parent)s.",
                        symbol=jrwa.symbol,
                        parent=jrwa.symbol[:-1] or "-",
                    )
                )
            if jrwa.parent_id.is_final:
                raise ValidationError(
                    self.env._(
                        "Class %(parent)s is final: close it before it is divided into classes such as %(symbol)s.",
                        parent=jrwa.parent_id.symbol,
                        symbol=jrwa.symbol,
                    )
                )
            if jrwa.is_final != bool(jrwa.category):
                raise ValidationError(
                    self.env._(
                        "Class %s: a final class carries an archival category and a group of classes has none.",
                        jrwa.symbol,
                    )
                )
            if jrwa.is_final and len(jrwa.symbol) < 2:
                raise ValidationError(self.env._("Class %s: a final class has two to four digits.", jrwa.symbol))
            if jrwa.category and not CATEGORY.fullmatch(jrwa.category):
                raise ValidationError(
                    self.env._(
                        "Category %s is not one of A, Bc, B*, Bn or BEn with a number of years.",
                        jrwa.category,
                    )
                )
            if len(siblings.get(jrwa.parent_id, ())) > 10:
                raise ValidationError(
                    self.env._("A level of the plan has at most ten classes (under %s).", jrwa.parent_id.symbol)
                )

    @api.constrains("is_local", "local_basis")
    def _check_local_basis(self):
        if any(jrwa.is_local and not jrwa.local_basis for jrwa in self):
            raise ValidationError(
                self.env._("Give the order that added the local class, agreed with the State Archive.")
            )

    @api.constrains("symbol", "valid_from", "valid_to", "active")
    def _check_versions(self):
        if self.env.context.get("install_mode"):
            return  # rows of the plan itself: one version each, kept apart by the unique symbol
        for symbol, versions in self._read_group(
            [("symbol", "in", self.mapped("symbol"))], ["symbol"], ["id:recordset"]
        ):
            ordered = versions.sorted("valid_from")
            for older, newer in zip(ordered, ordered[1:], strict=False):
                if not older.valid_to or older.valid_to >= newer.valid_from:
                    raise ValidationError(
                        self.env._(
                            "Class %(symbol)s: close the version of %(older)s before the one of %(newer)s begins.",
                            symbol=symbol,
                            older=older.valid_from,
                            newer=newer.valid_from,
                        )
                    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(not vals.get("is_local") for vals in vals_list):
            raise UserError(
                self.env._(
                    "Only a local class is added by hand, with the order that added it. Another plan comes in by the "
                    "import.",
                )
            )
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and set(vals) - CHANGEABLE_IN_USE:
            used = self._get_used()
            if used:
                raise UserError(
                    self.env._(
                        "Cases were opened in class %s, so it is not changed: close it with the last day of validity "
                        "and add a new version.",
                        used[0].symbol,
                    )
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        if used := self._get_used():
            raise UserError(
                self.env._("Cases were opened in class %s: close it with the last day of validity.", used[0].symbol)
            )

    def _get_used(self):
        # sudo: biuro.case - only whether any case exists matters, none is shown
        used = self.env["biuro.case"].sudo()._read_group([("jrwa_class_id", "in", self.ids)], ["jrwa_class_id"])
        return self.browse(jrwa.id for [jrwa] in used)
