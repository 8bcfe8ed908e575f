from odoo import fields, models
from odoo.exceptions import UserError

# models of what the office answers by a letter: their replies are noted when they go out
ANSWERED = ("biuro.rada.interpellation", "biuro.rada.motion", "biuro.rada.complaint")
CHANNELS = {"email": "email", "edoreczenia": "edelivery"}


class BiuroLetter(models.Model):
    """Letters of the council: replies to interpellations, and mail that comes for councillors."""

    _inherit = "biuro.letter"

    interpellation_ids = fields.One2many("biuro.rada.interpellation", "reply_letter_id", "Interpellations Answered")
    source_interpellation_ids = fields.One2many(
        "biuro.rada.interpellation", "source_letter_id", "Interpellations in the Letter"
    )
    councillor_id = fields.Many2one(
        "biuro.rada.councillor",
        "For the Councillor",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="A letter to a councillor that came to the office and was passed on.",
    )
    councillor_handed_on = fields.Date("Handed Over On", readonly=True, copy=False)
    councillor_note = fields.Char("Note for the Councillor", readonly=True, copy=False)

    # What became of letters

    def _after_dispatch(self, day):
        result = super()._after_dispatch(day)
        for model in ANSWERED:
            # sudo: what the letter answers - consequences of the dispatch, which the mail point makes
            Matter = self.env[model].sudo()
            for letter in self:
                for matter in Matter.search([("reply_letter_id", "=", letter.id)]):
                    matter._reply_dispatched(letter, day)
                for matter in Matter.search([("supplement_letter_ids", "in", letter.ids)]):
                    matter._supplement_dispatched(letter, day)
        return result

    def _find_deadlines(self):
        found = super()._find_deadlines()
        # sudo: biuro.deadline, what the letter answers - the terms that this letter is to meet
        for model in ANSWERED:
            Matter = self.env[model].sudo()
            if "deadline_ids" in Matter._fields and self.ids:
                matters = Matter.search([("reply_letter_id", "in", self.ids)])
                found |= matters.deadline_ids.filtered(lambda line: line.state == "running").sudo(False)
        return found.sorted(lambda deadline: (deadline.sudo().date_deadline, deadline.id))

    # What came

    def action_make_interpellation(self):
        """Enter a letter from a councillor as an interpellation with the chair; entered already, its entry opens.

        :return: window action (dict) of the entry
        :raise UserError: not an incoming letter in the register; its sender is no councillor in office
        """
        self.ensure_one()
        self._check_direction("in")
        if not self.register_ref:
            raise UserError(self.env._("Register the letter first."))
        entry = self.source_interpellation_ids[:1]
        if not entry:
            author = self.env["biuro.rada.councillor"].search(
                [("partner_id", "=", self.partner_id.id), ("state", "=", "active")], limit=1
            )
            if not self.partner_id or not author:
                raise UserError(
                    self.env._("The sender is no councillor in office: set the councillor as contact.")
                )
            entry = self.env["biuro.rada.interpellation"].create(
                {
                    "subject": self.title,
                    "author_ids": [fields.Command.set(author.ids)],
                    "submitted_date": self.date_received,
                    "channel": CHANNELS.get(self.delivery_channel, "paper"),
                }
            )
            # sudo: own models - the letter it came in is noted by the verb alone
            entry.sudo().source_letter_id = self
            entry.sudo().attachment_ids = self.sudo().attachment_ids
        return {
            "type": "ir.actions.act_window",
            "res_model": entry._name,
            "res_id": entry.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def action_hand_to_councillor(self, councillor_id, note=None):
        """Hand incoming letters over to the councillor they are for: the councillor sees them on the own page.

        :param int councillor_id: the councillor
        :param str note: a word to the councillor
        :return: True
        :raise UserError: not an incoming letter in the register; no mandate
        """
        self._check_direction("in")
        self.check_access("write")
        councillor = self.env["biuro.rada.councillor"].browse(councillor_id).exists()
        today = self._today()
        if not councillor or not councillor._holds_mandate(today):
            raise UserError(self.env._("Choose a councillor in office."))
        if any(not letter.register_ref for letter in self):
            raise UserError(self.env._("Register the letter first."))
        # sudo: biuro.letter - whom it was handed to is noted by the verb alone; access was checked above
        self.sudo().write(
            {"councillor_id": councillor.id, "councillor_handed_on": today, "councillor_note": note or False}
        )
        self._log_case(f"Przekazano pismo radnemu: {councillor.display_name}")
        # sudo: res.partner - the councillor's own address, to tell that a letter waits
        partner = councillor.sudo().partner_id
        if partner.email:
            # sudo: mail.mail - a notice without the content of the letter
            self.env["mail.mail"].sudo().create(
                [
                    {
                        "subject": self.env._("A letter waits for you on the council's page"),
                        "body_html": self.env._(
                            "<p>The council's office handed over a letter for you: number %s. Log in to read it.</p>",
                            letter.register_ref,
                        ),
                        "recipient_ids": [fields.Command.link(partner.id)],
                        "auto_delete": True,
                    }
                    for letter in self
                ]
            )
        return True
