import datetime
import re

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.biuro_kancelaria.tools import office_today

COUNT_LIMIT = 2000  # more are not counted: “more than 2 000”
MAX_ID = 2**31 - 1
VALIDITY = ("in_force", "not_yet", "repealed", "expired", "annulled")
# (parameter, field) of what is checked by being a number
NUMBERS = ("session", "councillor", "term")


class BiuroRadaBip(models.AbstractModel):
    """What the public pages show of the council: whitelisted plain values, never records.

    Public by law as they are: sessions with their agenda, presence and named votes, composition, duty hours, numbers
    and days of the registers. Titles and texts of drafts, resolutions, acts and interpellations leave only as they
    were published, that is after a second person checked that they hold no personal data.
    """

    _name = "biuro.rada.bip"
    _description = "Council on Public Pages"

    # ---- parameters ----------------------------------------------------------------------------------------------

    @api.model
    def _parse(self, params, limit=20):
        """Check the parameters of a public list.

        :param dict params: texts of the query string; unknown names are ignored
        :return: (dict of ``q``, ``date_from``, ``date_to``, ``page``, ``limit``, ``year``, ``day``, ``body``, ``kind``,
            ``result``, ``validity``, ``session``, ``councillor``, ``term``; list of sentences on what is wrong)
        """
        values, errors = self.env["biuro.bip"]._parse(
            {name: params.get(name) for name in ("q", "date_from", "date_to", "page", "limit")}, limit=limit)
        values.pop("category", None)
        values |= {"year": 0, "day": office_today(), "body": "", "kind": "", "result": "", "validity": ""}
        if year := (params.get("year") or "").strip():
            if re.fullmatch(r"(19|20|21)\d\d", year, re.ASCII):
                values["year"] = int(year)
            else:
                errors.append(self.env._("A year is written with four digits, e.g. 2026."))
        if day := (params.get("day") or "").strip():
            try:
                if not re.fullmatch(r"\d{4}-\d\d-\d\d", day, re.ASCII):
                    raise ValueError
                values["day"] = datetime.date.fromisoformat(day)
                if not 1990 <= values["day"].year <= 2200:
                    raise ValueError
            except ValueError:
                values["day"] = office_today()
                errors.append(self.env._("A date is written as year-month-day, e.g. 2026-05-31."))
        for name, allowed in (
            ("body", ("council", "committee")), ("kind", ("interpellation", "question")),
            ("result", ("adopted", "rejected", "no_quorum")), ("validity", VALIDITY),
        ):
            if value := (params.get(name) or "").strip():
                if value in allowed:
                    values[name] = value
                else:
                    errors.append(self.env._("There is no such value to choose: %s.", value[:40]))
        for name in NUMBERS:
            value = (params.get(name) or "").strip()
            values[name] = 0
            if value:
                if re.fullmatch(r"\d{1,10}", value, re.ASCII) and 0 < int(value) <= MAX_ID:
                    values[name] = int(value)
                else:
                    errors.append(self.env._("There is no such value to choose: %s.", value[:40]))
        return values, errors

    def _dates(self, field, values):
        """Return the domain of the days that were asked for."""
        domain = Domain.TRUE
        if values["date_from"]:
            domain &= Domain(field, ">=", values["date_from"])
        if values["date_to"]:
            domain &= Domain(field, "<=", values["date_to"])
        if values["year"]:
            domain &= Domain(field, ">=", f"{values['year']}-01-01") & Domain(field, "<=", f"{values['year']}-12-31")
        return domain

    def _words(self, field, values):
        domain = Domain.TRUE
        for word in values["q"].split()[:10]:
            domain &= Domain(field, "ilike", word)
        return domain

    def _page(self, model, domain, values, order):
        """Return (number of matches, at most ``COUNT_LIMIT + 1``; records of the page)."""
        total = model.search_count(domain, limit=COUNT_LIMIT + 1)
        offset = (values["page"] - 1) * values["limit"]
        return total, model.search(domain, order=order, limit=values["limit"], offset=offset) if total else model

    # ---- what changed --------------------------------------------------------------------------------------------

    @api.model
    def _stamp(self):
        """Return what changes with each public change: (text for an ETag, moment of the last change or False).

        The last writing of every table behind the pages, each found in an index or in a table of a few rows.
        """
        self.env.flush_all()
        [(*written, rows)] = self.env.execute_query(SQL(
            """
            SELECT (SELECT max(write_date) FROM biuro_rada_session), (SELECT max(write_date) FROM biuro_rada_vote),
                (SELECT max(write_date) FROM biuro_rada_attendance),
                (SELECT max(write_date) FROM biuro_rada_agenda_item),
                (SELECT max(write_date) FROM biuro_rada_interpellation), (SELECT max(write_date) FROM biuro_rada_draft),
                (SELECT max(write_date) FROM biuro_rada_resolution), (SELECT max(write_date) FROM biuro_rada_act),
                (SELECT max(write_date) FROM biuro_rada_resolution_relation),
                (SELECT max(write_date) FROM biuro_rada_term), (SELECT max(write_date) FROM biuro_rada_councillor),
                (SELECT max(write_date) FROM biuro_rada_club), (SELECT max(write_date) FROM biuro_rada_club_member),
                (SELECT max(write_date) FROM biuro_rada_committee),
                (SELECT max(write_date) FROM biuro_rada_committee_member),
                (SELECT max(write_date) FROM biuro_rada_function), (SELECT max(write_date) FROM biuro_rada_duty),
                (SELECT concat_ws('-', (SELECT count(*) FROM biuro_rada_session),
                    (SELECT max(id) FROM biuro_rada_vote), (SELECT count(*) FROM biuro_rada_club_member),
                    (SELECT count(*) FROM biuro_rada_committee_member), (SELECT count(*) FROM biuro_rada_function),
                    (SELECT count(*) FROM biuro_rada_duty), (SELECT max(id) FROM biuro_rada_statistic)))
            """))
        published, changed = self.env["biuro.bip"]._stamp()
        # sudo: ir.module.module - the version of the pages themselves
        module = self.env["ir.module.module"].sudo()._get("biuro_rada").latest_version
        last = max(filter(None, (*written, changed)), default=False)
        return f"rada-{rows}-{written}-{published}-{module}-{office_today()}", last

    # ---- shared --------------------------------------------------------------------------------------------------

    def _labels(self, model, field):
        return dict(self.env[model]._fields[field]._description_selection(self.env))

    def _own(self):
        return Domain("company_id", "=", self.env.company.id)

    @api.model
    def _terms(self):
        """Return the terms by which lists are filtered (list of dicts, the newest first)."""
        # sudo: biuro.rada.term - numbers and days of terms are public
        terms = self.env["biuro.rada.term"].sudo().search(self._own() & Domain("state", "!=", "draft"))
        return [{"id": term.id, "number": term.number, "from": term.date_start, "to": term.date_end} for term in terms]

    def _published(self, model, record_ids=None):
        """Return the current public versions of records: {id of a record: version}."""
        # sudo: biuro.publication.version - what was published is public by law; whitelisted fields leave only
        Version = self.env["biuro.publication.version"].sudo()
        domain = (
            Domain("is_current", "=", True) & Domain("publication_id.res_model", "=", model)
            & Domain("publication_id.company_id", "=", self.env.company.id)
        )
        if record_ids is not None:
            domain &= Domain("publication_id.res_id", "in", record_ids)
        return {version.publication_id.res_id: version for version in Version.search(domain, order="id")}

    def _published_ids(self, model, values=None):
        """Return the ids of the records of which something is public (and holds the words that were asked for)."""
        # sudo: biuro.publication.version - as above, ids only
        Version = self.env["biuro.publication.version"].sudo()
        domain = (
            Domain("is_current", "=", True) & Domain("publication_id.res_model", "=", model)
            & Domain("publication_id.company_id", "=", self.env.company.id)
        )
        if values:
            domain &= self._words("search_text", values)
        rows = Version._read_group(domain, ["publication_id"], [])
        return [publication.res_id for [publication] in rows]

    def _text_of(self, version):
        """Return what is shown of a version beside a register (dict)."""
        if not version:
            return {"title": "", "publication": False, "publication_url": "", "published_at": False}
        return {
            "title": version.name, "publication": version.publication_id.id,
            "publication_url": f"/bip/{version._slug()}",
            "published_at": self.env["biuro.bip"]._local(version.published_at),
        }
