from odoo import api, fields, models


class BiuroSekretariatAgendaKind(models.Model):
    """Kind of an entry in the agenda of the President or a deputy: its class of the file plan and what it starts with.

    The kinds are data the office may change; the code stays, because areas ask for it.
    """

    _name = "biuro.sekretariat.agenda.kind"
    _description = "Agenda Kind"
    _order = "sequence, id"

    name = fields.Char(required=True)
    code = fields.Char(required=True, help="Short name by which other parts of the program find the kind.")
    sequence = fields.Integer(default=100)
    color = fields.Integer()
    active = fields.Boolean(default=True)
    jrwa_class_id = fields.Many2one(
        "biuro.jrwa.class", "Filing Plan Class", domain=[("is_final", "=", True)], index="btree_not_null",
    )
    privacy = fields.Selection(
        [("private", "Only the host and the secretariat"), ("confidential", "Employees of the office"),
         ("public", "Everybody")],
        "Visible To", required=True, default="private",
        help="What a new entry of the kind starts with; to anyone else its time is “busy”.",
    )
    publish_public = fields.Boolean(
        "In the Public Agenda", help="A new entry of the kind starts as one for the public agenda.",
    )
    is_personal = fields.Boolean(
        "Personal", help="Its content is shown to the host and to his or her secretary alone, not to the deputies.",
    )
    is_trip = fields.Boolean("Trip", help="The host is away: free moments are not looked for in it.")
    show_as = fields.Selection([("busy", "Busy"), ("free", "Available")], "Show As", required=True, default="busy")

    _code_uniq = models.Constraint("UNIQUE (code)", "This code is taken by another kind of agenda.")

    @api.model
    def _get(self, code):
        """Return the kind (record, one or empty) of a code."""
        return self.with_context(active_test=False).search([("code", "=", code)], limit=1)
