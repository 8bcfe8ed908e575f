from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.biuro_kancelaria.law.base import LawError

from ..law import service


class BiuroWyboryOsiedleMoneyRule(models.Model):
    """How the City shares money among its units: a rate per resident by the turnout of the last election.

    The rates are the City's own (a resolution of its Council), so they are data: one tier is one rate for all.
    """

    _name = "biuro.wybory.osiedle.money.rule"
    _description = "Formula of the Units' Money"
    _order = "year_from desc, id desc"

    name = fields.Char(required=True)
    resolution_id = fields.Many2one("biuro.rada.resolution", "Resolution", index="btree_not_null", ondelete="restrict")
    legal_basis = fields.Char(required=True)
    year_from = fields.Integer("From the Year", required=True, aggregator=None)
    residents_rule = fields.Char("Which Residents Count", default="zameldowani na pobyt stały na 30 września roku "
                                                                   "poprzedniego")
    flat_amount = fields.Monetary("Flat Amount", help="Added for each unit.")
    tier_ids = fields.One2many("biuro.wybory.osiedle.money.tier", "rule_id", "Tiers of Turnout", copy=True)
    currency_id = fields.Many2one("res.currency", default=lambda self: self.env.ref("base.PLN"), required=True)
    active = fields.Boolean(default=True)

    _flat_positive = models.Constraint("CHECK (flat_amount >= 0)", "The flat amount is not negative.")

    @api.constrains("tier_ids")
    def _check_tiers(self):
        for rule in self:
            try:
                service.check_tiers(rule._tiers())
            except LawError as error:
                raise ValidationError(self.env._("Tiers of turnout: %s", error.sentence)) from error

    def _tiers(self):
        self.ensure_one()
        return [
            {"up_to": None if tier.is_last else Decimal(str(tier.up_to)), "inclusive": tier.inclusive,
             "rate": Decimal(str(tier.rate))}
            for tier in self.tier_ids
        ]

    def allocation(self, residents, voted, entitled):
        """Return the money of a unit for a year by this formula.

        :param int residents: registered residents
        :param int voted: who took part in the last election; ``entitled``: all entitled
        :return: dict ``amount`` and ``rate`` ("0.00"), ``turnout`` (per cent, two places), ``reasons``
        :raise ValidationError: numbers that cannot be
        """
        self.ensure_one()
        try:
            answer = service.turnout_money(residents, voted, entitled, self._tiers())
        except LawError as error:
            raise ValidationError(str(error.sentence)) from error
        flat = Decimal(str(self.flat_amount or 0)).quantize(service.GROSZ)
        reasons = answer["reasons"]
        if flat:
            reasons.append({"rule": "flat", "article": self.legal_basis,
                            "text": f"kwota stała {service.money_text(flat)}"})
        return {"amount": str(answer["amount"] + flat), "rate": str(answer["rate"]),
                "turnout": str(answer["turnout"]), "reasons": reasons}
