from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import html2plaintext

from ..tools import NumberedChar

REPLY_KINDS = [
    ("letter", "Reply to a letter"), ("interpellation", "Reply to an interpellation"),
    ("complaint", "Reply to a complaint or motion"), ("petition", "Reply to a petition"),
    ("public_info", "Public information"), ("press", "Reply to press criticism"),
    ("congratulation", "Letter of congratulation"), ("address", "Address of the office"), ("other", "Another letter"),
]
DRAFT_STATES = ("draft", "to_accept", "to_sign")


class BiuroLetterReply(models.Model):
    """Draft of a reply (projekt odpowiedzi), an outgoing letter before it is signed: number, kind, capacity, days."""

    _inherit = "biuro.letter"

    draft_ref = NumberedChar("Draft Number", readonly=True, copy=False, index="btree_not_null")
    reply_kind = fields.Selection(
        REPLY_KINDS, "Kind of Reply", compute="_compute_reply_kind", store=True, readonly=False, precompute=True,
        tracking=True,
    )
    authority_capacities = fields.Char(
        "Capacities of the Signatory", compute="_compute_authority_capacities", compute_sudo=True,
        help="In what capacity the valid signing authorities let this person sign this letter.",
    )
    deadline_id = fields.Many2one(
        "biuro.deadline", "Statutory Term", compute="_compute_deadline_id", store=True, readonly=False, copy=False,
        index="btree_not_null", ondelete="set null",
        help="The running term that this letter is to meet: of the answered letter or of the case.",
    )
    date_legal_end = fields.Date("Legal End", related="deadline_id.date_deadline", store=True, related_sudo=True)
    keep_in_file = fields.Boolean(
        "Stays in the File", default=True, copy=False,
        help="A withdrawn or rejected draft stays in the file when it matters (instrukcja kancelaryjna § 57(5)).",
    )
    missing_elements = fields.Text(
        compute="_compute_missing_elements", help="Elements of a letter that this draft still lacks.",
    )

    @api.depends("direction", "reply_to_id")
    def _compute_reply_kind(self):
        for letter in self:
            if letter.direction != "out":
                letter.reply_kind = False
            elif not letter.reply_kind:
                letter.reply_kind = "letter" if letter.reply_to_id else "other"

    # On whose behalf

    @api.depends("signatory_id", "jrwa_class_id", "case_id", "department_id")
    def _compute_authority_capacities(self):
        Authority = self.env["biuro.signing.authority"]
        for letter in self:
            found = Authority._find_all(letter.signatory_id, letter) if letter.signatory_id else Authority
            letter.authority_capacities = "; ".join(dict.fromkeys(found.mapped("capacity"))) or False

    @api.onchange("signatory_id")
    def _onchange_signatory_id(self):
        if self.direction == "out":
            self.capacity = (self.authority_capacities or "").split("; ")[0] or False

    def _check_capacity(self):
        """Refuse a capacity that no authority of the signatory gives (KPA art. 268a; rules of the office)."""
        for letter in self.filtered("capacity"):
            known = [known.strip() for known in (letter.authority_capacities or "").split("; ")]
            if letter.capacity.strip() not in known:
                raise UserError(self.env._(
                    "%(name)s has no valid authority to sign as “%(capacity)s”. Choose: %(known)s.",
                    name=letter.signatory_id.display_name, capacity=letter.capacity,
                    known=letter.authority_capacities or self.env._("another signatory"),
                ))

    def _check_complete(self):
        super()._check_complete()
        self._check_capacity()
        self._check_days()

    # Days

    def _find_deadlines(self):
        """Return the running terms of the answered letter and of the case, the nearest first."""
        self.ensure_one()
        records = [("biuro.letter", self.reply_to_id.id), ("biuro.case", self.case_id.id)]
        # sudo: biuro.deadline - the terms of what this letter answers
        Deadline = self.env["biuro.deadline"].sudo()
        found = Deadline.browse()
        for model, record_id in records:
            if record_id:
                found |= Deadline.search([
                    ("res_model", "=", model), ("res_id", "=", record_id), ("state", "=", "running"),
                ])
        return found.sorted(lambda deadline: (deadline.date_deadline, deadline.id)).sudo(False)

    @api.depends("direction", "reply_to_id", "case_id")
    def _compute_deadline_id(self):
        for letter in self:
            if letter.direction != "out" or letter.state not in DRAFT_STATES:
                letter.deadline_id = letter.deadline_id
                continue
            found = letter._find_deadlines()
            if letter.deadline_id not in found:
                letter.deadline_id = found[:1]

    @api.constrains("date_internal_due", "deadline_id")
    def _check_internal_due(self):
        self._check_days()

    def _check_days(self):
        """Refuse an internal day after the statutory end that the parties know of (KPA art. 36)."""
        # sudo: biuro.deadline - the days of the term this letter is to meet
        for letter in self.sudo().filtered(lambda line: line.direction == "out" and line.date_internal_due):
            deadline = letter.deadline_id
            if letter.state not in DRAFT_STATES or not deadline or deadline.state != "running":
                continue
            end = deadline._get_told_end()
            if letter.date_internal_due > end:
                raise ValidationError(self.env._(
                    "The draft would be ready on %(day)s, after the statutory term that ends on %(end)s. Choose an "
                    "earlier day, or extend the term and send the notice to the parties first.",
                    day=fields.Date.to_string(letter.date_internal_due), end=fields.Date.to_string(end),
                ))

    # Elements of a reply

    @api.depends(
        "recipient_ids", "regarding", "body", "case_id", "jrwa_class_id", "signatory_id", "capacity", "clerk_id",
        "company_id.city", "delivery_method_id",
    )
    def _compute_missing_elements(self):
        for letter in self:
            letter.missing_elements = "\n".join(letter._get_missing_elements()) or False

    def _get_missing_elements(self):
        """Return what the letter lacks of the elements of a reply (list of str)."""
        self.ensure_one()
        if self.direction != "out" or self.state not in DRAFT_STATES:
            return []
        # sudo: hr.employee, biuro.case - only whether there is a phone and a sign
        plain = self.sudo()
        checks = [
            (plain.company_id.city, self.env._("the town of the office (settings)")),
            (plain.company_id.biuro_office_name, self.env._("the name of the office (settings)")),
            (self.recipient_ids.filtered(lambda line: line.role == "main"), self.env._("the addressee")),
            (plain.case_id.reference or plain.jrwa_class_id, self.env._("the case sign or the class")),
            (self.regarding or not self.reply_to_id, self.env._("the line “regarding”")),
            (html2plaintext(self.body or "").strip(), self.env._("the text")),
            (plain.signatory_id, self.env._("who signs")),
            (self.capacity or self.authority_capacities or not plain.signatory_id, self.env._("in what capacity")),
            (plain.clerk_id, self.env._("who handles the matter")),
            (not plain.clerk_id or plain.clerk_id.work_phone, self.env._("the phone of the handler")),
            (self.delivery_method_id, self.env._("how the letter is to be sent")),
        ]
        return [label for present, label in checks if not present]

    def get_missing_elements(self):
        """Return what each letter lacks of the elements that a reply must hold.

        :return: dict {id of the letter: list of str}; the id is a text
        Legal source: instrukcja kancelaryjna § 58; KPA art. 107, art. 238 for replies to complaints.
        """
        self.check_access("read")
        return {str(letter.id): letter._get_missing_elements() for letter in self}

    # From any letter

    def action_write_next(self):
        """Open the draft of another letter in the matter of this one, outgoing or internal: same case, same addressees.

        An incoming letter is answered with ``action_reply``, which also meets its term.

        :return: action (dict) that opens the draft; its ``res_id`` is the id of the new outgoing letter
        """
        self.ensure_one()
        if self.direction == "in":
            return self.action_reply()
        if self.state in ("draft", "annulled"):
            raise UserError(self.env._("Finish or register this letter first."))
        employee = self.env.user._biuro_employee()
        regarding = " ".join(filter(None, [self.title, self.register_ref and f"({self.register_ref})"]))
        letter = self.create({
            "direction": "out", "title": self.title, "regarding": regarding, "case_id": self.case_id.id,
            "jrwa_class_id": self.jrwa_class_id.id, "is_restricted": self.is_restricted,
            "department_id": self.department_id.id or self._get_clerk_department(employee).id,
            "clerk_id": employee.id or self.clerk_id.id, "access_level": self.access_level,
            "delivery_method_id": self.delivery_method_id.id if self.delivery_method_id.is_outgoing else False,
            "signatory_id": self.signatory_id.id,
            "recipient_ids": [
                fields.Command.create(values) for values in self.recipient_ids.copy_data({"letter_id": False})
            ] if self.direction == "out" else [],
        })
        letter._log_case("Sporządzono projekt pisma")
        return letter._get_open_action()

    # Number of the draft

    def _check_write_allowed(self, vals):
        super()._check_write_allowed(vals)
        if "draft_ref" in vals:
            raise UserError(self.env._("The number of a draft is given by the system."))

    def _number_draft(self):
        """Give drafts their number once they leave the desk of the author: PO/n/yyyy."""
        for letter in self.filtered(lambda line: line.direction == "out" and not line.draft_ref):
            # sudo: biuro.register.counter, biuro.letter - the number comes from the counter alone
            year = letter._today().year
            number = self.env["biuro.register.counter"].sudo()._draw("letter-draft", year, letter.company_id)
            letter.sudo().draft_ref = f"PO/{number}/{year}"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_discussed(self):
        # sudo: biuro.letter.version - whether anything was decided on the draft
        if any(letter.direction == "out" and (letter.draft_ref or letter.sudo().version_ids) for letter in self):
            raise UserError(self.env._("A draft that others have seen stays in the file. Annul it and give a reason."))

    def _check_sendable_version(self):
        """Refuse to send another text than the signed one."""
        for letter in self:
            if letter._is_text_changed():
                raise UserError(self.env._(
                    "The text of %(letter)s is not the signed one. Annul the letter and sign it anew.",
                    letter=letter.display_name,
                ))

    def action_dispatch(self, date=None, delivery_method=None, tracking_number=None):
        """Record that letters were handed to the operator or sent electronically; only the signed version is sent.

        See the verb of the same name for arguments and errors.

        :return: True
        """
        self.filtered(lambda letter: letter.direction == "out")._check_sendable_version()
        return super().action_dispatch(date=date, delivery_method=delivery_method, tracking_number=tracking_number)
