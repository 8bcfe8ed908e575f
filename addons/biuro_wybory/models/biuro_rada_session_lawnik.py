from odoo import fields, models


class BiuroRadaSession(models.Model):
    """Votes on lay judges held at a session."""

    _inherit = "biuro.rada.session"

    lawnik_ballot_ids = fields.One2many(
        "biuro.wybory.lawnik.ballot", "session_id", "Votes on Lay Judges",
        groups="biuro_wybory.biuro_wybory_group_lawnik_user,biuro_wybory.biuro_wybory_group_lawnik_manager",
    )
    lawnik_ballot_count = fields.Integer(
        "Number of Votes on Lay Judges", compute="_compute_lawnik_ballot_count",
        groups="biuro_wybory.biuro_wybory_group_lawnik_user,biuro_wybory.biuro_wybory_group_lawnik_manager",
    )

    def _compute_lawnik_ballot_count(self):
        counts = dict(
            self.env["biuro.wybory.lawnik.ballot"]._read_group(
                [("session_id", "in", self.ids)], ["session_id"], ["__count"]
            )
        )
        for session in self:
            session.lawnik_ballot_count = counts.get(session._origin, 0)

    def action_open_lawnik_ballots(self):
        """Open the votes on lay judges of the session. Return a window action (dict)."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("biuro_wybory.biuro_wybory_lawnik_ballot_action"),
            "domain": [("session_id", "=", self.id)], "context": {"create": False},
        }
