from odoo import api, fields, models
from odoo.exceptions import ValidationError

PRESIDIUM_CLASH = ("audit", "complaints")


class BiuroRadaFunction(models.Model):
    """Function in the council: its chair or a vice-chair (u.s.g. art. 19), from one day to another."""

    _name = "biuro.rada.function"
    _description = "Function in the Council"
    _inherit = ["biuro.rada.period.mixin", "mail.thread"]
    _order = "date_from desc, id desc"

    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", required=True, index=True, ondelete="restrict"
    )
    term_id = fields.Many2one(related="councillor_id.term_id", store=True, index=True)
    role = fields.Selection([("chair", "Chair"), ("vice_chair", "Vice-chair")], required=True, tracking=True)
    basis = fields.Char("Basis", help="Resolution or protocol of the election: number and date.")
    orders_chair_trips = fields.Boolean(
        "Orders the Chair's Trips",
        help="The vice-chair whom the council named to order the business trips of the chair.",
    )
    end_reason = fields.Selection(
        [
            ("dismissed", "Dismissed"),
            ("resigned", "Resigned"),
            ("resigned_by_law", "Resigned by law"),
            ("mandate", "Mandate ended"),
            ("term", "Term ended"),
        ],
        "Reason of the End",
    )
    resignation_date = fields.Date("Resignation Filed On")

    def _overlaps(self, other):
        """Tell whether two functions clash: the next one may begin on the day, at the session, that ended the other."""
        return super()._overlaps(other) and not any(
            before.date_to and before.date_to == after.date_from and before.date_from < after.date_from
            for before, after in ((self, other), (other, self))
        )

    @api.depends("councillor_id", "role")
    def _compute_display_name(self):
        roles = dict(self._fields["role"]._description_selection(self.env))
        for function in self:
            function.display_name = f"{roles.get(function.role, '')}: {function.councillor_id.display_name or ''}"

    @api.constrains("councillor_id", "role", "date_from", "date_to")
    def _check_function(self):
        chairs = self.filtered(lambda function: function.role == "chair")
        for function in chairs:
            others = self.search(
                [("term_id", "=", function.term_id.id), ("role", "=", "chair"), ("id", "!=", function.id)]
            )
            if any(function._overlaps(other) for other in others):
                raise ValidationError(self.env._("The council has one chair at a time. End the former function first."))
        self._refuse_overlaps(["councillor_id"], self.env._("%s: one person holds one function at a time."))
        for function in self:
            vices = self.search([("term_id", "=", function.term_id.id), ("role", "=", "vice_chair")])
            if len(vices.filtered(lambda other, me=function: other._overlaps(me) and other._is_on(me.date_from))) > 3:
                raise ValidationError(self.env._("The council has at most three vice-chairs (art. 19)."))
            clash = function.councillor_id.committee_member_ids.filtered(
                lambda member, me=function: member.committee_id.kind in PRESIDIUM_CLASH and member._overlaps(me)
            )
            if clash:
                raise ValidationError(
                    self.env._(
                        "RA-03: the chair and vice-chairs may not sit in the audit committee or the committee for "
                        "complaints, "
                        "motions and petitions (art. 18a, 18b)."
                    )
                )

    @api.model
    def _holder(self, term, role, day):
        """Return the councillor (record, one or empty) who holds a function on a day."""
        return self.search(
            [("term_id", "=", term.id), ("role", "=", role), *self._domain_on(day)],
            limit=1,
        ).councillor_id
