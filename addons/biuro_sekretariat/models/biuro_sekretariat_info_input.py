from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroSekretariatInfoInput(models.Model):
    """Question to a cell of the office about a request for public information, with an internal term."""

    _name = "biuro.sekretariat.info.input"
    _inherit = ["biuro.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _description = "Question to a Cell"
    _order = "date_due, id"
    _rec_name = "question"

    request_id = fields.Many2one(
        "biuro.sekretariat.info.request", "Request", required=True, readonly=True, index=True, ondelete="cascade")
    request_ref = fields.Char(related="request_id.register_ref", string="Register Number", compute_sudo=True)
    request_subject = fields.Char(related="request_id.subject", string="Subject of the Request", compute_sudo=True)
    department_id = fields.Many2one("hr.department", "Cell", required=True, readonly=True, index=True)
    question = fields.Text(required=True, readonly=True)
    asked_by_id = fields.Many2one("res.users", "Asked By", readonly=True, default=lambda self: self.env.user)
    date_asked = fields.Date("Asked On", readonly=True, default=lambda self: office_today())
    date_due = fields.Date("Answer By", required=True, readonly=True, index=True)
    state = fields.Selection(
        [("asked", "Asked"), ("answered", "Answered")], default="asked", required=True, readonly=True, index=True)
    answer = fields.Text(readonly=True)
    answered_by_id = fields.Many2one("res.users", "Answered By", readonly=True)
    date_answered = fields.Date("Answered On", readonly=True)

    def _notify_cell(self):
        """Give the head of each cell an activity on the internal term."""
        for line in self:
            # sudo: hr.department - whom the question goes to
            head = line.department_id.sudo().manager_id.user_id
            if head.active:
                line.activity_schedule(
                    "mail.mail_activity_data_todo", user_id=head.id, date_deadline=line.date_due,
                    summary=self.env._("Public information %(ref)s: %(question)s",
                                       ref=line.request_ref, question=line.question[:80]),
                )

    def action_answer(self, text):
        """Answer the questions for one's cell.

        :param str text: the information, or that the cell does not hold it
        :return: True
        :raise UserError: no text, or answered already
        """
        self.check_access("write")
        if not isinstance(text, str) or not text.strip():
            raise UserError(self.env._("Write the answer."))
        if any(line.state != "asked" for line in self):
            raise UserError(self.env._("The question is answered already."))
        # sudo: own model - facts are written by the verbs only, the access was checked above
        self.sudo().write({
            "state": "answered", "answer": text.strip(), "answered_by_id": self.env.uid,
            "date_answered": office_today(),
        })
        self.sudo().activity_unlink(["mail.mail_activity_data_todo"])
        for line in self:
            # sudo: biuro.sekretariat.info.request - its handler is told by a note
            request = line.request_id.sudo()
            partner = request.clerk_id.user_id.partner_id
            request.message_post(
                body=self.env._("%s answered.", line.department_id.name), partner_ids=partner.ids)
        return True

    def action_answer_window(self):
        """Open the window that asks for the answer.

        :return: dict, a window action
        """
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("biuro_sekretariat.biuro_sekretariat_info_act_action"),
            "context": {"default_verb": "answer_cell", "default_input_id": self.id},
        }

    @api.ondelete(at_uninstall=False)
    def _unlink_except_answered(self):
        raise UserError(self.env._("A question that was asked is kept."))
