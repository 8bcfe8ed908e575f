from odoo import fields, models
from odoo.exceptions import UserError

BODIES = [("council", "Council of the unit"), ("board", "Board of the unit"), ("residents", "Meeting of residents")]


class BiuroWyboryOsiedleMatter(models.AbstractModel):
    """Record of one unit, kept by the office: its unit, and states that verbs alone change."""

    _name = "biuro.wybory.osiedle.matter"
    _description = "Record of a Unit"

    unit_id = fields.Many2one(
        "biuro.wybory.osiedle", "Unit", required=True, index=True, ondelete="restrict",
        default=lambda self: self._default_unit(),
    )
    company_id = fields.Many2one(related="unit_id.company_id", store=True)

    def _default_unit(self):
        units = self.env["biuro.wybory.osiedle"].search([], limit=2)
        return units if len(units) == 1 else units.browse()

    def _check_state(self, *states):
        """Refuse a step of records that are in another state, or that the user may not change."""
        for record in self:
            record.check_access("write")
            if record.state not in states:
                allowed = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(self.env._(
                    "%(name)s: this is possible when it is: %(states)s.",
                    name=record.display_name, states=", ".join(allowed[state] for state in states),
                ))

    def _set(self, **values):
        # sudo: own model - facts are written by verbs only, each checks the right to write before
        self.sudo().write(values)

    def _words(self, text, message):
        """Return the words given for a step; refuse a step without them."""
        text = (text or "").strip()
        if not text:
            raise UserError(message)
        return text

    def _label(self, name):
        """Return the label of the value of a selection (str)."""
        self.ensure_one()
        return dict(self._fields[name]._description_selection(self.env)).get(self[name], "")

    def _open(self):
        """Return the window action (dict) that opens the record."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": self._name, "res_id": self.id,
            "view_mode": "form", "views": [(False, "form")],
        }
