from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

KINDS = [
    ("form", "Nomination form"),
    ("krk", "Information from the National Criminal Register"),
    ("no_proceedings", "Statement on proceedings"),
    ("parental", "Statement on parental authority"),
    ("health", "Health certificate (primary-care physician)"),
    ("photo", "Photographs (2)"),
    ("register", "Extract from the register of the nominator"),
    ("support_list", "List of the nominating citizens"),
    ("police", "Information of the police commander"),
]
# art. 162 § 2-4: of everyone, of organisations, of citizens
OF_ALL = ("form", "krk", "no_proceedings", "parental", "health", "photo")
OF_ORGANISATIONS = ("register",)
OF_CITIZENS = ("support_list",)
# sensitive by RODO art. 9 and 10
SENSITIVE = ("krk", "no_proceedings", "parental", "health", "police", "support_list")


class BiuroWyboryLawnikDocument(models.Model):
    """Enclosure of a nomination: what it is, its date, where the paper is. A file, if any, belongs here alone."""

    _name = "biuro.wybory.lawnik.document"
    _description = "Enclosure of a Nomination"
    _inherit = ["biuro.wybory.lawnik.private.mixin", "biuro.guard.mixin"]
    _order = "nomination_id, sequence, id"
    _access_neutral = frozenset({
        "id", "display_name", "reference", "kind", "nomination_id", "term_id", "company_id", "sequence", "pages",
        "custody_state", "custody_date", "is_present", "write_date", "create_date",
    })  # fmt: skip
    _never_exported = frozenset({"attachment_ids", "attachment_id", "defect", "remark"})

    nomination_id = fields.Many2one(
        "biuro.wybory.lawnik.nomination", "Nomination", required=True, index=True, ondelete="cascade"
    )
    term_id = fields.Many2one(related="nomination_id.term_id", store=True, index=True)
    company_id = fields.Many2one(related="nomination_id.company_id", store=True)
    reference = fields.Char(compute="_compute_reference", store=True)
    kind = fields.Selection(KINDS, required=True, default="krk")
    sequence = fields.Integer(compute="_compute_sequence", store=True, aggregator=None)
    is_present = fields.Boolean("Enclosed", default=True)
    issue_date = fields.Date("Date of the Document")
    delivered_on = fields.Date(
        "Handed In On",
        compute="_compute_delivered_on",
        store=True,
        readonly=False,
        help="Later than the nomination where it was completed before the end of nominations.",
    )
    copies = fields.Integer(compute="_compute_copies", store=True, readonly=False, aggregator=None)
    pages = fields.Integer(default=1, aggregator=None)
    is_original = fields.Boolean("Original Document", default=True)
    is_signed = fields.Boolean("Is Signed", default=True)
    by_poz_physician = fields.Boolean("By a Primary-Care Physician", default=True, help="F09: art. 162 § 2 pkt 4.")
    attachment_ids = fields.Many2many(
        "ir.attachment", "biuro_wybory_lawnik_document_file_rel", "document_id", "attachment_id", "Files", copy=False
    )
    attachment_id = fields.Many2one("ir.attachment", "File", compute="_compute_attachment_id")
    valid = fields.Boolean(compute="_compute_valid", compute_sudo=True)
    defect = fields.Char(compute="_compute_valid", compute_sudo=True)
    custody_state = fields.Selection(
        [
            ("in_office", "In the office"),
            ("sent_to_court", "Sent to the court"),
            ("returned", "Paper given back"),
            ("destroyed", "Paper destroyed"),
        ],
        "Where It Is",
        required=True,
        readonly=True,
        default="in_office",
        copy=False,
        index=True,
    )
    custody_date = fields.Date("There Since", readonly=True, copy=False)
    custody_ref = fields.Char("By Which Letter or Protocol", readonly=True, copy=False)

    _pages_positive = models.Constraint("CHECK (pages >= 0 AND copies >= 0)", "A number of pages cannot be negative.")

    @api.depends("nomination_id.name", "kind")
    def _compute_reference(self):
        for document in self:
            document.reference = f"{document.nomination_id.name or ''} {document.kind or ''}".strip()

    @api.depends("nomination_id.name", "kind")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for document in self:
            # sudo: own model - the number of the nomination, without a name
            document.display_name = f"{document.sudo().nomination_id.name or ''}: {kinds.get(document.kind, '')}"

    @api.depends("kind")
    def _compute_sequence(self):
        order = [kind for kind, _label in KINDS]
        for document in self:
            document.sequence = order.index(document.kind) if document.kind in order else len(order)

    @api.depends("nomination_id.received_on")
    def _compute_delivered_on(self):
        for document in self:
            if not document.delivered_on and document.kind != "police":
                document.delivered_on = document.nomination_id.received_on

    @api.depends("kind")
    def _compute_copies(self):
        for document in self:
            document.copies = document.copies if document.copies > 1 else 2 if document.kind == "photo" else 1

    @api.depends("attachment_ids")
    def _compute_attachment_id(self):
        for document in self:
            document.attachment_id = document.attachment_ids[:1]

    @api.depends(
        "kind", "is_present", "issue_date", "delivered_on", "copies", "is_signed", "by_poz_physician",
        "nomination_id.received_at", "nomination_id.nominator_type",
    )  # fmt: skip
    def _compute_valid(self):
        for nomination, documents in self.grouped("nomination_id").items():
            defects = nomination._document_defects()
            for document in documents:
                document.defect = defects.get(document.kind, False)
                document.valid = document.is_present and not document.defect

    @api.model
    def _kinds_for(self, nominator_type):
        """Return the kinds (list) of enclosures that the law demands of a nominator of this kind (art. 162 § 2-4)."""
        kinds = list(OF_ALL)
        if nominator_type in ("association", "organisation"):
            kinds += OF_ORGANISATIONS
        if nominator_type == "citizens":
            kinds += OF_CITIZENS
        return kinds

    @api.model_create_multi
    def create(self, vals_list):
        documents = super().create(vals_list)
        documents._check_open()
        documents._own_files()
        return documents

    def write(self, vals):
        if set(vals) - {"attachment_ids"}:
            self._check_open()
        result = super().write(vals)
        if "attachment_ids" in vals:
            self._own_files()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        # a row typed by mistake goes while the nomination is being completed
        if any(document.is_present and document.nomination_id.state != "received" for document in self):
            return super()._unlink_never()
        return self._check_open()

    def _check_open(self):
        """Refuse changes after the check; the answer of the police comes later."""
        for document in self:
            if not self.env.su and document.kind != "police" and document.nomination_id.state != "received":
                raise UserError(
                    self.env._(
                        "%s was checked: its enclosures stay as they were. Complete the nomination again first.",
                        document.nomination_id.name,
                    )
                )

    def _own_files(self):
        """Tie the files to the row: whoever may not read it may not read them, and their words are not searched."""
        for document in self:
            # sudo: own model, ir.attachment - files just added by the user who writes the row
            files = document.sudo().attachment_ids
            if files and document.kind != "police" and not self.env.su and not document.term_id.scan_enclosures:
                raise ValidationError(
                    self.env._(
                        "Scans of enclosures are not kept in this election. Note the date and the pages of the paper."
                    )
                )
            foreign = files.filtered(
                lambda file, document=document: (
                    file.res_id and (file.res_model, file.res_id) != (document._name, document.id)
                )
            )
            if foreign and not self.env.su:
                raise UserError(self.env._("A file of another record cannot be taken over. Upload it here."))
            files.write({"res_model": document._name, "res_id": document.id, "public": False, "index_content": False})

    def _set_custody(self, state, day, reference):
        """Note where the papers are (``sent_to_court``, ``returned``, ``destroyed``), since when and by what act."""
        # sudo: own model - custody is written by the verbs of the election, which check the right to it
        self.sudo().write({"custody_state": state, "custody_date": day, "custody_ref": reference})
