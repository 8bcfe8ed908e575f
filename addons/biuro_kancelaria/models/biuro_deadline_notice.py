from markupsafe import Markup, escape

from odoo import fields, models
from odoo.exceptions import UserError

from ..law.base import day_text


class BiuroDeadlineNotice(models.Model):
    """Notice to the parties that a term was extended: reasons, new date, instruction (KPA art. 36)."""

    _name = "biuro.deadline"
    _inherit = "biuro.deadline"

    def _extension_to_tell(self):
        """Return the last extension of which the parties were not told by any letter (one record)."""
        self.ensure_one()
        extension = self.extension_ids._waiting()[-1:]
        if not extension:
            raise UserError(self.env._("No extension of “%(name)s” waits for a notice.", name=self.name))
        return extension

    def action_prepare_notice(self):
        """Write drafts of the letters that tell the parties of the extensions, and name them as the notices.

        Each draft holds the reasons, the present and the new end, and the instruction on the reminder (ponaglenie); it
        goes the way of every outgoing letter. ``is_notice_missing`` stays true until it is dispatched.

        :return: action (dict) that opens the draft, or the list of drafts
        :raise UserError: an extension that waits for a notice is missing
        Legal source: KPA art. 36 § 1, art. 237 § 4, art. 245; ustawa o petycjach art. 10 ust. 3; UDIP art. 13 ust. 2.
        """
        self._check_verb(running=False)
        letters = self.env["biuro.letter"]
        for deadline in self:
            extension = deadline._extension_to_tell()
            letter = letters.create(deadline._prepare_notice(extension))
            # sudo: biuro.deadline.extension - written by the verbs alone, access is checked above
            extension.sudo().notice_letter_id = letter
            letter._log_case("Sporządzono projekt zawiadomienia o nowym terminie załatwienia sprawy", kind="draft")
            letters += letter
        if len(letters) == 1:
            return letters._get_open_action()
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_kancelaria.biuro_letter_action_drafts")
        return action | {"domain": [("id", "in", letters.ids)], "context": {}}

    def _prepare_notice(self, extension):
        """Return the values of the draft (dict). Its text is Polish, as the law wants it."""
        values = self._record()._prepare_notice_values()
        template = self.env.ref("biuro_kancelaria.letter_template_notice", raise_if_not_found=False)
        rule = self.rule_id
        words = {
            "dotyczy": values.get("regarding") or self.res_name,
            "podstawa": rule.notice_basis or self.legal_basis,
            "uplyw": day_text(extension.date_from), "termin": day_text(extension.date_to),
            "przyczyny": Markup("<br/>").join(escape(line) for line in extension.reason.splitlines()),
        }
        values["title"] = self.env._("Notice of a new date: %(matter)s", matter=self.res_name)
        if kind := self.env.ref("biuro_kancelaria.document_kind_notice", raise_if_not_found=False):
            values["document_kind_ids"] = [fields.Command.link(kind.id)]
        if template:
            values |= self.env["biuro.letter"]._get_template_values(template, self.env["biuro.letter"], **words)
        return values | {"remedies": rule.notice_instruction}
