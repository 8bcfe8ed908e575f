from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..law.retention import higher, parse_category, retention
from .biuro_case_event import ACTS


class BiuroCase(models.Model):
    """How long the file of a case is kept: archival category, hand-over to the archive, disposal."""

    _inherit = "biuro.case"

    category_note = fields.Char(related="jrwa_class_id.category_note", string="Exception to the Category")
    category_exception_id = fields.Many2one(
        "biuro.jrwa.exception",
        "Exception Applied",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    category_reason = fields.Char("Why This Category", readonly=True, copy=False)
    expertise = fields.Char(
        "Outcome of the Expertise",
        readonly=True,
        copy=False,
        help="What the State Archive decided on BE papers: A, B or Bn.",
    )
    retention_extended_to = fields.Date("Keeping Extended To", readonly=True, copy=False)
    legal_hold = fields.Boolean(
        "Disposal Stopped", tracking=True, help="The file is needed by a court, an inspection or an audit."
    )
    legal_hold_reason = fields.Char("Why Disposal Is Stopped")
    date_to_archive = fields.Date(
        "To the Archive From",
        compute="_compute_retention",
        store=True,
        help="After two full years in the cell (IK § 37, § 63).",
    )
    date_disposable = fields.Date(
        "Disposal Possible From",
        compute="_compute_retention",
        store=True,
        index="btree_not_null",
        help="For BE: the earliest day of the State Archive's expertise. Empty for category A.",
    )
    retention_reasons = fields.Json(compute="_compute_retention_reasons")
    is_disposable = fields.Boolean("Disposable Now", compute="_compute_is_disposable", search="_search_is_disposable")

    @api.depends("archival_category", "date_closed", "expertise", "retention_extended_to")
    def _compute_retention(self):
        for case in self:
            result = case._get_retention()
            case.date_to_archive = result.get("to_archive_from", False)
            day = result.get("disposable_from", False)
            if day and case.retention_extended_to and case.retention_extended_to >= day:
                day = fields.Date.add(case.retention_extended_to, days=1)
            case.date_disposable = day

    @api.depends("archival_category", "date_closed", "expertise", "retention_extended_to")
    def _compute_retention_reasons(self):
        for case in self:
            reasons = case._get_retention().get("reasons", [])
            if case.retention_extended_to:
                reasons.append(
                    {
                        "rule": "extension",
                        "article": "instrukcja archiwalna § 38",
                        "text": f"Okres przechowywania przedłużono do {case.retention_extended_to:%d.%m.%Y} r.",
                    }
                )
            case.retention_reasons = reasons

    def _get_retention(self):
        """Return the result of the law on keeping, {} while the case is open."""
        self.ensure_one()
        if not self.date_closed or not self.archival_category:
            return {}
        kind, _years = parse_category(self.archival_category)
        return retention(self.archival_category, self.date_closed, expert=kind == "BE" and self.expertise)

    @api.depends("date_disposable", "state", "legal_hold")
    def _compute_is_disposable(self):
        today = self._today()
        for case in self:
            case.is_disposable = (
                case.state in ("closed", "moved", "archived")
                and not case.legal_hold
                and bool(case.date_disposable)
                and case.date_disposable <= today
            )

    def _search_is_disposable(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain(
            [
                ("state", "in", ("closed", "moved", "archived")),
                ("legal_hold", "=", False),
                ("date_disposable", "<=", self._today()),
            ]
        )

    def action_set_category(self, reason, exception_id=None, category=None):
        """Fix the archival category of the cases where the plan leaves it to the facts (its footnotes, B*).

        The higher of two categories holds (regulation of 18.01.2011, § 6(3)): a lower one is refused.

        :param str reason: why; for B* the separate provision
        :param int exception_id: exception of the class that applies
        :param str category: the category itself, where a separate provision sets it
        :return: True
        :raises UserError: no reason, exception of another class, category lower than the class has
        """
        self.check_access("write")
        reason = self._check_reason(reason)
        exception = self.env["biuro.jrwa.exception"].browse(exception_id)
        category = exception.category or (category or "").strip()
        if not category:
            raise UserError(self.env._("Choose an exception of the class or give the category."))
        parse_category(category)
        for case in self:
            if exception and exception.class_id != case.jrwa_class_id:
                raise UserError(self.env._("The exception belongs to another class than case %s.", case.reference))
            if case.state in ("transferred", "disposed"):
                raise UserError(self.env._("The file of case %s is no longer in the office.", case.reference))
            own = case.jrwa_class_id.category
            if not exception and own != "B*" and higher(own, category) != category:
                raise UserError(
                    self.env._(
                        "The plan gives class %(symbol)s the category %(own)s; a lower one needs an exception of the "
                        "plan.",
                        symbol=case.jrwa_class_id.symbol,
                        own=own,
                    )
                )
        # sudo: own model - write() refuses the category from anyone else; access was checked above
        self.sudo().write(
            {"archival_category": category, "category_exception_id": exception.id, "category_reason": reason}
        )
        self._log_event(ACTS["category"].format(category=category, reason=reason), kind="archive")
        return True
