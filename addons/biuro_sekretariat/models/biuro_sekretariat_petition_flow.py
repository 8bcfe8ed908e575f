from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law.base import day_text

from ..law import petition
from .biuro_sekretariat_petition import OPEN

# what stays open to change after a petition left the office's hands
OPEN_AFTER = {"clerk_id", "department_id", "is_restricted", "reader_ids", "note", "public_log_ids", "public_scan",
              "public_scan_name"}
OPEN_PREFIXES = ("message_", "activity_", "my_activity_")


class BiuroSekretariatPetition(models.Model):
    """The way of a petition: formal check, call, competence, examination, settling."""

    _inherit = "biuro.sekretariat.petition"

    def write(self, vals):
        if not self.env.su:
            closed = [name for name in vals if name not in OPEN_AFTER and not name.startswith(OPEN_PREFIXES)]
            if closed and (locked := self.filtered(lambda record: record.state not in OPEN)):
                raise UserError(self.env._("%s is no longer open: its data cannot be changed.", locked[0].display_name))
        return super().write(vals)

    def _add_step(self, kind, text, date=None):
        """Add a line to the public course of the petitions."""
        # sudo: biuro.sekretariat.petition.step - lines of the system are written by the verbs only
        self.env["biuro.sekretariat.petition.step"].sudo().create([
            {
                "petition_id": record.id, "kind": kind, "text": text, "date": date or self._today(), "is_system": True,
                "user_id": self.env.uid,
            }
            for record in self
        ])

    # ---- formal check ------------------------------------------------------------------------------------------------

    def _prepare_check(self):
        """Return what the law asks about the form of the petition (dict, see ``law.petition.check_petition``)."""
        self.ensure_one()
        return {
            "petitioners": [{"name": line.name, "residence": line.residence} for line in self.petitioner_ids],
            "representative": bool(self.representative_id), "address": bool((self.address or "").strip()),
            "electronic": self.is_electronic, "email": bool(self.email), "signed": self.is_signed,
            "addressee": bool(self.addressee), "subject": self.has_subject, "interest": self.interest,
            "third_party": all([self.third_party_name, self.third_party_residence, self.third_party_address]),
            "consent": self.third_party_consent,
        }

    def check_formal(self):
        """Check the form of one petition and keep the outcome.

        :return: dict ``outcome`` (``complete``, ``call`` or ``unexamined``), ``missing`` (list of {``code``,
            ``article``, ``text``}), ``reasons``
        :raise UserError: the petition is not open any more
        Legal source: ustawa o petycjach art. 2, 4, 5, 7.
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("received", "formal_check", "call_sent")
        result = petition.check_petition(self._prepare_check())
        self._set(
            check_outcome=result["outcome"], check_reasons=result["reasons"],
            check_missing="\n".join(f"{row['text']} ({row['article']})" for row in result["missing"]) or False,
            state="call_sent" if self.state == "call_sent" else "formal_check",
        )
        return result

    def action_check(self):
        """Check the form of the petitions; the outcome is kept and shown.

        :return: True
        :raise UserError: see ``check_formal``
        """
        for record in self:
            record.check_formal()
        return True

    def action_call(self):
        """Draft the call to supplement the petition; its 14 days run from the delivery of the letter.

        :return: dict, the window action of the draft
        :raise UserError: nothing to call for, or what is missing lets no call be made (art. 7(1))
        Legal source: ustawa o petycjach art. 7 ust. 2.
        """
        self.ensure_one()
        result = self.check_formal()
        if result["outcome"] == "unexamined":
            raise UserError(self.env._(
                "The petition does not meet art. 4(2)(1) or (2): it is left unexamined, without a call."))
        if result["outcome"] == "complete":
            raise UserError(self.env._("Nothing is missing, so there is nothing to call for."))
        letter = self._draft_letter(
            "call", self.env._("Call to supplement the petition: %s", self.subject), "letter_template_petition_call",
            kind="summons", words={"braki": [f"{row['text']} ({row['article']})" for row in result["missing"]]},
        )
        self._set(state="call_sent")
        return letter._get_open_action()

    def action_supplement(self, on=None, note=None):
        """Note that the petitioner supplemented or explained the petition: the three months run from that day.

        Correct the data of the petition first; its form is checked anew.

        :param str on: day of filing, or of posting, of the supplement; today by default
        :param str note: what was supplied
        :return: True
        :raise UserError: no call was sent, or the 14 days from its delivery passed
        Legal source: ustawa o petycjach art. 7 ust. 2, art. 10 ust. 2.
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("call_sent")
        day = self._day("on", on, required=False) or self._today()
        if day < self._term_start():
            raise UserError(self.env._("The supplement cannot be earlier than the petition."))
        if self.date_call_delivered:
            in_time, last = petition.supply_in_time(self.date_call_delivered, day)
            if not in_time:
                raise UserError(self.env._(
                    "The term to supplement ended on %s: the petition is left unexamined.",
                    fields.Date.to_string(last)))
        self._deadline_done("petition_supply", on=max(day, self.date_call_delivered or day))
        self._deadline_done("petition_call", on=self.date_called or day)
        self._set(date_supplemented=day, state="formal_check")
        self._deadline_start("petition", day)
        self._add_step("call", f"Petycję uzupełniono {day_text(day)}; termin rozpatrzenia liczy się od tego dnia.", day)
        if note:
            self.message_post(body=note)
        self.check_formal()
        return True

    # ---- third party -------------------------------------------------------------------------------------------------

    def action_ask_third_party(self):
        """Draft the question whether the third party agrees to the petition; 14 days to confirm from its delivery.

        :return: dict, the window action of the draft
        :raise UserError: the petition is not in the interest of a third party, or 30 days from filing passed
        Legal source: ustawa o petycjach art. 5 ust. 3.
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state(*OPEN)
        if self.interest != "third_party":
            raise UserError(self.env._("The petition is not in the interest of a third party."))
        last = petition.third_party_limit(self._term_start())
        if self._today() > last:
            raise UserError(self.env._(
                "The third party could be asked until %s only.", fields.Date.to_string(last)))
        recipient = {"name": self.third_party_name or "…", "street": self.third_party_address,
                     "city": self.third_party_residence}
        letter = self._draft_letter(
            "third_party", self.env._("Confirmation of consent to the petition: %s", self.subject),
            "letter_template_petition_third_party", kind="summons",
            values={"partner_id": False, "recipient_ids": [fields.Command.create(recipient)]},
        )
        self._set(third_party_state="asked")
        if not self._deadline_search("petition_third_party", running=True):
            self._deadline_start("petition_third_party", self._term_start())
        return letter._get_open_action()

    def action_third_party_answer(self, confirmed, on=None):
        """Note the answer of the third party.

        :param bool confirmed: the consent was confirmed
        :param str on: day of the answer, today by default
        :return: True
        :raise UserError: nobody was asked
        """
        self.check_access("write")
        day = self._day("on", on, required=False) or self._today()
        for record in self:
            if record.third_party_state != "asked":
                raise UserError(self.env._("The third party was not asked."))
            record._set(
                third_party_state="confirmed" if confirmed else "not_confirmed",
                third_party_consent=bool(confirmed),
            )
            record._deadline_done("petition_third_party_confirm", on=day)
            record._deadline_cancel("petition_third_party", self.env._("The third party answered."))
        return True

    # ---- competence --------------------------------------------------------------------------------------------------

    def action_accept(self, on=None):
        """Take the petitions up for examination: their form is right and the addressee is competent.

        :param str on: day of taking up, today by default
        :return: True
        :raise UserError: the form was not checked or has defects, or another body is competent
        Legal source: ustawa o petycjach art. 9, 10.
        """
        self.check_access("write")
        self._check_state("received", "formal_check", "call_sent")
        day = self._day("on", on, required=False) or self._today()
        for record in self:
            if day < record._term_start():
                raise UserError(self.env._("A petition cannot be taken up before it was filed."))
            result = record.check_formal()
            if result["outcome"] != "complete":
                raise UserError(self.env._(
                    "%(name)s is not complete:\n%(missing)s", name=record.display_name, missing=record.check_missing))
            if not record.competent_body:
                raise UserError(self.env._("Say what %s is about: it decides who examines it.", record.display_name))
            if record.competent_body != record.addressee:
                raise UserError(self.env._(
                    "%s is to be examined by another body than the addressee: forward it.", record.display_name))
            if record.third_party_state == "asked":
                raise UserError(self.env._("The third party has not answered yet."))
        self._deadline_cancel("petition_call", self.env._("The petition is complete."))
        self._deadline_cancel("petition_forward", self.env._("The addressee is competent."))
        self._set(state="in_progress")
        for record in self.filtered(lambda record: record.competent_body == "council"):
            record._hand_to_council()
        for record in self:
            body = "Rada Miasta" if record.competent_body == "council" else "Prezydent Miasta"
            end = day_text(record.date_legal_end)
            record._add_step("term", f"Petycję rozpatruje {body}; przewidywany termin: {end}.", day)
        return True

    def _hand_to_council(self):
        """Hook of the council's addon: take over a petition that the Council examines.

        Without that addon the petition goes to the Council's office by an internal letter.

        :return: ``biuro.letter`` record
        """
        self.ensure_one()
        if not self.case_id:
            self.action_open_case()
        letter = self.env["biuro.letter"].create({
            "direction": "internal", "title": self.env._("Petition %(ref)s for the Council: %(subject)s",
                                                         ref=self.register_ref, subject=self.subject),
            "case_id": self.case_id.id, "department_id": self.department_id.id, "clerk_id": self.clerk_id.id,
            "is_restricted": self.is_restricted,
        })
        # sudo: biuro.letter - what the letter does for the entry is noted by the verbs alone
        letter.sudo().write({"petition_id": self.id, "matter_role": "council"})
        if "biuro.rada.complaint" in self.env:
            self.env["biuro.rada.complaint"]._take_over({
                "kind": "petition", "subject": self.subject, "author": self.petitioner_names,
                "received_date": self._term_start(),
                "source_model": self._name, "source_id": self.id, "source_ref": self.register_ref,
            })
        return letter

    def action_forward(self, body=None, reason=None):
        """Forward the petition to the body that is competent and draft the letters to it and to the petitioner.

        :param str body: name of the competent body; the Council when the matter is the Council's
        :param str reason: why it is competent, told to the petitioner
        :return: dict, the window action of the drafts
        :raise UserError: no body is named, or the addressee is competent itself
        Legal source: ustawa o petycjach art. 6.
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("received", "formal_check", "call_sent")
        if not self.competent_body or self.competent_body == self.addressee:
            raise UserError(self.env._("The addressee is competent: take the petition up for examination."))
        names = {"council": "Rada Miasta", "president": "Prezydent Miasta"}
        body = (body or "").strip() or names.get(self.competent_body)
        if not body:
            raise UserError(self.env._("Name the body that is competent."))
        reason = (reason or "").strip() or petition.competent_body(self.matter or "other_body")["reasons"][0]["text"]
        words = {"podmiot": body, "przyczyny": reason}
        letters = self._draft_letter(
            "forward_notice", self.env._("Notice of forwarding the petition: %s", self.subject),
            "letter_template_petition_forward_notice", words=words,
        )
        if self.competent_body == "council":
            letters += self._hand_to_council()
        else:
            letters += self._draft_letter(
                "forward", self.env._("Petition forwarded as competent: %s", self.subject),
                "letter_template_petition_forward", kind="letter", words=words,
                values={"partner_id": False, "recipient_ids": [fields.Command.create({"name": body})]},
            )
        today = self._today()
        self._deadline_done("petition_forward", on=today)
        for code in ("petition", "petition_call"):
            self._deadline_cancel(code, self.env._("Forwarded to the competent body."))
        self._set(state="forwarded", result="forwarded", date_forwarded=today, forwarded_to=body, date_settled=today)
        self._add_step("forwarded", f"Petycję przesłano według właściwości: {body}.", today)
        return self._open_letters(letters)

    def _open_letters(self, letters):
        return self.action_view_letters() | {"domain": [("id", "in", letters.ids)]}
