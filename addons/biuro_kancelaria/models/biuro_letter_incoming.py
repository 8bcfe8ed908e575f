import re

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..law.partial_date import partial_date_range
from ..tools import NumberedChar

STREET = re.compile(r"(?P<street>.*?)\s+(?P<building>\d+\s?[A-Za-z]?)(?:\s*(?:/|m\.?|lok\.?)\s*(?P<flat>\w+))?")
# Entered by the mail point; after registration others may not correct them
REGISTER_FACTS = {
    "title", "partner_id", "sender_name", "sender_lastname", "sender_firstname", "sender_unknown", "date_received",
    "datetime_received", "letter_date", "sender_reference", "delivery_method_id", "attachment_count_declared",
}


class BiuroLetter(models.Model):
    """Incoming letters (przesyłki wpływające): what the register keeps of them."""

    _inherit = "biuro.letter"

    date_received = fields.Date("Received On", index=True, default=lambda self: self._today(), copy=False)
    datetime_received = fields.Datetime("Received At", copy=False)

    # Sender, as written on the letter: printouts never read the live contact
    sender_name = fields.Char("Sender: Institution")
    sender_lastname = fields.Char("Sender: Surname")
    sender_firstname = fields.Char("Sender: First Names")
    sender_unknown = fields.Boolean("Sender Not Established")
    sender_unknown_reason = fields.Char("Why the Sender Is Not Established")
    sender_zip = fields.Char("Postcode")
    sender_city = fields.Char("Town")
    sender_street = fields.Char("Street")
    sender_building = fields.Char("Building")
    sender_flat = fields.Char("Flat")
    sender_po_box = fields.Char("P.O. Box")
    sender_country_id = fields.Many2one(
        "res.country", "Country", default=lambda self: self.env["ir.model.data"]._xmlid_to_res_id("base.pl"),
    )
    sender_email = fields.Char("E-mail", help="Several addresses are divided by commas.")
    sender_ade = fields.Char("e-Delivery Address of the Sender")
    sender_reference = NumberedChar("Sender's Reference", index="trigram")
    date_posted = fields.Char("Posted On", help="YYYY, YYYY-MM or YYYY-MM-DD.")
    unestablished_reason = fields.Selection(
        [
            ("not_stated", "Not stated on the letter"), ("illegible", "Illegible"),
            ("unopened", "Envelope not to be opened"), ("other", "Another reason, see remarks"),
        ],
        "Why Data Are Missing", default="not_stated",
        help="Applies to required data that could not be established and are empty.",
    )
    unestablished = fields.Char("Not Established", compute="_compute_unestablished")

    # Scan, storage, damage
    scan_status = fields.Selection(
        [
            ("pending", "To be scanned"), ("full", "Full"), ("partial", "Partial"), ("none", "None"),
            ("na", "Not applicable (electronic)"),
        ],
        "Digital Copy", default="pending", copy=False,
    )
    scan_reason = fields.Char("Why Not in Full")
    storage_place = fields.Char(
        "Place in the Store", help="Box of the chronological store, or the carrier in the store of data carriers.",
    )
    is_damaged = fields.Boolean("Damaged")
    damage_at = fields.Datetime("Damage Found At", copy=False)
    damage_place = fields.Char("Place of the Protocol", copy=False)
    damage_carrier = fields.Char("Carrier", copy=False)
    damage_description = fields.Text("Description of the Damage", copy=False)
    damage_deliverer = fields.Char("Deliverer Who Signed", copy=False)
    address_ok = fields.Boolean("Address Correct", default=True)
    has_address_only = fields.Boolean(
        "Registered From the Envelope",
        help="On the list of letters that the mail point does not open; completed later.",
    )
    forwarded_to_partner_id = fields.Many2one("res.partner", "Passed On To", copy=False, index="btree_not_null")
    forwarded_to = fields.Char("Returned or Passed On To", copy=False, readonly=True)

    duplicate_ids = fields.Many2many("biuro.letter", string="Possible Duplicates", compute="_compute_duplicate_ids")
    warning = fields.Char("Warnings", compute="_compute_warning")

    _sender_reference_idx = models.Index("(sender_reference) WHERE sender_reference IS NOT NULL")
    _received_idx = models.Index("(date_received DESC, id DESC) WHERE direction = 'in'")

    @api.depends("letter_date", "sender_reference", "sender_city", "direction")
    def _compute_unestablished(self):
        names = {
            "letter_date": self.env._("date on the letter"), "sender_reference": self.env._("sender's reference"),
            "sender_city": self.env._("sender's town"),
        }
        for letter in self:
            missing = [label for name, label in names.items() if not letter[name]] if letter.direction == "in" else []
            letter.unestablished = ", ".join(missing)

    @api.depends("sender_reference", "partner_id", "correspondent", "direction", "message_main_attachment_id")
    def _compute_duplicate_ids(self):
        """Same sender with the same reference, or a file with the same content: a warning, never a block."""
        found = self._find_duplicates()
        for letter in self:
            letter.duplicate_ids = found.get(letter._origin.id, self.browse())

    def _find_duplicates(self):
        incoming = self.filtered(lambda letter: letter.direction == "in")
        found = {}
        referenced = incoming.filtered("sender_reference")
        if referenced:
            others = self.search_fetch(
                Domain("direction", "=", "in") & Domain("state", "!=", "annulled")
                & Domain("sender_reference", "in", referenced.mapped("sender_reference")),
                ["sender_reference", "partner_id", "correspondent"], limit=1000,
            )
            for letter in referenced:
                found[letter._origin.id] = others.filtered(lambda other, letter=letter: (
                    other.id != letter._origin.id and other.sender_reference == letter.sender_reference
                    and (
                        (letter.partner_id and other.partner_id == letter.partner_id)
                        or (letter.correspondent or "").lower() == (other.correspondent or "").lower()
                    )
                ))
        ids = [letter._origin.id for letter in incoming if letter._origin.id]
        if ids:
            Attachment = self.env["ir.attachment"]
            # sudo: ir.attachment - only sums are compared; what is found passes the search below
            files = Attachment.sudo().search_fetch(
                [("res_model", "=", self._name), ("res_id", "in", ids), ("checksum", "!=", False)],
                ["checksum", "res_id"],
            )
            twins = Attachment.sudo().search_fetch(
                [("res_model", "=", self._name), ("checksum", "in", list(set(files.mapped("checksum"))))],
                ["checksum", "res_id"], limit=1000,
            ) if files else files
            twin_ids = self.search([("id", "in", list(set(twins.mapped("res_id")))), ("state", "!=", "annulled"),
                                    ("direction", "=", "in")]).ids if len(twins) > len(files) else []
            for file in files if twin_ids else ():
                same = twins.filtered(lambda twin, file=file: (
                    twin.checksum == file.checksum and twin.res_id != file.res_id and twin.res_id in twin_ids
                ))
                found[file.res_id] = found.get(file.res_id, self.browse()) | self.browse(same.mapped("res_id"))
        return found

    @api.depends("letter_date", "date_received")
    def _compute_warning(self):
        for letter in self:
            letter.warning = False
            if letter.direction == "in" and letter.date_received and len(letter.letter_date or "") == 10:
                try:
                    if partial_date_range(letter.letter_date)[0] > letter.date_received:
                        letter.warning = self.env._("The letter bears a date later than the day of receipt.")
                except ValueError:
                    continue  # the constraint names the mistake when the letter is saved

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        if self.direction == "in" and self.partner_id:
            self.update(self._get_sender_values(self.partner_id))

    @api.onchange("delivery_method_id")
    def _onchange_delivery_method_id(self):
        if self.direction == "in" and self.scan_status in (False, "pending", "na"):
            self.scan_status = "na" if self.delivery_method_id.is_electronic else "pending"

    @api.model
    def _get_sender_values(self, partner):
        """Return the snapshot of a contact as values of a letter."""
        match = STREET.fullmatch((partner.street or "").strip())
        parts = match.groupdict() if match else {"street": partner.street, "building": False, "flat": False}
        words = (partner.name or "").split()
        company = partner.is_company
        return {
            "sender_name": partner.name if company else False,
            "sender_lastname": False if company or not words else words[-1],
            "sender_firstname": False if company else " ".join(words[:-1]) or False,
            "sender_zip": partner.zip, "sender_city": partner.city, "sender_street": parts["street"],
            "sender_building": parts["building"], "sender_flat": parts["flat"],
            "sender_country_id": partner.country_id.id or self.env["ir.model.data"]._xmlid_to_res_id("base.pl"),
            "sender_email": partner.email, "sender_ade": partner.ade_address,
        }

    @api.model
    def _fill_snapshots(self, vals_list, direction=None):
        super()._fill_snapshots(vals_list, direction)
        partners = self.env["res.partner"].browse({vals["partner_id"] for vals in vals_list if vals.get("partner_id")})
        default = direction or self.env.context.get("default_direction", "in")
        for vals in vals_list:
            if vals.get("partner_id") and vals.get("direction", default) == "in":
                partner = partners.browse(vals["partner_id"]).with_prefetch(partners.ids)
                for name, value in self._get_sender_values(partner).items():
                    if not vals.get(name):
                        vals[name] = value

    def _check_write_allowed(self, vals):
        super()._check_write_allowed(vals)
        if REGISTER_FACTS.intersection(vals) and not self._has_role("chancellery"):
            # a form sends back what the user did not touch: only a change counts
            for letter in self.filtered(lambda letter: letter.direction == "in" and letter.register_ref):
                if letter.registered_by_id != self.env.user and any(
                    (letter[name].id if letter._fields[name].relational else letter[name]) != vals[name]
                    for name in REGISTER_FACTS.intersection(vals)
                ):
                    raise UserError(self.env._(
                        "Only the mail point corrects the data of a registered letter: %(letter)s.",
                        letter=letter.display_name,
                    ))

    # Registration

    def _check_registrable(self):
        super()._check_registrable()
        today = self._today()
        may_register_all = self._has_role("chancellery")
        for letter in self.filtered(lambda letter: letter.direction == "in"):
            if not may_register_all and letter.delivery_method_id.channel != "email":
                self._check_role("chancellery")
            if not letter.date_received or letter.date_received > today:
                raise UserError(self.env._("The date of receipt cannot be later than today."))
            unknown = letter.sender_unknown and (letter.sender_unknown_reason or "").strip()
            if not (letter.sender_name or letter.sender_lastname or unknown):
                raise UserError(self.env._("Give the sender or tick “Sender Not Established” and write why."))
            if not letter.delivery_method_id:
                raise UserError(self.env._("Choose the delivery method of the letter."))
            if letter.scan_status in ("partial", "none") and not (letter.scan_reason or "").strip():
                raise UserError(self.env._("Write why the letter is not scanned in full."))

    def _prepare_registration(self):
        super()._prepare_registration()
        electronic = self.filtered(lambda letter: letter.direction == "in" and letter.is_electronic)
        if not electronic:
            return
        electronic.filtered(lambda letter: letter.scan_status == "pending").scan_status = "na"
        without_format = electronic.filtered(lambda letter: not letter.file_format)
        if without_format:
            # sudo: ir.attachment - names of the files of letters the user may write
            files = self.env["ir.attachment"].sudo().search_fetch(
                [("res_model", "=", self._name), ("res_id", "in", without_format.ids)], ["name", "res_id"],
            )
            for letter in without_format:
                names = files.filtered(lambda file, letter=letter: file.res_id == letter.id).mapped("name")
                extensions = sorted({name.rpartition(".")[2].lower() for name in names if "." in name})
                if not extensions:
                    raise UserError(self.env._(
                        "Give the format of the electronic letter “%(title)s”.", title=letter.title,
                    ))
                letter.file_format = ", ".join(extensions)
