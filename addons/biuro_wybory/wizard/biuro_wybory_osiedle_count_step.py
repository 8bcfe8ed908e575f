from odoo import api, fields, models

from odoo.addons.biuro_kancelaria.tools import office_today

STEPS = [
    ("announce", "Announce the Results"),
    ("correct", "Correct a Protocol"),
    ("not_constituted", "No Council Is Formed"),
    ("declare", "Validity of the Election"),
    ("repeat", "Plan the Repeated Election"),
    ("second", "Second Attempt"),
    ("session", "First Session"),
    ("retype", "Type Anew"),
    ("protest", "Decision on the Protest"),
    ("resign", "Resignation"),
    ("loss", "Loss of Eligibility"),
    ("hear", "Explanations"),
    ("state_loss", "Resolution of the City Council"),
    ("end", "End of the Mandate"),
    ("dissolve", "Dissolve the Bodies"),
    ("pass_over", "Gave Way"),
    ("fill", "Took the Mandate"),
    ("by_election", "Plan a By-Election"),
]
ON_TODAY = ("announce", "correct", "not_constituted", "declare", "session", "protest", "loss", "hear", "state_loss",
            "resign", "end", "dissolve", "fill")


class BiuroWyboryOsiedleCountStep(models.TransientModel):
    """One window for the steps after the vote of an election, of protests, mandates, terms and vacancies."""

    _name = "biuro.wybory.osiedle.count.step"
    _description = "Step of an Election or a Mandate"

    step = fields.Selection(STEPS, required=True)
    res_model = fields.Char(required=True)
    res_ids = fields.Json(required=True)
    title = fields.Char(compute="_compute_title")
    date = fields.Date("Day", compute="_compute_date", store=True, readonly=False)
    date_effective = fields.Date("Effective On", help="The day named in the resignation; empty: on delivery.")
    act = fields.Char("Act", help="Kind and number.")
    text = fields.Text("Text")
    outcome = fields.Selection(
        [("valid", "Valid"), ("partly_invalid", "Invalid in part"), ("invalid", "Invalid")], default="valid")
    decision = fields.Selection(
        [("dismissed", "Dismissed"), ("left", "Left without examination"), ("upheld", "Upheld")])
    effect = fields.Selection(
        [("none", "None"), ("corrected", "Result corrected"), ("repeat", "Vote repeated")], default="none")
    reason = fields.Selection(
        [("death", "Death"), ("oath_refused", "Refusal of the oath"), ("recall", "Recall from the board"),
         ("end_of_term", "End of the term")], "Reason of the End")
    election_id = fields.Many2one("biuro.wybory.osiedle.election", compute="_compute_title")
    protocol_id = fields.Many2one("biuro.wybory.osiedle.protocol", "Protocol")
    constituency_ids = fields.Many2many(
        "biuro.wybory.osiedle.constituency", "biuro_wybory_count_step_constituency_rel", string="Invalid In")
    mandate_ids = fields.Many2many(
        "biuro.wybory.osiedle.mandate", "biuro_wybory_count_step_mandate_rel", string="Refused the Oath")
    lost = fields.Boolean("Lost the Right to Be Elected", help="Nobody asks this person about later seats either.")
    resolution_id = fields.Many2one("biuro.rada.resolution", "Resolution")

    @api.depends("res_model", "res_ids")
    def _compute_title(self):
        for step in self:
            records = self.env[step.res_model].browse(step.res_ids) if step.res_model else None
            step.title = records.display_name if records is not None and len(records) == 1 else False
            step.election_id = records if records is not None and records._name.endswith(".election") and len(
                records) == 1 else False

    @api.depends("step")
    def _compute_date(self):
        for step in self:
            step.date = step.step in ON_TODAY and office_today()

    def action_apply(self):
        """Take the step.

        :return: action (dict) that closes the window, or opens what the step made
        """
        self.ensure_one()
        records = self.env[self.res_model].browse(self.res_ids)
        day = fields.Date.to_string(self.date) or None
        return getattr(self, f"_apply_{self.step}")(records, day) or {"type": "ir.actions.act_window_close"}

    def _opened(self, model, record_id):
        return {"type": "ir.actions.act_window", "res_model": model, "res_id": record_id, "view_mode": "form",
                "views": [(False, "form")], "target": "current"}

    def _apply_announce(self, records, day):
        records.action_announce(self.act, day)

    def _apply_correct(self, records, day):
        made = records.action_correct(self.protocol_id.id, self.act, day, self.text)
        return self._opened("biuro.wybory.osiedle.protocol", made)

    def _apply_not_constituted(self, records, day):
        records.action_not_constituted(self.act, day)

    def _apply_declare(self, records, day):
        records.action_declare(self.outcome, self.act, day, self.constituency_ids.ids)

    def _apply_repeat(self, records, day):
        return self._opened("biuro.wybory.osiedle.election", records.action_repeat(day))

    def _apply_second(self, records, day):
        records.action_second_attempt(day)

    def _apply_session(self, records, day):
        records.action_first_session(day, self.text, self.mandate_ids.ids)

    def _apply_retype(self, records, day):
        return self._opened("biuro.wybory.osiedle.protocol", records.action_retype(self.text))

    def _apply_protest(self, records, day):
        records.action_decide(self.decision, self.act, self.text, self.effect, day)

    def _apply_resign(self, records, day):
        records.action_resign(day, fields.Date.to_string(self.date_effective) or None)

    def _apply_loss(self, records, day):
        records.action_learn_of_loss(day, self.text)

    def _apply_hear(self, records, day):
        records.action_hear(day, self.text)

    def _apply_state_loss(self, records, day):
        records.action_state_loss(day, self.resolution_id.id, self.act)

    def _apply_end(self, records, day):
        records.action_end_other(self.reason, day, self.act)

    def _apply_dissolve(self, records, day):
        records.action_dissolve(day, self.act)

    def _apply_pass_over(self, records, day):
        records.action_pass_over(self.text, self.lost)

    def _apply_fill(self, records, day):
        return self._opened("biuro.wybory.osiedle.mandate", records.action_fill(day))

    def _apply_by_election(self, records, day):
        return self._opened("biuro.wybory.osiedle.election", records.action_by_election(day))
