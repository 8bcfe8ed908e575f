from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.terms import local
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import composition


class BiuroRadaFunction(models.Model):
    """How a function is gained and lost (u.s.g. art. 19): election, dismissal, resignation, by law."""

    _name = "biuro.rada.function"
    _inherit = ["biuro.rada.function", "biuro.deadline.mixin", "mail.activity.mixin"]

    vote_id = fields.Many2one("biuro.rada.vote", "Vote of the Election", index="btree_not_null", ondelete="restrict")
    end_vote_id = fields.Many2one("biuro.rada.vote", "Vote of the End", index="btree_not_null", ondelete="restrict")
    end_signatories = fields.Integer(
        "Signatories of the Motion",
        aggregator=None,
        help="Councillors who signed the motion to dismiss (art. 19 ust. 4).",
    )
    end_basis = fields.Char("Basis of the End", help="Resolution on the dismissal or on accepting the resignation.")
    resignation_deadline = fields.Date("Accepted By", compute="_compute_resignation")
    resignation_by_law = fields.Date("Accepted by Law On", compute="_compute_resignation")
    resignation_reasons = fields.Json(compute="_compute_resignation")
    is_held = fields.Boolean("Held Today", compute="_compute_is_held", search="_search_is_held")
    company_id = fields.Many2one(related="councillor_id.company_id", store=True)

    @api.depends("resignation_date")
    def _compute_resignation(self):
        for function in self:
            day = function.resignation_date
            answer = composition.function_resignation(day) if day else {}
            function.resignation_deadline = answer.get("deadline", False)
            function.resignation_by_law = answer.get("by_law", False)
            function.resignation_reasons = answer.get("reasons", False)

    @api.depends("date_from", "date_to")
    def _compute_is_held(self):
        today = office_today()
        for function in self:
            function.is_held = bool(function.date_from) and function._is_on(today)

    def _search_is_held(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._domain_on(office_today())

    @api.constrains("councillor_id", "date_from")
    def _check_mandate_lasts(self):
        for function in self:
            if not function.councillor_id._holds_mandate(function.date_from):
                raise ValidationError(
                    self.env._("%s holds no mandate on that day.", function.councillor_id.display_name)
                )

    @api.model_create_multi
    def create(self, vals_list):
        functions = super().create(vals_list)
        functions.filtered(lambda function: not function.date_to).term_id._deadline_done("rada_presidium")
        return functions

    def _get_deadline_department(self):
        return self.company_id._rada_cell()

    def _get_deadline_employee(self):
        return self.company_id._rada_clerk()

    def _check_held(self):
        for function in self:
            function.check_access("write")
            if function.date_to:
                raise UserError(self.env._("This function has ended already: %s.", function.display_name))

    def _given(self, date):
        day = fields.Date.to_date(date) or office_today()
        if any(day < function.date_from for function in self):
            raise UserError(self.env._("The function begins later than that day. Correct the date."))
        return day

    def _end(self, day, reason, **values):
        self.write({"date_to": day, "end_reason": reason, **values})
        self._deadline_done("rada_resignation", on=day)
        for term in self.term_id:
            lasting = term.function_ids.filtered(lambda function, day=day: (
                not function.date_to or function.date_to > day
            ))
            if term.state == "active" and not lasting:
                term._deadline_start("rada_presidium", day)

    # ---- verbs ---------------------------------------------------------------------------------------------------

    def action_resign(self, date=None):
        """Record that the chair or a vice-chair resigned: the council has a month to accept it (art. 19 ust. 5).

        :param str date: day of filing "YYYY-MM-DD"; today by default
        :return: dict ``deadline``, ``by_law`` ("YYYY-MM-DD"), ``reasons``
        :raise UserError: the function has ended; a resignation is on file; the day precedes the function
        """
        self.ensure_one()
        self._check_held()
        if self.resignation_date:
            raise UserError(self.env._("A resignation is on file already."))
        self.resignation_date = self._given(date)
        self._deadline_start("rada_resignation", self.resignation_date)
        return {
            "deadline": str(self.resignation_deadline), "by_law": str(self.resignation_by_law),
            "reasons": self.resignation_reasons,
        }

    def action_accept_resignation(self, date=None, basis=None, vote_id=None):
        """Record that the council accepted the resignation.

        :param str date: day of the resolution "YYYY-MM-DD"; today by default
        :param str basis: the resolution: number and date
        :param int vote_id: the vote
        :return: True
        :raise UserError: no resignation on file; too late: it has been accepted by law
        """
        self.ensure_one()
        self._check_held()
        if not self.resignation_date:
            raise UserError(self.env._("No resignation is on file."))
        day = self._given(date)
        if day > self.resignation_by_law:
            raise UserError(
                self.env._("The resignation was accepted by law on %s (art. 19 ust. 6).", self.resignation_by_law)
            )
        if not (basis or "").strip():
            raise UserError(self.env._("Give the resolution of the council: number and date."))
        self._end(day, "resigned", end_basis=basis, end_vote_id=vote_id or False)
        return True

    def action_end_by_law(self):
        """Record that the resignation counts as accepted: the month passed without a resolution (art. 19 ust. 6).

        :return: True
        :raise UserError: no resignation on file; the last day of the month has not passed
        """
        self._check_held()
        for function in self:
            if not function.resignation_date:
                raise UserError(self.env._("No resignation is on file."))
            if office_today() <= function.resignation_by_law:
                raise UserError(
                    self.env._("The council may still accept it: by law it is accepted with the end of %s.",
                               function.resignation_by_law)
                )
            function._end(function.resignation_by_law, "resigned_by_law")
        return True

    def action_dismiss(self, date=None, basis=None, vote_id=None, signatories=0):
        """Record a dismissal: absolute majority, secret ballot, on a motion of a quarter of the council (ust. 4).

        :param str date: day of the resolution "YYYY-MM-DD"; today by default
        :param str basis: the resolution: number and date
        :param int vote_id: the vote of the council: closed, secret, adopted by the absolute majority
        :param int signatories: how many councillors signed the motion
        :return: True
        :raise UserError: ended already; no resolution; not such a vote of the day; fewer than a quarter of the
            statutory composition signed
        """
        self.ensure_one()
        self._check_held()
        if not (basis or "").strip():
            raise UserError(self.env._("Give the resolution of the council: number and date."))
        day = self._given(date)
        vote = self.env["biuro.rada.vote"].browse(int(vote_id or 0)).exists()
        self._end(day, "dismissed", end_basis=basis, end_vote_id=vote.id, end_signatories=int(signatories or 0))
        return True

    def _check_dismissal(self):
        """Refuse a dismissal without its vote or without enough signatories of the motion (art. 19 ust. 4)."""
        for function in self:
            vote, term = function.end_vote_id, function.term_id
            session = vote.session_id
            if (
                not vote
                or (vote.state, vote.result, vote.ballot) != ("closed", "adopted", "secret")
                or vote.majority not in ("absolute", "absolute_statutory")
                or vote.is_election
                or (session.term_id, session.body_type) != (term, "council")
                or session.is_rehearsal
            ):
                raise UserError(
                    self.env._(
                        "Choose the vote of the council on the dismissal: closed, secret, adopted by the absolute "
                        "majority (art. 19 ust. 4)."
                    )
                )
            ended = vote.closed_at and local(vote.closed_at).date() or session.day
            if not min(session.day, ended) <= function.date_to <= max(session.day, ended):
                raise UserError(
                    self.env._("The vote was held on %s: the function ends on that day.", session.day)
                )
            if 4 * function.end_signatories < term.statutory_members:
                raise UserError(
                    self.env._(
                        "The motion to dismiss needs the signatures of at least %s councillors, a quarter of the "
                        "statutory composition (art. 19 ust. 4).",
                        -(-term.statutory_members // 4),
                    )
                )

    def write(self, vals):
        result = super().write(vals)
        if {"end_reason", "end_vote_id", "end_signatories"} & vals.keys():
            self.filtered(lambda function: function.end_reason == "dismissed")._check_dismissal()
        return result

    @api.model
    def elect(self, vote_id, role, basis=None):
        """Enter the function that an election by secret ballot gave (u.s.g. art. 19 ust. 1).

        :param int vote_id: the closed election
        :param str role: ``chair`` or ``vice_chair``
        :param str basis: the resolution: number and date
        :return: int, id of the function
        :raise UserError: not an election that elected somebody; the elected person is no councillor of the term
        """
        vote = self.env["biuro.rada.vote"].browse(int(vote_id)).exists()
        if not vote or not vote.is_election or not vote.elected_option_id:
            raise UserError(self.env._("This vote elected nobody. Choose a closed election with a winner."))
        day = vote.session_id.day
        councillor = vote.session_id.term_id._councillors_on(day).filtered(
            lambda person: person.partner_id == vote.elected_option_id.partner_id
        )
        if not councillor:
            raise UserError(
                self.env._("%s is not a councillor of the term.", vote.elected_option_id.name)
            )
        if self.search_count([("vote_id", "=", vote.id)], limit=1):
            raise UserError(self.env._("The function of this election is entered already."))
        return self.create({
            "councillor_id": councillor[:1].id, "role": role, "date_from": day, "vote_id": vote.id,
            "basis": basis or vote.display_name,
        }).id
