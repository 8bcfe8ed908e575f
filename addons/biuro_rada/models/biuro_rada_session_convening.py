from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.base import LawError, day_text
from odoo.addons.biuro_kancelaria.law.inputs import plain
from odoo.addons.biuro_kancelaria.law.terms import local
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import notice, sessions

CHANNELS = ("mail", "portal", "paper")

# what a notice was sent of
FIXED = {"kind", "body_type", "committee_ids", "applicant_type", "request_date", "request_signatory_ids"}


class BiuroRadaSessionConvening(models.Model):
    """Convening of a session (u.s.g. art. 20): its request, the period of the notice, what must go with it."""

    _inherit = "biuro.rada.session"

    kind = fields.Selection(
        selection_add=[("extraordinary", "Extraordinary")], ondelete={"extraordinary": "set default"}
    )
    applicant_type = fields.Selection(
        [("mayor", "President"), ("councillors", "At least a quarter of the council")],
        "Applicant (art. 20 ust. 3)",
        tracking=True,
    )
    request_date = fields.Date("Request Filed On", tracking=True)
    request_signatory_ids = fields.Many2many(
        "biuro.rada.councillor", "biuro_rada_session_signatory_rel", string="Signed By"
    )
    request_last_day = fields.Date("Session at the Latest", compute="_compute_request")
    request_problems = fields.Text("What the Request Lacks", compute="_compute_request")
    request_reasons = fields.Json(compute="_compute_request")
    notice_date = fields.Date("Notice Sent On", readonly=True, copy=False, tracking=True)
    notice_channel = fields.Char("Sent By", readonly=True, copy=False)
    notice_text = fields.Html("Words of the Notice", help="What the chair adds to the notice.")
    notice_latest = fields.Date("Notice at the Latest", compute="_compute_notice_check")
    notice_ok = fields.Boolean("Notice in Time", compute="_compute_notice_check")
    notice_reasons = fields.Json(compute="_compute_notice_check")
    notice_reason = fields.Char(
        "Why the Notice Is Short",
        readonly=True,
        copy=False,
        tracking=True,
        help="The statute allows it in urgent cases.",
    )
    guest_ids = fields.Many2many("res.partner", "biuro_rada_session_guest_rel", string="Guests")
    stream_url = fields.Char("Live Broadcast", help="Address of the transmission (art. 20 ust. 1b).")

    # ---- the law on its dates ----------------------------------------------------------------------------

    @api.depends(
        "kind",
        "applicant_type",
        "request_date",
        "request_signatory_ids.mandate_start",
        "request_signatory_ids.mandate_end",
        "day",
        "agenda_item_ids.draft_id",
        "term_id",
    )
    def _compute_request(self):
        for session in self:
            answer = session._check_request()
            session.request_last_day = answer and answer["last_day"]
            session.request_problems = answer and "\n".join(answer["problems"])
            session.request_reasons = answer and plain(answer["reasons"])

    def _check_request(self):
        """Return what the law says of the request of the session (dict), or False where there is none."""
        self.ensure_one()
        if self.kind != "on_request" or not (self.applicant_type and self.request_date and self.day):
            return False
        items = self.agenda_item_ids
        resolutions = items.filtered(lambda item: item.item_type == "draft")
        return sessions.request_session(
            self.term_id.statutory_members,
            self.applicant_type,
            len(self._request_signatories()),
            self.request_date,
            self.day,
            bool(items),
            bool(resolutions) and all(item._has_draft() for item in resolutions),
        )

    def _request_signatories(self):
        """Return the councillors whose signatures count: of this council, in office on the day of the request."""
        self.ensure_one()
        return self.request_signatory_ids.filtered(
            lambda councillor: councillor.term_id == self.term_id and councillor._holds_mandate(self.request_date)
        )

    def _notice_kind(self):
        """Return which period of the statute binds the notice (str)."""
        self.ensure_one()
        if self.body_type == "committee":
            return "committee"
        if self.kind == "ordinary" and "budget" in self.agenda_item_ids.draft_id.mapped("kind"):
            return "budget"
        return self.kind

    def _notice_days(self):
        self.ensure_one()
        company = self.company_id or self.env.company
        return {
            "ordinary": company.rada_notice_days_ordinary,
            "ceremonial": company.rada_notice_days_ordinary,
            "budget": company.rada_notice_days_budget,
            "on_request": company.rada_notice_days_request,
            "committee": company.rada_notice_days_committee,
        }.get(self._notice_kind(), company.rada_notice_days_ordinary)

    def _check_notice(self, day):
        """Return what the statute says of a notice sent on a day (dict of ``law.notice.notice``)."""
        self.ensure_one()
        company = self.company_id or self.env.company
        return notice.notice(
            self.day,
            day,
            self._notice_days(),
            company.rada_notice_unit,
            self._notice_kind(),
            company.rada_statute_basis or "statut miasta",
            company.rada_notice_full_days,
        )

    @api.depends("day", "kind", "body_type", "notice_date", "agenda_item_ids.draft_id.kind", "company_id")
    def _compute_notice_check(self):
        today = office_today()
        for session in self:
            answer = {}
            if session.day:
                sent = session.notice_date or today
                try:
                    answer = session._check_notice(min(sent, session.day))
                except LawError:
                    answer = {}
                if sent > session.day:
                    answer["ok"] = False
            session.notice_latest = answer.get("latest")
            session.notice_ok = answer.get("ok", False)
            session.notice_reasons = plain(answer.get("reasons", []))

    def write(self, vals):
        if FIXED & vals.keys() and not self.env.su and any(session.state != "draft" for session in self):
            raise UserError(
                self.env._(
                    "The notice of this session was sent: whose session it is, its kind and the request stay as they "
                    "are. Call the session off and convene another one."
                )
            )
        return super().write(vals)

    # ---- what must be there ----------------------------------------------------------------------------

    def _convening_problems(self):
        """Return what stops the convening (list of translated sentences)."""
        self.ensure_one()
        problems = []
        items = self.agenda_item_ids
        if not items:
            problems.append(self.env._("RB-01: a session is convened with its agenda. Add the items first (art. 20)."))
        bare = items.filtered(lambda item: item.item_type == "draft" and not item._has_draft())
        if bare and self.body_type == "council":
            problems.append(
                self.env._(
                    "RB-01: these items have no draft of a resolution: %s. Attach the drafts: they go with the notice "
                    "(art. 20 ust. 1).",
                    "; ".join(bare.mapped("title")),
                )
            )
        if not (self.location or "").strip():
            problems.append(self.env._("Give the place of the session, with its address."))
        if self.kind == "on_request" and self.body_type == "council":
            answer = self._check_request()
            if not answer:
                problems.append(self.env._("RB-02: give who asked for the session and on which day (art. 20 ust. 3)."))
            elif not answer["accepted"]:
                problems.append(f"RB-02: {'; '.join(answer['problems'])}.")
        return problems

    def _convening_warnings(self):
        """Return what whoever convenes should know (list of translated sentences)."""
        self.ensure_one()
        warnings = []
        for draft in self._missing_mandatory_drafts():
            warnings.append(
                self.env._(
                    "“%s” was filed in time and must be on the agenda of the nearest session (art. 20 ust. 5-6).",
                    draft.display_name,
                )
            )
        for item in self.agenda_item_ids.filtered("interest_warning"):
            warnings.append(
                self.env._(
                    "Declared interests meet “%(item)s” (art. 25a): %(names)s.",
                    item=item.title,
                    names=item.interest_warning.replace("\n", "; "),
                )
            )
        without = self._members().filtered(lambda member: not member._notice_email())
        if without:
            warnings.append(
                self.env._(
                    "No e-mail address: %s. They see the notice on the portal; hand it over on paper.",
                    ", ".join(without.mapped("display_name")),
                )
            )
        return warnings

    def _missing_mandatory_drafts(self):
        """Return the drafts that must be on this agenda and are not."""
        self.ensure_one()
        Draft = self.env["biuro.rada.draft"]
        if self.body_type != "council" or not self.day:
            return Draft
        waiting = Draft.search(
            [
                ("term_id", "=", self.term_id.id),
                ("state", "in", ("received", "opinions", "committee", "ready")),
                # of the President and of a club seven days before the session (art. 20 ust. 5-6), of residents at the
                # nearest one (art. 41a)
                "|",
                "&",
                ("initiator_type", "in", ("mayor", "club")),
                ("received_date", "<=", fields.Date.subtract(self.day, days=7)),
                "&",
                ("initiator_type", "=", "citizens"),
                ("received_date", "<=", self.day),
            ]
        )
        return waiting - self.agenda_item_ids.draft_id

    # ---- verbs ----------------------------------------------------------------------------

    def action_convene(self):
        """Note that the session is convened, without sending anything; :meth:`convene` sends the notices.

        :return: True
        :raise UserError: not being prepared; no agenda or drafts (RB-01); the request is not lawful (RB-02)
        """
        self._check_state("draft")
        for session in self:
            if problems := session._convening_problems():
                raise UserError("\n".join(problems))
        result = super().action_convene()
        today = office_today()
        for session in self:
            session._number_missing_items()
            chair = self.env["biuro.rada.function"]._holder(session.term_id, "chair", session.day)
            # sudo: own model - facts of the convening are written by verbs only; access was checked above
            session.sudo().write(
                {
                    "notice_date": session.notice_date or min(today, session.day),
                    "convener_id": (session.convener_id or session._convener(chair)).id,
                }
            )
        self._after_convening()
        return result

    def _convener(self, chair):
        self.ensure_one()
        if self.body_type == "committee":
            return self.committee_ids[:1]._chair_on(self.day)
        return chair

    def _number_missing_items(self):
        self.ensure_one()
        if not all(self.agenda_item_ids.mapped("number")):
            # sudo: biuro.rada.agenda.item - the agenda is being sent: its numbers are set for the last time
            self.sudo()._number_items()

    def _after_convening(self):
        """Do what follows the convening (hook): the entry in the calendar."""

    def convene(self, channels=None, reason=None, text=None, guest_ids=None):
        """Convene the session: number the agenda, send the notices, put the session in everybody's calendar.

        :param list channels: of ``mail``, ``portal`` and ``paper``; mail and portal by default
        :param str reason: why the notice is shorter than the statute says, where it is (RB-03)
        :param str text: what the chair adds to the notice (HTML)
        :param list guest_ids: ids of the people invited besides (res.partner)
        :return: dict ``session``, ``number`` (Roman, or false), ``notices`` (int: how many), ``period`` (dict ``ok``,
            ``latest``, ``reasons``)
        :raise UserError: as :meth:`action_convene`; notice too short without a reason (RB-03); the day has passed
        """
        self.ensure_one()
        self._check_state("draft")
        channels = [channel for channel in CHANNELS if channel in (channels or ("mail", "portal"))]
        if not channels:
            raise UserError(self.env._("Choose how the notices go: by mail, on the portal, on paper."))
        if problems := self._convening_problems():
            raise UserError("\n".join(problems))
        today = office_today()
        try:
            period = self._check_notice(today)
        except LawError as error:
            raise ValidationError(str(error)) from error
        if not period["ok"] and not (reason or "").strip():
            raise UserError(
                self.env._(
                    "RB-03: the notice is too short: it should have gone out by %s. Give the reason, or choose a later "
                    "day.",
                    day_text(period["latest"]),
                )
            )
        # sudo: own model - facts of the convening are written by verbs only; access was checked above
        session = self.sudo()
        session.write(
            {
                "notice_date": today,
                "notice_channel": ", ".join(channels),
                "notice_reason": reason or False if not period["ok"] else False,
                **({"notice_text": text} if text is not None else {}),
                **({"guest_ids": [fields.Command.set(guest_ids)]} if guest_ids is not None else {}),
            }
        )
        self.action_convene()
        notices = self._send_notices("convened", channels)
        return {
            "session": self.id,
            "number": self.number_roman,
            "notices": len(notices),
            "period": plain({key: period[key] for key in ("ok", "latest", "reasons")}),
        }

    def action_move(self, start, end=None, reason=None):
        """Move a session to another time; those who were convened are told, the calendar follows.

        :param str start: the new beginning, UTC "YYYY-MM-DD HH:MM:SS"
        :param str end: the new end; the same length by default
        :param str reason: why; needed once the session is convened
        :return: dict ``notices`` (int), ``period`` (dict ``ok``, ``latest``, ``reasons``; of a convened session)
        :raise UserError: begun already; no reason; a session on request outside its 7 days (RB-02)
        """
        self.ensure_one()
        self._check_state("draft", "convened")
        begin = fields.Datetime.to_datetime(start)
        finish = fields.Datetime.to_datetime(end) if end else self.end and begin + (self.end - self.start)
        told = self.state == "convened"
        if told and not (reason or "").strip():
            raise UserError(self.env._("Give the reason of moving the session: the councillors are told of it."))
        old = self._when_text()
        # sudo: own model - access was checked above
        self.sudo().with_context(rada_session_sync=True).write({"start": begin, "end": finish or False})
        if self.kind == "on_request" and (answer := self._check_request()) and self.day > answer["last_day"]:
            raise UserError(self.env._("RB-02: %s.", "; ".join(answer["problems"])))
        self._sync_events()
        if not told:
            return {"notices": 0, "period": False}
        try:
            period = self._check_notice(min(office_today(), self.day))
        except LawError as error:
            raise ValidationError(str(error)) from error
        self._post_note(
            self.env._("Moved from %(old)s to %(new)s: %(reason)s", old=old, new=self._when_text(), reason=reason)
        )
        channels = [channel for channel in CHANNELS if channel in (self.notice_channel or "")]
        notices = self._send_notices("moved", channels or ["portal"], reason)
        return {
            "notices": len(notices),
            "period": plain({key: period[key] for key in ("ok", "latest", "reasons")}),
        }

    # ---- words ----------------------------------------------------------------------------

    def _when_text(self):
        """Return day and hour of the session in Polish prose (str), the clock in Poland."""
        self.ensure_one()
        begin = local(self.start)
        return f"{day_text(begin.date())}, godz. {begin:%H:%M}"

    def _title_text(self):
        """Return the name of the session as it stands in Polish papers (str)."""
        self.ensure_one()
        if self.body_type == "committee":
            names = self.committee_ids.mapped("name")
            return f"{'Wspólne posiedzenie' if len(names) > 1 else 'Posiedzenie'}: {', '.join(names)}"
        kind = {
            "ordinary": "Sesja",
            "on_request": "Sesja na wniosek",
            "extraordinary": "Sesja nadzwyczajna",
            "ceremonial": "Sesja uroczysta",
            "first": "Pierwsza sesja",
        }[self.kind]
        number = f"{self.number_roman} " if self.number_roman else ""
        return f"{number}{kind} Rady Miasta"
