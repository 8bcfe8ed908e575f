from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today

# the enclosures by their Polish names, as on printouts
PRINTED = (
    ("form", "Karta zgłoszenia kandydata na ławnika"),
    ("krk", "Informacja z Krajowego Rejestru Karnego"),
    ("no_proceedings", "Oświadczenie kandydata, że nie jest prowadzone przeciwko niemu postępowanie"),
    ("parental", "Oświadczenie kandydata o władzy rodzicielskiej"),
    ("health", "Zaświadczenie lekarskie o stanie zdrowia (lekarz podstawowej opieki zdrowotnej)"),
    ("photo", "Zdjęcia zgodne z wymogami do dowodu osobistego"),
    ("register", "Odpis z KRS albo odpis lub zaświadczenie z innego rejestru"),
    ("support_list", "Lista osób zgłaszających kandydata"),
)
# until the Council votes a nomination may be withdrawn
WITHDRAWABLE = ("received", "checked", "defective", "late", "admitted", "opined")


class BiuroWyboryLawnikNomination(models.Model):
    """Course of a nomination until the opinion: check, what follows from it, completing again, withdrawal."""

    _inherit = "biuro.wybory.lawnik.nomination"
    _reason_verbs = {
        "action_withdraw": {"reason": "note", "date": "date"},
        "action_correct": {"reason": "reason"},
    }

    def _check_state(self, *states):
        """Check the right to change the nominations and that each is in one of the states."""
        self.check_access("write")
        for nomination in self:
            if nomination.state not in states:
                allowed = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(
                    self.env._(
                        "%(name)s: this is possible when it is: %(states)s.",
                        name=nomination.name or "",
                        states=", ".join(allowed[state] for state in states),
                    )
                )

    def _set_state(self, state, **values):
        # sudo: own model - facts are written by verbs only, after the check of access
        self.sudo().write({"state": state, **values})
        return True

    def _is_open(self):
        """Return whether nominations of the term are still taken today (bool)."""
        self.ensure_one()
        deadline = self.term_id.nomination_deadline
        return self.term_id.state == "open" and (not deadline or office_today() <= deadline)

    def action_check(self):
        """Note the result of the formal check: complete, defective or late. Nothing follows from it yet.

        :return: True
        :raise UserError: not a received nomination
        Legal source: u.s.p. art. 162 § 2-5, § 10.
        """
        self._check_state("received")
        for nomination in self:
            findings = nomination._find()
            nomination._set_state(
                "checked",
                formal_result=nomination._formal_result(findings),
                check_findings=findings,
                checked_on=office_today(),
                checked_by_id=self.env.uid,
            )
        return True

    def action_uncheck(self):
        """Take a check back before anything followed from it.

        :return: True
        :raise UserError: not a checked nomination
        """
        self._check_state("checked")
        return self._set_state("received", formal_result="pending", check_findings=False)

    def action_settle(self):
        """Let follow what the check says: complete is admitted, defective or late waits for the Council's resolution.

        Eligibility (art. 158-159) changes nothing here: the opinion team speaks of it, the Council decides.

        :return: True
        :raise UserError: not checked; the age of 70 is passed and nobody noted the decision on it
        Legal source: u.s.p. art. 162 § 10.
        """
        self._check_state("checked")
        for nomination in self:
            codes = {finding["code"] for finding in nomination.check_findings or []}
            if "E02" in codes and not nomination.sudo().age_decision_note:  # sudo: own model - a field of the file
                raise UserError(
                    self.env._("%s: note the decision on the age of 70 first.", nomination.name)
                )
            result = nomination.formal_result
            nomination._set_state("admitted" if result == "complete" else result)
        return True

    def action_complete_again(self):
        """Open a nomination to be completed before the end of nominations; afterwards nothing can be cured.

        :return: True
        :raise UserError: nominations are no longer taken; late; not checked yet
        Legal source: u.s.p. art. 162 § 10 (the deadline cannot be restored).
        """
        self._check_state("checked", "defective")
        for nomination in self:
            if not nomination._is_open():
                raise UserError(
                    self.env._(
                        "%s: nominations are no longer taken and the deadline cannot be restored (u.s.p. art. 162"
                        " § 10). Only a mistake of the office can be corrected.",
                        nomination.name,
                    )
                )
        return self._set_state("received", formal_result="pending", check_findings=False)

    def action_correct(self, reason):
        """Open a nomination because the office entered something wrongly; the reason stays in the file.

        :param str reason: what was entered wrongly
        :return: True
        :raise UserError: no reason; the team already gave its opinion
        """
        self._check_state("checked", "defective", "late", "admitted")
        if not (reason or "").strip():
            raise UserError(self.env._("Say what the office entered wrongly."))
        for nomination in self:
            if nomination.term_id.state not in ("open", "verification", "opinion"):
                raise UserError(self.env._("The Council is voting already: the file stays as it is."))
            line = f"{office_today():%d.%m.%Y} {self.env.user.name}: {reason.strip()}"
            nomination._set_state(
                "received",
                formal_result="pending",
                check_findings=False,
                correction_note="\n".join(filter(None, [nomination.correction_note, line])),
            )
        return True

    def action_withdraw(self, note, date=None):
        """Note that the candidate or the nominator withdrew, by a signed statement, before the vote.

        :param str note: whose statement it is and how it came
        :param str date: its day "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: no note; a day to come or before the nomination; the Council has voted
        """
        self._check_state(*WITHDRAWABLE)
        if not (note or "").strip():
            raise UserError(self.env._("Say who withdrew the nomination and how."))
        day = fields.Date.to_date(date) or office_today()
        for nomination in self:
            if day > office_today() or day < nomination.received_on:
                raise UserError(self.env._("The withdrawal lies between the receipt of the nomination and today."))
            if nomination.term_id.state not in ("open", "verification", "opinion", "voting"):
                raise UserError(self.env._("The Council has voted: a nomination is withdrawn before the vote."))
        return self._set_state("withdrawn", withdrawn_on=day, withdrawal_note=note.strip())

    def action_receive_again(self):
        """Take day and hour of receipt over from the letter anew, when the mail point corrected them.

        :return: True
        :raise UserError: not open for changes; no letter
        """
        self._check_state("received")
        for nomination in self:
            if not nomination.letter_id:
                raise UserError(self.env._("This nomination came without a letter of the chancellery."))
            # sudo: own model - the moment is copied from the letter alone
            nomination.sudo().received_at = self._moment_of(nomination.letter_id)
        return True

    def action_list_enclosures(self):
        """Add a row for each enclosure that the law demands and that is not listed yet; they wait to be ticked.

        :return: True
        Legal source: u.s.p. art. 162 § 2-4.
        """
        self._check_state("received")
        self._ensure_documents()
        return True

    def action_view_letter(self):
        """Open the letter by which the nomination came.

        :return: window action (dict)
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "biuro.letter",
            "res_id": self.letter_id.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def action_view_police_request(self):
        """Open the police request that asked about the candidate.

        :return: window action (dict)
        """
        self.ensure_one()
        return self.police_request_id._get_open_action()

    def _print_enclosures(self):
        """Return the enclosures that were handed in (list of dict ``label``, ``pages``, ``copies``), without a word on
        their worth.
        """
        self.ensure_one()
        labels = dict(PRINTED)
        return [
            {"label": labels.get(document.kind, document.kind), "pages": document.pages, "copies": document.copies}
            for document in self.document_ids
            if document.is_present and document.kind != "police"
        ]

    @api.model
    def find_person(self, pesel):
        """Return the nominations of one person, found by the whole PESEL number.

        :param str pesel: 11 digits; spaces and hyphens are ignored
        :return: list of dict ``id``, ``name`` (number), ``court``, ``state``; empty when there is none
        :raise AccessError: not a keeper of lay-judge files
        :raise UserError: not a whole number
        """
        self.check_access("read")
        number = "".join(filter(str.isdigit, pesel or ""))
        if len(number) != 11:
            raise UserError(self.env._("Search for a PESEL number by all of its 11 digits."))
        return [
            {"id": one.id, "name": one.name, "court": one.court_id.name or False, "state": one.state}
            for one in self.search([("pesel", "=", number)])
        ]
