from odoo import fields, models


class BiuroRadaAgendaItemInterest(models.Model):
    """Whose declared interests an item meets (u.s.g. art. 25a): seen while the agenda is built, before any vote."""

    _inherit = "biuro.rada.agenda.item"

    interest_warning = fields.Text(
        "Interests Declared",
        compute="_compute_interest_warning",
        groups="biuro_rada.biuro_rada_group_user,biuro_rada.biuro_rada_group_chair",
    )

    def _compute_interest_warning(self):
        # sudo: biuro.rada.interest - the field itself is for the office and the chair alone
        met = self.env["biuro.rada.interest"].sudo()._meeting(self)
        for item in self:
            item.interest_warning = "\n".join(
                f"{interest.councillor_id.display_name}: {interest.name}" for interest in met.get(item.id, ())
            )

    def get_interests(self):
        """Return whose declared interests the items meet: a warning before the vote, no exclusion by itself.

        :return: list of dicts ``item`` (id), ``councillor`` (id), ``name``, ``interest``
        :raise AccessError: not the office or the chair
        """
        self.check_access("write")
        # sudo: biuro.rada.interest - read for the office and the chair, checked above
        met = self.env["biuro.rada.interest"].sudo()._meeting(self)
        return [
            {
                "item": item,
                "councillor": interest.councillor_id.id,
                "name": interest.councillor_id.display_name,
                "interest": interest.name,
            }
            for item, interests in met.items()
            for interest in interests
        ]
