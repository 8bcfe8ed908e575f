from odoo import models

METHODS = ("create", "read", "write", "unlink", "export_data")


class AuditlogRule(models.Model):
    _inherit = "auditlog.rule"

    def _register_hook(self):
        """Lay the log around the methods anew once every addon is loaded.

        A rule that comes with an addon lays it around the methods as they are at that moment; what addons that are
        loaded later in the same run add to them would be passed by.
        """
        if not self:
            for model_class in self.pool.values():
                for method in METHODS:
                    if hasattr(vars(model_class).get(method), "origin"):
                        delattr(model_class, method)
                    if f"auditlog_ruled_{method}" in vars(model_class):
                        delattr(model_class, f"auditlog_ruled_{method}")
        return super()._register_hook()
