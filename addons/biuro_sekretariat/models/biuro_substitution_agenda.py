from odoo import models


class BiuroSubstitution(models.Model):
    _inherit = "biuro.substitution"

    def action_open_agenda(self):
        """Open the entries of the agenda that fall into the absence, to be moved to the substitute.

        :return: window action (dict)
        """
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("biuro_sekretariat.calendar_event_action_agenda_list"),
            "name": self.env._("Agenda: %s", self.display_name),
            "domain": self.env["calendar.event"]._agenda_absent_domain(self),
            "context": {},
        }
