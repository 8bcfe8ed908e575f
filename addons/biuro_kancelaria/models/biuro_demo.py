from odoo import api, models


class BiuroDemo(models.AbstractModel):
    """Demo data told as a story: people of the invented office do their work by the verbs of the product."""

    _name = "biuro.demo"
    _description = "Demo Story"

    @api.model
    def _tell_kancelaria(self):
        """Play the chancellery's story; called once, by the demo data."""
        from ..demo import story  # the only user: nothing of the demo is loaded with the product

        story.tell(self.env)
        return True
