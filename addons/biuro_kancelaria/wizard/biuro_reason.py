from odoo import fields, models
from odoo.exceptions import UserError


class BiuroReason(models.TransientModel):
    """Window that asks for the words, and the day, that a verb of some records needs.

    A model lists in ``_reason_verbs`` the verbs that may be opened so: {verb: (name of the argument for the words, name
    of the argument for the day or None)}. A button opens the window with the verb in its context::

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
    needs_date = fields.Boolean(default=lambda self: bool(self._date_argument()))
    is_required = fields.Boolean("Remark Required", default=True)

    def _default_res_ids(self):
        context = self.env.context
        return context.get("active_ids") or [context.get("active_id")]

    def _date_argument(self):
        model = self.env.get(self.env.context.get("active_model"))
        verbs = getattr(model, "_reason_verbs", {})
        return verbs.get(self.env.context.get("default_verb"), (None, None))[1]

    def action_confirm(self):
        """Take the step with the words.

        :return: dict, closes the window or opens what the verb opens
        :raise UserError: the verb is not one of those that the model lets be opened so
        """
        self.ensure_one()
        model = self.env.get(self.res_model)
        verbs = getattr(model, "_reason_verbs", {})
        if self.verb not in verbs:
            raise UserError(self.env._("This step does not exist for the records chosen."))
        words, day = verbs[self.verb]
        arguments = {words: self.reason or ""}
        if day and self.date:
            arguments[day] = fields.Date.to_string(self.date)
        result = getattr(model.browse(self.res_ids), self.verb)(**arguments)
        return result if isinstance(result, dict) and result.get("type") else {"type": "ir.actions.act_window_close"}
