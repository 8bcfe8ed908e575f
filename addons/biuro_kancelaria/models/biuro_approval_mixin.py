from odoo import fields, models
from odoo.exceptions import UserError


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

    def _approval_request(self):
        """Start acceptance anew: older steps fall away, the definitions that match make new ones."""
        self.ensure_one()
        # sudo: tier.review, tier.definition - steps come from the definitions of the office, not from the user
        record = self.sudo()
        record.review_ids.unlink()
        definitions = record.env["tier.definition"].search([
            ("model", "=", self._name), ("company_id", "in", [False, record._get_company().id]),
        ], order="sequence desc")
        values = []
        for definition in definitions:
            if record.evaluate_tier(definition):
                values.append({
                    **record._prepare_tier_review_vals(definition, len(values) + 1),
                    "version_number": record._approval_version(),
                })
        reviews = record.env["tier.review"].create(values)
        for review in reviews:
            if not review.reviewer_ids:
                raise UserError(self.env._(
                    "Nobody can accept in the step “%(step)s”: name another person than the author.", step=review.name,
                ))
        reviews._update_review_status()
        record.invalidate_recordset(["review_ids", "reviewer_ids", "can_review", "need_validation"])
        return reviews.sudo(False)

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
        for review in waiting.sorted("sequence"):
            if self._approval_is_reviewer(review):
                mine |= review
            elif review.approve_sequence or waiting.filtered("approve_sequence"):
                break
        return mine

    def _approval_decide(self, status, remark=None):
        """Write the decision of the user on the steps whose turn it is.

        :param str status: ``approved`` or ``rejected``
        :return: the decided ``tier.review`` records (sudo)
        """
        self.ensure_one()
        if self.env.user in self._approval_authors():
            raise UserError(self.env._("The author cannot accept his or her own text."))
        reviews = self._approval_turn()
        if not reviews:
            raise UserError(self.env._("There is nothing for you to decide here now."))
        if status == "rejected":
            reviews = reviews[:1]
        # sudo: tier.review - guarded; that the user is the reviewer was checked above
        reviews.sudo().write({
            "status": status, "done_by": self.env.uid, "reviewed_date": fields.Datetime.now(),
            "comment": remark or False,
        })
        others = self.sudo().review_ids - reviews
        if status == "rejected":
            others.filtered(lambda review: review.status in ("waiting", "pending")).write({"status": "cancel"})
        else:
            others._update_review_status()
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
