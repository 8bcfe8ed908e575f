from odoo import fields, models
from odoo.fields import Domain


class BiuroRadaSession(models.Model):
    """Order rules of the President come before the nearest session of the council (u.s.g. art. 41 ust. 3)."""

    _inherit = "biuro.rada.session"

    def _waiting_order_rules(self):
        """Return the order rules for which this is the nearest session."""
        self.ensure_one()
        if self.body_type != "council" or self.is_rehearsal:
            return self.env["biuro.rada.act"]
        # sudo: biuro.rada.act - what the session must deal with; the access to the session was checked
        waiting = self.env["biuro.rada.act"].sudo().search(
            Domain("needs_approval", "=", True) & Domain("company_id", "=", self.company_id.id)
            & Domain("date", "<=", self.day)
        )
        return waiting.filtered(lambda act: act._nearest_session() == self)

    def _sync_order_rules(self):
        # sudo: biuro.rada.act - their terms follow the sessions
        self.env["biuro.rada.act"].sudo().search([("needs_approval", "=", True)])._sync_approval_term()

    def _convening_warnings(self):
        warnings = super()._convening_warnings()
        for act in self._waiting_order_rules():
            if not act.approval_draft_ids & self.agenda_item_ids.draft_id:
                warnings.append(self.env._(
                    "Order rules %s lose force unless this session approves them: put the draft of the approval on the "
                    "agenda (art. 41 ust. 3).", act.display_name,
                ))
        return warnings

    def action_convene(self):
        """Note that the session is convened; the term of order rules ends on its day.

        :return: True
        :raise UserError: as before
        """
        result = super().action_convene()
        self._sync_order_rules()
        return result

    def action_move(self, start, end=None, reason=None):
        """Move a session; the terms of order rules move with it. Return a dict as before; UserError as before."""
        result = super().action_move(start, end=end, reason=reason)
        self._sync_order_rules()
        return result

    def action_cancel(self, reason):
        """Call the session off; the terms of order rules move to the next one. Return True; UserError as before."""
        result = super().action_cancel(reason)
        self._sync_order_rules()
        return result

    def action_close(self):
        """Close the session; order rules that it did not approve lose force.

        :return: True
        :raise UserError: as before
        """
        waiting = {session: session._waiting_order_rules() for session in self}
        result = super().action_close()
        for session, acts in waiting.items():
            acts._settle_at(session)
        return result


class BiuroRadaDraft(models.Model):
    """A draft may approve order rules of the President."""

    _inherit = "biuro.rada.draft"

    approves_act_id = fields.Many2one(
        "biuro.rada.act", "Approves the Order Rules", index="btree_not_null", ondelete="restrict",
        domain="[('needs_approval', '=', True)]", help="Of the President, issued in an urgent case (art. 41 ust. 3).",
    )
