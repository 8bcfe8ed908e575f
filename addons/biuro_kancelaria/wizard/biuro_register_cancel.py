from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroRegisterCancel(models.TransientModel):
    """Asks for the reason and cancels the chosen entries of any register."""

    _name = "biuro.register.cancel"
    _description = "Cancel Register Entries"

    res_model = fields.Char(required=True, readonly=True)
    res_ids = fields.Json(required=True, readonly=True)
    references = fields.Char("Entries", readonly=True)
    reason = fields.Char(
        required=True, help="Kept in the register beside the entry, which stays and is struck through.",
    )

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        records = self._get_records(
            values.get("res_model") or self.env.context.get("active_model"),
            values.get("res_ids") or self.env.context.get("active_ids") or [self.env.context.get("active_id")],
        )
        records.check_access("read")
        refs = [record.register_ref or record.display_name for record in records[:20]]
        return {
            **values, "res_model": records._name, "res_ids": records.ids,
            "references": ", ".join(refs) + (" …" if len(records) > 20 else ""),
        }

    @api.model
    def _get_records(self, model, ids):
        if model not in self.env or "register_ref" not in self.env[model]._fields or not any(ids or []):
            raise UserError(self.env._("Choose the entries of a register first."))
        return self.env[model].browse(ids)

    def action_confirm(self):
        """Cancel the entries. Return the action (dict) that closes the window."""
        self.ensure_one()
        self._get_records(self.res_model, self.res_ids).action_cancel(self.reason)
        return {"type": "ir.actions.act_window_close"}
