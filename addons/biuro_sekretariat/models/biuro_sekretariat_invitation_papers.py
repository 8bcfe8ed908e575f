from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law.holidays import previous_working
from odoo.addons.biuro_kancelaria.models.biuro_letter import TRANSITIONS as LETTER_TRANSITIONS
from odoo.addons.biuro_kancelaria.tools import office_today

from ..tools.free_time import local_moment

# decision -> template of the reply
TEMPLATES = {
    "self": "biuro_sekretariat.letter_template_invitation_accept",
    "delegate": "biuro_sekretariat.letter_template_invitation_delegate",
    "decline": "biuro_sekretariat.letter_template_invitation_decline",
}
# what is prepared, how many days before the event
NEEDS = (("speech_needed", 5), ("gift_needed", 3), ("flowers_needed", 1))
CASE_CLASSES = ("0054", "4040", "4041", "0542")


class BiuroSekretariatInvitation(models.Model):
    """What an invitation brings to the desk: the reply, a case for a patronage, things to prepare."""

    _inherit = "biuro.sekretariat.invitation"

    def action_draft_reply(self):
        """Open the draft of the reply; it is made of the template of the decision when there is none yet.

        :return: action (dict) that opens the outgoing letter
        :raise UserError: before the decision
        """
        self.ensure_one()
        if not self.decision:
            raise UserError(self.env._("Decide first: the reply says who comes."))
        return self._draft_reply()._get_open_action()

    def _draft_reply(self):
        """Return the draft of the reply (biuro.letter), made when there is none."""
        self.ensure_one()
        self.check_access("write")
        # sudo: biuro.letter - whether there is a draft already
        known = self.sudo().reply_letter_id.filtered(lambda letter: letter.state != "annulled")
        if known:
            return known.sudo(False)
        # sudo: own model, hr.employee - the draft belongs to the secretariat, whoever decided
        plain = self.sudo()
        clerk = plain.clerk_id or self.env.user._biuro_employee()
        letter = plain.letter_id
        values = {
            **(letter._prepare_reply_values() if letter else {}),
            "direction": "out", "title": self.env._("Reply to the invitation: %s", self.name),
            "partner_id": self.organizer_id.id, "reply_to_id": letter.id,
            "department_id": clerk.sudo().department_id.id or letter.department_id.id, "clerk_id": clerk.id,
            "signatory_id": self.host_id.id, "case_id": self.case_id.id,
            "author_id": clerk.sudo().user_id.id or self.env.uid,
            "jrwa_class_id": (self.case_id.jrwa_class_id or self.jrwa_class_id).id,
            **self._reply_text(letter),
        }
        if self.organizer_name and not self.organizer_id and not letter:
            values["recipient_ids"] = [fields.Command.create({"name": self.organizer_name})]
        # sudo: biuro.letter - in the cell and in the name of the secretariat, also when the President decides
        reply = self.env["biuro.letter"].sudo().create(values)
        plain.reply_letter_id = reply
        return reply.sudo(False)

    def _reply_text(self, letter):
        template = self.env.ref(TEMPLATES[self.decision], raise_if_not_found=False)
        if not template:
            return {}
        # sudo: hr.employee - name and post of whoever goes
        delegate = self.sudo().delegate_id
        start = self.date_start and local_moment(self.date_start)
        return self.env["biuro.letter"]._get_template_values(
            template, letter, wydarzenie=self.name, miejsce=self.place or "…",
            dzien=f"{start:%d.%m.%Y}" if start else "…", godzina=f"{start:%H:%M}" if start else "…",
            przedstawiciel=", ".join(filter(None, [delegate.name, delegate.job_title])) or "…",
        )

    def action_open_case(self, jrwa_symbol="0054"):
        """Open a case, because a patronage or the taking part is prepared; the letter is filed in it.

        :param str jrwa_symbol: 0054 (patronage), 4040 or 4041 (ceremonies), 0542 (foreign promotional events)
        :return: action (dict) that opens the case
        :raise UserError: for another class, or when there is a case
        Legal source: instrukcja kancelaryjna § 6(2)(1).
        """
        self.ensure_one()
        self.check_access("write")
        if self.case_id:
            raise UserError(self.env._("The case %s is open already.", self.case_id.display_name))
        if jrwa_symbol not in CASE_CLASSES:
            raise UserError(self.env._("A case of an invitation has one of the classes %s.", ", ".join(CASE_CLASSES)))
        letter = self.letter_id
        if letter.case_id:
            case = letter.case_id
        elif letter and "filed" in LETTER_TRANSITIONS["in"].get(letter.state, ()):
            made = letter.action_open_case(jrwa_symbol, title=self.name)
            case = self.env["biuro.case"].browse(made["id"])
        else:
            made = self.env["biuro.case"].open_case({
                "title": self.name, "jrwa_symbol": jrwa_symbol, "partner_id": self.organizer_id.id,
                "is_own": not self.organizer_id, "clerk_id": self.clerk_id.id or self.env.user._biuro_employee().id,
                # sudo: hr.employee - the cell of the handler
                "department_id": (self.clerk_id or self.env.user._biuro_employee()).sudo().department_id.id,
            })
            case = self.env["biuro.case"].browse(made["id"])
        # sudo: own model, calendar.event - the guard refuses these fields from anyone else; access was checked above
        self.sudo().write({"case_id": case.id, "jrwa_class_id": case.jrwa_class_id.id})
        self.sudo().event_id.write({"case_id": case.id, "jrwa_class_id": case.jrwa_class_id.id})
        return {
            "type": "ir.actions.act_window", "res_model": "biuro.case", "res_id": case.id, "view_mode": "form",
            "views": [(False, "form")], "target": "current",
        }

    def action_open_event(self):
        """Open the entry in the agenda.

        :return: window action (dict)
        :raise UserError: when there is none
        """
        self.ensure_one()
        if not self.event_id:
            raise UserError(self.env._("It is in nobody's agenda."))
        return {
            "type": "ir.actions.act_window", "res_model": "calendar.event", "res_id": self.event_id.id,
            "view_mode": "form", "views": [(False, "form")], "target": "current",
        }

    # ---- activities --------------------------------------------------------------------------------------------------

    def _plan_activities(self):
        """Keep the reminders of invitations: to decide before the organiser's day, to prepare before the event."""
        kinds = [
            "biuro_sekretariat.mail_activity_type_invitation_decide",
            "biuro_sekretariat.mail_activity_type_invitation_prepare",
        ]
        # sudo: mail.activity - reminders of the system, whoever moved the invitation
        plain = self.sudo()
        plain.activity_unlink(kinds)
        today = office_today()
        for invitation in plain:
            if invitation.state == "to_decide":
                user = invitation.host_id.user_id or invitation.clerk_id.user_id
                day = invitation.date_rsvp or (
                    invitation.date_start and local_moment(invitation.date_start).date()) or today
                invitation._remind(kinds[0], previous_working(day), self.env._("Decide on the invitation"), user)
            elif invitation.state in ("accepted", "delegated"):
                event_day = local_moment(invitation.date_start).date()
                for name, days in NEEDS:
                    if invitation[name]:
                        day = previous_working(fields.Date.subtract(event_day, days=days))
                        label = invitation._fields[name]._description_string(self.env)
                        invitation._remind(
                            kinds[1], day, f"{label}: {invitation.name}", invitation.clerk_id.user_id)

    def _remind(self, kind, day, summary, user):
        self.ensure_one()
        user = user.filtered("active") or self.env.user
        self.activity_schedule(
            kind, date_deadline=max(day, office_today()), summary=summary, user_id=user.id)
