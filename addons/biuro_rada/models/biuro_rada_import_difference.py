from odoo import fields, models


class BiuroRadaImportDifference(models.Model):
    """Where an imported file and our arithmetic, or two places of the file, do not agree."""

    _name = "biuro.rada.import.difference"
    _description = "Difference Found by an Import"
    _order = "import_id, id"
    _rec_name = "label"
    _log_access = False

    import_id = fields.Many2one("biuro.rada.import", required=True, readonly=True, index=True, ondelete="cascade")
    place = fields.Char("Place in the File", readonly=True)
    kind = fields.Selection(
        [
            ("count", "Count and names differ"),
            ("control_sum", "Control sum"),
            ("quorum", "Quorum"),
            ("result", "Result"),
            ("number", "Number used twice"),
            ("dates", "Order of days"),
        ],
        required=True,
        readonly=True,
    )
    label = fields.Char("Row Content", readonly=True)
    detail = fields.Char(readonly=True)
    given = fields.Char("In the File", readonly=True)
    computed = fields.Char("Computed", readonly=True)
    vote_id = fields.Many2one("biuro.rada.vote", "Vote", readonly=True, index="btree_not_null", ondelete="cascade")
