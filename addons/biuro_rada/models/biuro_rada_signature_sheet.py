from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaSignatureSheet(models.Model):
    """Sheet of the list of supporters of a citizens' draft: how many signatures, how many are valid and why not.

    Names and addresses of the supporters are not typed in: only counts are kept, and a scan that is removed when it
    is needed no more. None of it is ever published.
    """

    _name = "biuro.rada.signature.sheet"
    _description = "Sheet of Supporters' Signatures"
    _inherit = ["biuro.guard.mixin"]
    _order = "draft_id, number, id"
    _rec_name = "number"

    draft_id = fields.Many2one("biuro.rada.draft", "Draft", required=True, index=True, ondelete="cascade")
    number = fields.Integer("Sheet", required=True, aggregator=None)
    filed = fields.Integer("Signatures Filed", required=True, aggregator="sum")
    not_entitled = fields.Integer(
        "No Right to Vote", aggregator="sum", help="Not in the register of voters of the city."
    )
    incomplete = fields.Integer("Data Incomplete", aggregator="sum")
    repeated = fields.Integer("Repeated", aggregator="sum")
    other_defect = fields.Integer("Other Defects", aggregator="sum")
    valid = fields.Integer("Valid Signatures", compute="_compute_valid", store=True, aggregator="sum")
    scan = fields.Binary(attachment=True, copy=False)
    scan_name = fields.Char(copy=False)
    is_verified = fields.Boolean("Verified", readonly=True, copy=False)
    verified_by_id = fields.Many2one("res.users", "Verified By", readonly=True, copy=False)
    verified_on = fields.Date("Verified On", readonly=True, copy=False)

    _number_uniq = models.Constraint("UNIQUE (draft_id, number)", "This sheet is entered already.")

    @api.depends("filed", "not_entitled", "incomplete", "repeated", "other_defect")
    def _compute_valid(self):
        for sheet in self:
            sheet.valid = sheet.filed - sheet.not_entitled - sheet.incomplete - sheet.repeated - sheet.other_defect

    @api.constrains("number", "filed", "not_entitled", "incomplete", "repeated", "other_defect")
    def _check_counts(self):
        for sheet in self:
            counts = (sheet.filed, sheet.not_entitled, sheet.incomplete, sheet.repeated, sheet.other_defect)
            if sheet.number < 1 or min(counts) < 0 or sheet.filed < 1:
                raise ValidationError(self.env._("A sheet has a number from 1 and at least one signature."))
            if sheet.valid < 0:
                raise ValidationError(self.env._("More signatures are struck out than the sheet holds."))

    def write(self, vals):
        if not self.env.su and any(sheet.is_verified for sheet in self):
            raise UserError(self.env._("A verified sheet is closed."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_verified(self):
        if any(sheet.is_verified for sheet in self):
            raise UserError(self.env._("A verified sheet is closed."))

    def action_verify(self):
        """Note that the sheets were checked against the register of voters; the draft takes the sums over.

        :return: dict ``filed``, ``valid`` (int) of the draft, ``needed`` (int)
        :raise UserError: the sheets are of several drafts
        Legal source: u.s.g. art. 41a ust. 2.
        """
        self.check_access("write")
        draft = self.draft_id
        draft.ensure_one()
        # sudo: own models - facts are written by verbs only; access was checked above
        self.sudo().write({"is_verified": True, "verified_by_id": self.env.uid, "verified_on": office_today()})
        verified = draft.sudo().signature_sheet_ids.filtered("is_verified")
        draft.sudo().write(
            {
                "signature_count": sum(draft.sudo().signature_sheet_ids.mapped("filed")),
                "verified_count": sum(verified.mapped("valid")),
            }
        )
        return {"filed": draft.signature_count, "valid": draft.verified_count, "needed": draft.signatures_needed}

    def action_remove_scans(self):
        """Remove the scans of the lists: the counts stay, the personal data of the supporters do not.

        :return: int, how many scans were removed
        :raise UserError: the draft is not settled yet
        """
        self.check_access("write")
        if any(sheet.draft_id.state not in ("adopted", "rejected", "withdrawn") for sheet in self):
            raise UserError(self.env._("The draft is not settled yet: the lists may still be needed."))
        held = self.filtered("scan")
        # sudo: own model - a verified sheet is closed to hands; its personal data are removed by this verb
        held.sudo().write({"scan": False, "scan_name": False})
        for draft in held.draft_id:
            draft.message_post(body=self.env._("The scans of the lists of supporters were removed."))
        return len(held)
