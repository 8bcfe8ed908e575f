from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroWyboryLawnikExpiry(models.Model):
    """Expiry of a lay judge's mandate: a final conviction; the Council states it and tells the court (art. 166 § 1)."""

    _name = "biuro.wybory.lawnik.expiry"
    _description = "Expiry of a Lay Judge's Mandate"
    _inherit = ["biuro.guard.mixin"]
    _order = "final_on desc, id desc"
    _reason_verbs = {"action_drop": {"reason": "reason"}}

    mandate_id = fields.Many2one(
        "biuro.wybory.lawnik.mandate", "Mandate", required=True, index=True, ondelete="restrict"
    )
    term_id = fields.Many2one(related="mandate_id.term_id", store=True, index=True)
    company_id = fields.Many2one(related="mandate_id.company_id", store=True)
    offence = fields.Selection(
        [
            ("crime", "Crime"), ("petty", "Petty offence"), ("fiscal_crime", "Fiscal crime"),
            ("fiscal_petty", "Fiscal petty offence"),
        ],
        "Conviction For", required=True, default="crime",
    )
    judgment_court = fields.Char("Court of the Judgment", required=True)
    judgment_ref = fields.Char("Sign of the Judgment", required=True)
    judgment_date = fields.Date(required=True)
    final_on = fields.Date("Final Since", required=True)
    learned_on = fields.Date("Office Learned On", default=lambda self: office_today())
    draft_id = fields.Many2one("biuro.rada.draft", "Draft Resolution", readonly=True, copy=False)
    resolution_id = fields.Many2one(
        "biuro.rada.resolution", "Resolution", index="btree_not_null", ondelete="restrict", copy=False
    )
    letter_id = fields.Many2one("biuro.letter", "Letter to the Court", readonly=True, copy=False)
    drop_reason = fields.Char("Why Dropped", readonly=True, copy=False)
    state = fields.Selection(
        [("open", "In progress"), ("stated", "Stated by the Council"), ("told", "Court told"), ("dropped", "Dropped")],
        required=True, readonly=True, default="open", copy=False, index=True,
    )

    _one_open = models.UniqueIndex("(mandate_id) WHERE state = 'open'", "A matter of this mandate is open already.")

    @api.depends("mandate_id", "judgment_ref")
    def _compute_display_name(self):
        for matter in self:
            matter.display_name = f"{matter.mandate_id.display_name or '…'} ({matter.final_on or '…'})"

    @api.constrains("judgment_date", "final_on", "mandate_id")
    def _check_dates(self):
        for matter in self:
            if matter.final_on < matter.judgment_date or matter.final_on > office_today():
                raise ValidationError(
                    self.env._("A judgment becomes final on its day or later, and not in the future.")
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_open(self):
        if any(matter.state != "open" or matter.draft_id for matter in self):
            raise UserError(self.env._("A matter that was decided cannot be deleted."))

    def write(self, vals):
        if not self.env.su and any(matter.state in ("told", "dropped") for matter in self):
            raise UserError(self.env._("This matter is closed."))
        return super().write(vals)

    def action_make_draft(self):
        """Write the draft of the resolution that states the expiry. Return a window action (dict).

        :raise UserError: settled already
        """
        self.ensure_one()
        self.check_access("write")
        if self.state != "open":
            raise UserError(self.env._("This matter is closed."))
        return self.term_id._make_draft("expiry", self)

    def action_state(self, resolution_id=None):
        """Record the resolution that states the expiry: the mandate expired with the final judgment.

        :param int resolution_id: the resolution; the one named on the form by default
        :return: True
        :raise UserError: no resolution; settled already; a resolution before the judgment became final
        """
        self.ensure_one()
        self.check_access("write")
        resolution = self.env["biuro.rada.resolution"].browse(resolution_id) or self.resolution_id
        if self.state != "open":
            raise UserError(self.env._("This matter is closed."))
        if not resolution:
            raise UserError(self.env._("Name the resolution of the Council."))
        if resolution.date_adopted < self.final_on:
            raise UserError(self.env._("The Council states the expiry after the judgment became final."))
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().write({"state": "stated", "resolution_id": resolution.id})
        self.mandate_id._end("expired", "conviction", self.final_on)
        return True

    def action_make_letter(self):
        """Write the draft of the letter to the president of the court. Return a window action (dict).

        :raise UserError: not stated yet
        """
        self.ensure_one()
        self.check_access("write")
        if self.state == "open" or not self.resolution_id:
            raise UserError(self.env._("The Council states the expiry first."))
        letter = self.term_id._make_letter(
            f"Wygaśnięcie mandatu ławnika – uchwała nr {self.resolution_id.number}",
            self.mandate_id.court_id,
            [
                f"Na podstawie art. 166 § 1 ustawy z dnia 27 lipca 2001 r. – Prawo o ustroju sądów powszechnych "
                f"zawiadamiam, że uchwałą nr {self.resolution_id.number} z dnia "
                f"{self.resolution_id.date_adopted:%d.%m.%Y} r. stwierdzono wygaśnięcie mandatu ławnika: "
                f"{self.mandate_id.given_names} {self.mandate_id.surname}.",
                "Uchwałę przekazuję w załączeniu.",
            ],
            f"uchwała nr {self.resolution_id.number}",
        )
        # sudo: own model - the letter is linked by the verb; access was checked above
        self.sudo().write({"letter_id": letter.id, "state": "told"})
        return letter._get_open_action()

    def action_drop(self, reason):
        """Drop the matter: the judgment did not become final or concerns somebody else.

        :param str reason: why
        :return: True
        :raise UserError: settled already; no reason
        """
        for matter in self:
            matter.check_access("write")
            if matter.state != "open":
                raise UserError(self.env._("This matter is closed."))
            if not (reason or "").strip():
                raise UserError(self.env._("Give the reason."))
            # sudo: own model - as above
            matter.sudo().write({"state": "dropped", "drop_reason": reason})
        return True
