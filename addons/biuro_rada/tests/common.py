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
        cls._make_people([
            (login, group, cls.cell_bs, "" if login == "rada_chair" else login) for login, group in GROUPS.items()
        ])

    @classmethod
    def make_term(cls, **values):
        """Return the IX term of a council of 23 seats, not yet begun."""
        return cls.env["biuro.rada.term"].create(
            {
                "number": "IX",
                "election_date": "2024-04-07",
                "date_start": "2024-05-07",
                "date_end": "2029-05-06",
                "population": 72000,
                **values,
            }
        )

    @classmethod
    def make_councillors(cls, term, count, oath=True):
        """Return so many councillors with mandates since the first day of the term, sworn in on it."""
        first = len(term.councillor_ids)
        partners = cls.env["res.partner"].create(
            [{"name": f"Imię{number} Nazwisko{number:02d}"} for number in range(first, first + count)]
        )
        councillors = cls.env["biuro.rada.councillor"].create(
            [
                {
                    "partner_id": partner.id,
                    "first_name": partner.name.split()[0],
                    "last_name": partner.name.split()[1],
                    "term_id": term.id,
                    "mandate_start": term.date_start,
                }
                for partner in partners
            ]
        )
        if oath:
            councillors.action_take_oath(str(term.date_start))
        return councillors

    @classmethod
    def make_session(cls, term, **values):
        """Return a session of the council being prepared, with one item of the agenda."""
        return cls.env["biuro.rada.session"].create(
            {
                "term_id": term.id,
                "start": "2026-03-25 08:00:00",
                "location": "Ratusz, sala sesyjna",
                "agenda_item_ids": [
                    (0, 0, {"title": "Podjęcie uchwały w sprawie parku", "item_type": "other", "number": "1"})
                ],
                **values,
            }
        )

    @classmethod
    def make_councillor_user(cls, councillor):
        """Return a portal user who is the councillor."""
        login = f"radny{councillor.id}"
        user = new_test_user(cls.env, login, groups="base.group_portal", password=login)
        councillor.partner_id = user.partner_id
        return user


class RadaCase(RadaWorld, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
