from odoo import api, fields, models

from odoo.addons.biuro_kancelaria.tools import office_today

LISTS = {
    "councillors": ("biuro.rada.councillor", "biuro_rada.biuro_rada_councillor_action"),
    "clubs": ("biuro.rada.club", "biuro_rada.biuro_rada_club_action"),
    "committees": ("biuro.rada.committee", "biuro_rada.biuro_rada_committee_action"),
    "sessions": ("biuro.rada.session", "biuro_rada.biuro_rada_session_action"),
}


class BiuroRadaTerm(models.Model):
    """The term on the screen: counts of what belongs to it, the presidium, vacant seats."""

    _name = "biuro.rada.term"
    _inherit = ["biuro.rada.term", "biuro.deadline.mixin", "mail.activity.mixin"]

    club_count = fields.Integer("Clubs", compute="_compute_counts")
    committee_count = fields.Integer("Committees", compute="_compute_counts")
    session_count = fields.Integer("Sessions", compute="_compute_counts")
    vacancy_count = fields.Integer("Vacant Seats", compute="_compute_councillor_count")
    unsworn_count = fields.Integer("Without the Oath", compute="_compute_councillor_count")
    function_ids = fields.One2many("biuro.rada.function", "term_id", "Functions")
    club_ids = fields.One2many("biuro.rada.club", "term_id", "Clubs of the Term")
    committee_ids = fields.One2many("biuro.rada.committee", "term_id", "Committees of the Term")
    presidium = fields.Char("Chair and Vice-chairs", compute="_compute_presidium")
    non_attached = fields.Char("Councillors without a Club", compute="_compute_presidium")
    missing_committees = fields.Char("Obligatory Committees Missing", compute="_compute_presidium")

    def _compute_counts(self):
        for kind, domain in (("club", [("state", "!=", "dissolved")]), ("committee", [("state", "!=", "dissolved")]),
                             ("session", [("body_type", "=", "council"), ("state", "!=", "cancelled")])):
            found = self.env[f"biuro.rada.{kind}"]._read_group(
                [("term_id", "in", self.ids), *domain], ["term_id"], ["__count"])
            counts = {term.id: count for term, count in found}
            for term in self:
                term[f"{kind}_count"] = counts.get(term.id, 0)

    @api.depends("councillor_ids.mandate_start", "councillor_ids.mandate_end", "councillor_ids.oath_date")
    def _compute_councillor_count(self):
        super()._compute_councillor_count()
        for term in self:
            term.vacancy_count = max(term.statutory_members - term.councillor_count, 0)
            term.unsworn_count = len(term.councillor_ids.filtered(lambda person: person.state == "elected"))

    @api.depends("function_ids.date_from", "function_ids.date_to", "councillor_ids.club_id", "committee_ids.state")
    def _compute_presidium(self):
        today = office_today()
        kinds = dict(self.env["biuro.rada.committee"]._fields["kind"]._description_selection(self.env))
        for term in self:
            holders = term.function_ids.filtered(lambda line: line._is_on(today)).sorted("role")
            term.presidium = ", ".join(holders.mapped("display_name"))
            term.non_attached = ", ".join(
                term._councillors_on(today).filtered(lambda person: not person.club_id)
                .sorted(lambda person: person._sort_key()).mapped("display_name")
            )
            active = set(term.committee_ids.filtered(lambda committee: committee.state == "active").mapped("kind"))
            term.missing_committees = term.state == "active" and ", ".join(
                kinds[kind] for kind in ("audit", "complaints") if kind not in active
            )

    def _get_deadline_department(self):
        return self.company_id._rada_cell()

    def _get_deadline_employee(self):
        return self.company_id._rada_clerk()

    def action_open_list(self, kind):
        """Open what belongs to the term.

        :param str kind: ``councillors``, ``clubs``, ``committees`` or ``sessions``
        :return: dict, a window action
        """
        self.ensure_one()
        model, xml_id = LISTS[kind]
        domain = [("term_id", "=", self.id)]
        if kind == "sessions":
            domain.append(("body_type", "=", "council"))
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(xml_id), "domain": domain,
            "context": {"default_term_id": self.id},
        }

    def action_open_councillors(self):
        """Open the councillors of the term. Return a window action (dict)."""
        return self.action_open_list("councillors")

    def action_open_clubs(self):
        """Open the clubs of the term. Return a window action (dict)."""
        return self.action_open_list("clubs")

    def action_open_committees(self):
        """Open the committees of the term. Return a window action (dict)."""
        return self.action_open_list("committees")

    def action_open_sessions(self):
        """Open the sessions of the term. Return a window action (dict)."""
        return self.action_open_list("sessions")
