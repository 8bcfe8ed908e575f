from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

# what an attendee of an entry of the agenda may change in it
ATTENDEE_FIELDS = frozenset({"attendee_ids", "alarm_ids", "message_follower_ids", "message_ids", "activity_ids"})


class CalendarEvent(models.Model):
    """Who sees what of the calendar.

    The platform shows private entries of others as “busy”: hours, organiser, nothing else. Here a person also reads in
    full the agendas of those he or she serves or substitutes, and the President and the deputies each other's. And what
    may not be read may not be found either: a search, an order or a grouping by a hidden field leaves such entries out.
    """

    _inherit = "calendar.event"

    agenda_content_ok = fields.Boolean(
        "Content May Be Read", compute="_compute_agenda_ok", search="_search_agenda_content_ok",
    )
    agenda_write_ok = fields.Boolean(
        "May Be Changed", compute="_compute_agenda_ok", search="_search_agenda_write_ok",
    )

    @api.depends("host_ids", "privacy", "user_id", "partner_ids")
    @api.depends_context("uid")
    def _compute_agenda_ok(self):
        mine = self.env(su=False)["calendar.event"].browse(self._origin.ids)
        readable = set(mine.filtered(lambda event: not event._check_private_event_conditions())._ids)
        user = self.env.user
        for event in self:
            event.agenda_content_ok = not event._origin or event._origin.id in readable
            event.agenda_write_ok = event.agenda_content_ok if not event.host_ids else (
                event.user_id == user or user.partner_id in event.partner_ids
                or event._agenda_is_kept(user)
            )

    def _search_agenda_content_ok(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._agenda_content_domain()

    def _search_agenda_write_ok(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._agenda_write_domain()

    def _agenda_content_domain(self):
        """Domain of the events whose content the current user may read."""
        user = self.env.user
        # sudo: res.users.settings - whether the owner of a calendar keeps it private
        open_calendars = self.env["res.users.settings"].sudo()._search(
            [("calendar_default_privacy", "!=", "private")]).select("user_id")
        return (
            Domain("privacy", "in", ["public", "confidential"])
            | Domain("user_id", "=", user.id)
            | Domain("partner_ids", "in", user.partner_id.ids)
            | Domain("privacy", "=", False)
            & (Domain("user_id", "=", False) | Domain("user_id", "in", open_calendars))
            | Domain("agenda_owner_ids", "in", user.agenda_full_ids.ids)
            | Domain("agenda_owner_ids", "in", user.agenda_fellow_ids.ids) & Domain("agenda_closed", "=", False)
        )

    def _agenda_write_domain(self):
        """Domain of the events the current user may touch: attendees pass, what they change is checked by write()."""
        user = self.env.user
        return Domain("host_ids", "=", False) & self._agenda_content_domain() | (
            Domain("user_id", "=", user.id) | Domain("partner_ids", "in", user.partner_id.ids)
            | Domain("host_ids", "in", user.agenda_write_ids.ids)
            | Domain("represented_id", "in", user.agenda_write_ids.ids)
        )

    def _check_private_event_conditions(self):
        hidden = super()._check_private_event_conditions()
        if not hidden or not self.agenda_owner_ids:
            return hidden
        user = self.env.user
        if self.agenda_owner_ids & user.agenda_full_ids:
            return False
        return self.agenda_closed or not self.agenda_owner_ids & user.agenda_fellow_ids

    def _get_default_privacy_domain(self):
        # what the platform asks before it groups by a hidden field
        return self._agenda_content_domain()

    def _fetch_query(self, query, fields):
        if not self.env.su and any(field.name not in self._get_public_fields() for field in fields):
            # asked of every private event below: read together with the rest
            names = {field.name for field in fields}
            fields = [*fields, *(
                self._fields[name] for name in ("agenda_owner_ids", "agenda_closed") if name not in names)]
        return super()._fetch_query(query, fields)

    @api.model
    def _search(self, domain, offset=0, limit=None, order=None, *, active_test=True, bypass_access=False):
        if not self.env.su and not bypass_access:
            domain = Domain(domain)
            if self._agenda_asks_content(domain, order):
                domain &= self._agenda_content_domain()
        return super()._search(
            domain, offset=offset, limit=limit, order=order, active_test=active_test, bypass_access=bypass_access)

    @api.model
    def _agenda_asks_content(self, domain, order):
        """Tell whether a search would answer a question about the content of events."""
        known = self._get_public_fields() | {"agenda_content_ok", "agenda_write_ok"}
        names = {part.split()[0].split(".")[0].split(":")[0] for part in (order or "").split(",") if part.strip()}
        partners = set()
        for condition in domain.iter_conditions():
            name = condition.field_expr.split(".")[0]
            value = condition.value
            if condition.field_expr == "partner_ids" and condition.operator in ("in", "=") and (
                    ids := [value] if isinstance(value, int) else value) and all(type(id_) is int for id_ in ids):
                partners.update(ids)
            else:
                names.add(name)
        if not names <= known:
            return True
        # when a colleague is busy everybody may know; whom somebody meets is content
        # sudo: res.partner - whether they are employees
        return bool(partners) and any(
            partner.partner_share for partner in self.env["res.partner"].sudo().browse(partners).exists())

    @api.depends("host_ids")
    def _compute_user_can_edit(self):
        super()._compute_user_can_edit()
        kept = self.env.user.agenda_write_ids
        for event in self.filtered("host_ids"):
            event.user_can_edit = bool(event.host_ids & kept) or event.user_id == self.env.user

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.su:
            return super().create(vals_list)
        kept, events = self.env.user.agenda_write_ids, []
        for vals in vals_list:
            hosts = self._agenda_command_ids(vals.get("host_ids") or self.env.context.get("default_host_ids"))
            if hosts == []:
                events.append(super().create([vals]))
                continue
            hosts = self.env["hr.employee.public"].browse(hosts or ())
            if not hosts or hosts - kept:
                raise self._agenda_kept_error(hosts)
            # sudo: calendar.event - the right was checked a line above; attendees are made before the hosts are stored
            events.append(super(CalendarEvent, self.sudo()).create([vals]).sudo(False))
        return self.browse().concat(*events)

    def write(self, vals):
        if vals.keys() - ATTENDEE_FIELDS:
            self._check_agenda_kept()
        if "host_ids" not in vals or self.env.su:
            return super().write(vals)
        before = {event.id: event.host_ids for event in self}
        result = super().write(vals)
        for event in self:
            # whoever owns an entry does not put it into the agenda of somebody else by that
            if event.host_ids - before[event.id] - self.env.user.agenda_write_ids:
                raise self._agenda_kept_error(event.host_ids)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_kept_by_others(self):
        self._check_agenda_kept()

    def _check_agenda_kept(self):
        """Refuse to change the agenda of somebody whose agenda the user does not keep."""
        if self.env.su:
            return
        user = self.env.user
        for event in self:
            if event.host_ids and event.user_id != user and not event._agenda_is_kept(user):
                raise self._agenda_kept_error(event.host_ids)

    def _agenda_is_kept(self, user):
        """Tell whether the user keeps the agenda of a host, or of whoever sent a representative."""
        kept = set(user.agenda_write_ids.ids)
        return not kept.isdisjoint(self.host_ids._origin.ids) or self.represented_id.id in kept

    def _agenda_kept_error(self, hosts):
        return AccessError(self.env._(
            "The agenda of %(hosts)s is kept by the secretariat: ask it to change or to add an entry.",
            hosts=", ".join(hosts.mapped("name")) or "…",
        ))

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        # messages of a hidden event are its content; nobody is let in by reading what the event shows as “busy”
        hidden = self.browse() if self.env.su else self.filtered(lambda event: event._check_private_event_conditions())
        result = super(CalendarEvent, self - hidden)._mail_get_operation_for_mail_message_operation(message_operation)
        served = self.browse() if self.env.su else (self - hidden).filtered("host_ids")
        if message_operation == "read":
            result.update(dict.fromkeys(served, "read"))
        result.update(dict.fromkeys(hidden, "unlink"))
        return result
