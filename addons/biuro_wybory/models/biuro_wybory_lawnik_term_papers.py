from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import UserError

from .biuro_wybory_lawnik_term_texts import TEXTS, TITLES, requirement

SETTLED = ("adopted", "rejected", "withdrawn")


class BiuroWyboryLawnikTerm(models.Model):
    """Draft resolutions and letters of an election, written in one click and linked back when adopted or sent."""

    _inherit = "biuro.wybory.lawnik.term"

    draft_ids = fields.One2many("biuro.rada.draft", "lawnik_term_id", "Draft Resolutions")
    draft_count = fields.Integer("Number of Drafts", compute="_compute_draft_count")
    resolution_count = fields.Integer("Number of Resolutions", compute="_compute_draft_count")
    election_resolution_id = fields.Many2one(
        "biuro.rada.resolution", "Resolution of the Election", copy=False, index="btree_not_null", ondelete="restrict"
    )

    def _compute_draft_count(self):
        for term in self:
            term.draft_count = len(term.draft_ids)
            term.resolution_count = len(term.resolution_ids)

    # ---- drafts --------------------------------------------------------------------------------------------------

    def _draft_of(self, kind, record=None):
        """Return the draft (or empty) of a kind that is not settled yet."""
        self.ensure_one()
        return self.draft_ids.filtered(
            lambda draft: draft.lawnik_kind == kind and draft.state not in SETTLED
            and (not record or draft.lawnik_res_id == record.id)
        )[:1]

    def _make_draft(self, kind, record=None):
        """Write the draft of a resolution, or bring the words of the one that waits up to date; open it.

        :param str kind: see ``lawnik_kind`` of the draft
        :param record: what it concerns beyond the election (a destruction, a dismissal, an expiry, a team)
        :return: a window action (dict) of the draft
        """
        self.ensure_one()
        text = TEXTS[kind](self, record)
        draft = self._draft_of(kind, record)
        words = {
            "title": TITLES[kind] % {"term": self._term_text()},
            "legal_basis": text["basis"],
            "body": Markup("").join(Markup("<p>%s</p>") % line for line in text["body"]),
            "justification": Markup("<p>%s</p>") % text["why"],
        }
        # sudo: biuro.rada.draft - the words come from here, the way of the draft is the council office's; access to the
        # election was checked by the verb
        if draft:
            own = draft.sudo()
            own.write(words)
            if own.version_id:
                own._add_version("Uzupełniono treść")
        else:
            own = self.env["biuro.rada.draft"].sudo().create({
                **words,
                "initiator_type": "chair",
                "author_department_id": self.department_id.id,
                "clerk_id": self.clerk_id.id,
                "case_id": self.case_id.id,
                "financial_none": True,
                "lawnik_term_id": self.id,
                "lawnik_kind": kind,
                "lawnik_res_id": record.id if record else 0,
            })
            draft = own.with_env(self.env)
            if record and "draft_id" in record._fields:
                record.sudo().draft_id = own  # sudo: own models - the link is written by the verb
        return {
            "type": "ir.actions.act_window", "res_model": "biuro.rada.draft", "res_id": draft.id,
            "view_mode": "form", "views": [(False, "form")],
        }

    def _term_text(self):
        """Return the years of the term of all lay judges (str), also of those elected additionally."""
        self.ensure_one()
        return f"{self.date_to.year - 3}–{self.date_to.year}" if self.date_to else str(self.election_year)

    def action_draft_team(self):
        """Write the draft of the resolution that appoints the opinion team (A-D5). Return a window action (dict).

        :raise UserError: no team; no members or chair
        """
        self.ensure_one()
        self.check_access("write")
        if not self.team_id:
            raise UserError(self.env._("Name the members of the team and its chair first."))
        self.team_id._check_complete()
        return self._make_draft("team", self.team_id)

    def action_draft_left(self):
        """Write the draft of the resolution that leaves nominations without further action (A-D7).

        :return: a window action (dict)
        :raise UserError: there is no such nomination
        """
        self.ensure_one()
        self.check_access("write")
        if not self._to_leave():
            raise UserError(self.env._("There is no late or defective nomination to leave without further action."))
        return self._make_draft("left")

    def _to_leave(self):
        return self.nomination_ids.filtered(lambda one: one.state in ("defective", "late"))

    def _left_lines(self):
        """Return the sentences (list) of the nominations to leave without further action: numbers, no names."""
        lines = []
        for nomination in self._to_leave().sorted("register_number"):
            if nomination.state == "late":
                lines.append(f"zgłoszenie nr {nomination.name} – wpłynęło po upływie terminu zgłaszania kandydatów")
                continue
            codes = [
                requirement(finding.get("code")) for finding in nomination.check_findings or []
                if finding.get("kind") == "formal"
            ]
            what = ", ".join(dict.fromkeys(filter(None, codes))) or "wymagań formalnych (art. 162 § 2–5)"
            lines.append(f"zgłoszenie nr {nomination.name} – nie spełnia {what}")
        return lines

    def action_draft_election(self):
        """Write the draft of the resolution on the election (A-D9); after the count it names those elected.

        :return: a window action (dict)
        :raise UserError: the election is not at the opinions or at the vote
        """
        self.ensure_one()
        self.check_access("write")
        if self.state not in ("opinion", "voting"):
            raise UserError(self.env._("The resolution of the election is written for the session of the vote."))
        return self._make_draft("election")

    # ---- what the Council adopted --------------------------------------------------------------------------------

    def _resolution_adopted(self, kind, record_id, resolution):
        """Take a resolution that the Council adopted: link it where it belongs, let follow what follows."""
        self.ensure_one()
        self.resolution_ids |= resolution
        if kind == "team":
            self.env["biuro.wybory.lawnik.team"].browse(record_id).resolution_id = resolution
        elif kind == "left":
            self._left_by(resolution)
        elif kind == "election":
            self.election_resolution_id = resolution
        elif kind == "destruction":
            self.env["biuro.wybory.lawnik.destruction"].browse(record_id).resolution_id = resolution
        elif kind == "dismissal":
            self.env["biuro.wybory.lawnik.dismissal"].browse(record_id).resolution_id = resolution
        elif kind == "expiry":
            matter = self.env["biuro.wybory.lawnik.expiry"].browse(record_id)
            if matter.state == "open":
                matter.action_state(resolution.id)

    def _left_by(self, resolution):
        """Leave the late and defective nominations without further action by a resolution (art. 162 § 10)."""
        self._to_leave()._set_own(state="left_without_action", resolution_id=resolution.id)

    def action_link_resolution(self, kind, resolution_id):
        """Link a resolution that was adopted without a draft written here.

        :param str kind: ``team``, ``left`` or ``election``
        :param int resolution_id: the resolution
        :return: True
        :raise UserError: unknown kind; no such resolution; nothing that it concerns
        """
        self.ensure_one()
        self.check_access("write")
        resolution = self.env["biuro.rada.resolution"].browse(resolution_id).exists()
        if kind not in ("team", "left", "election") or not resolution:
            raise UserError(self.env._("Name the resolution of the Council."))
        if kind == "team" and not self.team_id:
            raise UserError(self.env._("Name the members of the team and its chair first."))
        if kind == "left" and not self._to_leave():
            raise UserError(self.env._("There is no late or defective nomination to leave without further action."))
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo()._resolution_adopted(kind, self.team_id.id if kind == "team" else 0, resolution)
        return True

    # ---- letters -------------------------------------------------------------------------------------------------

    def _make_letter(self, title, partner, paragraphs, enclosures=None, recipient=None, address=None, due=None):
        """Return the draft (biuro.letter) of a restricted outgoing letter of the election.

        :param str title: neutral: registers and lists of letters show it
        :param partner: addressee (res.partner, one or empty)
        :param list paragraphs: sentences; a list among them is printed as a numbered list
        :param str enclosures: one in a line
        :param str recipient: name of an addressee who is not a contact, with ``address`` (dict)
        """
        self.ensure_one()
        body = Markup("")
        for paragraph in paragraphs:
            if isinstance(paragraph, list):
                items = Markup("").join(Markup("<li>%s</li>") % item for item in paragraph)
                body += Markup("<ol>%s</ol>") % items
            else:
                body += Markup("<p>%s</p>") % paragraph
        who = {"partner_id": partner.id} if partner else {"name": recipient or "…", **(address or {})}
        values = {
            "direction": "out",
            "title": title,
            "body": body,
            "is_restricted": True,
            "jrwa_class_id": self.env["ir.model.data"]._xmlid_to_res_id("biuro_kancelaria.biuro_jrwa_class_533"),
            "department_id": self.department_id.id,
            "clerk_id": self.clerk_id.id or self.env.user._biuro_employee().id,
            "case_id": self.case_id.id,
            "enclosures": enclosures,
            "date_internal_due": due,
            "recipient_ids": [fields.Command.create({key: value for key, value in who.items() if value})],
        }
        return self.env["biuro.letter"].create({key: value for key, value in values.items() if value})
