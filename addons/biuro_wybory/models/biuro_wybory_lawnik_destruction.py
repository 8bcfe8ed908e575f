import re

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroWyboryLawnikDestruction(models.Model):
    """Destruction of what nobody collected, by the commission that the Council appointed, with its protocol.

    Regulation § 5 ust. 2: within 30 days after the 60 days of collection.
    """

    _name = "biuro.wybory.lawnik.destruction"
    _description = "Destruction of Lay-Judge Files"
    _inherit = ["biuro.wybory.lawnik.protocol.mixin", "biuro.guard.mixin"]
    _order = "term_id desc, id desc"

    term_id = fields.Many2one("biuro.wybory.lawnik.term", "Election", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="term_id.company_id", store=True)
    members = fields.Text(
        "Members of the Commission", required=True,
        help="First name and surname, one in a line; the first is the chair.",
    )
    draft_id = fields.Many2one("biuro.rada.draft", "Draft Resolution", readonly=True, copy=False)
    resolution_id = fields.Many2one(
        "biuro.rada.resolution", "Resolution", index="btree_not_null", ondelete="restrict", copy=False,
        help="By which the Council appointed the commission.",
    )
    nomination_ids = fields.Many2many(
        "biuro.wybory.lawnik.nomination", "biuro_wybory_lawnik_destruction_nomination_rel", "destruction_id",
        "nomination_id", "Files to Destroy", domain="[('term_id', '=', term_id)]",
    )
    file_count = fields.Integer("Number of Files", compute="_compute_file_count")
    place = fields.Char(default="siedziba Urzędu")
    method = fields.Char(
        "Way of Destroying", default="niszczarka, pocięcie na ścinki uniemożliwiające odczyt (klasa P-5 wg DIN 66399)"
    )
    performed_on = fields.Date("Destroyed On")
    late_note = fields.Text("Why Later")
    inventory = fields.Json("Files Destroyed", readonly=True, copy=False)
    state = fields.Selection(
        [("draft", "Prepared"), ("done", "Destroyed")],
        required=True, readonly=True, default="draft", copy=False, index=True,
    )

    @api.depends("term_id", "performed_on")
    def _compute_display_name(self):
        for destruction in self:
            destruction.display_name = self.env._(
                "Destruction protocol: %s", destruction.term_id.name or "…"
            )

    @api.depends("nomination_ids")
    def _compute_file_count(self):
        for destruction in self:
            destruction.file_count = len(destruction.nomination_ids)

    def write(self, vals):
        if not self.env.su and any(one.state == "done" for one in self) and vals.keys() - {"protocol_ids"}:
            raise UserError(self.env._("The protocol is closed: only its signed copy is added."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        if any(destruction.state == "done" or destruction.draft_id for destruction in self):
            raise UserError(self.env._("A protocol of destruction stays in the file."))

    def _member_list(self):
        """Return the names of the commission (list of str), the chair first."""
        self.ensure_one()
        return [line.strip() for line in re.split(r"[\n;]", self.members or "") if line.strip()]

    def action_fill(self):
        """List the files that are still in the office. Return True.

        :raise UserError: destroyed already
        """
        for destruction in self:
            destruction.check_access("write")
            destruction.nomination_ids = destruction.term_id._uncollected()
        return True

    def action_make_draft(self):
        """Write the draft of the resolution that appoints the commission (A-D12). Return a window action (dict).

        :raise UserError: destroyed already; no members
        """
        self.ensure_one()
        self.check_access("write")
        if self.state == "done" or len(self._member_list()) < 2:
            raise UserError(self.env._("Name the members of the commission first: a chair and at least one more."))
        return self.term_id._make_draft("destruction", self)

    def _files(self):
        """Return what is destroyed (list of dicts): number of the nomination, kinds of papers with their pages."""
        kinds = dict(
            self.env["biuro.wybory.lawnik.document"]._fields["kind"]
            ._description_selection(self.with_context(lang="pl_PL").env)
        )
        rows = []
        for nomination in self.nomination_ids.sorted("register_number"):
            papers = nomination._papers_in_office()
            rows.append({
                "number": nomination.name,
                "papers": [[kinds.get(paper.kind, paper.kind), paper.pages] for paper in papers],
                "kinds": [[paper.kind, paper.pages] for paper in papers],
                "pages": sum(paper.pages * max(paper.copies, 1) for paper in papers),
            })
        return rows

    def _check_perform(self):
        term, day = self.term_id, self.performed_on
        if self.state == "done":
            raise UserError(self.env._("The protocol is closed: only its signed copy is added."))
        if not self.resolution_id:
            raise UserError(self.env._("The Council appoints the commission first: name its resolution."))
        if term.state != "closing":
            raise UserError(self.env._("Files are destroyed while the election is at return and destruction."))
        if not day or day > office_today():
            raise UserError(self.env._("Enter the day of destruction, not later than today."))
        if not term.collect_until or day <= term.collect_until:
            raise UserError(
                self.env._(
                    "Nominators and candidates may collect the papers until %s: they are destroyed after that day.",
                    term.collect_until and term.collect_until.strftime("%d.%m.%Y") or "…",
                )
            )
        if day < self.resolution_id.date_adopted:
            raise UserError(self.env._("The commission acts after the Council has appointed it."))
        if term.destroy_until and day > term.destroy_until and not (self.late_note or "").strip():
            raise UserError(
                self.env._(
                    "The papers are destroyed by %s (regulation § 5 ust. 2). Note why it is later.",
                    term.destroy_until.strftime("%d.%m.%Y"),
                )
            )
        if not self.nomination_ids or self.nomination_ids - term._uncollected():
            raise UserError(self.env._("List only the files that are still in the office."))
        if len(self._member_list()) < 2 or not (self.method or "").strip():
            raise UserError(self.env._("Name the members of the commission first: a chair and at least one more."))

    def action_perform(self):
        """Record that the commission destroyed the files: a row of the journal for each, with the kinds of papers.

        :return: int, number of files destroyed
        :raise UserError: no resolution; too early or late without a note; files that left the office; no members
        Legal source: regulation of 9 June 2011 § 5 ust. 2.
        """
        self.ensure_one()
        self.check_access("write")
        self._check_perform()
        rows = self._files()
        papers = {row["number"]: row["kinds"] for row in rows}
        by_id = {nomination.id: papers[nomination.name] for nomination in self.nomination_ids}
        sign = self.env._("protocol of %s", self.performed_on.strftime("%d.%m.%Y"))
        for nomination in self.nomination_ids:
            nomination._papers_in_office()._set_custody("destroyed", self.performed_on, sign)
            nomination._drop_files()
        self.env["biuro.wybory.lawnik.custody"]._note(
            self.term_id, "destroyed", self.performed_on, sign, self.nomination_ids, papers=by_id,
            resolution=self.resolution_id.number, commission=len(self._member_list()),
        )
        inventory = [{key: row[key] for key in ("number", "papers", "pages")} for row in rows]
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().write({"state": "done", "inventory": inventory})
        self.term_id._files_settled(self.performed_on)
        return len(rows)
