import datetime
import hashlib
import json

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


def _plain(value):
    """Return a value of a database column as JSON can hold it, always in the same way."""
    if isinstance(value, datetime.date):  # also datetime
        return value.isoformat()
    if isinstance(value, dict | list | str | bool | int | float):
        return value
    return str(value)  # Decimal


class BiuroJournalMixin(models.AbstractModel):
    """Row of an append-only journal, chained by sha256 to the row before it.

    A model names what is sealed in ``_journal_fields`` (stored fields; leave out what may change by itself) and the
    chain a row belongs to in ``_journal_chain``. Rows are sealed as they are stored, so that ``biuro.journal.verify``
    reads the same. Empty values are not part of the seal: a field added later does not break the old rows.
    No trigger guards the table: its owner could switch it off, and what it did would still be found by ``verify``.
    """

    _name = "biuro.journal.mixin"
    _description = "Journal Row"
    _journal_fields = ()

    chain = fields.Char(readonly=True, copy=False)
    position = fields.Integer("Position in the Chain", readonly=True, copy=False, aggregator=None)
    prev_hash = fields.Char("Seal of the Row Before", readonly=True, copy=False)
    row_hash = fields.Char("Seal", readonly=True, copy=False)

    _chain_position_uniq = models.UniqueIndex(
        "(chain, position)", "This place of the journal has been taken already. Try again.",
    )

    def _journal_chain(self):
        """Return the name of the chain this row belongs to (str), e.g. ``case:12``."""
        self.ensure_one()
        return self._name

    @api.model_create_multi
    def create(self, vals_list):
        seal = {"chain", "position", "prev_hash", "row_hash"}
        rows = super().create([{name: vals[name] for name in vals.keys() - seal} for vals in vals_list])
        rows._seal()
        return rows

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(self.env._("A row of a journal cannot be changed. Add a row that corrects it."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_journal(self):
        raise UserError(self.env._("A row of a journal cannot be deleted."))

    def _seal(self):
        """Chain new rows, in the order of ``self``, after the last rows of their chains."""
        chains = {}
        for row in self:
            chains.setdefault(row._journal_chain(), []).append(row.id)
        self.flush_recordset()
        # sudo: biuro.journal.head - adding a row moves the head, whoever adds it
        Head = self.env["biuro.journal.head"].sudo()
        table = SQL.identifier(self._table)
        for chain in sorted(chains):  # always in the same order, so that two writers do not wait for each other
            ids = chains[chain]
            position, last_hash = Head._last(self._name, chain)
            values = {row["id"]: row for row in self._journal_fetch(SQL("id = ANY(%s)", ids))}
            seals = []
            for id_ in ids:
                position, prev_hash = position + 1, last_hash
                last_hash = self._journal_hash(prev_hash, chain, position, values[id_])
                seals.append((id_, chain, position, prev_hash, last_hash))
            self.env.cr.execute(SQL(
                """UPDATE %s journal SET chain = seal.chain, position = seal.position,
                          prev_hash = seal.prev_hash, row_hash = seal.row_hash
                     FROM unnest(%s::int[], %s::varchar[], %s::int[], %s::varchar[], %s::varchar[])
                          AS seal (id, chain, position, prev_hash, row_hash)
                    WHERE journal.id = seal.id""",
                table, *(list(column) for column in zip(*seals, strict=True)),
            ))
            Head._set_last(self._name, chain, position, last_hash)
        self.invalidate_recordset(["chain", "position", "prev_hash", "row_hash"])

    @api.model
    def _journal_hash(self, prev_hash, chain, position, values):
        """Return the seal of a row (str, 64 hexadecimal digits).

        :param str prev_hash: seal of the row before, empty for the first
        :param dict values: columns as the database gives them
        """
        content = {name: _plain(value) for name in ("id", *self._journal_fields) if (value := values[name]) is not None}
        text = json.dumps(
            [self._name, chain, position, content], ensure_ascii=False, sort_keys=True, separators=(",", ":"),
        )
        return hashlib.sha256(f"{prev_hash or ''}\n{text}".encode()).hexdigest()

    @api.model
    def _journal_fetch(self, condition, order=None, limit=None):
        """Return rows (list of dicts: id, seal and sealed columns) as they stand in the table."""
        names = dict.fromkeys(("id", "chain", "position", "prev_hash", "row_hash", *self._journal_fields))
        self.env.cr.execute(SQL(
            "SELECT %s FROM %s WHERE %s ORDER BY %s LIMIT %s",
            SQL(", ").join(SQL.identifier(name) for name in names), SQL.identifier(self._table),
            condition, order or SQL("id"), limit,
        ))
        return self.env.cr.dictfetchall()
