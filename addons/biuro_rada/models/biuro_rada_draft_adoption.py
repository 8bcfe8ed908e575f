from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.law.terms import local

from ..law import resolutions


class BiuroRadaDraft(models.Model):
    """What the adopted draft hands over to the register of resolutions."""

    _inherit = "biuro.rada.draft"

    @api.constrains("in_force_rule", "in_force_days", "in_force_on", "shorter_basis", "to_publish")
    def _check_in_force(self):
        for draft in self.filtered("in_force_rule"):
            try:
                resolutions.in_force(
                    draft.in_force_rule,
                    draft.received_date,
                    None,
                    draft.in_force_days,
                    draft.in_force_on or draft.received_date,
                    draft.to_publish,
                    draft.shorter_basis or "",
                )
            except LawError as error:
                raise ValidationError(str(error)) from error
            if draft.in_force_rule == "date" and not draft.in_force_on:
                raise ValidationError(self.env._("Name the day on which the act enters into force."))

    def _adoption_day(self):
        """Return the day of adoption: of the session, or of its later sitting at which the draft was voted."""
        self.ensure_one()
        session = self.session_id
        sittings = {local(sitting.start).date() for sitting in session.sitting_ids}
        voted = self.vote_id.closed_at and local(self.vote_id.closed_at).date()
        return voted if len(sittings) > 1 and voted in sittings else session.day

    def _prepare_resolution(self):
        """Return the values (dict) of the resolution that the adopted draft becomes."""
        self.ensure_one()
        session = self.session_id
        rule = self.in_force_rule or ("days" if self.to_publish else "adoption")
        if rule == "date" and self.in_force_on < self._adoption_day():
            rule = "days" if self.to_publish else "adoption"  # the named day has passed before the adoption
        return {
            "date_adopted": self._adoption_day(),
            "title": self.title,
            "term_id": session.term_id.id,
            "session_id": session.id,
            "draft_id": self.id,
            "vote_id": self.vote_id.id,
            "kind": self.kind,
            "body": self.body,
            "legal_basis": self.legal_basis,
            "justification": self.justification,
            "is_local_law": self.is_local_law,
            "to_publish": self.to_publish,
            "supervisor": self.supervisor,
            "in_force_rule": rule,
            "in_force_days": self.in_force_days,
            "in_force_on": self.in_force_on if rule == "date" else False,
            "shorter_basis": self.shorter_basis,
            "valid_until": self.valid_until,
            "executor_id": (self.executor_id or self.author_department_id).id,
            "executor_due": self.executor_due,
            "case_id": self.case_id.id,
            "attachment_ids": [fields.Command.set(self.attachment_ids.ids)],
            "relation_ids": [
                fields.Command.create({"kind": row.kind, "target_id": row.target_id.id, "note": row.note})
                for row in self.relation_ids
            ],
        }
