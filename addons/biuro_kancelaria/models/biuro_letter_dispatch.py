from datetime import datetime

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

DISPATCH_FIELDS = {
    "date_dispatched", "dispatched_by_id", "date_delivered", "delivery_mode", "date_deemed_delivery",
    "date_first_notice",
    "delivery_reasons", "return_note",
}


class BiuroLetter(models.Model):
    """Dispatch and delivery of outgoing letters (KPA art. 39-47, UDE art. 40-42, instrukcja kancelaryjna § 60-61)."""

    _inherit = "biuro.letter"

    date_dispatched = fields.Date("Dispatched On", readonly=True, copy=False, index="btree_not_null")
    dispatched_by_id = fields.Many2one("res.users", "Dispatched By", readonly=True, copy=False)
    date_first_notice = fields.Date(
        "First Notice", readonly=True, copy=False, help="Left by the postman (KPA art. 44 § 2).",
    )
    date_deemed_delivery = fields.Date(
        "Deemed Delivered On", readonly=True, copy=False, index="btree_not_null",
        help="The day on which delivery follows from the law when the letter is not collected.",
    )
    date_delivered = fields.Date("Delivered On", readonly=True, copy=False, index="btree_not_null")
    delivery_mode = fields.Selection(
        [
            ("arrival", "Arrival"), ("collected", "Collected"), ("fiction", "Deemed delivered"), ("refused", "Refused"),
        ],
        "How Delivered", readonly=True, copy=False,
    )
    delivery_reasons = fields.Json("Why This Day", readonly=True, copy=False)
    return_note = fields.Char("Note of the Carrier", readonly=True, copy=False)

    def _check_write_allowed(self, vals):
        super()._check_write_allowed(vals)
        if DISPATCH_FIELDS.intersection(vals):
            raise UserError(self.env._("Dispatch and delivery are recorded with their buttons."))

    def _check_may_dispatch(self):
        """The mail point, or for electronic delivery who is authorised to it (§ 35)."""
        if self._has_role("chancellery"):
            return
        employee = self.env.user._biuro_employee()
        today = self._today()
        # sudo: biuro.signing.authority - only whether the user has one
        authorised = employee and self.env["biuro.signing.authority"].sudo().search_count([
            ("employee_id", "=", employee.id), ("may_dispatch", "=", True), ("date_from", "<=", today),
            "|", ("date_to", "=", False), ("date_to", ">=", today),
        ], limit=1)
        if not authorised or any(letter.delivery_channel not in ("edoreczenia", "epuap") for letter in self):
            raise AccessError(self.env._("Letters are dispatched by the mail point."))

    def action_hand_over(self):
        """Hand signed letters over to the mail point.

        :return: True
        """
        self._check_direction("out")
        self.recipient_ids._check_dispatchable_each()
        self._move_to("to_dispatch")
        self._close_turn()
        return True

    def action_dispatch(self, date=None, delivery_method=None, tracking_number=None):
        """Record that letters were handed to the operator or sent electronically.

        :param str date: day of dispatch "YYYY-MM-DD", today by default
        :param str delivery_method: code of the method, when it differs from the one chosen
        :param str tracking_number: consignment number, for one letter
        :return: True
        :raise AccessError: for anyone but the mail point (or who is authorised to electronic delivery)
        :raise UserError: without the final acceptance and signature, for an addressee without an address for the method
        Legal source: instrukcja kancelaryjna § 33-35, § 60-61; KPA art. 39.
        """
        self._check_direction("out")
        day = fields.Date.to_date(date) or self._today()
        if day > self._today():
            raise UserError(self.env._("The date of dispatch cannot be later than today."))
        method = self._get_delivery_method(delivery_method) if delivery_method else False
        if tracking_number and len(self) > 1:
            raise UserError(self.env._("A consignment number belongs to one letter."))
        if method:
            # sudo: biuro.letter - the method of a signed letter is changed by its dispatch alone
            self.check_access("write")
            self.sudo().write({"delivery_method_id": method.id})
        self._check_may_dispatch()
        for letter in self:
            if not letter.signed_at:
                raise UserError(self.env._(
                    "%(letter)s is not signed: only an accepted and signed letter is dispatched.",
                    letter=letter.display_name,
                ))
            if letter._is_text_changed():
                raise UserError(self.env._("The text is not the signed version and cannot be sent."))
        self.recipient_ids._check_dispatchable_each()
        values = {"date_dispatched": day, "dispatched_by_id": self.env.uid}
        if tracking_number:
            values["tracking_number"] = tracking_number
        straight = self.filtered(lambda letter: letter.state == "signed")
        if straight:
            straight._move_to("to_dispatch")
        self._move_to("dispatched", values)
        self._close_turn()
        self._log_case("Wysłano pismo", date=day, kind="dispatch")
        self._after_dispatch(day)
        return True

    def _after_dispatch(self, day):
        """Hook: the answered letters are settled."""

    def action_confirm_delivery(self, collected=None, arrived=None, first_notice=None, refused=None):
        """Record the evidence of delivery; the law tells the day.

        Moments are UTC "YYYY-MM-DD HH:MM:SS", days "YYYY-MM-DD". A letter that is not collected stays dispatched, with
        the day on which it will count as delivered; calling again on or after that day confirms the delivery.

        :param str collected: moment or day of collection, or of handing over on paper
        :param str arrived: moment of arrival at an electronic address
        :param str first_notice: day of the first notice left by the postman
        :param str refused: day on which the addressee refused the letter
        :return: dict ``delivered`` (bool), ``delivered_on`` ("YYYY-MM-DD" or False), ``mode``, ``reasons``
        Legal source: UDE art. 40-42; KPA art. 39^4, 42-47.
        """
        self.ensure_one()
        self._check_direction("out")
        self._check_may_confirm()
        moments = {name: self._parse_moment(value) for name, value in (("collected", collected), ("arrived", arrived))}
        days = {name: fields.Date.to_date(value) or None for name, value in (
            ("first_notice", first_notice), ("refused", refused),
        )}
        facts = {
            "collected": moments["collected"] or self.edor_collected_at or None,
            "arrived": moments["arrived"] or self.edor_arrived_at or None,
            "first_notice": days["first_notice"] or self.date_first_notice or None,
            "refused": days["refused"],
        }
        result = self._get_delivery(**facts)
        day = result["delivered_on"]
        today = self._today()
        if day and day < self.date_dispatched:
            raise UserError(self.env._("A letter cannot be delivered before it was dispatched."))
        if day and day > today and result["mode"] != "fiction":
            raise UserError(self.env._("The day of delivery cannot be later than today."))
        if not day and not moments["arrived"] and not days["first_notice"]:
            raise UserError(result["reasons"][0]["text"])
        is_moment = isinstance(moments["collected"], datetime)
        values = {
            "edor_arrived_at": moments["arrived"] if isinstance(moments["arrived"], datetime) else self.edor_arrived_at,
            "edor_collected_at": moments["collected"] if is_moment else self.edor_collected_at,
            "date_first_notice": facts["first_notice"], "delivery_reasons": result["reasons"],
        }
        done = bool(day) and day <= today
        if done:
            state = "refused" if result["mode"] == "refused" else "delivered"
            self._move_to(state, {**values, "date_delivered": day, "delivery_mode": result["mode"]})
            self._log_case("Doręczono pismo", date=day, kind="dispatch")
        else:
            # sudo: biuro.letter - facts are written by verbs only; the right was checked above
            self.sudo().write({**values, "date_deemed_delivery": day})
        return {
            "delivered": done, "delivered_on": fields.Date.to_string(day) if day else False,
            "mode": result["mode"], "reasons": result["reasons"],
        }

    def _check_may_confirm(self):
        self.check_access("write")
        if self.state not in ("dispatched", "returned"):
            raise UserError(self.env._(
                "%(letter)s is “%(state)s”: only a dispatched letter can be delivered.",
                letter=self.display_name, state=self._state_label(self.state),
            ))

    @api.model
    def _parse_moment(self, value):
        """A text with an hour is a moment (UTC), without it a day."""
        if not value:
            return None
        if isinstance(value, str) and len(value) <= 10:
            return fields.Date.to_date(value)
        return fields.Datetime.to_datetime(value)

    def action_mark_returned(self, note=None):
        """Record that the carrier returned letters as not delivered.

        :param str note: reason given by the carrier
        :return: True
        """
        self._check_direction("out")
        self._move_to("returned", {"return_note": note or False})
        self._log_case("Zwrot przesyłki niedoręczonej", kind="dispatch")
        return True
