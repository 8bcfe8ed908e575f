from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.law.inputs import utc
from odoo.addons.biuro_kancelaria.law.terms import WARSAW

from ..law import params as ordinance
from ..law import poll

STATES = [
    ("draft", "Planned"),
    ("ordered", "Election ordered"),
    ("nomination", "Nominations open"),
    ("extension", "Nominations extended"),
    ("registration", "Registration of candidates"),
    ("voting", "Voting"),
    ("counting", "Counting"),
    ("awaiting_draw", "Lots to be drawn"),
    ("announced", "Results announced"),
    ("protest", "Time for protests"),
    ("valid", "Valid election"),
    ("invalid", "Invalid election"),
    ("partly_invalid", "Invalid in part"),
    ("constituted", "Bodies constituted"),
    ("not_constituted", "No council"),
    ("closed", "Papers closed"),
    ("cancelled", "Called off"),
]
BEFORE_VOTE = ("draft", "ordered", "nomination", "extension", "registration")


class BiuroWyboryOsiedleElection(models.Model):
    """Election of the bodies of one unit, from the plan to the closed papers (B.7).

    Everything up to ``voting`` is here and in the files ``..._order`` and ``..._course``; the count has its own.
    """

    _name = "biuro.wybory.osiedle.election"
    _description = "Election in a Unit"
    _inherit = ["biuro.guard.mixin", "biuro.publication.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "election_date desc, unit_id, id"
    # the form and imports may name a state nowhere: verbs write it
    _rec_names_search = ["unit_id.name", "unit_id.code"]

    unit_id = fields.Many2one(
        "biuro.wybory.osiedle", "Unit", required=True, index=True, ondelete="restrict", tracking=True,
    )
    campaign_id = fields.Many2one(
        "biuro.wybory.osiedle.campaign", "Campaign", index="btree_not_null", ondelete="restrict", tracking=True,
    )
    company_id = fields.Many2one(related="unit_id.company_id", store=True, index=True)
    kind = fields.Selection(
        [("general", "General election"), ("by_election", "By-election"), ("repeat", "Repeated election")],
        required=True, default="general", tracking=True,
    )
    elected_body = fields.Selection(
        [("council", "Council"), ("board_and_chair", "Board and its chair"), ("chair_then_board", "Chair, then board")],
        "Elected Body", compute="_compute_params", store=True,
    )
    method = fields.Selection(
        [("polling", "Polling day"), ("meeting", "Meeting of residents")], "Way of Voting",
        compute="_compute_params", store=True,
    )
    ordinance_id = fields.Many2one(
        "biuro.wybory.osiedle.ordinance", "Ordinance", index="btree_not_null", ondelete="restrict", tracking=True,
        compute="_compute_ordinance", store=True, readonly=False,
    )
    ordinance_snapshot = fields.Json(
        "Ordinance as Ordered", readonly=True, copy=False,
        help="The parameters of the ordinance on the day of the ordering act; they never change afterwards (X13).",
    )
    election_date = fields.Date("Election Day", required=True, index=True, tracking=True)
    seats = fields.Integer(
        "Seats to Fill", compute="_compute_seats", store=True, readonly=False, precompute=True, aggregator="sum",
        tracking=True,
        help="The size of the council in a general election; the empty seats in a by-election.",
    )
    clerk_id = fields.Many2one(
        "hr.employee", "Led By", index="btree_not_null", tracking=True,
        compute="_compute_clerk", store=True, readonly=False, precompute=True,
    )
    department_id = fields.Many2one(
        "hr.department", "Cell", compute="_compute_department", store=True, compute_sudo=True,
    )
    state = fields.Selection(
        STATES, required=True, readonly=True, default="draft", copy=False, tracking=True, index=True,
    )

    # the ordering act
    ordering_act_kind = fields.Selection(
        [
            ("mayor_order", "Order of the President"), ("council_resolution", "Resolution of the City Council"),
            ("chair_decision", "Decision of the chair of the Council"),
            ("district_resolution", "Resolution of the district council"),
        ],
        "Kind of Act", readonly=True, copy=False,
    )
    ordering_act_number = fields.Char("Number of the Act", readonly=True, copy=False)
    ordering_act_date = fields.Date("Date of the Ordering Act", readonly=True, copy=False, tracking=True)
    ordering_resolution_id = fields.Many2one(
        "biuro.rada.resolution", "Resolution", index="btree_not_null", readonly=True, copy=False, ondelete="restrict",
    )
    cancel_reason = fields.Char("Called Off Because", readonly=True, copy=False)

    # the day
    national_exception = fields.Selection(
        [
            ("warsaw_district", "District of Warsaw (art. 35a)"),
            ("not_general", "By-, early or repeated national election named in art. 35a ust. 3"),
        ],
        "Exception of Art. 35a", copy=False, tracking=True,
    )
    national_reason = fields.Char("Why the Exception Holds", copy=False)
    hours_from = fields.Float("Polls Open", compute="_compute_hours", store=True, readonly=False, aggregator=None)
    hours_to = fields.Float("Polls Close", compute="_compute_hours", store=True, readonly=False, aggregator=None)
    meeting_start = fields.Float("Meeting Begins", aggregator=None, default=17.0)
    meeting_place = fields.Char("Place of the Meeting", help="Hall and address, as the notice names them.")
    nomination_end = fields.Datetime("Nominations Until", compute="_compute_nomination_end", store=True)

    constituency_ids = fields.One2many("biuro.wybory.osiedle.constituency", "election_id", "Constituencies", copy=True)
    precinct_ids = fields.One2many("biuro.wybory.osiedle.precinct", "election_id", "Precincts")
    commission_ids = fields.One2many("biuro.wybory.osiedle.commission", "election_id", "Commissions")
    candidate_ids = fields.One2many("biuro.wybory.osiedle.candidate", "election_id", "Nominations")
    candidate_count = fields.Integer("Number of Nominations", compute="_compute_candidate_count", compute_sudo=True)
    registered_count = fields.Integer("Registered Candidates", compute="_compute_candidate_count", compute_sudo=True)
    note = fields.Text("Notes")

    _hours_ordered = models.Constraint(
        "CHECK (hours_from >= 0 AND hours_to <= 24 AND hours_from <= hours_to)",
        "Polls close after they open, within one day.",
    )
    _seats_positive = models.Constraint("CHECK (seats BETWEEN 0 AND 21)", "A body has from 1 to 21 seats.")

    # ---- computed ------------------------------------------------------------------------------------------------

    @api.depends("unit_id")
    def _compute_ordinance(self):
        for election in self:
            if election.state in (False, "draft"):
                ordinance = election.unit_id.ordinance_id
                # the version that is in force on the day of the vote, where it is known already
                ordinance = ordinance and ordinance._version_on(election.election_date)
                election.ordinance_id = ordinance or election.ordinance_id

    @api.depends("unit_id")
    def _compute_clerk(self):
        for election in self:
            election.clerk_id = election.unit_id.officer_id or election.clerk_id or self.env.user.employee_id

    @api.depends("clerk_id")
    def _compute_department(self):
        for election in self:
            election.department_id = election.clerk_id.department_id

    @api.depends("unit_id.council_size", "kind")
    def _compute_seats(self):
        for election in self:
            if election.state in (False, "draft") and (election.kind != "by_election" or not election.seats):
                election.seats = election.unit_id.council_size

    @api.depends("ordinance_id", "ordinance_snapshot")
    def _compute_params(self):
        for election in self:
            params = election._params()
            election.method = params["method"]
            election.elected_body = params["elected_body"]

    @api.depends("ordinance_id")
    def _compute_hours(self):
        for election in self:
            params = election._params()
            election.hours_from = float(params["hours_from"] or 7)
            election.hours_to = float(params["hours_to"] or 21)

    @api.depends("election_date", "ordinance_id", "ordinance_snapshot")
    def _compute_nomination_end(self):
        for election in self:
            end = election.election_date and election._nomination_end_local()
            election.nomination_end = utc(end.replace(tzinfo=WARSAW)) if end else False

    @api.depends("candidate_ids.state")
    def _compute_candidate_count(self):
        standing = ("registered", "elected", "elected_without_vote", "not_elected")
        for election in self:
            election.candidate_count = len(election.candidate_ids)
            election.registered_count = len(election.candidate_ids.filtered(lambda row: row.state in standing))

    @api.depends("unit_id.name", "election_date", "kind")
    def _compute_display_name(self):
        for election in self:
            day = election.election_date and election.election_date.strftime("%d.%m.%Y") or ""
            election.display_name = f"{election.unit_id.name or ''} ({day})" if day else election.unit_id.name or ""

    # ---- reading -------------------------------------------------------------------------------------------------

    def _params(self):
        """Return all parameters that bind this election (dict): as ordered, or of the ordinance as it stands."""
        self.ensure_one()
        values = self.ordinance_snapshot or (self.ordinance_id.snapshot() if self.ordinance_id else {})
        return self._law(ordinance.read, values)

    def _nomination_end_local(self):
        """Return the last moment of nominations (datetime, local, without zone), none where a meeting nominates."""
        self.ensure_one()
        params = self._params()
        if params["method"] == "meeting" or params["nomination_rule"] == "at_meeting":
            return None
        return poll.nomination_end(
            self.election_date, params["nomination_deadline_offset"], float(params["deadline_time"] or 0),
        )

    # ---- checks --------------------------------------------------------------------------------------------------

    @api.constrains("campaign_id", "election_date")
    def _check_campaign_day(self):
        for election in self:
            campaign = election.campaign_id
            if campaign and election.method != "meeting" and election.election_date != campaign.election_date:
                raise ValidationError(self.env._(
                    "%s votes on another day than its campaign. Take it out of the campaign or set the same day.",
                    election.unit_id.name,
                ))

    @api.constrains("campaign_id", "unit_id", "state")
    def _check_unit_once(self):
        for election in self.filtered("campaign_id"):
            same = election.campaign_id.election_ids.filtered(
                lambda other, me=election: (
                    other != me and other.unit_id == me.unit_id and "cancelled" not in (other.state, me.state)
                )
            )
            if same:
                raise ValidationError(self.env._("%s has an election in this campaign already.", election.unit_id.name))

    def write(self, vals):
        frozen = {
            "unit_id", "ordinance_id", "election_date", "seats", "kind", "hours_from", "hours_to",
        } & vals.keys()
        if frozen:
            for election in self.filtered(lambda row: row.state != "draft"):
                for name in frozen:
                    old = election._fields[name].convert_to_write(election[name], election)
                    new = fields.Date.to_date(vals[name]) if name == "election_date" else vals[name]
                    if old != new:
                        raise UserError(self.env._(
                            "The election in %(unit)s is ordered: “%(field)s” cannot be changed any more (X13). "
                            "Call it off and order another one.",
                            unit=election.unit_id.name, field=self._fields[name]._description_string(self.env),
                        ))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        if any(election.state != "draft" for election in self):
            raise UserError(self.env._("An ordered election is not deleted: call it off, giving the reason."))

    def _law(self, function, *args, **kwargs):
        """Call a function of the law; what it refuses becomes a clear error."""
        try:
            return function(*args, **kwargs)
        except LawError as error:
            raise ValidationError(str(error)) from error
