from odoo.tests.common import TransactionCase, new_test_user

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
        for login, group in GROUPS.items():
            user = new_test_user(cls.env, login, groups=group, password=login, tz="Europe/Warsaw")
            cls.users[login] = user
            cls.employees[login] = cls.env["hr.employee"].create({
                "name": f"Osoba {login}", "user_id": user.id, "department_id": cls.cell_bs.id, "job_title": login,
            })


class SekretariatCase(SekretariatWorld, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
