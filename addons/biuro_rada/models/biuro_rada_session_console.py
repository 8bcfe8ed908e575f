from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroRadaSessionConsole(models.Model):
    """The console of the chair: one device leads at a time, another one may take over; state is read, never kept."""

    _inherit = "biuro.rada.session"

    console_device = fields.Char("Console", readonly=True, copy=False)
    console_user_id = fields.Many2one("res.users", "Console Led By", readonly=True, copy=False)
    console_since = fields.Datetime(readonly=True, copy=False)

    # ---- who leads ---------------------------------------------------------------------------------------------------

    def console_enter(self, device, take_over=False):
        """Sit down at the console: the first device leads, others watch until one takes over.

        :param str device: mark of the device, made by its browser
        :param bool take_over: lead from this device, whoever led so far
        :return: dict, see :meth:`get_console_state`
        :raise UserError: no mark of the device
        """
        self.ensure_one()
        self.check_access("write")
        if not (device or "").strip():
            raise UserError(self.env._("The device did not introduce itself: open the console again."))
        if (take_over or not self.console_device) and self.console_device != device:
            # sudo: own model - who leads is written by this verb only; access was checked above
            self.sudo().write(
                {
                    "console_device": device,
                    "console_user_id": self.env.uid,
                    "console_since": fields.Datetime.now(),
                }
            )
            self._broadcast("console")
        return self.get_console_state(device)

    def _check_console(self):
        """Refuse a call of a console that another device took over; calls that come from no console pass."""
        device = self.env.context.get("rada_console")
        for session in self:
            if device and session.console_device and session.console_device != device:
                raise UserError(
                    self.env._("The console is led on another device now (%s). Take it over first.",
                               session.console_user_id.name)
                )

    def _check_state(self, *states):
        self._check_console()
        return super()._check_state(*states)

    @api.readonly
    def get_console_state(self, device=None):
        """Return the session as its console shows it.

        :param str device: mark of the device that asks
        :return: dict as :meth:`get_live_state`, with ``console`` (``{"mine", "user", "since"}``), ``agenda``,
            ``attendance`` (list of ``{"line", "councillor", "name", "club", "present", "status", "device"}``),
            ``votes`` (of the current item), ``roll`` (names of the open vote), ``takers`` (of an open secret one),
            ``reasons`` (declared interests that meet the current item)
        """
        self.ensure_one()
        self.check_access("write")
        # sudo: own models - whoever leads the session sees all of it but how devices voted while a vote is open
        session = self.sudo()
        state = session._live_state(whole=True)
        clubs = {seat["id"]: seat["club"] for seat in state["seats"]}
        devices = self.env["biuro.rada.device"]._connected(session)
        current = self.env["biuro.rada.vote"].browse(state["vote"]["id"] if state["vote"] else ()).sudo()
        is_open = current.state in ("open", "counting")
        lines = session.attendance_ids.sorted(lambda line: line.councillor_id._sort_key())
        state.update(
            console={
                "mine": not session.console_device or session.console_device == device,
                "user": session.console_user_id.name or "",
                "since": fields.Datetime.to_string(session.console_since) if session.console_since else False,
            },
            agenda=session._agenda_state(),
            attendance=[
                {
                    "line": line.id,
                    "councillor": line.councillor_id.id,
                    "name": line.councillor_id.display_name,
                    "club": clubs.get(line.councillor_id.id, ""),
                    "present": line.is_present,
                    "status": line.status,
                    "device": devices.get(line.councillor_id.id, False),
                }
                for line in lines
            ],
            votes=[
                {
                    "id": vote.id,
                    "number": vote.number,
                    "subject": vote.subject,
                    "state": vote.state,
                    "ballot": vote.ballot,
                    "majority": vote.majority_text,
                    "result": vote.result or False,
                    "figures": [vote.yes, vote.no, vote.abstain],
                    "warning": vote.interest_warning or False if vote.state == "draft" else False,
                    "excluded": len(vote.exclusion_ids),
                    "election": vote.is_election,
                    "elected": bool(vote.elected_option_id),
                }
                for vote in session.vote_ids.filtered(
                    lambda vote: vote.agenda_item_id == session.current_item_id and session.current_item_id
                )
            ],
            roll=current._roll() if is_open and current.ballot != "secret" else [],
            takers=[
                {
                    "councillor": one.councillor_id.id,
                    "name": one.councillor_id.display_name,
                    "taken": one.taken,
                    "excluded": one.excluded,
                }
                for one in current.taker_ids
            ]
            if is_open and current.ballot == "secret"
            else [],
        )
        return self._versioned(state)

    # ---- verbs of the console ----------------------------------------------------------------------------------------

    def action_next_item(self):
        """Begin the next item of the agenda that waits; the current one ends.

        :return: dict ``item`` (id or false when none is left)
        :raise UserError: the session is not in progress; a vote is open
        """
        self.ensure_one()
        self._check_state("open")
        items = self.agenda_item_ids
        place = list(items.ids).index(self.current_item_id.id) if self.current_item_id else -1
        following = items[place + 1 :].filtered(lambda item: item.status == "pending")[:1] or items.filtered(
            lambda item: item.status == "pending"
        )[:1]
        if following:
            following.action_begin()
        elif self.current_item_id:
            self.current_item_id.action_finish()
        return {"item": following.id or False}

    def _prepare_vote_values(self, item):
        """Return the values of a vote on an item: its draft says what majority is needed (dict)."""
        draft = item.draft_id
        values = {
            "session_id": self.id,
            "agenda_item_id": item.id,
            "subject": (draft.title or item.title or "")[:500],
            "hide_running_count": self.company_id.rada_hide_running_count,
        }
        if draft:
            done = item.vote_ids.filtered(lambda vote: vote.is_final and vote.state == "closed")
            values.update(draft_id=draft.id, is_final=not done)
            # a committee gives its opinion by the simple majority, whatever the council will need
            if draft.majority and self.body_type == "council":
                values.update(majority=draft.majority, majority_basis=draft.majority_basis)
                if draft.kind == "confidence":
                    values["special"] = "confidence"
                elif draft.kind == "discharge":
                    refuse = "nieudziel" in (draft.title or "").lower()
                    values["special"] = "discharge_refuse" if refuse else "discharge_grant"
        elif item.item_type == "agenda":
            values.update(majority="absolute_statutory", majority_basis="u.s.g. art. 20 ust. 1a")
        elif item.item_type == "election":
            values.update(
                ballot="secret", is_election=True, majority="absolute", majority_basis="u.s.g. art. 19 ust. 1"
            )
        if self.body_type == "committee" and len(self.committee_ids) == 1:
            values["committee_id"] = self.committee_ids.id
        return values

    def get_vote_defaults(self):
        """Return what a vote on the current item begins with.

        :return: dict of values of ``biuro.rada.vote``
        :raise UserError: no current item
        """
        self.ensure_one()
        self.check_access("write")
        if not self.current_item_id:
            raise UserError(self.env._("Begin the item of the agenda first: one votes on the current item."))
        return self._prepare_vote_values(self.current_item_id)

    def action_quick_vote(self, ballot="open_device", reason=None):
        """Open a vote on the current item at once, as its draft says; the one prepared for it, where there is one.

        :param str ballot: ``open_device`` or ``open_rollcall``
        :param str reason: what failed, of a roll-call (art. 14 ust. 3)
        :return: dict, see ``biuro.rada.vote.get_state``
        :raise UserError: as ``biuro.rada.vote.action_open``; no current item; an election, which needs candidates
        """
        self.ensure_one()
        self._check_state("open")
        item = self.current_item_id
        if not item:
            raise UserError(self.env._("Begin the item of the agenda first: one votes on the current item."))
        if ballot not in ("open_device", "open_rollcall"):
            raise UserError(self.env._("Choose: by device or by roll-call."))
        vote = item.vote_ids.filtered(lambda one: one.state == "draft")[:1]
        if not vote:
            vote = self.env["biuro.rada.vote"].create(self._prepare_vote_values(item))
        if vote.ballot == "secret" and not vote.option_ids and vote.is_election:
            raise UserError(self.env._("An election needs candidates: prepare the vote first."))
        if ballot == "open_rollcall" and vote.ballot == "open_device":
            if not (reason or "").strip():
                raise UserError(self.env._("Say what failed: a roll-call replaces the devices (art. 14 ust. 3)."))
            vote.write({"ballot": ballot, "device_failure_note": reason})
        return vote.action_open()

    def action_show_in_hall(self, view):
        """Choose what the hall screen shows.

        :param str view: ``auto``, ``item`` or ``names``
        :return: True
        :raise UserError: another view
        """
        self.ensure_one()
        self.check_access("write")
        self._check_console()
        if view not in dict(self._fields["hall_view"].selection):
            raise UserError(self.env._("Choose what the hall screen shows."))
        self.hall_view = view
        self._broadcast("hall")
        return True

    def action_open_console(self):
        """Open the console of the session.

        :return: client action
        """
        self.ensure_one()
        self.check_access("write")
        action = self.env["ir.actions.actions"]._for_xml_id("biuro_rada.biuro_rada_console_action")
        return {**action, "params": {"session_id": self.id}, "context": {"active_id": self.id}}

    def action_open_hall(self):
        """Open the screen of the hall.

        :return: url action
        """
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/rada/ekran/{self.id}", "target": "new"}

    def action_begin_rehearsal(self):
        """Begin a rehearsal and open its console.

        :return: client action
        :raise UserError: as :meth:`action_rehearse`
        """
        rehearsal = self.browse(self.action_rehearse()["id"])
        return rehearsal.action_open_console()

    @api.model
    def console_pick(self):
        """Return the sessions that a console may be opened for, the one in progress first.

        :return: list of dicts ``id``, ``name``, ``state``, ``rehearsal``
        """
        found = self.search(
            [("state", "in", ("open", "suspended", "convened")), ("company_id", "=", self.env.company.id)],
            order="start",
        )
        rank = {"open": 0, "suspended": 1, "convened": 2}
        return [
            {"id": one.id, "name": one.display_name, "state": one.state, "rehearsal": one.is_rehearsal}
            for one in found.sorted(lambda one: (rank[one.state], one.start))
        ]
