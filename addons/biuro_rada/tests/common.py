from odoo.tests.common import TransactionCase, new_test_user

from odoo.addons.biuro_kancelaria.tests.common import KancelariaWorld

GROUPS = {
    "rada_user": "biuro_rada.biuro_rada_group_user",
    "rada_manager": "biuro_rada.biuro_rada_group_manager",
    "rada_chair": "biuro_rada.biuro_rada_group_chair",
    "rada_finance": "biuro_rada.biuro_rada_group_finance",
    "rada_statement": "biuro_rada.biuro_rada_group_statement",
}


class RadaWorld(KancelariaWorld):
    """The small office with one user more for each duty of the council's office (login = duty), all of the cell BS."""

    @classmethod
    def build_world(cls):
        super().build_world()
        for login, group in GROUPS.items():
            user = new_test_user(cls.env, login, groups=group, password=login, tz="Europe/Warsaw")
            cls.users[login] = user
            if login != "rada_chair":
                cls.employees[login] = cls.env["hr.employee"].create({
                    "name": f"Osoba {login}", "user_id": user.id, "department_id": cls.cell_bs.id, "job_title": login,
                })


class RadaCase(RadaWorld, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
