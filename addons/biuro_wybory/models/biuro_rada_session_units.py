from odoo import api, models

from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import service


class BiuroRadaSessionUnits(models.Model):
    """Chairs of the boards of units are told of sessions, and since 2026 of committee meetings, like councillors.

    Legal source: u.s.g. art. 37a.
    """

    _inherit = "biuro.rada.session"

    def _board_chairs(self):
        """Return the chairs of boards (res.partner, sudo) who are told of the session."""
        self.ensure_one()
        if self.is_rehearsal or not self.day or not service.notice_due(self.body_type, self.day)["due"]:
            return self.env["res.partner"]
        # sudo: biuro.wybory.osiedle - who chairs the boards is public
        units = self.env["biuro.wybory.osiedle"].sudo().search([("company_id", "=", self.company_id.id)])
        return units._holders("board_chair", max(office_today(), self.term_id.date_start)).mandate_id.partner_id

    def _notice_extra_people(self):
        people = super()._notice_extra_people()
        # sudo: res.partner - addresses for the sending alone
        chairs = self._board_chairs().sudo()
        return people + [(chair, None, chair.email_normalized or False) for chair in chairs]

    def _notice_portal_guests(self):
        # the chairs whose account of the portal shows them the notice
        chairs = self._board_chairs()
        return super()._notice_portal_guests() | chairs.filtered(lambda chair: chair.user_ids.filtered("share"))

    def _convening_warnings(self):
        warnings = super()._convening_warnings()
        without = self._board_chairs().filtered(lambda chair: not chair.email_normalized and not chair.user_ids)
        if without:
            warnings.append(self.env._(
                "No e-mail address and no portal: %s, chairs of boards of units (art. 37a). Hand the notice over on "
                "paper.", ", ".join(without.mapped("name"))))
        return warnings

    @api.model
    def _refresh_board_chairs(self):
        """Let coming sessions that are convened reach chairs of boards who took the function since."""
        # sudo: own model - a change of the composition of a unit is not barred by who may convene
        for session in self.sudo().search([("state", "=", "convened"), ("day", ">=", office_today())]):
            told = session.notice_ids.partner_id
            missing = [row for row in session._notice_extra_people() if row[0] not in told]
            channels = [name for name in ("mail", "portal", "paper") if name in (session.notice_channel or "")]
            if missing and channels:
                self.env["biuro.rada.notice"]._issue(session, missing, "convened", channels)
        return True

    def _board_chair_labels(self):
        """Return the labels of letters to chairs of boards (list of dicts): post goes to the seats of the units."""
        self.ensure_one()
        chairs = self._board_chairs()
        # sudo: biuro.wybory.osiedle - who chairs the boards is public
        units = self.env["biuro.wybory.osiedle"].sudo().search([("company_id", "=", self.company_id.id)])
        company = self.company_id
        town = " ".join(filter(None, (company.zip, company.city)))
        return [
            {"name": row.mandate_id.partner_id.name, "function": "Przewodniczący Zarządu", "unit": row.unit_id.name,
             "address": ", ".join(filter(None, (row.unit_id.seat_address or company.street, town)))}
            for row in units._holders("board_chair") if row.mandate_id.partner_id in chairs
        ]
