from odoo import fields, models
from odoo.fields import Domain


class BiuroBriefing(models.AbstractModel):
    """What the secretariat knows before a meeting: why it is, what to say, what was promised last time."""

    _inherit = "biuro.briefing"

    def _briefing_sources(self):
        return [
            {
                "key": "promises", "label": self.env._("Promises"), "model": "biuro.sekretariat.promise",
                "sequence": 5, "domain": lambda ids, record: Domain("partner_id", "in", ids),
                "date": "date_due", "title": "name", "state": "state", "partner": "employee_id",
                "open": [("state", "=", "open")], "order": "state desc, date_due desc, id desc",
            },
            *super()._briefing_sources(),
            {
                "key": "invitations", "label": self.env._("Invitations"), "model": "biuro.sekretariat.invitation",
                "sequence": 45, "domain": lambda ids, record: Domain("organizer_id", "in", ids),
                "date": "date_start", "title": "name", "state": "state", "partner": "host_id",
                "open": [("state", "in", ("received", "to_decide"))], "order": "date_start desc, id desc",
            },
        ]

    def _briefing_events_domain(self, ids, record):
        domain = Domain("partner_ids", "in", ids) | Domain("contact_ids", "in", ids)
        return domain & Domain("id", "!=", record.id) if record._name == "calendar.event" else domain

    def _briefing_named(self, record):
        named = super()._briefing_named(record)
        return named | record.contact_ids if record._name == "calendar.event" else named

    def _briefing_facts(self, record):
        facts = super()._briefing_facts(record)
        if record._name != "calendar.event" or record._check_private_event_conditions():
            return facts
        more = [
            (self.env._("Kind"), record.agenda_kind_id.name),
            (self.env._("Hosts"), ", ".join(record.host_ids.mapped("name"))),
            (self.env._("Instead of"), record.represented_id.name),
            (self.env._("Case"), record.case_id.display_name),
            (self.env._("Letters"), ", ".join(record.letter_ids.mapped("display_name"))),
            (self.env._("Press"), self.env._("invited") if record.press_invited else ""),
            (self.env._("Documents"), ", ".join(
                file.name for file in (record.speech_doc_id | record.briefing_doc_ids)._filtered_access("read"))),
        ]
        return facts + [{"label": label, "value": value} for label, value in more if value]

    def _briefing_texts(self, record):
        texts = super()._briefing_texts(record)
        if record._name != "calendar.event" or record._check_private_event_conditions():
            return texts
        parts = [
            ("purpose", self.env._("Why we meet"), record.purpose),
            ("talking_points", self.env._("What to say"), record.talking_points),
            ("protocol", self.env._("Protocol"), record.protocol_notes),
            ("collisions", self.env._("Collisions"), record.conflict_text),
            ("outcome", self.env._("What was settled"), record.outcome_notes),
        ]
        return texts + [{"key": key, "label": label, "text": text} for key, label, text in parts if text]

    def _briefing_when(self, event):
        when = super()._briefing_when(event)
        if event.allday or not event.start:
            return when
        day = fields.Datetime.context_timestamp(event.with_context(tz="Europe/Warsaw"), event.start).date()
        return f"{self.env['biuro.sekretariat.agenda']._day_name(day).lower()}, {when}"
