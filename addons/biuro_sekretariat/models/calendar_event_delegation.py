from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..tools.free_time import day_bounds


class CalendarEvent(models.Model):
    """Somebody else goes: an entry is delegated to a deputy or another employee, or moved to the substitute."""

    _inherit = "calendar.event"

    def action_delegate(self, employee_id, note=None, host_id=None):
        """Delegate entries: they leave the agenda of the host and enter the representative's, who is told.

        :param int employee_id: employee who goes instead
        :param str note: what the representative should know
        :param int host_id: who does not go, where several host the entry
        :return: True
        :raise UserError: several hosts and none named, no such employee, or one who hosts it anyway
        :raise AccessError: for anybody but those who keep the agenda
        """
        self._check_agenda_kept()
        representative = self.env["hr.employee"].browse(int(employee_id or 0))
        # sudo: hr.employee - whether there is such a person
        if not representative.sudo().exists().filtered("active"):
            raise UserError(self.env._("Choose who goes instead."))
        for event in self:
            event._delegate(event._delegating_host(host_id), representative, note)
        return True

    def _delegating_host(self, host_id=None):
        """Return who does not go (hr.employee.public)."""
        self.ensure_one()
        hosts = self.host_ids.filtered(lambda host: host.id == host_id) if host_id else self.host_ids
        if not hosts:
            raise UserError(self.env._("“%(name)s” stands in nobody's agenda: name its host first.", name=self.name))
        if len(hosts) > 1:
            kept = hosts & self.env.user.agenda_write_ids
            hosts = kept if len(kept) == 1 else hosts
        if len(hosts) > 1:
            raise UserError(self.env._("Several people host “%(name)s”: say who does not go.", name=self.name))
        return hosts

    def _delegate(self, host, representative, note=None):
        self.ensure_one()
        if representative.id in self.host_ids.ids:
            raise UserError(self.env._(
                "%(person)s hosts “%(name)s” already.", person=representative.name, name=self.name))
        # sudo: hr.employee, res.users - whose calendar it is
        old_user = self.env["hr.employee"].sudo().browse(host.id).user_id
        new_user = representative.sudo().user_id
        values = {
            "host_ids": [Command.unlink(host.id), Command.link(representative.id)],
            "representative_id": representative.id, "represented_id": self.represented_id.id or host.id,
        }
        if self.represented_id.id == representative.id:
            # back to whose it was
            values.update(representative_id=False, represented_id=False)
        if new_user and self.user_id in (old_user, self.env.user):
            values["user_id"] = new_user.id
        # sudo: calendar.event - the agenda of the representative is kept by others; whose it was was checked above
        self.sudo().with_context(skip_attendee_notification=True).write(values)
        self._tell_delegation(host, representative, note)

    def _tell_delegation(self, host, representative, note=None):
        """Tell the representative and the participants of the office who goes."""
        # sudo: calendar.event, hr.employee, res.partner - the notice goes to people of the office only
        event = self.sudo()
        partners = event._agenda_partners(representative) | event.partner_ids.filtered(
            lambda partner: not partner.partner_share)
        when = self.env["biuro.briefing"]._briefing_when(event)
        body = self.env._(
            "%(representative)s goes instead of %(host)s: “%(name)s”, %(when)s.",
            representative=representative.name, host=host.name, name=event.name, when=when,
        )
        event.message_post(
            body=f"{body} {note.strip()}" if (note or "").strip() else body,
            partner_ids=(partners - self.env.user.partner_id).ids,
            message_type="notification", subtype_xmlid="mail.mt_note",
        )

    def action_take_back(self):
        """Take delegated entries back: the host goes in person.

        :return: True
        :raise UserError: for an entry that is not delegated
        :raise AccessError: for anybody but those who keep the agenda
        """
        self._check_agenda_kept()
        for event in self:
            if not event.representative_id or not event.represented_id:
                raise UserError(self.env._("“%(name)s” is not delegated.", name=event.display_name))
            representative = self.env["hr.employee.public"].browse(event.representative_id.id)
            event._delegate(representative, event.represented_id)
        return True

    def action_move_to_substitute(self):
        """Move entries of absent hosts to their substitutes, and tell the participants.

        :return: int, how many entries moved
        :raise UserError: when no host of the entries is absent
        :raise AccessError: for anybody but those who keep the agenda
        """
        self._check_agenda_kept()
        moved = 0
        Agenda = self.env["biuro.sekretariat.agenda"]
        for event in self:
            absences = Agenda._absent(event.host_ids.ids, *event._agenda_interval())
            for person, line, _start, _stop in absences[:1]:
                host = event.host_ids.filtered(lambda host, person=person: host.id == person)
                if line.substitute_id.id not in event.host_ids.ids:
                    event._delegate(host, line.substitute_id.sudo(False), line.reason)
                    moved += 1
        if not moved:
            raise UserError(self.env._("No host of these entries is absent and substituted in their time."))
        return moved

    @api.model
    def _agenda_absent_domain(self, substitution):
        """Domain of the entries that a substitution touches."""
        start, stop = day_bounds(substitution.date_from, substitution.date_to)
        return [("host_ids", "in", substitution.employee_id.ids), ("start", "<", stop), ("stop", ">", start)]
