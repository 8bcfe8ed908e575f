from markupsafe import Markup

from odoo import api, fields, models

from odoo.addons.biuro_kancelaria.law.base import LawError, day_text

from ..law import nomination as law
from .biuro_wybory_lawnik_nomination import CLERKS

# what the sheet of the formal check lists; F07 and F08 are read so by the office, the Council decides
FORMAL = {
    "F01": ("Zgłoszenie wpłynęło w terminie", "u.s.p. art. 162 § 1, § 10"),
    "F02": ("Urzędowa karta zgłoszenia, wypełniona i podpisana przez kandydata i zgłaszającego", "u.s.p. art. 162 § 2"),
    "F03": ("Wszystkie załączniki z § 2, w tym dwa zdjęcia", "u.s.p. art. 162 § 2"),
    "F04": ("Dokumenty z § 2 pkt 1–4 nie starsze niż 30 dni przed zgłoszeniem", "u.s.p. art. 162 § 5"),
    "F05": ("Odpis z rejestru organizacji nie starszy niż 3 miesiące", "u.s.p. art. 162 § 3, § 5"),
    "F06": ("Co najmniej 50 ważnych pozycji na liście osób zgłaszających", "u.s.p. art. 162 § 1 pkt 4, § 4"),
    "F07": ("Zgłaszający uprawniony: nie partia polityczna, wpisany do rejestru", "u.s.p. art. 162 § 1"),
    "F08": ("Sąd ma limit ławników dla tej rady", "u.s.p. art. 161"),
    "F09": ("Zaświadczenie lekarskie od lekarza podstawowej opieki zdrowotnej", "u.s.p. art. 162 § 2 pkt 4"),
}
BY_FIELD = {
    "supporter_ids": "F06",
    "nominator_type": "F07",
    "nominator_partner_id": "F07",
    "register_no": "F07",
}
DATED = {"krk", "no_proceedings", "parental", "health"}


