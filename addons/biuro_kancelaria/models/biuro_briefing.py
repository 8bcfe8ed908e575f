from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..tools import office_today

MOST_ROWS = 100
SUBJECTS = ("res.partner", "calendar.event")


class BiuroBriefing(models.AbstractModel):
    """Briefing: the history of a person or a firm from all registers, before somebody meets them.

    Only what the asking user may read is gathered, under the user's own rules. An area adds its registers by extending
    ``_briefing_sources``, what it knows of an event by extending ``_briefing_facts`` and ``_briefing_texts``.
    """

    _name = "biuro.briefing"
    _description = "Briefing"

    @api.model
    @api.readonly
    def get_card(self, model, res_id, limit=20):
        """Return the briefing of a contact or of those who come to an event.

        :param str model: ``res.partner`` or ``calendar.event``
        :param int res_id: id of the record
        :param int limit: how many rows of each kind to give, 1 to 100, the newest first
        :return: dict ``model``, ``id``, ``title``, ``subtitle`` (str); ``day`` ("YYYY-MM-DD", when it was gathered);
            ``facts``: list of ``{"label", "value"}``; ``texts``: list of ``{"key", "label", "text"}``; ``partners``:
            list of ``{"id", "name", "address", "phone", "email", "is_company", "url"}``; ``sections``: list of
            ``{"key", "label", "model", "total", "open", "domain", "rows"}``, one per register that has something,
            ``rows`` being ``{"id", "model", "date", "sign", "title", "state", "partner", "open", "url"}``; ``open``
            tells how many (of a row: whether it) still wait for the office
        :raise ValidationError: for another model
        :raise AccessError: when the user may not read the record
        :raise UserError: when there is no such record
        """
        record = self._briefing_record(model, res_id)
        limit = max(1, min(int(limit or 20), MOST_ROWS))
        partners = self._briefing_partners(record)
        sections = [
            section for source in sorted(self._briefing_sources(), key=lambda entry: entry.get("sequence", 100))
            if (section := self._briefing_section(source, record, partners, limit))
        ]
        return {
            "model": record._name,
            "id": record.id,
            "title": record.display_name,
            "subtitle": self._briefing_subtitle(record),
            "day": fields.Date.to_string(office_today()),
            "facts": self._briefing_facts(record),
            "texts": self._briefing_texts(record),
            "partners": self._briefing_people(self._briefing_named(record)),
            "sections": sections,
        }

    # ---- what an area extends ----------------------------------------------------------------------------------------

    def _briefing_sources(self):
        """Return where the history is looked for: a list of dicts with the keys

        ``key``, ``label`` (plural), ``model``; ``domain`` (function of the ids of the contacts and of the record the
        card is about; returns a domain, or None for nothing); ``date``, ``sign``, ``title``, ``state``, ``partner``
        (names of fields, each optional); ``open`` (domain of what still waits for the office); ``order``;
        ``sequence``. A source whose model or fields do not exist is left out, so an area may name another one's.
        """
        return [
            {
                "key": "cases", "label": self.env._("Cases"), "model": "biuro.case", "sequence": 10,
                "domain": lambda ids, record: Domain("partner_id", "in", ids)
                | Domain("letter_ids", "any", Domain("partner_id", "in", ids)),
                "date": "date_opened", "sign": "reference", "title": "title", "state": "state",
                "partner": "partner_id", "open": [("state", "in", ("open", "suspended"))],
                "order": "date_opened desc, id desc",
            },
            {
                "key": "letters_in", "label": self.env._("Incoming letters"), "model": "biuro.letter", "sequence": 20,
                "domain": lambda ids, record: Domain("direction", "=", "in") & Domain("partner_id", "in", ids)
                & Domain("state", "!=", "annulled"),
                "date": "date_received", "sign": "register_ref", "title": "title", "state": "state",
                "partner": "partner_id",
                "open": [("state", "in", ("draft", "registered", "distributed", "decreed", "accepted"))],
                "order": "date_received desc, id desc",
            },
            {
                "key": "letters_out", "label": self.env._("Outgoing letters"), "model": "biuro.letter", "sequence": 30,
                "domain": lambda ids, record: Domain("direction", "=", "out") & Domain("state", "!=", "annulled")
                & (Domain("partner_id", "in", ids) | Domain("recipient_ids", "any", Domain("partner_id", "in", ids))),
                "date": "register_date", "sign": "register_ref", "title": "title", "state": "state",
                "partner": "correspondent",
                "open": [("state", "in", ("draft", "to_accept", "to_sign", "signed", "to_dispatch"))],
                "order": "id desc",
            },
            {
                "key": "events", "label": self.env._("Meetings"), "model": "calendar.event", "sequence": 40,
                "domain": self._briefing_events_domain,
                "date": "start", "sign": None, "title": "display_name", "state": None,
                "open": [("start", ">=", fields.Datetime.now())], "order": "start desc, id desc",
            },
        ]

    def _briefing_events_domain(self, ids, record):
        """Domain of the events of the contacts, without the one the card is about."""
        domain = Domain("partner_ids", "in", ids)
        return domain & Domain("id", "!=", record.id) if record._name == "calendar.event" else domain

    def _briefing_facts(self, record):
        """Return what is known of the record itself: a list of ``{"label": str, "value": str}``."""
        if record._name != "calendar.event":
            return []
        # the platform hides what is private when it is read from the database, not what is in memory already
        if record._check_private_event_conditions() or not record.location:
            return []
        return [{"label": self.env._("Place"), "value": record.location}]

    def _briefing_texts(self, record):
        """Return longer texts of the card: a list of ``{"key": str, "label": str, "text": str}`` (plain text)."""
        return []

    def _briefing_subtitle(self, record):
        """Return the line under the title (str)."""
        if record._name == "calendar.event":
            return self._briefing_when(record)
        parts = [record.parent_id.name, record.function if "function" in record._fields else False, record.city]
        return " · ".join(part for part in parts if part)

    def _briefing_named(self, record):
        """Return the contacts (res.partner) the card is about: of an event those who are not of the office."""
        if record._name == "res.partner":
            return record
        # sudo: res.users - whether a participant is an employee; the participants were read with the user's rights
        return record.partner_ids.filtered(lambda partner: all(user.share for user in partner.sudo().user_ids))

    def _briefing_partners(self, record):
        """Return the contacts (res.partner) whose history counts: those named with their firm and its people."""
        named = self._briefing_named(record)
        if not named:
            return named
        return self.env["res.partner"].with_context(active_test=False).search(
            [("id", "child_of", named.commercial_partner_id.ids)])

    # ---- how it is gathered ------------------------------------------------------------------------------------------

    def _briefing_record(self, model, res_id):
        if model not in SUBJECTS:
            raise ValidationError(self.env._("A briefing is made for a contact or for an event of the calendar."))
        record = self.env[model].browse(int(res_id or 0)).exists()
        if not record:
            raise UserError(self.env._("There is no such record; it may have been deleted."))
        record.check_access("read")
        return record

    def _briefing_when(self, event):
        """Return day and hours of an event (str), in the time of the office."""
        warsaw = event.with_context(tz="Europe/Warsaw")
        if event.allday:
            days = [event.start_date] if event.start_date == event.stop_date else [event.start_date, event.stop_date]
            return "–".join(f"{day:%d.%m.%Y}" for day in days if day)
        start, stop = (fields.Datetime.context_timestamp(warsaw, moment) for moment in (event.start, event.stop))
        end = f"{stop:%H:%M}" if stop.date() == start.date() else f"{stop:%d.%m.%Y, %H:%M}"
        return f"{start:%d.%m.%Y, %H:%M}–{end}"

    def _briefing_people(self, partners):
        return [
            {
                "id": partner.id, "name": partner.display_name, "is_company": partner.is_company,
                "address": ", ".join(filter(None, [
                    partner.street, " ".join(filter(None, [partner.zip, partner.city])),
                ])),
                "phone": partner.phone or "", "email": partner.email or "", "url": f"/odoo/res.partner/{partner.id}",
            }
            for partner in partners
        ]

    def _briefing_section(self, source, record, partners, limit):
        """Return one section (dict as in ``get_card``), None when there is nothing to show."""
        Model = self.env.get(source["model"])
        if Model is None or not Model.has_access("read"):
            return None
        condition = source["domain"](partners.ids, record)
        if condition is None or (not partners and not source.get("without_partners")):
            return None
        domain, waiting = Domain(condition), Domain(source.get("open") or Domain.FALSE)
        names = {}
        for key in ("date", "sign", "title", "state", "partner"):
            field = Model._fields.get(source.get(key) or "")
            if field and Model._has_field_access(field, "read"):
                names[key] = field.name
        for leaf in (domain & waiting).iter_conditions():
            if leaf.field_expr.split(".")[0] not in Model._fields:
                return None
        records = Model.search_fetch(
            domain, list(dict.fromkeys(names.values())), order=source.get("order"), limit=limit + 1)
        if not records:
            return None
        total = len(records) if len(records) <= limit else Model.search_count(domain)
        open_total = 0 if waiting.is_false() else Model.search_count(domain & waiting)
        records = records[:limit]
        open_ids = set(records.filtered_domain(waiting)._ids) if open_total else set()
        return {
            "key": source["key"], "label": source["label"], "model": Model._name, "total": total, "open": open_total,
            "domain": self.env["biuro.search"]._plain(domain),
            "rows": [
                self._briefing_row(Model, names, row, row["id"] in open_ids)
                for row in records.read(list(dict.fromkeys(names.values())))
            ],
        }

    def _briefing_row(self, Model, names, row, is_open):
        def shown(key):
            value, field = row.get(names.get(key)), Model._fields.get(names.get(key))
            if not field or not value:
                return ""
            if field.type == "many2one":
                return value[1]
            if field.type == "selection":
                return dict(field._description_selection(self.env)).get(value, value)
            if field.type == "datetime":
                moment = fields.Datetime.context_timestamp(self.with_context(tz="Europe/Warsaw"), value)
                return fields.Date.to_string(moment.date())
            return fields.Date.to_string(value) if field.type == "date" else str(value)

        return {
            "id": row["id"], "model": Model._name, "open": is_open,
            "url": f"/odoo/{Model._name}/{row['id']}",
            **{key: shown(key) for key in ("date", "sign", "title", "state", "partner")},
        }
