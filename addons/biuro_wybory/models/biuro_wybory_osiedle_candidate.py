from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.law import identifiers
from odoo.addons.biuro_kancelaria.law.terms import local

from ..law import poll

CLERKS = "biuro_wybory.biuro_wybory_group_osiedle_user"
STATES = [
    ("received", "Received"),
    ("defective", "Defects to be cured"),
    ("registered", "Registered"),
    ("refused", "Refused"),
    ("struck", "Struck off"),
    ("elected", "Elected"),
    ("elected_without_vote", "Elected without voting"),
    ("not_elected", "Not elected"),
]
STANDING = ("registered", "elected", "elected_without_vote", "not_elected")
# fields that tell the public who stands
PUBLIC = ("surname", "given_names", "age", "profession", "constituency_id", "ballot_number", "state")


class BiuroWyboryOsiedleCandidate(models.Model):
    """Nomination of a candidate (zgłoszenie kandydata). Public are the name, the age and the constituency, no more.

    No chatter and no activities: both would carry names to people who may not see them.
    """

    _name = "biuro.wybory.osiedle.candidate"
    _description = "Candidate"
    _inherit = ["biuro.guard.mixin"]
    _order = "constituency_id, ballot_number, name_order, id"
    _rec_names_search = ["surname", "given_names"]
    # the journal of reading names a nomination by this, and leaves out who leads the election
    _access_reference = "reference"
    _access_handler = "clerk_id"

    reference = fields.Char("Sign of the Nomination", compute="_compute_reference", store=True)
    clerk_id = fields.Many2one(related="election_id.clerk_id", store=True, index="btree_not_null")
    access_restricted = fields.Boolean("Access Limited", default=True, readonly=True, copy=False)
    number = fields.Integer("Nomination No.", readonly=True, copy=False, aggregator=None)
    election_id = fields.Many2one(
        "biuro.wybory.osiedle.election", "Election", required=True, index=True, ondelete="restrict",
    )
    constituency_id = fields.Many2one(
        "biuro.wybory.osiedle.constituency", "Constituency", required=True, index=True, ondelete="restrict",
        domain="[('election_id', '=?', election_id)]",
    )
    unit_id = fields.Many2one(related="election_id.unit_id", store=True, index=True)
    campaign_id = fields.Many2one(related="election_id.campaign_id", store=True, index="btree_not_null")
    company_id = fields.Many2one(related="election_id.company_id", store=True)
    election_state = fields.Selection(related="election_id.state", string="State of the Election")

    surname = fields.Char(required=True, index="trigram")
    given_names = fields.Char(required=True)
    name_order = fields.Char(compute="_compute_names", store=True, help="Order of the Polish alphabet.")
    person_key = fields.Char(compute="_compute_names", store=True, index=True, groups=fields.NO_ACCESS)
    birth_date = fields.Date("Date of Birth", groups=CLERKS, copy=False)
    age = fields.Integer("Age on Election Day", compute="_compute_age", compute_sudo=True, aggregator=None)
    pesel = fields.Char(
        "PESEL", compute="_compute_pesel", inverse="_inverse_pesel", search="_search_pesel", groups=CLERKS, copy=False,
        help="Searched by the whole number only.",
    )
    pesel_value = fields.Char(groups=fields.NO_ACCESS, copy=False, index="btree_not_null", prefetch=False)
    address = fields.Char(groups=CLERKS, copy=False)
    contact = fields.Char(groups=CLERKS, copy=False, help="Telephone or e-mail, for calls to cure defects.")
    list_name = fields.Char("List of Candidates", help="Only where the ordinance has lists of candidates.")
    profession = fields.Char(help="Only where the ordinance puts it on the ballot.")
    resides = fields.Selection(
        [("unit", "In the unit"), ("gmina", "Elsewhere in the city"), ("elsewhere", "Outside the city")],
        "Permanent Residence", groups=CLERKS, copy=False, help="As found in the register of residents.",
    )
    resides_checked_on = fields.Date("Residence Checked On", groups=CLERKS, copy=False)
    excluded_office_staff = fields.Boolean("Works in the City Office", groups=CLERKS, copy=False)
    excluded_unit_head = fields.Boolean("Heads a City Institution", groups=CLERKS, copy=False)
    excluded_convicted = fields.Boolean("Lost Eligibility by a Judgment", groups=CLERKS, copy=False)

    received_at = fields.Datetime("Received", required=True, copy=False, default=fields.Datetime.now)
    letter_id = fields.Many2one(
        "biuro.letter", "Incoming Letter", groups=CLERKS, copy=False, index="btree_not_null", ondelete="restrict",
    )
    nominator = fields.Char("Nominated By", groups=CLERKS, copy=False)
    agent = fields.Char("Agent of the Nominators", groups=CLERKS, copy=False)
    proposed_at_meeting = fields.Boolean("Proposed at the Meeting", copy=False)
    consent_date = fields.Date("Consent of", groups=CLERKS, copy=False)
    eligibility_declared = fields.Boolean("Eligibility Declared", groups=CLERKS, copy=False)
    signatures_submitted = fields.Integer(groups=CLERKS, copy=False, aggregator=None)
    signatures_valid = fields.Integer("Valid Signatures", groups=CLERKS, copy=False, aggregator=None)

    defects = fields.Text("Defects Called Out", readonly=True, groups=CLERKS, copy=False)
    cure_due = fields.Date("Cure Until", readonly=True, groups=CLERKS, copy=False)
    cured_at = fields.Datetime("Cured", readonly=True, groups=CLERKS, copy=False)
    registration_act = fields.Char("Resolution of the Commission", readonly=True, copy=False)
    registration_date = fields.Date("Decided On", readonly=True, copy=False)
    refusal_reason = fields.Text("Why Refused", readonly=True, groups=CLERKS, copy=False)
    ballot_number = fields.Integer("Number on the Ballot", readonly=True, copy=False, aggregator=None)
    struck_date = fields.Date("Struck Off On", readonly=True, copy=False)
    struck_reason = fields.Selection(
        [("resignation", "Withdrew"), ("death", "Death"), ("eligibility", "Lost eligibility"), ("other", "Other")],
        "Why Struck Off", readonly=True, copy=False, groups=CLERKS,
    )
    state = fields.Selection(STATES, required=True, readonly=True, default="received", copy=False, index=True)

    _signatures_positive = models.Constraint(
        "CHECK (signatures_submitted >= 0 AND signatures_valid >= 0 AND signatures_valid <= signatures_submitted)",
        "Valid signatures cannot be more than those handed in, and neither is negative.",
    )
    _number_uniq = models.UniqueIndex("(election_id, number)", "This number of a nomination is taken.")
    _ballot_uniq = models.UniqueIndex(
        "(constituency_id, ballot_number) WHERE ballot_number > 0", "This number on the ballot is taken.",
    )

    # ---- computed ------------------------------------------------------------------------------------------------

    @api.onchange("constituency_id")
    def _onchange_constituency(self):
        self.election_id = self.constituency_id.election_id or self.election_id

    @api.onchange("election_id")
    def _onchange_election(self):
        if self.constituency_id.election_id != self.election_id:
            rows = self.election_id.constituency_ids
            self.constituency_id = rows if len(rows) == 1 else False

    @api.depends("number", "unit_id.code")
    def _compute_reference(self):
        for candidate in self:
            candidate.reference = f"{candidate.unit_id.code or ''}/{candidate.number or '…'}"

    @api.depends("surname", "given_names")
    def _compute_names(self):
        for candidate in self:
            places = poll.sort_key(candidate.surname, candidate.given_names)
            # two digits for a letter: in order whatever collation the database has
            candidate.name_order = " ".join("".join(f"{place + 10}" for place in part) for part in places)
            candidate.person_key = poll.name_key(candidate.surname, candidate.given_names)

    @api.depends("birth_date", "election_id.election_date")
    def _compute_age(self):
        for candidate in self:
            day = candidate.election_id.election_date
            candidate.age = poll.age_on(candidate.birth_date, day) if candidate.birth_date and day else 0

    @api.depends("pesel_value")
    def _compute_pesel(self):
        # sudo: own model - the number of a record that the caller reads, by a field of the same group
        for candidate in self:
            candidate.pesel = candidate.sudo().pesel_value

    def _inverse_pesel(self):
        for candidate in self:
            value = "".join((candidate.pesel or "").split())
            if value:
                answer = identifiers.pesel(value, candidate.birth_date or None)
                if not answer["valid"]:
                    raise ValidationError(answer["problem"])
                if not candidate.birth_date:
                    candidate.birth_date = answer["birth_date"]
            # sudo: own model - the store of the field that the caller writes
            candidate.sudo().pesel_value = value or False

    def _search_pesel(self, operator, value):
        # a search method is asked whatever the group of its field
        if not self.env.su and not self.env.user.has_groups(CLERKS):
            raise AccessError(self.env._("You may not search by PESEL."))
        if operator != "in":
            raise UserError(self.env._("PESEL is searched by the whole number only."))
        # sudo: own model - the store of a field of the caller's group; the rules of records hold for the result
        return Domain("id", "in", self.sudo()._search([("pesel_value", "in", list(value))]))

    @api.depends("surname", "given_names", "number", "state")
    @api.depends_context("uid")
    def _compute_display_name(self):
        """Before registration the name is nobody's business but of those who keep the nominations."""
        keeps = self.env.su or self.env.user.has_groups(CLERKS)
        for candidate in self:
            if keeps or candidate.state in STANDING:
                candidate.display_name = f"{candidate.surname or ''} {candidate.given_names or ''}".strip()
            else:
                candidate.display_name = self.env._("Nomination no. %s", candidate.number or "…")

    # ---- reading -------------------------------------------------------------------------------------------------

    def _standing(self, pending=False):
        """Return those who stand for election; ``pending``: also whose nomination is not decided yet."""
        states = STANDING + (("received", "defective") if pending else ())
        return self.filtered(lambda candidate: candidate.state in states)

    def _is_person(self, surname, given_names, birth_date=None):
        """Tell whether this is the person of that name, and of that day of birth where both are known."""
        self.ensure_one()
        if poll.name_key(self.surname, self.given_names) != poll.name_key(surname, given_names):
            return False
        return not (birth_date and self.birth_date) or birth_date == self.birth_date

    def _received_local(self):
        self.ensure_one()
        return local(self.received_at).replace(tzinfo=None)
