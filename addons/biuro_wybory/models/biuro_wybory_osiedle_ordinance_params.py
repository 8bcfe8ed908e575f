from odoo import fields, models


class BiuroWyboryOsiedleOrdinance(models.Model):
    """Parameters of an ordinance, in the groups of the official comparison; ``law/params.py`` says what each means."""

    _inherit = "biuro.wybory.osiedle.ordinance"

    # ---- election and term -----------------------------------------------------------------------------------------

    elected_body = fields.Selection(
        [
            ("council", "The council"),
            ("board_and_chair", "Board together with its chair"),
            ("chair_then_board", "Chair first, then the board"),
        ],
        "Voters Elect", required=True, default="council", tracking=True,
    )
    method = fields.Selection(
        [("polling", "In polling places, on one day"), ("meeting", "At a residents' meeting")],
        "Way of Voting", required=True, default="polling", tracking=True,
    )
    ordered_by = fields.Selection(
        [
            ("city_council", "City Council"),
            ("mayor", "President (mayor)"),
            ("council_chair", "Chair of the City Council"),
            ("district_council", "District council"),
        ],
        "Ordered By", required=True, default="city_council", tracking=True,
    )
    term_years = fields.Integer("Term, Years", default=5, aggregator=None, tracking=True)
    term_rule = fields.Selection(
        [("own", "After its own years"), ("with_city_council", "With the City Council")],
        "Term Ends", required=True, default="own", tracking=True,
    )
    block_same_day_national = fields.Boolean(
        "Never on a National Election Day", default=True, tracking=True,
        help="The act forbids it (u.s.g. art. 35a), except for districts of Warsaw.",
    )
    is_warsaw_district = fields.Boolean("District of Warsaw", tracking=True)
    must_be_non_working_day = fields.Boolean("Only on a Day Off", tracking=True)

    # ---- size and constituencies -----------------------------------------------------------------------------------

    size_rule = fields.Selection(
        [("by_population", "15 up to 20 000 inhabitants, 21 above"), ("fixed", "Fixed number")],
        "Size of the Council", required=True, default="by_population", tracking=True,
    )
    size_fixed = fields.Integer("Fixed Number of Members", aggregator=None, tracking=True)
    use_constituencies = fields.Selection(
        [("none", "None: the whole unit"), ("multi", "Of several seats"), ("single_member", "Of one seat each")],
        "Constituencies", required=True, default="none", tracking=True,
    )
    min_composition_15 = fields.Integer(
        "Least Composition of 15", aggregator=None, tracking=True,
        help="With fewer elected the council is not formed; 0: no such rule.",
    )
    min_composition_21 = fields.Integer("Least Composition of 21", aggregator=None, tracking=True)

    # ---- voters and candidates -------------------------------------------------------------------------------------

    active_right = fields.Text("Right to Vote", tracking=True, help="In the words of the statute.")
    active_age = fields.Integer("Age of Voters", default=18, aggregator=None, tracking=True)
    active_resident = fields.Boolean("Resident of the Unit", default=True, tracking=True)
    active_in_register = fields.Boolean("Entered in the Voters' Register", tracking=True)
    active_nationality = fields.Selection(
        [("pl_and_eu", "Polish and of the European Union"), ("pl_only", "Polish only")],
        "Citizenship of Voters", required=True, default="pl_and_eu", tracking=True,
    )
    passive_right = fields.Selection(
        [("own_rules", "By the statute's own rules"), ("eligible_to_gmina_council", "Eligible to the City Council")],
        "Right to Stand", required=True, default="own_rules", tracking=True,
    )
    passive_right_text = fields.Text("Right to Stand, in Words", tracking=True)
    excludes_city_councillor = fields.Boolean("Not a City Councillor", tracking=True)
    excludes_office_staff = fields.Boolean("Not the Office's Staff", tracking=True)
    excludes_unit_head = fields.Boolean("Not the Head of a City Institution", tracking=True)
    excludes_convicted = fields.Boolean("Not Convicted", tracking=True)
    excludes_commission_member = fields.Boolean("Not a Member of the Commission", default=True, tracking=True)
    proxy_allowed = fields.Boolean("Voting by Proxy", tracking=True)

    # ---- nominations -----------------------------------------------------------------------------------------------

    candidate_unit = fields.Selection(
        [("person", "Persons"), ("list", "Lists of candidates")],
        "What Is Nominated", required=True, default="person", tracking=True,
    )
    signatures_required = fields.Integer(
        "Supporting Signatures", aggregator=None, tracking=True, help="0: candidates nominate themselves.",
    )
    supporters_may_not_stand = fields.Boolean("Supporters May Not Stand", tracking=True)
    nomination_rule = fields.Selection(
        [("offset", "Until a day before the election"), ("at_meeting", "At the meeting")],
        "Nominations Are Taken", required=True, default="offset", tracking=True,
    )
    nomination_deadline_offset = fields.Integer(
        "Nominations End, Days Before", default=30, aggregator=None, tracking=True,
    )
    deadline_time = fields.Float(
        "Hour of the Last Day", aggregator=None, tracking=True, help="0: until the end of the day.",
    )
    absent_candidate_consent_days = fields.Integer(
        "Consent of an Absent Candidate, Days Before", aggregator=None, tracking=True,
    )
    cure_days = fields.Integer("Days to Remove Defects", aggregator=None, tracking=True)
    extension_if = fields.Selection(
        [
            ("none", "Never"),
            ("le_seats", "With as many candidates as seats or fewer"),
            ("lt_seats", "With fewer candidates than seats"),
            ("lt_minimum", "With fewer than the least composition"),
        ],
        "Nominations Are Extended", required=True, default="none", tracking=True,
    )
    extension_days = fields.Integer("Extended by Days", aggregator=None, tracking=True)

    # ---- without voting --------------------------------------------------------------------------------------------

    uncontested_rule = fields.Selection(
        [
            ("elect_all", "All are elected without voting"),
            ("elect_if_equal", "Elected without voting if exactly as many"),
            ("require_more", "There must be more: no election"),
            ("vote_anyway", "Voting takes place all the same"),
        ],
        "No More Candidates Than Seats", required=True, default="elect_all", tracking=True,
    )
    too_few_effect = fields.Selection(
        [
            ("no_council", "No council is formed"),
            ("vacancies_stay", "Seats stay empty"),
            ("council_decides", "The City Council decides"),
            ("abolish_bodies", "Bodies of the unit are dissolved"),
        ],
        "Too Few Candidates", required=True, default="no_council", tracking=True,
    )
    exclude_uncontested_from_turnout = fields.Boolean(
        "Turnout Leaves Out Those Who Do Not Vote", tracking=True,
        help="Voters of constituencies filled without voting are not counted among the entitled.",
    )

    # ---- ballot ----------------------------------------------------------------------------------------------------

    votes_mode = fields.Selection(
        [
            ("one", "One"),
            ("seats", "As many as seats"),
            ("fixed", "Fixed number of votes"),
            ("abs_majority_of_size", "Absolute majority of the council's size"),
        ],
        "Votes of a Voter", required=True, default="seats", tracking=True,
    )
    votes_fixed_15 = fields.Integer("Votes for a Council of 15", aggregator=None, tracking=True)
    votes_fixed_21 = fields.Integer("Votes for a Council of 21", aggregator=None, tracking=True)
    min_marks = fields.Integer("Fewest Marks of a Valid Vote", default=1, aggregator=None, tracking=True)
    hours_from = fields.Float("Polls Open", default=7.0, aggregator=None, tracking=True)
    hours_to = fields.Float("Polls Close", default=21.0, aggregator=None, tracking=True)
    ballot_order = fields.Selection(
        [("alphabetical", "Alphabetical"), ("lots", "By lot")],
        "Order on the Ballot", required=True, default="alphabetical", tracking=True,
    )
    withdrawn_mark = fields.Selection(
        [("ignore_mark", "Is ignored"), ("invalid_if_only", "Makes the vote invalid if it is the only one")],
        "Mark at a Struck Candidate", required=True, default="ignore_mark", tracking=True,
    )

    # ---- turnout ---------------------------------------------------------------------------------------------------

    turnout_kind = fields.Selection(
        [("none", "No condition"), ("percent", "Per cent of the entitled"), ("headcount", "Number of persons")],
        "Condition of Turnout", required=True, default="none", tracking=True,
    )
    turnout_value = fields.Float("Threshold", digits=(9, 2), aggregator=None, tracking=True)
    turnout_operator = fields.Selection(
        [("at_least", "At least as much"), ("more_than", "More than that")],
        "Reached With", required=True, default="at_least", tracking=True,
    )
    turnout_base = fields.Selection(
        [
            ("issued", "Ballots issued"),
            ("from_box", "Ballots from the box"),
            ("valid_cards", "Valid ballots"),
            ("present", "Persons present"),
        ],
        "What Is Counted", required=True, default="issued", tracking=True,
    )
    turnout_scope = fields.Selection(
        [("whole_unit", "The whole unit"), ("constituency", "Each constituency")],
        "Counted In", required=True, default="whole_unit", tracking=True,
    )
    second_attempt = fields.Selection(
        [
            ("none", "No second attempt"),
            ("same_day_after_minutes", "The same day, after some minutes"),
            ("new_date", "On another day"),
        ],
        "Second Attempt", required=True, default="none", tracking=True,
    )
    second_value = fields.Float("Threshold of the Second Attempt", digits=(9, 2), aggregator=None, tracking=True)
    second_minutes = fields.Integer("Second Attempt After Minutes", aggregator=None, tracking=True)
    turnout_fail_effect = fields.Selection(
        [
            ("no_council", "No council is formed"),
            ("repeat_after_months", "The election is repeated"),
            ("council_decides", "The City Council decides"),
        ],
        "Threshold Not Reached", required=True, default="no_council", tracking=True,
    )
    repeat_months = fields.Integer("Repeated After Months", aggregator=None, tracking=True)

    # ---- result and protests ---------------------------------------------------------------------------------------

    majority = fields.Selection(
        [
            ("plurality", "Those with most votes"),
            ("absolute_of_valid", "More than half of the valid votes"),
            ("for_against_simple", "More for than against"),
            ("for_against_absolute", "More for than against and abstaining"),
        ],
        "Who Is Elected", required=True, default="plurality", tracking=True,
    )
    min_votes = fields.Integer("Fewest Votes for a Seat", default=1, aggregator=None, tracking=True)
    tie_rule = fields.Selection(
        [
            ("lots", "Lots are drawn"),
            ("precincts_then_lots", "Precincts won, then lots"),
            ("runoff", "Second round"),
            ("older", "The older one"),
            ("list_order", "Order of the list"),
        ],
        "Equal Votes", required=True, default="lots", tracking=True,
    )
    result_by = fields.Selection(
        [("city_commission", "City electoral commission"), ("precinct_commission", "The precinct's commission")],
        "Result Stated By", required=True, default="city_commission", tracking=True,
    )
    protest_days = fields.Integer("Days for Protests", aggregator=None, tracking=True)
    protest_to = fields.Char("Protests Are Filed With", tracking=True)
    protest_from = fields.Selection(
        [("announcement", "Announcement of the results"), ("election_day", "Day of the election")],
        "Protests Run From", required=True, default="announcement", tracking=True,
    )
    validity_declared_by = fields.Char("Validity Declared By", tracking=True)

    # ---- vacant seats in the term ----------------------------------------------------------------------------------

    vacancy_rule = fields.Selection(
        [
            ("leave", "Stays vacant"),
            ("next_candidate", "The next candidate enters"),
            ("by_election", "A by-election is held"),
            ("next_then_by_election", "Next candidate, then a by-election"),
        ],
        "A Vacant Seat", required=True, default="leave", tracking=True,
    )
    waiver_days = fields.Integer("Days to Give Way", aggregator=None, tracking=True)
    no_filling_last_months = fields.Integer("Not Filled in the Last Months", aggregator=None, tracking=True)
    dissolve_below = fields.Char(
        "Dissolved With Fewer Than", tracking=True,
        help="A share of the council, e.g. 3/5, or a number of members; empty: never.",
    )

    # ---- after the election ----------------------------------------------------------------------------------------

    first_session_days = fields.Integer("First Session Within Days", aggregator=None, tracking=True)
    first_session_called_by = fields.Char("First Session Called By", tracking=True)
    oath = fields.Text("Text of the Oath", tracking=True)
    board_elected_by = fields.Selection(
        [
            ("council", "Council of the unit"),
            ("meeting", "Residents' meeting"),
            ("voters", "Voters, with this election"),
        ],
        "Board Elected By", required=True, default="council", tracking=True,
    )
    board_size_min = fields.Integer("Board From", aggregator=None, tracking=True)
    board_size_max = fields.Integer("Board To", aggregator=None, tracking=True)
    board_from_council_only = fields.Boolean("Board From Council Members Only", tracking=True)
    chair_first = fields.Boolean("Chair Elected First", tracking=True)
    board_majority = fields.Selection(
        [
            ("for_against_simple", "More for than against"),
            ("for_against_absolute", "More for than against and abstaining"),
            ("plurality", "Most votes"),
            ("absolute_of_valid", "Over half of the valid votes"),
        ],
        "Majority for the Board", required=True, default="for_against_simple", tracking=True,
    )
    board_vote_secret = fields.Boolean("Board Elected Secretly", default=True, tracking=True)
