from odoo import api, models
from odoo.fields import Domain


class BiuroRadaBipRegister(models.AbstractModel):
    """Registers: drafts, resolutions with validity, interpellations with replies, acts of the President.

    A register shows the number and the days of each entry; its title and text once they are published.
    """

    _inherit = "biuro.rada.bip"

    # ---- drafts --------------------------------------------------------------------------------------------------

    @api.model
    def _drafts(self, values):
        """Return (number of matches, list of public values) of the published drafts, the newest first."""
        ids = self._published_ids("biuro.rada.draft", values)
        # sudo: biuro.rada.draft - drafts whose text is published; whitelisted fields leave only
        Draft = self.env["biuro.rada.draft"].sudo()
        domain = self._own() & Domain("id", "in", ids) & self._dates("received_date", values)
        if values["term"]:
            domain &= Domain("term_id", "=", values["term"])
        total, drafts = self._page(Draft, domain, values, "received_date desc, id desc")
        versions = self._published("biuro.rada.draft", drafts.ids)
        states, initiators = (self._labels("biuro.rada.draft", name) for name in ("state", "initiator_type"))
        return total, [
            {
                "id": draft.id, "number": draft.number or "", **self._text_of(versions.get(draft.id)),
                "term": draft.term_id.number, "received": draft.received_date,
                "proposed_by": " – ".join(filter(None, (
                    initiators[draft.initiator_type], draft.club_id.name, draft.committee_id.name))),
                "state": draft.state, "state_label": states[draft.state],
                **self._session_of(draft.session_id), **self._vote_of(draft.vote_id),
                "resolution": draft.resolution_id.number or "",
                "resolution_url": f"/bip/rada/uchwaly/{draft.resolution_id.id}" if draft.resolution_id else "",
            }
            for draft in drafts
        ]

    def _session_of(self, session):
        shown = session.filtered(
            lambda one: one.state != "draft" and not one.is_rehearsal and not one.is_withheld)
        return {
            "session_name": shown.display_name if shown else "",
            "session_url": f"/bip/rada/sesje/{shown.id}" if shown else "",
        }

    def _vote_of(self, vote):
        shown = vote.filtered(lambda one: one.state == "closed" and not one.agenda_item_id.is_confidential)
        return {"vote_url": f"/bip/rada/glosowania/{shown.id}" if shown else ""}

    # ---- resolutions ---------------------------------------------------------------------------------------------

    @api.model
    def _resolutions(self, values):
        """Return (number of matches, list of public values) of the register of resolutions, the newest first."""
        # sudo: biuro.rada.resolution - the register is public; titles leave as they were published
        Resolution = self.env["biuro.rada.resolution"].sudo()
        domain = self._own() & Domain("number", "!=", False) & self._dates("date_adopted", values)
        if values["q"]:
            domain &= self._words("number", values) | Domain(
                "id", "in", self._published_ids("biuro.rada.resolution", values))
        if values["term"]:
            domain &= Domain("term_id", "=", values["term"])
        if values["validity"]:
            domain &= Resolution._validity_domain(values["validity"], values["day"])
        total, resolutions = self._page(Resolution, domain, values, "date_adopted desc, seq desc, id desc")
        return total, self._resolution_rows(resolutions, values["day"])

    @api.model
    def _resolution_rows(self, resolutions=None, day=None, session=None):
        if session is not None:
            # sudo: biuro.rada.resolution - as above
            resolutions = self.env["biuro.rada.resolution"].sudo().search(
                [("session_id", "=", session.id), ("number", "!=", False)], order="seq")
        from odoo.addons.biuro_kancelaria.tools import office_today

        day = day or office_today()
        versions = self._published("biuro.rada.resolution", resolutions.ids)
        labels = self._labels("biuro.rada.resolution", "validity")
        rows = []
        for one in resolutions:
            validity = one._validity_on(day)
            rows.append({
                "id": one.id, "url": f"/bip/rada/uchwaly/{one.id}", "number": one.number,
                **self._text_of(versions.get(one.id)), "adopted": one.date_adopted, "term": one.term_id.number,
                "is_local_law": one.is_local_law, "in_force_from": one.in_force_from or False,
                "repealed_on": one.repealed_on or False, "annulled_on": one.annulled_on or False,
                "valid_until": one.valid_until or False, "validity": validity, "validity_label": labels[validity],
                "journal": " ".join(filter(None, (
                    one.journal_name, one.journal_year and str(one.journal_year),
                    one.journal_item and f"poz. {one.journal_item}"))),
                **self._session_of(one.session_id), **self._vote_of(one.vote_id),
            })
        return rows

    @api.model
    def _resolution(self, resolution_id, day):
        """Return a resolution with its text as published, its relations and why it is in force (dict); None if none."""
        # sudo: biuro.rada.resolution - as above
        one = self.env["biuro.rada.resolution"].sudo().search(
            self._own() & Domain("id", "=", resolution_id) & Domain("number", "!=", False), limit=1)
        if not one:
            return None
        [row] = self._resolution_rows(one, day)
        kinds = self._labels("biuro.rada.resolution.relation", "kind")
        version = self._published("biuro.rada.resolution", one.ids).get(one.id)

        def related(relation, other):
            return {"kind": relation.kind, "kind_label": kinds[relation.kind], "number": other.number or "",
                    "url": f"/bip/rada/uchwaly/{other.id}", "note": relation.note or ""}

        return {
            **row, "day": day, "body": version.body if version else "",
            "reasons": [
                {"text": reason.get("text", ""), "article": reason.get("article", "")}
                for reason in one.in_force_reasons or []
            ],
            "concerns": [related(relation, relation.target_id) for relation in one.relation_ids],
            "concerned_by": [related(relation, relation.resolution_id) for relation in one.related_ids],
            "files": self.env["biuro.bip"]._public_values(version)["files"] if version else [],
        }

    # ---- interpellations -----------------------------------------------------------------------------------------

    @api.model
    def _interpellations(self, values):
        """Return (number of matches, list of public values) of published and of imported public entries."""
        # sudo: biuro.rada.interpellation - those whose anonymised text is published, and public ones of the past
        Asked = self.env["biuro.rada.interpellation"].sudo()
        past = Domain("is_historical", "=", True) & Domain("is_withheld", "=", False) & self._words("subject", values)
        domain = self._own() & (Domain("id", "in", self._published_ids("biuro.rada.interpellation", values)) | past)
        domain &= self._dates("submitted_date", values)
        if values["kind"]:
            domain &= Domain("kind", "=", values["kind"])
        if values["term"]:
            domain &= Domain("term_id", "=", values["term"])
        if values["councillor"]:
            domain &= Domain("author_ids", "in", [values["councillor"]])
        total, asked = self._page(Asked, domain, values, "submitted_date desc, id desc")
        return total, self._interpellation_rows(asked)

    def _interpellation_rows(self, asked):
        versions = self._published("biuro.rada.interpellation", asked.ids)
        kinds = self._labels("biuro.rada.interpellation", "kind")
        rows = []
        for one in asked:
            text = self._text_of(versions.get(one.id))
            if one.is_historical and not text["title"]:
                text["title"] = one.subject
            rows.append({
                "id": one.id, "url": f"/bip/rada/interpelacje/{one.id}", "number": one.register_ref or "",
                "kind": one.kind, "kind_label": kinds[one.kind], **text, "submitted": one.submitted_date,
                "term": one.term_id.number,
                "councillors": [
                    {"name": author.display_name, "url": f"/bip/rada/radni/{author.id}"} for author in one.author_ids
                ],
                "authors": ", ".join(one.author_ids.mapped("display_name")) or (
                    one.source_authors if one.is_historical else "") or "",
                "replied": one.reply_date or False, "is_historical": one.is_historical,
                "text_url": one.source_text_url or "", "reply_url": one.source_reply_url or "",
            })
        return rows

    @api.model
    def _interpellation(self, asked_id):
        """Return one entry with its text as published (dict); None where nothing of it is public."""
        # sudo: biuro.rada.interpellation - as above
        one = self.env["biuro.rada.interpellation"].sudo().search(
            self._own() & Domain("id", "=", asked_id), limit=1)
        version = self._published("biuro.rada.interpellation", one.ids).get(one.id) if one else None
        if not one or not version and (not one.is_historical or one.is_withheld):
            return None
        [row] = self._interpellation_rows(one)
        return {
            **row, "body": version.body if version else "",
            "files": self.env["biuro.bip"]._public_values(version)["files"] if version else [],
        }

    # ---- acts of the President -----------------------------------------------------------------------------------

    @api.model
    def _acts(self, values):
        """Return (number of matches, list of public values) of the register of the President's acts."""
        # sudo: biuro.rada.act - the register is public; titles leave as they were published
        Act = self.env["biuro.rada.act"].sudo()
        domain = (
            self._own() & Domain("state", "=", "issued") & Domain("register_ref", "!=", False)
            & self._dates("date", values)
        )
        if values["q"]:
            domain &= self._words("register_ref", values) | Domain(
                "id", "in", self._published_ids("biuro.rada.act", values))
        total, acts = self._page(Act, domain, values, "date desc, id desc")
        versions = self._published("biuro.rada.act", acts.ids)
        kinds = self._labels("biuro.rada.act", "kind")
        return total, [
            {
                "id": act.id, "number": act.register_ref, "kind": act.kind, "kind_label": kinds[act.kind],
                **self._text_of(versions.get(act.id)), "date": act.date, "in_force_from": act.in_force_from or False,
                "valid_until": act.valid_until or False, "repealed_on": act.repealed_on or False,
            }
            for act in acts
        ]
