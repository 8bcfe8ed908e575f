import re
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import hash_sign

from odoo.addons.biuro_kancelaria.law.base import day_text
from odoo.addons.biuro_kancelaria.law.terms import local

SCOPE = "biuro_sekretariat.visit"
TEMPLATES = {
    "hold": "mail_template_visit_hold", "confirmed": "mail_template_visit_confirmed",
    "moved": "mail_template_visit_moved", "cancelled": "mail_template_visit_cancelled",
    "offered": "mail_template_visit_offered", "new_date": "mail_template_visit_new_date",
    "reminder": "mail_template_visit_reminder",
}
BATCH = 200


class BiuroSekretariatVisit(models.Model):
    """What the visitor is told, by mail and, where the office has switched it on, by SMS; what is erased later."""

    _inherit = "biuro.sekretariat.visit"

    def _mail(self, kind):
        """Queue the mail of one kind to the visitors who gave an address. The matter is never in it."""
        template = self.env.ref(f"biuro_sekretariat.{TEMPLATES[kind]}", raise_if_not_found=False)
        if not template:
            return
        # sudo: own model, mail.template - the address is read for the sending alone
        for visit in self.sudo():
            if visit.secret_email:
                template.sudo().with_context(lang="pl_PL", biuro_visit_was=self.env.context.get("biuro_visit_was"))\
                    .send_mail(visit.id, email_layout_xmlid="mail.mail_notification_light")

    # what the templates show

    def _when_text(self):
        """Return the time of the visit in Polish prose (str), the clock in Poland."""
        self.ensure_one()
        if not self.planned_at:
            return ""
        begin = local(self.planned_at)
        return f"{day_text(begin.date())}, godz. {begin:%H:%M}"

    def _was_text(self):
        """Return the time that was given up (str)."""
        was = self.env.context.get("biuro_visit_was")
        return f"{day_text(local(was).date())}, godz. {local(was):%H:%M}" if was else ""

    def _host_text(self):
        """Return name and post of who receives (str)."""
        # sudo: hr.employee - name and post, posted for everybody
        host = self.host_employee_id.sudo()
        return ", ".join(filter(None, [host.name, host.job_title]))

    def _held_text(self):
        return f"{local(self.held_until):%d.%m.%Y, godz. %H:%M}" if self.held_until else ""

    def _office_text(self):
        return self.company_id.biuro_office_name or self.company_id.name

    def _address_text(self):
        return ", ".join(filter(None, [self.company_id.street, self.company_id.city]))

    def _link(self, act):
        """Return the signed address (str) of a page that confirms or cancels; it names nobody.

        :param str act: ``confirm`` or ``cancel``
        """
        self.ensure_one()
        last = self.planned_stop or fields.Datetime.now() + timedelta(days=90)
        # sudo: ir.config_parameter - the secret that signs
        token = hash_sign(
            self.sudo().env, SCOPE, [self.id, act, self.slot_id.id if act == "confirm" else 0],
            expiration=last + timedelta(days=1),
        )
        path = "potwierdz" if act == "confirm" else "odwolaj"
        return f"{self.get_base_url()}/umow-wizyte/{path}/{token}"

    def _page_link(self):
        return f"{self.get_base_url()}/umow-wizyte"

    # ---- reminders ---------------------------------------------------------------------------------------------------

    @api.model
    def _cron_remind(self):
        """Remind visitors of the coming visit: by mail, by SMS where the office has switched it on."""
        now = fields.Datetime.now()
        hours = self._number("visit_reminder_hours", 24)
        domain = Domain("state", "=", "confirmed") & Domain("reminded_at", "=", False)
        domain &= Domain("planned_at", ">", now) & Domain("planned_at", "<=", now + timedelta(hours=hours))
        # who has just been told is not told again
        domain &= Domain("registered_at", "=", False) | Domain("registered_at", "<", now - timedelta(hours=3))
        visits = self.search(domain, limit=BATCH, order="planned_at").try_lock_for_update().filtered_domain(domain)
        visits._mail("reminder")
        visits._sms()
        visits.write({"reminded_at": now})
        self.env["ir.cron"]._commit_progress(len(visits), remaining=self.search_count(domain) if visits else 0)

    def _sms(self):
        """Queue a text message without name and matter to visitors who left a number; nothing unless switched on."""
        # sudo: ir.config_parameter, sms.sms, own model - a switch of our own; numbers are read for the sending alone
        if self.env["ir.config_parameter"].sudo().get_param("biuro_sekretariat.visit_sms") not in ("True", "1"):
            return
        values = []
        for visit in self.sudo().filtered("secret_phone"):
            begin = local(visit.planned_at)
            if number := visit._sms_number():
                values.append({
                    "number": number,
                    "body": f"{visit._office_text()}: przypominamy o wizycie {begin:%d.%m.%Y} o godz. {begin:%H:%M}.",
                })
        if values:
            # sudo: sms.sms - as above
            self.env["sms.sms"].sudo().create(values)

    def _sms_number(self):
        """Return the number (str) as the gateway takes it, or an empty text; nine digits are a Polish number."""
        number = re.sub(r"[^\d+]", "", self.secret_phone or "")
        if re.fullmatch(r"\d{9}", number):
            return f"+48{number}"
        return number if re.fullmatch(r"\+\d{8,15}", number) else ""

    # ---- removal -----------------------------------------------------------------------------------------------------

    @api.model
    def _cron_erase(self):
        """Erase telephone numbers and e-mail addresses some days after the visit; leave a proof of how many."""
        cutoff = fields.Date.subtract(self._today(), days=max(0, self._number("visit_erase_days", 30)))
        left = Domain("secret_phone", "!=", False) | Domain("secret_email", "!=", False)
        over = Domain("day", "<", cutoff) | (
            Domain("day", "=", False) & Domain("create_date", "<", f"{cutoff} 00:00:00")
            & (Domain("is_waiting", "=", False) | Domain("waiting_until", "<", cutoff))
        )
        visits = self.search(left & over, limit=BATCH * 5, order="id")
        visits._forget_contact()
        self.env["biuro.sekretariat.visit.removal"]._log("contact", len(visits), cutoff)
        self.env["ir.cron"]._commit_progress(
            len(visits), remaining=self.search_count(left & over) if visits else 0,
        )

    def _forget_contact(self):
        """Erase the contact of the visitors, also from messages that were to carry it."""
        # sudo: own model, sms.sms - the removal sees what nobody reads
        visits = self.sudo()
        numbers = [
            number for visit in visits for number in (visit.secret_phone, visit._sms_number()) if number
        ]
        if numbers:
            self.env["sms.sms"].sudo().search([("number", "in", numbers)]).unlink()
        visits._forget_messages()
        visits.write({"secret_phone": False, "secret_email": False, "contact_erased_at": fields.Datetime.now()})

    def _forget_messages(self):
        """Delete mails to the visitors that were sent or could not be sent: they carry the address."""
        # sudo: mail.mail - those of the visits alone
        self.env["mail.mail"].sudo().search([
            ("model", "=", self._name), ("res_id", "in", self.ids), ("email_to", "!=", False),
        ]).unlink()
