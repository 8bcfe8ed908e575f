from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import service

KINDS = [("oc", "Civil liability (OC)"), ("nnw", "Accidents (NNW)")]


class BiuroWyboryOsiedleInsurance(models.Model):
    """Insurance policy of members of the units' executive bodies (u.s.g. art. 37c, since 2026); no sums in the act."""

    _name = "biuro.wybory.osiedle.insurance"
    _description = "Insurance Policy"
    _inherit = ["biuro.rada.files.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_from desc, id desc"
    _rec_name = "number"

    number = fields.Char("Policy No.", required=True, tracking=True)
    kind = fields.Selection(KINDS, required=True, tracking=True)
    insurer_id = fields.Many2one("res.partner", "Insurer", index="btree_not_null")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    date_from = fields.Date("From", required=True, tracking=True)
    date_to = fields.Date("To", required=True, tracking=True, index=True)
    sum_insured = fields.Monetary(help="The act sets no sum: what the City agreed with the insurer.")
    premium = fields.Monetary()
    person_ids = fields.One2many("biuro.wybory.osiedle.insurance.person", "insurance_id", "Insured Persons")
    person_count = fields.Integer("People", compute="_compute_person_count", store=True)
    attachment_ids = fields.Many2many(
        "ir.attachment", "biuro_wybory_osiedle_insurance_file_rel", string="Files", copy=False)
    missing_count = fields.Integer("Board Members Not Insured", compute="_compute_missing")
    missing_text = fields.Text("Not Insured Today", compute="_compute_missing")
    is_ending = fields.Boolean("Ends Soon", compute="_compute_is_ending", search="_search_is_ending")
    currency_id = fields.Many2one("res.currency", default=lambda self: self.env.ref("base.PLN"), required=True)

    _ordered = models.Constraint("CHECK (date_to >= date_from)", "The policy ends after it begins.")
    _number_uniq = models.Constraint("UNIQUE (company_id, number)", "There is a policy of this number.")

    @api.depends("number", "kind")
    def _compute_display_name(self):
        labels = {"oc": "OC", "nnw": "NNW"}
        for record in self:
            record.display_name = f"{labels.get(record.kind, '')} {record.number or ''}".strip()

    @api.depends("person_ids")
    def _compute_person_count(self):
        for record in self:
            record.person_count = len(record.person_ids)

    @api.depends("date_to")
    def _compute_is_ending(self):
        limit = office_today() + timedelta(days=45)
        for record in self:
            record.is_ending = bool(record.date_to) and office_today() <= record.date_to <= limit

    def _search_is_ending(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("date_to", ">=", office_today()), ("date_to", "<=", office_today() + timedelta(days=45))]

    def _compute_missing(self):
        today = office_today()
        for record in self:
            gaps = [row for row in self._gaps(today, today) if row["kind"] == record.kind]
            record.missing_count = len(gaps)
            record.missing_text = "\n".join(f"{row['name']} ({row['unit']})" for row in gaps)

    @api.model
    def _gaps(self, first, last):
        """Return who of the executive bodies is not insured in a period: list of dicts, see ``gaps``."""
        units = self.env["biuro.wybory.osiedle"].search([("active", "=", True)])
        first, rows = max(first, service.INSURANCE_SINCE), []
        if first > last:
            return rows
        # sudo: own models, biuro.wybory.osiedle.mandate - who sits in the boards is public
        lines = self.env["biuro.wybory.osiedle.insurance.person"].sudo().search([
            ("unit_id", "in", units.ids), ("date_from", "<=", last), ("date_to", ">=", first)])
        covered = {}
        for line in lines:
            covered.setdefault((line.partner_id, line.unit_id, line.insurance_id.kind), []).append(
                (line.date_from, line.date_to))
        mandates = self.env["biuro.wybory.osiedle.mandate"].sudo().search([
            ("unit_id", "in", units.ids), ("body", "=", "board"), ("date_from", "<=", last), "|",
            ("date_to", "=", False), ("date_to", ">=", first)])
        for mandate in mandates:
            begins, ends = max(first, mandate.date_from), min(last, mandate.date_to or last)
            for kind, _label in KINDS:
                known = covered.get((mandate.partner_id, mandate.unit_id, kind), [])
                rows += [
                    {"kind": kind, "name": mandate.partner_id.name, "unit": mandate.unit_id.name,
                     "mandate_id": mandate.id, "from": gap[0], "to": gap[1]}
                    for gap in service.cover_gaps(begins, ends, known)["gaps"]
                ]
        return rows

    @api.model
    def gaps(self, date_from=None, date_to=None):
        """Return which members of the executive bodies are not insured in a period.

        :param str date_from: first day "YYYY-MM-DD", today by default; ``date_to``: last one, the first by default
        :return: list of dicts ``kind`` (``oc``, ``nnw``), ``name``, ``unit``, ``mandate_id``, ``from``, ``to``
        Legal source: u.s.g. art. 37c (since 2026).
        """
        self.check_access("read")
        first = fields.Date.to_date(date_from) or office_today()
        last = fields.Date.to_date(date_to) or first
        return [{**row, "from": str(row["from"]), "to": str(row["to"])} for row in self._gaps(first, last)]

    def action_insure_boards(self):
        """Enter the members of all boards of the day into the policies, who are missing in them.

        :return: dict ``added`` (int)
        """
        self.check_access("write")
        added = 0
        for record in self:
            day = max(office_today(), record.date_from)
            known = {(line.partner_id, line.unit_id) for line in record.person_ids}
            units = self.env["biuro.wybory.osiedle"].search([("active", "=", True)])
            members = units._members("board", day)
            lines = [
                {"insurance_id": record.id, "mandate_id": member.id, "date_from": day, "date_to": record.date_to}
                for member in members if (member.partner_id, member.unit_id) not in known
            ]
            self.env["biuro.wybory.osiedle.insurance.person"].create(lines)
            added += len(lines)
        return {"added": added}

    @api.model
    def _cron_gaps(self):
        """Each week: tell the officers of the units whose board members are not insured."""
        today = office_today()
        for unit, rows in _by_unit(self._gaps(today, today + timedelta(days=14))).items():
            # sudo: biuro.wybory.osiedle, hr.employee - whom the duty falls on
            record = self.env["biuro.wybory.osiedle"].sudo().search([("name", "=", unit)], limit=1)
            user = record.officer_id.user_id
            summary = self.env._("Insure the members of the board: %s people", len({row["name"] for row in rows}))
            if user and not record.activity_ids.filtered(lambda one, text=summary: one.summary == text):
                record.activity_schedule("mail.mail_activity_data_todo", user_id=user.id, date_deadline=today,
                                         summary=summary)
        return True


def _by_unit(rows):
    units = {}
    for row in rows:
        units.setdefault(row["unit"], []).append(row)
    return units
