from odoo import api, fields, models


class BiuroFolderMixin(models.AbstractModel):
    """Row of an archival list: a folder (teczka), i.e. the cases of one cell, class, year and category."""

    _name = "biuro.folder.mixin"
    _description = "Folder on an Archival List"
    _inherit = ["biuro.guard.mixin"]
    _order = "position, id"

    position = fields.Integer("No.", readonly=True, aggregator=None)
    mark = fields.Char(
        "Folder Mark", readonly=True, help="Cell symbol and class symbol, with the number of a separated group."
    )
    department_id = fields.Many2one("hr.department", "Cell", readonly=True, ondelete="restrict")
    jrwa_class_id = fields.Many2one("biuro.jrwa.class", "Class", readonly=True, ondelete="restrict")
    title = fields.Char(readonly=True)
    category = fields.Char("Archival Category", readonly=True)
    year = fields.Integer("Year Opened", readonly=True, aggregator=None)
    year_first = fields.Integer("Earliest Letter", readonly=True, aggregator=None)
    year_last = fields.Integer("Latest Letter", readonly=True, aggregator=None)
    volumes = fields.Integer(default=1)
    note = fields.Char("Remarks")
    case_count = fields.Integer("Number of Cases", compute="_compute_case_count")

    @api.depends("case_ids")
    def _compute_case_count(self):
        for line in self:
            line.case_count = len(line.case_ids)

    @api.model
    def _prepare_folders(self, cases, whole=True):
        """Return values of lines, one per folder, in the order of marks and years.

        In the traditional system a folder goes as a whole: one with a case not among ``cases`` is left out.

        :param cases: ``biuro.case`` records, read as superuser
        :param bool whole: keep to that rule
        """
        folders = {}
        for case in cases:
            key = (
                case.department_id,
                case.unit_symbol,
                case.jrwa_class_id,
                case.group_base_id,
                case.year,
                case.archival_category,
            )
            folders.setdefault(key, self.env["biuro.case"])
            folders[key] |= case
        if whole:
            paper = cases.filtered(lambda case: case.records_system == "traditional")
            # sudo: biuro.case - only how many cases a folder holds, and of which years
            groups = (
                self.env["biuro.case"]
                .sudo()
                ._read_group(
                    [
                        ("jrwa_class_id", "in", paper.jrwa_class_id.ids),
                        ("department_id", "in", paper.department_id.ids),
                        ("year", "in", paper.mapped("year")),
                        ("id", "not in", cases.ids),
                        ("records_system", "=", "traditional"),
                        ("state", "in", ("open", "suspended", "closed", "moved", "archived")),
                    ],
                    ["department_id", "jrwa_class_id", "year"],
                )
            )
            incomplete = set(groups)
            folders = {
                key: members
                for key, members in folders.items()
                if members[0].records_system != "traditional" or (key[0], key[2], key[4]) not in incomplete
            }
        values = []
        for key in sorted(folders, key=lambda key: (key[1] or "", key[2].symbol, key[3].number, key[4], key[5] or "")):
            department, symbol, jrwa, base, year, category = key
            members = folders[key]
            letter_years = [
                int(text[:4]) for text in members.mapped("origin_letter_date") if text and text[:4].isdecimal()
            ]
            values.append(
                {
                    "position": len(values) + 1,
                    "mark": f"{symbol}.{jrwa.symbol}" + (f".{base.number}" if base else ""),
                    "department_id": department.id,
                    "jrwa_class_id": jrwa.id,
                    "title": jrwa.name,
                    "category": category,
                    "year": year,
                    "year_first": min([*letter_years, year]),
                    "year_last": max(case.date_closed.year for case in members if case.date_closed),
                    "case_ids": [fields.Command.set(members.ids)],
                }
            )
        return values
