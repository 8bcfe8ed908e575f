from odoo import fields, models


class BiuroDocumentKind(models.Model):
    """Kind of a document (rodzaj dokumentu), e.g. an invoice, an application or an invitation."""

    _name = "biuro.document.kind"
    _description = "Document Kind"
    _order = "sequence, name"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10, aggregator=None)
    jrwa_symbol = fields.Char("Usual Class", help="Symbol of the filing plan class that is proposed for this kind.")
    is_non_case = fields.Boolean(
        "Usually Outside Cases", help="Normally filed without a case (instrukcja kancelaryjna, § 6(2)).",
    )
    active = fields.Boolean(default=True)

    _name_uniq = models.Constraint("UNIQUE (name)", "This kind of document exists already.")
