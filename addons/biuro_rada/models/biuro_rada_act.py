from odoo import fields, models

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaAct(models.Model):
    """Order (zarządzenie) of the President or another act of the executive, in its register."""

    _name = "biuro.rada.act"
    _description = "Order of the President"
    _inherit = [
        "biuro.guard.mixin",
        "biuro.register.mixin",
        "biuro.deadline.mixin",
        "biuro.publication.mixin",
        "biuro.rada.publish.term.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "date desc, id desc"
    _rec_name = "title"
    _register_code = "ZARZ"

    title = fields.Char(required=True, tracking=True, index="trigram")
    date = fields.Date(required=True, default=lambda self: office_today(), tracking=True)
    issuer_id = fields.Many2one("hr.employee", "Issued By", required=True)
    kind = fields.Selection(
        [
            ("order", "Order of the President"),
            ("order_rules", "Order rules (przepisy porządkowe)"),
            ("circular", "Circular"),
            ("authorisation", "Authorisation"),
            ("other", "Other"),
        ],
        required=True,
        default="order",
        tracking=True,
    )
    legal_basis = fields.Text(required=True)
    body = fields.Html("Text")
    department_id = fields.Many2one("hr.department", "Prepared By", index="btree_not_null")
    supervision_ids = fields.One2many("biuro.rada.supervision", "act_id", "Supervision")
    approved_resolution_id = fields.Many2one("biuro.rada.resolution", "Approved By the Council", readonly=True)
    in_force_from = fields.Date("In Force From", required=True)
    valid_until = fields.Date("In Force Until")
    amends_ids = fields.Many2many("biuro.rada.act", "biuro_rada_act_amends_rel", "act_id", "target_id", "Amends")
    repeals_ids = fields.Many2many("biuro.rada.act", "biuro_rada_act_repeals_rel", "act_id", "target_id", "Repeals")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    state = fields.Selection(
        [("draft", "Prepared"), ("issued", "Issued"), ("cancelled", "Cancelled")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        tracking=True,
    )
