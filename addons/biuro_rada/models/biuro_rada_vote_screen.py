from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaVoteScreen(models.Model):
    """What the screens need of a vote beyond its result: how far a secret ballot is, who has not voted yet."""

    _inherit = "biuro.rada.vote"
    _reason_verbs = {"action_undo_open": {"reason": "reason"}, "action_repeat": {"reason": "reason"}}

    majority_text = fields.Char("Needed", compute="_compute_majority_text")
    interest_warning = fields.Text("Declared Interests", compute="_compute_interest_warning")

    @api.depends("majority", "majority_basis")
    def _compute_majority_text(self):
        names = dict(self._fields["majority"]._description_selection(self.env))
        for vote in self:
            vote.majority_text = f"{names.get(vote.majority, '')} ({vote.majority_basis or ''})"

    @api.depends("agenda_item_id", "subject")
    def _compute_interest_warning(self):
        for vote in self:
            vote.interest_warning = "\n".join(one["text"] for one in vote._interest_warnings()) or False

    def _interest_warnings(self):
        """Return whose declared interests meet the subject (dicts ``councillor``, ``name``, ``text``) (hook)."""
        return []

    @api.readonly
    def get_state(self):
        """Return what the screens show of the vote.

        While it is open there is no list of names, and no count where the count is hidden. Of a secret ballot it says
        how many papers were taken and cast, and once it is closed the totals of each option.

        :return: dict ``id``, ``number``, ``subject``, ``item`` (id), ``state``, ``ballot``, ``majority``,
            ``majority_basis``, ``entitled``, ``present``, ``cast``, ``taken`` (int), ``counts`` (dict of integers, or
            false), ``hidden`` (bool), ``result``, ``outcome`` (or false), ``reasons``, ``names`` (list of
            ``{"id", "name", "value"}`` of a closed named vote), ``options`` (list of ``{"id", "name", "kind",
            "votes"}``), ``election``, ``on_paper`` (bool), ``elected`` (name or false), ``repeats`` (number or false),
            ``opened_at``, ``closed_at`` (UTC, or false)
        :raise AccessError: neither a member of the body that votes nor somebody who reads the vote
        """
        self.ensure_one()
        # sudo: biuro.rada.session - whether the user sits in the body that votes
        session = self.sudo().session_id
        if not self.env["biuro.rada.councillor"]._of_user().sudo() & session._members():
            self.check_access("read")
        return self._state()

    def _state(self):
        state = super()._state()
        # sudo: biuro.rada.vote - the state of a vote of a session is public, names only once an open vote is closed
        vote = self.sudo()
        secret = {"taken": 0, "options": [], "elected": False}
        if vote.ballot == "secret":
            closed = vote.state == "closed"
            secret["taken"] = len(vote.taker_ids.filtered("taken"))
            secret["options"] = [
                {"id": one.id, "name": one.name, "kind": one.kind, "votes": one.votes if closed else False}
                for one in vote.option_ids
            ]
            secret["elected"] = vote.elected_option_id.name or False
            if closed:
                state["cast"] = sum(vote.option_ids.mapped("votes")) + vote.invalid
            else:
                rows = self.env.execute_query(
                    SQL("SELECT count(*) FROM biuro_rada_secret_ballot WHERE vote = %s", vote.id)
                )
                state["cast"] = rows[0][0]
        return {
            **state,
            **secret,
            "item": vote.agenda_item_id.id,
            "majority_basis": vote.majority_basis,
            "hidden": vote.hide_running_count,
            "election": vote.is_election,
            "on_paper": vote.on_paper,
            "repeats": vote.repeats_vote_id.number or False,
            "opened_at": fields.Datetime.to_string(vote.opened_at) if vote.opened_at else False,
            "closed_at": fields.Datetime.to_string(vote.closed_at) if vote.closed_at else False,
        }

    def _public_state(self):
        """Return what the hall shows: of an item that an act closes to the public no subject, names nor options."""
        state = self._state()
        # sudo: biuro.rada.agenda.item - whether an act closes it to the public
        if self.sudo().agenda_item_id.is_confidential:
            closed = self.env._("Item closed to the public")
            state.update(subject=closed, names=[], options=[], elected=False, reasons=[])
        return state

    def _after_closing(self):
        super()._after_closing()
        # the named list is public from the moment of closing (art. 14 ust. 4): hall screen, bulletin, open data
        if self.ballot != "secret" and self.session_id.body_type == "council" and not self.session_id.is_rehearsal:
            self.published_on = office_today()

    def _roll(self):
        """Return the list of names as the console shows it while the vote is open.

        Who voted by device is known, how is not; what was called out aloud and entered is shown.
        """
        self.ensure_one()
        return [
            {
                "councillor": line.councillor_id.id,
                "name": line.councillor_id.display_name,
                "done": line.value not in ("not_voting", "excluded", "absent") or line.source == "rollcall",
                "barred": line.value if line.value in ("excluded", "absent") else False,
                "value": line.value if line.source == "rollcall" or self.state == "closed" else False,
                "source": line.source or False,
            }
            for line in self.ballot_ids
        ]

    def action_close_vote(self):
        """Close the vote and state its result. A repeated call gives the same result.

        :return: dict, see :meth:`get_state`
        :raise UserError: not open; the console was taken over
        """
        self.session_id._check_console()
        return super().action_close_vote()

    def action_undo_open(self, reason):
        """Call off a vote opened by mistake: nothing of it counts, the record stays.

        :param str reason: why
        :return: True
        :raise UserError: not open; no reason; the console was taken over
        """
        self.session_id._check_console()
        return super().action_undo_open(reason)

    def action_fall_back_to_roll_call(self, reason):
        """Go over to a roll-call as the devices fail (art. 14 ust. 3): this vote is called off, its copy opened.

        :param str reason: what failed
        :return: dict, see :meth:`get_state`, of the new vote
        :raise UserError: not an open vote by device; no reason
        """
        self.ensure_one()
        self.action_undo_open(reason)
        again = self.copy(
            {
                "ballot": "open_rollcall",
                "device_failure_note": reason,
                "repeats_vote_id": self.id,
                "repeat_reason": reason,
                "exclusion_ids": [
                    (0, 0, {"councillor_id": one.councillor_id.id, "reason": one.reason}) for one in self.exclusion_ids
                ],
            }
        )
        return again.action_open()
