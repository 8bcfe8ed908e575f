from odoo import api, fields, models
from odoo.tools import SQL


class BiuroRegisterCounter(models.Model):
    """Last number given in a register book. Also serves case lists: any string may name a book."""

    _name = "biuro.register.counter"
    _description = "Register Counter"

    book = fields.Char(required=True)
    year = fields.Integer(required=True, aggregator=None)
    company_id = fields.Many2one("res.company", required=True)
    last_number = fields.Integer(required=True, default=0, aggregator=None)

    _book_uniq = models.Constraint("UNIQUE (book, year, company_id)", "A register book has one counter per year.")

    @api.model
    def _draw(self, book, year, company, count=1):
        """Return the first of ``count`` consecutive numbers of a book, gapless and safe under concurrency.

        The upsert makes later transactions wait on the row; a rollback gives the numbers back.

        :param str book: name of the book, e.g. ``RPW`` or ``case:BS.0002``
        :param int year: 0 for a book that never restarts
        :param company: ``res.company`` record
        :param int count: how many numbers to take
        :return: int
        """
        [[last]] = self.env.execute_query(SQL(
            """INSERT INTO biuro_register_counter AS counter (book, year, company_id, last_number)
                    VALUES (%(book)s, %(year)s, %(company)s, %(count)s)
               ON CONFLICT (book, year, company_id)
             DO UPDATE SET last_number = counter.last_number + %(count)s
                 RETURNING last_number""",
            book=book, year=year, company=company.id, count=count,
        ))
        self.invalidate_model(["last_number"])
        return last - count + 1
