from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command


class CalendarEvent(models.Model):
    """Entry in the agenda (terminarz) of the President or a deputy.

    ``host_ids`` says whose time it takes; who hosts stands among the attendees, so that the calendar of the platform
    shows it. Events without a host are the ordinary ones of the platform.
    """

    _inherit = "calendar.event"

    agenda_kind_id = fields.Many2one("biuro.sekretariat.agenda.kind", "Agenda Kind", index="btree_not_null")
    # the public face of employees: everybody may know whose time is taken, and only HR reads the rest of an employee
    host_ids = fields.Many2many(
        "hr.employee.public", "biuro_sekretariat_event_host_rel", "event_id", "employee_id", "Hosts",
        help="In whose agenda it stands: the President, deputies. They are busy in its time.",
    )
    # Whose matter it is: the hosts, and whoever sent another instead
    agenda_owner_ids = fields.Many2many(
        "hr.employee.public", "biuro_sekretariat_event_owner_rel", "event_id", "employee_id", "Agendas",
        compute="_compute_agenda_owner_ids", store=True, compute_sudo=True,
    )
    agenda_closed = fields.Boolean(
        "Closed to Deputies", compute="_compute_agenda_closed", store=True, compute_sudo=True,
    )
    representative_id = fields.Many2one(
        "hr.employee", "Representative", readonly=True, copy=False, index="btree_not_null",
        help="Who goes instead.",
    )
    represented_id = fields.Many2one(
        "hr.employee", "Instead Of", readonly=True, copy=False, index="btree_not_null",
    )
    contact_ids = fields.Many2many(
        "res.partner", "biuro_sekretariat_event_contact_rel", "event_id", "partner_id", "With Whom",
        help="People and firms the host meets. They get no e-mail about the entry.",
    )

    # Preparation
    purpose = fields.Text("Purpose", help="Who asked for it, why, what is expected.")
    talking_points = fields.Text("Talking Points")
    briefing_doc_ids = fields.Many2many(
        "ir.attachment", "biuro_sekretariat_event_briefing_rel", "event_id", "attachment_id", "Briefing Documents",
        bypass_search_access=True, copy=False,
    )
    speech_doc_id = fields.Many2one("ir.attachment", "Speech", copy=False, index="btree_not_null")
    protocol_notes = fields.Text("Protocol", help="Seating, flags, order of speeches, gifts, dress.")
    press_invited = fields.Boolean("Press Invited")

    # Afterwards
    outcome_notes = fields.Text("What Was Settled")
    promise_ids = fields.One2many("biuro.sekretariat.promise", "event_id", "Promises")
    agenda_label = fields.Char("Hours and Subject", compute="_compute_agenda_label")

    # Public agenda
    publish_public = fields.Boolean(
        "Public Agenda", index="btree_not_null", help="Shown to everybody on the page of the public agenda.",
    )
    public_title = fields.Char("Public Title", help="What the public reads; the subject when empty.")
    public_summary = fields.Text("Public Summary")
    public_place = fields.Char("Public Place", help="Where the public reads that it is; nothing when empty.")

    # Where it belongs
    jrwa_class_id = fields.Many2one("biuro.jrwa.class", "Filing Plan Class", index="btree_not_null")
    case_id = fields.Many2one("biuro.case", "Case", index="btree_not_null")
    letter_ids = fields.Many2many(
        "biuro.letter", "biuro_sekretariat_event_letter_rel", "event_id", "letter_id", "Letters",
    )

    _publish_idx = models.Index("(start) WHERE publish_public")

    @api.depends("start", "stop", "allday", "name", "host_ids")
    @api.depends_context("uid")
    def _compute_agenda_label(self):
        Agenda = self.env["biuro.sekretariat.agenda"]
        for event in self:
            hosts = ", ".join(event.host_ids.mapped("name"))
            start, stop = event._agenda_interval()
            hours = self.env._("all day") if event.allday else Agenda._free_row(start, stop)["label"]
            event.agenda_label = f"{hours} {event.display_name}" + (f" ({hosts})" if hosts else "")

    @api.depends("host_ids", "represented_id")
    def _compute_agenda_owner_ids(self):
        for event in self:
            event.agenda_owner_ids = [Command.set([*event.host_ids._origin.ids, *event.represented_id.ids])]

    @api.depends("agenda_kind_id.is_personal")
    def _compute_agenda_closed(self):
        for event in self:
            event.agenda_closed = event.agenda_kind_id.is_personal

    @api.onchange("agenda_kind_id")
    def _onchange_agenda_kind_id(self):
        if self.agenda_kind_id:
            self.update(self._agenda_kind_values(self.agenda_kind_id))

    @api.constrains("publish_public", "privacy", "agenda_kind_id")
    def _check_public_agenda(self):
        for event in self:
            if event.publish_public and (event.agenda_kind_id.is_personal or event.privacy == "private"):
                raise ValidationError(self.env._(
                    "A private entry is never published: change who sees “%(name)s”, or take it off the public agenda.",
                    name=event.name,
                ))

    @api.model
    def _agenda_kind_values(self, kind):
        """Return what an entry of a kind starts with (dict)."""
        return {
            "privacy": kind.privacy, "publish_public": kind.publish_public, "show_as": kind.show_as,
            "jrwa_class_id": kind.jrwa_class_id.id,
        }

    @api.model
    def _get_public_fields(self):
        # whose time is taken is public inside the office, as the organiser and the hours are; nothing else is
        return super()._get_public_fields() | {"host_ids", "agenda_owner_ids", "agenda_closed"}

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._prepare_agenda_values(dict(vals)) for vals in vals_list]
        events = super().create(vals_list)
        events._agenda_attach_documents()
        return events

    def write(self, vals):
        if "host_ids" not in vals:
            result = super().write(vals)
        else:
            hosts = {event.id: event.host_ids for event in self}
            result = super().write(vals)
            for event in self:
                event._agenda_sync_attendees(hosts[event.id])
        if {"briefing_doc_ids", "speech_doc_id"} & vals.keys():
            self._agenda_attach_documents()
        return result

    def action_sendmail(self):
        # asked for by a person: then also hosts and guests get the letter that goes out to nobody by itself
        return super(CalendarEvent, self.with_context(agenda_send=True)).action_sendmail()

    def copy(self, default=None):
        # occurrences of a series are published as their first one is; what a person copies is published anew
        return super().copy({"publish_public": False, **(default or {})})

    @api.model
    def _prepare_agenda_values(self, vals):
        """Complete the values of a new entry: what its kind gives, its hosts among the attendees, its owner."""
        if vals.get("visit_id") and self.env.su and not vals.get("host_ids"):
            # sudo: already superuser, by the register of receptions
            visit = self.env["biuro.sekretariat.visit"].browse(vals["visit_id"])
            vals = {
                "host_ids": [Command.set(visit.host_employee_id.ids)],
                "agenda_kind_id": self.env["biuro.sekretariat.agenda.kind"]._get("reception").id, **vals,
            }
        kind_id = vals.get("agenda_kind_id", self.env.context.get("default_agenda_kind_id"))
        if kind_id:
            kind = self.env["biuro.sekretariat.agenda.kind"].browse(kind_id)
            given = {**self._agenda_kind_values(kind), **vals}
            if given["privacy"] == "private" and "publish_public" not in vals:
                given["publish_public"] = False
            vals = {**given, "agenda_kind_id": kind_id}
        hosts = self._agenda_command_ids(vals.get("host_ids") or self.env.context.get("default_host_ids"))
        if not hosts:
            return vals
        hosts = self.env["hr.employee.public"].browse(hosts)
        vals.setdefault("host_ids", [Command.set(hosts.ids)])
        if not kind_id:
            # nobody said who may see it: what stands in the agenda of the heads is private
            vals["privacy"] = vals.get("privacy") or "private"
        guests = self._agenda_command_ids(vals.get("partner_ids"))
        if vals.get("partner_ids") and guests is None:
            return vals
        partners = self._agenda_partners(hosts)
        vals["partner_ids"] = [Command.set(list(dict.fromkeys([*(guests or []), *partners.ids])))]
        # sudo: hr.employee - whose user owns the entry
        users = [employee.user_id for employee in self.env["hr.employee"].sudo().browse(hosts.ids) if employee.user_id]
        if users and not vals.get("user_id"):
            vals["user_id"] = users[0].id
        return vals

    @api.model
    def _agenda_command_ids(self, commands):
        """Return the ids that commands of a new record link, None when they are not simple links."""
        result = []
        for command in commands or []:
            match command:
                case int():
                    result.append(command)
                case (Command.LINK, id_, *_) | (Command.LINK, id_):
                    result.append(id_)
                case (Command.SET, _, ids):
                    result = list(ids)
                case (Command.CLEAR, *_):
                    result = []
                case _:
                    return None
        return result

    @api.model
    def _agenda_partners(self, employees):
        """Return the contacts (res.partner) as whom employees (of either model) stand in the calendar."""
        return self.env["hr.employee"].browse(employees.ids)._get_agenda_partners()

    def _agenda_sync_attendees(self, before):
        """Put new hosts among the attendees and take away those who host no more."""
        self.ensure_one()
        present = self._agenda_partners(self.host_ids)
        gone = self._agenda_partners(before - self.host_ids) - present
        new = present - self.partner_ids
        commands = [Command.unlink(partner.id) for partner in gone & self.partner_ids]
        commands += [Command.link(partner.id) for partner in new]
        if commands:
            self.write({"partner_ids": commands})

    def _agenda_attach_documents(self):
        """Documents of an entry belong to it: who may not read it may not read them."""
        for event in self:
            # sudo: ir.attachment - only files the user has just uploaded and that belong to nothing yet
            files = (event.briefing_doc_ids | event.speech_doc_id).sudo().filtered(
                lambda file: not file.res_id and file.create_uid == self.env.user)
            files.write({"res_model": "calendar.event", "res_id": event.id})
