from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import NumberedChar

from ..law import petition

# states in which somebody still works on the petition
OPEN = ("received", "formal_check", "call_sent", "in_progress")
RESULTS = [
    ("granted", "Petition Granted"), ("part", "Petition Granted in Part"), ("refused", "Petition Not Granted"),
    ("forwarded", "Petition Forwarded"), ("unexamined", "Petition Left Unexamined"),
    ("withdrawn", "Petition Withdrawn"),
]


class BiuroSekretariatPetition(models.Model):
    """Petition (petycja) and its way: received - formal check - call, forwarded, unexamined or in progress - settled.

    A petition that was joined to another one of the same matter (art. 11) is settled with it. States change by the
    verbs alone, in ``biuro_sekretariat_petition_flow.py`` and ``..._multi.py``.
    """

    _name = "biuro.sekretariat.petition"
    _inherit = ["biuro.sekretariat.matter", "biuro.publication.mixin"]
    _description = "Petition"
    _order = "date_filed desc, id desc"
    _rec_names_search = ["register_ref", "subject"]
    _register_code = "PET"
    _clock_code = "petition"
    _jrwa_symbol = "152"
    _case_procedure = "petycja"
    _letter_field = "petition_id"

    state = fields.Selection(
        [
            ("received", "Received"), ("formal_check", "Checked Formally"), ("call_sent", "Call Sent"),
            ("in_progress", "Being Examined"), ("forwarded", "Petition Forwarded"),
            ("unexamined", "Petition Left Unexamined"), ("joined", "Joined to Another"),
            ("settled", "Petition Settled"), ("cancelled", "Cancelled"),
        ],
        default="received", required=True, readonly=True, copy=False, tracking=True, index=True,
    )
    subject = NumberedChar(required=True, index="trigram", tracking=True, help="Shown to the public: no names in it.")
    content = fields.Text("What It Asks For")
    addressee = fields.Selection(
        [("council", "Council"), ("president", "President")], tracking=True,
        help="As written in the petition; left empty when it names nobody.",
    )
    matter = fields.Selection(
        [
            ("council", "Resolutions, local law, plans, taxes"),
            ("executive", "Tasks, property and work of the office"),
            ("other_body", "Task of another authority"),
        ],
        help="What it is about decides who examines it.",
    )
    competent_body = fields.Selection(
        [("council", "Council"), ("president", "President"), ("other", "Another Body")], "Examined By",
        compute="_compute_competent_body", store=True, readonly=False, tracking=True,
    )
    competence_reasons = fields.Json(compute="_compute_competence_reasons")

    # Who filed it
    petitioner_ids = fields.One2many(
        "biuro.sekretariat.petition.petitioner", "petition_id", "Petitioners", copy=True,
        help="Each member of a group is named (art. 4(2)(1)).",
    )
    petitioner_count = fields.Integer(compute="_compute_petitioner_names")
    petitioner_names = fields.Char("Filed By", compute="_compute_petitioner_names")
    representative_id = fields.Many2one(
        "biuro.sekretariat.petition.petitioner", "Representative", domain="[('petition_id', '=', id)]", copy=False,
        help="The person who represents a group.",
    )
    address = fields.Char("Address for Letters")
    email = fields.Char("E-mail")
    is_electronic = fields.Boolean("Filed Electronically")
    is_signed = fields.Boolean("Signed", default=True)
    has_subject = fields.Boolean("Subject Is Stated", default=True)
    signature_count = fields.Integer("Signatures", help="Signatures of supporters, where the petition gives them.")

    # In whose interest (art. 2(2), 5)
    interest = fields.Selection(
        [("public", "Public"), ("own", "Petitioner's Own"), ("third_party", "Of a Third Party")], default="public",
        tracking=True,
    )
    third_party_name = fields.Char("Third Party")
    third_party_residence = fields.Char("Residence or Seat of the Third Party")
    third_party_address = fields.Char("Address of the Third Party")
    third_party_consent = fields.Boolean("Consent of the Third Party")
    third_party_publish_consent = fields.Boolean("Third Party Consents to Publication")
    third_party_state = fields.Selection(
        [("asked", "Asked"), ("confirmed", "Confirmed"), ("not_confirmed", "Not Confirmed")], "Confirmation",
        readonly=True, copy=False,
    )

    # Dates
    date_filed = fields.Date("Filed On", required=True, default=lambda self: self._today(), index=True, tracking=True)
    date_received = fields.Date(
        "Received On", help="Day of receipt from a body that was not competent; the term runs from it.",
    )
    forwarded_from = fields.Char("Forwarded By")
    date_called = fields.Date("Call Sent On", readonly=True, copy=False)
    date_call_delivered = fields.Date("Call Delivered On", readonly=True, copy=False)
    date_supplemented = fields.Date("Supplemented On", readonly=True, copy=False)
    date_forwarded = fields.Date("Forwarded On", readonly=True, copy=False)
    forwarded_to = fields.Char(readonly=True, copy=False)
    date_settled = fields.Date("Settled On", readonly=True, copy=False, index="btree_not_null")
    date_notified = fields.Date("Petitioner Notified On", readonly=True, copy=False)

    # Formal check
    check_outcome = fields.Selection(
        [("complete", "Complete"), ("call", "To Be Supplemented"), ("unexamined", "To Be Left Unexamined")],
        "Outcome of the Check", readonly=True, copy=False,
    )
    check_missing = fields.Text("What Is Missing", readonly=True, copy=False)
    check_reasons = fields.Json(readonly=True, copy=False)

    # Result
    result = fields.Selection(RESULTS, "Way of Settling", readonly=True, copy=False, tracking=True, index=True)
    justification = fields.Html(
        readonly=True, copy=False, help="Sent to the petitioner and published (art. 13(1), art. 8(2)).")
    unexamined_ground = fields.Selection(
        [
            ("form", "No petitioner or address (art. 7(1))"), ("call", "Not supplemented in time (art. 7(2))"),
            ("third_party", "Consent not confirmed (art. 5(3))"), ("repeated", "Repeated petition (art. 12)"),
        ],
        "Ground of Leaving It", readonly=True, copy=False,
    )
    repeated_of_id = fields.Many2one(
        "biuro.sekretariat.petition", "Repeats", index="btree_not_null", copy=False,
        help="The settled petition of the same matter, without new facts or evidence (art. 12).",
    )

    # Multiple petition (art. 11)
    multi_group_id = fields.Many2one(
        "biuro.sekretariat.petition", "Joined To", readonly=True, copy=False, index="btree_not_null")
    multi_member_ids = fields.One2many(
        "biuro.sekretariat.petition", "multi_group_id", "Joined Petitions", readonly=True, copy=False)
    is_multi = fields.Boolean("Multiple Petition", readonly=True, copy=False)
    date_announced = fields.Date("Announced On", readonly=True, copy=False)
    wait_until = fields.Date("Waiting Until", readonly=True, copy=False)

    _signatures_not_negative = models.Constraint(
        "CHECK (signature_count >= 0)", "The number of signatures cannot be negative.")

    @api.depends("matter")
    def _compute_competent_body(self):
        for record in self:
            if record.matter:
                record.competent_body = petition.competent_body(record.matter)["body"]

    @api.depends("matter")
    def _compute_competence_reasons(self):
        for record in self:
            record.competence_reasons = petition.competent_body(record.matter)["reasons"] if record.matter else False

    @api.depends("petitioner_ids.name")
    def _compute_petitioner_names(self):
        for record in self:
            names = [name for name in record.petitioner_ids.mapped("name") if name]
            more = f" (+{len(names) - 3})" if names[3:] else ""
            record.petitioner_names = ", ".join(names[:3]) + more
            record.petitioner_count = len(record.petitioner_ids)

    def _get_year_day(self):
        return self.date_filed

    @api.depends("date_filed")
    def _compute_year(self):
        return super()._compute_year()

    @api.onchange("letter_id")
    def _onchange_letter_id(self):
        if self.letter_id and not self.petitioner_ids:
            self.update(self._prepare_from_letter(self.letter_id))

    @api.constrains("date_filed", "date_received")
    def _check_dates(self):
        today = self._today()
        for record in self:
            if record.date_filed > today or (record.date_received and record.date_received > today):
                raise ValidationError(self.env._("The date of receipt cannot be later than today."))
            if record.date_received and record.date_received < record.date_filed:
                raise ValidationError(self.env._("A petition cannot be received before it was filed."))

    @api.constrains("repeated_of_id")
    def _check_repeated(self):
        for record in self:
            if record.repeated_of_id and record.repeated_of_id.date_filed > record.date_filed:
                raise ValidationError(self.env._("A petition repeats an earlier one."))
            if record.repeated_of_id == record:
                raise ValidationError(self.env._("A petition cannot repeat itself."))

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._enter_register()
        records._start_terms()
        records._touch_public()
        for record in records.filtered(lambda record: record.letter_id.case_id):
            record._adopt_case(record.letter_id.case_id)
        return records

    def write(self, vals):
        dated = not {"date_filed", "date_received", "forwarded_from"}.isdisjoint(vals)
        if dated and not self.env.su and any(record.state not in OPEN for record in self):
            raise UserError(self.env._("The dates of a petition that is not open any more cannot be changed."))
        before = {record: record._term_start() for record in self} if dated else {}
        result = super().write(vals)
        moved = self.filtered(lambda record: before.get(record, record._term_start()) != record._term_start())
        if moved:
            moved._start_terms()
        if not {"subject", "addressee", "interest", "public_scan"}.isdisjoint(vals):
            self._touch_public()
        return result

    def _term_start(self):
        """Return the day from which the office's terms run: filing, or receipt from a body that was not competent."""
        self.ensure_one()
        return self.date_received or self.date_filed

    def _start_terms(self):
        """Let the terms run that begin with the filing (art. 6, 7(2), 10)."""
        starts = {record.id: record._term_start() for record in self}
        if not starts:
            return
        self._deadline_start("petition", {
            record.id: record.date_supplemented or starts[record.id] for record in self
        })
        fresh = self.filtered(lambda record: record.state in ("received", "formal_check"))
        for code in ("petition_forward", "petition_call"):
            if fresh:
                fresh._deadline_start(code, {record.id: starts[record.id] for record in fresh})

    def _get_deadline_day(self):
        return self._term_start()

    def _cancel_values(self, reason):
        self._deadline_cancel(reason=reason)
        return {"state": "cancelled"}

    def _check_cancel(self):
        super()._check_cancel()
        if any(record.state == "settled" for record in self):
            raise UserError(self.env._("A settled petition cannot be cancelled."))

    def _prepare_letter_values(self):
        values = super()._prepare_letter_values()
        person = self.representative_id or self.petitioner_ids[:1]
        if not values.get("recipient_ids") and person:
            values |= {
                "partner_id": person.partner_id.id,
                "recipient_ids": [fields.Command.create({
                    "name": person.name or person.display_name, "partner_id": person.partner_id.id,
                    "email": self.email, **self._prepare_address(self.address),
                })],
            }
        return values

    @api.model
    def _prepare_from_letter(self, letter):
        """Return the values of a petition filed by a letter (dict): who wrote, from where, when and in which form."""
        person = " ".join(filter(None, [letter.sender_firstname, letter.sender_lastname]))
        name = letter.sender_name or person
        house = "/".join(filter(None, [letter.sender_building, letter.sender_flat]))
        street = " ".join(filter(None, [letter.sender_street, house]))
        town = " ".join(filter(None, [letter.sender_zip, letter.sender_city]))
        petitioner = {"name": name, "residence": letter.sender_city, "partner_id": letter.partner_id.id}
        return {
            "subject": letter.title, "date_filed": letter.date_received or self._today(),
            "address": ", ".join(filter(None, [street, town])) or letter.sender_ade or False,
            "email": letter.sender_email, "is_electronic": letter.is_electronic,
            "petitioner_ids": [fields.Command.create(petitioner)] if name else [],
        }

    @api.model
    def _register_book_columns(self, register=None):
        names = (
            "register_number", "register_ref", "date_filed", "petitioner_names", "subject", "addressee",
            "competent_body", "date_legal_end", "state", "result", "date_settled", "date_notified", "case_id",
        )
        return [(name, self._fields[name]._description_string(self.env)) for name in names]
