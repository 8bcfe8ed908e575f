from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law.terms import local

ORAL = ("complaint", "motion")


class BiuroSekretariatVisit(models.Model):
    """What a visit turns into: a letter, a case, a protocol of an oral complaint, a note, tasks, a meeting."""

    _inherit = "biuro.sekretariat.visit"

    protocol_missing = fields.Boolean(
        "Protocol Missing", compute="_compute_protocol_missing", search="_search_protocol_missing",
        help="A complaint or a motion made orally is taken down in a protocol (KPA art. 63, RSW § 6).",
    )
    task_count = fields.Integer("Number of Tasks", compute="_compute_task_count")

    @api.depends("kind", "state", "letter_id", "protocol_id")
    def _compute_protocol_missing(self):
        for visit in self:
            visit.protocol_missing = visit in visit.filtered_domain(visit._protocol_domain())

    def _search_protocol_missing(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._protocol_domain()

    @api.model
    def _protocol_domain(self):
        return [("kind", "in", ORAL), ("state", "=", "done"), ("letter_id", "=", False), ("protocol_id", "=", False)]

    def _compute_task_count(self):
        counts = dict(self.env["biuro.sekretariat.visit.task"]._read_group(
            [("visit_id", "in", self.ids)], ["visit_id"], ["__count"],
        ))
        for visit in self:
            visit.task_count = counts.get(visit._origin, 0)

    def _check_took_place(self):
        self.ensure_one()
        self.check_access("write")
        if self.state not in ("arrived", "in_meeting", "done", "redirected"):
            raise UserError(self.env._("The visitor has not come yet: first mark the arrival."))

    def _open(self, record):
        return {
            "type": "ir.actions.act_window", "res_model": record._name, "res_id": record.id,
            "views": [(False, "form")], "target": "current",
        }

    def _person_names(self):
        """Return first names and surname (two str) from the name of the visitor as it was given."""
        first, _space, last = (self.visitor_name or "").strip().rpartition(" ")
        return first, last

    # ---- letter and case ---------------------------------------------------------------------------------------------

    def action_make_letter(self):
        """Register what the visitor brought as an incoming letter; a repeated call opens the same letter.

        :return: dict, a window action on the letter
        :raise UserError: the visitor has not come, or the letter may not be registered
        """
        self._check_took_place()
        if not self.letter_id:
            first, last = self._person_names()
            sender = {"partner_id": self.partner_id.id} if self.partner_id else {
                "sender_firstname": first, "sender_lastname": last,
            }
            employee = self.env.user._biuro_employee()
            # sudo: biuro.letter, hr.employee - what a visitor hands over at the reception goes through the register as
            # it does at the mail point, to the cell of who received it
            made = self.env["biuro.letter"].sudo().register_incoming({
                "title": self.subject, "delivery_method": "in_person", "external_id": f"visit:{self.id}",
                "scan_status": "pending", "distribute": True, "clerk_id": employee.id,
                "department_id": employee.sudo().department_id.id, **sender,
            })
            # sudo: own model - write() refuses this field from anyone else; access was checked above
            self.sudo().letter_id = made["id"]
        return self._open(self.letter_id)

    def action_make_case(self, jrwa_symbol, title=None):
        """Open a case of the matter of the visit.

        :param str jrwa_symbol: final class of the file plan
        :param str title: title of the case, the subject of the visit by default
        :return: dict, a window action on the case
        :raise UserError: the visitor has not come, there is a case already, the class is not final
        """
        self._check_took_place()
        if self.case_id:
            raise UserError(self.env._("The visit belongs to the case %s already.", self.case_id.reference))
        values = {
            "title": (title or "").strip() or self.subject, "jrwa_symbol": jrwa_symbol,
            "partner_id": self.partner_id.id or False,
        }
        if self.letter_id:
            values["letter_id"] = self.letter_id.id
        else:
            values["is_own"] = True
        self.case_id = self.env["biuro.case"].open_case(values)["id"]
        self.case_id.add_event(self._case_line())
        return self._open(self.case_id)

    def _case_line(self):
        begin = local(self.started_at or self.arrived_at or self.planned_at)
        return f"Przyjęto interesanta ({self.register_ref}) {begin:%d.%m.%Y} o godz. {begin:%H:%M}: {self.visitor_name}"

    # ---- oral complaint ----------------------------------------------------------------------------------------------

    def action_make_complaint(self, description, street=None, zip_code=None, city=None):
        """Take down a complaint or a motion that the visitor makes orally; a repeated call opens the same one.

        :param str description: short description of the matter, printed in the protocol
        :param str street: address of the visitor; not needed when the contact of the visit has one
        :param str zip_code: postcode
        :param str city: town
        :return: dict, a window action on the entry of the register of complaints and motions
        :raise UserError: the visitor has not come, no description, no address
        Legal source: KPA art. 63, RSW § 6.
        """
        self._check_took_place()
        if not self.protocol_id:
            first, last = self._person_names()
            values = {
                "subject": self.subject, "description": (description or "").strip(),
                "declared_kind": "motion" if self.kind == "motion" else "complaint",
                "firstname": first, "lastname": last, "street": street, "zip": zip_code, "city": city,
                "partner_id": self.partner_id.id, "external_id": f"visit:{self.id}:protocol", "phone": self.phone,
                "email": self.email,
            }
            made = self.env["biuro.sekretariat.complaint"].record_oral({
                key: value for key, value in values.items() if value or key in ("subject", "description")
            })
            # sudo: own model - write() refuses these fields from anyone else; access was checked above
            self.sudo().write({"protocol_id": made["id"], "letter_id": self.letter_id.id or made["letter_id"]})
        return self._open(self.protocol_id)

    # ---- official note (IK § 31) -------------------------------------------------------------------------------------

    def action_make_note(self, text=None, case_id=None):
        """Put an official note of the talk into the file of the case (instrukcja kancelaryjna, § 31).

        :param str text: the note; what stands in the visit by default
        :param int case_id: the case, that of the visit by default
        :return: dict ``id``, ``name`` of the file in the case
        :raise UserError: the visitor has not come, no text, no case
        """
        self._check_took_place()
        if (text or "").strip():
            self.note = text.strip()
        if case_id:
            self.case_id = int(case_id)
        if not (self.note or "").strip():
            raise UserError(self.env._("Write the official note: what was said and agreed."))
        if not self.case_id:
            raise UserError(self.env._("Choose the case that the note belongs to."))
        self.case_id.check_access("write")
        report = self.env["ir.actions.report"]
        content, _format = report._render_qweb_pdf("biuro_sekretariat.visit_note", self.ids)
        name = f"notatka-sluzbowa-{(self.register_ref or '').replace('/', '-')}.pdf"
        attachment = self.env["ir.attachment"].create({
            "name": name, "raw": content, "res_model": "biuro.case", "res_id": self.case_id.id,
            "mimetype": "application/pdf",
        })
        self.case_id.add_event(f"Dołączono notatkę służbową z rozmowy z interesantem ({self.register_ref})")
        # sudo: own model - write() refuses this field from anyone else; access was checked above
        self.sudo().note_id = attachment.id
        return {"id": attachment.id, "name": name}

    # ---- tasks and meeting -------------------------------------------------------------------------------------------

    def action_add_task(self, name, employee_id, date_due):
        """Give a task that came of the visit.

        :param str name: what is to be done
        :param int employee_id: who does it (hr.employee)
        :param str date_due: by when, YYYY-MM-DD
        :return: id of the task
        :raise UserError: without a text, a responsible employee or a day
        """
        self.ensure_one()
        self.check_access("write")
        if not ((name or "").strip() and employee_id and date_due):
            raise UserError(self.env._("A task needs a text, a responsible employee and a due day."))
        task = self.env["biuro.sekretariat.visit.task"].create({
            "visit_id": self.id, "name": name.strip(), "employee_id": int(employee_id),
            "date_due": fields.Date.to_date(date_due),
        })
        return task.id

    def action_open_tasks(self):
        """Open the tasks of the visits.

        :return: dict, a window action
        """
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_sekretariat.biuro_sekretariat_visit_task_action")
        return action | {
            "domain": [("visit_id", "in", self.ids)], "context": {"default_visit_id": self[:1].id, "create": True},
        }

    def action_make_meeting(self):
        """Make a meeting with minutes of a visit that was one; a repeated call opens the same meeting.

        :return: dict, a window action on the meeting
        :raise UserError: when the visit is not a meeting, or has no time
        """
        self.ensure_one()
        self.check_access("write")
        if self.kind != "meeting" or not self.planned_at:
            raise UserError(self.env._("Minutes are kept of visits of the kind “Meeting”; write an official note."))
        if not self.meeting_id:
            Meeting = self.env["biuro.sekretariat.meeting"]
            made = Meeting.start_from({
                # the calendar shows the name of a meeting to others: it says with whom, not about what
                "name": self.env._("Meeting: %s", self.visitor_name),
                "date_start": fields.Datetime.to_string(self.started_at or self.planned_at),
                "date_end": fields.Datetime.to_string(self.ended_at or self.planned_stop),
                "place": self.room_id.name or "", "chair_id": self.host_employee_id.id,
                "employee_ids": self.host_employee_id.ids,
                "guests": [{"name": self.visitor_name, "partner_id": self.partner_id.id or False}],
                "case_id": self.case_id.id or False, "origin_model": self._name, "origin_id": self.id,
                "hold": self.state in ("in_meeting", "done"),
            })
            # sudo: own model - write() refuses this field from anyone else; access was checked above
            self.sudo().meeting_id = made["id"]
        return self._open(self.meeting_id)
