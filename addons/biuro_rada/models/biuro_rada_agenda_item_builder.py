from odoo import api, fields, models
from odoo.exceptions import UserError

ORIGINS = [
    ("chair", "Chair of the council"),
    ("mayor", "President"),
    ("councillors", "Group of councillors"),
    ("club", "Club"),
    ("committee", "Committee"),
    ("citizens", "Residents"),
    ("applicant", "Applicant of the session (art. 20 ust. 3)"),
    ("other", "Other"),
]
# what the agenda says: after the notice only a vote changes it
AGENDA_FIELDS = frozenset({"session_id", "sequence", "number", "parent_id", "title", "item_type", "draft_id"})


class BiuroRadaAgendaItemBuilder(models.Model):
    """Building of the agenda: who brought an item, who reports on it, how long, with which materials.

    Until the notice is sent the agenda is edited freely; afterwards that of the council changes only by the absolute
    majority of the statutory number (u.s.g. art. 20 ust. 1a), see ``biuro.rada.agenda.change``.
    """

    _inherit = "biuro.rada.agenda.item"

    child_ids = fields.One2many("biuro.rada.agenda.item", "parent_id", "Parts of the Item")
    proposed_by = fields.Selection(
        ORIGINS,
        compute="_compute_proposed_by",
        store=True,
        readonly=False,
        help="Who brought the item to the agenda.",
    )
    proposer_id = fields.Many2one("res.partner", "Proposer", index="btree_not_null")
    referent_ids = fields.Many2many(
        "res.partner",
        "biuro_rada_agenda_item_referent_rel",
        string="Invited to the Item",
        help="Who answers questions: heads of departments, guests, experts.",
    )
    minutes_planned = fields.Integer("Planned (min)", aggregator="sum")
    change_vote_id = fields.Many2one(
        "biuro.rada.vote",
        "Changed by Vote",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The vote that changed the agenda in this item (art. 20 ust. 1a).",
    )
    applicant_consent = fields.Boolean("Consent of the Applicant", readonly=True, copy=False)
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "biuro_rada_agenda_item_attachment_rel",
        string="Materials",
        bypass_search_access=True,
        copy=False,
    )
    attachment_count = fields.Integer("Number of Materials", compute="_compute_attachment_count")
    session_state = fields.Selection(related="session_id.state", string="State of the Session")

    @api.depends("draft_id.initiator_type", "mandatory_reason")
    def _compute_proposed_by(self):
        for item in self:
            item.proposed_by = item.draft_id.initiator_type or item.mandatory_reason or item.proposed_by or "chair"

    @api.depends("attachment_ids")
    def _compute_attachment_count(self):
        for item in self:
            item.attachment_count = len(item.attachment_ids)

    @api.depends("number", "title")
    def _compute_display_name(self):
        for item in self:
            item.display_name = f"{item.number}. {item.title}" if item.number else item.title

    # ---- the agenda after the notice -----------------------------------------------------------------------------

    def _refuse_settled_agenda(self, sessions):
        for session in sessions:
            if session.state == "draft" or session.is_rehearsal:
                continue
            if session.body_type == "committee" and session.state == "convened":
                continue
            raise UserError(
                self.env._(
                    "RB-04: %s is convened: its agenda changes only by a vote with the absolute majority of the "
                    "statutory number (art. 20 ust. 1a). Propose a change of the agenda.",
                    session.display_name,
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            ids = {vals["session_id"] for vals in vals_list if vals.get("session_id")}
            self._refuse_settled_agenda(self.env["biuro.rada.session"].browse(ids))
        items = super().create(vals_list)
        items._own_attachments()
        return items

    def write(self, vals):
        if not self.env.su and AGENDA_FIELDS & vals.keys():
            changed = self.filtered(
                lambda item: any(
                    item._fields[name].convert_to_write(item[name], item) != vals[name]
                    for name in AGENDA_FIELDS & vals.keys()
                )
            )
            self._refuse_settled_agenda(changed.session_id)
        result = super().write(vals)
        if "attachment_ids" in vals:
            self._own_attachments()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_convened(self):
        if not self.env.su:
            self._refuse_settled_agenda(self.session_id)

    def _own_attachments(self):
        """Let the materials belong to their item: who may read it reads them."""
        for item in self:
            # sudo: ir.attachment - files the same user has just uploaded into the item
            loose = item.sudo().attachment_ids.filtered(
                lambda file: not file.res_id and file.create_uid.id == self.env.uid
            )
            if loose:
                loose.write({"res_model": self._name, "res_id": item.id})

    def _has_draft(self):
        """Tell whether the item has its draft of a resolution: the record, or a file."""
        self.ensure_one()
        return bool(self.draft_id or self.attachment_ids)

    def _portal_files(self):
        """Return the materials (ir.attachment) that councillors get with the item: its own and those of its draft."""
        self.ensure_one()
        return self.attachment_ids | self.draft_id.attachment_ids
