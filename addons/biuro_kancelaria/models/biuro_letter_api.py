import binascii
from base64 import b64decode

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError, UserError, ValidationError
from odoo.tools import SQL

from ..tools import fetch_serialized

# plain keys of register_incoming() that are fields of the same name
PLAIN_KEYS = {
    "title", "date_received", "datetime_received", "letter_date", "date_posted", "partner_id", "sender_name",
    "sender_lastname", "sender_firstname", "sender_unknown", "sender_unknown_reason", "sender_zip", "sender_city",
    "sender_street", "sender_building", "sender_flat", "sender_po_box", "sender_email", "sender_ade",
    "sender_reference", "sender_is_public", "access_level", "attachment_count_declared", "file_format", "dcmi_type",
    "tracking_number", "external_id", "filing_matter", "scan_status", "scan_reason", "storage_place", "is_restricted",
    "edor_message_id", "edor_thread_id", "edor_sender_ade", "edor_recipient_ade", "edor_arrived_at",
    "unestablished_reason", "department_id", "clerk_id",
}
OTHER_KEYS = {"delivery_method", "attachments", "remarks", "create_partner", "distribute"}


class BiuroLetter(models.Model):
    """Letters for integrators: plain values in, plain values out."""

    _inherit = "biuro.letter"

    @api.model
    def register_incoming(self, values):
        """Register an incoming letter in one call.

        Sent twice with the same ``external_id`` (or the same ``edor_message_id``) it is registered once: the second
        call answers with the first entry.

        :param dict values: ``title`` (required) and any of the fields of an incoming letter by name (dates as
            "YYYY-MM-DD", moments in UTC as "YYYY-MM-DD HH:MM:SS"); besides them ``delivery_method`` (code, by default
            ``registered_post``), ``attachments`` (list of ``{"name", "content"}``, the content in base64), ``remarks``
            (list of texts), ``create_partner`` (make a contact of an unknown sender),
            ``distribute`` (hand the letter to
            ``department_id`` or ``clerk_id`` at once)
        :return: dict ``id``, ``register_ref``, ``document_uid``, ``state``, ``created`` (False for a repeated call),
            ``duplicates`` (list of register numbers of similar letters)
        :raise ValidationError: for an unknown key, an unknown method or a broken attachment
        :raise UserError: when the letter may not be registered, see ``action_register``
        Legal source: instrukcja kancelaryjna § 13(6), § 40(3).
        """
        if not isinstance(values, dict) or not values.get("title"):
            raise ValidationError(self.env._("Give the values of the letter, with its title."))
        unknown = set(values) - PLAIN_KEYS - OTHER_KEYS
        if unknown:
            raise ValidationError(self.env._("Unknown data of a letter: %(keys)s.", keys=", ".join(sorted(unknown))))
        letter = self._find_registered(values)
        created = not letter
        if created:
            letter = self._create_incoming(values)
            letter.action_register()
            if values.get("distribute"):
                letter.action_distribute(values.get("department_id"), values.get("clerk_id"))
        found = letter._find_duplicates() if created and (letter.sender_reference or values.get("attachments")) else {}
        return {
            "id": letter.id, "register_ref": letter.register_ref or False, "document_uid": letter.document_uid,
            "state": letter.state, "created": created,
            "duplicates": [twin.register_ref or twin.title for twin in found.get(letter.id, self.browse())],
        }

    @api.model
    def _find_registered(self, values):
        company = self.env.company
        if values.get("external_id"):
            letter = self._find_committed(f"letter:{company.id}:{values['external_id']}", SQL(
                "SELECT id FROM biuro_letter WHERE company_id = %s AND external_id = %s",
                company.id, values["external_id"],
            ))
            if letter:
                return letter
        if values.get("edor_message_id"):
            return self._find_committed(f"letter:edor:{values['edor_message_id']}", SQL(
                "SELECT id FROM biuro_letter WHERE direction = 'in' AND edor_message_id = %s AND state != 'annulled'",
                values["edor_message_id"],
            ))
        return self.browse()

    @api.model
    def _find_committed(self, key, query):
        """Return the letter a query finds, also one that another call has registered a moment ago."""
        self.flush_model(["external_id", "edor_message_id", "state"])
        rows = fetch_serialized(self.env, key, query)
        letter = self.browse(rows[0][0] if rows else [])
        # sudo: biuro.letter - only whether it is there; it is read with the rights of the caller
        if letter and not letter.sudo().exists():
            # committed after this transaction began: the call is replayed and then sees it
            raise ConcurrencyError(self.env._("The same letter is being registered by another call."))
        return letter

    @api.model
    def _create_incoming(self, values):
        method = self._get_delivery_method(values.get("delivery_method") or "registered_post")
        vals = {key: values[key] for key in PLAIN_KEYS & set(values)}
        vals.update(direction="in", delivery_method_id=method.id)
        if "scan_status" not in vals:
            vals["scan_status"] = "na" if method.is_electronic else "full" if values.get("attachments") else "pending"
        if not vals.get("partner_id"):
            vals["partner_id"] = self._find_partner(vals, create=bool(values.get("create_partner"))).id
        files = [(file, self._decode(file)) for file in values.get("attachments") or []]
        letter = self.create(vals)
        letter._attach_files([(file["name"], content) for file, content in files])
        if values.get("remarks"):
            self.env["biuro.letter.remark"].create(
                [{"letter_id": letter.id, "text": text} for text in values["remarks"]],
            )
        return letter

    @api.model
    def _get_delivery_method(self, code):
        method = self.env["biuro.delivery.method"].search([("code", "=", code)], limit=1)
        if not method:
            raise ValidationError(self.env._("There is no delivery method “%(code)s”.", code=code))
        return method

    @api.model
    def _decode(self, file):
        try:
            return b64decode(file["content"], validate=True)
        except (KeyError, TypeError, ValueError, binascii.Error):
            raise ValidationError(self.env._(
                "An attachment is a pair of “name” and “content” with the content in base64.",
            )) from None

    def _attach_files(self, files):
        """Attach files unchanged: ``[(name, bytes)]`` -> attachments; the first one gets previewed."""
        self.ensure_one()
        attachments = self.env["ir.attachment"].create([
            {"name": name, "raw": content, "res_model": self._name, "res_id": self.id} for name, content in files
        ])
        if attachments and not self.message_main_attachment_id:
            self._message_set_main_attachment_id(attachments, filter_xml=False)
        return attachments

    @api.model
    def _find_partner(self, vals, create=False):
        """Find the contact of a sender by e-Delivery address, e-mail, or name with postcode."""
        Partner = self.env["res.partner"]
        person = " ".join(filter(None, [vals.get("sender_firstname"), vals.get("sender_lastname")]))
        name = vals.get("sender_name") or person
        partner = Partner
        if vals.get("sender_ade"):
            partner = Partner.search([("ade_address", "=", vals["sender_ade"])], limit=1)
        if not partner and vals.get("sender_email"):
            partner = Partner.search([("email_normalized", "=", vals["sender_email"].strip().lower())], limit=1)
        if not partner and name and (vals.get("sender_zip") or vals.get("sender_city")):
            partner = Partner.search([
                ("name", "=", name),
                ("zip", "=", vals["sender_zip"]) if vals.get("sender_zip") else ("city", "=", vals["sender_city"]),
            ], limit=1)
        if not partner and create:
            if not name:
                raise UserError(self.env._("Give the name of the sender to make a contact."))
            house = "/".join(filter(None, [vals.get("sender_building"), vals.get("sender_flat")]))
            partner = Partner.create({
                "is_letter_contact": True,
                "name": name, "is_company": bool(vals.get("sender_name")), "email": vals.get("sender_email"),
                "street": " ".join(filter(None, [vals.get("sender_street"), house])) or False,
                "zip": vals.get("sender_zip"), "city": vals.get("sender_city"),
                "country_id": self.env["ir.model.data"]._xmlid_to_res_id("base.pl"),
                "ade_address": vals.get("sender_ade"),
            })
        return partner

    def add_document(self, name, content, kind="attachment"):
        """Attach a file to a letter.

        :param str name: file name
        :param str content: base64
        :param str kind: ``attachment``, ``proof_sent`` or ``proof_received`` (evidence may be added once)
        :return: dict ``id`` and ``checksum`` of the attachment
        """
        self.ensure_one()
        self.check_access("write")
        names = {"proof_sent": "proof_sent_id", "proof_received": "proof_received_id"}
        if kind not in ("attachment", *names):
            raise ValidationError(self.env._("A document is an attachment, proof_sent or proof_received."))
        if kind in names and self[names[kind]]:
            raise UserError(self.env._("This evidence is attached already and cannot be replaced."))
        attachment = self._attach_files([(name, self._decode({"name": name, "content": content}))])
        if kind in names:
            # sudo: biuro.letter - evidence is written once, by this verb
            self.sudo().write({names[kind]: attachment.id})
        return {"id": attachment.id, "checksum": attachment.checksum}

    def get_status(self):
        """Return where letters stand.

        :return: list of dicts ``id``, ``register_ref``, ``document_uid``, ``direction``, ``state``, ``title``,
            ``case`` (sign or False), ``date_delivered`` ("YYYY-MM-DD" or False)
        """
        self.check_access("read")
        return [
            {
                "id": letter.id, "register_ref": letter.register_ref or False, "document_uid": letter.document_uid,
                "direction": letter.direction, "state": letter.state, "title": letter.title,
                "case": letter.case_id.reference or False,
                "date_delivered": fields.Date.to_string(letter.date_delivered) or False,
            }
            for letter in self
        ]
