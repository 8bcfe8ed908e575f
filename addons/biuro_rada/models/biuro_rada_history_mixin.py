from odoo import fields, models


class BiuroRadaHistoryMixin(models.AbstractModel):
    """Record that may come from an import of history: marked so, with its source, and found again by a key.

    An imported record is made in the state in which its source left it; no verb of the present is played for it.
    """

    _name = "biuro.rada.history.mixin"
    _description = "Historical Record"

    is_historical = fields.Boolean(
        "Historical", readonly=True, copy=False, help="Imported from records kept elsewhere, not made here."
    )
    import_id = fields.Many2one(
        "biuro.rada.import", "Imported By", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    import_key = fields.Char("Key in the Source", readonly=True, copy=False)
    import_note = fields.Text("Remarks of the Import", readonly=True, copy=False)
    is_withheld = fields.Boolean(
        "Not on Public Pages", readonly=True, copy=False,
        help="A historical record is public once the person who imported it stated that its source was.",
    )

    _import_key_uniq = models.UniqueIndex(
        "(import_key) WHERE import_key IS NOT NULL", "This record of the source was imported already."
    )
