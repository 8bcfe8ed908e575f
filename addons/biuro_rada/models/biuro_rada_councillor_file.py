from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import composition

# kind of list: (model, field that names the councillor, external id of the action)
LISTS = {
    "attendance": ("biuro.rada.attendance", "councillor_id", "biuro_rada.biuro_rada_attendance_action"),
    "interpellations": ("biuro.rada.interpellation", "author_ids", "biuro_rada.biuro_rada_interpellation_action"),
    "duties": ("biuro.rada.duty", "councillor_ids", "biuro_rada.biuro_rada_duty_action"),
    "expiries": ("biuro.rada.expiry", "councillor_id", "biuro_rada.biuro_rada_expiry_action"),
}


class BiuroRadaCouncillor(models.Model):
    """The file of a councillor: what he or she is now, the ways to all that is kept elsewhere."""

    _inherit = "biuro.rada.councillor"
    _reason_verbs = {"action_take_oath": {"date": "date"}}

    club_id = fields.Many2one(
        "biuro.rada.club", "Club Now", compute="_compute_now", store=True, index="btree_not_null"
    )
    role = fields.Selection(
        [("chair", "Chair"), ("vice_chair", "Vice-chair"), ("councillor", "Councillor")],
        "Function Now", compute="_compute_now", store=True,
    )
    committee_names = fields.Char("Committees Now", compute="_compute_committee_names")
    is_in_office = fields.Boolean("In Office Today", compute="_compute_is_in_office", search="_search_is_in_office")
    avatar = fields.Image(compute="_compute_avatar", compute_sudo=True)
    successor_ids = fields.One2many("biuro.rada.councillor", "replaces_id", "Succeeded By")
    attendance_count = fields.Integer("Sessions and Meetings", compute="_compute_counts")
    interpellation_count = fields.Integer("Interpellations", compute="_compute_counts")
    duty_count = fields.Integer("Duty Hours", compute="_compute_counts")
    expiry_count = fields.Integer("Expiry of the Mandate", compute="_compute_counts")
    user_ids = fields.One2many(related="partner_id.user_ids", string="Account", related_sudo=True)
    check_ids = fields.One2many(
        "biuro.rada.incompatibility", "councillor_id", "Check-list",
        groups="biuro_rada.biuro_rada_group_user,biuro_rada.biuro_rada_group_chair,"
        "biuro_kancelaria.biuro_kancelaria_group_auditor",
    )
    term_state = fields.Selection(related="term_id.state", string="State of the Term")

    @api.depends(
        "club_member_ids.club_id", "club_member_ids.date_from", "club_member_ids.date_to", "function_ids.role",
        "function_ids.date_from", "function_ids.date_to", "mandate_end",
    )
    def _compute_now(self):
        today = office_today()
        for councillor in self:
            councillor.club_id = councillor.club_member_ids.filtered(lambda line: line._is_on(today)).club_id[:1]
            functions = councillor.function_ids.filtered(lambda line: line._is_on(today))
            councillor.role = functions[:1].role or "councillor"

    @api.depends("committee_member_ids.committee_id", "committee_member_ids.date_from", "committee_member_ids.date_to")
    def _compute_committee_names(self):
        today = office_today()
        for councillor in self:
            committees = councillor.committee_member_ids.filtered(lambda line: line._is_on(today)).committee_id
            councillor.committee_names = ", ".join(
                committee.symbol or committee.name for committee in committees.sorted("sequence")
            )

    @api.depends("mandate_start", "mandate_end", "term_id.date_end")
    def _compute_is_in_office(self):
        today = office_today()
        for councillor in self:
            councillor.is_in_office = councillor._holds_mandate(today)

    def _search_is_in_office(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = office_today()
        return [
            ("mandate_start", "<=", today), ("term_id.date_end", ">=", today),
            "|", ("mandate_end", "=", False), ("mandate_end", ">=", today),
        ]

    @api.depends("photo", "last_name", "first_name")
    def _compute_avatar(self):
        for councillor in self:
            partner = councillor.partner_id
            councillor.avatar = councillor.photo or (partner and (partner.image_128 or partner._avatar_generate_svg()))

    def _compute_counts(self):
        for kind, name in (
            ("attendance", "attendance_count"), ("interpellations", "interpellation_count"), ("duties", "duty_count"),
            ("expiries", "expiry_count"),
        ):
            model, field, _action = LISTS[kind]
            Model = self.env[model]
            counts = {}
            if Model.has_access("read"):
                counts = {
                    councillor.id: count
                    for councillor, count in Model._read_group([(field, "in", self.ids)], [field], ["__count"])
                }
            for councillor in self:
                councillor[name] = counts.get(councillor.id, 0)

    @api.constrains("replaces_id", "mandate_start", "term_id")
    def _check_succession(self):
        for councillor in self.filtered("replaces_id"):
            former = councillor.replaces_id
            if former.term_id != councillor.term_id or not former.mandate_end:
                raise ValidationError(
                    self.env._("%s is not a councillor of this term whose mandate has ended.", former.display_name)
                )
            if councillor.mandate_start < former.mandate_end:
                raise ValidationError(self.env._("The successor's mandate begins when the former one is over."))
            if former.successor_ids - councillor:
                raise ValidationError(self.env._("The seat of %s has been taken already.", former.display_name))
            last_day = composition.last_day_of_succession(councillor.term_id.date_end)["last_day"]
            if councillor.mandate_start > last_day:
                raise ValidationError(
                    self.env._(
                        "Nobody enters a vacant seat in the last six months of the term, after %s (k.w. art. 387).",
                        last_day,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        councillors = super().create(vals_list)
        councillors._mark_partners()
        return councillors

    def _mark_partners(self):
        """Give the contacts of councillors their category."""
        category = self.env.ref("biuro_rada.res_partner_category_councillor", raise_if_not_found=False)
        if category:
            # sudo: res.partner - the category alone; whoever enters a councillor need not keep contacts
            self.sudo().partner_id.filtered(lambda partner: category not in partner.category_id).category_id |= category

    @api.model
    def _cron_refresh(self):
        """Let what councillors are follow the days: memberships begin and end by themselves."""
        running = self.search([("state", "in", ("elected", "active"))])
        running.with_context(tracking_disable=True)._compute_now()

    # ---- verbs ---------------------------------------------------------------------------------------------------

    def action_open_list(self, kind):
        """Open what is kept about the councillor elsewhere.

        :param str kind: ``attendance``, ``interpellations``, ``duties`` or ``expiries``
        :return: dict, a window action
        """
        self.ensure_one()
        model, field, xml_id = LISTS[kind]
        action = self.env.ref(xml_id, raise_if_not_found=False)
        opened = self.env["ir.actions.act_window"]._for_xml_id(xml_id) if action else {
            "type": "ir.actions.act_window", "res_model": model, "name": self.display_name,
            "views": [(False, "list"), (False, "form")],
        }
        return {
            **opened, "domain": [(field, "in", self.ids)],
            "context": {"default_councillor_id": self.id} if field == "councillor_id" else {},
        }

    def action_open_attendance(self):
        """Open the sessions and meetings of the councillor. Return a window action (dict)."""
        return self.action_open_list("attendance")

    def action_open_interpellations(self):
        """Open the interpellations of the councillor. Return a window action (dict)."""
        return self.action_open_list("interpellations")

    def action_open_duties(self):
        """Open the duty hours of the councillor. Return a window action (dict)."""
        return self.action_open_list("duties")

    def action_open_expiries(self):
        """Open the matters of expiry of the mandate. Return a window action (dict)."""
        return self.action_open_list("expiries")

    def action_make_checks(self):
        """Make the check-list of what is not combined with a mandate (u.s.g. art. 24a-25b).

        :return: True
        """
        self.env["biuro.rada.incompatibility"].make(self.ids)
        return True

    def action_start_expiry(self):
        """Open a new matter of the expiry of the mandate (k.w. art. 383). Return a window action (dict)."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "biuro.rada.expiry", "views": [(False, "form")],
            "name": self.env._("Expiry of the Mandate"),
            "context": {"default_councillor_id": self.id},
        }
