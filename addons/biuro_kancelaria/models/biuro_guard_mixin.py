from odoo import api, models
from odoo.exceptions import UserError


class BiuroGuardMixin(models.AbstractModel):
    """Facts are written by verbs only: what the model declares read-only and stores is refused from everybody else.

    ``readonly=True`` binds the form alone; over RPC and in an import whoever may write the record could set the field.
    Verbs write such fields as superuser, after they have checked the right and the sense of it.
    """

    _name = "biuro.guard.mixin"
    _description = "Facts Written by Verbs"

    # facts that the model itself puts among the values of a new record, after it has checked the caller's
    _given_on_creation = frozenset()

    def _guarded_fields(self):
        """Return the names (set) of the fields that are written by verbs only."""
        return {
            name for name, field in self._fields.items()
            if field.store and field.readonly and (field._module or "").startswith("biuro_")
        }

    def _refuse_guarded(self, names):
        if names:
            raise UserError(self.env._(
                "“%(field)s” is written by the system when you use the buttons of the record.",
                field=self._fields[min(names)]._description_string(self.env),
            ))

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.su:
            return super().create(vals_list)
        guarded = self._guarded_fields()
        refused = guarded - self._given_on_creation
        self._refuse_guarded({name for vals in vals_list for name in refused & vals.keys() if vals[name]})
        # a caller's context gives values as well: what it says about facts is left out
        context = {
            key: value for key, value in self.env.context.items()
            if not (key.startswith("default_") and key.removeprefix("default_") in guarded)
        }
        # the dictionary replaces the context, keywords would only add to it
        plain = self.with_context(context)  # pylint: disable=context-overridden
        return super(BiuroGuardMixin, plain).create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._refuse_guarded(self._guarded_fields() & vals.keys())
        return super().write(vals)
