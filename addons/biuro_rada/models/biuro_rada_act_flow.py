from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import resolutions


class BiuroRadaAct(models.Model):
    """Orders of the President: issuing, supervision, the council's approval of order rules, validity on a day."""

    _name = "biuro.rada.act"
    _inherit = ["biuro.rada.act", "biuro.rada.validity.mixin", "biuro.rada.act.file.mixin"]
    _number_field = "register_ref"
    clerk_id = fields.Many2one(
        "hr.employee", "Handler", default=lambda self: self.env.user._biuro_employee(), index="btree_not_null"
    )
    case_id = fields.Many2one("biuro.case", "Case", index="btree_not_null")
    attachment_ids = fields.Many2many("ir.attachment", string="Annexes and Signed Document")
    to_rio = fields.Boolean("Supervised by the RIO", help="An order in the matters of art. 11 of the act on the RIO.")
    to_publish = fields.Boolean(
        "In the Official Journal", compute="_compute_to_publish", store=True, readonly=False, precompute=True
    )
    journal_year = fields.Integer(readonly=True, copy=False, aggregator=None)
    journal_item = fields.Integer("Journal Position", readonly=True, copy=False, aggregator=None)
    published_on = fields.Date("Published in the Journal", readonly=True, copy=False, tracking=True)
    annulled_on = fields.Date(readonly=True, copy=False, tracking=True)
    annulled_part = fields.Text("Annulled Part", readonly=True, copy=False)
    amended_by_ids = fields.Many2many(
        "biuro.rada.act", "biuro_rada_act_amends_rel", "target_id", "act_id", "Amended By", readonly=True
    )
    repealed_by_ids = fields.Many2many(
        "biuro.rada.act", "biuro_rada_act_repeals_rel", "target_id", "act_id", "Repealed By", readonly=True
    )
    repealed_on = fields.Date(compute="_compute_repealed_on", store=True, readonly=True)
    validity = fields.Selection(
        selection=lambda self: self.env["biuro.rada.resolution"]._fields["validity"]._description_selection(self.env),
        compute="_compute_validity",
        search="_search_validity",
    )

    @api.depends("kind")
    def _compute_to_publish(self):
        for act in self:
            act.to_publish = act.to_publish or act.kind == "order_rules"

    @api.depends("register_ref", "title")
    def _compute_display_name(self):
        for act in self:
            act.display_name = " ".join(filter(None, [act.register_ref, act.title]))

    @api.depends("repealed_by_ids.in_force_from", "repealed_by_ids.state", "repealed_by_ids.annulled_on")
    def _compute_repealed_on(self):
        for act in self:
            act.repealed_on = min(
                act.repealed_by_ids.filtered(lambda other: other.state == "issued" and not other.annulled_on).mapped(
                    "in_force_from"
                ),
                default=False,
            )

    def _end_day(self):
        """Return the last day in force (date or None)."""
        return self.valid_until or None

    def _has_begun(self):
        """Tell whether the act enters into force on its day: it is issued."""
        return self.state == "issued"

    def _validity_on(self, day):
        """Return what the one act is on a day."""
        self.ensure_one()
        begun = self.in_force_from if self._has_begun() else None
        return resolutions.validity(
            day, begun or None, self.repealed_on or None, self.annulled_on or None, self._end_day()
        )

    @api.depends("state", "in_force_from", "repealed_on", "annulled_on", "valid_until")
    def _compute_validity(self):
        today = office_today()
        for act in self:
            act.validity = act._validity_on(today) if act.in_force_from else "not_yet"

    @api.model
    def _begun_domain(self, day):
        return super()._begun_domain(day) & Domain("state", "=", "issued")

    @api.constrains("date", "in_force_from", "valid_until", "amends_ids", "repeals_ids")
    def _check_days(self):
        for act in self:
            if act.valid_until and act.valid_until < act.in_force_from:
                raise ValidationError(self.env._("An act loses force after it enters into force."))
            if act in act.amends_ids | act.repeals_ids:
                raise ValidationError(self.env._("An act has no relation to itself."))
            if any(other.date > act.date for other in act.amends_ids | act.repeals_ids):
                raise ValidationError(self.env._("An act concerns those issued before it."))

    def write(self, vals):
        closed = {"title", "date", "kind", "legal_basis", "body", "issuer_id", "amends_ids", "repeals_ids", "to_rio"}
        if not self.env.su and closed & vals.keys() and any(act.state != "draft" for act in self):
            raise UserError(self.env._("The act is issued: it is changed by another act."))
        return super().write(vals)

    def _act_identity(self):
        self.ensure_one()
        return self.register_ref, self.title, self.date

    def _get_deadline_department(self):
        return self.department_id or self.company_id._rada_department()

    def _register_values(self, number, year, register):
        return super()._register_values(number, year, register) | {"state": "issued"}

    def _cancel_values(self, reason):
        self._deadline_cancel(reason=reason)
        return super()._cancel_values(reason) | {"state": "cancelled"}

    @api.model
    def _register_book_columns(self, register=None):
        names = [
            "register_number",
            "register_ref",
            "date",
            "title",
            "kind",
            "legal_basis",
            "issuer_id",
            "department_id",
            "in_force_from",
            "valid_until",
            "repealed_on",
            "state",
        ]
        return [(name, self._fields[name]._description_string(self.env)) for name in names]

    # ---- verbs ---------------------------------------------------------------------------------------------------

    def action_issue(self):
        """Issue the acts: each takes the next number of the register; supervision begins where the law asks for it.

        :return: list of str, the numbers
        :raise UserError: issued already; a day of the future or of another year than the book
        Legal source: u.s.g. art. 30-31, 41 ust. 2-5, art. 90.
        """
        self.check_access("write")
        today = office_today()
        for act in self:
            if act.state != "draft":
                raise UserError(self.env._("%s is issued already.", act.display_name))
            if act.date > today:
                raise UserError(self.env._("The day cannot be later than today."))
        days = {}
        for act in self:
            authorities = (("wojewoda",) if act.kind == "order_rules" else ()) + (("rio",) if act.to_rio else ())
            if authorities:
                days[act] = (authorities, act.date)
        for day, acts in self.grouped("date").items():
            acts._enter_register(fields.Date.to_string(day))
        # sudo: own model - the supervision and its terms follow from the act; access was checked above
        self.env["biuro.rada.supervision"]._begin(
            self.browse(act.id for act in days), "act_id", {act: days[act] for act in days}
        )
        for act in self:
            act._publish_term_start(act.date)
        return self.mapped("register_ref")

    def action_make_letters(self):
        """Write the drafts of the letters by which the acts are submitted to supervision.

        :return: action (dict)
        :raise UserError: nothing to send; the addressee is not set
        """
        self.check_access("write")
        rows = self.supervision_ids.filtered(lambda row: row.state == "to_send" and not row._standing_letter())
        if not rows:
            raise UserError(self.env._("There is nothing to send: the letters are written or the resolutions sent."))
        letters = self.env["biuro.letter"]
        for authority, some in rows.grouped("authority").items():
            letters += some._make_letter(authority)
        return letters[:1]._get_open_action()

    def action_publish(self, on, year, item):
        """Record the publication of the act in the official journal.

        :param str on: day of the journal; ``year`` (int) and ``item`` (int) position in it
        :return: True
        :raise UserError: not issued; a day before the act or of the future; no position
        """
        self.ensure_one()
        self.check_access("write")
        if self.state != "issued":
            raise UserError(self.env._("Only an issued act is published."))
        values = self._journal_values(on, year, item, self.date)
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().write(values)
        return True

    def _publication_values(self):
        self.ensure_one()
        if self.state != "issued":
            raise UserError(self.env._("Only an issued act is published."))
        return {
            "name": f"Zarządzenie nr {self.register_ref} {self.title}",
            "body": self.body,
            "category_code": "zarzadzenia",
            "legal_basis": "u.d.i.p. art. 6 ust. 1 pkt 4",
            "made_by": self.issuer_id.sudo().name,  # sudo: hr.employee - the name of who issued a public act
            "made_on": self.date,
        }
