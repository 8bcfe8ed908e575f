from odoo import fields, models
from odoo.fields import Domain


class BiuroCase(models.Model):
    """What a clerk filters by every day and where the buttons of a case lead."""

    _inherit = "biuro.case"

    is_mine = fields.Boolean("Mine", compute="_compute_is_mine", search="_search_is_mine")
    is_my_cell = fields.Boolean("Of My Cell", compute="_compute_is_mine", search="_search_is_my_cell")

    is_to_close = fields.Boolean(
        "To Close",
        compute="_compute_is_to_close",
        search="_search_is_to_close",
        help="Open, its reply has been dispatched and no other is under way.",
    )

    deadline_count = fields.Integer("Number of Deadlines", compute="_compute_deadline_count")

    def _compute_deadline_count(self):
        for case in self:
            case.deadline_count = len(case.deadline_ids)

    def _compute_is_to_close(self):
        ready = self.search([("id", "in", self.ids), ("is_to_close", "=", True)])
        for case in self:
            case.is_to_close = case in ready

    def _search_is_to_close(self, operator, value):
        if operator != "in":
            return NotImplemented
        out = Domain("direction", "=", "out")
        return (
            Domain("state", "=", "open")
            & Domain("letter_ids", "any", out & Domain("state", "in", ("dispatched", "delivered")))
            & Domain(
                "letter_ids",
                "not any",
                out & Domain("state", "in", ("draft", "to_accept", "to_sign", "signed", "to_dispatch")),
            )
        )

    def _compute_is_mine(self):
        people, cells = self.env.user.acting_employee_ids, self.env.user.cell_ids
        for case in self:
            case.is_mine = case.clerk_id in people
            case.is_my_cell = case.department_id in cells

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("clerk_id", "in", self.env.user.acting_employee_ids.ids)

    def _search_is_my_cell(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("department_id", "in", self.env.user.cell_ids.ids)

    def action_open_letters(self):
        """Open the letters of the case (an action)."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Letters of %s", self.reference),
            "res_model": "biuro.letter",
            "view_mode": "list,form",
            "domain": [("case_id", "=", self.id)],
            "context": {"default_case_id": self.id},
        }

    def action_open_events(self):
        """Open the log of the case (an action)."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_kancelaria.biuro_case_event_action")
        return action | {
            "domain": [("case_id", "=", self.id)],
            "context": {},
            "display_name": self.env._("Log of %s", self.reference),
        }

    def action_open_deadlines(self):
        """Open the statutory terms of the case (an action)."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_kancelaria.biuro_deadline_action")
        return action | {
            "domain": [("res_model", "=", self._name), ("res_id", "=", self.id)],
            "context": {},
            "display_name": self.env._("Deadlines of %s", self.reference),
        }

    def action_open_group(self):
        """Open the cases of the separated group this case is the base of (an action)."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_kancelaria.biuro_case_action")
        return action | {
            "domain": [("group_base_id", "=", self.id)],
            "context": {
                "default_group_base_id": self.id,
                "default_jrwa_class_id": self.jrwa_class_id.id,
                "default_department_id": self.department_id.id,
            },
        }
