from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today

EMPLOYMENT = "u.s.g. art. 24a, 24b"
# (key, provision, question); a list for the clerk, not a decision
CHECKS = [
    ("employment", EMPLOYMENT,
     "Zatrudnienie w urzędzie miasta albo kierowanie (zastępstwo kierownika) jednostką organizacyjną miasta – wniosek "
     "o urlop bezpłatny w terminie 7 dni od ogłoszenia wyników"),
    ("mayor", "u.s.g. art. 24b, 27", "Funkcja wójta (burmistrza, prezydenta miasta) albo jego zastępcy"),
    ("parliament", "u.s.g. art. 25b", "Mandat posła, senatora albo posła do Parlamentu Europejskiego"),
    ("governor", "u.s.g. art. 25b", "Funkcja wojewody albo wicewojewody"),
    ("other_council", "u.s.g. art. 25b", "Członkostwo w organie innej jednostki samorządu terytorialnego"),
    ("contract", "u.s.g. art. 24d", "Wykonywanie pracy dla miasta na podstawie umowy cywilnoprawnej"),
    ("property", "u.s.g. art. 24f ust. 1, 1a",
     "Działalność gospodarcza z wykorzystaniem mienia komunalnego miasta – zaprzestać w ciągu 3 miesięcy "
     "od ślubowania"),
    ("company", "u.s.g. art. 24f ust. 2",
     "Członkostwo we władzach spółek z udziałem miasta, ich pełnomocnictwo lub prokura"),
    ("flat", "u.s.g. art. 24fa", "Najem albo nabycie lokalu z zasobu komunalnego"),
]


class BiuroRadaIncompatibility(models.Model):
    """Line of the check-list of what is not combined with a mandate (u.s.g. art. 24a-25b): asked, answered, watched.

    Nothing is decided here: an obstacle is ceased in time, or leads to a matter of expiry.
    """

    _name = "biuro.rada.incompatibility"
    _description = "Check of What Is Not Combined with a Mandate"
    _inherit = ["biuro.guard.mixin", "biuro.deadline.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "councillor_id, sequence, id"
    _rec_name = "question"
    _reason_verbs = {
        "action_clear": {"date": "date", "reason": "note"}, "action_obstacle": {"reason": "note"},
        "action_ceased": {"date": "date", "reason": "note"},
    }

    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="councillor_id.company_id", store=True)
    sequence = fields.Integer(default=10, aggregator=None)
    provision = fields.Char(required=True)
    question = fields.Char("What Is Checked", required=True)
    checked_on = fields.Date("Checked On", readonly=True, copy=False, tracking=True)
    note = fields.Char("What Was Found", copy=False, tracking=True)
    answer = fields.Selection(
        [("open", "To be checked"), ("clear", "No obstacle"), ("obstacle", "Obstacle: to cease"), ("ceased", "Ceased")],
        required=True, readonly=True, default="open", copy=False, tracking=True, index=True,
    )

    _question_uniq = models.Constraint(
        "UNIQUE (councillor_id, question)", "This is on the check-list of the councillor already."
    )

    def _get_deadline_department(self):
        return self.company_id._rada_cell()

    def _get_deadline_employee(self):
        return self.company_id._rada_clerk()

    @api.model
    def make(self, councillor_ids):
        """Make the check-list of councillors; what is on it already is kept.

        :param list councillor_ids: ids of councillors
        :return: list of the ids of the new lines
        """
        self.check_access("create")
        councillors = self.env["biuro.rada.councillor"].browse(councillor_ids)
        known = {
            (line.councillor_id.id, line.question)
            for line in self.search_fetch([("councillor_id", "in", councillors.ids)], ["councillor_id", "question"])
        }
        return self.create([
            {"councillor_id": person.id, "sequence": sequence, "provision": provision, "question": question}
            for person in councillors
            for sequence, (_key, provision, question) in enumerate(CHECKS, 1)
            if (person.id, question) not in known
        ]).ids

    def _answer(self, answer, note, day, *states):
        for line in self:
            line.check_access("write")
            if line.answer not in states:
                raise UserError(self.env._("“%s” is answered already.", line.question))
        # sudo: own model - answers are written by verbs only; access was checked above
        self.sudo().write({"answer": answer, "checked_on": day, "note": (note or "").strip() or False})

    def action_clear(self, date=None, note=None):
        """Note that there is no obstacle.

        :param str date: day of the check "YYYY-MM-DD"; today by default
        :param str note: what it was found from
        :return: True
        :raise UserError: answered already
        """
        self._answer("clear", note, fields.Date.to_date(date) or office_today(), "open")
        return True

    def action_obstacle(self, note):
        """Note an obstacle that the councillor must cease: three months from the oath (k.w. art. 383 § 5).

        Work in the office of the city: the application for unpaid leave within seven days of the announcement of the
        results; not filed, the mandate is renounced (u.s.g. art. 24b ust. 1, 5).

        :param str note: what was found
        :return: True
        :raise UserError: answered already; no finding; the day of the results is not entered on the term
        """
        if not (note or "").strip():
            raise UserError(self.env._("Say what was found."))
        work = self.filtered(lambda line: line.provision == EMPLOYMENT)
        if any(not line._leave_day() for line in work):
            raise UserError(self.env._("Enter on the term the day on which the results were announced."))
        self._answer("obstacle", note, office_today(), "open", "clear")
        for line in work:
            line._deadline_start("rada_unpaid_leave", line._leave_day())
        for line in (self - work).filtered("councillor_id.oath_date"):
            line._deadline_start("rada_activity", line.councillor_id.oath_date)
        return True

    def _leave_day(self):
        """Return the day from which the application for leave is counted (date or False)."""
        self.ensure_one()
        person = self.councillor_id
        return person.mandate_start if person.replaces_id else person.term_id.results_announced_on

    def action_ceased(self, date=None, note=None):
        """Note that the obstacle is gone.

        :param str date: day of ceasing "YYYY-MM-DD"; today by default
        :param str note: proof
        :return: True
        :raise UserError: there is no obstacle
        """
        day = fields.Date.to_date(date) or office_today()
        self._answer("ceased", note, day, "obstacle")
        self._deadline_done("rada_activity", on=day)
        self._deadline_done("rada_unpaid_leave", on=day)
        return True
