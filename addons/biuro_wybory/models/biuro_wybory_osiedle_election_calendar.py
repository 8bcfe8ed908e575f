from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroWyboryOsiedleElection(models.Model):
    """The calendar of an election: made from the model rows, moved with the day of the vote until it is ordered."""

    _inherit = "biuro.wybory.osiedle.election"

    calendar_ids = fields.One2many("biuro.wybory.osiedle.calendar.item", "election_id", "Calendar")
    calendar_next = fields.Date("Next Day of the Calendar", compute="_compute_calendar_next")
    overdue_count = fields.Integer("Overdue Rows", compute="_compute_calendar_next")

    @api.depends("calendar_ids.date", "calendar_ids.done_date")
    def _compute_calendar_next(self):
        for election in self:
            waiting = election.calendar_ids.filtered(lambda item: not item.done_date)
            election.calendar_next = min((item.date for item in waiting if item.date), default=False)
            election.overdue_count = len(waiting.filtered("is_overdue"))

    @api.model_create_multi
    def create(self, vals_list):
        elections = super().create(vals_list)
        elections._make_calendar()
        return elections

    def write(self, vals):
        result = super().write(vals)
        if "ordinance_id" in vals:
            self.filtered(lambda election: election.state == "draft")._remake_calendar()
        elif {"election_date", "clerk_id"} & vals.keys():
            self.calendar_ids._plan_deadlines()
        return result

    def _prepare_calendar(self):
        """Return the values of the rows of the calendar (list of dicts) by the ordinance."""
        self.ensure_one()
        params, found, rows = self._params(), {}, []
        templates = self.env["biuro.wybory.osiedle.calendar.template"]._rows(self.method, self.ordinance_id)
        for template in templates.sorted(lambda row: bool(row.after_key)):
            offset = found[template.key] = template._offset(params, found)
            time = template.time
            if template.key == "nomination_close":
                time = float(params["deadline_time"] or time)
            elif template.key == "voting":
                time = self.hours_from if self.method == "polling" else self.meeting_start
            rows.append({
                "election_id": self.id, "key": template.key, "name": template.name, "sequence": template.sequence,
                "legal_basis": template.legal_basis, "offset_days": offset, "time": time,
            })
        return rows

    def _make_calendar(self):
        rows = [row for election in self for row in election._prepare_calendar()]
        if rows:
            self.env["biuro.wybory.osiedle.calendar.item"].create(rows)

    def _remake_calendar(self):
        self.calendar_ids.unlink()
        self._make_calendar()

    def action_remake_calendar(self):
        """Make the calendar anew from the model rows and the ordinance; only of elections being planned.

        :return: True
        :raise UserError: the election is ordered already
        """
        self.check_access("write")
        if any(election.state != "draft" for election in self):
            raise UserError(self.env._("The calendar of an ordered election is not made anew; change single rows."))
        self._remake_calendar()
        return True

    def _calendar_done(self, key, day=None):
        """End the rows of a key: the step or the document that they demand is there."""
        items = self.calendar_ids.filtered(lambda item: item.key == key)
        if items:
            items._done(day or items._get_deadline_day())

    def action_open_calendar(self):
        """Open the calendar of the elections.

        :return: dict, a window action
        """
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_wybory.biuro_wybory_osiedle_calendar_item_action")
        return {**action, "domain": [("election_id", "in", self.ids)], "context": {"default_election_id": self[:1].id}}
