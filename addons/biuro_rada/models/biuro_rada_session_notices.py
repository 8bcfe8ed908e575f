from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaSessionNotices(models.Model):
    """The notices of a session: to whom they go, what they say, what came of them."""

    _inherit = "biuro.rada.session"

    notice_ids = fields.One2many("biuro.rada.notice", "session_id", "Notices")
    notice_count = fields.Integer("Number of Notices", compute="_compute_notice_count")
    notice_open_count = fields.Integer("Not Opened", compute="_compute_notice_count")
    notice_failed_count = fields.Integer("Failed", compute="_compute_notice_count")

    @api.depends("notice_ids.state")
    def _compute_notice_count(self):
        # sudo: biuro.rada.notice - numbers only
        rows = (
            self.env["biuro.rada.notice"]
            .sudo()
            ._read_group([("session_id", "in", self.ids)], ["session_id", "channel", "state"], ["__count"])
        )
        for session in self:
            own = [row for row in rows if row[0].id == session._origin.id]
            session.notice_count = sum(row[3] for row in own)
            session.notice_open_count = sum(row[3] for row in own if row[1] == "portal" and row[2] == "sent")
            session.notice_failed_count = sum(row[3] for row in own if row[2] == "failed")

    def _notice_people(self):
        """Return the people who are told: (partner, councillor or None, e-mail or False)."""
        self.ensure_one()
        people = [(member.partner_id, member, member._notice_email()) for member in self._members()]
        # sudo: res.partner - addresses for the sending alone
        guests = self.guest_ids | self.agenda_item_ids.referent_ids | self.agenda_item_ids.reporter_id
        members = {partner for partner, _councillor, _email in people}
        people += [(guest, None, guest.sudo().email_normalized or False) for guest in guests if guest not in members]
        told = {partner for partner, _councillor, _email in people}
        people += [row for row in self._notice_extra_people() if row[0] not in told]
        return people

    def _notice_extra_people(self):
        """Return others whom the law tells of the session: (partner, None, e-mail or False); addons add theirs."""
        self.ensure_one()
        return []

    def _notice_portal_guests(self):
        """Return the people (res.partner), not councillors, who see notices on pages of their own."""
        self.ensure_one()
        return self.env["res.partner"]

    def _send_notices(self, kind, channels, note=None):
        """Send notices of one kind to all; return them."""
        notices = self.env["biuro.rada.notice"]
        for session in self:
            # sudo: res.partner - names and addresses of those convened, for the sending alone
            notices |= notices._issue(session, session.sudo()._notice_people(), kind, channels, note)
        return notices

    def _tell_cancelled(self):
        super()._tell_cancelled()
        for session in self.filtered("notice_ids"):
            channels = [channel for channel in ("mail", "portal", "paper") if channel in (session.notice_channel or "")]
            session._send_notices("cancelled", channels or ["portal"], session.cancel_reason)

    def action_tell_changes(self, reason):
        """Tell those who were convened that the agenda or the materials changed.

        :param str reason: what changed
        :return: dict ``notices`` (int)
        :raise UserError: not convened; no words
        """
        self._check_state("convened", "open", "suspended")
        if not (reason or "").strip():
            raise UserError(self.env._("Say what changed."))
        channels = {session.id: session.notice_channel or "portal" for session in self}
        count = 0
        for session in self:
            known = [channel for channel in ("mail", "portal", "paper") if channel in channels[session.id]]
            count += len(session._send_notices("changed", known, reason))
        return {"notices": count}

    @api.model
    def _refresh_members(self, terms, committees=None):
        """Let coming sessions that are convened reach people who have become members, and the calendar follow."""
        domain = [("state", "=", "convened"), ("term_id", "in", terms.ids), ("day", ">=", office_today())]
        if committees is not None:
            domain.append(("committee_ids", "in", committees.ids))
        # sudo: own model - a change of the composition is not barred by who may convene
        for session in self.sudo().search(domain):
            told = session.notice_ids.partner_id
            missing = [row for row in session._notice_people() if row[1] and row[0] not in told]
            channels = [channel for channel in ("mail", "portal", "paper") if channel in (session.notice_channel or "")]
            if missing and channels:
                self.env["biuro.rada.notice"]._issue(session, missing, "convened", channels)
            session._sync_events()

    # ---- what the notice says ----------------------------------------------------------------------------

    def _notice_body(self, kind, note=None):
        """Return the body (HTML) of a mail about the session."""
        self.ensure_one()
        values = {"session": self, "kind": kind, "note": note, "url": f"{self.get_base_url()}/my/rada/sesje/{self.id}"}
        return self.env["ir.qweb"]._render("biuro_rada.notice_mail", values, lang="pl_PL")

    def _notice_attachments(self):
        """Return the ids of the files that go with a notice by mail: the notice itself as PDF."""
        self.ensure_one()
        # sudo: ir.attachment, ir.actions.report - the notice is made by the verb that sends it
        name = f"zawiadomienie-{self.id}.pdf"
        Report = self.env["ir.actions.report"].sudo()
        content, _kind = Report._render_qweb_pdf("biuro_rada.action_report_session_notice", self.ids)
        return (
            self.env["ir.attachment"]
            .sudo()
            .create({"name": name, "raw": content, "res_model": self._name, "res_id": self.id})
            .ids
        )

    def _notice_items(self):
        """Return the items of the agenda in their order, without those removed."""
        self.ensure_one()
        return self.agenda_item_ids.filtered(lambda item: item.origin != "removed").sorted(
            lambda item: (item.sequence, item.id)
        )

    def action_open_notices(self):
        """Open the log of deliveries of the session.

        :return: dict, a window action
        """
        self.ensure_one()
        return self._list_action(self.env._("Log of Deliveries"), "biuro.rada.notice")
