from markupsafe import Markup, escape

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class BiuroRadaReplyMixin(models.AbstractModel):
    """Matter of councillors that the office answers by a letter of the chancellery, in a case of its own."""

    _name = "biuro.rada.reply.mixin"
    _description = "Matter of the Council Answered by a Letter"
    # class of the filing plan: interpellations, questions and motions of councillors with replies
    _reply_jrwa = "0003"
    _reply_kind = "other"

    case_id = fields.Many2one("biuro.case", "Case", readonly=True, copy=False, index="btree_not_null")
    reply_letter_id = fields.Many2one(
        "biuro.letter", "Reply (Letter)", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    reply_letter_state = fields.Selection(related="reply_letter_id.state", string="State of the Reply", tracking=False)
    supplement_letter_ids = fields.Many2many(
        "biuro.letter", string="Supplements of the Reply", copy=False, readonly=True
    )
    source_letter_id = fields.Many2one(
        "biuro.letter", "Came in the Letter", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )

    may_write = fields.Boolean("May Go On With It", compute="_compute_may_write")

    @api.depends("department_id", "responsible_id")
    @api.depends_context("uid")
    def _compute_may_write(self):
        """Tell whether the user may take the steps of the matter: the rule that the verbs ask as well."""
        known = self._origin
        allowed = known._filtered_access("write")
        for record in self:
            record.may_write = not record._origin or record._origin in allowed

    # Hooks

    def _reply_addressees(self):
        """Return the addressees of the reply: a list of values of recipients (dicts)."""
        return []

    def _reply_body(self):
        """Return the text with which the draft of the reply begins (Markup)."""
        return Markup("")

    def _reply_department(self):
        """Return the cell (hr.department) that prepares the reply."""
        return self.department_id

    def _reply_dispatched(self, letter, day):
        """The reply went out on a day: note it."""

    def _supplement_dispatched(self, letter, day):
        """A supplement of the reply went out on a day."""
        self._message_log(
            body=self.env._("A supplement of the reply went out: %s", letter.register_ref or letter.display_name)
        )

    # Verbs

    def _check_chair(self):
        """Let only the chair and the office of the council do what the law gives to the chair (art. 24 ust. 6)."""
        user = self.env.user
        groups = ("biuro_rada.biuro_rada_group_user", "biuro_rada.biuro_rada_group_chair")
        if not self.env.su and not any(user.has_group(group) for group in groups):
            raise AccessError(
                self.env._("Only the chair and the office of the council do this. Hand the matter over to them.")
            )

    def _standing(self, letter):
        """Return the letter unless it was annulled."""
        # sudo: biuro.letter - only whether it still stands
        return letter if letter.sudo().state != "annulled" else letter.browse()

    def _open_matter_case(self):
        """Open the case of the matter in the class of such matters, or take the one its letter is in."""
        self.ensure_one()
        # sudo: own model, biuro.case, biuro.letter - the case belongs to the cell that answers; the right to write the
        # record was checked by the verb
        own = self.sudo()
        if own.case_id:
            return own.case_id
        if own.source_letter_id.case_id:
            own.case_id = own.source_letter_id.case_id
            return own.case_id
        department = self._reply_department()
        if not department:
            raise UserError(self.env._("Name the cell that prepares the reply first."))
        values = {
            "jrwa_symbol": self._reply_jrwa,
            "title": self.display_name,
            "department_id": department.id,
            "clerk_id": self._reply_clerk().id,
            "is_own": False,
            "procedure": "inne",
        }
        # sudo: biuro.case - as above
        Case = self.env["biuro.case"].sudo().with_context(biuro_term_in_register=True)
        own.case_id = Case.browse(Case.open_case(values)["id"])
        return own.case_id

    def _reply_clerk(self):
        """Return the employee who prepares the reply."""
        mine = self.env.user._biuro_employee()
        return ("responsible_id" in self._fields and self.responsible_id) or mine

    def _council_address(self, name):
        """Return the values of an addressee whose post goes to the council: private addresses stay private."""
        company = self.company_id or self.env.company
        return {
            "name": name,
            "street": company.street or False,
            "zip": company.zip or False,
            "city": company.city or False,
        }

    def _draft_matter_letter(self, title, body, addressees, **values):
        """Return the draft of an outgoing letter in the case of this matter (``biuro.letter``)."""
        self.ensure_one()
        case = self._open_matter_case()
        method = self.env["biuro.delivery.method"].search(
            [("code", "=", "messenger"), ("is_outgoing", "=", True)], limit=1
        )
        return self.env["biuro.letter"].create(
            {
                "direction": "out",
                "title": title,
                "body": body,
                "regarding": self.display_name,
                "case_id": case.id,
                "jrwa_class_id": case.jrwa_class_id.id,
                "department_id": self._reply_department().id,
                "clerk_id": self._reply_clerk().id,
                "delivery_method_id": method.id,
                "reply_kind": self._reply_kind,
                "recipient_ids": [fields.Command.create(line) for line in addressees],
                **values,
            }
        )

    def _reply_letter_values(self):
        """Return more values (dict) of the draft of the reply."""
        return {}

    def _draft_reply(self):
        self.ensure_one()
        self.check_access("write")
        if self._standing(self.reply_letter_id):
            return self.reply_letter_id._get_open_action()
        letter = self._draft_matter_letter(
            self.env._("Reply: %(title)s", title=self.subject),
            self._reply_body(),
            self._reply_addressees(),
            **self._reply_letter_values(),
        )
        # sudo: own model - the letter is linked by the verb alone; access was checked above
        self.sudo().reply_letter_id = letter
        return letter._get_open_action()

    def _draft_supplement(self):
        self.ensure_one()
        self.check_access("write")
        # sudo: biuro.letter - the reference of the reply that is supplemented
        first = self.sudo().reply_letter_id
        if first.state not in ("dispatched", "delivered"):
            raise UserError(self.env._("Only a reply that went out is supplemented: correct its draft instead."))
        body = Markup("<p>W uzupełnieniu odpowiedzi %s informuję:</p><p>…</p>") % escape(first.register_ref or "")
        letter = self._draft_matter_letter(
            self.env._("Supplement of the reply: %(title)s", title=self.subject), body, self._reply_addressees()
        )
        # sudo: own model - the letter is linked by the verb alone; access was checked above
        self.sudo().supplement_letter_ids = [fields.Command.link(letter.id)]
        return letter._get_open_action()

    def action_view_letters(self):
        """Open the letters of the matter.

        :return: window action (dict)
        """
        self.ensure_one()
        # sudo: own model - ids of the letters; each is opened under the user's own rules
        own = self.sudo()
        letters = own.source_letter_id | own.reply_letter_id | own.supplement_letter_ids
        return {
            "type": "ir.actions.act_window",
            "res_model": "biuro.letter",
            "view_mode": "list,form",
            "domain": [("id", "in", letters.ids)],
            "name": self.env._("Letters"),
        }

    def action_open_case(self):
        """Open the case of the matter; it is opened under the class of such matters where it has none.

        :return: window action (dict) of the case
        :raise UserError: no cell prepares the reply yet
        """
        self.ensure_one()
        self.check_access("write")
        case = self._open_matter_case()
        return {
            "type": "ir.actions.act_window",
            "res_model": "biuro.case",
            "res_id": case.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
