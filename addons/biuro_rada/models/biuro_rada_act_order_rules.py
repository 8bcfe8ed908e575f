from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import resolutions


class BiuroRadaActOrderRules(models.Model):
    """Order rules (przepisy porządkowe) of the President: announcement, the council's approval, loss of force.

    They come before the council at its nearest session; refused there, or not presented, they lose force, and the
    council names the day (u.s.g. art. 41 ust. 2-5). They are announced, and in the official journal besides
    (u.o.a.n. art. 14), and enter into force after three days (art. 4 ust. 3).
    """

    _inherit = "biuro.rada.act"
    _reason_verbs = {
        "action_lost_force": {"date": "on", "reason": "reason"},
        "action_announce": {"date": "on", "reason": "how"},
    }

    announced_on = fields.Date(
        "Announced On", readonly=True, copy=False, tracking=True,
        help="The day named in the announcement (obwieszczenie).",
    )
    announced_how = fields.Char("Announced By", readonly=True, copy=False)
    sooner_reason = fields.Char(
        "Why Sooner than 3 Days", help="Order rules enter into force after 3 days from their announcement (art. 4)."
    )
    neighbours_told_on = fields.Date("Neighbours Told On", readonly=True, copy=False)
    approval_draft_ids = fields.One2many("biuro.rada.draft", "approves_act_id", "Drafts of the Approval")
    approval_session_id = fields.Many2one(
        "biuro.rada.session", "Nearest Session", compute="_compute_approval_session",
        help="The session at which the council approves them, or they lose force.",
    )
    approval_result = fields.Selection(
        [("approved", "Approval given"), ("refused", "Approval refused"), ("not_presented", "Not presented")],
        "In the Council", readonly=True, copy=False, tracking=True,
    )
    lost_force_on = fields.Date(
        "Lost Force On", readonly=True, copy=False, tracking=True,
        help="Order rules that the council did not approve (art. 41 ust. 4).",
    )
    lost_force_note = fields.Char("What the Council Decided", readonly=True, copy=False)
    needs_approval = fields.Boolean("Waits for the Council", compute="_compute_needs_approval", store=True)
    may_lose_force = fields.Boolean(compute="_compute_needs_approval", store=True)

    _order_rules_published = models.Constraint(
        "CHECK (kind != 'order_rules' OR to_publish)",
        "RC-05: local law is published in the official journal of the voivodeship (u.o.a.n. art. 13).",
    )

    @api.depends("kind", "state", "approved_resolution_id", "lost_force_on", "lost_force_note", "approval_result")
    def _compute_needs_approval(self):
        for act in self:
            open_ = act.kind == "order_rules" and act.state == "issued" and not act.approved_resolution_id
            act.needs_approval = open_ and not act.lost_force_on
            # lost by law at the end of the session: the council still names its day
            act.may_lose_force = open_ and not act.lost_force_note

    @api.depends("needs_approval", "date", "company_id")
    def _compute_approval_session(self):
        for act in self:
            act.approval_session_id = act._nearest_session() if act.needs_approval else False

    def _nearest_session(self):
        """Return the nearest session of the council after the issuing (one or empty)."""
        self.ensure_one()
        # sudo: biuro.rada.session - when the council meets is public
        return self.env["biuro.rada.session"].sudo().search(
            Domain("company_id", "=", self.company_id.id) & Domain("body_type", "=", "council")
            & Domain("is_rehearsal", "=", False) & Domain("state", "!=", "cancelled")
            & (Domain("day", ">", self.date)
               | Domain("day", "=", self.date) & Domain("state", "in", ("draft", "convened"))),
            order="day, start, id", limit=1,
        ).sudo(False)

    # ---- validity ------------------------------------------------------------------------------------------------

    def _has_begun(self):
        return super()._has_begun() and (self.kind != "order_rules" or bool(self.announced_on))

    def _end_day(self):
        return min(filter(None, [super()._end_day(), self.lost_force_on]), default=None)

    @api.depends("announced_on", "lost_force_on", "kind")
    def _compute_validity(self):
        return super()._compute_validity()

    @api.model
    def _begun_domain(self, day):
        return super()._begun_domain(day) & (Domain("kind", "!=", "order_rules") | Domain("announced_on", "!=", False))

    @api.model
    def _ended_domain(self, day):
        return super()._ended_domain(day) | Domain("lost_force_on", "<", day)

    # ---- verbs ---------------------------------------------------------------------------------------------------

    def action_issue(self):
        """Issue the acts; of order rules the neighbours are told the next day, and the council approves them.

        :return: list of str, the numbers
        :raise UserError: as before; order rules that enter into force before they are issued
        """
        if any(act.kind == "order_rules" and act.in_force_from < act.date for act in self):
            raise UserError(self.env._("Order rules enter into force on the day of issuing or later."))
        numbers = super().action_issue()
        rules = self.filtered(lambda act: act.kind == "order_rules")
        for act in rules:
            act._deadline_start("order_rules_neighbours", act.date)
        rules._sync_approval_term()
        return numbers

    def _sync_approval_term(self):
        """Let the term of the approval end on the day of the nearest session."""
        for act in self.filtered("needs_approval"):
            running = act._deadline_search("order_rules_approval", running=True)
            day = act._nearest_session().day
            if not day:
                running.write({"note": self.env._("No session is planned.")})
            elif running.date_deadline != day:
                act._deadline_start("order_rules_approval", act.date, amount=(day - act.date).days)

    def action_announce(self, on=None, how=None):
        """Record the announcement of order rules: they enter into force three days later, unless they say otherwise.

        :param str on: day named in the announcement "YYYY-MM-DD", today by default
        :param str how: where and how: on the boards, in the media
        :return: True
        :raise UserError: no issued order rules; a day before the issuing or of the future; entry into force before the
            announcement, or sooner than after three days without the reason
        Legal source: u.o.a.n. art. 4 ust. 3, art. 14.
        """
        self.check_access("write")
        day = self.env["biuro.rada.supervision"]._day(on)
        for act in self:
            if act.kind != "order_rules" or act.state != "issued" or day < act.date:
                raise UserError(self.env._("This concerns issued order rules."))
            usual = resolutions.order_rules_in_force(day)
            if act.in_force_from < day:
                raise UserError(self.env._(
                    "Order rules enter into force on the day of their announcement at the soonest: correct the day "
                    "(%s).", act.in_force_from,
                ))
            if act.in_force_from < usual and not (act.sooner_reason or "").strip():
                raise UserError(self.env._(
                    "Order rules enter into force after three days from the announcement, on %s: give the reason of a "
                    "sooner day.", usual,
                ))
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().write({"announced_on": day, "announced_how": (how or "").strip() or False})
        return True

    def action_neighbours_told(self, on=None):
        """Record that order rules were sent to the neighbouring mayors and the starosta.

        :param str on: day "YYYY-MM-DD", today by default
        :return: True
        :raise UserError: no order rules; not issued
        Legal source: u.s.g. art. 41 ust. 5 (the next day).
        """
        self.check_access("write")
        day = self.env["biuro.rada.supervision"]._day(on)
        for act in self:
            if act.kind != "order_rules" or act.state != "issued" or day < act.date:
                raise UserError(self.env._("This concerns issued order rules."))
        self._deadline_done("order_rules_neighbours", on=fields.Date.to_string(day))
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().neighbours_told_on = day
        return True

    def action_approved(self, resolution_id):
        """Record the resolution by which the council approved the order rules.

        :param int resolution_id: the resolution
        :return: True
        :raise UserError: no order rules; settled already; a resolution of an earlier day
        Legal source: u.s.g. art. 41 ust. 3.
        """
        self.ensure_one()
        self.check_access("write")
        resolution = self.env["biuro.rada.resolution"].browse(resolution_id)
        if not self.needs_approval:
            raise UserError(self.env._("Only issued order rules wait for the approval of the council."))
        if not resolution.exists() or resolution.date_adopted < self.date:
            raise UserError(self.env._("Name the resolution adopted after the order rules."))
        # sudo: own model - as above
        self.sudo().write({"approved_resolution_id": resolution.id, "approval_result": "approved"})
        self._deadline_done("order_rules_approval", on=fields.Date.to_string(resolution.date_adopted))
        return True

    def action_lost_force(self, on=None, reason=None):
        """Record that the council did not approve the order rules: they lose force on the day named by the council.

        :param str on: last day in force "YYYY-MM-DD", today by default
        :param str reason: what the council decided, or that nobody moved the approval
        :return: True
        :raise UserError: no order rules without approval; the council has named the day already
        Legal source: u.s.g. art. 41 ust. 4.
        """
        self.check_access("write")
        day = fields.Date.to_date(on) or office_today()
        if any(not act.may_lose_force for act in self):
            raise UserError(self.env._("Only issued order rules wait for the approval of the council."))
        note = (reason or "").strip() or self.env._("not approved")
        for act in self:
            act._lose_force(day, act.approval_result or "refused", note)
        return True

    def _lose_force(self, day, result, note=False):
        self.ensure_one()
        # sudo: own model - facts are written by the verbs and by the end of the session
        self.sudo().write({"lost_force_on": day, "approval_result": result, "lost_force_note": note})
        results = dict(self._fields["approval_result"]._description_selection(self.env))
        self._deadline_cancel("order_rules_approval", reason=results[result])
        self.message_post(body=self.env._("Lost force: %s", note or results[result]))

    def _settle_at(self, session):
        """State what the nearest session brought: approval, refusal, or nothing, which takes their force as well."""
        for act in self:
            drafts = act.approval_draft_ids.filtered(lambda draft: draft.agenda_item_ids.session_id & session)
            if resolution := drafts.resolution_id.filtered(lambda row: row.session_id == session)[:1]:
                act.action_approved(resolution.id)
            else:
                act._lose_force(session.day, "refused" if "rejected" in drafts.mapped("state") else "not_presented")
