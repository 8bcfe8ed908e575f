from .common import RadaCase


class CompositionCase(RadaCase):
    """A running term with eight councillors; the office clerk of the council answers for its terms."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.term = cls.make_term()
        cls.term.action_activate()
        cls.people = cls.make_councillors(cls.term, 8)
        cls.company = cls.term.company_id
        cls.company.rada_clerk_id = cls.employees["rada_user"].id

    def as_clerk(self, records):
        return records.with_user(self.users["rada_user"])

    def committee(self, **values):
        return self.env["biuro.rada.committee"].create({
            "name": "Komisja Budżetu", "term_id": self.term.id, "scope": "budżet", "date_from": "2024-05-07",
            "basis": "uchwała nr I/6/2024", **values,
        })
