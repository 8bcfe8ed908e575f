from datetime import date

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import dates

STATES = [
    ("draft", "Planned"),
    ("open", "Nominations open"),
    ("verification", "Verification"),
    ("opinion", "With the opinion team"),
    ("voting", "Voting"),
    ("elected", "Elected"),
    ("handed_over", "Handed over to the courts"),
    ("closing", "Return and destruction"),
    ("closed", "Election closed"),
    ("cancelled", "Called off"),
]
# while these last nothing was decided by the Council
BEFORE_VOTE = ("draft", "open", "verification", "opinion")


class BiuroWyboryLawnikTerm(models.Model):
    """Election of lay judges for a term (u.s.p. art. 158-168): from the letter of the court to the destroyed files.

    draft - open - verification - opinion - voting - elected - handed_over - closing - closed; cancelled.
    Its name and history are neutral: nothing here tells of a candidate.
    """

    _name = "biuro.wybory.lawnik.term"
    _description = "Term of Lay Judges"
    _inherit = [
        "biuro.guard.mixin",
        "biuro.deadline.mixin",
        "biuro.publication.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "election_year desc, id desc"
    _reason_verbs = {"action_cancel_election": {"reason": "reason"}}

    name = fields.Char(compute="_compute_name", store=True, readonly=False, required=True, precompute=True)
    kind = fields.Selection(
        [("general", "General election"), ("by_election", "By-election")],
        required=True,
        default="general",
        tracking=True,
    )
    election_year = fields.Integer(
        "Year of the Election", required=True, default=lambda self: office_today().year, aggregator=None, tracking=True
    )
    general_term_id = fields.Many2one(
        "biuro.wybory.lawnik.term",
        "Term Topped Up",
        domain=[("kind", "=", "general")],
        index="btree_not_null",
        ondelete="restrict",
    )
    date_from = fields.Date("Term From", compute="_compute_dates", store=True, readonly=False)
    date_to = fields.Date("Term Until", compute="_compute_dates", store=True, readonly=False, recursive=True)
    nomination_deadline = fields.Date(
        "Nominations Until",
        compute="_compute_nomination_deadline",
        store=True,
        readonly=False,
        tracking=True,
        help="30 June of the year of a general election (art. 162 § 1); of a by-election as the announcement says.",
    )
    nomination_deadline_time = fields.Float(
        "Hour Taken Until", help="Left empty: the whole last day counts.", aggregator=None
    )
    receipt_rule = fields.Selection(
        [("received", "Day of receipt"), ("postmark", "Day of the postmark")],
        "What Keeps the Deadline",
        required=True,
        default="received",
        help="Art. 162 § 10 speaks of nominations that reached the council late.",
    )
    court_letter_id = fields.Many2one(
        "biuro.letter", "Letter of the Court", domain=[("direction", "=", "in")], index="btree_not_null"
    )
    court_letter_no = fields.Char("Number of the Letter", help="Signature of the regional court's letter.")
    court_letter_date = fields.Date("Letter Received On", compute="_compute_court_letter", store=True, readonly=False)
    court_warning = fields.Char("About the Letter", compute="_compute_court_warning")
    quota_ids = fields.One2many("biuro.wybory.lawnik.quota", "term_id", "Numbers to Elect", copy=True)
    seats = fields.Integer("Lay Judges to Elect", compute="_compute_seats", store=True)
    nomination_ids = fields.One2many("biuro.wybory.lawnik.nomination", "term_id", "Nominations")
    police_request_ids = fields.One2many("biuro.wybory.lawnik.police.request", "term_id", "Police Requests")
    police_reply_days = fields.Integer(
        "Days for the Police to Answer", default=14, aggregator=None, help="Counted from the day of receipt."
    )
    resolution_ids = fields.Many2many(
        "biuro.rada.resolution", "biuro_wybory_lawnik_term_resolution_rel", "term_id", "resolution_id", "Resolutions"
    )
    # who of the opinion team may read the files; kept by the team (zespół), art. 163 § 2
    team_user_ids = fields.Many2many(
        "res.users",
        "biuro_wybory_lawnik_term_team_rel",
        "term_id",
        "user_id",
        "People of the Opinion Team",
        domain=lambda self: [("all_group_ids", "in", self.env.ref("biuro_wybory.biuro_wybory_group_lawnik_team").id)],
        copy=False,
    )
    session_id = fields.Many2one("biuro.rada.session", "Session of the Vote", index="btree_not_null", copy=False)
    election_date = fields.Date(
        "Day of the Election", tracking=True, copy=False, help="Planned until the Council has voted."
    )
    scan_enclosures = fields.Boolean(
        "Scans of Enclosures Kept",
        help="The law demands no scans of the papers: they double what must be protected and destroyed.",
    )
    announced_on = fields.Date("Announced On", tracking=True, copy=False)
    announcement_place = fields.Text(
        "Where and When Nominations Are Taken", default="w siedzibie Urzędu, w godzinach pracy Urzędu"
    )
    data_controller = fields.Text(
        "Controller of the Data",
        default="Administratorem danych osobowych kandydatów i osób zgłaszających jest Prezydent Miasta.",
        help="Printed in the clause on personal data.",
    )
    department_id = fields.Many2one("hr.department", "Cell", default=lambda self: self._default_cell(), index=True)
    clerk_id = fields.Many2one(
        "hr.employee", "Handler", default=lambda self: self.env.user._biuro_employee(), tracking=True, index=True
    )
    case_id = fields.Many2one("biuro.case", "Case", index="btree_not_null", copy=False)
    # its terms are for those who work on it, in the cockpit as well
    is_restricted = fields.Boolean("Restricted", default=True, readonly=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    opened_on = fields.Date("Nominations Opened On", readonly=True, copy=False)
    cancel_reason = fields.Char("Why Called Off", readonly=True, copy=False, tracking=True)
    overdue_note = fields.Text(
        "Note on Missing Police Answers", help="Why the team may begin although an answer is missing."
    )
    nomination_count = fields.Integer("Number of Nominations", compute="_compute_nomination_count")
    state = fields.Selection(
        STATES, required=True, readonly=True, default="draft", copy=False, tracking=True, index=True, group_expand=True
    )

    _year_sensible = models.Constraint(
        "CHECK (election_year BETWEEN 2000 AND 2200)", "Give the year of the election with four digits."
    )
    _police_days = models.Constraint("CHECK (police_reply_days > 0)", "The police has at least one day to answer.")
    _time_sensible = models.Constraint(
        "CHECK (nomination_deadline_time >= 0 AND nomination_deadline_time < 24)", "Give an hour of the day."
    )
    _general_uniq = models.UniqueIndex(
        "(company_id, election_year) WHERE kind = 'general' AND state != 'cancelled'",
        "The general election of this year is entered already.",
    )

    @api.model
    def _default_cell(self):
        # sudo: hr.employee - the cell of one's own
        return self.env.user._biuro_employee().sudo().department_id.sudo(False)

    @api.depends("kind", "election_year")
    def _compute_name(self):
        for term in self:
            year = term.election_year or office_today().year
            if term.kind == "general":
                term.name = f"Ławnicy {year + 1}–{year + 4}"
            elif not term.name or term.name.startswith("Ławnicy "):
                term.name = f"Ławnicy – wybory uzupełniające {year}"

    @api.depends("kind", "election_year", "general_term_id.date_to")
    def _compute_dates(self):
        for term in self:
            year = term.election_year
            if not year or not 2000 <= year <= 2200:
                continue
            if term.kind == "general":
                # u.s.p. art. 165 § 1: four calendar years after the year of the election
                span = dates.lay_term(year)
                term.date_from, term.date_to = span["date_from"], span["date_to"]
            else:
                # the mandate of one elected additionally ends with the term of all
                term.date_to = term.general_term_id.date_to or date(year + (2027 - year) % 4, 12, 31)

    @api.depends("kind", "election_year")
    def _compute_nomination_deadline(self):
        for term in self:
            if term.kind == "general" and term.election_year and 2000 <= term.election_year <= 2200:
                term.nomination_deadline = date(term.election_year, 6, 30)

    @api.depends("court_letter_id.date_received")
    def _compute_court_letter(self):
        for term in self:
            if term.court_letter_id:
                # sudo: biuro.letter - the day of receipt of the letter that the term names
                term.court_letter_date = term.court_letter_id.sudo().date_received

    @api.depends("court_letter_date", "nomination_deadline", "kind")
    def _compute_court_warning(self):
        for term in self:
            last = term.nomination_deadline and fields.Date.subtract(term.nomination_deadline, days=30)
            late = term.kind == "general" and term.court_letter_date and last and term.court_letter_date > last
            term.court_warning = late and self.env._(
                "The letter came after %s, the last day for the court to tell the number of lay judges (art. 161 § 2).",
                last.strftime("%d.%m.%Y"),
            )

    @api.depends("quota_ids.seats")
    def _compute_seats(self):
        for term in self:
            term.seats = sum(term.quota_ids.mapped("seats"))

    def _compute_nomination_count(self):
        # sudo: biuro.wybory.lawnik.nomination - a number alone
        rows = (
            self.env["biuro.wybory.lawnik.nomination"]
            .sudo()
            ._read_group([("term_id", "in", self.ids), ("state", "!=", "annulled")], ["term_id"], ["__count"])
        )
        counts = {term.id: count for term, count in rows}
        for term in self:
            term.nomination_count = counts.get(term._origin.id, 0)

    @api.constrains("kind", "nomination_deadline", "election_year")
    def _check_nomination_deadline(self):
        for term in self:
            if term.kind == "general" and term.nomination_deadline != date(term.election_year, 6, 30):
                raise ValidationError(
                    self.env._("Nominations of a general election end on 30 June of its year (u.s.p. art. 162 § 1).")
                )

    @api.constrains("election_date", "kind", "election_year")
    def _check_election_date(self):
        for term in self.filtered("election_date"):
            if term.kind == "general" and not (
                date(term.election_year, 1, 1) <= term.election_date <= date(term.election_year, 10, 31)
            ):
                raise ValidationError(
                    self.env._(
                        "The Council elects lay judges in October of %s at the latest (u.s.p. art. 163 § 1).",
                        term.election_year,
                    )
                )
            if term.nomination_deadline and term.election_date <= term.nomination_deadline:
                raise ValidationError(self.env._("The Council votes after the end of nominations."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        if any(term.state != "draft" for term in self):
            raise UserError(self.env._("An election that was opened is not deleted. Call it off and give the reason."))

    def _get_check_date(self):
        """Return the day by which eligibility is judged (date): the election, planned or held, else 31 October."""
        self.ensure_one()
        if self.election_date:
            return self.election_date
        if self.kind == "general":
            return date(self.election_year, 10, 31)
        return max(office_today(), self.nomination_deadline or office_today())
