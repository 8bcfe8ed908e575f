from odoo import fields, models
from odoo.exceptions import UserError

from ..law.terms import count
from ..tools import office_today


class BiuroApprovalMixin(models.AbstractModel):
    """Acceptance in steps arranged by the office (``tier.definition``), made safe.

    ``tier.validation`` lets every user write reviews; here they are written by ``_approval_request`` and
    ``_approval_decide`` alone, and ``tier.review`` refuses everybody else. The model keeps the door of its states.
    """

    _name = "biuro.approval.mixin"
    _inherit = "tier.validation"
    _description = "Acceptance in Steps"
    _approval_guarded = True

    # The model's own verbs guard state and text; the checks of tier.validation cost a query per record.

    def _tier_validation_check_state_on_write(self, vals):
        return

    def _tier_validation_check_write_allowed(self, vals):
        return

    def _tier_validation_check_write_remove_reviews(self, vals):
        return

    def _approval_authors(self):
        """Return the users who may not accept because the text is theirs."""
        return self.create_uid

    def _approval_version(self):
        """Return the number of the version that is decided on (int)."""
        return 0

    def _approval_definitions(self):
        """Return the steps (tier.definition, in their order) that the arrangement of the office asks of a record."""
        self.ensure_one()
        # sudo: tier.definition - steps come from the definitions of the office, not from the user
        record = self.sudo()
        definitions = record.env["tier.definition"].search([
            ("model", "=", self._name), ("company_id", "in", [False, record._get_company().id]),
        ], order="sequence desc, id")
        chosen = record._approval_on_demand()
        return definitions.filtered(
            lambda step: (not step.is_on_demand or step in chosen) and record.evaluate_tier(step)
        )

    def _approval_on_demand(self):
        """Return the steps (tier.definition) on demand that were asked for; models with such steps override."""
        return self.env["tier.definition"]

    def _approval_kept(self, editorial=False):
        """Return the accepted steps (tier.review) that a new version leaves as they are."""
        return self.env["tier.review"]

    def _approval_request(self, editorial=False):
        """Start acceptance anew: older steps fall away, the definitions that match make new ones.

        :param bool editorial: the text changed in form only; steps may be kept, see ``_approval_kept``
        """
        self.ensure_one()
        # sudo: tier.review, tier.definition - steps come from the definitions of the office, not from the user
        record = self.sudo()
        kept = {
            review.definition_id: {
                "status": review.status, "done_by": review.done_by.id, "reviewed_date": review.reviewed_date,
                "comment": review.comment, "step_decision": review.step_decision,
                "version_number": review.version_number,
            }
            for review in record._approval_kept(editorial)
        }
        record.review_ids.unlink()
        values, sequence, group = [], 0, None
        for definition in record._approval_definitions():
            # neighbours of one group share their number: they are decided side by side
            if not definition.parallel_group or definition.parallel_group != group:
                sequence += 1
            group = definition.parallel_group
            step = record._prepare_tier_review_vals(definition, sequence)
            values.append({**step, "version_number": record._approval_version(), **kept.get(definition, {})})
        reviews = record.env["tier.review"].create(values)
        for review in reviews:
            if not review.reviewer_ids and review.status == "waiting":
                raise UserError(self.env._(
                    "Nobody can accept in the step “%(step)s”: name another person than the author.", step=review.name,
                ))
        reviews._update_review_status()
        record._approval_schedule()
        record.invalidate_recordset(["review_ids", "reviewer_ids", "can_review", "need_validation"])
        return reviews.sudo(False)

    def _approval_schedule(self):
        """Set the day of each open step: its time after the step before; a step that waits keeps its day."""
        today, now = office_today(), fields.Datetime.now()
        # sudo: tier.review - days of the steps, from the definitions of the office
        for record in self.sudo():
            start = today
            waiting = record.review_ids.filtered(lambda review: review.status in ("waiting", "pending"))
            for _sequence, reviews in sorted(waiting.grouped("sequence").items()):
                for review in reviews:
                    if review.status != "pending" or not review.pending_since:
                        review.date_due = count(start, review.definition_id.step_days or 0, "working_day")
                    if review.status == "pending" and not review.pending_since:
                        review.pending_since = now
                start = max([start, *filter(None, reviews.mapped("date_due"))])

    def _approval_is_reviewer(self, review):
        """The reviewer, or who substitutes the reviewer today."""
        user = self.env.user
        # sudo: res.users - whose employee the reviewer is
        return user in review.reviewer_ids or bool(
            review.reviewer_ids.sudo().employee_ids & user.sudo().acting_employee_ids
        )

    def _approval_turn(self):
        """Return the reviews that the user may decide now, in order."""
        self.ensure_one()
        mine = self.env["tier.review"]
        # sudo: tier.review - only to find whose turn it is
        waiting = self.sudo().review_ids.filtered(lambda review: review.status in ("waiting", "pending"))
        in_order = bool(waiting.filtered("approve_sequence"))
        for _sequence, reviews in sorted(waiting.grouped("sequence").items()):
            own = reviews.filtered(self._approval_is_reviewer)
            mine |= own
            if in_order and own != reviews:
                break
        return mine

    def _approval_decide(self, status, remark=None, decision=None, reviews=None):
        """Write the decision of the user on the steps whose turn it is.

        :param str status: ``approved`` or ``rejected``
        :param str decision: key of ``step_decision``, from the status by default
        :param reviews: the steps, when not all of the user's
        :return: the decided ``tier.review`` records (sudo)
        """
        self.ensure_one()
        if self.env.user in self._approval_authors():
            raise UserError(self.env._("The author cannot accept his or her own text."))
        reviews = self._approval_turn() if reviews is None else reviews
        if not reviews:
            raise UserError(self.env._("There is nothing for you to decide here now."))
        if status == "rejected":
            reviews = reviews[:1]
        # sudo: tier.review - guarded; that the user is the reviewer was checked above
        reviews.sudo().write({
            "status": status, "done_by": self.env.uid, "reviewed_date": fields.Datetime.now(),
            "comment": remark or False,
            "step_decision": decision or ("accepted" if status == "approved" else "returned"),
        })
        others = self.sudo().review_ids - reviews
        if status == "rejected":
            others.filtered(lambda review: review.status in ("waiting", "pending")).write({"status": "cancel"})
        else:
            others._update_review_status()
            self._approval_schedule()
        self.invalidate_recordset(["reviewer_ids", "can_review"])
        return reviews

    def _approval_done(self):
        """Tell whether every step is accepted (also when the office asks for none)."""
        self.ensure_one()
        # sudo: tier.review - only whether all steps are done
        return all(review.status == "approved" for review in self.sudo().review_ids)

    # The public doors of tier.validation lead to the verbs of the model

    def request_validation(self):
        """Not used: acceptance is asked for by the verbs of the model.

        :raise UserError: always
        """
        raise UserError(self.env._("Ask for acceptance with the button of the record."))

    def restart_validation(self):
        """Not used: a new version starts acceptance anew.

        :raise UserError: always
        """
        raise UserError(self.env._("Acceptance starts anew with a new version of the text."))

    def validate_tier(self):
        """Not used: the verbs of the model decide.

        :raise UserError: always
        """
        raise UserError(self.env._("Decide with the buttons of the record."))

    def reject_tier(self):
        """Not used: the verbs of the model decide.

        :raise UserError: always
        """
        raise UserError(self.env._("Decide with the buttons of the record."))
