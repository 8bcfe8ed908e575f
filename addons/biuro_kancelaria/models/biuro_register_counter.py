from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.serial import fetch_serialized


class BiuroRegisterCounter(models.Model):
    """Numbers drawn from register books. Also serves case lists: any string may name a book.

    A draw adds a row and never updates one (``fetch_serialized`` says why); the highest row of a book is its counter,
    the lower ones are swept away at night.
    """

    _name = "biuro.register.counter"
    _description = "Register Counter"
    _order = "book, year desc, last_number desc"
    _rec_name = "book"

    book = fields.Char(required=True, readonly=True)
    year = fields.Integer(required=True, readonly=True, aggregator=None)
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    last_number = fields.Integer(required=True, readonly=True, default=0, aggregator="max")

    _book_uniq = models.Constraint(
        "UNIQUE (company_id, book, year, last_number)", "This number of the book has been given already. Try again.",
    )

    @api.model
    def _last(self, book, year, company):
        """Return the last number given in a book (int, 0 if none) and keep others from drawing until the end of the
        transaction.

        :param str book: name of the book, e.g. ``RPW`` or ``case:BS.0002``
        :param int year: 0 for a book that never restarts
        :param company: ``res.company`` record
        """
        rows = fetch_serialized(self.env, f"register:{company.id}:{book}:{year}", SQL(
            """SELECT last_number FROM biuro_register_counter
                WHERE company_id = %s AND book = %s AND year = %s ORDER BY last_number DESC LIMIT 1""",
            company.id, book, year,
        ))
        return max((number for number, in rows), default=0)

    @api.model
    def _draw(self, book, year, company, count=1):
        """Return the first of ``count`` consecutive numbers of a book, gapless and safe under concurrency.

        Later transactions wait until this one ends; a rollback gives the numbers back. Draw late in the transaction.

        :param str book: name of the book, e.g. ``RPW`` or ``case:BS.0002``
        :param int year: 0 for a book that never restarts
        :param company: ``res.company`` record
        :param int count: how many numbers to take
        :return: int
        """
        last = self._last(book, year, company)
        self._set_last(book, year, company, last + count)
        return last + 1

    @api.model
    def _raise_to(self, book, year, company, number):
        """Make the next number of a book ``number + 1`` at least, as after an import. Return the last number (int)."""
        last = self._last(book, year, company)
        if number > last:
            self._set_last(book, year, company, number)
        return max(number, last)

    @api.model
    def _set_last(self, book, year, company, number):
        self.env.cr.execute(SQL(
            "INSERT INTO biuro_register_counter (book, year, company_id, last_number) VALUES (%s, %s, %s, %s)",
            book, year, company.id, number,
        ))
        self.invalidate_model()

    @api.autovacuum
    def _gc_draws(self):
        """Keep the highest row of each book alone."""
        self.env.cr.execute(SQL(
            """DELETE FROM biuro_register_counter low
                USING biuro_register_counter high
                WHERE high.company_id = low.company_id AND high.book = low.book AND high.year = low.year
                  AND high.last_number > low.last_number
                  AND low.id IN (SELECT id FROM biuro_register_counter ORDER BY id LIMIT 100000)""",
        ))
