from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.biuro_kancelaria.law import identifiers

PARTNER_FIELDS = ("name", "vat", "company_registry", "street", "street2", "zip", "city", "country_id", "is_company")


class BiuroSekretariatContractParty(models.Model):
    """Party (strona) of a contract: its data as they stand in the contract, copied once from the contact."""

    _name = "biuro.sekretariat.contract.party"
    _description = "Party of a Contract"
    _inherit = ["biuro.sekretariat.contract.part.mixin"]
    _order = "contract_id, is_own desc, sequence, id"

    contract_id = fields.Many2one(
        "biuro.sekretariat.contract", "Contract", required=True, index=True, ondelete="cascade",
    )
    sequence = fields.Integer(default=10)
    is_own = fields.Boolean("The Office")
    partner_id = fields.Many2one("res.partner", "Contact", index="btree_not_null")
    kind = fields.Selection(
        [("SU01", "Entrepreneur"), ("SU02", "Natural Person"), ("SU03", "Public Finance Unit")],
        required=True, default="SU01",
        help="A natural person who is no entrepreneur is shown to the public by name and surname only.",
    )
    name = fields.Char(compute="_compute_name", store=True, readonly=False, precompute=True)
    first_name = fields.Char("First Name")
    last_name = fields.Char("Surname")
    nip = fields.Char("NIP")
    regon = fields.Char("REGON")
    krs = fields.Char("KRS")
    country_id = fields.Many2one(
        "res.country", default=lambda self: self.env["ir.model.data"]._xmlid_to_res_id("base.pl"),
    )
    street = fields.Char()
    zip = fields.Char("Postcode")
    city = fields.Char()
    is_consortium = fields.Boolean("In a Consortium")

    @api.depends("first_name", "last_name", "kind")
    def _compute_name(self):
        for party in self:
            person = " ".join(filter(None, [party.first_name, party.last_name]))
            party.name = person if party.kind == "SU02" and person else party.name

    @api.depends("name", "nip")
    def _compute_display_name(self):
        for party in self:
            party.display_name = f"{party.name} (NIP {party.nip})" if party.nip else party.name or ""

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        if self.partner_id:
            self.update(self._prepare_snapshot(self.partner_id))

    @api.model_create_multi
    def create(self, vals_list):
        prepared = []
        for vals in vals_list:
            partner = self.env["res.partner"].browse(vals.get("partner_id"))
            if partner:
                vals = {**self._prepare_snapshot(partner), **{key: val for key, val in vals.items() if val}}
            prepared.append(self._clean(vals))
        parties = super().create(prepared)
        parties.contract_id._cru_note_change("party")
        return parties

    def write(self, vals):
        result = super().write(self._clean(vals))
        if vals.keys() - {"sequence"}:
            self.contract_id._cru_note_change("party")
        return result

    @api.model
    def _clean(self, vals):
        """Return the values with identifiers as digits alone."""
        return {
            key: identifiers.compact(value).upper().removeprefix("PL") if key in ("nip", "regon", "krs") and value
            else value
            for key, value in vals.items()
        }

    @api.model
    def _prepare_snapshot(self, partner):
        """Return the data of a contact as a party keeps them (dict)."""
        # sudo: res.partner - every employee reads contacts; only names, numbers and the address are copied
        partner = partner.sudo()
        values = {
            "street": ", ".join(filter(None, [partner.street, partner.street2])), "zip": partner.zip,
            "city": partner.city, "country_id": partner.country_id.id or self.default_get(["country_id"])["country_id"],
        }
        nip = identifiers.compact(partner.vat or "").upper().removeprefix("PL")
        if partner.is_company or nip:
            registry = identifiers.compact(partner.company_registry or "")
            return {
                **values, "kind": "SU03" if partner.is_public_body else "SU01", "name": partner.name, "nip": nip,
                "regon": registry if len(registry) in (9, 14) else False,
                "krs": registry if len(registry) == 10 else False, "first_name": False, "last_name": False,
            }
        first, _space, last = (partner.name or "").strip().rpartition(" ")
        return {
            **values, "kind": "SU02", "first_name": first, "last_name": last, "name": partner.name, "nip": False,
            "regon": False, "krs": False,
        }

    @api.model
    def _prepare_own(self, company):
        """Return the values of the party that is the office itself (dict)."""
        # sudo: res.company - name and public numbers of the office
        company = company.sudo()
        return {
            **self._prepare_snapshot(company.partner_id), "is_own": True, "kind": "SU03", "sequence": 1,
            "partner_id": company.partner_id.id, "name": company.name,
        }

    @api.constrains("nip", "regon", "krs")
    def _check_identifiers(self):
        for party in self:
            foreign = party.country_id and party.country_id.code != "PL"
            for value, check in ((party.nip, identifiers.nip), (party.regon, identifiers.regon)):
                if value and not foreign and (problem := check(value)["problem"]):
                    sentence = f"{party.name or ''}: {problem}"  # the law speaks Polish by itself
                    raise ValidationError(sentence)
            if party.krs and not foreign and not (party.krs.isdecimal() and len(party.krs) == 10):
                raise ValidationError(self.env._("%s: a KRS number has ten digits.", party.name or ""))

    @api.constrains("name")
    def _check_name(self):
        if any(not (party.name or "").strip() for party in self):
            raise ValidationError(self.env._("Give the name of each party."))
