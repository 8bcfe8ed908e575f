from odoo import api, fields, models


class BiuroArchiveStep(models.TransientModel):
    """Window for the steps of archival lists that need a word or a date."""

    _name = "biuro.archive.step"
    _description = "Step of an Archival List"

    mode = fields.Selection(
        [("refuse", "Refuse"), ("opinion", "Opinion"), ("consent", "Consent"), ("destroy", "Destruction")],
        required=True,
    )
    transfer_id = fields.Many2one(
        "biuro.archive.transfer", default=lambda self: self._default_record("biuro.archive.transfer")
    )
    disposal_id = fields.Many2one("biuro.disposal", default=lambda self: self._default_record("biuro.disposal"))
    line_ids = fields.Many2many(
        "biuro.disposal.line",
        string="Folders",
        default=lambda self: self._default_lines(),
    )
    text = fields.Char("Reference or Reason")
    date = fields.Date(default=lambda self: self.env["biuro.case"]._today())
    opinion = fields.Selection([("dispose", "Dispose Of"), ("extend", "Keep Longer")], default="dispose")
    extended_to = fields.Date("Keep Until")
    excluded_ids = fields.Many2many(
        "biuro.disposal.line",
        "biuro_archive_step_excluded_rel",
        string="Taken Out by the State Archive",
    )
    archival_ids = fields.Many2many(
        "biuro.disposal.line",
        "biuro_archive_step_archival_rel",
        string="Changed to Category A",
    )
    kind = fields.Selection(related="disposal_id.kind")

    @api.model
    def _default_record(self, model):
        return self.env.context.get("active_id") if self.env.context.get("active_model") == model else False

    @api.model
    def _default_lines(self):
        return (
            self.env.context.get("active_ids")
            if self.env.context.get("active_model") == "biuro.disposal.line"
            else False
        )

    def action_apply(self):
        """Do the step.

        :return: action that closes the window
        """
        self.ensure_one()
        if self.mode == "refuse":
            self.transfer_id.action_refuse(self.text)
        elif self.mode == "opinion":
            self.line_ids.action_opinion(self.opinion, extended_to=self.extended_to, note=self.text)
        elif self.mode == "consent":
            expertise = {}
            if self.kind == "be":
                kept = self.excluded_ids | self.archival_ids
                expertise = dict.fromkeys((self.disposal_id.line_ids - kept).ids, "B") | dict.fromkeys(
                    self.archival_ids.ids, "A"
                )
            self.disposal_id.action_record_consent(
                self.text, date=self.date, excluded_line_ids=self.excluded_ids.ids, expertise=expertise
            )
        else:
            self.disposal_id.action_destroy(self.text, date=self.date)
        return {"type": "ir.actions.act_window_close"}
