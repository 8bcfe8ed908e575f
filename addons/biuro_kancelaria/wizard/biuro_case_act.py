from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroCaseAct(models.TransientModel):
    """One window for the verbs of cases: says which cases it moves and asks only for what the verb needs."""

    _name = "biuro.case.act"
    _description = "Move Cases On"

    mode = fields.Selection(
        [
            ("close", "Close"),
            ("suspend", "Suspend"),
            ("resume", "Resume"),
            ("reopen", "Continue as a New Case"),
            ("transfer", "Hand Over"),
            ("reassign", "Change the Handler"),
            ("event", "Add to the Log"),
            ("correct", "Correct the Log"),
            ("category", "Set the Category"),
            ("state_archive", "Hand to the State Archive"),
        ],
        required=True,
    )
    case_ids = fields.Many2many(
        "biuro.case",
        string="Cases",
        default=lambda self: self._default_case_ids(),
    )
    case_count = fields.Integer(compute="_compute_case_count")
    reason = fields.Char()
    resolution_note = fields.Text("How It Was Settled")
    closed_on = fields.Date("Day of Settling", default=lambda self: self.env["biuro.case"]._today())
    settled_orally = fields.Boolean("Settled Orally")
    official_note = fields.Text("Official Note")
    title = fields.Char("Title of the New Case")
    department_id = fields.Many2one("hr.department", "To the Cell")
    jrwa_class_id = fields.Many2one(
        "biuro.jrwa.class",
        "Right Class",
        domain="[('is_final', '=', True), ('is_current', '=', True)]",
    )
    employee_id = fields.Many2one("hr.employee", "New Handler")
    date = fields.Date("Date of the Act", default=lambda self: self.env["biuro.case"]._today())
    document_uid = fields.Char("Identifier of the Document")
    event_id = fields.Many2one("biuro.case.event", "Line of the Log")
    exception_id = fields.Many2one("biuro.jrwa.exception", "Exception of the Class")
    class_ids = fields.Many2many("biuro.jrwa.class", compute="_compute_case_count")
    category = fields.Char("Archival Category")

    def _default_case_ids(self):
        if self.env.context.get("active_model") == "biuro.case":
            return self.env.context.get("active_ids") or self.env.context.get("active_id")
        return False

    @api.depends("case_ids")
    def _compute_case_count(self):
        for act in self:
            act.case_count = len(act.case_ids)
            act.class_ids = act.case_ids.jrwa_class_id

    def action_apply(self):
        """Do what the window is for.

        :return: an action: the new case, or closing of the window
        """
        self.ensure_one()
        cases = self.case_ids
        if not cases:
            raise UserError(self.env._("Choose the cases."))
        result = getattr(self, f"_apply_{self.mode}")(cases)
        return result or {"type": "ir.actions.act_window_close"}

    def _apply_close(self, cases):
        cases.action_close(
            self.resolution_note,
            closed_on=self.closed_on,
            settled_orally=self.settled_orally,
            official_note=self.official_note,
        )

    def _apply_suspend(self, cases):
        cases.action_suspend(self.reason)

    def _apply_resume(self, cases):
        cases.action_resume(self.reason)

    def _apply_reopen(self, cases):
        return self._open([cases.action_reopen(self.reason, title=self.title)])

    def _apply_transfer(self, cases):
        return self._open(
            cases.action_transfer(
                department_id=self.department_id.id,
                reason=self.reason,
                jrwa_symbol=self.jrwa_class_id.symbol,
                clerk_id=self.employee_id.id,
            )
        )

    def _apply_reassign(self, cases):
        cases.action_reassign(self.employee_id.id, reason=self.reason)

    def _apply_event(self, cases):
        for case in cases:
            case.add_event(self.reason, date=self.date, document_uid=self.document_uid)

    def _apply_correct(self, cases):
        self.event_id.action_correct(self.reason, date=self.date, document_uid=self.document_uid)

    def _apply_category(self, cases):
        cases.action_set_category(self.reason, exception_id=self.exception_id.id, category=self.category)

    def _apply_state_archive(self, cases):
        cases.action_hand_to_state_archive(self.reason)

    def _open(self, opened):
        # the cell that took over may be one whose cases the user does not see
        cases = self.env["biuro.case"].search([("id", "in", [row["id"] for row in opened])])
        if not cases:
            return {
                "type": "ir.actions.client",
                "tag": "display_notification",
                "params": {
                    "type": "success",
                    "message": ", ".join(row["reference"] for row in opened),
                    "next": {"type": "ir.actions.act_window_close"},
                },
            }
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_kancelaria.biuro_case_action")
        action |= {"domain": [("id", "in", cases.ids)], "context": {}}
        if len(cases) == 1:
            action |= {"views": [(False, "form")], "res_id": cases.id}
        return action
