from odoo import fields, models


class BiuroCaseEvent(models.Model):
    """Line of the case log (metryka sprawy, KPA art. 66a)."""

    _name = "biuro.case.event"
    _description = "Case Log Line"
    _order = "case_id, id"

    case_id = fields.Many2one("biuro.case", required=True, index=True, ondelete="restrict")
    date_action = fields.Date("Date of the Act", required=True)
    person = fields.Char(help="Surname, first name and position, as they were on the day.")
    action = fields.Char("Act", required=True)
    letter_id = fields.Many2one("biuro.letter", "Letter", index="btree_not_null")
    document_uid = fields.Char("Identifier of the Document")
