from odoo import api, fields, models


class BiuroRadaResolution(models.Model):
    """Consolidated texts: 12 months from the first change that none of them has taken in."""

    _inherit = "biuro.rada.resolution"

    consolidated_ids = fields.One2many("biuro.rada.consolidated", "resolution_id", "Consolidated Texts")
    consolidation_due = fields.Date("Consolidated Text Until", compute="_compute_consolidation_due", store=True)

    @api.depends("deadline_ids.state", "deadline_ids.date_deadline", "deadline_ids.code")
    def _compute_consolidation_due(self):
        for row in self:
            row.consolidation_due = min(
                row.deadline_ids.filtered(
                    lambda line: line.code == "consolidated_text" and line.state == "running"
                ).mapped("date_deadline"),
                default=False,
            )

    def _start_consolidation(self):
        """Begin the term at the local law that these resolutions amend, once the change is announced or adopted."""
        for row in self:
            day = row.published_on or (not row.to_publish and row.signed_on and row.date_adopted)
            if not day or row.annulled_on:
                continue
            targets = row.relation_ids.filtered(
                lambda relation: relation.kind == "amends" and not relation.consolidated_id
            ).target_id.filtered("is_local_law")
            for target in targets.sudo():  # sudo: own model - the term follows from the change
                if not target._deadline_search("consolidated_text", running=True):
                    target._deadline_start("consolidated_text", day)

    def _end_consolidation(self, day):
        """End the term with an announcement; changes that it did not take in begin a new one."""
        self._deadline_done("consolidated_text", on=fields.Date.to_string(day))
        left = self.related_ids.filtered(lambda relation: relation.kind == "amends" and not relation.consolidated_id)
        left.resolution_id._start_consolidation()

    def action_consolidate(self):
        """Open a new announcement of the consolidated text, with the text of the resolution to begin with.

        :return: action (dict)
        """
        self.ensure_one()
        self.check_access("write")
        row = self.env["biuro.rada.consolidated"].create(
            {
                "resolution_id": self.id,
                "body": self.consolidated_ids[:1].body or self.body,
                "company_id": self.company_id.id,
                "signed_by_id": self._default_signer().id,
            }
        )
        return self.draft_id._open_one(row)
