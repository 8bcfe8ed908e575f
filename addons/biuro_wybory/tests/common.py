from odoo.tests.common import TransactionCase, new_test_user

from odoo.addons.biuro_rada.tests.common import RadaWorld

GROUPS = {
    "lawnik_user": "biuro_wybory.biuro_wybory_group_lawnik_user",
    "lawnik_manager": "biuro_wybory.biuro_wybory_group_lawnik_manager",
    "lawnik_team": "biuro_wybory.biuro_wybory_group_lawnik_team",
    "osiedle_user": "biuro_wybory.biuro_wybory_group_osiedle_user",
    "osiedle_manager": "biuro_wybory.biuro_wybory_group_osiedle_manager",
    "commission": "biuro_wybory.biuro_wybory_group_commission",
}


class WyboryWorld(RadaWorld):
    """The small office with one user more for each duty of elections (login = duty), all of the cell BS."""

    @classmethod
    def build_world(cls):
        super().build_world()
        for login, group in GROUPS.items():
            user = new_test_user(cls.env, login, groups=group, password=login, tz="Europe/Warsaw")
            cls.users[login] = user
            cls.employees[login] = cls.env["hr.employee"].create({
                "name": f"Osoba {login}", "user_id": user.id, "department_id": cls.cell_bs.id, "job_title": login,
            })


class WyboryCase(WyboryWorld, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
