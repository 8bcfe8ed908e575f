from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today

# what is heard at the session itself and cannot lie ready before it
AT_SESSION = ("mayor_explanations",)


class BiuroRadaDraftPaper(models.Model):
    """Paper of which the council takes note before it votes on the discharge or on a recall (u.s.g. art. 28a-28b)."""

    _name = "biuro.rada.draft.paper"
    _description = "Paper before the Vote"
    _inherit = ["biuro.rada.files.mixin"]
    _order = "draft_id, sequence, id"
    _rec_name = "kind"

    draft_id = fields.Many2one("biuro.rada.draft", "Draft", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10, aggregator=None)
    kind = fields.Selection(
        [
            ("budget_report", "Report on the execution of the budget"),
            ("financial_statement", "Financial statement"),
            ("audit_report", "Audit of the financial statement"),
            ("rio_opinion", "Opinion of the RIO on the report"),
            ("property_information", "Information on the property of the city"),
            ("audit_motion", "Motion of the audit committee"),
            ("rio_motion_opinion", "Opinion of the RIO on the motion of the audit committee"),
            ("rio_refusal_opinion", "Opinion of the RIO on the refusal of the discharge"),
            ("mayor_explanations", "Explanations of the President, heard at the session"),
            ("audit_opinion", "Opinion of the audit committee on the motion for a recall"),
        ],
        "Paper",
        required=True,
    )
    basis = fields.Char("Provision", readonly=True)
    received_on = fields.Date("The Council Has It Since", help="Of explanations: the day on which they were heard.")
    attachment_ids = fields.Many2many("ir.attachment", string="Files")
    note = fields.Char()

    _kind_uniq = models.Constraint("UNIQUE (draft_id, kind)", "This paper is on the list of the draft already.")

    @api.constrains("received_on")
    def _check_day(self):
        if any(paper.received_on and paper.received_on > office_today() for paper in self):
            raise ValidationError(self.env._("The day cannot be later than today."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_missing(self):
        if any(paper.received_on for paper in self):
            raise UserError(self.env._("A paper that the council has stays in the file of the draft."))

    def _label(self):
        """Return the name of the paper in the language of the user (str)."""
        self.ensure_one()
        return dict(self._fields["kind"]._description_selection(self.env))[self.kind]
