from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.serial import fetch_serialized


class BiuroJournalHead(models.Model):
    """How long a chain of a journal is and the hash it ends with: what shows that its tail was cut off.

    Like the counters of registers, a head is added and never updated; the longest one of a chain counts.
    """

    _name = "biuro.journal.head"
    _description = "Head of a Journal Chain"
    _order = "model, chain, length desc"
    _rec_name = "chain"

    model = fields.Char(required=True, readonly=True)
    chain = fields.Char(required=True, readonly=True)
    length = fields.Integer(  # pylint: disable=attribute-deprecated
        "Rows", required=True, readonly=True, aggregator="max",
    )
    last_hash = fields.Char(required=True, readonly=True)

    _chain_uniq = models.Constraint(
        "UNIQUE (model, chain, length)", "This place of the journal has been taken already. Try again.",
    )

    @api.model
    def _last(self, model, chain):
        """Return (length, last hash) of a chain, (0, "") if it is new, and keep others from adding to it until the end
        of the transaction."""
        rows = fetch_serialized(self.env, f"journal:{model}:{chain}", SQL(
            """SELECT length, last_hash FROM biuro_journal_head
                WHERE model = %s AND chain = %s ORDER BY length DESC LIMIT 1""", model, chain,
        ))
        return max(rows, default=(0, ""))

    @api.model
    def _set_last(self, model, chain, length, last_hash):
        self.env.cr.execute(SQL(
            "INSERT INTO biuro_journal_head (model, chain, length, last_hash) VALUES (%s, %s, %s, %s)",
            model, chain, length, last_hash,
        ))
        self.invalidate_model()

    @api.autovacuum
    def _gc_heads(self):
        """Keep the longest head of each chain alone."""
        self.env.cr.execute(SQL(
            """DELETE FROM biuro_journal_head low
                USING biuro_journal_head high
                WHERE high.model = low.model AND high.chain = low.chain AND high.length > low.length""",
        ))
