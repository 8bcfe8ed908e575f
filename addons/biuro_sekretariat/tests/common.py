from odoo.tests.common import TransactionCase

from odoo.addons.biuro_kancelaria.tests.common import KancelariaWorld

GROUPS = {
    "secretary": "biuro_sekretariat.biuro_sekretariat_group_secretary",
    "citizens": "biuro_sekretariat.biuro_sekretariat_group_citizens",
    "contracts": "biuro_sekretariat.biuro_sekretariat_group_contracts",
    "culture": "biuro_sekretariat.biuro_sekretariat_group_culture",
}


class SekretariatWorld(KancelariaWorld):
    """The small office with one user more for each duty of the secretariat (login = duty), all of the cell BS."""

    @classmethod
    def build_world(cls):
        super().build_world()
        cls._make_people([(login, group, cls.cell_bs, login) for login, group in GROUPS.items()])


class SekretariatCase(SekretariatWorld, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
