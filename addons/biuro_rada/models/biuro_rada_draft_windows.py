from odoo import api, models
from odoo.exceptions import UserError


class BiuroRadaDraft(models.Model):
    """Where the buttons of a draft lead, the columns of the board, what of a draft becomes public."""

    _inherit = "biuro.rada.draft"

    @api.model
    def _group_expand_state(self, states, domain):
        """Return the columns of the board: the whole path in its order, then what else there is."""
        path = ["received", "opinions", "committee", "ready", "on_agenda", "postponed"]
        return path + [state for state in states if state not in path]

    # ---- windows -------------------------------------------------------------------------------------------------

    def _open_one(self, record):
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def action_view_session(self):
        """Open the session (an action)."""
        self.ensure_one()
        return self._open_one(self.session_id)

    def action_view_resolution(self):
        """Open the resolution (an action)."""
        self.ensure_one()
        return self._open_one(self.resolution_id)

    def action_view_votes(self):
        """Open the votes on the draft and its amendments (an action)."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "biuro.rada.vote",
            "view_mode": "list,form",
            "domain": [("draft_id", "=", self.id)],
            "context": {"create": False},
            "name": self.env._("Votes"),
        }

    # ---- publication ---------------------------------------------------------------------------------------------

    def _publication_values(self):
        self.ensure_one()
        if self.state in ("received", "opinions") and not self.consultation_ids:
            raise UserError(
                self.env._("A draft is published for its consultation, or once it went through the opinions.")
            )
        initiators = dict(self._fields["initiator_type"]._description_selection(self.with_context(lang="pl_PL").env))
        author = self.author_department_id or self.committee_id or self.club_id
        return {
            "name": f"{self.display_name}",
            "body": (self.body or "") + (self.justification or ""),
            "category_code": "uchwaly",
            "legal_basis": "u.d.i.p. art. 6 ust. 1 pkt 1 lit. b",
            "made_by": author.name or initiators[self.initiator_type],
            "made_on": self.received_date,
            "files": (self.attachment_ids | self.agenda_item_id.attachment_ids)._public_files(),
        }
