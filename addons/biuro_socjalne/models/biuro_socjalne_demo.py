import importlib
import pkgutil

from odoo import api, models

from .. import demo


class BiuroSocjalneDemo(models.AbstractModel):
    """Demo data told as a story: people of the invented city do their work by the verbs of the product."""

    _inherit = "biuro.demo"

    @api.model
    def _tell_socjalne(self):
        """Play the stories of the social fund, one module of ``demo/`` each, in the order of their ``SEQUENCE``."""
        stories = [
            importlib.import_module(f"{demo.__name__}.{found.name}") for found in pkgutil.iter_modules(demo.__path__)
        ]
        for story in sorted(stories, key=lambda module: module.SEQUENCE):
            # what the verbs write by themselves is Polish, as for people at their screens
            story.tell(self.with_context(lang="pl_PL").env)
        return True
