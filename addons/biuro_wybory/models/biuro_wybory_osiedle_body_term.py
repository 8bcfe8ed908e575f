from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.inputs import plain
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import composition as law


class BiuroWyboryOsiedleBodyTerm(models.Model):
    """Term of the bodies of a unit (kadencja): from the first session to its end, who sat in the council and board.

    A running term is never extended (X12): a council may not prolong the term of the bodies of a unit.
    """

    _name = "biuro.wybory.osiedle.body.term"
    _description = "Term of a Unit's Bodies"
    _inherit = ["biuro.guard.mixin", "mail.thread"]
    _order = "date_from desc, id desc"

    unit_id = fields.Many2one("biuro.wybory.osiedle", "Unit", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="unit_id.company_id", store=True, index=True)
    name = fields.Char("Term", required=True, help="The years of the term, e.g. 2025–2030.")
    date_from = fields.Date("From", required=True, index=True, tracking=True)
    date_to = fields.Date("To", required=True, index=True, tracking=True)
    council_size = fields.Integer("Seats of the Council", required=True, aggregator=None)
    mandate_ids = fields.One2many("biuro.wybory.osiedle.mandate", "body_term_id", "Mandates")
    council_ids = fields.One2many(
        "biuro.wybory.osiedle.mandate", "body_term_id", "Council", domain=[("body", "=", "council")])
    board_ids = fields.One2many(
        "biuro.wybory.osiedle.mandate", "body_term_id", "Board", domain=[("body", "=", "board")])
    in_office = fields.Integer("Members in Office", compute="_compute_in_office")
    vacant = fields.Integer("Vacant Seats", compute="_compute_in_office")
    rules = fields.Json("Rules of the Ordinance", readonly=True, copy=False)
    first_session_date = fields.Date("First Session", readonly=True, copy=False, tracking=True)
    first_session_note = fields.Text("Course of the First Session", readonly=True, copy=False)
    dissolved_on = fields.Date("Dissolved On", readonly=True, copy=False, tracking=True)
    dissolved_act = fields.Char("Act of Dissolution", readonly=True, copy=False)
    state = fields.Selection(
        [("planned", "Planned"), ("running", "Running"), ("ended", "Ended"), ("dissolved", "Dissolved")],
        compute="_compute_state", search="_search_state",
    )

    _dates_order = models.Constraint(
        "CHECK (date_to >= date_from)", "The end of the term is before its beginning. Correct the dates.")
    _size_bounds = models.Constraint(
        "CHECK (council_size BETWEEN 0 AND 21)", "A council of a unit has at most 21 members (u.s.g. art. 37 ust. 1).")
    _unit_from_uniq = models.UniqueIndex("(unit_id, date_from)", "The unit has a term from this day already.")

    @api.depends("unit_id", "name")
    def _compute_display_name(self):
        for term in self:
            term.display_name = f"{term.unit_id.name or '…'} {term.name or ''}".strip()

    @api.depends("date_from", "date_to", "dissolved_on")
    def _compute_state(self):
        today = office_today()
        for term in self:
            if term.dissolved_on and term.dissolved_on <= today:
                term.state = "dissolved"
            elif not term.date_from or term.date_from > today:
                term.state = "planned"
            else:
                term.state = "running" if term.date_to >= today else "ended"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        today, domains = office_today(), {
            "dissolved": [("dissolved_on", "<=", office_today())],
        }
        still = ["|", ("dissolved_on", "=", False), ("dissolved_on", ">", today)]
        domains["planned"] = [*still, ("date_from", ">", today)]
        domains["running"] = [*still, ("date_from", "<=", today), ("date_to", ">=", today)]
        domains["ended"] = [*still, ("date_to", "<", today)]
        return fields.Domain.OR([domains[one] for one in value if one in domains])

    @api.depends("mandate_ids.state", "mandate_ids.body", "council_size")
    def _compute_in_office(self):
        for term in self:
            held = term.mandate_ids.filtered(lambda one: one.body == "council" and one.state != "ended")
            term.in_office = len(held)
            term.vacant = max(0, term.council_size - len(held))

    @api.constrains("unit_id", "date_from", "date_to", "dissolved_on")
    def _check_overlap(self):
        for term in self:
            end = term.dissolved_on or term.date_to
            others = self.search([
                ("unit_id", "=", term.unit_id.id), ("id", "!=", term.id), ("date_from", "<=", end),
                ("date_to", ">=", term.date_from)])
            for other in others:
                if (other.dissolved_on or other.date_to) >= term.date_from:
                    raise ValidationError(self.env._(
                        "The term overlaps the term %(name)s (%(from)s – %(to)s) of the same unit.",
                        **{"name": other.name, "from": other.date_from, "to": other.dissolved_on or other.date_to}))

    def write(self, vals):
        if vals.get("date_to"):
            later = fields.Date.to_date(vals["date_to"])
            if any(term.date_from <= office_today() and later > term.date_to for term in self):
                raise ValidationError(self.env._(
                    "A running term of the bodies of a unit may not be extended. "
                    "New rules apply to the next term only."))
        if vals.get("date_from"):
            # a term moved into the future could be made longer there, and moved back
            today = office_today()
            if fields.Date.to_date(vals["date_from"]) > today and any(term.date_from <= today for term in self):
                raise ValidationError(self.env._("A term that has begun cannot be moved into the future."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_begun(self):
        if self.mandate_ids:
            raise UserError(self.env._("A term with mandates is not deleted: it stays in the history of the unit."))

    def _limit(self):
        """Return what the ordinance makes of the present composition: dict ``dissolved``, ``reasons``."""
        self.ensure_one()
        return law.dissolution(self.rules or {}, self.council_size, self.in_office)

    def action_dissolve(self, date, act):
        """Dissolve the bodies of the unit: every mandate ends on the day.

        :param str date: day "YYYY-MM-DD" within the term
        :param str act: number and date of the act that dissolves them
        :return: dict ``ended`` (number of mandates)
        :raise UserError: no act, a day outside the term, dissolved already
        """
        self.check_access("write")
        self.ensure_one()
        day = fields.Date.to_date(date)
        if not (act or "").strip():
            raise UserError(self.env._("Give the number and date of the act that dissolves the bodies."))
        if self.dissolved_on:
            raise UserError(self.env._("The bodies of this term are dissolved already."))
        if not day or not self.date_from <= day <= self.date_to:
            raise UserError(self.env._("The day of the dissolution must lie within the term."))
        # sudo: biuro.wybory.osiedle.body.term, mandate - facts written by this verb; access was checked above
        self.sudo().write({"dissolved_on": day, "dissolved_act": act.strip()})
        mandates = self.sudo().mandate_ids.filtered(lambda one: one.state != "ended")
        mandates._end(day, "dissolution", act=act.strip(), vacancy=False)
        return {"ended": len(mandates)}

    @api.model
    def composition(self, unit_id, day=None):
        """Return who sits in the council and in the board of a unit on a day.

        :param int unit_id: the unit
        :param str day: "YYYY-MM-DD", today by default
        :return: dict ``term``, ``date_from``, ``date_to``, ``seats``, ``council`` and ``board`` (lists of dicts
            ``name``, ``functions``, ``constituency``, ``from``, ``to``, ``basis``)
        """
        self.check_access("read")
        return plain(self._composition(self.env["biuro.wybory.osiedle"].browse(unit_id), day))

    def _composition(self, unit, day=None):
        day = fields.Date.to_date(day) or office_today()
        term = self.search([
            ("unit_id", "=", unit.id), ("date_from", "<=", day), ("date_to", ">=", day)], order="date_from desc",
            limit=1)
        if term.dissolved_on and term.dissolved_on < day:
            term = self
        basis = dict(self.env["biuro.wybory.osiedle.mandate"]._fields["basis"]._description_selection(self.env))
        result = {"term": term.name or "", "date_from": term.date_from, "date_to": term.date_to,
                  "seats": term.council_size, "council": [], "board": []}
        for mandate in term.mandate_ids.filtered(lambda one: one._is_held_on(day)).sorted(
                lambda one: (one._function_rank(day), one.partner_id.name or "")):
            result[mandate.body].append({
                "id": mandate.id, "name": mandate.partner_id.name, "functions": mandate._functions_text(day),
                "constituency": mandate.constituency_id.number or "", "from": mandate.date_from,
                "to": mandate.date_to or term.date_to, "basis": basis.get(mandate.basis, ""),
            })
        return result
