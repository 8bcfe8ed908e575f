from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law.terms import local
from odoo.addons.biuro_kancelaria.tools import office_today

CLERKS = "biuro_wybory.biuro_wybory_group_osiedle_user"


class BiuroWyboryOsiedleProtest(models.Model):
    """Protest against an election (protest wyborczy). Who filed it is known to the clerks of the election alone."""

    _name = "biuro.wybory.osiedle.protest"
    _description = "Election Protest"
    _inherit = ["biuro.guard.mixin"]
    _order = "election_id, number, id"
    # everybody's reading of who filed it, and why, is kept
    _access_reference = "number"
    _access_handler = None

    election_id = fields.Many2one(
        "biuro.wybory.osiedle.election", "Election", required=True, index=True, ondelete="restrict",
        domain="[('state', 'in', ('announced', 'protest'))]")
    unit_id = fields.Many2one(related="election_id.unit_id", store=True, index=True)
    company_id = fields.Many2one(related="election_id.company_id", store=True)
    number = fields.Integer("No.", readonly=True, copy=False, aggregator=None)
    received_at = fields.Datetime("Received", required=True, default=fields.Datetime.now, copy=False)
    author = fields.Char("Filed By", required=True, groups=CLERKS, copy=False)
    author_contact = fields.Char("Address for the Answer", groups=CLERKS, copy=False)
    letter_id = fields.Many2one(
        "biuro.letter", "Incoming Letter", index="btree_not_null", ondelete="restrict", groups=CLERKS, copy=False)
    ground = fields.Text("Grounds", required=True, groups=CLERKS, copy=False)
    constituency_id = fields.Many2one(
        "biuro.wybory.osiedle.constituency", "Concerns the Constituency", index="btree_not_null", ondelete="restrict",
        domain="[('election_id', '=', election_id)]", help="Empty: the whole election.")
    in_time = fields.Boolean("Filed in Time", compute="_compute_in_time", store=True)
    in_time_reasons = fields.Json("Why", compute="_compute_in_time", store=True)
    decided_by = fields.Char(readonly=True, copy=False)
    decision_act = fields.Char("Act of the Decision", readonly=True, copy=False)
    decision_date = fields.Date("Decided On", readonly=True, copy=False)
    decision_text = fields.Text("Reasons of the Decision", readonly=True, copy=False)
    effect = fields.Selection(
        [("none", "None"), ("corrected", "Result corrected"), ("repeat", "Vote repeated")],
        readonly=True, copy=False)
    state = fields.Selection(
        [("open", "To be decided"), ("dismissed", "Dismissed"), ("left", "Left without examination"),
         ("upheld", "Upheld")],
        required=True, readonly=True, default="open", copy=False, index=True)

    _number_uniq = models.UniqueIndex("(election_id, number)", "This number of a protest is taken. Try again.")

    @api.depends("number", "unit_id.name")
    def _compute_display_name(self):
        for protest in self:
            protest.display_name = self.env._(
                "%(unit)s, protest no. %(number)s", unit=protest.unit_id.name or "", number=protest.number or "…")

    @api.depends("received_at", "election_id.protest_until")
    def _compute_in_time(self):
        for protest in self:
            until, day = protest.election_id.protest_until, local(protest.received_at).date()
            protest.in_time = not until or day <= until
            text = f"Protest wpłynął {day:%d.%m.%Y}; " + (
                f"termin upłynął {until:%d.%m.%Y}." if until and day > until
                else f"termin upływa {until:%d.%m.%Y}." if until else "ordynacja nie ustala terminu.")
            protest.in_time_reasons = [{"rule": "protest_days", "article": "ordynacja wyborcza", "text": text}]

    @api.model_create_multi
    def create(self, vals_list):
        protests = super().create(vals_list)
        for protest in protests:
            if protest.election_id.state not in ("announced", "protest"):
                raise UserError(self.env._("Protests are filed after the results are announced."))
            protest.election_id._bump()
            # sudo: own model - the next number of the election, given once
            numbered = [("election_id", "=", protest.election_id.id), ("number", ">", 0)]
            last = self.sudo().search(numbered, order="number desc", limit=1)
            protest.sudo().number = last.number + 1
        return protests

    def write(self, vals):
        if not self.env.su and self.filtered(lambda one: one.state != "open"):
            raise UserError(self.env._("A decided protest does not change."))
        return super().write(vals)

    def action_decide(self, decision, act, text, effect="none", date=None):
        """Decide a protest by the body that the ordinance names.

        :param str decision: ``dismissed``, ``left`` (filed late or by somebody not entitled) or ``upheld``
        :param str act: number of the decision
        :param str text: its reasons, without personal data
        :param str effect: of an upheld protest: ``none`` (no influence on the result), ``corrected`` or ``repeat``
        :param str date: day "YYYY-MM-DD", today by default
        :return: dict ``state``, ``effect``
        :raise UserError: decided already, no act or reasons, a late protest examined, an effect without upholding
        """
        self.ensure_one()
        self.check_access("write")
        self.election_id._bump()
        self.invalidate_recordset()
        if self.state != "open":
            raise UserError(self.env._("This protest is decided already."))
        if decision not in ("dismissed", "left", "upheld") or effect not in ("none", "corrected", "repeat"):
            raise UserError(self.env._("Choose the decision and its effect."))
        if not ((act or "").strip() and (text or "").strip()):
            raise UserError(self.env._("Give the act and the reasons of the decision."))
        if not self.in_time and decision != "left":
            raise UserError(self.env._("The protest came after the term: it is left without examination."))
        if effect != "none" and decision != "upheld":
            raise UserError(self.env._("Only an upheld protest has an effect on the result."))
        # sudo: own model - facts written by this verb; access was checked above
        self.sudo().write({
            "state": decision, "effect": effect, "decision_act": act.strip(), "decision_text": text.strip(),
            "decision_date": fields.Date.to_date(date) or office_today(),
            "decided_by": self.election_id._law_params()["protest_to"] or False})
        return {"state": self.state, "effect": self.effect}

    def _private(self):
        return {name for name, field in self._fields.items() if field.groups == CLERKS}

    def _read_format(self, fnames, load="_classic_read"):
        """Who reads the author or the grounds leaves a trace."""
        if not self._private().isdisjoint(fnames):
            self.env["biuro.access.log"]._log(self, "form" if len(self) == 1 else "list")
        return super()._read_format(fnames, load)

    def export_data(self, fields_to_export):
        if not self._private().isdisjoint(name.split("/")[0] for name in fields_to_export):
            self.env["biuro.access.log"]._log(self, "export")
        return super().export_data(fields_to_export)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A protest is never deleted."))
