from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import lay_mandate


class BiuroWyboryLawnikTransfer(models.Model):
    """List of the elected and their files handed over to the president of one court (u.s.p. art. 164 § 1)."""

    _name = "biuro.wybory.lawnik.transfer"
    _description = "Files Handed Over to a Court"
    _inherit = ["biuro.guard.mixin"]
    _order = "term_id desc, court_id, id"
    _rec_name = "court_id"
    _reason_verbs = {"action_sent": {"date": "on", "reason": "reference"}}

    term_id = fields.Many2one(
        "biuro.wybory.lawnik.term", "Election", required=True, readonly=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="term_id.company_id", store=True)
    court_id = fields.Many2one("res.partner", "Court", required=True, readonly=True, index=True, ondelete="restrict")
    nomination_ids = fields.Many2many(
        "biuro.wybory.lawnik.nomination", "biuro_wybory_lawnik_transfer_nomination_rel", "transfer_id",
        "nomination_id", "Elected", readonly=True,
    )
    elected_count = fields.Integer("Number of Elected", compute="_compute_elected_count")
    paper_count = fields.Integer("Number of Papers", compute="_compute_elected_count")
    letter_id = fields.Many2one("biuro.letter", "Letter", readonly=True, copy=False, index="btree_not_null")
    sent_on = fields.Date(readonly=True, copy=False)
    reference = fields.Char("Sign or Receipt", readonly=True, copy=False)
    late_note = fields.Text("Why Later than October", help="The act gives time until the end of October.")
    deadline = fields.Date("Until", compute="_compute_deadline")
    target = fields.Date("Plan Until", compute="_compute_deadline")
    state = fields.Selection(
        [("draft", "To send"), ("sent", "Sent")],
        required=True, readonly=True, default="draft", copy=False, index=True,
    )

    _court_uniq = models.Constraint("UNIQUE (term_id, court_id)", "There is a letter to this court already.")

    def _compute_elected_count(self):
        for transfer in self:
            # sudo: own models - numbers alone
            own = transfer.sudo()
            transfer.elected_count = len(own.nomination_ids)
            transfer.paper_count = len(own._papers())

    @api.depends("term_id.election_year", "term_id.kind")
    def _compute_deadline(self):
        for transfer in self:
            transfer.deadline = transfer.target = False
            if transfer.term_id.kind == "general" and transfer.term_id.election_year:
                answer = lay_mandate.handing_over(transfer.term_id.election_year)
                transfer.deadline, transfer.target = answer["deadline"], answer["target"]

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        if any(transfer.state != "draft" or transfer.letter_id for transfer in self):
            raise UserError(self.env._("What was sent to a court stays in the file."))

    def _papers(self):
        """Return the papers (documents) that go to the court, as long as they are in the office or were sent there."""
        return self.nomination_ids.document_ids.filtered(
            lambda document: document.is_present and document.custody_state in ("in_office", "sent_to_court")
        )

    def _inventory(self):
        """Return the file inventory (list of dicts): number, name, labour, papers with their pages."""
        self.ensure_one()
        kinds = dict(
            self.env["biuro.wybory.lawnik.document"].with_context(lang="pl_PL")
            ._fields["kind"]._description_selection(self.with_context(lang="pl_PL").env)
        )
        rows = []
        for nomination in self.nomination_ids.sorted(lambda one: one._alphabet_key()):
            papers = self._papers().filtered(lambda paper, own=nomination: paper.nomination_id == own)
            rows.append({
                "number": nomination.name,
                "name": nomination._person(),
                "labour": nomination.for_labour,
                "papers": [
                    {"name": kinds.get(paper.kind, paper.kind), "pages": paper.pages, "copies": paper.copies}
                    for paper in papers
                ],
                "pages": sum(paper.pages * max(paper.copies, 1) for paper in papers),
            })
        return rows

    def action_make_letter(self):
        """Write the draft of the letter to the president of the court, with the list and the file inventory (A-D10).

        :return: a window action (dict)
        :raise UserError: sent already
        """
        self.ensure_one()
        self.check_access("write")
        if self.state == "sent":
            raise UserError(self.env._("The files were sent to this court already."))
        if not self._standing_letter():
            term = self.term_id
            rows = self._inventory()
            people = [
                f"{row['name']}{' – do orzekania w sprawach z zakresu prawa pracy' if row['labour'] else ''}"
                for row in rows
            ]
            act = term.election_resolution_id
            letter = term._make_letter(
                f"Lista wybranych ławników na kadencję {term._term_text()}", self.court_id, [
                    "Na podstawie art. 164 § 1 ustawy z dnia 27 lipca 2001 r. – Prawo o ustroju sądów powszechnych "
                    f"przekazuję listę ławników wybranych uchwałą nr {act.number or '…'} z dnia "
                    f"{act.date_adopted.strftime('%d.%m.%Y') if act else '…'} r.:",
                    people,
                    "Karty zgłoszenia z dokumentami i informacje Policji przekazuję według spisu (§ 4 rozporządzenia "
                    "Ministra Sprawiedliwości z dnia 9 czerwca 2011 r.).",
                ],
                "\n".join([f"uchwała nr {act.number or '…'}", "spis dokumentów", *(
                    f"akta zgłoszenia nr {row['number']} ({row['pages']} str.)" for row in rows
                )]),
                due=self.target,
            )
            self.sudo().letter_id = letter  # sudo: own model - the letter is linked by the verb; access was checked
        return self.letter_id._get_open_action()

    def _standing_letter(self):
        # sudo: biuro.letter - only whether it still stands
        return self.letter_id.sudo().filtered(lambda letter: letter.state != "annulled")

    def action_sent(self, on=None, reference=None):
        """Record that list and files went to the court: the custody of the papers passes to it.

        :param str on: day "YYYY-MM-DD", today by default
        :param str reference: sign of the letter or receipt; the number of the letter by default
        :return: True
        :raise UserError: no letter; sent already; later than the end of October without a note why
        Legal source: u.s.p. art. 164 § 1; regulation § 4.
        """
        day = fields.Date.to_date(on) or office_today()
        for transfer in self:
            transfer.check_access("write")
            if transfer.state == "sent":
                raise UserError(self.env._("The files were sent to this court already."))
            if not transfer._standing_letter():
                raise UserError(self.env._("Write the letter to the court first."))
            if day > office_today() or (transfer.term_id.election_date and day < transfer.term_id.election_date):
                raise UserError(self.env._("The files are sent after the election and not later than today."))
            if transfer.deadline and day > transfer.deadline and not (transfer.late_note or "").strip():
                raise UserError(
                    self.env._(
                        "The list goes to the court by %s (u.s.p. art. 164 § 1). Note why it is later.",
                        transfer.deadline.strftime("%d.%m.%Y"),
                    )
                )
            # sudo: biuro.letter - its number, which the register gave
            sign = (reference or "").strip() or transfer.letter_id.sudo().register_ref or transfer.letter_id.title
            papers = transfer._papers()
            by_nomination = {
                nomination.id: [
                    [paper.kind, paper.pages] for paper in papers if paper.nomination_id == nomination
                ]
                for nomination in transfer.nomination_ids
            }
            papers._set_custody("sent_to_court", day, sign)
            self.env["biuro.wybory.lawnik.custody"]._note(
                transfer.term_id, "sent_to_court", day, sign, transfer.nomination_ids, papers=by_nomination,
                court=transfer.court_id.id,
            )
            # sudo: own model - facts are written by verbs only; access was checked above
            transfer.sudo().write({"state": "sent", "sent_on": day, "reference": sign})
        return True
