from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroWyboryOsiedleFund(models.Model):
    """Fund of a unit (since 2026): only where the City Council separated a fundusz sołecki as well.

    Legal source: fundusz sołecki act art. 7a.
    """

    _name = "biuro.wybory.osiedle.fund"
    _description = "Fund of a Unit"
    _inherit = ["biuro.guard.mixin", "biuro.wybory.osiedle.matter", "mail.thread"]
    _order = "year desc, unit_id, id desc"

    year = fields.Integer(required=True, aggregator=None, default=lambda self: office_today().year + 1)
    solecki_ref = fields.Char("Resolution on the Fundusz Sołecki", required=True,
                              help="Funds of other units may be separated only where this one is.")
    resolution_id = fields.Many2one("biuro.rada.resolution", "Resolution on the Funds of Units",
                                    index="btree_not_null", ondelete="restrict")
    resolution_ref = fields.Char("Number of the Resolution on the Funds", required=True)
    amount = fields.Monetary(required=True, tracking=True)
    application_id = fields.Many2one(
        "biuro.wybory.osiedle.resolution", "Application of the Unit", index="btree_not_null", ondelete="restrict",
        domain="[('unit_id', '=', unit_id)]", help="The resolution of the unit that says what the fund is for.")
    tasks = fields.Text("What For")
    budget_id = fields.Many2one("biuro.wybory.osiedle.budget", "Money of the Unit", readonly=True, copy=False,
                                index="btree_not_null", ondelete="restrict")
    spent = fields.Monetary(related="budget_id.spent")
    left = fields.Monetary(related="budget_id.left", string="Remaining")
    currency_id = fields.Many2one("res.currency", default=lambda self: self.env.ref("base.PLN"), required=True)
    state = fields.Selection([("draft", "Separated"), ("granted", "In the budget"), ("refused", "Refused")],
                             required=True, readonly=True, default="draft", copy=False, tracking=True, index=True)
    refuse_reason = fields.Char("Why Refused", readonly=True, copy=False)
    _reason_verbs = {"action_refuse": {"reason": "reason"}}

    _year_uniq = models.Constraint("UNIQUE (unit_id, year)", "The unit has a fund for this year already.")
    _amount_positive = models.Constraint("CHECK (amount > 0)", "The fund is a positive amount.")
    _since = models.Constraint("CHECK (year >= 2026)", "Funds of units exist since 2026.")

    @api.depends("unit_id", "year")
    def _compute_display_name(self):
        for fund in self:
            fund.display_name = f"Fundusz {fund.year or ''} – {fund.unit_id.name or ''}"

    @api.constrains("application_id", "unit_id")
    def _check_unit(self):
        for fund in self:
            if fund.application_id and fund.application_id.unit_id != fund.unit_id:
                raise ValidationError(self.env._("The application is of another unit."))

    def action_grant(self):
        """Put the fund into the money of the unit for the year.

        :return: int, id of the money (``biuro.wybory.osiedle.budget``)
        :raise UserError: no application of the unit; decided already
        """
        self.ensure_one()
        self._check_state("draft")
        if not self.application_id or self.application_id.state in ("draft", "annulled", "suspended"):
            raise UserError(self.env._("Name the resolution of the unit that applies for the fund first."))
        # sudo: own model - the money of the fund is made by this verb, the right was checked
        budget = self.env["biuro.wybory.osiedle.budget"].sudo().create({
            "unit_id": self.unit_id.id, "year": self.year, "source": "fund", "amount": self.amount,
            "resolution_ref": self.resolution_ref, "resolution_id": self.application_id.id,
            "line_ids": [(0, 0, {"name": (self.tasks or self.application_id.title).split("\n")[0],
                                 "planned": self.amount, "resolution_id": self.application_id.id})],
        })
        self._set(state="granted", budget_id=budget.id)
        return budget.id

    def action_refuse(self, reason):
        """Refuse the application.

        :param str reason: why
        :return: True
        :raise UserError: decided already; no reason
        """
        self._check_state("draft")
        reason = self._words(reason, self.env._("Give the reason."))
        self._set(state="refused", refuse_reason=reason)
        return True
