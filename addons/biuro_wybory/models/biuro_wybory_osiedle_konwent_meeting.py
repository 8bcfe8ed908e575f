from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law.terms import local
from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroWyboryOsiedleKonwentMeeting(models.Model):
    """Meeting of the konwent: agenda, who came, its opinions."""

    _name = "biuro.wybory.osiedle.konwent.meeting"
    _description = "Meeting of the Konwent"
    _inherit = ["biuro.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "start desc, id desc"

    konwent_id = fields.Many2one("biuro.wybory.osiedle.konwent", required=True, index=True, ondelete="restrict",
                                 default=lambda self: self.env["biuro.wybory.osiedle.konwent"].search([], limit=1))
    start = fields.Datetime("Begins", required=True, index=True)
    place = fields.Char(required=True)
    agenda = fields.Html()
    present_ids = fields.Many2many("res.partner", "biuro_wybory_konwent_present_rel", string="Present")
    opinion = fields.Html("Opinions and Findings")
    invited_on = fields.Date(readonly=True, copy=False)
    event_id = fields.Many2one("calendar.event", "In the Calendar", readonly=True, copy=False, index="btree_not_null")
    state = fields.Selection([("planned", "Planned"), ("invited", "Members convened"), ("held", "Was held")],
                             required=True, readonly=True, default="planned", copy=False, tracking=True)

    @api.depends("konwent_id", "start")
    def _compute_display_name(self):
        for record in self:
            day = local(record.start).strftime("%d.%m.%Y") if record.start else ""
            record.display_name = f"{record.konwent_id.name or ''} {day}".strip()

    def action_invite(self):
        """Invite the board chairs and put the meeting into the calendar of the office.

        :return: dict ``invited`` (int)
        :raise UserError: invited already
        """
        self.ensure_one()
        self.check_access("write")
        if self.state != "planned":
            raise UserError(self.env._("The members were invited already."))
        units = self.konwent_id._units()
        units._tell_chairs(self.env._("Meeting of the konwent: %s", local(self.start).strftime("%d.%m.%Y %H:%M")))
        # sudo: calendar.event, own model - the event follows the meeting; facts are written by verbs only
        event = self.env["calendar.event"].sudo().with_context(no_mail_to_attendees=True, dont_notify=True).create({
            "name": self.konwent_id.name, "start": self.start, "stop": self.start + timedelta(hours=2),
            "location": self.place, "partner_ids": [(6, 0, self.konwent_id.chair_id.user_id.partner_id.ids)],
            "user_id": self.env.uid,
        })
        self.sudo().write({"state": "invited", "invited_on": office_today(), "event_id": event.id})
        return {"invited": len(units._holders("board_chair"))}

    def action_held(self):
        """Note that the meeting was held.

        :return: True
        :raise UserError: nobody is entered as present
        """
        self.check_access("write")
        if any(not record.present_ids for record in self):
            raise UserError(self.env._("Enter who was present."))
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": "held"})
        return True
