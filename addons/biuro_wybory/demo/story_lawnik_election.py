"""The general election of lay judges of 2023 for 2024-2027, from the nominations to the closed and anonymised files.

What came after it: oaths, a resignation, an expiry, a dismissal and one under way. Candidates are nobody: they have
numbers for surnames.
"""

import sys
from contextlib import ExitStack, contextmanager
from datetime import date, datetime, time, timedelta
from unittest.mock import patch

from odoo import fields
from odoo.fields import Command

from odoo.addons.biuro_kancelaria.law.terms import UTC, WARSAW
from odoo.addons.biuro_kancelaria.tools import office_today

from ..models.biuro_wybory_lawnik_term_texts import TEXTS, TITLES

SEQUENCE = 20
WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
# number, court, labour cases, votes (marks, or for, against, abstaining), from the second round
CANDIDATES = [
    (1, "sr", False, 18), (2, "sr", False, 16), (3, "sr", False, 10), (4, "sr", False, 10), (5, "sr", False, 4),
    (6, "sr", True, (18, 2, 1)), (7, "sr", True, (15, 4, 2)),
    (8, "so", False, (17, 2, 2)), (9, "so", False, (9, 9, 3)), (10, "so", False, (16, 3, 2)),
]
SECOND = {3: 8, 4: 12}
NAMES = ("Alicja", "Bogdan", "Celina", "Damian", "Edyta", "Feliks", "Grażyna", "Henryk", "Irmina", "Jerzy")


@contextmanager
def calendar(day):
    """Let the verbs called inside believe that it is another day, before noon."""
    now = datetime.combine(day, time(11), WARSAW).astimezone(UTC).replace(tzinfo=None)
    with ExitStack() as stack:
        for name, module in list(sys.modules.items()):
            if name.startswith("odoo.addons.biuro_") and "office_today" in vars(module):
                stack.enter_context(patch.object(module, "office_today", lambda: day))
        stack.enter_context(patch.object(fields.Datetime, "now", staticmethod(lambda *args: now)))
        yield


def world(env, login="lawnicy"):
    """Return the environment of a person of the elections, in Polish."""
    return env(user=env.ref(f"biuro_wybory.demo_user_{login}"), su=False, context={
        **env.context, "lang": "pl_PL", "tz": "Europe/Warsaw", "mail_create_nolog": True, "tracking_disable": True,
    })


def pesel(born, serial):
    """Return a number with a good check digit, of nobody."""
    month = born.month + (20 if born.year >= 2000 else 0)
    body = f"{born.year % 100:02d}{month:02d}{born.day:02d}{serial:04d}"
    return body + str(-sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 10)


def adopted(env, term, kind, number, day, record=None, council="viii"):
    """Return a resolution of the past, as an import enters it."""
    text = TEXTS[kind](term, record)
    rada = env.ref("biuro_rada.demo_term_viii" if council == "viii" else "biuro_rada.demo_term_ix")
    # sudo: biuro.rada.resolution - entries of the past come from an import, not from the verbs
    return env["biuro.rada.resolution"].sudo().create({
        "number": number, "date_adopted": day, "title": TITLES[kind] % {"term": term._term_text()},
        "term_id": rada.id, "signed_on": day, "legal_basis": text["basis"], "external_id": f"lawnik-{number}",
        "body": "".join(f"<p>{line}</p>" for line in text["body"]), "state": "in_force",
    }).with_env(term.env)


