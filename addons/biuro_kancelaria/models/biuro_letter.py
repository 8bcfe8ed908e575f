from odoo import fields, models


class BiuroLetter(models.Model):
    """Letter (pismo, przesyłka): incoming, outgoing or internal."""

    _name = "biuro.letter"
    _description = "Letter"
    _inherit = ["biuro.register.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _rec_name = "title"

    direction = fields.Selection(
        [("in", "Incoming"), ("out", "Outgoing"), ("internal", "Internal")], required=True, default="in", index=True,
    )
    title = fields.Char("Subject", required=True, index="trigram", tracking=True)
    document_uid = fields.Char("Document Identifier", readonly=True, copy=False, index=True)
    partner_id = fields.Many2one("res.partner", "Correspondent", index="btree_not_null")
    date_received = fields.Date("Received On")
    case_id = fields.Many2one("biuro.case", "Case", index="btree_not_null", tracking=True)
    department_id = fields.Many2one("hr.department", "Cell", index="btree_not_null", tracking=True)
    clerk_id = fields.Many2one("hr.employee", "Handler", index="btree_not_null", tracking=True)
    is_restricted = fields.Boolean("Restricted", tracking=True)
    reader_ids = fields.Many2many("res.users", "biuro_letter_reader_rel", "letter_id", "user_id", "Also Visible To")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)

    def _get_register_code(self):
        return {"in": "RPW", "out": "RPWY", "internal": "RPI"}[self.direction]
