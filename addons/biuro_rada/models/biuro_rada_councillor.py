from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.law.inputs import plain
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import sessions

END_REASONS = [
    ("death", "Death"),
    ("eligibility", "Loss or lack of eligibility"),
    ("oath_refused", "Refusal of the oath"),
    ("resignation", "Written resignation"),
    ("incompatibility", "Breach of the prohibition of combining"),
    ("elected_mayor", "Elected mayor"),
    ("elected_parliament", "Elected to the Sejm, Senate or European Parliament"),
    ("president_rp", "President of the Republic"),
    ("no_statement", "No property statement"),
    ("end_of_term", "End of the term"),
]


class BiuroRadaCouncillor(models.Model):
    """Mandate of a councillor (radny): one person in one term, from the day it was gained to the day it ended."""

    _name = "biuro.rada.councillor"
    _description = "Councillor"
    _inherit = ["biuro.guard.mixin", "biuro.rada.term.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "name_key, id"
    _rec_names_search = ["last_name", "first_name"]

    partner_id = fields.Many2one("res.partner", "Person", required=True, index=True, ondelete="restrict")
    first_name = fields.Char(required=True)
    last_name = fields.Char("Surname", required=True, index="trigram")
    name_key = fields.Char(compute="_compute_name_key", store=True, help="Order of the Polish alphabet.")
    district = fields.Char("Constituency")
    list_name = fields.Char("List of Candidates")
    election_committee = fields.Char()
    mandate_start = fields.Date("Mandate From", required=True, index=True, tracking=True)
    mandate_end = fields.Date("Mandate Until", index=True, readonly=True, copy=False, tracking=True)
    oath_date = fields.Date("Oath", readonly=True, copy=False, tracking=True)
    oath_session_id = fields.Many2one("biuro.rada.session", "Session of the Oath", readonly=True, copy=False)
    end_reason = fields.Selection(END_REASONS, "Reason of the End", readonly=True, copy=False, tracking=True)
    end_authority = fields.Selection(
        [("council", "Council"), ("commissioner", "Election commissioner"), ("wojewoda", "Wojewoda")],
        "Declared By",
        readonly=True,
        copy=False,
    )
    end_act_ref = fields.Char("Act of Expiry", readonly=True, copy=False)
    end_act_date = fields.Date("Date of the Act", readonly=True, copy=False)
    replaces_id = fields.Many2one("biuro.rada.councillor", "In Place Of", copy=False, index="btree_not_null")
    employer_partner_id = fields.Many2one(
        "res.partner", "Employer", help="To whom certificates of attendance go (art. 25)."
    )
    bank_account_id = fields.Many2one("res.partner.bank", "Bank Account", groups="biuro_rada.biuro_rada_group_finance")
    tax_note = fields.Text(groups="biuro_rada.biuro_rada_group_finance")
    public_email = fields.Char("Public E-mail")
    public_phone = fields.Char("Public Telephone")
    photo = fields.Image(max_width=512, max_height=512)
    consent_note = fields.Char("Consent to Publish", help="What the councillor agreed to have published, and when.")
    state = fields.Selection(
        [("elected", "Elected"), ("active", "In office"), ("expired", "Mandate expired"), ("ended", "Term ended")],
        required=True,
        readonly=True,
        default="elected",
        copy=False,
        tracking=True,
        index=True,
    )
    function_ids = fields.One2many("biuro.rada.function", "councillor_id", "Functions")
    club_member_ids = fields.One2many("biuro.rada.club.member", "councillor_id", "Clubs")
    committee_member_ids = fields.One2many("biuro.rada.committee.member", "councillor_id", "Committees")

    _mandate_uniq = models.Constraint(
        "UNIQUE (term_id, partner_id, mandate_start)",
        "This mandate is entered already.",
    )
    _mandate_ordered = models.Constraint(
        "CHECK (mandate_end IS NULL OR mandate_end >= mandate_start)",
        "A mandate ends after it begins.",
    )

    @api.depends("last_name", "first_name")
    def _compute_display_name(self):
        for councillor in self:
            councillor.display_name = f"{councillor.last_name or ''} {councillor.first_name or ''}".strip()

    @api.depends("last_name", "first_name")
    def _compute_name_key(self):
        for councillor in self:
            # two digits for a letter: in order whatever collation the database has
            councillor.name_key = " ".join(
                "".join(f"{place + 10}" for place in part) for part in councillor._sort_key()
            )

    @api.onchange("partner_id")
    def _onchange_partner(self):
        name = (self.partner_id.name or "").split()
        if name and not self.last_name:
            self.first_name, self.last_name = " ".join(name[:-1]) or name[0], name[-1]

    @api.constrains("term_id", "mandate_start", "mandate_end", "partner_id")
    def _check_mandate(self):
        for councillor in self:
            term = councillor.term_id
            if not term.election_date <= councillor.mandate_start <= term.date_end:
                raise ValidationError(
                    self.env._(
                        "The mandate of %s begins outside the term. Correct its first day.", councillor.display_name
                    )
                )
            same = term.councillor_ids.filtered(
                lambda other, me=councillor: (
                    other != me
                    and other.partner_id == me.partner_id
                    and other._last_day() >= me.mandate_start
                    and me._last_day() >= other.mandate_start
                )
            )
            if same:
                raise ValidationError(self.env._("%s holds a mandate on these days already.", councillor.display_name))
        for term in self.term_id:
            starts = term.councillor_ids.mapped("mandate_start")
            for day in set(starts):
                if len(term._councillors_on(day)) > term.statutory_members:
                    raise ValidationError(
                        self.env._(
                            "RA-01: on %(day)s there would be more councillors in office than the %(seats)s seats.",
                            day=day,
                            seats=term.statutory_members,
                        )
                    )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_office(self):
        if any(councillor.state != "elected" for councillor in self):
            raise UserError(self.env._("A councillor who took the oath cannot be deleted; end the mandate instead."))

    # ---- reading -------------------------------------------------------------------------------------------------

    def _last_day(self):
        return self.mandate_end or self.term_id.date_end

    def _holds_mandate(self, day):
        """Tell whether the mandate lasts on a day."""
        self.ensure_one()
        return bool(self.mandate_start) and self.mandate_start <= day <= self._last_day()

    def _may_vote(self, day):
        """Tell whether the councillor may vote and be paid on a day: the mandate lasts and the oath was taken."""
        self.ensure_one()
        return self._holds_mandate(day) and bool(self.oath_date) and self.oath_date <= day

    def _sort_key(self):
        """Return the key of the alphabetical order of the list of councillors."""
        alphabet = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
        return [
            [alphabet.find(letter) for letter in (name or "").lower() if letter in alphabet]
            for name in (self.last_name, self.first_name)
        ]

    @api.model
    def _of_user(self, user=None, day=None):
        """Return the councillor (record or empty) that a user is on a day."""
        day = day or office_today()
        # sudo: biuro.rada.councillor - one's own mandate; portal users have no access to their partner's records
        found = self.sudo().search(
            [
                ("partner_id", "=", (user or self.env.user).partner_id.id),
                ("mandate_start", "<=", day),
                "|",
                ("mandate_end", "=", False),
                ("mandate_end", ">=", day),
            ]
        )
        return found.filtered(lambda councillor: councillor._holds_mandate(day))[:1].with_env(self.env)

    def _describe_on(self, day):
        """Return a list of dicts of what the councillors are on a day; see ``biuro.rada.term.composition``."""
        on = self.env["biuro.rada.function"]._domain_on(day)
        domain = Domain("councillor_id", "in", self.ids) & on
        functions, clubs, committees = {}, {}, {}
        for function in self.env["biuro.rada.function"].search(domain):
            functions.setdefault(function.councillor_id.id, []).append(function.role)
        for member in self.env["biuro.rada.club.member"].search(domain):
            clubs[member.councillor_id.id] = member.club_id.name
        for member in self.env["biuro.rada.committee.member"].search(domain):
            committees.setdefault(member.councillor_id.id, []).append(
                {"name": member.committee_id.name, "role": member.role}
            )
        return [
            {
                "id": councillor.id,
                "name": councillor.display_name,
                "club": clubs.get(councillor.id, False),
                "functions": functions.get(councillor.id, []),
                "committees": committees.get(councillor.id, []),
            }
            for councillor in self
        ]

    # ---- verbs ---------------------------------------------------------------------------------------------------

    def action_take_oath(self, date=None, session_id=None):
        """Record the oath (ślubowanie, u.s.g. art. 23a): the councillor takes up the mandate.

        :param str date: day "YYYY-MM-DD"; today by default
        :param int session_id: the session at which it was taken
        :return: True
        :raise UserError: taken already, mandate over, day outside the mandate or in the future
        """
        day = fields.Date.to_date(date) or office_today()
        for councillor in self:
            councillor.check_access("write")
            if councillor.oath_date:
                raise UserError(self.env._("%s has taken the oath already.", councillor.display_name))
            if not councillor._holds_mandate(day) or day > office_today():
                raise UserError(self.env._("Give a day of the mandate, not later than today."))
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().write({"oath_date": day, "oath_session_id": session_id or False, "state": "active"})
        return True

    def action_expire(self, ground, cause_date, authority, act_ref, act_date=None, last_day=None, by_court=False):
        """Record the expiry of the mandate (k.w. art. 383): its last day is the day of the cause.

        :param str ground: ``death``, ``eligibility``, ``oath_refused``, ``resignation``, ``incompatibility``,
            ``elected_mayor``, ``elected_parliament``, ``president_rp`` or ``no_statement``
        :param str cause_date: day of the cause "YYYY-MM-DD"
        :param str authority: who declared it: ``council``, ``commissioner``, or ``wojewoda`` in place of the council
        :param str act_ref: the act: number and kind
        :param str act_date: its day
        :param str last_day: last day of the mandate, where a court dismissed a complaint later (k.w. art. 384 § 3)
        :param bool by_court: eligibility lost by a judgment of a court (k.w. art. 383a)
        :return: dict ``authority``, ``deadline`` (of the declaration, or false), ``reasons``
        :raise UserError: wrong authority for the ground (RA-04), no act, mandate over
        """
        self.ensure_one()
        self.check_access("write")
        if self.state not in ("elected", "active"):
            raise UserError(self.env._("The mandate of %s is over already.", self.display_name))
        day = fields.Date.to_date(cause_date)
        try:
            answer = sessions.expiry_authority(ground, day, by_court)
        except LawError as error:
            raise ValidationError(str(error)) from error
        if authority not in ({"council", "wojewoda"} if answer["authority"] == "council" else {"commissioner"}):
            raise UserError(
                self.env._("RA-04: on this ground the expiry is declared by another authority. Choose the right one.")
            )
        if authority == "wojewoda" and not self._replaced_by_wojewoda():
            raise UserError(self.env._(
                "The wojewoda acts in place of the council only after a call and thirty days (u.s.g. art. 98a): "
                "declare it in the matter of the expiry first."
            ))
        if not (act_ref or "").strip():
            raise UserError(self.env._("Give the act that declares the expiry: its number and date."))
        if not self._holds_mandate(day):
            raise UserError(self.env._("The day of the cause must fall within the mandate."))
        day = fields.Date.to_date(last_day) or day
        # sudo: own models - facts are written by verbs only; access was checked above
        mandate = self.sudo()
        mandate.write(
            {
                "mandate_end": day,
                "end_reason": ground,
                "end_authority": authority,
                "end_act_ref": act_ref,
                "end_act_date": act_date or False,
                "state": "expired",
            }
        )
        mandate._end_memberships(day)
        return plain(answer)

    def _replaced_by_wojewoda(self):
        """Return the declared matters in which the wojewoda acted in place of the council."""
        return self.env["biuro.rada.expiry"].search(
            [("councillor_id", "=", self.id), ("state", "=", "declared"), ("by_wojewoda", "=", True)]
        )

    def _end_with_term(self, day):
        """End the mandates that still last with the term."""
        lasting = self.filtered(lambda councillor: councillor.state in ("elected", "active"))
        lasting.write({"mandate_end": day, "end_reason": "end_of_term", "state": "ended"})
        lasting._end_memberships(day)

    def _end_memberships(self, day):
        for records in (self.function_ids, self.club_member_ids, self.committee_member_ids):
            records.filtered(lambda record: not record.date_to or record.date_to > day).write({"date_to": day})
