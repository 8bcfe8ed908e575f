from odoo import fields, models


class BiuroLetterMatter(models.Model):
    """Letters of the citizens' registers: what they began, and what they do for an entry once sent and delivered."""

    _name = "biuro.letter"
    _inherit = "biuro.letter"

    petition_ids = fields.One2many("biuro.sekretariat.petition", "letter_id", "Petitions")
    petition_id = fields.Many2one(
        "biuro.sekretariat.petition", "About the Petition", readonly=True, copy=False, index="btree_not_null",
        ondelete="set null",
    )
    info_request_ids = fields.One2many("biuro.sekretariat.info.request", "letter_id", "Requests for Information")
    info_request_id = fields.Many2one(
        "biuro.sekretariat.info.request", "About the Request for Information", readonly=True, copy=False,
        index="btree_not_null", ondelete="set null",
    )
    matter_role = fields.Selection(
        [
            ("call", "Call to supplement"), ("third_party", "Question to a third party"),
            ("forward", "Forwarding"), ("forward_notice", "Notice of forwarding"), ("council", "To the Council"),
            ("unexamined", "Petition left unexamined"), ("settlement", "Notice of settling"),
            ("objection", "No complaint lies"), ("fee", "Notice of a fee"), ("form", "Form impossible"),
            ("processed", "Call for public interest"), ("answer", "Answer"), ("decision", "Decision"),
            ("appeal", "Appeal passed on"), ("court", "Complaint passed to the court"),
        ],
        "Role in the Matter", readonly=True, copy=False,
    )
    has_petition = fields.Boolean(compute="_compute_has_matter")
    has_info_request = fields.Boolean(compute="_compute_has_matter")

    def _compute_has_matter(self):
        for letter in self:
            letter.has_petition = bool(letter.petition_ids or letter.petition_id)
            letter.has_info_request = bool(letter.info_request_ids or letter.info_request_id)

    # ---- one click from a letter -------------------------------------------------------------------------------------

    def _make_matter(self, model):
        """Return the window action of the entry that this letter began; it is made when there is none."""
        def make():
            values = {"letter_id": self.id, "is_restricted": self.is_restricted}
            if self.clerk_id:
                values["clerk_id"] = self.clerk_id.id
            if self.department_id:
                values["department_id"] = self.department_id.id
            return self.env[model].create(values | self.env[model]._prepare_from_letter(self))

        return self._make_record(model, make)

    def action_make_petition(self):
        """Enter the letter in the register of petitions, or open the entry that it began.

        :return: dict, the window action of the petition; its ``res_id`` is the id
        :raise UserError: not a registered incoming letter
        Legal source: ustawa o petycjach art. 4, art. 8.
        """
        return self._make_matter("biuro.sekretariat.petition")

    def action_make_info_request(self):
        """Enter the letter in the register of requests for public information, or open the entry that it began.

        :return: dict, the window action of the request; its ``res_id`` is the id
        :raise UserError: not a registered incoming letter
        Legal source: ustawa o dostępie do informacji publicznej art. 10.
        """
        return self._make_matter("biuro.sekretariat.info.request")

    def action_make_complaint(self):
        """Enter the letter in the register of complaints; one in the case of a settled petition is refused.

        :return: dict, the window action of the entry
        :raise UserError: not a registered incoming letter, or it lies in the case of a settled petition
        Legal source: ustawa o petycjach art. 13 ust. 2.
        """
        if self.case_id:
            # sudo: biuro.sekretariat.petition - only whether the case of the letter is that of a settled petition
            self.env["biuro.sekretariat.petition"].sudo().search(
                [("case_id", "in", self.case_id.ids), ("state", "=", "settled")], limit=1)._refuse_complaint()
        return super().action_make_complaint()

    def action_view_petition(self):
        """Open the petition of the letter.

        :return: dict, a window action
        """
        self.ensure_one()
        record = self.petition_id or self.petition_ids[:1]
        return self._get_record_action(record)

    def action_view_info_request(self):
        """Open the request for information of the letter.

        :return: dict, a window action
        """
        self.ensure_one()
        record = self.info_request_id or self.info_request_ids[:1]
        return self._get_record_action(record)

    # ---- what a letter does for its entry ----------------------------------------------------------------------------

    def _matters(self):
        """Return the entries (list of records) that outgoing letters speak of, with the rights of the system."""
        # sudo: entries of citizens' registers - the mail point sends and delivers for every cell
        return [record for letter in self.sudo() for record in (letter.petition_id, letter.info_request_id) if record]

    def _after_dispatch(self, day):
        result = super()._after_dispatch(day)
        for letter in self:
            for record in letter._matters():
                record._after_letter_sent(letter, day)
        return result

    def _move_to(self, state, values=None):
        result = super()._move_to(state, values)
        if state in ("delivered", "refused") and (values or {}).get("date_delivered"):
            for letter in self:
                for record in letter._matters():
                    record._after_letter_delivered(letter, values["date_delivered"])
        return result

    def _attach_case(self, case, action):
        result = super()._attach_case(case, action)
        for letter in self:
            # sudo: entries of citizens' registers - the case of the letter is the case of what it began
            for record in [*letter.sudo().petition_ids, *letter.sudo().info_request_ids]:
                if not record.case_id:
                    record._adopt_case(case)
        return result
