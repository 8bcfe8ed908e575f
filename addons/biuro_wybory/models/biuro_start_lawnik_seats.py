from datetime import timedelta

from odoo import models
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.tools import office_today

KEEPERS = "biuro_wybory.biuro_wybory_group_lawnik_user"
TEAM = "biuro_wybory.biuro_wybory_group_lawnik_team"


class BiuroStart(models.AbstractModel):
    """What of the vote on lay judges and of their files waits for the user; numbers alone, no names."""

    _inherit = "biuro.start"

    def _counter_definitions(self):
        today = office_today()
        return super()._counter_definitions() + [
            self._counter(
                "lawnik_opinions", self.env._("Opinions on candidates that I write"), "biuro.wybory.lawnik.opinion",
                lambda: Domain("author_id", "=", self.env.uid) & Domain("state", "=", "draft"),
                f"{TEAM},{KEEPERS}", 83, action="biuro_wybory.biuro_wybory_lawnik_opinion_action",
            ),
            self._counter(
                "lawnik_transfers", self.env._("Lists and files to send to courts"), "biuro.wybory.lawnik.transfer",
                lambda: Domain("state", "=", "draft"), KEEPERS, 84, tone="warning",
                action="biuro_wybory.biuro_wybory_lawnik_transfer_action",
            ),
            self._counter(
                "lawnik_destroy", self.env._("Elections whose papers are to be destroyed within two weeks"),
                "biuro.wybory.lawnik.term",
                lambda: Domain("state", "=", "closing") & Domain("destroy_until", "<=", today + timedelta(days=14)),
                KEEPERS, 85, tone="danger", action="biuro_wybory.biuro_wybory_lawnik_term_action",
            ),
            self._counter(
                "lawnik_dismissals", self.env._("Dismissals of lay judges under way"), "biuro.wybory.lawnik.dismissal",
                lambda: Domain("state", "in", ("motion", "hearing", "decided")), KEEPERS, 86,
                action="biuro_wybory.biuro_wybory_lawnik_dismissal_action",
            ),
        ]  # fmt: skip
