from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.models.biuro_access_mixin import EMPLOYEE, tokens
from odoo.addons.biuro_kancelaria.tools import NumberedChar, office_today

from .res_users_agenda import HEADS

TRANSITIONS = {
    "received": {"to_decide", "accepted", "delegated", "declined"},
    "to_decide": {"received", "accepted", "delegated", "declined"},
    "accepted": {"to_decide", "delegated", "done"},
    "delegated": {"to_decide", "delegated", "done"},
    "declined": {"to_decide", "done"},
    "done": set(),
}
OPEN = ("received", "to_decide")
DEFAULT_LENGTH = timedelta(hours=2)


class BiuroSekretariatInvitation(models.Model):
    """Invitation (zaproszenie) to the President or a deputy.

    received - to_decide - accepted (goes in person) | delegated (somebody else goes) | declined - done. Normally it
    stays outside cases (instrukcja kancelaryjna § 6(2)(1)); when a patronage or the taking part is prepared, a case is
    opened (0054, 404x, 0542). Seen by the invited person, the deputies, whoever goes and the secretariat.
    """

    _name = "biuro.sekretariat.invitation"
    _description = "Invitation"
    _inherit = ["biuro.access.mixin", "biuro.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_start, id"
    _rec_names_search = ["name", "organizer_name"]
    _mail_post_access = "read"
    _access_depends = ("host_id", "delegate_id", "clerk_id", "create_uid")

    name = NumberedChar("Invitation To", required=True, index="trigram", tracking=True)
    state = fields.Selection(
        [
            ("received", "Received"), ("to_decide", "To Decide"), ("accepted", "Invitation Accepted"),
            ("delegated", "Delegated"), ("declined", "Declined"), ("done", "Done"),
        ],
        default="received", required=True, readonly=True, copy=False, tracking=True, index=True,
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    date_received = fields.Date("Received On", required=True, default=lambda self: office_today())
    letter_id = fields.Many2one("biuro.letter", "Letter", index="btree_not_null", copy=False, ondelete="restrict")

    # Who invites whom to what
    organizer_id = fields.Many2one("res.partner", "Organiser Contact", index="btree_not_null")
    organizer_name = NumberedChar(
        "Invited By", compute="_compute_organizer_name", store=True, readonly=False, index="trigram",
    )
    host_id = fields.Many2one(
        "hr.employee", "For Whom", required=True, index=True, tracking=True,
        default=lambda self: self._default_host_id(), help="The President or the deputy who is invited.",
    )
    date_start = fields.Datetime("Begins", tracking=True, index=True)
    date_stop = fields.Datetime("Ends")
    place = fields.Char(tracking=True)
    date_rsvp = fields.Date("Reply Until", index="btree_not_null", tracking=True, help="The organiser waits till then.")
    agenda_kind_id = fields.Many2one(
        "biuro.sekretariat.agenda.kind", "Agenda Kind",
        default=lambda self: self.env["biuro.sekretariat.agenda.kind"]._get("ceremony"), index="btree_not_null",
    )
    note = fields.Text("Remarks", help="Programme, who else comes, dress, where to park.")
    clerk_id = fields.Many2one(
        "hr.employee", "Handled By", index="btree_not_null", default=lambda self: self.env.user._biuro_employee(),
    )

    # What it needs
    gift_needed = fields.Boolean("Gift")
    flowers_needed = fields.Boolean("Flowers")
    speech_needed = fields.Boolean("Speech")
    patronage_asked = fields.Boolean("Patronage Asked", help="The organiser asks for honorary patronage.")

    # Decision
    decision = fields.Selection(
        [("self", "Goes in person"), ("delegate", "Somebody else goes"), ("decline", "Nobody goes")],
        readonly=True, copy=False, tracking=True,
    )
    delegate_id = fields.Many2one("hr.employee", "Who Goes", readonly=True, copy=False, index="btree_not_null")
    decided_by_id = fields.Many2one("res.users", "Decided By", readonly=True, copy=False)
    decided_at = fields.Datetime("Decided On", readonly=True, copy=False)
    decision_note = fields.Char("Instruction", readonly=True, copy=False)
    event_id = fields.Many2one("calendar.event", "In the Agenda", readonly=True, copy=False, index="btree_not_null")
    reply_letter_id = fields.Many2one("biuro.letter", "Reply", readonly=True, copy=False, index="btree_not_null")
    reply_state = fields.Selection(related="reply_letter_id.state", string="State of the Reply", related_sudo=True)
    case_id = fields.Many2one("biuro.case", "Case", readonly=True, copy=False, index="btree_not_null")
    jrwa_class_id = fields.Many2one(
        "biuro.jrwa.class", "Filing Plan Class", index="btree_not_null", domain=[("is_final", "=", True)],
    )
    days_left = fields.Integer("Days Left", compute="_compute_days_left", aggregator=None)
    is_overdue = fields.Boolean("Overdue", compute="_compute_days_left", search="_search_is_overdue")
    conflict_text = fields.Text("The Agenda at That Time", compute="_compute_conflict_text")

    _dates_ordered = models.Constraint(
        "CHECK (date_stop IS NULL OR date_start IS NULL OR date_stop >= date_start)", "An event ends after it begins.")
    _letter_uniq = models.UniqueIndex(
        "(letter_id) WHERE letter_id IS NOT NULL", "An invitation was made of this letter already.")
    _open_idx = models.Index("(date_rsvp) WHERE state IN ('received', 'to_decide')")

    # ---- access ------------------------------------------------------------------------------------------------------

    def _access_is_restricted(self):
        return True

    def _access_cells(self):
        return self.env["hr.department"]

    def _access_employees(self):
        return self.host_id | self.delegate_id | self.clerk_id

    def _access_readers(self):
        return self.create_uid

    def _access_extra(self, restricted):
        heads = self.env["hr.employee"].search([("office_function", "in", HEADS)])
        return set(), tokens(EMPLOYEE, heads.ids)

    # ---- computed ----------------------------------------------------------------------------------------------------

    @api.model
    def _default_host_id(self):
        # sudo: hr.employee - who the President is, everybody knows
        return self.env["hr.employee"].sudo().search([("office_function", "=", "president")], limit=1).sudo(False)

    @api.depends("organizer_id")
    def _compute_organizer_name(self):
        for invitation in self:
            if invitation.organizer_id or not invitation.organizer_name:
                invitation.organizer_name = invitation.organizer_id.display_name

    @api.depends("date_rsvp", "state", "date_start")
    def _compute_days_left(self):
        today = office_today()
        for invitation in self:
            invitation.days_left = (invitation.date_rsvp - today).days if invitation.date_rsvp else 0
            invitation.is_overdue = bool(
                invitation.state in OPEN and invitation.date_rsvp and invitation.date_rsvp < today)

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("state", "in", OPEN) & Domain("date_rsvp", "<", office_today())

    @api.depends("date_start", "date_stop", "host_id", "event_id")
    @api.depends_context("uid")
    def _compute_conflict_text(self):
        wanted = {
            invitation.id: (
                invitation.host_id.ids, invitation.date_start, invitation._event_stop(), invitation.event_id.id)
            for invitation in self if invitation.date_start and invitation.host_id
        }
        found = self.env["biuro.sekretariat.agenda"]._collisions(wanted)
        Event = self.env["calendar.event"]
        for invitation in self:
            invitation.conflict_text = "\n".join(
                Event._conflict_lines(*found.get(invitation.id, ([], [])))) or False

    def _event_stop(self):
        """Return when the event ends; two hours after it begins where the invitation does not say."""
        stop = self.date_stop
        return stop if stop and stop > self.date_start else self.date_start + DEFAULT_LENGTH

    # ---- writing -----------------------------------------------------------------------------------------------------

    @api.constrains("date_received")
    def _check_date_received(self):
        if any(invitation.date_received > office_today() for invitation in self):
            raise ValidationError(self.env._("The day of receipt cannot be later than today."))

    @api.constrains("date_start", "date_stop")
    def _check_dates(self):
        for invitation in self:
            if invitation.date_stop and not invitation.date_start:
                raise ValidationError(self.env._("Say when the event begins, not only when it ends."))

    def write(self, vals):
        result = super().write(vals)
        if {"name", "date_start", "date_stop", "place"} & vals.keys():
            self._sync_event()
        if {"date_rsvp", "host_id"} & vals.keys():
            self._plan_activities()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        if any(invitation.state not in OPEN or invitation.letter_id for invitation in self):
            raise UserError(self.env._(
                "An invitation that came by a letter or was decided stays: decline it or mark it as done."))

    def _state_label(self, state):
        return dict(self._fields["state"]._description_selection(self.env))[state]

    def _move_to(self, state, values=None):
        """Move invitations to a state. Every verb passes here."""
        self.check_access("write")
        for invitation in self:
            if state not in TRANSITIONS[invitation.state]:
                raise UserError(self.env._(
                    "%(invitation)s is “%(old)s” and cannot become “%(new)s”.", invitation=invitation.display_name,
                    old=invitation._state_label(invitation.state), new=invitation._state_label(state),
                ))
        # sudo: own model - the guard refuses the state from anyone else; access was checked above
        self.sudo().write({**(values or {}), "state": state})
        return True
