from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law.terms import local
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import allowance, diet
from .biuro_rada_law import BASE_AMOUNT


class BiuroRadaTrip(models.Model):
    """The way of a trip: ordered or refused, over and counted, settled, paid."""

    _inherit = "biuro.rada.trip"

    def action_cancel(self, reason):
        """Cancel the trips that are on no payment list; they leave the calendar.

        :param str reason: why
        :return: True
        :raise UserError: not ordered; on a list; no reason
        """
        result = super().action_cancel(reason)
        self.sudo()._sync_event()  # sudo: calendar.event - entry of the record itself
        return result

    def _deciding(self, day, councillor=None):
        """Return who orders the trip and consents to the car on a day (record): the orderer or a designated vice-chair.

        :param councillor: the councillor who is said to decide; the designated one or the orderer by default
        :raise UserError: nobody, the traveller, another person than the user, a vice-chair without designation (RE-03)
        """
        self.ensure_one()
        Function = self.env["biuro.rada.function"]
        me = self.env["biuro.rada.councillor"]._of_user()
        named = self._orderer(day)
        councillor = councillor or self.designated_id or named
        if not councillor or councillor == self.councillor_id:
            raise UserError(
                self.env._("RE-03: the chair orders the trip; for the chair a vice-chair named by the council.")
            )
        if me and me == self.councillor_id:
            raise UserError(self.env._("RE-03: nobody orders a trip of one's own."))
        if councillor != named:
            if named and self.councillor_id == Function._holder(self.councillor_id.term_id, "chair", day):
                raise UserError(
                    self.env._("RE-03: the council named %s to order the trips of the chair.", named.display_name)
                )
            if not Function.search_count(
                [
                    ("councillor_id", "=", councillor.id),
                    ("term_id", "=", self.councillor_id.term_id.id),
                    *Function._domain_on(day),
                ],
                limit=1,
            ):
                raise UserError(
                    self.env._("RE-03: %s is neither the chair nor a vice-chair on this day.", councillor.display_name)
                )
            if self.designated_id != councillor or not (self.designation or "").strip():
                raise UserError(
                    self.env._(
                        "RE-03: %s orders this trip only by designation. Enter the vice-chair and the designation.",
                        councillor.display_name,
                    )
                )
        if me and me != councillor:
            raise UserError(self.env._("RE-03: %s decides on this trip.", councillor.display_name))
        return councillor

    def action_order(self, ordered_by_id=None, date=None):
        """Order the trip: the chair, or for the chair's own trip a vice-chair (§ 2).

        :param int ordered_by_id: councillor who orders; by default the designated one, else the chair of the day
        :param str date: day of the order "YYYY-MM-DD"; today by default
        :return: dict ``register_ref``
        :raise UserError: not prepared; ordered by the traveller, by one without the function or the designation
            (RE-03); private car without consent (RE-03)
        """
        self.ensure_one()
        self.check_access("write")
        if self.state != "draft":
            raise UserError(self.env._("This trip was ordered already."))
        day = fields.Date.to_date(date) or self.env["biuro.register"]._today()
        councillor = self._deciding(day, self.env["biuro.rada.councillor"].browse(ordered_by_id or []))
        if day > local(self.depart_at).date():
            raise UserError(self.env._("RE-03: the trip is ordered before it begins."))
        if self.transport == "private_car" and not self.car_consent:
            raise UserError(self.env._("RE-03: a private car needs the consent of the chair."))
        if not self.councillor_id._may_vote(local(self.depart_at).date()):
            raise UserError(
                self.env._(
                    "RA-05: %s holds no mandate on the day or has not taken the oath.", self.councillor_id.display_name
                )
            )
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().write({"state": "ordered", "ordered_by_id": councillor.id, "order_date": day})
        self.sudo()._sync_event()
        self.activity_ids.action_feedback()
        self._enter_register(day)
        return {"register_ref": self.register_ref}

    def action_consent_car(self):
        """Give the consent to the private car (§ 5 ust. 3): whoever orders the trip, or the office by a signed paper.

        :return: True
        :raise UserError: no private car, or the trip is over; not the one who orders it; the office without the paper
        """
        today = office_today()
        me = self.env["biuro.rada.councillor"]._of_user()
        for trip in self:
            trip.check_access("write")
            if trip.transport != "private_car" or trip.state not in ("draft", "ordered"):
                raise UserError(self.env._("The consent is for a trip by private car that is still planned."))
            councillor = trip._deciding(min(today, local(trip.depart_at).date()))
            if not me and not (trip.consent_basis or "").strip():
                raise UserError(
                    self.env._(
                        "RE-03: %s consents to the car. Enter the signed consent, or let the consent be given here.",
                        councillor.display_name,
                    )
                )
            # sudo: own model - facts are written by verbs only; access was checked above
            trip.sudo().write(
                {
                    "car_consent": True, "consent_by_id": councillor.id, "consent_on": today,
                    "consent_user_id": self.env.uid,
                }
            )  # fmt: skip
        return True

    def action_refuse(self, reason):
        """Refuse a planned trip.

        :param str reason: why
        :return: True
        :raise UserError: ordered already; no reason
        """
        for trip in self:
            trip.check_access("write")
            if trip.state != "draft":
                raise UserError(self.env._("This trip was ordered already."))
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason."))
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().write({"state": "refused", "refusal": reason.strip()})
        self.activity_ids.action_feedback()
        return True

    def _sync_event(self):
        """Keep the entry of the calendar of an ordered trip; a cancelled one leaves it."""
        for trip in self:
            if trip.state in ("cancelled", "refused"):
                trip.event_id.unlink()
                continue
            values = {
                "name": trip.display_name,
                "start": trip.depart_at,
                "stop": trip.return_at,
                "location": trip.town_target,
                "partner_ids": [(6, 0, trip.councillor_id.partner_id.ids)],
            }
            if trip.event_id:
                trip.event_id.write(values)
            else:
                trip.event_id = self.env["calendar.event"].with_context(no_mail_to_attendees=True).create(values)

    def action_complete(self):
        """Note that the trip took place and count the allowance, the lump sums and the mileage.

        Lines counted before are counted anew; those entered by hand stay.

        :return: dict ``total`` and ``to_pay`` (zł as strings)
        :raise UserError: not ordered
        """
        self.ensure_one()
        self.check_access("write")
        if self.state not in ("ordered", "completed"):
            raise UserError(self.env._("Order the trip first."))
        if self.return_at > fields.Datetime.now():
            raise UserError(self.env._("The trip is not over yet."))
        day = local(self.depart_at).date()
        base = self.env["biuro.rate"]._get(BASE_AMOUNT, day)
        daily = base * allowance.FACTOR / 100
        minutes = int((self.return_at - self.depart_at).total_seconds() // 60)
        parts = self._cost_parts(base, daily, minutes)
        # sudo: own models - computed lines are written by verbs only; access was checked above
        trip = self.sudo()
        trip.line_ids.filtered("is_computed").unlink()
        trip.write(
            {
                "state": "completed",
                "reasons": [step for _kind, answer in parts for step in answer["reasons"]],
                "line_ids": [
                    (0, 0, {"kind": kind, "amount": float(answer["amount"]), "is_computed": True})
                    for kind, answer in parts
                ],
            }
        )
        return {"total": f"{self.total:.2f}", "to_pay": f"{self.to_pay:.2f}"}

    def _cost_parts(self, base, daily, minutes):
        """Return the counted costs of the trip: list of (kind of the line, dict ``amount``, ``reasons``).

        :param Decimal base: base amount of the year; ``daily`` the exact daily allowance
        :param int minutes: length of the trip
        """
        self.ensure_one()
        board = dict.fromkeys(("breakfast", "lunch", "dinner"), True) if self.full_board else None
        parts = [("allowance", allowance.trip_allowance(minutes, base, board))]
        if self.at_residence:
            parts = [("allowance", diet.no_allowance())]
        if self.nights_without_bill and not self.at_residence:
            parts.append(("lodging", diet.lodging(daily, self.nights_without_bill)))
        if self.local_transport and self.transport not in ("private_car", "city_car"):
            parts.append(("local", diet.local_transport(daily, -(-minutes // allowance.DAY) or 1)))
        if self.transport == "private_car":
            parts.append(("mileage", self._mileage(self)))
        return parts

    def action_settle(self):
        """Settle the trip: it may go on a payment list.

        :return: True
        :raise UserError: not completed
        """
        for trip in self:
            trip.check_access("write")
            if trip.state != "completed":
                raise UserError(self.env._("Complete the trip first: the allowance is counted then."))
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": "settled", "settled_by_id": self.env.uid, "settled_on": office_today()})
        return True

    def action_return(self, reason):
        """Return the settlement to be completed.

        :param str reason: what is missing
        :return: True
        :raise UserError: not settled, or on a list; no reason
        """
        for trip in self:
            trip.check_access("write")
            if trip.state != "settled":
                raise UserError(self.env._("Only a settled trip that is on no list is returned."))
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason."))
        for trip in self:
            trip.message_post(body=self.env._("Returned: %s", reason))
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": "completed", "settled_by_id": False, "settled_on": False})
        return True

    def action_repay(self, date=None):
        """Note that the councillor paid back what the advance was above the costs, or that nothing is to pay.

        :param str date: day of the repayment "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: not settled; something is to be paid to the councillor
        """
        day = fields.Date.to_date(date) or office_today()
        for trip in self:
            trip.check_access("write")
            if trip.state != "settled" or trip.to_pay > 0:
                raise UserError(self.env._("This trip is paid by a payment list."))
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().write({"state": "paid", "paid_on": day})
        return True

    @api.model
    def action_make_list(self):
        """Put the settled trips on a payment list; see ``biuro.rada.diet.list.make_list``.

        :return: window action (dict) of the list
        :raise UserError: no settled trip waits for a list
        """
        made = self.env["biuro.rada.diet.list"].make_list(fields.Date.to_string(office_today()), "trips")
        return {
            "type": "ir.actions.act_window",
            "res_model": "biuro.rada.diet.list",
            "res_id": made["id"],
            "views": [[False, "form"]],
        }

    def _tell_orderer(self):
        """Plan the activity of the one who orders the trip, and of the people who handle trips."""
        group = self.env.ref("biuro_rada.biuro_rada_group_finance")
        for trip in self:
            orderer = trip._orderer(office_today())
            users = orderer.partner_id.user_ids.filtered(lambda user: user._is_internal())
            users |= self.env["res.users"].search([("all_group_ids", "in", group.id)])
            for user in users:
                trip.activity_schedule(
                    "mail.mail_activity_data_todo",
                    min(local(trip.depart_at).date(), fields.Date.add(office_today(), days=7)),
                    self.env._("Order the trip of %s", trip.councillor_id.display_name),
                    user_id=user.id,
                )
