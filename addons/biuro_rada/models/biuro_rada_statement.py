from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import statements


class BiuroRadaStatement(models.Model):
    """Property statement (oświadczenie majątkowe) of a councillor: expected, filed, analysed, its public part out.

    Only the keepers of statements and the chair see it; the full scan never leaves.
    """

    _name = "biuro.rada.statement"
    _description = "Property Statement"
    _inherit = [
        "biuro.guard.mixin",
        "biuro.rada.course.mixin",
        "biuro.deadline.mixin",
        "biuro.publication.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "date_deadline desc, councillor_id, id"

    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="councillor_id.company_id", store=True)
    kind = fields.Selection(
        [
            ("first", "First statement"),
            ("annual", "Yearly statement"),
            ("end_of_term", "End of the term"),
            ("correction", "Correction"),
        ],
        required=True,
        default="annual",
        tracking=True,
    )
    year = fields.Integer(required=True, default=lambda self: office_today().year, aggregator=None)
    date_deadline = fields.Date("Legal End", compute="_compute_terms", store=True, index=True)
    date_target = fields.Date("Safe Date", compute="_compute_terms", store=True)
    reasons = fields.Json(compute="_compute_terms", store=True)
    filed_on = fields.Date(readonly=True, copy=False, tracking=True)
    filed_to = fields.Selection(
        [("chair", "Chair of the council"), ("wojewoda", "Wojewoda")], readonly=True, copy=False
    )
    copies = fields.Integer(readonly=True, copy=False, aggregator=None)
    pit_attached = fields.Boolean("Tax Return Attached", readonly=True, copy=False)
    missing_found_on = fields.Date("Lack Found On", readonly=True, copy=False)
    call_deadline = fields.Date("Call Until", readonly=True, copy=False)
    call_sent_on = fields.Date(readonly=True, copy=False)
    call_delivered_on = fields.Date(readonly=True, copy=False)
    extra_deadline = fields.Date("Additional Term", readonly=True, copy=False)
    analysed_on = fields.Date(readonly=True, copy=False)
    analysis_result = fields.Text(readonly=True, copy=False)
    sent_to_tax_on = fields.Date("Copy to the Tax Office", readonly=True, copy=False)
    scan_full = fields.Binary("Full Scan", attachment=True, copy=False)
    scan_full_name = fields.Char(copy=False)
    scan_public = fields.Binary(
        "Public Scan",
        attachment=True,
        copy=False,
        help="Without the address and the location of real estate (art. 24i).",
    )
    scan_public_name = fields.Char(copy=False)
    state = fields.Selection(
        [
            ("expected", "Expected"),
            ("filed", "Filed"),
            ("analysed", "Analysed"),
            ("published", "Published in the bulletin"),
            ("called", "Called to file"),
            ("filed_late", "Filed late"),
            ("not_filed", "Not filed"),
        ],
        required=True,
        readonly=True,
        default="expected",
        copy=False,
        tracking=True,
        index=True,
    )
    is_overdue = fields.Boolean("Overdue", compute="_compute_is_overdue", search="_search_is_overdue")

    _kind_uniq = models.UniqueIndex(
        "(councillor_id, kind, year) WHERE kind != 'correction'",
        "This statement is expected already.",
    )

    @api.depends("kind", "year", "correction_until", "councillor_id.oath_date", "councillor_id.term_id.date_end")
    def _compute_terms(self):
        for record in self:
            record.date_deadline = record.date_target = record.correction_until
            record.reasons = []
            if record.kind == "correction" or (record.kind == "first" and not record.councillor_id.oath_date):
                continue
            try:
                answer = statements.due(
                    record.kind,
                    record.councillor_id.oath_date or None,
                    record.year,
                    record.councillor_id.term_id.date_end or None,
                )
            except LawError as error:
                raise ValidationError(str(error)) from error
            record.date_deadline, record.date_target, record.reasons = (
                answer["deadline"],
                answer["target"],
                answer["reasons"],
            )

    @api.depends("date_deadline", "state")
    def _compute_is_overdue(self):
        today = office_today()
        for record in self:
            record.is_overdue = (
                record.state in ("expected", "called") and bool(record.date_deadline) and record.date_deadline < today
            )

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "in", ("expected", "called")), ("date_deadline", "<", office_today())]

    @api.depends("councillor_id", "kind", "year")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for record in self:
            record.display_name = (
                f"{record.councillor_id.display_name or ''} – {kinds.get(record.kind, '')} {record.year or ''}"
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_filed(self):
        if any(record.state != "expected" for record in self):
            raise UserError(self.env._("A statement that was filed or called for is kept for 6 years."))

    # ---- verbs ---------------------------------------------------------------------------------------------------

    @api.model
    def expect(self, kind, year):
        """Expect the statement of each councillor in office who is not expected to file it yet.

        :param str kind: ``annual`` or ``end_of_term``
        :param int year: year of filing
        :return: list of ids of the new records
        """
        self.check_access("create")
        term = self.env["biuro.rada.term"]._current()
        councillors = term._councillors_on(min(office_today(), term.date_end))
        known = self.search([("kind", "=", kind), ("year", "=", year)]).councillor_id
        return self.create(
            [{"councillor_id": councillor.id, "kind": kind, "year": year} for councillor in councillors - known]
        ).ids

    def action_file(self, date, filed_to="chair", copies=2, pit_attached=True):
        """Note that the statement was filed.

        :param str date: day "YYYY-MM-DD"
        :param str filed_to: ``chair`` or ``wojewoda``; the chair files to the wojewoda (art. 24h ust. 3)
        :param int copies: two are needed
        :param bool pit_attached: copy of the tax return attached
        :return: dict ``on_time``; filed after the additional term the mandate is at stake all the same and its matter
            is opened (k.w. art. 383 § 1 pkt 7)
        :raise UserError: wrong recipient (RF-01), fewer than two copies, no tax return of a yearly statement
        """
        self.ensure_one()
        self._check_state("expected", "called")
        day = fields.Date.to_date(date)
        chair = self.env["biuro.rada.function"]._holder(self.councillor_id.term_id, "chair", day)
        right = "wojewoda" if chair == self.councillor_id else "chair"
        if filed_to != right:
            raise UserError(
                self.env._("RF-01: a councillor files to the chair, the chair to the wojewoda (art. 24h ust. 3).")
            )
        if copies < 2:
            raise UserError(self.env._("A statement is filed in two copies (art. 24h ust. 5)."))
        if self.kind == "annual" and not pit_attached:
            raise UserError(self.env._("A yearly statement needs the copy of the tax return (art. 24h ust. 5)."))
        on_time = not self.date_deadline or day <= self.date_deadline
        self._set_state(
            "filed" if on_time else "filed_late",
            filed_on=day,
            filed_to=filed_to,
            copies=copies,
            pit_attached=pit_attached,
        )
        self._filed(day)
        if self.extra_deadline and day > self.extra_deadline:
            self._mandate_at_stake()
        return {"on_time": on_time}

    def action_find_missing(self, date=None):
        """Note that the statement was not filed in time; a call to file goes out within 14 days (art. 24h ust. 5a).

        :param str date: day of finding "YYYY-MM-DD"; today by default
        :return: dict {id: day until which the call goes out}
        :raise UserError: the term has not passed
        """
        self._check_state("expected")
        day, found = fields.Date.to_date(date) or office_today(), {}
        for record in self:
            if record.kind == "correction":
                raise UserError(self.env._("A call is sent for a statement that is missing, not for a correction."))
            if not record.date_deadline or day <= record.date_deadline:
                raise UserError(self.env._("The term of %s has not passed yet.", record.display_name))
            until = statements.call_terms(day)["call_until"]
            record._set_state("called", missing_found_on=day, call_deadline=until)
            record._found_missing(day)
            found[str(record.id)] = str(until)
        return found

    def action_call(self, sent_on=None, delivered_on=None):
        """Note the call and its delivery: 14 additional days run from it.

        :param str sent_on: day of sending "YYYY-MM-DD"
        :param str delivered_on: day of delivery "YYYY-MM-DD"
        :return: dict ``extra_deadline`` (or false)
        :raise UserError: not called
        """
        self.ensure_one()
        self._check_state("called")
        values = {}
        if sent_on:
            values["call_sent_on"] = fields.Date.to_date(sent_on)
        if delivered_on:
            day = fields.Date.to_date(delivered_on)
            try:
                answer = statements.call_terms(self.missing_found_on, day)
            except LawError as error:
                raise ValidationError(str(error)) from error
            values.update(call_delivered_on=day, extra_deadline=answer["extra_until"])
        self._set_state("called", **values)
        self._called(values.get("call_sent_on"), values.get("call_delivered_on"))
        return {"extra_deadline": str(self.extra_deadline) if self.extra_deadline else False}

    def action_not_filed(self):
        """Note that the statement was not filed in the additional term either: the mandate expires (k.w. art. 383).

        :return: True
        :raise UserError: the additional term has not passed, or the call was not delivered
        """
        self._check_state("called")
        for record in self:
            if not record.extra_deadline or record.extra_deadline >= office_today():
                raise UserError(
                    self.env._("The additional term of 14 days from the delivery of the call has not passed.")
                )
        self._set_state("not_filed")
        self._mandate_at_stake()
        return True

    def action_analyse(self, result, date=None, sent_to_tax_on=None):
        """Note the analysis of the filed statement.

        :param str result: what was found
        :param str date: day "YYYY-MM-DD"; today by default
        :param str sent_to_tax_on: day one copy went to the tax office
        :return: True
        :raise UserError: not filed; no result
        """
        self._check_state("filed", "filed_late")
        if not (result or "").strip():
            raise UserError(self.env._("Give the result of the analysis."))
        self._set_state(
            "analysed",
            analysed_on=fields.Date.to_date(date) or office_today(),
            analysis_result=result,
            sent_to_tax_on=sent_to_tax_on or False,
        )
        self._deadline_done("statement_analysis", on=fields.Date.to_date(date) or office_today())
        return True
