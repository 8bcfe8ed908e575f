from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaConsolidated(models.Model):
    """Announcement (obwieszczenie) of the consolidated text of a resolution (u.o.a.n. art. 16)."""

    _name = "biuro.rada.consolidated"
    _description = "Consolidated Text"
    _inherit = [
        "biuro.guard.mixin",
        "biuro.register.mixin",
        "biuro.publication.mixin",
        "biuro.rada.act.file.mixin",
        "mail.thread",
    ]
    _order = "date desc, id desc"
    _rec_names_search = ["register_ref", "title"]
    _register_code = "OBW"

    resolution_id = fields.Many2one(
        "biuro.rada.resolution", "Resolution", required=True, index=True, ondelete="restrict"
    )
    title = fields.Char(compute="_compute_title", store=True, readonly=False, required=True, precompute=True)
    date = fields.Date("Day of the Announcement", required=True, default=lambda self: office_today(), tracking=True)
    as_of = fields.Date("Text As Of", required=True, default=lambda self: office_today())
    body = fields.Html("Consolidated Text")
    relation_ids = fields.One2many("biuro.rada.resolution.relation", "consolidated_id", "Changes Taken In")
    pending_ids = fields.Many2many(
        "biuro.rada.resolution.relation", string="Changes to Take In", compute="_compute_pending_ids"
    )
    signed_by_id = fields.Many2one("biuro.rada.councillor", "Signed By")
    published_on = fields.Date("Published in the Journal", readonly=True, copy=False, tracking=True)
    journal_year = fields.Integer(readonly=True, copy=False, aggregator=None)
    journal_item = fields.Integer("Journal Position", readonly=True, copy=False, aggregator=None)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    state = fields.Selection(
        [("draft", "Prepared"), ("announced", "Announced"), ("published", "Published"), ("cancelled", "Cancelled")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        tracking=True,
        index=True,
    )

    @api.depends("resolution_id")
    def _compute_title(self):
        for row in self:
            own = row.resolution_id
            subject = own and f"w sprawie ogłoszenia tekstu jednolitego uchwały nr {own.number} {own.title}"
            row.title = row.title or subject

    @api.depends("resolution_id.related_ids.consolidated_id", "as_of")
    def _compute_pending_ids(self):
        for row in self:
            row.pending_ids = row.resolution_id.related_ids.filtered(
                lambda relation, row=row: (
                    relation.kind == "amends"
                    and (not relation.consolidated_id)
                    and not relation.resolution_id.annulled_on
                    and relation.resolution_id.in_force_from
                    and row.as_of
                    and relation.resolution_id.in_force_from <= row.as_of
                )
            )

    @api.depends("register_ref", "title")
    def _compute_display_name(self):
        for row in self:
            row.display_name = " ".join(filter(None, [row.register_ref, row.title]))

    @api.constrains("as_of", "date")
    def _check_days(self):
        for row in self:
            if row.as_of > row.date:
                raise ValidationError(self.env._("The text is as of a day not later than the announcement."))

    def write(self, vals):
        closed = {"body", "resolution_id", "as_of", "title"} & vals.keys()
        if closed and not self.env.su and any(row.state != "draft" for row in self):
            raise UserError(self.env._("The consolidated text is announced: it stays as it was."))
        return super().write(vals)

    def _act_identity(self):
        self.ensure_one()
        return self.register_ref, self.title, self.date

    def _cancel_values(self, reason):
        return super()._cancel_values(reason) | {"state": "cancelled"}

    def action_announce(self):
        """Number the announcement: the changes in force on its day are taken in, the term of 12 months ends.

        :return: str, the number
        :raise UserError: announced already; no text; no change to take in
        Legal source: u.o.a.n. art. 16 ust. 3-4.
        """
        self.ensure_one()
        self.check_access("write")
        if self.state != "draft":
            raise UserError(self.env._("The consolidated text is announced: it stays as it was."))
        if not self.body:
            raise UserError(self.env._("Write the consolidated text first."))
        if not self.pending_ids:
            raise UserError(self.env._("There is no change in force that an announcement has not taken in yet."))
        # sudo: own models - facts are written by verbs only; access was checked above
        pending = self.sudo().pending_ids
        pending.consolidated_id = self.id
        self.sudo().state = "announced"
        self.resolution_id.sudo()._end_consolidation(self.date)
        self._enter_register(fields.Date.to_string(self.date))
        return self.register_ref

    def action_publish(self, on, year, item):
        """Record the publication of the announcement in the official journal.

        :param str on: day of the journal; ``year`` (int) and ``item`` (int) position in it
        :return: True
        :raise UserError: not announced; a day before the announcement or of the future; no position
        """
        self.ensure_one()
        self.check_access("write")
        if self.state != "announced":
            raise UserError(self.env._("Only an announced text is published."))
        values = self._journal_values(on, year, item, self.date)
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().write({**values, "state": "published"})
        return True

    def _publication_values(self):
        self.ensure_one()
        return {
            "name": f"Obwieszczenie nr {self.register_ref} {self.title}",
            "body": self.body,
            "category_code": "uchwaly",
            "legal_basis": "u.o.a.n. art. 16 ust. 3-4",
            "made_by": self.signed_by_id.partner_id.name or "Rada Miasta",
            "made_on": self.date,
        }
