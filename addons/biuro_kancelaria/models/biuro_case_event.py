from odoo import api, fields, models
from odoo.exceptions import UserError

# Acts as they are printed in the log of a case: the wording of a Polish official document
ACTS = {
    "open": "Wszczęcie sprawy {reference}",
    "open_group": "Wszczęcie sprawy {reference} w wydzielonej grupie spraw {base}",
    "origin": "Pismo wszczynające sprawę",
    "suspend": "Zawieszenie sprawy: {reason}",
    "resume": "Podjęcie zawieszonej sprawy: {reason}",
    "close": "Ostateczne załatwienie sprawy: {reason}",
    "close_oral": "Ostateczne załatwienie sprawy ustnie (notatka służbowa): {reason}",
    "move": "Przeniesienie do znaku sprawy {other}: {reason}",
    "taken": "Przejęcie ze znaku sprawy {other}: {reason}",
    "reopen": "Wznowienie: kontynuacja w sprawie {other}: {reason}",
    "continue": "Kontynuacja sprawy {other}: {reason}",
    "reassign": "Zmiana prowadzącego sprawę na: {person}",
    "title": "Zmiana tytułu sprawy z „{old}” na „{new}”",
    "category": "Ustalenie kategorii archiwalnej {category}: {reason}",
    "cooperate": "Ustalenie komórek współpracujących: {cells}",
    "share": "Udostępnienie pisma komórkom współpracującym: {cells}",
    "archive": "Przekazanie do archiwum zakładowego, spis nr {number} poz. {position}",
    "state_archive": "Przekazanie do archiwum państwowego: {reason}",
    "dispose": "Wybrakowanie dokumentacji: {reason}",
    "loan": "Wypożyczenie akt: {person} (do {date})",
    "loan_back": "Zwrot wypożyczonych akt: {person}",
    "export": "Utworzenie paczki {kind}: {name}, SHA-256 {digest}",
    "exempt": "Ustalenie, że metryki sprawy nie prowadzi się: {basis}",
    "not_exempt": "Ustalenie, że metrykę sprawy prowadzi się",
    "correct": "Sprostowanie wpisu nr {position}: {action}",
}

KINDS = [
    ("course", "Course of the Case"),
    ("letter", "Letter"),
    ("assign", "Assignment"),
    ("draft", "Work on a Draft"),
    ("dispatch", "Dispatch and Delivery"),
    ("data", "Change of Data"),
    ("archive", "Archive"),
    ("export", "Package"),
    ("act", "Other Act"),
]
# what a package for a court leaves out of the log: assignments and drafts (EADM § 7), and packages made before
NOT_FOR_COURT = ("assign", "draft", "export")
# kinds of lines that were written without one, by their words
WORDINGS = {
    "assign": ("dekretac", "rozdzielono do", "zadekret"),
    "draft": ("robocz", "projekt"),
    "export": ("utworzenie paczki",),
}


class BiuroCaseEvent(models.Model):
    """Line of the case log (metryka sprawy, KPA art. 66a; form: Dz.U. 2012 poz. 250).

    Lines are added by what happens with the case and by hand; none is changed or deleted. A correction is a new line
    that refers to the old one.
    """

    _name = "biuro.case.event"
    _description = "Case Log Line"
    _inherit = ["biuro.journal.mixin"]
    _order = "case_id, id"
    _rec_name = "action"
    _journal_fields = (
        "case_id",
        "date_action",
        "user_id",
        "person_surname",
        "person_first_name",
        "person_position",
        "person",
        "action",
        "letter_id",
        "document_uid",
        "is_manual",
        "kind",
        "corrects_id",
        "create_date",
        "create_uid",
    )

    case_id = fields.Many2one("biuro.case", "Case", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="case_id.company_id", store=True)
    sequence = fields.Integer("No.", related="position")
    date_action = fields.Date("Date of the Act", required=True)
    user_id = fields.Many2one("res.users", "User", readonly=True, ondelete="restrict")
    person_surname = fields.Char("Surname", readonly=True)
    person_first_name = fields.Char("First Name", readonly=True)
    person_position = fields.Char("Position", readonly=True)
    person = fields.Char(help="Surname, first name and position, as they were on the day.")
    action = fields.Char("Act", required=True)
    letter_id = fields.Many2one("biuro.letter", "Letter", index="btree_not_null", ondelete="restrict")
    document_uid = fields.Char("Identifier of the Document")
    is_manual = fields.Boolean("Added by Hand", readonly=True)
    # empty in lines older than the field: what is sealed is not written again, see _get_kind()
    kind = fields.Selection(KINDS, readonly=True)
    corrects_id = fields.Many2one(
        "biuro.case.event", "Corrects", readonly=True, index="btree_not_null", ondelete="restrict"
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise UserError(self.env._("The case log is kept by the system: add a line with “Add to the log”."))
        return super().create(vals_list)

    def _journal_chain(self):
        self.ensure_one()
        return f"case:{self.case_id.id}"

    def _for_court(self):
        """Return the lines that go into a package for a court."""
        return self.filtered(lambda event: event._get_kind() not in NOT_FOR_COURT)

    def _get_kind(self):
        """Return the kind of the line (str); of a line without one by its words."""
        self.ensure_one()
        return self.kind or ("act" if self.is_manual else self._kind_by_words(self.action))

    @api.model
    def _kind_by_words(self, action):
        action = action.lower()
        return next((kind for kind, words in WORDINGS.items() if any(word in action for word in words)), "act")

    def action_correct_wizard(self):
        """Open the window that corrects the line.

        :return: dict, a window action
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_kancelaria.biuro_case_act_action_event")
        return action | {
            "display_name": self.env._("Correct line %s", self.sequence),
            "context": {
                "default_mode": "correct",
                "default_event_id": self.id,
                "default_case_ids": self.case_id.ids,
                "default_reason": self.action,
                "default_date": fields.Date.to_string(self.date_action),
                "default_document_uid": self.document_uid,
            },
        }

    def action_correct(self, action, date=None, document_uid=None):
        """Correct a line of the log by adding a new one that refers to it.

        :param str action: the act as it should read
        :param date: day of the act, the old line's own by default
        :param str document_uid: identifier of the document, the old line's own by default
        :return: dict(id, sequence) of the new line
        :raises UserError: empty text
        """
        self.ensure_one()
        self.case_id.check_access("write")
        if not (action or "").strip():
            raise UserError(self.env._("Write how the line should read."))
        event = self.case_id._log_event(
            ACTS["correct"].format(position=self.sequence, action=action.strip()),
            letter=self.letter_id,
            date=fields.Date.to_date(date) or self.date_action,
            document_uid=document_uid or self.document_uid,
            is_manual=True,
            kind=self._get_kind(),
            corrects_id=self.id,
        )
        return {"id": event.id, "sequence": event.sequence}
