from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import SQL

from ..law.partial_date import partial_date_range
from ..tools import NumberedChar, WordSearch, office_today

# Who may follow whom. Only _move_to() reads it, and only verbs call _move_to().
TRANSITIONS = {
    "in": {
        "draft": {"registered", "annulled"},
        "registered": {"distributed", "decreed", "accepted", "filed", "misdirected", "annulled"},
        "distributed": {"registered", "distributed", "decreed", "accepted", "filed", "misdirected", "annulled"},
        "decreed": {"registered", "distributed", "decreed", "accepted", "filed", "misdirected", "annulled"},
        "accepted": {"distributed", "decreed", "accepted", "filed", "misdirected", "annulled"},
        "filed": {"filed", "annulled"},
    },
    "out": {
        "draft": {"to_accept", "to_sign", "annulled"},
        "to_accept": {"draft", "to_sign", "annulled"},
        "to_sign": {"draft", "to_accept", "signed", "annulled"},
        "signed": {"to_dispatch", "annulled"},
        "to_dispatch": {"signed", "dispatched", "annulled"},
        "dispatched": {"delivered", "returned", "refused"},
        "returned": {"delivered"},
    },
    "internal": {
        "draft": {"registered", "annulled"},
        "registered": {"filed", "annulled"},
        "filed": {"filed", "annulled"},
    },
}
# Written by verbs alone, never by hand or over RPC
PROTECTED_FIELDS = {
    "state", "document_uid", "register_id", "register_number", "register_year", "register_ref", "registered_at",
    "registered_by_id", "is_cancelled", "cancel_reason", "cancelled_at", "cancelled_by_id", "company_id",
}