class BiuroWyboryLawnikNomination(models.Model):
    """Formal check (F01-F09) and eligibility (E01-E07): two outcomes that are never mixed.

    A formal defect means "left without further action" by a resolution. Who may not be elected stays in the procedure:
    the opinion team says so and the Council does not elect. Findings name no birthday: the team reads them.
    """

    _inherit = "biuro.wybory.lawnik.nomination"

    findings = fields.Json("What Is Missing", compute="_compute_findings", compute_sudo=True)
    findings_html = fields.Html("What the Check Says", compute="_compute_findings", compute_sudo=True, sanitize=False)
    check_reasons = fields.Json("How It Was Judged", compute="_compute_check_reasons", compute_sudo=True, groups=CLERKS)
    defect_count = fields.Integer("Formal Defects", compute="_compute_findings", compute_sudo=True, aggregator=None)
    problem_count = fields.Integer(
        "Doubts of Eligibility", compute="_compute_findings", compute_sudo=True, aggregator=None
    )
    councillor_cleared = fields.Char(
        "Not the Councillor", help="Why the councillor of the same name is another person."
    )

    @api.depends(
        "state", "check_findings", "received_at", "court_id", "quota_id", "surname", "given_names", "birth_date",
        "pesel", "local_tie_since", "education", "citizenship_pl", "nominator_type", "nominator_partner_id",
        "register_no", "nominator_signatory", "nominator_signed", "official_form", "consent_signed", "exclusion_ids",
        "councillor_cleared", "other_court", "supporters_valid", "term_id.election_date", "document_ids.is_present",
        "document_ids.issue_date", "document_ids.delivered_on", "document_ids.copies", "document_ids.by_poz_physician",
        "document_ids.is_signed",
    )  # fmt: skip
    def _compute_findings(self):
        for nomination in self:
            if nomination.state in ("received", "annulled"):
                findings = nomination._find() if nomination.received_at and nomination.term_id else []
            else:
                findings = nomination.check_findings or []
            nomination.findings = findings
            nomination.defect_count = sum(finding["kind"] == "formal" for finding in findings)
            nomination.problem_count = sum(finding["kind"] == "eligibility" for finding in findings)
            nomination.findings_html = nomination._findings_markup(findings)

    @api.depends("findings")
    def _compute_check_reasons(self):
        for nomination in self:
            if not nomination.received_at or not nomination.term_id:
                nomination.check_reasons = []
                continue
            reasons = nomination._formal()["reasons"]
            eligible = nomination._eligibility()
            nomination.check_reasons = reasons + (eligible["reasons"] if eligible else [])

    # ---- formal check --------------------------------------------------------------------------------------------

    def _is_late(self):
        """Return whether it came after the deadline (bool); the postmark counts where the office says so."""
        self.ensure_one()
        term = self.term_id
        if term.receipt_rule == "postmark" and self.channel == "post" and self.posted_on:
            return self.posted_on > term.nomination_deadline
        return self._formal()["late"]

    def _law_values(self):
        """Return the fields of the form (dict) as the calculator of nominations takes them."""
        self.ensure_one()
        term = self.term_id
        received = fields.Datetime.context_timestamp(self.with_context(tz="Europe/Warsaw"), self.received_at)
        values = {
            name: self[name] or False
            for name in (
                "surname", "given_names", "parents_names", "birth_date", "birth_place", "pesel", "education",
                "profession", "motives", "local_tie", "local_tie_since", "for_labour", "labour_justification",
                "nominator_type", "register_type", "register_no",
            )
        }  # fmt: skip
        return {
            **values,
            "received_at": received.isoformat(),
            "address": ", ".join(filter(None, [self.street, self.building, self.zip, self.city])),
            "court_id": self.court_id.name or False,
            "consent_signed": self.consent_signed,
            "official_form": self.official_form,
            "nominator_signatory": (self.nominator_signatory or False) if self.nominator_signed else False,
            "nominator_partner_id": self.nominator_partner_id.name or False,
            "is_party": self.is_political_party,
            "court_has_quota": not self.court_id or self.court_id in term.quota_ids.court_id,
            "nomination_deadline": term.nomination_deadline or False,
            "nomination_deadline_time": term.nomination_deadline_time or False,
            "document_ids": self._law_documents(),
            "supporters_valid": self.supporters_valid if self.supporter_mode == "paper" else False,
            "supporter_ids": [
                {
                    name: line[name] or False
                    for name in (
                        "sequence", "surname", "given_names", "pesel", "residence", "signature_present",
                        "has_voting_right",
                    )
                }
                for line in (self.supporter_ids if self.supporter_mode == "persons" else ())
            ],
        }  # fmt: skip

    def _law_documents(self):
        """Return the enclosures that count (list of dict): those delivered while nominations were taken.

        One delivered to complete the nomination may bear the day of its delivery: it is as good as of the nomination.
        """
        rows, deadline, received = [], self.term_id.nomination_deadline, self.received_on
        for document in self.document_ids:
            delivered = document.delivered_on or received
            if not document.is_present or not document.is_signed or document.kind in ("form", "police"):
                continue
            if deadline and delivered > deadline and delivered > received:
                continue
            issued = document.issue_date
            if issued and received < issued <= delivered:
                issued = received
            rows.append({
                "kind": document.kind, "issue_date": issued or False, "copies": document.copies,
                "is_poz": document.by_poz_physician,
            })  # fmt: skip
        return rows

    def _formal(self):
        """Return the answer of the calculator of nominations (dict), see ``law.nomination.nomination_check``."""
        self.ensure_one()
        try:
            return law.nomination_check(self._law_values(), self.term_id._get_check_date())
        except LawError as error:
            # what cannot be judged is a defect of the form with its sentence
            return {
                "complete": False, "late": False, "valid_supporters": False, "reasons": [],
                "defects": [{"field": "form", "row": False, "text": str(error)}],
            }  # fmt: skip

    def _defect_code(self, defect):
        """Return the code (F02-F09) and the kind of the enclosure, if any, of a defect found by the calculator."""
        field, text = defect["field"], defect["text"]
        if field == "court_id" and self.court_id:
            return "F08", False
        if field != "document_ids":
            return BY_FIELD.get(field, "F02"), False
        if text.startswith("Zaświadczenie lekarskie wystawił"):
            return "F09", "health"
        if "zdjęć" in text:
            return "F03", "photo"
        labels = {**law.DATED, "register": law.REGISTER}
        kind = next((kind for kind, (label, _article) in labels.items() if label in text), False)
        if kind == "register":
            return "F05", kind
        return ("F03" if text.startswith("Brakuje") else "F04"), kind

    def _find(self):
        """Return what stands against the nomination: list of dict ``code``, ``kind`` (``formal`` or ``eligibility``),
        ``severity`` (``defect``, ``block``, ``warn``), ``text`` (Polish), ``article``, ``document`` (kind or False).
        """
        self.ensure_one()
        findings = []

        def add(code, kind, severity, text, article, document=False):
            findings.append({
                "code": code, "kind": kind, "severity": severity, "text": text, "article": article,
                "document": document,
            })  # fmt: skip

        if self._is_late():
            deadline = self.term_id.nomination_deadline
            add("F01", "formal", "defect", f"Wpłynęło {day_text(self.received_on)}, po terminie, który upłynął "
                f"{day_text(deadline)} i którego nie można przywrócić.", FORMAL["F01"][1])  # fmt: skip
        for defect in self._formal()["defects"]:
            if defect["row"]:
                continue  # a line of the list spoils itself alone
            code, kind = self._defect_code(defect)
            add(code, "formal", "defect", defect["text"], FORMAL[code][1], kind)
        listed = self.document_ids.filtered(lambda document: document.kind == "support_list" and document.is_present)
        if self.nominator_type == "citizens" and not listed:
            add("F06", "formal", "defect", "Brakuje listy osób zgłaszających.", FORMAL["F06"][1], "support_list")
        for code, severity, text, article in self._eligibility_findings():
            add(code, "eligibility", severity, text, article)
        return findings

    def _formal_result(self, findings):
        formal = {finding["code"] for finding in findings if finding["kind"] == "formal"}
        return "late" if "F01" in formal else "defective" if formal else "complete"

    def _document_defects(self):
        """Return what is wrong with the enclosures: dict of texts (Polish) by kind."""
        self.ensure_one()
        if not self.received_at or not self.term_id:
            return {}
        found = {}
        for defect in self._formal()["defects"]:
            _code, kind = self._defect_code(defect)
            if kind:
                found.setdefault(kind, defect["text"])
        return found

    def _check_sheet(self):
        """Return the rows of the sheet of the formal check: list of dict ``code``, ``label``, ``article``, ``result``
        (``ok``, ``defect`` or ``na``), ``texts``.
        """
        self.ensure_one()
        found = {}
        for finding in self.findings or []:
            if finding["kind"] == "formal":
                found.setdefault(finding["code"], []).append(finding["text"])
        absent = {
            "F05": self.nominator_type not in ("association", "organisation"),
            "F06": self.nominator_type != "citizens",
        }
        return [
            {
                "code": code, "label": label, "article": article, "texts": found.get(code, []),
                "result": "defect" if code in found else "na" if absent.get(code) else "ok",
            }
            for code, (label, article) in FORMAL.items()
        ]  # fmt: skip

    # ---- eligibility ---------------------------------------------------------------------------------------------

    def _eligibility(self):
        """Return the answer of the calculator of eligibility (dict), empty when birth or tie are not known."""
        self.ensure_one()
        day = self.term_id._get_check_date()
        if not self.birth_date or not self.local_tie_since or self.birth_date > day:
            return {}
        keys = self.exclusion_ids.mapped("code")
        if "councillor" not in keys and self._is_councillor():
            keys.append("councillor")
        known = [key for key in keys if key in law.EXCLUSIONS]
        return law.eligibility(self.birth_date, self.local_tie_since, day, known)

    def _eligibility_findings(self):
        """Return list of (code, severity, text, article) of what stands against electing the person (art. 158-159)."""
        found, answer = [], self._eligibility()
        day = day_text(self.term_id._get_check_date())
        wrong = dict.fromkeys(answer.get("problems", ()), "block")
        wrong |= dict.fromkeys(answer.get("warnings", ()), "warn")
        # the opinion team reads these: ages without birthdays
        neutral = {
            "E01": f"W dniu wyborów ({day}) kandydat nie ma ukończonych 30 lat.",
            "E02": f"W dniu wyborów ({day}) kandydat jest po 70. urodzinach: zapisz, jak oceniono wiek.",
        }
        for step in answer.get("reasons", ()):
            severity = wrong.get(step["text"])
            if not severity:
                continue
            text = neutral.get(step["rule"], step["text"])
            if step["rule"] == "E02" and severity == "block":
                text = f"W dniu wyborów ({day}) kandydat ma ukończone 71 lat, przekroczył więc 70."
            if step["rule"] == "E02" and self.age_decision_note:
                text += f" Ocena: {self.age_decision_note}"
            if step["rule"] == "E05" and "radny" in step["text"] and self._is_councillor():
                text += " W rejestrze radnych jest osoba o tym imieniu i nazwisku."
            found.append((step["rule"], severity, text, step["article"]))
        twin, held = self._other_courts(), self._serves_elsewhere()
        elsewhere = bool((self.other_court or "").strip() or held)
        other = law.other_conditions(self.citizenship_pl, self.education or "", bool(twin), elsewhere)
        codes = dict.fromkeys(other["problems"], "block") | dict.fromkeys(other["warnings"], "warn")
        for step in other["reasons"]:
            # a box left empty is a formal defect and is said there
            if step["text"] in codes and (self.education or "Wykształcenie" not in step["text"]):
                text = f"{step['text']} Zgłoszenie {', '.join(twin.mapped('name'))}." if step["rule"] == "E06" else (
                    step["text"]
                )
                if step["rule"] == "E07" and held:
                    courts = ", ".join(sorted({
                        f"{one.court_id.name} (do {day_text(one.date_to)})" for one in held
                    }))  # fmt: skip
                    text += f" Rejestr mandatów: {courts}."
                found.append((step["rule"], codes[step["text"]], text, step["article"]))
        return found

    # ---- shown ---------------------------------------------------------------------------------------------------

    def _findings_markup(self, findings):
        """Return the findings as two lists that are never mixed, with what follows from each (Markup)."""
        formal = [finding for finding in findings if finding["kind"] == "formal"]
        other = [finding for finding in findings if finding["kind"] == "eligibility"]

        def items(rows):
            return Markup().join(
                Markup("<li><strong>{code}</strong> {text} <span class='text-muted'>({article})</span></li>").format(
                    **row
                )
                for row in rows
            )

        if not formal:
            head = Markup("<p class='mb-1'><i class='fa fa-check-circle text-success'></i> {}</p>").format(
                self.env._("Formally complete.")
            )
        else:
            if any(row["code"] == "F01" for row in formal):
                follows = self.env._(
                    "Late: the Council leaves it without further action by a resolution (art. 162 § 10)."
                )
            elif self.term_id and self._is_open():
                follows = self.env._(
                    "Formal defects: until the end of nominations it can be completed; afterwards the Council leaves"
                    " it without further action by a resolution (art. 162 § 10)."
                )
            else:
                follows = self.env._(
                    "Formal defects: the Council leaves it without further action by a resolution (art. 162 § 10)."
                )
            head = Markup("<p class='mb-1'><i class='fa fa-times-circle text-danger'></i> {}</p><ul>{}</ul>").format(
                follows, items(formal)
            )
        if not other:
            return head + Markup("<p class='mb-1'><i class='fa fa-check-circle text-success'></i> {}</p>").format(
                self.env._("Nothing found against eligibility.")
            )
        return head + Markup(
            "<p class='mb-1'><i class='fa fa-exclamation-triangle text-warning'></i> {}</p><ul>{}</ul>"
        ).format(
            self.env._(
                "Eligibility: the nomination stays in the procedure; the opinion team says so and the Council decides."
            ),
            items(other),
        )
