from odoo import fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.law.terms import UTC, WARSAW

from ..law import culture
from .biuro_sekretariat_culture_institution import ALL_RUBRIC_FIELDS, RUBRIC_FIELDS

ACT_FIELDS = {8: "founding_act_id", 9: "statute_act_id"}


class BiuroSekretariatCultureInstitution(models.Model):
    """Entries in the register: the first entry, changes, the deletion (§ 3, § 5-7)."""

    _inherit = "biuro.sekretariat.culture.institution"

    # ---- verbs -------------------------------------------------------------------------------------------------------

    def action_enter(self, basis_id=None, note=None):
        """Enter the institution in the register, ex officio (act of 25.10.1991 art. 14(1), (3); regulation § 5).

        :param int basis_id: document of the register files that is the basis; the founding act by default
        :param str note: remark of the entry
        :return: dict ``id``, ``entry_number`` (int), ``entered_at`` (UTC "YYYY-MM-DD HH:MM:SS")
        :raise UserError: entered already, no founding act or statute, a second open entry, no right to make entries
        """
        self.ensure_one()
        entry = self._enter_position(basis_id, note)
        return {
            "id": self.id, "entry_number": self.register_number,
            "entered_at": fields.Datetime.to_string(entry.entered_at),
        }

    def action_enter_position(self):
        """Enter the institution in the register: the button of the form. Return True; see ``action_enter``."""
        self.action_enter()
        return True

    def action_change(self, values=None, basis_id=None, mode="ex_officio", application_id=None, keep_old=False,
                      outdated_ids=None, note=None):
        """Change the entry under the same position; no new entry number (§ 3(3), § 6).

        :param dict values: new content by field: ``full_name``, ``statute_has_short_name``, ``short_name``, ``seat``,
            ``address``, ``organizer``, ``co_organizer_id``, ``co_organizer``, ``founding_act_id``, ``statute_act_id``
        :param int basis_id: document of the register files that is the basis
        :param str mode: ``ex_officio`` or ``application`` (of the director)
        :param int application_id: the application, document of the register files; required with ``application``
        :param bool keep_old: the old content stays beside the new one, not marked as outdated
        :param list outdated_ids: ids of ``biuro.sekretariat.culture.register.value`` that are only marked as outdated
        :param str note: remark of the entry
        :return: dict ``id`` (of the entry), ``number`` (within the position), ``rubrics`` (list of int)
        :raise UserError: struck or not entered, nothing to change, no basis, content that the law does not allow
        """
        self.ensure_one()
        entry = self._change_position(values or {}, basis_id, mode, application_id, keep_old, outdated_ids or (), note)
        return {"id": entry.id, "number": entry.position, "rubrics": entry._get_rubrics()}

    def action_strike(self, basis_id, reason, liquidator=None, note=None):
        """Delete the entry: it is struck through and stays visible (§ 7). Ex officio only.

        :param int basis_id: document of the register files that is the basis
        :param str reason: merger, division or liquidation, as it is noted in division IV
        :param str liquidator: first name and surname of the liquidator
        :param str note: remark of the entry
        :return: dict ``id``, ``entry_number`` (int), ``struck_on`` ("YYYY-MM-DD")
        :raise UserError: not entered, struck already, no basis or reason
        """
        self.ensure_one()
        entry = self._strike_position(basis_id, reason, liquidator, note)
        return {"id": self.id, "entry_number": self.register_number, "struck_on": fields.Date.to_string(entry.date)}

    # ---- how it is done; ``moment`` is given by the take-over of an older register alone -----------------------------

    def _enter_position(self, basis_id=None, note=None, moment=None):
        self._check_proxy()
        if self.state == "struck":
            raise UserError(self.env._("The entry is struck and cannot be changed."))
        self._check_register()
        basis = self._get_document(basis_id) if basis_id else self.founding_act_id
        texts = self._get_rubric_texts()
        self._check_texts(texts, self.statute_has_short_name)
        self._check_single()
        entry = self._make_entry("entry", basis, note=note, moment=moment)
        self._add_values(entry, {rubric: text for rubric, text in texts.items() if text}, {}, self)
        self._book_designation(entry)
        # sudo: own model - number and state are written by this verb; the right was checked above
        self.sudo().with_context(culture_moment=entry.entered_at)._enter_register()
        return entry

    def _register_values(self, number, year, register):
        values = super()._register_values(number, year, register) | {"state": "entered"}
        moment = self.env.context.get("culture_moment")
        if moment:  # one moment in the entry and in the position
            local = moment.replace(tzinfo=UTC).astimezone(WARSAW)
            values |= {"registered_at": moment, "register_date": local.date(), "register_year": local.year}
        return values

    def _change_position(self, values, basis_id, mode="ex_officio", application_id=None, keep_old=False,
                         outdated_ids=(), note=None, moment=None):
        self._check_proxy()
        self._check_open()
        if unknown := set(values) - ALL_RUBRIC_FIELDS:
            raise UserError(self.env._("The register has no rubric for “%s”.", min(unknown)))
        application = self._get_document(application_id) if application_id else self.env[
            "biuro.sekretariat.culture.document"]
        if mode == "application" and not application:
            raise UserError(self.env._("Name the application of the director, with the documents it brought (§ 6)."))
        basis = self._get_document(basis_id) if basis_id else application
        Value = self.env["biuro.sekretariat.culture.register.value"]
        # sudo: own rows of the register - read by whoever may change the position
        current = Value.sudo().search([("institution_id", "=", self.id), ("is_current", "=", True)])
        marked = current.filtered(lambda value: value.id in set(outdated_ids))
        if len(marked) != len(set(outdated_ids)):
            raise UserError(self.env._("Only content that is current can be marked as outdated."))
        before = self._get_rubric_texts()
        # sudo: own model - the rubrics are written by this verb alone; the right was checked above
        self.sudo().write({**values, **self._cleared_values(marked, current, values)})
        self._take_documents()
        texts = self._get_rubric_texts()
        changed = {rubric: texts[rubric] for rubric in texts if texts[rubric] != before[rubric]}
        if not changed and not marked:
            raise UserError(self.env._("Nothing changes: give new content or mark what is outdated."))
        self._check_texts(texts, self.statute_has_short_name)
        self._check_single()
        entry = self._make_entry("change", basis, mode=mode, application=application, note=note, moment=moment)
        replaced = {}
        for value in current:
            new = changed.get(int(value.rubric))
            # emptied content cannot stay beside nothing
            if value in marked or new == "" or (new and not keep_old):
                replaced.setdefault(int(value.rubric), []).append(value)
        self._add_values(entry, {rubric: text for rubric, text in changed.items() if text}, replaced, self)
        self._book_change(entry, set(changed) | {int(value.rubric) for value in marked})
        return entry

    def _cleared_values(self, marked, current, values):
        """Return what the fields show of rubrics whose content is only marked as outdated (dict)."""
        cleared = {}
        for rubric, names in RUBRIC_FIELDS.items():
            gone = marked.filtered(lambda value, rubric=rubric: int(value.rubric) == rubric)
            left = (current - marked).filtered(lambda value, rubric=rubric: int(value.rubric) == rubric)
            if not gone or not set(names).isdisjoint(values):
                continue
            if not left:
                cleared.update(dict.fromkeys(names, False))
                if rubric == 4:
                    cleared["statute_has_short_name"] = False
            elif rubric in ACT_FIELDS:
                cleared[ACT_FIELDS[rubric]] = left[-1:].document_id.id
            elif len(names) == 1:
                cleared[names[0]] = left[-1:].content
        return cleared

    def _strike_position(self, basis_id, reason, liquidator=None, note=None, moment=None):
        self._check_proxy()
        self._check_open()
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Write why the entry is struck: merger, division or liquidation."))
        entry = self._make_entry("strike", self._get_document(basis_id), note=note or reason, moment=moment)
        self._book_strike(entry, reason, liquidator)
        # sudo: own model - the number stays taken and the state is written by this verb; the right was checked above
        self.sudo().action_cancel(reason)
        if moment:
            # sudo: own model - as above; the day of an entry taken over from an older register
            self.sudo().write({"cancelled_at": entry.entered_at})
        return entry

    # ---- pieces ------------------------------------------------------------------------------------------------------

    def _check_open(self):
        for institution in self:
            if institution.state == "struck":
                raise UserError(self.env._("The entry is struck and cannot be changed."))
            if institution.state != "entered":
                raise UserError(self.env._("%s is not entered in the register yet.", institution.display_name))

    def _check_texts(self, texts, has_short_name):
        try:
            culture.check_rubrics(texts, has_short_name)
        except LawError as error:
            raise ValidationError(str(error)) from error

    def _check_single(self):
        """Refuse a second open entry of the same institution."""
        # sudo: own model - a second entry counts in the whole register of the company
        others = self.sudo().search([
            ("id", "!=", self.id), ("company_id", "=", self.company_id.id), ("state", "=", "entered"),
            "|", "|", ("full_name", "=ilike", (self.full_name or "").replace("%", r"\%").replace("_", r"\_")),
            "&", ("regon", "!=", False), ("regon", "=", self.regon or "-"),
            "&", ("partner_id", "!=", False), ("partner_id", "=", self.partner_id.id or 0),
        ], limit=1)
        if others:
            raise UserError(self.env._(
                "The institution has an open entry already, number %(number)s (%(name)s): change that entry.",
                number=others.register_number, name=others.full_name,
            ))

    def _get_document(self, document_id):
        """Return the document that lies in the files of the institution; UserError when there is none."""
        document = self.env["biuro.sekretariat.culture.document"].browse(document_id or []).exists()
        if not document:
            raise UserError(self.env._("Name the order or act that is the basis of the entry."))
        if not document.institution_id:
            document.institution_id = self
        if document.institution_id != self:
            raise UserError(self.env._("%s does not lie in the files of this institution.", document.display_name))
        return document

    def _make_entry(self, kind, basis, mode="ex_officio", application=None, note=None, moment=None):
        if not basis:
            raise UserError(self.env._("Name the order or act that is the basis of the entry."))
        moment = fields.Datetime.to_datetime(moment) if moment else fields.Datetime.now()
        # sudo: ir.attachment - names and checksums of the files are kept with the entry
        files = self.env["ir.attachment"].sudo().search_fetch(
            [("res_model", "=", basis._name), ("res_id", "=", basis.id), ("res_field", "=", False)],
            ["name", "checksum"], order="id",
        )
        # sudo: biuro.sekretariat.culture.register.entry - rows are added by these verbs only
        return self.env["biuro.sekretariat.culture.register.entry"].sudo().create({
            "institution_id": self.id, "kind": kind, "entered_at": moment,
            "date": moment.replace(tzinfo=UTC).astimezone(WARSAW).date(), "mode": mode, "basis_id": basis.id,
            "basis_text": basis.reference_text,
            "basis_files": [{"name": file.name, "checksum": file.checksum} for file in files] or False,
            "application_id": application.id if application else False, "note": note or False, **self._get_actor(),
        })

    def _add_values(self, entry, contents, replaced, source):
        """Add the rows of an entry: new contents by rubric, and marks on what they make outdated."""
        rows = []
        for rubric, content in contents.items():
            old = replaced.get(rubric) or []
            rows.append({
                "rubric": str(rubric), "content": content, "outdates_id": old[0].id if old else False,
                "document_id": source[ACT_FIELDS[rubric]].id if rubric in ACT_FIELDS else False,
            })
            rows += [{"rubric": str(rubric), "outdates_id": value.id} for value in old[1:]]
        for rubric, old in replaced.items():
            if rubric not in contents:
                rows += [{"rubric": str(rubric), "outdates_id": value.id} for value in old]
        # sudo: biuro.sekretariat.culture.register.value - rows are added by these verbs only
        self.env["biuro.sekretariat.culture.register.value"].sudo().create([
            {"institution_id": self.id, "entry_id": entry.id, **row} for row in rows
        ])
