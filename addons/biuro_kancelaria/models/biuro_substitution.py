from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..tools import office_today


class BiuroSubstitution(models.Model):
    """Substitution (zastępstwo): for some days one employee sees and does what another does.

    The substitute gets the cells and the handlings of the absent person, not his or her groups: what only management
    may do stays with management.
    """

    _name = "biuro.substitution"
    _description = "Substitution"
    _inherit = ["biuro.guard.mixin", "mail.thread"]
    _order = "date_from desc, id desc"

    employee_id = fields.Many2one("hr.employee", "Absent", required=True, index=True, tracking=True)
    substitute_id = fields.Many2one("hr.employee", "Substitute", required=True, index=True, tracking=True)
    date_from = fields.Date("From", required=True, default=lambda self: self._office_today(), tracking=True)
    date_to = fields.Date("To", required=True, tracking=True)
    reason = fields.Char(help="Leave, travel, vacancy of the post…")
    legal_basis = fields.Char("Basis", help="Order or rule that names the substitute, with its number and date.")
    is_cancelled = fields.Boolean("Cancelled", readonly=True, copy=False, tracking=True)
    cancel_reason = fields.Char("Reason of Cancellation", readonly=True, copy=False)
    state = fields.Selection(
        [("planned", "Planned"), ("running", "Running"), ("over", "Over"), ("cancelled", "Cancelled")],
        compute="_compute_state", search="_search_state",
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)

    _dates_ordered = models.Constraint("CHECK (date_to >= date_from)", "A substitution ends after it begins.")
    _two_people = models.Constraint("CHECK (employee_id <> substitute_id)", "Nobody substitutes oneself.")
    _days_idx = models.Index("(substitute_id, date_from, date_to) WHERE is_cancelled IS NOT TRUE")

    @api.depends("employee_id", "substitute_id", "date_from", "date_to")
    def _compute_display_name(self):
        for line in self:
            line.display_name = f"{line.substitute_id.display_name or '…'} → {line.employee_id.display_name or '…'}"

    @api.depends("date_from", "date_to", "is_cancelled")
    def _compute_state(self):
        today = self._office_today()
        for line in self:
            if line.is_cancelled:
                line.state = "cancelled"
            elif line.date_to and line.date_to < today:
                line.state = "over"
            else:
                line.state = "planned" if not line.date_from or line.date_from > today else "running"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = self._office_today()
        valid = Domain("is_cancelled", "=", False)
        domains = {
            "cancelled": Domain("is_cancelled", "=", True),
            "over": valid & Domain("date_to", "<", today),
            "planned": valid & Domain("date_from", ">", today),
            "running": valid & Domain("date_from", "<=", today) & Domain("date_to", ">=", today),
        }
        return Domain.OR(domains[state] for state in value if state in domains)

    @api.model
    def _office_today(self):
        """Return today's date (date) in the office, whatever the user's time zone."""
        return office_today()

    @api.constrains("employee_id", "substitute_id", "date_from", "date_to", "is_cancelled")
    def _check_overlap(self):
        for line in self.filtered(lambda line: not line.is_cancelled):
            # sudo: biuro.substitution - a clash counts also where the user may not see the other entry
            others = self.sudo().search([
                ("id", "!=", line.id), ("is_cancelled", "=", False),
                ("date_from", "<=", line.date_to), ("date_to", ">=", line.date_from),
                "|", ("employee_id", "=", line.employee_id.id),
                "&", ("employee_id", "=", line.substitute_id.id), ("substitute_id", "=", line.employee_id.id),
            ])
            if others.filtered(lambda other, line=line: other.employee_id == line.employee_id):
                raise ValidationError(self.env._(
                    "%(person)s already has a substitute in these days. Change the dates or cancel the other entry.",
                    person=line.employee_id.name,
                ))
            if others:
                raise ValidationError(self.env._(
                    "%(substitute)s is absent in these days and substituted by %(person)s. Choose somebody else.",
                    substitute=line.substitute_id.name, person=line.employee_id.name,
                ))

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(vals.get("is_cancelled") for vals in vals_list):
            raise UserError(self.env._("A substitution is cancelled by its button, with a reason."))
        lines = super().create(vals_list)
        self.env["res.users"]._refresh_cells()
        return lines

    def write(self, vals):
        if not self.env.su and not {"is_cancelled", "cancel_reason"}.isdisjoint(vals):
            raise UserError(self.env._("A substitution is cancelled by its button, with a reason."))
        result = super().write(vals)
        if not {"employee_id", "substitute_id", "date_from", "date_to", "is_cancelled"}.isdisjoint(vals):
            self.env["res.users"]._refresh_cells()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_begun(self):
        today = self._office_today()
        if any(line.date_from <= today for line in self):
            raise UserError(self.env._(
                "A substitution that has begun cannot be deleted: it explains who acted. Cancel it or end it.",
            ))

    def unlink(self):
        result = super().unlink()
        self.env["res.users"]._refresh_cells()
        return result

    def action_end(self, date=None):
        """End running substitutions: the absent person is back.

        :param str date: last day of the substitution (YYYY-MM-DD); yesterday by default, so that it ends at once
        :return: True
        :raise UserError: when the substitution has not begun, or the day lies outside it
        """
        self.check_access("write")
        last = fields.Date.to_date(date) if date else fields.Date.subtract(self._office_today(), days=1)
        for line in self:
            if line.state != "running":
                raise UserError(self.env._("Only a running substitution can be ended. Cancel one that has not begun."))
            if not date and line.date_from > last:
                # begun this morning: nothing to keep of it but the entry itself
                line._cancel(self.env._("Ended on the day it began."))
                continue
            if not line.date_from <= last <= line.date_to:
                raise UserError(self.env._("The last day must lie within the substitution."))
            line.date_to = last
        return True

    def action_cancel(self, reason=None):
        """Cancel substitutions (anulować): from now on they give nobody anything; the entry stays.

        :param str reason: why
        :return: True
        :raise UserError: without a reason, or when the substitution is over
        """
        self.check_access("write")
        reason = (reason or "").strip() or self.env._("Cancelled by %(user)s", user=self.env.user.name)
        if any(line.state not in ("planned", "running") for line in self):
            raise UserError(self.env._("Only a planned or running substitution can be cancelled."))
        self._cancel(reason)
        return True

    def _cancel(self, reason):
        # sudo: biuro.substitution - write() refuses these fields from anyone else; the caller checked the right
        self.sudo().write({"is_cancelled": True, "cancel_reason": reason})
