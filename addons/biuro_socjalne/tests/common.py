from odoo.tests.common import TransactionCase, new_test_user

from odoo.addons.biuro_kancelaria.tests.common import KancelariaWorld

GROUPS = {
    "officer": "biuro_socjalne.biuro_socjalne_group_officer",
    "committee": "biuro_socjalne.biuro_socjalne_group_committee",
    "union": "biuro_socjalne.biuro_socjalne_group_union",
    "decider": "biuro_socjalne.biuro_socjalne_group_decider",
    "payroll": "biuro_socjalne.biuro_socjalne_group_payroll",
    "accountant": "biuro_socjalne.biuro_socjalne_group_accountant",
    "iod": "biuro_socjalne.biuro_socjalne_group_iod",
}


class SocjalneWorld(KancelariaWorld):
    """The small office with one user more for each duty of the fund (login = duty), all of the cell BS."""

    @classmethod
    def build_world(cls):
        super().build_world()
        for login, group in GROUPS.items():
            user = new_test_user(cls.env, login, groups=group, password=login, tz="Europe/Warsaw")
            cls.users[login] = user
            cls.employees[login] = cls.env["hr.employee"].create({
                "name": f"Osoba {login}", "user_id": user.id, "department_id": cls.cell_bs.id, "job_title": login,
            })


class SocjalneCase(SocjalneWorld, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
