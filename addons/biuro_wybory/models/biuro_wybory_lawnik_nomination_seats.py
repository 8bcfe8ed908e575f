from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today

ALPHABET = "0123456789aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
BARS = {
    "E01": "nie ukończył 30 lat (art. 158 § 1 pkt 3)",
    "E02": "przekroczył 70 lat (art. 158 § 1 pkt 5)",
    "E03": "więź z miejscem kandydowania trwa krócej niż rok (art. 158 § 1 pkt 4)",
    "E04": "nie spełnia warunku obywatelstwa albo wykształcenia (art. 158 § 1 pkt 1, 7)",
    "E05": "przeszkoda z art. 159 § 1",
}
# these did not win and get their papers back (regulation § 5; by analogy also left without action and withdrawn)
RETURNED = ("not_elected", "left_without_action", "withdrawn")


class BiuroWyboryLawnikNomination(models.Model):
    """From the opinion on: the vote, the mandate, the way of the papers."""

    _inherit = "biuro.wybory.lawnik.nomination"
    _reason_verbs = {
        "action_withdraw": {"reason": "note", "date": "date"},
        "action_correct": {"reason": "reason"},
        "action_return_papers": {"date": "on", "reason": "receipt"},
    }

    opinion_id = fields.Many2one(
        "biuro.wybory.lawnik.opinion", "Opinion", compute="_compute_opinion_id", compute_sudo=True
    )
    opinion_ids = fields.One2many("biuro.wybory.lawnik.opinion", "nomination_id", "Opinion of the Team")
    ballot_line_ids = fields.One2many("biuro.wybory.lawnik.ballot.line", "nomination_id", "Votes")
    mandate_ids = fields.One2many("biuro.wybory.lawnik.mandate", "nomination_id", "Mandate")
    notice_letter_id = fields.Many2one(
        "biuro.letter", "Notice of Collection", readonly=True, copy=False, index="btree_not_null",
        groups="biuro_wybory.biuro_wybory_group_lawnik_user,biuro_wybory.biuro_wybory_group_lawnik_manager",
    )
    notified_on = fields.Date("Notice Written On", readonly=True, copy=False)
    returned_on = fields.Date("Papers Given Back On", readonly=True, copy=False)
    return_receipt = fields.Char("Receipt", readonly=True, copy=False, help="Who took them: nominator or candidate.")
    is_anonymised = fields.Boolean("Data Removed", readonly=True, copy=False)
    papers_left = fields.Integer("Papers in the Office", compute="_compute_papers_left")

    def _compute_opinion_id(self):
        for nomination in self:
            nomination.opinion_id = nomination.opinion_ids[:1]

    def _compute_papers_left(self):
        counts = dict(
            # sudo: biuro.wybory.lawnik.document - a number alone
            self.env["biuro.wybory.lawnik.document"].sudo()._read_group(
                [("nomination_id", "in", self.ids), ("custody_state", "=", "in_office"), ("is_present", "=", True)],
                ["nomination_id"], ["__count"],
            )
        )
        for nomination in self:
            nomination.papers_left = counts.get(nomination._origin, 0)

    def _alphabet_key(self):
        """Return the key of the Polish alphabetical order of candidates."""
        self.ensure_one()
        return [
            [ALPHABET.find(letter) if letter in ALPHABET else -1 for letter in (name or "").lower()]
            for name in (self.surname, self.given_names)
        ]

    # ---- the opinion ---------------------------------------------------------------------------------------------

    def _opined(self, opinion):
        """The team has adopted its opinion on the nomination."""
        self.filtered(lambda one: one.state == "admitted")._set_own(state="opined")

    def _opinion_reopened(self):
        self.filtered(lambda one: one.state == "opined")._set_own(state="admitted")

    def _set_own(self, **values):
        # sudo: own model - facts are written by verbs only, after the check of access
        self.sudo().write(values)

    # ---- the vote ------------------------------------------------------------------------------------------------

    def _same_person(self):
        """Return the nominations of the same person in the same election, to whatever court (with this one)."""
        self.ensure_one()
        # sudo: own model - compares the PESEL number, which the caller may not read
        own = self.sudo()
        if not own.pesel:
            return self
        return self.browse(own.search([("term_id", "=", own.term_id.id), ("pesel", "=", own.pesel)]).ids) | self

    def _election_bars(self):
        """Return why the act bars the candidate from being elected (list of str, Polish): art. 158-159, E01-E05.

        The sentences name the condition alone, not the data of the person: they stay in the protocol.
        """
        self.ensure_one()
        # sudo: own model - asks the check about fields that the caller may not read; only the conditions leave
        found = {finding["code"] for finding in self.sudo()._find() if finding["severity"] == "block"}
        return [BARS[rule] for rule in sorted(found & BARS.keys())]

    # ---- the papers ----------------------------------------------------------------------------------------------

    def _papers_in_office(self):
        """Return the papers (documents) of the nominations that are still in the office."""
        return self.document_ids.filtered(
            lambda document: document.custody_state == "in_office" and document.is_present
        )

    def _drop_files(self):
        """Remove the scans of papers that are no longer here."""
        # sudo: ir.attachment - what was given back or destroyed is not kept as a scan either
        self.sudo().document_ids.attachment_ids.unlink()

    def action_make_notice(self):
        """Write the drafts of the notices that the papers may be collected (A-D11): to the nominator or candidate.

        :return: list of ids of the letters
        :raise UserError: the Council has not voted; nothing to collect; a notice was written already
        Legal source: regulation of 9 June 2011 § 5 ust. 1.
        """
        self.check_access("write")
        letters = self.env["biuro.letter"]
        for nomination in self:
            term = nomination.term_id
            if nomination.state not in RETURNED or term.state not in ("elected", "handed_over", "closing"):
                raise UserError(
                    self.env._("%s: papers of those not elected are collected after the vote.", nomination.name)
                )
            if not nomination.papers_left:
                raise UserError(self.env._("%s has no papers in the office.", nomination.name))
            if nomination.notice_letter_id:
                raise UserError(self.env._("%s: the notice is written already.", nomination.name))
            until = term.collect_until and term.collect_until.strftime("%d.%m.%Y")
            paragraphs = [
                f"Zawiadamiam, że kartę zgłoszenia nr {nomination.name} wraz z dołączonymi dokumentami można odebrać "
                f"w siedzibie Urzędu do dnia {until or '…'} r., tj. w terminie 60 dni od dnia wyborów ławników "
                "(§ 5 ust. 1 rozporządzenia Ministra Sprawiedliwości z dnia 9 czerwca 2011 r. w sprawie sposobu "
                "postępowania z dokumentami złożonymi radom gmin przy zgłaszaniu kandydatów na ławników oraz wzoru "
                "karty zgłoszenia).",
                "Dokumenty wydaje się osobie zgłaszającej kandydata albo kandydatowi, za pokwitowaniem. "
                "Dokumenty nieodebrane w tym terminie zniszczy komisja powołana przez Radę.",
            ]
            body = nomination.nominator_partner_id
            letter = term._make_letter(
                f"Odbiór dokumentów – zgłoszenie nr {nomination.name}", body, paragraphs,
                recipient=None if body else nomination._person(), address=None if body else nomination._address(),
            )
            nomination._set_own(notice_letter_id=letter.id, notified_on=office_today())
            self.env["biuro.wybory.lawnik.custody"]._note(
                term, "notified", office_today(), letter.title, nomination
            )
            letters |= letter
        return letters.ids

    def _address(self):
        """Return the address (dict) of the candidate for a letter."""
        # sudo: own model - the keeper of the file writes the letter; access was checked by the verb
        own = self.sudo()
        return {
            "street": " ".join(filter(None, [own.street, own.building])) or False, "zip": own.zip, "city": own.city,
        }

    def action_return_papers(self, receipt, on=None):
        """Record that the papers were given back against a receipt.

        :param str receipt: who took them (nominator or candidate) and how it was confirmed
        :param str on: day "YYYY-MM-DD", today by default
        :return: True
        :raise UserError: the Council has not voted; no papers here; no receipt; a day of the future; after the 60 days
        Legal source: regulation of 9 June 2011 § 5 ust. 1.
        """
        self.check_access("write")
        day = fields.Date.to_date(on) or office_today()
        if not (receipt or "").strip():
            raise UserError(self.env._("Note who took the papers and the receipt."))
        for nomination in self:
            term = nomination.term_id
            if nomination.state not in RETURNED or term.state not in ("elected", "handed_over", "closing"):
                raise UserError(
                    self.env._("%s: papers of those not elected are collected after the vote.", nomination.name)
                )
            papers = nomination._papers_in_office()
            if not papers:
                raise UserError(self.env._("%s has no papers in the office.", nomination.name))
            if day > office_today() or (term.election_date and day < term.election_date):
                raise UserError(self.env._("Papers are collected after the election and not later than today."))
            kinds = [[paper.kind, paper.pages] for paper in papers]
            papers._set_custody("returned", day, receipt.strip())
            nomination._drop_files()
            nomination._set_own(returned_on=day, return_receipt=receipt.strip())
            # the journal outlives the names: it says that a receipt exists, not whose
            self.env["biuro.wybory.lawnik.custody"]._note(
                term, "returned", day, self.env._("receipt in the file"), nomination, papers={nomination.id: kinds}
            )
            term._files_settled(day)
        return True
