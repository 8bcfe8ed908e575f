import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..law.anonymisation import compact_value, hide_html, hide_text


class BiuroPublicationFinding(models.Model):
    """What the scanner marked as possible personal data, and what a person decided about it."""

    _name = "biuro.publication.finding"
    _description = "Anonymisation Finding"
    _order = "publication_id, sequence, id"

    publication_id = fields.Many2one("biuro.publication", "Publication", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(readonly=True)
    source = fields.Selection(
        [
            ("name", "Title"),
            ("summary", "Summary"),
            ("body", "Text"),
            ("made_by", "Made by"),
            ("legal_basis", "Legal basis"),
            ("change_note", "What changed"),
            ("file", "File"),
        ],
        "Where",
        required=True,
        readonly=True,
    )
    file_id = fields.Many2one(
        "biuro.publication.file",
        "File",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    kind = fields.Selection(
        [
            ("pesel", "PESEL number"),
            ("bank_account", "Bank account"),
            ("id_card", "Identity card"),
            ("land_register", "Land register number"),
            ("email", "E-mail address"),
            ("phone", "Telephone number"),
            ("address", "Address"),
            ("postcode", "Postal code and town"),
            ("metadata", "Properties of the file"),
            ("annotation", "Comment in the file"),
            ("attachment", "File inside the file"),
            ("hidden_layer", "Hidden layer"),
            ("revision", "Earlier content in the file"),
            ("script", "Script in the file"),
            ("form", "Filled form"),
            ("unreadable", "To be looked at by a person"),
        ],
        required=True,
        readonly=True,
    )
    place = fields.Char(readonly=True)
    value = fields.Char("Found", readonly=True)
    excerpt = fields.Char(readonly=True)
    fingerprint = fields.Char(required=True, readonly=True, index=True)
    decision = fields.Selection(
        [("open", "To be decided"), ("hidden", "Hidden"), ("left", "Left in place")],
        default="open",
        required=True,
        readonly=True,
    )
    reason = fields.Char("Why Left", readonly=True)
    decided_by_id = fields.Many2one("res.users", "Decided By", readonly=True)
    decided_at = fields.Datetime(readonly=True)

    @api.model
    def _fingerprint(self, source, file, finding):
        """Return what makes a finding the same one after a new scan (str)."""
        text = "|".join(
            [
                source,
                file.checksum or "" if file else "",
                finding["kind"],
                finding["place"],
                compact_value(finding["value"]),
            ]
        )
        return hashlib.sha256(text.encode()).hexdigest()

    def write(self, vals):
        if not self.env.su:
            raise UserError(self.env._("Decide on a finding with “Hide” or “Leave”."))
        return super().write(vals)

    def action_hide(self):
        """Replace what was found by a mark in the texts of the publication.

        A file is never painted over: its text would stay readable below. A new, anonymised file is to be added.

        :return: True
        :raise UserError: the finding is in a file, or the publication is past its check
        """
        for finding in self:
            publication = finding.publication_id
            publication._check_decidable()
            if finding.source == "file":
                raise UserError(
                    self.env._(
                        "Data inside the file “%s” cannot be hidden safely here. Return the publication and add a file"
                        " from which the data were removed in the program that made it.",
                        finding.file_id.name,
                    )
                )
            value = finding.value
            # sudo: biuro.publication - the checker changes the text only by hiding, as decided above
            record = publication.sudo()
            hide = hide_html if finding.source == "body" else hide_text
            record.write({finding.source: hide(record[finding.source], value)})
            same = publication.finding_ids.filtered(
                lambda other, item=finding: other.source == item.source and other.fingerprint == item.fingerprint
            )
            same._decide("hidden")
            publication._log("decide", self.env._("hidden: %(kind)s", kind=finding._kind_label()))
        return True

    def action_leave(self, reason):
        """Leave what was found in place, because it may be public.

        :param str reason: why it may be public, e.g. "telefon służbowy"
        :return: True
        :raise UserError: no reason, or the publication is past its check
        """
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason why the data may stay, e.g. an office telephone."))
        for finding in self:
            finding.publication_id._check_decidable()
        self._decide("left", reason.strip())
        for publication in self.publication_id:
            count = len(self.filtered(lambda finding, record=publication: finding.publication_id == record))
            publication._log("decide", self.env._("left (%(count)s): %(reason)s", count=count, reason=reason.strip()))
        return True

    def action_leave_wizard(self):
        """Open the window that asks for the reason why the findings stay.

        :return: dict, a window action
        """
        return self.env["biuro.publication.reason"]._open("leave", self)

    def _decide(self, decision, reason=False):
        # sudo: biuro.publication.finding - decisions are written by the verbs above only, after their checks
        self.sudo().write(
            {
                "decision": decision,
                "reason": reason,
                "decided_by_id": self.env.uid,
                "decided_at": fields.Datetime.now(),
            }
        )

    def _kind_label(self):
        return dict(self._fields["kind"]._description_selection(self.env))[self.kind]
