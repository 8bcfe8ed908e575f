from contextlib import contextmanager

from odoo import models
from odoo.exceptions import AccessError, ValidationError

from ..law import inputs
from ..law.base import LawError


class BiuroLawMixin(models.AbstractModel):
    """What the calculators of every area share: who may ask, and how errors and results leave.

    An abstract model has no access rights of its own, so each method asks here.
    """

    _name = "biuro.law.mixin"
    _description = "Law Calculators"

    @contextmanager
    def _answering(self):
        """Let internal users only; turn an error of the law into the error of an API call."""
        if not (self.env.su or self.env.user._is_internal()):
            raise AccessError(self.env._("The law calculators are open to employees of the office only."))
        try:
            yield inputs
        except LawError as error:
            raise ValidationError(str(error)) from error
