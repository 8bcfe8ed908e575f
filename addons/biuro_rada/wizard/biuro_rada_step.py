from odoo import api, fields, models

from odoo.addons.biuro_kancelaria.tools import office_today

STEPS = [
    ("opinion", "Give the Opinion"),
    ("agenda", "Put on the Agenda"),
    ("sign", "Signed"),
    ("delivered", "Delivered"),
    ("publish", "Published in the Journal"),
    ("file", "Load the File of the Act"),
    ("decide", "Decision of the Authority"),
    ("remedy", "Call of the RIO"),
    ("complain", "Complaint of the City"),
    ("court", "Judgment"),
    ("report", "Report of the Execution"),
    ("approve", "Approval by the Council"),
    ("mandate", "Days of the Mandate"),
]


class BiuroRadaStep(models.TransientModel):
    """One window for the steps of drafts, resolutions, supervision, execution and orders: asks what the verb needs."""

    _name = "biuro.rada.step"
    _description = "Step of a Draft or a Resolution"

    step = fields.Selection(STEPS, required=True)
    res_model = fields.Char(required=True)
    res_ids = fields.Json(required=True)
    title = fields.Char(readonly=True)
    date = fields.Date("Day")
    date_until = fields.Date("Until")
    delivered = fields.Date("Delivered to the City On")
    text = fields.Text("Text")
    ref = fields.Char("Sign or Number")
    opinion = fields.Selection(
        selection=lambda self: self.env["biuro.rada.draft.opinion"]._fields["result"]._description_selection(self.env),
        string="Opinion",
    )
    decision = fields.Selection(
        [
            ("indication", "Indication of a minor breach"),
            ("partial_annulment", "Annulled in part"),
            ("annulment", "Annulled"),
            ("court_complaint", "Complaint to the court"),
        ],
        "What Was Decided",
    )
    court = fields.Selection(
        selection=lambda self: (
            self.env["biuro.rada.supervision"]._fields["court_result"]._description_selection(self.env)
        ),
        string="Judgment",
    )
    session_id = fields.Many2one(
        "biuro.rada.session", "Session", domain=[("body_type", "=", "council"), ("state", "=", "draft")]
    )
    councillor_id = fields.Many2one("biuro.rada.councillor", "Signed By")
    resolution_id = fields.Many2one("biuro.rada.resolution", "Resolution")
    act_id = fields.Many2one("biuro.rada.act", "Order of the President")
    year = fields.Integer("Year of the Journal")
    item = fields.Integer("Position")
    file = fields.Binary("File")
    file_name = fields.Char()
    is_done = fields.Boolean("Executed", default=True)
    in_force_from = fields.Date("In Force From", compute="_compute_in_force")
    reasons = fields.Json(compute="_compute_in_force")

    @api.depends("step", "date", "res_model", "res_ids")
    def _compute_in_force(self):
        for step in self:
            step.in_force_from, step.reasons = False, []
            if step.step == "publish" and step.res_model == "biuro.rada.resolution" and step.date and step.res_ids:
                row = self.env[step.res_model].browse(step.res_ids[:1])
                if step.date >= row.date_adopted:
                    answer = row.entry_into_force(row.id, fields.Date.to_string(step.date))
                    step.in_force_from, step.reasons = answer["in_force_from"], answer["reasons"]

    @api.model
    def _open(self, step, records):
        """Return the action (dict) of the window for a step of records."""
        today = office_today()
        values = {
            "default_step": step,
            "default_res_model": records._name,
            "default_res_ids": records.ids,
            "default_title": records.display_name if len(records) == 1 else str(len(records)),
        }
        if step in ("publish", "court", "sign", "delivered", "complain"):
            values["default_date"] = fields.Date.to_string(today)
        if step == "mandate":
            values["default_date"] = fields.Date.to_string(records.mandate_start)
            values["default_date_until"] = fields.Date.to_string(records.mandate_end)
        if step == "publish":
            values["default_year"] = today.year
        if step == "sign" and len(records) == 1:
            values["default_councillor_id"] = records._default_signer().id
        if step == "agenda":
            values["default_session_id"] = (
                self.env["biuro.rada.session"]
                .search(
                    [("body_type", "=", "council"), ("state", "=", "draft"), ("is_rehearsal", "=", False)],
                    order="start",
                    limit=1,
                )
                .id
            )
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("biuro_rada.biuro_rada_step_action"),
            "name": dict(self._fields["step"]._description_selection(self.env))[step],
            "context": values,
        }

    def action_apply(self):
        """Take the step.

        :return: the action (dict) that closes the window
        """
        self.ensure_one()
        records = self.env[self.res_model].browse(self.res_ids)
        day = fields.Date.to_string(self.date) or None
        delivered = fields.Date.to_string(self.delivered) or None
        if self.step == "opinion":
            records.action_give(self.opinion, self.text, day)
        elif self.step == "agenda":
            records.action_put_on_agenda(self.session_id.id)
        elif self.step == "sign":
            records.action_sign(day, self.councillor_id.id)
        elif self.step == "delivered":
            records.action_delivered(day, self.ref)
        elif self.step == "publish":
            records.action_publish(day, self.year, self.item)
        elif self.step == "file":
            records.action_load_act_file(self.file, self.file_name)
        elif self.step == "decide":
            records.action_decide(self.decision, self.ref, day, delivered, self.text)
        elif self.step == "remedy":
            records.action_call_to_remedy(fields.Date.to_string(self.date_until), day, self.text)
        elif self.step == "complain":
            records.action_complain(day, self.resolution_id.id, self.act_id.id)
        elif self.step == "court":
            records.action_court(self.court, self.ref, day)
        elif self.step == "mandate":
            records.action_confirm_mandate(day, fields.Date.to_string(self.date_until) or None)
        elif self.step == "report":
            records.action_report(self.text, self.is_done, day)
        else:
            records.action_approved(self.resolution_id.id)
        return {"type": "ir.actions.act_window_close"}
