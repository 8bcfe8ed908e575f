from odoo import api, fields, models
from odoo.exceptions import AccessError

DECIDED = ("approved", "rejected")
DECISION_FIELDS = {"status", "done_by", "reviewed_date", "comment", "step_decision"}


class TierReview(models.Model):
    """Step of an acceptance. Records of the suite decide by their verbs; others stay as open as their addon left them,
    but for the decision itself, which is the designated reviewer's.
    """

    _inherit = "tier.review"

    version_number = fields.Integer("Version", readonly=True, aggregator=None)
    step_role = fields.Selection(related="definition_id.step_role")
    step_mode = fields.Selection(related="definition_id.step_mode")
    parallel_group = fields.Char(related="definition_id.parallel_group")
    pending_since = fields.Datetime("Waits Since", readonly=True)
    date_due = fields.Date("Decide By", readonly=True, help="The time of the step, in working days.")
    step_decision = fields.Selection(
        [
            ("accepted", "Accepted"), ("changed", "Accepted with changes"), ("returned", "Returned"),
            ("opinion_positive", "Opinion positive"), ("opinion_negative", "Opinion negative"), ("skipped", "Skipped"),
        ],
        "Step Decision", readonly=True,
    )

    def _get_reviewers(self):
        """A group means all its members, also those by an implied group; the author is never a reviewer."""
        reviewers = super()._get_reviewers()
        if self.reviewer_group_id:
            reviewers |= self.reviewer_group_id.all_user_ids
        if self.model and self.res_id and self._is_guarded(self.model):
            # sudo: the record of the review - only who wrote it
            reviewers -= self.env[self.model].sudo().browse(self.res_id)._approval_authors()
        return reviewers

    @api.model
    def _is_guarded(self, model):
        return model in self.env and getattr(self.env[model], "_approval_guarded", False)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                if self._is_guarded(vals.get("model")):
                    raise AccessError(self.env._("Steps of acceptance are made by asking for acceptance."))
                decided = vals.get("status", "waiting") not in ("waiting", "pending")
                if decided or vals.get("done_by") or vals.get("reviewed_date"):
                    raise AccessError(self.env._("A step of acceptance starts undecided."))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._check_write(vals)
        return super().write(vals)

    def _check_write(self, vals):
        promoted = set(vals) == {"status"} and vals["status"] == "pending"
        for review in self:
            if self._is_guarded(review.model):
                # the counter in the top bar promotes the step whose turn has come
                if not (promoted and review.status in ("waiting", "pending")):
                    raise AccessError(self.env._("Decide with the buttons of the record."))
            elif review.status in DECIDED and DECISION_FIELDS.intersection(vals):
                raise AccessError(self.env._("Decided reviews are kept."))
            elif vals.get("status") in DECIDED and (
                self.env.user not in review.reviewer_ids or self.env.user == review.requested_by
                or vals.get("done_by", self.env.uid) != self.env.uid
            ):
                raise AccessError(self.env._(
                    "Only a designated reviewer may decide, and not on his or her own request.",
                ))
            elif {"model", "res_id", "definition_id", "reviewer_ids", "requested_by", "sequence"}.intersection(vals):
                raise AccessError(self.env._("A step of acceptance cannot be moved or given to other people."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        if not self.env.su and any(self._is_guarded(review.model) or review.status in DECIDED for review in self):
            raise AccessError(self.env._("Decided reviews are kept."))
