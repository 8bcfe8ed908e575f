from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..law import protocol as law


class BiuroWyboryOsiedleProtocolEntry(models.Model):
    """Sheet on which one person types a protocol; nobody else reads it before the two sheets agree."""

    _name = "biuro.wybory.osiedle.protocol.entry"
    _description = "Typing of a Protocol"
    _inherit = ["biuro.guard.mixin"]
    _order = "protocol_id, number"

    protocol_id = fields.Many2one(
        "biuro.wybory.osiedle.protocol", "Protocol", required=True, readonly=True, index=True, ondelete="restrict")
    election_id = fields.Many2one(related="protocol_id.election_id", store=True, index=True)
    number = fields.Integer("Typing No.", readonly=True, aggregator=None)
    author_id = fields.Many2one("res.users", "Typed By", required=True, readonly=True, index=True)
    line_ids = fields.One2many("biuro.wybory.osiedle.protocol.line", "entry_id", "Rows")
    state = fields.Selection(
        [("draft", "Being typed"), ("submitted", "Handed in")], required=True, readonly=True, default="draft")
    submitted_at = fields.Datetime("Handed In At", readonly=True)
    problem_text = fields.Text("What Does Not Agree", compute="_compute_check")
    warning_text = fields.Text("Warnings", compute="_compute_check")
    control_sum = fields.Char(compute="_compute_check", help="Compare it with the sum printed on the paper.")
    difference_text = fields.Text(related="protocol_id.difference_text")
    protocol_state = fields.Selection(related="protocol_id.state", string="State of the Protocol")
    remarks = fields.Text(related="protocol_id.remarks", readonly=False)

    _number_uniq = models.Constraint("UNIQUE (protocol_id, number)", "Somebody else types this protocol. Try again.")
    _author_uniq = models.Constraint(
        "UNIQUE (protocol_id, author_id)", "One person types a protocol once: the second typing is another person's.")

    @api.depends("protocol_id", "number")
    def _compute_display_name(self):
        for entry in self:
            entry.display_name = f"{entry.protocol_id.reference or ''} ({entry.number})"

    @api.depends("line_ids.typed", "protocol_id.remarks")
    def _compute_check(self):
        for entry in self:
            typed = entry._typed()
            if not any((value or "").strip() for value in typed.values()):
                entry.problem_text = entry.warning_text = entry.control_sum = False
                continue
            answer = entry.protocol_id._check_typed(typed)
            entry.problem_text = "\n".join(row["text"] for row in answer["errors"]) or False
            entry.warning_text = "\n".join(row["text"] for row in answer["warnings"]) or False
            entry.control_sum = not answer["errors"] and law.control_sum(
                entry.protocol_id.reference, entry.protocol_id._rows(), typed)

    def _typed(self):
        self.ensure_one()
        return {line.code: line.typed for line in self.line_ids}

    def _check_own(self):
        for entry in self:
            if entry.author_id != self.env.user:
                raise UserError(self.env._("This typing belongs to %s.", entry.author_id.name))
            if entry.state == "submitted":
                raise UserError(self.env._("This typing is handed in. Take it back to correct it."))

    def submit(self):
        """Hand the typing in; the second one is compared with the first.

        :return: dict ``state`` (of the protocol), ``control_sum``, ``differences`` (list of sentences naming rows)
        :raise ValidationError: figures missing or not agreeing; each sentence names its row
        :raise UserError: somebody else's typing, or handed in already
        """
        self.ensure_one()
        self.check_access("write")
        self.protocol_id._bump()
        self.invalidate_recordset()
        self._check_own()
        if self.protocol_id.state not in ("open", "typed", "differs"):
            raise UserError(self.env._("The protocol %s is not being typed any more.", self.protocol_id.reference))
        answer = self.protocol_id._check_typed(self._typed())
        if answer["errors"]:
            raise ValidationError("\n".join(row["text"] for row in answer["errors"]))
        # sudo: own model - a fact written by this verb; the author is checked above
        self.sudo().write({"state": "submitted", "submitted_at": fields.Datetime.now()})
        self.protocol_id._settle()
        return {
            "state": self.protocol_id.state, "control_sum": self.control_sum or "",
            "differences": [row["text"] for row in self.protocol_id.differences or ()],
        }

    def action_submit(self):
        """Hand the typing in; see ``submit``.

        :return: notification action (dict) with what came of it
        """
        answer = self.submit()
        texts = {
            "typed": self.env._("Handed in. Now another person types the protocol."),
            "agreed": self.env._("Both typings agree. The protocol can be accepted."),
            "differs": self.env._("The typings differ. Look at the paper again: %s", " ".join(answer["differences"])),
        }
        return {
            "type": "ir.actions.client", "tag": "display_notification",
            "params": {
                "message": texts[answer["state"]],
                "type": "warning" if answer["state"] == "differs" else "success",
                "sticky": answer["state"] == "differs",
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def action_take_back(self):
        """Take one's typing back to correct it, until the two agree.

        :return: True
        :raise UserError: somebody else's typing, or the typings agree
        """
        self.ensure_one()
        self.check_access("write")
        self.protocol_id._bump()
        if self.author_id != self.env.user:
            raise UserError(self.env._("This typing belongs to %s.", self.author_id.name))
        if self.protocol_id.state not in ("typed", "differs"):
            raise UserError(self.env._("The typings agree: the protocol is corrected as a new version."))
        # sudo: own model - a fact written by this verb; the author is checked above
        self.sudo().write({"state": "draft", "submitted_at": False})
        return True

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A protocol is never deleted."))