def hall(env):
    """Return the session of 28.09.2023 with its item, and three councillors of that term as its counting committee."""
    # sudo: own models of the council - a session of the past term, as an import enters it
    rada = env.ref("biuro_rada.demo_term_viii").sudo()
    Session = rada.env["biuro.rada.session"]
    number = max([60, *Session.search([("term_id", "=", rada.id)]).mapped("number_int")]) + 1
    session = Session.create({
        "term_id": rada.id, "start": "2023-09-28 08:00:00", "end": "2023-09-28 12:00:00", "number_int": number,
        "location": "Ratusz, sala sesyjna im. Rady Miejskiej, ul. Rynek 1, 99-950 Jasionów",
        "statutory_members": 23, "state": "done",
    })
    item = rada.env["biuro.rada.agenda.item"].create({
        "session_id": session.id, "title": "Wybór ławników na kadencję 2024–2027", "item_type": "election",
        "number": "7",
    })
    people = rada.env["biuro.rada.councillor"].search([("term_id", "=", rada.id)], limit=3)
    for login in ("radny5", "radny13", "radny3")[len(people):]:
        # sudo: own models of the council - as above
        now = env.ref(f"biuro_rada.demo_councillor_{login}").sudo()
        people |= people.create({
            "partner_id": now.partner_id.id, "first_name": now.first_name, "last_name": now.last_name,
            "term_id": rada.id, "mandate_start": rada.date_start, "mandate_end": rada.date_end,
            "oath_date": rada.date_start, "state": "ended", "end_reason": "end_of_term",
        })
    return session, item, people


def nominate(env, term):
    """Receive the nominations of June 2023; one of them comes late, one is withdrawn. Return them in their order."""
    courts = {kind: env.ref(f"biuro_wybory.demo_partner_court_{kind}") for kind in ("so", "sr")}
    bodies = [env.ref(f"biuro_wybory.demo_partner_{key}") for key in ("seniors", "union")]
    rows = [*CANDIDATES, (11, "sr", False, 0), (12, "so", False, 0)]
    found = []
    for place, (number, court, labour, _votes) in enumerate(rows):
        day = date(2023, 7, 3) if number == 12 else date(2023, 6, 5 + place)
        if number == 12:
            with calendar(date(2023, 6, 30)):
                term.action_close_nominations()
        born = date(1961 + place * 2, 2 + place % 9, 10 + place)
        with calendar(day):
            one = env["biuro.wybory.lawnik.nomination"].create({
                "term_id": term.id, "court_id": courts[court].id, "for_labour": labour,
                "labour_justification": "Wieloletnia praca w kadrach." if labour else False,
                "received_at": fields.Datetime.now(), "surname": f"Kandydat {number}",
                "given_names": NAMES[place % 10], "birth_date": born, "pesel": pesel(born, 400 + number),
                "birth_surname": "Kandydat", "parents_names": "Jan, Maria", "mother_birth_surname": "Przykładowa",
                "birth_place": "Jasionów", "street": "ul. Przykładowa", "building": str(number), "zip": "00-901",
                "city": "Jasionów", "local_tie": "residence", "local_tie_since": "2009-05-01", "education": "higher",
                "profession": "nauczyciel", "motives": "Chęć służby społecznej.", "consent_date": day,
                "nominator_type": "association" if place % 2 else "organisation",
                "nominator_partner_id": bodies[place % 2].id, "register_type": "krs", "register_no": "0000123456",
                "nominator_signatory": "Prezes Zarządu",
            })
            one._ensure_documents()
            one.document_ids.write({"is_present": True, "issue_date": day - timedelta(days=6)})
        found.append(one)
    return found


def vote(term, session, people, by_number):
    """Enter the protocols of the three votes; the tie for the last place goes to a second round."""
    figures = {"statutory": 23, "present": 21, "issued": 21, "from_box": 21, "invalid_other": 1}
    for ballot in term.ballot_ids:
        ballot.write({
            "session_id": session.id, "scrutiny_chair_id": people[0].id,
            "scrutiny_member_ids": [Command.set(people.ids)], **figures,
            "invalid_other": 1 if ballot.method == "limited_marks" else 0,
        })
        for line in ballot.line_ids:
            votes = by_number[line.nomination_id]
            if ballot.method == "limited_marks":
                line.marks = votes
            else:
                line.votes_for, line.votes_against, line.votes_abstain = votes
        ballot.action_count()
        for following in ballot.next_ids:
            following.write({**figures, "invalid_other": 1})
            for line in following.line_ids:
                line.marks = SECOND[int(line.nomination_id.surname.split()[-1])]
            following.action_count()


