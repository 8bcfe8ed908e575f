from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroWyboryOsiedleAuthorization(models.Model):
    """Authorisation by the President of a board chair to conclude contracts on entrusted property (art. 48 ust. 1b)."""

    _name = "biuro.wybory.osiedle.authorization"
    _description = "Authorisation of a Board Chair"
    _inherit = ["biuro.guard.mixin", "biuro.wybory.osiedle.matter", "biuro.rada.files.mixin", "mail.thread"]
    _order = "date_from desc, id desc"
    _rec_name = "number"
    _reason_verbs = {"action_revoke": {"reason": "reason", "date": "date"}}

    number = fields.Char("Authorisation No.", required=True, copy=False)
    mandate_id = fields.Many2one("biuro.wybory.osiedle.mandate", "Person", required=True, index=True,
                                 ondelete="restrict", domain="[('unit_id', '=', unit_id), ('state', '!=', 'ended')]")
    partner_id = fields.Many2one(related="mandate_id.partner_id", string="Name of the Person", store=True)
    scope = fields.Text(required=True, tracking=True, help="Which contracts, on which property of the statute.")
    limit_amount = fields.Monetary("Limit of a Contract", tracking=True)
    date_from = fields.Date("From", required=True, default=lambda self: office_today(), tracking=True)
    date_to = fields.Date("To", tracking=True, index="btree_not_null")
    granted_by_id = fields.Many2one("hr.employee", "Granted By")
    legal_basis = fields.Char(default="u.s.g. art. 48 ust. 1b")
    attachment_ids = fields.Many2many(
        "ir.attachment", "biuro_wybory_osiedle_authorization_file_rel", string="Files", copy=False)
    revoked_on = fields.Date("Authorisation Revoked On", readonly=True, copy=False, tracking=True)
    revoke_reason = fields.Char("Why Revoked", readonly=True, copy=False)
    currency_id = fields.Many2one("res.currency", default=lambda self: self.env.ref("base.PLN"), required=True)
    state = fields.Selection(
        [("draft", "Draft"), ("granted", "Granted"), ("revoked", "Authorisation revoked")],
        required=True, readonly=True, default="draft", copy=False, tracking=True, index=True,
    )
    is_valid = fields.Boolean("Valid Today", compute="_compute_is_valid", search="_search_is_valid")

    _number_uniq = models.Constraint("UNIQUE (company_id, number)", "There is an authorisation of this number.")
    _ordered = models.Constraint("CHECK (date_to >= date_from)", "The authorisation ends after it begins.")
    _limit_positive = models.Constraint("CHECK (limit_amount >= 0)", "The limit is not negative.")

    @api.depends("state", "date_from", "date_to", "mandate_id.date_to")
    def _compute_is_valid(self):
        today = office_today()
        for record in self:
            ends = [day for day in (record.date_to, record.mandate_id.date_to) if day]
            record.is_valid = (
                record.state == "granted" and record.date_from <= today and (not ends or min(ends) >= today))

    def _search_is_valid(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = office_today()
        return [
            ("state", "=", "granted"), ("date_from", "<=", today),
            "|", ("date_to", "=", False), ("date_to", ">=", today),
            "|", ("mandate_id.date_to", "=", False), ("mandate_id.date_to", ">=", today),
        ]

    @api.constrains("mandate_id", "unit_id", "date_from")
    def _check_chair(self):
        for record in self:
            if record.mandate_id.unit_id != record.unit_id:
                raise ValidationError(self.env._("The person is of another unit."))
            functions = record.mandate_id._functions_on(record.date_from).mapped("function")
            if "board_chair" not in functions:
                raise ValidationError(self.env._(
                    "Only the chair of the board may be authorised (u.s.g. art. 48 ust. 1b)."))

    def action_grant(self):
        """Grant the authorisations.

        :return: True
        :raise UserError: granted already
        """
        self._check_state("draft")
        self._set(state="granted")
        return True

    def action_revoke(self, reason, date=None):
        """Revoke the authorisations.

        :param str reason: why
        :param str date: day "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: not granted; no reason
        """
        self._check_state("granted")
        reason = self._words(reason, self.env._("Give the reason."))
        self._set(state="revoked", revoked_on=fields.Date.to_date(date) or office_today(), revoke_reason=reason)
        return True

    @api.ondelete(at_uninstall=False)
    def _unlink_draft(self):
        if any(record.state != "draft" for record in self):
            raise UserError(self.env._("A granted authorisation is not deleted: revoke it."))
