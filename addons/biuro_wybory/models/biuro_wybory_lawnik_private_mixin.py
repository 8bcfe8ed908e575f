from odoo import api, models
from odoo.exceptions import UserError


class BiuroWyboryLawnikPrivateMixin(models.AbstractModel):
    """Papers of people who stand for lay judge (RODO art. 9, 10): each reading is journalled, little is exported.

    There is no history, no activity and no follower here on purpose: they would copy names to where others read.
    """

    _name = "biuro.wybory.lawnik.private.mixin"
    _description = "Papers of a Lay-Judge Candidate"
    # the field that names the record in the journal of reading without telling its content
    _access_reference = "reference"
    # nobody's reading is left out
    _access_handler = None
    # reading these alone leaves no trace
    _access_neutral = frozenset({"id", "display_name", "reference", "state", "term_id", "write_date", "create_date"})
    # what no export hands out
    _never_exported = frozenset()

    def _read_format(self, fnames, load="_classic_read"):
        if set(fnames) - self._access_neutral:
            self.env["biuro.access.log"]._log(self, "form" if len(self) == 1 else "list")
        return super()._read_format(fnames, load)

    def export_data(self, fields_to_export):
        self.check_access("read")
        names = {part for path in fields_to_export for part in path.replace(".", "/").split("/")}
        if refused := names & self._never_exported:
            raise UserError(
                self.env._(
                    "“%(field)s” is not exported: it stays in the file of the candidate.",
                    field=self._fields[min(refused)]._description_string(self.env),
                )
            )
        self.env["biuro.access.log"]._log(self, "export")
        return super().export_data(fields_to_export)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("Papers of a nomination are not deleted: they are returned, sent or destroyed with a protocol.")
        )
