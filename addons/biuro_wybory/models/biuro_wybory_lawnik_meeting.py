from odoo import api, fields, models
from odoo.exceptions import UserError

# neutral on purpose: calendars are read by many
EVENT_TITLE = "Zespół – ławnicy"


class BiuroWyboryLawnikMeeting(models.Model):
    """Meeting of the opinion team with its minutes; the calendar shows the place and a neutral title alone."""

    _name = "biuro.wybory.lawnik.meeting"
    _description = "Meeting of the Opinion Team"
    _inherit = ["biuro.guard.mixin"]
    _order = "start desc, id desc"

    team_id = fields.Many2one("biuro.wybory.lawnik.team", "Team", required=True, index=True, ondelete="restrict")
    term_id = fields.Many2one(
        "biuro.wybory.lawnik.term", "Election", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="team_id.company_id", store=True)
    start = fields.Datetime("Begins", required=True)
    stop = fields.Datetime("Ends", compute="_compute_stop", store=True, readonly=False, precompute=True)
    location = fields.Char("Place")
    event_id = fields.Many2one("calendar.event", "Calendar Entry", readonly=True, copy=False, ondelete="set null")
    present_ids = fields.Many2many(
        "biuro.wybory.lawnik.team.member", "biuro_wybory_lawnik_meeting_present_rel", "meeting_id", "member_id",
        "Present", domain="[('team_id', '=', team_id)]",
    )
    minutes = fields.Html("Course of the Meeting", sanitize_attributes=True)
    opinion_ids = fields.One2many("biuro.wybory.lawnik.opinion", "meeting_id", "Opinions Adopted")
    opinion_count = fields.Integer("Number of Opinions", compute="_compute_opinion_count")
    held_on = fields.Date(readonly=True, copy=False)
    state = fields.Selection(
        [("planned", "Planned"), ("held", "Took place"), ("cancelled", "Called off")],
        required=True, readonly=True, default="planned", copy=False, index=True,
    )

    @api.depends("start")
    def _compute_stop(self):
        for meeting in self:
            meeting.stop = meeting.start and fields.Datetime.add(meeting.start, hours=2)

    @api.depends("opinion_ids")
    def _compute_opinion_count(self):
        for meeting in self:
            meeting.opinion_count = len(meeting.opinion_ids)

    @api.depends("team_id", "start")
    def _compute_display_name(self):
        for meeting in self:
            day = meeting.start and fields.Datetime.context_timestamp(
                meeting.with_context(tz="Europe/Warsaw"), meeting.start
            ).strftime("%d.%m.%Y")
            meeting.display_name = f"{meeting.team_id.name or ''} ({day or '…'})"

    @api.model_create_multi
    def create(self, vals_list):
        meetings = super().create(vals_list)
        meetings._sync_event()
        return meetings

    def write(self, vals):
        if not self.env.su and any(meeting.state == "held" for meeting in self):
            raise UserError(self.env._("The minutes of this meeting are closed."))
        result = super().write(vals)
        if {"start", "stop", "location"} & vals.keys():
            self._sync_event()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_held(self):
        if any(meeting.state == "held" for meeting in self):
            raise UserError(self.env._("A meeting that was held stays in the file."))
        self.sudo().event_id.unlink()  # sudo: calendar.event - the entry made for the meeting goes with it

    def _sync_event(self):
        """Keep the entry of the calendar: a neutral title, the members, the place; nothing of the candidates."""
        for meeting in self:
            # sudo: res.users - who of the members has a calendar
            partners = meeting.team_id.member_ids.sudo().user_id.partner_id
            values = {
                "name": EVENT_TITLE,
                "start": meeting.start,
                "stop": meeting.stop,
                "location": meeting.location,
                "partner_ids": [fields.Command.set(partners.ids)],
            }
            # sudo: own model, calendar.event - the entry follows the meeting; access to the meeting was checked
            own = meeting.sudo().with_context(mail_notify_author=False, dont_notify=True, no_mail_to_attendees=True)
            if own.event_id:
                own.event_id.write(values)
            else:
                own.event_id = own.env["calendar.event"].create(
                    {**values, "user_id": self.env.uid, "privacy": "confidential"}
                )

    def action_hold(self):
        """Close the minutes: who was present, what opinions were taken.

        :return: True
        :raise UserError: not planned; fewer than half of the members present; not over yet
        """
        for meeting in self:
            meeting.check_access("write")
            if meeting.state != "planned":
                raise UserError(self.env._("The minutes of this meeting are closed."))
            if meeting.start > fields.Datetime.now():
                raise UserError(self.env._("The meeting has not begun yet."))
            if len(meeting.present_ids) * 2 < len(meeting.team_id.member_ids) or not meeting.present_ids:
                raise UserError(self.env._("Mark who was present: at least half of the members of the team."))
            # sudo: own model - facts are written by verbs only; access was checked above
            meeting.sudo().write({
                "state": "held",
                "held_on": fields.Datetime.context_timestamp(
                    meeting.with_context(tz="Europe/Warsaw"), meeting.start
                ).date(),
            })
        return True

    def action_call_off(self):
        """Call the meeting off. Return True.

        :raise UserError: held already
        """
        for meeting in self:
            meeting.check_access("write")
            if meeting.state == "held":
                raise UserError(self.env._("The minutes of this meeting are closed."))
            # sudo: own model, calendar.event - as above; the entry made for the meeting goes with it
            own = meeting.sudo()
            own.state = "cancelled"
            own.event_id.active = False
        return True

    def _get_print_values(self):
        """Return what the minutes with the opinions show (dict)."""
        self.ensure_one()
        requirements = {
            "meets": "spełnia wymogi ustawowe", "not_meets": "nie spełnia wymogów ustawowych",
            "unclear": "spełnienia wymogu nie udało się ustalić",
        }
        results = {"positive": "pozytywna", "negative": "negatywna", "none": "nie wydano opinii"}
        moment = fields.Datetime.context_timestamp(self.with_context(tz="Europe/Warsaw"), self.start)
        return {
            "day": moment.strftime("%d.%m.%Y, godz. %H:%M"),
            "present": self.present_ids.mapped("name"),
            "absent": (self.team_id.member_ids - self.present_ids).mapped("name"),
            "opinions": [
                {
                    "name": opinion.nomination_id._person(), "number": opinion.nomination_id.name,
                    "court": opinion.nomination_id.court_id.name or "",
                    "requirements": requirements.get(opinion.requirements, "…"),
                    "result": results.get(opinion.result, "…"), "for": opinion.votes_for,
                    "against": opinion.votes_against, "abstain": opinion.votes_abstain, "text": opinion.text or "",
                }
                for opinion in self.opinion_ids.sorted(lambda one: one.nomination_id._alphabet_key())
            ],
        }
