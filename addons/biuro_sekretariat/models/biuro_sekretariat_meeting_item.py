from odoo import api, fields, models

from odoo.addons.biuro_kancelaria.models.biuro_access_mixin import EMPLOYEE, tokens


class BiuroSekretariatMeetingItem(models.Model):
    """Item of the agenda (punkt porządku) with what was said and decided under it."""

    _name = "biuro.sekretariat.meeting.item"
    _description = "Item of the Agenda"
    _inherit = ["biuro.access.mixin", "biuro.guard.mixin"]
    _order = "meeting_id, sequence, id"
    _access_depends = (
        "meeting_id.access_tokens", "meeting_id.access_work_tokens", "task_ids.responsible_id",
        "task_ids.co_responsible_ids",
    )

    meeting_id = fields.Many2one(
        "biuro.sekretariat.meeting", "Meeting", required=True, index=True, ondelete="cascade",
    )
    sequence = fields.Integer(default=10, aggregator=None)
    number = fields.Integer("Item No.", compute="_compute_number", aggregator=None)
    name = fields.Char("Item", required=True)
    description = fields.Text("Materials and Remarks")
    presenter_id = fields.Many2one("hr.employee", "Presented By", index="btree_not_null")
    presenter_name = fields.Char("Presenter from Outside")
    duration = fields.Integer("Planned Time (min)", default=10, help="Time for the item, in minutes.")
    time_start = fields.Datetime("Planned At", compute="_compute_time_start")
    is_permanent = fields.Boolean("Permanent", help="Stands also on the agenda of the next meeting of the series.")
    is_postponed = fields.Boolean("Postponed", help="Not dealt with: goes over to the next meeting of the series.")
    minutes = fields.Text("Course of the Discussion")
    decision = fields.Text("Decisions")
    task_ids = fields.One2many("biuro.sekretariat.meeting.task", "item_id", "Tasks")
    task_count = fields.Integer("Number of Tasks", compute="_compute_task_count")
    state = fields.Selection(related="meeting_id.state", string="State of the Meeting")
    company_id = fields.Many2one(related="meeting_id.company_id", store=True, index=True)

    _duration_positive = models.Constraint(
        "CHECK (duration IS NULL OR duration >= 0)", "The time for an item cannot be negative.",
    )

    def _access_is_restricted(self):
        return False

    def _access_cells(self):
        return self.env["hr.department"]

    def _access_employees(self):
        return self.env["hr.employee"]

    def _access_readers(self):
        return self.env["res.users"]

    def _access_extra(self, restricted):
        work = set(self.meeting_id.access_work_tokens or ())
        look = set(self.meeting_id.access_tokens or ())
        # people with tasks see the items of their tasks, not the whole minutes
        return work, look | tokens(EMPLOYEE, self.task_ids._people().ids)

    @api.depends("meeting_id.item_ids.sequence")
    def _compute_number(self):
        for meeting, items in self.grouped("meeting_id").items():
            # sudo: own model - only the order of the items
            order = {item.id: index for index, item in enumerate(meeting.sudo().item_ids.sorted("sequence"), 1)}
            for item in items:
                item.number = order.get(item._origin.id or item.id, 0)

    @api.depends("meeting_id.date_start", "meeting_id.item_ids.sequence", "meeting_id.item_ids.duration")
    def _compute_time_start(self):
        for meeting, items in self.grouped("meeting_id").items():
            # sudo: own model - only the planned times
            moment, times = meeting.sudo().date_start, {}
            for item in meeting.sudo().item_ids.sorted("sequence"):
                times[item.id] = moment
                moment = moment and fields.Datetime.add(moment, minutes=item.duration or 0)
            for item in items:
                item.time_start = times.get(item._origin.id or item.id, False)

    @api.depends("task_ids")
    def _compute_task_count(self):
        counts = dict(self.env["biuro.sekretariat.meeting.task"]._read_group(
            [("item_id", "in", self.ids)], ["item_id"], ["__count"],
        ))
        for item in self:
            item.task_count = counts.get(item, 0)

    @api.model_create_multi
    def create(self, vals_list):
        items = super().create(vals_list)
        if not self.env.su:
            items.meeting_id._check_open()
        return items

    def write(self, vals):
        if not self.env.su:
            self.meeting_id._check_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_locked(self):
        self.meeting_id._check_open()

    def action_add_task(self, text=None, responsible_id=None, date_due=None, co_responsible_ids=None):
        """Give a task under this item.

        :param str text: what is to be done, required
        :param int responsible_id: id of the employee who answers for it, required
        :param str date_due: last day "YYYY-MM-DD", required
        :param list co_responsible_ids: ids of further employees
        :return: dict ``id``, ``date_due`` of the task
        :raise ValidationError: without text, responsible person or day
        """
        self.ensure_one()
        task = self.env["biuro.sekretariat.meeting.task"].create({
            "meeting_id": self.meeting_id.id, "item_id": self.id, "name": text, "responsible_id": responsible_id,
            "date_due": date_due, "co_responsible_ids": [fields.Command.set(co_responsible_ids or [])],
        })
        return {"id": task.id, "date_due": fields.Date.to_string(task.date_due)}
