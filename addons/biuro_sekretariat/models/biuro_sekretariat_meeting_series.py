from odoo import api, fields, models
from odoo.exceptions import UserError

from .biuro_sekretariat_meeting import KINDS


class BiuroSekretariatMeetingSeries(models.Model):
    """Series of meetings (cykl narad): the same people meet again and again, and ask what became of the tasks."""

    _name = "biuro.sekretariat.meeting.series"
    _description = "Series of Meetings"
    _inherit = ["mail.thread"]
    _order = "name, id"

    name = fields.Char(required=True, tracking=True)
    kind = fields.Selection(KINDS, required=True, default="management")
    chair_id = fields.Many2one("hr.employee", "Chair", index="btree_not_null", tracking=True)
    recorder_id = fields.Many2one("hr.employee", "Recorder", index="btree_not_null")
    place = fields.Char()
    interval_days = fields.Integer(
        "Repeated Every (Days)", default=7, help="The next meeting is proposed so many days after the last one.",
    )
    duration = fields.Float("Duration (Hours)", default=1.5)
    employee_ids = fields.Many2many("hr.employee.public", string="Permanent Participants")
    agenda = fields.Text("Permanent Items", help="Items that stand on every agenda, one in a line.")
    jrwa_class_id = fields.Many2one("biuro.jrwa.class", "Filing Plan Class", domain="[('is_final', '=', True)]")
    case_id = fields.Many2one("biuro.case", "Case", index="btree_not_null")
    meeting_ids = fields.One2many("biuro.sekretariat.meeting", "series_id", "Meetings")
    meeting_count = fields.Integer("Number of Meetings", compute="_compute_meeting_count")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    active = fields.Boolean(default=True)

    _interval_positive = models.Constraint("CHECK (interval_days > 0)", "The interval of a series is at least one day.")
    _duration_positive = models.Constraint("CHECK (duration > 0)", "A meeting lasts longer than nothing.")

    @api.depends("meeting_ids")
    def _compute_meeting_count(self):
        counts = dict(self.env["biuro.sekretariat.meeting"]._read_group(
            [("series_id", "in", self.ids)], ["series_id"], ["__count"],
        ))
        for series in self:
            series.meeting_count = counts.get(series, 0)

    def _last_meeting(self):
        self.ensure_one()
        # sudo: biuro.sekretariat.meeting - only when the last one was and what stood on its agenda
        return self.env["biuro.sekretariat.meeting"].sudo().search(
            [("series_id", "=", self.id), ("is_cancelled", "=", False)], order="date_start desc, id desc", limit=1,
        )

    def action_plan_next(self, date_start=None):
        """Plan the next meeting of the series: its people, the agenda of the last one, the tasks that are still open.

        :param str date_start: beginning "YYYY-MM-DD HH:MM:SS" in UTC; the interval after the last meeting by default
        :return: action (dict) that opens the new meeting, ``res_id`` is its id
        :raise UserError: when the series has no chair
        """
        self.ensure_one()
        if not self.chair_id:
            raise UserError(self.env._("Name the chair of the series first."))
        Meeting = self.env["biuro.sekretariat.meeting"]
        last = self._last_meeting()
        start = fields.Datetime.to_datetime(date_start)
        if not start:
            start = Meeting._default_start() if not last else Meeting._shift_days(last.date_start, self.interval_days)
        if last:
            items = last._prepare_agenda_copy()
        else:
            items = [
                {"name": line.strip(), "is_permanent": True}
                for line in (self.agenda or "").splitlines() if line.strip()
            ]
        meeting = Meeting.create({
            "name": self.name, "kind": self.kind, "series_id": self.id, "chair_id": self.chair_id.id,
            "recorder_id": self.recorder_id.id or self.env.user._biuro_employee().id, "place": self.place,
            "date_start": start, "date_end": fields.Datetime.add(start, minutes=round(self.duration * 60)),
            "case_id": self.case_id.id, **({"jrwa_class_id": self.jrwa_class_id.id} if self.jrwa_class_id else {}),
            "item_ids": [fields.Command.create({**item, "sequence": index}) for index, item in enumerate(items, 1)],
            "participant_ids": [
                fields.Command.create({"employee_id": employee.id})
                for employee in self.employee_ids if employee.id != self.chair_id.id
            ],
        })
        return meeting._get_open_action()
