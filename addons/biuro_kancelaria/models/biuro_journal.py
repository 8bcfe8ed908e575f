from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

BATCH = 2000


class BiuroJournal(models.AbstractModel):
    """The check of all journals: whether a row was changed, removed, added or moved past the application."""

    _name = "biuro.journal"
    _description = "Journal Check"

    @api.model
    def verify(self, model=None, limit=10000):
        """Recompute the chains of one journal or of all and return what does not agree.

        Reads in batches, so that memory does not grow with the journals. For the administrator and the auditor.

        :param str model: technical name of a journal, e.g. ``biuro.case.event``; all of them by default
        :param int limit: at most so many breaches are returned
        :return: list of dicts: ``model``, ``id`` (int, 0 if the row is gone), ``chain``, ``position`` (int),
            ``kind`` (``changed``, ``removed``, ``inserted``, ``replaced``, ``truncated``) and ``problem``, a sentence.
            An empty list: everything agrees.
        :raise AccessError: caller is neither administrator nor auditor
        :raise UserError: no such journal
        """
        if not self.env.su and not self.env.user.has_groups(
            "biuro_kancelaria.biuro_kancelaria_group_admin,biuro_kancelaria.biuro_kancelaria_group_auditor",
        ):
            raise AccessError(self.env._("Only the administrator and the auditor check the journals."))
        names = self._get_journal_names()
        if model and model not in names:
            raise UserError(self.env._("There is no journal %(model)s. Journals: %(names)s.",
                                       model=model, names=", ".join(names)))
        breaches = []
        for name in [model] if model else names:
            for breach in self._verify_model(self.env[name]):
                breaches.append({"model": name, **breach})
                if len(breaches) >= limit:
                    return breaches
        return breaches

    @api.model
    def get_journals(self):
        """Return the technical names of all journals (list of str)."""
        return self._get_journal_names()

    @api.model
    def _get_journal_names(self):
        mixin = self.env.registry["biuro.journal.mixin"]
        return sorted(
            name for name, cls in self.env.registry.items()
            if issubclass(cls, mixin) and cls._auto and not cls._abstract
        )

    def _verify_model(self, journal):
        """Yield the breaches of one journal."""
        journal.env.flush_all()
        yield from self._verify_loose(journal)
        chain, previous, faulty, length, last_hash = None, None, False, 0, ""
        for row, head in self._iterate(journal):
            if row["chain"] != chain:
                if chain is not None:
                    yield from self._verify_tail(chain, previous, length, last_hash, faulty)
                chain, previous, faulty = row["chain"], None, False
                length, last_hash = head
            position = previous["position"] + 1 if previous else 1
            digest = journal._journal_hash(row["prev_hash"], chain, row["position"], row)
            row["digest"] = digest
            gap = row["position"] > position
            if gap and position <= length:
                yield {
                    "id": 0, "chain": chain, "position": position, "kind": "removed",
                    "problem": self.env._("Rows %(first)s to %(last)s were removed.",
                                          first=position, last=min(row["position"] - 1, length)),
                }
            if row["position"] < position:
                yield self._breach(row, "inserted", self.env._("The row was added past the application."))
                continue  # no place in the chain
            if digest != row["row_hash"]:
                yield self._breach(row, "changed", self.env._("The row was changed past the application."))
                faulty = True
            elif not gap and not faulty and (row["prev_hash"] or "") not in (
                {previous["row_hash"], previous["digest"]} if previous else {""}
            ):
                yield self._breach(row, "replaced", self.env._("The row before this one was replaced."))
                faulty = True
            else:
                faulty = False
            previous = row
        if chain is not None:
            yield from self._verify_tail(chain, previous, length, last_hash, faulty)
        yield from self._verify_lost_chains(journal)

    def _breach(self, row, kind, problem):
        return {
            "id": row["id"], "chain": row["chain"] or "", "position": row["position"] or 0,
            "kind": kind, "problem": problem,
        }

    def _iterate(self, journal):
        """Yield the rows of a journal chain by chain, each with the head of its chain: (length, last hash)."""
        condition, order = SQL("chain IS NOT NULL AND position IS NOT NULL"), SQL("chain, position")
        while rows := journal._journal_fetch(condition, order=order, limit=BATCH):
            heads = self._fetch_heads(journal, list({row["chain"] for row in rows}))
            for row in rows:
                yield row, heads.get(row["chain"], (0, ""))
            condition = SQL("(chain, position) > (%s, %s)", rows[-1]["chain"], rows[-1]["position"])

    def _verify_loose(self, journal):
        """Rows without a seal never passed through the application."""
        condition = SQL("(chain IS NULL OR position IS NULL)")
        last_id = 0
        while rows := journal._journal_fetch(SQL("%s AND id > %s", condition, last_id), limit=BATCH):
            for row in rows:
                yield self._breach(row, "inserted", self.env._("The row was added past the application."))
            last_id = rows[-1]["id"]

    def _verify_tail(self, chain, last, length, last_hash, faulty):
        """Compare the last row of a chain with its head."""
        position = last["position"] if last else 0
        if length > position:
            yield {
                "id": 0, "chain": chain, "position": position + 1, "kind": "truncated",
                "problem": self.env._("Rows %(first)s to %(last)s at the end were removed.",
                                      first=position + 1, last=length),
            }
        elif faulty or not last:
            return  # reported already
        elif length < position:
            yield self._breach(last, "inserted", self.env._(
                "The end of the chain does not agree with its head: rows were added past the application."))
        elif last_hash not in (last["row_hash"], last["digest"]):
            yield self._breach(last, "replaced", self.env._("The last row was replaced past the application."))

    def _verify_lost_chains(self, journal):
        """Chains that have a head and no row."""
        rows = self.env.execute_query(SQL(
            """SELECT head.chain, max(head.length) FROM biuro_journal_head head
                WHERE head.model = %s AND NOT EXISTS (SELECT FROM %s journal WHERE journal.chain = head.chain)
                GROUP BY head.chain ORDER BY head.chain""",
            journal._name, SQL.identifier(journal._table),
        ))
        for chain, length in rows:
            yield {
                "id": 0, "chain": chain, "position": 1, "kind": "truncated",
                "problem": self.env._("The whole chain of %s rows was removed.", length),
            }

    def _fetch_heads(self, journal, chains):
        """Return {chain: (length, last hash)}."""
        return {chain: (length, last_hash) for chain, length, last_hash in self.env.execute_query(SQL(
            """SELECT DISTINCT ON (chain) chain, length, last_hash FROM biuro_journal_head
                WHERE model = %s AND chain = ANY(%s) ORDER BY chain, length DESC""", journal._name, chains,
        ))}
