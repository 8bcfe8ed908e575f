from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import format_date


class ResUsersDigest(models.Model):
    _inherit = "res.users"

    deadline_digest_on = fields.Date("Last Digest of Deadlines", readonly=True, copy=False, groups="base.group_system")

    def _deadline_digest(self):
        """Return what the daily digest tells one user.

        :return: list of dict ``title`` and ``rows`` (dict ``name``, ``matter``, ``end``, ``target``, ``url``), overdue
            first; sections without rows are left out. A restricted matter is not named: mail leaves the office.
        """
        self.ensure_one()
        Deadline = self.env["biuro.deadline"]
        today = Deadline._today()
        lines = Deadline.search(
            Deadline._get_digest_domain() & Domain("employee_id", "in", self.acting_employee_ids.ids), limit=200,
        )
        base = self.get_base_url()
        sections = {"overdue": [], "today": [], "week": []}
        for line in lines:
            ends_today = today in (line.date_deadline, line.date_target)
            key = "overdue" if line.is_overdue else "today" if ends_today else "week"
            sections[key].append({
                "name": line.name,
                "matter": self.env._("Restricted matter") if line.access_restricted else line.res_name,
                "end": format_date(self.env, line.date_deadline),
                "target": format_date(self.env, line.date_target),
                "url": f"{base}/mail/view?model={line.res_model}&res_id={line.res_id}",
            })
        titles = {
            "overdue": self.env._("Overdue"), "today": self.env._("Today"), "week": self.env._("This week"),
        }
        return [{"title": titles[key], "rows": rows} for key, rows in sections.items() if rows]
