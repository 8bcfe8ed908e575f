from odoo import fields, models


class BiuroSocjalneFamilyMember(models.Model):
    """Member of the family of an entitled person, in the fund's own records."""

    _name = "biuro.socjalne.family.member"
    _description = "Family Member"
    _order = "birth_date, id"

    person_id = fields.Many2one("biuro.socjalne.person", required=True, index=True, ondelete="cascade")
    name = fields.Char(required=True)
    relation = fields.Selection(
        [("spouse", "Spouse"), ("partner", "Partner"), ("child", "Child"), ("foster", "Foster Child"),
         ("step", "Stepchild"), ("parent", "Parent"), ("other", "Other")],
        required=True, default="child",
    )
    birth_date = fields.Date()
    in_household = fields.Boolean("In the Household", default=True)
    in_education = fields.Boolean()
    education_until = fields.Date()
    disabled = fields.Boolean("Disability Certificate")
    dependent = fields.Boolean()
    valid_from = fields.Date()
    valid_to = fields.Date()
