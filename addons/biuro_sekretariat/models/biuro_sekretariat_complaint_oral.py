import base64

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

ORAL_KEYS = {
    "subject", "description", "declared_kind", "partner_id", "firstname", "lastname", "street", "zip", "city", "email",
    "phone", "date_received", "interest", "has_consent", "about", "matter", "target_department_id",
    "target_employee_id", "department_id", "clerk_id", "external_id", "confirm_receipt",
}


class BiuroSekretariatComplaintOral(models.Model):
    """Complaint or motion told orally: protocol with two signatures, the protocol is an incoming letter (RSW § 6)."""

    _inherit = "biuro.sekretariat.complaint"

    protocol_by_id = fields.Many2one("hr.employee", "Protocol Taken By", readonly=True, copy=False)
    protocol_phone = fields.Char("Telephone")
    protocol_signed_id = fields.Many2one(
        "ir.attachment", "Signed Protocol", readonly=True, copy=False, bypass_search_access=True,
        index="btree_not_null",
    )
    receipt_asked = fields.Boolean("Confirmation of Receipt Asked For", copy=False, help="RSW § 7.")
    receipt_given_on = fields.Date("Receipt Confirmed On", readonly=True, copy=False)

    @api.model
    def record_oral(self, values):
        """Take a complaint or a motion told orally: register the protocol as a letter and the matter in its register.

        Sent twice with the same ``external_id`` it is recorded once.

        :param dict values: ``subject``, ``description`` (short, stands in the protocol), and ``partner_id`` or
            ``firstname``, ``lastname``, ``street``, ``zip``, ``city``; optional ``declared_kind`` (``complaint`` |
            ``motion``), ``email``, ``phone``, ``date_received`` ("YYYY-MM-DD"), ``interest``, ``has_consent``,
            ``about``, ``matter``, ``target_department_id``, ``target_employee_id``, ``department_id``, ``clerk_id``,
            ``confirm_receipt``, ``external_id``
        :return: dict ``id``, ``register_ref``, ``letter_id``, ``letter_ref``, ``created`` (False for a repeated call)
        :raise ValidationError: unknown data
        :raise UserError: no subject, no description, no name or address (the protocol must hold them)
        Legal source: KPA art. 63 § 1, art. 221; RSW § 6 and § 7.
        """
        if not isinstance(values, dict) or set(values) - ORAL_KEYS:
            unknown = sorted(set(values) - ORAL_KEYS) if isinstance(values, dict) else ["?"]
            raise ValidationError(self.env._("Unknown data of a protocol: %(keys)s.", keys=", ".join(unknown)))
        self.browse().check_access("create")
        self._check_keys(values)
        values = {**values, "date_received": str(self._parse_day("date_received", values.get("date_received")) or "")}
        partner = self.env["res.partner"].browse(values.get("partner_id") or [])
        name = partner.name or " ".join(filter(None, [values.get("firstname"), values.get("lastname")])).strip()
        town = " ".join(filter(None, [values.get("zip"), values.get("city")]))
        address = ", ".join(filter(None, [values.get("street"), town]))
        if partner and not address:
            address = ", ".join(filter(None, [partner.street, " ".join(filter(None, [partner.zip, partner.city]))]))
        if not (values.get("subject") or "").strip() or not (values.get("description") or "").strip():
            raise UserError(self.env._("The protocol needs a subject and a short description of the matter."))
        if not name or not address:
            raise UserError(self.env._("The protocol needs the name and the address of who tells it."))
        letter, created = self._register_protocol(values, partner)
        complaint = self.search([("letter_id", "=", letter.id), ("is_cancelled", "=", False)], limit=1, order="id")
        if not complaint:
            employee = self.env.user._biuro_employee()
            complaint = self.create({
                **{key: values[key] for key in (
                    "subject", "description", "declared_kind", "partner_id", "date_received", "interest", "has_consent",
                    "about", "matter", "target_department_id", "target_employee_id", "department_id", "clerk_id",
                    "email",
                ) if values.get(key)},
                "form": "oral", "letter_id": letter.id, "complainant_name": name, "address": address,
                "protocol_phone": values.get("phone"), "receipt_asked": bool(values.get("confirm_receipt")),
            })
            # sudo: own model - who took the protocol is the user who calls
            complaint.sudo().protocol_by_id = employee
            complaint.action_register()
        return {
            "id": complaint.id, "register_ref": complaint.register_ref, "letter_id": letter.id,
            "letter_ref": letter.register_ref, "created": created,
        }

    @api.model
    def _register_protocol(self, values, partner):
        """Return the letter (incoming, to the protocol) and whether it is new."""
        employee = self.env.user._biuro_employee()
        # sudo: biuro.letter - whoever receives citizens takes protocols; the mail point registers all else itself
        Letter = self.env["biuro.letter"].sudo()
        words = {"complaint": "Skarga", "motion": "Wniosek"}
        data = {
            "title": f"{words.get(values.get('declared_kind') or 'complaint', 'Skarga')} ustna do protokołu: "
                     f"{values['subject']}",
            "delivery_method": "oral", "date_received": values.get("date_received") or str(self._today()),
            "sender_firstname": values.get("firstname"), "sender_lastname": values.get("lastname"),
            "sender_street": values.get("street"), "sender_zip": values.get("zip"), "sender_city": values.get("city"),
            "sender_email": values.get("email"), "partner_id": partner.id, "external_id": values.get("external_id"),
            "filing_matter": "complaint", "scan_status": "pending",
            "department_id": values.get("department_id") or employee.sudo().department_id.id,
            "clerk_id": values.get("clerk_id") or employee.id, "distribute": True,
        }
        answer = Letter.register_incoming({key: value for key, value in data.items() if value})
        return self.env["biuro.letter"].browse(answer["id"]), answer["created"]

    def action_print_protocol(self):
        """Print the protocol of an oral complaint for the two signatures.

        :return: action (dict) of the report
        :raise UserError: it was not told orally
        Legal source: RSW § 6.
        """
        if any(complaint.form != "oral" for complaint in self):
            raise UserError(self.env._("Only what was told orally has a protocol."))
        return self.env.ref("biuro_sekretariat.biuro_sekretariat_complaint_report_protocol").report_action(self)

    def get_protocol(self):
        """Return the protocol as a file, for other programs.

        :return: dict ``filename``, ``mimetype``, ``content`` (base64)
        :raise UserError: it was not told orally
        """
        self.ensure_one()
        self.check_access("read")
        if self.form != "oral":
            raise UserError(self.env._("Only what was told orally has a protocol."))
        content, _format = self.env["ir.actions.report"]._render_qweb_pdf(
            "biuro_sekretariat.biuro_sekretariat_complaint_report_protocol", self.ids)
        return {
            "filename": f"protokol-{(self.register_ref or '').replace('/', '-')}.pdf", "mimetype": "application/pdf",
            "content": base64.b64encode(content).decode(),
        }

    def action_attach_signed_protocol(self, name, content):
        """Keep the scan of the signed protocol with the matter and its letter.

        :param str name: file name
        :param str content: the file in base64
        :return: dict ``id`` of the attachment
        """
        self.ensure_one()
        self.check_access("write")
        # sudo: biuro.letter - the letter of the entry, to which the scan belongs; access to the entry is checked
        letter = self.sudo().letter_id
        [attachment] = letter._attach_files([(name, letter._decode({"name": name, "content": content}))])
        letter.scan_status = "full"
        self.sudo().protocol_signed_id = attachment
        return {"id": attachment.id}

    def action_confirm_receipt(self):
        """Print the confirmation of receipt and note its day.

        :return: action (dict) of the report
        :raise UserError: not registered
        Legal source: RSW § 7.
        """
        self.check_access("write")
        if any(not complaint.register_ref for complaint in self):
            raise UserError(self.env._("Register it first."))
        self.sudo().write({"receipt_given_on": self._today()})  # sudo: own model - written by verbs; access is checked
        return self.env.ref("biuro_sekretariat.biuro_sekretariat_complaint_report_receipt").report_action(self)
