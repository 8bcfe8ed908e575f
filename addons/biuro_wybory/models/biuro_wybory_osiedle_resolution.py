from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.tools import office_today
from odoo.addons.biuro_rada.law import majority

from ..law import service
from .biuro_wybory_osiedle_matter import BODIES

STATES = [
    ("draft", "Draft"),
    ("received", "Received"),
    ("checked_ok", "No objections"),
    ("questioned", "Questioned"),
    ("corrected", "Corrected"),
    ("suspended", "Suspended"),
    ("annulled", "Annulled by the Council"),
    ("upheld", "Left standing"),
]
CHECKS = [("todo", "To be checked"), ("ok", "Right"), ("wrong", "Wrong"), ("na", "Does not apply")]
CHECK_FIELDS = ("check_body", "check_task", "check_quorum", "check_money", "check_privacy")
STANDING = ("received", "checked_ok", "corrected", "upheld", "questioned")


class BiuroWyboryOsiedleResolution(models.Model):
    """Resolution (uchwała) of a council, a board or a meeting of residents, in the unit's own series of numbers."""

    _name = "biuro.wybory.osiedle.resolution"
    _description = "Resolution of a Unit"
    _inherit = [
        "biuro.guard.mixin", "biuro.deadline.mixin", "biuro.publication.mixin", "biuro.wybory.osiedle.matter",
        "biuro.rada.files.mixin", "mail.thread", "mail.activity.mixin",
    ]
    _order = "adopted_date desc, number_seq desc, id desc"
    _rec_names_search = ["number", "title"]
    _reason_verbs = {
        "action_question": {"reason": "reason"}, "action_correct": {"reason": "text", "date": "date"},
        "action_suspend": {"reason": "reason"}, "action_uphold": {"reason": "reason"},
        "action_execute": {"reason": "note", "date": "date"},
    }

    body = fields.Selection(BODIES, required=True, default="council", tracking=True)
    term_id = fields.Many2one(
        "biuro.wybory.osiedle.body.term", "Term", index="btree_not_null", ondelete="restrict",
        compute="_compute_term_id", store=True, readonly=False, domain="[('unit_id', '=', unit_id)]",
    )
    number_seq = fields.Integer("Number in the Series", readonly=True, copy=False, aggregator=None)
    series = fields.Char(readonly=True, copy=False, help="Unit, body and term whose series the number belongs to.")
    number = fields.Char(readonly=True, copy=False, index="trigram", tracking=True)
    title = fields.Char(required=True, index="trigram", tracking=True)
    adopted_date = fields.Date("Adopted On", required=True, default=lambda self: office_today(), tracking=True)
    text = fields.Html()
    attachment_ids = fields.Many2many(
        "ir.attachment", "biuro_wybory_osiedle_resolution_file_rel", string="Files", copy=False)
    meeting_id = fields.Many2one(
        "biuro.wybory.osiedle.meeting", "Sitting", index="btree_not_null", ondelete="restrict",
        domain="[('unit_id', '=', unit_id)]",
    )
    channel = fields.Selection(
        [("paper", "On paper"), ("email", "E-mail"), ("edelivery", "e-Delivery"), ("portal", "Portal of the unit")],
        required=True, default="paper",
    )
    submitted_by_id = fields.Many2one("res.partner", "Submitted By", readonly=True, index="btree_not_null")
    # the vote
    vote_kind = fields.Selection([("open", "Open"), ("secret", "Secret")], "Vote", required=True, default="open")
    majority_kind = fields.Selection(
        [("simple", "Ordinary majority"), ("absolute", "Absolute majority"),
         ("absolute_statutory", "Absolute majority of the statutory number")],
        "Majority", compute="_compute_majority_kind", store=True, readonly=False,
    )
    statutory = fields.Integer("Statutory Number", compute="_compute_statutory", store=True, readonly=False,
                               aggregator=None)
    present = fields.Integer(aggregator=None)
    votes_for = fields.Integer("For", aggregator=None)
    votes_against = fields.Integer("Against", aggregator=None)
    votes_abstain = fields.Integer("Abstained", aggregator=None)
    votes_invalid = fields.Integer("Invalid Votes", aggregator=None, help="Of a secret vote.")
    vote_result = fields.Selection(
        [("unknown", "Not entered"), ("adopted", "Adopted"), ("rejected", "Not adopted"), ("no_quorum", "No quorum")],
        "Result of the Vote", compute="_compute_vote", store=True,
    )
    vote_reasons = fields.Json("Why This Result", compute="_compute_vote", store=True)
    # supervision
    transmitted_on = fields.Date("Transmitted to the Office", readonly=True, copy=False, tracking=True)
    transmit_due = fields.Date("To Be Transmitted Until", compute="_compute_transmit", store=True)
    is_transmitted_late = fields.Boolean("Transmitted Late", compute="_compute_transmit", store=True)
    supervisor = fields.Selection([("mayor", "President"), ("council", "City Council")],
                                  compute="_compute_supervisor")
    check_body = fields.Selection(CHECKS, "The Right Body", required=True, default="todo", copy=False)
    check_task = fields.Selection(CHECKS, "Within the Tasks of the Unit", required=True, default="todo", copy=False,
                                  help="The catalogue of the statute is closed.")
    check_quorum = fields.Selection(CHECKS, "Quorum and Majority", required=True, default="todo", copy=False)
    check_money = fields.Selection(CHECKS, "Money Within the Plan", required=True, default="todo", copy=False)
    check_privacy = fields.Selection(CHECKS, "Personal Data", required=True, default="todo", copy=False)
    check_note = fields.Text("Remarks of the Clerk", copy=False)
    checked_by_id = fields.Many2one("res.users", "Checked By", readonly=True, copy=False)
    checked_on = fields.Date(readonly=True, copy=False)
    decision_due = fields.Date("Decision Until", compute="_compute_decision_due", store=True)
    question_reason = fields.Text("What Is Questioned", readonly=True, copy=False)
    correction_text = fields.Text("How It Was Corrected", readonly=True, copy=False)
    suspend_reason = fields.Text("Why Suspended", readonly=True, copy=False)
    decided_on = fields.Date("Decided On", readonly=True, copy=False, tracking=True)
    decision_text = fields.Text("Decision", readonly=True, copy=False)
    annul_resolution_id = fields.Many2one(
        "biuro.rada.resolution", "Resolution of the City Council", copy=False, index="btree_not_null",
        ondelete="restrict", help="A resolution of a unit is annulled by a resolution of the City Council.",
    )
    annul_scope = fields.Selection([("whole", "In whole"), ("part", "In part")], copy=False, default="whole")
    # execution
    execution_department_id = fields.Many2one("hr.department", "Executed By the Cell", index="btree_not_null")
    execution_state = fields.Selection(
        [("none", "Nothing to execute"), ("waiting", "To be executed"), ("done", "Executed")],
        "Execution", required=True, default="waiting", tracking=True, index=True,
    )
    executed_on = fields.Date(readonly=True, copy=False)
    execution_note = fields.Text("How It Was Executed", readonly=True, copy=False)
    budget_line_id = fields.Many2one("biuro.wybory.osiedle.budget.line", "Line of the Budget", index="btree_not_null",
                                     ondelete="restrict", domain="[('unit_id', '=', unit_id)]")
    request_ids = fields.One2many("biuro.wybory.osiedle.request", "resolution_id", "Requests")
    state = fields.Selection(STATES, required=True, readonly=True, default="draft", copy=False, tracking=True,
                             index=True, group_expand=True)
    is_open = fields.Boolean("Under Supervision", compute="_compute_is_open", search="_search_is_open")

    _series_uniq = models.UniqueIndex(
        "(series, number_seq) WHERE number_seq > 0", "This number of the series is taken already.")
    _counts_positive = models.Constraint(
        "CHECK (present >= 0 AND votes_for >= 0 AND votes_against >= 0 AND votes_abstain >= 0 AND votes_invalid >= 0)",
        "Numbers of votes are not negative.",
    )

    @api.depends("number", "title")
    def _compute_display_name(self):
        for record in self:
            record.display_name = " – ".join(filter(None, [record.number, record.title]))

    @api.depends("unit_id", "adopted_date")
    def _compute_term_id(self):
        for record in self:
            record.term_id = record.unit_id._body_term(record.adopted_date) if record.unit_id else False

    @api.depends("unit_id", "adopted_date")
    def _compute_majority_kind(self):
        for record in self:
            record.majority_kind = self.env["biuro.wybory.osiedle.rule"]._of(
                record.unit_id, record.adopted_date).majority_kind

    @api.depends("unit_id", "body", "adopted_date")
    def _compute_statutory(self):
        for record in self:
            record.statutory = record.unit_id._statutory(record.body, record.adopted_date) if record.unit_id else 0

    @api.depends("body", "majority_kind", "statutory", "present", "votes_for", "votes_against", "votes_abstain",
                 "votes_invalid")
    def _compute_vote(self):
        for record in self:
            record.vote_result, record.vote_reasons = "unknown", []
            cast = record.votes_for + record.votes_against + record.votes_abstain + record.votes_invalid
            if not record.present and not cast:
                continue
            try:
                answer = majority.majority(
                    record.majority_kind or "simple", record._counted_statutory(), record.present, record.votes_for,
                    record.votes_against, record.votes_abstain, record.votes_invalid,
                )
            except LawError:
                continue  # the constraint says what is wrong
            record.vote_result, record.vote_reasons = answer["result"], answer["reasons"]

    def _counted_statutory(self):
        """Return the number that the quorum is counted from; a meeting of residents has the quorum of its statute."""
        if self.body != "residents":
            return self.statutory
        rule = self.env["biuro.wybory.osiedle.rule"]._of(self.unit_id, self.adopted_date)
        return max(2 * rule.meeting_quorum - 1, self.present, 1)

    @api.constrains("majority_kind", "statutory", "present", "votes_for", "votes_against", "votes_abstain",
                    "votes_invalid", "vote_kind")
    def _check_vote(self):
        for record in self:
            if record.vote_kind == "open" and record.votes_invalid:
                raise ValidationError(self.env._("An open vote has no invalid votes: correct the numbers."))
            cast = record.votes_for + record.votes_against + record.votes_abstain + record.votes_invalid
            if not record.present and not cast:
                continue
            try:
                majority.majority(
                    record.majority_kind or "simple", record._counted_statutory(), record.present, record.votes_for,
                    record.votes_against, record.votes_abstain, record.votes_invalid,
                )
            except LawError as error:
                raise ValidationError(self.env._("Numbers of the vote: %s", error.sentence)) from error

    @api.constrains("adopted_date")
    def _check_adopted(self):
        for record in self:
            if record.adopted_date > office_today():
                raise ValidationError(self.env._("A resolution cannot be adopted in the future: correct the day."))

    @api.constrains("unit_id", "meeting_id", "term_id")
    def _check_unit(self):
        for record in self:
            for other in (record.meeting_id, record.term_id):
                if other and other.unit_id != record.unit_id:
                    raise ValidationError(self.env._("The meeting and the term must be of the same unit."))

    @api.depends("unit_id", "adopted_date", "transmitted_on")
    def _compute_transmit(self):
        for record in self:
            rule = self.env["biuro.wybory.osiedle.rule"]._of(record.unit_id, record.adopted_date)
            due = record.adopted_date and record.adopted_date + timedelta(days=rule.transmit_days)
            record.transmit_due = due
            record.is_transmitted_late = bool(record.transmitted_on and due) and record.transmitted_on > due

    def _compute_supervisor(self):
        for record in self:
            record.supervisor = self.env["biuro.wybory.osiedle.rule"]._of(
                record.unit_id, record.adopted_date).supervisor

    @api.depends("deadline_ids.date_deadline", "deadline_ids.state")
    def _compute_decision_due(self):
        for record in self:
            # sudo: biuro.deadline - the legal end alone, of a record that the user reads
            ends = record.sudo().deadline_ids.filtered(lambda line: line.code == "osiedle_supervision")
            record.decision_due = max(ends.mapped("date_deadline"), default=False)

    @api.depends("state")
    def _compute_is_open(self):
        for record in self:
            record.is_open = record.state in ("received", "questioned", "corrected", "suspended")

    def _search_is_open(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "in", ("received", "questioned", "corrected", "suspended"))]

    @api.ondelete(at_uninstall=False)
    def _unlink_except_numbered(self):
        self._check_state("draft")

    def _get_deadline_employee(self):
        return self.unit_id.officer_id

    def _get_deadline_department(self):
        return self.unit_id.officer_id.department_id

    def _rule(self):
        self.ensure_one()
        return self.env["biuro.wybory.osiedle.rule"]._of(self.unit_id, self.adopted_date)

    def _give_number(self):
        """Draw the next number of the series of the unit, the body and the term."""
        self.ensure_one()
        term = self.term_id
        series = f"osiedle:{self.unit_id.id}:{self.body}:{term.id or self.adopted_date.year}"
        # sudo: biuro.register.counter - only registering may move a counter
        number = self.env["biuro.register.counter"].sudo()._draw(series, 0, self.company_id)
        text = service.resolution_number(
            self._rule().resolution_pattern, number, term._series_mark() if term else "", self.adopted_date.year,
            self.unit_id.code,
        )
        return {"series": series, "number_seq": number, "number": text}

    def _publication_values(self):
        self.ensure_one()
        self._check_state(*STANDING, "suspended", "annulled")
        body = dict(BODIES_PL)[self.body]
        return {
            "name": f"Uchwała nr {self.number}: {self.title}",
            "summary": f"{body} – {self.unit_id.name}, {self.adopted_date.strftime('%d.%m.%Y')} r.",
            "body": self.text or "",
            "category_code": "osiedla",
            "legal_basis": "ustawa o dostępie do informacji publicznej, art. 6 ust. 1 pkt 4, art. 20",
            "made_by": f"{body} – {self.unit_id.name}",
            "made_on": self.adopted_date,
            # sudo: ir.attachment - files of a record that the user reads
            "files": [{"name": file.name, "data": file.datas} for file in self.sudo().attachment_ids if file.datas],
        }


BODIES_PL = [("council", "Rada"), ("board", "Zarząd"), ("residents", "Ogólne zebranie mieszkańców")]
