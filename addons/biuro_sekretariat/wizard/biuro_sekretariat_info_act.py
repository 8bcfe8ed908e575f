from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.biuro_sekretariat_info_request import RESULTS


class BiuroSekretariatInfoAct(models.TransientModel):
    """Window that asks for what a verb of requests for public information needs."""

    _name = "biuro.sekretariat.info.act"
    _description = "Act on Requests for Information"

    verb = fields.Selection(
        [
            ("ask", "Ask cells"), ("extend", "Extend the term"), ("fee", "Notice of a fee"),
            ("form", "The form is impossible"), ("processed", "Call for public interest"),
            ("answered", "The applicant answered"), ("finish", "Settle"), ("appeal", "Appeal"), ("court", "Complaint"),
            ("answer_cell", "Answer of the cell"),
        ],
        required=True, readonly=True,
    )
    request_id = fields.Many2one("biuro.sekretariat.info.request", "Request", readonly=True)
    processed_state = fields.Selection(related="request_id.processed_state")
    input_id = fields.Many2one("biuro.sekretariat.info.input", "Question", readonly=True)
    question = fields.Text(related="input_id.question", string="Question to the Cell")
    department_ids = fields.Many2many("hr.department", string="Cells")
    text = fields.Text("Question or Reason")
    until = fields.Date()
    day = fields.Date()
    amount = fields.Char("Amount of the Fee", help="For example 24.50.")
    proposed = fields.Char("Form That Is Possible")
    days = fields.Integer("Days to Answer", default=7)
    shown = fields.Boolean("Special Public Interest Shown")
    result = fields.Selection(RESULTS)
    answer = fields.Html("Answer or Reasons of the Decision")
    url = fields.Char("Address of the Information")

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if values.get("verb") != "answer_cell" and self.env.context.get("active_model") == (
            "biuro.sekretariat.info.request"
        ):
            values["request_id"] = self.env.context.get("active_id")
        return values

    def action_confirm(self):
        """Do what the window was opened for. Return an action (dict) that closes it or opens the result."""
        self.ensure_one()
        if self.verb != "answer_cell" and not self.request_id:
            raise UserError(self.env._("Choose the request first."))
        result = getattr(self, f"_do_{self.verb}")(self.request_id)
        return result if isinstance(result, dict) and result.get("type") else {"type": "ir.actions.act_window_close"}

    def _do_ask(self, request):
        return request.action_ask_cells(self.department_ids.ids, self.text, self.until)

    def _do_extend(self, request):
        return request.action_extend(self.text, self.until)

    def _do_fee(self, request):
        return request.action_fee((self.amount or "").replace(",", ".").strip(), self.text)

    def _do_form(self, request):
        return request.action_form_impossible(self.proposed, self.text)

    def _do_processed(self, request):
        return request.action_call_processed(self.days)

    def _do_answered(self, request):
        return request.action_applicant_answered(self.day, self.shown)

    def _do_finish(self, request):
        return request.action_finish(self.result, self.answer, self.day, self.url)

    def _do_appeal(self, request):
        return request.action_appeal(self.day)

    def _do_court(self, request):
        return request.action_court(self.day)

    def _do_answer_cell(self, request):
        return self.input_id.action_answer(self.text)