class BiuroLetter(models.Model):
    """Letter (pismo, przesyłka): incoming, outgoing or internal.

    incoming: draft - registered - distributed - decreed - accepted - filed (misdirected, annulled)
    outgoing: draft - to_accept - to_sign - signed - to_dispatch - dispatched - delivered | returned | refused
    (annulled up to to_dispatch)
    internal: draft - registered - filed (annulled)
    """

    _name = "biuro.letter"
    _description = "Letter"
    _inherit = [
        "biuro.register.mixin", "biuro.approval.mixin", "mail.thread.main.attachment",
        "mail.activity.mixin",
    ]
    _order = "id desc"
    _rec_name = "title"
    _rec_names_search = ["register_ref", "title", "correspondent"]
    _mail_post_access = "read"
    _state_from = ["to_accept"]
    _state_to = ["to_sign"]
    _cancel_state = "annulled"

    direction = fields.Selection(
        [("in", "Incoming"), ("out", "Outgoing"), ("internal", "Internal")], required=True, default="in", index=True,
    )
    state = fields.Selection(
        [
            ("draft", "Draft"), ("registered", "Registered"), ("distributed", "Distributed"), ("decreed", "Assigned"),
            ("accepted", "Accepted for Handling"), ("filed", "Filed"), ("misdirected", "Returned or Passed On"),
            ("to_accept", "In Acceptance"), ("to_sign", "To Sign"), ("signed", "Signed"),
            ("to_dispatch", "To Dispatch"), ("dispatched", "Dispatched"), ("delivered", "Delivered"),
            ("returned", "Returned by the Carrier"), ("refused", "Refused by the Addressee"),
            ("annulled", "Annulled"),
        ],
        default="draft", required=True, readonly=True, copy=False, tracking=True,
    )
    title = NumberedChar("Subject", required=True, index="trigram", tracking=True)
    document_uid = fields.Char(
        "Document Identifier", readonly=True, copy=False, index=True,
        help="Unique in the whole system, without spaces and \\ / * ? : = , ; (instrukcja kancelaryjna, annex 1).",
    )
    external_id = fields.Char(
        "Identifier in the Source System", copy=False,
        help="Given by an integrating system: the same letter sent twice is registered once.",
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)

    # What the document is (annex 1 to the instruction, parts A, B and C)
    correspondent = NumberedChar(
        compute="_compute_correspondent", store=True, index="trigram",
        help="Sender or addressees, as written on the letter.",
    )
    words = WordSearch(
        "Letter by Words", columns=("register_ref", "title", "correspondent", "sender_reference"),
        help="Finds letters by words of the subject, the sender or addressee and the numbers, in any order.",
    )
    correspondent_words = WordSearch("Correspondent by Words", columns=("correspondent",))
    partner_id = fields.Many2one("res.partner", "Contact", index="btree_not_null")
    letter_date = fields.Char("Date on the Letter", help="YYYY, YYYY-MM or YYYY-MM-DD, as much as can be read.")
    document_kind_ids = fields.Many2many("biuro.document.kind", string="Document Kinds")
    access_level = fields.Selection(
        [("public_full", "Public"), ("public_partial", "Public in Part"), ("non_public", "Not Public")],
        "Access", required=True, default="non_public",
    )
    dcmi_type = fields.Selection(
        [
            ("Text", "Text"), ("Collection", "Collection"), ("Dataset", "Data Set"), ("MovingImage", "Moving Image"),
            ("PhysicalObject", "Physical Object"), ("Software", "Software"), ("Sound", "Sound"),
            ("StillImage", "Still Image"),
        ],
        "Type", required=True, default="Text",
    )
    file_format = fields.Char("Format", help="Format of an electronic document, e.g. pdf or eml.")
    attachment_count_declared = fields.Integer("Enclosures", aggregator=None)
    delivery_method_id = fields.Many2one("biuro.delivery.method", "Delivery Method", index=True)
    delivery_channel = fields.Selection(related="delivery_method_id.channel", string="Channel")
    is_electronic = fields.Boolean(related="delivery_method_id.is_electronic")
    tracking_number = fields.Char("Consignment Number", copy=False)
    remark_ids = fields.One2many("biuro.letter.remark", "letter_id", "Remarks")

    # Where it belongs
    case_id = fields.Many2one("biuro.case", "Case", index="btree_not_null", tracking=True)
    jrwa_class_id = fields.Many2one("biuro.jrwa.class", "Filing Plan Class", index="btree_not_null")
    is_non_case = fields.Boolean(
        "Outside Cases", readonly=True, copy=False,
        help="Documentation that makes no case file (instrukcja kancelaryjna, § 6(2)).",
    )
    department_id = fields.Many2one("hr.department", "Cell", index="btree_not_null", tracking=True)
    clerk_id = fields.Many2one("hr.employee", "Handler", index="btree_not_null", tracking=True)
    is_restricted = fields.Boolean("Restricted", tracking=True)
    reader_ids = fields.Many2many("res.users", "biuro_letter_reader_rel", "letter_id", "user_id", "Also Visible To")

    _document_uid_uniq = models.Constraint("UNIQUE (document_uid)", "This document identifier is already taken.")
    _external_id_uniq = models.UniqueIndex(
        "(company_id, external_id) WHERE external_id IS NOT NULL",
        "A letter with this identifier of the source system exists already.",
    )
    _enclosures_not_negative = models.Constraint(
        "CHECK (attachment_count_declared >= 0)", "The number of enclosures cannot be negative.",
    )
    _words_idx = words.word_index()
    _correspondent_words_idx = correspondent_words.word_index()
    _direction_state_idx = models.Index("(direction, state, id DESC)")

    def init(self):
        # identifiers come from a sequence of the table's own: one query for a whole batch, gone with the table
        self.env.cr.execute("CREATE SEQUENCE IF NOT EXISTS biuro_letter_uid_seq OWNED BY biuro_letter.id")

    @api.depends("direction", "register_ref", "title")
    def _compute_display_name(self):
        for letter in self:
            letter.display_name = f"{letter.register_ref} {letter.title}" if letter.register_ref else letter.title

    @api.depends("direction", "sender_name", "sender_lastname", "sender_firstname", "recipient_ids.name")
    def _compute_correspondent(self):
        for letter in self:
            if letter.direction == "in":
                person = " ".join(filter(None, [letter.sender_lastname, letter.sender_firstname]))
                letter.correspondent = ", ".join(filter(None, [letter.sender_name, person])) or False
            else:
                letter.correspondent = ", ".join(filter(None, letter.recipient_ids.mapped("name"))) or False

    @api.constrains("letter_date", "date_posted")
    def _check_partial_dates(self):
        for letter in self:
            for value in filter(None, [letter.letter_date, letter.date_posted]):
                try:
                    partial_date_range(value)
                except ValueError:
                    raise ValidationError(self.env._(
                        "The date must have the form YYYY, YYYY-MM or YYYY-MM-DD; “%(value)s” has not.", value=value,
                    )) from None

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                given = PROTECTED_FIELDS.intersection(vals) - {"state", "company_id"}
                if given or vals.get("state", "draft") != "draft":
                    raise UserError(self.env._(
                        "A letter starts as a draft without a number. Register it with its button.",
                    ))
        uids = self._draw_document_uids(len(vals_list))
        for vals, uid in zip(vals_list, uids, strict=True):
            vals.setdefault("document_uid", uid)
        self._fill_snapshots(vals_list)
        # the register itself says who made the entry and when: no message, no follower per letter
        self = self.with_context(mail_create_nolog=True, mail_create_nosubscribe=True)
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._check_write_allowed(vals)
        if "partner_id" in vals and len(self) and "sender_name" not in vals and "sender_lastname" not in vals:
            vals = dict(vals)
            self._fill_snapshots([vals], self[:1].direction)
        return super().write(vals)

    def _check_write_allowed(self, vals):
        """Refuse what only verbs may change. Concerns add their own locks."""
        if PROTECTED_FIELDS.intersection(vals):
            raise UserError(self.env._("State, numbers and identifiers are changed by the buttons of a letter only."))
        if "direction" in vals and any(letter.state != "draft" for letter in self):
            raise UserError(self.env._("The direction of a letter is fixed once it has left the draft."))
        if any(letter.state == "annulled" for letter in self):
            raise UserError(self.env._("An annulled letter cannot be changed."))

    @api.model
    def _fill_snapshots(self, vals_list, direction=None):
        """Complete values before they are stored; the incoming part copies the data of the sender."""

    @api.model
    def _draw_document_uids(self, count):
        """Return that many new document identifiers, e.g. P2026-00000012."""
        year = self._today().year
        rows = self.env.execute_query(SQL("SELECT nextval('biuro_letter_uid_seq') FROM generate_series(1, %s)", count))
        return [f"P{year}-{number:08d}" for [number] in rows]

    def copy_data(self, default=None):
        default = dict(default or {})
        return [
            dict(vals, title=vals.get("title") or letter.title)
            for letter, vals in zip(self, super().copy_data(default), strict=True)
        ]

    def get_formview_id(self, access_uid=None):
        """Open a letter in the form of its direction.

        :param int access_uid: see the core method
        :return: id of an ``ir.ui.view``
        """
        self.ensure_one()
        names = {"in": "biuro_letter_view_form", "out": "biuro_letter_view_form_out",
                 "internal": "biuro_letter_view_form_internal"}
        view = self.env.ref(f"biuro_kancelaria.{names[self.direction]}", raise_if_not_found=False)
        return view.id if view else super().get_formview_id(access_uid=access_uid)

    @api.model
    def _today(self):
        """Return the day in Europe/Warsaw, whatever the time zone of the user (date)."""
        return office_today()

    # The one door of states

    def _state_label(self, state):
        return dict(self._fields["state"]._description_selection(self.env))[state]

    def _move_to(self, state, values=None):
        """Move letters to a state, with other values in the same write. Every verb passes here."""
        self.check_access("write")  # the write below is sudo: a reader must not get here
        for letter in self:
            if state not in TRANSITIONS[letter.direction].get(letter.state, ()):
                raise UserError(self.env._(
                    "%(letter)s is “%(old)s” and cannot become “%(new)s”.",
                    letter=letter.display_name, old=letter._state_label(letter.state), new=letter._state_label(state),
                ))
        # sudo: biuro.letter - write() refuses the state from anyone else; access was checked above
        self.sudo().write({**(values or {}), "state": state})
        return True

    def _check_direction(self, *directions):
        if any(letter.direction not in directions for letter in self):
            raise UserError(self.env._("This step does not exist for letters of this direction."))

    def _has_role(self, *roles):
        """Tell whether the user holds one of the groups of the chancellery (short names)."""
        return self.env.su or self.env.user.has_groups(
            ",".join(f"biuro_kancelaria.biuro_kancelaria_group_{role}" for role in roles)
        )

    def _check_role(self, *roles):
        if not self._has_role(*roles):
            # sudo: res.groups - only the names of the roles are shown
            groups = [self.env.ref(f"biuro_kancelaria.biuro_kancelaria_group_{role}").sudo().name for role in roles]
            # sudo: res.groups - only the names of the roles are shown
            raise AccessError(self.env._("Only these roles may do this: %(roles)s.", roles=", ".join(groups)))

    def _log_case(self, action, date=None, kind=None):
        """Write a line to the log of the case of each letter that has one; ``kind`` as in ``biuro.case._log_event``."""
        for letter in self.filtered("case_id"):
            # sudo: biuro.case - the log keeps itself; who acted is the user of the environment
            letter.case_id.sudo()._log_event(action, letter=letter, date=date, kind=kind)

    # Registration

    def action_register(self):
        """Enter letters, incoming or internal, into their register.

        :return: True
        :raise UserError: for an outgoing letter (numbered when signed), a missing sender, a date in the future
        Legal source: instrukcja kancelaryjna § 13(6), § 16-20, § 40(3), § 42.
        """
        self._check_direction("in", "internal")
        self._check_registrable()
        self._prepare_registration()
        self._move_and_number("registered")
        self._after_registration()
        return True

    def _check_registrable(self):
        """Raise when a letter may not be registered; concerns add their checks."""
        internal = self.filtered(lambda letter: letter.direction == "internal")
        if internal.filtered(lambda letter: not letter.case_id and not letter.jrwa_class_id):
            raise UserError(self.env._("Name the case or the filing plan class of an internal letter."))

    def _prepare_registration(self):
        """Complete letters just before they get a number."""

    def _move_and_number(self, state):
        # the register records who and when: no tracking message besides
        quiet = self.with_context(mail_notrack=True)
        quiet._move_to(state)
        # sudo: biuro.letter - the mixin writes protected numbers; access was checked by _move_to()
        quiet.sudo()._enter_register()

    def _after_registration(self):
        self._log_case("Zarejestrowano pismo", kind="letter")
        # an internal letter whose case is known lies in its file at once
        filed = self.filtered(lambda letter: letter.direction == "internal" and letter.case_id)
        if filed:
            filed._move_to("filed")

    def action_cancel(self, reason):
        """Annul letters: the number stays, the reason is kept, nothing is deleted.

        :param str reason: why, required
        :return: True
        :raise AccessError: for anyone but the mail point and superiors (an author may annul an unnumbered draft)
        """
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason of the annulment."))
        numbered = self.filtered("register_ref")
        foreign = self.filtered(lambda letter: letter.create_uid != self.env.user)
        if numbered or foreign:
            self._check_role("chancellery", "manager")
        self._move_to("annulled")
        if numbered:
            # sudo: biuro.letter - writes protected fields of the register; access was checked by _move_to()
            super(BiuroLetter, numbered.sudo()).action_cancel(reason)
        (self - numbered).sudo().write({
            "is_cancelled": True, "cancel_reason": reason, "cancelled_at": fields.Datetime.now(),
            "cancelled_by_id": self.env.uid,
        })
        self.sudo().activity_ids.unlink()
        self._log_case(f"Anulowano pismo: {reason}", kind="letter")
        return True

    @api.ondelete(at_uninstall=False)
    def _unlink_except_beyond_draft(self):
        if any(letter.state != "draft" for letter in self):
            raise UserError(self.env._("An entry of a register cannot be deleted. Use “Cancel” and give a reason."))

    def _get_register_code(self):
        return {"in": "RPW", "out": "RPWY", "internal": "RPI"}[self.direction]
