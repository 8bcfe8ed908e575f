from datetime import timedelta

from odoo import fields

from odoo.addons.biuro_kancelaria.tools import office_today

from .common import WyboryCase

# valid PESEL numbers of nobody: born 12.03.1975 and the next days
WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)


def make_pesel(born, serial=1):
    """Return a PESEL number (str) of somebody born on a day (date), with its check digit."""
    month = born.month + (20 if born.year >= 2000 else 0)
    body = f"{born.year % 100:02d}{month:02d}{born.day:02d}{serial:04d}"
    return body + str(-sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 10)


class LawnikWorld:
    """A by-election that takes nominations to two courts, with makers of nominations."""

    @classmethod
    def build_lawnik(cls):
        cls.today = office_today()
        Partner = cls.env["res.partner"]
        cls.court_so = Partner.create({"name": "Sąd Okręgowy w Jasionowie", "is_company": True, "court_kind": "so"})
        cls.court_sr = Partner.create({"name": "Sąd Rejonowy w Jasionowie", "is_company": True, "court_kind": "sr"})
        cls.association = Partner.create({"name": "Stowarzyszenie Próba", "is_company": True})
        cls.police = Partner.create({"name": "Komendant Wojewódzki Policji w Lesnej", "is_company": True})
        cls.term = cls.make_lawnik_term()

    @classmethod
    def lawnik_env(cls, login="lawnik_user"):
        return cls.env(user=cls.users[login])

    @classmethod
    def make_lawnik_term(cls, opened=True, deadline=None, **values):
        """Return a by-election, open by default, whose nominations end in ten days."""
        term = cls.lawnik_env()["biuro.wybory.lawnik.term"].create(
            {
                "kind": "by_election",
                "election_year": cls.today.year,
                "nomination_deadline": deadline or cls.today + timedelta(days=10),
                "announced_on": min(cls.today, deadline or cls.today) - timedelta(days=20),
                "quota_ids": [
                    fields.Command.create({"court_id": cls.court_so.id, "seats": 2, "seats_labour": 1}),
                    fields.Command.create({"court_id": cls.court_sr.id, "seats": 1}),
                ],
                **values,
            }
        )
        if opened:
            term.action_open()
        return term

    @classmethod
    def make_nomination(cls, serial=1, documents=True, term=None, **values):
        """Return a nomination of an association, received today, complete by default."""
        term = term or cls.term
        born = fields.Date.to_date("1975-03-12")
        vals = {
            "term_id": term.id,
            "court_id": cls.court_so.id,
            "surname": f"Kandydat {serial}",
            "given_names": "Próbny",
            "birth_date": born,
            "pesel": make_pesel(born, serial),
            "birth_surname": "Kandydat",
            "parents_names": "Jan, Maria",
            "mother_birth_surname": "Dawna",
            "birth_place": "Jasionów",
            "street": "Tajna",
            "building": "7",
            "zip": "00-001",
            "city": "Jasionów",
            "local_tie": "residence",
            "local_tie_since": "2001-01-01",
            "education": "higher",
            "profession": "nauczyciel",
            "motives": "Chęć służby",
            "consent_date": values.get("received_at") and str(values["received_at"])[:10] or cls.today,
            "nominator_type": "association",
            "nominator_partner_id": cls.association.id,
            "register_type": "krs",
            "register_no": "0000123456",
            "nominator_signatory": "Prezes Zarządu",
            **values,
        }
        nomination = cls.lawnik_env()["biuro.wybory.lawnik.nomination"].create(vals)
        if documents:
            nomination._ensure_documents()
            nomination.document_ids.write({"is_present": True, "issue_date": nomination.received_on})
        return nomination


class LawnikCase(LawnikWorld, WyboryCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_lawnik()
