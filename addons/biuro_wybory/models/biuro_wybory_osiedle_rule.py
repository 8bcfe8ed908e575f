from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import service


class BiuroWyboryOsiedleRule(models.Model):
    """What the statute of a unit says of its service and of the supervision over it (u.s.g. art. 18a, 35 ust. 3 pkt 5).

    Statutes differ, so each figure is a parameter with its basis; rules without a unit hold for all others.
    """

    _name = "biuro.wybory.osiedle.rule"
    _description = "Rules of Service and Supervision"
    _order = "unit_id, valid_from desc, id desc"

    name = fields.Char(required=True)
    unit_id = fields.Many2one("biuro.wybory.osiedle", "Unit", index="btree_not_null", ondelete="cascade",
                              help="Empty: the rules of all units that have none of their own.")
    valid_from = fields.Date(required=True, default=lambda self: office_today().replace(month=1, day=1))
    valid_to = fields.Date()
    legal_basis = fields.Char(required=True, help="Paragraph of the statute, or the order of the President.")
    # resolutions
    resolution_pattern = fields.Char("Pattern of Numbers", required=True, default="{number}/{term}/{year}",
                                     help="{number} of the series, {term} of the body, {year}, {code} of the unit.")
    majority_kind = fields.Selection(
        [("simple", "Ordinary majority"), ("absolute", "Absolute majority"),
         ("absolute_statutory", "Absolute majority of the statutory number")],
        "Majority", required=True, default="simple",
    )
    meeting_quorum = fields.Integer("Quorum of Residents", aggregator=None,
                                    help="Least number of residents at their general meeting; 0: no quorum.")
    meeting_notice_days = fields.Integer("Notice of a Meeting (Days)", default=7, aggregator=None)
    # supervision
    transmit_days = fields.Integer("Days to Transmit", default=7, aggregator=None,
                                   help="Within how many days the board sends resolutions to the office.")
    supervisor = fields.Selection([("mayor", "President"), ("council", "City Council")], required=True, default="mayor")
    decision_days = fields.Integer("Days to Decide", default=30, aggregator=None)
    suspend_allowed = fields.Boolean("May Be Suspended", default=True)
    effect_annul_whole = fields.Boolean("Annul in Whole", default=True)
    effect_annul_part = fields.Boolean("Annul in Part", default=True)
    effect_correct = fields.Boolean("Call to Correct", default=True)
    effect_dissolve = fields.Boolean("Dissolve a Body")
    effect_acting = fields.Boolean("Appoint an Acting Body")
    # requests
    request_rule_code = fields.Char("Term of Requests", required=True, default="osiedle_request",
                                    help="Code of the deadline rule; one month where nothing else is set.")
    opinion_days = fields.Integer("Days for Opinions", default=30, aggregator=None)
    jrwa_symbol = fields.Char("Class of the File Plan", required=True, default="0020")
    # elections
    election_jrwa_class_id = fields.Many2one(
        "biuro.jrwa.class", "Filing Plan Class of Elections", ondelete="restrict", domain=[("is_final", "=", True)],
        help="The uniform file list has no class of its own for elections of units: take it from the office's plan.",
    )
    note = fields.Text()

    _days_positive = models.Constraint(
        "CHECK (transmit_days > 0 AND decision_days > 0 AND opinion_days > 0 AND meeting_notice_days >= 0 "
        "AND meeting_quorum >= 0)",
        "The numbers of days are positive.",
    )
    _ordered = models.Constraint("CHECK (valid_to >= valid_from)", "The rules end after they begin.")
    _version_uniq = models.UniqueIndex(
        "(COALESCE(unit_id, 0), valid_from)", "The unit has rules from this day already.",
    )

    @api.constrains("resolution_pattern", "request_rule_code", "jrwa_symbol")
    def _check_codes(self):
        for rule in self:
            try:
                service.resolution_number(rule.resolution_pattern, 1, "I", 2026, "X")
            except LawError as error:
                raise ValidationError(str(error.sentence)) from error
            if not self.env["biuro.deadline.rule"]._versions(rule.request_rule_code):
                raise ValidationError(self.env._("There is no deadline rule “%s”.", rule.request_rule_code))
            if not rule.jrwa_symbol.isdecimal() or not 2 <= len(rule.jrwa_symbol) <= 4:
                raise ValidationError(self.env._("The class of the file plan has two to four digits."))

    @api.model
    def _of(self, unit, day=None):
        """Return the rules of a unit in force on a day (one record, or the defaults as a record never stored)."""
        day = day or office_today()
        # sudo: own model - rules of the statutes are public local law
        found = self.sudo().search([
            ("unit_id", "in", [unit.id, False]), ("valid_from", "<=", day),
            "|", ("valid_to", "=", False), ("valid_to", ">=", day),
        ])
        own = found.filtered("unit_id") or found
        return own.sorted("valid_from")[-1:] or self.sudo().new({"name": "–", "legal_basis": "–"})
