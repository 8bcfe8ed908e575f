from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today

from .biuro_wybory_lawnik_nomination_seats import RETURNED

# what stays of a nomination after the election is closed: A number, a kind, courts, dates and results
KEPT = frozenset({
    "id", "name", "term_id", "company_id", "received_at", "received_on", "posted_on", "channel", "quota_id", "court_id",
    "for_labour", "nominator_type", "formal_result", "checked_on", "checked_by_id", "resolution_id", "withdrawn_on",
    "state", "notified_on", "returned_on", "is_anonymised", "police_request_id", "notice_letter_id", "letter_id",
    "is_political_party", "official_form", "nominator_signed", "consent_signed",
    "citizenship_pl", "no_exclusion_declared",
    "supporter_mode", "supporters_declared", "supporters_valid", "supporters_register_checked", "create_uid",
    "create_date", "write_uid", "write_date", "deadline_next",
    # the number in the register
    "register_id", "register_number", "register_year", "register_ref", "register_date", "registered_at",
    "registered_by_id", "is_cancelled", "cancel_reason", "cancelled_at", "cancelled_by_id",
})  # fmt: skip
# of the elected also the name, the court has the rest
KEPT_OF_ELECTED = KEPT | {"surname", "given_names"}


class BiuroWyboryLawnikTerm(models.Model):
    """Handing over, return and destruction, closing with the removal of personal data (RODO art. 5 ust. 1 lit. e)."""

    _inherit = "biuro.wybory.lawnik.term"

    # ---- handing over --------------------------------------------------------------------------------------------

    def action_make_transfers(self):
        """Prepare the hand-over to each court: its elected and the inventory of their files.

        :return: list of ids of the hand-overs of the election
        :raise UserError: nobody was elected yet
        Legal source: u.s.p. art. 164 § 1.
        """
        self._check_state("elected")
        for term in self:
            standing = term.transfer_ids.court_id
            elected = term.nomination_ids.filtered(lambda one: one.state == "elected")
            # sudo: own model - the elected of a court follow from the election
            self.env["biuro.wybory.lawnik.transfer"].sudo().create([
                {"term_id": term.id, "court_id": court.id, "nomination_ids": [fields.Command.set(some.ids)]}
                for court, some in elected.grouped("court_id").items()
                if court not in standing
            ])
        return self.transfer_ids.ids

    def action_hand_over(self):
        """State that lists and files went to all courts.

        :return: True
        :raise UserError: a court has not got its list and files
        Legal source: u.s.p. art. 164 § 1.
        """
        self._check_state("elected")
        for term in self:
            courts = term.nomination_ids.filtered(lambda one: one.state == "elected").court_id
            sent = term.transfer_ids.filtered(lambda one: one.state == "sent").court_id
            if courts - sent:
                raise UserError(
                    self.env._("List and files were not sent to: %s.", ", ".join((courts - sent).mapped("name")))
                )
            term._set_state("handed_over")
        return True

    # ---- return and destruction ----------------------------------------------------------------------------------

    def action_start_closing(self):
        """Begin the return of the others' papers.

        :return: True
        :raise UserError: not handed over
        """
        self._check_state("handed_over")
        self._set_state("closing")
        return True

    @api.model
    def _cron_start_closing(self):
        """Move on what was handed over, so that return and destruction are not forgotten."""
        self.search([("state", "=", "handed_over")])._set_state("closing")

    def action_make_notices(self):
        """Write the notices of collection to all who have none yet (A-D11). Return a window action (dict) of letters.

        :raise UserError: there is nobody to notify
        """
        self.ensure_one()
        self._check_state("elected", "handed_over", "closing")
        waiting = self._with_papers().filtered(lambda one: one.state in RETURNED and not one.notice_letter_id)
        if not waiting:
            raise UserError(self.env._("Everybody who may collect papers has been written to."))
        waiting.action_make_notice()
        return self.action_open_letters()

    def _uncollected(self):
        """Return the nominations whose papers are to be destroyed: not elected and still in the office."""
        self.ensure_one()
        return self._with_papers().filtered(lambda one: one.state in RETURNED)

    def _files_settled(self, day):
        """End the terms of collecting and destroying once no paper of those not elected is left."""
        for term in self.filtered(lambda term: not term._uncollected()):
            # sudo: own model - the terms end with what they wait for
            own = term.sudo()
            # the days of collection simply pass for what is destroyed after them
            own._deadline_done("lay_collect", on=fields.Date.to_string(min(day, term.collect_until or day)))
            if own._deadline_search("lay_destroy", running=True).filtered(lambda line: line.date_start > day):
                # everything left the office before the days of destruction began
                own._deadline_cancel("lay_destroy", reason=self.env._("Nothing is left to destroy."))
            own._deadline_done("lay_destroy", on=fields.Date.to_string(day))

    def action_make_destruction(self):
        """Prepare the destruction of what nobody collects. Return a window action (dict) of its form.

        :raise UserError: not at return and destruction, or handed over; nothing left
        """
        self.ensure_one()
        self._check_state("elected", "handed_over", "closing")
        if not self._uncollected():
            raise UserError(self.env._("No paper of those not elected is in the office."))
        standing = self.destruction_ids.filtered(lambda one: one.state == "draft")[:1]
        return {
            "type": "ir.actions.act_window", "res_model": "biuro.wybory.lawnik.destruction", "res_id": standing.id,
            "view_mode": "form", "views": [(False, "form")],
            "context": {
                "default_term_id": self.id,
                "default_nomination_ids": [fields.Command.set(self._uncollected().ids)],
            },
        }

    # ---- closing -------------------------------------------------------------------------------------------------

    def action_close(self):
        """Close the election: no paper is in the office; personal data that nobody needs any more are removed.

        :return: dict ``anonymised`` (int, nominations), ``proof`` (str, seal of the row of the journal)
        :raise UserError: not the head; papers left; no protocol of destruction; no class of the filing plan
        Legal source: RODO art. 5 ust. 1 lit. c, e; regulation § 5.
        """
        self.ensure_one()
        self._check_state("closing")
        self._check_manager()
        left = self._with_papers()
        if left:
            raise UserError(
                self.env._("Papers of these nominations are still in the office: %s.", ", ".join(left.mapped("name")))
            )
        for destruction in self.destruction_ids.filtered(lambda one: one.state == "done"):
            if not destruction.sudo().protocol_ids:  # sudo: ir.attachment - only whether there is one
                raise UserError(self.env._("Attach the signed protocol of destruction first."))
        if not self.jrwa_class_id or not (self.archival_category or "").strip():
            raise UserError(self.env._("Set the class of the filing plan and the archival category first."))
        count, row = self._anonymise()
        self._set_state("closed", closed_on=office_today())
        self.sudo()._deadline_done()  # sudo: own model - a closed election waits for nothing
        return {"anonymised": count, "proof": row.row_hash}

    def _anonymise(self):
        """Remove personal data of the nominations; return their number and the row of the journal that proves it."""
        # sudo: own models - the removal reaches what nobody may write any more; the head has closed the election
        nominations = self.sudo().nomination_ids
        numbers = sorted(filter(None, nominations.mapped("name")))
        lists, cleared = nominations.supporter_ids, nominations.document_ids
        lines = len(lists)
        lists.with_context(lawnik_anonymise=True).unlink()
        nominations._drop_files()
        cleared.write({"custody_ref": False})
        for nomination in nominations:
            kept = KEPT_OF_ELECTED if nomination.state == "elected" else KEPT
            nomination._forget(kept)
        nominations.opinion_ids._forget_words()
        self._forget_traces(nominations)
        nominations._set_own(is_anonymised=True)
        self.env.flush_all()
        row = self.env["biuro.wybory.lawnik.custody"]._note(
            self, "anonymised", office_today(), self.name, None,
            numbers=numbers, supporters=lines,
            results={state: len(some) for state, some in sorted(nominations.grouped("state").items())},
            note=f"usunięto dane osobowe: {len(nominations)}",
        )
        return len(nominations), row

    def _forget_traces(self, nominations):
        """Remove what the change log keeps of the values of the papers."""
        records = {
            "biuro.wybory.lawnik.nomination": nominations.ids,
            "biuro.wybory.lawnik.document": nominations.document_ids.ids,
            "biuro.wybory.lawnik.opinion": nominations.opinion_ids.ids,
        }
        Log = self.env.get("auditlog.log")
        if Log is not None:
            for model, ids in records.items():
                # sudo: auditlog.log - values of removed data are removed from the log as well; the rows stay
                Log.sudo().search([("model_model", "=", model), ("res_id", "in", ids)]).line_ids.unlink()
