from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law import terms
from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.law.inputs import plain
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import composition, sessions
from .biuro_rada_councillor import END_REASONS


class BiuroRadaExpiry(models.Model):
    """Matter of the expiry of a mandate (k.w. art. 383-384): cause, hearing, declaration, delivery, court, end.

    open -> declared -> finished; a matter that came to nothing is dropped with a reason.
    """

    _name = "biuro.rada.expiry"
    _description = "Expiry of a Mandate"
    _inherit = ["biuro.guard.mixin", "biuro.deadline.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "cause_date desc, id desc"
    _reason_verbs = {"action_drop": {"reason": "reason"}, "action_deliver": {"date": "date"}}

    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", required=True, index=True, ondelete="restrict", tracking=True
    )
    term_id = fields.Many2one(related="councillor_id.term_id", store=True)
    company_id = fields.Many2one(related="councillor_id.company_id", store=True)
    ground = fields.Selection(
        [reason for reason in END_REASONS if reason[0] != "end_of_term"], required=True, tracking=True
    )
    cause_date = fields.Date(
        "Day of the Cause", required=True, default=lambda self: office_today(), tracking=True,
        help="Of a resignation: the day it was filed; of a death: that day.",
    )
    learned_on = fields.Date("Office Learned On", default=lambda self: office_today())
    facts = fields.Text("Facts and Evidence")
    authority = fields.Selection(
        [("council", "Council"), ("commissioner", "Election commissioner")], "Declared By",
        compute="_compute_authority", store=True,
    )
    authority_deadline = fields.Date("Declaration By", compute="_compute_authority", store=True)
    authority_reasons = fields.Json(compute="_compute_authority", store=True)
    by_court = fields.Boolean(
        "By a Judgment of a Court", help="Eligibility lost by a judgment: the commissioner announces it (art. 383a)."
    )
    called_on = fields.Date(
        "Wojewoda's Call Received On", tracking=True, help="The council has 30 days (u.s.g. art. 98a)."
    )
    by_wojewoda = fields.Boolean(
        "By the Wojewoda", help="In place of the council that did not act when called upon (u.s.g. art. 98a)."
    )
    hearing_date = fields.Date("Explained On", tracking=True, help="The councillor must be able to explain (§ 3).")
    hearing_note = fields.Text("Explanations")
    resolution_id = fields.Many2one(
        "biuro.rada.resolution", "Resolution", index="btree_not_null", ondelete="restrict"
    )
    act_ref = fields.Char("Declaring Act", tracking=True, help="Resolution or order: number and kind.")
    act_date = fields.Date("Date of the Act", tracking=True)
    delivered_on = fields.Date("Delivered to the Councillor", tracking=True)
    complaint_on = fields.Date("Complaint Filed On", tracking=True, help="To the administrative court, within 7 days.")
    judgment_date = fields.Date("Judgment Final On", tracking=True)
    judgment = fields.Selection([("dismissed", "Complaint dismissed"), ("upheld", "Complaint upheld")])
    letter_ids = fields.Many2many(
        "biuro.letter", "biuro_rada_expiry_letter_rel", "expiry_id", "letter_id", "Letters", readonly=True, copy=False
    )
    letter_count = fields.Integer("Number of Letters", compute="_compute_letter_count")
    mandate_last_day = fields.Date("Last Day of the Mandate", readonly=True, copy=False)
    drop_reason = fields.Char("Reason of Dropping", readonly=True, copy=False)
    state = fields.Selection(
        [("open", "In progress"), ("declared", "Declared"), ("finished", "Mandate expired"), ("dropped", "Dropped")],
        required=True, readonly=True, default="open", copy=False, tracking=True, index=True,
    )

    _one_open = models.UniqueIndex(
        "(councillor_id) WHERE state IN ('open', 'declared')", "A matter of this mandate is open already."
    )

    @api.depends("ground", "cause_date", "by_court")
    def _compute_authority(self):
        for matter in self:
            answer = {}
            if matter.ground and matter.cause_date:
                by_court = matter.by_court and matter.ground == "eligibility"
                answer = sessions.expiry_authority(matter.ground, matter.cause_date, by_court)
            matter.authority = answer.get("authority", False)
            matter.authority_deadline = answer.get("deadline") or False
            matter.authority_reasons = plain(answer.get("reasons", [])) or False

    @api.depends("councillor_id", "ground")
    def _compute_display_name(self):
        grounds = dict(self._fields["ground"]._description_selection(self.env))
        for matter in self:
            matter.display_name = f"{matter.councillor_id.display_name or '…'}: {grounds.get(matter.ground, '…')}"

    def _compute_letter_count(self):
        for matter in self:
            matter.letter_count = len(matter.letter_ids)

    @api.constrains("ground", "by_court")
    def _check_court(self):
        if any(matter.by_court and matter.ground != "eligibility" for matter in self):
            raise ValidationError(self.env._("A judgment of a court concerns the loss of eligibility alone."))

    @api.constrains("cause_date", "councillor_id")
    def _check_cause(self):
        for matter in self.filtered(lambda matter: matter.state in ("open", "declared")):
            if not matter.councillor_id._holds_mandate(matter.cause_date):
                raise ValidationError(self.env._("The day of the cause must fall within the mandate."))

    @api.constrains("cause_date", "act_date", "delivered_on", "complaint_on", "judgment_date")
    def _check_order(self):
        for matter in self:
            days = [
                day for day in (matter.cause_date, matter.act_date, matter.delivered_on, matter.complaint_on,
                                matter.judgment_date) if day
            ]
            if days != sorted(days):
                raise ValidationError(
                    self.env._("The dates do not follow one another: cause, act, delivery, complaint, judgment.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        matters = super().create(vals_list)
        matters._watch()
        return matters

    def _watch(self, called=True):
        """Start the terms of the council: a month from the cause, thirty days from the wojewoda's call."""
        for matter in self.filtered(lambda matter: matter.authority == "council" and matter.state == "open"):
            matter._deadline_start("rada_expiry", matter.cause_date)
            if called and matter.called_on:
                matter._deadline_start("rada_expiry_called", matter.called_on)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_open(self):
        if any(matter.state != "open" for matter in self):
            raise UserError(self.env._("A matter that was decided cannot be deleted."))

    def write(self, vals):
        result = super().write(vals)
        if {"cause_date", "ground", "by_court"} & vals.keys():
            opened = self.filtered(lambda matter: matter.state == "open")
            opened._deadline_cancel("rada_expiry")
            opened._watch(called=False)
        if vals.get("called_on"):
            for matter in self.filtered(lambda matter: matter.authority == "council" and matter.state == "open"):
                matter._deadline_start("rada_expiry_called", matter.called_on)
        return result

    def _get_deadline_department(self):
        return self.company_id._rada_cell()

    def _get_deadline_employee(self):
        return self.company_id._rada_clerk()

    def _check_state(self, *states):
        for matter in self:
            matter.check_access("write")
            if matter.state not in states:
                raise UserError(self.env._("%s: this step does not fit the state of the matter.", matter.display_name))

    # ---- verbs ---------------------------------------------------------------------------------------------------

    def action_declare(self, act_ref=None, act_date=None):
        """Record the declaration: the council's resolution (or the wojewoda's act) or the commissioner's order.

        :param str act_ref: the act: number and kind; as entered on the matter by default
        :param str act_date: its day "YYYY-MM-DD"; as entered by default
        :return: True
        :raise UserError: not in progress; no act; no hearing before the council's resolution; an act of the wojewoda
            in place of the council that was not called, or before its thirty days have passed (u.s.g. art. 98a)
        """
        for matter in self:
            matter._check_state("open")
            ref = (act_ref or matter.act_ref or matter.resolution_id.display_name or "").strip()
            day = fields.Date.to_date(act_date) or matter.act_date
            if not ref or not day:
                raise UserError(self.env._("Give the act that declares the expiry: its number and date."))
            if matter.by_wojewoda:
                matter._check_called(day)
            elif matter.authority == "council" and not matter.hearing_date:
                raise UserError(
                    self.env._("The councillor must be able to explain before the resolution (k.w. art. 383 § 3): "
                               "enter the day of the explanations or of the missed occasion.")
                )
            # sudo: own model - the state is written by verbs only; access was checked above
            matter.sudo().write({"state": "declared", "act_ref": ref, "act_date": day})
            matter._deadline_done("rada_expiry", on=day)
            matter._deadline_done("rada_expiry_called", on=max(day, matter.called_on or day))
            if matter.delivered_on:
                matter._deadline_start("rada_expiry_complaint", matter.delivered_on)
        return True

    def _check_called(self, day):
        """Refuse an act of the wojewoda of a day on which the council could still act itself (u.s.g. art. 98a)."""
        self.ensure_one()
        if self.authority != "council":
            raise UserError(
                self.env._("RA-04: on this ground the expiry is declared by another authority. Choose the right one.")
            )
        if not self.called_on:
            raise UserError(self.env._(
                "The wojewoda acts in place of the council only after calling upon it: enter the day on which the call "
                "came (u.s.g. art. 98a ust. 1)."
            ))
        end = max(self._deadline_search("rada_expiry_called").mapped("date_deadline"), default=False)
        end = end or terms.term(self.called_on, 30, "day")["deadline"]
        if day <= end:
            raise UserError(self.env._(
                "The council may still act itself until %s: an act of the wojewoda in its place comes later (u.s.g. "
                "art. 98a ust. 2).", end,
            ))

    def action_deliver(self, date=None):
        """Record the delivery of the act to the councillor: seven days for a complaint begin (k.w. art. 384).

        :param str date: day "YYYY-MM-DD"; as entered on the matter, else today by default
        :return: str, last day for the complaint "YYYY-MM-DD"
        :raise UserError: not declared yet
        """
        self.ensure_one()
        self._check_state("declared")
        self.delivered_on = fields.Date.to_date(date) or self.delivered_on or office_today()
        terms = self._deadline_start("rada_expiry_complaint", self.delivered_on)
        return str(terms[:1].date_deadline)

    def action_finish(self):
        """End the matter: the mandate expires with the day that the law sets, the memberships with it.

        :return: str, last day of the mandate "YYYY-MM-DD"
        :raise UserError: not declared; the term for a complaint runs; the court has not decided or upheld the complaint
        """
        self.ensure_one()
        self._check_state("declared")
        if not self.delivered_on:
            raise UserError(self.env._("Enter the day of delivery to the councillor first."))
        running = self._deadline_search("rada_expiry_complaint", running=True)
        # a death leaves nobody to complain
        if not self.complaint_on and self.ground != "death" and any(
            line.date_deadline >= office_today() for line in running
        ):
            raise UserError(
                self.env._("A complaint may still be filed until %s (k.w. art. 384).",
                           max(running.mapped("date_deadline")))
            )
        if self.complaint_on and self.judgment == "upheld":
            raise UserError(self.env._("The court upheld the complaint: the mandate lasts. Drop the matter."))
        try:
            answer = composition.effective_end(self.cause_date, bool(self.complaint_on), self.judgment_date)
        except LawError as error:
            raise ValidationError(str(error)) from error
        self.councillor_id.action_expire(
            self.ground, str(self.cause_date), "wojewoda" if self.by_wojewoda else self.authority, self.act_ref,
            str(self.act_date), last_day=str(answer["day"]), by_court=self.by_court,
        )
        self._deadline_done()
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": "finished", "mandate_last_day": answer["day"]})
        return str(answer["day"])

    def action_drop(self, reason):
        """Drop the matter: the ground was not confirmed, or the court upheld the complaint.

        :param str reason: why
        :return: True
        :raise UserError: finished already; no reason
        """
        self._check_state("open", "declared")
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason."))
        self._deadline_cancel(reason=reason)
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": "dropped", "drop_reason": reason.strip()})
        return True
