from markupsafe import Markup

from odoo import api, fields, models


class BiuroLetter(models.Model):
    """A letter that is an intervention, and the answers to interventions."""

    _inherit = "biuro.letter"

    intervention_ids = fields.One2many("biuro.sekretariat.intervention", "letter_id", "Interventions")
    intervention_count = fields.Integer("Number of Interventions", compute="_compute_intervention_count")

    def _compute_intervention_count(self):
        groups = self.env["biuro.sekretariat.intervention"]._read_group(
            [("letter_id", "in", self.ids)], ["letter_id"], ["__count"])
        counts = {letter.id: count for letter, count in groups}
        for letter in self:
            letter.intervention_count = counts.get(letter._origin.id, 0)

    def action_make_intervention(self):
        """Enter the letter in the register of interventions; entered already, its entry opens.

        :return: window action (dict) of the entry
        :raise UserError: not an incoming letter in the register
        """
        return self._make_record("biuro.sekretariat.intervention", self._make_intervention)

    def _make_intervention(self):
        words = (self.correspondent or "").lower()
        kind = next((kind for mark, kind in (
            ("rzecznik praw obywatelskich", "ombudsman"), ("senator", "senator"), ("poseł", "mp"), ("posel", "mp"),
            ("posłanka", "mp"), ("radny", "councillor"), ("radna", "councillor"),
        ) if mark in words), "other")
        employee = self.env.user._biuro_employee()
        intervention = self.env["biuro.sekretariat.intervention"].create({
            "letter_id": self.id, "subject": self.title, "date_received": self.date_received, "sender_kind": kind,
            "partner_id": self.partner_id.id, "sender_name": self.correspondent, "case_id": self.case_id.id,
            "department_id": self.department_id.id or self._get_clerk_department(employee).id,
            "clerk_id": self.clerk_id.id or employee.id, "is_restricted": self.is_restricted,
            "company_id": self.company_id.id,
        })
        intervention.action_register()
        self._log_case(f"Wpisano do rejestru interwencji: {intervention.register_ref}")
        return intervention

    def action_view_interventions(self):
        """Open what the letter became in the register of interventions (an action)."""
        self.ensure_one()
        return self._get_record_action(self.intervention_ids[:1])

    @api.model
    def _get_intervention_body(self, intervention):
        """Return the first text (Markup) of the answer to an intervention."""
        opinion = Markup("").join(
            Markup("<p>%s</p>") % line.strip() for line in (intervention.opinion or "…").splitlines() if line.strip())
        return Markup("<p>W odpowiedzi na interwencję w sprawie: %s informuję, że:</p>%s") % (
            intervention.subject, opinion)

    def _after_dispatch(self, day):
        result = super()._after_dispatch(day)
        # sudo: biuro.sekretariat.intervention - consequences of the dispatch, which the mail point makes
        self.env["biuro.sekretariat.intervention"].sudo()._letters_dispatched(self, day)
        return result
