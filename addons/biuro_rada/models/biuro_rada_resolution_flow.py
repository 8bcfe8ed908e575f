from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import resolutions

AUTHORITIES = {"wojewoda": ("wojewoda",), "rio": ("rio",), "both": ("wojewoda", "rio")}
# the furthest behind counts
ORDER = ("to_send", "sent", "running", "proceeding", "decided", "court", "done")


class BiuroRadaResolution(models.Model):
    """After the vote: signing, submission to supervision, the official journal, what the state follows from."""

    _inherit = "biuro.rada.resolution"
    _reason_verbs = {"action_submit_to_journal": {"date": "on", "reason": "ref"}}

    attachment_ids = fields.Many2many("ir.attachment", string="Annexes and Signed Document")
    supervision_state = fields.Selection(
        selection=lambda self: self.env["biuro.rada.supervision"]._fields["state"]._description_selection(self.env),
        compute="_compute_supervision",
        store=True,
        index=True,
        string="Supervision State",
    )
    submit_deadline = fields.Date("To Be Sent Until", compute="_compute_supervision", store=True)
    supervision_end = fields.Date("End of Supervision", compute="_compute_supervision", store=True)
    is_suspended = fields.Boolean("Execution Suspended", compute="_compute_supervision", store=True)
    journal_sent_on = fields.Date("Sent to the Journal", readonly=True, copy=False, tracking=True)
    journal_ref = fields.Char("Number of the Submission", readonly=True, copy=False)
    journal_text = fields.Char("Position in the Journal", compute="_compute_journal_text")
    to_incorporate = fields.Integer(related="draft_id.to_incorporate")
    repealed_by_id = fields.Many2one("biuro.rada.resolution", "Repealed By", compute="_compute_repealed_by")

    @api.depends(
        "supervision_ids.state",
        "supervision_ids.submit_deadline",
        "supervision_ids.supervision_end",
        "supervision_ids.suspended",
    )
    def _compute_supervision(self):
        for resolution in self:
            rows = resolution.supervision_ids
            states = set(rows.mapped("state"))
            resolution.supervision_state = next((state for state in ORDER if state in states), False)
            resolution.submit_deadline = min(filter(None, rows.mapped("submit_deadline")), default=False)
            resolution.supervision_end = max(filter(None, rows.mapped("supervision_end")), default=False)
            resolution.is_suspended = any(rows.mapped("suspended"))

    @api.depends("journal_name", "journal_year", "journal_item")
    def _compute_journal_text(self):
        for row in self:
            row.journal_text = (
                f"{row.journal_name} {row.journal_year} poz. {row.journal_item}" if row.journal_item else False
            )

    @api.depends("related_ids.kind", "related_ids.resolution_id.in_force_from", "repealed_on")
    def _compute_repealed_by(self):
        for row in self:
            row.repealed_by_id = (
                row.related_ids.filtered(
                    lambda relation, row=row: (
                        relation.kind == "repeals" and relation.resolution_id.in_force_from == row.repealed_on
                    )
                )[:1].resolution_id
                if row.repealed_on
                else False
            )

    @api.constrains("kind", "supervisor")
    def _check_supervisor(self):
        for row in self:
            if row.kind in ("budget", "discharge") and row.supervisor not in ("rio", "both"):
                raise ValidationError(
                    self.env._("The budget and the discharge are supervised by the RIO (u.s.g. art. 90 ust. 2).")
                )

    def write(self, vals):
        closed = {"title", "body", "legal_basis", "kind", "supervisor", "is_local_law", "to_publish"}
        if not self.env.su and closed & vals.keys():
            for row in self:
                if row.signed_on:
                    raise UserError(self.env._("%s is signed: its text is closed.", row.display_name))
        result = super().write(vals)
        if {"in_force_rule", "in_force_days", "in_force_on", "shorter_basis"} & vals.keys():
            self._advance()
        return result

    def _get_deadline_department(self):
        return self.company_id._rada_department()

    def _get_deadline_employee(self):
        return self.draft_id.clerk_id

    def _deadline_sync_names(self):
        """The terms of the supervision began before the number was given: they take the name with it."""
        self._deadline_sync()
        self.supervision_ids._deadline_sync()

    def _after_adoption(self):
        """Begin what the adoption begins: supervision with its terms."""
        days = {row: (AUTHORITIES[row.supervisor], row.date_adopted) for row in self}
        self.env["biuro.rada.supervision"]._begin(self, "resolution_id", days)

    # ---- the state -----------------------------------------------------------------------------------------------

    def _advance(self):
        """Write the state that follows from the facts: how far the resolution has come."""
        today = office_today()
        # sudo: own model - the state follows from facts that the verbs wrote
        for row in self.sudo():
            sent = row.signed_on and row.supervision_state and row.supervision_state != "to_send"
            in_force = row.in_force_from and row.in_force_from <= today
            executed = row.execution_ids and all(
                line.status in ("done", "not_applicable") for line in row.execution_ids
            )
            if row.annulled_on:
                state = "annulled"
            elif not row.signed_on:
                state = "adopted"
            elif not sent:
                state = "signed"
            elif in_force and executed:
                state = "executed"
            elif in_force:
                state = "in_force"
            elif row.published_on:
                state = "published"
            elif row.supervision_state == "done":
                state = "supervised"
            else:
                state = "sent"
            if row.state != state:
                row.state = state
            row._start_consolidation()

    @api.model
    def _cron_advance(self):
        """Move on what entered into force."""
        self.search(
            Domain("in_force_from", "<=", office_today()) & Domain("state", "in", ("sent", "supervised", "published"))
        )._advance()

    # ---- signing -------------------------------------------------------------------------------------------------

    def _default_signer(self):
        self.ensure_one()
        chair = self.env["biuro.rada.function"]._holder(self.term_id, "chair", self.date_adopted)
        return self.session_id.leader_id or chair

    def action_sign(self, on=None, councillor_id=None):
        """Record that the resolutions were signed by who led the session.

        :param str on: day "YYYY-MM-DD", today by default
        :param int councillor_id: who signed; by default who led the session, else the chair
        :return: True
        :raise UserError: signed already; accepted amendments are not in the text; a day before the adoption; nobody led
        """
        self.check_access("write")
        day = fields.Date.to_date(on) or office_today()
        if day > office_today():
            raise UserError(self.env._("The day cannot be later than today."))
        for row in self:
            if row.signed_on:
                raise UserError(self.env._("%s is signed already.", row.display_name))
            if row.to_incorporate:
                raise UserError(
                    self.env._(
                        "%(name)s: %(count)s accepted amendments are not in the text. Enter them first.",
                        name=row.display_name,
                        count=row.to_incorporate,
                    )
                )
            if day < row.date_adopted:
                raise UserError(self.env._("A resolution is signed on the day of its adoption or later."))
            signer = self.env["biuro.rada.councillor"].browse(councillor_id) or row._default_signer()
            if not signer:
                raise UserError(self.env._("Name who signs: the chair or the vice-chair who led the session."))
            # sudo: own model - facts are written by verbs only; access was checked above
            row.sudo().write({"signed_on": day, "signed_by_id": signer.id})
            row._hand_to_execution()
            row._publish_term_start(day)
        self._advance()
        return True

    # ---- submission to supervision -------------------------------------------------------------------------------

    def action_make_letters(self):
        """Write the drafts of the letters by which the resolutions are submitted: one to each authority.

        :return: action (dict) that opens the letter or letters
        :raise UserError: not signed (RC-04); sent or in a letter already; the addressee is not set
        Legal source: u.s.g. art. 90 ust. 1-2: within 7 days, duty of the President.
        """
        self.check_access("write")
        rows = self.supervision_ids.filtered(lambda row: row.state == "to_send" and not row._standing_letter())
        if not rows:
            raise UserError(self.env._("There is nothing to send: the letters are written or the resolutions sent."))
        rows._check_signed()
        letters = self.env["biuro.letter"]
        for authority, some in rows.grouped("authority").items():
            letters += some._make_letter(authority)
        if len(letters) == 1:
            return letters._get_open_action()
        return {
            "type": "ir.actions.act_window",
            "res_model": "biuro.letter",
            "view_mode": "list,form",
            "domain": [("id", "in", letters.ids)],
            "context": {"create": False},
            "name": self.env._("Covering Letters"),
        }

    # ---- official journal ----------------------------------------------------------------------------------------

    def action_submit_to_journal(self, on=None, ref=None):
        """Record that the act was sent to the official journal.

        :param str on: day "YYYY-MM-DD", today by default
        :param str ref: number of the submission
        :return: True
        :raise UserError: not to be published; not signed; the file of the act differs from the register
        Legal source: u.o.a.n. art. 13, 15 ust. 1.
        """
        self.check_access("write")
        day = fields.Date.to_date(on) or office_today()
        for row in self:
            if not row.to_publish:
                raise UserError(self.env._("%s is not published in the official journal.", row.display_name))
            if not row.signed_on or day < row.signed_on:
                raise UserError(self.env._("RC-04: %s is not signed yet: sign it before it is sent.", row.display_name))
            if row.act_differences:
                raise UserError(
                    self.env._(
                        "The file of the act differs from the register: %s Load the right file.", row.act_differences
                    )
                )
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().write({"journal_sent_on": day, "journal_ref": (ref or "").strip() or False})
        return True

    def action_publish(self, on, year, item, name=None):
        """Record the publication in the official journal; the entry into force follows from it.

        :param str on: day of the journal "YYYY-MM-DD"
        :param int year: year of the journal; ``item`` position in it
        :param str name: name of the journal, that of the settings by default
        :return: str, first day in force "YYYY-MM-DD", or "" when it does not follow from the publication
        :raise UserError: not to be published; not signed; published before the adoption (RC-04); a day of the future
        :raise ValidationError: the entry into force would be too early (RC-05)
        Legal source: u.o.a.n. art. 4, 6.
        """
        self.ensure_one()
        self.check_access("write")
        day = fields.Date.to_date(on)
        if not self.to_publish:
            raise UserError(self.env._("%s is not published in the official journal.", self.display_name))
        if not self.signed_on:
            raise UserError(self.env._("RC-04: %s is not signed yet: sign it before it is sent.", self.display_name))
        if not day or day < self.date_adopted:
            raise UserError(self.env._("RC-04: an act is published after its adoption."))
        if day > office_today():
            raise UserError(self.env._("The day cannot be later than today."))
        if not item or item < 1 or not year or abs(year - day.year) > 1:
            raise UserError(self.env._("Give the year of the journal and the position in it."))
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().write(
            {
                "published_on": day,
                "journal_year": year,
                "journal_item": item,
                "journal_name": (name or "").strip() or self.company_id.rada_journal_name,
            }
        )
        self._advance()
        return fields.Date.to_string(self.in_force_from) or ""

    @api.model
    @api.readonly
    def entry_into_force(self, resolution_id, published):
        """Say when a resolution would enter into force if it were published on a day.

        :param int resolution_id: the resolution
        :param str published: the day "YYYY-MM-DD"
        :return: dict ``in_force_from`` ("YYYY-MM-DD" or False), ``reasons``
        :raise ValidationError: it would be too early (RC-05)
        """
        row = self.browse(resolution_id)
        row.check_access("read")
        try:
            answer = resolutions.in_force(
                row.in_force_rule,
                row.date_adopted,
                fields.Date.to_date(published) or None,
                row.in_force_days,
                row.in_force_on or None,
                row.to_publish,
                row.shorter_basis or "",
            )
        except LawError as error:
            raise ValidationError(str(error)) from error
        return {
            "in_force_from": fields.Date.to_string(answer["in_force_from"]) or False,
            "reasons": answer["reasons"],
        }
