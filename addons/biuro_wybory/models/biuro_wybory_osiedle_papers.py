from odoo import models

from odoo.addons.biuro_kancelaria.law.base import day_text, plural
from odoo.addons.biuro_kancelaria.law.terms import local

from ..law import params as ordinance


class BiuroWyboryOsiedleConstituency(models.Model):
    _inherit = "biuro.wybory.osiedle.constituency"

    def _paper(self):
        """Return the words of the papers of the constituency (dict): the election's, with the ballot of this one."""
        self.ensure_one()
        election = self.election_id
        rules = election._params()
        # sudo: biuro.wybory.osiedle.candidate - the names on a ballot are public
        standing = self.sudo().candidate_ids._standing()
        return {
            **election._paper(), "max": election._law(ordinance.max_marks, rules, self.seats),
            "seats_text": f"{self.seats} {plural(self.seats, 'mandat', 'mandaty', 'mandatów')}",
            "decided": day_text(self.decision_date) if self.decision_date else "................",
            "extension": f"{local(self.extension_until):%d.%m.%Y, godz. %H:%M}" if self.extension_until else "",
            "candidates": [f"{one.surname} {one.given_names}" for one in standing.sorted("name_order")],
            "ballot": [
                {"number": one.ballot_number, "surname": one.surname, "given_names": one.given_names}
                for one in standing.sorted("ballot_number") if one.ballot_number
            ],
        }


class BiuroWyboryOsiedlePrecinct(models.Model):
    _inherit = "biuro.wybory.osiedle.precinct"

    def _paper(self):
        """Return the words of the blank protocol of the precinct (dict)."""
        self.ensure_one()
        members = self.commission_id.member_ids.filtered(lambda member: not member.date_end)
        return {**self.constituency_id._paper(), "members": members.mapped("display_name")}


class BiuroWyboryOsiedleCommission(models.Model):
    _inherit = "biuro.wybory.osiedle.commission"

    def _paper(self):
        """Return the words of the act that appoints the commission (dict)."""
        self.ensure_one()
        election = self.election_id or self.campaign_id.election_ids[:1]
        day = self.election_id.election_date or self.campaign_id.election_date
        return {
            "unit": self.election_id.unit_id.name or self.campaign_id.name or "",
            "day": day_text(day) if day else "",
            "basis": election and election._params()["legal_basis"] or "statut jednostki",
        }


class BiuroWyboryOsiedleCandidate(models.Model):
    _inherit = "biuro.wybory.osiedle.candidate"

    def _paper(self):
        """Return the words of the resolution on the nomination and of the call to cure it (dict)."""
        self.ensure_one()
        return {
            **self.election_id._paper(),
            "decided": day_text(self.registration_date) if self.registration_date else "................",
            "cure": day_text(self.cure_due) if self.cure_due else "",
        }
