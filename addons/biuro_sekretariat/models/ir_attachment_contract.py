from odoo import api, models
from odoo.exceptions import UserError

MODEL = "biuro.sekretariat.contract"
CLOSED = ("archived", "annulled")


class IrAttachment(models.Model):
    """Files of a contract that belongs to a case stand in Documents under the case, with the access of the contract."""

    _inherit = "ir.attachment"

    def _biuro_check_unlocked(self):
        super()._biuro_check_unlocked()
        # sudo: ir.attachment, contract - only the state of the contract, nothing of it is shown
        ids = self.sudo().filtered(lambda file: file.res_model == MODEL and file.res_id).mapped("res_id")
        contracts = self.env[MODEL].sudo().browse(ids).exists()
        if any(contract.state in CLOSED for contract in contracts):
            raise UserError(self.env._("This contract is closed and cannot be changed."))

    def unlink(self):
        own = self.filtered(lambda file: file.res_model == MODEL)
        if own and not self.env.context.get("dms_file"):
            own.check_access("unlink")
            # sudo: dms.file - the tree shows what the record has; who may delete the file of a record deletes it
            self.env["dms.file"].sudo().search([("attachment_id", "in", own.ids)]).with_context(dms_file=True).unlink()
        return super().unlink()

    def _dms_operations(self):
        own = self.filtered(lambda file: file.res_model == MODEL and file.res_id)
        super(IrAttachment, self - own)._dms_operations()
        if own:
            # sudo: dms.directory, dms.file - the tree is the system's; who may add a file to a contract adds it here
            own.sudo()._biuro_file()

    @api.model
    def _biuro_get_directory(self, record):
        if record._name != MODEL:
            return super()._biuro_get_directory(record)
        Directory = self.env["dms.directory"]
        found = Directory.search([("res_model", "=", MODEL), ("res_id", "=", record.id)], limit=1)
        if found or not record.exists() or not record.case_id:
            return found
        name = f"{record.register_ref or record.id} {record.subject}"
        return Directory._biuro_get_or_make(self._biuro_get_directory(record.case_id), name, record)


class BiuroSekretariatContract(models.Model):
    _inherit = "biuro.sekretariat.contract"

    def write(self, vals):
        moved = self.filtered(lambda contract: contract.case_id.id != vals["case_id"]) if "case_id" in vals else None
        result = super().write(vals)
        if moved:
            # sudo: ir.attachment, dms.directory - the tree of Documents follows the case of the contract
            moved.sudo()._move_documents()
        return result

    def _move_documents(self):
        """Put the directories of the contracts under the case they now belong to. Runs as superuser."""
        domain = [("res_model", "=", MODEL), ("res_id", "in", self.ids)]
        places = {place.res_id: place for place in self.env["dms.directory"].search(domain)}
        Attachment = self.env["ir.attachment"]
        for contract in self.filtered(lambda contract: contract.case_id and contract.id in places):
            places[contract.id].parent_id = Attachment._biuro_get_directory(contract.case_id)
        Attachment.search([*domain, ("res_field", "=", False)])._biuro_file()