def posted(letters, day):
    """The letters of the past went out long ago."""
    # sudo: biuro.letter - the path of these letters through acceptance is told elsewhere
    letters.sudo().write({"state": "dispatched", "date_dispatched": day})


def elect(env):
    """Play the whole election of 2023; return it."""
    keeper = world(env)
    with calendar(date(2023, 4, 20)):
        term = keeper["biuro.wybory.lawnik.term"].create({
            "election_year": 2023, "court_letter_no": "Prez. 0143-2/23", "court_letter_date": "2023-04-18",
            "announced_on": "2023-05-08", "nomination_deadline_time": 15.5,
            "quota_ids": [
                Command.create({"court_id": env.ref("biuro_wybory.demo_partner_court_so").id, "seats": 3}),
                Command.create({
                    "court_id": env.ref("biuro_wybory.demo_partner_court_sr").id, "seats": 5, "seats_labour": 2,
                }),
            ],
        })
        term.action_open()
    nominations = nominate(keeper, term)
    with calendar(date(2023, 7, 12)):
        for one in nominations:
            one.action_check()
        term.action_settle_checked()
    with calendar(date(2023, 7, 20)):
        withdrawn = nominations[-2]
        if withdrawn.state == "admitted":
            withdrawn.action_withdraw("Pisemne oświadczenie kandydata z dnia 19.07.2023 r.", "2023-07-20")
    with calendar(date(2023, 7, 27)):
        team = keeper["biuro.wybory.lawnik.team"].create({
            "name": "Zespół opiniujący – ławnicy 2024–2027",
            "member_ids": [
                Command.create({"name": "Krystyna Bąk", "role": "chair"}), Command.create({"name": "Halina Ćwik"}),
                Command.create({"name": "Małgorzata Mroczek"}),
            ],
        })
        term.team_id = team
        term.action_link_resolution("team", adopted(env, term, "team", "LX/498/2023", date(2023, 7, 27), team).id)
        term.overdue_note = "Informacje Policji wpłynęły pismem zbiorczym 24.07.2023 r."
        # sudo: own model - the people of that team have no account any more
        term.sudo().team_user_ids = env.ref("biuro_wybory.demo_user_kierownik_wybory")
        term.action_start_opinion()
    admitted = [one for one in nominations if one.state == "admitted"]
    with calendar(date(2023, 9, 14)):
        meeting = keeper["biuro.wybory.lawnik.meeting"].create({
            "team_id": team.id, "term_id": term.id, "start": "2023-09-14 07:00:00", "location": "Ratusz, sala nr 12",
            "minutes": "<p>Zespół zapoznał się z dokumentami zgłoszeń.</p>",
        })
        meeting.present_ids = team.member_ids
        meeting.action_hold()
        keeper["biuro.wybory.lawnik.opinion"].create([
            {
                "nomination_id": one.id, "meeting_id": meeting.id, "requirements": "meets", "result": "positive",
                "text": "Kandydat spełnia wymogi ustawowe. Zespół opiniuje kandydaturę pozytywnie.", "votes_for": 3,
            }
            for one in admitted
        ]).action_adopt()
    session, item, people = hall(env)
    with calendar(date(2023, 9, 28)):
        term.write({"session_id": session.id, "agenda_item_id": item.id})
        term.action_start_voting()
        votes = {one: row[3] for one, row in zip(nominations, CANDIDATES, strict=False)}
        vote(term, session, people, votes)
        late = adopted(env, term, "left", "LXI/510/2023", date(2023, 9, 28))
        if term._to_leave():
            term.action_link_resolution("left", late.id)
        term.action_link_resolution("election", adopted(env, term, "election", "LXI/511/2023", date(2023, 9, 28)).id)
        term.action_declare_elected()
    files(env, term)
    return term


