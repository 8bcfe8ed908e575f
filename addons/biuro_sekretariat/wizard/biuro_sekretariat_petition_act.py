from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroSekretariatPetitionAct(models.TransientModel):
    """Window that asks for what a verb of petitions needs: a day, a reason, another petition."""

    _name = "biuro.sekretariat.petition.act"
    _description = "Act on Petitions"

    verb = fields.Selection(
        [
            ("supplement", "Note the supplement"), ("third_party", "Answer of the third party"),
            ("forward", "Forward"), ("unexamined", "Leave the petition unexamined"), ("extend", "Extend the term"),
            ("announce", "Announce a multiple petition"), ("join", "Join to another"), ("settle", "Settle"),
            ("objection", "Note of an inadmissible complaint"), ("step", "Add a public step"),
        ],
        required=True, readonly=True,
    )
    petition_ids = fields.Many2many("biuro.sekretariat.petition", string="Petitions", readonly=True)
    petition_count = fields.Integer("Number of Petitions", compute="_compute_petition_count")
    day = fields.Date(default=lambda self: self.env["biuro.sekretariat.petition"]._today())
    until = fields.Date("New Last Day")
    reason = fields.Text()
    body = fields.Char("Competent Body")
    confirmed = fields.Boolean("Consent Confirmed")
    ground = fields.Selection(
        lambda self: self.env["biuro.sekretariat.petition"]._fields["unexamined_ground"].selection, "Ground")
    lead_id = fields.Many2one(
        "biuro.sekretariat.petition", "Join To",
        domain=[("is_multi", "=", True), ("state", "in", ("formal_check", "in_progress"))])
    result = fields.Selection(
        [
            ("granted", "Petition Granted"), ("part", "Petition Granted in Part"), ("refused", "Petition Not Granted"),
            ("withdrawn", "Petition Withdrawn"),
        ],
        "Way of Settling")
    justification = fields.Html()
    letter_id = fields.Many2one("biuro.letter", "Letter", domain=[("direction", "=", "in")])
    kind = fields.Selection(
        lambda self: self.env["biuro.sekretariat.petition.step"]._fields["kind"].selection, default="opinion")
    text = fields.Char("Text for the Public")

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        ids = self.env.context.get("active_ids") or [self.env.context.get("active_id")]
        petitions = self.env["biuro.sekretariat.petition"].browse([id_ for id_ in ids if id_])
        if not petitions:
            raise UserError(self.env._("Choose the petitions first."))
        values["petition_ids"] = [(6, 0, petitions.ids)]
        first = petitions[:1]
        if values.get("verb") == "unexamined" and "ground" in fields:
            values["ground"] = (
                "repeated" if first.repeated_of_id else "call" if first.state == "call_sent"
                else "third_party" if first.third_party_state == "not_confirmed" else "form"
            )
        return values

    @api.depends("petition_ids")
    def _compute_petition_count(self):
        for act in self:
            act.petition_count = len(act.petition_ids)

    def action_confirm(self):
        """Do what the window was opened for. Return an action (dict) that closes it or opens the result."""
        self.ensure_one()
        if self.verb != "join" and len(self.petition_ids) != 1:
            raise UserError(self.env._("Choose one petition."))
        result = getattr(self, f"_do_{self.verb}")(self.petition_ids)
        return result if isinstance(result, dict) and result.get("type") else {"type": "ir.actions.act_window_close"}

    def _do_supplement(self, petitions):
        return petitions.action_supplement(self.day, self.reason)

    def _do_third_party(self, petitions):
        return petitions.action_third_party_answer(self.confirmed, self.day)

    def _do_forward(self, petitions):
        return petitions.action_forward(self.body, self.reason)

    def _do_unexamined(self, petitions):
        return petitions.action_unexamined(self.ground)

    def _do_extend(self, petitions):
        return petitions.action_extend(self.reason, self.until)

    def _do_announce(self, petitions):
        return petitions.action_announce(self.until, self.day)

    def _do_join(self, petitions):
        return petitions.action_join(self.lead_id.id)

    def _do_settle(self, petitions):
        return petitions.action_settle(self.result, self.justification, self.day)

    def _do_objection(self, petitions):
        return petitions.action_note_objection(self.reason, self.letter_id.id)

    def _do_step(self, petitions):
        petitions.check_access("write")
        self.env["biuro.sekretariat.petition.step"].create({
            "petition_id": petitions.id, "date": self.day, "kind": self.kind, "text": self.text,
        })
        return True
