from odoo import fields, models

OFFICE_FUNCTIONS = [
    ("president", "President"),
    ("deputy", "Deputy President"),
    ("city_secretary", "City Secretary"),
    ("treasurer", "City Treasurer"),
    ("legal_adviser", "Legal Adviser"),
    ("spokesperson", "Press Spokesperson"),
]


class HrEmployee(models.Model):
    """The function in the office that the law gives acts to: who heads it, stands in for its head, countersigns."""

    _inherit = "hr.employee"

    office_function = fields.Selection(
        OFFICE_FUNCTIONS, index="btree_not_null", tracking=True,
        help="The function (funkcja) that the acts know: the President heads the office, a deputy stands in, "
             "the Secretary runs it, the Treasurer countersigns what obliges the City to pay.",
    )
