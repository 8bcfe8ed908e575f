from odoo import api, models
from odoo.exceptions import AccessError


class BiuroSekretariatContract(models.Model):
    """What systems that report to the central register call."""

    _inherit = "biuro.sekretariat.contract"

    @api.model
    def _check_cru_access(self):
        if not self._is_keeper():
            raise AccessError(self.env._("Only the keeper of the register of contracts reports to the CRU."))

    @api.model
    def cru_export(self, values):
        """Give entries that are ready, for another system or for the entry by hand; page by page, the oldest first.

        :param dict values: all optional: ``entry_ids`` (list of int), ``state`` (``ready`` by default), ``limit``
            (1 to 1000, 200 by default), ``after_id`` (int: entries beyond this one), ``mark_sent`` (bool: note them as
            sent)
        :return: dict ``entries``: list of dicts ``id``, ``reference``, ``kind``, ``register_ref``, ``date_due``,
            ``external_id`` (or false), ``payload`` (the data set in the names of the register); ``next_after_id``
            (int, or false when there are no more)
        :raise AccessError: not the keeper of the register
        :raise ValidationError: unknown value
        Legal source: UFP art. 34a ust. 7.
        """
        self._check_cru_access()
        Entry = self.env["biuro.sekretariat.contract.cru.entry"]
        return Entry._export_page(values or {})

    @api.model
    def cru_set_status(self, values):
        """Note what the central register answered to an entry. A repeated call changes nothing.

        :param dict values: ``reference`` (str, own identifier of the entry) or ``entry_id`` (int) or, once it is
            known, ``external_id`` alone; ``status`` (``sent``, ``published``, ``rejected``, ``withdrawn``, or a word
            of the service such as "Opublikowana"); optional ``external_id`` (str), ``published_on``
            ("YYYY-MM-DD"), ``error`` (str, required with ``rejected``)
        :return: dict ``id``, ``reference``, ``state``, ``external_id``, ``changed`` (bool)
        :raise AccessError: not the keeper of the register
        :raise UserError: no such entry, an identifier of another contract, a state that cannot follow
        """
        self._check_cru_access()
        Entry = self.env["biuro.sekretariat.contract.cru.entry"]
        entry, changed = Entry._set_status(values or {})
        return {
            "id": entry.id, "reference": entry.reference, "state": entry.state,
            "external_id": entry.external_id or False, "changed": changed,
        }
