from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

# who is let speak first: a formal motion before a reply to what was just said, that before the list
TURN = {"formal_motion": 0, "ad_vocem": 1, "normal": 2, "resident": 3}
KINDS = [
    ("normal", "Taking the floor"),
    ("ad_vocem", "Ad vocem"),
    ("formal_motion", "Formal motion"),
    ("resident", "Resident"),
]


class BiuroRadaSpeaker(models.Model):
    """One place on the list of speakers (lista mówców) of an item, from the raised hand to the end of the speech.

    A councillor raises the hand from the tablet, the chair gives the floor; every change is broadcast on the channel of
    the session as ``speakers``, and the screens read :meth:`get_queue` again.
    """

    _name = "biuro.rada.speaker"
    _description = "Speaker"
    _inherit = ["biuro.guard.mixin"]
    _order = "session_id, turn, order, id"
    _rec_name = "name"

    session_id = fields.Many2one("biuro.rada.session", "Session", required=True, index=True, ondelete="cascade")
    agenda_item_id = fields.Many2one(
        "biuro.rada.agenda.item", "Agenda Item", required=True, index=True, ondelete="cascade"
    )
    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", index="btree_not_null", ondelete="restrict", readonly=True
    )
    partner_id = fields.Many2one(
        "res.partner", "Person", index="btree_not_null", ondelete="restrict", help="Of a guest or a resident."
    )
    name = fields.Char("Speaker", required=True, help="As shown in the hall and in the minutes.")
    kind = fields.Selection(KINDS, "Way of Speaking", required=True, default="normal")
    turn = fields.Integer(compute="_compute_turn", store=True, aggregator=None)
    order = fields.Integer("Place in the Queue", default=0, readonly=True, aggregator=None)
    requested_at = fields.Datetime("Hand Raised", required=True, readonly=True, default=fields.Datetime.now)
    started_at = fields.Datetime("Floor Given", readonly=True, copy=False)
    ended_at = fields.Datetime("Speech Ended", readonly=True, copy=False)
    limit_s = fields.Integer("Time Limit (s)", aggregator=None, help="By the statute of the city; 0: no limit.")
    seconds = fields.Integer("Spoke (s)", compute="_compute_seconds", store=True)
    summary = fields.Text("Gist of the Speech", help="For the minutes.")
    state = fields.Selection(
        [("waiting", "Waiting"), ("speaking", "Speaking"), ("done", "Has spoken"), ("withdrawn", "Withdrawn")],
        required=True,
        readonly=True,
        default="waiting",
        copy=False,
        index=True,
    )

    _one_hand = models.UniqueIndex(
        "(agenda_item_id, councillor_id, kind) WHERE state = 'waiting' AND councillor_id IS NOT NULL",
        "This councillor is on the list of speakers already.",
    )
    _one_speaks = models.UniqueIndex("(session_id) WHERE state = 'speaking'", "One person speaks at a time.")

    @api.depends("kind")
    def _compute_turn(self):
        for speaker in self:
            speaker.turn = TURN[speaker.kind or "normal"]

    @api.depends("started_at", "ended_at")
    def _compute_seconds(self):
        for speaker in self:
            spoke = speaker.started_at and speaker.ended_at and speaker.ended_at - speaker.started_at
            speaker.seconds = int(spoke.total_seconds()) if spoke else 0

    @api.constrains("agenda_item_id", "session_id")
    def _check_item(self):
        for speaker in self:
            if speaker.agenda_item_id.session_id != speaker.session_id:
                raise ValidationError(self.env._("One speaks to an item of the agenda of the session itself."))

    # ---- the councillor ------------------------------------------------------------------------------------------

    @api.model
    def _own(self, session_id=None):
        """Return (session, item, councillor) of the current user at the running session."""
        councillor = self.env["biuro.rada.councillor"]._of_user()
        if not councillor:
            raise AccessError(self.env._("Only a councillor in office raises the hand."))
        # sudo: biuro.rada.session - councillors are portal users; that this one sits in the body is checked below
        Session = self.env["biuro.rada.session"].sudo()
        session = Session.browse(session_id).exists() if session_id else Session._running()
        if not session or councillor not in session._members():
            raise UserError(self.env._("You are not a member of the body that is in session."))
        return session, session.current_item_id, councillor.sudo()

    @api.model
    def raise_hand(self, session_id=None, kind="normal"):
        """Put oneself on the list of speakers of the current item. A repeated call changes nothing.

        :param int session_id: the session; the running one by default
        :param str kind: ``normal``, ``ad_vocem`` or ``formal_motion``
        :return: dict ``id``, ``position`` (int, 1 is next), ``queue`` (see :meth:`get_queue`)
        :raise AccessError: not a councillor
        :raise UserError: not in progress, no current item, not present, another kind
        """
        session, item, councillor = self._own(session_id)
        if kind not in ("normal", "ad_vocem", "formal_motion"):
            raise UserError(self.env._("Choose: a speech, ad vocem or a formal motion."))
        line = self.env["biuro.rada.attendance"].sudo()._of(session, councillor)  # sudo: one's own presence
        if not line.is_present:
            raise UserError(self.env._("Note your presence first: only those present ask for the floor."))
        speaker = self._enlist(session, item, kind, councillor)
        queue = self._queue(session)
        position = next((entry["position"] for entry in queue["waiting"] if entry["id"] == speaker.id), 0)
        return {"id": speaker.id, "position": position, "queue": queue}

    @api.model
    def lower_hand(self, session_id=None):
        """Take oneself off the list of speakers. A repeated call changes nothing.

        :param int session_id: the session; the running one by default
        :return: dict, see :meth:`get_queue`
        :raise AccessError: not a councillor
        """
        session, _item, councillor = self._own(session_id)
        # sudo: own model - the councillor's own places on the list
        waiting = self.sudo().search(
            [("session_id", "=", session.id), ("councillor_id", "=", councillor.id), ("state", "=", "waiting")]
        )
        if waiting:
            waiting.write({"state": "withdrawn"})
            session._broadcast("speakers")
        return self._queue(session)

    @api.model
    def _enlist(self, session, item, kind, councillor=None, partner=None, name=None):
        if session.state != "open" or not item or item.status != "in_progress":
            raise UserError(self.env._("One asks for the floor while an item of the agenda is being taken."))
        # sudo: own model - the list is written by verbs only; the caller's right was checked
        Speaker = self.sudo()
        if councillor:
            found = Speaker.search(
                [
                    ("agenda_item_id", "=", item.id),
                    ("councillor_id", "=", councillor.id),
                    ("kind", "=", kind),
                    ("state", "=", "waiting"),
                ],
                limit=1,
            )
            if found:
                return found
        last = Speaker._read_group([("agenda_item_id", "=", item.id)], aggregates=["order:max"])[0][0] or 0
        person = partner or councillor and councillor.partner_id
        speaker = Speaker.create(
            {
                "session_id": session.id,
                "agenda_item_id": item.id,
                "councillor_id": councillor.id if councillor else False,
                "partner_id": person.id if person else False,
                "name": name or (councillor or partner).display_name,
                "kind": kind,
                "order": last + 1,
                "limit_s": session.company_id._rada_speech_limit(kind),
            }
        )
        session._broadcast("speakers")
        return speaker

    # ---- the chair -----------------------------------------------------------------------------------------------

    @api.model
    def add_speaker(self, session_id, councillor_id=None, partner_id=None, name=None, kind="normal"):
        """Put a person on the list of speakers of the current item: a councillor, a guest, a resident.

        :param int session_id: the session
        :param int councillor_id: the councillor; else
        :param int partner_id: a known person; else
        :param str name: the name as it is to be shown
        :param str kind: ``normal``, ``ad_vocem``, ``formal_motion`` or ``resident``
        :return: dict ``id``, ``queue`` (see :meth:`get_queue`)
        :raise UserError: nobody named, no current item, not in progress
        """
        session = self.env["biuro.rada.session"].browse(session_id)
        session.check_access("write")
        councillor = self.env["biuro.rada.councillor"].browse(councillor_id or ())
        partner = self.env["res.partner"].browse(partner_id or ())
        if not (councillor or partner or (name or "").strip()):
            raise UserError(self.env._("Say who is to speak."))
        if kind not in TURN:
            raise UserError(self.env._("Choose: a speech, ad vocem or a formal motion."))
        speaker = self._enlist(session, session.current_item_id, kind, councillor or None, partner or None, name)
        return {"id": speaker.id, "queue": self._queue(session)}

    def _check_chair(self):
        for speaker in self:
            speaker.session_id.check_access("write")

    def action_give_floor(self):
        """Give the floor: who speaks now ends, the clock of this speaker begins.

        :return: dict, see :meth:`get_queue`
        :raise UserError: not waiting; the session is not in progress
        """
        self.ensure_one()
        self._check_chair()
        self.session_id._check_state("open")
        if self.state == "speaking":
            return self._queue(self.session_id)
        if self.state != "waiting":
            raise UserError(self.env._("%s has spoken already or gave up.", self.name))
        now = fields.Datetime.now()
        # sudo: own model - the list is written by verbs only; the right to lead the session was checked
        self.sudo().search([("session_id", "=", self.session_id.id), ("state", "=", "speaking")])._stop(now)
        self.sudo().write({"state": "speaking", "started_at": now})
        self.session_id._broadcast("speakers", speaker=self.id)
        return self._queue(self.session_id)

    @api.model
    def action_next(self, session_id):
        """Give the floor to the first who waits; nobody waiting, only end who speaks.

        :param int session_id: the session
        :return: dict, see :meth:`get_queue`
        :raise UserError: the session is not in progress
        """
        session = self.env["biuro.rada.session"].browse(session_id)
        session._check_state("open")
        following = self.search([("session_id", "=", session.id), ("state", "=", "waiting")], limit=1)
        if following:
            return following.action_give_floor()
        self.search([("session_id", "=", session.id), ("state", "=", "speaking")]).action_end()
        return self._queue(session)

    def action_end(self):
        """End the speech.

        :return: True
        """
        self._check_chair()
        speaking = self.filtered(lambda speaker: speaker.state == "speaking")
        # sudo: own model - the list is written by verbs only; the right to lead the session was checked
        speaking.sudo()._stop(fields.Datetime.now())
        self.session_id._broadcast("speakers")
        return True

    def _stop(self, now):
        self.write({"state": "done", "ended_at": now})
        self.flush_recordset()  # the index lets one speak at a time: who spoke ends before the next begins

    def action_remove(self):
        """Take the speakers off the list.

        :return: True
        """
        self._check_chair()
        # sudo: own model - the list is written by verbs only; the right to lead the session was checked
        self.sudo().filtered(lambda speaker: speaker.state == "waiting").write({"state": "withdrawn"})
        self.session_id._broadcast("speakers")
        return True

    def action_move(self, position):
        """Move a waiting speaker to a place among those who wait in the same way.

        :param int position: 1 is the first
        :return: dict, see :meth:`get_queue`
        :raise UserError: not waiting
        """
        self.ensure_one()
        self._check_chair()
        if self.state != "waiting":
            raise UserError(self.env._("%s has spoken already or gave up.", self.name))
        # sudo: own model - the list is written by verbs only; the right to lead the session was checked
        others = self.sudo().search(
            [("agenda_item_id", "=", self.agenda_item_id.id), ("state", "=", "waiting"), ("turn", "=", self.turn)]
        )
        row = [speaker for speaker in others if speaker != self]
        row.insert(max(int(position) - 1, 0), self.sudo())
        for order, speaker in enumerate(row, 1):
            speaker.order = order
        self.session_id._broadcast("speakers")
        return self._queue(self.session_id)

    def action_extend(self, seconds=60):
        """Give the speaker more time.

        :param int seconds: how much more
        :return: dict, see :meth:`get_queue`
        """
        self.ensure_one()
        self._check_chair()
        self.limit_s += int(seconds)
        self.session_id._broadcast("speakers")
        return self._queue(self.session_id)

    # ---- reading -------------------------------------------------------------------------------------------------

    @api.model
    @api.readonly
    def get_queue(self, session_id):
        """Return the list of speakers of the current item of a session, as the hall sees it.

        :param int session_id: the session
        :return: dict ``item`` (id or false); ``speaking``: dict ``id``, ``name``, ``kind``, ``started_at`` (UTC),
            ``elapsed_s``, ``limit_s``, or false; ``waiting``: list of dicts ``id``, ``position``, ``councillor``
            (id or false), ``name``, ``kind``, ``requested_at`` (UTC), in the order in which they will speak
        :raise AccessError: neither a member of the body nor somebody who reads the session
        """
        session = self.env["biuro.rada.session"].browse(session_id).exists()
        # sudo: biuro.rada.session - whether the user sits in the body
        if not self.env["biuro.rada.councillor"]._of_user().sudo() & session.sudo()._members():
            session.check_access("read")
        return self._queue(session)

    @api.model
    def _queue(self, session):
        """Return the list of speakers of a session, see :meth:`get_queue`."""
        # sudo: biuro.rada.session, own model - who speaks at a session is public (art. 11b) and shown in the hall
        session = session.sudo()
        if session.state not in ("open", "suspended"):
            return {"item": False, "speaking": False, "waiting": []}
        lines = self.sudo().search(
            [("session_id", "=", session.id), ("state", "in", ("speaking", "waiting"))], order="turn, order, id"
        )
        now, speaking = fields.Datetime.now(), lines.filtered(lambda line: line.state == "speaking")[:1]
        return {
            "item": session.current_item_id.id,
            "speaking": speaking
            and {
                "id": speaking.id,
                "name": speaking.name,
                "kind": speaking.kind,
                "started_at": fields.Datetime.to_string(speaking.started_at),
                "elapsed_s": int((now - speaking.started_at).total_seconds()),
                "limit_s": speaking.limit_s,
            }
            or False,
            "waiting": [
                {
                    "id": line.id,
                    "position": position,
                    "councillor": line.councillor_id.id,
                    "name": line.name,
                    "kind": line.kind,
                    "requested_at": fields.Datetime.to_string(line.requested_at),
                }
                for position, line in enumerate(lines.filtered(lambda line: line.state == "waiting"), 1)
            ],
        }
