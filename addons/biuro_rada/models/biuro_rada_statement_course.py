from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law.base import day_text
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import statements

TERMS = {"first": "statement_first", "annual": "statement_annual", "end_of_term": "statement_end_of_term"}
KEEPERS = "biuro_rada.biuro_rada_group_statement"
KEPT_YEARS = 6
WINDOW = 120  # days before the end of the term of the last statement from which it may be filed


class BiuroRadaStatementCourse(models.Model):
    """The terms of a statement in the cockpit, its correction, the call, the published part (u.s.g. art. 24h-24k)."""

    _inherit = "biuro.rada.statement"

    parent_id = fields.Many2one(
        "biuro.rada.statement", "Corrects", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    correction_ids = fields.One2many("biuro.rada.statement", "parent_id", "Corrections")
    correction_until = fields.Date("Correction Until", readonly=True, copy=False)
    correction_reason = fields.Text("What Is to Be Corrected", readonly=True, copy=False)
    business_info = fields.Boolean(
        "Information on Business with City Property",
        help="With the first statement: that business using the city's property has ceased (art. 24h ust. 4).",
    )
    uploaded_on = fields.Date("Uploaded by the Councillor On", readonly=True, copy=False)
    published_on = fields.Date(readonly=True, copy=False)
    to_wojewoda = fields.Boolean(
        "Goes to the Wojewoda",
        compute="_compute_to_wojewoda",
        help="The chair files to the wojewoda (art. 24h ust. 3).",
    )
    is_restricted = fields.Boolean(
        compute="_compute_is_restricted", help="Terms of statements are seen by their keepers alone."
    )
    keep_until = fields.Date("Kept Until", compute="_compute_keep_until", help="6 years (art. 24h).")
    call_letter_id = fields.Many2one("biuro.letter", "Call to File", readonly=True, copy=False, index="btree_not_null")
    expiry_id = fields.Many2one(
        "biuro.rada.expiry", "Expiry of the Mandate", readonly=True, copy=False, index="btree_not_null"
    )

    @api.depends("councillor_id", "date_deadline", "filed_on")
    def _compute_to_wojewoda(self):
        Function = self.env["biuro.rada.function"]
        for record in self:
            councillor = record.councillor_id
            day = record.filed_on or office_today()
            record.to_wojewoda = bool(councillor) and Function._holder(councillor.term_id, "chair", day) == councillor

    @api.depends("filed_on")
    def _compute_keep_until(self):
        for record in self:
            day = record.filed_on
            record.keep_until = day and day.replace(year=day.year + KEPT_YEARS, day=min(day.day, 28))

    # ---- terms in the cockpit ------------------------------------------------------------------------------------

    def _get_deadline_employee(self):
        """The keeper of statements answers for their terms; nobody else sees them in the cockpit."""
        # sudo: res.groups, hr.employee - who keeps the statements
        users = self.env.ref(KEEPERS).sudo().all_user_ids
        return users.employee_ids[:1].sudo(False)

    def _get_deadline_department(self):
        return self.env["hr.department"]

    def _compute_is_restricted(self):
        self.is_restricted = True

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._start_terms()
        return records

    def _start_terms(self):
        for record in self:
            councillor, code = record.councillor_id, TERMS.get(record.kind)
            if record.kind == "first" and councillor.oath_date:
                record._deadline_start(code, councillor.oath_date)
            elif record.kind == "annual":
                record._deadline_start(code, f"{record.year}-01-01")
            elif record.kind == "end_of_term" and councillor.term_id.date_end:
                raw = statements.due("end_of_term", term_end=councillor.term_id.date_end)["raw"]
                record._deadline_start(code, raw - timedelta(days=WINDOW), amount=WINDOW)

    def _filed(self, day):
        """The statement was filed: its terms end, the analysis and its report by 30 October begin."""
        for code in [*TERMS.values(), "statement_call", "statement_extra"]:
            self._deadline_done(code, on=day)
        self._deadline_start("statement_analysis", day)
        self._finish_duties()

    def _found_missing(self, day):
        self._deadline_start("statement_call", day)

    def _called(self, sent_on, delivered_on):
        if sent_on:
            self._deadline_done("statement_call", on=sent_on)
        if delivered_on:
            self._deadline_start("statement_extra", delivered_on)

    def _finish_duties(self):
        # sudo: mail.activity - the duty ended, whoever notes it
        self.sudo().activity_feedback(["mail.mail_activity_data_todo"])

    # ---- the call and what follows -------------------------------------------------------------------------------

    def action_draft_call(self):
        """Write the draft of the call to file the statement, a restricted letter, and open it.

        Its dispatch notes the day of sending.

        :return: window action (dict) that opens the draft
        :raise UserError: the lack was not found
        Legal source: u.s.g. art. 24h ust. 5a.
        """
        self.ensure_one()
        self._check_state("called")
        if self.call_letter_id and self.call_letter_id.state != "annulled":
            return self.call_letter_id._get_open_action()
        body = Markup(
            "<p>Na podstawie art. 24h ust. 5a ustawy o samorządzie gminnym wzywam do niezwłocznego złożenia "
            "oświadczenia majątkowego za rok %s w dodatkowym terminie 14 dni od dnia doręczenia wezwania.</p>"
            "<p>Niezłożenie oświadczenia w tym terminie powoduje wygaśnięcie mandatu radnego (art. 24k ustawy; "
            "art. 383 § 1 pkt 7 Kodeksu wyborczego).</p>"
        ) % (self.year - 1 if self.kind == "annual" else self.year)
        jrwa = self.env["biuro.jrwa.class"]._get("0043", office_today())
        letter = self.env["biuro.letter"].create(
            {
                "direction": "out",
                "title": self.env._("Call to file the property statement"),
                "body": body,
                "is_restricted": True,
                "jrwa_class_id": jrwa.id,
                "clerk_id": self.env.user._biuro_employee().id,
                # sudo: res.partner - the address of the councillor who is called
                "recipient_ids": [fields.Command.create({"partner_id": self.councillor_id.sudo().partner_id.id})],
            }
        )
        # sudo: own model - the letter is linked by the verb alone; access was checked above
        self.sudo().call_letter_id = letter
        return letter._get_open_action()

    def _mandate_at_stake(self):
        """The mandate expires: open its matter, in which the council declares it within a month (k.w. art. 383 § 2)."""
        for record in self:
            record._deadline_done("statement_extra", on=record.extra_deadline)
            # sudo: biuro.rada.expiry - the keeper of statements need not keep mandates; access was checked by the verb
            Expiry = self.env["biuro.rada.expiry"].sudo()
            matter = Expiry.search(
                [("councillor_id", "=", record.councillor_id.id), ("state", "in", ("open", "declared"))], limit=1
            ) or Expiry.create(
                {
                    "councillor_id": record.councillor_id.id,
                    "ground": "no_statement",
                    "cause_date": record.extra_deadline,
                    "facts": record._facts_at_stake(),
                }
            )
            # sudo: own model - the matter is linked by the verb alone
            record.sudo().expiry_id = matter

    def _facts_at_stake(self):
        facts = self.env._("The statement was not filed in the additional term either (art. 24h, 24k).")
        if self.filed_on:
            facts += " " + self.env._("It was filed on %s, after that term.", day_text(self.filed_on))
        return facts

    def action_open_expiry(self):
        """Open the matter of the expiry of the mandate: hearing, resolution, delivery.

        :return: window action (dict)
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "biuro.rada.expiry",
            "res_id": self.expiry_id.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    # ---- correction ----------------------------------------------------------------------------------------------

    def action_ask_correction(self, reason, until=None):
        """Ask the councillor to correct a filed statement: the correction is expected as an entry of its own.

        :param str reason: what is to be corrected
        :param str until: day "YYYY-MM-DD" until which it is expected; 14 days by default
        :return: int, id of the correction
        :raise UserError: not filed; no reason; a correction is expected already
        """
        self.ensure_one()
        self._check_state("filed", "filed_late", "analysed", "published")
        if not (reason or "").strip():
            raise UserError(self.env._("Say what is to be corrected."))
        if self.correction_ids.filtered(lambda record: record.state == "expected"):
            raise UserError(self.env._("A correction is expected already."))
        day = fields.Date.to_date(until) or fields.Date.add(office_today(), days=14)
        # sudo: own model - facts are written by verbs only; access was checked above
        return (
            self.sudo()
            .create(
                {
                    "councillor_id": self.councillor_id.id,
                    "kind": "correction",
                    "year": self.year,
                    "parent_id": self.id,
                    "correction_until": day,
                    "correction_reason": reason,
                }
            )
            .id
        )

    # ---- the published part --------------------------------------------------------------------------------------

    def _publication_values(self):
        """Return what becomes public: the scan without the address and the location of real estate only (RF-02)."""
        self.ensure_one()
        if not self.scan_public:
            raise UserError(self.env._("RF-02: attach the public scan; the full one is never published."))
        if self.scan_full and self.scan_full == self.scan_public:
            raise UserError(
                self.env._(
                    "RF-02: the public scan is the full one. Black out the address and the real estate's location."
                )
            )
        if self.state not in ("filed", "filed_late", "analysed", "published"):
            raise UserError(self.env._("Note that the statement was filed first."))
        kinds = {
            "first": "pierwsze",
            "annual": "roczne",
            "end_of_term": "na koniec kadencji",
            "correction": "korekta",
        }
        name = self.councillor_id.display_name
        return {
            "name": f"Oświadczenie majątkowe – {name} ({kinds[self.kind]}, {self.year})",
            "summary": f"Oświadczenie majątkowe radnego {name}, złożone {self.filed_on:%d.%m.%Y} r.",
            "category_code": "oswiadczenia",
            "legal_basis": "ustawa o samorządzie gminnym, art. 24i",
            "made_by": name,
            "made_on": self.filed_on,
            "withdraw_on": self.keep_until,
            "files": [{"name": self.scan_public_name or "oswiadczenie.pdf", "data": self.scan_public}],
        }

    def _council_published(self, publication):
        for record in self:
            values = {"published_on": record.published_on or office_today()}
            if record.state in ("filed", "filed_late", "analysed"):
                values["state"] = "published"
            record.write(values)

    # ---- the year ------------------------------------------------------------------------------------------------

    @api.model
    def _cron_watch(self):
        """Expect the yearly statements from January on, those of the end of the term, the first ones after an oath."""
        today = office_today()
        term = self.env["biuro.rada.term"]._current()
        if not term:
            return
        if today.month <= 4:
            self.expect("annual", today.year)
        if term.date_end and fields.Date.subtract(term.date_end, months=5) <= today:
            self.expect("end_of_term", term.date_end.year)
        sworn = term.councillor_ids.filtered(
            lambda councillor: (
                councillor.state == "active" and councillor.oath_date and (today - councillor.oath_date).days <= 60
            )
        )
        known = self.search([("kind", "=", "first"), ("councillor_id", "in", sworn.ids)]).councillor_id
        self.create(
            [
                {"councillor_id": councillor.id, "kind": "first", "year": councillor.oath_date.year}
                for councillor in sworn - known
            ]
        )
