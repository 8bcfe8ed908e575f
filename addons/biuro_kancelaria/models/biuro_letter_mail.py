from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext
from odoo.tools.mail import email_split_tuples

from ..law.letter_delivery import warsaw_date
from ..law.terms import UTC
from ..tools.eml import parse_eml


class BiuroLetter(models.Model):
    """Letters that come by e-mail: saved messages, and the mailbox of the office."""

    _inherit = "biuro.letter"

    @api.model
    def import_eml(self, name, content):
        """Make the draft of an incoming letter from a saved message (.eml).

        Sender, day and subject are read from the message, its enclosures are attached unchanged, and so is the message
        itself. A message that is in the register already is not entered again.

        :param str name: name of the file
        :param str content: the file in base64
        :return: dict ``id`` of the letter, ``created`` (False when the message was entered before)
        :raise UserError: when the file is not an e-mail message
        Legal source: instrukcja kancelaryjna § 18, § 44.
        """
        letter, created = self._import_eml(name, self._decode({"name": name, "content": content}))
        return {"id": letter.id, "created": created}

    @api.model
    def _import_eml(self, name, raw, keep_original=True):
        try:
            mail = parse_eml(raw)
        except ValueError:
            raise UserError(self.env._("“%(name)s” is not a saved e-mail message.", name=name)) from None
        if mail["message_id"]:
            known = self._find_by_message("in", mail["message_id"])
            if known:
                return known, False
        letter = self.create(self._prepare_eml_values(mail))
        files = list(mail["attachments"])
        if keep_original:
            files.append((name if name.lower().endswith(".eml") else f"{name}.eml", raw))
        letter._attach_files(files)
        text = mail["text"] or html2plaintext(mail["html"] or "")
        if text:
            letter._message_log(body=text)
        return letter, True

    @api.model
    def _prepare_eml_values(self, mail):
        method = self._get_delivery_method("email")
        now = fields.Datetime.now()
        # no evidence of arrival but the mark of the last server, or the sender's clock, which may be wrong
        moment = mail["received"] or mail["sent"]
        moment = min(moment.astimezone(UTC).replace(tzinfo=None), now) if moment else now
        name = mail["sender_name"] or mail["sender_email"]
        partner = self._find_partner({"sender_email": mail["sender_email"]}) if mail["sender_email"] else False
        values = {
            "direction": "in", "title": mail["subject"] or self.env._("(no subject)"),
            "delivery_method_id": method.id, "file_format": "eml", "scan_status": "na",
            "date_received": warsaw_date(moment), "datetime_received": moment,
            "date_posted": fields.Date.to_string(warsaw_date(mail["sent"])) if mail["sent"] else False,
            "letter_date": fields.Date.to_string(warsaw_date(mail["sent"])) if mail["sent"] else False,
            "edor_message_id": mail["message_id"] or False,
            "attachment_count_declared": len(mail["attachments"]),
            "sender_email": mail["sender_email"],
        }
        if partner:
            values["partner_id"] = partner.id
        elif name:
            values["sender_name"] = name
        else:
            values.update(sender_unknown=True, sender_unknown_reason=self.env._("the message has no sender"))
        return values

    @api.model
    def _create_from_file(self, attachment):
        """A message dropped on the page gives its sender, subject and enclosures; another file only its name."""
        is_message = attachment.name.lower().endswith(".eml") or attachment.mimetype == "message/rfc822"
        if not is_message:
            return super()._create_from_file(attachment)
        letter, created = self._import_eml(attachment.name, attachment.raw, keep_original=False)
        if created:
            attachment.write({"res_id": letter.id})
        return letter

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """A message to the office's address becomes a draft; a person registers it (instrukcja kancelaryjna § 18).

        :param dict msg_dict: see the core method
        :param dict custom_values: values of the alias
        :return: the new draft
        """
        values = self._prepare_eml_values({
            "sender_name": msg_dict.get("author_name") or "", "sender_email": msg_dict.get("email_from") or "",
            "subject": msg_dict.get("subject"), "message_id": msg_dict.get("message_id"), "received": None,
            "sent": None, "attachments": msg_dict.get("attachments") or [],
        })
        values.update(self._split_sender(msg_dict.get("email_from") or ""))
        sent = fields.Datetime.to_datetime(msg_dict.get("date") or False)
        if sent:
            values["date_posted"] = values["letter_date"] = fields.Date.to_string(warsaw_date(sent))
        return super().message_new(msg_dict, {**values, **(custom_values or {})})

    @api.model
    def _split_sender(self, email_from):
        pairs = email_split_tuples(email_from)
        if not pairs:
            return {}
        name, address = pairs[0]
        partner = self._find_partner({"sender_email": address})
        sender = {"partner_id": partner.id} if partner else {"sender_name": name or address}
        return {"sender_email": address, **sender}
