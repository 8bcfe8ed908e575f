from odoo import fields, models

MEASURES = (
    "session_count", "attended", "vote_count", "yes", "no", "abstain", "not_voting", "excluded", "absent", "club_votes",
    "with_club", "with_result", "interpellation_count", "question_count", "replied_count", "on_time_count",
)


class BiuroRadaStatisticMixin(models.AbstractModel):
    """What is counted of the work of a councillor."""

    _name = "biuro.rada.statistic.mixin"
    _description = "Sums of the Work of a Councillor"

    session_count = fields.Integer("Sessions", readonly=True)
    attended = fields.Integer("Sessions Attended", readonly=True)
    vote_count = fields.Integer("Named Votes", readonly=True)
    yes = fields.Integer("For", readonly=True)
    no = fields.Integer("Against", readonly=True)
    abstain = fields.Integer("Abstained", readonly=True)
    not_voting = fields.Integer("Present, Not Voting", readonly=True)
    excluded = fields.Integer("Excluded (art. 25a)", readonly=True)
    absent = fields.Integer("Absent from Votes", readonly=True)
    club_votes = fields.Integer("Votes with a Majority of the Club", readonly=True)
    with_club = fields.Integer("Voted with the Club", readonly=True)
    with_result = fields.Integer("Voted as Was Decided", readonly=True)
    interpellation_count = fields.Integer("Interpellations", readonly=True)
    question_count = fields.Integer("Questions Asked", readonly=True)
    replied_count = fields.Integer("Replied", readonly=True)
    on_time_count = fields.Integer("Replied in Time", readonly=True)
