from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroWyboryOsiedleElection(models.Model):
    """Where the papers of an election stay: case, class of the file plan and archival category, asked for on closing.

    The uniform file list of municipalities has no class of its own for these elections: each office sets the one of
    its plan in the rules of service. A case of the chancellery brings both with it.
    """

    _inherit = "biuro.wybory.osiedle.election"

    case_id = fields.Many2one(
        "biuro.case", "Case", index="btree_not_null", copy=False, ondelete="restrict",
        groups="biuro_kancelaria.biuro_kancelaria_group_clerk,biuro_kancelaria.biuro_kancelaria_group_auditor")
    jrwa_class_id = fields.Many2one(
        "biuro.jrwa.class", "Filing Plan Class", compute="_compute_jrwa_class", store=True, readonly=False,
        ondelete="restrict", copy=False, compute_sudo=True, domain=[("is_final", "=", True)])
    archival_category = fields.Char(
        compute="_compute_archival_category", store=True, readonly=False, copy=False, compute_sudo=True)

    @api.depends("case_id", "unit_id")
    def _compute_jrwa_class(self):
        # sudo: biuro.wybory.osiedle.rule - rules of the statutes are public local law
        rules = self.env["biuro.wybory.osiedle.rule"].sudo().search([
            ("unit_id", "in", [*self.unit_id.ids, False]), ("election_jrwa_class_id", "!=", False),
        ], order="valid_from desc")
        for election in self:
            day = election.election_date or office_today()
            valid = rules.filtered(lambda rule, day=day: (
                rule.valid_from <= day and (not rule.valid_to or rule.valid_to >= day)))
            mine = valid.filtered(lambda rule, unit=election.unit_id: rule.unit_id == unit)
            rule = (mine or valid.filtered(lambda rule: not rule.unit_id))[:1]
            election.jrwa_class_id = (
                election.case_id.jrwa_class_id or election.jrwa_class_id or rule.election_jrwa_class_id)

    @api.depends("case_id", "jrwa_class_id")
    def _compute_archival_category(self):
        for election in self:
            election.archival_category = (
                election.case_id.archival_category or election.jrwa_class_id.category or election.archival_category)

    def action_close(self):
        """Close the election once it is known where its papers stay; see the verb of its last step.

        :return: True
        :raise UserError: no class of the file plan or archival category
        Legal source: office instruction of 18 January 2011, § 5, annex 2.
        """
        for election in self:
            if not election.jrwa_class_id:
                # set in the rules after the election was planned
                election._compute_jrwa_class()
            if not election.jrwa_class_id or not (election.archival_category or "").strip():
                raise UserError(self.env._(
                    "%s: set the class of the filing plan and the archival category first, or link the case.",
                    election.display_name))
        return super().action_close()
