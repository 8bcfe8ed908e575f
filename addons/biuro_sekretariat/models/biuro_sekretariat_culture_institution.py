from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import NumberedChar

from ..law import culture

# fields that hold the content of the rubrics, by the number of the rubric
RUBRIC_FIELDS = {
    3: ("full_name",), 4: ("short_name",), 5: ("seat", "address"), 6: ("organizer",),
    7: ("co_organizer_id", "co_organizer"), 8: ("founding_act_id",), 9: ("statute_act_id",),
}
ALL_RUBRIC_FIELDS = frozenset(name for names in RUBRIC_FIELDS.values() for name in names) | {"statute_has_short_name"}
NUMBER_FIELDS = frozenset({"entry_number", "register_number", "register_ref", "register_year"})


class BiuroSekretariatCultureInstitution(models.Model):
    """Position of the register of cultural institutions (regulation of 26.01.2012, Dz.U. 2012 poz. 189).

    draft - entered - struck. What the rubrics hold is written by entries only (``action_enter``, ``action_change``,
    ``action_strike``); the fields here show the content valid now, ``as_of`` that of any day.
    """

    _name = "biuro.sekretariat.culture.institution"
    _description = "Cultural Institution"
    _inherit = ["biuro.register.mixin", "biuro.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "register_number, id"
    _rec_name = "full_name"
    _rec_names_search = ["full_name", "short_name", "register_ref"]
    _register_code = "RIK"

    state = fields.Selection(
        [("draft", "Not Entered"), ("entered", "Entered"), ("struck", "Struck")],
        default="draft", required=True, readonly=True, copy=False, tracking=True, index=True,
    )
    # the nine rubrics (§ 3(1))
    entry_number = fields.Integer(
        related="register_number", string="Entry Number", help="Given by the system in the order of entries.",
    )
    date_entry = fields.Date(related="register_date", string="Date of Entry")
    full_name = NumberedChar("Full Name", required=True, index="trigram", tracking=True)
    statute_has_short_name = fields.Boolean("Statute Gives a Short Name")
    short_name = fields.Char(index="trigram", tracking=True)
    seat = fields.Char(help="The town in which the institution has its seat.")
    address = fields.Char(help="Street, number, postcode and town.")
    organizer = fields.Char("Organiser", default=lambda self: self._default_organizer(), tracking=True)
    co_organizer_id = fields.Many2one("res.partner", "Co-organiser (Contact)", index="btree_not_null")
    co_organizer = fields.Char(
        "Co-organiser", compute="_compute_co_organizer", store=True, readonly=False,
        help="The body with which the organiser runs the institution together.",
    )
    founding_act_id = fields.Many2one(
        "biuro.sekretariat.culture.document", "Founding Act", index="btree_not_null", ondelete="restrict",
        domain="['|', ('institution_id', '=', id), ('institution_id', '=', False)]",
    )
    statute_act_id = fields.Many2one(
        "biuro.sekretariat.culture.document", "Act That Gave the Statute", index="btree_not_null",
        ondelete="restrict", domain="['|', ('institution_id', '=', id), ('institution_id', '=', False)]",
    )
    # what the register book and the office need besides
    is_artistic = fields.Boolean("Artistic Institution", help="Ustawa o działalności kulturalnej, art. 11 ust. 1.")
    subject = fields.Text("Subject of Activity")
    regon = fields.Char("REGON")
    vat = fields.Char("NIP")
    partner_id = fields.Many2one("res.partner", "Contact", index="btree_not_null")
    case_id = fields.Many2one("biuro.case", "Case", index="btree_not_null", help="Class 402 of the filing plan.")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)

    register_entry_ids = fields.One2many("biuro.sekretariat.culture.register.entry", "institution_id", "Entries")
    value_ids = fields.One2many("biuro.sekretariat.culture.register.value", "institution_id", "Content of the Rubrics")
    book_entry_ids = fields.One2many("biuro.sekretariat.culture.book.entry", "institution_id", "Culture Register Book")
    document_ids = fields.One2many("biuro.sekretariat.culture.document", "institution_id", "Register Files")
    request_ids = fields.One2many("biuro.sekretariat.culture.extract.request", "institution_id", "Extract Requests")
    change_dates = fields.Char("Dates of Further Entries", compute="_compute_change_dates")
    book_entry_count = fields.Integer("Entries of the Book", compute="_compute_counts")
    document_count = fields.Integer("Documents of the Files", compute="_compute_counts")
    request_count = fields.Integer("Number of Extract Requests", compute="_compute_counts")

    _name_uniq = models.UniqueIndex(
        "(company_id, lower(full_name)) WHERE state = 'entered'",
        "An institution of this name has an open entry already.",
    )
    _partner_uniq = models.UniqueIndex(
        "(company_id, partner_id) WHERE state = 'entered' AND partner_id IS NOT NULL",
        "This institution has an open entry already.",
    )

    @api.model
    def _default_organizer(self):
        return f"Miasto {self.env.company.city}" if self.env.company.city else False

    @api.depends("co_organizer_id")
    def _compute_co_organizer(self):
        for institution in self:
            if institution.co_organizer_id:
                institution.co_organizer = institution.co_organizer_id.name

    @api.depends("register_ref", "full_name")
    def _compute_display_name(self):
        for institution in self:
            number = f"{institution.register_ref}. " if institution.register_ref else ""
            institution.display_name = f"{number}{institution.full_name or ''}"

    @api.depends("register_entry_ids")
    def _compute_change_dates(self):
        for institution in self:
            days = [entry.date for entry in institution.register_entry_ids.sorted("position") if entry.kind != "entry"]
            institution.change_dates = ", ".join(f"{day:%d.%m.%Y}" for day in dict.fromkeys(days)) or False

    @api.depends("book_entry_ids", "document_ids", "request_ids")
    def _compute_counts(self):
        for name, model in (
            ("book_entry_count", "biuro.sekretariat.culture.book.entry"),
            ("document_count", "biuro.sekretariat.culture.document"),
            ("request_count", "biuro.sekretariat.culture.extract.request"),
        ):
            counts = dict(self.env[model]._read_group(
                [("institution_id", "in", self.ids)], ["institution_id"], ["__count"],
            ))
            for institution in self:
                institution[name] = counts.get(institution._origin, 0)

    # ---- what may be written -----------------------------------------------------------------------------------------

    def _refuse_number(self, vals):
        if not self.env.su and any(vals.get(name) for name in NUMBER_FIELDS & vals.keys()):
            raise UserError(self.env._("The entry number is given by the system in the order of entries."))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_number(vals)
        institutions = super().create(vals_list)
        institutions._take_documents()
        return institutions

    def write(self, vals):
        self._refuse_number(vals)
        if not self.env.su:
            own = {name for name in vals if (self._fields[name]._module or "").startswith("biuro_sekretariat")}
            if own and any(institution.state == "struck" for institution in self):
                raise UserError(self.env._("The entry is struck and cannot be changed."))
            if ALL_RUBRIC_FIELDS & vals.keys() and any(institution.state != "draft" for institution in self):
                raise UserError(self.env._(
                    "The rubrics of an entered institution are changed by an entry only: use “Change the Entry”."))
        result = super().write(vals)
        if {"founding_act_id", "statute_act_id"} & vals.keys():
            self._take_documents()
        return result

    def _take_documents(self):
        """Put the acts named in the rubrics into the register files of the institution."""
        for institution in self:
            acts = institution.founding_act_id | institution.statute_act_id
            for act in acts:
                if act.institution_id and act.institution_id != institution:
                    raise UserError(self.env._(
                        "%(act)s lies in the files of %(other)s: add it to the files of this institution.",
                        act=act.display_name, other=act.institution_id.display_name,
                    ))
            acts.filtered(lambda act: not act.institution_id).write({"institution_id": institution.id})

    def _check_register(self):
        super()._check_register()
        for institution in self:
            if institution.state != "draft":
                raise UserError(self.env._("%s is entered in the register already.", institution.display_name))

    def action_cancel(self, reason):
        """Refuse: an entry of this register is deleted by striking it through (§ 7).

        :param str reason: not used
        :return: True, as superuser alone, when the entry is struck by ``action_strike``
        :raise UserError: to everybody else
        """
        if not self.env.su:
            raise UserError(self.env._(
                "An entry of this register is deleted by striking only: use “Strike the Entry”."))
        return super().action_cancel(reason)

    def _cancel_values(self, reason):
        return {"state": "struck"}

    def _check_proxy(self):
        """Raise unless the caller is the organiser's proxy and may write the records (§ 8)."""
        self.check_access("write")
        if not self.env.su and not self.env.user.has_group("biuro_sekretariat.biuro_sekretariat_group_culture"):
            raise UserError(self.env._("Entries are made by a person authorised by the organiser (§ 8)."))

    def _check_proxy_of(self, request):
        """Raise unless the caller may issue the request: the organiser's proxy, who has the right to write it."""
        request.check_access("write")
        if not self.env.su and not self.env.user.has_group("biuro_sekretariat.biuro_sekretariat_group_culture"):
            raise UserError(self.env._("Extracts are issued by a person authorised by the organiser (§ 8, § 12)."))

    @api.model
    def _get_actor(self):
        """Return name and position of the user, kept with what he or she enters (dict)."""
        # sudo: hr.employee - one's own name and position
        employee = self.env.user._biuro_employee().sudo()
        return {
            "entered_by_id": self.env.uid,
            "entered_by_name": employee.name or self.env.user.name,
            "entered_by_position": employee.job_title or employee.job_id.name or False,
        }

    # ---- texts of the rubrics ----------------------------------------------------------------------------------------

    def _get_rubric_texts(self):
        """Return the text of each rubric with content (dict: number of the rubric to str) as the fields give it."""
        self.ensure_one()
        return {
            3: self.full_name or "",
            4: self.short_name or "",
            5: ", ".join(filter(None, [self.seat, self.address])) if self.seat and self.address else "",
            6: self.organizer or "",
            7: self.co_organizer or "",
            8: self.founding_act_id.reference_text or "",
            9: self.statute_act_id.reference_text or "",
        }

    @api.model
    def _register_book_columns(self, register=None):
        names = {
            "register_number": culture.RUBRICS[1], "register_date": culture.RUBRICS[2],
            "change_dates": "Daty kolejnych wpisów", "full_name": culture.RUBRICS[3], "short_name": culture.RUBRICS[4],
            "seat": "Siedziba", "address": "Adres", "organizer": culture.RUBRICS[6], "co_organizer": culture.RUBRICS[7],
            "founding_act_id": culture.RUBRICS[8], "statute_act_id": culture.RUBRICS[9],
        }
        return list(names.items())

    def action_open_documents(self):
        """Open the register files of the institution. Return the window action (dict)."""
        return self._open_parts("biuro.sekretariat.culture.document", self.env._("Register Files"))

    def action_open_book(self):
        """Open the register book of the institution. Return the window action (dict)."""
        action = self._open_parts("biuro.sekretariat.culture.book.entry", self.env._("Culture Register Book"))
        return action | {"context": {**action["context"], "create": False, "search_default_group_division": 1}}

    def action_open_requests(self):
        """Open the requests for extracts of the institution. Return the window action (dict)."""
        return self._open_parts("biuro.sekretariat.culture.extract.request", self.env._("Extract Requests"))

    def _open_parts(self, model, name):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": f"{name}: {self.display_name}", "res_model": model,
            "view_mode": "list,form", "views": [(False, "list"), (False, "form")],
            "domain": [("institution_id", "=", self.id)], "context": {"default_institution_id": self.id},
        }
