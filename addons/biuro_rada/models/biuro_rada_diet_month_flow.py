from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaDietMonthFlow(models.Model):
    """The way of a month of allowances: counted, checked, approved, put on lists, closed; counted over when changed."""

    _inherit = "biuro.rada.diet.month"

    def _check_step(self, *states):
        for record in self:
            record.check_access("write")
            if record.state not in states:
                names = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(
                    self.env._(
                        "The month %(month)s is in the state: %(state)s. This step is not possible now.",
                        month=record.display_name,
                        state=names[record.state],
                    )
                )

    def _refuse_same_person(self):
        if self.calculated_by_id == self.env.user:
            raise UserError(
                self.env._("The allowances are checked and approved by another person than the one who counted them.")
            )

    # ---- verbs ---------------------------------------------------------------------------------------------------

    @api.model
    def calculate(self, month):
        """Calculate the allowances of all councillors for a month; those calculated before and not approved give way.

        :param str month: any day of the month "YYYY-MM-DD"
        :return: dict ``id`` of the month, ``lines`` (list of ids), ``problems`` (list of Polish sentences about
            councillors left out and rates above the ceiling)
        :raise UserError: no rules or base amount on the last day of the month, its attendance is not closed, or the
            month is approved (then correct it by ``action_recalculate``)
        """
        self.check_access("create")
        return self._of(month)._calculate()

    def action_calculate(self):
        """Calculate the allowances of the month; see ``calculate``.

        :return: dict ``id``, ``lines`` (list of ids), ``problems`` (list of sentences)
        :raise UserError: as ``calculate``
        """
        self.ensure_one()
        return self._calculate()

    def _calculate(self):
        self._check_step("draft", "calculated", "checked")
        first, last = self._bounds(self.month)
        if last >= office_today():
            raise UserError(self.env._("The month is not over: its allowances are counted after its last day."))
        facts = self._facts(first, last)
        done = self.line_ids.filtered(lambda line: not line.corrects_id and line.state != "cancelled")
        again = done.filtered(lambda line: line.state == "calculated")
        kept = (done - again).councillor_id
        # sudo: own models - facts are written by verbs only; the right to write was checked above
        again.sudo().unlink()
        values = [row for row in facts["rows"] if row["councillor_id"] not in kept.ids]
        for row in values:
            row.update(month_id=self.id, calculated_by_id=self.env.uid)
        lines = self.env["biuro.rada.diet.line"].sudo().create(values)  # sudo: own model - as above
        self.sudo().write(
            {
                "scheme_id": facts["scheme"].id,
                "base_amount": float(facts["base"]),
                "ceiling": float(facts["ceiling"]["ceiling"]),
                "reasons": facts["ceiling"]["reasons"],
                "problems": "\n".join(facts["problems"]) or False,
                "calculated_by_id": self.env.uid,
                "calculated_on": fields.Datetime.now(),
                "checked_by_id": False,
                "checked_on": False,
                "state": "calculated",
            }
        )
        return {"id": self.id, "lines": lines.ids, "problems": facts["problems"]}

    @api.model
    def preview(self, month):
        """Show what a month would come to, and why; nothing is written and the attendance may still be open.

        :param str month: any day of the month "YYYY-MM-DD"
        :return: dict ``lines``: list of dicts ``councillor_id``, ``name``, ``function``, ``gross``, ``reductions``,
            ``payable`` (zł as strings), ``reasons``; ``total`` (zł as string), ``problems`` (list of sentences)
        :raise UserError: no rules or base amount on the last day of the month
        """
        self.check_access("read")
        facts = self._facts(*self._bounds(month), closed=False)
        councillors = self.env["biuro.rada.councillor"].browse([row["councillor_id"] for row in facts["rows"]])
        names = {councillor.id: councillor.display_name for councillor in councillors}
        return {
            "lines": [
                {
                    "councillor_id": row["councillor_id"],
                    "name": names[row["councillor_id"]],
                    "function": row["function"],
                    "gross": f"{row['gross']:.2f}",
                    "reductions": f"{row['reduction_amount']:.2f}",
                    "payable": f"{row['payable']:.2f}",
                    "reasons": row["reasons"],
                }
                for row in facts["rows"]
            ],
            "total": f"{sum((Decimal(str(row['payable'])) for row in facts['rows']), Decimal(0)):.2f}",
            "problems": facts["problems"],
        }

    def action_check(self):
        """Note the check of the month (calculation and merits) by a second person; it is counted over and compared.

        :return: True
        :raise UserError: not counted; counted by the same person; the attendance or the rules changed since
        """
        for record in self:
            record._check_step("calculated")
            record._refuse_same_person()
            changed = record._differences()
            if changed:
                raise UserError(
                    self.env._(
                        "The attendance or the rules changed since the month was counted: %s. Count it again.",
                        ", ".join(line.councillor_id.display_name for line, _row in changed),
                    )
                )
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": "checked", "checked_by_id": self.env.uid, "checked_on": fields.Datetime.now()})
        return True

    def action_approve(self):
        """Approve the checked month: its allowances may go on a payment list.

        :return: True
        :raise UserError: not checked; counted by the same person
        """
        for record in self:
            record._check_step("checked")
            record._refuse_same_person()
        # sudo: own models - states are written by verbs only; access was checked above
        months = self.sudo()
        months.line_ids.filtered(lambda line: line.state == "calculated").write(
            {"state": "approved", "approved_by_id": self.env.uid}
        )
        months.write({"state": "approved", "approved_by_id": self.env.uid, "approved_on": fields.Datetime.now()})
        self.activity_ids.action_feedback()
        return True

    def action_return(self, reason):
        """Return the month to the person who counted it.

        :param str reason: what is wrong
        :return: True
        :raise UserError: not counted or approved already; no reason
        """
        self._check_step("calculated", "checked")
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason."))
        for record in self:
            record.message_post(body=self.env._("Returned to be counted again: %s", reason))
            record._plan_activity(record.calculated_by_id, self.env._("Count the allowances again: %s", reason))
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": "draft", "checked_by_id": False, "checked_on": False})
        return True

    def action_close(self):
        """Close the month: every allowance of it is paid or cancelled.

        :return: True
        :raise UserError: not approved; an allowance waits for payment
        """
        self._check_step("approved")
        for record in self:
            waiting = record.line_ids.filtered(lambda line: line.state not in ("paid", "cancelled"))
            if waiting:
                raise UserError(
                    self.env._(
                        "These allowances are not paid yet: %s.",
                        ", ".join(waiting.councillor_id.mapped("display_name")),
                    )
                )
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().state = "closed"
        return True

    def action_recalculate(self, reason):
        """Count an approved month over, after the attendance or the rules were corrected.

        What was approved stays as it is: each difference becomes a correction, which another person approves and which
        goes on a later list.

        :param str reason: what was corrected
        :return: dict ``lines`` (ids of the corrections), ``total`` (zł as string)
        :raise UserError: not approved (then count it again); no reason; corrections of it wait for approval
        """
        self.ensure_one()
        self._check_step("approved", "closed")
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason."))
        waiting = self.line_ids.filtered(lambda line: line.state == "calculated")
        if waiting:
            raise UserError(self.env._("Approve or cancel the corrections of this month that wait first."))
        made = self.env["biuro.rada.diet.line"]
        for line, row in self._differences():
            made |= line._make_correction(
                Decimal(str(row["payable"])), reason, reasons=row["reasons"], events=row["event_ids"]
            )
        if made:
            self.message_post(
                body=self.env._("Counted over: %(reason)s. Corrections: %(count)s.", reason=reason, count=len(made))
            )
        return {"lines": made.ids, "total": f"{sum(made.mapped('payable')):.2f}"}

    def action_make_list(self):
        """Put the approved allowances on a payment list; see ``biuro.rada.diet.list.make_list``.

        :return: window action (dict) of the list
        :raise UserError: nothing approved waits for a list
        """
        self.ensure_one()
        made = self.env["biuro.rada.diet.list"].make_list(fields.Date.to_string(self.month))
        return {
            "type": "ir.actions.act_window",
            "res_model": "biuro.rada.diet.list",
            "res_id": made["id"],
            "views": [[False, "form"]],
        }

    def action_open_lists(self):
        """Return the window action (dict) of the payment lists of the month."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("biuro_rada.biuro_rada_diet_list_action"),
            "domain": [("id", "in", self.line_ids.list_id.ids)],
            "context": {},
        }

    def action_open_lines(self):
        """Return the window action (dict) of the allowances of the month."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("biuro_rada.biuro_rada_diet_line_action"),
            "domain": [("month_id", "=", self.id)],
            "context": {},
        }
