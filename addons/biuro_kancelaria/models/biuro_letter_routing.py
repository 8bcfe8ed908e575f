from odoo import api, fields, models
from odoo.exceptions import UserError

from .biuro_letter import TRANSITIONS


class BiuroLetter(models.Model):
    """The way of an incoming letter through the office, up to a case or outside of cases."""

    _inherit = "biuro.letter"

    is_mine = fields.Boolean("Mine", compute="_compute_is_mine", search="_search_is_mine")

    is_of_my_cell = fields.Boolean("Of My Cell", compute="_compute_is_of_my_cell", search="_search_is_of_my_cell")
    is_overdue = fields.Boolean("Overdue", compute="_compute_is_overdue")

    @api.depends_context("uid")
    @api.depends("clerk_id", "assignment_ids.employee_id", "assignment_ids.state")
    def _compute_is_mine(self):
        people = self.env.user.acting_employee_ids
        for letter in self:
            active = letter.assignment_ids.filtered(lambda line: line.state in ("active", "accepted"))
            letter.is_mine = bool((letter.clerk_id | active.employee_id) & people)

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        people = self.env.user.acting_employee_ids.ids
        return [
            "|", ("clerk_id", "in", people),
            ("assignment_ids", "any", [("employee_id", "in", people), ("state", "in", ("active", "accepted"))]),
        ]

    def _search_is_of_my_cell(self, operator, value):
        return [("department_id", "in", self.env.user.cell_ids.ids)] if operator == "in" else NotImplemented

    @api.depends_context("uid")
    @api.depends("department_id")
    def _compute_is_of_my_cell(self):
        cells = self.env.user.cell_ids
        for letter in self:
            letter.is_of_my_cell = letter.department_id in cells

    @api.depends("date_deadline", "state")
    def _compute_is_overdue(self):
        today = self._today()
        for letter in self:
            letter.is_overdue = bool(
                letter.date_deadline and letter.date_deadline < today
                and letter.state in ("registered", "distributed", "decreed", "accepted")
            )

    @api.model
    def _search_panel_selection_range(self, field_name, **kwargs):
        # the panel asks for no counts: it would read the whole register; it shows the states of the list's direction
        values = super()._search_panel_selection_range(field_name, **kwargs)
        steps = TRANSITIONS.get(self.env.context.get("default_direction"))
        if field_name == "state" and steps:
            states = set(steps).union(*steps.values())
            values = [value for value in values if value["id"] in states]
        return values

    def action_view_case(self):
        """Open the case of the letter.

        :return: action (dict)
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "biuro.case", "res_id": self.case_id.id, "view_mode": "form",
            "views": [(False, "form")],
        }

    def action_view_replies(self):
        """Open the replies to the letter.

        :return: action (dict)
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_kancelaria.biuro_letter_action_out")
        return {**action, "domain": [("reply_to_id", "=", self.id)]}

    def _get_clerk_department(self, employee):
        # sudo: hr.employee - the cell of an employee is on the office's public list
        return employee.sudo().department_id

    def action_distribute(self, department_id=None, employee_id=None):
        """Distribute letters (rozdział): name the cell or the person who gets them.

        :param int department_id: id of an ``hr.department``
        :param int employee_id: id of an ``hr.employee``; the cell is taken from the person when not given
        :return: True
        :raise AccessError: for anyone but the mail point
        Legal source: instrukcja kancelaryjna § 21, § 40(3)(7).
        """
        self._check_direction("in")
        self._check_role("chancellery")
        if not department_id and not employee_id and all(letter.department_id or letter.clerk_id for letter in self):
            for letter in self:  # the cell was chosen when the letter was entered
                letter._route(letter.department_id, letter.clerk_id)
            return True
        return self._distribute(department_id, employee_id)

    def _distribute(self, department_id, employee_id):
        employee = self.env["hr.employee"].browse(employee_id or [])
        department = self.env["hr.department"].browse(department_id or []) or self._get_clerk_department(employee)
        if not department and not employee:
            raise UserError(self.env._("Name the cell or the person who gets the letter."))
        return self._route(department, employee)

    def _route(self, department, employee):
        self._move_to("distributed", {"department_id": department.id, "clerk_id": employee.id})
        self._log_case(f"Rozdzielono do: {department.office_symbol or department.name or employee.name}", kind="assign")
        return True

    def action_forward(self, department_id=None, employee_id=None, note=None):
        """Pass on a letter that came to the wrong cell or person.

        :param int department_id: id of the right cell
        :param int employee_id: id of the right person
        :param str note: kept in the discussion of the letter
        :return: True
        Legal source: instrukcja kancelaryjna § 21(3).
        """
        self._check_direction("in")
        self._withdraw_assignments()
        self._distribute(department_id, employee_id)
        self._note(self.env._("Passed on."), note)
        return True

    def action_return_to_mail_point(self, reason):
        """Return wrongly distributed letters to the mail point.

        :param str reason: why, required
        :return: True
        Legal source: instrukcja kancelaryjna § 21(3).
        """
        self._check_direction("in")
        if not (reason or "").strip():
            raise UserError(self.env._("Write why the letter goes back to the mail point."))
        self._withdraw_assignments()
        self._move_to("registered", {"department_id": False, "clerk_id": False})
        self._note(self.env._("Returned to the mail point."), reason)
        self._log_case("Zwrócono do punktu kancelaryjnego", kind="assign")
        return True

    def action_misdirect(self, forwarded_to, partner_id=None):
        """Mark letters delivered by mistake: returned to the carrier or sent to the right addressee.

        :param str forwarded_to: the carrier or the addressee, as it stands in the register
        :param int partner_id: the addressee as a contact, if known
        :return: True
        Legal source: instrukcja kancelaryjna § 15, § 40(3)(7), § 43.
        """
        self._check_direction("in")
        self._check_role("chancellery")
        if not (forwarded_to or "").strip():
            raise UserError(self.env._("Write to whom the letter was returned or passed on."))
        self._withdraw_assignments()
        return self._move_to("misdirected", {
            "forwarded_to": forwarded_to, "forwarded_to_partner_id": partner_id or False,
            "department_id": False, "clerk_id": False,
        })

    def action_take_over(self):
        """Take letters for handling directly, without an assignment line.

        Open to whom may assign the letter: management, and the head of the cell the letter came to.
        :return: True
        Legal source: instrukcja kancelaryjna § 24, § 50.
        """
        self._check_direction("in")
        self._check_may_assign()
        employee = self.env.user._biuro_employee()
        if not employee:
            raise UserError(self.env._("Your user has no employee card: ask the administrator to link it."))
        for letter in self:
            department = letter.department_id or self._get_clerk_department(employee)
            letter._move_to("accepted", {"clerk_id": employee.id, "department_id": department.id})
        self._log_case("Przejęto do załatwienia", kind="course")
        return True

    def action_attach_case(self, case_id):
        """File letters in a case (włączenie do akt sprawy).

        :param int case_id: id of a ``biuro.case`` that is open
        :return: True
        :raise UserError: for a closed case
        Legal source: instrukcja kancelaryjna § 26, § 52.
        """
        case = self.env["biuro.case"].browse(case_id)
        case.check_access("read")
        if case.state not in ("open", "suspended"):
            raise UserError(self.env._(
                "Case %(case)s is not open: a letter can be filed in an open case only.", case=case.display_name,
            ))
        self._attach_case(case, "Włączono pismo do akt sprawy")
        return True

    def _attach_case(self, case, action):
        values = {"case_id": case.id, "jrwa_class_id": case.jrwa_class_id.id, "is_non_case": False}
        filing = self.filtered(lambda letter: (
            letter.direction == "in" or (letter.direction == "internal" and letter.state == "registered")
        ))
        for letter in filing:
            if not letter.department_id or not letter.clerk_id:
                # sudo: biuro.letter - the case decides who handles it; the right was checked above
                letter.sudo().write({
                    "department_id": letter.department_id.id or case.department_id.id,
                    "clerk_id": letter.clerk_id.id or case.clerk_id.id,
                })
        filing._move_to("filed", values)
        filing._finish_assignments()
        others = self - filing
        if others:
            others.check_access("write")
            if any(letter.case_id for letter in others if letter.state not in ("draft",)):
                raise UserError(self.env._("The case of this letter is fixed already."))
            # sudo: biuro.letter - facts are written by verbs only; the right was checked above
            others.sudo().write(values)
        self._log_case(action, kind="letter")

    def action_open_case(self, jrwa_symbol, title=None, department_id=None, clerk_id=None, options=None):
        """Open a case from a letter and file the letter in it.

        :param str jrwa_symbol: symbol of a final class of the filing plan
        :param str title: title of the case, the subject of the letter by default
        :param int department_id: cell that runs the case; by default the letter's, then the user's
        :param int clerk_id: handler; by default the letter's, then the user
        :param dict options: other values of ``biuro.case.open_case``
        :return: dict ``id`` and ``reference`` of the case
        Legal source: instrukcja kancelaryjna § 26(2), § 52.
        """
        self.ensure_one()
        self._check_direction("in", "internal")
        if self.case_id:
            raise UserError(self.env._("The letter is in case %(case)s already.", case=self.case_id.display_name))
        employee = self.env.user._biuro_employee()
        department = department_id or self.department_id.id or self._get_clerk_department(employee).id
        result = self.env["biuro.case"].open_case({
            **(options or {}),
            "jrwa_symbol": jrwa_symbol,
            "title": title or self.title,
            "department_id": department,
            "clerk_id": clerk_id or self.clerk_id.id or employee.id,
            "partner_id": self.partner_id.id,
            "origin_reference": self.sender_reference,
            "origin_letter_date": self.letter_date,
            "date_opened": fields.Date.to_string(self.date_received or self._today()),
            "is_restricted": self.is_restricted, "is_own": self.direction == "internal",
        })
        self._attach_case(self.env["biuro.case"].browse(result["id"]), "Włączono pismo wszczynające sprawę")
        return result

    def action_file(self, jrwa_symbol):
        """File letters without a case: documentation that makes no case file.

        :param str jrwa_symbol: symbol of a class of the filing plan
        :return: True
        Legal source: instrukcja kancelaryjna § 6(2).
        """
        self._check_direction("in", "internal")
        jrwa = self.env["biuro.jrwa.class"].search([("symbol", "=", jrwa_symbol)], limit=1)
        if not jrwa:
            raise UserError(self.env._("There is no class %(symbol)s in the filing plan.", symbol=jrwa_symbol))
        self._move_to("filed", {"jrwa_class_id": jrwa.id, "is_non_case": True})
        self._finish_assignments()
        return True

    def _note(self, sentence, note=None):
        for letter in self:
            letter._message_log(body=f"{sentence} {note or ''}".strip())
