from odoo import fields, models


class BiuroLetterTemplate(models.Model):
    """Template of the text of outgoing letters. ``$dotyczy``, ``$znak``, ``$data``, ``$nadawca`` are filled in.

    A notice of an extended term also fills in ``$podstawa``, ``$uplyw`` (the end that passes), ``$przyczyny`` and
    ``$termin``.
    """

    _name = "biuro.letter.template"
    _description = "Letter Template"
    _order = "sequence, name"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10, aggregator=None)
    body = fields.Html(
        "Text", help="$dotyczy, $znak, $data and $nadawca are replaced by the data of the answered letter.",
    )
    has_gdpr_notice = fields.Boolean("First Contact", help="Adds the notice on personal data (RODO art. 13).")
    remedies = fields.Text("Instruction on Remedies")
    active = fields.Boolean(default=True)
