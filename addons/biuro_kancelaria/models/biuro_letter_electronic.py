from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..law.filing import filing_effect
from ..law.letter_delivery import delivered_on, warsaw_date

# Facts of the evidence: written once, by verbs or before registration
EVIDENCE_FIELDS = {
    "edor_message_id", "edor_thread_id", "edor_sender_ade", "edor_recipient_ade", "edor_arrived_at",
    "edor_collected_at",
    "proof_sent_id", "proof_received_id",
}


class BiuroLetter(models.Model):
    """Electronic letters: e-Doręczenia with their evidence, ePUAP and e-mail with the effect of filing."""

    _inherit = "biuro.letter"

    # e-Doręczenia and ePUAP: identifiers and evidence given by the provider
    edor_message_id = fields.Char("Message Identifier", copy=False, index="btree_not_null")
    edor_thread_id = fields.Char("Thread Identifier", copy=False)
    edor_sender_ade = fields.Char("Sender's e-Delivery Address", copy=False)
    edor_recipient_ade = fields.Char("Recipient's e-Delivery Address", copy=False)
    edor_arrived_at = fields.Datetime("Arrived At", copy=False, help="Moment of arrival shown in the evidence.")
    edor_collected_at = fields.Datetime("Collected At", copy=False)
    proof_sent_id = fields.Many2one(
        "ir.attachment", "Proof of Sending", copy=False, readonly=True, bypass_search_access=True,
        index="btree_not_null",
    )
    proof_received_id = fields.Many2one(
        "ir.attachment", "Proof of Delivery", copy=False, readonly=True, bypass_search_access=True,
        index="btree_not_null",
    )
    signature_check_result = fields.Selection(
        [("valid", "Valid"), ("invalid", "Invalid"), ("unverifiable", "Cannot be verified")], "Signature Check",
        copy=False,
    )
    signature_checked_at = fields.Datetime("Signature Checked At", copy=False)

    # Effect of filing (KPA art. 63 § 1)
    filing_matter = fields.Selection(
        [
            ("application", "Application in proceedings"), ("complaint", "Complaint or motion"),
            ("petition", "Petition"), ("info_request", "Request for public information"), ("other", "Other"),
        ],
        "Matter", help="Decides whether an e-mail or ePUAP letter has the effect of filing.",
    )
    sender_is_public = fields.Boolean("Sender Is a Public Body")
    filing_effect = fields.Selection(
        [("effective", "Filed with effect"), ("none", "Without effect"), ("check", "To be assessed")],
        compute="_compute_filing_effect", store=True, readonly=False,
    )
    filing_effect_reason = fields.Char(
        "Reason of the Effect", compute="_compute_filing_effect", store=True, readonly=False,
    )
    filing_reasons = fields.Json("Reasons", compute="_compute_filing_reasons")

    _edor_message_uniq = models.UniqueIndex(
        "(direction, edor_message_id) WHERE edor_message_id IS NOT NULL AND state != 'annulled'",
        "A letter with this message identifier is in the register already.",
    )

    def _get_filing(self):
        self.ensure_one()
        return filing_effect(
            self.delivery_channel, self.filing_matter or "other", self.sender_is_public,
            self.company_id.biuro_epuap_counts_as_account,
        )

    @api.depends("filing_matter", "sender_is_public", "delivery_method_id")
    def _compute_filing_effect(self):
        for letter in self:
            if letter.direction != "in" or letter.delivery_channel not in ("epuap", "email"):
                letter.filing_effect = letter.filing_effect_reason = False
                continue
            result = letter._get_filing()
            letter.filing_effect = result["effect"]
            letter.filing_effect_reason = result["reasons"][0]["text"]

    @api.depends("filing_matter", "sender_is_public", "delivery_method_id")
    def _compute_filing_reasons(self):
        for letter in self:
            incoming = letter.direction == "in" and letter.delivery_method_id
            letter.filing_reasons = letter._get_filing()["reasons"] if incoming else False

    @api.onchange("edor_arrived_at")
    def _onchange_edor_arrived_at(self):
        if self.direction == "in" and self.edor_arrived_at:
            self.datetime_received = self.edor_arrived_at
            self.date_received = warsaw_date(self.edor_arrived_at)

    @api.constrains("filing_effect", "filing_effect_reason")
    def _check_filing_effect_reason(self):
        if any(letter.filing_effect and not letter.filing_effect_reason for letter in self):
            raise UserError(self.env._("Write the reason of the effect of filing."))

    @api.model
    def _fill_snapshots(self, vals_list, direction=None):
        super()._fill_snapshots(vals_list, direction)
        for vals in vals_list:
            # the day of receipt is the local day of the evidence, not of the server's clock
            if vals.get("edor_arrived_at") and vals.get("direction", direction or "in") == "in":
                arrived = fields.Datetime.to_datetime(vals["edor_arrived_at"])
                vals["date_received"] = vals.get("date_received") or fields.Date.to_string(warsaw_date(arrived))
                vals.setdefault("datetime_received", arrived)

    def _check_write_allowed(self, vals):
        super()._check_write_allowed(vals)
        for name in EVIDENCE_FIELDS.intersection(vals):
            for letter in self:
                old = letter[name].id if letter._fields[name].relational else letter[name]
                if letter.register_ref and old and old != vals[name]:
                    raise UserError(self.env._("Evidence of a registered letter cannot be changed."))

    def _check_registrable(self):
        super()._check_registrable()
        for letter in self.filtered(lambda letter: letter.direction == "in"):
            if letter.delivery_channel == "edoreczenia" and not (letter.edor_arrived_at or letter.datetime_received):
                raise UserError(self.env._(
                    "Give the moment of arrival from the evidence of e-Delivery: the day of receipt follows from it.",
                ))

    def _prepare_registration(self):
        super()._prepare_registration()
        for letter in self.filtered(lambda letter: letter.direction == "in" and letter.edor_arrived_at):
            received = warsaw_date(letter.edor_arrived_at)
            if letter.date_received != received:
                letter.date_received = received
            if not letter.datetime_received:
                letter.datetime_received = letter.edor_arrived_at

    def _get_delivery(self, **facts):
        """Return the result of the law for the delivery of an outgoing letter."""
        self.ensure_one()
        channel = self.delivery_channel if self.delivery_channel in ("edoreczenia", "epuap", "puh", "hand") else "post"
        recipient = "public" if self.recipient_is_public else "citizen"
        return delivered_on(channel, recipient=recipient, **facts)

    @api.model
    def _find_by_message(self, direction, message_id):
        return self.search(Domain("direction", "=", direction) & Domain("edor_message_id", "=", message_id), limit=1)
