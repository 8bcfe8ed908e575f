from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law.terms import local

NEXT = {
    "requested": {"confirmed", "arrived", "cancelled", "redirected"},
    "confirmed": {"requested", "arrived", "no_show", "cancelled", "redirected"},
    "arrived": {"in_meeting", "confirmed", "cancelled", "redirected"},
    "in_meeting": {"done", "arrived"},
    "done": {"in_meeting"},
    "no_show": {"arrived", "confirmed"},
    "cancelled": set(),
    "redirected": set(),
}
BACK = {"arrived": "confirmed", "in_meeting": "arrived", "no_show": "confirmed", "done": "in_meeting"}
BOOK_KEYS = {
    "visitor_name", "partner_id", "host_employee_id", "kind", "subject", "phone", "email", "slot_id", "planned_at",
    "minutes", "room_id", "off_plan_reason", "origin", "people_count", "needs", "case_id", "waiting_until",
}


class BiuroSekretariatVisit(models.Model):
    """The way of a visit: requested, confirmed, arrived, in a meeting, done; or not."""

    _inherit = "biuro.sekretariat.visit"

    def _move_to(self, state, **values):
        """Move the visits on. Raise UserError if one of them cannot go there."""
        self.check_access("write")
        self._check_next(state)
        # sudo: own model - write() refuses these fields from anyone else; access was checked above
        self.sudo().write({"state": state, **values})
        self._ping_desks()
        return True

    def _check_next(self, state):
        labels = dict(self._fields["state"]._description_selection(self.env))
        for visit in self:
            if state not in NEXT[visit.state]:
                raise UserError(self.env._(
                    "%(visit)s: the visit is “%(old)s” and cannot become “%(new)s”.",
                    visit=visit.display_name, old=labels[visit.state], new=labels[state],
                ))

    # ---- arranging ---------------------------------------------------------------------------------------------------

    @api.model
    def book(self, values):
        """Arrange a visit in one call: request and confirmation.

        :param dict values: ``visitor_name``, ``subject``, and ``slot_id`` or ``host_employee_id`` with ``planned_at``
            (UTC, ``YYYY-MM-DD HH:MM:SS``) and ``off_plan_reason``; optional ``kind`` (``complaint``, ``motion``,
            ``individual``, ``courtesy``, ``meeting``), ``minutes``, ``room_id``, ``phone``, ``email``, ``partner_id``,
            ``case_id``, ``people_count``, ``needs``, ``origin`` (``desk``, ``phone``, ``letter``)
        :return: dict ``id``, ``register_ref``, ``state``, ``planned_at`` (UTC)
        :raise UserError: no name or subject, the slot taken (with the nearest free ones), the host absent or busy, a
            visit outside the plan without a reason
        """
        visit = self.create(self._book_values(values))
        visit.action_confirm()
        return visit._plain()

    @api.model
    def _book_values(self, values):
        values = dict(values or {})
        if unknown := set(values) - BOOK_KEYS:
            raise UserError(self.env._("Unknown data of a visit: %(keys)s.", keys=", ".join(sorted(unknown))))
        if values.get("origin") == "public":
            raise UserError(self.env._("Visits of the public page come from the public page."))
        if values.get("planned_at"):
            values["planned_at"] = self._parse_moment(values["planned_at"])
        return values

    def _plain(self):
        self.ensure_one()
        return {
            "id": self.id, "register_ref": self.register_ref or False, "state": self.state,
            "planned_at": fields.Datetime.to_string(self.planned_at) or False,
        }

    def action_confirm(self):
        """Confirm requested visits: each gets its number, its place in the calendar of the host and its mail.

        A visit that is confirmed already stays as it is.

        :return: True
        :raise UserError: not requested, without a time, outside the plan without a reason, the time taken or past
        """
        self.check_access("write")
        for visit in self:
            if visit.state == "confirmed":
                continue
            if visit.state != "requested":
                raise UserError(self.env._("%s is not waiting for a confirmation.", visit.display_name))
            if not visit.planned_at:
                raise UserError(self.env._("Choose a slot, or give the time and say why it is outside the plan."))
            if not visit.slot_id and not (visit.off_plan_reason or "").strip():
                raise UserError(self.env._("A visit outside the plan needs a reason."))
            visit._check_still_free()
            again = bool(visit.register_ref)
            visit._take_time({
                "state": "confirmed", "held_until": False, "is_waiting": False, "is_offered": False,
                "new_date_asked": False, "reminded_at": False,
            })
            visit._sync_event()
            if not again:
                visit._enter_register()
            visit._mail("confirmed")
        self._ping_desks()
        return True

    def action_move(self, slot_id=None, planned_at=None, minutes=None, room_id=None, reason=None):
        """Move a visit to another time; the visitor is told.

        :param int slot_id: the new slot, or
        :param str planned_at: the new moment (UTC, ``YYYY-MM-DD HH:MM:SS``), outside the plan
        :param int minutes: how long, as before by default
        :param int room_id: where, as before by default
        :param str reason: why; required outside the plan
        :return: True
        :raise UserError: the visit has begun, the new time is taken, past or outside the plan without a reason
        """
        self.ensure_one()
        self.check_access("write")
        if self.state not in ("requested", "confirmed"):
            raise UserError(self.env._("The visit has begun or is over: it cannot be moved."))
        old_slot, was = self.slot_id, self.planned_at
        if slot_id:
            slot = self.env["biuro.sekretariat.visit.slot"].browse(int(slot_id)).exists()
            if not slot or slot.is_blocked:
                raise UserError(self.env._("There is no such slot. Choose another one."))
            self._check_slot_free(slot)
            values = {"slot_id": slot.id, "host_employee_id": slot.host_employee_id.id}
        elif planned_at:
            if not (reason or "").strip():
                raise UserError(self.env._("A visit outside the plan needs a reason."))
            values = {
                "slot_id": False, "planned_at": self._parse_moment(planned_at), "off_plan_reason": reason.strip(),
                "room_id": room_id or self.room_id.id, "minutes": int(minutes or self.minutes),
            }
            room = self.env["biuro.sekretariat.room"].browse(values["room_id"] or [])
            self._check_time(
                self.host_employee_id, values["planned_at"],
                values["planned_at"] + timedelta(minutes=values["minutes"]), room, self.env[old_slot._name],
            )
        else:
            raise UserError(self.env._("Choose a slot, or give the time and say why it is outside the plan."))
        self._take_time({**values, "new_date_asked": False, "reminded_at": False})
        if self.state == "confirmed":
            self._sync_event()
            if was != self.planned_at:
                self._mail("moved")
        self._free_slot(old_slot)
        self._ping_desks(also=was)
        return True

    def _free_slot(self, slot):
        """Offer a slot that was left to the first waiting."""
        if slot and not slot.visit_ids.filtered(lambda visit: visit.state not in ("cancelled", "redirected")):
            slot._offer_to_waiting()

    def action_cancel(self, reason):
        """Cancel visits, asked for or arranged; the slot goes to the first waiting. The entry stays.

        :param str reason: why; must not be empty
        :return: True
        :raise UserError: empty reason, a visit that has taken place
        """
        self.check_access("write")
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Give the reason of the cancellation."))
        for visit in self:
            if visit.state != "cancelled" and "cancelled" not in NEXT[visit.state]:
                raise UserError(self.env._("%s has taken place: it cannot be cancelled.", visit.display_name))
        numbered = self.filtered("register_ref")
        for visit in (self - numbered).filtered(lambda visit: visit.state != "cancelled"):
            visit._move_to("cancelled", is_cancelled=True, cancel_reason=reason, cancelled_at=fields.Datetime.now(),
                           cancelled_by_id=self.env.uid, is_waiting=False, held_until=False)
        told = numbered.filtered(lambda visit: visit.state == "confirmed")
        if numbered:
            super(BiuroSekretariatVisit, numbered).action_cancel(reason)
        self._sync_event()
        told._mail("cancelled")
        for visit in self:
            visit._free_slot(visit.slot_id)
        self._ping_desks()
        return True

    def _cancel_values(self, reason):
        return {"state": "cancelled", "is_waiting": False, "held_until": False}

    def _check_cancel(self):
        """The window that asks for the reason serves requests without a number as well."""

    # ---- the day of the visit ----------------------------------------------------------------------------------------

    @api.model
    def walk_in(self, values):
        """Enter a visitor who has come without an appointment; he waits at the desk.

        :param dict values: ``visitor_name``, ``subject``, ``host_employee_id``, ``off_plan_reason``; optional ``kind``,
            ``phone``, ``email``, ``partner_id``, ``people_count``, ``needs``, ``case_id``
        :return: dict ``id``, ``register_ref``, ``state``, ``planned_at`` (UTC)
        :raise UserError: without a name, a subject or a reason; a host who is absent today
        """
        values = self._book_values(values)
        if not (values.get("off_plan_reason") or "").strip():
            raise UserError(self.env._("A visit outside the plan needs a reason."))
        if values.get("slot_id") or values.get("planned_at"):
            raise UserError(self.env._("A visitor without an appointment has no slot. Book the slot instead."))
        now = fields.Datetime.now()
        host = int(values.get("host_employee_id") or 0)
        if any(start <= now < stop for start, stop, _who in self._absences({host}, now, now).get(host, ())):
            raise UserError(self.env._("The host is absent today. Choose who stands in for the host."))
        visit = self.create({**values, "planned_at": now, "origin": "desk"})
        visit._move_to("arrived", is_walk_in=True, arrived_at=now)
        visit._enter_register()
        return visit._plain()

    def action_arrive(self):
        """The visitors have come and wait.

        :return: True
        :raise UserError: not arranged, or arranged for another day
        """
        for visit in self:
            if visit.day != self._today():
                raise UserError(self.env._("%s is not arranged for today. Move the visit first.", visit.display_name))
        unconfirmed = self.filtered(lambda visit: visit.state == "requested")
        for visit in unconfirmed:
            if not visit.register_ref:
                visit._enter_register()
        self._move_to("arrived", arrived_at=fields.Datetime.now(), held_until=False, is_waiting=False)
        self._sync_event()
        return True

    def action_start(self):
        """The visitor goes in to the host.

        :return: True
        :raise UserError: the visitor has not come yet, or the host is in a meeting with somebody else
        """
        for visit in self:
            # sudo: own model - only that there is another one, and its number
            other = self.sudo().search([
                ("host_employee_id", "=", visit.host_employee_id.id), ("state", "=", "in_meeting"),
                ("id", "!=", visit.id),
            ], limit=1)
            if other:
                raise UserError(self.env._(
                    "The host is still in the meeting %(ref)s. End that visit first.", ref=other.register_ref,
                ))
            now = fields.Datetime.now()
            if visit.state in ("confirmed", "no_show"):
                visit.action_arrive()
            visit._move_to("in_meeting", started_at=now)
        return True

    def action_finish(self, findings=None):
        """The meeting is over.

        :param str findings: what was agreed and ordered; added to what stands there already
        :return: True
        :raise UserError: when it has not begun
        """
        for visit in self:
            now = fields.Datetime.now()
            visit._move_to("done", ended_at=max(now, visit.started_at or now))
            if (findings or "").strip():
                visit.findings = "\n".join(filter(None, [visit.findings, findings.strip()]))
        return True

    def action_no_show(self):
        """Arranged visitors did not come.

        :return: True
        :raise UserError: before the time of the visit
        """
        for visit in self:
            if visit.planned_at and visit.planned_at > fields.Datetime.now():
                raise UserError(self.env._("The time of %s has not come yet.", visit.display_name))
        return self._move_to("no_show")

    def action_back(self):
        """Take back the last step made by mistake at the desk, on the same day.

        :return: True
        :raise UserError: when there is nothing to take back
        """
        for visit in self:
            state = BACK.get(visit.state)
            if not state or visit.day != self._today() or (visit.is_walk_in and state == "confirmed"):
                raise UserError(self.env._("There is no step to take back. Cancel the visit and give the reason."))
            cleared = {"confirmed": "arrived_at", "arrived": "started_at", "in_meeting": "ended_at"}[state]
            visit._move_to(state, **{cleared: False})
        return True

    def action_redirect(self, department_id, note=None):
        """Send the visitor on to a cell; the cell is told the name, the time and the word given here, nothing else.

        :param int department_id: the cell (hr.department)
        :param str note: a word to the cell
        :return: True
        :raise UserError: no such cell, a visit that has taken place
        """
        self.check_access("write")
        cell = self.env["hr.department"].browse(int(department_id or 0)).exists()
        if not cell:
            raise UserError(self.env._("Choose the cell that the visitor is sent to."))
        for visit in self:
            if not visit.register_ref and "redirected" in NEXT[visit.state]:
                visit._enter_register()
            visit._move_to("redirected", redirected_department_id=cell.id, redirect_note=(note or "").strip() or False,
                           is_waiting=False, held_until=False)
            visit._free_slot(visit.slot_id)
        self._sync_event()
        self._tell_cell(cell)
        return True

    def _tell_cell(self, cell):
        # sudo: hr.department, hr.employee - who heads the cell
        user = cell.sudo().manager_id.user_id
        if not user:
            return
        for visit in self:
            begin = visit.planned_at and local(visit.planned_at)
            # sudo: mail.thread - told to the head of the cell, who may read the entry from now on
            visit.sudo().message_notify(
                partner_ids=user.partner_id.ids,
                subject=self.env._("Visitor redirected: %s", visit.register_ref),
                body=self.env._(
                    "%(visitor)s is sent to %(cell)s. %(note)s", visitor=visit.visitor_name, cell=cell.name,
                    note=" ".join(filter(None, [begin and f"{begin:%d.%m.%Y %H:%M}.", visit.redirect_note])),
                ),
            )

    def _ping_desks(self, also=None):
        """Tell open desks that something changed; the message carries days, nothing of the visits."""
        days = {local(moment).date().isoformat() for moment in [*self.mapped("planned_at"), also] if moment}
        if not days:
            return
        group = self.env.ref("biuro_sekretariat.biuro_sekretariat_group_secretary")
        # sudo: hr.employee - the accounts of the hosts
        users = self.host_employee_id.sudo().user_id
        for target in [group, *users.partner_id]:
            self.env["bus.bus"]._sendone(target, "biuro_sekretariat.visits", {"days": sorted(days)})
