from odoo import fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.biuro_kancelaria.law import inputs
from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import travel

SECRETARY = "biuro_sekretariat.biuro_sekretariat_group_secretary"


class BiuroSekretariatTravelOrder(models.Model):
    """From the order to the payment."""

    _inherit = "biuro.sekretariat.travel.order"

    approved_by_id = fields.Many2one("hr.employee", "Approves the Settlement", readonly=True, copy=False)
    approver_name = fields.Char("Approved By", readonly=True, copy=False)
    approved_on = fields.Date(readonly=True, copy=False)
    settled_on = fields.Date("Settlement Handed In On", readonly=True, copy=False)
    paid_on = fields.Date(readonly=True, copy=False)
    return_reason = fields.Char("Reason of the Return", readonly=True, copy=False)

    # ---- who may -----------------------------------------------------------------------------------------------------

    def _acts_as(self, employee):
        """Return whether the user is that employee or acts for him or her today (bool)."""
        # sudo: res.users - the people one acts for
        return employee in self.env.user.sudo().acting_employee_ids

    def _is_traveller(self):
        """Return whether the user is the traveller in person (bool)."""
        # sudo: res.users - one's own employees
        return self.employee_id in self.env.user.sudo().employee_ids

    def _check_may_decide(self):
        """Raise unless the user orders the trip, or keeps the secretariat and is not the traveller."""
        self.check_access("write")
        for order in self:
            if order._is_traveller():
                raise UserError(self.env._("A trip is not ordered or approved by the traveller."))
            if not self.env.su and not order._acts_as(order.ordered_by_id) and not self.env.user.has_group(SECRETARY):
                raise AccessError(self.env._("Only whoever orders the trip, or the secretariat, may do this."))

    def _check_state(self, *states):
        labels = dict(self._fields["state"]._description_selection(self.env))
        for order in self:
            if order.state not in states:
                raise UserError(self.env._(
                    "%(order)s is “%(state)s”: this is not possible now.", order=order.display_name,
                    state=labels[order.state],
                ))

    def _get_order_reasons(self):
        """Return why the orderer may order this trip (list); ValidationError when he or she may not."""
        self.ensure_one()
        # sudo: hr.employee, biuro.substitution - functions and substitutions, whoever asks
        traveller, orderer = self.employee_id.sudo(), self.ordered_by_id.sudo()
        day = self._local_days()[0]
        today = office_today()
        substitutes = bool(self.env["biuro.substitution"].sudo().search_count([
            ("employee_id", "=", traveller.id), ("substitute_id", "=", orderer.id), ("is_cancelled", "=", False),
            "|", "&", ("date_from", "<=", day), ("date_to", ">=", day),
            "&", ("date_from", "<=", today), ("date_to", ">=", today),
        ], limit=1))
        try:
            return travel.check_orderer(
                traveller == orderer, traveller.office_function or "", orderer.office_function or "",
                substitutes=substitutes, named=bool((self.order_basis or "").strip()),
            )
        except LawError as error:
            raise ValidationError(str(error)) from error

    def _check_overlap(self):
        for order in self:
            # sudo: own model - a clash counts also where the user may not see the other trip
            other = self.sudo().search([
                ("id", "!=", order.id), ("employee_id", "=", order.employee_id.id),
                ("state", "in", ("ordered", "in_trip")), ("date_start", "<", order.date_end),
                ("date_end", ">", order.date_start),
            ], limit=1)
            if other:
                raise UserError(self.env._(
                    "%(person)s has another trip in this time: %(ref)s.",
                    # sudo: hr.employee - the traveller's name
                    person=order.sudo().employee_id.name, ref=other.register_ref,
                ))

    # ---- verbs -------------------------------------------------------------------------------------------------------

    def action_order(self):
        """Order trips: number, consent to a private vehicle, busy time in the calendar, term of the settlement.

        :return: list of the numbers given (str), in the order of the records
        :raise UserError: ordered by the traveller, not a draft, another trip at the same time
        :raise ValidationError: the orderer may not order this trip
        Legal source: UPS art. 8(2); regulation of 29.01.2013 § 3, § 5(1), § 11.
        """
        self._check_may_decide()
        self._check_state("draft")
        self._check_overlap()
        for order in self:
            # sudo: own model, hr.employee - facts of the order are written by this verb; rights were checked above
            traveller, orderer = order.employee_id.sudo(), order.ordered_by_id.sudo()
            order.sudo().write({
                "order_reasons": order._get_order_reasons(), "ordered_on": office_today(),
                "ordered_user_id": self.env.uid, "orderer_name": orderer.name,
                "orderer_job": orderer.job_title or orderer.job_id.name or False,
                "employee_job": traveller.job_title or traveller.job_id.name or False,
                "private_car_consent": order.transport == "private_car",
            })
        self._deadline_start("travel_settlement", {order.id: order._local_days()[1] for order in self})
        self._enter_register()
        self._deadline_sync()
        self._make_events()
        return self.mapped("register_ref")

    def action_depart(self, at=None):
        """Note that the traveller left.

        :param str at: moment of departure, UTC "YYYY-MM-DD HH:MM:SS"; the planned one by default
        :return: True
        """
        self.check_access("write")
        self._check_state("ordered")
        for order in self:
            values = {"state": "in_trip", "actual_start": fields.Datetime.to_datetime(at) or order.date_start}
            # sudo: own model - the state is written by this verb; the right was checked above
            order.sudo().write(values)
        return True

    def action_settle(self):
        """Hand in the settlement: what is due is counted and locked (§ 5(1)).

        :return: dict ``total``, ``due`` (strings with a dot; negative: to be returned), ``reasons``
        :raise UserError: times or report missing, trip not over, a rate missing, not what the law allows
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("ordered", "in_trip")
        if not self.actual_start or not self.actual_end:
            raise UserError(self.env._("Give the real departure and return."))
        if self.actual_end > fields.Datetime.now():
            raise UserError(self.env._("The trip is settled after the return."))
        if not (self.report or "").strip():
            raise UserError(self.env._("Write the report of the trip: what was done."))
        result = self._count_settlement()
        end = self._warsaw(self.actual_end).date()
        # sudo: own model - written by this verb; the right was checked above
        self.sudo().write({"state": "settled", "settled_on": office_today(), "return_reason": False})
        if end != self._deadline_search("travel_settlement").sorted("id")[-1:].date_start:
            self._deadline_start("travel_settlement", end)
        self._deadline_done("travel_settlement")
        return inputs.plain({name: result[name] for name in ("total", "due", "reasons")})

    def action_hand_in(self):
        """Hand in the settlement: the button of the form. Return True; see ``action_settle``."""
        self.action_settle()
        return True

    def action_return(self, reason):
        """Return the settlement to the traveller.

        :param str reason: what is to be corrected
        :return: True
        """
        self._check_may_decide()
        self._check_state("settled")
        if not (reason or "").strip():
            raise UserError(self.env._("Say what is to be corrected."))
        for order in self:
            # sudo: own model - written by this verb; the right was checked above
            order.sudo().write({"state": "in_trip", "settled_on": False, "return_reason": reason.strip()})
            order._deadline_start("travel_settlement", order._warsaw(order.actual_end).date())
        return True

    def action_approve(self):
        """Approve the settlement.

        :return: True
        :raise UserError: by the traveller, or not settled
        """
        self._check_may_decide()
        self._check_state("settled")
        # sudo: hr.employee - the name of the one who approves, kept on the settlement
        actor = self.env.user._biuro_employee().sudo()
        for order in self:
            recorded = order.ordered_by_id if not order._acts_as(order.ordered_by_id) else actor
            # sudo: own model - written by this verb; the right was checked above
            order.sudo().write({
                "state": "approved", "approved_on": office_today(), "approved_by_id": recorded.id,
                "approver_name": recorded.sudo().name,
            })
        return True

    def action_pay(self, on=None):
        """Note that the settlement was paid, or the rest of the advance returned.

        :param str on: day "YYYY-MM-DD", today by default
        :return: True
        :raise UserError: not approved, by the traveller, a day later than today
        """
        self.check_access("write")
        if not self.env.su and not self.env.user.has_group(SECRETARY):
            raise AccessError(self.env._("Payments are noted by the secretariat."))
        self._check_state("approved")
        # sudo: own model - written by this verb; the right was checked above
        self.sudo().write({"state": "paid", "paid_on": self._parse_day(on)})
        return True

    def action_record_advance(self, on=None):
        """Note that the advance was paid (§ 11).

        :param str on: day "YYYY-MM-DD", today by default
        :return: True
        """
        self.check_access("write")
        if not self.env.su and not self.env.user.has_group(SECRETARY):
            raise AccessError(self.env._("Payments are noted by the secretariat."))
        self._check_state("ordered", "in_trip")
        if any(not order.advance_amount for order in self):
            raise UserError(self.env._("No advance was asked for."))
        # sudo: own model - written by this verb; the right was checked above
        self.sudo().write({"advance_paid_on": self._parse_day(on)})
        return True

    def _parse_day(self, on):
        try:
            day = inputs.day("on", on, required=False) or office_today()
        except LawError as error:
            raise UserError(str(error)) from error
        if day > office_today():
            raise UserError(self.env._("The day cannot be later than today."))
        return day

    def action_cancel(self, reason):
        """Cancel ordered trips: the number stays taken, the calendar is free again.

        :param str reason: why
        :return: True
        :raise UserError: by the traveller, or settled already
        """
        self._check_may_decide()
        super().action_cancel(reason)
        self._deadline_cancel("travel_settlement", reason)
        # sudo: calendar.event - the busy time was made by the order
        self.sudo().event_id.unlink()
        return True

    # ---- calendar and substitution -----------------------------------------------------------------------------------

    def _make_events(self):
        """Show the traveller as busy; the subject stays between the traveller and the secretariat."""
        for order in self:
            # sudo: hr.employee, calendar.event - the traveller's calendar, filled by the order
            user = order.employee_id.sudo().user_id
            if not user:
                continue
            event = self.env["calendar.event"].sudo().with_context(
                no_mail_to_attendees=True, dont_notify=True, mail_create_nolog=True,
            ).create({
                "name": self.env._("Business trip %(ref)s: %(place)s", ref=order.register_ref, place=order.place_to),
                "start": order.date_start, "stop": order.date_end, "location": order.place_to, "user_id": user.id,
                "partner_ids": [fields.Command.set(user.partner_id.ids)], "show_as": "busy", "privacy": "private",
                **order._prepare_agenda_values(),
            })
            # sudo: own model - written by this verb
            order.sudo().write({"event_id": event.id})

    def action_open_substitution(self):
        """Offer a substitution for the days of the trip. Return the window action (dict) of a new one."""
        self.ensure_one()
        first, last = self._local_days()
        return {
            "type": "ir.actions.act_window", "name": self.env._("Substitution in the Days of the Trip"),
            "res_model": "biuro.substitution", "view_mode": "form", "views": [(False, "form")], "target": "new",
            "context": {
                "default_employee_id": self.employee_id.id, "default_date_from": fields.Date.to_string(first),
                "default_date_to": fields.Date.to_string(last),
                "default_reason": self.env._("business trip"), "default_legal_basis": self.register_ref or False,
            },
        }
