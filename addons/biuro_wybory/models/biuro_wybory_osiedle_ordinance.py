from datetime import timedelta
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import ordinance as law
from ..law import params as parameters

EXCLUDES = "excludes_"
# parameters that the election knows, not the ordinance
OF_ELECTION = {"council_size"}
NOT_OF_TEMPLATE = {"legal_basis", "valid_from", "journal_reference"}


class BiuroWyboryOsiedleOrdinance(models.Model):
    """Electoral ordinance (ordynacja wyborcza) of the city's units: one version of the rules, from a day on.

    Templates of real cities are copied and edited; a version is made ready when it holds no contradiction; elections
    copy its parameters. What is ready is not edited: it goes back to draft while no election has been ordered by it,
    and a new version is made afterwards.
    """

    _name = "biuro.wybory.osiedle.ordinance"
    _description = "Electoral Ordinance"
    _inherit = ["biuro.guard.mixin", "mail.thread"]
    _order = "state, valid_from desc, name, id"
    _reason_verbs = {"action_repeal": {"date": "date"}}

    name = fields.Char(required=True, tracking=True)
    city = fields.Char(help="Where the rules come from, of a template.")
    source = fields.Text(help="Where a template was read from.")
    note = fields.Text("Notes", help="What the source does not say and which value was chosen instead.")
    legal_basis = fields.Char(tracking=True, help="The statute of the unit or a separate resolution, with its number.")
    resolution_id = fields.Many2one(
        "biuro.rada.resolution", "Resolution in the Register", index="btree_not_null", ondelete="restrict",
    )
    journal_reference = fields.Char(
        "Voivodeship Journal", tracking=True, help="Announcement in the official journal: year and number.",
    )
    valid_from = fields.Date("In Force From", tracking=True)
    valid_to = fields.Date("In Force Until", tracking=True)
    previous_id = fields.Many2one(
        "biuro.wybory.osiedle.ordinance", "Version Before", index="btree_not_null", ondelete="restrict", readonly=True,
        copy=False,
    )
    next_ids = fields.One2many("biuro.wybory.osiedle.ordinance", "previous_id", "Versions After")
    template_id = fields.Many2one(
        "biuro.wybory.osiedle.ordinance", "Made From", index="btree_not_null", ondelete="set null", readonly=True,
        copy=False,
    )
    state = fields.Selection(
        [("template", "Template"), ("draft", "Draft"), ("ready", "Ready"), ("repealed", "Repealed")],
        required=True, default="draft", readonly=True, copy=False, tracking=True, index=True,
    )
    election_ids = fields.One2many("biuro.wybory.osiedle.election", "ordinance_id", "Elections")
    unit_ids = fields.One2many("biuro.wybory.osiedle", "ordinance_id", "Units")
    is_used = fields.Boolean("Used", compute="_compute_is_used", compute_sudo=True)
    problems = fields.Json(compute="_compute_findings")
    problem_text = fields.Text("Contradictions", compute="_compute_findings")
    warning_text = fields.Text("Warnings", compute="_compute_findings")
    findings = fields.Json("Why", compute="_compute_findings")
    company_id = fields.Many2one("res.company", default=lambda self: self.env.company)

    _dates_ordered = models.Constraint(
        "CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from)",
        "An ordinance ends after it comes into force.",
    )

    # ---- computed ------------------------------------------------------------------------------------------------

    @api.depends("election_ids.state")
    def _compute_is_used(self):
        for record in self:
            record.is_used = any(election.state not in ("draft", "cancelled") for election in record.election_ids)

    @api.model
    def _parameter_fields(self):
        """Return the names of the fields that hold parameters, in their order."""
        names = [
            name for name in parameters.PARAMS if name not in OF_ELECTION and name != "passive_right_excludes"
        ]
        allowed = parameters.PARAMS["passive_right_excludes"][2]
        return names + [f"{EXCLUDES}{key}" for key in allowed]

    @api.depends(lambda self: (*self._parameter_fields(), "journal_reference", "previous_id"))
    def _compute_findings(self):
        for record in self:
            try:
                values = record._params()
                previous = record.previous_id._params() if record.previous_id else None
                answer = law.check(values, bool(record.journal_reference), previous)
            except LawError as error:
                answer = {
                    "problems": [{"code": error.argument, "fields": [], "article": "", "text": str(error)}],
                    "warnings": [], "reasons": [],
                }
            if record.state == "template":
                # what holds of a template is judged without the facts that it cannot have
                for kind in ("problems", "warnings"):
                    answer[kind] = [row for row in answer[kind] if row["code"] not in NOT_OF_TEMPLATE]
            record.problems = answer["problems"]
            record.problem_text = "\n".join(row["text"] for row in answer["problems"]) or False
            record.warning_text = "\n".join(row["text"] for row in answer["warnings"]) or False
            record.findings = answer["reasons"] or False

    # ---- parameters ----------------------------------------------------------------------------------------------

    def _params(self):
        """Return the parameters (dict) as ``law/params.py`` reads them; an empty figure is left out."""
        self.ensure_one()
        values = {}
        for name, (kind, default, allowed) in parameters.PARAMS.items():
            if name in OF_ELECTION:
                continue
            if kind == "choices":
                values[name] = tuple(key for key in allowed if self[f"{EXCLUDES}{key}"])
                continue
            value = self[name]
            if kind == "decimal":
                value = format(Decimal(str(round(value, 4))).normalize(), "f") if value else False
            elif kind == "hour":
                value = value or False
            elif kind == "integer" and not value and default is False:
                value = False
            values[name] = value or (value if kind in ("flag", "integer") else False)
        if values["second_attempt"] != "none" and values["second_value"] is False:
            # a second attempt without a threshold is a rule of its own
            values["second_value"] = "0"
        return parameters.read(values)

    def snapshot(self):
        """Return the parameters as plain values, for an election to keep and for the law to take.

        :return: dict with every name of ``law/params.py``: texts, numbers, booleans, lists; percentages as strings,
            hours as numbers, days as strings, ``false`` for what the ordinance does not say
        """
        self.ensure_one()
        return parameters.plain(self._params())

    def _version_on(self, day):
        """Return the version of this ordinance that is in force on a day (one; itself where none is)."""
        self.ensure_one()
        found, newest = self, self
        while newest.next_ids.filtered(lambda record: record.state == "ready"):
            newest = newest.next_ids.filtered(lambda record: record.state == "ready")[0]
            if newest.valid_from and day and newest.valid_from <= day:
                found = newest
        return found

    def _in_force(self, day):
        """Say whether this ordinance is in force on a day (bool)."""
        self.ensure_one()
        return bool(self.valid_from and self.valid_from <= day and (not self.valid_to or day <= self.valid_to))

    def differences(self, other_id):
        """Return the parameters in which this ordinance differs from another.

        :param int other_id: id of the other ordinance
        :return: list of dicts ``name``, ``label``, ``first``, ``second`` (as the forms show them)
        :raise AccessError: one of them may not be read
        """
        self.ensure_one()
        other = self.browse(other_id)
        other.check_access("read")
        labels = self.fields_get(self._parameter_fields(), ["string"])
        return [
            {
                "name": name, "label": labels[name]["string"],
                "first": self._shown(name), "second": other._shown(name),
            }
            for name in self._parameter_fields() if self[name] != other[name] and not name.startswith("valid_")
        ]

    def _shown(self, name):
        """Return the value of a parameter in words, as a comparison shows it."""
        field, value = self._fields[name], self[name]
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value) or ""
        if field.type == "boolean":
            return self.env._("yes") if value else self.env._("no")
        if parameters.PARAMS.get(name, ("",))[0] == "hour":
            return f"{int(value):02d}:{round(value % 1 * 60):02d}" if value else ""
        if field.type == "float":
            return format(Decimal(str(round(value, 4))).normalize(), "f").replace(".", ",") if value else ""
        return str(value) if value else ""

    # ---- writing -------------------------------------------------------------------------------------------------

    def write(self, vals):
        edited = vals.keys() & {*self._parameter_fields(), "name", "city", "source", "resolution_id"}
        if edited and not self.env.su:
            for record in self:
                if record.state == "template":
                    raise UserError(self.env._(
                        "“%s” is a template: make your own ordinance from it, then edit that one.", record.name
                    ))
                if record.state != "draft":
                    raise UserError(self.env._(
                        "“%s” is ready and elections copy it: take it back to draft, or make a new version.",
                        record.name,
                    ))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        if not self.env.su and any(record.state != "draft" for record in self):
            raise UserError(self.env._("Only a draft of an ordinance is deleted; one in force is repealed."))

    def copy_data(self, default=None):
        result = super().copy_data(default)
        for record, vals in zip(self, result, strict=True):
            if "name" not in (default or {}):
                vals["name"] = self.env._("%s (copy)", record.name)
        return result

    @api.constrains("dissolve_below")
    def _check_dissolve_below(self):
        for record in self:
            try:
                parameters.share("dissolve_below", record.dissolve_below)
            except LawError as error:
                raise ValidationError(self.env._(
                    "“Dissolved With Fewer Than” takes a share such as 3/5 or a number of members, not “%s”.",
                    record.dissolve_below,
                )) from error

    def _may_edit(self):
        self.ensure_one()
        self.check_access("write")

    def _open(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": self._name, "res_id": self.id, "view_mode": "form",
            "views": [(False, "form")],
        }

    # ---- verbs ---------------------------------------------------------------------------------------------------

    def action_own(self):
        """Make the city's own ordinance from a template or from another one: a draft with the same parameters.

        :return: dict, the action of the new draft
        """
        self.ensure_one()
        self.check_access("read")
        values = {
            "name": self.env._("Electoral ordinance (after: %s)", self.city or self.name),
            "valid_from": False, "valid_to": False,
        }
        if self.state == "template":
            values.update(legal_basis=False, source=False, city=False)
        copied = self.copy(values)
        # sudo: own new draft - where it comes from is written by this verb only
        copied.sudo().template_id = self
        return copied._open()

    def action_new_version(self):
        """Make the next version of an ordinance: a draft that will end this one when it is ready.

        :return: dict, the action of the new draft
        :raise UserError: not ready; a draft of the next version exists
        """
        self._may_edit()
        if self.state != "ready":
            raise UserError(self.env._("A new version is made of an ordinance that is ready."))
        waiting = self.next_ids.filtered(lambda record: record.state == "draft")
        if waiting:
            raise UserError(self.env._("The next version is being prepared already: “%s”.", waiting[0].name))
        copied = self.copy({"name": self.name, "valid_from": False, "valid_to": False, "journal_reference": False})
        # sudo: own new draft - the chain of versions is written by this verb only
        copied.sudo().previous_id = self
        return copied._open()

    def action_ready(self):
        """Make a draft ready for elections; contradictions are refused with their reason.

        :return: True
        :raise UserError: not a draft; parameters contradict each other or the act
        """
        for record in self:
            record._may_edit()
            if record.state != "draft":
                raise UserError(self.env._("“%s” is not a draft.", record.name))
            if record.problems:
                raise UserError(self.env._(
                    "“%(name)s” cannot be used yet:\n%(problems)s",
                    name=record.name, problems="\n".join(f"– {row['text']}" for row in record.problems),
                ))
            before = record.previous_id
            if before and before.valid_from and record.valid_from <= before.valid_from:
                raise UserError(self.env._(
                    "The new version must come into force after the one before (%s).", before.valid_from
                ))
            # sudo: own model - the state is written by verbs only; access was checked above
            record.sudo().state = "ready"
            last = record.valid_from - timedelta(days=1)
            if before and (not before.valid_to or before.valid_to > last):
                # sudo: the version before of the same ordinance, which ends when this one begins
                before.sudo().valid_to = last
            if before and record.valid_from <= office_today():
                before.unit_ids.ordinance_id = record
        return True

    def action_draft(self):
        """Take a ready ordinance back to draft, while no election was ordered by it.

        :return: True
        :raise UserError: not ready; an election was ordered by it (X13)
        """
        for record in self:
            record._may_edit()
            if record.state != "ready":
                raise UserError(self.env._("“%s” is not ready.", record.name))
            if record.is_used:
                raise UserError(self.env._(
                    "An election was ordered by “%s”: it is not edited any more (X13). Make a new version.", record.name
                ))
            # sudo: own model - the state is written by verbs only; access was checked above
            record.sudo().state = "draft"
        return True

    def action_repeal(self, date):
        """Repeal an ordinance: it ends on a day, elections under way keep their copy of it.

        :param str date: last day in force "YYYY-MM-DD"
        :return: True
        :raise UserError: not ready; the day is before it came into force
        """
        for record in self:
            record._may_edit()
            day = fields.Date.to_date(date)
            if record.state != "ready":
                raise UserError(self.env._("“%s” is not ready.", record.name))
            if not day or (record.valid_from and day < record.valid_from):
                raise UserError(self.env._("Give the last day in force, not before the ordinance came into force."))
            # sudo: own model - the state is written by verbs only; access was checked above
            record.sudo().write({"state": "repealed", "valid_to": day})
        return True

    @api.model
    def on_day(self, day):
        """Return the ordinances that are in force on a day.

        :param str day: the day "YYYY-MM-DD"
        :return: list of dicts ``id``, ``name``
        """
        found = self.search([
            ("state", "in", ("ready", "repealed")), ("valid_from", "<=", day),
            "|", ("valid_to", "=", False), ("valid_to", ">=", day),
        ])
        return [{"id": record.id, "name": record.name} for record in found]
