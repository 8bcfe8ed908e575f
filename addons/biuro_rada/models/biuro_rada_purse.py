from datetime import date, datetime, time, timezone

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.terms import WARSAW, local
from odoo.addons.biuro_kancelaria.tools import office_today

from .biuro_rada_money_file import amount_text
from .biuro_rada_money_mixin import exact
from .biuro_rada_trip import CAR_CLASSES

SHOWN = ("approved", "listed", "paid")
LONGEST = 4000


class BiuroRadaPurse(models.AbstractModel):
    """Own allowances and business trips of the councillor who asks; nobody else's.

    Every verb finds the councillor by the user of the call, whatever is passed to it.
    """

    _name = "biuro.rada.purse"
    _description = "Own Money of a Councillor"

    @api.model
    def _me(self):
        councillor = self.env["biuro.rada.councillor"]._of_user()
        if not councillor:
            raise AccessError(self.env._("These pages are for councillors in office."))
        # sudo: biuro.rada.councillor - one's own mandate
        return councillor.sudo()

    @api.model
    def _trip(self, trip_id):
        """Return one's own trip (sudo), or raise AccessError."""
        # sudo: biuro.rada.trip - only one's own, checked in the domain
        trip = (
            self.env["biuro.rada.trip"]
            .sudo()
            .search([("id", "=", trip_id), ("councillor_id.partner_id", "=", self._me().partner_id.id)])
        )
        if not trip:
            raise AccessError(self.env._("There is no such trip of yours."))
        return trip

    @api.model
    def my_months(self, year=None):
        """Return the caller's own allowances of a year by month, with the reasons of each.

        :param int year: the year; the current one by default
        :return: dict ``year``, ``years`` (list of int), ``months``: list of dicts ``month`` ("MM.YYYY"), ``title``
            (``allowance`` or ``correction``), ``gross``, ``reductions``, ``payable`` (texts in zł), ``events`` (list of
            dicts ``day``, ``meeting``, ``event``, ``value``, ``paragraph``), ``reasons``, ``paid_on`` (date or false),
            ``paid_text``, ``state``; ``total``, ``paid``, ``exempt``, ``taxable`` (texts in zł), ``account`` (its last
            four digits)
        :raise AccessError: the caller is no councillor in office
        """
        me = self._me()
        year = int(year or office_today().year)
        # sudo: biuro.rada.diet.line - only one's own, checked in the domain
        own = (
            self.env["biuro.rada.diet.line"]
            .sudo()
            .search([("partner_id", "=", me.partner_id.id), ("state", "in", SHOWN)], order="month desc, id desc")
        )
        lines = own.filtered(lambda line: line.month.year == year)
        paid = own.filtered(lambda line: line.paid_on and line.paid_on.year == year)
        account = me.bank_account_id.sanitized_acc_number or ""
        return {
            "year": year,
            "years": sorted({line.month.year for line in own} | {office_today().year}, reverse=True),
            "months": [self._describe_line(line) for line in lines],
            "total": amount_text(sum(map(exact, lines.mapped("payable")))),
            "paid": amount_text(sum(map(exact, paid.mapped("payable")))),
            "exempt": amount_text(sum(map(exact, paid.mapped("exempt")))),
            "taxable": amount_text(sum(map(exact, paid.mapped("taxable")))),
            "account": account[-4:],
        }

    @api.model
    def _describe_line(self, line):
        labels = dict(line.event_ids._fields["event"]._description_selection(self.env))
        functions = dict(line._fields["function"]._description_selection(self.env))
        states = dict(line._fields["state"]._description_selection(self.env))
        return {
            "id": line.id,
            "month": line.month.strftime("%m.%Y"),
            "title": "correction" if line.corrects_id else "allowance",
            "function": functions.get(line.function, ""),
            "gross": amount_text(exact(line.gross)),
            "reductions": amount_text(exact(line.reduction_amount)),
            "payable": amount_text(exact(line.payable)),
            "events": [
                {
                    "day": event.day.strftime("%d.%m.%Y"),
                    "meeting": event.session_id.display_name,
                    "event": labels[event.event],
                    "value": f"{event.value:g}".replace(".", ",") + (" %" if event.mode == "percent" else " zł"),
                    "paragraph": event.paragraph or "",
                }
                for event in line.event_ids
            ],
            "reasons": line.reasons or [],
            "correction_reason": line.correction_reason or "",
            "paid_on": fields.Date.to_string(line.paid_on) or False,
            "paid_text": line.paid_on.strftime("%d.%m.%Y") if line.paid_on else "",
            "state": states[line.state],
        }

    @api.model
    def my_trips(self):
        """Return the caller's own business trips, the newest first.

        :return: list of dicts ``id``, ``number``, ``purpose``, ``target``, ``depart``, ``back`` (local texts),
            ``state``, ``state_label``, ``total``, ``to_pay`` (texts in zł), ``refusal``
        :raise AccessError: the caller is no councillor in office
        """
        # sudo: biuro.rada.trip - only one's own, checked in the domain
        trips = (
            self.env["biuro.rada.trip"]
            .sudo()
            .search([("councillor_id.partner_id", "=", self._me().partner_id.id)], order="depart_at desc, id desc")
        )
        return [self._describe_trip(trip) for trip in trips]

    @api.model
    def _describe_trip(self, trip):
        states = dict(trip._fields["state"]._description_selection(self.env))
        return {
            "id": trip.id,
            "number": trip.register_ref or "",
            "purpose": trip.purpose,
            "target": trip.town_target,
            "depart": local(trip.depart_at).strftime("%d.%m.%Y, %H:%M"),
            "back": local(trip.return_at).strftime("%d.%m.%Y, %H:%M"),
            "state": trip.state,
            "state_label": states[trip.state] if trip.state != "draft" else self.env._("Waits for the order"),
            "total": amount_text(exact(trip.total)),
            "to_pay": amount_text(exact(trip.to_pay)),
            "refusal": trip.refusal or trip.cancel_reason or "",
            "report": trip.report or "",
        }

    @api.model
    def get_trip(self, trip_id):
        """Return one own trip with its costs and reasons.

        :param int trip_id: the trip
        :return: dict as in ``my_trips`` and ``lines`` (list of dicts ``kind``, ``receipt``, ``amount``), ``reasons``,
            ``ordered_by``, ``transport``, ``may_report``, ``may_withdraw`` (bool)
        :raise AccessError: not the caller's trip
        """
        trip = self._trip(trip_id)
        kinds = dict(trip.line_ids._fields["kind"]._description_selection(self.env))
        transports = dict(trip._fields["transport"]._description_selection(self.env))
        return {
            **self._describe_trip(trip),
            "lines": [
                {"kind": kinds[line.kind], "receipt": line.receipt or "", "amount": amount_text(exact(line.amount))}
                for line in trip.line_ids
            ],
            "reasons": trip.reasons or [],
            "ordered_by": trip.ordered_by_id.display_name or "",
            "transport": transports[trip.transport],
            "may_report": trip.state in ("ordered", "completed"),
            "may_withdraw": trip.state == "draft" and trip.is_requested,
        }

    @api.model
    def request_trip(self, values):
        """Ask the chair to order a business trip of the caller.

        :param dict values: ``purpose``, ``target`` (town), ``depart_day``, ``return_day`` ("YYYY-MM-DD"),
            ``depart_time``, ``return_time`` ("HH:MM", local), ``transport`` (``train``, ``bus``, ``city_car``,
            ``private_car``, ``other``), ``car_class`` and ``km`` of a private car, ``town_from`` (the seat of the
            council by default)
        :return: dict ``id``
        :raise AccessError: the caller is no councillor in office
        :raise UserError: something is missing or wrong
        """
        me = self._me()
        Trip = self.env["biuro.rada.trip"]
        purpose, target = ((values.get(name) or "").strip() for name in ("purpose", "target"))
        if not purpose or not target:
            raise UserError(self.env._("Write where you are going and for what task of the mandate."))
        depart = self._moment(values.get("depart_day"), values.get("depart_time"))
        back = self._moment(values.get("return_day"), values.get("return_time"))
        if back < depart:
            raise UserError(self.env._("One returns after one departs."))
        if local(depart).date() < office_today():
            raise UserError(self.env._("A trip is ordered before it begins: give a day to come."))
        transport, car = values.get("transport") or "train", values.get("car_class") or False
        if transport not in dict(Trip._fields["transport"].selection) or (car and car not in dict(CAR_CLASSES)):
            raise UserError(self.env._("Choose the means of transport from the list."))
        try:
            km = float(str(values.get("km") or 0).replace(",", "."))
        except ValueError as error:
            raise UserError(self.env._("Write the number of kilometres in digits.")) from error
        seat = me.company_id.city or ""
        town = (values.get("town_from") or "").strip() or seat
        try:
            # sudo: biuro.rada.trip - a request of the councillor's own; only what the form asks for is written
            trip = Trip.sudo().create(
                {
                    "councillor_id": me.id,
                    "purpose": purpose[:LONGEST],
                    "town_from": town or target,
                    "town_to": town or target,
                    "town_target": target[:200],
                    "depart_at": depart,
                    "return_at": back,
                    "transport": transport,
                    "car_class": car if transport == "private_car" else False,
                    "km": km if transport == "private_car" else 0,
                    "is_requested": True,
                    "requested_on": fields.Datetime.now(),
                }
            )
        except ValidationError as error:
            raise UserError(str(error.args[0])) from error
        trip._tell_orderer()
        return {"id": trip.id}

    @api.model
    def _moment(self, day, hour):
        try:
            moment = datetime.combine(date.fromisoformat(day or ""), time.fromisoformat(hour or ""), tzinfo=WARSAW)
        except ValueError as error:
            raise UserError(self.env._("Give the day and the hour of departure and of return.")) from error
        return moment.astimezone(timezone.utc).replace(tzinfo=None)

    @api.model
    def withdraw_trip(self, trip_id):
        """Withdraw an own request that was not ordered yet.

        :param int trip_id: the trip
        :return: True
        :raise AccessError: not the caller's trip
        :raise UserError: ordered already, or entered by the office
        """
        trip = self._trip(trip_id)
        if trip.state != "draft" or not trip.is_requested:
            raise UserError(self.env._("A trip that was ordered is cancelled by the office of the council."))
        trip.unlink()
        return True

    @api.model
    def report_trip(self, trip_id, text):
        """Hand in the report of an own trip.

        :param int trip_id: the trip
        :param str text: what was done
        :return: True
        :raise AccessError: not the caller's trip
        :raise UserError: nothing written; not ordered, or settled already
        """
        trip = self._trip(trip_id)
        if not (text or "").strip():
            raise UserError(self.env._("Write the report."))
        if trip.state not in ("ordered", "completed"):
            raise UserError(self.env._("The report is written between the order and the settlement of the trip."))
        trip.report = text.strip()[:LONGEST]
        return True
