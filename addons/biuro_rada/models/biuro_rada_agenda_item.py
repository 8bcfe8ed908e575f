from odoo import api, fields, models
from odoo.exceptions import UserError

ITEM_TYPES = [
    ("opening", "Opening"),
    ("quorum", "Quorum"),
    ("agenda", "Agenda"),
    ("minutes", "Minutes"),
    ("mayor_report", "Report of the President"),
    ("draft", "Draft of a resolution"),
    ("information", "Information"),
    ("interpellations", "Interpellations and questions"),
    ("election", "Election"),
    ("state_report", "Report on the state of the city"),
    ("absolutorium", "Discharge"),
    ("other", "Other"),
    ("closing", "Closing"),
]


class BiuroRadaAgendaItem(models.Model):
    """Item of the agenda (punkt porządku obrad)."""

    _name = "biuro.rada.agenda.item"
    _description = "Agenda Item"
    _inherit = ["biuro.guard.mixin"]
    _order = "session_id, sequence, id"
    _rec_name = "title"

    session_id = fields.Many2one("biuro.rada.session", "Session", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10, aggregator=None)
    number = fields.Char("No.", help="As printed: 1, 2, 2a.")
    parent_id = fields.Many2one("biuro.rada.agenda.item", "Part Of", index="btree_not_null", ondelete="cascade")
    title = fields.Char(required=True)
    item_type = fields.Selection(ITEM_TYPES, "Kind", required=True, default="other")
    reporter_id = fields.Many2one("res.partner", "Rapporteur")
    origin = fields.Selection(
        [("original", "Original"), ("added", "Added"), ("removed", "Removed")],
        required=True,
        default="original",
        readonly=True,
    )
    mandatory_reason = fields.Selection(
        [
            ("mayor", "Draft of the President (art. 20 ust. 5)"),
            ("club", "Draft of a club (art. 20 ust. 6)"),
            ("citizens", "Draft of residents (art. 41a)"),
        ],
        "Must Be on the Agenda",
    )
    status = fields.Selection(
        [
            ("pending", "Waiting"),
            ("in_progress", "In progress"),
            ("done", "Done"),
            ("withdrawn", "Withdrawn"),
            ("postponed", "Postponed"),
        ],
        required=True,
        readonly=True,
        default="pending",
        copy=False,
    )
    started_at = fields.Datetime(readonly=True, copy=False)
    ended_at = fields.Datetime(readonly=True, copy=False)
    video_offset_s = fields.Integer("Second of the Recording", aggregator=None)
    is_confidential = fields.Boolean("Confidential")
    confidential_basis = fields.Char("Basis of Confidentiality", help="Only an act may close an item to the public.")
    vote_ids = fields.One2many("biuro.rada.vote", "agenda_item_id", "Votes")
    note = fields.Html("Course", help="What happened under this item, for the minutes.")

    _basis_given = models.Constraint(
        "CHECK (is_confidential IS NOT TRUE OR confidential_basis IS NOT NULL)",
        "Give the act that closes this item to the public.",
    )

    def _set_status(self, status, **values):
        # sudo: own model - the status is written by verbs only, after the check of access
        self.sudo().write({"status": status, **values})
        self.session_id._broadcast("agenda")

    def action_begin(self):
        """Begin the item: it becomes the current one, the one before it ends.

        :return: True
        :raise UserError: the session is not in progress; a vote is open; the item is settled
        """
        self.ensure_one()
        session = self.session_id
        session._check_state("open")
        session._refuse_open_vote()
        if self.status not in ("pending", "in_progress", "postponed"):
            raise UserError(self.env._("This item is settled already."))
        now = fields.Datetime.now()
        session.agenda_item_ids.filtered(lambda item: item.status == "in_progress" and item != self)._finish(now)
        self._set_status("in_progress", started_at=self.started_at or now, ended_at=False)
        # sudo: own model - the current item is written by verbs only; access was checked above
        session.sudo().current_item_id = self
        session._broadcast("agenda")
        return True

    def action_finish(self):
        """End the item.

        :return: True
        :raise UserError: it is not in progress; a vote is open
        """
        self.ensure_one()
        self.session_id._check_state("open")
        self.session_id._refuse_open_vote()
        if self.status != "in_progress":
            raise UserError(self.env._("This item is not in progress."))
        self._finish(fields.Datetime.now())
        # sudo: own model - the current item is written by verbs only; access was checked above
        self.session_id.sudo().current_item_id = False
        return True

    def _finish(self, now):
        if self:
            self._set_status("done", ended_at=now)

    @api.model
    def _settle(self, items, status):
        """Settle items without taking them: ``withdrawn`` or ``postponed``."""
        items.session_id._check_state("open", "convened", "suspended")
        items._set_status(status)

    def action_withdraw(self):
        """Withdraw the items from the agenda of a committee.

        :return: True
        :raise UserError: the agenda of the council, which it changes by a vote (RB-04)
        """
        if "council" in self.session_id.mapped("body_type"):
            raise UserError(self.env._(
                "RB-04: the council changes its agenda by the absolute majority of its statutory number "
                "(art. 20 ust. 1a). Propose the change on the page of the agenda."
            ))
        self._settle(self, "withdrawn")
        return True

    def action_postpone(self):
        """Leave items that were not reached to another session.

        :return: True
        :raise UserError: the council has not begun: before the session its agenda stays as it was sent (RB-04)
        """
        if any(one.body_type == "council" and one.state == "convened" for one in self.session_id):
            raise UserError(self.env._(
                "RB-04: the agenda that was sent is changed by the council alone, at the session (art. 20 ust. 1a)."
            ))
        self._settle(self, "postponed")
        return True
