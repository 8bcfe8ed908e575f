from odoo import fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law import terms
from odoo.addons.biuro_kancelaria.law.base import LawError, day_text

from ..law import petition


class BiuroSekretariatPetition(models.Model):
    """Multiple petitions (art. 11): announced, waited for, joined to the first one and settled together."""

    _inherit = "biuro.sekretariat.petition"

    def action_announce(self, wait_until, announced=None):
        """Announce that further petitions of the same matter are waited for and examined together.

        The announcement is published with the petition; the three months run from the lapse of the waiting.

        :param str wait_until: last day of waiting, at most two months after the announcement
        :param str announced: day of the announcement, today by default
        :return: True
        :raise UserError: the petition is not examined here, or the waiting is longer than the law lets
        Legal source: ustawa o petycjach art. 11 ust. 1-2.
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("formal_check", "in_progress")
        if self.multi_group_id:
            raise UserError(self.env._("The petition is joined to another one already."))
        until = self._day("wait_until", wait_until)
        day = self._day("announced", announced, required=False) or self._today()
        if day > self._today():
            raise UserError(self.env._("The day of an act cannot be later than today."))
        try:
            # the law checks the days
            petition.petition_terms(self._term_start(), self.date_supplemented or None, day, until)
        except LawError as error:
            raise ValidationError(str(error)) from error
        self._set(is_multi=True, date_announced=day, wait_until=until)
        waiting = self._deadline_start("petition_multi_wait", day)
        # sudo: biuro.deadline - the office names the end itself, within the term of the rule
        waiting.sudo().write(waiting._prepare_counted(terms.fixed(until)))
        waiting.sudo()._plan_activities()
        self._deadline_start("petition", max(until, self.date_supplemented or until))
        self._add_step("joined", (
            f"Zarządzono łączne rozpatrywanie petycji w tej samej sprawie (petycja wielokrotna). Na dalsze petycje "
            f"oczekuje się do {day_text(until)}; po tym dniu biegnie termin rozpatrzenia."
        ), day)
        return True

    def action_join(self, lead_id):
        """Join the petitions to a multiple one: from then on they share its term, its publication and its result.

        :param int lead_id: id of the petition to which they are joined
        :return: True
        :raise UserError: the other one is not announced as multiple, or a petition was filed too late to be joined
        Legal source: ustawa o petycjach art. 11.
        """
        self.check_access("write")
        lead = self.browse(lead_id).exists()
        if not lead or lead in self:
            raise UserError(self.env._("Choose the petition to which the others are joined."))
        lead.check_access("write")
        if not lead.is_multi or lead.state not in ("formal_check", "in_progress"):
            raise UserError(self.env._("Announce %s as a multiple petition first.", lead.display_name))
        self._check_state("received", "formal_check", "call_sent", "in_progress")
        last = max(petition.joinable_until(lead._term_start()), lead.wait_until)
        for record in self:
            if record.is_multi or record.multi_member_ids:
                raise UserError(self.env._("%s leads a group of its own.", record.display_name))
            if record.date_filed > last:
                raise UserError(self.env._(
                    "%(name)s was filed after %(last)s, so it is not joined.",
                    name=record.display_name, last=fields.Date.to_string(last)))
            if petition.check_petition(record._prepare_check())["outcome"] == "unexamined":
                raise UserError(self.env._(
                    "%s does not meet art. 4(2)(1) or (2): it is left unexamined.", record.display_name))
        self._deadline_cancel(reason=self.env._("The term runs at %s.", lead.register_ref))
        self._set(state="joined", multi_group_id=lead.id)
        self._add_step("joined", f"Petycję włączono do petycji wielokrotnej {lead.register_ref}.")
        lead._add_step("joined", f"Włączono dalsze petycje w tej samej sprawie: {len(self)}.")
        if lead.case_id:
            for record in self.filtered(lambda record: not record.case_id):
                record._adopt_case(lead.case_id)
        return True

    def action_view_members(self):
        """Open the petitions joined to this one.

        :return: dict, a window action
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_sekretariat.biuro_sekretariat_petition_action")
        return action | {"domain": [("multi_group_id", "=", self.id)], "context": {}}
