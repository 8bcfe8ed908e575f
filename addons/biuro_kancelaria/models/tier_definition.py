from odoo import api, fields, models

STEP_ROLES = [
    ("head", "Initials of the head of the cell"), ("legal", "Legal opinion"), ("treasurer", "City Treasurer"),
    ("spokesperson", "Press Spokesperson"), ("city_secretary", "City Secretary"), ("deputy", "Deputy President"),
    ("other", "Another person"),
]
# field of the letter with the people who hold the role
FIELD_OF_ROLE = {
    "head": "head_user_ids", "legal": "legal_user_ids", "treasurer": "treasurer_user_ids",
    "spokesperson": "spokesperson_user_ids", "city_secretary": "city_secretary_user_ids",
    "deputy": "deputy_user_ids",
}


class TierDefinition(models.Model):
    """Steps of acceptance may be arranged for letters: whose they are, what they ask for, how long they may take."""

    _inherit = "tier.definition"

    step_role = fields.Selection(STEP_ROLES, "Role in the Path", default="other")
    step_mode = fields.Selection(
        [("opinion", "Opinion"), ("approval", "Approval")], "Mode of the Step", default="approval",
        help="A negative opinion does not stop the letter, the signatory sees it. The signature is always the last "
             "step and needs no definition.",
    )
    step_days = fields.Integer(
        "Time (Working Days)", default=1, help="How long the step may take; the sum is compared with the legal end.",
    )
    parallel_group = fields.Char(help="Neighbouring steps with the same word here go side by side.")
    is_on_demand = fields.Boolean("On Demand", help="Only for letters whose author asks for this step.")

    _step_days_not_negative = models.Constraint(
        "CHECK (step_days IS NULL OR step_days >= 0)", "The time of a step cannot be negative.",
    )

    @api.model
    def _get_tier_validation_model_names(self):
        return [*super()._get_tier_validation_model_names(), "biuro.letter"]

    @api.model
    def _fill_reviewer_field(self, vals):
        """Name the field of the letter that holds the people of a role, so that the office chooses the role alone."""
        role = vals.get("step_role")
        if role in FIELD_OF_ROLE and not vals.get("reviewer_field_id") and vals.get("review_type", "field") == "field":
            field = self.env["ir.model.fields"]._get("biuro.letter", FIELD_OF_ROLE[role])
            return {**vals, "review_type": "field", "reviewer_field_id": field.id}
        return vals

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._fill_reviewer_field(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._fill_reviewer_field(vals))
