from odoo import fields, models

# what co-authors sign
TEXT = ("kind", "subject", "facts", "questions")


class BiuroRadaInterpellationDraft(models.Model):
    """What a councillor writes on the own page before it is handed in: nobody else reads it but those whom
    the councillor asked to sign it.

    No role has a right to it; the councillor reaches it through the verbs of ``biuro.rada.desk`` alone.
    """

    _name = "biuro.rada.interpellation.draft"
    _description = "Unsent Text of a Councillor"
    _order = "write_date desc, id desc"
    _rec_name = "subject"

    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", required=True, index=True, ondelete="cascade"
    )
    kind = fields.Selection(
        [("interpellation", "Interpellation"), ("question", "Written question"), ("motion", "Motion")],
        required=True,
        default="interpellation",
    )
    subject = fields.Char()
    facts = fields.Text("Statement of Facts")
    questions = fields.Text(help="One in a line.")
    parent_id = fields.Many2one("biuro.rada.interpellation", "Supplements", index="btree_not_null", ondelete="cascade")
    attachment_ids = fields.Many2many("ir.attachment", "biuro_rada_interpellation_draft_file_rel", string="Files")

    invited_ids = fields.Many2many(
        "biuro.rada.councillor", "biuro_rada_interpellation_draft_invited_rel", string="Asked to Sign"
    )
    coauthor_ids = fields.Many2many(
        "biuro.rada.councillor", "biuro_rada_interpellation_draft_coauthor_rel", string="Signed With"
    )

    def write(self, vals):
        """Write the text; whoever confirmed other words is asked again."""
        old = {draft: [draft[name] or "" for name in TEXT] for draft in self}
        result = super().write(vals)
        for draft in self.filtered("coauthor_ids"):
            if [draft[name] or "" for name in TEXT] != old[draft]:
                super(BiuroRadaInterpellationDraft, draft).write({
                    "invited_ids": [fields.Command.link(one.id) for one in draft.coauthor_ids],
                    "coauthor_ids": [fields.Command.clear()],
                })
        return result

    def _unlink_files(self):
        self.attachment_ids.filtered(lambda file: file.res_model == self._name).unlink()
