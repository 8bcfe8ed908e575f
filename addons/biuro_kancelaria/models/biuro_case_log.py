from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .biuro_case_event import ACTS


class BiuroCase(models.Model):
    """The log of a case (metryka sprawy): kept by what happens, and by hand."""

    _inherit = "biuro.case"

    metryka_exemption_id = fields.Many2one(
        "biuro.case.log.exemption",
        "Exempt from the Case Log",
        compute="_compute_metryka_exemption_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
        domain=[("is_usable", "=", True)],
        help="Kind of case that needs no log by the regulation of 9 March 2012 (Dz.U. 2012 poz. 269). The history of "
        "the case is kept all the same.",
    )

    @api.depends("jrwa_class_id")
    def _compute_metryka_exemption_id(self):
        for case in self:
            case.metryka_exemption_id = case.jrwa_class_id.metryka_exemption_id.filtered("is_usable")

    @api.constrains("metryka_exemption_id")
    def _check_metryka_exemption(self):
        for case in self:
            if case.metryka_exemption_id and not case.metryka_exemption_id.is_usable:
                raise ValidationError(self.env._(
                    "The kind of cases “%s” names no article of an act: the administrator completes it.",
                    case.metryka_exemption_id.name,
                ))

    def add_event(self, action, date=None, document_uid=None):
        """Add a line to the case log by hand, e.g. a talk or a visit to the place (KPA art. 66a).

        :param str action: what was done, as it is to be printed
        :param date: day of the act (ISO text or date), today by default
        :param str document_uid: identifier of the document in the file
        :return: dict(id, sequence) of the line
        :raises UserError: empty text, a day to come, case handed over to the archive
        """
        self.ensure_one()
        self.check_access("write")
        date = fields.Date.to_date(date) or self._today()
        if not (action or "").strip():
            raise UserError(self.env._("Write what was done."))
        if date > self._today():
            raise UserError(self.env._("The day of the act cannot be later than today."))
        if self.state in ("archived", "transferred", "disposed"):
            raise UserError(self.env._("The file has been handed over: its log is closed to lines added by hand."))
        event = self._log_event(action.strip(), date=date, document_uid=document_uid, is_manual=True, kind="act")
        return {"id": event.id, "sequence": event.sequence}

    def _get_log_lines(self):
        """Return the lines of the log to print; those for a court when the context says so."""
        self.ensure_one()
        return self.event_ids._for_court() if self.env.context.get("biuro_for_court") else self.event_ids

    def _before_changes(self, vals):
        """Return what of the cases is noted in the log when it changes (dict by name of dicts by case)."""
        names = {"title", "clerk_id", "cooperating_department_ids", "metryka_exemption_id"} & vals.keys()
        return {name: {case: case[name] for case in self} for name in names}

    def _log_changes(self, before):
        for case, old in before.get("title", {}).items():
            if case.title != old:
                case._log_event(ACTS["title"].format(old=old, new=case.title), kind="data")
        for case, old in before.get("clerk_id", {}).items():
            if case.clerk_id != old:
                # sudo: hr.employee - a name and a position, both printed on every letter
                person = case.clerk_id.sudo()
                name = ", ".join(filter(None, [person.name, person.job_title])) or "-"
                case._log_event(ACTS["reassign"].format(person=name), kind="course")
        for case, old in before.get("cooperating_department_ids", {}).items():
            if new := case.cooperating_department_ids - old:
                case._log_event(ACTS["cooperate"].format(cells=", ".join(new.mapped("name"))), kind="data")
        for case, old in before.get("metryka_exemption_id", {}).items():
            if case.metryka_exemption_id != old:
                case._log_exemption()

    def _log_exemption(self):
        for case in self:
            basis = case.metryka_exemption_id.basis
            case._log_event(ACTS["exempt"].format(basis=basis) if basis else ACTS["not_exempt"], kind="course")

    def _log_event(self, action, letter=None, date=None, document_uid=None, kind=None, **more):
        """Add a line to the case log (metryka sprawy) of each case, in one batch.

        :param str action: what was done, in Polish, as it is printed
        :param letter: ``biuro.letter`` the act concerns, if any
        :param date: day of the act, today by default
        :param str document_uid: identifier of the document in the file; the letter's own by default
        :param str kind: one of ``KINDS``; an assignment or a draft is left out of what goes to a court
        :return: the new ``biuro.case.event`` records
        """
        if not self:
            return self.env["biuro.case.event"]
        # sudo: hr.employee, res.users - name and position of the acting user, printed with every act
        user = self.env.user.sudo()
        employee = user._biuro_employee().sudo()
        first_name, _space, surname = (employee.name or user.name or "").strip().rpartition(" ")
        position = employee.job_title or ""
        values = {
            "date_action": date or self._today(),
            "user_id": user.id,
            "person_surname": surname,
            "person_first_name": first_name,
            "person_position": position,
            "person": ", ".join(filter(None, [f"{surname} {first_name}".strip(), position])),
            "action": action,
            "kind": kind or self.env["biuro.case.event"]._kind_by_words(action),
            "letter_id": letter.id if letter else False,
            "document_uid": document_uid or (letter and letter.document_uid) or False,
            **more,
        }
        # sudo: biuro.case.event - the log is kept by what happens, nobody writes it directly
        return self.env["biuro.case.event"].sudo().create([{"case_id": case.id, **values} for case in self])
