from odoo import api, fields, models


class BiuroRegisterEvent(models.Model):
    """Journal of the registers: what happened to them besides the ordinary entry."""

    _name = "biuro.register.event"
    _description = "Register Journal Row"
    _inherit = ["biuro.journal.mixin"]
    _order = "id desc"
    _rec_name = "kind"
    _journal_fields = ("register_id", "kind", "year", "reference", "note", "user_id", "date", "res_model", "res_id")

    register_id = fields.Many2one("biuro.register", "Register", required=True, index=True, ondelete="restrict")
    kind = fields.Selection(
        [("cancelled", "Entry cancelled"), ("imported", "Entries imported"), ("closed", "Book closed"),
         ("late", "Late entry in the book of the previous year")],
        required=True,
    )
    year = fields.Integer(aggregator=None)
    reference = fields.Char("Register Number")
    note = fields.Char("Reason or Content")
    user_id = fields.Many2one(
        "res.users", "User", required=True, default=lambda self: self.env.uid, ondelete="restrict",
    )
    date = fields.Datetime(required=True, default=fields.Datetime.now)
    res_model = fields.Char("Model")
    res_id = fields.Many2oneReference("Record", model_field="res_model")

    def _journal_chain(self):
        return f"register:{self.register_id.id}"

    @api.model
    def _log(self, vals_list):
        """Add rows to the journal. Return them.

        :param list vals_list: dicts with ``register_id``, ``kind`` and what else is known
        """
        # sudo: biuro.register.event - written by the verbs of the registers only, on behalf of the user
        return self.sudo().create([{"user_id": self.env.uid, **vals} for vals in vals_list])
