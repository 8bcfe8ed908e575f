import re

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.dms.models.directory import DmsDirectory as OriginalDirectory

from ..tools import fetch_serialized

NAME_LENGTH = 120
# shelves of the tree: read by whoever reads the cell or the class they are named after
SHELF_MODELS = ("hr.department", "biuro.jrwa.class")


class DmsSecurityMixin(models.AbstractModel):
    """Access inherited from records, decided by the database: no list of ids is carried through memory."""

    _inherit = "dms.security.mixin"

    @api.model
    def _get_domain_by_inheritance(self, operation):
        if self.env.su:
            return []
        field = "storage_id_inherit_access_from_parent_record"
        if self._name != "dms.directory":
            field = f"{self._directory_field}.{field}"
        # sudo: dms.storage - only which models the storages serve
        storages = self.env["dms.storage"].sudo().search([("inherit_access_from_parent_record", "=", True)])
        names = {*storages.model_ids.mapped("model"), *SHELF_MODELS}
        domains = []
        for model in (self.env[name] for name in sorted(names) if name in self.env):
            if not model.has_access(operation):
                continue
            # the rules of the operation, as a subquery
            # sudo: ir.rule - its domain is the user's own, only the search that applies it runs as superuser
            rules = self.env["ir.rule"]._compute_domain(model._name, operation)
            records = model.sudo().with_context(active_test=False)._search(rules)
            domains.append(
                Domain("res_model", "=", model._name) & (Domain("res_id", "=", False) | Domain("res_id", "in", records))
            )
        return Domain("storage_id_save_type", "=", "attachment") & Domain(field, "=", True) & Domain.OR(domains)


class DmsDirectory(models.Model):
    _inherit = "dms.directory"

    @api.model
    def _biuro_clean_name(self, name):
        """Return a name that any file system takes (str)."""
        return re.sub(r'[\\/*?:<>|"\x00-\x1f]+', "-", name).strip(" .")[:NAME_LENGTH].strip() or "-"

    @api.model
    def _biuro_get_or_make(self, parent, name, record):
        """Return the directory of that record and name under another, made when it is missing. Runs as superuser.

        :param parent: ``dms.directory`` record
        :param str name: name, cleaned of what file systems refuse
        :param record: record whose access the directory takes
        """
        name = self._biuro_clean_name(name)
        # one at a time per parent: two first files of a case make one directory
        rows = fetch_serialized(
            self.env,
            f"dms:{parent.id}:{name}",
            SQL(
                "SELECT id FROM dms_directory WHERE parent_id = %s"
                " AND (name = %s OR res_model = %s AND res_id = %s AND res_model NOT IN %s) LIMIT 1",
                parent.id,
                name,
                record._name,
                record.id,
                SHELF_MODELS,
            ),
        )
        if rows:
            return self.browse(rows[0][0])
        return self._biuro_create(
            {
                "name": name,
                "parent_id": parent.id,
                "storage_id": parent.storage_id.id,
                "model_id": self.env["ir.model"]._get_id(record._name),
                "res_model": record._name,
                "res_id": record.id,
            }
        )

    @api.model
    def _biuro_create(self, vals):
        # the original create() empties every cache of every worker for each directory; none of them depends on a
        # directory of a record, so its parent's create() is called instead
        return super(  # pylint: disable=super-method-mismatch
            OriginalDirectory,
            self.with_context(
                default_parent_id=False,
                check_name=False,
                mail_create_nolog=True,
                mail_create_nosubscribe=True,
                tracking_disable=True,
            ),
        ).create([vals])
