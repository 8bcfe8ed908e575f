from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command

from odoo.addons.biuro_kancelaria.law import identifiers
from odoo.addons.biuro_kancelaria.law.terms import UTC, WARSAW

from ..tools import PeselChar

# who works on the papers; the opinion team reads the file without these fields (RODO art. 5 ust. 1 lit. c)
CLERKS = "biuro_wybory.biuro_wybory_group_lawnik_user,biuro_wybory.biuro_wybory_group_lawnik_manager"
STATES = [
    ("received", "Received"),
    ("checked", "Check done"),
    ("defective", "Defective"),
    ("late", "Late"),
    ("left_without_action", "Left without further action"),
    ("admitted", "Formally admitted"),
    ("opined", "With an opinion"),
    ("elected", "Elected"),
    ("not_elected", "Not elected"),
    ("withdrawn", "Nomination withdrawn"),
    ("annulled", "Entered by mistake"),
]
# a nomination that counts: the same person has one at most to a court
LIVE = ("received", "checked", "admitted", "opined", "elected", "not_elected")
# as on the form; closed once the check is done
PRIVATE = frozenset({
    "pesel", "birth_date", "birth_place", "parents_names", "mother_birth_surname", "birth_surname",
    "previous_surnames", "street", "building", "zip", "phone", "email", "spokesperson_phone", "supporter_ids",
})  # fmt: skip


