from odoo import fields, models


class BiuroLetter(models.Model):
    """Values of the printouts; they come from the snapshots of a letter, never from live contacts."""

    _inherit = "biuro.letter"

    def _get_print_date(self, date):
        return f"{fields.Date.to_date(date):%d.%m.%Y}" if date else ""

    def _get_mail_point_name(self):
        self.ensure_one()
        # sudo: hr.department - the name of the mail point stands on every stamp
        cell = self.registered_by_id.sudo().cell_ids.filtered("is_mail_point")[:1]
        return cell.name or self.env._("Mail point")

    def _get_print_values(self):
        """Return what the printed letter needs besides its fields (dict)."""
        self.ensure_one()
        # sudo: hr.employee - people who stand on the letter by name
        letter = self.sudo()
        clerk = letter.clerk_id
        kinds = dict(self._fields["signature_kind"]._description_selection(self.env))
        return {
            "place": letter.company_id.city or "",
            "date": self._get_print_date(len(self.letter_date or "") == 10 and self.letter_date)
            or self._get_print_date(self._today()),
            "mark": letter.case_id.reference or letter.jrwa_class_id.symbol or "",
            "main": self.recipient_ids.filtered(lambda line: line.role == "main"),
            "capacity": self.signed_capacity or self.capacity or "",
            "signatory": self.signed_name or letter.signatory_id.name or "",
            "job": "" if self.signed_capacity or self.capacity else letter.signatory_id.job_title or "",
            "clerk": ", ".join(filter(None, [clerk.name, clerk.work_phone and f"tel. {clerk.work_phone}"])),
            "gdpr": self.env._(
                "The controller of your personal data is %(office)s. The data are processed to deal with the matter, as"
                " the law obliges. You have the right to access, rectify and limit the processing of your data, and to"
                " complain to the President of the Personal Data Protection Office (art. 13 of the GDPR).",
                office=letter.company_id.biuro_office_name or letter.company_id.name,
            ),
            # KPA art. 39(3): what a printout of an electronically signed letter must say
            "electronic": self.signature_kind not in (False, "handwritten") and self.env._(
                "The letter was issued in electronic form. Signed by: %(name)s, %(capacity)s (%(kind)s). System"
                " identifier of the letter: %(uid)s (art. 39(3) of the Code of Administrative Procedure).",
                name=self.signed_name, capacity=self.signed_capacity, kind=kinds[self.signature_kind],
                uid=self.document_uid,
            ),
        }

    def _get_posting_rows(self):
        """Return one row (dict) for each addressee of the letters."""
        return [
            {
                "name": line.name,
                "address": ", ".join(filter(None, [line.street, f"{line.zip or ''} {line.city or ''}".strip()])),
                # sudo: biuro.case - the sign, printed on the letter itself
                "number": letter.register_ref or "", "mark": letter.sudo().case_id.reference or "",
                "method": letter.delivery_method_id.name or "", "tracking": letter.tracking_number or "",
            }
            for letter in self for line in letter.recipient_ids
        ]
