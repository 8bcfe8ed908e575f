import hashlib

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaMinutes(models.Model):
    """Minutes (protokół) of a session: built from its log part by part, edited in place, laid out, corrected, adopted.

    Each part remembers what the log said and what a person made of it. Building again renews what nobody touched and
    leaves what was edited as it is, with a mark where the log has since changed.
    """

    _name = "biuro.rada.minutes"
    _description = "Minutes of a Session"
    _inherit = [
        "biuro.guard.mixin",
        "biuro.rada.course.mixin",
        "biuro.publication.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "session_id desc, id desc"
    _rec_name = "number"

    number = fields.Char("No.", readonly=True, copy=False, index=True)
    session_id = fields.Many2one(
        "biuro.rada.session", "Session", required=True, readonly=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="session_id.company_id", store=True)
    day = fields.Date(related="session_id.day", store=True)
    part_ids = fields.One2many("biuro.rada.minutes.part", "minutes_id", "Parts", copy=False)
    changed_count = fields.Integer("Parts to Compare", compute="_compute_changed_count")
    annex_ids = fields.Many2many(
        "ir.attachment", "biuro_rada_minutes_annex_rel", string="Enclosures", bypass_search_access=True, copy=False
    )
    laid_out_from = fields.Date("Laid Out From", readonly=True, copy=False, tracking=True)
    laid_out_to = fields.Date("Laid Out Until", readonly=True, copy=False, tracking=True)
    correction_ids = fields.One2many("biuro.rada.minutes.correction", "minutes_id", "Corrections", copy=False)
    correction_open_count = fields.Integer("Corrections to Decide", compute="_compute_correction_open_count")
    adopted_vote_id = fields.Many2one(
        "biuro.rada.vote", "Adopted by Vote", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    adopted_on = fields.Date("Minutes Adopted On", readonly=True, copy=False, tracking=True)
    adoption_note = fields.Char("How It Was Adopted", readonly=True, copy=False)
    signed_by_leader = fields.Date("Signed by Who Led", readonly=True, copy=False)
    signed_by_minute_taker = fields.Date("Signed by the Minutes Taker", readonly=True, copy=False)
    content_hash = fields.Char("Checksum of the Minutes (SHA-256)", readonly=True, copy=False)
    state = fields.Selection(
        [("draft", "Being written"), ("laid_out", "Laid out"), ("adopted", "Adopted")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        tracking=True,
        index=True,
    )

    _session_uniq = models.Constraint("UNIQUE (session_id)", "This session has its minutes already.")

    @api.depends("number", "session_id")
    def _compute_display_name(self):
        for minutes in self:
            minutes.display_name = self.env._("Minutes %s", minutes.number or minutes.session_id.display_name or "…")

    @api.depends("part_ids.log_changed")
    def _compute_changed_count(self):
        for minutes in self:
            minutes.changed_count = len(minutes.part_ids.filtered("log_changed"))

    @api.depends("correction_ids.state")
    def _compute_correction_open_count(self):
        for minutes in self:
            minutes.correction_open_count = len(minutes.correction_ids.filtered(lambda row: row.state == "proposed"))

    @api.constrains("session_id")
    def _check_session(self):
        for minutes in self:
            if minutes.session_id.is_rehearsal:
                raise ValidationError(self.env._("A rehearsal has no minutes."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_laid_out(self):
        if any(minutes.state != "draft" for minutes in self):
            raise UserError(self.env._("Minutes that were laid out are kept."))

    # ---- building ----------------------------------------------------------------------------------------------------

    def action_build(self):
        """Build the minutes from the log of the session; what was edited stays, see the parts to compare.

        :return: dict ``parts`` (int), ``renewed`` (int), ``kept`` (int: edited), ``changed`` (int: edited where the log
            has changed since)
        :raise UserError: adopted already
        """
        self._check_state("draft", "laid_out")
        renewed = kept = 0
        for minutes in self:
            if not minutes.number:
                # sudo: own model - the number follows the session
                minutes.sudo().number = minutes._next_number()
            known = {part.key: part for part in minutes.part_ids if part.key}
            made = minutes.session_id._minutes_log()
            for sequence, (key, title, body, item) in enumerate(made, 1):
                values = {"generated": body, "sequence": sequence * 10, "agenda_item_id": item.id if item else False}
                part = known.pop(key, None)
                # sudo: biuro.rada.minutes.part - what the log says is written by the building alone
                if part is None:
                    part = (
                        self.env["biuro.rada.minutes.part"]
                        .sudo()
                        .create({"minutes_id": minutes.id, "key": key, "title": title, "body": body, **values})
                    )
                    renewed += 1
                elif part.is_edited:
                    # sudo: biuro.rada.minutes.part - what the log says is written by the building alone
                    part.sudo().write(
                        {**values, "log_changed": part.log_changed or part.generated != part._clean(body)}
                    )
                    kept += 1
                else:
                    # sudo: biuro.rada.minutes.part - what the log says is written by the building alone
                    part.sudo().write({**values, "title": title, "body": body})
                    renewed += 1
            # parts whose source is gone: what a person wrote is not thrown away
            for part in known.values():
                if part.is_edited:
                    part.sudo().log_changed = True  # sudo: as above
                else:
                    part.sudo().unlink()  # sudo: as above
            minutes.session_id._broadcast("minutes")
        parts = self.part_ids
        return {
            "parts": len(parts),
            "renewed": renewed,
            "kept": kept,
            "changed": len(parts.filtered("log_changed")),
        }

    def _next_number(self):
        self.ensure_one()
        session = self.session_id
        if session.body_type == "council":
            return f"{session.number_roman}/{session.day.year}" if session.number_roman else str(session.day)
        earlier = self.env["biuro.rada.session"].search_count(
            [
                ("committee_ids", "in", session.committee_ids[:1].ids),
                ("state", "in", ("closed", "minutes_ready", "done")),
                ("start", "<=", session.start),
                ("term_id", "=", session.term_id.id),
            ]
        )
        return f"{session.committee_ids[:1].symbol or 'K'}/{earlier}/{session.day.year}"

    def _whole(self):
        """Return the whole text (Markup) as it is printed and published."""
        self.ensure_one()
        rows = []
        for part in self.part_ids.sorted(lambda part: (part.sequence, part.id)):
            rows.append(Markup("<h2>%s</h2>") % part.title + Markup(part.body or ""))
        return Markup("\n").join(rows)

    # ---- laying out, adoption ----------------------------------------------------------------------------------------

    def action_lay_out(self, until=None):
        """Lay the minutes out: councillors read them on the portal and propose corrections.

        :param str until: last day "YYYY-MM-DD"; by the setting of the statute by default
        :return: dict ``from``, ``until`` (ISO days)
        :raise UserError: not built; the session is not over; the day has passed
        """
        self.ensure_one()
        self._check_state("draft")
        if self.session_id.state != "closed":
            raise UserError(self.env._("Minutes are laid out once the session is closed."))
        if not self.part_ids:
            raise UserError(self.env._("Build the minutes first."))
        today = office_today()
        company = self.company_id or self.env.company
        last = fields.Date.to_date(until) or fields.Date.add(today, days=company.rada_minutes_layout_days)
        if last < today:
            raise UserError(self.env._("The last day of laying out has passed. Choose a later one."))
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().write({"state": "laid_out", "laid_out_from": today, "laid_out_to": last})
        self.session_id._set_state("minutes_ready")
        return {"from": str(today), "until": str(last)}

    def action_take_back(self):
        """Take the minutes back to be written on; proposed corrections stay.

        :return: True
        :raise UserError: not laid out
        """
        self._check_state("laid_out")
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().write({"state": "draft", "laid_out_from": False, "laid_out_to": False})
        self.session_id._set_state("closed")
        return True

    def action_adopt(self, vote_id=None, note=None):
        """Note that the minutes were adopted.

        :param int vote_id: the vote of the same body that adopted them; of the council needed
        :param str note: how a committee adopted them without a vote, by its statute
        :return: True
        :raise UserError: not laid out; corrections left; the vote did not adopt, is older or of another body
        """
        self.ensure_one()
        self._check_state("laid_out")
        if self.correction_open_count:
            raise UserError(self.env._("Decide on the corrections first: %s wait.", self.correction_open_count))
        vote = self.env["biuro.rada.vote"].browse(vote_id or ()).exists()
        session = self.session_id
        if not vote and (session.body_type == "council" or not (note or "").strip()):
            raise UserError(self.env._("Name the vote by which the minutes were adopted."))
        if vote:
            if vote.state != "closed" or vote.result != "adopted":
                raise UserError(self.env._("This vote did not adopt anything."))
            same = vote.session_id.body_type == session.body_type and (
                session.body_type == "council" or vote.session_id.committee_ids & session.committee_ids
            )
            if not same or vote.session_id.start < session.start:
                raise UserError(self.env._("Choose a vote of the same body, at this session or a later one."))
        if not all(self.part_ids.mapped("body")):
            raise UserError(self.env._("A part of the minutes is empty. Write it or remove it."))
        digest = hashlib.sha256(str(self._whole()).encode()).hexdigest()
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().write(
            {
                "state": "adopted",
                "adopted_vote_id": vote.id,
                "adoption_note": note or False,
                "adopted_on": vote.session_id.day or office_today(),
                "content_hash": digest,
            }
        )
        session._set_state("done")
        return True

    def action_sign(self):
        """Sign the minutes as who led the session, or as who took them.

        :return: True
        :raise UserError: neither of the two; not adopted
        """
        self._check_state("adopted")
        for minutes in self:
            session, user = minutes.session_id, self.env.user
            values = {}
            if session.minute_taker_id == user:
                values["signed_by_minute_taker"] = office_today()
            # sudo: biuro.rada.councillor - whether the user is who led
            if session.sudo().leader_id.partner_id == user.partner_id:
                values["signed_by_leader"] = office_today()
            if not values:
                raise UserError(self.env._("The minutes are signed by who led the session and by who took them."))
            minutes.sudo().write(values)  # sudo: own model - facts are written by verbs only; access was checked above
        return True

    # ---- publication -------------------------------------------------------------------------------------------------

    def _publication_values(self):
        """Return what becomes public: the adopted minutes; of items that an act closes only the act (art. 11b)."""
        self.ensure_one()
        if self.state != "adopted":
            raise UserError(self.env._("Only adopted minutes are published (art. 11b)."))
        rows = []
        for part in self.part_ids.sorted(lambda part: (part.sequence, part.id)):
            item = part.agenda_item_id
            title, body = Markup("%s") % part.title, Markup(part.body or "")
            if item.is_confidential:
                title = Markup("%sPunkt z wyłączeniem jawności") % (f"Ad {item.number}. " if item.number else "")
                body = Markup("<p>Wyłączono jawność: %s.</p>") % (item.confidential_basis or "")
            rows.append(self.session_id._without_closed(Markup("<h2>%s</h2>") % title + body))
        return {
            "name": f"Protokół nr {self.number}: {self.session_id._title_text()}",
            "body": Markup("\n").join(rows),
            "category_code": "sesje",
            "legal_basis": "art. 11b ustawy o samorządzie gminnym",
            "made_by": self.session_id.minute_taker_id.name or "",
            "made_on": self.adopted_on,
        }
