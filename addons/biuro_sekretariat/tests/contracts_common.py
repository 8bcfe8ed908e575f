from odoo import Command
from odoo.tests.common import new_test_user

from .common import SekretariatWorld


class ContractsWorld(SekretariatWorld):
    """The small office with a Treasurer, a President and a legal adviser, a contractor, and days that can be known."""

    @classmethod
    def build_world(cls):
        super().build_world()
        company = cls.env.company
        company.partner_id.write({"street": "Rynek 1", "zip": "00-001", "city": "Przykładowa", "vat": "PL1234563218"})
        for login, group, function in (
            ("treasurer", "management", "treasurer"), ("president", "management", "president"),
            ("adviser", "clerk", "legal_adviser"),
        ):
            user = new_test_user(
                cls.env, login, groups=f"biuro_kancelaria.biuro_kancelaria_group_{group}", password=login,
                tz="Europe/Warsaw",
            )
            cls.users[login] = user
            cls.employees[login] = cls.env["hr.employee"].create({
                "name": f"Osoba {login}", "user_id": user.id, "office_function": function,
                "department_id": cls.cell_wo.id,
            })
        cls.firm = cls.env["res.partner"].create({
            "name": "Zieleń Miejska sp. z o.o.", "is_company": True, "vat": "PL5260250274", "street": "ul. Polna 7",
            "zip": "00-002", "city": "Przykładowa",
        })
        cls.person = cls.env["res.partner"].create({
            "name": "Anna Wzorcowa", "street": "ul. Cicha 2", "zip": "00-003", "city": "Przykładowa",
        })

    @classmethod
    def contract_values(cls, **values):
        """Return values of a draft that lacks nothing but the consents."""
        return {
            "subject": "Utrzymanie zieleni w Parku Miejskim", "partner_id": cls.firm.id, "contract_number": "ZM/7/2026",
            "value_net": 10000.0, "value_gross": 12300.0, "date_start": "2026-07-20", "date_end": "2027-07-19",
            "department_id": cls.cell_bs.id, "owner_id": cls.employees["clerk"].id, "procurement_mode": "below",
            "budget_line_ids": [Command.create({"division": "900", "chapter": "90004", "paragraph": "4300"})],
            **values,
        }

    @classmethod
    def make_contract(cls, login="clerk", **values):
        return cls.as_user(login)["biuro.sekretariat.contract"].create(cls.contract_values(**values))

    @classmethod
    def registered(cls, signed="2026-07-20", login="clerk", **values):
        """Return a contract that went the whole way, as its clerk sees it."""
        contract = cls.make_contract(login, **values)
        if contract.money == "spending":
            contract.with_user(cls.users["treasurer"]).action_countersign()
        contract.action_sign(signed)
        contract.action_register()
        return contract
