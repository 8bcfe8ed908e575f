from odoo import api, models
from odoo.exceptions import UserError


class BiuroGuardMixin(models.AbstractModel):
    """Facts are written by verbs only: what the model declares read-only and stores is refused from everybody else.

    ``readonly=True`` binds the form alone; over RPC and in an import whoever may write the record could set the field.
    Verbs write such fields as superuser, after they have checked the right and the sense of it.
    """

    _name = "biuro.guard.mixin"
    _description = "Facts Written by Verbs"

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
        if not self.env.su:
            # facts of a new record are the business of its model; what is computed or linked is nobody's to give
            given = self._guarded_fields().intersection(set().union(*vals_list))
            self._refuse_guarded({
                name for name in given if self._fields[name].compute or self._fields[name].type.endswith("2many")
            })
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._refuse_guarded(self._guarded_fields() & vals.keys())
        return super().write(vals)
