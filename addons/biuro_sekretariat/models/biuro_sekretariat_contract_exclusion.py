from odoo import api, fields, models
from odoo.exceptions import ValidationError


class BiuroSekretariatContractExclusion(models.Model):
    """What of a contract is not open, by which provision and by whose decision (UFP art. 34a ust. 7 pkt 9, ust. 8)."""

    _name = "biuro.sekretariat.contract.exclusion"
    _description = "Exclusion from Openness"
    _inherit = ["biuro.sekretariat.contract.part.mixin"]
    _order = "contract_id, exclusion_scope, id"
    _rec_name = "exclusion_scope"

    contract_id = fields.Many2one(
        "biuro.sekretariat.contract", "Contract", required=True, index=True, ondelete="cascade",
    )
    exclusion_scope = fields.Selection(
        [("SC02", "SC02 Party"), ("SC03", "SC03 Subject"), ("SC04", "SC04 Value")], "Scope", required=True,
    )
    party_ids = fields.Many2many(
        "biuro.sekretariat.contract.party", "biuro_sekretariat_exclusion_party_rel", "exclusion_id", "party_id",
        "Parties Concerned", domain="[('contract_id', '=', contract_id), ('is_own', '=', False)]",
        help="Empty: all parties but the office.",
    )
    exclusion_basis = fields.Char("Legal Basis", help="Unit and title of the act, e.g. art. 11 ust. 2 ustawy o …")
    excluded_by = fields.Char("Excluded By", help="The body or the position that made the decision.")
    comment = fields.Char()

    _scope_uniq = models.Constraint(
        "UNIQUE (contract_id, exclusion_scope)", "This part of the contract is excluded already.",
    )

    @api.constrains("exclusion_basis", "excluded_by")
    def _check_basis(self):
        for exclusion in self:
            if not ((exclusion.exclusion_basis or "").strip() and (exclusion.excluded_by or "").strip()):
                raise ValidationError(self.env._(
                    "Name the legal basis of the exclusion from openness, and the body or person that made it."))

    @api.model_create_multi
    def create(self, vals_list):
        exclusions = super().create(vals_list)
        exclusions.contract_id._cru_note_change("exclusion")
        # without both texts the constraint is not asked when they are absent from the values
        exclusions._check_basis()
        return exclusions

    def write(self, vals):
        result = super().write(vals)
        self.contract_id._cru_note_change("exclusion")
        return result

    def unlink(self):
        contracts = self.contract_id
        result = super().unlink()
        contracts.exists()._cru_note_change("exclusion")
        return result
