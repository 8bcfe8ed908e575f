from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..law import complaint as law

BODIES = [
    ("president", "President of the City"), ("council", "City Council"), ("wojewoda", "Voivode"),
    ("rio", "Regional Audit Chamber"), ("superior", "Authority of Higher Instance"), ("other", "Another Body"),
]
ABOUT = [
    ("president", "The President"), ("council", "The City Council"), ("employee", "An Employee of the Office"),
    ("head_of_unit", "The Head of a Municipal Unit"),
    ("fire_police_guard", "The Head of a County Service, Inspection or Guard"),
    ("other", "Another Body or Institution"),
]
MATTERS = [("own", "Own Tasks"), ("delegated", "Delegated Government Tasks"), ("finance", "Finance")]


class BiuroSekretariatComplaintCompetence(models.Model):
    """What it is by its content, who is competent, and passing it on within seven days (KPA 222, 229, 231, 243)."""

    _inherit = "biuro.sekretariat.complaint"

    about = fields.Selection(ABOUT, "It Is About", tracking=True)
    matter = fields.Selection(MATTERS, "In a Matter Of", default="own", required=True)
    proposed_body = fields.Selection(BODIES, "Competent by Law", compute="_compute_competence", store=True)
    competence_article = fields.Char("Provision", compute="_compute_competence", store=True)
    competence_reasons = fields.Json("Why This Body", compute="_compute_competence", store=True)
    competent_body = fields.Selection(
        BODIES, "Competent Body", compute="_compute_competent_body", store=True, readonly=False, tracking=True,
        index=True,
        help="Proposed by the law; whoever names another one writes why.",
    )
    competence_note = fields.Char("Why Another Body")
    is_forwarding = fields.Boolean(
        "Goes to Another Body", compute="_compute_is_forwarding", store=True,
    )
    forward_to_id = fields.Many2one(
        "res.partner", "Pass On To", index="btree_not_null",
        help="The body as an addressee, e.g. the voivode's office.",
    )
    forward_letter_id = fields.Many2one(
        "biuro.letter", "Forwarding Letter", readonly=True, copy=False, index="btree_not_null", ondelete="restrict",
    )
    notice_id = fields.Many2one(
        "biuro.letter", "Notice to the Complainant", readonly=True, copy=False, index="btree_not_null",
        ondelete="restrict",
    )
    date_forwarded = fields.Date("Passed On (Date)", readonly=True, copy=False, index="btree_not_null")

    @api.model
    def _propose(self, kind, about, matter, body=None):
        """Return what the law says of the competence (dict), None while it cannot be told."""
        if kind == "motion":
            return law.motion_competence(body or "president")
        return law.complaint_competence(about, matter) if kind and about and matter else None

    @api.depends("kind", "about", "matter", "competent_body")
    def _compute_competence(self):
        for complaint in self:
            result = self._propose(complaint.kind, complaint.about, complaint.matter, complaint.competent_body)
            complaint.proposed_body = result and result["body"]
            complaint.competence_article = result and result["article"]
            complaint.competence_reasons = result and result["reasons"]

    @api.depends("kind", "about", "matter")
    def _compute_competent_body(self):
        for complaint in self:
            result = self._propose(complaint.kind, complaint.about, complaint.matter, complaint.competent_body)
            if result:
                complaint.competent_body = result["body"]

    @api.depends("competent_body")
    def _compute_is_forwarding(self):
        for complaint in self:
            complaint.is_forwarding = complaint.competent_body not in (False, "president")

    # Terms

    def _term_codes(self):
        """Return the codes of the term to settle and of the term to pass on (two str)."""
        self.ensure_one()
        return self.kind, f"{self.kind}_forward"

    def _start_terms(self):
        """Start what runs from the day of receipt: to settle, to pass on, to tell an MP, a senator or a councillor."""
        for complaint in self:
            main, forward = complaint._term_codes()
            if complaint.is_forwarding:
                complaint._deadline_start(forward, complaint.date_received)
            else:
                complaint._deadline_start(main, complaint.date_received)
                if not complaint.competent_body or not complaint.qualified_kind:
                    # until it is known who is competent, the seven days may count
                    complaint._deadline_start(forward, complaint.date_received)
        self._start_forwarder_term()

    def _start_forwarder_term(self):
        """Start the fourteen days of a member of the Sejm, a senator, a councillor (KPA art. 237 § 2)."""
        for complaint in self:
            owed = complaint.forwarder_kind in ("mp", "senator", "councillor") and not complaint.date_forwarder_informed
            runs = complaint._deadline_search("complaint_mp", running=True)
            if owed and not runs and not complaint.parent_id:
                complaint._deadline_start("complaint_mp", complaint.date_received)
            elif not owed and runs:
                complaint._deadline_cancel("complaint_mp", self.env._("Nobody who waits for it passed it on."))

    # Qualification

    def action_qualify(self, kind=None, about=None, matter=None, body=None, note=None):
        """Decide by the content what it is and who is competent; the terms follow the decision.

        :param str kind: ``complaint`` or ``motion``; as declared by default
        :param str about: whom a complaint is about, see ``biuro.sekretariat.law.complaint_competence``
        :param str matter: ``own``, ``delegated`` or ``finance``
        :param str body: the competent body where the law does not tell it: of a motion, or against the proposal
        :param str note: why; required when the kind differs from the title or the body from the proposal
        :return: dict ``kind``, ``body``, ``article``, ``forward`` (bool), ``jrwa``, ``reasons``
        :raise UserError: without name and address, whom it is about not named, another kind or body without a reason
        Legal source: KPA art. 222, 229, 231, 242-243; RSW § 8(1).
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("received", "qualified", "to_clarify", "in_progress")
        if self.is_incomplete:
            raise UserError(self.env._("Without a first name, a surname or an address: leave it unexamined."))
        if self.interest == "other" and not (self.has_consent or self.consent_id):
            raise UserError(self.env._(
                "It is filed in the interest of another person: that person's consent is needed. Call for it."
            ))
        kind = kind or self.kind
        self._check_keys({"about": about, "matter": matter, "competent_body": body})
        values = {
            "qualified_kind": kind, "about": about or self.about, "matter": matter or self.matter,
            "qualified_by_id": self.env.uid, "date_qualified": self._today(),
            "qualification_note": (note or "").strip() or self.qualification_note or False,
        }
        if kind not in ("complaint", "motion"):
            raise UserError(self.env._("It is a complaint or a motion: name one of the two."))
        if kind == "complaint" and not values["about"]:
            raise UserError(self.env._("Say whom the complaint is about: the competent body depends on it."))
        before = self._term_codes()
        # sudo: own model - facts of the decision are written by this verb alone; access was checked above
        self.sudo().write(values)
        if body:
            # sudo: own model - as above
            self.sudo().competent_body = body
        differs = kind == "complaint" and self.competent_body != self.proposed_body
        if (kind != self.declared_kind or differs) and not (note or self.competence_note or "").strip():
            raise UserError(self.env._(
                "Write why: the kind differs from the title, or the body from the one the law names."
            ))
        if differs and note and not self.competence_note:
            # sudo: own model - as above
            self.sudo().competence_note = note
        self._move_to("qualified")
        self._terms_follow_decision(before)
        self._log_case(f"Zakwalifikowano jako: {'skarga' if kind == 'complaint' else 'wniosek'}")
        return self._get_competence()

    def _terms_follow_decision(self, before):
        """Keep the terms that the decision leaves, start those that it brings; all run from the day of receipt."""
        main, forward = self._term_codes()
        kept = forward if self.is_forwarding else main
        for code in {*before, main, forward} - {kept}:
            self._deadline_cancel(code, self.env._("The qualification decided otherwise."))
        if not self._deadline_search(kept, running=True):
            self._deadline_start(kept, self.date_received)

    def _get_competence(self):
        self.ensure_one()
        return {
            "kind": self.kind, "body": self.competent_body, "article": self.competence_article or False,
            "forward": self.is_forwarding, "jrwa": law.PASSED_ON if self.is_forwarding else law.SETTLED_HERE,
            "reasons": self.competence_reasons or [],
        }

    # Passing on

    def action_prepare_forward(self, partner_id=None, only_point=False):
        """Write the drafts by which it is passed on: a letter to the competent body and a notice to who wrote.

        The entry becomes “Passed On” when the letter is dispatched. What concerns the City Council goes the way of
        ``_hand_to_council``.

        :param int partner_id: the body as an addressee; ``forward_to_id`` by default
        :param bool only_point: name the competent body to the complainant instead of passing on
        :return: dict ``forward_letter_id`` (False when only the body is named), ``notice_id``, ``case`` (sign)
        :raise UserError: not qualified, the office itself is competent, the addressee is not named
        Legal source: KPA art. 231 § 1, art. 243; RODO notice: art. 226a.
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("qualified")
        if not self.is_forwarding:
            raise UserError(self.env._("The office itself is competent: deal with it."))
        if partner_id:
            self.forward_to_id = partner_id
        self._open_case(law.PASSED_ON)
        body = dict(self._fields["competent_body"]._description_selection(self.env))[self.competent_body]
        if not only_point and not self._standing_letter(self.forward_letter_id):
            # sudo: own model - letters of the procedure are linked by its verbs alone; access was checked above
            self.sudo().forward_letter_id = (
                self._hand_to_council() if self.competent_body == "council" else self._draft_forward_letter()
            )
        if not self._standing_letter(self.notice_id):
            self.sudo().notice_id = self._draft_forward_notice(self.forward_to_id.name or body, only_point)
        return {
            "forward_letter_id": self.forward_letter_id.id, "notice_id": self.notice_id.id,
            "case": self.sudo().case_id.reference,
        }

    def _hand_to_council(self):
        """Hand the matter over to the City Council; here by a letter to its chair. An area that runs the Council adds.

        :return: the draft of the forwarding letter (``biuro.letter``)
        """
        company = self.company_id
        addressee = {"partner_id": self.forward_to_id.id} if self.forward_to_id else {
            "name": "Przewodniczący Rady Miasta", "street": company.street, "zip": company.zip, "city": company.city,
        }
        return self._draft_forward_letter(addressee, method="messenger")

    def _draft_forward_letter(self, addressee=None, method=None):
        if not addressee:
            if not self.forward_to_id:
                raise UserError(self.env._("Name the body to which it is to be passed on."))
            addressee = {"partner_id": self.forward_to_id.id}
        word, article = ("skargę", "art. 231 § 1") if self.kind == "complaint" else ("wniosek", "art. 243")
        body = Markup(
            "<p>Na podstawie %s Kodeksu postępowania administracyjnego przekazuję według właściwości %s: %s "
            "(wnoszący: %s, data wpływu: %s).</p><p>Wnoszący został zawiadomiony o przekazaniu.</p>"
        ) % (article, word, self.subject, self.complainant_name or "–", self._polish_date(self.date_received))
        # sudo: biuro.letter - the number of the letter that is passed on
        origin = self.sudo().letter_id.register_ref
        return self._draft_letter(
            self.env._("Passing on: %(matter)s", matter=self.subject), body, addressee, method=method,
            enclosures=f"Pismo {origin}" if origin else False,
        )

    def _draft_forward_notice(self, body_name, only_point):
        article = "art. 231 § 1" if self.kind == "complaint" else "art. 243"
        word = "skargi" if self.kind == "complaint" else "wniosku"
        if only_point:
            sentence = Markup(
                "zawiadamiam, że właściwy do rozpatrzenia %s: „%s” jest %s, do którego należy się zwrócić."
            ) % (word, self.subject, body_name)
        else:
            sentence = Markup("zawiadamiam o przekazaniu %s: „%s” właściwemu organowi, którym jest %s (%s).") % (
                word, self.subject, body_name, self.competence_article or article)
        body = Markup("<p>Na podstawie %s Kodeksu postępowania administracyjnego %s</p>") % (article, sentence)
        return self._draft_letter(
            self.env._("Notice of passing on: %(matter)s", matter=self.subject), body, self._complainant_address(),
        )

    def _letter_forwarded(self, day):
        """The forwarding letter, or the notice where the body was only named, went out."""
        for complaint in self.filtered(lambda complaint: complaint.state == "qualified"):
            complaint._move_to("forwarded", date_forwarded=day, result="forwarded")
            complaint._deadline_done(complaint._term_codes()[1], on=fields.Date.to_string(day))
            complaint._arrive_at_council(day)
            complaint.parent_id._matters_changed()

    def _arrive_at_council(self, day):
        """Let the area that runs the Council take the matter over, where it is installed."""
        if self.competent_body == "council" and "biuro.rada.complaint" in self.env:
            self.env["biuro.rada.complaint"]._take_over({
                "kind": self.kind, "subject": self.subject, "author": self.complainant_name,
                "author_address": self.address, "partner_id": self.partner_id.id, "received_date": day,
                "about": "president" if self.about == "president" else "unit_head", "source_model": self._name,
                "source_id": self.id, "source_ref": self.register_ref,
            })

    # Several matters

    def action_split(self, matters):
        """Split a letter in several matters: a row of its own for each, the terms run there.

        The copies for other bodies go out within seven days.

        :param list matters: dicts with ``subject`` (required), ``declared_kind``, ``about``, ``matter``,
            ``competent_body``, ``department_id``, ``clerk_id``, ``target_employee_id``
        :return: list of dict ``id`` and ``register_ref`` of the new rows
        :raise UserError: fewer than two matters, a matter without a subject, split already
        Legal source: RSW § 10.
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("received", "qualified")
        if self.child_ids or self.parent_id:
            raise UserError(self.env._("It has been split already."))
        if not isinstance(matters, list) or len(matters) < 2:
            raise UserError(self.env._("Name at least two matters."))
        allowed = {
            "subject", "declared_kind", "about", "matter", "competent_body", "department_id", "clerk_id",
            "target_employee_id", "description",
        }
        rows = []
        for matter in matters:
            if not isinstance(matter, dict) or not (matter.get("subject") or "").strip() or set(matter) - allowed:
                raise UserError(self.env._("Each matter has its subject, and only data that the register knows."))
            self._check_keys(matter)
            rows.append({**self._copied_to_matters(), **matter, "parent_id": self.id})
        # sudo: own model - a matter may go to a cell whose entries the user does not see; access was checked above
        children = self.sudo().create(rows)
        children.action_register()
        for code in self._term_codes():
            self._deadline_cancel(code, self.env._("The terms run in the rows of the matters."))
        self._deadline_start("complaint_split", self.date_received)
        self._split_moved()
        return [{"id": child.id, "register_ref": child.register_ref} for child in children]

    def _split_moved(self):
        if self.state == "received":
            self._move_to("qualified", qualified_kind=self.kind, qualified_by_id=self.env.uid,
                          date_qualified=self._today())
        self._move_to("in_progress", result="split")
        self._log_case("Rozdzielono na odrębne sprawy (§ 10 rozporządzenia z 8.01.2002 r.)")

    def _copied_to_matters(self):
        return {
            "declared_kind": self.declared_kind, "date_received": self.date_received, "letter_id": self.letter_id.id,
            "form": self.form, "partner_id": self.partner_id.id, "complainant_name": self.complainant_name,
            "address": self.address, "email": self.email, "interest": self.interest, "has_consent": self.has_consent,
            "forwarder_kind": self.forwarder_kind, "forwarder_id": self.forwarder_id.id,
            "department_id": self.department_id.id, "clerk_id": self.clerk_id.id,
        }

    def _matters_changed(self):
        """The rows of the matters moved on: end what the row of the letter waits for."""
        # sudo: own model - rows of other cells count too; only their states are read
        for parent in self.sudo():
            matters = parent.child_ids.filtered(lambda child: not child.is_cancelled)
            to_pass = matters.filtered(lambda child: child.is_forwarding or not child.qualified_kind)
            if all(child.state in ("forwarded", "closed") for child in to_pass):
                last = max((day for day in to_pass.mapped("date_forwarded") if day), default=None)
                parent._deadline_done("complaint_split", on=last and fields.Date.to_string(last))
            ended = ("forwarded", "settled", "unexamined", "closed")
            if parent.state == "in_progress" and all(child.state in ended for child in matters):
                parent._move_to("settled", date_settled=parent._today())
