from odoo import fields, models
from odoo.exceptions import UserError


class BiuroReason(models.TransientModel):
    """Window that asks for the words, and the day, that a verb of some records needs.

    A model lists in ``_reason_verbs`` the verbs that may be opened so, with the names of the arguments that the window
    fills in: {verb: {"reason": argument, "date": argument, "text": argument}}, each only where the verb takes it. A
    button opens the window with the verb in its context::

        <button name="%(biuro_kancelaria.biuro_reason_action)d" type="action" string="Withdraw"
                context="{'default_verb': 'action_withdraw'}"/>
    """

    _name = "biuro.reason"
    _description = "Words for a Step"

    res_model = fields.Char(required=True, default=lambda self: self.env.context.get("active_model"))
    res_ids = fields.Json(default=lambda self: self._default_res_ids())
    verb = fields.Char(required=True)
    reason = fields.Text("Remark")
    date = fields.Date("Day")
    text = fields.Text("Text")
    needs_reason = fields.Boolean(default=lambda self: "reason" in self._arguments())
    needs_date = fields.Boolean(default=lambda self: "date" in self._arguments())
    needs_text = fields.Boolean(default=lambda self: "text" in self._arguments())
    is_required = fields.Boolean("Remark Required", default=True)

    def _default_res_ids(self):
        context = self.env.context
        return context.get("active_ids") or [context.get("active_id")]

    def _arguments(self, model=None, verb=None):
        """Return the arguments (dict) of a verb that the window fills in, None where the model lends no such verb."""
        context = self.env.context
        model = self.env.get(model or context.get("active_model"))
        verbs = getattr(model, "_reason_verbs", {})
        return verbs.get(verb or context.get("default_verb"), {} if not verb else None)

    def action_confirm(self):
        """Take the step with the words.

        :return: dict, closes the window or opens what the verb opens
        :raise UserError: the verb is not one of those that the model lets be opened so
        """
        self.ensure_one()
        names = self._arguments(self.res_model, self.verb)
        if names is None:
            raise UserError(self.env._("This step does not exist for the records chosen."))
        day = fields.Date.to_string(self.date) or None
        values = {"reason": self.reason or "", "date": day, "text": self.text or ""}
        arguments = {argument: values[name] for name, argument in names.items()}
        result = getattr(self.env[self.res_model].browse(self.res_ids), self.verb)(**arguments)
        return result if isinstance(result, dict) and result.get("type") else {"type": "ir.actions.act_window_close"}
