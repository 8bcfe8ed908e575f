from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today

# what each step asks: the argument of the verb by the field of the window
STEPS = {
    "biuro.wybory.osiedle.candidate": {
        "action_call_defects": {"reason": "defects", "date": "date"},
        "action_cure": {"date": "date"},
        "action_register": {"act": "act", "date": "date"},
        "action_refuse": {"act": "act", "reason": "reason", "date": "date"},
        "action_strike": {"struck_reason": "reason", "date": "date"},
    },
    "biuro.wybory.osiedle.election": {
        "action_close_nominations": {"act": "act", "date": "date"},
        "action_decide_uncontested": {"act": "act", "date": "date"},
        "action_cancel": {"reason": "reason"},
    },
}


class BiuroWyboryOsiedleStep(models.TransientModel):
    """Window of the steps of nominations and elections: asks what the verb needs and takes the step for all chosen."""

    _name = "biuro.wybory.osiedle.step"
    _description = "Step of an Election or a Nomination"

    res_model = fields.Char(required=True, default=lambda self: self.env.context.get("active_model"))
    res_ids = fields.Json(default=lambda self: self._default_ids())
    verb = fields.Char(required=True)
    act = fields.Char("Resolution of the Commission", help="Its number, e.g. 12/2026.")
    date = fields.Date("Day", default=lambda self: office_today())
    reason = fields.Text()
    struck_reason = fields.Selection(
        selection=lambda self: (
            self.env["biuro.wybory.osiedle.candidate"]._fields["struck_reason"]._description_selection(self.env)
        ),
        string="Why",
    )
    hint = fields.Text(readonly=True, default=lambda self: self._default_hint())
    asks_act = fields.Boolean(default=lambda self: "act" in self._asked())
    asks_date = fields.Boolean(default=lambda self: "date" in self._asked())
    asks_reason = fields.Boolean(default=lambda self: "reason" in self._asked())
    asks_struck = fields.Boolean(default=lambda self: "struck_reason" in self._asked())

    def _default_ids(self):
        context = self.env.context
        return context.get("active_ids") or [context.get("active_id")]

    @api.model
    def _asked(self, model=None, verb=None):
        """Return the arguments of the verb (dict), none where the window does not lend it."""
        context = self.env.context
        steps = STEPS.get(model or context.get("active_model"), {})
        return steps.get(verb or context.get("default_verb"), {} if not verb else None)

    def _default_hint(self):
        """Say before the step what the program found."""
        context = self.env.context
        if context.get("active_model") != "biuro.wybory.osiedle.candidate":
            return False
        if context.get("default_verb") not in ("action_call_defects", "action_register", "action_refuse"):
            return False
        candidates = self.env["biuro.wybory.osiedle.candidate"].browse(self._default_ids())
        return "\n".join(
            f"nr {candidate.number}:\n{candidate.problems}" for candidate in candidates if candidate.problems
        ) or False

    def action_confirm(self):
        """Take the step.

        :return: dict, closes the window
        :raise UserError: no such step, or what the verb refuses
        """
        self.ensure_one()
        asked = self._asked(self.res_model, self.verb)
        if asked is None:
            raise UserError(self.env._("This step does not exist for the records chosen."))
        values = {
            "act": self.act or None, "date": fields.Date.to_string(self.date) if self.date else None,
            "reason": self.reason or None, "struck_reason": self.struck_reason or None,
        }
        records = self.env[self.res_model].browse(self.res_ids)
        getattr(records, self.verb)(**{argument: values[name] for name, argument in asked.items()})
        return {"type": "ir.actions.act_window_close"}
