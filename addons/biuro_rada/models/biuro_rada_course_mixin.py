from odoo import models
from odoo.exceptions import UserError


class BiuroRadaCourseMixin(models.AbstractModel):
    """Record that goes from state to state by its verbs alone."""

    _name = "biuro.rada.course.mixin"
    _description = "Record with a Course"

    def _check_state(self, *states):
        """Let the verb go on only where the user may write the records and they are in one of the states.

        :raise UserError: another state
        """
        for record in self:
            record.check_access("write")
            if record.state not in states:
                allowed = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(
                    self.env._(
                        "%(name)s: this is possible when it is: %(states)s.",
                        name=record.display_name,
                        states=", ".join(allowed[state] for state in states),
                    )
                )

    def _set_state(self, state, **values):
        """Write the state and the facts that come with it, after the check of access."""
        # sudo: own model - the state and facts are written by verbs only, after the check of access
        self.sudo().write({"state": state, **values})
