from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaDeskHelp(models.AbstractModel):
    """The councillor's desk: requests for help, own statements, mail, duty hours, equipment and training."""

    _inherit = "biuro.rada.desk"

    # ---- requests ------------------------------------------------------------------------------------------------

    @api.model
    def help_categories(self):
        """Return what may be asked for.

        :return: list of dicts ``key``, ``label``
        """
        field = self.env["biuro.rada.help.request"]._fields["category"]
        return [{"key": key, "label": label} for key, label in field._description_selection(self.env)]

    @api.model
    def ask_help(self, category, description, details="", urgent=False, files=None):
        """Ask the office for help; it answers within the time that the office promised.

        :param str category: one of ``help_categories``
        :param str description: what is asked for, in a sentence
        :param str details: more
        :param bool urgent: urgent
        :param list files: dicts ``{"name", "content"}``, the content in base64
        :return: dict ``id``, ``due`` ("YYYY-MM-DD")
        :raise AccessError: no councillor in office
        :raise ValidationError: an unknown category, no description, a file that is not taken
        """
        me = self._me()
        if category not in {row["key"] for row in self.help_categories()}:
            raise ValidationError(self.env._("Choose what you ask for."))
        description = (description or "").strip()
        if not description or len(description) > 300 or len(details or "") > 5000:
            raise ValidationError(self.env._("Say in one sentence what you need; the rest belongs to the details."))
        read = self._read_files(files)
        record = self._quiet("biuro.rada.help.request").create(
            {
                "councillor_id": me.id,
                "category": category,
                "description": description,
                "details": (details or "").strip(),
                "priority": "1" if urgent else "0",
                "channel": "portal",
            }
        )
        if read:
            record.attachment_ids = self._attach(record, read)
        return {"id": record.id, "due": str(record.due)}

    @api.model
    def my_help(self):
        """Return the own requests.

        :return: list of dicts ``id``, ``asked``, ``category``, ``description``, ``due``, ``state``, ``state_label``,
            ``answer``, ``answered`` ("YYYY-MM-DD" or False)
        :raise AccessError: no councillor in office
        """
        records = self._quiet("biuro.rada.help.request").search(
            [("councillor_id", "=", self._me().id)], order="asked_on desc, id desc"
        )
        return [
            {
                "id": record.id,
                "asked": str(record.asked_on),
                "category": self._label(record, "category"),
                "description": record.description,
                "due": str(record.due),
                "state": record.state,
                "state_label": self._label(record, "state"),
                "answer": record.answer or "",
                "answered": str(record.answered_on) if record.answered_on else False,
            }
            for record in records
        ]

    # ---- own statements ------------------------------------------------------------------------------------------

    @api.model
    def my_statements(self):
        """Return the state and the terms of the own property statements; never their content.

        :return: list of dicts ``id``, ``kind``, ``kind_label``, ``year``, ``deadline``, ``is_overdue``, ``state``,
            ``state_label``, ``filed``, ``uploaded``, ``extra_deadline``, ``correction`` (what is to be corrected),
            ``to_wojewoda`` (bool), ``can_upload`` (bool)
        :raise AccessError: no councillor in office
        """
        records = self._quiet("biuro.rada.statement").search([("councillor_id", "=", self._me().id)])

        def day(value):
            return str(value) if value else False

        return [
            {
                "id": record.id,
                "kind": record.kind,
                "kind_label": self._label(record, "kind"),
                "year": record.year,
                "deadline": day(record.date_deadline),
                "is_overdue": record.is_overdue,
                "state": record.state,
                "state_label": self._label(record, "state"),
                "filed": day(record.filed_on),
                "uploaded": day(record.uploaded_on),
                "extra_deadline": day(record.extra_deadline),
                "correction": record.correction_reason or False,
                "to_wojewoda": record.to_wojewoda,
                "can_upload": record.state in ("expected", "called") and not record.to_wojewoda,
            }
            for record in records
        ]

    @api.model
    def upload_statement(self, statement_id, name, content):
        """Upload the own property statement: the keepers of statements alone open it and note it as filed.

        :param int statement_id: the statement that is expected
        :param str name: name of the file
        :param str content: the file in base64
        :return: True
        :raise AccessError: no councillor in office, or somebody else's statement
        :raise UserError: filed already; the chair files to the wojewoda (RF-01)
        :raise ValidationError: a file that is not taken
        """
        record = self._quiet("biuro.rada.statement").browse(int(statement_id)).exists()
        if not record or record.councillor_id != self._me():
            raise AccessError(self.env._("There is no such statement of yours."))
        if record.state not in ("expected", "called"):
            raise UserError(self.env._("This statement was filed already."))
        if record.to_wojewoda:
            raise UserError(
                self.env._("RF-01: a councillor files to the chair, the chair to the wojewoda (art. 24h ust. 3).")
            )
        [(name, _content)] = self._read_files([{"name": name, "content": content}])
        if not name.lower().endswith((".pdf", ".zip", ".xades", ".jpg", ".jpeg", ".png")):
            raise ValidationError(self.env._("Upload the statement as a PDF or a scan."))
        record.write({"scan_full": content, "scan_full_name": name, "uploaded_on": office_today()})
        for user in record._get_deadline_employee().sudo().user_id:  # sudo: hr.employee - whom to tell
            record.activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=user.id,
                date_deadline=office_today(),
                summary=self.env._("A statement was uploaded: check it and note it as filed"),
            )
        return True

    # ---- mail, duty hours, equipment, training --------------------------------------------------------------------

    @api.model
    def my_mail(self):
        """Return the letters that came for the councillor and were handed over.

        :return: list of dicts ``id``, ``register_ref``, ``received``, ``handed``, ``sender``, ``subject``, ``note``,
            ``files`` (list of dicts ``id``, ``name``)
        :raise AccessError: no councillor in office
        """
        letters = self._quiet("biuro.letter").search([("councillor_id", "=", self._me().id)], order="id desc")
        # sudo: ir.attachment - the scans of letters that are the councillor's
        files = (
            self.env["ir.attachment"]
            .sudo()
            .search([("res_model", "=", "biuro.letter"), ("res_id", "in", letters.ids), ("res_field", "=", False)])
            .grouped("res_id")
        )
        return [
            {
                "id": letter.id,
                "register_ref": letter.register_ref,
                "received": str(letter.date_received or ""),
                "handed": str(letter.councillor_handed_on),
                "sender": letter.correspondent or "",
                "subject": letter.title,
                "note": letter.councillor_note or "",
                "files": self._file_rows(files.get(letter.id, self.env["ir.attachment"])),
            }
            for letter in letters
        ]

    @api.model
    def my_things(self):
        """Return the own coming duty hours, the equipment lent and the training.

        :return: dict ``duties`` (list of dicts ``start``, ``stop`` in UTC, ``place``, ``note``), ``loans`` (list of
            dicts ``item``, ``serial``, ``since``, ``returned``), ``training`` (list of dicts ``title``, ``day``,
            ``place``)
        :raise AccessError: no councillor in office
        """
        me = self._me()
        duties = self._quiet("biuro.rada.duty").search(
            [("councillor_ids", "in", me.ids), ("stop", ">=", fields.Datetime.now())], order="start", limit=30
        )
        loans = self._quiet("biuro.rada.equipment.loan").search([("councillor_id", "=", me.id)])
        training = self._quiet("biuro.rada.training").search([("councillor_ids", "in", me.ids)])
        return {
            "duties": [
                {
                    "start": str(duty.start),
                    "stop": str(duty.stop),
                    "place": duty.place,
                    "note": duty.public_note or "",
                }
                for duty in duties
            ],
            "loans": [
                {
                    "item": loan.item,
                    "serial": loan.serial or "",
                    "since": str(loan.date_from),
                    "returned": str(loan.date_to) if loan.date_to else False,
                }
                for loan in loans
            ],
            "training": [{"title": line.title, "day": str(line.date), "place": line.place or ""} for line in training],
        }
