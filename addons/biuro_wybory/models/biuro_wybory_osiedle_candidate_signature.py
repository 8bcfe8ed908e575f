from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law import identifiers

from ..law import poll
from ..tools import PeselChar

CLERKS = "biuro_wybory.biuro_wybory_group_osiedle_user"
PERSONAL = frozenset({"surname", "given_names", "address", "pesel"})


class BiuroWyboryOsiedleCandidateSignature(models.Model):
    """One row of a supporters' sheet, typed in only where the commission checks row by row (X06).

    Usually the sheet stays on paper and the nomination holds the two counts. The rows are deleted when the papers of
    the election are closed.
    """

    _name = "biuro.wybory.osiedle.candidate.signature"
    _description = "Supporting Signature"
    _order = "candidate_id, row, id"

    candidate_id = fields.Many2one(
        "biuro.wybory.osiedle.candidate", "Nomination", required=True, index=True, ondelete="cascade",
    )
    company_id = fields.Many2one(related="candidate_id.company_id", store=True)
    row = fields.Integer("Row of the Sheet", aggregator=None)
    surname = fields.Char(required=True)
    given_names = fields.Char(required=True)
    person_key = fields.Char(compute="_compute_person_key", store=True, groups=fields.NO_ACCESS)
    address = fields.Char()
    pesel = PeselChar("PESEL", groups=CLERKS, exportable=False, copy=False)
    in_unit = fields.Boolean("Entitled in the Unit", default=True, help="As the register of voters says.")
    legible = fields.Boolean("Signed and Legible", default=True)
    valid = fields.Boolean(compute="_compute_valid", store=True)
    problem = fields.Char("Why Not Valid", compute="_compute_valid", store=True)

    @api.depends("surname", "given_names")
    def _compute_person_key(self):
        for row in self:
            row.person_key = poll.name_key(row.surname, row.given_names)

    @api.depends(
        "person_key", "pesel", "in_unit", "legible", "address", "candidate_id.signature_ids.person_key",
        "candidate_id.signature_ids.pesel", "candidate_id.constituency_id.candidate_ids.state",
    )
    def _compute_valid(self):
        for candidate, rows in self.grouped("candidate_id").items():
            barred = set()
            if candidate and candidate.election_id._params()["supporters_may_not_stand"]:
                # sudo: biuro.wybory.osiedle.candidate - the names of those who stand, compared only
                barred = set(candidate.sudo().election_id.candidate_ids._standing(pending=True).mapped("person_key"))
            first = {}
            for row in candidate.signature_ids.sorted(lambda row: (row.row, row.id or row._origin.id or 0)):
                first.setdefault(row.pesel or (row.person_key, (row.address or "").lower()), row)
            for row in rows:
                key = row.pesel or (row.person_key, (row.address or "").lower())
                if not row.legible:
                    row.problem = "brak podpisu albo nieczytelne dane"
                elif not row.in_unit:
                    row.problem = "osoba spoza jednostki (X06)"
                elif first.get(key, row) != row:
                    row.problem = "ta sama osoba podpisała się już wyżej (X06)"
                elif row.person_key in barred:
                    row.problem = "osoba sama kandyduje (X06)"
                else:
                    row.problem = False
                row.valid = not row.problem

    @api.constrains("pesel")
    def _check_pesel(self):
        for row in self.filtered("pesel"):
            answer = identifiers.pesel(row.pesel)
            if not answer["valid"]:
                raise ValidationError(self.env._(
                    "Row %(row)s: %(problem)s", row=row.row or "–", problem=answer["problem"],
                ))

    def _read_format(self, fnames, load="_classic_read"):
        """Who reads the people of a sheet leaves a trace on its nomination."""
        if not PERSONAL.isdisjoint(fnames):
            self.env["biuro.access.log"]._log(self.candidate_id, "list")
        return super()._read_format(fnames, load)

    def export_data(self, fields_to_export):
        if not PERSONAL.isdisjoint(name.split("/")[0] for name in fields_to_export):
            raise UserError(self.env._("The people of a supporters' sheet are not exported."))
        return super().export_data(fields_to_export)

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows.candidate_id._recount()
        return rows

    def write(self, vals):
        result = super().write(vals)
        self.candidate_id._recount()
        return result

    def unlink(self):
        candidates = self.candidate_id
        result = super().unlink()
        candidates._recount()
        return result


class BiuroWyboryOsiedleCandidate(models.Model):
    _inherit = "biuro.wybory.osiedle.candidate"

    signature_ids = fields.One2many(
        "biuro.wybory.osiedle.candidate.signature", "candidate_id", "Signatures",
        groups="biuro_wybory.biuro_wybory_group_osiedle_user", copy=False,
    )

    def _recount(self):
        """Take the counts from the rows, where rows are typed in."""
        for candidate in self.exists():
            if candidate.election_id.state == "closed" and self.env.su:
                # rows forgotten with the closed papers: the counts stay
                continue
            if candidate.state not in ("received", "defective"):
                raise UserError(self.env._("A decided nomination does not change any more."))
            rows = candidate.signature_ids
            candidate.write({"signatures_submitted": len(rows), "signatures_valid": len(rows.filtered("valid"))})
