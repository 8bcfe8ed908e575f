from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.models.biuro_access_mixin import USER, tokens

TARGETS = "biuro.sekretariat.complaint: anybody complained about"


class BiuroSekretariatComplaintAccess(models.Model):
    """Who sees a complaint and who may deal with it (RSW § 11, KPA art. 256).

    A complaint about a person is restricted by itself. Beyond that, the person and everybody below in the hierarchy is
    barred from it by a rule of its own, whatever group or cell they have; so are its letter and its case.
    """

    _inherit = "biuro.sekretariat.complaint"
    _access_reference = "register_ref"
    _access_depends = (
        "department_id", "clerk_id", "is_restricted", "reader_ids", "target_employee_id", "registered_by_id", "state",
    )
    _deadline_copied_fields = frozenset({
        "subject", "register_ref", "target_employee_id", "department_id", "clerk_id", "is_restricted", "reader_ids",
        "company_id",
    })

    is_barred = fields.Boolean(
        "Barred from It", compute="_compute_is_barred", search="_search_is_barred",
        help="The current user is the person complained about, or works under that person.",
    )

    def _access_is_restricted(self):
        return self.is_restricted or bool(self.target_employee_id)

    def _access_extra(self, restricted):
        """Add whoever entered it: to work on it until it is qualified, to look at it afterwards."""
        own = tokens(USER, (self.registered_by_id | self.create_uid).ids) if not self.target_employee_id else set()
        return (own, set()) if self.state in ("draft", "received") else (set(), own)

    @api.depends("access_tokens", "access_restricted")
    @api.depends_context("uid")
    def _compute_display_name(self):
        super()._compute_display_name()
        self._access_mask_names("register_ref")

    @api.model
    def _get_superiors(self, employees):
        """Return who stands above the employees (hr.employee): superiors and heads of their cells, upwards."""
        # sudo: hr.employee, hr.department - who stands above whom; only people are compared
        employees = employees.sudo()
        found, todo = employees.browse(), employees
        while todo:
            cells = todo.department_id
            heads = (todo.parent_id | cells.manager_id | cells.parent_id.manager_id) - employees - found
            found |= heads
            todo = heads
        return found

    @api.model
    def _get_barring_people(self):
        """Return the people (hr.employee) complaints about whom the current user may not see.

        Everybody works under the President: a complaint about the President goes to the Council or the voivode, the
        office only passes it on, so it bars the President alone.
        """
        if not self._is_anybody_complained_about():
            return self.env["hr.employee"]
        # sudo: res.users, hr.employee - the user's own employee and who stands above
        own = self.env.user.sudo().employee_ids
        superiors = self._get_superiors(own)
        return own | superiors.filtered(lambda employee: employee.office_function != "president")

    @api.model
    def _is_anybody_complained_about(self):
        """Return whether a complaint about a person stands in the register (bool); asked once in a transaction.

        Every list of letters and of cases depends on it: most days nobody is complained about by name.
        """
        cache = self.env.cr.cache
        if TARGETS not in cache:
            # sudo: own model - a yes or no, whoever asks
            cache[TARGETS] = bool(self.sudo().search_count(
                [("target_employee_id", "!=", False), ("is_cancelled", "=", False)], limit=1))
        return cache[TARGETS]

    @api.model_create_multi
    def create(self, vals_list):
        complaints = super().create(vals_list)
        self.env.cr.cache.pop(TARGETS, None)
        return complaints

    def write(self, vals):
        result = super().write(vals)
        if "target_employee_id" in vals:
            self.env.cr.cache.pop(TARGETS, None)
        return result

    @api.depends("target_employee_id")
    @api.depends_context("uid")
    def _compute_is_barred(self):
        barring = self._get_barring_people()
        for complaint in self.sudo():  # sudo: own model - compares ids only
            complaint.is_barred = complaint.target_employee_id in barring

    def _search_is_barred(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("target_employee_id", "in", self._get_barring_people().ids)

    def _check_handler(self):
        """Refuse a handler, or a cell, that the complaint is about, also a subordinate of the person it is about."""
        # sudo: hr.employee - who stands above whom; only people are compared
        for complaint in self.sudo().filtered("target_employee_id"):
            target = complaint.target_employee_id
            handler = complaint.clerk_id or complaint.department_id.manager_id
            if not handler:
                continue
            # who only passes on a complaint about the President deals with nothing
            head_of_all = target.office_function == "president" and complaint.competent_body != "president"
            below = not head_of_all and target in self._get_superiors(handler)
            if handler == target or below:
                raise UserError(self.env._(
                    "A complaint cannot be handed to the person it is about or to that person's subordinate."
                ))


    def action_assign(self, department_id=None, clerk_id=None):
        """Hand complaints to a cell or a person to deal with.

        :param int department_id: id of an ``hr.department``; the cell of the person by default
        :param int clerk_id: id of an ``hr.employee``
        :return: True
        :raise UserError: nobody named, or the person complained about or that person's subordinate
        Legal source: RSW § 11.
        """
        self.check_access("write")
        self._check_state("received", "qualified", "to_clarify", "in_progress")
        if not department_id and not clerk_id:
            raise UserError(self.env._("Name the cell or the person who is to deal with it."))
        values = self._complete_values({"department_id": department_id, "clerk_id": clerk_id})
        # sudo: own model - the new cell may be one whose entries the user does not see; access was checked above
        complaints = self.sudo()
        complaints.write(values)
        for complaint in complaints.filtered("case_id"):
            case = complaint.case_id
            if case.department_id == complaint.department_id and complaint.clerk_id:
                case.clerk_id = complaint.clerk_id
        self._tell_handler()
        return True

    def action_pass_to_superior(self, target_employee_id=None):
        """Hand a complaint that reached the person it is about to that person's superior at once.

        :param int target_employee_id: the person it is about; the current user by default
        :return: dict ``clerk_id`` and ``clerk`` (name) of the superior
        :raise UserError: nobody stands above that person
        Legal source: KPA art. 256.
        """
        self.check_access("write")
        self._check_state("draft", "received", "qualified")
        target = self.env["hr.employee"].browse(target_employee_id or self.env.user._biuro_employee().id)
        # sudo: hr.employee - the superior's place in the office is no secret
        person = target.sudo()
        superior = person.parent_id or person.department_id.manager_id - person or (
            person.department_id.parent_id.manager_id)
        if not superior:
            raise UserError(self.env._("Nobody stands above this person in the structure: name the handler yourself."))
        # sudo: own model - from here on the user does not see the entry; access was checked above
        self.sudo().write({
            "target_employee_id": target.id, "clerk_id": superior.id, "department_id": superior.department_id.id,
            "about": "employee",
        })
        self.sudo()._log_case("Przekazano skargę przełożonemu służbowemu pracownika (art. 256 KPA)")
        self.sudo()._tell_handler()
        return {"clerk_id": superior.id, "clerk": superior.name}

    def _tell_handler(self):
        """Plan the work of a handler whom no running term tells of it."""
        for complaint in self.filtered(lambda line: line.clerk_id and not line.deadline_next):
            # sudo: hr.employee, mail.activity - the handler is told by the place in the flow
            user = complaint.sudo().clerk_id.user_id
            if user and user != self.env.user:
                complaint.sudo().activity_schedule(
                    "mail.mail_activity_data_todo", user_id=user.id,
                    date_deadline=complaint.deadline_next or self._today(),
                    summary=self.env._("Deal with the complaint or motion"),
                )

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        return self._access_filter_recipients(super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs))

    def message_post(self, **kwargs):
        # who is named in a message may read it for ever: not who may not read the record
        kwargs["partner_ids"] = self._access_filter_partners(list(kwargs.get("partner_ids") or []))
        return super().message_post(**kwargs)
