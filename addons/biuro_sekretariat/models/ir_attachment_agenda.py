from odoo import api, models
from odoo.fields import Domain


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    @api.model
    def _inaccessible_comodel_records(self, model_and_ids, operation):
        """Files of a private event are as private as the event: “busy” has no files."""
        yield from super()._inaccessible_comodel_records(model_and_ids, operation)
        ids = model_and_ids.get("calendar.event")
        if ids and not self.env.su:
            events = self.env["calendar.event"].browse(ids).exists()
            for event in events.filtered(lambda event: event._check_private_event_conditions()):
                yield "calendar.event", event.id

    @api.model
    def _search(self, domain, offset=0, limit=None, order=None, *, active_test=True, bypass_access=False):
        if not self.env.su and not bypass_access:
            domain = Domain(domain)
            # asked for by name of the model, the platform trusts its rules; other searches check each file as above
            if any(
                condition.field_expr == "res_model" and "calendar.event" in str(condition.value)
                for condition in domain.iter_conditions()
            ):
                events = self.env["calendar.event"].with_context(active_test=False)._search(
                    [("agenda_content_ok", "=", True)])
                domain &= Domain("res_model", "!=", "calendar.event") | Domain("res_id", "in", events)
        return super()._search(
            domain, offset=offset, limit=limit, order=order, active_test=active_test, bypass_access=bypass_access)
