from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import resolutions


class BiuroRadaAct(models.Model):
    """Orders of the President: issuing, supervision, the council's approval of order rules, validity on a day."""

    _name = "biuro.rada.act"
    _inherit = ["biuro.rada.act", "biuro.rada.act.file.mixin"]
    _reason_verbs = {"action_lost_force": {"date": "on", "reason": "reason"}}

    clerk_id = fields.Many2one(
        "hr.employee", "Handler", default=lambda self: self.env.user._biuro_employee(), index="btree_not_null"
    )
    case_id = fields.Many2one("biuro.case", "Case", index="btree_not_null")
    attachment_ids = fields.Many2many("ir.attachment", string="Annexes and Signed Document")
    to_rio = fields.Boolean("Supervised by the RIO", help="An order in the matters of art. 11 of the act on the RIO.")
    to_publish = fields.Boolean("In the Official Journal")
    journal_year = fields.Integer(readonly=True, copy=False, aggregator=None)
    journal_item = fields.Integer("Journal Position", readonly=True, copy=False, aggregator=None)
    published_on = fields.Date("Published in the Journal", readonly=True, copy=False, tracking=True)
    annulled_on = fields.Date(readonly=True, copy=False, tracking=True)
    annulled_part = fields.Text("Annulled Part", readonly=True, copy=False)
    lost_force_on = fields.Date(
        "Lost Force On",
        readonly=True,
        copy=False,
        help="Order rules that the council did not approve (art. 41 ust. 4).",
    )
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
    neighbours_told_on = fields.Date("Neighbours Told On", readonly=True, copy=False)
    needs_approval = fields.Boolean("Waits for the Council", compute="_compute_needs_approval", store=True)

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
        """Return the last day in force (date or None): the earlier of the day set and the loss of force."""
        return min(filter(None, [self.valid_until, self.lost_force_on]), default=None)

    def _validity_on(self, day):
        """Return what the one act is on a day."""
        self.ensure_one()
        begun = self.in_force_from if self.state == "issued" else None
        return resolutions.validity(
            day, begun or None, self.repealed_on or None, self.annulled_on or None, self._end_day()
        )

    @api.depends("state", "in_force_from", "repealed_on", "annulled_on", "valid_until", "lost_force_on")
    def _compute_validity(self):
        today = office_today()
        for act in self:
            act.validity = act._validity_on(today) if act.in_force_from else "not_yet"

    @api.model
    def _validity_domain(self, key, day):
        """Return the domain of what is ``key`` on a day; the same rule as ``law.validity``."""
        annulled = Domain("annulled_on", "<=", day)
        begun = Domain("in_force_from", "<=", day) & Domain("state", "=", "issued")
        repealed = Domain("repealed_on", "<=", day)
        expired = Domain("valid_until", "<", day) | Domain("lost_force_on", "<", day)
        return {
            "annulled": annulled,
            "not_yet": ~annulled & ~begun,
            "repealed": ~annulled & begun & repealed,
            "expired": ~annulled & begun & ~repealed & expired,
            "in_force": ~annulled & begun & ~repealed & ~expired,
        }.get(key, Domain.FALSE)

    def _search_validity(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain.OR([self._validity_domain(key, office_today()) for key in value])

    @api.model
    @api.readonly
    def valid_on(self, date, domain=None):
        """Return the acts in force on a day.

        :param str date: "YYYY-MM-DD"
        :param list domain: more conditions
        :return: list of dicts ``id``, ``number``, ``title``, ``in_force_from`` ("YYYY-MM-DD")
        :raise UserError: no day
        """
        day = fields.Date.to_date(date)
        if not day:
            raise UserError(self.env._("Name the day."))
        found = self.search(self._validity_domain("in_force", day) & Domain(domain or []))
        return [
            {"id": act.id, "number": act.register_ref, "title": act.title, "in_force_from": str(act.in_force_from)}
            for act in found
        ]

    @api.depends("kind", "state", "approved_resolution_id", "lost_force_on")
    def _compute_needs_approval(self):
        for act in self:
            act.needs_approval = (
                act.kind == "order_rules"
                and act.state == "issued"
                and not act.approved_resolution_id
                and not act.lost_force_on
            )

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
            if act.kind == "order_rules" and act.in_force_from < act.date:
                raise UserError(self.env._("Order rules enter into force on the day of issuing or later."))
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
        for act in self.filtered(lambda act: act.kind == "order_rules"):
            act._deadline_start("order_rules_neighbours", act.date)
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

    def action_neighbours_told(self, on=None):
        """Record that order rules were sent to the neighbouring mayors and the starosta.

        :param str on: day "YYYY-MM-DD", today by default
        :return: True
        :raise UserError: no order rules; not issued
        Legal source: u.s.g. art. 41 ust. 5 (the next day).
        """
        self.check_access("write")
        day = self.env["biuro.rada.supervision"]._day(on)
        for act in self:
            if act.kind != "order_rules" or act.state != "issued" or day < act.date:
                raise UserError(self.env._("This concerns issued order rules."))
        self._deadline_done("order_rules_neighbours", on=fields.Date.to_string(day))
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().neighbours_told_on = day
        return True

    def action_approved(self, resolution_id):
        """Record the resolution by which the council approved the order rules.

        :param int resolution_id: the resolution
        :return: True
        :raise UserError: no order rules; settled already; a resolution of an earlier day
        Legal source: u.s.g. art. 41 ust. 3.
        """
        self.ensure_one()
        self.check_access("write")
        resolution = self.env["biuro.rada.resolution"].browse(resolution_id)
        if not self.needs_approval:
            raise UserError(self.env._("Only issued order rules wait for the approval of the council."))
        if not resolution.exists() or resolution.date_adopted < self.date:
            raise UserError(self.env._("Name the resolution adopted after the order rules."))
        # sudo: own model - as above
        self.sudo().approved_resolution_id = resolution
        return True

    def action_lost_force(self, on=None, reason=None):
        """Record that the council did not approve the order rules: they lose force on the day named by the council.

        :param str on: last day in force "YYYY-MM-DD", today by default
        :param str reason: what the council decided, or that nobody moved the approval
        :return: True
        :raise UserError: not waiting for the approval
        Legal source: u.s.g. art. 41 ust. 4.
        """
        self.check_access("write")
        day = fields.Date.to_date(on) or office_today()
        if any(not act.needs_approval for act in self):
            raise UserError(self.env._("Only issued order rules wait for the approval of the council."))
        # sudo: own model - as above
        self.sudo().lost_force_on = day
        for act in self:
            act.message_post(body=self.env._("Lost force: %s", reason or ""))
        return True

    def action_publish(self, on, year, item):
        """Record the publication of the act in the official journal.

        :param str on: day of the journal; ``year`` (int) and ``item`` (int) position in it
        :return: True
        :raise UserError: not issued; a day before the act or of the future; no position
        """
        self.ensure_one()
        self.check_access("write")
        day = fields.Date.to_date(on)
        if self.state != "issued" or not day or day < self.date or day > office_today() or not item or item < 1:
            raise UserError(self.env._("Give the day of the journal, its year and the position in it."))
        # sudo: own model - as above
        self.sudo().write({"published_on": day, "journal_year": year, "journal_item": item})
        return True

    def action_open_step(self):
        """Open the window of the step named in the context (``step``).

        :return: action (dict)
        """
        return self.env["biuro.rada.step"]._open(self.env.context.get("step"), self)

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
