from odoo import fields, models

KINDS = [
    ("term", "Term"),
    ("councillor", "Councillor"),
    ("session", "Session"),
    ("attendance", "Attendance"),
    ("vote", "Vote"),
    ("interpellation", "Interpellation"),
]


class BiuroRadaImportRow(models.Model):
    """What became of one row of an imported file."""

    _name = "biuro.rada.import.row"
    _description = "Row of an Import"
    _order = "import_id, id"
    _rec_name = "label"
    _log_access = False

    import_id = fields.Many2one("biuro.rada.import", required=True, readonly=True, index=True, ondelete="cascade")
    place = fields.Char("Place in the File", readonly=True)
    kind = fields.Selection(KINDS, required=True, readonly=True)
    label = fields.Char("Row Content", readonly=True)
    verdict = fields.Selection(
        [
            ("taken", "Taken"),
            ("remarks", "Taken with remarks"),
            ("known", "There already"),
            ("refused", "Not Taken"),
        ],
        required=True,
        readonly=True,
    )
    reason = fields.Text("Why", readonly=True)
    code = fields.Char("Reason Code", readonly=True)
    record_ref = fields.Integer("Record", readonly=True, aggregator=None)

    def action_open_record(self):
        """Open the record that was made of the row.

        :return: dict, a window action
        :raise UserError: the row gave no record
        """
        self.ensure_one()
        if not self.record_ref or self.kind == "attendance":
            raise self.env["biuro.rada.import"]._error("no_record")
        return {
            "type": "ir.actions.act_window", "res_model": f"biuro.rada.{self.kind}", "res_id": self.record_ref,
            "view_mode": "form", "views": [(False, "form")],
        }
