from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today

STATES = [
    ("active", "In office"),
    ("suspended_calling", "Not called to duty"),
    ("expired", "Expired by a judgment"),
    ("dismissed", "Dismissed"),
    ("resigned", "Resigned"),
    ("ended", "Term ended"),
]
IN_OFFICE = ("active", "suspended_calling")


class BiuroWyboryLawnikMandate(models.Model):
    """Mandate in the register of lay judges: whom the Council elected, to which court, until when, how it ended.

    The files of the person are with the court; here is what the public resolution says and what came after it.
    """

    _name = "biuro.wybory.lawnik.mandate"
    _description = "Mandate of a Lay Judge"
    _inherit = ["biuro.guard.mixin", "mail.thread"]
    _order = "term_id desc, court_id, surname, given_names, id"
    _rec_names_search = ["surname", "given_names"]
    _reason_verbs = {
        "action_suspend_calling": {"reason": "reason"},
        "action_resign": {"date": "on", "reason": "reason"},
        "action_court_notice": {"date": "delivered_on", "reason": "ref"},
        "action_take_oath": {"date": "on"},
        "action_died": {"date": "on"},
    }

    term_id = fields.Many2one(
        "biuro.wybory.lawnik.term", "Election", required=True, readonly=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="term_id.company_id", store=True)
    nomination_id = fields.Many2one(
        "biuro.wybory.lawnik.nomination", "Nomination", readonly=True, index="btree_not_null", ondelete="restrict",
        groups="biuro_wybory.biuro_wybory_group_lawnik_user,biuro_wybory.biuro_wybory_group_lawnik_manager",
    )
    surname = fields.Char(required=True, readonly=True, index="trigram")
    given_names = fields.Char(required=True, readonly=True)
    quota_id = fields.Many2one("biuro.wybory.lawnik.quota", readonly=True, ondelete="restrict", string="Number")
    court_id = fields.Many2one("res.partner", "Court", required=True, readonly=True, index=True, ondelete="restrict")
    division = fields.Char(readonly=True)
    for_labour = fields.Boolean("Labour Cases", readonly=True)
    election_resolution_id = fields.Many2one(
        "biuro.rada.resolution", "Resolution of the Election", readonly=True, index="btree_not_null",
        ondelete="restrict",
    )
    elected_on = fields.Date(readonly=True)
    date_from = fields.Date("From", readonly=True)
    date_to = fields.Date("Until", readonly=True, index=True)
    oath_date = fields.Date("Oath Taken On", readonly=True, copy=False, help="Before the president of the court.")
    suspend_reason = fields.Char("Why Not Called", readonly=True, copy=False, tracking=True)
    resigned_on = fields.Date("Resignation Filed On", readonly=True, copy=False, tracking=True)
    end_reason = fields.Selection(
        [
            ("conviction", "Final conviction (art. 166 § 1)"),
            ("dismissal", "Dismissal by the Council (art. 166 § 2)"),
            ("resignation", "Resignation for important reasons (art. 166 § 3)"),
            ("death", "Death"),
            ("end_of_term", "End of the term (art. 165 § 1)"),
        ],
        readonly=True, copy=False, tracking=True,
    )
    end_date = fields.Date(
        "Ended On", readonly=True, copy=False, tracking=True,
        help="Of a dismissal and a resignation: the day on which the court's notice of deletion was delivered.",
    )
    court_notice_ref = fields.Char("Court's Notice", readonly=True, copy=False)
    partner_id = fields.Many2one(
        "res.partner", "Contact", index="btree_not_null", help="Made only now, if the lay judge wants it."
    )
    contact_consent = fields.Boolean("Wants to Be Contacted")
    expiry_ids = fields.One2many("biuro.wybory.lawnik.expiry", "mandate_id", "Expiry")
    dismissal_ids = fields.One2many("biuro.wybory.lawnik.dismissal", "mandate_id", "Dismissals")
    state = fields.Selection(
        STATES, required=True, readonly=True, default="active", copy=False, tracking=True, index=True, group_expand=True
    )

    _nomination_uniq = models.UniqueIndex(
        "(nomination_id) WHERE nomination_id IS NOT NULL", "There is a mandate of this nomination already."
    )
    _dates_ordered = models.Constraint(
        "CHECK (date_to IS NULL OR date_from IS NULL OR date_to >= date_from)", "A mandate ends after it begins."
    )

    @api.depends("surname", "given_names")
    def _compute_display_name(self):
        for mandate in self:
            mandate.display_name = " ".join(filter(None, [mandate.surname, mandate.given_names]))

    @api.constrains("partner_id", "contact_consent")
    def _check_contact(self):
        for mandate in self:
            if mandate.partner_id and not mandate.contact_consent:
                raise ValidationError(
                    self.env._("A contact of a lay judge is kept only when the lay judge wants to be contacted.")
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A mandate stays in the register of lay judges."))

    def _check_in_office(self, *states):
        for mandate in self:
            mandate.check_access("write")
            if mandate.state not in (states or IN_OFFICE):
                raise UserError(self.env._("%s: this is possible while the mandate lasts.", mandate.display_name))

    def _set(self, **values):
        # sudo: own model - facts are written by verbs only; access was checked by the caller
        self.sudo().write(values)

    # ---- verbs ---------------------------------------------------------------------------------------------------

    def action_take_oath(self, on=None):
        """Record the oath before the president of the court; a mandate of a by-election begins with it.

        :param str on: day "YYYY-MM-DD", today by default
        :return: True
        :raise UserError: not in office; a day of the future or before the election
        Legal source: u.s.p. art. 164 § 2-3.
        """
        day = fields.Date.to_date(on) or office_today()
        self._check_in_office()
        for mandate in self:
            if day > office_today() or (mandate.elected_on and day < mandate.elected_on):
                raise UserError(self.env._("The oath is taken after the election and not later than today."))
            values = {"oath_date": day}
            if mandate.term_id.kind == "by_election":
                values["date_from"] = day
            mandate._set(**values)
        return True

    def action_suspend_calling(self, reason):
        """Record that the court does not call the lay judge to duty (u.s.p. art. 167 § 1).

        :param str reason: which circumstance, in neutral words
        :return: True
        :raise UserError: not in office; no reason
        """
        self._check_in_office("active")
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason."))
        self._set(state="suspended_calling", suspend_reason=reason)
        return True

    def action_resume_calling(self):
        """Record that the lay judge is called to duty again. Return True.

        :raise UserError: was called all the time
        """
        self._check_in_office("suspended_calling")
        self._set(state="active", suspend_reason=False)
        return True

    def action_resign(self, on=None, reason=None):
        """Record a resignation for important reasons: the mandate lasts until the court's notice is delivered.

        :param str on: day on which it was filed "YYYY-MM-DD", today by default
        :param str reason: remark
        :return: True
        :raise UserError: not in office; a day of the future
        Legal source: u.s.p. art. 166 § 3.
        """
        day = fields.Date.to_date(on) or office_today()
        self._check_in_office()
        if day > office_today():
            raise UserError(self.env._("The day cannot be later than today."))
        self._set(resigned_on=day)
        return True

    def action_court_notice(self, delivered_on, ref):
        """End the mandates of those who resigned: the court's notice of deletion from the list was delivered.

        :param str delivered_on: day of delivery to the lay judge "YYYY-MM-DD"
        :param str ref: sign of the notice
        :return: True
        :raise UserError: no resignation; a day before it or of the future; no sign
        Legal source: u.s.p. art. 166 § 3.
        """
        day = fields.Date.to_date(delivered_on)
        self._check_in_office()
        if not day or not (ref or "").strip():
            raise UserError(self.env._("Give the day of delivery and the sign of the court's notice."))
        for mandate in self:
            if not mandate.resigned_on:
                raise UserError(
                    self.env._("%s has not resigned: a dismissal ends in its own matter.", mandate.display_name)
                )
            mandate._end("resigned", "resignation", day, ref, since=mandate.resigned_on)
        return True

    def _end(self, state, reason, day, ref=None, since=None):
        """End one mandate on a day."""
        self.ensure_one()
        if day > office_today():
            raise UserError(self.env._("The day cannot be later than today."))
        if since and day < since:
            raise UserError(self.env._("The mandate cannot end before what ended it."))
        self._set(state=state, end_reason=reason, end_date=day, court_notice_ref=ref or self.court_notice_ref)

    def action_died(self, on):
        """End the mandate by the death of the lay judge.

        :param str on: day "YYYY-MM-DD"
        :return: True
        :raise UserError: not in office; a day of the future
        """
        self._check_in_office()
        for mandate in self:
            mandate._end("ended", "death", fields.Date.to_date(on) or office_today())
        return True

    @api.model
    def _cron_end_of_term(self):
        """End the mandates whose term is over."""
        over = self.search([("state", "in", IN_OFFICE), ("date_to", "<", office_today())])
        for day, some in over.grouped("date_to").items():
            some._set(state="ended", end_reason="end_of_term", end_date=day)

    # ---- matters -------------------------------------------------------------------------------------------------

    def action_open_dismissal(self):
        """Open the form of a motion to dismiss. Return a window action (dict).

        :raise UserError: not in office
        """
        self.ensure_one()
        self._check_in_office()
        return self._open_new("biuro.wybory.lawnik.dismissal", self.dismissal_ids.filtered(lambda one: not one.result))

    def action_open_expiry(self):
        """Open the form of an expiry. Return a window action (dict).

        :raise UserError: not in office
        """
        self.ensure_one()
        self._check_in_office()
        return self._open_new("biuro.wybory.lawnik.expiry", self.expiry_ids.filtered(lambda one: one.state == "open"))

    def _open_new(self, model, standing):
        return {
            "type": "ir.actions.act_window", "res_model": model, "view_mode": "form", "views": [(False, "form")],
            "res_id": standing[:1].id, "context": {"default_mandate_id": self.id},
            "name": self.env[model]._description,
        }

    @api.model
    @api.readonly
    def get_public_register(self, term_id=None):
        """Return the lay judges in office as the public resolutions name them.

        :param int term_id: one election; all of them by default
        :return: list of dicts ``name``, ``court``, ``for_labour`` (bool), ``from``, ``until`` ("YYYY-MM-DD"),
            ``resolution`` (number or "")
        """
        domain = [("state", "in", IN_OFFICE)] + ([("term_id", "=", term_id)] if term_id else [])
        return [
            {
                "name": mandate.display_name, "court": mandate.court_id.name, "for_labour": mandate.for_labour,
                "from": fields.Date.to_string(mandate.date_from) or "",
                "until": fields.Date.to_string(mandate.date_to) or "",
                "resolution": mandate.election_resolution_id.number or "",
            }
            for mandate in self.search(domain)
        ]
