from contextlib import contextmanager

from odoo.exceptions import UserError

from .common import KancelariaCase


class CaseCase(KancelariaCase):
    """The small office with words for opening cases and for refusals."""

    @contextmanager
    def refused(self, pattern, error=UserError):
        """Expect an error whose sentence matches; what was done before it is rolled back."""
        with self.assertRaises(error) as caught:
            yield
            self.env.flush_all()
        self.assertRegex(str(caught.exception), pattern)

    @classmethod
    def today(cls):
        return cls.env["biuro.case"]._today()

    def open(self, login="clerk", **values):
        """Return a case opened by the user, in the user's environment."""
        Case = self.as_user(login)["biuro.case"]
        return Case.browse(Case.open_case({"title": "Patronat", "jrwa_symbol": "0530", **values})["id"])
