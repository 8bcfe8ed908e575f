from odoo import api, fields, models
from odoo.fields import Domain


class BiuroSekretariatContract(models.Model):
    """What of a contract is the current user's to do: buttons and filters ask this, the verbs check for themselves."""

    _inherit = "biuro.sekretariat.contract"

    is_mine = fields.Boolean("Mine", compute="_compute_mine", search="_search_is_mine")
    may_give_opinion = fields.Boolean(compute="_compute_mine")
    may_countersign = fields.Boolean(compute="_compute_mine")
    may_order = fields.Boolean(compute="_compute_mine")
    may_keep = fields.Boolean(compute="_compute_mine")
    is_locked = fields.Boolean(
        compute="_compute_mine", help="Registered: changed by an amendment, corrected by the keeper of the register.",
    )

    @api.depends(
        "owner_id", "state", "legal_adviser_id", "legal_opinion_on", "countersigned_on", "countersign_refused_on",
        "countersign_order_id", "money",
    )
    @api.depends_context("uid")
    def _compute_mine(self):
        # sudo: res.users, hr.employee - whom the user acts for and which offices they hold
        people = self.env.user.sudo().acting_employee_ids
        functions, keeper = set(people.mapped("office_function")), self._is_keeper()
        ids = set(people.ids)
        for contract in self:
            open_ = contract.state in ("draft", "opinion", "countersign", "signed")
            wants = open_ and contract.money == "spending" and not contract.countersigned_on
            refused = bool(contract.countersign_refused_on)
            contract.is_mine = contract.owner_id.id in ids
            contract.may_give_opinion = contract.state == "opinion" and not contract.legal_opinion_on and (
                contract.legal_adviser_id.id in ids or "legal_adviser" in functions)
            contract.may_countersign = wants and "treasurer" in functions and (
                not refused or bool(contract.countersign_order_id))
            contract.may_order = bool(
                wants and refused and not contract.countersign_order_id and functions & {"president", "deputy"})
            contract.may_keep = keeper
            contract.is_locked = not open_ and (not keeper or contract.state in ("archived", "annulled"))

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        # sudo: res.users - whom the user acts for
        return Domain("owner_id", "in", self.env.user.sudo().acting_employee_ids.ids)

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        return self._access_filter_recipients(super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs))

    def message_post(self, **kwargs):
        # who is named in a message may read it for ever: not who may not read the contract
        kwargs["partner_ids"] = self._access_filter_partners(list(kwargs.get("partner_ids") or []))
        return super().message_post(**kwargs)
