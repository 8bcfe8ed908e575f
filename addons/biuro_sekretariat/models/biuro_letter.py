from odoo import models
from odoo.exceptions import ConcurrencyError, UserError
from odoo.tools import SQL

from odoo.addons.biuro_kancelaria.tools import fetch_serialized


class BiuroLetter(models.Model):
    """An incoming letter becomes an entry of a register of the secretariat in one click.

    Each register adds its verb ``action_make_<noun>`` and its button in the row ``register_as`` of the letter's form.
    """

    _inherit = "biuro.letter"

    def _make_record(self, model, make):
        """Make a record of this letter, or open the one that was made of it: two clicks make one record.

        :param str model: model with the field ``letter_id``; a cancelled record does not count
        :param make: function without arguments that makes the record and returns it
        :return: window action (dict) of the record
        :raise UserError: not an incoming letter in the register, or a record made by people whose work is not shown
        """
        self.ensure_one()
        self._check_direction("in")
        self.check_access("write")
        if not self.register_ref or self.state in ("annulled", "misdirected"):
            raise UserError(self.env._("Register the letter first: only what is in the register can be passed on."))
        Model = self.env[model]
        Model.flush_model()
        cancelled = SQL("AND is_cancelled IS NOT TRUE") if "is_cancelled" in Model._fields else SQL()
        rows = fetch_serialized(self.env, f"{model}:letter:{self.id}", SQL(
            "SELECT id FROM %s WHERE letter_id = %s %s ORDER BY id LIMIT 1",
            SQL.identifier(Model._table), self.id, cancelled,
        ))
        record = Model.browse(rows[0][0]) if rows else Model
        # sudo: own model - only whether the transaction sees it
        if record and not record.sudo().exists():
            # committed after this transaction began: the call is replayed and then sees it
            raise ConcurrencyError(self.env._("The same letter is being registered by another call."))
        if not record:
            record = make()
        elif not record.has_access("read"):
            raise UserError(self.env._("This letter is in the register already; its entry is not open to you."))
        return self._get_record_action(record)

    def _get_record_action(self, record):
        """Return the window action (dict) that opens a record in its form."""
        return {
            "type": "ir.actions.act_window", "res_model": record._name, "res_id": record.id, "view_mode": "form",
            "views": [(False, "form")], "target": "current",
        }
