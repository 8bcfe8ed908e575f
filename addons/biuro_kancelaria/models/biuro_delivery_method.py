from odoo import fields, models


class BiuroDeliveryMethod(models.Model):
    """Way in which letters come and go (sposób dostarczenia, sposób wysyłki)."""

    _name = "biuro.delivery.method"
    _description = "Delivery Method"
    _order = "sequence, id"

    name = fields.Char(required=True)
    code = fields.Char(required=True, help="Short technical name that integrations send, e.g. registered_post.")
    sequence = fields.Integer(default=10, aggregator=None)
    channel = fields.Selection(
        [
            ("post", "Post or courier"), ("hand", "In person or by messenger"), ("edoreczenia", "e-Delivery"),
            ("epuap", "ePUAP"), ("puh", "Public hybrid service"), ("email", "E-mail"), ("carrier", "Data carrier"),
            ("fax", "Fax"), ("oral", "Orally, to a protocol"), ("system", "Another system"),
        ],
        required=True, default="post", help="Decides which rules of delivery apply.",
    )
    is_incoming = fields.Boolean("For Incoming", default=True)
    is_outgoing = fields.Boolean("For Outgoing", default=True)
    is_electronic = fields.Boolean("Electronic", help="The letter is an electronic document: its format is required.")
    is_recorded = fields.Boolean("Recorded", help="Gives a consignment number and stands in the posting book.")
    has_receipt = fields.Boolean(
        "Confirmed by the Addressee", help="Delivery is confirmed (zwrotne potwierdzenie odbioru).",
    )
    operator = fields.Char(help="Who carries the letters, e.g. Poczta Polska S.A.")
    active = fields.Boolean(default=True)

    _code_uniq = models.Constraint("UNIQUE (code)", "This code is used by another delivery method.")
