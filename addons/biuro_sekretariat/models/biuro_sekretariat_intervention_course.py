from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from .biuro_sekretariat_intervention import RULES


class BiuroSekretariatInterventionCourse(models.Model):
    """Position of a cell, answer, result."""

    _inherit = "biuro.sekretariat.intervention"

    @api.model
    def _parse_day(self, argument, value):
        """Return a day given over RPC as text (date), None when it is empty; a text that is no day is refused."""
        return self.env["biuro.deadline"]._parse_day(argument, value) if value else None

    def action_ask(self, department_id, question=None, due=None):
        """Ask a cell for its position, with an internal deadline before the legal end.

        :param int department_id: the cell
        :param str question: what is asked; kept in the discussion
        :param str due: internal deadline "YYYY-MM-DD"; five days by default
        :return: dict ``due`` ("YYYY-MM-DD")
        :raise UserError: no cell, the internal deadline is past or after the legal end
        """
        self.check_access("write")
        department = self.env["hr.department"].browse(department_id or [])
        if not department.exists():
            raise UserError(self.env._("Name the cell that is asked."))
        today = self._today()
        for intervention in self:
            day = self._parse_day("due", due) or min(
                today + timedelta(days=5), intervention.deadline_next or today + timedelta(days=5))
            day = max(day, today) if not due else day
            if day < today or (intervention.deadline_next and day > max(intervention.deadline_next, today)):
                raise UserError(self.env._("The internal deadline lies between today and the legal end."))
            intervention._move_to(
                "asked", asked_department_id=department.id, date_asked=today, date_internal_due=day, opinion=False,
                date_opinion=False,
            )
            if question:
                intervention.message_post(body=question)
            intervention._tell_head(department, day)
        return {"due": fields.Date.to_string(day)}

    def _tell_head(self, department, day):
        # sudo: hr.department, mail.activity - the head of the cell is told by the place in the flow
        user = department.sudo().manager_id.user_id
        if user and user != self.env.user:
            self.sudo().activity_schedule(
                "mail.mail_activity_data_todo", user_id=user.id, date_deadline=day,
                summary=self.env._("Give the position of the cell"),
            )

    def action_give_opinion(self, opinion):
        """Give the position of the cell asked.

        :param str opinion: the position
        :return: True
        :raise UserError: empty, nobody was asked
        """
        self.check_access("write")
        opinion = (opinion or "").strip()
        if not opinion:
            raise UserError(self.env._("Write the position of the cell."))
        if any(intervention.state != "asked" for intervention in self):
            raise UserError(self.env._("No position is waited for."))
        self._move_to("in_reply", opinion=opinion, date_opinion=self._today())
        self.sudo().activity_unlink(["mail.mail_activity_data_todo"])  # sudo: mail.activity - the duty is done
        return True

    def action_draft_reply(self):
        """Write the draft of the answer and open it.

        :return: action (dict) that opens the draft
        :raise UserError: nobody to answer
        """
        self.ensure_one()
        self.check_access("write")
        # sudo: biuro.letter - how it came; whether the draft still stands
        own = self.sudo()
        if own.reply_id and own.reply_id.state != "annulled":
            return self.reply_id._get_open_action()
        if not self.partner_id and not own.letter_id:
            raise UserError(self.env._("Name who intervenes as a contact, or answer by telephone and note it."))
        if own.letter_id:
            values = own.letter_id._prepare_reply_values()
        else:
            values = {
                "direction": "out", "title": self.env._("Reply: %(title)s", title=self.subject),
                "regarding": self.subject, "recipient_ids": [fields.Command.create({"partner_id": self.partner_id.id})],
            }
        # what the cell wrote is the start of the text
        values |= {
            "department_id": self.department_id.id, "clerk_id": self.clerk_id.id, "case_id": own.case_id.id,
            "jrwa_class_id": own.case_id.jrwa_class_id.id or values.get("jrwa_class_id"),
            "is_restricted": self.is_restricted,
            "body": self.env["biuro.letter"]._get_intervention_body(self),
        }
        reply = self.env["biuro.letter"].create(values)
        # sudo: own model - the answer is linked by this verb alone; access was checked above
        own.reply_id = reply
        if self.state in ("received", "asked"):
            self._move_to("in_reply")
        return reply._get_open_action()

    def action_answer(self, result, note=None, on=None):
        """Record how it ended and when it was answered; the term is met on that day.

        :param str result: ``done``, ``partly``, ``explained``, ``refused``, ``passed_on``
        :param str note: how it ended; required where no letter answered it
        :param str on: day "YYYY-MM-DD"; the dispatch of the answer, else today by default
        :return: dict ``date_answered`` ("YYYY-MM-DD")
        :raise UserError: unknown result, the answer is not dispatched, no letter and no note
        """
        self.ensure_one()
        self.check_access("write")
        if result not in dict(self._fields["result"].selection):
            raise UserError(self.env._("Name the result: a matter is settled with one."))
        # sudo: biuro.letter - when the answer went out
        reply = self.sudo().reply_id
        standing = reply and reply.state != "annulled"
        if standing and not reply.date_dispatched:
            raise UserError(self.env._("Dispatch the answer first."))
        if not standing and (self.sender_kind in RULES or not (note or "").strip()):
            raise UserError(self.env._(
                "A member of the Sejm, a senator and the Ombudsman are answered by a letter, others at least by a note."
            ))
        day = self._parse_day("on", on) or (standing and reply.date_dispatched) or self._today()
        if day > self._today() or day < self.date_received:
            raise UserError(self.env._("The day of the answer lies between the receipt and today."))
        self._deadline_done(on=fields.Date.to_string(day))
        self._move_to("answered", result=result, result_note=(note or "").strip() or False, date_answered=day)
        return {"date_answered": fields.Date.to_string(day)}

    def action_close(self):
        """Close answered entries.

        :return: True
        """
        return self._move_to("closed")

    def _prepare_notice_values(self):
        values = super()._prepare_notice_values()
        # sudo: biuro.letter, biuro.case - the addressee and the sign of the notice
        own = self.sudo()
        if own.letter_id:
            values |= own.letter_id._prepare_notice_values()
        elif self.partner_id:
            values["partner_id"] = self.partner_id.id
        return values | {
            "case_id": own.case_id.id, "department_id": self.department_id.id, "clerk_id": self.clerk_id.id,
        }

    @api.model
    def _letters_dispatched(self, letters, day):
        """The answer went out: the term is met on that day."""
        for intervention in self.search([("reply_id", "in", letters.ids), ("state", "!=", "closed")]):
            intervention._deadline_done(on=fields.Date.to_string(day))
            intervention.date_answered = day

    def action_view_letter(self):
        """Open the letter of the entry (an action)."""
        self.ensure_one()
        return self.letter_id._get_open_action()

    def action_view_reply(self):
        """Open the answer to the intervention (an action)."""
        self.ensure_one()
        return self.reply_id._get_open_action()
