from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.biuro_kancelaria.law.base import day_text

from .biuro_sekretariat_contract import BINDING

CONTRACT_TERMS = ("contract_end", "contract_notice", "contract_indexation")
SECOND_WARNING = 30  # days before the end
WINDOW = 120  # imported contracts get their terms when their end is nearer than this
TERM_FIELDS = {"date_end", "date_notice", "notice_period", "notice_unit", "indexation_on", "is_indefinite", "owner_id"}
SHARED_FIELDS = {"department_id", "owner_id", "public_level", "reader_ids"}


class BiuroSekretariatContract(models.Model):
    """What a contract must not be forgotten for: its end, the last day of notice, indexation."""

    _inherit = "biuro.sekretariat.contract"

    def write(self, vals):
        result = super().write(vals)
        if TERM_FIELDS & vals.keys():
            # sudo: own model - terms follow the dates that the caller was allowed to write
            self.sudo()._sync_terms()
        if SHARED_FIELDS & vals.keys():
            # sudo: biuro.deadline - the terms of the parts are seen by those who see the contract
            own = self.sudo()
            own.cru_entry_ids._deadline_sync()
            own.security_ids._deadline_sync()
        return result

    def _get_term_days(self):
        """Return {code of the rule: day} of the terms that run for the contract now (dict)."""
        self.ensure_one()
        if self.state not in BINDING:
            return {}
        days = {
            "contract_end": self.date_end, "contract_notice": self.date_notice,
            "contract_indexation": self.indexation_on,
        }
        return {code: day for code, day in days.items() if day}

    def _sync_terms(self):
        """Let the terms run to the days that the contracts have now."""
        self._sync_days({contract: contract._get_term_days() for contract in self}, CONTRACT_TERMS)

    @api.model
    def _sync_days(self, wanted, codes):
        """Start, move or cancel terms so that each record has one to each wanted day.

        :param dict wanted: {record of a model with deadlines: {code of the rule: day}}
        :param codes: the rules that are looked after
        """
        if not wanted:
            return
        records = next(iter(wanted)).browse().union(*wanted)
        running = {}
        for deadline in records._deadline_search(running=True):
            if deadline.code in codes:
                running[deadline.res_id, deadline.code] = deadline
        starts, stale = {}, self.env["biuro.deadline"]
        for record, days in wanted.items():
            for code in codes:
                deadline, day = running.get((record.id, code)), days.get(code)
                if deadline and (not day or deadline.date_start != day):
                    stale |= deadline
                if day and (not deadline or deadline.date_start != day):
                    starts.setdefault(code, {})[record.id] = day
        if stale:
            # sudo: biuro.deadline - written by the verbs alone
            stale.sudo()._cancel(self.env._("The day of the contract has changed, or passed with its end."))
        for code, days in starts.items():
            deadlines = records.browse(days)._deadline_start(code, days)
            for deadline in deadlines.sudo():  # sudo: biuro.deadline - written by the verbs alone
                deadline.reasons = [{
                    "rule": code, "article": deadline.legal_basis,
                    "text": f"{deadline.name}: dzień wynika z umowy, {day_text(deadline.date_deadline)}.",
                }]

    @api.model
    def _cron_daily(self):
        """Every morning: contracts that begin, terms of imported ones, the second warning, removal from the CRU."""
        today = self._today()
        beginning = self.search([("state", "=", "registered"), ("date_start", "<=", today)], limit=2000)
        beginning._move_to("active")
        near = self.search(
            [("date_ending", "<=", today + timedelta(days=WINDOW))], limit=5000, order="date_ending")
        near._sync_terms()
        near.filtered(
            lambda contract: today <= contract.date_end <= today + timedelta(days=SECOND_WARNING),
        )._warn_again()
        self._cru_plan_removals()
        return True

    def _warn_again(self):
        """Plan the activity of the second warning, once."""
        summary = self.env._("The contract ends within 30 days")
        for contract in self:
            # sudo: hr.employee - whom the warning goes to
            user = contract.owner_id.sudo().user_id
            if user and not contract.activity_ids.filtered(lambda line: line.summary == summary):
                contract.activity_schedule(
                    "mail.mail_activity_data_todo", date_deadline=contract.date_end, summary=summary, user_id=user.id)

    def action_indexed(self, next_on=None):
        """Note that the price was indexed; the next time is planned.

        :param next_on: day of the next indexation (string date); empty when there is none
        :return: True
        """
        self.check_access("write")
        day = self._parse_day("next_on", next_on, required=False)
        self._deadline_done("contract_indexation")
        self.write({"indexation_on": fields.Date.to_string(day) if day else False})
        return True
