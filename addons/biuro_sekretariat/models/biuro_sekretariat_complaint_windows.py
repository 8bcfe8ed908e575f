from odoo import api, fields, models


class BiuroSekretariatComplaintWindows(models.Model):
    """Where the buttons of an entry lead."""

    _inherit = "biuro.sekretariat.complaint"

    letter_count = fields.Integer("Number of Letters", compute="_compute_counts")
    child_count = fields.Integer("Number of Matters", compute="_compute_counts")

    def _compute_counts(self):
        letters = dict(self.env["biuro.letter"]._read_group(
            # sudo: biuro.case - only its id; the letters are counted under the user's own rules
            [("case_id", "in", self.sudo().case_id.ids)], ["case_id"], ["__count"]))
        counts = {case.id: count for case, count in letters.items()}
        matters = {
            parent.id: count
            for parent, count in self._read_group([("parent_id", "in", self.ids)], ["parent_id"], ["__count"])
        }
        for complaint in self:
            complaint.letter_count = counts.get(complaint.sudo().case_id.id, 0)
            complaint.child_count = matters.get(complaint._origin.id, 0)

    def action_view_letter(self):
        """Open the letter of the entry (an action)."""
        self.ensure_one()
        return self.letter_id._get_open_action()

    def action_view_case(self):
        """Open the case of the entry (an action)."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "biuro.case", "res_id": self.case_id.id, "view_mode": "form",
            "views": [(False, "form")],
        }

    def action_view_letters(self):
        """Open the letters of the case of the entry (an action)."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": self.env._("Letters of %s", self.register_ref),
            "res_model": "biuro.letter", "view_mode": "list,form", "domain": [("case_id", "=", self.case_id.id)],
            "context": {"create": False},
        }

    def action_view_children(self):
        """Open the matters into which the entry was split (an action)."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_sekretariat.biuro_sekretariat_complaint_action")
        return action | {"domain": [("parent_id", "=", self.id)], "context": {}}

    @api.model
    def _register_book_columns(self, register=None):
        names = [
            "register_number", "register_ref", "date_received", "kind", "complainant_name", "address", "subject",
            "department_id", "clerk_id", "competent_body", "date_forwarded", "result", "date_notified", "state",
        ]
        return [(name, self._fields[name]._description_string(self.env)) for name in names]
