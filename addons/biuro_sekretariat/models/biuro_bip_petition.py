import re

from odoo import api, models
from odoo.fields import Domain

from .biuro_publication_version_petition import STATES


class BiuroBip(models.AbstractModel):
    """Public list of petitions: versions of publications alone, filtered by year of filing and state."""

    _inherit = "biuro.bip"

    @api.model
    def _parse_petitions(self, params):
        """Check the parameters of the list of petitions.

        :param dict params: texts of the query string; unknown names are ignored
        :return: (dict with ``year``, ``state``, ``q``, ``page``, ``limit``; list of sentences on what is wrong)
        """
        values, errors = self._parse({name: params.get(name) for name in ("q", "page", "limit")})
        values |= {"year": False, "state": ""}
        if year := (params.get("year") or "").strip():
            if re.fullmatch(r"(19|20|21)\d\d", year, re.ASCII):
                values["year"] = int(year)
            else:
                errors.append(self.env._("A year is written with four digits, e.g. 2026."))
        if state := (params.get("state") or "").strip():
            if state in dict(STATES):
                values["state"] = state
            else:
                errors.append(self.env._("There is no such state of a petition."))
        return values, errors

    @api.model
    def _petitions(self, values):
        """Return (number of all matches, list of public values) of the published petitions, the newest first."""
        # sudo: biuro.publication.version - what was published is public by law; whitelisted fields leave only
        Version = self.env["biuro.publication.version"].sudo()
        domain = self._domain(values) & Domain("petition_filed", "!=", False)
        if values["year"]:
            domain &= Domain("petition_filed", ">=", f"{values['year']}-01-01")
            domain &= Domain("petition_filed", "<=", f"{values['year']}-12-31")
        if values["state"]:
            domain &= Domain("petition_state", "=", values["state"])
        total = Version.search_count(domain)
        versions = Version.search(
            domain, limit=values["limit"], offset=(values["page"] - 1) * values["limit"],
            order="petition_filed desc, id desc",
        )
        states = dict(Version._fields["petition_state"]._description_selection(self.env))
        results = dict(Version._fields["petition_result"]._description_selection(self.env))
        return total, [
            {
                **self._list_values(version), "ref": version.petition_ref or "", "filed": version.petition_filed,
                "state": states.get(version.petition_state, ""), "state_code": version.petition_state or "",
                "result": results.get(version.petition_result, ""),
            }
            for version in versions
        ]

    @api.model
    def _petition_years(self):
        """Return the years in which published petitions were filed (list of int, the newest first)."""
        # sudo: biuro.publication.version - years only
        rows = self.env["biuro.publication.version"].sudo()._read_group(
            [("petition_filed", "!=", False), ("is_current", "=", True),
             ("publication_id.company_id", "=", self.env.company.id)], ["petition_filed:year"], [])
        return sorted({day.year for [day] in rows}, reverse=True)

    @api.model
    def _petition_states(self):
        """Return the states by which the list is filtered (list of (key, label))."""
        return self.env["biuro.publication.version"]._fields["petition_state"]._description_selection(self.env)
