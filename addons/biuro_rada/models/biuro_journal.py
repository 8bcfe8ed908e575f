from odoo import models


class BiuroJournal(models.AbstractModel):
    """The check of the journals compares closed votes with what was sealed at their closing."""

    _inherit = "biuro.journal"

    def _verify_model(self, journal):
        yield from super()._verify_model(journal)
        if journal._name == "biuro.rada.vote.journal":
            yield from self._verify_votes(journal)

    def _verify_votes(self, journal):
        """Yield the closed votes whose rows no longer say what was sealed."""
        # sudo: own models - the caller's right to check the journals was checked
        Journal = journal.sudo()
        Journal.env.invalidate_all()
        last = 0
        while rows := Journal.search([("event", "in", ("closed", "called_off")), ("id", ">", last)], limit=200):
            for row in rows:
                state = {"closed": "closed", "called_off": "void"}[row.event]
                if row.vote_id.state != state or row.content != Journal._content(row.vote_id):
                    yield {
                        "id": row.id,
                        "chain": row.chain or "",
                        "position": row.position or 0,
                        "kind": "changed",
                        "problem": self.env._(
                            "Vote No. %(number)s of %(session)s was changed past the application.",
                            number=row.vote_id.number,
                            session=row.session_id.display_name,
                        ),
                    }
            last = rows[-1].id
            Journal.env.invalidate_all()
