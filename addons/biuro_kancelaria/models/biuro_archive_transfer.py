from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .biuro_case_event import ACTS


class BiuroArchiveTransfer(models.Model):
    """Hand-over list (spis zdawczo-odbiorczy, instrukcja archiwalna § 14): category A apart from the rest.

    draft -> submitted -> accepted, or refused by the archivist with a reason (§ 16). Accepting is what hands the cases
    over: from then on the cell only reads them.
    """

    _name = "biuro.archive.transfer"
    _description = "Hand-Over List"
    _inherit = ["biuro.archival.list.mixin"]
    _order = "id desc"

    name = fields.Char("List", compute="_compute_name", store=True)
    number = fields.Integer("List Number", readonly=True, copy=False, aggregator=None)
    kind = fields.Selection([("a", "Category A"), ("b", "Other Categories")], required=True, default="b")
    department_id = fields.Many2one("hr.department", "Cell", required=True, index=True, ondelete="restrict")
    archivist_id = fields.Many2one("hr.employee", "Archivist", readonly=True, copy=False)
    accepted_on = fields.Date("Accepted On", readonly=True, copy=False)
    refusal_reason = fields.Char("Reason of Refusal", readonly=True, copy=False)
    state = fields.Selection(
        [("draft", "Draft"), ("submitted", "Submitted"), ("accepted", "Accepted"), ("refused", "Refused")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )
    line_ids = fields.One2many("biuro.archive.transfer.line", "transfer_id", "Folders")
    folder_count = fields.Integer("Folders on the List", compute="_compute_folder_count")

    _number_uniq = models.UniqueIndex(
        "(company_id, number) WHERE number > 0", "A hand-over list with this number exists already."
    )

    @api.depends("number", "kind", "department_id", "date")
    def _compute_name(self):
        for transfer in self:
            mark = transfer.number or "-"
            kind = "A" if transfer.kind == "a" else "B"
            # sudo: hr.department - the name of a cell, printed on the list
            transfer.name = f"{mark}/{kind} {transfer.department_id.sudo().name or ''} {transfer.date or ''}".strip()

    @api.depends("line_ids")
    def _compute_folder_count(self):
        for transfer in self:
            transfer.folder_count = sum(transfer.line_ids.mapped("volumes"))

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(vals.get("state", "draft") != "draft" or vals.get("number") for vals in vals_list):
            raise UserError(self.env._("A hand-over list begins as a draft without a number."))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            if vals.keys() & {"state", "number", "archivist_id", "accepted_on", "refusal_reason"}:
                raise UserError(self.env._("Use the buttons to move a list on."))
            if any(transfer.state in ("accepted", "refused") for transfer in self) and any(
                not name.startswith(("message_", "activity_")) for name in vals
            ):
                raise UserError(self.env._("An accepted or refused list cannot be changed."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted(self):
        if any(transfer.state != "draft" for transfer in self):
            raise UserError(self.env._("Only a draft of a list may be deleted."))

    @api.model
    def _get_candidates(self, department, kind, on):
        category = (
            Domain("archival_category", "=", "A") if kind == "a" else Domain("archival_category", "not in", ("A", "Bc"))
        )
        # sudo: biuro.case - a list shows classes and years of folders, no titles of cases
        return (
            self.env["biuro.case"]
            .sudo()
            .search(
                category
                & Domain(
                    [
                        ("department_id", "=", department.id),
                        ("state", "in", ("closed", "moved")),
                        ("date_to_archive", "<=", on),
                        ("archive_line_id", "=", False),
                    ]
                )
            )
        )

    @api.model
    def propose(self, department_id, kind="b", on=None):
        """Make a draft list of all that a cell should hand over (two full years after closing, IK § 37 and § 63).

        :param int department_id: the cell
        :param str kind: ``a`` for category A, ``b`` for the rest
        :param on: day of the list, today by default
        :return: dict(id, folders, cases)
        :raises UserError: nothing is ripe
        """
        on = fields.Date.to_date(on) or self.env["biuro.case"]._today()
        transfer = self.create({"department_id": department_id, "kind": kind, "date": on})
        transfer.action_fill()
        lines = transfer.sudo().line_ids  # sudo: own lines and their cases - only counted
        return {"id": transfer.id, "folders": len(lines), "cases": len(lines.case_ids)}

    def action_fill(self):
        """Put on the draft list all folders that are ripe for the archive, instead of what it holds now.

        :return: True
        :raises UserError: the list is not a draft, or nothing is ripe
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("draft")
        # sudo: biuro.archive.transfer.line, biuro.case - the link of a case to its list is written by the verbs alone
        self.sudo().line_ids.unlink()
        cases = self._get_candidates(self.department_id, self.kind, self.date)
        return self._put_folders(cases, self.env._("No folder of this cell is ripe for the archive in this category."))

    def action_submit(self):
        """Hand the list over to the archivist.

        :return: True
        :raises UserError: the list is empty or not a draft
        """
        self.check_access("write")
        self._check_state("draft")
        if any(not transfer.line_ids for transfer in self):
            raise UserError(self.env._("The list is empty: fill it first."))
        self.sudo().write({"state": "submitted"})  # sudo: own model - state changes by verbs alone
        return True

    def action_accept(self):
        """Accept the folders into the archive: the list gets its number, the cases become archival (IA § 17, § 11).

        :return: int, the number of the list
        :raises AccessError: the user is not an archivist
        :raises UserError: the list was not submitted
        """
        self.ensure_one()
        self._check_archivist()
        self._check_state("submitted")
        # sudo: own cases - the archivist takes over the whole list, also what is restricted
        cases = self.sudo().line_ids.case_ids
        # sudo: biuro.register.counter - only accepting a list moves the counter of lists
        number = self.env["biuro.register.counter"].sudo()._draw("archive", 0, self.company_id)
        self.sudo().write(
            {  # sudo: own model - state and number change by verbs alone
                "state": "accepted",
                "number": number,
                "accepted_on": self.env["biuro.case"]._today(),
                "archivist_id": self.env.user._biuro_employee().id,
            }
        )
        cases._move_to("archived")
        for line in self.sudo().line_ids:
            line.case_ids._log_event(
                ACTS["archive"].format(number=number, position=line.position), kind="archive",
            )
        return number

    def action_refuse(self, reason):
        """Refuse the list: unordered, faulty or not matching the folders (IA § 16). The cases are free for a new list.

        :param str reason: what is wrong
        :return: True
        :raises AccessError: the user is not an archivist
        :raises UserError: no reason, or the list was not submitted
        """
        self.ensure_one()
        self._check_archivist()
        self._check_state("submitted")
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason."))
        # sudo: own model and the links of its cases - changed by verbs alone
        self.sudo().write({"state": "refused", "refusal_reason": reason.strip()})
        self.sudo().line_ids.case_ids.write({"archive_line_id": False})
        return True


class BiuroArchiveTransferLine(models.Model):
    """Folder on a hand-over list."""

    _name = "biuro.archive.transfer.line"
    _description = "Folder on a Hand-Over List"
    _inherit = ["biuro.folder.mixin"]

    transfer_id = fields.Many2one("biuro.archive.transfer", "List", required=True, index=True, ondelete="cascade")
    case_ids = fields.One2many("biuro.case", "archive_line_id", "Cases")
    signature = fields.Char("Archive Signature", compute="_compute_signature", help="List number / position (IA § 17).")

    @api.depends("transfer_id.number", "position")
    def _compute_signature(self):
        for line in self:
            line.signature = f"{line.transfer_id.number}/{line.position}" if line.transfer_id.number else False
