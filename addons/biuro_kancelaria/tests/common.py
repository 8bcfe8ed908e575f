from odoo.fields import Command
from odoo.tests.common import TransactionCase

GROUPS = {
    "clerk": "biuro_kancelaria.biuro_kancelaria_group_clerk",
    "manager": "biuro_kancelaria.biuro_kancelaria_group_manager",
    "management": "biuro_kancelaria.biuro_kancelaria_group_management",
    "chancellery": "biuro_kancelaria.biuro_kancelaria_group_chancellery",
    "archivist": "biuro_kancelaria.biuro_kancelaria_group_archivist",
    "auditor": "biuro_kancelaria.biuro_kancelaria_group_auditor",
    "admin": "biuro_kancelaria.biuro_kancelaria_group_admin",
}


class KancelariaWorld:
    """A small office: cells BS and WO, one user per role (login = role), a clerk and a head in each cell."""

    @classmethod
    def build_world(cls):
        cls.env = cls.env(context=dict(cls.env.context, tracking_disable=True, no_reset_password=True))
        company = cls.env.company
        company.write({"biuro_office_name": "Urząd Miasta Przykładowa", "biuro_teryt": "0000011"})
        Department = cls.env["hr.department"]
        cls._free_symbols("BS", "WO")
        cls.cell_bs = Department.create({"name": "Biuro Samorządowe", "office_symbol": "BS"})
        cls.cell_wo = Department.create({"name": "Wydział Organizacyjny", "office_symbol": "WO", "is_mail_point": True})
        cls.users, cls.employees = {}, {}
        cls._make_people([
            (login, GROUPS[role], cell, role) for login, role, cell in [
                ("clerk", "clerk", cls.cell_bs),
                ("clerk_wo", "clerk", cls.cell_wo),
                ("manager", "manager", cls.cell_bs),
                ("manager_wo", "manager", cls.cell_wo),
                ("management", "management", Department),
                ("chancellery", "chancellery", cls.cell_wo),
                ("archivist", "archivist", cls.cell_wo),
                ("auditor", "auditor", Department),
                ("biuro_admin", "admin", Department),
            ]
        ])
        cls.cell_bs.manager_id = cls.employees["manager"]
        cls.cell_wo.manager_id = cls.employees["manager_wo"]
        cls.partner = cls.env["res.partner"].create({
            "name": "Jan Kowalski", "street": "ul. Polna 3/4", "zip": "00-001", "city": "Przykładowa",
        })

    @classmethod
    def _make_people(cls, people):
        """Make users (password = login) with their employees, all at once: each world of each test class needs them.

        :param list people: tuples of login, external id of the group, cell, job; who has no job is no employee
        """
        users = cls.env["res.users"].create([
            {
                "login": login, "password": login, "name": f"{login} ({group})", "tz": "Europe/Warsaw",
                "email": f"{login[0]}.{login[0]}@example.com", "group_ids": [Command.set(cls.env.ref(group).ids)],
            }
            for login, group, _cell, _job in people
        ])
        # names of many users made at once are false in the cache until they are read from the database
        cls.env.flush_all()
        cls.env.invalidate_all()
        cls.users |= {user.login: user for user in users}
        employed = [(login, cell, job) for login, _group, cell, job in people if job]
        employees = cls.env["hr.employee"].create([
            {"name": f"Osoba {login}", "user_id": cls.users[login].id, "department_id": cell.id, "job_title": job}
            for login, cell, job in employed
        ])
        cls.employees |= {login: employee for (login, _cell, _job), employee in zip(employed, employees, strict=True)}

    @classmethod
    def _free_symbols(cls, *symbols):
        """Give cells that have these symbols already (an office with demo data) other ones, and their cases too."""
        cls.env.flush_all()
        for symbol in symbols:
            values = {"old": symbol, "new": f"DEMO-{symbol}"}
            cls.env.cr.execute("""
                UPDATE hr_department SET office_symbol = %(new)s WHERE office_symbol = %(old)s;
                UPDATE hr_department_symbol SET symbol = %(new)s WHERE symbol = %(old)s;
                UPDATE biuro_case SET reference = 'DEMO-' || reference WHERE reference LIKE %(old)s || '.%%';
                UPDATE biuro_register_counter SET book = replace(book, 'case:', 'case:DEMO-')
                 WHERE book LIKE 'case:' || %(old)s || '.%%';
            """, values)
        cls.env.invalidate_all()

    @classmethod
    def as_user(cls, login):
        """Return an environment of the given user."""
        return cls.env(user=cls.users[login])


class KancelariaCase(KancelariaWorld, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
