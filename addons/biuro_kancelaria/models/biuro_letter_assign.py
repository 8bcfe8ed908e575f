from odoo import fields, models
from odoo.exceptions import AccessError, UserError

ASSIGNABLE = ("registered", "distributed", "decreed", "accepted")


class BiuroLetter(models.Model):
    """Assigning letters (dekretacja): rules of instrukcja kancelaryjna § 24-25 and § 50-51."""

    _inherit = "biuro.letter"

    assignment_ids = fields.One2many("biuro.letter.assignment", "letter_id", "Assignments")
    date_deadline = fields.Date(
        "Deal With Until", readonly=True, copy=False, index="btree_not_null",
        help="The term set by the first assignment of the lead.",
    )

    def _may_assign(self):
        """Management assigns everything, a head what came to the cells he or she heads."""
        if self._has_role("management"):
            return self
        cells = self.env.user.managed_cell_ids
        people = self.env.user.acting_employee_ids
        return self.filtered(lambda letter: (
            letter.department_id in cells or letter.clerk_id in people
            or letter.assignment_ids.filtered(lambda line: (
                line.state in ("active", "accepted") and (line.department_id in cells or line.employee_id in people)
            ))
        )) if self._has_role("manager") else self.browse()

    def _check_may_assign(self):
        if self - self._may_assign():
            raise AccessError(self.env._(
                "Letters are assigned by management and by the head of the cell they came to.",
            ))

    def action_assign(self, lines=None, parent_id=None, department_id=None, employee_id=None, kind="handle",
                      instruction=None, date_deadline=None):
        """Assign letters (dekretacja). The same lines go to every letter of the selection.

        :param list lines: dicts with ``department_id`` or ``employee_id``, ``kind`` (``handle``, ``info``, ``opinion``,
            ``acceptance``, ``talk``), ``is_lead``, ``instruction``, ``date_deadline`` ("YYYY-MM-DD"), ``matter``;
            a single line may be given by the arguments of the same names instead
        :param int parent_id: the assignment that this one passes on; found by itself when the user got one
        :return: list of the ids of the new lines
        :raise UserError: without exactly one lead for each matter, for a changed instruction of a superior, for a term
            later than the first one
        Legal source: instrukcja kancelaryjna § 7(2), § 24-25, § 50-51.
        """
        self._check_direction("in")
        self._check_may_assign()
        if not lines:
            lines = [{
                "department_id": department_id, "employee_id": employee_id, "kind": kind, "instruction": instruction,
                "date_deadline": date_deadline, "is_lead": kind == "handle",
            }]
        given = self.env["biuro.letter.assignment"].browse(parent_id or [])
        made = self.env["biuro.letter.assignment"]
        for letter in self:
            made |= letter._assign(lines, given or letter._get_assignment_of_user())
        return made.ids

    def _get_assignment_of_user(self):
        """Return the open line by which the user, or the cell he or she heads, got the letter."""
        user = self.env.user
        return self.assignment_ids.filtered(lambda line: (
            line.state in ("active", "accepted")
            and (line.employee_id in user.acting_employee_ids or (
                not line.employee_id and line.department_id in user.managed_cell_ids
            ))
        )).sorted(lambda line: (not line.is_lead, -line.id))[:1]

    def _assign(self, lines, parent):
        self.ensure_one()
        if parent and parent.letter_id != self:
            raise UserError(self.env._("The previous assignment belongs to another letter."))
        if self.state not in ASSIGNABLE:
            raise UserError(self.env._(
                "%(letter)s is “%(state)s”: it cannot be assigned.",
                letter=self.display_name, state=self._state_label(self.state),
            ))
        employee = self.env.user._biuro_employee()
        # sudo: hr.employee - name and position of who decides, kept with the decision
        signature = {
            "decreed_by_id": self.env.uid, "decreed_at": fields.Datetime.now(),
            "decreed_by_name": employee.sudo().name or self.env.user.name,
            "decreed_by_job": employee.sudo().job_title or employee.sudo().job_id.name,
        }
        rows = [self._prepare_assignment(line, parent, signature) for line in lines]
        self._check_leads(rows, parent)
        if parent:
            # sudo: biuro.letter.assignment - lines change by verbs only; the caller checked the right
            parent.sudo().write({"state": "done" if parent.kind != "handle" else "accepted"})
        # sudo: biuro.letter.assignment - lines are made by verbs only; the right to assign was checked by the caller
        made = self.env["biuro.letter.assignment"].sudo().create(rows).sudo(False)
        self._move_to("decreed", self._get_assigned_values(made))
        self._open_to(made.mapped(lambda line: line._addressee_users()))
        self._notify_assigned(made)
        self._log_case("Zadekretowano pismo", kind="assign")
        return made

    def _prepare_assignment(self, line, parent, signature):
        """Return the values of one line, checked against the line it passes on."""
        instruction = (line.get("instruction") or "").strip() or False
        deadline = fields.Date.to_date(line.get("date_deadline") or False)
        if not line.get("department_id") and not line.get("employee_id"):
            raise UserError(self.env._("Name the cell or the person who is to deal with the letter."))
        if parent:
            if parent.instruction:
                if instruction and instruction != parent.instruction.strip():
                    raise UserError(self.env._("A further assignment cannot change the instruction of a superior."))
                instruction = parent.instruction
            first = parent._root().date_deadline or parent.date_deadline
            if first and deadline and deadline > first:
                raise UserError(self.env._(
                    "A further assignment cannot extend the term of the first one (%(date)s).",
                    date=first.strftime("%d.%m.%Y"),
                ))
            deadline = deadline or first
        return {
            **signature,
            "letter_id": self.id, "parent_id": parent.id, "kind": line.get("kind") or "handle",
            "is_lead": bool(line.get("is_lead")) and (line.get("kind") or "handle") == "handle",
            "department_id": line.get("department_id") or False, "employee_id": line.get("employee_id") or False,
            "matter": line.get("matter") or parent.matter or False, "instruction": instruction,
            "date_deadline": deadline,
        }

    def _check_leads(self, rows, parent):
        """Exactly one lead among those who deal with each matter (§ 25, § 51)."""
        siblings = self.assignment_ids.filtered(lambda line: (
            line.state in ("active", "accepted") and line.kind == "handle" and line.parent_id == parent
        ))
        needs_lead = not parent or parent.is_lead
        for matter in {row["matter"] for row in rows if row["kind"] == "handle"}:
            handling = [row for row in rows if row["kind"] == "handle" and row["matter"] == matter]
            standing = siblings.filtered(lambda line, matter=matter: (line.matter or False) == matter)
            if not needs_lead:
                for row in handling:
                    row["is_lead"] = False
                continue
            if len(handling) == 1 and not standing:
                handling[0]["is_lead"] = True
            leads = sum(row["is_lead"] for row in handling) + len(standing.filtered("is_lead"))
            if leads != 1:
                raise UserError(self.env._("Choose exactly one lead (final settlement of the matter)."))

    def _get_assigned_values(self, lines):
        lead = lines.filtered("is_lead")[:1]
        if not lead:
            return {}
        department = lead.department_id or self._get_clerk_department(lead.employee_id)
        values = {"department_id": department.id, "clerk_id": lead.employee_id.id}
        if not lead.parent_id:
            values["date_deadline"] = lead.date_deadline
        return values

    def _open_to(self, users):
        """Let people in whom the flow brings to the letter: an opinion is asked of other cells too."""
        missing = users - self.reader_ids
        if missing:
            # sudo: biuro.letter - a reader is added by the verbs of the flow
            self.sudo().write({"reader_ids": [fields.Command.link(user.id) for user in missing]})

    def _notify_assigned(self, lines):
        """Give each addressee an activity, in one batch."""
        activity_type = self.env.ref("biuro_kancelaria.mail_activity_type_assignment", raise_if_not_found=False)
        model_id = self.env["ir.model"]._get_id("biuro.letter")
        kinds = dict(lines._fields["kind"]._description_selection(self.env))
        values = [
            {
                "res_model_id": model_id, "res_id": line.letter_id.id, "user_id": user.id,
                "activity_type_id": activity_type.id if activity_type else False,
                "summary": kinds[line.kind], "note": line.instruction or False,
                "date_deadline": line.date_deadline or self._today(),
            }
            for line in lines for user in line._addressee_users() if user != self.env.user
        ]
        if values:
            # sudo: mail.activity - the assignee sees the letter by the assignment just made
            self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True).create(values)

    def _close_activities(self, users=None):
        activities = self.sudo().activity_ids  # sudo: mail.activity - duties that ended, also of other people
        kind = self.env.ref("biuro_kancelaria.mail_activity_type_assignment", raise_if_not_found=False)
        activities = activities.filtered(lambda activity: activity.activity_type_id == kind)
        if users is not None:
            activities = activities.filtered(lambda activity: activity.user_id in users)
        activities.action_done()

    def _withdraw_assignments(self):
        lines = self.assignment_ids.filtered(lambda line: line.state in ("active", "accepted"))
        if lines:
            # sudo: biuro.letter.assignment - lines change by verbs only; the callers checked the right
            lines.sudo().write({"state": "withdrawn"})
            self._close_activities()

    def _finish_assignments(self):
        lines = self.assignment_ids.filtered(
            lambda line: line.state in ("active", "accepted") and line.kind == "handle",
        )
        if lines:
            # sudo: biuro.letter.assignment - lines change by verbs only; the callers checked the right
            lines.sudo().write({"state": "done"})
            self._close_activities()

    def _accept_for_handling(self):
        """The addressee of an assignment takes the letter up."""
        employee = self.env.user._biuro_employee()
        for letter in self:
            line = letter._get_assignment_of_user()
            if not line:
                raise AccessError(self.env._(
                    "%(letter)s is not assigned to you: only the addressee of an assignment accepts it.",
                    letter=letter.display_name,
                ))
            # sudo: biuro.letter.assignment - the addressee was checked above
            line.sudo().write({"state": "accepted" if line.kind == "handle" else "done"})
            letter._close_activities(self.env.user)
            if line.is_lead:
                values = {"clerk_id": (line.employee_id or employee).id}
                if not letter.department_id:
                    values["department_id"] = letter._get_clerk_department(employee).id
                letter._move_to("accepted", values)
                letter._log_case("Przyjęto do załatwienia", kind="course")
        return True

    def _return_assignment(self, reason):
        """The addressee gives the letter back to who assigned it."""
        if not (reason or "").strip():
            raise UserError(self.env._("Write why the letter is returned."))
        for letter in self:
            line = letter._get_assignment_of_user()
            if not line:
                raise AccessError(self.env._(
                    "%(letter)s is not assigned to you: only the addressee of an assignment returns it.",
                    letter=letter.display_name,
                ))
            # sudo: biuro.letter.assignment - the addressee was checked above
            line.sudo().write({"state": "returned", "return_reason": reason})
            letter._close_activities(self.env.user)
            letter._note(self.env._("Assignment returned."), reason)
            if line.is_lead:
                parent = line.parent_id
                if parent:
                    parent.sudo().write({"state": "active"})
                values = {"clerk_id": parent.employee_id.id}
                if parent:
                    values["department_id"] = (parent.department_id or letter.department_id).id
                letter._move_to("decreed" if parent else "distributed", values)
                # sudo: mail.activity - tells the author of the assignment, whoever returns it
                letter.sudo().activity_schedule(
                    "mail.mail_activity_data_todo", user_id=line.decreed_by_id.id,
                    summary=self.env._("Letter returned: assign it again"), note=reason,
                )
            letter._log_case(f"Zwrócono dekretację: {reason}", kind="assign")
        return True
