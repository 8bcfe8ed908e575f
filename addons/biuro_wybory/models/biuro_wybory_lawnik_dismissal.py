from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.law.inputs import plain
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import lay_mandate

OPINION = [("received", "Received"), ("waiting", "Awaited"), ("not_issued", "Not given in 21 days")]
GROUNDS = {
    "duties": "niewykonywania obowiązków ławnika",
    "dignity": "zachowania godzącego w powagę sądu",
    "inability": "niezdolności do wykonywania obowiązków ławnika",
}


class BiuroWyboryLawnikDismissal(models.Model):
    """Dismissal of a lay judge on a motion of the president of the court (u.s.p. art. 166 § 2-2c, § 3).

    motion with the opinions or the proof of their lack - notice, 7 days - committee, session - resolution - court's
    notice of deletion from the list, whose delivery ends the mandate.
    """

    _name = "biuro.wybory.lawnik.dismissal"
    _description = "Dismissal of a Lay Judge"
    _inherit = ["biuro.guard.mixin"]
    _order = "motion_date desc, id desc"
    _rec_name = "mandate_id"
    _reason_verbs = {"action_court_notice": {"date": "delivered_on", "reason": "ref"}}

    mandate_id = fields.Many2one(
        "biuro.wybory.lawnik.mandate", "Mandate", required=True, index=True, ondelete="restrict"
    )
    term_id = fields.Many2one(related="mandate_id.term_id", store=True, index=True)
    company_id = fields.Many2one(related="mandate_id.company_id", store=True)
    court_id = fields.Many2one(related="mandate_id.court_id")
    motion_date = fields.Date("Motion Of", required=True)
    motion_ref = fields.Char("Sign of the Motion", required=True)
    motion_letter_id = fields.Many2one(
        "biuro.letter", "Letter of the Motion", domain=[("direction", "=", "in")], index="btree_not_null"
    )
    ground = fields.Selection(
        [
            ("duties", "Does not perform the duties"),
            ("dignity", "Conduct that harms the dignity of the court"),
            ("inability", "Not able to perform the duties"),
        ],
        required=True,
    )
    # opinions: of the lay judges' council and of the board of the regional court
    council_delivered_on = fields.Date("Motion Delivered to the Lay Judges' Council")
    council_received_on = fields.Date("Opinion of the Lay Judges' Council Of")
    council_proof = fields.Char("Proof of Delivery to the Lay Judges' Council")
    council_opinion = fields.Selection(OPINION, compute="_compute_opinions", string="Lay Judges' Council")
    board_delivered_on = fields.Date("Motion Delivered to the Board")
    board_received_on = fields.Date("Opinion of the Board Of")
    board_proof = fields.Char("Proof of Delivery to the Board")
    board_opinion = fields.Selection(OPINION, compute="_compute_opinions", string="Board of the Regional Court")
    opinion_reasons = fields.Json(compute="_compute_opinions", string="How the Opinions Stand")
    # the hearing
    date_served = fields.Date("Notice Served On", help="As under the code of administrative procedure.")
    served_proof = fields.Char("Proof of Service")
    committee_session_id = fields.Many2one(
        "biuro.rada.session", "Meeting of the Committee", domain=[("body_type", "=", "committee")], ondelete="restrict"
    )
    committee_date = fields.Date(compute="_compute_days", store=True, readonly=False)
    session_id = fields.Many2one(
        "biuro.rada.session", "Session", domain=[("body_type", "=", "council")], index="btree_not_null",
        ondelete="restrict",
    )
    session_date = fields.Date(compute="_compute_days", store=True, readonly=False)
    hearing_reasons = fields.Json(compute="_compute_hearing", string="Whether the Notice Came in Time")
    earliest = fields.Date("Meetings from", compute="_compute_hearing")
    heard = fields.Selection(
        [("person", "In person"), ("proxy", "By a proxy"), ("absent", "Did not come, was notified")],
        "Heard",
    )
    heard_note = fields.Text("Explanations of the Lay Judge")
    notice_letter_id = fields.Many2one("biuro.letter", "Notice", readonly=True, copy=False)
    draft_id = fields.Many2one("biuro.rada.draft", "Draft Resolution", readonly=True, copy=False)
    resolution_id = fields.Many2one(
        "biuro.rada.resolution", "Resolution", index="btree_not_null", ondelete="restrict", copy=False
    )
    result = fields.Selection(
        [("dismissed", "Dismissed"), ("refused", "Not dismissed"), ("withdrawn", "Motion withdrawn")],
        readonly=True, copy=False, index=True,
    )
    decided_on = fields.Date(readonly=True, copy=False)
    court_letter_id = fields.Many2one("biuro.letter", "Letter to the Court", readonly=True, copy=False)
    state = fields.Selection(
        [
            ("motion", "Motion"),
            ("hearing", "Notice served"),
            ("decided", "Decided"),
            ("finished", "Finished"),
        ],
        required=True, readonly=True, default="motion", copy=False, index=True,
    )

    _one_open = models.UniqueIndex(
        "(mandate_id) WHERE state IN ('motion', 'hearing')", "A dismissal of this lay judge is under way already."
    )

    @api.depends("committee_session_id", "session_id")
    def _compute_days(self):
        for matter in self:
            matter.committee_date = matter.committee_session_id.day or matter.committee_date
            matter.session_date = matter.session_id.day or matter.session_date

    @api.depends("council_delivered_on", "council_received_on", "board_delivered_on", "board_received_on")
    def _compute_opinions(self):
        today = office_today()
        bodies = {"council": "rada ławnicza", "board": "kolegium sądu okręgowego"}
        for matter in self:
            reasons = []
            for body, name in bodies.items():
                delivered, received = matter[f"{body}_delivered_on"], matter[f"{body}_received_on"]
                state = "received" if received else False
                if delivered and (not received or received >= delivered):
                    answer = lay_mandate.opinion_of_body(delivered, received or None, today)
                    state = answer["state"]
                    reasons += [{**step, "text": f"{name}: {step['text']}"} for step in answer["reasons"]]
                matter[f"{body}_opinion"] = state
            matter.opinion_reasons = plain(reasons)

    @api.depends("date_served", "committee_date", "session_date")
    def _compute_hearing(self):
        for matter in self:
            matter.earliest, matter.hearing_reasons = False, []
            if matter.date_served:
                answer = lay_mandate.hearing(
                    matter.date_served, matter.committee_date or None, matter.session_date or None
                )
                matter.earliest, matter.hearing_reasons = answer["earliest"], plain(answer["reasons"])

    @api.constrains("date_served", "committee_date", "session_date")
    def _check_hearing(self):
        for matter in self.filtered("date_served"):
            answer = lay_mandate.hearing(matter.date_served, matter.committee_date or None, matter.session_date or None)
            if not answer["ok"]:
                raise ValidationError(" ".join(sentence.capitalize() for sentence in answer["problems"]))

    @api.constrains("council_delivered_on", "council_received_on", "board_delivered_on", "board_received_on")
    def _check_opinions(self):
        for matter in self:
            for body in ("council", "board"):
                delivered, received = matter[f"{body}_delivered_on"], matter[f"{body}_received_on"]
                if delivered and received:
                    try:
                        lay_mandate.opinion_of_body(delivered, received, office_today())
                    except LawError as error:
                        raise ValidationError(str(error)) from error

    @api.ondelete(at_uninstall=False)
    def _unlink_except_motion(self):
        if any(matter.state != "motion" or matter.draft_id for matter in self):
            raise UserError(self.env._("A matter that was decided cannot be deleted."))

    def write(self, vals):
        if not self.env.su and any(matter.state == "finished" for matter in self):
            raise UserError(self.env._("This matter is closed."))
        return super().write(vals)

    def _check_state(self, *states):
        for matter in self:
            matter.check_access("write")
            if matter.state not in states:
                raise UserError(self.env._("This step comes earlier or later in the matter of a dismissal."))

    def _check_opinions_complete(self):
        """Refuse to go on without the opinions or the proof that they were not given in time (art. 166 § 2a)."""
        for matter in self:
            for body in ("council", "board"):
                state = matter[f"{body}_opinion"]
                if state not in ("received", "not_issued"):
                    raise UserError(
                        self.env._(
                            "The motion needs the opinions of the lay judges' council and of the board of the regional "
                            "court, or a statement that 21 days passed without them (art. 166 § 2a)."
                        )
                    )
                if state == "not_issued" and not (matter[f"{body}_proof"] or "").strip():
                    raise UserError(
                        self.env._("An opinion was not given: enter the proof that the motion was delivered.")
                    )

    # ---- verbs ---------------------------------------------------------------------------------------------------

    def action_make_notice(self):
        """Write the draft of the notice to the lay judge about the meeting and the session (A-D14).

        :return: a window action (dict)
        :raise UserError: the opinions are missing; no day of the committee or the session
        """
        self.ensure_one()
        self._check_state("motion", "hearing")
        self._check_opinions_complete()
        if not self.committee_date or not self.session_date:
            raise UserError(self.env._("Set the day of the committee's meeting and of the session first."))
        person = f"{self.mandate_id.given_names} {self.mandate_id.surname}"
        letter = self.term_id._make_letter(
            "Zawiadomienie w sprawie odwołania ławnika", self.mandate_id.partner_id, [
                f"Na podstawie art. 166 § 2b–2c ustawy z dnia 27 lipca 2001 r. – Prawo o ustroju sądów powszechnych "
                f"zawiadamiam, że wniosek Prezesa Sądu ({self.court_id.name}) z dnia {self.motion_date:%d.%m.%Y} r., "
                f"znak {self.motion_ref}, o odwołanie z powodu {GROUNDS[self.ground]} będzie rozpatrywany na "
                f"posiedzeniu komisji w dniu {self.committee_date:%d.%m.%Y} r. i na sesji Rady w dniu "
                f"{self.session_date:%d.%m.%Y} r.",
                "Ma Pani/Pan prawo wziąć w nich udział i złożyć wyjaśnienia – osobiście, a gdyby stawienie się było "
                "niemożliwe, przez pełnomocnika.",
            ], recipient=person,
        )
        self.sudo().notice_letter_id = letter  # sudo: own model - the letter is linked by the verb
        return letter._get_open_action()

    def action_served(self):
        """Record that the notice was served: the days of the committee and of the session are checked.

        :return: dict ``earliest`` (day "YYYY-MM-DD" from which meetings are possible), ``reasons``
        :raise UserError: no day or proof of service, no opinions; the committee or the session comes too early
        Legal source: u.s.p. art. 166 § 2b-2c.
        """
        self.ensure_one()
        self._check_state("motion", "hearing")
        self._check_opinions_complete()
        if not self.date_served or not (self.served_proof or "").strip():
            raise UserError(self.env._("Enter the day on which the notice was served, with its proof."))
        if self.date_served > office_today():
            raise UserError(self.env._("The day cannot be later than today."))
        self.sudo().state = "hearing"  # sudo: own model - the state is written by verbs only; access was checked
        if self.mandate_id.state == "active":
            self.mandate_id.action_suspend_calling("postępowanie o odwołanie (art. 167 § 1 u.s.p.)")
        return {"earliest": fields.Date.to_string(self.earliest), "reasons": self.hearing_reasons}

    def action_make_draft(self):
        """Write the draft of the resolution. Return a window action (dict).

        :raise UserError: the notice was not served
        """
        self.ensure_one()
        self._check_state("hearing")
        return self.term_id._make_draft("dismissal", self)

    def action_decide(self, result, on=None):
        """Record what the Council decided.

        :param str result: ``dismissed``, ``refused`` or ``withdrawn``
        :param str on: day "YYYY-MM-DD"; of the resolution or of the session by default
        :return: True
        :raise UserError: not heard; no resolution; a day before the notice allows
        """
        self.ensure_one()
        self._check_state("motion", "hearing")
        if result not in ("dismissed", "refused", "withdrawn"):
            raise UserError(self.env._("Choose what the Council decided."))
        day = fields.Date.to_date(on) or self.resolution_id.date_adopted or self.session_date or office_today()
        if result == "dismissed":
            self._check_state("hearing")
            if not self.resolution_id:
                raise UserError(self.env._("Name the resolution of the Council."))
            if not self.heard:
                raise UserError(self.env._("Note how the lay judge was heard: in person, by a proxy, or absent."))
            if day < self.earliest:
                raise UserError(
                    self.env._("The Council decides not earlier than 7 days after the notice was served (art. 166).")
                )
        # sudo: own model - as above
        self.sudo().write({
            "state": "decided" if result == "dismissed" else "finished", "result": result, "decided_on": day,
        })
        if result != "dismissed" and self.mandate_id.state == "suspended_calling":
            self.mandate_id.action_resume_calling()
        return True

    def action_refuse(self):
        """Record that the Council did not dismiss. Return True."""
        return self.action_decide("refused")

    def action_dismiss(self):
        """Record that the Council dismissed by the resolution named. Return True."""
        return self.action_decide("dismissed")

    def action_make_letter(self):
        """Write the draft of the letter that sends the resolution to the court. Return a window action (dict).

        :raise UserError: not decided
        """
        self.ensure_one()
        self._check_state("decided")
        letter = self.term_id._make_letter(
            f"Odwołanie ławnika – uchwała nr {self.resolution_id.number}", self.court_id, [
                f"Przekazuję uchwałę nr {self.resolution_id.number} z dnia "
                f"{self.resolution_id.date_adopted:%d.%m.%Y} r. w sprawie odwołania ławnika: "
                f"{self.mandate_id.given_names} {self.mandate_id.surname}.",
                "Proszę o przesłanie informacji o dniu doręczenia zawiadomienia o skreśleniu z listy ławników "
                "(art. 166 § 3 ustawy – Prawo o ustroju sądów powszechnych).",
            ], f"uchwała nr {self.resolution_id.number}",
        )
        self.sudo().court_letter_id = letter  # sudo: own model - the letter is linked by the verb
        return letter._get_open_action()

    def action_court_notice(self, delivered_on, ref):
        """End the mandate: the court's notice of deletion from the list was delivered to the lay judge.

        :param str delivered_on: day of delivery "YYYY-MM-DD"
        :param str ref: sign of the notice
        :return: True
        :raise UserError: not decided; a day before the decision or of the future; no sign
        Legal source: u.s.p. art. 166 § 3.
        """
        self.ensure_one()
        self._check_state("decided")
        day = fields.Date.to_date(delivered_on)
        if not day or not (ref or "").strip():
            raise UserError(self.env._("Give the day of delivery and the sign of the court's notice."))
        self.mandate_id._end("dismissed", "dismissal", day, ref, since=self.decided_on)
        self.sudo().state = "finished"  # sudo: own model - as above
        return True

    def _get_notice_values(self):
        """Return what the notice to the lay judge shows (dict)."""
        self.ensure_one()
        return {
            "person": f"{self.mandate_id.given_names} {self.mandate_id.surname}",
            "motion": self.motion_date.strftime("%d.%m.%Y r."),
            "ground": GROUNDS[self.ground],
            "committee": self.committee_date.strftime("%d.%m.%Y r.") if self.committee_date else "…",
            "session": self.session_date.strftime("%d.%m.%Y r.") if self.session_date else "…",
            "reasons": self.hearing_reasons or [],
        }
