from odoo import api, models

from odoo.addons.biuro_kancelaria.law.terms import local
from odoo.addons.biuro_kancelaria.tools import office_today

SHOWN = ("convened", "open", "suspended", "closed", "minutes_ready", "done", "cancelled")


class BiuroRadaSessionPortal(models.Model):
    """What a councillor sees on the portal of the sessions to which the councillor was convened."""

    _inherit = "biuro.rada.session"

    @api.model
    def _portal_sessions(self, councillor):
        """Return the sessions of a councillor (dict ``coming``, ``past``: lists of dicts)."""
        # sudo: own model, biuro.rada.notice - councillors are portal users; only own sessions are read
        own = self.sudo()._portal_own(councillor)
        today = office_today()
        rows = [session._portal_row(councillor) for session in own]
        coming = [row for row in rows if row["day"] >= today and row["state"] in ("convened", "open", "suspended")]
        past = [row for row in rows if row not in coming]
        return {"coming": sorted(coming, key=lambda row: row["start"]), "past": past[:40]}

    def _portal_own(self, councillor, session_id=None):
        domain = [
            ("state", "in", SHOWN),
            ("is_rehearsal", "=", False),
            "|",
            ("notice_ids.councillor_id", "=", councillor.id),
            ("attendance_ids.councillor_id", "=", councillor.id),
        ]
        if session_id:
            domain.append(("id", "=", session_id))
        found = self.search(domain, order="start desc", limit=1 if session_id else 60)
        if session_id and not found:
            # convened without notices (before this program): members of the body see it
            session = self.browse(session_id).exists()
            if session.state in SHOWN and not session.is_rehearsal and councillor in session._members():
                return session
        return found

    def _portal_row(self, councillor):
        self.ensure_one()
        notices = self.notice_ids.filtered(lambda line: line.councillor_id == councillor and line.channel == "portal")
        begin = local(self.start)
        return {
            "id": self.id,
            "name": self._title_text(),
            "day": self.day,
            "start": self.start,
            "when": self._when_text(),
            "hour": f"{begin:%H:%M}",
            "place": self.location or "",
            "state": self.state,
            "acknowledged": bool(notices) and all(notices.mapped("acknowledged_at")),
            "convened": bool(notices),
        }

    @api.model
    def _portal_session(self, councillor, session_id):
        """Return all that the page of one notice shows (dict), or False where it is not the councillor's."""
        # sudo: own model and what belongs to it - councillors are portal users; that it is theirs is checked first
        session = self.sudo()._portal_own(councillor, session_id)
        if not session:
            return False
        items = [
            {
                "number": item.number or "",
                "title": item.title,
                "part": bool(item.parent_id),
                "reporter": item.reporter_id.name or "",
                "proposed_by": dict(item._fields["proposed_by"]._description_selection(self.env)).get(item.proposed_by),
                "minutes": item.minutes_planned,
                "draft": item.draft_id.number or "",
                "body": item.draft_id.body or "",
                "justification": item.draft_id.justification or "",
                "confidential": item.confidential_basis if item.is_confidential else "",
                "files": [
                    {
                        "id": file.id,
                        "name": file.name,
                        "size": max(file.file_size // 1024, 1),
                    }
                    for file in item._portal_files()
                ],
            }
            for item in session._notice_items()
        ]
        line = self.env["biuro.rada.attendance"].sudo()._of(session, councillor)  # sudo: one's own presence
        minutes = session.minutes_id if session.minutes_id.state in ("laid_out", "adopted") else False
        mine = session.minutes_id.correction_ids.filtered(lambda row: row.councillor_id == councillor)
        return {
            "session": session._portal_row(councillor),
            "items": items,
            "text": session.notice_text,
            "news": [
                {
                    "kind": notice.kind,
                    "sent": local(notice.sent_at).strftime("%d.%m.%Y %H:%M"),
                    "note": notice.note or "",
                }
                for notice in session.notice_ids.sorted("id", reverse=True)
                if notice.councillor_id == councillor and notice.channel == "portal" and notice.sent_at
            ],
            "excuse": {
                "given": bool(line.excuse_date),
                "accepted": line.excuse_accepted,
                "refused": line.excuse_refused or "",
            },
            "may_excuse": session.state in ("convened", "open", "suspended") and not line.excuse_date,
            "minutes": minutes
            and {
                "number": minutes.number,
                "adopted": minutes.state == "adopted",
                "until": minutes.laid_out_to and minutes.laid_out_to.strftime("%d.%m.%Y"),
                "open": minutes.state == "laid_out" and minutes.laid_out_to >= office_today(),
                "body": minutes._whole(),
            },
            "corrections": [
                {
                    "text": row.text,
                    "state": dict(row._fields["state"]._description_selection(self.env))[row.state],
                    "decision": row.decision or "",
                }
                for row in mine
            ],
        }

    @api.model
    def _portal_material(self, councillor, session_id, file_id):
        """Return a material (ir.attachment, as superuser) of a session of the councillor, or False."""
        # sudo: own model, ir.attachment - the file is looked for among those of the councillor's own session alone
        session = self.sudo()._portal_own(councillor, session_id)
        files = self.env["ir.attachment"].sudo()
        for item in session.agenda_item_ids if session else ():
            files |= item._portal_files()
        return files.filtered(lambda file: file.id == file_id) or False
