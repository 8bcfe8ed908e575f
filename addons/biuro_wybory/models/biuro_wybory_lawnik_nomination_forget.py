from odoo import fields, models


class BiuroWyboryLawnikNomination(models.Model):
    """Removal of personal data: every stored field that is not named as kept is emptied, also one added later."""

    _inherit = "biuro.wybory.lawnik.nomination"

    def _forget(self, kept):
        """Empty every stored field of the nominations but those kept (set of names)."""
        names = [
            name for name, field in self._fields.items()
            if field.store and name not in kept and not field.required and field.type != "one2many"
            and (not field.compute or not field.readonly)
        ]
        # sudo: own model - removes what nobody may write any more
        own = self.sudo()
        own.write({name: [fields.Command.clear()] if own._fields[name].type == "many2many" else False
                   for name in names})
