from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

from odoo.addons.biuro_kancelaria.tools import office_today

ACT = "art. 18b ust. 1 ustawy o samorządzie gminnym"


class BiuroRadaComplaintFlow(models.Model):
    """The way of a matter through the committee and the Council to the answer."""

    _inherit = "biuro.rada.complaint"

    @api.model
    def _take_over(self, values):
        """Take over a matter that another area of the office handed to the Council; a repeated call changes nothing.

        :param dict values: ``kind``, ``subject``, and optional ``author``, ``author_address``, ``partner_id``,
            ``received_date``, ``about``, ``description``, ``letter_id``, ``source_model``, ``source_id``,
            ``source_ref``
        :return: the entry (record), none where no term of the Council runs
        """
        # sudo: own models - the competent body takes over what the office passes on to it by law (KPA art. 231)
        Complaint = self.sudo()
        known = (
            Complaint.search(
                [("source_model", "=", values.get("source_model")), ("source_id", "=", values.get("source_id"))],
                limit=1,
            )
            if values.get("source_id")
            else Complaint
        )
        if known:
            return known
        if not self.env["biuro.rada.term"].sudo()._current():  # sudo: own models - as above
            return Complaint
        entry = Complaint.create(values)
        entry.action_register()
        entry._receive_letter()
        return entry

    def _receive_letter(self):
        """Put the matter on the council's desk: an internal letter in a case of the council's cell."""
        for record in self.filtered("department_id"):
            case = record._open_matter_case()
            letter = self.env["biuro.letter"].create(
                {
                    "direction": "internal",
                    "title": self.env._("To the Council: %s", record.display_name),
                    "department_id": record.department_id.id,
                    "case_id": case.id,
                    "jrwa_class_id": case.jrwa_class_id.id,
                }
            )
            letter.action_register()
            if not record.letter_id:
                record.letter_id = letter
            record._tell_office()

    def _tell_office(self):
        """Give the head of the council's cell the duty to put the matter before the committee."""
        # sudo: hr.employee, mail.activity - who heads the cell; a duty that follows from the law
        user = (self.responsible_id or self.department_id.sudo().manager_id).sudo().user_id
        if user:
            self.sudo().activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=user.id,
                summary=self.env._("Put it before the committee of complaints, motions and petitions"),
            )

    def action_register(self):
        """Enter the matters in the register of the Council; the term runs from the day of receipt.

        :return: list of register numbers
        :raise UserError: registered already
        Legal source: KPA art. 237 § 1, art. 244; ustawa o petycjach art. 10 ust. 1.
        """
        self._check_state("received")
        for record in self:
            record._enter_register(record.received_date)
            record._deadline_start(record.kind, record.received_date)
        return self.mapped("register_ref")

    def action_to_committee(self, meeting_id=None):
        """Put the matters before the committee of complaints, motions and petitions.

        :param int meeting_id: its meeting, when known
        :return: True
        :raise UserError: not registered, or the committee is not named
        Legal source: u.s.g. art. 18b.
        """
        self._check_state("received")
        for record in self:
            if not record.register_ref:
                raise UserError(self.env._("Register it first."))
            if not record.committee_id:
                raise UserError(self.env._("Name the committee of complaints, motions and petitions."))
        values = {"meeting_id": meeting_id} if meeting_id else {}
        self._set_state("committee", **values)
        # sudo: mail.activity - the duty ended, whoever notes it
        self.sudo().activity_feedback(["mail.mail_activity_data_todo"])
        return True

    def action_to_council(self):
        """Note the position of the committee and write the draft of the resolution that settles the matter.

        :return: window action (dict) of the draft resolution
        :raise UserError: not in the committee; no proposal or position
        """
        self.ensure_one()
        self._check_state("committee")
        if not self.proposal or not html2plaintext(self.opinion or "").strip():
            raise UserError(self.env._("Enter the position of the committee and what it proposes."))
        word = {
            "complaint": "rozpatrzenia skargi",
            "motion": "rozpatrzenia wniosku",
            "petition": "rozpatrzenia petycji",
        }
        basis = {
            "complaint": f"{ACT}, art. 229 pkt 3 Kodeksu postępowania administracyjnego",
            "motion": f"{ACT}, art. 242 Kodeksu postępowania administracyjnego",
            "petition": f"{ACT}, art. 9 ust. 2 ustawy o petycjach",
        }
        if not self.draft_id:
            # sudo: biuro.rada.draft - written by the verb from what the user may write; access was checked above
            draft = (
                self.env["biuro.rada.draft"]
                .sudo()
                .create(
                    {
                        "title": f"w sprawie {word[self.kind]} ({self.register_ref})",
                        "term_id": self.term_id.id,
                        "initiator_type": "committee",
                        "committee_id": self.committee_id.id,
                        "legal_basis": basis[self.kind],
                        "body": Markup(
                            "<p>§ 1. …</p><p>§ 2. Zobowiązuje się Przewodniczącego Rady do zawiadomienia "
                            "wnoszącego o sposobie załatwienia sprawy.</p>"
                        ),
                        "justification": self.opinion,
                    }
                )
            )
            # sudo: own model - the draft is linked by the verb alone; access was checked above
            self.sudo().draft_id = draft
        self._set_state("council")
        return self.action_open_draft()

    def action_open_draft(self):
        """Open the draft of the resolution.

        :return: window action (dict)
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "biuro.rada.draft",
            "res_id": self.draft_id.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def action_settle(self, resolution_id=None, date=None):
        """Note that the Council settled the matter by a resolution.

        :param int resolution_id: the resolution; that of the draft by default
        :param str date: day "YYYY-MM-DD"; the day of the resolution by default
        :return: True
        :raise UserError: not with the Council; no resolution
        """
        self.ensure_one()
        self._check_state("council")
        # sudo: biuro.rada.draft - the resolution that the draft became
        resolution = self.env["biuro.rada.resolution"].browse(resolution_id or self.sudo().draft_id.resolution_id.id)
        if not resolution:
            raise UserError(self.env._("The Council settles it by a resolution: it is not adopted yet."))
        day = fields.Date.to_date(date) or resolution.date_adopted or office_today()
        self._set_state("settled", resolution_id=resolution.id, settled_on=day)
        return True

    def action_draft_reply(self):
        """Write the draft of the notice to the author, with the resolution as an enclosure, and open it.

        Its dispatch ends the term.

        :return: window action (dict) that opens the draft
        :raise UserError: not settled
        Legal source: KPA art. 237 § 3, art. 238, art. 244; ustawa o petycjach art. 13.
        """
        self.ensure_one()
        self._check_state("settled")
        return self._draft_reply()

    def _reply_addressees(self):
        if self.partner_id:
            return [{"partner_id": self.partner_id.id}]
        return [{"name": self.author or self.subject, "street": self.author_address or False}]

    def _reply_letter_values(self):
        running = self._deadline_search(running=True)
        number = self.resolution_id.display_name or ""
        return {"deadline_id": running[:1].id, "enclosures": f"Uchwała {number}" if number else False}

    def _reply_body(self):
        article = {
            "complaint": "art. 237 § 3",
            "motion": "art. 244 § 2",
            "petition": "art. 13 ust. 1 ustawy o petycjach",
        }
        act = "" if self.kind == "petition" else " Kodeksu postępowania administracyjnego"
        return Markup(
            "<p>Na podstawie %s%s zawiadamiam, że Rada Miasta rozpatrzyła sprawę „%s” uchwałą %s. Uchwałę "
            "z uzasadnieniem załączam.</p>"
        ) % (article[self.kind], act, self.subject, self.resolution_id.display_name or "…")

    def _reply_dispatched(self, letter, day):
        for record in self.filtered(lambda record: record.state == "settled"):
            record.write({"state": "answered", "answered_on": day})
            record._deadline_done(on=day)

    def action_pass_on(self, reason):
        """Note that the Council is not competent and to whom the matter was passed on.

        :param str reason: to whom and why
        :return: True
        :raise UserError: not received or in the committee; no reason
        Legal source: KPA art. 231, art. 243; ustawa o petycjach art. 6.
        """
        self._check_state("received", "committee")
        if not (reason or "").strip():
            raise UserError(self.env._("Say to whom it was passed on."))
        self._deadline_cancel(reason=reason)
        self._set_state("passed_on", end_reason=reason)
        return True
