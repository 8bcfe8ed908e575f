from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command

DECISIONS = {"accept", "delegate", "decline"}


class BiuroSekretariatInvitation(models.Model):
    """Decision on an invitation: who goes. It makes the entry of the agenda and the draft of the reply."""

    _inherit = "biuro.sekretariat.invitation"

    @api.model
    def receive(self, values):
        """Enter an invitation that did not come as a registered letter.

        :param dict values: ``name``; optional ``organizer_id`` or ``organizer_name``, ``host_id`` (the President by
            default), ``date_start``, ``date_stop`` (UTC), ``place``, ``date_rsvp``, ``date_received``, ``note``,
            ``agenda_kind`` (code), ``gift_needed``, ``flowers_needed``, ``speech_needed``, ``patronage_asked``,
            ``submit`` (True: to be decided at once)
        :return: dict ``id``, ``state``
        :raise ValidationError: for an unknown value or without a name
        """
        values = dict(values or {})
        known = {
            "name", "organizer_id", "organizer_name", "host_id", "date_start", "date_stop", "place", "date_rsvp",
            "date_received", "note", "agenda_kind", "gift_needed", "flowers_needed", "speech_needed",
            "patronage_asked", "submit",
        }
        if unknown := values.keys() - known:
            raise ValidationError(self.env._("Unknown values: %s.", ", ".join(sorted(unknown))))
        if not (values.get("name") or "").strip():
            raise ValidationError(self.env._("Say what the invitation is to."))
        submit, code = values.pop("submit", False), values.pop("agenda_kind", None)
        if code:
            kind = self.env["biuro.sekretariat.agenda.kind"]._get(code)
            if not kind:
                raise ValidationError(self.env._("There is no agenda kind “%s”.", code))
            values["agenda_kind_id"] = kind.id
        invitation = self.create(values)
        if submit:
            invitation.action_submit()
        return {"id": invitation.id, "state": invitation.state}

    def action_submit(self):
        """Hand invitations to the invited person for a decision.

        :return: True
        """
        self._move_to("to_decide")
        self._plan_activities()
        return True

    def action_accept(self, note=None, reply=True):
        """Accept: the invited person goes. The event enters the agenda, the reply is drafted.

        :param str note: instruction to the secretariat
        :param bool reply: draft the answer to the organiser
        :return: True
        :raise UserError: without the day and hour of the event
        :raise AccessError: for anybody but the invited person and those who keep that agenda
        """
        return self._decide("accepted", "self", note=note, reply=reply)

    def action_delegate(self, employee_id, note=None, reply=True):
        """Delegate: a deputy or another employee goes; the event enters that person's agenda.

        :param int employee_id: who goes
        :param str note: instruction to whoever goes
        :param bool reply: draft the answer to the organiser
        :return: True
        :raise UserError: without a person, the invited person, or without the day and hour of the event
        :raise AccessError: as for ``action_accept``
        """
        delegate = self.env["hr.employee"].browse(int(employee_id or 0))
        # sudo: hr.employee - whether there is such a person
        if not delegate.sudo().exists().filtered("active"):
            raise UserError(self.env._("Choose who goes instead."))
        if any(invitation.host_id == delegate for invitation in self):
            raise UserError(self.env._("The invited person goes in person: accept the invitation."))
        return self._decide("delegated", "delegate", delegate=delegate, note=note, reply=reply)

    def action_decline(self, note=None, reply=True):
        """Decline: nobody goes. The reply with thanks is drafted.

        :param str note: reason, for the secretariat
        :param bool reply: draft the answer to the organiser
        :return: True
        :raise AccessError: as for ``action_accept``
        """
        return self._decide("declined", "decline", note=note, reply=reply)

    @api.model
    def decide_many(self, decisions):
        """Decide many invitations at once.

        :param list decisions: dicts ``id``, ``decision`` (``accept``, ``delegate``, ``decline``), for a delegation
            ``employee_id``; optional ``note``, ``reply`` (True by default)
        :return: list of dicts ``id``, ``state``, in the same order; all are decided or, after an error, none
        :raise ValidationError: for an unknown decision
        """
        result = []
        for line in decisions or []:
            if not isinstance(line, dict) or line.get("decision") not in DECISIONS:
                raise ValidationError(self.env._("A decision is accept, delegate or decline, with the id it is about."))
            invitation = self.browse(int(line.get("id") or 0)).exists()
            if not invitation:
                raise ValidationError(self.env._("There is no such invitation."))
            options = {"note": line.get("note"), "reply": line.get("reply", True)}
            if line["decision"] == "delegate":
                invitation.action_delegate(line.get("employee_id"), **options)
            elif line["decision"] == "accept":
                invitation.action_accept(**options)
            else:
                invitation.action_decline(**options)
            result.append({"id": invitation.id, "state": invitation.state})
        return result

    def action_withdraw_decision(self, reason):
        """Take a decision back: the event leaves the agenda, an unsent reply is annulled, it is decided anew.

        :param str reason: why
        :return: True
        :raise UserError: without a reason, or when the reply was sent
        :raise AccessError: as for ``action_accept``
        """
        self._check_decider()
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Give the reason why the decision is taken back."))
        for invitation in self:
            # sudo: biuro.letter - whether the answer has left the office
            reply = invitation.sudo().reply_letter_id
            if reply.state in ("signed", "to_dispatch", "dispatched", "delivered"):
                raise UserError(self.env._(
                    "The reply is signed already: write to the organiser and mark the invitation as done."))
            if reply and reply.state != "annulled":
                reply.action_cancel(reason)
            # sudo: calendar.event - its entry was made by the decision that is taken back
            invitation.sudo().event_id.with_context(skip_attendee_notification=True).write({"active": False})
        self._move_to("to_decide", {
            "decision": False, "delegate_id": False, "decided_by_id": False, "decided_at": False,
            "decision_note": False, "event_id": False, "reply_letter_id": False,
        })
        self._message_log_batch(bodies={
            invitation.id: self.env._("Decision taken back: %(reason)s", reason=reason) for invitation in self})
        self._plan_activities()
        return True

    def action_done(self):
        """Mark invitations as done: whoever goes has been, or nothing more is to be done.

        :return: True
        """
        self._move_to("done")
        # sudo: mail.activity - what was planned falls away
        self.sudo().activity_ids.unlink()
        return True

    # ---- how ---------------------------------------------------------------------------------------------------------

    def _check_decider(self):
        self.check_access("write")
        kept = set(self.env.user.agenda_write_ids.ids)
        if not self.env.su and any(invitation.host_id.id not in kept for invitation in self):
            raise AccessError(self.env._("Only the invited person, or whoever keeps that agenda, decides."))

    def _decide(self, state, decision, delegate=None, note=None, reply=True):
        self._check_decider()
        for invitation in self:
            if decision != "decline" and not invitation.date_start:
                raise UserError(self.env._(
                    "Enter the day and hour of “%(name)s” before it goes into the agenda.", name=invitation.name))
            invitation._move_to(state, {
                "decision": decision, "delegate_id": delegate.id if delegate else False,
                "decided_by_id": self.env.uid, "decided_at": fields.Datetime.now(),
                "decision_note": (note or "").strip() or False,
            })
            invitation._make_event(delegate)
            if reply:
                invitation._draft_reply()
        self._plan_activities()
        return True

    def _make_event(self, delegate=None):
        """Put the event into the agenda of whoever goes; a declined one leaves it."""
        self.ensure_one()
        # sudo: calendar.event - the agenda of the delegate is kept by others; the decision itself was checked
        event = self.sudo().event_id
        if self.decision == "decline":
            event.with_context(skip_attendee_notification=True).write({"active": False})
            return
        Event = self.env["calendar.event"].sudo().with_context(  # sudo: as above
            dont_notify=True, no_mail_to_attendees=True, skip_contact_description=True)
        if event:
            event.with_context(skip_attendee_notification=True).write({
                "active": True, "host_ids": [Command.set((delegate or self.host_id).ids)],
                "representative_id": delegate.id if delegate else False,
                "represented_id": self.host_id.id if delegate else False,
            })
        else:
            # sudo: own model - the guard refuses the link from anyone else; the decision was checked
            self.sudo().event_id = event = Event.create(self._prepare_event_values(delegate))
        if delegate:
            host = self.env["hr.employee.public"].browse(self.host_id.id)
            event.with_user(self.env.user)._tell_delegation(host, delegate, self.decision_note)

    def _prepare_event_values(self, delegate=None):
        """Return the values (dict) of the entry in the agenda."""
        self.ensure_one()
        goes = delegate or self.host_id
        # sudo: res.users - whose calendar it is
        user = goes.sudo().user_id
        return {
            "name": self.name, "start": self.date_start, "stop": self._event_stop(), "location": self.place,
            "agenda_kind_id": self.agenda_kind_id.id, "host_ids": [Command.set(goes.ids)],
            "representative_id": delegate.id if delegate else False,
            "represented_id": self.host_id.id if delegate else False,
            "user_id": user.id or self.env.uid, "contact_ids": [Command.set(self.organizer_id.ids)],
            "purpose": "\n".join(filter(None, [
                self.env._("Invited by: %s", self.organizer_name) if self.organizer_name else False, self.note])),
            "letter_ids": [Command.set(self.letter_id.ids)], "case_id": self.case_id.id,
            # what becomes public is decided for each entry, not by the organiser's invitation
            "publish_public": False, "partner_ids": [],
            **({"jrwa_class_id": self.jrwa_class_id.id} if self.jrwa_class_id else {}),
        }

    def _sync_event(self):
        """Carry a changed day, place or name over to the agenda."""
        for invitation in self.filtered("event_id"):
            # sudo: calendar.event - its entry follows the invitation
            invitation.sudo().event_id.with_context(skip_attendee_notification=True).write({
                "name": invitation.name, "start": invitation.date_start, "stop": invitation._event_stop(),
                "location": invitation.place,
            })
