from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class BiuroRadaRehearsal(models.Model):
    """Rehearsal: a dry run on the real devices before a session. A trial vote is held and forgotten; who was green or
    red is noted at the session it was for.
    """

    _inherit = "biuro.rada.session"

    rehearsal_of_id = fields.Many2one(
        "biuro.rada.session", "Rehearsal Of", readonly=True, copy=False, index="btree_not_null", ondelete="cascade"
    )

    def action_rehearse(self):
        """Begin a rehearsal: a session of its own, everybody counted as present, a trial vote open.

        :return: dict ``id`` of the rehearsal
        :raise UserError: not being prepared nor convened; another session of these people is in progress
        """
        self.ensure_one()
        self._check_state("draft", "convened")
        running = self.search(
            [("state", "in", ("open", "suspended")), ("term_id", "=", self.term_id.id)],
            limit=1,
        )
        if running:
            raise UserError(self.env._("%s is in progress: end it first.", running.display_name))
        # sudo: own models - a rehearsal is made by this verb, whose right to lead the session was checked
        rehearsal = self.sudo().create(
            {
                "term_id": self.term_id.id,
                "body_type": self.body_type,
                "committee_ids": [(6, 0, self.committee_ids.ids)],
                "kind": self.kind,
                "start": fields.Datetime.now(),
                "location": self.location,
                "is_rehearsal": True,
                "rehearsal_of_id": self.id,
                "state": "open",
                "opened_at": fields.Datetime.now(),
                "statutory_members": self._statutory_now(),
                "agenda_item_ids": [
                    (0, 0, {"title": self.env._("Trial of the devices"), "item_type": "other", "number": "1"})
                ],
            }
        )
        rehearsal._make_attendance()
        ready = rehearsal.attendance_ids.filtered(lambda line: line.councillor_id._may_vote(rehearsal.day))
        ready.write({"is_present": True, "status": "present"})
        item = rehearsal.agenda_item_ids
        item.write({"status": "in_progress", "started_at": fields.Datetime.now()})
        rehearsal.current_item_id = item
        # sudo: biuro.rada.vote - the trial vote of the rehearsal, as above
        vote = self.env["biuro.rada.vote"].sudo().create(
            {
                "session_id": rehearsal.id,
                "agenda_item_id": item.id,
                "subject": self.env._("Trial vote: press any button"),
            }
        )
        vote.action_open()
        return {"id": rehearsal.id}

    def get_rehearsal(self):
        """Return who is ready for the session.

        :return: dict ``green``, ``red`` (int), ``rows``: list of dicts ``councillor`` (id), ``name``, ``device``
            (``phone``, ``tablet``, ``computer`` or false), ``voted`` (bool), ``ready`` (bool)
        :raise UserError: not a rehearsal
        """
        self.ensure_one()
        self.check_access("write")
        if not self.is_rehearsal:
            raise UserError(self.env._("This is not a rehearsal."))
        # sudo: own models - whoever leads the rehearsal sees which devices answered
        session = self.sudo()
        seen = dict(
            self.env.execute_query(
                SQL(
                    "SELECT councillor_id, max(kind) FROM biuro_rada_device WHERE session_id = %s GROUP BY 1",
                    session.id,
                )
            )
        )
        voted = session.vote_ids.ballot_ids.filtered(lambda line: line.source == "device").councillor_id
        rows = [
            {
                "councillor": one.id,
                "name": one.display_name,
                "device": seen.get(one.id, False),
                "voted": one in voted,
                "ready": one.id in seen and one in voted,
            }
            for one in session._members()
        ]
        green = sum(row["ready"] for row in rows)
        return {"green": green, "red": len(rows) - green, "rows": rows}

    def action_end_rehearsal(self):
        """End the rehearsal: its trial vote and all of it is removed, who was ready is noted at the session.

        :return: dict, see :meth:`get_rehearsal`, and ``session`` (id of the session that was rehearsed)
        :raise UserError: not a rehearsal
        """
        self.ensure_one()
        answer = self.get_rehearsal()
        session, origin = self.sudo(), self.rehearsal_of_id  # sudo: own models - the right to lead was checked just now
        red = ", ".join(row["name"] for row in answer["rows"] if not row["ready"])
        if origin:
            origin._post_note(
                self.env._(
                    "Rehearsal: %(green)s devices ready, %(red)s not. %(names)s",
                    green=answer["green"],
                    red=answer["red"],
                    names=red,
                )
            )
        session._broadcast("session")
        votes = session.vote_ids
        for vote in votes.filtered(lambda one: one.ballot == "secret" and one.state == "open"):
            vote._empty_box()
        votes.ballot_ids.unlink()
        votes.taker_ids.unlink()
        session.current_item_id = False
        votes.unlink()
        session.with_context(mail_notrack=True).unlink()
        return {**answer, "session": origin.id or False}
