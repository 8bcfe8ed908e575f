import datetime
import re

from pytz import timezone, utc

from odoo import api, models
from odoo.fields import Domain

WARSAW = timezone("Europe/Warsaw")
PAGE_SIZE = 20
MAX_LIMIT = 100
MAX_ID = 2**31 - 1
LIST_FIELDS = [
    "publication_id",
    "number",
    "name",
    "summary",
    "category_code",
    "category_name",
    "published_at",
    "made_on",
]


class BiuroBip(models.AbstractModel):
    """What the public pages show: versions of publications, reduced to a whitelist of plain values."""

    _name = "biuro.bip"
    _description = "Public Bulletin"

    # -------------------------------------------------------------------------
    # Parameters
    # -------------------------------------------------------------------------
    @api.model
    def _parse(self, params, limit=PAGE_SIZE, max_limit=MAX_LIMIT):
        """Check the parameters of a public list.

        :param dict params: texts of the query string; unknown names are ignored
        :return: (dict with ``q``, ``category``, ``date_from``, ``date_to``, ``page``, ``limit``; list of sentences on
            what is wrong)
        """
        errors, values = [], {}
        text = (params.get("q") or "").strip()
        if len(text) > 200 or re.search(r"[\x00-\x1f]", text):
            errors.append(self.env._("The searched text has at most 200 characters."))
            text = ""
        values["q"] = text
        category = (params.get("category") or "").strip()
        if category and not re.fullmatch(r"[a-z0-9-]{1,40}", category):
            errors.append(self.env._("There is no such category."))
            category = ""
        values["category"] = category
        for name in ("date_from", "date_to"):
            value = (params.get(name) or "").strip()
            values[name] = False
            if value:
                try:
                    if not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
                        raise ValueError
                    values[name] = datetime.date.fromisoformat(value)
                    if not 1990 <= values[name].year <= 2200:
                        raise ValueError
                except ValueError:
                    values[name] = False
                    errors.append(self.env._("A date is written as year-month-day, e.g. 2026-05-31."))
        if values["date_from"] and values["date_to"] and values["date_from"] > values["date_to"]:
            errors.append(self.env._("The first day is later than the last one."))
        for name, default, top in (("page", 1, 100000), ("limit", limit, max_limit)):
            value = (params.get(name) or str(default)).strip()
            if not re.fullmatch(r"\d{1,6}", value, re.ASCII) or not 1 <= int(value) <= top:
                errors.append(self.env._("%(name)s is a number from 1 to %(top)s.", name=name, top=top))
                value = default
            values[name] = int(value)
        return values, errors

    @api.model
    def _domain(self, values):
        domain = Domain("is_current", "=", True) & Domain("publication_id.company_id", "=", self.env.company.id)
        for word in values["q"].split()[:10]:
            domain &= Domain("search_text", "ilike", word)
        if values["category"]:
            domain &= Domain("category_code", "=", values["category"])
        if values["date_from"]:
            domain &= Domain("published_at", ">=", self._day_start(values["date_from"]))
        if values["date_to"]:
            domain &= Domain("published_at", "<", self._day_start(values["date_to"] + datetime.timedelta(days=1)))
        return domain

    def _day_start(self, day):
        """Return the first moment of a Polish day as naive UTC."""
        local = WARSAW.localize(datetime.datetime.combine(day, datetime.time.min))
        return local.astimezone(utc).replace(tzinfo=None)

    # -------------------------------------------------------------------------
    # What is shown
    # -------------------------------------------------------------------------
    @api.model
    def _stamp(self):
        """Return what changes with each public change: (text for an ETag, moment of the last change or False)."""
        # sudo: biuro.publication - aggregates only
        [(count, revisions, changed)] = (
            self.env["biuro.publication"]
            .sudo()
            ._read_group(
                [("public_changed_at", "!=", False)],
                [],
                ["__count", "public_revision:sum", "public_changed_at:max"],
            )
        )
        company = self.env.company
        # sudo: ir.module.module - the version of the pages themselves
        module = self.env["ir.module.module"].sudo()._get("biuro_kancelaria").latest_version
        return f"{count}-{revisions}-{company.id}-{company.write_date}-{module}", changed

    @api.model
    def _list(self, values, all_fields=False):
        """Return (number of all matches, list of public values) of the current versions."""
        # sudo: biuro.publication.version - what was published is public by law; whitelisted fields leave only
        Version = self.env["biuro.publication.version"].sudo()
        domain = self._domain(values)
        total = Version.search_count(domain)
        versions = Version.search_fetch(
            domain,
            None if all_fields else LIST_FIELDS,
            limit=values["limit"],
            offset=(values["page"] - 1) * values["limit"],
            order="published_at desc, id desc",
        )
        if all_fields:
            versions.file_ids.mapped("name")
            return total, [self._public_values(version) for version in versions]
        return total, [self._list_values(version) for version in versions]

    def _list_values(self, version):
        return {
            "id": version.publication_id.id,
            "url": f"/bip/{version._slug()}",
            "version": version.number,
            "title": version.name,
            "summary": version.summary or "",
            "category": version.category_name or "",
            "category_code": version.category_code or "",
            "made_on": version.made_on,
            "published_at": self._local(version.published_at),
        }

    def _public_values(self, version):
        """Return all that a version shows (dict); nothing else of it leaves."""
        base = f"/bip/{version.publication_id.id}"
        if not version.is_current:
            base += f"/version/{version.number}"
        return {
            **self._list_values(version),
            "legal_basis": version.legal_basis or "",
            "body": version.body or "",
            "made_by": version.made_by or "",
            "entered_by": version.entered_by or "",
            "checked_by": version.checked_by or "",
            "published_by": version.published_by or "",
            "checksum": version.checksum or "",
            "is_current": version.is_current,
            "change_note": version.change_note or "",
            "files": self._file_values(version._files(), lambda number, file: f"{base}/file/{number}"),
        }

    @api.model
    def _file_values(self, files, address):
        """Return what is shown of files (list of dicts); ``address`` is a function of a number and a file."""
        return [
            {
                "number": number,
                "name": file.name,
                "description": file.description or "",
                "size": file.size,
                "mimetype": file.mimetype,
                "checksum": file.checksum,
                "url": address(number, file),
            }
            for number, file in enumerate(files, 1)
        ]

    @api.model
    def _item(self, publication_id, number=None):
        """Return one version and its history.

        :param int publication_id: id from the address
        :param int number: version; the current one by default
        :return: (kind, version, history): kind is ``found``, ``withdrawn``, ``withheld`` or ``missing``; history is a
            list of dicts, newest first
        """
        # sudo: biuro.publication, biuro.publication.version - see _list
        Version = self.env["biuro.publication.version"].sudo()
        if not 0 < publication_id <= MAX_ID or (number is not None and not 0 < number <= MAX_ID):
            return "missing", Version, []
        versions = Version.search(
            [("publication_id", "=", publication_id), ("publication_id.company_id", "=", self.env.company.id)],
            order="number desc",
        )
        if not versions:
            return "missing", Version, []
        publication = versions.publication_id
        if not publication.is_public:
            return "withdrawn", versions[:1], []
        history = [
            {
                "number": version.number,
                "published_at": self._local(version.published_at),
                "published_by": version.published_by or "",
                "entered_by": version.entered_by or "",
                "change_note": version.change_note or "",
                "is_current": version.is_current,
                "is_withheld": version.is_withheld,
                "url": f"/bip/{publication_id}/version/{version.number}",
            }
            for version in versions
        ]
        wanted = versions.filtered(
            (lambda version: version.number == number) if number else (lambda version: version.is_current),
        )
        if not wanted:
            return "missing", Version, []
        return ("withheld" if wanted.is_withheld else "found"), wanted, history

    @api.model
    def _preview(self, publication):
        """Return the public values of what is being prepared (dict), read with the rights of the user."""
        publication.check_access("read")
        return {
            "id": publication.id,
            "url": f"/bip/preview/{publication.id}",
            "version": publication.version_count + 1,
            "title": publication.name,
            "summary": publication.summary or "",
            "category": publication.category_id.name,
            "category_code": publication.category_id.code,
            "made_on": publication.made_on,
            "published_at": False,
            "legal_basis": publication.legal_basis or "",
            "body": publication.body or "",
            "made_by": publication.made_by or "",
            "entered_by": publication.entered_by_id.name,
            "checked_by": publication.checked_by_id.name or "",
            "published_by": "",
            "checksum": "",
            "is_current": True,
            "change_note": publication.change_note or "",
            "files": self._file_values(
                publication.file_ids,
                lambda number, file: f"/web/content/biuro.publication.file/{file.id}/data?download=1",
            ),
        }

    @api.model
    def _categories(self):
        # sudo: biuro.publication.category - names of the sections are public
        categories = self.env["biuro.publication.category"].sudo().search_fetch([], ["code", "name"])
        return [{"code": category.code, "name": category.name} for category in categories]

    @api.model
    def _registers(self):
        """Return the registers, records and archives the office keeps (list of dicts)."""
        # sudo: biuro.register - the list of registers is public information; definitions only, no entries
        registers = (
            self.env["biuro.register"]
            .sudo()
            .search_fetch(
                [("bip_listed", "=", True), ("company_id", "=", self.env.company.id)],
                ["code", "name", "legal_basis", "bip_access"],
                order="name",
            )
        )
        return [
            {
                "code": register.code,
                "name": register.name,
                "legal_basis": register.legal_basis or "",
                "access": register.bip_access or "",
            }
            for register in registers
        ]

    @api.model
    def _office(self):
        """Return what public pages say about the office (dict)."""
        # sudo: res.company - public contact data of the office
        company = self.env.company.sudo()
        return {
            "name": company.biuro_office_name or company.name,
            "address": ", ".join(
                part for part in (company.street, " ".join(filter(None, (company.zip, company.city)))) if part
            ),
            "phone": company.phone or "",
            "email": company.email or "",
            "ade": company.biuro_ade_address or "",
            "has_arms": bool(company.biuro_coat_of_arms),
            "a11y_contact": company.biuro_a11y_contact or "",
            "a11y_status": company.biuro_a11y_status,
            "a11y_exceptions": company.biuro_a11y_exceptions or "",
            "a11y_date": company.biuro_a11y_date,
            "a11y_procedure": company.biuro_a11y_procedure or "",
        }

    def _local(self, moment):
        """Return a moment of the database in Polish time."""
        return utc.localize(moment).astimezone(WARSAW) if moment else False
