from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class BiuroDeadlineWizard(models.TransientModel):
    """Asks what a verb of deadlines needs; the verbs do the work and the checks."""

    _name = "biuro.deadline.wizard"
    _description = "Change of Deadlines"

    mode = fields.Selection(
        [
            ("extend", "Extend"), ("exclude", "Leave Days Out"), ("done", "Mark as Done"), ("cancel", "Cancel"),
            ("reopen", "Let Run Again"), ("notice", "Name the Notice"),
        ],
        required=True, default="extend",
    )
    deadline_ids = fields.Many2many("biuro.deadline", string="Deadlines", required=True)
    reason = fields.Text()
    new_date = fields.Date("New End")
    new_amount = fields.Integer("Or by How Many Units")
    date_from = fields.Date("From")
    date_to = fields.Date("To")
    done_on = fields.Date(default=lambda self: self.env["biuro.deadline"]._today())
    notice_letter_id = fields.Many2one("biuro.letter", "Notice Letter", domain=[("direction", "!=", "in")])
    prepare_notice = fields.Boolean(
        "Write the Notice", default=True, help="A draft with the reasons, the new date and the instruction is opened.",
    )
    requires_notice = fields.Boolean(compute="_compute_notice")
    notice_instruction = fields.Text("Tell the Parties", compute="_compute_notice")

    line_ids = fields.One2many(
        "biuro.deadline.wizard.line", "wizard_id", "What Will Change", compute="_compute_line_ids", store=True,
        compute_sudo=False,
        readonly=True,
    )
    refused_count = fields.Integer("Number Refused", compute="_compute_line_ids", store=True, compute_sudo=False)
    skip_refused = fields.Boolean(
        "Leave Out the Refused", help="Do it to the others; without this nothing is done while any is refused.",
    )

    @api.depends("mode", "deadline_ids", "new_date", "new_amount", "date_from", "date_to", "done_on")
    def _compute_line_ids(self):
        for wizard in self:
            lines = wizard._preview()
            wizard.refused_count = sum(bool(line["refusal"]) for line in lines)
            wizard.line_ids = [Command.clear(), *(
                Command.create({
                    "deadline_id": line["id"], "name": line["name"], "matter": line["matter"],
                    "date_old": line["deadline"], "date_new": line["new_deadline"], "state_new": line["new_state"],
                    "refusal": line["refusal"],
                })
                for line in lines
            )]

    def _preview(self):
        """Return what would change (see ``preview_change``); nothing while the dates are not filled in yet."""
        self.ensure_one()
        ready = {"extend": self.new_date or self.new_amount, "exclude": self.date_from and self.date_to}
        if not ready.get(self.mode, True):
            return []
        return self.deadline_ids._origin.preview_change(
            self.mode, new_date=self.new_date and str(self.new_date), new_amount=self.new_amount or None,
            date_from=self.date_from and str(self.date_from), date_to=self.date_to and str(self.date_to),
            on=self.done_on and str(self.done_on),
        )

    @api.depends("deadline_ids")
    def _compute_notice(self):
        for wizard in self:
            rules = wizard.deadline_ids.rule_id
            wizard.requires_notice = any(rules.mapped("requires_notice"))
            wizard.notice_instruction = "\n".join(dict.fromkeys(filter(None, rules.mapped("notice_instruction"))))

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if self.env.context.get("active_model") == "biuro.deadline" and "deadline_ids" in fields:
            values.setdefault("deadline_ids", [(6, 0, self.env.context.get("active_ids", []))])
        return values

    def action_apply(self):
        """Do what was chosen to all deadlines, or to those that do not refuse it.

        :return: dict, the action that closes the window, or opens the notices to the parties
        :raise UserError: a deadline refuses it and ``skip_refused`` is not set, or all refuse it
        """
        self.ensure_one()
        deadlines = self.deadline_ids
        if self.skip_refused:
            deadlines = deadlines.browse([line["id"] for line in self._preview() if not line["refusal"]])
            if not deadlines:
                raise UserError(self.env._("None of the chosen deadlines can be changed so."))
        if self.mode == "extend":
            deadlines.action_extend(
                self.reason, new_date=self.new_date and str(self.new_date), new_amount=self.new_amount or None,
                notice_letter_id=self.notice_letter_id.id or None,
            )
            if self.requires_notice and self.prepare_notice and not self.notice_letter_id:
                return deadlines.filtered("requires_notice").action_prepare_notice()
        elif self.mode == "exclude":
            deadlines.add_excluded(str(self.date_from or ""), str(self.date_to or ""), self.reason)
        elif self.mode == "done":
            deadlines.action_done(on=self.done_on and str(self.done_on))
        elif self.mode == "cancel":
            deadlines.action_cancel(self.reason)
        elif self.mode == "reopen":
            deadlines.action_reopen(self.reason)
        else:
            deadlines.action_link_notice(self.notice_letter_id.id)
        return {"type": "ir.actions.act_window_close"}
