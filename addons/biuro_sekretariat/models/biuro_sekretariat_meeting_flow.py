import hashlib

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import html2plaintext

from odoo.addons.biuro_kancelaria.tools import office_today

from .biuro_sekretariat_meeting import TRANSITIONS


class BiuroSekretariatMeetingFlow(models.Model):
    """Verbs of a meeting: number, course, minutes, acceptance, annexes."""

    _inherit = "biuro.sekretariat.meeting"
    _reason_verbs = {
        "action_object_minutes": {"reason": "remark"}, "action_accept_minutes": {"reason": "remark"},
        "action_reopen_minutes": {"reason": "reason"}, "action_cancel": {"reason": "reason"},
        "action_add_annex": {"text": "text", "reason": "reason"}, "action_send_minutes": {"date": "date_accept_by"},
    }

    def _move_to(self, state, values=None):
        """Move meetings to a state, with other values in the same write. Every verb passes here."""
        self.check_access("read")
        for meeting in self:
            if state not in TRANSITIONS.get(meeting.state, ()):
                raise UserError(self.env._(
                    "%(meeting)s is “%(old)s” and cannot become “%(new)s”.", meeting=meeting.display_name,
                    old=meeting._state_label(meeting.state), new=meeting._state_label(state),
                ))
        # sudo: own model - write() refuses the state from anyone else; the verb checked who acts
        self.sudo().write({**(values or {}), "state": state})
        return True

    def _check_recorder(self):
        """Refuse whoever is not chair, recorder or secretariat."""
        self.check_access("read")
        for meeting in self:
            if not meeting.can_record:
                raise AccessError(self.env._(
                    "Only the chair, the recorder and the secretariat keep the minutes of “%(meeting)s”.",
                    meeting=meeting.display_name,
                ))

    def _check_chair(self):
        """Refuse whoever does not chair the meeting, in person or as a substitute."""
        self.check_access("read")
        for meeting in self:
            if not meeting.is_chair:
                # sudo: hr.employee - the name of the chair, printed on the minutes
                raise AccessError(self.env._("Only the chair does this: %(name)s.", name=meeting.sudo().chair_id.name))

    def _number(self):
        unnumbered = self.filtered(lambda meeting: not meeting.register_ref)
        if unnumbered:
            # sudo: own model - numbers are written by the register alone; the verb checked who acts
            unnumbered.sudo()._enter_register()

    def _actor(self):
        """Return name and position of the user (dict), kept with what he or she decides."""
        return self.env["biuro.letter"]._get_actor()

    # Course

    def action_convene(self):
        """Convene the meeting: it gets its number, and everyone invited finds it in the calendar and the day's duties.

        :return: True
        :raise UserError: without an agenda, or when the meeting is no longer planned
        """
        self._check_recorder()
        for meeting in self:
            if meeting.state != "planned":
                raise UserError(self.env._("%(meeting)s is no longer planned.", meeting=meeting.display_name))
            if not meeting.item_ids:
                raise UserError(self.env._("Write the agenda of “%(meeting)s” first.", meeting=meeting.display_name))
        self._number()
        self._sync_events()
        for meeting in self:
            meeting._tell(
                meeting._people_users(), self.env._("Meeting: %(name)s", name=meeting.name), meeting.date_start.date(),
            )
        return True

    def action_hold(self):
        """Begin the meeting: from now on its minutes are written item by item.

        :return: True
        :raise UserError: without an agenda
        """
        self._check_recorder()
        self._carry_tasks()
        for meeting in self:
            if not meeting.item_ids:
                raise UserError(self.env._("Write the agenda of “%(meeting)s” first.", meeting=meeting.display_name))
        self._move_to("held", {"started_at": fields.Datetime.now()})
        self._number()
        self._done_activities()
        return True

    def action_all_present(self):
        """Note that everyone invited, whose presence is not noted yet, was present.

        :return: True
        """
        self._check_recorder()
        self.participant_ids.filtered(lambda line: line.attendance == "invited").action_set_attendance("present")
        return True

    def action_end(self):
        """End the meeting; the recorder completes the minutes.

        :return: True
        """
        self._check_recorder()
        self._move_to("draft_minutes", {"ended_at": fields.Datetime.now()})
        for meeting in self:
            # sudo: hr.employee - the user of the recorder
            meeting._tell(meeting.sudo().recorder_id.user_id, self.env._("Write the minutes"))
        return True

    def action_send_minutes(self, date_accept_by=None):
        """Send the minutes for acceptance: from now on their text is locked.

        :param str date_accept_by: last day for remarks "YYYY-MM-DD"; in a week by default
        :return: True
        :raise UserError: presence not noted, an item without a record, a task without a responsible person or a day
        """
        self._check_recorder()
        today = office_today()
        until = fields.Date.to_date(date_accept_by) or fields.Date.add(today, days=7)
        if until < today:
            raise UserError(self.env._("The last day for remarks has passed already. Choose a later one."))
        for meeting in self:
            meeting._check_minutes()
            meeting._move_to("to_accept", {
                "date_accept_by": until, "minutes_by_id": self.env.uid, "content_hash": meeting._hash_minutes(),
            })
            # sudo: biuro.sekretariat.meeting.participant - whoever answered before answers anew
            meeting.sudo().participant_ids.write({"acceptance": "none", "answered_at": False})
            meeting._done_activities()
            chair = meeting.sudo().chair_id.user_id  # sudo: hr.employee - the user of the chair
            users = chair if meeting.acceptance_mode == "chair" else meeting._people_users(present=True) | chair
            meeting._tell(users, self.env._("Accept the minutes"), until)
        return True

    def _check_minutes(self):
        for meeting in self:
            unnoted = meeting.participant_ids.filtered(lambda line: line.attendance == "invited")
            if unnoted:
                raise UserError(self.env._(
                    "Note who was present: %(names)s.", names=", ".join(unnoted.mapped("display_name")),
                ))
            if not meeting.present_count:
                raise UserError(self.env._("Nobody was present: note who took part in the meeting."))
            empty = meeting.item_ids.filtered(lambda item: not (item.minutes or item.decision or item.task_ids))
            if empty:
                raise UserError(self.env._(
                    "Write what was said under “%(item)s”, or a decision, or a task.", item=empty[0].name,
                ))

    def _hash_minutes(self):
        self.ensure_one()
        text = [self.register_ref or "", self.name, self.opening or "", self.closing or ""]
        for item in self.item_ids.sorted("sequence"):
            text += [item.name, item.minutes or "", html2plaintext(item.decision or "")]
        for task in self.task_ids.sorted("id"):
            text += [task.name, str(task.date_due)]
        return hashlib.sha256("\n".join(text).encode()).hexdigest()

    def action_reopen_minutes(self, reason=None):
        """Take minutes that wait for acceptance back to correct them; everyone accepts anew.

        :param str reason: why
        :return: True
        """
        self._check_recorder()
        self._move_to("draft_minutes")
        self._done_activities()
        if (reason or "").strip():
            for meeting in self:
                meeting._message_log(body=self.env._("Minutes taken back: %(reason)s", reason=reason.strip()))
        return True

    def action_accept_minutes(self, remark=None):
        """Accept the minutes: a participant for himself or herself, the chair finally.

        :param str remark: kept with the acceptance
        :return: True
        :raise UserError: when the minutes do not wait for acceptance, or those present have not answered yet and their
            time runs
        :raise AccessError: for anyone else
        """
        self.check_access("read")
        for meeting in self:
            mine = meeting._answer("accepted", remark)
            if meeting.is_chair:
                meeting._accept_finally()
            elif not mine:
                raise AccessError(self.env._("Minutes are accepted by those who took part and by the chair."))
        return True

    def action_object_minutes(self, remark=None):
        """Object to the minutes: they go back to the recorder with the remark.

        :param str remark: what is wrong, required
        :return: True
        """
        self.check_access("read")
        if not (remark or "").strip():
            raise UserError(self.env._("Write what is wrong in the minutes."))
        for meeting in self:
            if not meeting._answer("objected", remark) and not meeting.is_chair:
                raise AccessError(self.env._("Minutes are accepted by those who took part and by the chair."))
            meeting._done_activities()
            meeting._move_to("draft_minutes")
            # sudo: biuro.sekretariat.meeting, hr.employee - the remark reaches the recorder
            meeting.sudo()._tell(meeting.sudo().recorder_id.user_id, self.env._("Correct the minutes"), note=remark)
            meeting._message_log(body=self.env._(
                "%(name)s objects to the minutes: %(remark)s", name=meeting._actor()["name"], remark=remark.strip(),
            ))
        return True

    def _answer(self, acceptance, remark):
        """Note the answer of the user in his or her lines; return the lines."""
        self.ensure_one()
        if self.state != "to_accept":
            raise UserError(self.env._(
                "%(meeting)s is “%(state)s”: there is nothing to accept.", meeting=self.display_name,
                state=self._state_label(self.state),
            ))
        # sudo: res.users, biuro.sekretariat.meeting.participant - own line; the state was checked above
        people = self.env.user.sudo().acting_employee_ids
        lines = self.sudo().participant_ids.filtered(
            lambda line: line.employee_id in people and line.attendance == "present"
        )
        lines.write({
            "acceptance": acceptance, "answered_at": fields.Datetime.now(), "answer_remark": remark or False,
        })
        # sudo: mail.activity - own duty that ended
        self.sudo().activity_ids.filtered(lambda line: line.user_id == self.env.user).unlink()
        return lines.sudo(False)

    def _accept_finally(self):
        self.ensure_one()
        if self.acceptance_mode == "all" and self.date_accept_by and self.date_accept_by >= office_today():
            silent = self.participant_ids.filtered(
                lambda line: line.attendance == "present" and line.employee_id and line.acceptance == "none"
            )
            if silent:
                raise UserError(self.env._(
                    "These people have not answered yet and may until %(day)s: %(names)s.",
                    day=fields.Date.to_string(self.date_accept_by), names=", ".join(silent.mapped("display_name")),
                ))
        if self._hash_minutes() != self.content_hash:
            raise UserError(self.env._("The minutes have changed since they were sent: take them back and send anew."))
        actor = self._actor()
        self._move_to("accepted", {
            "accepted_by_id": self.env.uid, "accepted_name": actor["name"], "accepted_job": actor["job"],
            "accepted_at": fields.Datetime.now(),
        })
        self._done_activities()
        if self.case_id:
            # sudo: biuro.case - the log of the case keeps itself; who acted is the user of the environment
            self.case_id.sudo()._log_event(f"Przyjęto protokół narady {self.register_ref}")

    def action_add_annex(self, text=None, reason=None):
        """Add an annex to accepted minutes: the minutes stay as they are, the annex says what is corrected.

        :param str text: what is added or corrected, required
        :param str reason: why, required
        :return: dict ``id``, ``number`` of the annex
        :raise UserError: minutes not accepted yet, no text or no reason
        """
        self.ensure_one()
        self._check_recorder()
        if self.state != "accepted":
            raise UserError(self.env._("Minutes that are not accepted yet are corrected, they need no annex."))
        if not (text or "").strip() or not (reason or "").strip():
            raise UserError(self.env._("Write what the annex changes and why."))
        actor = self._actor()
        # sudo: biuro.sekretariat.meeting.annex - annexes are added by this verb only
        annex = self.env["biuro.sekretariat.meeting.annex"].sudo().create({
            "meeting_id": self.id, "number": len(self.annex_ids) + 1, "text": text.strip(), "reason": reason.strip(),
            "author_id": self.env.uid, "author_name": actor["name"], "author_job": actor["job"],
            "date": fields.Datetime.now(),
        })
        # sudo: hr.employee - the user of the chair
        self._tell(self.sudo().chair_id.user_id, self.env._("Accept the annex to the minutes"))
        return {"id": annex.id, "number": annex.number}

    def action_cancel(self, reason):
        """Cancel a planned meeting or one that broke up; its number stays taken.

        :param str reason: why, required
        :return: True
        """
        self._check_recorder()
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason of the cancellation."))
        numbered = self.filtered("register_ref")
        self._move_to("cancelled")
        if numbered:
            # sudo: own model - facts of the register; who acts was checked above
            super(BiuroSekretariatMeetingFlow, numbered.sudo()).action_cancel(reason)
        # sudo: own model - as above, for a meeting without a number
        (self - numbered).sudo().write({
            "is_cancelled": True, "cancel_reason": reason.strip(), "cancelled_at": fields.Datetime.now(),
            "cancelled_by_id": self.env.uid,
        })
        self._done_activities()
        # sudo: calendar.event - the entry that this meeting made
        self.sudo().event_id.action_archive()
        return True

    # Whom it concerns

    def _people_users(self, present=False):
        """Return the users (res.users) who take part, only those present if asked."""
        # sudo: hr.employee - the users of the participants
        lines = self.sudo().participant_ids
        if present:
            lines = lines.filtered(lambda line: line.attendance == "present")
        return lines.employee_id.user_id.sudo(False)

    def _tell(self, users, summary, date=None, note=None):
        values = [{
            "res_model_id": self.env["ir.model"]._get_id(self._name), "res_id": meeting.id, "user_id": user.id,
            "activity_type_id": self.env.ref("mail.mail_activity_data_todo").id, "summary": summary,
            "note": note or False, "date_deadline": date or office_today(),
        } for meeting in self for user in users if user != self.env.user]
        if values:
            # sudo: mail.activity - whoever takes part is told
            self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True).create(values)

    def _done_activities(self):
        # sudo: mail.activity - duties that ended, also of other people; the course of the meeting tells of them itself
        self.sudo().activity_ids.unlink()

    # Agenda again

    def _prepare_agenda_copy(self):
        """Return the values of items for the next meeting of the series: permanent items, and those left undone."""
        self.ensure_one()
        return [
            {
                "name": item.name, "presenter_id": item.presenter_id.id, "presenter_name": item.presenter_name,
                "duration": item.duration, "is_permanent": item.is_permanent, "description": item.description,
            }
            for item in self.item_ids.sorted("sequence") if item.is_permanent or item.is_postponed
        ]

    def action_copy_agenda(self, source_id=None):
        """Copy the agenda of another meeting, of the last one of the series by default, behind the items here.

        :param int source_id: id of the meeting whose agenda is copied
        :return: list of the ids of the new items
        :raise UserError: no meeting to copy from, or the meeting is over
        """
        self.ensure_one()
        self._check_recorder()
        self._check_open()
        source = self.browse(source_id)
        if not source and self.series_id:
            source = self.search([
                ("series_id", "=", self.series_id.id), ("id", "!=", self.id), ("date_start", "<", self.date_start),
            ], order="date_start desc", limit=1)
        if not source:
            raise UserError(self.env._("There is no earlier meeting to copy the agenda from."))
        source.check_access("read")
        known = set(self.item_ids.mapped("name"))
        first = max(self.item_ids.mapped("sequence"), default=0) + 1
        return self.env["biuro.sekretariat.meeting.item"].create([
            {
                "meeting_id": self.id, "sequence": first + index, "name": item.name, "duration": item.duration,
                "presenter_id": item.presenter_id.id, "presenter_name": item.presenter_name,
                "is_permanent": item.is_permanent, "description": item.description,
            }
            for index, item in enumerate(source.item_ids.sorted("sequence")) if item.name not in known
        ]).ids

    # From elsewhere

    @api.model
    def start_from(self, values):
        """Make a meeting, with its participants and agenda, from a visit, a calendar entry or another record.

        :param dict values: ``name`` (subject, required); optional ``kind`` (key, ``other`` by default),
            ``date_start`` and ``date_end`` ("YYYY-MM-DD HH:MM:SS" in UTC), ``place``, ``chair_id`` and
            ``recorder_id`` (ids of employees), ``employee_ids`` (list of ids), ``guests`` (list of names, or of dicts
            ``name``, ``organisation``, ``partner_id``), ``items`` (list of texts), ``event_id`` (calendar entry that
            the meeting takes over), ``case_id``, ``series_id``, ``origin_model`` and ``origin_id`` (the record it was
            made from), ``hold`` (True: it is being held now, the minutes can be written at once)
        :return: dict ``id``, ``name``, ``state``, ``register_ref`` (str or False)
        :raise UserError: unknown keys, no subject, an entry that has its meeting already
        """
        known = {
            "name", "kind", "date_start", "date_end", "place", "chair_id", "recorder_id", "employee_ids", "guests",
            "items", "event_id", "case_id", "series_id", "origin_model", "origin_id", "hold",
        }
        if not isinstance(values, dict) or not (values.get("name") or "").strip():
            raise UserError(self.env._("Give the subject of the meeting."))
        if unknown := set(values) - known:
            raise UserError(self.env._("Unknown data of a meeting: %(keys)s.", keys=", ".join(sorted(unknown))))
        vals = {
            key: values[key] for key in (
                "name", "date_start", "date_end", "place", "chair_id", "recorder_id", "case_id", "series_id",
            ) if values.get(key)
        }
        lines = [{"employee_id": employee} for employee in values.get("employee_ids") or ()
                 if employee != values.get("chair_id")]
        for guest in values.get("guests") or ():
            lines.append({"role": "guest", **(guest if isinstance(guest, dict) else {"name": guest})})
        if values.get("event_id"):
            # the entry must be one that the caller may change
            self.env["calendar.event"].browse(values["event_id"]).check_access("write")
        meeting = self.with_context(biuro_meeting_event=values.get("event_id") or False).create({
            **vals, "kind": values.get("kind") or "other",
            "participant_ids": [fields.Command.create(line) for line in lines],
            "item_ids": [
                fields.Command.create({"name": item, "sequence": index})
                for index, item in enumerate(values.get("items") or [values["name"]], 1)
            ],
        })
        if values.get("origin_model") and values.get("origin_id"):
            # sudo: own model - where it was made from is written once, here
            meeting.sudo().write({"origin_model": values["origin_model"], "origin_id": values["origin_id"]})
        if values.get("hold"):
            meeting.action_hold()
        return {
            "id": meeting.id, "name": meeting.name, "state": meeting.state,
            "register_ref": meeting.register_ref or False,
        }
