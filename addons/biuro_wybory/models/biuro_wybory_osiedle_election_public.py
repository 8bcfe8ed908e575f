from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law.inputs import plain


class BiuroWyboryOsiedleElection(models.Model):
    """Public results of an election as plain values, for programs of the city and of others."""

    _inherit = "biuro.wybory.osiedle.election"

    @api.model
    @api.readonly
    def get_public_results(self, election_id):
        """Return the public results of an election: aggregates of accepted protocols, nothing private.

        :param int election_id: id of the election
        :return: dict as in the open data: ``unit``, ``date``, ``state``, ``protocols``, ``protocols_all``,
            ``waiting_for_draw``, ``turnout`` (``cards``, ``entitled_voting``, ``entitled_all``, ``voting``, ``all`` in
            per cent with two decimals, ``hours``), ``constituencies`` (``number``, ``seats``, ``votes`` with
            ``candidates``, ``precincts``), ``announcement``, ``protests``, ``validity``, ``composition``
        :raise UserError: there is no such public election
        """
        bip = self.env["biuro.wybory.bip"]
        election = bip._find(election_id)
        if not election:
            raise UserError(self.env._("There is no public election of this number."))
        return plain(bip._results(election))
