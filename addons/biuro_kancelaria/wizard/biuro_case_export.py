import base64
import re
from datetime import datetime

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..export import package
from ..export.metadata import AVAILABILITY, NAMESPACE
from ..models.biuro_case_event import ACTS

DRAFT_STATES = ("draft", "to_accept", "to_sign")


class BiuroCaseExport(models.TransientModel):
    """Export of a case as an archive package (NOS annex) or as an eADM package for a court (EADM § 7).

    A document is a letter with its files or a file of the case. eADM leaves out drafts and everything about
    assignments; what is left out by hand needs a reason.
    """

    _name = "biuro.case.export"
    _description = "Export of a Case"

    case_id = fields.Many2one(
        "biuro.case",
        "Case",
        required=True,
        default=lambda self: (
            self.env.context.get("active_id") if self.env.context.get("active_model") == "biuro.case" else False
        ),
    )
    kind = fields.Selection(
        [("archive", "Archive Package"), ("eadm", "eADM Package for a Court")], required=True, default="archive"
    )
    line_ids = fields.One2many(
        "biuro.case.export.line",
        "export_id",
        "Documents",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    problems = fields.Text(readonly=True)
    content = fields.Binary("Package", readonly=True, attachment=False)
    filename = fields.Char("File Name", readonly=True)
    digest = fields.Char("SHA-256", readonly=True)
    hash_list = fields.Text("Checksums of the Files", readonly=True)

    @api.depends("case_id", "kind")
    def _compute_line_ids(self):
        for export in self:
            commands = [fields.Command.clear()]
            for values in export.case_id and export._prepare_lines() or []:
                commands.append(fields.Command.create(values))
            export.line_ids = commands

    def _prepare_lines(self):
        """Return values of the document lines: letters with files, then files of the case itself."""
        self.ensure_one()
        attachments = self.case_id._get_attachments()
        letters = self.env["biuro.letter"].browse(
            dict.fromkeys(
                attachments.filtered(lambda attachment: attachment.res_model == "biuro.letter").mapped("res_id")
            )
        )
        lines = []
        for letter in letters:
            files = attachments.filtered(
                lambda attachment, letter=letter: (
                    (attachment.res_model, attachment.res_id) == ("biuro.letter", letter.id)
                )
            )
            reason = self._get_left_out(letter)
            lines.append(
                {
                    "letter_id": letter.id,
                    "name": letter.display_name,
                    "attachment_ids": [fields.Command.set(files.ids)],
                    "is_included": not reason,
                    "is_forced_out": bool(reason),
                    "reason": reason,
                }
            )
        for attachment in attachments.filtered(lambda attachment: attachment.res_model == "biuro.case"):
            lines.append(
                {"name": attachment.name, "attachment_ids": [fields.Command.set(attachment.ids)], "is_included": True}
            )
        return lines

    def _get_left_out(self, letter):
        """Return why a letter never goes into this package (Polish sentence, as it is recorded), empty if it may."""
        if letter.state == "annulled":
            return "pismo anulowane"
        if letter.direction == "out" and letter.state in DRAFT_STATES:
            # the archive takes finished documents too; a draft is none before it is signed
            return "wersja robocza pisma (EADM § 7)" if self.kind == "eadm" else "pismo niepodpisane"
        return ""

    def _check_lines(self):
        for line in self.line_ids:
            if not line.is_included and not (line.reason or "").strip():
                raise UserError(self.env._("Say why “%s” is left out.", line.name))
            if line.is_included and line.is_forced_out:
                raise UserError(
                    self.env._(
                        "“%(name)s” does not belong in this package: %(reason)s.", name=line.name, reason=line.reason
                    )
                )

    def action_check(self):
        """Say what is wrong with the package without building it.

        :return: action that shows the window again with the findings
        """
        self.ensure_one()
        self._check_lines()
        try:
            package.build(*self._get_parts(), self._get_root(), self._get_namespace())
            self.problems = False
        except package.PackageError as error:
            self.problems = "\n".join(error.problems)
        return self._reopen()

    def action_build(self):
        """Build the package, keep it for download and note it in the log of the case.

        :return: action that shows the window again with the file and the checksums
        :raises UserError: the package breaks a rule; the message lists all findings
        """
        self.ensure_one()
        self._build()
        return self._reopen()

    @api.model
    def export_case(self, case_id, kind="archive", excluded=None):
        """Export a case (paczka archiwalna, NOS annex; eADM, EADM § 7).

        :param int case_id: id of the case
        :param str kind: ``archive`` or ``eadm``
        :param dict excluded: attachment id -> reason why the document that holds it is left out
        :return: dict(filename, content, sha256, files): content in base64, files a list of dict(path, size, sha256)
        :raises UserError: the package breaks a rule; the message lists all findings
        """
        export = self.create({"case_id": case_id, "kind": kind})
        for key, reason in (excluded or {}).items():
            line = export.line_ids.filtered(lambda line, key=int(key): key in line.attachment_ids.ids)
            line.write({"is_included": False, "reason": reason})
        result = export._build()
        return {
            "filename": export.filename,
            "content": export.content.decode(),
            "sha256": result["sha256"],
            "files": result["files"],
        }

    def _build(self):
        self.case_id.check_access("read")
        self._check_lines()
        try:
            result = package.build(
                *self._get_parts(), self._get_root(), self._get_namespace(), mtime=int(datetime.now().timestamp())
            )
        except package.PackageError as error:
            raise UserError("\n".join(error.problems)) from None
        root = self._get_root()
        self.write(
            {
                "content": base64.b64encode(result["content"]),
                "filename": f"{root}.tar",
                "digest": result["sha256"],
                "problems": False,
                "hash_list": "\n".join(f"{row['sha256']}  {row['path']}" for row in result["files"]),
            }
        )
        label = {"archive": "archiwalnej", "eadm": "eADM"}[self.kind]
        left_out = [f"{line.name} ({line.reason})" for line in self.line_ids if not line.is_included]
        act = ACTS["export"].format(kind=label, name=self.filename, digest=result["sha256"])
        if left_out:
            act += "; nie włączono: " + "; ".join(left_out)
        self.case_id._log_event(act, kind="export")
        return result

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
            "name": self.env._("Export of %s", self.case_id.reference),
        }

    def _get_root(self):
        return package.clean_name(("eADM-" if self.kind == "eadm" else "") + self.case_id.reference)

    @api.model
    def _get_namespace(self):
        # sudo: ir.config_parameter - a public constant of the office's packages
        return self.env["ir.config_parameter"].sudo().get_param("biuro_kancelaria.package_namespace") or NAMESPACE

    # Parts of the package

    def _get_parts(self):
        """Return the documents and the cases of the package, as plain objects."""
        case_name = package.clean_name(self.case_id.reference)
        documents = []
        for line in self.line_ids.filtered("is_included"):
            # names of files inside one document are told apart, and cleaned of what the annex forbids
            names = package.unique_names([package.clean_name(attachment.name) for attachment in line.attachment_ids])
            files = [(name, attachment.raw or b"") for name, attachment in zip(names, line.attachment_ids, strict=True)]
            name = files[0][0] if len(files) == 1 else package.clean_name(line.letter_id.document_uid or line.name)
            documents.append(package.Document(name, files, self._get_document_values(line), [case_name]))
        documents += self._get_printed()
        names = package.unique_names([document.name for document in documents])
        for name, document in zip(names, documents, strict=True):
            if len(document.files) == 1:
                document.files = [(name, document.files[0][1])]
            document.name = name
        return documents, [package.Case(case_name, self._get_case_values())]

    def _get_printed(self):
        """Return the documents printed from the case: its log and the official note."""
        case, case_name = self.case_id, package.clean_name(self.case_id.reference)
        reports = [] if case.metryka_exemption_id else [("metryka", "Metryka sprawy", "biuro_case_report_log")]
        if case.official_note:
            reports.append(("notatka-sluzbowa", "Notatka służbowa", "biuro_case_report_note"))
        documents = []
        for prefix, title, report in reports:
            content, _kind = (
                self.env["ir.actions.report"]
                .with_context(
                    force_report_rendering=True,
                    biuro_for_court=self.kind == "eadm",
                )
                ._render_qweb_pdf(f"biuro_kancelaria.{report}", case.ids)
            )
            name = f"{prefix}-{case_name}.pdf"
            values = {
                **self._get_common_values(
                    f"{title} {case.reference}", case.access_level, "application/pdf", len(content)
                ),
                "data": [{"typ": "stworzony", "czas": self.env["biuro.case"]._today()}],
                "identyfikator": [{"typ": "Identyfikator dokumentu", "wartosc": f"{prefix}-{case.reference}"}],
                "tworca": [{"funkcja": "stworzyl", "podmiot": self._get_office(case.clerk_id)}],
                "typ": {"kategoria": "Text", "rodzaj": title},
            }
            documents.append(package.Document(name, [(name, content)], values, [case_name]))
        return documents

    def _get_common_values(self, title, access, mimetype, size):
        case = self.case_id
        return {
            "tytul": title,
            "dostep": {"dostepnosc": AVAILABILITY.get(access or case.access_level, "niedostepne")},
            "format": {"typ": mimetype or "application/octet-stream", "wielkosc": {"@jednostka": "bajt", "#": size}},
            "grupowanie": [
                {"typ": "znak sprawy", "kod": case.reference, "opis": case.title},
                {"typ": "klasa wykazu akt", "kod": case.jrwa_class_id.symbol, "opis": case.jrwa_class_id.name},
            ],
            "jezyk": [{"@kod": "pol", "#": "polski"}],
            "kwalifikacja": {
                "kategoria": case.archival_category,
                "data": case.date_closed or case.date_opened,
                "podmiot": self._get_office(),
            },
        }

    def _get_document_values(self, line):
        letter, files = line.letter_id, line.attachment_ids
        size = sum(attachment.file_size for attachment in files)
        mimetype = files[0].mimetype if len(files) == 1 else "Multipart/Mixed"
        values = self._get_common_values(letter.title or files[0].name, letter.access_level, mimetype, size)
        if not letter:
            attachment = files[0]
            values |= {
                "data": [{"typ": "stworzony", "czas": attachment.create_date.date()}],
                "identyfikator": [{"typ": "Identyfikator dokumentu", "wartosc": f"Z{attachment.id:010d}"}],
                # sudo: res.users - the author of a document belongs to its metadata
                "tworca": [
                    {"funkcja": "stworzyl", "podmiot": self._get_office(attachment.create_uid.sudo()._biuro_employee())}
                ],
                "typ": {"kategoria": "Text", "rodzaj": "dokument sprawy"},
            }
            return values
        identifiers = [{"typ": "Identyfikator dokumentu", "wartosc": letter.document_uid}]
        if letter.register_ref:
            identifiers.append({"typ": "Numer w rejestrze", "wartosc": letter.register_ref})
        if letter.sender_reference:
            identifiers.append({"typ": "Znak nadawcy", "wartosc": letter.sender_reference})
        dates = [{"typ": "stworzony", "czas": self._as_time(letter.letter_date) or letter.create_date.date()}]
        if letter.direction == "in" and letter.date_received:
            dates.append({"typ": "otrzymany", "czas": letter.date_received})
        if letter.direction == "out" and letter.date_dispatched:
            dates.append({"typ": "wyslany", "czas": letter.date_dispatched})
        values |= {
            "data": dates,
            "identyfikator": identifiers,
            "tworca": [{"funkcja": "stworzyl", "podmiot": self._get_author(letter)}],
            "typ": {
                "kategoria": letter.dcmi_type or "Text",
                "rodzaj": ", ".join(letter.document_kind_ids.mapped("name")) or "pismo",
            },
            "odbiorca": [
                {
                    "podmiot": {"instytucja": {"nazwa": recipient.name}},
                    "rodzaj": "glowny" if recipient.role == "main" else "do wiadomosci",
                }
                for recipient in letter.recipient_ids
            ]
            if letter.direction == "out"
            else [{"podmiot": self._get_office(), "rodzaj": "glowny"}],
        }
        if letter.reply_to_id.document_uid:
            values["relacja"] = [
                {
                    "identyfikator": {"typ": "Identyfikator dokumentu", "wartosc": letter.reply_to_id.document_uid},
                    "typ": "odnosiSieDo",
                }
            ]
        return values

    def _get_author(self, letter):
        if letter.direction != "in":
            return self._get_office(letter.clerk_id)
        address = (
            {
                "kod": letter.sender_zip,
                "miejscowosc": letter.sender_city,
                "ulica": letter.sender_street,
                "budynek": letter.sender_building,
                "lokal": letter.sender_flat,
                "kraj": letter.sender_country_id.code or "PL",
            }
            if letter.sender_city
            else None
        )
        if letter.sender_lastname and not letter.sender_name:
            return {"osoba": {"nazwisko": letter.sender_lastname, "imie": letter.sender_firstname, "adres": address}}
        return {
            "instytucja": {
                "nazwa": letter.sender_name or letter.correspondent or "nadawca nieustalony",
                "adres": address,
            }
        }

    def _get_office(self, employee=None):
        company = self.case_id.company_id
        unit = None
        # sudo: hr.employee - name and position of the clerk, printed on every letter
        person = employee.sudo() if employee else None
        if person:
            first_name, _space, surname = (person.name or "").strip().rpartition(" ")
            unit = {
                "nazwa": self.case_id.department_id.name,
                "pracownik": {"nazwisko": surname or "-", "imie": first_name, "funkcja": person.job_title},
            }
        return {"instytucja": {"nazwa": company.biuro_office_name or company.name, "jednostka": unit}}

    def _get_case_values(self):
        case = self.case_id
        last = max([case.date_closed or case.date_opened, *case.event_ids.mapped("date_action")])
        return {
            **self._get_common_values(case.title, case.access_level, "Multipart/Header-Set", 0),
            "format": {"typ": "Multipart/Header-Set"},
            "data": [{"typ": "daty skrajne", "od": case.date_opened, "do": last}],
            "identyfikator": [{"typ": "Znak sprawy", "wartosc": case.reference}],
            "tworca": [{"funkcja": "stworzyl", "podmiot": self._get_office(case.clerk_id or case.opened_by_id)}],
            "typ": {"kategoria": "Collection", "rodzaj": "akta sprawy"},
        }

    @api.model
    def _as_time(self, text):
        """Return a date as far as it is known, if it is one the annex takes (str or empty)."""
        return text if re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text or "") else ""


class BiuroCaseExportLine(models.TransientModel):
    """Document of the package: taken, or left out with a reason."""

    _name = "biuro.case.export.line"
    _description = "Document of a Package"

    export_id = fields.Many2one("biuro.case.export", required=True, index=True, ondelete="cascade")
    letter_id = fields.Many2one("biuro.letter", "Letter", readonly=True)
    attachment_ids = fields.Many2many("ir.attachment", string="Files", readonly=True)
    name = fields.Char("Document", readonly=True)
    is_included = fields.Boolean("In the Package", default=True)
    is_forced_out = fields.Boolean("Not Allowed in the Package", readonly=True)
    reason = fields.Char("Why Left Out")
