import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaRecording(models.Model):
    """Recording of a session (u.s.g. art. 20 ust. 1b): the office's own copy with its checksum, what is on the web.

    Once a recording is on the web its captions, or a text of it, are due in 14 days: a term in the cockpit.
    """

    _name = "biuro.rada.recording"
    _description = "Recording of a Session"
    _inherit = ["biuro.guard.mixin", "biuro.deadline.mixin", "mail.thread"]
    _order = "session_id desc, started_at, id"
    _rec_name = "name"
    _reason_verbs = {"action_publish": {"url": "text", "date": "date"}, "action_captions_done": {"date": "date"}}

    name = fields.Char(compute="_compute_name", store=True)
    session_id = fields.Many2one("biuro.rada.session", "Session", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="session_id.company_id", store=True)
    started_at = fields.Datetime("Recording Began", required=True, help="From it the seconds of items are counted.")
    ended_at = fields.Datetime("Recording Ended")
    place = fields.Char("Where the Own Copy Is Kept", help="Server and folder, or the medium.")
    file_name = fields.Char("File")
    file_size = fields.Integer("Size (MB)", aggregator=None)
    checksum = fields.Char("Checksum (SHA-256)", size=64, tracking=True, help="Of the own copy, 64 hexadecimal digits.")
    copy_upload = fields.Binary("Own Copy", attachment=True, copy=False)
    checked_on = fields.Date("Copy Checked On", readonly=True, copy=False)
    url = fields.Char("On the Web", readonly=True, copy=False, tracking=True)
    published_on = fields.Date("On the Web Since", readonly=True, copy=False, tracking=True)
    captions_ok = fields.Boolean("Captions or Text", readonly=True, copy=False, tracking=True)
    captions_on = fields.Date("Captions Since", readonly=True, copy=False)
    transcript_id = fields.Many2one("ir.attachment", "Transcript", ondelete="set null", copy=False)

    _ordered = models.Constraint(
        "CHECK (ended_at IS NULL OR ended_at >= started_at)", "A recording ends after it begins."
    )

    @api.depends("session_id", "started_at", "file_name")
    def _compute_name(self):
        for recording in self:
            recording.name = " – ".join(filter(None, [recording.session_id.display_name, recording.file_name]))

    @api.onchange("session_id")
    def _onchange_session_id(self):
        self.started_at = self.started_at or self.session_id.opened_at or self.session_id.start

    @api.constrains("checksum")
    def _check_checksum(self):
        for recording in self:
            value = (recording.checksum or "").lower()
            if value and (len(value) != 64 or set(value) - set("0123456789abcdef")):
                raise ValidationError(self.env._("A SHA-256 checksum has 64 hexadecimal digits. Copy it whole."))

    @api.model_create_multi
    def create(self, vals_list):
        recordings = super().create(vals_list)
        recordings.filtered("copy_upload")._seal_copy()
        return recordings

    def write(self, vals):
        result = super().write(vals)
        if vals.get("copy_upload"):
            self._seal_copy()
        return result

    def _seal_copy(self):
        """Write the checksum and the size of the copy that was put here."""
        for recording in self:
            content = base64.b64decode(recording.with_context(bin_size=False).copy_upload)
            # sudo: own model - the checksum follows the file
            recording.sudo().write(
                {
                    "checksum": hashlib.sha256(content).hexdigest(),
                    "file_size": max(len(content) // (1024 * 1024), 1),
                    "checked_on": office_today(),
                }
            )

    def action_check_copy(self, checksum=None):
        """Compare the own copy with its checksum.

        :param str checksum: of the copy as it is now, where it is kept outside; of the file kept here by default
        :return: dict ``ok`` (bool), ``checksum`` (str: of the copy)
        :raise UserError: nothing to compare
        """
        self.ensure_one()
        self.check_access("write")
        if not checksum and self.copy_upload:
            content = base64.b64decode(self.with_context(bin_size=False).copy_upload)
            checksum = hashlib.sha256(content).hexdigest()
        if not checksum or not self.checksum:
            raise UserError(self.env._("Give the checksum of the copy, and the one noted when it was made."))
        same = checksum.lower() == self.checksum.lower()
        if same:
            self.sudo().checked_on = office_today()  # sudo: own model - facts are written by verbs only
        return {"ok": same, "checksum": checksum.lower()}

    def action_publish(self, url, date=None):
        """Note that the recording is on the web: its captions are due in 14 days.

        :param str url: address of the recording
        :param str date: day "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: no address; no own copy; in the future
        """
        self.check_access("write")
        day = fields.Date.to_date(date) or office_today()
        for recording in self:
            if not (url or "").strip().startswith(("https://", "http://")):
                raise UserError(self.env._("Give the address of the recording, with https://."))
            if not recording.checksum or not (recording.place or recording.copy_upload):
                raise UserError(self.env._("Register the office's own copy first: where it is kept and its checksum."))
            if day > office_today():
                raise UserError(self.env._("Give a day not later than today."))
            # sudo: own model - facts are written by verbs only; access was checked above
            recording.sudo().write({"url": url.strip(), "published_on": day})
            if not recording.captions_ok:
                recording._deadline_start("council_captions", day)
        return True

    def action_captions_done(self, date=None):
        """Note that the recording has its captions, or a text of it.

        :param str date: day "YYYY-MM-DD"; today by default
        :return: True
        """
        self.check_access("write")
        day = fields.Date.to_date(date) or office_today()
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().write({"captions_ok": True, "captions_on": day})
        self._deadline_done("council_captions", day)
        return True

    def action_set_offsets(self):
        """Count from the log at which second of the recording each item begins; it then stands in the minutes.

        :return: dict ``items`` (int)
        """
        count = 0
        for recording in self:
            recording.check_access("write")
            for item in recording.session_id.agenda_item_ids.filtered("started_at"):
                after = item.started_at >= recording.started_at
                if after and (not recording.ended_at or item.started_at <= recording.ended_at):
                    item.video_offset_s = int((item.started_at - recording.started_at).total_seconds())
                    count += 1
        return {"items": count}

    def _get_deadline_employee(self):
        """Return the employee who answers for the captions: who takes the minutes, else nobody."""
        self.ensure_one()
        # sudo: hr.employee - whose term it is
        return self.sudo().session_id.minute_taker_id.employee_id

    def _get_deadline_department(self):
        """Return the cell that answers for the captions."""
        self.ensure_one()
        # sudo: hr.employee - its department is read for the term alone
        return self._get_deadline_employee().sudo().department_id
