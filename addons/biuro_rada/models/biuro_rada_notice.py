from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

KINDS = [
    ("convened", "Notice of the session"),
    ("moved", "Change of the time"),
    ("changed", "Change of the agenda or materials"),
    ("cancelled", "Session called off"),
]
SUBJECTS = {
    "convened": "Zawiadomienie: %s",
    "moved": "Zmiana terminu: %s",
    "changed": "Zmiana porządku obrad lub materiałów: %s",
    "cancelled": "Odwołanie: %s",
}
BATCH = 200


class BiuroRadaNotice(models.Model):
    """One notice to one person by one way: the log of deliveries of a session."""

    _name = "biuro.rada.notice"
    _description = "Notice of a Session"
    _inherit = ["biuro.guard.mixin"]
    _order = "session_id desc, id"
    _rec_name = "partner_id"
    _reason_verbs = {"action_hand_over": {"receiver": "text"}}

    session_id = fields.Many2one(
        "biuro.rada.session", "Session", required=True, readonly=True, index=True, ondelete="cascade"
    )
    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    partner_id = fields.Many2one("res.partner", "Person", required=True, readonly=True, index=True, ondelete="restrict")
    kind = fields.Selection(KINDS, "What", required=True, readonly=True, default="convened")
    channel = fields.Selection(
        [("mail", "E-mail"), ("portal", "Portal"), ("paper", "Paper")], required=True, readonly=True
    )
    email = fields.Char(
        "Address", readonly=True, groups="biuro_rada.biuro_rada_group_user,biuro_rada.biuro_rada_group_chair"
    )
    mail_id = fields.Many2one("mail.mail", readonly=True, ondelete="set null", index="btree_not_null")
    attempts = fields.Integer("Sendings", readonly=True, default=0, aggregator="sum")
    sent_at = fields.Datetime("Sent", readonly=True)
    opened_at = fields.Datetime("Opened on the Portal", readonly=True)
    acknowledged_at = fields.Datetime("Acknowledged", readonly=True)
    handed_at = fields.Datetime("Handed Over", readonly=True)
    handed_to = fields.Char("Handed To", readonly=True)
    handed_by_id = fields.Many2one("res.users", "Handed Over By", readonly=True)
    failure = fields.Char("What Failed", compute="_compute_state", store=True)
    note = fields.Char("Words", readonly=True, help="Why the session was moved, changed or called off.")
    state = fields.Selection(
        [
            ("to_send", "To be sent"),
            ("failed", "Failed"),
            ("sent", "Sent"),
            ("opened", "Opened"),
            ("acknowledged", "Acknowledged"),
            ("handed", "Handed over"),
        ],
        compute="_compute_state",
        store=True,
        index=True,
    )

    _one_each = models.UniqueIndex(
        "(session_id, partner_id, channel) WHERE kind = 'convened'",
        "This person has the notice of the session already; send it again from the log.",
    )

    @api.depends(
        "channel", "mail_id.state", "mail_id.failure_reason", "opened_at", "acknowledged_at", "handed_at", "sent_at"
    )
    def _compute_state(self):
        # sudo: mail.mail - whether it left, for the log of deliveries
        for notice in self.sudo():
            mail = notice.mail_id
            failed = mail.state in ("exception", "cancel")
            notice.failure = (mail.failure_reason or self.env._("The mail was not sent.")) if failed else False
            if notice.acknowledged_at:
                notice.state = "acknowledged"
            elif notice.opened_at:
                notice.state = "opened"
            elif notice.handed_at:
                notice.state = "handed"
            elif notice.channel == "portal":
                notice.state = "sent"
            elif notice.channel == "paper":
                notice.state = "to_send"
            elif failed:
                notice.state = "failed"
            else:
                notice.state = "to_send" if not mail and not notice.sent_at or mail.state == "outgoing" else "sent"

    # ---- sending ----------------------------------------------------------------------------

    @api.model
    def _issue(self, session, people, kind, channels, note=None):
        """Make the notices of a session for people and send those that go by mail.

        :param people: list of (partner, councillor or None, e-mail or False)
        :return: the notices
        """
        # sudo: own model - notices are made by the verbs of the session, whose right was checked
        Notice = self.sudo()
        now = fields.Datetime.now()
        guests = session._notice_portal_guests()
        values = []
        for partner, councillor, email in people:
            for channel in channels:
                if channel == "portal" and not councillor and partner not in guests:
                    continue
                if channel == "mail" and not email:
                    continue
                values.append(
                    {
                        "session_id": session.id,
                        "partner_id": partner.id,
                        "councillor_id": councillor.id if councillor else False,
                        "kind": kind,
                        "channel": channel,
                        "email": email if channel == "mail" else False,
                        "note": note or False,
                        "sent_at": now if channel == "portal" else False,
                        "attempts": 1 if channel == "portal" else 0,
                    }
                )
        notices = Notice.create(values)
        notices.filtered(lambda notice: notice.channel == "mail")._send()
        return notices.with_env(self.env)

    def _send(self):
        """Queue the mails of the notices; the queue sends them and the log shows what came of it."""
        Mail = self.env["mail.mail"].sudo()  # sudo: mail.mail - the letters of a notice, made by its verb
        for session, notices in self.grouped("session_id").items():
            files = session._notice_attachments() if notices[:1].kind in ("convened", "changed") else []
            bodies = {kind: session._notice_body(kind, notices[:1].note) for kind in set(notices.mapped("kind"))}
            sender = session.company_id.email_formatted or self.env.user.email_formatted
            mails = Mail.create(
                [
                    {
                        "subject": SUBJECTS[notice.kind] % session._title_text(),
                        "body_html": bodies[notice.kind],
                        "email_from": sender,
                        "email_to": notice.email,
                        "auto_delete": False,
                        "attachment_ids": [fields.Command.link(file) for file in files],
                    }
                    for notice in notices
                ]
            )
            now = fields.Datetime.now()
            for notice, mail in zip(notices, mails, strict=True):
                # sudo: own model - the log is written by its verbs only
                notice.sudo().write({"mail_id": mail.id, "sent_at": now, "attempts": notice.attempts + 1})

    def action_resend(self):
        """Send notices by mail again, to the address that the councillor has now.

        :return: dict ``sent`` (int)
        :raise UserError: nothing to send again
        """
        self._check_office()
        notices = self.filtered(lambda notice: notice.channel == "mail" and notice.session_id.state != "cancelled")
        if not notices:
            raise UserError(self.env._("Only notices by mail are sent again, of a session that is not called off."))
        for notice in notices.sudo():  # sudo: own model - the log is written by verbs only; the right was checked
            email = notice.councillor_id._notice_email() if notice.councillor_id else notice.partner_id.email_normalized
            if email:
                notice.email = email
        notices.sudo()._send()
        return {"sent": len(notices)}

    def action_hand_over(self, receiver=None):
        """Note that the paper was handed over.

        :param str receiver: who took it; the person named in the notice by default
        :return: True
        """
        self._check_office()
        now = fields.Datetime.now()
        # sudo: own model - the log is written by verbs only; the right was checked
        for notice in self.sudo():
            notice.write(
                {
                    "handed_at": now,
                    "handed_to": (receiver or "").strip() or notice.partner_id.name,
                    "handed_by_id": self.env.uid,
                }
            )
        return True

    def _check_office(self):
        for notice in self:
            notice.session_id.check_access("write")

    # ---- the councillor ----------------------------------------------------------------------------

    @api.model
    def acknowledge(self, session_id):
        """Acknowledge the notices of a session as the councillor who got them. A repeated call changes nothing.

        :param int session_id: the session
        :return: dict ``acknowledged`` (int: how many)
        :raise AccessError: not a councillor who was convened
        """
        return {"acknowledged": len(self._note_reading(session_id, "acknowledged_at"))}

    @api.model
    def note_opened(self, session_id):
        """Note that the councillor opened the notice of a session on the portal.

        :param int session_id: the session
        :return: dict ``opened`` (int: how many for the first time)
        :raise AccessError: not a councillor who was convened
        """
        return {"opened": len(self._note_reading(session_id, "opened_at"))}

    @api.model
    def _note_reading(self, session_id, field):
        councillor = self.env["biuro.rada.councillor"]._of_user()
        # sudo: own model - the councillor's own notices
        mine = self.sudo().search(
            [("session_id", "=", session_id), ("councillor_id", "=", councillor.id), ("channel", "=", "portal")]
        )
        if not councillor or not mine:
            raise AccessError(self.env._("You were not convened to this session."))
        fresh = mine.filtered(lambda notice: not notice[field])
        fresh.write({field: fields.Datetime.now()})
        return fresh
