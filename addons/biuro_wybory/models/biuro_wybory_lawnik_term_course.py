from datetime import datetime

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law.terms import UTC, WARSAW
from odoo.addons.biuro_kancelaria.tools import office_today

from .biuro_wybory_lawnik_term import BEFORE_VOTE

MANAGER = "biuro_wybory.biuro_wybory_group_lawnik_manager"
# formally open: the check has not come to its end
UNSETTLED = ("received", "checked")


class BiuroWyboryLawnikTerm(models.Model):
    """Course of the election until the opinion team works; the vote and what follows is added by later steps."""

    _inherit = "biuro.wybory.lawnik.term"

    register_code = fields.Char("Register of Nominations", readonly=True, copy=False, index="btree_not_null")

    def _check_state(self, *states):
        """Check the right to change the elections and that each is in one of the states."""
        self.check_access("write")
        for term in self:
            if term.state not in states:
                allowed = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(
                    self.env._(
                        "%(name)s: this is possible when it is: %(states)s.",
                        name=term.name,
                        states=", ".join(allowed[state] for state in states),
                    )
                )

    def _set_state(self, state, **values):
        """Move to a state and note in the calendar what was done by it. Return True."""
        # sudo: own model - facts are written by verbs only, after the check of access
        self.sudo().write({"state": state, **values})
        self._calendar_step(state)
        return True

    # ---- the register of nominations -----------------------------------------------------------------------------

    def _get_register_code(self):
        """Return the code of the register of nominations of this election, made on first use (str)."""
        self.ensure_one()
        if not self.register_code:
            # sudo: biuro.register, own model - each election has a register of its own, made by the system
            Register = self.env["biuro.register"].sudo().with_company(self.company_id)
            prefix = f"ŁAW{self.election_year}" if self.kind == "general" else f"ŁAW{self.election_year}U"
            taken = set(Register.with_context(active_test=False).search([
                ("code", "=like", f"{prefix}%"), ("company_id", "=", self.company_id.id),
            ]).mapped("code"))  # fmt: skip
            number, code = 1, prefix
            while code in taken:
                number += 1
                code = f"{prefix}-{number}"
            Register.create({
                "name": f"Rejestr zgłoszeń kandydatów – {self.name}",
                "code": code,
                "pattern": "{code}/{number}",
                "yearly": False,
                "legal_basis": "u.s.p. art. 162",
                "model": "biuro.wybory.lawnik.nomination",
                "company_id": self.company_id.id,
            })  # fmt: skip
            # sudo: own model - the code of the register is noted by the system alone
            self.sudo().register_code = code
        return self.register_code

    # ---- verbs ---------------------------------------------------------------------------------------------------

    def action_open(self):
        """Open the nominations: numbers entered, announced, deadline set.

        :return: True
        :raise UserError: no numbers, no announcement, no deadline or one that passed
        Legal source: u.s.p. art. 161-162.
        """
        self._check_state("draft")
        for term in self:
            if not term.quota_ids:
                raise UserError(self.env._("Enter how many lay judges the Council elects to each court first."))
            if not term.nomination_deadline:
                raise UserError(self.env._("Set the day until which nominations are taken."))
            if not term.announced_on:
                raise UserError(self.env._("Announce the election first: note the day of the announcement."))
            if term.announced_on > term.nomination_deadline:
                raise UserError(self.env._("The announcement is later than the end of nominations."))
            term._get_register_code()
            term._set_state("open", opened_on=office_today())
        return True

    def _nominations_over(self):
        """Return whether the last moment of nominations has passed (bool)."""
        self.ensure_one()
        now = datetime.now(UTC).astimezone(WARSAW)
        if not self.nomination_deadline_time or now.date() != self.nomination_deadline:
            return now.date() > self.nomination_deadline
        return now.hour + now.minute / 60 > self.nomination_deadline_time

    def action_close_nominations(self):
        """End the nominations after their deadline: the formal check and the police request follow.

        :return: True
        :raise UserError: the deadline has not passed
        Legal source: u.s.p. art. 162 § 1, § 10.
        """
        self._check_state("open")
        for term in self:
            if not term._nominations_over():
                raise UserError(
                    self.env._(
                        "Nominations are taken until %s inclusive.", term.nomination_deadline.strftime("%d.%m.%Y")
                    )
                )
        return self._set_state("verification")

    @api.model
    def _cron_close_nominations(self):
        """End nominations the day after their deadline."""
        terms = self.search([("state", "=", "open"), ("nomination_deadline", "<", office_today())])
        if terms:
            terms._set_state("verification")

    def action_start_opinion(self):
        """Hand the files to the opinion team: nominations settled, police answers in or their lack noted, team named.

        :return: True
        :raise UserError: what is missing
        Legal source: u.s.p. art. 162 § 9, art. 163 § 2.
        """
        self._check_state("verification")
        for term in self:
            # sudo: biuro.wybory.lawnik.nomination - numbers of nominations only
            waiting = term.sudo().nomination_ids.filtered(lambda one: one.state in UNSETTLED)
            if waiting:
                raise UserError(
                    self.env._("Settle the check of these nominations first: %s.", ", ".join(waiting.mapped("name")))
                )
            term._check_team()
            term._check_police()
        return self._set_state("opinion")

    def _check_team(self):
        """Raise UserError unless the Council appointed the opinion team (art. 163 § 2)."""
        if not self.team_user_ids:
            raise UserError(self.env._("Name the people of the opinion team that the Council appointed."))

    def _check_police(self):
        """Raise UserError unless the police answered about each admitted candidate, or its silence is noted."""
        # sudo: biuro.wybory.lawnik.nomination - numbers of nominations only
        missing = self.sudo().nomination_ids.filtered(
            lambda one: one.state == "admitted" and one.police_request_id.state != "answered"
        )
        if missing and not (self.overdue_note or "").strip():
            raise UserError(
                self.env._(
                    "The police has not answered about these nominations: %s. Wait, or note why the team begins"
                    " without the answer.",
                    ", ".join(missing.mapped("name")),
                )
            )

    def action_back_to_verification(self):
        """Take the files back from the opinion team; its access ends at once.

        :return: True
        """
        self._check_state("opinion")
        return self._set_state("verification")

    def action_cancel_election(self, reason):
        """Call an election off, e.g. a by-election that the court gave up. Only the head may.

        :param str reason: why
        :return: True
        :raise UserError: no reason, or the Council has voted
        """
        self._check_state(*BEFORE_VOTE)
        if not self.env.su and not self.env.user.has_group(MANAGER):
            raise UserError(self.env._("An election is called off by the head of the lay-judge election."))
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason why the election is called off."))
        self._deadline_cancel(reason=reason.strip())
        return self._set_state("cancelled", cancel_reason=reason.strip())

    # ---- work ----------------------------------------------------------------------------------------------------

    def action_settle_checked(self):
        """Let follow what the checks say, for every checked nomination of the election.

        :return: True
        """
        self._check_state("open", "verification")
        self.nomination_ids.filtered(lambda one: one.state == "checked").action_settle()
        return True

    def action_prepare_police_request(self):
        """Prepare one request to the police about all admitted candidates who were not asked about yet, and open it.

        :return: window action (dict) of the request
        :raise UserError: nobody to ask about; no police commander among the contacts of earlier requests
        Legal source: u.s.p. art. 162 § 9.
        """
        self.ensure_one()
        self._check_state("open", "verification", "opinion")
        nominations = self.nomination_ids.filtered(
            lambda one: one.state in ("checked", "admitted") and not one.police_request_id
        )
        if not nominations:
            raise UserError(self.env._("There is no candidate left to ask the police about."))
        Request = self.env["biuro.wybory.lawnik.police.request"]
        request = Request.create({"term_id": self.id, "partner_id": Request._default_commander().id})
        # sudo: own models - the request of a nomination is written by this verb alone; access was checked above
        nominations.sudo().police_request_id = request
        return request._get_open_action()

    def action_view_nominations(self):
        """Open the nominations of the election.

        :return: window action (dict)
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_wybory.biuro_wybory_lawnik_nomination_action")
        return {
            **action,
            "domain": [("term_id", "=", self.id)],
            "context": {"default_term_id": self.id},
        }

    def action_view_police_requests(self):
        """Open the police requests of the election.

        :return: window action (dict)
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "biuro.wybory.lawnik.police.request",
            "view_mode": "list,form",
            "domain": [("term_id", "=", self.id)],
            "context": {"default_term_id": self.id},
            "name": self.env._("Police Requests"),
        }

    def _get_deadline_day(self):
        return fields.Date.to_date(f"{self.election_year}-01-01")
