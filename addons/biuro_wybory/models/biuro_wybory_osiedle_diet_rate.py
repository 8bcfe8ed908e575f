from odoo import api, fields, models

from .biuro_wybory_osiedle_mandate_function import FUNCTIONS

HOLDERS = [*FUNCTIONS, ("council_member", "Member of the Council")]


class BiuroWyboryOsiedleDietRate(models.Model):
    """Rate of the allowance of a function."""

    _name = "biuro.wybory.osiedle.diet.rate"
    _description = "Rate of an Allowance"
    _order = "scheme_id, amount desc, id"

    scheme_id = fields.Many2one("biuro.wybory.osiedle.diet.scheme", required=True, index=True, ondelete="cascade")
    function = fields.Selection(HOLDERS, required=True)
    basis = fields.Selection([("month", "A month"), ("meeting", "Each meeting attended")], required=True,
                             default="month")
    amount = fields.Monetary(required=True, aggregator=None)
    reduction = fields.Float("Reduction for an Absence (%)", digits=(5, 2), aggregator=None)
    currency_id = fields.Many2one("res.currency", default=lambda self: self.env.ref("base.PLN"), required=True)

    _function_uniq = models.Constraint("UNIQUE (scheme_id, function)", "The function has a rate already.")
    _amount_positive = models.Constraint("CHECK (amount >= 0)", "The rate is not negative.")
    _reduction_sense = models.Constraint("CHECK (reduction BETWEEN 0 AND 100)", "A reduction is between 0 and 100 %.")

    @api.depends("function", "amount")
    def _compute_display_name(self):
        labels = dict(self._fields["function"]._description_selection(self.env))
        for rate in self:
            rate.display_name = f"{labels.get(rate.function, '')} {rate.amount:.2f}"

    def _label_text(self):
        """Return the name of the function in Polish, for lists and reasons (str)."""
        self.ensure_one()
        return POLISH[self.function]


# what stands in lists and reasons, which are Polish by nature
POLISH = {
    "board_chair": "przewodniczący zarządu", "board_deputy": "zastępca przewodniczącego zarządu",
    "board_treasurer": "skarbnik zarządu", "board_secretary": "sekretarz zarządu", "board_member": "członek zarządu",
    "council_chair": "przewodniczący rady", "council_deputy": "zastępca przewodniczącego rady",
    "council_secretary": "sekretarz rady", "committee_chair": "przewodniczący komisji",
    "council_member": "członek rady",
}
