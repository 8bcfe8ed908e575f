from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import plaintext2html

from ..law.terms import count
from ..tools import office_today

# what the cell that was asked writes, and what the author of the letter writes
ANSWER_FIELDS = {"answer", "answer_attachment_ids"}


class BiuroLetterInput(models.Model):
    """Input request (prośba o wkład): a cell is asked for data or an opinion for a draft, and sees no more than that.

    asked - answered | withdrawn
    """

    _name = "biuro.letter.input"
    _description = "Input Request"
    _inherit = ["biuro.access.mixin", "biuro.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_due, id"
    _mail_post_access = "read"
    _access_depends = ("department_id", "employee_id", "letter_id.access_tokens", "letter_id.access_work_tokens")
    _given_on_creation = frozenset({"letter_title", "letter_ref"})
    _reason_verbs = {"action_withdraw": {"reason": "reason"}}

    letter_id = fields.Many2one("biuro.letter", "Letter", required=True, index=True, ondelete="cascade")
    # copies: who is asked does not open the letter
    letter_title = fields.Char("Matter", compute="_compute_letter_title", store=True, compute_sudo=True)
    letter_ref = fields.Char("Draft Number", related="letter_id.draft_ref", store=True, related_sudo=True)
    company_id = fields.Many2one(related="letter_id.company_id", store=True, index=True, related_sudo=True)
    department_id = fields.Many2one("hr.department", "Asked Cell", required=True, index=True)
    employee_id = fields.Many2one(
        "hr.employee", "Asked Person", index="btree_not_null", help="One person of the cell; its head when empty.",
    )
    question = fields.Text(required=True)
    question_attachment_ids = fields.Many2many(
        "ir.attachment", "biuro_letter_input_question_rel", "input_id", "attachment_id", "Materials Shown",
        bypass_search_access=True, help="The only files that the asked cell sees.",
    )
    date_due = fields.Date(
        "Due", required=True, default=lambda self: count(office_today(), 3, "working_day"), tracking=True, index=True,
    )
    state = fields.Selection(
        [("asked", "Asked"), ("answered", "Answered"), ("withdrawn", "Withdrawn")],
        default="asked", required=True, readonly=True, copy=False, tracking=True, index=True,
    )
    is_overdue = fields.Boolean("Overdue", compute="_compute_is_overdue", search="_search_is_overdue")
    is_for_me = fields.Boolean("For Me", compute="_compute_is_for_me", search="_search_is_for_me")
    can_edit = fields.Boolean("May Change the Question", compute="_compute_is_for_me")
    asked_by_id = fields.Many2one("res.users", "Asked By", readonly=True, default=lambda self: self.env.uid, index=True)
    asked_at = fields.Datetime("Asked At", readonly=True, default=fields.Datetime.now)
    answer = fields.Text(copy=False)
    answer_attachment_ids = fields.Many2many(
        "ir.attachment", "biuro_letter_input_answer_rel", "input_id", "attachment_id", "Files of the Answer",
        bypass_search_access=True, copy=False,
    )
    answered_by_id = fields.Many2one("res.users", "Answered By", readonly=True, copy=False)
    # name and position on the day (instrukcja kancelaryjna § 12)
    answered_name = fields.Char("Name on the Day", readonly=True, copy=False)
    answered_job = fields.Char("Position on the Day", readonly=True, copy=False)
    answered_at = fields.Datetime("Answered At", readonly=True, copy=False)
    withdraw_reason = fields.Char("Why Withdrawn", readonly=True, copy=False)
    reminded_on = fields.Date(readonly=True, copy=False)

    _asked_due_idx = models.Index("(date_due) WHERE state = 'asked'")

    # Who sees it: who is asked, and who works on the letter

    def _access_is_restricted(self):
        return False

    def _access_employees(self):
        return self.employee_id

    def _access_readers(self):
        return self.env["res.users"]

    def _access_extra(self, restricted):
        return set(self.letter_id.access_work_tokens or ()), set(self.letter_id.access_tokens or ())

    # Computed values

    @api.depends("letter_id.title", "letter_id.access_restricted", "letter_id.draft_ref")
    def _compute_letter_title(self):
        for line in self:
            # of a restricted letter the cell sees the number alone
            hidden = line.letter_id.access_restricted
            line.letter_title = line.letter_id.draft_ref if hidden else line.letter_id.title

    @api.depends("letter_title", "department_id")
    def _compute_display_name(self):
        for line in self:
            # sudo: hr.department - the symbol of the asked cell
            symbol = line.sudo().department_id.office_symbol
            line.display_name = " – ".join(filter(None, [line.letter_title, symbol]))

    @api.depends("date_due", "state")
    def _compute_is_overdue(self):
        today = office_today()
        for line in self:
            line.is_overdue = line.state == "asked" and bool(line.date_due) and line.date_due < today

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "=", "asked"), ("date_due", "<", office_today())]

    @api.depends("department_id", "employee_id", "letter_id")
    @api.depends_context("uid")
    def _compute_is_for_me(self):
        # sudo: res.users - own cells and the people whose work the user does
        user = self.env.user.sudo()
        for line in self:
            plain = line.sudo()  # sudo: own model - compares people and cells only
            if plain.employee_id:
                line.is_for_me = (
                    plain.employee_id in user.acting_employee_ids or plain.department_id in user.managed_cell_ids
                )
            else:
                line.is_for_me = plain.department_id in user.cell_ids
            line.can_edit = not plain.letter_id or plain.letter_id.with_env(self.env(su=False)).has_access("write")

    def _search_is_for_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        # sudo: res.users - as above
        user = self.env.user.sudo()
        return [
            "|", "|", ("employee_id", "in", user.acting_employee_ids.ids),
            ("department_id", "in", user.managed_cell_ids.ids),
            "&", ("employee_id", "=", False), ("department_id", "in", user.cell_ids.ids),
        ]

    # Records

    @api.constrains("date_due", "letter_id")
    def _check_due(self):
        for line in self:
            # sudo: biuro.letter - only its legal end
            end = line.sudo().letter_id.date_legal_end
            if line.state == "asked" and end and line.date_due > end:
                raise UserError(self.env._(
                    "The answer would come on %(day)s, after the statutory term that ends on %(end)s.",
                    day=fields.Date.to_string(line.date_due), end=fields.Date.to_string(end),
                ))

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            letters = self.env["biuro.letter"].browse([vals.get("letter_id") for vals in vals_list]).exists()
            letters.check_access("write")
            letters._check_input_open()
        for vals in vals_list:
            if not (vals.get("question") or "").strip():
                raise UserError(self.env._("Write what the cell is asked for."))
        lines = super().create(vals_list)
        letters = lines.letter_id
        letters._number_draft()
        for line in lines:
            line._take_files("question_attachment_ids")
            line._tell(line._asked_users(), self.env._("Answer the input request"), line.date_due)
            # sudo: biuro.case - the log keeps itself; who acted is the user of the environment
            letters.browse(line.letter_id.id)._log_case(
                f"Zwrócono się o stanowisko do: {line.sudo().department_id.office_symbol or line.department_id.name}",
            )
        return lines

    def write(self, vals):
        if not self.env.su:
            self._check_write_allowed(vals)
        result = super().write(vals)
        for name in ("question_attachment_ids", "answer_attachment_ids"):
            if name in vals:
                for line in self:
                    line._take_files(name)
        if not {"employee_id", "department_id", "date_due"}.isdisjoint(vals):
            for line in self.filtered(lambda line: line.state == "asked"):
                # sudo: mail.activity - the duty moves with the request
                line.sudo().activity_ids.unlink()
                line._tell(line._asked_users(), self.env._("Answer the input request"), line.date_due)
        return result

    def _check_write_allowed(self, vals):
        plain = set(vals) - {"message_follower_ids", "activity_ids", "message_main_attachment_id"}
        for line in self:
            if plain and line.state != "asked":
                raise UserError(self.env._("This input request is closed. Make another one if more is needed."))
            if ANSWER_FIELDS & plain and not line.is_for_me:
                raise AccessError(self.env._("Only the asked cell writes the answer."))
            if plain - ANSWER_FIELDS and not line.can_edit:
                raise AccessError(self.env._("Only those who work on the letter change the question."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("An input request stays with the draft. Withdraw it and give a reason."))

    def _take_files(self, name):
        """Let the files belong to the request, so that whoever sees the request opens them."""
        # sudo: ir.attachment - files just uploaded to this request by the user
        files = self.sudo()[name]
        foreign = files.filtered(lambda file: (file.res_model, file.res_id) != (self._name, self.id))
        if not foreign:
            return
        # a file of another record is shown as a copy: the original stays where it is
        # sudo: ir.attachment - the right to read what is copied is checked below
        own = foreign.filtered(lambda file: not file.res_id and file.create_uid == self.env.user)
        own.write({"res_model": self._name, "res_id": self.id})
        copies = files.browse()
        for file in foreign - own:
            file.with_env(self.env).check_access("read")
            copies |= file.copy({"res_model": self._name, "res_id": self.id})
        if foreign - own:
            # sudo: own model - the copies belong to the request
            self.sudo()[name] = files - (foreign - own) | copies

    # Verbs

    def action_answer(self, answer=None, attachments=None):
        """Answer the request, for the asked cell.

        :param str answer: the answer; what is written in the request already when not given
        :param list attachments: files as ``{"name", "content"}``, the content in base64
        :return: True
        :raise UserError: no answer, or the request is closed
        :raise AccessError: for anyone but the asked cell
        Legal source: instrukcja kancelaryjna § 30; opinions of other cells go into the case of the lead cell.
        """
        Letter = self.env["biuro.letter"]
        for line in self:
            if not line.is_for_me:
                raise AccessError(self.env._("Only the asked cell writes the answer."))
            if line.state != "asked":
                raise UserError(self.env._("This input request is closed. Make another one if more is needed."))
            text = (answer if answer is not None else line.answer or "").strip()
            if not text:
                raise UserError(self.env._("Write the answer."))
            files = [(file.get("name"), Letter._decode(file)) for file in attachments or ()]
            made = self.env["ir.attachment"].create([
                {"name": name, "raw": content, "res_model": self._name, "res_id": line.id} for name, content in files
            ])
            actor = Letter._get_actor()
            # sudo: own model - facts of the answer are written by this verb; who acts was checked above
            line.sudo().write({
                "answer": text, "state": "answered", "answered_by_id": self.env.uid, "answered_name": actor["name"],
                "answered_job": actor["job"], "answered_at": fields.Datetime.now(),
                "answer_attachment_ids": [fields.Command.link(file.id) for file in made],
            })
            line._done_activities()
            letter = line.sudo().letter_id  # sudo: biuro.letter - its author is told
            line._tell(letter.author_id, self.env._("Input has come"), letter.date_internal_due)
            letter.with_user(self.env.user).sudo()._log_case(
                f"Otrzymano stanowisko komórki: {line.sudo().department_id.office_symbol or line.department_id.name}",
            )
        return True

    def action_withdraw(self, reason=None):
        """Withdraw requests that are not answered, for those who work on the letter.

        :param str reason: why, required
        :return: True
        """
        if not (reason or "").strip():
            raise UserError(self.env._("Write why the request is withdrawn."))
        for line in self:
            if not line.can_edit:
                raise AccessError(self.env._("Only those who work on the letter change the question."))
            if line.state != "asked":
                raise UserError(self.env._("This input request is closed. Make another one if more is needed."))
            # sudo: own model - the state is written by this verb; who acts was checked above
            line.sudo().write({"state": "withdrawn", "withdraw_reason": reason.strip()})
            line._done_activities()
        return True

    def action_use_answer(self):
        """Put the answers at the end of the text of the draft, for its author to work in.

        :return: True
        """
        for line in self:
            if line.state != "answered":
                raise UserError(self.env._("The cell has not answered yet."))
            letter = line.letter_id
            letter.write({"body": (letter.body or "") + plaintext2html(line.answer)})
        return True

    def action_remind(self):
        """Remind the asked cells of requests that are not answered.

        :return: int, how many requests were reminded of
        """
        self.check_access("read")
        waiting = self.filtered(lambda line: line.state == "asked" and line.can_edit)
        for line in waiting:
            line._tell(line._asked_users(), self.env._("Reminder: answer the input request"), line.date_due)
        return len(waiting)

    # Whom it concerns

    def _asked_users(self):
        """Return the users (res.users) who are to answer: the person named, else the head, else the whole cell."""
        self.ensure_one()
        # sudo: hr.employee, hr.department - the users of the asked cell
        plain = self.sudo()
        users = plain.employee_id.user_id or plain.department_id.manager_id.user_id
        if not users:
            users = plain.department_id.member_ids.user_id
        return users.sudo(False)

    def _tell(self, users, summary, date=None):
        values = [{
            "res_model_id": self.env["ir.model"]._get_id(self._name), "res_id": line.id, "user_id": user.id,
            "activity_type_id": self.env.ref("mail.mail_activity_data_todo").id, "summary": summary,
            "date_deadline": date or office_today(),
        } for line in self for user in users if user != self.env.user]
        if values:
            # sudo: mail.activity - the person told answers for the request
            self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True).create(values)

    def _done_activities(self):
        # sudo: mail.activity - duties that ended, also of other people
        self.sudo().activity_ids.action_done()

    @api.model
    def _cron_remind(self):
        """Each morning: remind of requests due today or late, once; tell the authors of the late ones. Idempotent."""
        today = office_today()
        # sudo: own model - the cron works for the whole office
        lines = self.sudo().search([
            ("state", "=", "asked"), ("date_due", "<=", today + timedelta(days=1)), ("reminded_on", "=", False),
        ])
        for line in lines:
            line._tell(line._asked_users(), self.env._("Reminder: answer the input request"), line.date_due)
        lines.write({"reminded_on": today})
        late = self.sudo().search([
            ("state", "=", "asked"), ("date_due", "<", today), ("reminded_on", "<", today),
        ])
        for line in late.filtered(lambda line: line.reminded_on <= line.date_due):
            line._tell(line.asked_by_id, self.env._("The cell has not answered in time"))
            line.reminded_on = today
        return True
