from odoo import models

ESCALATION = "biuro_kancelaria.mail_activity_type_overdue"


class BiuroDeadline(models.Model):
    """A reply to a councillor that is late is told to the City Secretary besides the superior of the cell."""

    _inherit = "biuro.deadline"

    def _escalate(self):
        result = super()._escalate()
        late = self.filtered(lambda line: line.code == "interpellation")
        if late:
            # sudo: hr.employee - who the City Secretary is
            secretary = self.env["hr.employee"].sudo().search(
                [("office_function", "=", "city_secretary"), ("user_id", "!=", False)], limit=1
            )
            user = secretary.user_id
            self.env["mail.activity"].with_context(mail_activity_quick_update=True).create(
                [
                    {
                        "activity_type_id": self.env.ref(ESCALATION).id, "summary": line.name,
                        "note": line._get_activity_text(), "date_deadline": line._today(), "user_id": user.id,
                        "res_model_id": line.res_model_id.id, "res_id": line.res_id,
                    }
                    for line in late
                    if user and line.escalation_id.user_id != user
                ]
            )
        return result
