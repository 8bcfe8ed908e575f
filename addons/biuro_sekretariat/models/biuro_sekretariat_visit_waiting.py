from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.law.terms import local

BATCH = 200


class BiuroSekretariatVisit(models.Model):
    """Waiting list, slots held for a while, and what becomes of visits when the host is absent."""

    _inherit = "biuro.sekretariat.visit"

    @api.model
    def _number(self, name, default):
        """Return a number (int) that the office has set."""
        # sudo: ir.config_parameter - numbers of our own
        value = self.env["ir.config_parameter"].sudo().get_param(f"biuro_sekretariat.{name}", default)
        try:
            return int(value)
        except (TypeError, ValueError):
            return default

    # ---- waiting list ------------------------------------------------------------------------------------------------

    def action_wait(self):
        """Put requests without a time on the waiting list: a freed slot of the host is offered to the first.

        :return: True
        :raise UserError: when a visit is arranged already
        """
        self.check_access("write")
        if any(visit.state != "requested" or visit.slot_id for visit in self):
            raise UserError(self.env._("Only a request without a slot goes on the waiting list."))
        new = self.filtered(lambda visit: not visit.is_waiting)
        # sudo: own model - write() refuses these fields from anyone else; access was checked above
        new.sudo().write({"is_waiting": True, "waiting_since": fields.Datetime.now(), "planned_at": False})
        for host in new.host_employee_id:
            # sudo: biuro.sekretariat.visit.slot - what is free now goes to who waits longest
            self.env["biuro.sekretariat.visit.slot"].sudo().search([
                ("host_employee_id", "=", host.id), ("reachable", "=", True),
            ], limit=len(new))._offer_to_waiting()
        return True

    @api.model
    def _offer_slot(self, slot, skip=None):
        """Hold a free slot for the first of those who wait for its host; return that visit, or none."""
        slot.invalidate_recordset(["reachable"])  # the calendar may have changed in this very transaction
        if not slot.reachable:
            return self.browse()
        domain = Domain("is_waiting", "=", True) & Domain("state", "=", "requested") & Domain("slot_id", "=", False)
        domain &= Domain("host_employee_id", "=", slot.host_employee_id.id)
        domain &= Domain("waiting_until", "=", False) | Domain("waiting_until", ">=", local(slot.start).date())
        if skip:
            domain &= Domain("id", "not in", skip.ids)
        first = self.search(domain, order="new_date_asked desc, waiting_since, id", limit=1)
        now = fields.Datetime.now()
        until = min(now + timedelta(hours=self._number("visit_offer_hours", 24)), slot.start - timedelta(hours=1))
        if not first or until <= now:
            return self.browse()
        first._take_time({"slot_id": slot.id, "held_until": until, "is_offered": True})
        first._trigger_release()
        first._mail("offered")
        return first

    def _trigger_release(self):
        """Wake the releasing of holds at the moment when these end."""
        cron = self.env.ref("biuro_sekretariat.ir_cron_visit_holds", raise_if_not_found=False)
        if cron and self.filtered("held_until"):
            # sudo: ir.cron - our own, at a time of our own
            cron.sudo()._trigger([visit.held_until + timedelta(seconds=1) for visit in self if visit.held_until])

    @api.model
    def _cron_free_holds(self):
        """Free slots whose time to confirm has passed; what the public page knows of the visitor goes with them."""
        domain = [("state", "=", "requested"), ("held_until", "<", fields.Datetime.now())]
        held = self.search(domain, limit=BATCH, order="id").try_lock_for_update().filtered_domain(domain)
        slots, offered = held.slot_id, held.filtered("is_offered")
        # who let an offer pass goes to the end of the list
        offered.write({
            "slot_id": False, "planned_at": False, "held_until": False, "is_offered": False,
            "waiting_since": fields.Datetime.now(),
        })
        unconfirmed = (held - offered).filtered(lambda visit: visit.origin == "public" and not visit.register_ref)
        (held - offered - unconfirmed).write({"slot_id": False, "planned_at": False, "held_until": False})
        count = len(unconfirmed)
        unconfirmed._forget_messages()
        unconfirmed.unlink()
        self.env["biuro.sekretariat.visit.removal"]._log("unconfirmed", count)
        for slot in slots:
            self._offer_slot(slot, skip=offered)
        self.env["ir.cron"]._commit_progress(len(held), remaining=self.search_count(domain))

    # ---- absence of the host -----------------------------------------------------------------------------------------

    def action_hand_over(self, employee_id):
        """Give visits to another host at the same time: a substitute.

        :param int employee_id: who receives instead (hr.employee)
        :return: True
        :raise UserError: the visit has begun; the other host is absent, busy or receives somebody at that time
        """
        self.check_access("write")
        host = self.env["hr.employee"].browse(int(employee_id or 0)).exists()
        if not host:
            raise UserError(self.env._("Choose who receives instead."))
        for visit in self:
            if visit.state not in ("requested", "confirmed"):
                raise UserError(self.env._("The visit has begun or is over: it cannot be moved."))
            visit._hand_over(host)
        return True

    def _hand_over(self, host):
        self._check_time(host, self.planned_at, self.planned_stop, self.room_id, self.env[self.slot_id._name])
        self._take_time({
            "host_employee_id": host.id, "original_host_id": self.original_host_id.id or self.host_employee_id.id,
            "new_date_asked": False,
        })
        self.invalidate_recordset(["host_absent", "conflict"])
        if self.state == "confirmed":
            self._sync_event()
            self._mail("moved")
        self._ping_desks()

    def action_ask_new_date(self, reason=None):
        """Give up the time of arranged visits and ask the visitors for a new one; they wait first in the list.

        :param str reason: told to the visitors, e.g. the absence of the host
        :return: True
        :raise UserError: when a visit has begun
        """
        self.check_access("write")
        for visit in self:
            if visit.state not in ("requested", "confirmed"):
                raise UserError(self.env._("The visit has begun or is over: it cannot be moved."))
            was, slot = visit.planned_at, visit.slot_id
            # sudo: own model - write() refuses these fields from anyone else; access was checked above
            visit.sudo().write({
                "state": "requested", "slot_id": False, "planned_at": False, "is_waiting": True, "is_offered": False,
                "waiting_since": fields.Datetime.now(), "new_date_asked": True, "held_until": False,
            })
            visit._sync_event()
            visit.with_context(biuro_visit_was=was, biuro_visit_reason=reason)._mail("new_date")
            visit._ping_desks(also=was)
            visit._free_slot(slot)
        return True

    @api.model
    def _handle_absence(self, host_ids=None):
        """Move visits of absent hosts to their substitutes, or mark them for a new date to be agreed."""
        domain = Domain("state", "in", ["requested", "confirmed"]) & Domain("planned_at", ">", fields.Datetime.now())
        domain &= Domain("new_date_asked", "=", False)
        if host_ids is not None:
            domain &= Domain("host_employee_id", "in", list(host_ids))
        visits = self.search(domain)
        if not visits:
            return
        absences = self._absences(
            set(visits.host_employee_id.ids), min(visits.mapped("planned_at")), max(visits.mapped("planned_stop")),
        )
        for visit in visits:
            rows = [
                row for row in absences.get(visit.host_employee_id.id, ())
                if row[0] < visit.planned_stop and row[1] > visit.planned_at
            ]
            if not rows:
                continue
            substitute = next((who for _start, _stop, who in rows if who), False)
            if substitute and visit.state == "confirmed":
                try:
                    with self.env.cr.savepoint():
                        visit._hand_over(self.env["hr.employee"].browse(substitute))
                    continue
                except UserError:
                    visit.invalidate_recordset()
            visit.write({"new_date_asked": True})
            visit._ping_desks()

    @api.model
    def _cron_absences(self):
        """Each morning: leaves approved in the meantime, slots that have become free for those who wait."""
        self._handle_absence()
        waiting = self.search([("is_waiting", "=", True), ("slot_id", "=", False), ("state", "=", "requested")])
        for host in waiting.host_employee_id:
            number = len(waiting.filtered(lambda visit, host=host: visit.host_employee_id == host))
            self.env["biuro.sekretariat.visit.slot"].search([
                ("host_employee_id", "=", host.id), ("reachable", "=", True),
            ], limit=number)._offer_to_waiting()
