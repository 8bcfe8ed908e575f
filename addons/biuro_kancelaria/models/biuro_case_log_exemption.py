from odoo import api, fields, models


class BiuroCaseLogExemption(models.Model):
    """Kind of cases that need no log: an act and its articles (Dz.U. 2012 poz. 269, annexes)."""

    _name = "biuro.case.log.exemption"
    _description = "Kind of Cases without the Case Log"
    _order = "sequence, id"
    _rec_names_search = ["name", "act", "article"]

    name = fields.Char("Kind of Cases", required=True)
    sequence = fields.Integer(default=10, aggregator=None)
    act = fields.Char("Statute", help="The act of the legal basis of these cases, with its place of publication.")
    article = fields.Char("Articles", help="As the annex to the regulation names them.")
    source = fields.Char(required=True, default="rozporządzenie MAC z 9 marca 2012 r., Dz.U. 2012 poz. 269")
    note = fields.Char("Remarks")
    is_usable = fields.Boolean(
        "Complete", compute="_compute_is_usable", store=True, help="Has the act and the articles: may be chosen.",
    )
    basis = fields.Char("Legal Basis", compute="_compute_basis")
    active = fields.Boolean(default=True)

    @api.depends("act", "article")
    def _compute_is_usable(self):
        for kind in self:
            kind.is_usable = bool((kind.act or "").strip() and (kind.article or "").strip())

    @api.depends("act", "article", "source")
    def _compute_basis(self):
        for kind in self:
            kind.basis = ", ".join(filter(None, [kind.article, kind.act, kind.source]))

    @api.depends("name", "article")
    def _compute_display_name(self):
        for kind in self:
            kind.display_name = f"{kind.name} ({kind.article})" if kind.article else kind.name or ""
