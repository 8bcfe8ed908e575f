from datetime import date
from decimal import Decimal

from odoo import api, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law import inputs
from odoo.addons.biuro_kancelaria.law.base import LawError

from ..law import diet
from .biuro_rada_money_file import MONTHS
from .biuro_rada_money_mixin import exact

ZERO = Decimal(0)


class BiuroRadaDietLine(models.Model):
    """What a year came to: by councillor, for PIT, for the public, by budget classification."""

    _inherit = "biuro.rada.diet.line"

    @api.model
    def _year(self, year):
        try:
            return inputs.integer("year", year, minimum=2000, maximum=2200)
        except LawError as error:
            raise ValidationError(str(error)) from error

    @api.model
    def _of_year(self, year, by):
        """Return the lines of a year by the ``month`` they are for or by the day they were ``paid_on``."""
        return self.search(
            [
                (by, ">=", f"{year}-01-01"),
                (by, "<=", f"{year}-12-31"),
                ("state", "=", "paid") if by == "paid_on" else ("state", "in", ("approved", "listed", "paid")),
                ("company_id", "=", self.env.company.id),
            ],
            order="month, id",
        )

    @api.model
    def _people(self, lines):
        return lines.councillor_id.sorted(lambda councillor: councillor._sort_key())

    @api.model
    def year_figures(self, year):
        """Return the figures of the payer's yearly PIT papers: what was paid to each person in the calendar year.

        The split is of the month of payment (PIT art. 21 ust. 1 pkt 17); costs of trips stand apart (pkt 16 lit. b).

        :param int year: the calendar year
        :return: list of dicts ``partner_id``, ``name``, ``paid``, ``exempt``, ``taxable``, ``trips`` (zł as strings),
            ``months``: list of twelve dicts ``paid``, ``exempt``, ``taxable`` (zł as strings)
        :raise ValidationError: no year
        """
        self.check_access("read")
        year = self._year(year)
        lines = self._of_year(year, "paid_on")
        trips = self.env["biuro.rada.trip"].search(
            [
                ("paid_on", ">=", f"{year}-01-01"),
                ("paid_on", "<=", f"{year}-12-31"),
                ("state", "=", "paid"),
                ("company_id", "=", self.env.company.id),
            ]
        )
        by_person = trips.grouped(lambda trip: trip.councillor_id.partner_id)
        people = {}
        for councillor in self._people(lines) | trips.councillor_id:
            people.setdefault(councillor.partner_id, councillor.display_name)
        answer = []
        for person, name in people.items():
            own = lines.filtered(lambda line, person=person: line.partner_id == person)
            months = []
            for month in range(1, 13):
                rows = own.filtered(lambda line, month=month: line.paid_on.month == month)
                months.append(
                    {
                        key: sum((exact(row[field]) for row in rows), ZERO)
                        for key, field in (("paid", "payable"), ("exempt", "exempt"), ("taxable", "taxable"))
                    }
                )
            answer.append(
                {
                    "partner_id": person.id,
                    "name": name,
                    **{
                        key: f"{sum((month[key] for month in months), ZERO):.2f}"
                        for key in ("paid", "exempt", "taxable")
                    },
                    "trips": f"{sum(map(exact, by_person.get(person, trips.browse()).mapped('total')), ZERO):.2f}",
                    "months": [{key: f"{value:.2f}" for key, value in month.items()} for month in months],
                }
            )
        return answer

    @api.model
    def export_year(self, kind, year, file_format="xlsx"):
        """Return a yearly report as a file.

        :param str kind: ``year`` (allowances by councillor and month with reductions), ``reductions`` (with dates and
            paragraphs, no reasons of absence), ``pit`` (figures of the payer), ``bip`` (amounts paid to each
            councillor, which are public information) or ``cost`` (by list and budget classification)
        :param int year: calendar year; of the months for ``year`` and ``reductions``, else of the payments
        :param str file_format: ``xlsx`` or ``csv``
        :return: dict ``filename``, ``content`` (base64), ``count`` (int)
        :raise UserError: unknown kind or format
        """
        self.check_access("read")
        year = self._year(year)
        tables = {
            "year": self._table_year,
            "reductions": self._table_reductions,
            "pit": self._table_pit,
            "bip": self._table_bip,
            "cost": self._table_cost,
        }
        if kind not in tables:
            raise UserError(self.env._("There is no such report."))
        name, title, head, rows = tables[kind](year)
        return self.env["biuro.rada.money.file"]._make(f"{name}-{year}", title, head, rows, file_format)

    @api.model
    def _table_year(self, year):
        lines = self._of_year(year, "month")
        rows = []
        for councillor in self._people(lines):
            own = lines.filtered(lambda line, councillor=councillor: line.councillor_id == councillor)
            for month in range(1, 13):
                found = own.filtered(lambda line, month=month: line.month.month == month)
                if not found:
                    continue
                plain = found.filtered(lambda line: not line.corrects_id)
                rows.append(
                    [
                        councillor.display_name,
                        f"{month:02d}.{year}",
                        sum(map(exact, plain.mapped("gross")), ZERO),
                        sum(map(exact, plain.mapped("reduction_amount")), ZERO),
                        sum(map(exact, (found - plain).mapped("payable")), ZERO),
                        sum(map(exact, found.mapped("payable")), ZERO),
                        f"{max(found.mapped('cap')):.2f}".replace(".", ","),
                    ]
                )
        head = ["Radny", "Miesiąc", "Stawka", "Potrącenia", "Korekty", "Dieta", "Maksymalna wysokość"]
        return "diety-radnych", f"Diety radnych za {year} rok", head, rows

    @api.model
    def _table_reductions(self, year):
        lines = self._of_year(year, "month")
        events = lines.event_ids.filtered(lambda event: not event.line_id.corrects_id)
        rows = [
            [
                event.councillor_id.display_name,
                event.month.strftime("%m.%Y"),
                event.day,
                event.session_id.display_name,
                diet.EVENTS[event.event],
                f"{event.value:.2f}".replace(".", ",") + (" %" if event.mode == "percent" else " zł"),
                event.paragraph or "",
            ]
            for event in events.sorted(lambda event: (event.councillor_id._sort_key(), event.month, event.id))
        ]
        head = ["Radny", "Za miesiąc", "Dzień", "Posiedzenie", "Zdarzenie", "Potrącenie", "Przepis uchwały"]
        return "potracenia-diet", f"Potrącenia diet za {year} rok", head, rows

    @api.model
    def _table_pit(self, year):
        rows = [
            [
                row["name"],
                *(Decimal(month["paid"]) for month in row["months"]),
                *(Decimal(row[key]) for key in ("paid", "exempt", "taxable", "trips")),
            ]
            for row in self.year_figures(year)
        ]
        head = [
            "Nazwisko i imię", *MONTHS, "Razem diety", "Wolne (art. 21 ust. 1 pkt 17)", "Podlega opodatkowaniu",
            "Podróże (art. 21 ust. 1 pkt 16)",
        ]  # fmt: skip
        return "pit-radni", f"Wypłaty radnym w {year} roku według miesiąca wypłaty", head, rows

    @api.model
    def public_amounts(self, year):
        """Return what was paid to each councillor in a year: public information (u.d.i.p. art. 5 ust. 2).

        :param int year: calendar year of the payments
        :return: list of dicts ``name``, ``months`` (list of twelve amounts), ``total``, ``trips`` (zł as strings)
        :raise ValidationError: no year
        """
        # sudo: own model - amounts paid to holders of a public function, without reasons and accounts
        return [
            {
                "name": row["name"],
                "months": [month["paid"] for month in row["months"]],
                "total": row["paid"],
                "trips": row["trips"],
            }
            for row in self.sudo().year_figures(year)
        ]

    @api.model
    def _table_bip(self, year):
        rows = [
            [row["name"], *map(Decimal, row["months"]), Decimal(row["total"]), Decimal(row["trips"])]
            for row in self.public_amounts(year)
        ]
        head = ["Radny", *MONTHS, "Diety razem", "Podróże służbowe"]
        return "diety-bip", f"Diety i zwrot kosztów podróży wypłacone radnym w {year} roku", head, rows

    @api.model
    def _table_cost(self, year):
        first, last = date(year, 1, 1), date(year, 12, 31)
        lists = self.env["biuro.rada.diet.list"].search(
            [
                ("state", "=", "paid"),
                ("payment_date", ">=", first),
                ("payment_date", "<=", last),
                ("company_id", "=", self.env.company.id),
            ],
            order="payment_date, id",
        )
        kinds = {"diety": "diety", "trips": "podróże służbowe"}
        rows = [
            [
                paylist.budget_code or "",
                paylist.register_ref,
                kinds[paylist.kind],
                paylist.month.strftime("%m.%Y"),
                paylist.payment_date,
                exact(paylist.total),
            ]
            for paylist in lists.sorted(lambda paylist: (paylist.budget_code or "", paylist.payment_date, paylist.id))
        ]
        head = ["Klasyfikacja budżetowa", "Lista", "Rodzaj", "Za miesiąc", "Wypłacono", "Kwota"]
        return "koszt-rady", f"Wydatki na radnych w {year} roku", head, rows
