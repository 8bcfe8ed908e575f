from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..law import notice
from .biuro_rada_agenda_item import ITEM_TYPES


class BiuroRadaAgendaChange(models.Model):
    """Motion to change the agenda of a session that is convened (u.s.g. art. 20 ust. 1a, 4).

    The change is made by the vote itself: adopted by the absolute majority of the statutory number (and, at a session
    on request, with the consent of the applicant) it alters the agenda, otherwise it stays as a motion that failed. The
    agenda of a committee changes by a vote of the committee.
    """

    _name = "biuro.rada.agenda.change"
    _description = "Change of the Agenda"
    _inherit = ["biuro.guard.mixin"]
    _order = "session_id, id"
    _rec_name = "title"

    session_id = fields.Many2one("biuro.rada.session", "Session", required=True, index=True, ondelete="cascade")
    kind = fields.Selection(
        [
            ("add", "Add an item"),
            ("remove", "Remove an item"),
            ("move", "Move an item"),
            ("retitle", "Change the title"),
        ],
        "Change",
        required=True,
        default="add",
    )
    item_id = fields.Many2one(
        "biuro.rada.agenda.item",
        "Agenda Item",
        ondelete="cascade",
        index="btree_not_null",
        domain="[('session_id', '=', session_id)]",
    )
    after_item_id = fields.Many2one(
        "biuro.rada.agenda.item",
        "After",
        ondelete="cascade",
        domain="[('session_id', '=', session_id)]",
        help="Empty: at the head of the agenda.",
    )
    title = fields.Char("Title of the Item")
    item_type = fields.Selection(ITEM_TYPES, "Kind of Item", default="other")
    draft_id = fields.Many2one("biuro.rada.draft", "Draft Resolution", ondelete="restrict", index="btree_not_null")
    proposer = fields.Char("Moved By", help="Who moved the change, for the minutes.")
    applicant_consent = fields.Boolean("Applicant Agrees", help="Of a session on request (art. 20 ust. 4).")
    needs_consent = fields.Boolean(compute="_compute_needs_consent")
    vote_id = fields.Many2one(
        "biuro.rada.vote", "Vote", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    new_item_id = fields.Many2one(
        "biuro.rada.agenda.item", "New Item", readonly=True, copy=False, index="btree_not_null", ondelete="set null"
    )
    reasons = fields.Json(readonly=True, copy=False)
    state = fields.Selection(
        [("proposed", "Put forward"), ("made", "Made"), ("failed", "Failed")],
        required=True,
        readonly=True,
        default="proposed",
        copy=False,
    )

    @api.depends("session_id.kind", "session_id.body_type")
    def _compute_needs_consent(self):
        for change in self:
            session = change.session_id
            change.needs_consent = session.kind == "on_request" and session.body_type == "council"

    @api.constrains("kind", "item_id", "after_item_id", "title", "session_id")
    def _check_change(self):
        for change in self:
            if change.kind == "add" and not (change.title or "").strip():
                raise ValidationError(self.env._("Give the title of the item that is to be added."))
            if change.kind != "add" and not change.item_id:
                raise ValidationError(self.env._("Say which item is to be changed."))
            if change.kind == "retitle" and not (change.title or "").strip():
                raise ValidationError(self.env._("Give the new title of the item."))
            if (change.item_id | change.after_item_id).session_id - change.session_id:
                raise ValidationError(self.env._("The item is on the agenda of another session."))

    def write(self, vals):
        if not self.env.su and any(change.state != "proposed" for change in self):
            raise UserError(self.env._("This change has been voted on; move another one."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_voted(self):
        if any(change.state != "proposed" for change in self):
            raise UserError(self.env._("This change has been voted on; it stays in the record."))

    def _subject(self):
        """Return what is put to the vote (str), as it stands in Polish papers."""
        self.ensure_one()
        place = f" po punkcie {self.after_item_id.number}" if self.after_item_id.number else ""
        return {
            "add": f"Wprowadzenie do porządku obrad punktu: {self.title}{place}",
            "remove": f"Zdjęcie z porządku obrad punktu: {self.item_id.title}",
            "move": f"Przeniesienie punktu: {self.item_id.title}{place or ' na początek porządku obrad'}",
            "retitle": f"Zmiana brzmienia punktu „{self.item_id.title}” na „{self.title}”",
        }[self.kind]

    def action_prepare_vote(self):
        """Prepare the vote on the change, with the majority that the law asks for, under the current item.

        :return: dict ``id`` of the vote
        :raise UserError: not in progress; no current item; voted on already; the draft to be added is not ready
        """
        self.ensure_one()
        session = self.session_id
        session._check_state("open")
        if self.state != "proposed":
            raise UserError(self.env._("This change has been voted on; move another one."))
        if not session.current_item_id:
            raise UserError(self.env._("Begin the item of the agenda first: one votes on the current item."))
        if refusal := self._draft_refusal():
            raise UserError(refusal)
        if not self.vote_id or self.vote_id.state == "void":
            council = session.body_type == "council"
            # sudo: own model - the vote is tied to the change by this verb; the right to lead was checked
            self.sudo().vote_id = self.env["biuro.rada.vote"].create(
                {
                    "session_id": session.id,
                    "agenda_item_id": session.current_item_id.id,
                    "subject": self._subject(),
                    "ballot": "open_device" if council else "hands",
                    "majority": "absolute_statutory" if council else "simple",
                    "majority_basis": "u.s.g. art. 20 ust. 1a" if council else session._statute_basis(),
                }
            )
        return {"id": self.vote_id.id}

    def _draft_refusal(self):
        """Return why the draft cannot be added to the agenda (translated sentence), or False."""
        self.ensure_one()
        draft = self.draft_id
        if self.kind != "add" or not draft or draft.state == "ready":
            return False
        # sudo: biuro.rada.draft - what the draft lacks, for whoever leads the session
        own = draft.sudo()
        if own.state in ("received", "opinions", "committee", "postponed"):
            try:
                own._check_complete()
            except UserError as error:
                return self.env._(
                    "%(draft)s is not ready for the agenda: %(reason)s", draft=own.display_name, reason=error.args[0])
            return self.env._("Note first that %s is complete and ready for a session.", own.display_name)
        return self.env._("%s is settled or on an agenda already.", own.display_name)

    def _voted(self, vote):
        """Take the result of the vote: make the change, or note that it failed."""
        for change in self.filtered(lambda line: line.state == "proposed"):
            session = change.session_id
            if session.body_type == "council":
                answer = notice.agenda_change(
                    vote.statutory_members,
                    vote.present_count,
                    vote.yes,
                    vote.no,
                    vote.abstain,
                    session.kind == "on_request",
                    change.applicant_consent,
                )
                allowed, reasons = answer["allowed"], answer["reasons"]
            else:
                allowed, reasons = vote.result == "adopted", vote.reasons
            if allowed and (refusal := change._draft_refusal()):
                # it was ready when the vote was prepared
                allowed, reasons = False, [*(reasons or []), {"rule": "draft", "article": "", "text": refusal}]
            change.write({"state": "made" if allowed else "failed", "reasons": reasons})
            if allowed:
                change._make(vote)
                session._broadcast("agenda")

    def _make(self, vote):
        """Alter the agenda as voted."""
        self.ensure_one()
        Item = self.env["biuro.rada.agenda.item"]
        facts = {"change_vote_id": vote.id, "applicant_consent": self.applicant_consent}
        if self.kind == "add":
            self.new_item_id = Item.create(
                {
                    "session_id": self.session_id.id,
                    "title": self.title,
                    "item_type": self.item_type or "other",
                    "draft_id": self.draft_id.id,
                    "origin": "added",
                    **facts,
                }
            )
            if self.draft_id:
                self.draft_id._set_state("on_agenda", session_id=self.session_id.id, agenda_item_id=self.new_item_id.id)
            self._place(self.new_item_id)
        elif self.kind == "remove":
            self.item_id.write({"origin": "removed", "status": "withdrawn", **facts})
        elif self.kind == "retitle":
            self.item_id.write({"title": self.title, **facts})
        else:
            self.item_id.write(facts)
            self._place(self.item_id)

    def _place(self, item):
        """Put an item after another one; those that were numbered keep their numbers, a new one gets 2a."""
        items = list(self.session_id.agenda_item_ids.sorted(lambda line: (line.sequence, line.id)))
        items.remove(item)
        place = items.index(self.after_item_id) + 1 if self.after_item_id in items else 0
        items.insert(place, item)
        for sequence, other in enumerate(items, 1):
            other.sequence = sequence * 10
        if not item.number:
            base = "".join(sign for sign in (self.after_item_id.number or "0") if sign.isdigit() or sign == ".")
            taken = {other.number for other in items}
            item.number = next(
                f"{base}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz" if f"{base}{letter}" not in taken
            )
