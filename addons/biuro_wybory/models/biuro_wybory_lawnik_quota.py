from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

# what is in the race, or was until the vote
ADMITTED = ("admitted", "opined", "elected", "not_elected")


class BiuroWyboryLawnikQuota(models.Model):
    """Number of lay judges that the Council elects to a court, set by the board of the regional court (art. 161)."""

    _name = "biuro.wybory.lawnik.quota"
    _description = "Number of Lay Judges to Elect"
    _order = "term_id, court_id, id"

    term_id = fields.Many2one(
        "biuro.wybory.lawnik.term", "Term of Lay Judges", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="term_id.company_id", store=True)
    court_id = fields.Many2one(
        "res.partner", "Court", required=True, index=True, ondelete="restrict", domain=[("court_kind", "!=", False)]
    )
    court_kind = fields.Selection(related="court_id.court_kind", string="Kind of Court")
    division = fields.Char("Division of the Court", help="Where the court's letter splits the number by divisions.")
    seats = fields.Integer("Lay Judges to Elect", required=True, default=1)
    seats_labour = fields.Integer("Of Them for Labour Cases", default=0)
    nomination_ids = fields.One2many("biuro.wybory.lawnik.nomination", "quota_id", "Nominations")
    nominated = fields.Integer("Nominated", compute="_compute_counts")
    admitted = fields.Integer("Formally Admitted", compute="_compute_counts")
    elected = fields.Integer("Elected", compute="_compute_counts")
    vacant = fields.Integer("Vacant", compute="_compute_counts")

    _seats_positive = models.Constraint("CHECK (seats >= 1)", "At least one lay judge is elected to a court.")
    _labour_within = models.Constraint(
        "CHECK (seats_labour >= 0 AND seats_labour <= seats)",
        "Lay judges for labour cases are among those elected to the court: their number cannot exceed it.",
    )
    _court_uniq = models.UniqueIndex(
        "(term_id, court_id, COALESCE(division, ''))", "The number for this court and division is entered already."
    )

    @api.depends("nomination_ids.state", "seats")
    def _compute_counts(self):
        # sudo: biuro.wybory.lawnik.nomination - numbers alone, which everybody who sees the term may know
        rows = (
            self.env["biuro.wybory.lawnik.nomination"]
            .sudo()
            ._read_group(
                [("quota_id", "in", self.ids), ("state", "!=", "annulled")], ["quota_id", "state"], ["__count"]
            )
        )
        found = {}
        for quota, state, count in rows:
            found.setdefault(quota.id, {})[state] = count
        for quota in self:
            counts = found.get(quota._origin.id, {})
            quota.nominated = sum(counts.values())
            quota.admitted = sum(counts.get(state, 0) for state in ADMITTED)
            quota.elected = counts.get("elected", 0)
            quota.vacant = max(quota.seats - quota.elected, 0)

    @api.depends("court_id", "division")
    def _compute_display_name(self):
        for quota in self:
            quota.display_name = ", ".join(filter(None, [quota.court_id.name, quota.division]))

    @api.constrains("court_id")
    def _check_court(self):
        for quota in self:
            if not quota.court_id.court_kind:
                raise ValidationError(
                    self.env._("Choose a regional or a district court; others have no lay judges elected by councils.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        quotas = super().create(vals_list)
        quotas._check_term_open()
        return quotas

    def write(self, vals):
        self._check_term_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_open(self):
        self._check_term_open()
        # sudo: biuro.wybory.lawnik.nomination - only whether there is one
        if self.env["biuro.wybory.lawnik.nomination"].sudo().search_count([("quota_id", "in", self.ids)], limit=1):
            raise UserError(self.env._("Nominations to this court were received: its number cannot be deleted."))

    def _check_term_open(self):
        if not self.env.su and any(quota.term_id.state not in ("draft", "open", "verification") for quota in self):
            raise UserError(self.env._("The numbers of lay judges change until the opinion team begins its work."))
