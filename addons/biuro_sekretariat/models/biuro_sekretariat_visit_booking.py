import binascii
import hashlib
import re
from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, email_normalize, hash_sign, verify_hash_signed

from odoo.addons.biuro_kancelaria.law.base import day_text
from odoo.addons.biuro_kancelaria.law.terms import local

from .biuro_sekretariat_visit import KINDS
from .biuro_sekretariat_visit_mail import SCOPE
from .biuro_sekretariat_visit_slot import PUBLIC_NOTICE

FORM_SCOPE = "biuro_sekretariat.visit.form"
LONGEST_NAME, LONGEST_MAIL, LONGEST_PHONE = 100, 254, 20
PHONE = re.compile(r"\+?[0-9 ()-]{7,20}")
MAILS_A_DAY = 5
LIVE = ("requested", "confirmed")
# what an office offers on the net; guests of state and meetings are arranged by people
PUBLIC_KINDS = ("complaint", "motion", "individual")


class BiuroSekretariatVisitBooking(models.AbstractModel):
    """The public page: free slots, a slot held for a while, confirmation and cancellation by a signed link.

    Private methods only: the page calls them, RPC cannot. Nothing here tells who holds a slot, or whether an address
    is known.
    """

    _name = "biuro.sekretariat.visit.booking"
    _description = "Public Booking of Visits"

    @api.model
    def _is_open(self):
        # sudo: ir.config_parameter - a switch of our own
        return self.env["ir.config_parameter"].sudo().get_param("biuro_sekretariat.visit_public", "True") == "True"

    @api.model
    def _rows(self):
        """Return all that the page of free slots shows, by one query.

        :return: (stamp that changes with the page (str), list of (slot id, host id, start, room, access note,
            name of the host, post))
        """
        Slot = self.env["biuro.sekretariat.visit.slot"]
        until = fields.Datetime.now() + timedelta(days=self.env["biuro.sekretariat.reception.plan"]._horizon() + 1)
        rows = self.env.execute_query(SQL(
            """SELECT free.id, free.host_employee_id, free.start, COALESCE(room.name, ''),
                      COALESCE(room.access_note, ''), person.name, COALESCE(version.job_title, ''),
                      (SELECT max(write_date) FROM res_company), host.sequence
                 FROM (%s) AS free
                 JOIN biuro_sekretariat_visit_slot slot ON slot.id = free.id AND slot.company_id = %s
                 JOIN hr_employee person ON person.id = free.host_employee_id
                 LEFT JOIN hr_version version ON version.id = person.current_version_id
                 LEFT JOIN biuro_sekretariat_room room ON room.id = free.room_id
                 CROSS JOIN LATERAL (SELECT CASE person.office_function WHEN 'president' THEN 0 WHEN 'deputy' THEN 1
                      ELSE 2 END AS sequence) host
                ORDER BY host.sequence, person.name, person.id, free.start""",
            Slot._free_query(public=True, until=until), self.env.company.id,
        ))
        stamp = hashlib.sha256(repr(rows).encode()).hexdigest()[:24]
        return stamp, rows

    @api.model
    def _groups(self, rows):
        """Return rows as the page shows them: list of dicts per host with days and times."""
        hosts = {}
        for slot_id, host_id, start, room, access, name, post, _stamp, _sequence in rows:
            begin = local(start)
            host = hosts.setdefault(host_id, {"name": name, "post": post, "days": {}})
            day = host["days"].setdefault(begin.date(), {
                "text": day_text(begin.date()), "iso": begin.date().isoformat(), "slots": [],
            })
            day["slots"].append({"id": slot_id, "time": f"{begin:%H:%M}", "room": room, "access": access})
        return [{**host, "days": list(host["days"].values())} for host in hosts.values()]

    @api.model
    def _is_offered(self, slot):
        return slot.is_public and slot.reachable and slot.start > fields.Datetime.now() + PUBLIC_NOTICE

    @api.model
    def _slot(self, slot_id):
        """Return what the form says of a slot (dict) or None when it cannot be booked."""
        # sudo: biuro.sekretariat.visit.slot, hr.employee - time, place and who receives; posted for everybody
        slot = self.env["biuro.sekretariat.visit.slot"].sudo().browse(slot_id).exists()
        if not slot or slot.company_id != self.env.company or not self._is_offered(slot):
            return None
        begin = local(slot.start)
        host = slot.host_employee_id
        return {
            "id": slot.id, "when": f"{day_text(begin.date())}, godz. {begin:%H:%M}", "host": host.name,
            "post": host.job_title or "", "room": slot.room_id.name or "", "access": slot.room_id.access_note or "",
            "minutes": int((slot.stop - slot.start).total_seconds() // 60),
        }

    @api.model
    def _nearest(self, slot_id):
        """Return the free slots next to one that is taken: list of dicts ``id``, ``when``, ``host``."""
        # sudo: biuro.sekretariat.visit.slot, hr.employee - free slots, as the page shows them
        Slot = self.env["biuro.sekretariat.visit.slot"].sudo()
        slot = Slot.browse(slot_id).exists()
        domain = [
            ("reachable", "=", True), ("is_public", "=", True), ("company_id", "=", self.env.company.id),
            ("start", ">", fields.Datetime.now() + PUBLIC_NOTICE),
        ]
        if slot:
            domain.append(("host_employee_id", "=", slot.host_employee_id.id))
        slots = Slot.search(domain, limit=200)
        if slot:
            slots = slots.sorted(lambda other: abs(other.start - slot.start))
        return [
            {"id": other.id, "when": f"{day_text(local(other.start).date())}, godz. {local(other.start):%H:%M}",
             "host": other.host_employee_id.name}
            for other in slots[:3].sorted("start")
        ]

    @api.model
    def _kinds(self):
        labels = dict(self.env["biuro.sekretariat.visit"]._fields["kind"]._description_selection(self.env))
        return [(key, labels[key]) for key, _label in KINDS if key in PUBLIC_KINDS]

    @api.model
    def _hold_minutes(self):
        return max(5, self.env["biuro.sekretariat.visit"]._number("visit_hold_minutes", 30))

    # ---- the form ----------------------------------------------------------------------------------------------------

    @api.model
    def _form_stamp(self, slot_id):
        # sudo: ir.config_parameter - the secret that signs
        return hash_sign(self.sudo().env, FORM_SCOPE, slot_id, expiration_hours=2)

    @api.model
    def _check_stamp(self, stamp, slot_id):
        return self._unsign(FORM_SCOPE, stamp) == slot_id

    @api.model
    def _unsign(self, scope, token):
        """Return what was signed, None for anything forged, broken or expired."""
        try:
            # sudo: ir.config_parameter - the secret that signs
            return verify_hash_signed(self.sudo().env, scope, (token or "")[:400])
        except (ValueError, binascii.Error, UnicodeError):
            return None

    @api.model
    def _parse(self, params):
        """Check what the visitor typed.

        :param dict params: ``name``, ``email``, ``phone``, ``kind``, ``consent`` as they come
        :return: (dict of clean values, dict name of the field -> sentence on what is wrong)
        """
        text = {key: " ".join(str(params.get(key) or "").split()) for key in ("name", "email", "phone", "kind")}
        errors = {}
        if not 2 <= len(text["name"]) <= LONGEST_NAME or not re.search(r"[^\W\d_]", text["name"]):
            errors["name"] = self.env._("Give your first name and surname, up to 100 characters.")
        elif re.search(r"[0-9]{6,}", text["name"]):
            errors["name"] = self.env._("Give only the name: no PESEL and no number of a document.")
        email = email_normalize(text["email"]) if len(text["email"]) <= LONGEST_MAIL else False
        if not email:
            errors["email"] = self.env._("Give an e-mail address such as jan@example.pl: the confirmation goes there.")
        if text["phone"] and not PHONE.fullmatch(text["phone"]):
            errors["phone"] = self.env._("A telephone number has 7 to 15 digits; the field may stay empty.")
        if text["kind"] not in PUBLIC_KINDS:
            errors["kind"] = self.env._("Choose what the visit is about.")
        return {**text, "email": email or text["email"]}, errors

    @api.model
    def _hold(self, slot_id, values):
        """Hold a slot for who asked for it and send the link that confirms.

        An address that has as many visits as one may have gets a mail that says so; the page answers the same.

        :param int slot_id: the slot
        :param dict values: clean values of ``_parse``
        :return: True
        :raise UserError: the slot is taken
        """
        Visit = self._visits()
        slot = Visit.env["biuro.sekretariat.visit.slot"].browse(slot_id).exists()
        if not slot or not self._is_offered(slot):
            raise UserError(Visit._taken_message(slot.host_employee_id, slot.start, slot))
        if self._mailed_too_often(values["email"]):
            return True
        known = Visit.search_count([
            ("secret_email", "=", values["email"]), ("state", "in", LIVE), ("planned_at", ">", fields.Datetime.now()),
        ])
        if known >= max(1, Visit._number("visit_per_email", 2)):
            self._mail_limit(values["email"])
            return True
        kinds = dict(self._kinds())
        visit = Visit.create({
            "visitor_name": values["name"], "email": values["email"], "phone": values["phone"] or False,
            "kind": values["kind"], "subject": kinds[values["kind"]], "slot_id": slot.id, "origin": "public",
            "host_employee_id": slot.host_employee_id.id, "company_id": slot.company_id.id,
            "held_until": fields.Datetime.now() + timedelta(minutes=self._hold_minutes()),
        })
        visit._trigger_release()
        visit._mail("hold")
        visit._ping_desks()
        return True

    @api.model
    def _mailed_too_often(self, email):
        """Count a mail to an address; the counter keeps no address, and the factor of all limits holds here too."""
        # sudo: ir.config_parameter - one number of our own
        factor = float(self.env["ir.config_parameter"].sudo().get_param("biuro_kancelaria.rate_limit", "1"))
        key = hashlib.sha256(f"{self.env.cr.dbname}:{email}".encode()).hexdigest()[:32]
        allowed = int(MAILS_A_DAY * factor)
        return bool(allowed > 0 and self.env["biuro.rate.limit"]._hit(f"visit_mail:{key}", allowed, 86400))

    @api.model
    def _mail_limit(self, email):
        template = self.env.ref("biuro_sekretariat.mail_template_visit_limit", raise_if_not_found=False)
        if template:
            # sudo: mail.template - of the office, to the address that was typed
            template.sudo().with_context(lang="pl_PL").send_mail(
                self.env.company.id, email_values={"email_to": email},
                email_layout_xmlid="mail.mail_notification_light",
            )

    @api.model
    def _visits(self):
        """Return the register in the hands of the system: the page arranges by the rules of the verbs, in its name."""
        return self.env["biuro.sekretariat.visit"].with_user(SUPERUSER_ID)

    # ---- signed links ------------------------------------------------------------------------------------------------

    @api.model
    def _by_link(self, token, act):
        """Return the visit (superuser's) a link was mailed for, or an empty one."""
        Visit = self._visits()
        signed = self._unsign(SCOPE, token)
        if not isinstance(signed, list) or len(signed) != 3 or signed[1] != act:
            return Visit
        visit = Visit.browse(signed[0]).exists()
        if act == "confirm" and visit.slot_id.id != signed[2]:
            return Visit
        return visit

    @api.model
    def _link_state(self, token, act):
        """Return what the page of a link says.

        :return: dict ``kind`` (``open``, ``done``, ``gone``), ``when``, ``host``, ``room``, ``ref``
        """
        visit = self._by_link(token, act)
        if not visit:
            return {"kind": "gone"}
        answer = {
            "when": visit._when_text(), "host": visit._host_text(), "room": visit.room_id.name or "",
            "ref": visit.register_ref or "",
        }
        if act == "confirm":
            kind = "open" if visit.state == "requested" else "done" if visit.state == "confirmed" else "gone"
        else:
            kind = {"requested": "open", "confirmed": "open", "cancelled": "done"}.get(visit.state, "gone")
        return {**answer, "kind": kind}

    @api.model
    def _follow_link(self, token, act):
        """Confirm or cancel the visit of a link. A repeated call changes nothing.

        :return: dict as ``_link_state``
        :raise UserError: the time has passed or been taken
        """
        visit = self._by_link(token, act)
        if visit and act == "confirm" and visit.state == "requested":
            visit.action_confirm()
        elif visit and act == "cancel" and visit.state in LIVE:
            visit.action_cancel(self.env._("Cancelled by the visitor"))
        return self._link_state(token, act)
