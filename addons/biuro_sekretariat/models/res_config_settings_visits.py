from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    visit_horizon_days = fields.Integer(
        "Slots Made Ahead (Days)", config_parameter="biuro_sekretariat.visit_horizon_days", default=28,
    )
    visit_hold_minutes = fields.Integer(
        "Slot Held for a Confirmation (Minutes)", config_parameter="biuro_sekretariat.visit_hold_minutes", default=30,
    )
    visit_offer_hours = fields.Integer(
        "Offer to the Waiting Valid (Hours)", config_parameter="biuro_sekretariat.visit_offer_hours", default=24,
    )
    visit_per_email = fields.Integer(
        "Coming Visits per E-mail Address", config_parameter="biuro_sekretariat.visit_per_email", default=2,
    )
    visit_reminder_hours = fields.Integer(
        "Reminder Before the Visit (Hours)", config_parameter="biuro_sekretariat.visit_reminder_hours", default=24,
    )
    visit_erase_days = fields.Integer(
        "Contact Erased After the Visit (Days)", config_parameter="biuro_sekretariat.visit_erase_days", default=30,
    )
    visit_sms = fields.Boolean("Reminders by SMS", config_parameter="biuro_sekretariat.visit_sms")
    visit_page = fields.Selection(
        [("True", "Switched on"), ("False", "Switched off")], "Public Booking Page",
        config_parameter="biuro_sekretariat.visit_public", default="True",
    )
