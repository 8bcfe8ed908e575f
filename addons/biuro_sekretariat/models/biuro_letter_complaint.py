from odoo import api, fields, models
from odoo.fields import Domain

CHANNEL_FORMS = {"email": "email", "edoreczenia": "ade", "epuap": "epuap", "oral": "oral"}


class BiuroLetter(models.Model):
    """Letters and the register of complaints: made in one click, shown on the letter, told what became of letters."""

    _inherit = "biuro.letter"

    complaint_ids = fields.One2many("biuro.sekretariat.complaint", "letter_id", "Complaints and Motions")
    complaint_count = fields.Integer("Number of Complaints and Motions", compute="_compute_complaint_count")
    is_complaint_barred = fields.Boolean(
        "Barred from Its Complaint", compute="_compute_is_complaint_barred", search="_search_is_complaint_barred",
        help="It is about the current user, or about somebody above the current user.",
    )

    def _compute_complaint_count(self):
        groups = self.env["biuro.sekretariat.complaint"]._read_group(
            [("letter_id", "in", self.ids)], ["letter_id"], ["__count"])
        counts = {letter.id: count for letter, count in groups}
        for letter in self:
            letter.complaint_count = counts.get(letter._origin.id, 0)

    def action_make_complaint(self):
        """Enter the letter in the register of complaints and motions; entered already, its entry opens.

        :return: window action (dict) of the entry
        :raise UserError: not an incoming letter in the register
        Legal source: KPA art. 254; the terms run from the day of receipt.
        """
        return self._make_record("biuro.sekretariat.complaint", self._make_complaint)

    def _make_complaint(self):
        complaint = self.env["biuro.sekretariat.complaint"].create(self._prepare_complaint_values())
        complaint.action_register()
        self._log_case(f"Wpisano do rejestru skarg i wniosków: {complaint.register_ref}")
        return complaint

    def _prepare_complaint_values(self):
        """Return the values (dict) of the entry that this letter becomes."""
        self.ensure_one()
        person = " ".join(filter(None, [self.sender_firstname, self.sender_lastname]))
        house = "/".join(filter(None, [self.sender_building, self.sender_flat]))
        street = " ".join(filter(None, [self.sender_street, house]))
        town = " ".join(filter(None, [self.sender_zip, self.sender_city]))
        employee = self.env.user._biuro_employee()
        values = {
            "letter_id": self.id, "subject": self.title, "date_received": self.date_received,
            "declared_kind": "motion" if (self.title or "").strip().lower().startswith("wniosek") else "complaint",
            "form": CHANNEL_FORMS.get(self.delivery_channel, "written"), "partner_id": self.partner_id.id,
            "complainant_name": self.sender_name or person or False,
            "address": ", ".join(filter(None, [street, town])) or False, "email": self.sender_email,
            "department_id": self.department_id.id or self._get_clerk_department(employee).id,
            "clerk_id": self.clerk_id.id, "is_restricted": self.is_restricted, "company_id": self.company_id.id,
        }
        return {name: value for name, value in values.items() if value or name == "address"}

    def action_view_complaints(self):
        """Open what the letter became in the register of complaints and motions (an action)."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "biuro_sekretariat.biuro_sekretariat_complaint_action")
        complaints = self.complaint_ids
        if len(complaints) == 1:
            return self._get_record_action(complaints)
        return action | {"domain": [("letter_id", "=", self.id)], "context": {}}

    # What became of letters of a complaint

    def _after_dispatch(self, day):
        result = super()._after_dispatch(day)
        # sudo: biuro.sekretariat.complaint - consequences of the dispatch, which the mail point makes
        self.env["biuro.sekretariat.complaint"].sudo()._letters_dispatched(self, day)
        return result

    def _move_to(self, state, values=None):
        result = super()._move_to(state, values)
        if state == "delivered":
            # sudo: biuro.sekretariat.complaint - consequences of the delivery
            self.env["biuro.sekretariat.complaint"].sudo()._letters_delivered(self)
        return result

    # Who is barred (RSW § 11)

    def _get_barring_domain(self):
        """Return the domain (Domain) of the letters that the current user is barred from by a complaint about people.

        The mail point dispatches the answers also to complaints about its own superiors.
        """
        Complaint = self.env["biuro.sekretariat.complaint"]
        people = Complaint._get_barring_people()
        if not people:
            return Domain.FALSE
        # sudo: biuro.sekretariat.complaint, res.users - which letters and cases they hang on; nothing of them is shown
        barred = Complaint.sudo().search_fetch(
            [("target_employee_id", "in", people.ids), ("is_cancelled", "=", False)], ["letter_id", "case_id",
                                                                                      "target_employee_id"],
        )
        if not barred:
            return Domain.FALSE

        def hanging(complaints):
            return Domain("id", "in", complaints.letter_id.ids) | Domain("case_id", "in", complaints.case_id.ids)

        if not self.env.user.has_group("biuro_kancelaria.biuro_kancelaria_group_chancellery"):
            return hanging(barred)
        own = self.env.user.sudo().employee_ids  # sudo: res.users - the user's own employee
        about_me = barred.filtered(lambda complaint: complaint.target_employee_id in own)
        return hanging(about_me) | (hanging(barred - about_me) & Domain("direction", "!=", "out"))

    @api.depends_context("uid")
    def _compute_is_complaint_barred(self):
        barred = self.sudo().filtered_domain(self._get_barring_domain())  # sudo: biuro.letter - compares ids only
        for letter in self:
            letter.is_complaint_barred = letter in barred

    def _search_is_complaint_barred(self, operator, value):
        return self._get_barring_domain() if operator == "in" else NotImplemented