def files(env, term):
    """Send the files of the elected to the courts, give others back, destroy the rest, close the election."""
    keeper = term.env
    with calendar(date(2023, 10, 12)):
        term.action_make_transfers()
        for number, transfer in enumerate(term.transfer_ids, 1):
            transfer.action_make_letter()
            posted(transfer.letter_id, date(2023, 10, 12))
            transfer.action_sent("2023-10-12", f"BS.533.{number}.2023")
        term.action_hand_over()
        term.action_start_closing()
        term.action_make_notices()
        posted(term.nomination_ids.notice_letter_id, date(2023, 10, 12))
    left = term._uncollected()
    with calendar(date(2023, 10, 26)):
        left[:1].action_return_papers("Odebrano w Urzędzie, pokwitowanie w teczce sprawy", "2023-10-26")
    with calendar(date(2023, 12, 11)):
        destruction = keeper["biuro.wybory.lawnik.destruction"].create({
            "term_id": term.id, "members": "Halina Ćwik\nKrystyna Bąk\nMałgorzata Mroczek",
            "nomination_ids": [Command.set(term._uncollected().ids)],
        })
        destruction.resolution_id = adopted(
            env, term, "destruction", "LXIII/540/2023", date(2023, 11, 30), destruction
        )
        destruction.performed_on = date(2023, 12, 11)
        destruction.action_perform()
        destruction.protocol_ids = [Command.create({
            "name": "protokol-zniszczenia-11-12-2023.txt", "raw": "Protokół zniszczenia, podpisany.".encode(),
        })]
    keeper["biuro.wybory.lawnik.cost"].create([
        {"term_id": term.id, "date": day, "kind": kind, "description": text, "document_ref": ref, "amount": amount}
        for day, kind, text, ref, amount in (
            ("2023-05-08", "announcement", "Ogłoszenie o naborze w prasie lokalnej", "FV 118/05/2023", 984.0),
            ("2023-09-25", "printing", "Druk kart do głosowania", "FV 77/09/2023", 123.0),
            ("2023-10-12", "postage", "Przesyłki do sądów i zgłaszających", "KP 214/2023", 96.4),
        )
    ])
    with calendar(date(2024, 1, 8)):
        term.with_user(env.ref("biuro_wybory.demo_user_kierownik_wybory")).action_close()


def afterwards(env, term):
    """Tell what became of the mandates since."""
    today = office_today()
    mandates = term.mandate_ids.sorted("id")
    with calendar(date(2024, 1, 3)):
        mandates.action_take_oath("2024-01-03")
    resigned, expired, dismissed, pending = mandates[:4]
    with calendar(date(2025, 3, 20)):
        resigned.action_resign("2025-02-10", "ważne przyczyny")
        resigned.action_court_notice("2025-03-18", "Adm. 0121-4/25")
    matter = term.env["biuro.wybory.lawnik.expiry"].create({
        "mandate_id": expired.id, "offence": "petty", "judgment_court": "Sąd Rejonowy w Lesnej",
        "judgment_ref": "II W 88/25", "judgment_date": "2025-04-02", "final_on": "2025-04-17",
        "learned_on": "2025-05-06",
    })
    act = adopted(env, term, "expiry", "XIV/101/2025", date(2025, 6, 25), matter, "ix")
    matter.action_state(act.id)
    matter.action_make_letter()
    posted(matter.letter_id, date(2025, 6, 30))
    case = term.env["biuro.wybory.lawnik.dismissal"].create({
        "mandate_id": dismissed.id, "motion_date": "2025-08-04", "motion_ref": "Adm. 0121-9/25", "ground": "duties",
        "council_delivered_on": "2025-08-04", "council_received_on": "2025-08-20", "board_delivered_on": "2025-08-04",
        "board_proof": "zwrotne potwierdzenie odbioru z 05.08.2025 r.", "committee_date": "2025-09-15",
        "session_date": "2025-09-24", "date_served": "2025-09-02", "served_proof": "zpo nr 00259007734",
    })
    case.action_served()
    case.write({
        "heard": "absent", "resolution_id": adopted(
            env, term, "dismissal", "XVII/133/2025", date(2025, 9, 24), case, "ix").id,
    })
    with calendar(date(2025, 9, 26)):
        case.action_dismiss()
        case.action_make_letter()
        posted(case.court_letter_id, date(2025, 9, 29))
    with calendar(date(2025, 10, 20)):
        case.action_court_notice("2025-10-14", "Adm. 0121-9/25")
    term.env["biuro.wybory.lawnik.dismissal"].create({
        "mandate_id": pending.id, "motion_date": today - timedelta(days=16), "motion_ref": "Adm. 0121-12/26",
        "ground": "dignity", "council_delivered_on": today - timedelta(days=16),
        "council_received_on": today - timedelta(days=5), "board_delivered_on": today - timedelta(days=16),
        "board_proof": "potwierdzenie odbioru",
    })
    pending.action_suspend_calling("postępowanie o odwołanie (art. 167 § 1 u.s.p.)")


