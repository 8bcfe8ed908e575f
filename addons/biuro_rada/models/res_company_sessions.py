from odoo import fields, models


class ResCompanySessions(models.Model):
    """What the statute of the city says of convening and of speaking (u.s.g. art. 22)."""

    _inherit = "res.company"

    rada_notice_days_ordinary = fields.Integer("Notice of an Ordinary Session (days)", default=7)
    rada_notice_days_budget = fields.Integer("Notice of a Budget Session (days)", default=14)
    rada_notice_days_request = fields.Integer(
        "Notice of a Session on Request (days)", default=3, help="It must fit into the 7 days of art. 20 ust. 3."
    )
    rada_notice_days_committee = fields.Integer("Notice of a Committee Meeting (days)", default=3)
    rada_notice_unit = fields.Selection(
        [("calendar", "Calendar days"), ("working", "Working days")],
        "Notice Counted In",
        default="calendar",
        required=True,
    )
    rada_notice_full_days = fields.Boolean(
        "Full Days between Notice and Session", help="The stricter reading: neither of the two days is counted."
    )
    rada_speech_minutes = fields.Integer("Speech (minutes)", default=5, help="0: no limit.")
    rada_ad_vocem_minutes = fields.Integer("Ad Vocem (minutes)", default=2, help="0: no limit.")
    rada_debate_residents = fields.Integer(
        "Residents in the Debate", default=15, help="15 by art. 28aa ust. 8; the council may decide on more."
    )
    rada_publish_days = fields.Integer(
        "Published without Delay (working days)",
        default=3,
        help="The acts name no number of days; resolutions, orders and replies wait in the cockpit. 0: no term.",
    )
    rada_minutes_layout_days = fields.Integer("Minutes Laid Out For (days)", default=7)
    rada_statute_basis = fields.Char(
        "Provision of the Statute", default="statut miasta", help="Shown beside periods that the statute sets."
    )

    def _rada_speech_limit(self, kind):
        """Return the limit of a speech in seconds (int); 0 where there is none."""
        self.ensure_one()
        return 60 * (self.rada_ad_vocem_minutes if kind in ("ad_vocem", "formal_motion") else self.rada_speech_minutes)
