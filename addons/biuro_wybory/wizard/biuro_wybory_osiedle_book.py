from datetime import date, timedelta
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today

from ..models.biuro_wybory_osiedle_request import OPEN

SHEETS = [
    ("councils", "List of councils and boards"),
    ("resolutions", "Register of resolutions"),
    ("requests", "Register of requests"),
    ("reminders", "List of reminders"),
    ("money", "Execution of the money"),
    ("yearly", "Yearly report to the City Council"),
]
TITLES = {
    "councils": "Wykaz rad i zarządów jednostek pomocniczych",
    "resolutions": "Rejestr uchwał organów jednostek pomocniczych",
    "requests": "Rejestr wniosków i opinii jednostek pomocniczych",
    "reminders": "Wnioski jednostek pomocniczych oczekujące na odpowiedź",
    "money": "Wykonanie środków jednostek pomocniczych",
    "yearly": "Sprawozdanie z działalności jednostek pomocniczych",
}


def money(amount):
    return Decimal(f"{amount or 0:.2f}")


class BiuroWyboryOsiedleBook(models.TransientModel):
    """Window of printed lists of units: which one, of which units, of which time; as PDF or spreadsheet."""

    _name = "biuro.wybory.osiedle.book"
    _description = "Lists of Units"

    kind = fields.Selection(SHEETS, "List", required=True, default="resolutions")
    unit_ids = fields.Many2many("biuro.wybory.osiedle", string="Units", help="Empty: all units.")
    date_from = fields.Date("From", required=True, default=lambda self: office_today().replace(month=1, day=1))
    date_to = fields.Date("To", required=True, default=lambda self: office_today())
    year = fields.Integer(default=lambda self: office_today().year, aggregator=None)
    company_id = fields.Many2one("res.company", default=lambda self: self.env.company)

    def _units(self):
        return self.unit_ids or self.env["biuro.wybory.osiedle"].search([("company_id", "=", self.company_id.id)])

    def _title(self):
        return TITLES[self.kind] + (f" za rok {self.year}" if self.kind in ("yearly", "money") else "")

    def _subtitle(self):
        units = ", ".join(self.unit_ids.mapped("name")) or "wszystkie jednostki"
        if self.kind in ("resolutions", "requests"):
            return f"{units}; od {self.date_from.strftime('%d.%m.%Y')} do {self.date_to.strftime('%d.%m.%Y')} r."
        return f"{units}; stan na {office_today().strftime('%d.%m.%Y')} r."

    def _period(self, name):
        if self.date_to < self.date_from:
            raise UserError(self.env._("The period ends before it begins. Correct the days."))
        return [("unit_id", "in", self._units().ids), (name, ">=", self.date_from), (name, "<=", self.date_to)]

    def _year_period(self, name):
        return [("unit_id", "in", self._units().ids), (name, ">=", date(self.year, 1, 1)),
                (name, "<=", date(self.year, 12, 31))]

    def _sheet(self):
        """Return the list as a table: (labels of columns, rows of plain values)."""
        return getattr(self, f"_sheet_{self.kind}")()

    def _sheet_councils(self):
        today, rows = office_today(), []
        bodies = {"council": "rada", "board": "zarząd"}
        for number, mandate in enumerate(self._units()._members(), 1):
            rows.append([number, mandate.unit_id.name, bodies[mandate.body], mandate.partner_id.name,
                         mandate._functions_text(today), mandate.date_from])
        return ["Lp.", "Jednostka", "Organ", "Nazwisko i imię", "Funkcja", "Mandat od"], rows

    def _sheet_resolutions(self):
        records = self.env["biuro.wybory.osiedle.resolution"].search(
            [*self._period("adopted_date"), ("number", "!=", False)], order="unit_id, body, number_seq")
        bodies = {"council": "rada", "board": "zarząd", "residents": "zebranie"}
        return ["Numer", "Data", "Jednostka", "Organ", "W sprawie", "Za", "Przeciw", "Wstrz.", "Przekazano", "Nadzór",
                "Wykonanie"], [
            [one.number, one.adopted_date, one.unit_id.name, bodies[one.body], one.title, one.votes_for,
             one.votes_against, one.votes_abstain, one.transmitted_on or "", one._label("state"),
             one._label("execution_state")] for one in records]

    def _sheet_requests(self):
        records = self.env["biuro.wybory.osiedle.request"].search(
            [*self._period("received_on"), ("register_ref", "!=", False)], order="register_year, register_number")
        return ["Numer", "Wpłynął", "Jednostka", "W sprawie", "Komórka", "Termin", "Odpowiedź", "Załatwienie"], [
            [one.register_ref, one.received_on, one.unit_id.name, one.subject, one.department_id.name or "",
             one.due or "", one.answered_on or "", one._label("answer_kind" if one.answer_kind else "state")]
            for one in records]

    def _sheet_reminders(self):
        today = office_today()
        records = self.env["biuro.wybory.osiedle.request"].search(
            [("unit_id", "in", self._units().ids), ("state", "in", OPEN), ("due", "<=", today + timedelta(days=7))],
            order="due")
        return ["Numer", "Jednostka", "W sprawie", "Komórka", "Odpowiedzialny", "Termin", "Dni po terminie",
                "Przypomnień"], [
            [one.register_ref or "", one.unit_id.name, one.subject, one.department_id.name or "",
             one.responsible_id.name or "", one.due, max(0, (today - one.due).days), one.reminder_count]
            for one in records]

    def _sheet_money(self):
        lines = self.env["biuro.wybory.osiedle.budget.line"].search(
            [("unit_id", "in", self._units().ids), ("year", "=", self.year)], order="unit_id, budget_id, sequence")
        return ["Jednostka", "Źródło", "Zadanie", "Komórka", "Plan", "Zmiany", "Zaangażowano", "Wydano",
                "Pozostało"], [
            [line.unit_id.name, dict(line._fields["source"]._description_selection(self.env))[line.source], line.name,
             line.department_id.name or "", money(line.planned), money(line.moved), money(line.committed),
             money(line.spent), money(line.left)] for line in lines]

    def _sheet_yearly(self):
        rows = []
        for unit in self._units():
            here = [("unit_id", "=", unit.id)]
            resolutions = self.env["biuro.wybory.osiedle.resolution"].search(
                [*self._year_period("adopted_date"), *here, ("number", "!=", False)])
            meetings = self.env["biuro.wybory.osiedle.meeting"].search(
                [*self._year_period("day"), *here, ("state", "in", ("held", "minuted"))])
            requests = self.env["biuro.wybory.osiedle.request"].search(
                [*self._year_period("received_on"), *here, ("direction", "=", "unit_to_city")])
            budgets = self.env["biuro.wybory.osiedle.budget"].search([*here, ("year", "=", self.year)])
            answered = requests.filtered("answered_on")
            rates = meetings.filtered("statutory").mapped("attendance_rate")
            rows.append([
                unit.name, len(meetings), f"{sum(rates) / len(rates):.0f} %" if rates else "–", len(resolutions),
                len(resolutions.filtered(lambda one: one.state == "annulled")), len(requests),
                len(requests.filtered(lambda one: one.answer_kind in ("accepted", "partly"))),
                len(answered.filtered(lambda one: not one.on_time)), money(sum(budgets.mapped("amount"))),
                money(sum(budgets.mapped("spent"))),
            ])
        return ["Jednostka", "Posiedzenia", "Frekwencja", "Uchwały", "Uchylone", "Wnioski", "Uwzględnione",
                "Odpowiedzi po terminie", "Środki", "Wydano"], rows

    def _print_cell(self, value):
        if isinstance(value, Decimal):
            return f"{value:,.2f}".replace(",", "\u00a0").replace(".", ",")
        if isinstance(value, date):
            return value.strftime("%d.%m.%Y")
        return value

    def _totals(self, head, rows):
        """Return the sums of the columns of amounts, or of all numbers of the yearly report (list), [] for none."""
        if self.kind not in ("money", "yearly") or not rows:
            return []
        sums = []
        for column in range(len(head)):
            values = [row[column] for row in rows]
            whole = all(isinstance(value, (Decimal, int)) for value in values)
            sums.append(sum(values) if whole else "")
        return ["Razem", *sums[1:]]

    def action_print(self):
        """Print the list.

        :return: dict, an action of the report
        """
        self.ensure_one()
        return self.env.ref("biuro_wybory.biuro_wybory_osiedle_book_report").report_action(self)

    def export_file(self, file_format="xlsx"):
        """Return the list as a file.

        :param str file_format: ``xlsx`` or ``csv``
        :return: dict ``filename``, ``content`` (base64), ``count``
        """
        self.ensure_one()
        self.check_access("read")
        head, rows = self._sheet()
        return self.env["biuro.rada.money.file"]._make(
            f"osiedla-{self.kind}", self._title(), head, rows, file_format, total=self.kind in ("money", "yearly"))

    def action_download(self):
        """Download the list as a spreadsheet.

        :return: dict, an action of the client
        """
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/biuro_wybory/zestawienia/{self.id}/xlsx",
                "target": "download"}

    @api.model
    def print_kinds(self):
        """Return the kinds of lists: list of [key, label]."""
        return [list(item) for item in self._fields["kind"]._description_selection(self.env)]