def go_on(env, general):
    """Take the by-election that is with its team a step further: the team appointed, its first meeting, opinions."""
    keeper, today = world(env), office_today()
    term = keeper["biuro.wybory.lawnik.term"].search(
        [("kind", "=", "by_election"), ("state", "=", "opinion"), ("team_id", "=", False)], limit=1)
    if not term:
        return
    term.general_term_id = general
    users = term.team_user_ids
    people = [Command.create({"councillor_id": env.ref("biuro_rada.demo_councillor_radny3").id, "role": "chair"})]
    people += [Command.create({"name": user.name, "user_id": user.id}) for user in users]
    people.append(Command.create({"councillor_id": env.ref("biuro_rada.demo_councillor_radny13").id}))
    team = keeper["biuro.wybory.lawnik.team"].create({"name": f"Zespół – {term.name}", "member_ids": people})
    term.team_id = team
    act = adopted(env, term, "team", f"XXX/240/{today.year}", today - timedelta(days=26), team, "ix")
    term.action_link_resolution("team", act.id)
    held = keeper["biuro.wybory.lawnik.meeting"].create({
        "team_id": team.id, "term_id": term.id, "location": "Ratusz, sala nr 12",
        "start": fields.Datetime.now() - timedelta(days=2), "minutes": "<p>Zespół zapoznał się z aktami zgłoszeń.</p>",
    })
    held.present_ids = team.member_ids[:3]
    held.action_hold()
    keeper["biuro.wybory.lawnik.meeting"].create({
        "team_id": team.id, "term_id": term.id, "location": "Ratusz, sala nr 12",
        "start": fields.Datetime.now() + timedelta(days=5),
    })
    admitted = term.nomination_ids.filtered(lambda one: one.state == "admitted").sorted("register_number")
    Opinion = keeper["biuro.wybory.lawnik.opinion"]
    Opinion.create([
        {
            "nomination_id": one.id, "meeting_id": held.id, "requirements": "meets", "result": "positive",
            "text": "Kandydat spełnia wymogi ustawowe. Zespół opiniuje kandydaturę pozytywnie.", "votes_for": 3,
        }
        for one in admitted[:3]
    ]).action_adopt()
    if len(admitted) > 3 and users:
        Opinion.create({
            "nomination_id": admitted[3].id, "author_id": users[0].id, "requirements": "unclear",
            "text": "Kandydat był leczony; wymaga wyjaśnienia.",
        })
    session = env["biuro.rada.session"].search(
        [("body_type", "=", "council"), ("state", "in", ("draft", "convened")), ("start", ">", fields.Datetime.now()),
         ("is_rehearsal", "=", False)], order="start", limit=1)
    term.session_id = session.with_env(term.env)
    if term._to_leave():
        term.action_draft_left()
    term.action_draft_election()


def tell(env):
    """Tell the story of the lay judges of 2024-2027."""
    if not env.ref("biuro_wybory.demo_partner_court_so", raise_if_not_found=False):
        return
    term = elect(env)
    afterwards(env, term)
    go_on(env, term)
