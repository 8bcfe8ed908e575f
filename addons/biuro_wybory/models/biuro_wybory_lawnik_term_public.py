import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today

MONTHS = (
    "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października",
    "listopada", "grudnia",
)  # fmt: skip


class BiuroWyboryLawnikTerm(models.Model):
    """What of the election is public: the announcement and numbers; nothing of a candidate."""

    _inherit = "biuro.wybory.lawnik.term"

    @api.model
    @api.readonly
    def get_public_lawnik_stats(self, term_id):
        """Return the numbers of an election of lay judges: aggregates alone, for anybody who may call.

        :param int term_id: the election, once its nominations are open
        :return: dict ``term``, ``kind``, ``election_year``, ``date_from``, ``date_to``, ``nomination_deadline``,
            ``election_date`` (days "YYYY-MM-DD" or false), ``state``, ``seats``, ``seats_labour``; ``nominations``:
            dict ``received``, ``admitted``, ``defective``, ``late``, ``left_without_action``, ``withdrawn``,
            ``elected``;
            ``nominators``: dict of numbers by kind of nominator; ``courts``: list of dict ``court``, ``division`` (or
            false), ``seats``, ``seats_labour``, ``nominated``, ``admitted``, ``elected``, ``vacant``
        :raise UserError: no such election, or not announced yet
        """
        # sudo: own models - numbers alone leave, see the keys above
        term = self.sudo().browse(term_id).exists()
        if not term or term.state == "draft":
            raise UserError(self.env._("There is no announced election of lay judges of this number."))
        rows = self.env["biuro.wybory.lawnik.nomination"].sudo()._read_group(
            [("term_id", "=", term.id), ("state", "!=", "annulled")], ["state", "nominator_type"], ["__count"]
        )
        states, nominators = {}, {}
        for state, nominator, count in rows:
            states[state] = states.get(state, 0) + count
            nominators[nominator] = nominators.get(nominator, 0) + count
        return {
            "term": term.name,
            "kind": term.kind,
            "election_year": term.election_year,
            "date_from": fields.Date.to_string(term.date_from) or False,
            "date_to": fields.Date.to_string(term.date_to) or False,
            "nomination_deadline": fields.Date.to_string(term.nomination_deadline) or False,
            "election_date": fields.Date.to_string(term.election_date) or False,
            "state": term.state,
            "seats": term.seats,
            "seats_labour": sum(term.quota_ids.mapped("seats_labour")),
            "nominations": {
                "received": sum(states.values()),
                "admitted": sum(states.get(key, 0) for key in ("admitted", "opined", "elected", "not_elected")),
                **{
                    key: states.get(key, 0)
                    for key in ("defective", "late", "left_without_action", "withdrawn", "elected")
                },
            },
            "nominators": nominators,
            "courts": [
                {
                    "court": quota.court_id.name,
                    "division": quota.division or False,
                    **{
                        key: quota[key]
                        for key in ("seats", "seats_labour", "nominated", "admitted", "elected", "vacant")
                    },
                }
                for quota in term.quota_ids
            ],
        }

    # ---- announcement --------------------------------------------------------------------------------------------

    def _announcement_title(self):
        self.ensure_one()
        if self.kind == "general":
            return f"Ogłoszenie o naborze kandydatów na ławników na kadencję {self.date_from.year}–{self.date_to.year}"
        return f"Obwieszczenie o wyborach uzupełniających ławników w {self.election_year} roku"

    def _day_words(self, day):
        """Return a day in the words of an announcement (str), e.g. ``30 czerwca 2027 r.``"""
        return f"{day.day} {MONTHS[day.month - 1]} {day.year} r." if day else "…"

    def _deadline_words(self):
        """Return until when nominations are taken (str)."""
        self.ensure_one()
        text = f"do {self._day_words(self.nomination_deadline)}"
        if self.nomination_deadline_time:
            hour, minutes = divmod(round(self.nomination_deadline_time * 60), 60)
            text += f", do godziny {hour}:{minutes:02d}"
        return text

    def _publication_values(self):
        """Return the announcement as it becomes public: courts, numbers, papers, place, deadline, personal data."""
        self.ensure_one()
        if not self.quota_ids or not self.nomination_deadline:
            raise UserError(self.env._("Enter the numbers of lay judges and the end of nominations first."))
        body = self.env["ir.qweb"]._render("biuro_wybory.lawnik_announcement_words", {"term": self}, lang="pl_PL")
        return {
            "name": self._announcement_title(),
            "summary": f"Liczba ławników do wyboru: {self.seats}. Zgłoszenia przyjmuje się {self._deadline_words()}.",
            "body": body,
            "category_code": "lawnicy",
            "legal_basis": "ustawa – Prawo o ustroju sądów powszechnych, art. 160–162",
            "made_by": self.env.user.name,
            "made_on": office_today(),
            "files": [{"name": "karta-zgloszenia.pdf", "data": self._blank_form()}],
        }

    def _blank_form(self):
        """Return the blank nomination form as a file (base64): it is given out free of charge (regulation § 3)."""
        content, _format = self.env["ir.actions.report"]._render_qweb_pdf("biuro_wybory.lawnik_form_blank", self.ids)
        return base64.b64encode(content)

    def _council_published(self, publication):
        """The announcement is on the public pages: that is its day, unless an earlier one was noted."""
        for term in self:
            if not term.announced_on:
                term.announced_on = office_today()

    # ---- register ------------------------------------------------------------------------------------------------

    def action_print_register(self):
        """Open the window that makes the register of nominations as PDF or XLSX, without sensitive data.

        :return: window action (dict)
        :raise UserError: nominations were not opened yet
        """
        self.ensure_one()
        self.env["biuro.wybory.lawnik.nomination"].check_access("read")
        if not self.register_code:
            raise UserError(self.env._("Open the nominations first: the register begins with them."))
        register = self.env["biuro.register"]._get(self.register_code, self.company_id)
        book = self.env["biuro.register.book"].create(
            {"register_id": register.id, "date_from": min(self.opened_on, self.announced_on or self.opened_on)}
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Register of Nominations"),
            "res_model": book._name,
            "res_id": book.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
        }
