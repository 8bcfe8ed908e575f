from odoo import api, fields, models


class BiuroSigningAuthority(models.Model):
    """Who may sign which letters, from when to when (KPA art. 268a, rules of organisation of the office)."""

    _name = "biuro.signing.authority"
    _description = "Signing Authority"
    _order = "date_from desc, id desc"
    _rec_name = "employee_id"

    employee_id = fields.Many2one("hr.employee", "Person", required=True, index=True)
    capacity = fields.Char(
        required=True, help="As it stands under the signature, e.g. Prezydent Miasta, or: z up. Prezydenta Miasta.",
    )
    basis = fields.Char("Basis", required=True, help="The act that gives the authority: its number and date.")
    date_from = fields.Date("From", required=True, default=lambda self: self.env["biuro.letter"]._today())
    date_to = fields.Date("To")
    department_ids = fields.Many2many(
        "hr.department", string="Cells", help="Letters of these cells; of all when empty.",
    )
    jrwa_class_ids = fields.Many2many(
        "biuro.jrwa.class", string="Classes", help="Letters in these classes and below them; in all when empty.",
    )
    may_dispatch = fields.Boolean(
        "May Dispatch Electronically", help="Sends letters by e-Delivery without the mail point (§ 35).",
    )
    note = fields.Char()
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)

    _dates_ordered = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)", "An authority ends after it begins.",
    )

    @api.model
    def _find(self, employee, letter, date=None):
        """Return the authority by which an employee may sign a letter on a day (record or empty).

        Where the letter names a capacity, the authority that gives it comes first.
        """
        found = self._find_all(employee, letter, date)
        named = found.filtered(lambda authority: authority.capacity == (letter.capacity or "").strip())
        return (named or found)[:1]

    @api.model
    def _find_all(self, employee, letter, date=None):
        """Return all authorities by which an employee may sign a letter on a day."""
        day = date or self.env["biuro.letter"]._today()
        # sudo: biuro.signing.authority - the answer is a yes or a no, and what is printed under the signature
        authorities = self.sudo().search([
            ("employee_id", "=", employee.id), ("date_from", "<=", day), ("company_id", "=", letter.company_id.id),
            "|", ("date_to", "=", False), ("date_to", ">=", day),
        ])
        path = letter.jrwa_class_id.parent_path or ""
        return authorities.filtered(lambda authority: (
            (not authority.department_ids or letter.department_id in authority.department_ids)
            and (not authority.jrwa_class_ids or any(
                f"/{jrwa.id}/" in f"/{path}" for jrwa in authority.jrwa_class_ids
            ))
        ))
