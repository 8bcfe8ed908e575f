from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroLetterAssignment(models.Model):
    """Assignment of a letter (dekretacja): who is to deal with the matter, in what manner and until when.

    Lines are made and changed by the verbs of ``biuro.letter`` alone; nothing is overwritten, a corrected line stays.
    """

    _name = "biuro.letter.assignment"
    _description = "Assignment of a Letter"
    _order = "letter_id, id"
    _rec_name = "letter_id"

    letter_id = fields.Many2one("biuro.letter", "Letter", required=True, index=True, ondelete="cascade")
    parent_id = fields.Many2one("biuro.letter.assignment", "Previous Assignment", index="btree_not_null")
    child_ids = fields.One2many("biuro.letter.assignment", "parent_id", "Further Assignments")
    matter = fields.Char(help="Only for a letter that holds several matters: each has a lead of its own.")
    kind = fields.Selection(
        [
            ("handle", "To be dealt with"), ("info", "For information"), ("opinion", "For an opinion"),
            ("acceptance", "For acceptance"), ("talk", "Please see me"),
        ],
        required=True, default="handle",
    )
    is_lead = fields.Boolean("Lead", help="Settles the matter in the end. Exactly one of those who deal with it.")
    department_id = fields.Many2one("hr.department", "Cell", index="btree_not_null")
    employee_id = fields.Many2one("hr.employee", "Person", index="btree_not_null")
    instruction = fields.Text(help="How the matter is to be dealt with.")
    date_deadline = fields.Date("Until", index="btree_not_null")
    state = fields.Selection(
        [
            ("active", "Waiting"), ("accepted", "Accepted"), ("done", "Done"), ("returned", "Returned"),
            ("withdrawn", "Withdrawn"),
        ],
        default="active", required=True, readonly=True, index=True,
    )
    return_reason = fields.Char("Reason of the Return", readonly=True)
    # who decided, as on the day (instrukcja kancelaryjna § 12)
    decreed_by_id = fields.Many2one("res.users", "Assigned By", required=True, readonly=True)
    decreed_by_name = fields.Char("Name on the Day", readonly=True)
    decreed_by_job = fields.Char("Position on the Day", readonly=True)
    decreed_at = fields.Datetime("Assigned At", required=True, readonly=True)
    # dekretacja zastępcza: copied by hand to the paper, traditional system only (§ 39)
    is_substitute_note = fields.Boolean("Copied to Paper", readonly=True)
    copied_by_id = fields.Many2one("res.users", "Copied By", readonly=True)
    copied_at = fields.Datetime("Copied At", readonly=True)

    records_system = fields.Selection(related="letter_id.company_id.biuro_records_system")

    _addressee = models.Constraint(
        "CHECK (department_id IS NOT NULL OR employee_id IS NOT NULL)", "Name the cell or the person.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise UserError(self.env._("A letter is assigned with its button “Assign”."))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            raise UserError(self.env._("An assignment is changed by its author, with its button “Correct”."))
        return super().write(vals)

    @api.depends("department_id", "employee_id", "kind")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for line in self:
            # sudo: hr.employee - only the name of the addressee
            target = line.employee_id.sudo().name or line.department_id.display_name
            line.display_name = f"{target}: {kinds.get(line.kind, '')}"

    def action_correct_wizard(self):
        """Open the window that corrects the assignment.

        :return: dict, a window action
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_kancelaria.biuro_letter_assign_action")
        return action | {
            "display_name": self.env._("Correct the assignment"),
            "context": {"active_ids": self.letter_id.ids, "default_correct_id": self.id},
        }

    def action_correct(self, values):
        """Correct an erroneous assignment; only its author may. The wrong line stays, withdrawn.

        :param dict values: new values of ``department_id``, ``employee_id``, ``kind``, ``instruction``,
            ``date_deadline`` ("YYYY-MM-DD")
        :return: id of the new line
        :raise UserError: for anyone but the author, or when the letter is filed already
        Legal source: instrukcja kancelaryjna § 24(4), § 50(4).
        """
        self.ensure_one()
        self.letter_id.check_access("write")
        if self.decreed_by_id != self.env.user:
            raise UserError(self.env._("Only its author corrects an erroneous assignment."))
        if self.state not in ("active", "accepted", "returned") or self.letter_id.state not in (
            "decreed", "accepted", "distributed",
        ):
            raise UserError(self.env._("This assignment is closed and cannot be corrected."))
        names = ("department_id", "employee_id", "kind", "instruction", "date_deadline")
        row = {name: self[name].id if self._fields[name].relational else self[name] for name in names}
        if values.get("employee_id") and "department_id" not in values:
            row["department_id"] = False
        row.update({name: value for name, value in values.items() if name in names})
        row.update(is_lead=self.is_lead, matter=self.matter)
        # sudo: biuro.letter.assignment - lines change by verbs only; the author was checked above
        (self | self._descendants()).sudo().write({"state": "withdrawn"})
        if self.is_lead:
            self.letter_id.sudo().write({"clerk_id": False})
        return self.letter_id._assign([row], self.parent_id).id

    def action_copy_to_paper(self):
        """Record that the assignment was copied by hand to the paper (dekretacja zastępcza).

        :return: True
        Legal source: instrukcja kancelaryjna § 39(2), § 49.
        """
        self.letter_id.check_access("write")
        # sudo: biuro.letter.assignment - the user states an act of his or her own
        self.sudo().write({
            "is_substitute_note": True, "copied_by_id": self.env.uid, "copied_at": fields.Datetime.now(),
        })
        return True

    def _descendants(self):
        lines, found = self.child_ids, self.browse()
        while lines:
            found |= lines
            lines = lines.child_ids - found
        return found

    def _root(self):
        self.ensure_one()
        line = self
        while line.parent_id:
            line = line.parent_id
        return line

    def _addressee_users(self):
        """Return who is told of the assignment: the person, or the head of the cell."""
        self.ensure_one()
        # sudo: hr.employee, hr.department - only to find whom to tell
        employee = self.sudo().employee_id or self.sudo().department_id.manager_id
        return employee.user_id
