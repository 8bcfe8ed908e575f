from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext, is_html_empty

from odoo.addons.biuro_kancelaria.law.base import day_text

from ..law import petition

GROUNDS = ("form", "call", "third_party", "repeated")
GROUND_TEXTS = {
    "form": petition.UNEXAMINED_TEXT,
    "call": "Petycji nie uzupełniono ani nie wyjaśniono w terminie 14 dni od doręczenia wezwania (art. 7 ust. 2).",
    "third_party": "Podmiot trzeci nie potwierdził zgody na złożenie petycji w jego interesie (art. 5 ust. 3).",
    "repeated": (
        "Petycja dotyczy sprawy, która była przedmiotem petycji już rozpatrzonej, a nie powołano nowych faktów ani "
        "dowodów (art. 12 ust. 1)."
    ),
}
SETTLED = ("granted", "part", "refused", "withdrawn")


class BiuroSekretariatPetition(models.Model):
    """How a petition ends: settled with a justification, or left unexamined; what the petitioner is told."""

    _inherit = "biuro.sekretariat.petition"

    def action_unexamined(self, ground):
        """Leave the petition unexamined and draft the information to the petitioner, where there is an address.

        :param str ground: ``form`` (no petitioner, residence or address, art. 7(1)), ``call`` (not supplemented in
            time, art. 7(2)), ``third_party`` (consent not confirmed, art. 5(3)) or ``repeated`` (art. 12)
        :return: dict, the window action of the draft, or True when nobody can be told
        :raise UserError: the ground does not apply: the form is right, the 14 days still run, no petition is repeated
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("received", "formal_check", "call_sent", "in_progress")
        if ground not in GROUNDS:
            raise UserError(self.env._("Choose the ground: form, call, third party or repeated petition."))
        getattr(self, f"_check_ground_{ground}")()
        today = self._today()
        self._deadline_done("petition", on=today)
        self._deadline_cancel(reason=self.env._("The petition is left unexamined."))
        self._set(state="unexamined", result="unexamined", unexamined_ground=ground, date_settled=today)
        self._add_step("result", f"Petycję pozostawiono bez rozpatrzenia. {GROUND_TEXTS[ground]}", today)
        if not (self.address or self.email or self.letter_id):
            return True
        return self._draft_letter(
            "unexamined", self.env._("Information on leaving the petition unexamined: %s", self.subject),
            "letter_template_petition_unexamined", words={"przyczyny": GROUND_TEXTS[ground]},
        )._get_open_action()

    def _check_ground_form(self):
        if petition.check_petition(self._prepare_check())["outcome"] != "unexamined":
            raise UserError(self.env._("The petition names its petitioner and address: art. 7(1) does not apply."))

    def _check_ground_call(self):
        if not self.date_call_delivered:
            raise UserError(self.env._("The call was not delivered yet, so its 14 days do not run."))
        in_time, last = petition.supply_in_time(self.date_call_delivered, self._today())
        if self.state != "call_sent" or in_time:
            raise UserError(self.env._(
                "The petitioner may supplement the petition until %s.", fields.Date.to_string(last)))

    def _check_ground_third_party(self):
        asked = self._deadline_search("petition_third_party_confirm", running=True)
        lapsed = asked and max(asked.mapped("date_deadline")) < self._today()
        if self.third_party_state != "not_confirmed" and not lapsed:
            raise UserError(self.env._("The third party was not asked, confirmed, or may still confirm its consent."))

    def _check_ground_repeated(self):
        # sudo: own model - whether an earlier petition is settled, whoever handles it
        earlier = self.repeated_of_id.sudo()
        if not earlier or earlier.state not in ("settled", "joined"):
            raise UserError(self.env._("Name the settled petition that this one repeats."))

    # ---- term --------------------------------------------------------------------------------------------------------

    def action_extend(self, reason, until):
        """Extend the term of examination and draft the notice to the petitioner.

        :param str reason: circumstances independent of the office, told to the petitioner
        :param str until: new last day, at most three months after the lapse of the first one
        :return: dict, the window action of the notice
        :raise UserError: no reason, no running term, or a day beyond the law
        Legal source: ustawa o petycjach art. 10 ust. 3.
        """
        self.ensure_one()
        self._check_state("formal_check", "in_progress")
        deadlines = self._deadline_extend("petition", reason, new_date=until)
        if not deadlines:
            raise UserError(self.env._("No term of examination runs."))
        self._add_step("term", (
            f"Termin rozpatrzenia przedłużono do {day_text(deadlines[-1:].date_deadline)} (art. 10 ust. 3 ustawy o "
            "petycjach)."
        ))
        return deadlines[-1:].action_prepare_notice()

    # ---- settling ----------------------------------------------------------------------------------------------------

    def action_settle(self, result, justification, on=None):
        """Settle the petition, and all that were joined to it, and draft the notice with the justification.

        :param str result: ``granted``, ``part``, ``refused`` or ``withdrawn``
        :param str justification: HTML or text: why; told to the petitioner and made public
        :param str on: day of settling, today by default
        :return: dict, the window action of the notice
        :raise UserError: no justification, another way of settling, further petitions may still be joined
        Legal source: ustawa o petycjach art. 13 ust. 1.
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("in_progress")
        if result not in SETTLED:
            raise UserError(self.env._("Choose how the petition is settled: granted, in part, not granted, withdrawn."))
        if is_html_empty(justification) or not html2plaintext(justification).strip():
            raise UserError(self.env._("Write the justification: the law demands it in the notice."))
        day = self._day("on", on, required=False) or self._today()
        if day < self._term_start():
            raise UserError(self.env._("A petition cannot be settled before it was filed."))
        if self.is_multi and self.wait_until and day <= self.wait_until and result != "withdrawn":
            raise UserError(self.env._(
                "Further petitions may be joined until %s: the group is settled later.",
                fields.Date.to_string(self.wait_until)))
        # sudo: own model - members of the group may be of other cells; they share the result of their lead
        group = self | self.multi_member_ids.sudo().sudo(False)
        if result != "withdrawn":
            self._deadline_done("petition", on=day)
        self._deadline_cancel(reason=self.env._("The petition is settled."))
        group._set(state="settled", result=result, justification=justification, date_settled=day)
        label = petition.RESULT_TEXTS[result]
        group._add_step("result", f"Sposób załatwienia: {label}.", day)
        letter = self._draft_letter(
            "settlement", self.env._("Notice of how the petition was settled: %s", self.subject),
            "letter_template_petition_settlement",
            words={"sposob": label, "przyczyny": html2plaintext(justification).strip()},
            values={"reply_to_id": self.letter_id.id if self.letter_id.has_access("read") else False},
        )
        return letter._get_open_action()

    def _refuse_complaint(self):
        """Raise UserError for the first of these settled petitions; nothing happens for none (art. 13(2))."""
        if self:
            raise UserError(self.env._(
                "The way of settling petition %s is not subject to complaint (art. 13(2)). Open the petition and use "
                "“Complaint About the Result”: a note is kept and the sender is told.", self[0].register_ref))

    def action_note_objection(self, note, letter_id=None):
        """Note that somebody complains about the way of settling: the law allows no such complaint.

        :param str note: what was written
        :param int letter_id: the letter, filed in the case of the petition
        :return: dict, the window action of the draft of the information, or True where there is no letter
        :raise UserError: the petition is not settled, or the note is empty
        Legal source: ustawa o petycjach art. 13 ust. 2.
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("settled", "unexamined")
        note = self._check_text(note, self.env._("Write what the note says."))
        self.message_post(body=self.env._(
            "A complaint about the way of settling is not admissible (art. 13(2)): %s", note))
        letter = self.env["biuro.letter"].browse(letter_id or [])
        if not letter:
            return True
        letter.check_access("read")
        if self.case_id and not letter.case_id:
            letter.action_attach_case(self.case_id.id)
        reply = {
            name: value for name, value in letter._prepare_reply_values().items()
            if name in ("partner_id", "recipient_ids", "delivery_method_id", "regarding", "reply_to_id")
        }
        return self._draft_letter(
            "objection", self.env._("The way of settling a petition is not subject to complaint: %s", self.subject),
            "letter_template_petition_objection", kind="reply", values=reply,
        )._get_open_action()

    # ---- what letters do ---------------------------------------------------------------------------------------------

    def _after_letter_sent(self, letter, day):
        result = super()._after_letter_sent(letter, day)
        if letter.matter_role == "call":
            self._set(date_called=day)
            self._deadline_done("petition_call", on=day)
            self._add_step("call", "Wezwano do uzupełnienia petycji.", day)
        elif letter.matter_role == "third_party":
            self._deadline_done("petition_third_party", on=day)
        elif letter.matter_role in ("settlement", "unexamined"):
            # sudo: own model - members of the group may be of other cells
            (self | self.multi_member_ids.sudo().sudo(False))._set(date_notified=day)
        return result

    def _after_letter_delivered(self, letter, day):
        result = super()._after_letter_delivered(letter, day)
        if letter.matter_role == "call" and self.state == "call_sent":
            self._set(date_call_delivered=day)
            self._deadline_start("petition_supply", day)
        elif letter.matter_role == "third_party" and self.third_party_state == "asked":
            self._deadline_start("petition_third_party_confirm", day)
        return result
