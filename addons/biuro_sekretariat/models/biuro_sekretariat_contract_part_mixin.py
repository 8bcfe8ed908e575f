from odoo import api, models
from odoo.exceptions import UserError

from .biuro_sekretariat_contract import BEFORE_REGISTER

CLOSED = ("archived", "annulled", "not_concluded")


class BiuroSekretariatContractPartMixin(models.AbstractModel):
    """Part of a contract: what was registered changes by an amendment, also where the part is written directly.

    ``_part_open_after_register`` says that the part goes on changing while the contract runs, as payments do.
    """

    _name = "biuro.sekretariat.contract.part.mixin"
    _description = "Part of a Contract"
    _part_open_after_register = False

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            self._check_part_open(self.env["biuro.sekretariat.contract"].browse(
                {vals["contract_id"] for vals in vals_list if vals.get("contract_id")}))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and vals:
            if "contract_id" in vals and any(part.contract_id.id != vals["contract_id"] for part in self):
                raise UserError(self.env._("A part of a contract cannot be moved to another contract."))
            self._check_part_open(self.contract_id)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_registered_part(self):
        if not self.env.su:
            self._check_part_open(self.contract_id)

    @api.model
    def _check_part_open(self, contracts):
        """Raise UserError if the part may no longer change in one of the contracts."""
        # sudo: the contract - only its state, of a record whose rules are asked by the write itself
        for contract in contracts.sudo():
            if contract.state in CLOSED:
                raise UserError(self.env._("This contract is closed and cannot be changed."))
            if self._part_open_after_register or contract.state in BEFORE_REGISTER or contracts._is_keeper():
                continue
            raise UserError(self.env._(
                "A registered contract is changed by an amendment. A mistake of the entry is corrected by the keeper "
                "of the register."))
