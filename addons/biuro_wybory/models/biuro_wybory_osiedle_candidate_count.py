from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroWyboryOsiedleCandidate(models.Model):
    """What the count makes of a candidate. ``elected`` is written by the result alone (X14)."""

    _inherit = "biuro.wybory.osiedle.candidate"

    stands_for = fields.Selection(
        [("both", "Chair and board"), ("chair", "Chair of the board"), ("board", "Board")],
        required=True, default="both", help="Only where residents elect the board and its chair.")

    def _count_name(self):
        """Return {candidate id: name}, each name once: two of one name are told apart by the ballot number."""
        names = {}
        for candidate in self:
            names.setdefault(f"{candidate.surname} {candidate.given_names}", []).append(candidate)
        return {
            one.id: name if len(same) == 1 else f"{name} (nr {one.ballot_number or one.id})"
            for name, same in names.items() for one in same
        }

    def _make_mandates(self, basis, day, term=None, body="council", votes=None):
        """Make mandates of elected candidates, with a public contact that holds the name alone.

        :param str basis: key of the mandate's basis
        :param date day: first day
        :param term: term of the bodies, where it has begun
        :param dict votes: {candidate id: votes}
        :return: the mandates
        """
        # sudo: own models, res.partner - what the declared result makes of candidates; verbs check the access
        Mandate, Partner = self.env["biuro.wybory.osiedle.mandate"].sudo(), self.env["res.partner"].sudo()
        mandates = Mandate
        for candidate in self.sudo():
            earlier = Mandate.search([("candidate_id", "=", candidate.id)], limit=1)
            partner = earlier.partner_id or Partner.create({
                "name": f"{candidate.given_names} {candidate.surname}", "is_company": False,
                "company_id": candidate.company_id.id})
            mandates |= Mandate.create({
                "partner_id": partner.id, "unit_id": candidate.unit_id.id, "election_id": candidate.election_id.id,
                "constituency_id": candidate.constituency_id.id, "candidate_id": candidate.id, "body": body,
                "basis": basis, "date_from": day, "body_term_id": term.id if term else False,
                "votes": (votes or {}).get(candidate.id, 0)})
        return mandates.with_env(self.env)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_counted(self):
        # sudo: biuro.wybory.osiedle.protocol - only whether the candidate is on a ballot that was counted
        if self.env["biuro.wybory.osiedle.protocol"].sudo().search_count([("candidate_ids", "in", self.ids)], limit=1):
            raise UserError(self.env._("A candidate of a counted vote is not deleted."))
