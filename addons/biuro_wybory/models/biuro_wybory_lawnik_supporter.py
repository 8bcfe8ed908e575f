from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law import identifiers

from ..tools import PeselChar


class BiuroWyboryLawnikSupporter(models.Model):
    """Citizen who nominates, typed from the list (art. 162 § 4). The list on paper is enough: this is optional."""

    _name = "biuro.wybory.lawnik.supporter"
    _description = "Nominating Citizen"
    _inherit = ["biuro.wybory.lawnik.private.mixin", "biuro.guard.mixin"]
    _order = "nomination_id, sequence, id"
    _access_neutral = frozenset({"id", "display_name", "reference", "nomination_id", "sequence", "company_id"})
    _never_exported = frozenset({"pesel", "surname", "given_names", "residence"})

    nomination_id = fields.Many2one(
        "biuro.wybory.lawnik.nomination", "Nomination", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="nomination_id.company_id", store=True)
    reference = fields.Char(related="nomination_id.name", store=True)
    sequence = fields.Integer("No. on the List", default=1, aggregator=None)
    surname = fields.Char()
    given_names = fields.Char("Given Name(s)")
    pesel = PeselChar("PESEL", size=11, exportable=False, copy=False, index="btree_not_null")
    residence = fields.Char("Permanent Residence")
    signature_present = fields.Boolean("Signed", default=True)
    has_voting_right = fields.Selection(
        [("unknown", "Not checked"), ("yes", "Yes"), ("no", "No")], "May Vote Here", required=True, default="unknown"
    )
    valid = fields.Boolean(compute="_compute_valid", store=True)
    defect = fields.Char(compute="_compute_valid", store=True)

    @api.depends("sequence")
    def _compute_display_name(self):
        for supporter in self:
            supporter.display_name = self.env._("Line %s", supporter.sequence)

    @api.depends(
        "surname", "given_names", "pesel", "residence", "signature_present", "has_voting_right", "sequence",
        "nomination_id.supporter_ids.pesel", "nomination_id.supporter_ids.sequence",
    )  # fmt: skip
    def _compute_valid(self):
        for nomination, supporters in self.grouped("nomination_id").items():
            seen = {}
            for other in nomination.supporter_ids.sorted(lambda one: (one.sequence, one._origin.id or 0)):
                if other.pesel:
                    seen.setdefault(other.pesel, other)
            for supporter in supporters:
                supporter.defect = supporter._find_defect(seen.get(supporter.pesel))
                supporter.valid = not supporter.defect

    def _find_defect(self, first):
        """Return what makes the line not count (str, Polish), or False; ``first`` is the first line of the number."""
        missing = [
            label
            for value, label in (
                (self.surname, "nazwiska"),
                (self.given_names, "imienia"),
                (self.pesel, "numeru PESEL"),
                (self.residence, "miejsca stałego zamieszkania"),
                (self.signature_present, "podpisu"),
            )
            if not value
        ]
        if missing:
            return f"Brak: {', '.join(missing)}."
        answer = identifiers.pesel(self.pesel)
        if not answer["valid"]:
            return "Numer PESEL jest błędny."
        if first and first != self and first._origin != self._origin:
            return f"Ta sama osoba jest w wierszu {first.sequence}."
        if self.has_voting_right == "no":
            return "Osoba nie ma czynnego prawa wyborczego w gminie."
        return False

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("pesel"):
                vals["pesel"] = identifiers.compact(vals["pesel"])
        supporters = super().create(vals_list)
        supporters._check_open()
        return supporters

    def write(self, vals):
        if set(vals) - {"has_voting_right"}:
            self._check_open()
        if vals.get("pesel"):
            vals = {**vals, "pesel": identifiers.compact(vals["pesel"])}
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        return self._check_open()

    def _check_open(self):
        if not self.env.su and any(line.nomination_id.state != "received" for line in self):
            raise UserError(self.env._("The nomination was checked: its list of citizens stays as it was."))
