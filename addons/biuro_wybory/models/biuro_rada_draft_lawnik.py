from odoo import fields, models


class BiuroRadaDraft(models.Model):
    """A draft may be one of an election of lay judges: what the Council adopts comes back to the election."""

    _inherit = "biuro.rada.draft"

    lawnik_term_id = fields.Many2one(
        "biuro.wybory.lawnik.term", "Election of Lay Judges", readonly=True, copy=False, index="btree_not_null",
        ondelete="restrict",
    )
    lawnik_kind = fields.Selection(
        [
            ("team", "Opinion team"),
            ("left", "Nominations left without further action"),
            ("election", "Election"),
            ("destruction", "Destruction commission"),
            ("dismissal", "Dismissal"),
            ("expiry", "Expiry of a mandate"),
        ],
        "Matter of Lay Judges", readonly=True, copy=False,
    )
    lawnik_res_id = fields.Integer(readonly=True, copy=False, aggregator=None)

    def action_open_lawnik_term(self):
        """Open the election of lay judges of the draft. Return a window action (dict)."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "biuro.wybory.lawnik.term",
            "res_id": self.lawnik_term_id.id, "view_mode": "form", "views": [(False, "form")],
        }
