from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import UserError


class BiuroSekretariatContractCruImport(models.TransientModel):
    """Reads a file with the answers of the central register: first what would happen, then it is done."""

    _name = "biuro.sekretariat.contract.cru.import"
    _description = "Answers of the CRU"

    file = fields.Binary(attachment=False)
    filename = fields.Char()
    state = fields.Selection(
        [("file", "File"), ("ready", "Checked"), ("done", "Done")], default="file", required=True, readonly=True,
    )
    report = fields.Html(readonly=True, sanitize=False)

    def action_check(self):
        """Check the file and change nothing. Return the action (dict) that shows the report."""
        return self._run(True)

    def action_apply(self):
        """Take all answers of the file, or none. Return the action (dict) that shows the report."""
        return self._run(False)

    def _run(self, dry_run):
        self.ensure_one()
        if not self.file:
            raise UserError(self.env._("Choose a file first."))
        content = self.file.decode() if isinstance(self.file, bytes) else self.file
        result = self.env["biuro.sekretariat.contract.cru.batch"].import_statuses(content, self.filename or "", dry_run)
        state = "file" if result["errors"] else "ready" if dry_run else "done"
        self.write({"state": state, "report": self._render(result, dry_run)})
        return {
            "type": "ir.actions.act_window", "name": self.env._("Answers of the CRU"), "res_model": self._name,
            "res_id": self.id, "view_mode": "form", "target": "new",
        }

    def _render(self, result, dry_run):
        if result["errors"]:
            head = self.env._("Nothing was changed. Rows read: %(rows)s, mistakes: %(mistakes)s.",
                              rows=result["rows"], mistakes=len(result["errors"]))
        elif dry_run:
            head = self.env._("The file is correct. Entries that would change: %(count)s of %(rows)s.",
                              count=result["changed"], rows=result["rows"])
        else:
            head = self.env._("Entries changed: %(count)s of %(rows)s.", count=result["changed"], rows=result["rows"])
        report = Markup('<div class="alert alert-%s" role="alert">%s</div>') % (
            "danger" if result["errors"] else "success", head)
        Entry = self.env["biuro.sekretariat.contract.cru.entry"]
        states = dict(Entry._fields["state"]._description_selection(self.env))
        rows = [(error["line"], "", error["message"]) for error in result["errors"]] or [
            (row["line"], row["reference"] or "", states.get(row["state"], row["state"])) for row in result["report"]]
        cells = Markup("").join(
            Markup("<tr><td>%s</td><td>%s</td><td>%s</td></tr>") % row for row in rows[:200])
        return report + Markup(
            '<table class="table table-sm"><thead><tr><th>%s</th><th>%s</th><th>%s</th></tr></thead>'
            "<tbody>%s</tbody></table>") % (self.env._("Line"), self.env._("Entry"), self.env._("Result"), cells)
