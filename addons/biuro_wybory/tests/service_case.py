from odoo.tests.common import new_test_user

from odoo.addons.biuro_kancelaria.tools import office_today

from .common import WyboryCase, WyboryWorld


class ServiceWorld(WyboryWorld):
    """Two units with councils and boards; the board chairs have accounts of the portal."""

    @classmethod
    def build_service(cls):
        cls.env["ir.config_parameter"].set_param("biuro_kancelaria.rate_limit", "0")
        cls.unit = cls.make_unit("Śródmieście", "SR")
        cls.other = cls.make_unit("Zatorze", "ZA")
        cls.chair = cls.make_portal(cls.unit, "board_chair", "prezes1")
        cls.council_chair = cls.make_portal(cls.unit, "council_chair", "przew1")
        cls.stranger = cls.make_portal(cls.other, "board_chair", "prezes2")

    @classmethod
    def make_unit(cls, name, code, members=5):
        unit = cls.env["biuro.wybory.osiedle"].create({
            "name": name, "code": code, "population": 9000, "seat_address": f"ul. {name}a 1",
            "email": f"{code.lower()}@osiedla.example", "officer_id": cls.employees["osiedle_user"].id,
        })
        term = cls.env["biuro.wybory.osiedle.body.term"].create({
            "unit_id": unit.id, "name": "2024–2029", "date_from": "2024-06-01", "date_to": "2029-05-31",
            "council_size": 15,
        })
        Mandate = cls.env["biuro.wybory.osiedle.mandate"].sudo()
        people = cls.env["res.partner"].create([{"name": f"{name} {index:02d}"} for index in range(members)])
        for index, person in enumerate(people):
            Mandate.create({"partner_id": person.id, "unit_id": unit.id, "body_term_id": term.id, "body": "council",
                            "date_from": "2024-06-01", "state": "active"})
            if index < 2:
                Mandate.create({"partner_id": person.id, "unit_id": unit.id, "body_term_id": term.id, "body": "board",
                                "date_from": "2024-06-01", "state": "active", "basis": "body_election"})
        return unit

    @classmethod
    def make_portal(cls, unit, function, login):
        body = "board" if function.startswith("board") else "council"
        mandate = unit._members(body)[0 if body == "board" else 2]
        user = new_test_user(cls.env, login, groups="base.group_portal", password=login)
        user.partner_id.write({"name": mandate.partner_id.name, "email": f"{login}@osiedla.example"})
        both = unit._members().filtered(lambda one: one.partner_id == mandate.partner_id)
        both.sudo().write({"partner_id": user.partner_id.id})
        cls.env["biuro.wybory.osiedle.mandate.function"].create({
            "mandate_id": mandate.id, "function": function, "date_from": "2024-06-02"})
        return user

    @classmethod
    def make_resolution(cls, **values):
        return cls.env["biuro.wybory.osiedle.resolution"].with_user(cls.users["osiedle_user"]).create({
            "unit_id": cls.unit.id, "title": "Plac zabaw", "text": "<p>Rada wnosi o plac zabaw.</p>",
            "adopted_date": "2026-03-02", "present": 9, "votes_for": 8, "votes_against": 1, **values})

    @classmethod
    def make_request(cls, **values):
        return cls.env["biuro.wybory.osiedle.request"].with_user(cls.users["osiedle_user"]).create({
            "unit_id": cls.unit.id, "subject": "Ławki w parku", "text": "<p>Prosimy o pięć ławek.</p>",
            "received_on": office_today(), **values})

    @classmethod
    def make_budget(cls, amount=10000, lines=(6000, 4000), **values):
        budget = cls.env["biuro.wybory.osiedle.budget"].with_user(cls.users["osiedle_user"]).create({
            "unit_id": cls.unit.id, "year": 2026, "amount": amount,
            "line_ids": [(0, 0, {"name": f"Zadanie {index}", "planned": planned})
                         for index, planned in enumerate(lines, 1)],
            **values})
        budget.action_open()
        return budget


class ServiceCase(ServiceWorld, WyboryCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_service()
