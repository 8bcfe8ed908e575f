from odoo import fields, models

from odoo.addons.biuro_kancelaria.tools import office_today

TERM = "council_publish"


class BiuroRadaPublishTermMixin(models.AbstractModel):
    """Record that the acts want published without delay (niezwłocznie): the office's own term keeps it in the cockpit.

    The acts name no number of days; the city sets how many working days it gives itself (0: no term).
    """

    _name = "biuro.rada.publish.term.mixin"
    _description = "Record Published without Delay"

    def _publish_term_start(self, day):
        """Begin the term with the day from which there is something to publish, unless the public sees it already.

        :param date day: the day
        """
        waiting = self.filtered(
            lambda record: record.company_id.rada_publish_days > 0 and not record._is_public()
        )
        for record in waiting:
            # sudo: own model - the term follows from a verb whose right was checked
            record.sudo()._deadline_start(TERM, day, amount=record.company_id.rada_publish_days)

    def _is_public(self):
        """Tell whether the public sees the record as it is now."""
        return self.publication_state == "published"

    def _council_published(self, publication):
        """The public sees the record: the term is met."""
        for record in self:
            record._deadline_done(TERM, on=fields.Date.to_string(record._publish_day()))

    def _publish_day(self):
        """Return the day of the publication (date), not before the term began."""
        starts = self._deadline_search(TERM, running=True).mapped("date_start")
        return max([office_today(), *starts])
