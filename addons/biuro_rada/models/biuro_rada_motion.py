from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaMotion(models.Model):
    """Motion (wniosek) of a councillor, a club or a committee; its term is set by the statute of the city."""

    _name = "biuro.rada.motion"
    _description = "Motion of the Council"
    _inherit = ["biuro.guard.mixin", "biuro.register.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date desc, id desc"
    _rec_name = "subject"
    _register_code = "WR"

    origin = fields.Selection(
        [("councillor", "Councillor"), ("club", "Club"), ("committee", "Committee"), ("session", "Session")],
        required=True,
        default="councillor",
    )
    term_id = fields.Many2one(
        "biuro.rada.term",
        "Term",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env["biuro.rada.term"]._current(),
    )
    company_id = fields.Many2one(related="term_id.company_id", store=True)
    councillor_id = fields.Many2one("biuro.rada.councillor", "Councillor", index="btree_not_null")
    club_id = fields.Many2one("biuro.rada.club", "Club")
    committee_id = fields.Many2one("biuro.rada.committee", "Committee")
    meeting_id = fields.Many2one("biuro.rada.session", "At the Meeting", index="btree_not_null")
    vote_id = fields.Many2one("biuro.rada.vote", "Vote")
    date = fields.Date(required=True, default=lambda self: office_today(), tracking=True)
    subject = fields.Char(required=True, tracking=True, index="trigram")
    text = fields.Html()
    addressee = fields.Char(default=lambda self: self.env._("President of the City"))
    department_id = fields.Many2one("hr.department", "Cell", index="btree_not_null", tracking=True)
    due_date = fields.Date("Answer Until", index=True, tracking=True)
    answer = fields.Html()
    answer_date = fields.Date("Answered On", readonly=True, copy=False)
    is_overdue = fields.Boolean("Overdue", compute="_compute_is_overdue", search="_search_is_overdue")
    state = fields.Selection(
        [
            ("recorded", "Recorded"),
            ("forwarded", "Forwarded"),
            ("answered", "Answered"),
            ("considered", "Considered"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="recorded",
        copy=False,
        tracking=True,
        index=True,
    )

    @api.depends("due_date", "state")
    def _compute_is_overdue(self):
        today = office_today()
        for motion in self:
            motion.is_overdue = (
                motion.state in ("recorded", "forwarded") and bool(motion.due_date) and motion.due_date < today
            )

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "in", ("recorded", "forwarded")), ("due_date", "<", office_today())]

    def _cancel_values(self, reason):
        return {"state": "cancelled"}

    def _move(self, source, target, **values):
        for motion in self:
            motion.check_access("write")
            if motion.state != source:
                raise UserError(self.env._("“%s” has been moved on already.", motion.subject))
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": target, **values})

    def action_forward(self):
        """Register the motions and pass them to the addressee.

        :return: list of register numbers
        :raise UserError: passed on already
        """
        self._move("recorded", "forwarded")
        self._enter_register()
        return self.mapped("register_ref")

    def action_answer(self, date=None):
        """Note the answer.

        :param str date: day "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: not forwarded; no text of the answer
        """
        if any(not motion.answer for motion in self):
            raise UserError(self.env._("Enter the answer first."))
        self._move("forwarded", "answered", answer_date=fields.Date.to_date(date) or office_today())
        return True

    def action_consider(self):
        """Note that the body that moved it considered the answer.

        :return: True
        :raise UserError: not answered
        """
        self._move("answered", "considered")
        return True
