from odoo import api, fields, models
from odoo.exceptions import UserError

# verb -> states in which it is offered; one letter only where a fact belongs to one
SINGLE = {"deliver", "open_case", "change"}


class BiuroLetterAct(models.TransientModel):
    """Window that asks for what a verb of letters needs (a reason, a person, a day) and shows the letters."""

    _name = "biuro.letter.act"
    _description = "Act on Letters"

    verb = fields.Selection(
        [
            ("register", "Enter in the Register"),
            ("distribute", "Distribute"), ("forward", "Pass on"), ("to_mail_point", "Return to the mail point"),
            ("misdirect", "Delivered by mistake"), ("return", "Return"), ("accept", "Accept"), ("remark", "Remark"),
            ("file", "File without a case"), ("attach_case", "Add to a case"), ("open_case", "Open a case"),
            ("sign", "Sign"), ("dispatch", "Dispatch"), ("deliver", "Confirm delivery"),
            ("undelivered", "Returned by the carrier"),
            ("version", "Save as a version"), ("annul", "Annul"), ("request", "Send for acceptance"),
            ("opinion", "Give an opinion"), ("change", "Correct and accept"), ("skip", "Skip the step"),
            ("reject", "Reject for good"),
        ],
        required=True, readonly=True,
    )
    letter_ids = fields.Many2many("biuro.letter", string="Letters", readonly=True)
    letter_count = fields.Integer("Number of Letters", compute="_compute_letter_count")
    reason = fields.Text("Remark")
    channel = fields.Selection(
        [("system", "In the system"), ("oral", "Orally"), ("paper", "On paper")], default="system",
    )
    is_positive = fields.Selection(
        [("positive", "Positive"), ("negative", "Negative")], "Opinion", default="positive",
    )
    is_editorial = fields.Boolean("Only the Form Changed")
    given_by_id = fields.Many2one("hr.employee", "Whose Remark", help="When you note an oral remark of another person.")
    body = fields.Html("Corrected Text")
    department_id = fields.Many2one("hr.department", "Cell")
    employee_id = fields.Many2one("hr.employee", "Person")
    forwarded_to = fields.Char("Returned or Passed On To")
    partner_id = fields.Many2one("res.partner", "Contact")
    case_id = fields.Many2one("biuro.case", "Case", domain=[("state", "in", ("open", "suspended"))])
    jrwa_class_id = fields.Many2one("biuro.jrwa.class", "Filing Plan Class")
    title = fields.Char("Title of the Case")
    date = fields.Date(default=lambda self: self.env["biuro.letter"]._today())
    delivery_method_id = fields.Many2one(
        "biuro.delivery.method", "Delivery Method", domain=[("is_outgoing", "=", True)],
    )
    tracking_number = fields.Char("Consignment Number")
    signature_kind = fields.Selection(
        [
            ("qualified", "Qualified e-signature"), ("trusted", "Trusted signature"),
            ("personal", "Personal e-signature"),
            ("seal", "Qualified seal naming the person"), ("handwritten", "Handwritten"),
        ],
        "Kind of Signature", default="qualified",
    )
    verification = fields.Selection(
        [("valid", "Valid"), ("invalid", "Invalid"), ("unverifiable", "Cannot be verified")], "Signature Check",
    )
    signed_file = fields.Binary("Signed File")
    signed_file_name = fields.Char("File Name")
    evidence = fields.Selection(
        [
            ("collected", "Collected or handed over"), ("arrived", "Arrived at the electronic address"),
            ("first_notice", "First notice left"), ("refused", "Refused by the addressee"),
            ("lapse", "Not collected: confirm the lapse of the term"),
        ],
        default="collected",
    )
    moment = fields.Datetime(default=fields.Datetime.now)
    proof_file = fields.Binary("Proof")
    proof_file_name = fields.Char("Name of the Proof")

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        ids = self.env.context.get("active_ids") or [self.env.context.get("active_id")]
        letters = self.env["biuro.letter"].browse([letter_id for letter_id in ids if letter_id])
        if not letters:
            raise UserError(self.env._("Choose the letters first."))
        values["letter_ids"] = [(6, 0, letters.ids)]
        if len(letters) == 1:
            values.setdefault("title", letters.title)
            if letters.direction == "out":
                values.setdefault("body", letters.body)
                values.setdefault("delivery_method_id", letters.delivery_method_id.id)
        return values

    @api.depends("letter_ids")
    def _compute_letter_count(self):
        for act in self:
            act.letter_count = len(act.letter_ids)

    def action_confirm(self):
        """Do what the window was opened for. Return an action (dict) that closes it or opens the result."""
        self.ensure_one()
        if self.verb in SINGLE and len(self.letter_ids) != 1:
            raise UserError(self.env._("Choose one letter."))
        result = getattr(self, f"_do_{self.verb}")(self.letter_ids)
        return result if isinstance(result, dict) and result.get("type") else {"type": "ir.actions.act_window_close"}

    def _do_register(self, letters):
        return letters.action_register()

    def _do_distribute(self, letters):
        return letters.action_distribute(self.department_id.id, self.employee_id.id)

    def _do_forward(self, letters):
        return letters.action_forward(self.department_id.id, self.employee_id.id, self.reason)

    def _do_to_mail_point(self, letters):
        return letters.action_return_to_mail_point(self.reason)

    def _do_misdirect(self, letters):
        return letters.action_misdirect(self.forwarded_to or self.partner_id.name, self.partner_id.id)

    def _do_return(self, letters):
        return letters.action_return(self.reason, self.channel)

    def _do_accept(self, letters):
        return letters.action_accept(self.reason)

    def _do_remark(self, letters):
        return letters.action_remark(self.reason, self.channel, self.given_by_id.id or None)

    def _do_request(self, letters):
        return letters.action_request_acceptance(self.reason, editorial=self.is_editorial)

    def _do_opinion(self, letters):
        return letters.action_opinion(self.is_positive == "positive", self.reason)

    def _do_change(self, letters):
        letters.action_accept_with_changes(self.body, self.reason)
        return True

    def _do_skip(self, letters):
        return letters.action_skip_step(self.reason)

    def _do_reject(self, letters):
        return letters.action_reject(self.reason)

    def _do_file(self, letters):
        return letters.action_file(self.jrwa_class_id.symbol)

    def _do_attach_case(self, letters):
        return letters.action_attach_case(self.case_id.id)

    def _do_open_case(self, letters):
        result = letters.action_open_case(
            self.jrwa_class_id.symbol, self.title, self.department_id.id or None, self.employee_id.id or None,
        )
        return {
            "type": "ir.actions.act_window", "res_model": "biuro.case", "res_id": result["id"], "view_mode": "form",
            "views": [(False, "form")],
        }

    def _do_sign(self, letters):
        content = self.signed_file.decode() if self.signed_file else None
        if content and len(letters) > 1:
            raise UserError(self.env._("A signed file belongs to one letter."))
        return letters.action_sign(self.signature_kind, self.verification, content, self.signed_file_name)

    def _do_dispatch(self, letters):
        method = self.delivery_method_id.code if self.delivery_method_id != letters[:1].delivery_method_id else None
        result = letters.action_dispatch(
            str(self.date), method if len(letters) == 1 or method else None, self.tracking_number,
        )
        self._keep_proof(letters, "proof_sent")
        return result

    def _do_deliver(self, letters):
        day = str(self.date)
        moment = fields.Datetime.to_string(self.moment) if letters.is_electronic else day
        facts = {
            "collected": {"collected": moment}, "arrived": {"arrived": moment},
            "first_notice": {"first_notice": day}, "refused": {"refused": day}, "lapse": {},
        }[self.evidence]
        self._keep_proof(letters, "proof_received")
        return letters.action_confirm_delivery(**facts)

    def _do_undelivered(self, letters):
        return letters.action_mark_returned(self.reason)

    def _do_version(self, letters):
        letters.action_save_version(self.reason, editorial=self.is_editorial)
        return True

    def _do_annul(self, letters):
        return letters.action_cancel(self.reason)

    def _keep_proof(self, letters, kind):
        if self.proof_file:
            letters[:1].add_document(self.proof_file_name or kind, self.proof_file.decode(), kind)
