import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class BiuroWyboryLawnikNomination(models.Model):
    """The list of nominating citizens: counted on paper, or typed person by person."""

    _inherit = "biuro.wybory.lawnik.nomination"

    supporter_mode = fields.Selection(
        [("paper", "Counted on paper"), ("persons", "Typed person by person")],
        "List of Citizens",
        required=True,
        default="paper",
        help="Counting on paper is enough: typing the numbers of fifty strangers needs a reason of its own.",
    )
    supporter_ids = fields.One2many(
        "biuro.wybory.lawnik.supporter", "nomination_id", "Nominating Citizens",
        groups="biuro_wybory.biuro_wybory_group_lawnik_user,biuro_wybory.biuro_wybory_group_lawnik_manager",
    )  # fmt: skip
    supporters_declared = fields.Integer(
        "Lines on the List", compute="_compute_supporters", store=True, readonly=False, compute_sudo=True,
        aggregator=None,
    )  # fmt: skip
    supporters_valid = fields.Integer(
        "Lines That Count", compute="_compute_supporters", store=True, readonly=False, compute_sudo=True,
        aggregator=None,
    )  # fmt: skip
    supporters_defective_lines = fields.Char(
        "Defective Lines", compute="_compute_supporters", store=True, readonly=False, compute_sudo=True,
        help="Numbers of the lines that do not count, divided by commas.",
    )  # fmt: skip
    supporters_register_checked = fields.Boolean(
        "Checked in the Voters' Register", help="Voting right and residence of the citizens were compared."
    )

    @api.depends("supporter_mode", "supporter_ids.valid", "supporter_ids.sequence")
    def _compute_supporters(self):
        for nomination in self:
            if nomination.supporter_mode != "persons":
                continue
            lines = nomination.supporter_ids
            nomination.supporters_declared = len(lines)
            nomination.supporters_valid = len(lines.filtered("valid"))
            wrong = sorted(lines.filtered(lambda line: not line.valid).mapped("sequence"))
            nomination.supporters_defective_lines = ", ".join(map(str, wrong)) or False

    @api.constrains("supporters_declared", "supporters_valid", "supporters_defective_lines", "supporter_mode")
    def _check_supporters(self):
        for nomination in self:
            if nomination.supporters_declared < 0 or nomination.supporters_valid < 0:
                raise ValidationError(self.env._("The number of lines on the list cannot be negative."))
            if nomination.supporters_valid > nomination.supporters_declared:
                raise ValidationError(self.env._("No more lines can count than there are on the list."))
            text = nomination.supporters_defective_lines or ""
            if not re.fullmatch(r"[\d\s,;–-]*", text):
                raise ValidationError(
                    self.env._("Give only the numbers of the defective lines, e.g. 3, 17. Names do not belong here.")
                )
