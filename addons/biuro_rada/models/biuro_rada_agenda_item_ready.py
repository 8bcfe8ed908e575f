from odoo import api, fields, models
from odoo.fields import Domain

from .biuro_rada_draft_paper import AT_SESSION

# items that need something to read before the session
WITH_MATERIALS = ("mayor_report", "draft", "information", "state_report", "absolutorium")


class BiuroRadaAgendaItem(models.Model):
    """Whether an item is ready for the session: its materials are there, the opinions on its draft are given."""

    _inherit = "biuro.rada.agenda.item"

    session_day = fields.Date(related="session_id.day", string="Day of the Session")
    missing = fields.Char("Missing", compute="_compute_missing")

    @api.depends(
        "item_type", "status", "attachment_ids", "draft_id.opinion_ids.result", "draft_id.paper_ids.received_on"
    )
    def _compute_missing(self):
        kinds = dict(self.env["biuro.rada.draft.opinion"]._fields["kind"]._description_selection(self.env))
        for item in self:
            missing = []
            if item.status == "pending" and item.item_type in WITH_MATERIALS:
                if item.item_type == "draft" and not item.draft_id:
                    missing.append(self.env._("draft of the resolution"))
                elif not item.draft_id and not item.attachment_ids:
                    missing.append(self.env._("materials"))
                for opinion in item.draft_id.opinion_ids.filtered(lambda opinion: not opinion.result):
                    missing.append(self.env._(
                        "opinion: %s", opinion.committee_id.name or opinion.partner_id.name or kinds[opinion.kind]))
                missing += [paper._label() for paper in item.draft_id._missing_papers(before_session=True)]
            item.missing = ", ".join(missing)

    @api.model
    def _domain_not_ready(self):
        """Return the domain of the items of coming sessions that lack something."""
        bare = (Domain("item_type", "=", "draft") & Domain("draft_id", "=", False)) | (
            Domain("item_type", "!=", "draft") & Domain("draft_id", "=", False) & Domain("attachment_ids", "=", False)
        )
        awaited = Domain("draft_id.opinion_ids", "any", [("result", "=", False)])
        papers = Domain("draft_id.paper_ids", "any", [("received_on", "=", False), ("kind", "not in", AT_SESSION)])
        return (
            Domain("session_id.state", "in", ("draft", "convened")) & Domain("status", "=", "pending")
            & Domain("session_id.is_rehearsal", "=", False) & Domain("item_type", "in", WITH_MATERIALS)
            & (bare | awaited | papers)
        )
