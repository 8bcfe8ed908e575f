from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.models.biuro_deadline_extension import NOTICE_SENT

from ..law import complaint_reply as law

BY_KIND = {"complaint": law.COMPLAINT_RESULTS, "motion": law.MOTION_RESULTS}
RESULTS = [
    ("justified", "Justified"), ("partly", "Justified in Part"), ("groundless", "Groundless"),
    ("accepted", "Motion Granted"), ("not_accepted", "Motion Not Granted"),
]
SENTENCES = {
    "justified": "skargę uznano za zasadną",
    "partly": "skargę uznano za częściowo zasadną",
    "groundless": "skargę uznano za bezzasadną",
    "accepted": "wniosek uwzględniono",
    "not_accepted": "wniosku nie uwzględniono",
}


class BiuroSekretariatComplaintReply(models.Model):
    """The end of a matter: result, answer with its required elements, repeated complaints (KPA art. 237-239, 244)."""

    _inherit = "biuro.sekretariat.complaint"

    result = fields.Selection(
        [
            *RESULTS, ("forwarded", "Passed On to Another Body"),
            ("unexamined", "Without Examination"), ("withdrawn", "Withdrawn"),
            ("position_kept", "Position Kept (KPA 239)"), ("in_proceedings", "Treated in Proceedings (KPA 233-236)"),
            ("split", "Split Into Matters (RSW § 10)"),
        ],
        "Way of Settling", readonly=True, copy=False, tracking=True, index=True,
    )
    planned_result = fields.Selection(
        RESULTS,
        "Intended Result", copy=False, help="The draft of the answer is written by it.",
    )
    settlement = fields.Text("How It Is Settled", copy=False, help="What was found and done; stands in the answer.")
    factual_reasons = fields.Text("Factual Reasons", copy=False)
    legal_reasons = fields.Text("Legal Reasons", copy=False)
    remedies = fields.Text("Conclusions and Orders", copy=False, help="What the office mends (RSW § 12).")
    reply_id = fields.Many2one(
        "biuro.letter", "Answer", readonly=True, copy=False, index="btree_not_null", ondelete="restrict",
    )
    reply_state = fields.Selection(related="reply_id.state", string="State of the Answer", tracking=False)
    reply_missing = fields.Char("The Answer Lacks", compute="_compute_reply_check")
    reply_reasons = fields.Json("Elements of the Answer", compute="_compute_reply_check")
    date_notified = fields.Date("Complainant Told On", readonly=True, copy=False, index="btree_not_null")
    date_settled = fields.Date("Settled On", readonly=True, copy=False, index="btree_not_null")
    previous_id = fields.Many2one(
        "biuro.sekretariat.complaint", "Repeats the Complaint", copy=False, index="btree_not_null", ondelete="restrict",
        help="An earlier complaint of the same person in the same matter (KPA art. 239).",
    )
    has_new_facts = fields.Boolean("Names New Circumstances", copy=False)

    # Facts for the yearly report
    timeliness = fields.Selection(
        [("in_time", "In Time"), ("late", "Late"), ("running", "Still Running"), ("none", "No Term")],
        compute="_compute_timeliness", store=True, compute_sudo=True, index=True,
    )
    days_taken = fields.Integer(
        "Days to Settle", compute="_compute_timeliness", store=True, compute_sudo=True, aggregator="avg",
        help="From the day of receipt to the answer, or to passing on.",
    )

    @api.depends("kind", "planned_result", "reply_id.body", "reply_id.remedies", "reply_id.signatory_id",
                 "reply_id.state", "settlement", "factual_reasons", "legal_reasons")
    def _compute_reply_check(self):
        for complaint in self:
            result = False
            if complaint.planned_result and complaint.reply_id and complaint.planned_result in BY_KIND[complaint.kind]:
                result = law.reply_elements(complaint.kind, complaint.planned_result, complaint._reply_elements())
            complaint.reply_missing = result and ", ".join(result["missing"])
            complaint.reply_reasons = result and result["reasons"]

    def _reply_elements(self):
        """Return the names (set) of the elements that the answer holds."""
        self.ensure_one()
        # sudo: biuro.letter, hr.employee - the text that the answer holds and who signs it
        letter = self.sudo().reply_id

        def words(text):
            return " ".join(html2plaintext(text or "").split()).lower()

        text, held = words(letter.body), {"body"}
        if SENTENCES.get(self.planned_result, "") in text or (self.settlement and words(self.settlement) in text):
            held.add("settled_how")
        signatory = letter.signatory_id
        if letter.signed_name and letter.signed_capacity or signatory.name and (letter.capacity or signatory.job_title):
            held.add("signature")
        for name, value in (("factual", self.factual_reasons), ("legal", self.legal_reasons)):
            if value and words(value) in text:
                held.add(name)
        article = "239" if self.kind == "complaint" else "246"
        if article in text or article in words(letter.remedies):
            held.add("instruction")
        return held

    @api.depends("deadline_ids.state", "deadline_ids.code", "date_received", "date_notified", "date_settled",
                 "date_forwarded", "state")
    def _compute_timeliness(self):
        codes = {"complaint", "complaint_forward", "motion", "motion_forward"}
        for complaint in self:
            states = set(complaint.deadline_ids.filtered(lambda line: line.code in codes).mapped("state"))
            complaint.timeliness = (
                "late" if "met_late" in states else "in_time" if "met" in states
                else "running" if "running" in states else "none"
            )
            end = complaint.date_notified or complaint.date_forwarded or complaint.date_settled
            complaint.days_taken = (end - complaint.date_received).days if end and complaint.date_received else 0

    def action_draft_reply(self, result=None):
        """Write the draft of the answer with the elements that the law demands, and open it.

        :param str result: intended result: ``justified``, ``partly``, ``groundless`` of a complaint; ``accepted``,
            ``not_accepted`` of a motion; as on the entry by default
        :return: action (dict) that opens the draft
        :raise UserError: the result does not go with the kind, a refusal without its reasons, an answer exists
        Legal source: KPA art. 238 § 1, art. 239, art. 244 § 2, art. 246 § 1.
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("in_progress")
        if result:
            self._check_result(result)
            self.planned_result = result
        result = self.planned_result
        if not result:
            raise UserError(self.env._("Name the intended result first."))
        self._check_result(result)
        if self._standing_letter(self.reply_id):
            return self.reply_id._get_open_action()
        if not (self.settlement or "").strip():
            raise UserError(self.env._("Write how it is settled: the answer tells it."))
        refused = result in law.REFUSALS
        if refused and not (self.factual_reasons or "").strip():
            raise UserError(self.env._("A refusal needs its factual reasons: write them first."))
        if refused and self.kind == "complaint" and not (self.legal_reasons or "").strip():
            raise UserError(self.env._("A refusal needs its legal reasons: write them first."))
        remedies = (law.ART_239 if self.kind == "complaint" else law.ART_246) if refused else False
        # sudo: biuro.letter - the letter answered; its term does not run by itself
        reply = self._draft_letter(
            self.env._("Reply: %(title)s", title=self.subject), self._get_reply_body(result),
            self._complainant_address(), remedies=remedies,
        )
        if letter := self.sudo().letter_id:
            reply.sudo().reply_to_id = letter
        # sudo: own model - the answer is linked by this verb alone; access was checked above
        self.sudo().reply_id = reply
        return reply._get_open_action()

    def _check_result(self, result):
        if result not in BY_KIND[self.kind]:
            raise UserError(self.env._("This result does not go with a complaint or a motion of this kind."))

    def _get_reply_body(self, result):
        """Return the text of the answer (Markup): what, how settled, reasons."""
        self.ensure_one()

        def paragraphs(text):
            return Markup("").join(
                Markup("<p>%s</p>") % line.strip() for line in (text or "").splitlines() if line.strip()
            )

        article = "art. 238 § 1" if self.kind == "complaint" else "art. 244 § 2"
        body = Markup("<p>Na podstawie %s Kodeksu postępowania administracyjnego zawiadamiam, że po rozpatrzeniu "
                      "sprawy: „%s” %s.</p>") % (article, self.subject, SENTENCES[result])
        body += paragraphs(self.settlement)
        if self.factual_reasons:
            body += Markup("<p><strong>Uzasadnienie faktyczne</strong></p>") + paragraphs(self.factual_reasons)
        if self.legal_reasons:
            body += Markup("<p><strong>Uzasadnienie prawne</strong></p>") + paragraphs(self.legal_reasons)
        return body

    def action_settle(self, result=None, on=None):
        """Settle matters: the answer with its required elements went out; the term is met on that day.

        :param str result: see :meth:`action_draft_reply`; the intended result by default
        :param str on: day "YYYY-MM-DD" of the answer, where it was given otherwise than by the answer of the entry;
            the day of dispatch by default
        :return: dict ``result``, ``date_notified`` ("YYYY-MM-DD"), ``in_time`` (bool)
        :raise UserError: no answer, not dispatched, a required element is missing
        Legal source: KPA art. 237 § 3, art. 238 § 1, art. 244 § 2.
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("in_progress")
        result = result or self.planned_result
        if not result:
            raise UserError(self.env._("Name the result: a matter is settled with one."))
        self._check_result(result)
        # sudo: biuro.letter - when the answer went out
        reply = self.sudo().reply_id
        if not reply or reply.state not in NOTICE_SENT:
            raise UserError(self.env._("Dispatch the answer first: who wrote must be told how it was settled."))
        if result != self.planned_result:
            self.planned_result = result
        try:
            check = law.reply_elements(self.kind, result, self._reply_elements())
        except LawError as error:
            raise UserError(str(error)) from error
        if check["missing"]:
            raise UserError(self.env._(
                "The answer lacks what the law demands: %(missing)s. Send a completed one.",
                missing=", ".join(check["missing"]),
            ))
        day = self._parse_day("on", on) or reply.date_dispatched or self._today()
        if day > self._today() or day < self.date_received:
            raise UserError(self.env._("The day of the answer lies between the receipt and today."))
        self._deadline_done(self._term_codes()[0], on=fields.Date.to_string(day))
        self._move_to("settled", result=result, date_notified=day, date_settled=day)
        self._log_case(f"Załatwiono: {SENTENCES[result]}", letter=reply, date=day)
        self.parent_id._matters_changed()
        return {"result": result, "date_notified": fields.Date.to_string(day), "in_time": self.timeliness == "in_time"}

    def action_close(self):
        """Close entries that ended, and their cases.

        :return: True
        :raise UserError: a member of the Sejm, a senator, a councillor, or the editors who asked wait to be told
        """
        self.check_access("write")
        labels = dict(self._fields["result"]._description_selection(self.env))
        for complaint in self:
            complaint._check_state("forwarded", "settled", "unexamined")
            if complaint._owes_forwarder():
                raise UserError(self.env._("Tell who passed it on first: %(name)s waits for it.",
                                           name=complaint.forwarder_id.name or complaint.display_name))
            complaint._move_to("closed")
            # sudo: biuro.case - the case of the entry, which the user may not open; access to the entry is checked
            case = complaint.sudo().case_id
            others = self.sudo().search_count([
                ("case_id", "=", case.id), ("id", "!=", complaint.id), ("state", "not in", ("closed", "annulled")),
            ])
            if case.state == "open" and not others:
                case.action_close(
                    f"{labels.get(complaint.result) or ''} ({complaint.register_ref})",
                    closed_on=fields.Date.to_string(max(
                        day for day in (complaint.date_settled, complaint.date_forwarded, case.date_opened) if day)),
                )
        return True

    # Repeated complaint (KPA art. 239)

    def action_keep_position(self, note):
        """Keep the position on a repeated groundless complaint by a note in the file, without an answer.

        :param str note: the note
        :return: dict ``allowed`` (True), ``reasons``
        :raise UserError: it is not a repeated complaint, the earlier one was not groundless, or new facts are named
        Legal source: KPA art. 239.
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("received", "qualified", "in_progress")
        note = self._check_text(note, self.env._("Write the note for the file."))
        # sudo: own model - how the earlier complaint of the same person ended
        previous = self.sudo().previous_id
        if self.kind != "complaint" or not previous:
            raise UserError(self.env._("Name the earlier complaint that this one repeats."))
        check = law.may_keep_position(previous.result, bool(previous.date_notified), self.has_new_facts)
        if not check["allowed"]:
            raise UserError("\n".join(step["text"] for step in check["reasons"]))
        if not self.case_id and previous.case_id.state == "open":
            self.sudo().case_id = previous.case_id
        self._open_case("1510")
        self._move_to("settled", result="position_kept", date_settled=self._today())
        self._deadline_done(self._term_codes()[0])
        self._deadline_cancel(reason=note)
        self.message_post(body=note)
        self._log_case(f"Podtrzymano stanowisko zajęte w sprawie {previous.register_ref} (art. 239 § 1 KPA): {note}")
        return check
