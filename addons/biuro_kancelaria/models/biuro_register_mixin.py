from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroRegisterMixin(models.AbstractModel):
    """Entry of an official register: numbered without gaps, cancelled with a reason, never deleted or renumbered.

    A model names its register by ``_register_code`` or by overriding ``_get_register_code``.
    """

    _name = "biuro.register.mixin"
    _description = "Register Entry"
    _register_code = None

    register_id = fields.Many2one("biuro.register", "Register", readonly=True, copy=False, index=True)
    register_number = fields.Integer("Number", readonly=True, copy=False, aggregator=None)
    register_year = fields.Integer("Year", readonly=True, copy=False, aggregator=None)
    register_ref = fields.Char("Register Number", readonly=True, copy=False, index="trigram")
    registered_at = fields.Datetime("Registered At", readonly=True, copy=False)
    registered_by_id = fields.Many2one("res.users", "Registered By", readonly=True, copy=False)
    is_cancelled = fields.Boolean("Cancelled", readonly=True, copy=False)
    cancel_reason = fields.Char("Reason of Cancellation", readonly=True, copy=False)
    cancelled_at = fields.Datetime("Cancelled At", readonly=True, copy=False)
    cancelled_by_id = fields.Many2one("res.users", "Cancelled By", readonly=True, copy=False)

    def _get_register_code(self):
        """Return the code of the register this record belongs to (str)."""
        self.ensure_one()
        return self._register_code

    def _enter_register(self):
        """Give each record that has none the next number of its register. Call it late in the transaction."""
        raise NotImplementedError

    def action_cancel(self, reason):
        """Cancel (anulować) the entries: the number stays, the reason is kept."""
        raise NotImplementedError

    @api.ondelete(at_uninstall=False)
    def _unlink_except_registered(self):
        if any(record.register_ref for record in self):
            raise UserError(self.env._("An entry of a register cannot be deleted. Use “Cancel” and give a reason."))
