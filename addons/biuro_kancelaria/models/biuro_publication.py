from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..tools import office_today
from .biuro_access_mixin import Tokens

# the public payload: what is typed, checked and copied into a version
PAYLOAD = ("name", "summary", "body", "category_id", "legal_basis", "made_by", "made_on", "change_note")
EDITABLE = {*PAYLOAD, "file_ids", "publish_on", "withdraw_on", "checker_id", "department_id"}
PUBLISHERS = "biuro_kancelaria.biuro_kancelaria_group_manager"


class BiuroPublication(models.Model):
    """What goes to the public information bulletin (BIP), from its draft to its withdrawal.

    Ustawa o dostępie do informacji publicznej, art. 8 ust. 6: who made the information, who entered it, when it was
    made and when it was made public. Anonymisation is checked by a second person. The public sees versions only.
    """

    _name = "biuro.publication"
    _description = "Publication"
    _inherit = ["biuro.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _given_on_creation = frozenset({"company_id", "res_model", "res_id"})
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("Title", required=True, index="trigram", tracking=True)
    category_id = fields.Many2one("biuro.publication.category", "Category", required=True, index=True)
    summary = fields.Text(help="One or two sentences shown in lists and found by the search.")
    body = fields.Html("Text", sanitize=True, sanitize_style=True, sanitize_form=True, sanitize_attributes=True)
    legal_basis = fields.Char(compute="_compute_legal_basis", store=True, readonly=False, precompute=True)
    made_by = fields.Char("Made By", help="Who made the information or answers for its content: name and post.")
    made_on = fields.Date(default=lambda self: office_today())
    change_note = fields.Char("What Changed", help="Shown in the public history of changes from the second version on.")
    file_ids = fields.One2many("biuro.publication.file", "publication_id", "Files", copy=False)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    department_id = fields.Many2one(
        "hr.department", "Cell", index=True, default=lambda self: self._default_department()
    )
    # the record it comes from
    res_model = fields.Char("Model of the Record", readonly=True, copy=False)
    res_id = fields.Many2oneReference("Record", model_field="res_model", readonly=True, copy=False, index=True)

    # a copy of who sees the record: what is drafted from a restricted one is not the whole cell's
    record_restricted = fields.Boolean("From a Restricted Record", readonly=True, copy=False)
    record_tokens = Tokens(groups=fields.NO_ACCESS, copy=False, prefetch=False)

    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("to_check", "To Be Checked"),
            ("checked", "Checked"),
            ("published", "Published"),
            ("withdrawn", "Withdrawn"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )
    # people
    entered_by_id = fields.Many2one(
        "res.users",
        "Entered By",
        required=True,
        readonly=True,
        copy=False,
        index=True,
        default=lambda self: self.env.user,
    )
    editor_ids = fields.Many2many(
        "res.users",
        "biuro_publication_editor_rel",
        "publication_id",
        "user_id",
        "Edited By",
        readonly=True,
        copy=False,
        help="Everybody who wrote in the version being prepared: none of them may check its anonymisation.",
    )
    checker_id = fields.Many2one("res.users", "To Be Checked By", copy=False, index="btree_not_null", tracking=True)
    checked_by_id = fields.Many2one("res.users", "Anonymisation Checked By", readonly=True, copy=False)
    checked_at = fields.Datetime(readonly=True, copy=False)
    checked_digest = fields.Char(readonly=True, copy=False)
    published_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    withdrawn_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    scheduled_by_id = fields.Many2one("res.users", "Planned By", readonly=True, copy=False)
    # dates
    publish_on = fields.Date("Planned Publication", copy=False, tracking=True)
    withdraw_on = fields.Date("Planned Withdrawal", copy=False, tracking=True)
    published_at = fields.Datetime("First Published", readonly=True, copy=False)
    withdrawn_at = fields.Datetime(readonly=True, copy=False)
    withdraw_reason = fields.Char(readonly=True, copy=False)
    # what is public
    is_public = fields.Boolean("Visible in the BIP", readonly=True, copy=False, index=True)
    version_ids = fields.One2many("biuro.publication.version", "publication_id", "Versions", readonly=True, copy=False)
    version_count = fields.Integer("Number of Versions", readonly=True, copy=False, aggregator=None)
    public_revision = fields.Integer(readonly=True, copy=False, aggregator=None)
    public_changed_at = fields.Datetime(readonly=True, copy=False)
    public_url = fields.Char("Public Address", compute="_compute_public_url")
    event_ids = fields.One2many("biuro.publication.event", "publication_id", "Journal", readonly=True, copy=False)
    finding_ids = fields.One2many("biuro.publication.finding", "publication_id", "Findings", readonly=True, copy=False)
    finding_open_count = fields.Integer("Undecided Findings", compute="_compute_finding_open_count")
    can_check = fields.Boolean("I May Check", compute="_compute_can_check", search="_search_can_check")

    _record_idx = models.Index("(res_model, res_id) WHERE res_id IS NOT NULL")
    _withdraw_after_publish = models.Constraint(
        "CHECK (withdraw_on IS NULL OR publish_on IS NULL OR withdraw_on > publish_on)",
        "The planned withdrawal must be later than the planned publication.",
    )

    def _default_department(self):
        # sudo: hr.employee - one's own cell only
        return self.env.user._biuro_employee().sudo().department_id.sudo(False)

    @api.depends("category_id")
    def _compute_legal_basis(self):
        for publication in self:
            publication.legal_basis = publication.category_id.legal_basis or publication.legal_basis

    def _compute_public_url(self):
        for publication in self:
            publication.public_url = f"/bip/{publication.id}" if publication.id else False

    @api.depends("finding_ids.decision")
    def _compute_finding_open_count(self):
        counts = dict(
            self.env["biuro.publication.finding"]._read_group(
                [("publication_id", "in", self.ids), ("decision", "=", "open")],
                ["publication_id"],
                ["__count"],
            )
        )
        for publication in self:
            publication.finding_open_count = counts.get(publication, 0)

    @api.depends("state", "editor_ids", "checker_id")
    @api.depends_context("uid")
    def _compute_can_check(self):
        user = self.env.user
        for publication in self:
            publication.can_check = (
                publication.state == "to_check"
                and user not in publication.editor_ids
                and user != publication.entered_by_id
                and publication.checker_id in (self.env["res.users"], user)
            )

    def _search_can_check(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = self.env.uid
        return (
            Domain("state", "=", "to_check")
            & Domain("checker_id", "in", [False, mine])
            & Domain("entered_by_id", "!=", mine)
            & ~Domain("editor_ids", "in", [mine])
        )

    # -------------------------------------------------------------------------
    # Writing
    # -------------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                if forbidden := {
                    key for key in vals.keys() - EDITABLE - {"company_id", "res_model", "res_id"} if vals[key]
                }:
                    self._refuse_write(forbidden - {"state"} if vals.get("state") == "draft" else forbidden)
                self._check_record(vals.get("res_model"), vals.get("res_id"))
        publications = super().create(vals_list)
        publications._touch()
        for publication in publications:
            publication._log("create")
        return publications

    def write(self, vals):
        own = vals.keys() - self.env["mail.thread"]._fields.keys() - self.env["mail.activity.mixin"]._fields.keys()
        if not self.env.su:
            self._refuse_write(own - EDITABLE)
            if own - {"publish_on", "withdraw_on", "checker_id"}:
                self._check_editable()
        result = super().write(vals)
        if own & {*PAYLOAD} and not self.env.su:
            self._touch()
        return result

    def _refuse_write(self, names):
        if names:
            raise UserError(
                self.env._(
                    "%s cannot be written. Use the buttons: they check each step.",
                    ", ".join(sorted(names)),
                )
            )

    def _check_record(self, model, res_id):
        if not model and not res_id:
            return
        if model not in self.env or "publication_state" not in self.env[model]._fields:
            raise UserError(self.env._("Records of this kind are not published."))
        self.env[model].browse(res_id).check_access("read")

    def _touch(self):
        """Note that the user wrote in the version being prepared."""
        # sudo: biuro.publication - the list of editors is kept by the system
        for publication in self.sudo():
            if self.env.user not in publication.editor_ids:
                publication.write({"editor_ids": [(4, self.env.uid)]})

    def _check_editable(self):
        if self.env.su:
            return
        for publication in self:
            if publication.state != "draft":
                raise UserError(
                    self.env._(
                        "“%s” is not a draft. Return it, or begin a new version, to change it.",
                        publication.name,
                    )
                )

    def _check_decidable(self):
        for publication in self:
            publication.check_access("read")
            if publication.state not in ("draft", "to_check"):
                raise UserError(self.env._("“%s” has been checked already.", publication.name))
            if publication.state == "draft":
                publication.check_access("write")
            elif not publication._is_second_person():
                raise UserError(
                    self.env._(
                        "You prepared “%s”, so somebody else decides on its findings.",
                        publication.name,
                    )
                )

    def _is_second_person(self):
        self.ensure_one()
        return self.env.user not in self.editor_ids | self.entered_by_id

    def _check_publisher(self):
        if not self.env.su and not self.env.user.has_groups(PUBLISHERS):
            raise AccessError(self.env._("Heads of cells and the management publish and withdraw."))
        self.check_access("read")

    def _check_state(self, *states):
        for publication in self:
            if publication.state not in states:
                label = dict(self._fields["state"]._description_selection(self.env))[publication.state]
                raise UserError(
                    self.env._(
                        "This step does not fit the state of “%(name)s”: %(state)s.",
                        name=publication.name,
                        state=label,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_journal(self):
        raise UserError(
            self.env._("A publication is kept with its journal and never deleted. Withdraw it, or reuse the draft.")
        )

    def _log(self, action, note=False, version=0, digest=False):
        """Add a row to the journal of each publication."""
        # sudo: biuro.publication.event - rows are added by the verbs only
        self.env["biuro.publication.event"].sudo().create(
            [
                {
                    "publication_id": publication.id,
                    "action": action,
                    "user_id": self.env.uid,
                    "note": note,
                    "digest": digest,
                    "version": version or publication.version_count,
                }
                for publication in self
            ]
        )

    def _set(self, **values):
        # sudo: biuro.publication - states and marks are written by the verbs only, after their checks
        return self.sudo().write(values)
