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
        for item in self:
            item.interest_warning = "\n".join(row["text"] for row in item._interests())

    def _interests(self):
        """Return whose interests the item meets; see ``biuro.rada.interest._warnings``."""
        self.ensure_one()
        session = self.session_id
        if not session.day:
            return []
        text = " ".join(filter(None, [self.title, self.draft_id.title]))
        return self.env["biuro.rada.interest"]._warnings(session._members(), session.day, text)

    def get_interests(self):
        """Return whose declared interests the items meet: a warning before the vote, no exclusion by itself.

        :return: list of dicts ``item`` (id), ``councillor`` (id), ``name``, ``interest``
        :raise AccessError: not the office or the chair
        """
        self.check_access("write")
        return [
            {"item": item.id, "councillor": row["councillor"], "name": row["name"], "interest": row["text"]}
            for item in self
            for row in item._interests()
        ]
