from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

SHOWN = ("registered", "active", "ended", "archived")
PAGE = 50


class BiuroSekretariatContract(models.Model):
    """Own public register of contracts: a separate act of the keeper, never a side effect of saving."""

    _inherit = "biuro.sekretariat.contract"

    bip_published_on = fields.Date("Published On", readonly=True, copy=False, tracking=True, index="btree_not_null")
    bip_published_by_id = fields.Many2one("res.users", "Published By", readonly=True, copy=False)

    def action_bip_publish(self):
        """Show registered contracts on the public page of the office's own register.

        :return: True
        :raise AccessError: not the keeper of the register
        :raise UserError: not registered, or restricted
        """
        if not self._is_keeper():
            raise AccessError(self.env._("Only the keeper of the register publishes its entries."))
        for contract in self:
            if contract.state not in SHOWN:
                raise UserError(self.env._("“%s” is not registered, or was annulled.", contract.display_name))
            if contract.public_level == "restricted":
                raise UserError(self.env._("“%s” is restricted: it is not published.", contract.display_name))
        # sudo: own model - written by this verb alone, for the keeper
        self.sudo().write({"bip_published_on": self._today(), "bip_published_by_id": self.env.uid})
        return True

    def action_bip_withdraw(self):
        """Take contracts off the public page.

        :return: True
        :raise AccessError: not the keeper of the register
        """
        if not self._is_keeper():
            raise AccessError(self.env._("Only the keeper of the register publishes its entries."))
        # sudo: own model - as above
        self.sudo().write({"bip_published_on": False, "bip_published_by_id": False})
        return True


class BiuroSekretariatContractBip(models.AbstractModel):
    """What the public page shows of contracts: contractor, subject, value and dates, without what is excluded."""

    _name = "biuro.sekretariat.contract.bip"
    _description = "Contracts on Public Pages"

    @api.model
    def _registers(self):
        # sudo: biuro.register - whether and how the register is public
        return self.env["biuro.register"].sudo().search([
            ("model", "=", "biuro.sekretariat.contract"), ("bip_contracts", "=", True),
            ("company_id", "=", self.env.company.id),
        ])

    @api.model
    def _domain(self, query="", year=0):
        domain = Domain("register_id", "in", self._registers().ids) & Domain("bip_published_on", "!=", False)
        domain &= Domain("state", "in", SHOWN) & Domain("public_level", "!=", "restricted")
        if year:
            domain &= Domain("register_year", "=", year)
        if query:
            # a name that is not shown must not be found either: the subject alone, where it is open
            domain &= Domain("subject", "ilike", query) & ~Domain(
                "exclusion_ids", "any", [("exclusion_scope", "=", "SC03")])
        return domain

    @api.model
    def _stamp(self):
        """Return what changes with each publication: (text for an ETag, moment of the last change or False)."""
        # sudo: contracts - aggregates only
        [(count, last)] = self.env["biuro.sekretariat.contract"].sudo()._read_group(
            self._domain(), [], ["__count", "write_date:max"])
        registers = self._registers()
        return f"contracts-{count}-{last}-{registers.ids}-{registers.mapped('write_date')}", last

    @api.model
    def _list(self, query="", year=0, page=1, limit=PAGE):
        """Return (how many, list of dicts) of a page, the newest first."""
        # sudo: contracts - published by the keeper; only the values below leave
        Contract = self.env["biuro.sekretariat.contract"].sudo()
        domain = self._domain(query, year)
        total = Contract.search_count(domain)
        return total, [
            self._public(contract)
            for contract in Contract.search(domain, order="id desc", limit=limit, offset=(page - 1) * limit)
        ]

    @api.model
    def _public(self, contract):
        hidden = {line.exclusion_scope: line for line in contract.exclusion_ids}
        excluded = self.env._("not open: %s")

        def closed(scope):
            return excluded % hidden[scope].exclusion_basis

        people = contract.register_id.bip_contract_people
        names = []
        for party in contract.party_ids.filtered(lambda party: not party.is_own):
            if "SC02" in hidden and (not hidden["SC02"].party_ids or party in hidden["SC02"].party_ids):
                names.append(closed("SC02"))
            elif party.kind == "SU02" and not people:
                names.append(self.env._("natural person"))
            else:
                names.append(party.name)
        value = contract._money(contract.value_total) if contract.value_total else False
        return {
            "number": contract.register_ref,
            "party": ", ".join(dict.fromkeys(filter(None, names))),
            "subject": closed("SC03") if "SC03" in hidden else contract.subject,
            "value_net": closed("SC04") if "SC04" in hidden else str(value) if value else "",
            "value_basis": contract.value_basis,
            "currency": contract.currency_id.name,
            "date_signed": contract.date_signed,
            "date_start": contract.date_start or contract.date_signed,
            "date_end": contract.date_ended or contract.date_end or False,
        }
