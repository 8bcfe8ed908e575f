from odoo import fields, models
from odoo.exceptions import UserError

from .biuro_letter_reply import DRAFT_STATES


class BiuroLetterAsk(models.Model):
    """Drafts ask cells for input."""

    _inherit = "biuro.letter"

    input_ids = fields.One2many("biuro.letter.input", "letter_id", "Input Requests")
    input_count = fields.Integer("Number of Input Requests", compute="_compute_input_count", compute_sudo=True)
    input_open_count = fields.Integer("Awaited Inputs", compute="_compute_input_count", compute_sudo=True)

    def _compute_input_count(self):
        counts, waiting = {}, {}
        for letter, state, count in self.env["biuro.letter.input"]._read_group(
            [("letter_id", "in", self.ids)], ["letter_id", "state"], ["__count"],
        ):
            counts[letter.id] = counts.get(letter.id, 0) + count
            if state == "asked":
                waiting[letter.id] = count
        for letter in self:
            letter.input_count = counts.get(letter._origin.id, 0)
            letter.input_open_count = waiting.get(letter._origin.id, 0)

    def _check_input_open(self):
        """Refuse to ask for input once the text waits for the signature."""
        for letter in self:
            if letter.direction != "out" or letter.state not in DRAFT_STATES[:2]:
                raise UserError(self.env._(
                    "%(letter)s is “%(state)s”: input is asked for a draft only.", letter=letter.display_name,
                    state=letter._state_label(letter.state),
                ))

    def action_ask_input(self, department_id=None, question=None, date_due=None, employee_id=None, attachment_ids=None):
        """Ask a cell for data or an opinion. It sees the question and the files named here, not the letter.

        :param int department_id: id of the asked cell, required
        :param str question: what is needed, required
        :param str date_due: last day "YYYY-MM-DD", not after the legal end; three working days by default
        :param int employee_id: id of one person of the cell
        :param list attachment_ids: ids of files that the cell is shown, as copies
        :return: dict ``id``, ``date_due``, ``letter_ref`` of the request
        :raise UserError: no cell, no question, a day after the legal end, a letter that is no draft
        Legal source: instrukcja kancelaryjna § 30.
        """
        self.ensure_one()
        if not department_id:
            raise UserError(self.env._("Choose the cell that is asked."))
        values = {
            "letter_id": self.id, "department_id": department_id, "question": question,
            "question_attachment_ids": [fields.Command.set(attachment_ids or [])], "employee_id": employee_id or False,
        }
        if date_due:
            values["date_due"] = date_due
        made = self.env["biuro.letter.input"].create(values)
        return {
            "id": made.id, "date_due": fields.Date.to_string(made.date_due), "letter_ref": made.letter_ref or False,
        }

    def _check_complete(self):
        super()._check_complete()
        for letter in self:
            # sudo: biuro.letter.input - which cells are awaited
            waiting = letter.sudo().input_ids.filtered(lambda line: line.state == "asked")
            if waiting:
                raise UserError(self.env._(
                    "These cells have not answered yet: %(cells)s. Wait for them or withdraw the requests.",
                    cells=", ".join(waiting.department_id.mapped("display_name")),
                ))

    def action_view_inputs(self):
        """Open the input requests of the letter.

        :return: action (dict) that opens the list
        """
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("biuro_kancelaria.biuro_letter_input_action"),
            "domain": [("letter_id", "=", self.id)], "context": {"default_letter_id": self.id},
        }
