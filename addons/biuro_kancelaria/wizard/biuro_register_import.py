import base64

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroRegisterImport(models.TransientModel):
    """Import of an existing register in three steps: the file, the meaning of its columns, the check."""

    _name = "biuro.register.import"
    _description = "Import a Register"
    _rec_name = "register_id"

    register_id = fields.Many2one("biuro.register", "Register", required=True, domain=[("model", "!=", False)])
    file = fields.Binary(attachment=False)
    filename = fields.Char()
    encoding = fields.Selection(
        [("utf-8-sig", "UTF-8"), ("windows-1250", "Windows-1250"), ("iso-8859-2", "ISO-8859-2"), ("utf-16", "UTF-16")],
        help="Of a CSV file. Empty: found out by itself.",
    )
    delimiter = fields.Selection(
        [(";", "semicolon ;"), (",", "comma ,"), ("\t", "tabulator"), ("|", "bar |")], "Separator",
        help="Of a CSV file. Empty: found out by itself.",
    )
    state = fields.Selection(
        [("file", "File"), ("columns", "Columns"), ("ready", "Checked"), ("done", "Imported")],
        default="file", required=True, readonly=True,
    )
    profile_id = fields.Many2one(
        "biuro.register.import.profile", "Profile", domain="[('register_id', '=', register_id)]",
    )
    profile_name = fields.Char("Keep the Columns As", help="The next file of the same kind will need no choosing.")
    line_ids = fields.One2many("biuro.register.import.line", "import_id", "Columns")
    field_ids = fields.One2many("biuro.register.import.field", "import_id", "Fields")
    report = fields.Html(readonly=True, sanitize=False)

    def action_read(self):
        """Read the file and propose what its columns mean. Return the action (dict) that shows this window again."""
        self.ensure_one()
        self.register_id._check_import_access()
        rows = self._read()
        headings = [str(heading).strip() for heading in rows[0][1] if heading is not None]
        if len(set(headings)) < len(headings):
            double = next(heading for heading in headings if headings.count(heading) > 1)
            raise UserError(self.env._("Two columns have the heading “%s”. Rename one of them.", double))
        mapping = self.register_id._guess_import_mapping(headings)
        if self.profile_id:
            mapping = {heading: name for heading, name in self.profile_id.mapping.items() if heading in headings}
        self.field_ids = [fields.Command.clear()] + [
            fields.Command.create({
                "field": field["name"], "name": field["label"], "is_required": field["required"],
            })
            for field in self.register_id.get_import_fields()
        ]
        targets = {target.field: target.id for target in self.field_ids}
        samples = {}
        for _line, cells in rows[1:4]:
            for index, cell in enumerate(cells):
                if cell is not None:
                    samples.setdefault(index, []).append(str(cell)[:40])
        self.line_ids = [fields.Command.clear()] + [
            fields.Command.create({
                "heading": str(heading).strip(), "sample": " · ".join(samples.get(index, [])),
                "field_id": targets.get(mapping.get(str(heading).strip())),
            })
            for index, heading in enumerate(rows[0][1]) if heading is not None
        ]
        self.write({"state": "columns", "report": False})
        return self._reopen()

    def action_check(self):
        """Check the whole file and change nothing. Return the action (dict) that shows the report."""
        self.ensure_one()
        result = self._run(dry_run=True)
        self.write({"state": "columns" if result["errors"] else "ready", "report": self._render(result)})
        return self._reopen()

    def action_import(self):
        """Import the file if nothing in it is wrong. Return the action (dict) that shows the report."""
        self.ensure_one()
        result = self._run(dry_run=False)
        self.write({"state": "columns" if result["errors"] else "done", "report": self._render(result)})
        if not result["errors"] and self.profile_name:
            self._keep_profile()
        return self._reopen()

    def action_back(self):
        """Go back to the file. Return the action (dict) that shows this window again."""
        self.ensure_one()
        self.write({"state": "file", "report": False})
        return self._reopen()

    def _read(self):
        if not self.file:
            raise UserError(self.env._("Choose a file first."))
        rows, info = self.register_id._read_import(
            base64.b64decode(self.file), self.filename or "", self.encoding, self.delimiter)
        encodings = dict(self._fields["encoding"].selection)
        self.write({"encoding": info["encoding"] if info["encoding"] in encodings else False,
                    "delimiter": info["delimiter"] or False})
        return rows

    def _get_mapping(self):
        return {line.heading: line.field_id.field for line in self.line_ids if line.field_id}

    def _run(self, dry_run):
        self.register_id._check_import_access()
        return self.register_id._import_rows(self._read(), self._get_mapping(), self.filename, dry_run)

    def _keep_profile(self):
        values = {
            "name": self.profile_name, "register_id": self.register_id.id, "mapping": self._get_mapping(),
            "encoding": self.encoding, "delimiter": self.delimiter,
        }
        Profile = self.env["biuro.register.import.profile"]
        profile = Profile.search([("name", "=", self.profile_name), ("register_id", "=", self.register_id.id)])
        if profile:
            profile.write(values)
        else:
            Profile.create(values)

    def _reopen(self):
        return {
            "type": "ir.actions.act_window", "name": self.env._("Import a Register"), "res_model": self._name,
            "res_id": self.id, "view_mode": "form", "target": "new",
        }

    def _render(self, result):
        """Return the report (Markup): what is wrong line by line, then the first rows as they were understood."""
        if result["imported"]:
            head = self.env._("Imported entries: %s.", result["imported"])
        elif result["errors"]:
            head = self.env._(
                "Nothing was imported. Correct the file and choose it again. Rows read: %(rows)s, "
                "mistakes: %(mistakes)s.",
                rows=result["rows"], mistakes=len(result["errors"]))
        else:
            head = self.env._("The file is correct, %s rows can be imported.", result["rows"])
        kind = "danger" if result["errors"] else "success"
        report = Markup('<div class="alert alert-%s" role="alert">%s</div>') % (kind, head)
        for warning in result["warnings"]:
            report += Markup('<div class="alert alert-warning" role="alert">%s</div>') % warning["message"]
        if result["errors"]:
            rows = [(error["line"], error["column"], error["message"]) for error in result["errors"][:200]]
            report += self._render_table(
                [self.env._("Line"), self.env._("Column"), self.env._("What is wrong")], rows)
        if result["preview"]:
            labels = {target.field: target.name for target in self.field_ids}
            names = [name for name in result["preview"][0] if name != "line"]
            report += Markup("<h3>%s</h3>") % self.env._("The first rows")
            report += self._render_table(
                [self.env._("Line"), *(labels.get(name, name) for name in names)],
                [[row["line"], *(row[name] for name in names)] for row in result["preview"]],
            )
        return report

    @api.model
    def _render_table(self, heads, rows):
        cells = Markup("").join(Markup("<th>%s</th>") % head for head in heads)
        lines = Markup("").join(
            Markup("<tr>%s</tr>") % Markup("").join(Markup("<td>%s</td>") % cell for cell in row) for row in rows
        )
        return Markup('<table class="table table-sm"><thead><tr>%s</tr></thead><tbody>%s</tbody></table>') % (
            cells, lines)


class BiuroRegisterImportLine(models.TransientModel):
    _name = "biuro.register.import.line"
    _description = "Column of an Imported File"
    _order = "id"

    import_id = fields.Many2one("biuro.register.import", required=True, index=True, ondelete="cascade")
    heading = fields.Char("Column of the File", required=True, readonly=True)
    sample = fields.Char("First Values", readonly=True)
    field_id = fields.Many2one(
        "biuro.register.import.field", "Means", domain="[('import_id', '=', import_id)]", ondelete="set null",
    )


class BiuroRegisterImportField(models.TransientModel):
    _name = "biuro.register.import.field"
    _description = "Field of an Imported Register"
    _order = "is_required desc, id"

    import_id = fields.Many2one("biuro.register.import", required=True, index=True, ondelete="cascade")
    field = fields.Char(required=True)
    name = fields.Char(required=True)
    is_required = fields.Boolean("Required")

    @api.depends("name", "is_required")
    def _compute_display_name(self):
        for target in self:
            target.display_name = f"{target.name} *" if target.is_required else target.name
