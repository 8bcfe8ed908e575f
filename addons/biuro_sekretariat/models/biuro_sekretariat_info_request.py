from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import NumberedChar

OPEN = ("received", "in_progress", "waiting", "prepared")
RESULTS = [
    ("given", "Given"), ("part", "Given in Part"), ("refused", "Refused by Decision"),
    ("discontinued", "Discontinued by Decision"), ("not_public", "Not Public Information"),
    ("not_held", "Information Not Held"), ("published", "Published Already (BIP, portal, CRU)"),
    ("withdrawn", "Request Withdrawn"),
]


class BiuroSekretariatInfoRequest(models.Model):
    """Request for public information (wniosek o udostępnienie informacji publicznej), UDIP.

    received - in progress - (waiting for the applicant) - answer prepared - done. Nobody has to say who asks or why;
    the request may be anonymous. The main clock is the rule ``udip``.
    """

    _name = "biuro.sekretariat.info.request"
    _inherit = ["biuro.sekretariat.matter"]
    _description = "Request for Public Information"
    _order = "date_received desc, id desc"
    _rec_names_search = ["register_ref", "subject", "requester_name"]
    _register_code = "IP"
    _clock_code = "udip"
    _jrwa_symbol = "1431"
    _case_procedure = "udip"
    _letter_field = "info_request_id"

    state = fields.Selection(
        [
            ("received", "Received"), ("in_progress", "In Progress"), ("waiting", "Waits for the Applicant"),
            ("prepared", "Answer Prepared"), ("done", "Done"), ("cancelled", "Cancelled"),
        ],
        default="received", required=True, readonly=True, copy=False, tracking=True, index=True,
    )
    subject = NumberedChar("Subject", required=True, index="trigram", tracking=True)
    scope = fields.Text("What Is Asked For")
    date_received = fields.Date(
        "Received On", required=True, default=lambda self: self._today(), index=True, tracking=True)
    form = fields.Selection(
        [
            ("email", "E-mail"), ("letter", "Letter"), ("edelivery", "e-Delivery"), ("epuap", "ePUAP"),
            ("oral", "Orally"), ("other", "Other"),
        ],
        "Form of the Request", required=True, default="email",
    )
    partner_id = fields.Many2one("res.partner", "Contact", index="btree_not_null")
    requester_name = fields.Char("Applicant", help="May stay empty: the request may be anonymous.")
    is_anonymous = fields.Boolean("Anonymous", compute="_compute_is_anonymous", store=True)
    requester_address = fields.Char("Address for the Answer", help="Postal or e-mail address to answer to.")
    requester_email = fields.Char("E-mail")
    wanted_form = fields.Selection(
        [
            ("email", "File by e-mail"), ("copy", "Paper copy"), ("inspection", "Inspection on the spot"),
            ("carrier", "Data carrier"), ("any", "Any"),
        ],
        default="email",
    )

    # Simple or processed (art. 3(1)(1))
    is_processed = fields.Boolean("Processed Information", tracking=True)
    processed_state = fields.Selection(
        [("called", "Called to Show"), ("shown", "Shown"), ("not_shown", "Not Shown")], "Special Public Interest",
        readonly=True, copy=False,
    )

    processed_days = fields.Integer("Days to Show It", readonly=True, copy=False, aggregator=None)

    # Units asked
    input_ids = fields.One2many("biuro.sekretariat.info.input", "request_id", "Cells Asked", copy=False)
    input_open_count = fields.Integer("Answers of Cells Awaited", compute="_compute_input_open_count")

    # Notices
    fee_amount = fields.Monetary("Fee", readonly=True, copy=False)
    currency_id = fields.Many2one(related="company_id.currency_id")
    date_fee_notified = fields.Date("Told of the Fee On", readonly=True, copy=False)
    date_access_from = fields.Date(
        "Access From", readonly=True, copy=False, help="After the lapse of 14 days from the notice (art. 15(2)).")
    form_proposed = fields.Char("Form That Is Possible", readonly=True, copy=False)
    date_form_notified = fields.Date("Told of the Form On", readonly=True, copy=False)

    # Result
    result = fields.Selection(RESULTS, readonly=True, copy=False, tracking=True, index=True)
    date_done = fields.Date("Done On", readonly=True, copy=False, index="btree_not_null")
    days_taken = fields.Integer("Days Taken", compute="_compute_days_taken", store=True, aggregator="avg")
    answer = fields.Html("Answer or Reasons", readonly=True, copy=False)
    published_url = fields.Char("Address of the Published Information", readonly=True, copy=False)
    position_people = fields.Text(
        "Who Took a Position", copy=False,
        help="Names and functions of those who took a position in the proceedings (art. 16(2)(2)), one in a line.",
    )
    protected_parties = fields.Text(
        "For Whose Good It Is Refused", copy=False, help="Named in the decision (art. 16(2)(2), art. 5(2)).")
    anonymisation_note = fields.Text(
        copy=False, help="What was covered in the documents that were given, and on what basis.")
    appeal_date = fields.Date("Appeal Received On", readonly=True, copy=False)
    court_date = fields.Date("Complaint to the Court Received On", readonly=True, copy=False)

    @api.depends("requester_name", "partner_id")
    def _compute_is_anonymous(self):
        for record in self:
            record.is_anonymous = not (record.requester_name or record.partner_id)

    @api.depends("date_received", "date_done")
    def _compute_days_taken(self):
        for record in self:
            record.days_taken = (record.date_done - record.date_received).days if record.date_done else False

    @api.depends("input_ids.state")
    def _compute_input_open_count(self):
        counts = dict(self.env["biuro.sekretariat.info.input"]._read_group(
            [("request_id", "in", self.ids), ("state", "=", "asked")], ["request_id"], ["__count"]))
        for record in self:
            record.input_open_count = counts.get(record._origin, 0)

    @api.constrains("date_received")
    def _check_dates(self):
        if any(record.date_received > self._today() for record in self):
            raise ValidationError(self.env._("The date of receipt cannot be later than today."))

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        if self.partner_id:
            self.requester_name = self.requester_name or self.partner_id.name
            self.requester_email = self.requester_email or self.partner_id.email

    @api.onchange("letter_id")
    def _onchange_letter_id(self):
        if self.letter_id and not self.requester_name:
            self.update(self._prepare_from_letter(self.letter_id))

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._enter_register()
        records._deadline_start("udip", {record.id: record.date_received for record in records})
        for record in records.filtered(lambda record: record.letter_id.case_id):
            record._adopt_case(record.letter_id.case_id)
        return records

    def write(self, vals):
        if not self.env.su:
            kept = ("clerk_id", "department_id", "is_restricted", "reader_ids", "note", "anonymisation_note")
            touched = [name for name in vals if name not in kept and not name.startswith(("message_", "activity_",
                                                                                          "my_activity_"))]
            if touched and (locked := self.filtered(lambda record: record.state not in OPEN)):
                raise UserError(self.env._("%s is no longer open: its data cannot be changed.", locked[0].display_name))
        before = {record: record.date_received for record in self}
        result = super().write(vals)
        moved = self.filtered(lambda record: before[record] != record.date_received)
        if moved:
            moved._deadline_start("udip", {record.id: record.date_received for record in moved})
        return result

    def _get_deadline_day(self):
        return self.date_received

    def _cancel_values(self, reason):
        self._deadline_cancel(reason=reason)
        return {"state": "cancelled"}

    def _prepare_letter_values(self):
        values = super()._prepare_letter_values()
        if not values.get("recipient_ids") and (self.requester_name or self.requester_email or self.requester_address):
            values |= {
                "partner_id": self.partner_id.id,
                "recipient_ids": [fields.Command.create({
                    "name": self.requester_name or self.env._("Applicant"), "email": self.requester_email,
                    **self._prepare_address(self.requester_address),
                })],
            }
        if self.wanted_form == "email" and self.requester_email:
            method = self.env.ref("biuro_kancelaria.delivery_method_email", raise_if_not_found=False)
            if method:
                values["delivery_method_id"] = method.id
        return values

    @api.model
    def _prepare_from_letter(self, letter):
        """Return the values of a request made by a letter (dict)."""
        person = " ".join(filter(None, [letter.sender_firstname, letter.sender_lastname]))
        house = "/".join(filter(None, [letter.sender_building, letter.sender_flat]))
        street = " ".join(filter(None, [letter.sender_street, house]))
        town = " ".join(filter(None, [letter.sender_zip, letter.sender_city]))
        channels = {"email": "email", "edoreczenia": "edelivery", "epuap": "epuap", "oral": "oral", "post": "letter",
                    "hand": "letter"}
        form = channels.get(letter.delivery_channel, "other")
        return {
            "subject": letter.title, "date_received": letter.date_received or self._today(), "form": form,
            "partner_id": letter.partner_id.id, "requester_name": letter.sender_name or person,
            "requester_address": ", ".join(filter(None, [street, town])) or False,
            "requester_email": letter.sender_email, "wanted_form": "email" if form == "email" else "any",
        }

    @api.model
    def _register_book_columns(self, register=None):
        names = (
            "register_number", "register_ref", "date_received", "form", "requester_name", "subject", "department_id",
            "date_legal_end", "state", "result", "date_done", "case_id",
        )
        return [(name, self._fields[name]._description_string(self.env)) for name in names]
