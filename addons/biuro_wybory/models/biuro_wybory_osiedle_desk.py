from markupsafe import Markup, escape

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.terms import local
from odoo.addons.biuro_kancelaria.tools import office_today

LONGEST = {"title": 300, "subject": 300, "text": 20000}
NUMBERS = ("present", "votes_for", "votes_against", "votes_abstain", "votes_invalid")
WAITING = ("received", "registered", "in_progress")
HELD = ("held", "minuted")
OPINIONS = ("positive", "remarks", "negative")


class BiuroWyboryOsiedleDesk(models.AbstractModel):
    """Desk of the chairs of a unit's board and council: what they do on the portal, or over RPC, for their own unit.

    Each verb finds out who asks and touches that unit's things alone; portal users have no other right to them.
    Nothing of candidates and their supporters is ever read here.
    """

    _name = "biuro.wybory.osiedle.desk"
    _description = "Desk of a Unit's Board"

    @api.model
    def _me(self, unit_id=None):
        """Return the unit (sudo) whose board or council the user chairs today.

        :raise AccessError: the user chairs none, or not this one
        """
        units = self.env["biuro.wybory.osiedle"]._of_user()
        if unit_id:
            units = units.filtered(lambda unit: unit.id == int(unit_id))
        if not units:
            raise AccessError(self.env._("Only the chair of a board or council of a unit may do this."))
        # sudo: biuro.wybory.osiedle - one's own unit; portal users have no access to the records of the office
        return units[:1].sudo()

    @api.model
    def _quiet(self, model):
        """Return a model with the rights of the system, without followers: portal users get no internal notes."""
        # sudo: the verbs of the desk check whose the records are before they touch them
        return self.env[f"biuro.wybory.osiedle.{model}"].sudo().with_context(
            mail_create_nosubscribe=True, mail_create_nolog=True)

    @api.model
    def _mine(self, model, record_id):
        unit = self._me()
        record = self._quiet(model).browse(int(record_id)).exists()
        if not record or record.unit_id != unit:
            # the same answer for what is another unit's and for what is not there
            raise AccessError(self.env._("There is no such record of your unit."))
        return record

    @api.model
    def _check_texts(self, values, allowed):
        if not isinstance(values, dict) or set(values) - set(allowed):
            raise ValidationError(self.env._("These data are not taken: give only what the page asks for."))
        for name, longest in LONGEST.items():
            if len(str(values.get(name) or "")) > longest:
                raise ValidationError(self.env._("The text is too long: at most %s characters.", longest))

    @api.model
    def _paragraphs(self, text):
        parts = [part.strip() for part in str(text or "").replace("\r", "").split("\n\n") if part.strip()]
        return Markup("").join(
            Markup("<p>%s</p>") % Markup("<br/>").join(escape(line) for line in part.split("\n")) for part in parts)

    def _day(self, day):
        return str(day) if day else False

    # ---- what the unit has ---------------------------------------------------------------------------------------

    @api.model
    def my_unit(self):
        """Return the own unit with its bodies, the officer of the City and what waits.

        :return: dict ``id``, ``name``, ``functions`` (of the user), ``officer``, ``officer_email``, ``waiting``
            (requests without an answer), ``to_answer`` (opinions asked), ``left`` (money, "0.00"), ``meetings``
            (coming, rows as of ``my_meetings``), ``bodies`` (composition)
        :raise AccessError: the user chairs no unit
        """
        unit = self._me()
        today = office_today()
        mine = unit._members().filtered(lambda one: one.partner_id == self.env.user.partner_id)
        requests = self._quiet("request").search([("unit_id", "=", unit.id)])
        budgets = self._quiet("budget").search([("unit_id", "=", unit.id), ("state", "=", "open")])
        officer = unit.officer_id
        return {
            "id": unit.id, "name": unit.name,
            "functions": ", ".join(text for text in (one._functions_text(today) for one in mine) if text),
            "officer": officer.name or "", "officer_email": officer.work_email or "",
            "waiting": len(requests.filtered(
                lambda one: one.direction == "unit_to_city" and one.state in WAITING)),
            "to_answer": len(requests.filtered(lambda one: one.state == "asked")),
            "left": f"{sum(budgets.mapped('left')):.2f}",
            "meetings": [row for row in self.my_meetings() if row["coming"]][:3],
            "bodies": [
                {"name": row.partner_id.name, "body": row.body, "functions": row._functions_text(today)}
                for row in unit._members()
            ],
        }

    # ---- resolutions ---------------------------------------------------------------------------------------------

    def _resolution_row(self, record):
        return {
            "id": record.id, "number": record.number or "", "title": record.title, "body": record._label("body"),
            "adopted": str(record.adopted_date), "state": record.state, "state_label": record._label("state"),
            "transmitted": self._day(record.transmitted_on), "execution": record._label("execution_state"),
        }

    @api.model
    def my_resolutions(self):
        """Return the resolutions of the own unit, the newest first.

        :return: list of dicts ``id``, ``number``, ``title``, ``body``, ``adopted``, ``state``, ``state_label``,
            ``transmitted``, ``execution``
        :raise AccessError: the user chairs no unit
        """
        unit = self._me()
        return [self._resolution_row(one) for one in self._quiet("resolution").search([("unit_id", "=", unit.id)])]

    @api.model
    def get_resolution(self, resolution_id):
        """Return one resolution of the own unit with the course of the supervision.

        :param int resolution_id: the resolution
        :return: dict as a row of ``my_resolutions`` and ``text`` (HTML), ``files`` (list of dicts ``id``, ``name``),
            ``question``, ``suspended``, ``decision``, ``decision_due``, ``vote`` (text), ``reasons`` of the vote
        :raise AccessError: not of the own unit
        """
        record = self._mine("resolution", resolution_id)
        return {
            **self._resolution_row(record), "text": str(record.text or ""),
            "files": self.env["biuro.rada.desk"]._file_rows(record.attachment_ids),
            "question": record.question_reason or "", "suspended": record.suspend_reason or "",
            "decision": record.decision_text or "", "decision_due": self._day(record.decision_due),
            "vote": record._label("vote_result") if record.vote_result != "unknown" else "",
            "reasons": record.vote_reasons or [], "annulled_by": record.annul_resolution_id.number or "",
        }

    @api.model
    def submit_resolution(self, values, files=None):
        """Submit a resolution of the own unit to the office: it gets the next number of its series.

        :param dict values: ``body`` (``council``, ``board``, ``residents``), ``title``, ``text``, ``adopted_date``,
            ``vote_kind``, ``present``, ``votes_for``, ``votes_against``, ``votes_abstain``, ``votes_invalid``
        :param list files: dicts ``{"name", "content"}``, the content in base64
        :return: dict ``id``, ``number``
        :raise AccessError: the user chairs no unit
        :raise ValidationError: unknown data, impossible numbers of votes, a file that is not taken
        :raise UserError: no title, neither text nor file
        """
        unit = self._me()
        self._check_texts(values, {"body", "title", "text", "adopted_date", "vote_kind", *NUMBERS})
        read = self.env["biuro.rada.desk"]._read_files(files)
        if not str(values.get("title") or "").strip():
            raise UserError(self.env._("Write what the resolution is about."))
        if not str(values.get("text") or "").strip() and not read:
            raise UserError(self.env._("Write the text of the resolution or attach its file."))
        row = {
            "unit_id": unit.id, "title": values["title"].strip(), "text": self._paragraphs(values.get("text")),
            "body": self._choice("resolution", "body", values.get("body") or "council"),
            "vote_kind": self._choice("resolution", "vote_kind", values.get("vote_kind") or "open"),
            "adopted_date": self._read_day(values.get("adopted_date")), "channel": "portal",
            **{name: self._read_number(values.get(name)) for name in NUMBERS},
            "submitted_by_id": self.env.user.partner_id.id,
        }
        record = self._quiet("resolution").create(row)
        record.attachment_ids |= self.env["biuro.rada.desk"]._attach(record, read)
        record.action_receive()
        self._tell_officer(record, self.env._("Check the resolution of the unit"), record.decision_due)
        return {"id": record.id, "number": record.number}

    # ---- requests ------------------------------------------------------------------------------------------------

    def _request_row(self, record):
        return {
            "id": record.id, "number": record.register_ref or "", "subject": record.subject,
            "direction": record.direction, "received": str(record.received_on), "state": record.state,
            "state_label": record._label("state"), "due": self._day(record.due), "is_overdue": record.is_overdue,
            "answer": record._label("answer_kind") if record.state == "answered" else "",
            "answered": self._day(record.answered_on), "cell": record.department_id.name or "",
        }

    @api.model
    def my_requests(self):
        """Return the requests of the own unit to the City and the opinions the City asks it for, the newest first.

        :return: list of dicts ``id``, ``number``, ``subject``, ``direction``, ``received``, ``state``,
            ``state_label``, ``due``, ``is_overdue``, ``answer``, ``answered``, ``cell``
        :raise AccessError: the user chairs no unit
        """
        unit = self._me()
        return [self._request_row(one) for one in self._quiet("request").search([("unit_id", "=", unit.id)])]

    @api.model
    def get_request(self, request_id):
        """Return one request of the own unit with its answer.

        :param int request_id: the request
        :return: dict as a row of ``my_requests`` and ``text``, ``answer_text`` (HTML, empty before the answer),
            ``answer_ref``, ``files``, ``answer_files`` (lists of dicts ``id``, ``name``), ``reasons`` of the term,
            ``resolution``, ``interim``
        :raise AccessError: not of the own unit
        """
        record = self._mine("request", request_id)
        answered = record.state == "answered"
        rows = self.env["biuro.rada.desk"]._file_rows
        return {
            **self._request_row(record), "text": str(record.text or ""),
            "answer_text": str(record.answer_text or "") if answered else "",
            "answer_ref": record.answer_ref or "" if answered else "",
            "files": rows(record.attachment_ids),
            "answer_files": rows(record.answer_attachment_ids) if answered else [],
            "reasons": record.due_reasons or [], "resolution": record.resolution_id.display_name or "",
            "interim": self._day(record.interim_on),
        }

    @api.model
    def submit_request(self, values, files=None):
        """Submit a request of the own unit to the City; it is registered at once and the term begins.

        :param dict values: ``subject``, ``text``, ``resolution_id`` (own resolution)
        :param list files: dicts ``{"name", "content"}``, the content in base64
        :return: dict ``id``, ``number``, ``due``
        :raise AccessError: the user chairs no unit, or the resolution is another unit's
        :raise UserError: no subject, neither text nor file
        """
        unit = self._me()
        self._check_texts(values, {"subject", "text", "resolution_id"})
        read = self.env["biuro.rada.desk"]._read_files(files)
        if not str(values.get("subject") or "").strip():
            raise UserError(self.env._("Write what the unit asks for."))
        if not str(values.get("text") or "").strip() and not read:
            raise UserError(self.env._("Write what is asked for, or attach the text."))
        resolution = self._mine("resolution", values["resolution_id"]) if values.get("resolution_id") else False
        record = self._quiet("request").create({
            "unit_id": unit.id, "subject": values["subject"].strip(), "text": self._paragraphs(values.get("text")),
            "resolution_id": resolution and resolution.id, "channel": "portal",
            "submitted_by_id": self.env.user.partner_id.id,
        })
        record.attachment_ids |= self.env["biuro.rada.desk"]._attach(record, read)
        record.action_register()
        self._tell_officer(record, self.env._("A request of the unit: name the cell that answers"), office_today())
        return {"id": record.id, "number": record.register_ref, "due": self._day(record.due)}

    @api.model
    def give_opinion(self, request_id, kind, text, resolution_id=None):
        """Give the opinion that the City asked the own unit for.

        :param int request_id: the question
        :param str kind: ``positive``, ``remarks`` or ``negative``
        :param str text: its words
        :param int resolution_id: own resolution by which it was adopted
        :return: dict ``on_time``
        :raise AccessError: not of the own unit
        :raise UserError: not asked or given already; no words
        """
        record = self._mine("request", request_id)
        self._check_texts({"text": text}, {"text"})
        if record.state != "asked":
            raise UserError(self.env._("The City does not wait for an opinion here."))
        if kind not in OPINIONS:
            raise ValidationError(self.env._("Choose: positive, with remarks or negative."))
        if not str(text or "").strip():
            raise UserError(self.env._("Write the opinion."))
        resolution = self._mine("resolution", resolution_id) if resolution_id else False
        record.write({"answer_kind": kind, "answer_resolution_id": resolution and resolution.id})
        return record.action_answered(str(self._paragraphs(text)))

    # ---- meetings, money, duty hours -----------------------------------------------------------------------------

    @api.model
    def my_meetings(self):
        """Return the meetings of the bodies of the own unit, the newest first.

        :return: list of dicts ``id``, ``name``, ``body``, ``start`` (local "YYYY-MM-DD HH:MM"), ``place``, ``state``,
            ``state_label``, ``coming``, ``agenda`` (list of str), ``quorum`` (text)
        :raise AccessError: the user chairs no unit
        """
        unit = self._me()
        found = self._quiet("meeting").search([("unit_id", "=", unit.id)], limit=60)
        today = office_today()
        return [
            {
                "id": one.id, "name": one.display_name, "body": one._label("body"),
                "start": local(one.start).strftime("%Y-%m-%d %H:%M"), "place": one.place, "state": one.state,
                "state_label": one._label("state"),
                "coming": one.day >= today and one.state in ("planned", "notified"),
                "agenda": one.agenda_ids.mapped("title"),
                "quorum": f"{one.present} / {one.statutory}" if one.statutory and one.state in HELD else "",
            }
            for one in found
        ]

    @api.model
    def my_money(self, year=None):
        """Return the money of the own unit with its lines.

        :param int year: the year; all years by default
        :return: list of dicts ``id``, ``year``, ``source``, ``amount``, ``committed``, ``spent``, ``left`` ("0.00"),
            ``state_label``, ``lines`` (list of dicts ``name``, ``planned``, ``committed``, ``spent``, ``left``)
        :raise AccessError: the user chairs no unit
        """
        unit = self._me()
        domain = [("unit_id", "=", unit.id), ("state", "!=", "draft")] + ([("year", "=", int(year))] if year else [])
        return [
            {
                "id": one.id, "year": one.year, "source": one._label("source"), "state_label": one._label("state"),
                **{name: f"{one[name]:.2f}" for name in ("amount", "committed", "spent", "left")},
                "lines": [
                    {"name": line.name, "planned": f"{line.planned + line.moved:.2f}",
                     **{name: f"{line[name]:.2f}" for name in ("committed", "spent", "left")}}
                    for line in one.line_ids
                ],
            }
            for one in self._quiet("budget").search(domain)
        ]

    @api.model
    def my_duties(self):
        """Return the coming duty hours of the own unit.

        :return: list of dicts ``id``, ``day``, ``from``, ``to``, ``place``, ``people``, ``note``
        :raise AccessError: the user chairs no unit
        """
        unit = self._me()
        found = self._quiet("duty").search(
            [("unit_id", "=", unit.id), ("stop", ">=", fields.Datetime.now())], order="start", limit=40)
        return [one._public_row() for one in found]

    @api.model
    def my_sessions(self):
        """Return the sessions of the City Council and meetings of committees the user was told of (art. 37a).

        :return: list of dicts ``id``, ``name``, ``when``, ``place``, ``items`` (list of str), ``opened`` (bool)
        :raise AccessError: the user chairs no unit
        """
        self._me()
        # sudo: biuro.rada.notice, biuro.rada.session - the notices sent to the user who asks
        notices = self.env["biuro.rada.notice"].sudo().search([
            ("partner_id", "=", self.env.user.partner_id.id), ("session_id.day", ">=", office_today()),
            ("session_id.state", "!=", "cancelled"),
        ])
        fresh = notices.filtered(lambda line: line.channel == "portal" and not line.opened_at)
        return [
            {
                "id": session.id, "name": session._title_text(), "when": session._when_text(),
                "place": session.location or "",
                "items": [f"{item.number or ''}. {item.title}".strip(". ") for item in session._notice_items()],
                "opened": not (notices & session.notice_ids & fresh),
            }
            for session in notices.session_id.sorted("start")
        ]

    @api.model
    def note_sessions(self):
        """Note that the user opened the notices of coming sessions on the portal.

        :return: dict ``opened`` (int: how many for the first time)
        :raise AccessError: the user chairs no unit
        """
        self._me()
        # sudo: biuro.rada.notice - the user's own notices
        fresh = self.env["biuro.rada.notice"].sudo().search([
            ("partner_id", "=", self.env.user.partner_id.id), ("channel", "=", "portal"), ("opened_at", "=", False)])
        fresh.write({"opened_at": fields.Datetime.now()})
        return {"opened": len(fresh)}

    # ---- shared --------------------------------------------------------------------------------------------------

    @api.model
    def _choice(self, model, name, value):
        if value not in self._quiet(model)._fields[name].get_values(self.env):
            raise ValidationError(self.env._("There is no such value to choose: %s.", str(value)[:40]))
        return value

    @api.model
    def _read_day(self, value):
        try:
            return fields.Date.to_date(value) or office_today()
        except (TypeError, ValueError):
            raise ValidationError(self.env._("A date is written as year-month-day, e.g. 2026-05-31.")) from None

    @api.model
    def _read_number(self, value):
        text = str(value or 0).strip()
        if not text.isdecimal() or len(text) > 6:
            raise ValidationError(self.env._("Numbers of votes are whole and not negative."))
        return int(text)

    @api.model
    def _tell_officer(self, record, summary, day):
        user = record.unit_id.officer_id.user_id
        if user:
            record.activity_schedule("mail.mail_activity_data_todo", user_id=user.id, summary=summary,
                                     date_deadline=day or office_today())

    @api.model
    def _get_file(self, attachment_id):
        """Return an attachment (record or empty) of what the own unit submitted or was answered."""
        unit = self._me()
        # sudo: ir.attachment - compared with what belongs to the unit before it is given
        file = self.env["ir.attachment"].sudo().browse(attachment_id).exists()
        requests = self._quiet("request").search([("unit_id", "=", unit.id)])
        allowed = self._quiet("resolution").search([("unit_id", "=", unit.id)]).attachment_ids | requests.attachment_ids
        allowed |= requests.filtered(lambda one: one.state == "answered").answer_attachment_ids
        return file if file in allowed else file.browse()
