from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import culture

# how a document is called in the register
WORDS = {
    "resolution": "uchwała", "order": "zarządzenie", "agreement": "umowa", "statute": "statut",
    "application": "wniosek", "statement": "sprawozdanie finansowe", "other": "dokument",
}
REFERENCE_FIELDS = frozenset({"institution_id", "kind", "number", "date", "issuer", "journal", "title"})


class BiuroSekretariatCultureDocument(models.Model):
    """Document of the register files (akta rejestrowe) of a cultural institution (regulation of 26.01.2012, § 9).

    An entry may refer to a document; it is then part of the entry and cannot be changed. Files stay in their place.
    """

    _name = "biuro.sekretariat.culture.document"
    _description = "Document of the Register Files"
    _inherit = ["biuro.guard.mixin", "mail.thread"]
    _order = "institution_id, position, id"
    _rec_names_search = ["number", "title", "issuer"]

    institution_id = fields.Many2one(
        "biuro.sekretariat.culture.institution", "Institution", index=True, ondelete="restrict",
    )
    position = fields.Integer("No. in the Files", readonly=True, copy=False, aggregator=None)
    kind = fields.Selection(
        [
            ("resolution", "Resolution"), ("order", "Order of the President"), ("agreement", "Agreement"),
            ("statute", "Statute of the Institution"), ("application", "Application of the Director"),
            ("statement", "Financial Statement"), ("other", "Other"),
        ],
        "Kind of Document", required=True, default="order", tracking=True,
    )
    number = fields.Char("Number of the Act", tracking=True, help="As on the act, e.g. XII/134/1998.")
    date = fields.Date("Date of the Document", required=True, tracking=True)
    issuer = fields.Char(
        "Issued By", tracking=True, help="In the genitive, as it is cited in the register.",
    )
    journal = fields.Char("Official Journal", help="Where the act was published, e.g. Dz. Urz. Woj. Maz. poz. 1234.")
    title = fields.Char("In the Matter Of")
    filed_on = fields.Date("Put in the Files On", readonly=True, copy=False, default=lambda self: office_today())
    filed_by_id = fields.Many2one(
        "res.users", "Put in the Files By", readonly=True, copy=False, default=lambda self: self.env.uid,
    )
    letter_id = fields.Many2one(
        "biuro.letter", "Letter", index="btree_not_null", help="The letter by which the document came.",
    )
    reference_text = fields.Char("Designation", compute="_compute_reference_text")
    is_used = fields.Boolean("Part of an Entry", compute="_compute_is_used")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)

    _position_uniq = models.UniqueIndex(
        "(institution_id, position) WHERE institution_id IS NOT NULL",
        "This place in the register files is taken. Save again.",
    )
    _given_on_creation = frozenset({"position", "filed_on", "filed_by_id"})

    @api.depends("kind", "number", "date", "issuer", "journal")
    def _compute_reference_text(self):
        for document in self:
            document.reference_text = culture.act_text(
                WORDS.get(document.kind, ""), document.number or "", document.date, document.issuer or "",
                document.journal or "",
            )

    @api.depends("reference_text", "title")
    def _compute_display_name(self):
        for document in self:
            document.display_name = " ".join(filter(None, [document.reference_text, document.title]))

    def _compute_is_used(self):
        used = self._get_used()
        for document in self:
            document.is_used = document._origin in used

    def _get_used(self):
        """Return those of the documents that an entry refers to."""
        found = self.browse()
        for model, names in (
            ("biuro.sekretariat.culture.register.entry", ("basis_id", "application_id")),
            ("biuro.sekretariat.culture.register.value", ("document_id",)),
            ("biuro.sekretariat.culture.book.entry", ("basis_id",)),
        ):
            for name in names:
                # sudo: entries of the register - only whether one refers to the document
                groups = self.env[model].sudo()._read_group([(name, "in", self.ids)], [name])
                found |= self.browse([document.id for [document] in groups])
        return found

    @api.model_create_multi
    def create(self, vals_list):
        documents = super().create(vals_list)
        documents._give_positions()
        return documents

    def write(self, vals):
        if not self.env.su and REFERENCE_FIELDS & vals.keys() and self._get_used():
            raise UserError(self.env._(
                "The document is part of an entry of the register and cannot be changed. Add the corrected one to the"
                " files and make a new entry."))
        result = super().write(vals)
        if "institution_id" in vals:
            self._give_positions()
        return result

    def _give_positions(self):
        """Number the documents of each institution one after another, in the order they were filed."""
        # sudo: own model - the place in the files is given by the system
        for document in self.sudo().filtered(lambda document: document.institution_id and not document.position):
            document.institution_id.lock_for_update()
            last = document.search(
                [("institution_id", "=", document.institution_id.id), ("position", ">", 0)],
                order="position desc", limit=1,
            )
            document.position = (last.position or 0) + 1

    @api.ondelete(at_uninstall=False)
    def _unlink_except_filed(self):
        if self._get_used():
            raise UserError(self.env._("The document is part of an entry of the register and cannot be deleted."))
        if any(document.institution_id.state in ("entered", "struck") for document in self):
            raise UserError(self.env._(
                "Register files of an entered institution stay in their place: no document is deleted."))
