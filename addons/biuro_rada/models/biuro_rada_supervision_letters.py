from markupsafe import Markup, escape

from odoo import fields, models
from odoo.exceptions import UserError


class BiuroRadaSupervision(models.Model):
    """Letters by which acts are submitted."""

    _inherit = "biuro.rada.supervision"

    def _standing_letter(self):
        # sudo: biuro.letter - only whether it still stands
        return self.letter_id if self.sudo().letter_id.state != "annulled" else self.letter_id.browse()

    def _make_letter(self, authority):
        """Return the draft of one letter (``biuro.letter``) with the list of the acts."""
        company = self.company_id[:1] or self.env.company
        addressee = company.rada_wojewoda_id if authority == "wojewoda" else company.rada_rio_id
        if not addressee:
            raise UserError(self.env._("Set the addressee of the letters to supervision in the settings first."))
        rows = self.sorted(lambda row: (row.subject_date, row.resolution_id.seq, row.id))
        lines = Markup("").join(Markup("<li>%s</li>") % escape(row._letter_line()) for row in rows)
        basis = "art. 90 ust. 2" if authority == "rio" else "art. 90 ust. 1"
        kind = "zarządzenia" if all(row.act_id for row in rows) else "uchwały"
        body = Markup(
            "<p>Na podstawie %s ustawy z dnia 8 marca 1990 r. o samorządzie gminnym przedkładam następujące %s "
            "(liczba aktów: %s):</p><ol>%s</ol>"
        ) % (basis, kind, len(rows), lines)
        # sudo: hr.employee - the President submits acts to supervision
        president = (
            self.env["hr.employee"]
            .sudo()
            .search([("office_function", "=", "president"), ("company_id", "=", company.id)], limit=1)
        )
        values = {
            "direction": "out",
            "title": f"Przedłożenie aktów do nadzoru ({len(rows)})",
            "body": body,
            "jrwa_class_id": self.env["ir.model.data"]._xmlid_to_res_id("biuro_kancelaria.biuro_jrwa_class_0711"),
            "department_id": company._rada_department().id,
            "clerk_id": self.env.user._biuro_employee().id,
            "signatory_id": president.id,
            "enclosures": "\n".join(row._letter_line() for row in rows),
            "date_internal_due": min(filter(None, rows.mapped("submit_target")), default=False),
            "recipient_ids": [fields.Command.create({"partner_id": addressee.id})],
        }
        letter = self.env["biuro.letter"].create({key: value for key, value in values.items() if value})
        # sudo: own model, ir.attachment - the letter of the act is linked by the verb; the files are those of the acts
        rows.sudo().letter_id = letter
        for row in rows.sudo():
            own = row.resolution_id or row.act_id
            for attachment in own.attachment_ids | own._act_file_attachment():
                attachment.copy({"res_model": "biuro.letter", "res_id": letter.id, "res_field": False})
        return letter

    def _letter_line(self):
        self.ensure_one()
        own = self.resolution_id
        if own:
            return f"Uchwała nr {own.number} z dnia {own.date_adopted.strftime('%d.%m.%Y')} r. {own.title}"
        act = self.act_id
        return f"Zarządzenie nr {act.register_ref} z dnia {act.date.strftime('%d.%m.%Y')} r. {act.title}"
