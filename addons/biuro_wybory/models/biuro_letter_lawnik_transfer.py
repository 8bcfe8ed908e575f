from odoo import fields, models


class BiuroLetter(models.Model):
    """A dispatched letter to a court hands the files of those elected over."""

    _inherit = "biuro.letter"

    lawnik_transfer_ids = fields.One2many(
        "biuro.wybory.lawnik.transfer", "letter_id", "Hand-Over of Lay-Judge Files",
        groups="biuro_wybory.biuro_wybory_group_lawnik_user,biuro_wybory.biuro_wybory_group_lawnik_manager",
    )

    def _after_dispatch(self, day):
        super()._after_dispatch(day)
        # sudo: biuro.wybory.lawnik.transfer - the mail point sends the letter, the files go with it
        transfers = self.env["biuro.wybory.lawnik.transfer"].sudo().search([
            ("letter_id", "in", self.ids), ("state", "=", "draft"),
        ])
        for transfer in transfers:
            # what is later than October waits for the note why
            if not transfer.deadline or day <= transfer.deadline or transfer.late_note:
                transfer.action_sent(fields.Date.to_string(day))

    def action_open_lawnik_term(self):
        """Open the election of lay judges that the letter belongs to. Return a window action (dict)."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "biuro.wybory.lawnik.term",
            "res_id": self.lawnik_transfer_ids.term_id[:1].id, "view_mode": "form", "views": [(False, "form")],
        }
