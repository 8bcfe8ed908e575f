from odoo import api, fields, models

from ..models.biuro_sekretariat_culture_institution import ALL_RUBRIC_FIELDS


class BiuroSekretariatCultureChange(models.TransientModel):
    """Asks what changes under a position: the rubrics as they stand, to be corrected, and the basis of the change."""

    _name = "biuro.sekretariat.culture.change"
    _description = "Change of an Entry"

    institution_id = fields.Many2one("biuro.sekretariat.culture.institution", "Institution", required=True)
    full_name = fields.Char("Full Name")
    statute_has_short_name = fields.Boolean("Statute Gives a Short Name")
    short_name = fields.Char()
    seat = fields.Char()
    address = fields.Char()
    organizer = fields.Char("Organiser")
    co_organizer_id = fields.Many2one("res.partner", "Co-organiser (Contact)")
    co_organizer = fields.Char("Co-organiser")
    founding_act_id = fields.Many2one(
        "biuro.sekretariat.culture.document", "Founding Act", domain="[('institution_id', '=', institution_id)]",
    )
    statute_act_id = fields.Many2one(
        "biuro.sekretariat.culture.document", "Act That Gave the Statute",
        domain="[('institution_id', '=', institution_id)]",
    )
    old_content = fields.Selection(
        [("outdate", "Is marked as outdated"), ("keep", "Stays beside the new content")], "Old Content",
        required=True, default="outdate",
    )
    outdated_ids = fields.Many2many(
        "biuro.sekretariat.culture.register.value", "biuro_sekretariat_culture_change_value_rel",
        "change_id", "value_id", "Only Mark as Outdated",
        domain="[('institution_id', '=', institution_id), ('is_current', '=', True)]",
    )
    mode = fields.Selection(
        [("ex_officio", "Ex Officio"), ("application", "On the Director's Application")], "Way of Entry", required=True,
        default="ex_officio",
    )
    basis_id = fields.Many2one(
        "biuro.sekretariat.culture.document", "Basis", domain="[('institution_id', '=', institution_id)]",
        help="The order or act that is the basis of the change.",
    )
    application_id = fields.Many2one(
        "biuro.sekretariat.culture.document", "Application",
        domain="[('institution_id', '=', institution_id), ('kind', '=', 'application')]",
    )
    note = fields.Char("Remark")

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        institution = self.env["biuro.sekretariat.culture.institution"].browse(
            values.get("institution_id") or self.env.context.get("default_institution_id") or [],
        )
        for name in ALL_RUBRIC_FIELDS & set(fields):
            value = institution[name]
            values[name] = value.id if isinstance(value, models.BaseModel) else value
        return values

    def action_apply(self):
        """Make the entry of the change. Return the action (dict) that closes the window."""
        self.ensure_one()
        institution, values = self.institution_id, {}
        for name in ALL_RUBRIC_FIELDS:
            new, old = self[name], institution[name]
            if new != old:
                values[name] = new.id if isinstance(new, models.BaseModel) else new
        if not self.statute_has_short_name and institution.short_name:
            values["short_name"] = False
        institution.action_change(
            values, basis_id=self.basis_id.id, mode=self.mode, application_id=self.application_id.id,
            keep_old=self.old_content == "keep", outdated_ids=self.outdated_ids.ids, note=self.note,
        )
        return {"type": "ir.actions.act_window_close"}
