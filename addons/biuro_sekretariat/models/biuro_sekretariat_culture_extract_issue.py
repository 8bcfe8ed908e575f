import re

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law import inputs
from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.tools import office_today

from .biuro_sekretariat_culture_extract_request import REPORTS

SIGNATURES = ("handwritten", "qualified", "trusted")


class BiuroSekretariatCultureExtractRequest(models.Model):
    """From the application to the extract in the applicant's hands."""

    _inherit = "biuro.sekretariat.culture.extract.request"

    def action_register(self):
        """Register requests: number, fee, the term of 14 days in the cockpit (§ 13).

        :return: list of the numbers given (str), in the order of the records
        :raise UserError: no applicant, an institution that was never entered, no figure of the fee
        """
        self.check_access("write")
        for request in self:
            if not (request.applicant or "").strip():
                raise UserError(self.env._("Name the applicant."))
            if request.institution_id.state == "draft":
                raise UserError(self.env._("The institution is not entered: there is nothing to make an extract of."))
            if request.date_received > office_today():
                raise UserError(self.env._("The day of receipt cannot be later than today."))
            request._set_fee()
        self._check_register()
        self._deadline_start("culture_extract", {request.id: request.date_received for request in self})
        self._enter_register()
        self._deadline_sync()
        return self.mapped("register_ref")

    def _set_fee(self):
        """Take the fee of the day of receipt from the rates, unless the applicant is exempt."""
        self.ensure_one()
        if self.fee_status == "exempt":
            if not (self.fee_reason or "").strip():
                raise UserError(self.env._("Give the basis of the exemption from stamp duty."))
            values = {"fee_amount": 0, "fee_source": False}
        else:
            rate = self.env["biuro.rate"].get_value(f"culture_extract_fee_{self.kind}", self.date_received)
            values = {"fee_amount": float(rate["value"]), "fee_source": rate["source"]}
        # sudo: own model - the fee is written by this verb; the right was checked by the caller
        self.sudo().write(values)

    def action_record_payment(self, on=None, reference=None):
        """Record that the fee was paid.

        :param str on: day of payment "YYYY-MM-DD", today by default
        :param str reference: proof of payment
        :return: True
        :raise UserError: nothing due, a day later than today
        """
        self.check_access("write")
        day = self._parse_day(on)
        for request in self:
            if request.state not in ("registered", "issued") or request.fee_status != "due":
                raise UserError(self.env._("No fee is due for %s.", request.display_name))
        # sudo: own model - written by this verb; the right was checked above
        self.sudo().write({"fee_status": "paid", "fee_paid_on": day, "fee_reference": reference or False})
        return True

    def _parse_day(self, on):
        try:
            day = inputs.day("on", on, required=False) or office_today()
        except LawError as error:
            raise UserError(str(error)) from error
        if day > office_today():
            raise UserError(self.env._("The day cannot be later than today."))
        return day

    def action_issue(self, signature_kind="handwritten"):
        """Issue the extract or certificate: the document is made and kept as it is today (§ 11-12).

        :param str signature_kind: ``handwritten``, ``qualified`` or ``trusted``
        :return: dict ``id`` (of the request), ``document_id`` (int), ``filename``
        :raise UserError: not registered, fee not settled, maker without a position, a signature of the wrong kind
        """
        self.ensure_one()
        self.institution_id._check_proxy_of(self)
        if self.state != "registered":
            raise UserError(self.env._("Only a registered request that was not issued yet can be issued."))
        if self.fee_status == "due":
            raise UserError(self.env._("Record the payment of the fee, or the exemption, before the issue."))
        actor = self.institution_id._get_actor()
        if not actor["entered_by_position"]:
            raise UserError(self.env._(
                "The extract shows the position of its maker (§ 12): have yours entered in your employee record."))
        if signature_kind not in SIGNATURES:
            raise UserError(self.env._("The signature is handwritten, qualified or by trusted profile."))
        if self.form == "electronic" and signature_kind == "handwritten":
            raise UserError(self.env._("An electronic extract bears an electronic signature."))
        # sudo: own model - written by this verb; the right was checked above
        self.sudo().write({
            "state": "issued", "issued_on": office_today(), "issued_at": fields.Datetime.now(),
            "issued_by_id": self.env.uid, "issued_by_name": actor["entered_by_name"],
            "issued_by_position": actor["entered_by_position"], "signature_kind": signature_kind,
        })
        name = self._get_filename() + ".pdf"
        content, _format = self.env["ir.actions.report"]._render_qweb_pdf(REPORTS[self.kind], self.ids)
        document = self.env["ir.attachment"].create({
            "name": name, "raw": content, "mimetype": "application/pdf", "res_model": self._name, "res_id": self.id,
        })
        # sudo: own model - as above
        self.sudo().write({"document_id": document.id})
        return {"id": self.id, "document_id": document.id, "filename": name}

    def action_issue_paper(self):
        """Issue with a handwritten signature: the button of the form. Return True; see ``action_issue``."""
        self.action_issue("handwritten")
        return True

    def action_issue_electronic(self):
        """Issue with a qualified electronic signature: the button of the form. Return True; see ``action_issue``."""
        self.action_issue("qualified")
        return True

    def _get_filename(self):
        kind = {"full": "odpis-pelny", "short": "odpis-skrocony", "certificate": "zaswiadczenie"}[self.kind]
        return f"{kind}-{re.sub(r'[^0-9A-Za-z]+', '-', self.register_ref or str(self.id))}"

    def action_print(self):
        """Print the extract: the document as issued, before the issue a preview. Return the action (dict)."""
        self.ensure_one()
        if self.document_id:
            return {
                "type": "ir.actions.act_url", "url": f"/web/content/{self.document_id.id}?download=true",
                "target": "self",
            }
        return self.env.ref(REPORTS[self.kind]).report_action(self)

    def action_make_letter(self):
        """Make the outgoing letter that carries the extract, by registered post or electronically (§ 13).

        :return: the window action (dict) of the letter; its ``res_id`` is the id of the new letter
        :raise UserError: not issued, or a letter was made already
        """
        self.ensure_one()
        self.check_access("write")
        if self.state != "issued":
            raise UserError(self.env._("Issue the extract before it is sent."))
        if self.letter_out_id and self.letter_out_id.state != "annulled":
            raise UserError(self.env._("The letter %s carries the extract already.", self.letter_out_id.display_name))
        electronic = self.form == "electronic"
        method = self.env.ref(
            f"biuro_kancelaria.delivery_method_{'edelivery' if electronic else 'registered'}", False,
        )
        title = {
            "full": self.env._("Full extract from the register of cultural institutions"),
            "short": self.env._("Short extract from the register of cultural institutions"),
            "certificate": self.env._("Certificate from the register of cultural institutions"),
        }[self.kind]
        incoming = self.letter_id
        letter = self.env["biuro.letter"].create({
            "direction": "out", "title": f"{title}: {self.institution_id.full_name}", "partner_id": self.partner_id.id,
            "reply_to_id": incoming.id, "case_id": incoming.case_id.id or self.institution_id.case_id.id,
            "department_id": self.department_id.id, "clerk_id": self.clerk_id.id,
            "delivery_method_id": method.id if method else False, "enclosures": self.document_id.name,
            "recipient_ids": [fields.Command.create({
                "partner_id": self.partner_id.id, "name": self.applicant,
                **({} if self.partner_id else {"street": self.applicant_address}),
            })],
        })
        self.document_id.copy({"res_model": letter._name, "res_id": letter.id})
        # sudo: own model - written by this verb; the right was checked above
        self.sudo().write({"letter_out_id": letter.id})
        return letter._get_open_action()

    def action_hand_over(self, date=None, receipt=None):
        """Record that the extract was handed over against receipt (§ 13).

        :param str date: day "YYYY-MM-DD", today by default
        :param str receipt: who took it over
        :return: True
        :raise UserError: not issued, or a day later than today
        """
        self.check_access("write")
        if any(request.state != "issued" for request in self):
            raise UserError(self.env._("Issue the extract before it is handed over."))
        self._mark_sent(self._parse_day(date), receipt)
        return True

    def _mark_sent(self, day, receipt=None):
        # sudo: own model - written by the verbs and by the dispatch of the letter
        self.sudo().write({"state": "sent", "sent_on": day, "receipt_note": receipt or False})
        self.sudo()._deadline_done("culture_extract", day)
