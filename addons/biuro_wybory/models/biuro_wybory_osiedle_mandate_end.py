from odoo import fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.law.inputs import plain

from ..law import mandate as law


class BiuroWyboryOsiedleMandate(models.Model):
    """How a mandate ends (u.s.g. art. 37e from 30 March 2027, the statute of the unit before)."""

    _inherit = "biuro.wybory.osiedle.mandate"

    def _end(self, day, reason, act=None, resolution=None, reasons=None, vacancy=True):
        """End mandates with their functions; open the vacancies that follow."""
        for mandate in self:
            if mandate.state == "ended":
                raise UserError(self.env._("The mandate of %s has ended.", mandate.partner_id.name))
            if day < mandate.date_from:
                raise UserError(self.env._("The mandate cannot end before it begins."))
        # sudo: own models - facts written by the verbs of the end, which check the access
        mandates = self.sudo()
        mandates.write({
            "state": "ended", "date_to": day, "end_reason": reason, "end_act": act,
            "end_resolution_id": resolution and resolution.id, "end_reasons": reasons or False,
        })
        mandates.function_ids.filtered(lambda row: not row.date_to).write({
            "date_to": day, "end_basis": dict(self._fields["end_reason"]._description_selection(self.env))[reason]})
        mandates._deadline_done("osiedle_mandate_loss", day)
        if vacancy:
            seats = mandates.filtered(lambda one: one.body == "council" and one.body_term_id)
            # sudo: biuro.wybory.osiedle.vacancy - noted by the verbs of the end
            self.env["biuro.wybory.osiedle.vacancy"].sudo()._open_after(seats)
        return True

    def action_resign(self, delivered_on, effective_on=None):
        """Note a written resignation: it works on delivery to the City Council, or on the day named in it.

        :param str delivered_on: day of delivery "YYYY-MM-DD"
        :param str effective_on: day named in the resignation, not before the delivery
        :return: dict ``date_to``, ``reasons``
        :raise ValidationError: the day named is before the delivery
        :raise UserError: the mandate has ended
        """
        self.check_access("write")
        self.ensure_one()
        try:
            answer = law.resignation(fields.Date.to_date(delivered_on), fields.Date.to_date(effective_on) or None)
        except LawError as error:
            raise ValidationError(error.sentence) from error
        # sudo: own model - a fact written by this verb; access was checked above
        self.sudo().resignation_delivered = delivered_on
        self._end(answer["date_to"], "resignation", reasons=answer["reasons"])
        return plain(answer)

    def action_learn_of_loss(self, learned_on, ground):
        """Note that the City Council learned of a loss or lack of the right to be elected; three months run.

        :param str learned_on: day "YYYY-MM-DD"
        :param str ground: what happened, in short
        :return: dict ``deadline``, ``reasons``
        :raise UserError: no ground, or the mandate has ended
        """
        self.check_access("write")
        self.ensure_one()
        if self.state == "ended":
            raise UserError(self.env._("The mandate of %s has ended.", self.partner_id.name))
        if not (ground or "").strip():
            raise UserError(self.env._("Write what the loss of the right to be elected follows from."))
        answer = law.loss(fields.Date.to_date(learned_on))
        # sudo: own model - facts written by this verb; access was checked above
        self.sudo().write({
            "loss_learned": learned_on, "loss_ground": ground.strip(), "loss_due": answer["deadline"],
            "end_reasons": answer["reasons"],
        })
        self._deadline_start("osiedle_mandate_loss", learned_on)
        return plain(answer)

    def action_hear(self, date, note=None):
        """Note that the person explained, or was enabled to.

        :param str date: day "YYYY-MM-DD"
        :param str note: what was said
        :return: True
        :raise UserError: no matter of a loss is open
        """
        self.check_access("write")
        self.ensure_one()
        if not self.loss_learned or self.state == "ended":
            raise UserError(self.env._("First note when the City Council learned of the loss."))
        # sudo: own model - facts written by this verb; access was checked above
        self.sudo().write({"heard_on": date, "heard_note": (note or "").strip() or False})
        return True

    def action_state_loss(self, date, resolution_id=None, act=None):
        """State the loss by a resolution of the City Council: the mandate ends on its day (art. 37e).

        :param str date: day of the resolution "YYYY-MM-DD"
        :param int resolution_id: the resolution in the register, or
        :param str act: its number and date
        :return: dict ``date_to``, ``late`` (after the three months), ``reasons``
        :raise ValidationError: the person was not heard, or the days are in disorder
        """
        self.check_access("write")
        self.ensure_one()
        if not self.loss_learned:
            raise UserError(self.env._("First note when the City Council learned of the loss."))
        resolution = self.env["biuro.rada.resolution"].browse(resolution_id or [])
        act = (act or "").strip() or resolution.number
        if not act:
            raise ValidationError(self.env._("Give the resolution of the City Council."))
        day = fields.Date.to_date(date)
        problems = law.check_loss(self.loss_learned, self.heard_on or None, day)
        if problems:
            raise ValidationError("\n".join(problems))
        self._end(day, "loss_of_eligibility", act=act, resolution=resolution, reasons=self.end_reasons)
        return plain({"date_to": day, "late": bool(self.loss_due and day > self.loss_due),
                      "reasons": self.end_reasons or []})

    def action_end_other(self, reason, date, act=None):
        """End the mandate by death, refusal of the oath, recall from the board or the end of the term.

        :param str reason: ``death``, ``oath_refused``, ``recall`` or ``end_of_term``
        :param str date: last day "YYYY-MM-DD"
        :param str act: document or act
        :return: True
        :raise UserError: another reason, which has its own verb; the mandate has ended
        """
        self.check_access("write")
        if reason not in ("death", "oath_refused", "recall", "end_of_term"):
            raise UserError(self.env._("This reason has steps of its own: use its button."))
        if reason == "recall" and self.filtered(lambda one: one.body != "board"):
            raise UserError(self.env._("Only a member of the board may be recalled; a council mandate expires."))
        return self._end(fields.Date.to_date(date), reason, act=(act or "").strip() or False,
                         vacancy=reason != "end_of_term")
