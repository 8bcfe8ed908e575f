from odoo import api, models


class BiuroLetter(models.Model):
    """Registration from the keyboard: few entries, one step, a receipt with the number."""

    _inherit = "biuro.letter"

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        is_quick = self.env.context.get("biuro_quick_registration")
        if is_quick and "delivery_method_id" in fields and not values.get("delivery_method_id"):
            method = self.env["biuro.delivery.method"].search([("is_incoming", "=", True)], limit=1)
            values["delivery_method_id"] = method.id
        return values

    def action_register_quick(self):
        """Register incoming letters and hand each to the cell or person it names, in one step.

        :return: dict of the first letter: ``id``, ``register_ref`` (the number to write on the paper),
            ``document_uid``, ``title``, ``correspondent``, ``distributed_to`` (name of the cell, may be empty),
            ``duplicates`` (list of register numbers of similar letters)
        :raise UserError: as in ``action_register`` and ``action_distribute``
        Legal source: instrukcja kancelaryjna § 13(6), § 40(3), § 42.
        """
        self.action_register()
        for letter in self.filtered("department_id"):
            letter.action_distribute(letter.department_id.id, letter.clerk_id.id or None)
        letter = self[:1]
        return {
            "id": letter.id,
            "register_ref": letter.register_ref,
            "document_uid": letter.document_uid,
            "title": letter.title,
            "correspondent": letter.correspondent or "",
            "distributed_to": letter.department_id.display_name or "",
            "duplicates": [twin.register_ref for twin in letter.duplicate_ids if twin.register_ref],
        }
