from odoo import api, fields, models

from odoo.addons.biuro_kancelaria.law.base import day_text

WAITING = ("received", "registered", "asked", "in_progress")
COUNTED = {
    "resolution": "Resolutions", "meeting": "Sittings", "request": "Requests", "budget": "Money", "duty": "Duty Hours",
    "premises": "Premises", "control": "Controls",
}


class BiuroWyboryOsiedleService(models.Model):
    """What the office keeps for a unit all term long: smart buttons of its form."""

    _inherit = "biuro.wybory.osiedle"

    resolution_count = fields.Integer("Number of Resolutions", compute="_compute_service")
    meeting_count = fields.Integer("Number of Sittings", compute="_compute_service")
    request_count = fields.Integer("Requests Waiting", compute="_compute_service")
    duty_count = fields.Integer("Number of Duty Hours", compute="_compute_service")
    premises_count = fields.Integer("Number of Premises", compute="_compute_service")
    control_count = fields.Integer("Number of Controls", compute="_compute_service")
    member_count = fields.Integer("Members in Office", compute="_compute_service")
    money_left = fields.Float("Money Left", compute="_compute_service", digits=(14, 2))
    board_chair_id = fields.Many2one("res.partner", "Chair of the Board", compute="_compute_service")
    council_chair_id = fields.Many2one("res.partner", "Chair of the Council", compute="_compute_service")

    def _compute_service(self):
        counts = {}
        for noun in ("resolution", "meeting", "duty", "premises", "control"):
            rows = self.env[f"biuro.wybory.osiedle.{noun}"]._read_group(
                [("unit_id", "in", self.ids)], ["unit_id"], ["__count"])
            counts[noun] = {unit.id: count for unit, count in rows}
        asked = {unit.id: count for unit, count in self.env["biuro.wybory.osiedle.request"]._read_group(
            [("unit_id", "in", self.ids), ("state", "in", WAITING)], ["unit_id"], ["__count"])}
        left = {unit.id: amount for unit, amount in self.env["biuro.wybory.osiedle.budget"]._read_group(
            [("unit_id", "in", self.ids), ("state", "=", "open")], ["unit_id"], ["left:sum"])}
        members = {}
        for mandate in self._members():
            members.setdefault(mandate.unit_id.id, set()).add(mandate.partner_id.id)
        chairs = {
            function: {row.unit_id.id: row.mandate_id.partner_id.id for row in self._holders(function)}
            for function in ("board_chair", "council_chair")
        }
        for unit in self:
            key = unit._origin.id
            for noun, found in counts.items():
                unit[f"{noun}_count"] = found.get(key, 0)
            unit.request_count = asked.get(key, 0)
            unit.money_left = left.get(key, 0)
            unit.member_count = len(members.get(key, ()))
            unit.board_chair_id = chairs["board_chair"].get(key, False)
            unit.council_chair_id = chairs["council_chair"].get(key, False)

    def action_open_service(self):
        """Open what the office keeps for the unit; the context says what.

        :return: dict, a window action
        """
        self.ensure_one()
        noun = self.env.context.get("service") or "request"
        if noun not in COUNTED:
            noun = "request"
        action = self.env["ir.actions.act_window"]._for_xml_id(f"biuro_wybory.biuro_wybory_osiedle_{noun}_action")
        return {**action, "domain": [("unit_id", "=", self.id)], "context": {"default_unit_id": self.id}}

    def action_open_members(self):
        """Open the mandates of the unit.

        :return: dict, a window action
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "biuro.wybory.osiedle.mandate", "view_mode": "list,form",
            "domain": [("unit_id", "=", self.id), ("state", "!=", "ended")],
            "name": self.env._("Composition of the Bodies"),
        }

    def action_publish_preview(self):
        """Open the public page of the unit.

        :return: dict, an action of the client
        """
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/bip/osiedla/{self.id}", "target": "new"}

    @api.model
    def service_summary(self):
        """Return what waits in the service of units: requests, terms, money.

        :return: dict ``requests`` (waiting), ``overdue``, ``to_check`` (resolutions), ``planned``, ``spent``, ``left``
            ("0.00", of the money being executed)
        """
        Request, Resolution = self.env["biuro.wybory.osiedle.request"], self.env["biuro.wybory.osiedle.resolution"]
        [(amount, spent, left)] = self.env["biuro.wybory.osiedle.budget"]._read_group(
            [("state", "=", "open")], [], ["amount:sum", "spent:sum", "left:sum"])
        return {
            "requests": Request.search_count([("state", "in", WAITING)]),
            "overdue": Request.search_count([("is_overdue", "=", True)]),
            "to_check": Resolution.search_count([("is_open", "=", True)]),
            "planned": f"{amount or 0:.2f}", "spent": f"{spent or 0:.2f}", "left": f"{left or 0:.2f}",
        }

    def _poster_rows(self):
        """Return the coming duty hours for the poster (list of dicts), at most twenty."""
        self.ensure_one()
        duties = self.env["biuro.wybory.osiedle.duty"].search([
            ("unit_id", "=", self.id), ("is_published", "=", True), ("stop", ">=", fields.Datetime.now())],
            order="start", limit=20)
        rows = [duty._public_row() for duty in duties]
        for row in rows:
            row["day_text"] = day_text(fields.Date.to_date(row["day"]))
        return rows
