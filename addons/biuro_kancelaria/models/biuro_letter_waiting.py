from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..law.base import LawError
from ..law.reply_path import remaining_path
from .biuro_letter_reply import DRAFT_STATES
from .tier_definition import STEP_ROLES


class BiuroLetterWaiting(models.Model):
    """Who waits for whom: the step at which a draft stands, its people, and whether the rest of the way is too long."""

    _inherit = "biuro.letter"

    waiting_for = fields.Selection(
        [("author", "Author"), ("input", "Asked cells"), *STEP_ROLES, ("signature", "Signature")],
        "Waits For", compute="_compute_waiting", store=True, compute_sudo=True, index="btree_not_null",
        group_expand=True,
    )
    waiting_step = fields.Char("Waits At the Step", compute="_compute_waiting", store=True, compute_sudo=True)
    waiting_user_ids = fields.Many2many(
        "res.users", "biuro_letter_waiting_rel", "letter_id", "user_id", "Waits For People",
        compute="_compute_waiting", store=True, compute_sudo=True,
    )
    waiting_since = fields.Datetime("Waits Since", compute="_compute_waiting", store=True, compute_sudo=True)
    waiting_due = fields.Date("Step Due", compute="_compute_waiting", store=True, compute_sudo=True)
    is_waiting_late = fields.Boolean(
        "Step Overdue", compute="_compute_is_waiting_late", search="_search_is_waiting_late",
    )
    awaits_me = fields.Boolean("Waits For Me", compute="_compute_awaits_me", search="_search_awaits_me")
    extra_step_ids = fields.Many2many(
        "tier.definition", "biuro_letter_extra_step_rel", "letter_id", "definition_id", "Further Steps",
        domain="[('model', '=', 'biuro.letter'), ('is_on_demand', '=', True)]", copy=False,
        help="Opinions and initials that this letter needs besides those every letter goes through.",
    )
    path_days = fields.Integer(
        "Remaining Working Days", compute="_compute_path", compute_sudo=True, aggregator=None,
        help="Sum of the times of the remaining steps, the signature included.",
    )
    path_end = fields.Date("Ready At the Latest", compute="_compute_path", compute_sudo=True)
    is_path_late = fields.Boolean(
        "Path Too Long", compute="_compute_path", compute_sudo=True, search="_search_is_path_late",
        help="The remaining steps take longer than the time left to the legal end.",
    )
    path_reasons = fields.Json("Why", compute="_compute_path", compute_sudo=True)

    # People of the roles, for steps arranged by role

    legal_user_ids = fields.Many2many("res.users", compute="_compute_role_users", compute_sudo=True)
    treasurer_user_ids = fields.Many2many("res.users", compute="_compute_role_users", compute_sudo=True)
    spokesperson_user_ids = fields.Many2many("res.users", compute="_compute_role_users", compute_sudo=True)
    city_secretary_user_ids = fields.Many2many("res.users", compute="_compute_role_users", compute_sudo=True)
    deputy_user_ids = fields.Many2many("res.users", compute="_compute_role_users", compute_sudo=True)

    def _compute_role_users(self):
        fields_of = {
            "legal_adviser": "legal_user_ids", "treasurer": "treasurer_user_ids",
            "spokesperson": "spokesperson_user_ids", "city_secretary": "city_secretary_user_ids",
            "deputy": "deputy_user_ids",
        }
        found = dict(self.env["hr.employee"]._read_group(
            [("office_function", "in", list(fields_of)), ("user_id", "!=", False),
             ("company_id", "in", self.company_id.ids)],
            ["office_function"], ["user_id:recordset"],
        ))
        for letter in self:
            for function, name in fields_of.items():
                letter[name] = found.get(function, self.env["res.users"])

    def _approval_on_demand(self):
        return self.extra_step_ids

    # Where it stands

    @api.depends(
        "direction", "state", "author_id", "signatory_id.user_id", "date_internal_due", "input_ids.state",
        "input_ids.date_due", "review_ids.status", "review_ids.date_due", "review_ids.reviewer_ids",
    )
    def _compute_waiting(self):
        for letter in self:
            values = {
                "waiting_for": False, "waiting_step": False, "waiting_user_ids": self.env["res.users"],
                "waiting_since": False, "waiting_due": False,
            }
            if letter.direction == "out" and letter.state in DRAFT_STATES:
                values |= letter._get_waiting()
                before = (letter.waiting_for, letter.waiting_step)
                same = before == (values["waiting_for"], values["waiting_step"]) and letter.waiting_since
                values["waiting_since"] = letter.waiting_since if same else fields.Datetime.now()
            letter.update(values)

    def _get_waiting(self):
        """Return where a draft stands (dict of values)."""
        self.ensure_one()
        asked = self.input_ids.filtered(lambda line: line.state == "asked")
        if self.state == "draft" and asked:
            users = self.env["res.users"].union(*(line._asked_users() for line in asked))
            return {
                "waiting_for": "input", "waiting_user_ids": users, "waiting_due": min(asked.mapped("date_due")),
            }
        if self.state == "draft":
            return {
                "waiting_for": "author", "waiting_user_ids": self.author_id, "waiting_due": self.date_internal_due,
            }
        if self.state == "to_sign":
            return {
                "waiting_for": "signature", "waiting_user_ids": self.signatory_id.user_id,
                "waiting_due": self.date_internal_due,
            }
        pending = self.review_ids.filtered(lambda review: review.status == "pending")
        return {
            "waiting_for": pending[:1].step_role or "other",
            "waiting_step": ", ".join(filter(None, pending.mapped("name"))) or False,
            "waiting_user_ids": pending.reviewer_ids,
            "waiting_due": min((day for day in pending.mapped("date_due") if day), default=self.date_internal_due),
        }

    @api.depends("waiting_due", "waiting_for")
    def _compute_is_waiting_late(self):
        today = self._today()
        for letter in self:
            letter.is_waiting_late = bool(letter.waiting_for and letter.waiting_due and letter.waiting_due < today)

    def _search_is_waiting_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("waiting_for", "!=", False) & Domain("waiting_due", "<", self._today())

    def _acting_users(self):
        """Return the ids of the users for whom the current user acts today, with his or her own."""
        # sudo: res.users - the people whose work the user does
        user = self.env.user.sudo()
        return [user.id, *user.acting_employee_ids.user_id.ids]

    @api.depends("waiting_user_ids")
    @api.depends_context("uid")
    def _compute_awaits_me(self):
        mine = set(self._acting_users())
        for letter in self:
            letter.awaits_me = not mine.isdisjoint(letter.sudo().waiting_user_ids.ids)  # sudo: res.users - ids only

    def _search_awaits_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("waiting_user_ids", "in", self._acting_users())

    # The rest of the way

    def _get_path_steps(self):
        """Return the steps still to go, the signature last: list of (name, working days, group)."""
        self.ensure_one()
        if self.state == "draft":
            steps = [
                (step.name, step.step_days or 0, step.parallel_group) for step in self._approval_definitions()
            ]
        else:
            waiting = self.review_ids.filtered(lambda review: review.status in ("waiting", "pending"))
            steps = [
                (review.name, review.definition_id.step_days or 0, review.parallel_group)
                for review in waiting.sorted("sequence")
            ] if self.state == "to_accept" else []
        return [*steps, (self.env._("Signature"), self.company_id.biuro_sign_days, None)]

    @api.depends("state", "direction", "review_ids.status", "extra_step_ids", "date_legal_end", "date_internal_due")
    def _compute_path(self):
        today = self._today()
        for letter in self:
            result = {"days": 0, "end": False, "late": False, "reasons": False}
            if letter.direction == "out" and letter.state in DRAFT_STATES:
                try:
                    result = remaining_path(today, letter._get_path_steps(), letter.date_legal_end or None)
                except LawError as error:
                    raise UserError(str(error)) from error
            letter.path_days, letter.path_end = result["days"], result["end"]
            letter.is_path_late, letter.path_reasons = result["late"], result["reasons"]

    def _search_is_path_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        # the drafts of an office are few: those with a term are asked one by one
        drafts = self.search([
            ("direction", "=", "out"), ("state", "in", DRAFT_STATES), ("date_legal_end", "!=", False),
        ])
        return Domain("id", "in", drafts.filtered("is_path_late").ids)

    def get_path(self):
        """Return the whole path of each letter: decided steps, open steps with their days, and the signature.

        :return: list of dicts ``id``, ``draft_ref``, ``steps``: list of ``{"name", "role", "mode", "status", "people",
            "date_due", "decision", "decided_by", "version"}`` (dates "YYYY-MM-DD" or False), ``days`` (working days
            still needed), ``end`` ("YYYY-MM-DD" or False), ``late`` (bool), ``reasons`` (list)
        """
        self.check_access("read")
        result = []
        for letter in self:
            # sudo: tier.review - steps are read with their letter
            reviews = letter.sudo().review_ids.sorted("sequence")
            steps = [
                {
                    "name": review.name, "role": review.step_role or "other", "mode": review.step_mode or "approval",
                    "status": review.status, "people": review.reviewer_ids.mapped("name"),
                    "date_due": fields.Date.to_string(review.date_due) or False,
                    "decision": review.step_decision or False, "decided_by": review.done_by.name or False,
                    "version": review.version_number,
                }
                for review in reviews
            ]
            signatory = letter.sudo().signatory_id  # sudo: hr.employee - name of who signs
            steps.append({
                "name": self.env._("Signature"), "role": "signature", "mode": "signature",
                "status": "approved" if letter.signed_at else "pending" if letter.state == "to_sign" else "waiting",
                "people": signatory.mapped("name"), "date_due": False,
                "decision": "signed" if letter.signed_at else False, "decided_by": letter.signed_name or False,
                "version": letter.version_id.number,
            })
            result.append({
                "id": letter.id, "draft_ref": letter.draft_ref or False, "steps": steps, "days": letter.path_days,
                "end": fields.Date.to_string(letter.path_end) or False, "late": letter.is_path_late,
                "reasons": letter.path_reasons or [],
            })
        return result

    @api.model
    def get_waiting_summary(self):
        """Return how many drafts wait for whom, counted under the user's own rules.

        :return: list of dicts ``waiting_for`` (key), ``label``, ``count``, ``late`` (their step is overdue)
        """
        labels = dict(self._fields["waiting_for"]._description_selection(self.env))
        domain = Domain("waiting_for", "!=", False)
        late = dict(self._read_group(domain & self._search_is_waiting_late("in", [True]), ["waiting_for"], ["__count"]))
        return [
            {"waiting_for": key, "label": labels[key], "count": count, "late": late.get(key, 0)}
            for key, count in self._read_group(domain, ["waiting_for"], ["__count"])
        ]

    def action_remind_waiting(self):
        """Remind the people whom drafts wait for; drafts that wait for nobody, or for the user, are left out.

        :return: dict, a notification that says how many people were reminded
        """
        self.check_access("read")
        told = 0
        labels = dict(self._fields["waiting_for"]._description_selection(self.env))
        for letter in self.filtered("waiting_for"):
            users = letter.sudo().waiting_user_ids - self.env.user  # sudo: res.users - whom it waits for
            letter._tell(users, self.env._(
                "Reminder: %(step)s", step=letter.waiting_step or labels[letter.waiting_for],
            ))
            told += len(users)
        return {
            "type": "ir.actions.client", "tag": "display_notification",
            "params": {
                "type": "success" if told else "warning",
                "message": self.env._("People reminded: %(count)s", count=told),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
