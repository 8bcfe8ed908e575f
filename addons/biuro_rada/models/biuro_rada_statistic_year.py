from odoo import api, fields, models
from odoo.tools import SQL, sql

from .biuro_rada_statistic_mixin import MEASURES


class BiuroRadaStatisticYear(models.Model):
    """Sums of a councillor by year, of the council without its committees: what the public pages show.

    A row for each councillor (that is, each term) and year, made anew by one grouped statement when the rows it sums
    change: a page reads as many rows as the term has years, however many sessions and votes there were.
    """

    _name = "biuro.rada.statistic.year"
    _inherit = ["biuro.rada.statistic.mixin"]
    _description = "Work of a Councillor in a Year"
    _order = "year desc, councillor_id"
    _rec_name = "councillor_id"
    _log_access = False

    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", required=True, readonly=True, ondelete="cascade")
    year = fields.Integer(required=True, readonly=True)

    _councillor_year_unique = models.UniqueIndex("(councillor_id, year)")

    def init(self):
        super().init()
        # of rows that were there before these sums were
        if all(sql.table_exists(self.env.cr, name) for name in (self._table, "biuro_rada_statistic")):
            self.env.cr.execute(SQL("SELECT 1 FROM biuro_rada_statistic_year LIMIT 1"))
            if not self.env.cr.fetchone():
                self._refresh()

    @api.model
    def _refresh(self, councillor_ids=None, years=None):
        """Make the sums anew, of some councillors and years or of all.

        Whoever changes the same sums at the same moment is told so by the database and begins again.

        :param councillor_ids: ids of ``biuro.rada.councillor``; of all by default
        :param years: numbers of years; of all by default
        """
        kept, summed = SQL("TRUE"), SQL("body_type IS DISTINCT FROM 'committee'")
        if councillor_ids is not None:
            chosen = SQL(" AND councillor_id = ANY(%s)", list(councillor_ids))
            kept, summed = SQL("%s%s", kept, chosen), SQL("%s%s", summed, chosen)
        if years is not None:
            kept = SQL("%s AND year = ANY(%s)", kept, list(years))
            summed = SQL("%s AND extract(year FROM day)::int = ANY(%s)", summed, list(years))
        names = [SQL.identifier(name) for name in MEASURES]
        self.env.cr.execute(SQL("DELETE FROM biuro_rada_statistic_year WHERE %s", kept))
        self.env.cr.execute(SQL(
            """
            INSERT INTO biuro_rada_statistic_year (councillor_id, year, %(names)s)
            SELECT councillor_id, extract(year FROM day)::int, %(sums)s FROM biuro_rada_statistic
            WHERE %(summed)s AND day IS NOT NULL GROUP BY 1, 2
            ON CONFLICT (councillor_id, year) DO UPDATE SET %(news)s
            """,
            names=SQL(", ").join(names), summed=summed,
            sums=SQL(", ").join(SQL("sum(%s)", name) for name in names),
            news=SQL(", ").join(SQL("%s = EXCLUDED.%s", name, name) for name in names),
        ))
        self.invalidate_model()
