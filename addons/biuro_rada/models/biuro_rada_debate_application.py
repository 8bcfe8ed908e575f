from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.law.inputs import plain
from odoo.addons.biuro_kancelaria.law.terms import UTC, WARSAW
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import sessions


class BiuroRadaDebateApplication(models.Model):
    """Application of a resident to speak in the debate on the report on the state of the city (art. 28aa ust. 6-8).

    The list of supporters holds personal data: only the office of the council sees it, and it is removed after the
    debate.
    """

    _name = "biuro.rada.debate.application"
    _description = "Application to the Debate"
    _inherit = ["biuro.guard.mixin", "mail.thread"]
    _order = "session_id, received_at, id"
    _rec_name = "name"

    session_id = fields.Many2one(
        "biuro.rada.session",
        "Session",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('body_type', '=', 'council')]",
    )
    name = fields.Char("Resident", required=True)
    contact = fields.Char("E-mail or Telephone", help="To tell the resident of the hour; removed after the debate.")
    received_at = fields.Datetime("Received", required=True, default=fields.Datetime.now, tracking=True)
    signature_count = fields.Integer("Valid Signatures", required=True, aggregator=None, tracking=True)
    list_ids = fields.Many2many(
        "ir.attachment",
        "biuro_rada_debate_list_rel",
        string="List of Supporters",
        bypass_search_access=True,
        copy=False,
    )
    lists_removed_on = fields.Date("Lists Removed On", readonly=True, copy=False)
    admitted = fields.Boolean(compute="_compute_admitted", store=True)
    place = fields.Integer("Place in the Debate", compute="_compute_admitted", store=True, aggregator=None)
    problem = fields.Char("Why Not Admitted", compute="_compute_admitted", store=True)
    reject_reason = fields.Selection(
        [("signatures", "Too few signatures"), ("late", "Too late"), ("limit", "No places left")],
        "Ground of Refusal",
        compute="_compute_admitted",
        store=True,
    )
    reasons = fields.Json(compute="_compute_admitted", store=True)
    needed = fields.Integer("Signatures Needed", compute="_compute_needed")
    withdrawn = fields.Boolean(readonly=True, copy=False)
    speaker_id = fields.Many2one("biuro.rada.speaker", "On the List of Speakers", readonly=True, copy=False)

    _signatures = models.Constraint("CHECK (signature_count >= 0)", "The number of signatures is not negative.")

    @api.depends("session_id.term_id.population")
    def _compute_needed(self):
        for application in self:
            population = application.session_id.term_id.population
            application.needed = sessions.debate_signatures(population) if population else 0

    @api.depends(
        "signature_count",
        "received_at",
        "withdrawn",
        "session_id.day",
        "session_id.debate_application_ids.signature_count",
        "session_id.debate_application_ids.received_at",
        "session_id.debate_application_ids.withdrawn",
    )
    def _compute_admitted(self):
        for session in self.session_id:
            # the others of the session matter: who came first takes the place
            own = self.filtered(lambda row, me=session: row.session_id == me)
            rows = ((session._origin.debate_application_ids - own._origin) | own).sorted(
                lambda row: (row.received_at or fields.Datetime.now(), row._origin.id or 0)
            )
            standing = rows.filtered(lambda row: not row.withdrawn)
            company = session.company_id or self.env.company
            answer = sessions.state_debate(
                session.term_id.population,
                session.day,
                [
                    {
                        "received": (row.received_at or fields.Datetime.now()).replace(tzinfo=UTC).astimezone(WARSAW),
                        "signatures": row.signature_count,
                    }
                    for row in standing
                ],
                company.rada_debate_residents or sessions.DEBATE_LIMIT,
            )
            results = dict(zip(standing, answer["applications"], strict=True))
            for row in own:
                result = results.get(row, {"admitted": False, "order": None, "problem": False})
                row.admitted, row.place, row.problem = result["admitted"], result["order"] or 0, result["problem"]
                row.reject_reason = row in results and self._ground(row, session)
                row.reasons = plain(answer["reasons"])
        for row in self.filtered(lambda row: not row.session_id):
            row.admitted, row.place, row.problem, row.reject_reason, row.reasons = False, 0, False, False, []

    def _ground(self, row, session):
        if row.admitted:
            return False
        if row.signature_count < sessions.debate_signatures(session.term_id.population):
            return "signatures"
        return "limit" if "pełna" in (row.problem or "") else "late"

    @api.constrains("received_at", "name", "session_id")
    def _check_application(self):
        for application in self:
            if application.session_id.body_type != "council":
                raise ValidationError(self.env._("Residents speak in the debate of the council."))
            try:
                sessions.debate_signatures(application.session_id.term_id.population)
            except LawError as error:
                raise ValidationError(str(error)) from error

    def action_withdraw(self):
        """Note that the residents gave up: their places pass to the next ones.

        :return: True
        """
        self.check_access("write")
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().write({"withdrawn": True})
        return True

    def action_enlist(self):
        """Put the residents admitted on the list of speakers of the current item, in their order.

        :return: dict ``speakers`` (int)
        :raise UserError: RB-10: not admitted; the debate is not being held
        """
        count = 0
        Speaker = self.env["biuro.rada.speaker"]
        for application in self.sorted("place"):
            application.check_access("write")
            if not application.admitted:
                raise UserError(
                    self.env._(
                        "RB-10: %(name)s is not admitted: %(problem)s.",
                        name=application.name,
                        problem=application.problem or "",
                    )
                )
            if application.speaker_id:
                continue
            answer = Speaker.add_speaker(application.session_id.id, name=application.name, kind="resident")
            # sudo: own model - facts are written by verbs only; access was checked above
            application.sudo().speaker_id = answer["id"]
            count += 1
        return {"speakers": count}

    @api.model
    def _remove_lists(self, sessions_over):
        """Remove the lists of supporters and the contacts of the debates that are over."""
        # sudo: own model, ir.attachment - personal data are removed by the end of the session, whoever closes it
        rows = self.sudo().search([("session_id", "in", sessions_over.ids), ("lists_removed_on", "=", False)])
        rows.list_ids.unlink()
        rows.write({"lists_removed_on": office_today(), "contact": False})