class BiuroWyboryLawnikNomination(models.Model):
    """Nomination of a candidate for lay judge (zgłoszenie kandydata na ławnika), u.s.p. art. 162.

    received - checked - admitted | defective | late - (left_without_action) - opined - elected | not_elected;
    withdrawn until the vote; annulled when entered by mistake.
    The candidate is not a contact and is named nowhere but here.
    """

    _name = "biuro.wybory.lawnik.nomination"
    _description = "Nomination of a Lay Judge"
    _inherit = ["biuro.wybory.lawnik.private.mixin", "biuro.guard.mixin", "biuro.register.mixin"]
    _order = "term_id, register_number, id"
    _rec_names_search = ["name", "surname"]
    _access_reference = "name"
    _access_neutral = frozenset({
        "id", "display_name", "name", "state", "term_id", "court_id", "quota_id", "formal_result", "nominator_type",
        "received_at", "for_labour", "write_date", "create_date", "company_id",
    })  # fmt: skip
    _never_exported = PRIVATE | {"document_ids", "police_remark", "findings", "findings_html", "check_findings"}
    _given_on_creation = frozenset({"received_at", "letter_id", "posted_on", "channel"})

    name = fields.Char("Number of the Nomination", compute="_compute_name", store=True, index="trigram")
    term_id = fields.Many2one(
        "biuro.wybory.lawnik.term",
        "Term of Lay Judges",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self._default_term(),
    )
    term_state = fields.Selection(related="term_id.state", string="State of the Election")
    company_id = fields.Many2one(related="term_id.company_id", store=True)
    letter_id = fields.Many2one(
        "biuro.letter",
        "Letter",
        readonly=True,
        copy=False,
        index="btree_not_null",
        domain=[("direction", "=", "in"), ("register_ref", "!=", False)],
        help="The letter by which it came: its day and hour of receipt are those of the nomination.",
        groups=CLERKS,
    )
    received_at = fields.Datetime(
        "Received At", required=True, readonly=True, copy=False, index=True, default=lambda self: fields.Datetime.now()
    )
    received_on = fields.Date("Received On", compute="_compute_received_on", store=True)
    posted_on = fields.Date("Posted On", readonly=True, copy=False)
    channel = fields.Selection(
        [("paper_in_person", "In person"), ("post", "By post"), ("electronic", "Electronically")],
        "Way of Filing",
        required=True,
        readonly=True,
        default="paper_in_person",
    )
    quota_id = fields.Many2one(
        "biuro.wybory.lawnik.quota",
        "Number to Elect",
        compute="_compute_quota_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
        domain="[('term_id', '=', term_id), ('court_id', '=', court_id)]",
    )
    court_id = fields.Many2one(
        "res.partner", "Court", index="btree_not_null", ondelete="restrict", domain=[("court_kind", "!=", False)]
    )
    for_labour = fields.Boolean("Labour Cases")
    labour_justification = fields.Text("Knowledge of Employee Matters")

    # the candidate, as on the form
    surname = fields.Char(index="trigram")
    given_names = fields.Char("Given Name(s)")
    birth_surname = fields.Char("Birth Surname", groups=CLERKS)
    previous_surnames = fields.Char(groups=CLERKS)
    parents_names = fields.Char("Parents' Given Names", groups=CLERKS)
    mother_birth_surname = fields.Char("Mother's Birth Surname", groups=CLERKS, help="For the police; not on the form.")
    birth_date = fields.Date("Born On", groups=CLERKS)
    birth_year = fields.Integer("Year of Birth", compute="_compute_birth_year", compute_sudo=True, aggregator=None)
    birth_place = fields.Char("Born In", groups=CLERKS)
    pesel = PeselChar("PESEL", size=11, groups=CLERKS, index="btree_not_null", copy=False, exportable=False)
    citizenship_pl = fields.Boolean("Polish Citizen", default=True)
    street = fields.Char(groups=CLERKS)
    building = fields.Char("House and Flat No.", groups=CLERKS)
    zip = fields.Char("Postcode", groups=CLERKS)
    city = fields.Char("Town")
    local_tie = fields.Selection(
        [("work", "Is employed here"), ("business", "Runs a business here"), ("residence", "Lives here")],
        "Tie with the Place",
    )
    local_tie_since = fields.Date("Tie Since")
    phone = fields.Char("Telephone", groups=CLERKS)
    email = fields.Char("E-mail", groups=CLERKS)
    education = fields.Selection(
        [
            ("primary", "Primary"),
            ("lower_secondary", "Lower secondary"),
            ("vocational", "Basic vocational"),
            ("secondary_vocational", "Secondary vocational (branch school)"),
            ("secondary", "Secondary"),
            ("higher", "Higher"),
        ],
    )
    profession = fields.Char()
    employer = fields.Char()
    position = fields.Char()
    employed_since = fields.Date()
    social_work = fields.Text("Experience in Social Work")
    previous_terms = fields.Text("Earlier Terms as Lay Judge")
    motives = fields.Text("Motives of Standing")

    # the form and who filed it
    official_form = fields.Boolean("Official Form Used", default=True)
    nominator_signed = fields.Boolean("Signed by the Nominator", default=True)
    consent_signed = fields.Boolean("Consent to Stand Signed", default=True)
    consent_date = fields.Date("Date of the Consent")
    no_exclusion_declared = fields.Boolean("Declared No Bar of Art. 159")
    exclusion_ids = fields.Many2many(
        "biuro.wybory.lawnik.exclusion",
        "biuro_wybory_lawnik_nomination_exclusion_rel",
        "nomination_id",
        "exclusion_id",
        "Bars of Art. 159",
    )
    nominator_type = fields.Selection(
        [
            ("court_president", "President of a court"),
            ("association", "Association"),
            ("organisation", "Social or professional organisation"),
            ("citizens", "Citizens (at least 50)"),
        ],
        "Nominator",
        required=True,
        default="association",
    )
    nominator_partner_id = fields.Many2one(
        "res.partner", "Nominating Body", index="btree_not_null", ondelete="restrict"
    )
    is_political_party = fields.Boolean("Nominated by a Political Party")
    register_type = fields.Selection([("krs", "National Court Register (KRS)"), ("other", "Other register")])
    register_no = fields.Char("Number in the Register of the Nominator")
    nominator_signatory = fields.Char("Signed For the Nominator By")
    spokesperson_name = fields.Char("Gives Explanations", help="Of citizens: who stands first on the list.")
    spokesperson_phone = fields.Char("Telephone for Explanations", groups=CLERKS)

    document_ids = fields.One2many("biuro.wybory.lawnik.document", "nomination_id", "Enclosures")
    police_request_id = fields.Many2one(
        "biuro.wybory.lawnik.police.request", "Police Request", readonly=True, copy=False, index="btree_not_null"
    )
    police_remark = fields.Selection(
        [("no", "No reservations"), ("yes", "Reservations")],
        "Answer of the Police",
        copy=False,
        groups=f"{CLERKS},biuro_wybory.biuro_wybory_group_lawnik_team",
    )
    age_decision_note = fields.Text(
        "Decision on the Age of 70", help="Whether one exceeds 70 the day after the birthday is not settled."
    )
    other_court = fields.Char("Lay Judge Elsewhere", help="Court where the candidate is a lay judge already, if any.")

    formal_result = fields.Selection(
        [("pending", "Not checked"), ("complete", "Complete"), ("defective", "Defective"), ("late", "Late")],
        "Formal Result",
        required=True,
        readonly=True,
        default="pending",
        copy=False,
        index=True,
    )
    checked_on = fields.Date(readonly=True, copy=False)
    checked_by_id = fields.Many2one("res.users", "Checked By", readonly=True, copy=False)
    check_findings = fields.Json("Findings Noted", readonly=True, copy=False)
    correction_note = fields.Text("Corrections After the Check", readonly=True, copy=False, groups=CLERKS)
    resolution_id = fields.Many2one(
        "biuro.rada.resolution", "Resolution", readonly=True, copy=False, index="btree_not_null",
        help="By which the Council left it without further action, or elected.",
    )  # fmt: skip
    withdrawn_on = fields.Date(readonly=True, copy=False)
    withdrawal_note = fields.Char("How It Was Withdrawn", readonly=True, copy=False)
    state = fields.Selection(
        STATES, required=True, readonly=True, default="received", copy=False, index=True, group_expand=True
    )

    # refused with a sentence beforehand; this is for two calls at once
    _person_uniq = models.UniqueIndex(
        "(term_id, court_id, pesel) WHERE pesel IS NOT NULL AND state IN"
        " ('received', 'checked', 'admitted', 'opined', 'elected', 'not_elected')",
        "This person is nominated to this court already.",
    )

    @api.model
    def _default_term(self):
        return self.env["biuro.wybory.lawnik.term"].search([("state", "in", ("open", "verification"))], limit=1)

    # ---- computed ------------------------------------------------------------------------------------------------

    @api.depends("register_ref")
    def _compute_name(self):
        for nomination in self:
            nomination.name = nomination.register_ref

    @api.depends("name", "surname", "given_names")
    @api.depends_context("uid")
    def _compute_display_name(self):
        # a link shows the name of its target even to people without access to it: those see the number alone
        mine = self.env(su=False)[self._name].browse(self._origin.ids)
        known = set(mine._filtered_access("read")._ids) if self.env.uid != api.SUPERUSER_ID else set()
        for nomination in self:
            number = nomination.name or self.env._("Nomination")
            shown = nomination._origin.id in known or (not nomination._origin.id and not self.env.su)
            nomination.display_name = f"{number} {nomination._person()}".strip() if shown else number

    def _person(self):
        """Return surname and given names of the candidate (str)."""
        self.ensure_one()
        return " ".join(filter(None, [self.surname, self.given_names]))

    @api.depends("received_at")
    def _compute_received_on(self):
        for nomination in self:
            moment = nomination.received_at
            nomination.received_on = moment and moment.replace(tzinfo=UTC).astimezone(WARSAW).date()

    @api.depends("birth_date")
    def _compute_birth_year(self):
        for nomination in self:
            nomination.birth_year = nomination.birth_date.year if nomination.birth_date else 0

    @api.depends("term_id.quota_ids.court_id", "court_id")
    def _compute_quota_id(self):
        for nomination in self:
            quotas = nomination.term_id.quota_ids.filtered(
                lambda quota, nomination=nomination: quota.court_id == nomination.court_id
            )
            if nomination.quota_id not in quotas:
                nomination.quota_id = quotas if len(quotas) == 1 else False

    @api.onchange("pesel")
    def _onchange_pesel(self):
        if self.pesel:
            answer = identifiers.pesel(self.pesel)
            if answer["valid"] and not self.birth_date:
                self.birth_date = answer["birth_date"]

    @api.onchange("letter_id")
    def _onchange_letter_id(self):
        if self.letter_id:
            self.received_at = self._moment_of(self.letter_id)

    # ---- rules ---------------------------------------------------------------------------------------------------

    @api.constrains("pesel", "birth_date")
    def _check_pesel(self):
        for nomination in self.filtered("pesel"):
            answer = identifiers.pesel(nomination.pesel, nomination.birth_date or None)
            if not answer["valid"]:
                raise ValidationError(answer["problem"])

    def _refuse_twins(self, term_id, court_id, pesel):
        """Raise ValidationError if a live nomination of the person to the court exists, beside these records.

        It comes before the write: what the database refuses itself stands in the log of the server with the number.
        """
        if not pesel:
            return
        # sudo: own model - the number alone of the other nomination, which the same clerks keep
        twin = self.sudo().search(
            [
                ("id", "not in", self.ids),
                ("term_id", "=", term_id),
                ("court_id", "=", court_id),
                ("pesel", "=", pesel),
                ("state", "in", LIVE),
            ],
            limit=1,
        )
        if twin:
            raise ValidationError(
                self.env._(
                    "This person is nominated to this court already: nomination %s. Withdraw one of the two.",
                    twin.name or "",
                )
            )

    @api.constrains("birth_date", "local_tie_since", "consent_date", "employed_since")
    def _check_dates(self):
        for nomination in self:
            for name in ("birth_date", "consent_date"):
                if nomination[name] and nomination.received_on and nomination[name] > nomination.received_on:
                    raise ValidationError(
                        self.env._(
                            "“%(field)s” is later than the day of receipt of the nomination. Correct the date.",
                            field=self._fields[name]._description_string(self.env),
                        )
                    )

    def _check_editable(self, vals):
        """Refuse changes of what was checked: the check would no longer be true."""
        if self.env.su or not set(vals) - {"police_remark", "quota_id", "document_ids", "supporter_ids"}:
            return
        for nomination in self:
            if nomination.state != "received":
                raise UserError(
                    self.env._(
                        "%(name)s was checked: its data stay as they were. Complete it again before the end of"
                        " nominations, or correct a mistake of the office with a reason.",
                        name=nomination.name,
                    )
                )

    # ---- receipt -------------------------------------------------------------------------------------------------

    @api.model
    def _moment_of(self, letter):
        """Return the moment (naive UTC) at which a letter came: as noted, else as registered on that day."""
        # sudo: biuro.letter - day and hour of receipt of the letter that the nomination names
        letter = letter.sudo()
        if letter.datetime_received:
            return letter.datetime_received
        registered = letter.registered_at
        if registered and registered.replace(tzinfo=UTC).astimezone(WARSAW).date() == letter.date_received:
            return registered
        day = fields.Datetime.to_datetime(letter.date_received)
        return day.replace(tzinfo=WARSAW).astimezone(UTC).replace(tzinfo=None)

    @api.model_create_multi
    def create(self, vals_list):
        default = self._default_term().id if any(not vals.get("term_id") for vals in vals_list) else False
        for vals in vals_list:
            vals["term_id"] = vals.get("term_id") or default
            if letter_id := vals.get("letter_id"):
                vals["received_at"] = self._moment_of(self.env["biuro.letter"].browse(letter_id))
            elif not vals.get("received_at"):
                vals["received_at"] = fields.Datetime.now()
            if fields.Datetime.to_datetime(vals["received_at"]) > fields.Datetime.add(fields.Datetime.now(), minutes=5):
                raise UserError(self.env._("A nomination cannot be received in the future. Correct day and hour."))
            if vals.get("pesel"):
                vals["pesel"] = identifiers.compact(vals["pesel"])
                self._refuse_twins(vals["term_id"], vals.get("court_id"), vals["pesel"])
        people = [(vals["term_id"], vals.get("court_id"), vals["pesel"]) for vals in vals_list if vals.get("pesel")]
        if len(people) != len(set(people)):
            raise ValidationError(self.env._("The same person is nominated to the same court twice."))
        nominations = super().create(vals_list)
        for nomination in nominations:
            if nomination.term_id.state not in ("open", "verification", "opinion"):
                raise UserError(
                    self.env._(
                        "Nominations are taken when the election is open. Open “%s” first.", nomination.term_id.name
                    )
                )
        nominations._enter_register()
        return nominations

    def write(self, vals):
        self.check_access("write")
        self._check_editable(vals)
        if vals.get("pesel"):
            vals = {**vals, "pesel": identifiers.compact(vals["pesel"])}
        if vals.keys() & {"pesel", "court_id", "term_id"} or vals.get("state") in LIVE:
            # sudo: own model - the number that is being compared, whoever changes the state
            for one in self.sudo().filtered(lambda nomination: vals.get("state", nomination.state) in LIVE):
                one._refuse_twins(
                    vals.get("term_id", one.term_id.id), vals.get("court_id", one.court_id.id),
                    vals.get("pesel", one.pesel),
                )
        return super().write(vals)

    def copy_data(self, default=None):
        raise UserError(self.env._("A nomination is entered from its own papers and is not duplicated."))

    def _get_register_code(self):
        self.ensure_one()
        return self.term_id._get_register_code()

    def _cancel_values(self, reason):
        return {"state": "annulled"}

    def _check_cancel(self):
        super()._check_cancel()
        for nomination in self:
            if nomination.state not in ("received", "checked", "annulled"):
                raise UserError(
                    self.env._("Only an entry that was not settled yet can be annulled. It may still be withdrawn.")
                )

    @api.model
    def _register_book_columns(self, register=None):
        names = (
            "register_number", "received_at", "surname", "given_names", "court_id", "for_labour", "nominator_type",
            "nominator_partner_id", "formal_result", "state",
        )  # fmt: skip
        return [(name, self._fields[name]._description_string(self.env)) for name in names]

    def _ensure_documents(self):
        """Give each nomination a row for each enclosure that the law demands of its nominator."""
        Document = self.env["biuro.wybory.lawnik.document"]
        for nomination in self:
            present = set(nomination.document_ids.mapped("kind"))
            kinds = [kind for kind in Document._kinds_for(nomination.nominator_type) if kind not in present]
            if kinds:
                nomination.document_ids = [Command.create({"kind": kind, "is_present": False}) for kind in kinds]
