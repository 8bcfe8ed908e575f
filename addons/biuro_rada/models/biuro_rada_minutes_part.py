from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html_sanitize


class BiuroRadaMinutesPart(models.Model):
    """One part of the minutes: what the log says (``generated``) and what stands in the minutes (``body``)."""

    _name = "biuro.rada.minutes.part"
    _description = "Part of the Minutes"
    _inherit = ["biuro.guard.mixin"]
    _order = "minutes_id, sequence, id"
    _rec_name = "title"

    minutes_id = fields.Many2one("biuro.rada.minutes", "Minutes", required=True, index=True, ondelete="cascade")
    agenda_item_id = fields.Many2one(
        "biuro.rada.agenda.item", "Agenda Item", readonly=True, index="btree_not_null", ondelete="set null"
    )
    key = fields.Char(readonly=True, help="What of the log the part comes from; own parts have none of it.")
    sequence = fields.Integer(default=10, aggregator=None)
    title = fields.Char(required=True)
    body = fields.Html("Text")
    generated = fields.Html("What the Log Says", readonly=True)
    is_edited = fields.Boolean("Edited", readonly=True)
    log_changed = fields.Boolean(
        "Log Changed Since", readonly=True, help="The log of the session has changed after a person edited this part."
    )

    _key_uniq = models.UniqueIndex(
        "(minutes_id, key) WHERE key IS NOT NULL", "This part of the log is in the minutes already."
    )

    @api.model
    def _clean(self, html):
        """Return HTML as the field stores it (str), so that two texts can be compared."""
        return str(html_sanitize(html or "", sanitize_form=True) or "")

    @api.model_create_multi
    def create(self, vals_list):
        self._check_open(self.env["biuro.rada.minutes"].browse({vals.get("minutes_id") for vals in vals_list}))
        if not self.env.su:
            vals_list = [{key: value for key, value in vals.items() if key != "key"} for vals in vals_list]
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._check_open(self.minutes_id)
            if "body" in vals:
                edited = self.filtered(lambda part: self._clean(vals["body"]) != str(part.body or ""))
                # sudo: own model - the mark of an edited part is set by the editing itself
                super(BiuroRadaMinutesPart, edited.sudo()).write({"is_edited": True})
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_adopted(self):
        self._check_open(self.minutes_id)

    def _check_open(self, minutes):
        if any(record.state == "adopted" for record in minutes):
            raise UserError(self.env._("The minutes are adopted and stay as they are."))

    def action_take_log(self):
        """Put what the log says in place of what was written.

        :return: True
        :raise UserError: adopted already; a part of one's own
        """
        self.check_access("write")
        self._check_open(self.minutes_id)
        for part in self:
            if not part.key:
                raise UserError(self.env._("This part was written by hand; the log says nothing of it."))
            # sudo: own model - marks are written by verbs only; access was checked above
            part.sudo().write({"body": part.generated, "is_edited": False, "log_changed": False})
        return True

    def action_keep_text(self):
        """Keep what was written: the change of the log has been seen.

        :return: True
        """
        self.check_access("write")
        # sudo: own model - marks are written by verbs only; access was checked above
        self.sudo().write({"log_changed": False})
        return True
