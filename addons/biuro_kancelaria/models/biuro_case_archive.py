from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from .biuro_case_event import ACTS


class BiuroCase(models.Model):
    """Where the file of a case is after closing: archive, State Archive, on loan, disposed of."""

    _inherit = "biuro.case"

    archive_line_id = fields.Many2one(
        "biuro.archive.transfer.line",
        "On the Hand-Over List",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    archive_signature = fields.Char(related="archive_line_id.signature")
    disposal_line_id = fields.Many2one(
        "biuro.disposal.line",
        "On the Disposal List",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    loan_ids = fields.One2many("biuro.file.loan", "case_id", "Loans")

    def action_hand_to_state_archive(self, reference):
        """Record that files of category A went to the State Archive (NZA art. 5: after 25 years; DEL § 15: 10).

        :param str reference: reference of the State Archive's list or protocol
        :return: True
        :raises AccessError: the user is not an archivist
        :raises UserError: no reference, another category, not in the archive yet, or too early
        """
        self.check_access("read")
        if not self.env.user.has_group("biuro_kancelaria.biuro_kancelaria_group_archivist"):
            raise AccessError(self.env._("Only the archivist hands papers over to the State Archive."))
        reference = self._check_reason(reference)
        today = self._today()
        for case in self:
            if "A" not in (case.archival_category, case.expertise):
                raise UserError(self.env._("%s is not of category A.", case.reference))
            if case.state != "archived":
                raise UserError(self.env._("%s is not in the archive of the office.", case.reference))
            years = 10 if case.records_system == "ezd" else 25
            ripe = fields.Date.add(case.date_closed, years=years)
            if ripe > today:
                raise UserError(
                    self.env._(
                        "%(case)s goes to the State Archive after %(years)s years, not before %(date)s.",
                        case=case.reference,
                        years=years,
                        date=ripe,
                    )
                )
        self._move_to("transferred")
        self._log_event(ACTS["state_archive"].format(reason=reference), kind="archive")
        return True

    def _get_cover(self, single=True, volume=1):
        """Return what stands on the cover of a folder (instrukcja kancelaryjna, § 62(2)).

        :param bool single: the folder of this one case, else of all cases of ``self``: one cell, class and year
        :param int volume: number of the volume
        :return: dict of texts
        """
        case = self[0]
        company, jrwa = case.company_id, case.jrwa_class_id
        category = case.archival_category or ""
        years = str(case.year)
        if all(member.date_closed for member in self):
            last = max(member.date_closed.year for member in self)
            years = years if last == case.year else f"{years}\N{EN DASH}{last}"
        # sudo: biuro.case - the number of the base is part of this case's own sign
        base = f".{case.group_base_id.sudo().number}" if case.group_base_id else ""
        return {
            "office": company.biuro_office_name or company.name,
            "cell": case.department_id.name,
            "mark": case.reference if single else f"{case.unit_symbol}.{jrwa.symbol}{base}",
            "category": f"kat. {category}",
            "title": case.title if single else jrwa.name,
            "kind": jrwa.name if single else jrwa.note or "",
            "years": years,
            "volume": volume,
        }
