from odoo.addons.biuro_kancelaria.tools import office_today

from .common import WyboryCase, WyboryWorld

PARAMS = {
    "method": "polling", "elected_body": "council", "votes_mode": "fixed", "votes_fixed_15": 2, "tie_rule": "lots",
    "protest_days": 5, "protest_to": "Miejska Komisja Wyborcza", "validity_declared_by": "Miejska Komisja Wyborcza",
    "vacancy_rule": "next_candidate", "waiver_days": 3, "first_session_days": 30, "oath": "Ślubuję",
    "board_majority": "absolute_of_valid", "board_size_min": 1, "board_size_max": 5, "legal_basis": "uchwała próbna",
}
# example B-1: C and D tie for the third seat
B1 = {"A": 61, "B": 40, "C": 33, "D": 33, "E": 8}


class CountWorld(WyboryWorld):
    """A unit whose election stands at the end of the vote; candidates are named A, B, C, …"""

    @classmethod
    def build_count(cls):
        cls.today = office_today()
        cls.clerk_env = cls.env(user=cls.users["osiedle_user"])
        cls.unit = cls.make_unit("OS-01")

    @classmethod
    def make_unit(cls, code, **values):
        return cls.env["biuro.wybory.osiedle"].create({
            "name": f"Osiedle {code}", "code": code, "population": 12000,
            "council_size_override": values.pop("size", 3), "officer_id": cls.employees["osiedle_user"].id, **values})

    @classmethod
    def make_election(cls, names="ABCDE", seats=3, precincts=1, unit=None, entitled=1200, params=None,
                      state="voting", all_seats=0, **values):
        """Return an election of one constituency, as its clerk, in a state of the course."""
        unit = unit or cls.unit
        # sudo: own models - a test begins where the nominations end
        election = cls.env["biuro.wybory.osiedle.election"].sudo().create({
            "unit_id": unit.id, "election_date": cls.today, "seats": all_seats or seats,
            "ordinance_snapshot": {**PARAMS, "council_size": seats, **(params or {})}, "state": "draft", **values})
        constituency = cls.make_constituency(election, names, seats, precincts, entitled)
        election.commission_ids.create({
            "name": f"Komisja {unit.code}", "level": "unit", "election_id": election.id, "appointing_act": "1/2026",
            "member_ids": [(0, 0, {"surname": "Członek", "given_names": "Jan", "role": "chair",
                                   "user_id": cls.users["commission"].id})]})
        constituency.precinct_ids.commission_id = election.commission_ids[:1]
        election.state = state
        return election.with_env(cls.clerk_env)

    @classmethod
    def make_constituency(cls, election, names, seats, precincts=1, entitled=1200, decision="vote"):
        number = len(election.constituency_ids) + 1
        constituency = election.sudo().constituency_ids.create({
            "election_id": election.id, "number": number, "seats": seats, "entitled": entitled, "decision": decision})
        if election.method != "meeting":
            first = len(election.precinct_ids)
            election.sudo().precinct_ids.create([
                {"election_id": election.id, "constituency_id": constituency.id, "number": first + place,
                 "polling_place": f"Szkoła nr {first + place}", "entitled": entitled // precincts}
                for place in range(1, precincts + 1)])
        # people of different constituencies are different people
        born = f"{constituency.id % 12 + 1:02d}-{constituency.id % 28 + 1:02d}"
        before, election.sudo().state = election.state, "registration"
        election.sudo().candidate_ids.create([
            {"constituency_id": constituency.id, "surname": name, "given_names": "Kandydat", "ballot_number": place,
             "birth_date": f"19{60 + place}-{born}", "state": "registered"}
            for place, name in enumerate(names, 1)])
        election.sudo().state = before
        return constituency

    @classmethod
    def figures(cls, protocol, votes, entitled=1200, issued=97, from_box=96, not_issued=1, invalid=5, **more):
        """Return the figures of a protocol: votes by the name of the candidate, the rest as in example B-1."""
        valid_cards = from_box - not_issued
        by_name = {one.surname: one.id for one in protocol.candidate_ids}
        result = {
            "entitled": entitled, "issued": issued, "from_box": from_box, "not_issued": not_issued,
            "valid_cards": valid_cards, "invalid": invalid, "invalid_too_many": invalid, "invalid_no_mark": 0,
            "invalid_other": 0, "valid_votes": valid_cards - invalid, **more}
        if protocol.election_id.method == "meeting":
            result.setdefault("present", issued)
        else:
            result |= {"received": issued + 100, "unused": 100}
        for name, number in votes.items():
            if isinstance(number, (tuple, list)):
                for option, one in zip(("for", "against", "abstain"), number, strict=True):
                    result[f"votes:{by_name[name]}:{option}"] = one
            else:
                result[f"votes:{by_name[name]}"] = number
        return result

    @classmethod
    def attach_scan(cls, protocol):
        """Attach the signed scan as the clerk does."""
        protocol = protocol.with_user(cls.users["osiedle_user"])
        protocol.scan_ids = protocol.env["ir.attachment"].create({"name": "protokol.pdf", "raw": b"%PDF-1.4 skan"})

    @classmethod
    def type_twice(cls, protocol, figures, accept=True, remarks="Jedna karta nie wróciła do urny."):
        """Have two people type a protocol alike, and accept it."""
        protocol.sudo().remarks = remarks
        for login in ("osiedle_user", "commission"):
            protocol.with_user(cls.users[login]).action_enter(figures)
        if accept:
            cls.attach_scan(protocol)
            protocol.with_user(cls.users["osiedle_user"]).action_accept()
        return protocol

    @classmethod
    def count(cls, election, votes=None, **figures):
        """Count an election of one protocol."""
        election.action_start_counting()
        cls.type_twice(election.protocol_ids, cls.figures(election.protocol_ids, votes or B1, **figures))
        election.action_count()
        return election

    @classmethod
    def draw(cls, election, names="DC"):
        draw = election.draw_ids.filtered(lambda one: one.state == "open")
        by_name = {one.surname: one.id for one in draw.candidate_ids}
        return draw.action_record(
            [by_name[name] for name in names], "2026-11-23 20:00:00", "koperty z urny", "komisja w pełnym składzie")

    @classmethod
    def announce(cls, election):
        election.action_announce("Obwieszczenie 1/2026")
        # sudo: a test does not wait for the end of the term
        election.sudo().protest_until = office_today().replace(year=2020)
        return election

    def won(self, election):
        """Return the surnames of those elected, in the order of the constituencies and the ballot."""
        return "".join(election.sudo().candidate_ids.filtered(
            lambda one: one.state in ("elected", "elected_without_vote")).sorted(
            lambda one: (one.constituency_id.number, one.ballot_number)).mapped("surname"))


class CountCase(CountWorld, WyboryCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_count()
