from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from .biuro_case_event import ACTS

KINDS = {
    "b": Domain("archival_category", "=like", "B%")
    & ~Domain("archival_category", "=like", "BE%")
    & Domain("archival_category", "!=", "Bc"),
    "be": Domain("archival_category", "=like", "BE%"),
    "bc": Domain("archival_category", "=", "Bc"),
}


class BiuroDisposal(models.Model):
    """Disposal of papers whose time has passed (brakowanie; IA § 38, KLAS § 9-12): B, BE and Bc apart.

    draft -> opinions of the cells -> application to the State Archive -> consent -> destroyed. Bc needs no consent.
    """

    _name = "biuro.disposal"
    _description = "Disposal of Papers"
    _inherit = ["biuro.archival.list.mixin"]
    _order = "id desc"

    name = fields.Char("Application", compute="_compute_name", store=True)
    number = fields.Integer(readonly=True, copy=False, aggregator=None)
    year = fields.Integer(readonly=True, copy=False, aggregator=None)
    kind = fields.Selection([("b", "B"), ("be", "BE (expertise)"), ("bc", "Bc")], required=True, default="b")
    department_id = fields.Many2one("hr.department", "Cell", help="Empty for the whole office.", ondelete="restrict")
    date = fields.Date("Proposed On", required=True, default=lambda self: self.env["biuro.case"]._today())
    basis = fields.Char(
        "Basis of Qualification",
        required=True,
        default="Rozporządzenie Prezesa Rady Ministrów z 18.01.2011 r. (Dz.U. 2011 nr 14 poz. 67), zał. 2",
    )
    size = fields.Char(help="In running metres, or in megabytes for electronic papers.")
    applied_on = fields.Date("Applied On", readonly=True, copy=False)
    consent_reference = fields.Char("Consent of the State Archive", readonly=True, copy=False)
    consent_date = fields.Date("Date of the Consent", readonly=True, copy=False)
    destroyed_on = fields.Date("Destroyed On", readonly=True, copy=False)
    protocol = fields.Char("Protocol of Destruction", readonly=True, copy=False)
    state = fields.Selection(
        [
            ("draft", "Candidates"),
            ("opinion", "Opinions"),
            ("applied", "Application"),
            ("consented", "Consent"),
            ("destroyed", "Destroyed"),
            ("cancelled", "Cancelled"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )
    line_ids = fields.One2many("biuro.disposal.line", "disposal_id", "Folders")

    @api.depends("kind", "number", "year", "date")
    def _compute_name(self):
        labels = {"b": "B", "be": "BE", "bc": "Bc"}
        for disposal in self:
            mark = f"{disposal.number}/{disposal.year}" if disposal.number else "-"
            disposal.name = f"{mark} {labels.get(disposal.kind)} {disposal.date or ''}".strip()

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(vals.get("state", "draft") != "draft" or vals.get("number") for vals in vals_list):
            raise UserError(self.env._("A disposal begins as a list of candidates."))
        return super().create(vals_list)

    def write(self, vals):
        guarded = {
            "state",
            "number",
            "year",
            "consent_reference",
            "consent_date",
            "applied_on",
            "destroyed_on",
            "protocol",
        }
        if not self.env.su and guarded & vals.keys():
            raise UserError(self.env._("Use the buttons to move a disposal on."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_started(self):
        if any(disposal.state not in ("draft", "cancelled") for disposal in self):
            raise UserError(self.env._("Only a list of candidates may be deleted."))

    @api.model
    def propose(self, kind="b", department_id=None):
        """Make a list of all folders whose keeping time has passed (DEL § 6(12)).

        :param str kind: ``b``, ``be`` or ``bc``
        :param int department_id: one cell only
        :return: dict(id, folders, cases)
        :raises AccessError: the user is not an archivist
        :raises UserError: nothing may be disposed of
        """
        disposal = self.create({"kind": kind, "department_id": department_id})
        disposal.action_fill()
        lines = disposal.sudo().line_ids  # sudo: own lines and their cases - only counted
        return {"id": disposal.id, "folders": len(lines), "cases": len(lines.case_ids)}

    def action_fill(self):
        """Put on the list of candidates all folders whose time has passed, instead of what it holds now.

        :return: True
        :raises UserError: nothing may be disposed of
        """
        self.ensure_one()
        self._check_archivist()
        self._check_state("draft")
        # sudo: biuro.case, biuro.disposal.line - the archivist lists papers of every cell; only verbs write links
        self.sudo().line_ids.unlink()
        domain = KINDS[self.kind] & Domain("is_disposable", "=", True) & Domain("disposal_line_id", "=", False)
        domain &= Domain("company_id", "=", self.company_id.id)
        if self.department_id:
            domain &= Domain("department_id", "=", self.department_id.id)
        cases = self.env["biuro.case"].sudo().search(domain)
        return self._put_folders(cases, self.env._("No folder of this category may be disposed of today."))

    def action_request_opinions(self):
        """Ask the heads of the cells for their opinions (IA § 38).

        :return: True
        :raises UserError: the list is empty
        """
        self._check_archivist()
        self._check_state("draft")
        for disposal in self.sudo():  # sudo: own model - state changes by verbs alone
            if not disposal.line_ids:
                raise UserError(self.env._("The list is empty: fill it first."))
            disposal.write({"state": "opinion"})
        return True

    def action_apply(self):
        """Turn the list into the application to the State Archive: folders with an extended period fall away.

        :return: str, number of the application
        :raises UserError: an opinion is missing, an extension was not approved, or a folder may not be disposed of
        """
        self.ensure_one()
        self._check_archivist()
        self._check_state("opinion")
        own = self.sudo()  # sudo: own model and its cases - changed by verbs alone
        if any(line.opinion == "pending" for line in own.line_ids):
            raise UserError(
                self.env._(
                    "Opinions of cells are missing: %s.",
                    ", ".join(own.line_ids.filtered(lambda line: line.opinion == "pending").mapped("mark")),
                )
            )
        extended = own.line_ids.filtered(lambda line: line.opinion == "extend")
        if any(not line.extension_approved_by_id for line in extended):
            raise UserError(
                self.env._("The Secretary has not approved the extension of: %s.", ", ".join(extended.mapped("mark")))
            )
        for line in extended:
            line.case_ids.write({"retention_extended_to": line.extended_to, "disposal_line_id": False})
            line.is_excluded = True
        own._check_may_dispose()
        today = self.env["biuro.case"]._today()
        # sudo: biuro.register.counter - only applying moves the counter of applications
        number = self.env["biuro.register.counter"].sudo()._draw("disposal", today.year, self.company_id)
        own.write(
            {
                "state": "consented" if self.kind == "bc" else "applied",
                "number": number,
                "year": today.year,
                "applied_on": today,
            }
        )
        return f"{number}/{today.year}"

    def action_record_consent(self, reference, date=None, excluded_line_ids=(), expertise=None):
        """Record the consent of the State Archive, with what it took out and, for BE, the outcome of the expertise.

        :param str reference: reference of the consent
        :param date: its date, today by default
        :param list excluded_line_ids: folders the consent does not cover (KLAS § 11-12)
        :param dict expertise: line id -> ``A``, ``B`` or ``Bn``, for BE; ``A`` takes the folder out for good
        :return: True
        :raises UserError: no reference, or no application was made
        """
        self.ensure_one()
        self._check_archivist()
        self._check_state("applied")
        if not (reference or "").strip():
            raise UserError(self.env._("Give the reference of the consent of the State Archive."))
        expertise = {int(key): value for key, value in (expertise or {}).items()}
        for line in self.sudo().line_ids.filtered(lambda line: not line.is_excluded):  # sudo: own lines and their cases
            outcome = expertise.get(line.id)
            if outcome:
                line.case_ids.write({"expertise": outcome})
            if line.id in excluded_line_ids or outcome == "A":
                line.is_excluded = True
                line.case_ids.write({"disposal_line_id": False})
        self.sudo().write(
            {
                "state": "consented",
                "consent_reference": reference.strip(),
                "consent_date": fields.Date.to_date(date) or self.env["biuro.case"]._today(),
            }
        )
        return True

    def action_destroy(self, protocol, date=None):
        """Record the destruction: cases become disposed, electronic files are deleted, what is known of them stays.

        :param str protocol: number or description of the protocol of destruction
        :param date: day of destruction, today by default
        :return: int, number of cases disposed of
        :raises UserError: no consent (except Bc), no protocol, or a folder may no longer be disposed of
        """
        self.ensure_one()
        self._check_archivist()
        if self.state in ("draft", "opinion", "applied"):
            raise UserError(self.env._("Disposal is not possible: the consent of the State Archive is missing."))
        self._check_state("consented")
        if not (protocol or "").strip():
            raise UserError(self.env._("Give the protocol of destruction."))
        own = self.sudo()  # sudo: own model, its cases and their files - the only way by which papers leave
        own._check_may_dispose()
        cases = own.line_ids.filtered(lambda line: not line.is_excluded).case_ids
        own.write(
            {
                "state": "destroyed",
                "protocol": protocol.strip(),
                "destroyed_on": fields.Date.to_date(date) or self.env["biuro.case"]._today(),
            }
        )
        cases._move_to("disposed")
        # papers of the traditional system are shredded, electronic ones deleted here
        for case in cases.filtered(lambda case: case.records_system == "ezd"):
            case._get_attachments().unlink()
        cases._log_event(ACTS["dispose"].format(reason=protocol.strip()), kind="archive")
        return len(cases)

    def action_cancel_disposal(self):
        """Give the list up; its cases are free for another one.

        :return: True
        :raises UserError: the papers were destroyed
        """
        self._check_archivist()
        if any(disposal.state == "destroyed" for disposal in self):
            raise UserError(self.env._("The papers of this list have been destroyed."))
        # sudo: own cases - links are written by verbs alone
        self.sudo().line_ids.case_ids.write({"disposal_line_id": False})
        self.sudo().write({"state": "cancelled"})
        return True

    def _check_may_dispose(self):
        """Raise UserError with the reason if a case on the list may not be disposed of today."""
        today = self.env["biuro.case"]._today()
        for case in self.line_ids.filtered(lambda line: not line.is_excluded).case_ids:
            if case.archival_category == "A" or case.expertise == "A":
                raise UserError(self.env._("%s cannot be disposed of: it is of category A.", case.reference))
            if case.state in ("open", "suspended"):
                raise UserError(self.env._("%s cannot be disposed of: the case is open.", case.reference))
            if case.legal_hold:
                raise UserError(
                    self.env._(
                        "%(case)s cannot be disposed of: %(reason)s.",
                        case=case.reference,
                        reason=case.legal_hold_reason or "-",
                    )
                )
            if not case.date_disposable or case.date_disposable > today:
                raise UserError(
                    self.env._(
                        "%(case)s cannot be disposed of: it is kept until %(date)s.",
                        case=case.reference,
                        date=case.date_disposable and fields.Date.subtract(case.date_disposable, days=1) or "-",
                    )
                )


class BiuroDisposalLine(models.Model):
    """Folder on a disposal list, with the opinion of its cell."""

    _name = "biuro.disposal.line"
    _description = "Folder to Dispose Of"
    _inherit = ["biuro.folder.mixin"]
    _rec_name = "mark"

    disposal_id = fields.Many2one("biuro.disposal", "Disposal", required=True, index=True, ondelete="cascade")
    case_ids = fields.One2many("biuro.case", "disposal_line_id", "Cases")
    signature = fields.Char("Archive Signature", compute="_compute_signature")
    opinion = fields.Selection(
        [("pending", "Not Given"), ("dispose", "Dispose Of"), ("extend", "Keep Longer")],
        default="pending",
        required=True,
        readonly=True,
    )
    opinion_by_id = fields.Many2one("hr.employee", "Opinion By", readonly=True)
    opinion_note = fields.Char("Opinion Reason", readonly=True)
    extended_to = fields.Date("Keep Until", readonly=True)
    extension_approved_by_id = fields.Many2one("hr.employee", "Extension Approved By", readonly=True)
    is_excluded = fields.Boolean("Taken Out", readonly=True)

    @api.depends("case_ids.archive_line_id")
    def _compute_signature(self):
        for line in self:
            # sudo: biuro.case - only the archive signatures, printed on the list
            line.signature = ", ".join(filter(None, line.sudo().case_ids.archive_line_id.mapped("signature")))

    def action_opinion(self, opinion, extended_to=None, note=None):
        """Give the opinion of the cell: dispose of the folders or keep them longer (IA § 38).

        :param str opinion: ``dispose`` or ``extend``
        :param extended_to: last day of keeping, for ``extend``
        :param str note: why, for ``extend``
        :return: True
        :raises AccessError: the user heads another cell
        :raises UserError: opinions are not asked for, or the extension has no day or reason
        """
        self.check_access("read")
        extended_to = fields.Date.to_date(extended_to)
        if opinion not in ("dispose", "extend"):
            raise UserError(self.env._("Say whether to dispose of the folder or to keep it longer."))
        for line in self:
            line.disposal_id._check_state("opinion")
            if line.department_id not in self.env.user.managed_cell_ids:
                raise AccessError(self.env._("The opinion on %s is given by the head of its cell.", line.mark))
            if opinion == "extend" and (
                not extended_to or extended_to <= self.env["biuro.case"]._today() or not (note or "").strip()
            ):
                raise UserError(self.env._("Give the day until which the folder is to be kept, and why."))
        # sudo: own model - opinions are written by this verb alone
        self.sudo().write(
            {
                "opinion": opinion,
                "opinion_by_id": self.env.user._biuro_employee().id,
                "opinion_note": note,
                "extended_to": extended_to if opinion == "extend" else False,
                "extension_approved_by_id": False,
            }
        )
        return True

    def action_approve_extension(self):
        """Approve the longer period, as the Secretary does (IA § 38).

        :return: True
        :raises AccessError: the user is not of the management
        :raises UserError: nobody asked for a longer period
        """
        self.check_access("read")
        if not self.env.user.has_group("biuro_kancelaria.biuro_kancelaria_group_management"):
            raise AccessError(self.env._("A longer period is approved by the management."))
        if any(line.opinion != "extend" for line in self):
            raise UserError(self.env._("The cell did not ask for a longer period."))
        # sudo: own model - written by this verb alone
        self.sudo().extension_approved_by_id = self.env.user._biuro_employee()
        return True
