"""Sessions of the council and meetings of its committees: held, in progress, convened, being prepared.

Two older sessions are over, with their votes. The last one is left in progress, so that its votes can be told by the
stories that follow; ``story_minutes`` closes it. The next one is convened with its agenda and materials.
"""

from contextlib import contextmanager
from datetime import datetime, time, timedelta
from unittest.mock import patch

from odoo import fields
from odoo.fields import Command

from odoo.addons.biuro_kancelaria.law.terms import UTC, WARSAW
from odoo.addons.biuro_kancelaria.tools import office_today

from .story_term import named, world

SEQUENCE = 20
HALL = "Ratusz, sala sesyjna im. Rady Miejskiej, ul. Rynek 1, 99-950 Jasionów"
ROOM = "Ratusz, sala nr 12, ul. Rynek 1, 99-950 Jasionów"


def moment(days, hour, minute=0):
    """Return a moment so many days from today at an hour of the clock in Poland (datetime, UTC)."""
    local = datetime.combine(office_today() + timedelta(days=days), time(hour, minute), WARSAW)
    return local.astimezone(UTC).replace(tzinfo=None)


def day(ago):
    """Return the day so many days ago (date)."""
    return office_today() - timedelta(days=ago)


@contextmanager
def clock(at):
    """Let the verbs called inside note a moment of the past as now."""
    with patch.object(fields.Datetime, "now", staticmethod(lambda *args: at)):
        yield


def paper(env, name, text):
    """Return a material of an item: a file with a few words."""
    return env["ir.attachment"].create({"name": name, "raw": text.encode(), "mimetype": "text/plain"})


def make_draft(env, title, initiator="mayor", ago=30, **values):
    """Return a draft of a resolution that may go on an agenda."""
    draft = env["biuro.rada.draft"].create(
        {
            "title": title,
            "initiator_type": initiator,
            "received_date": day(ago),
            "author_department_id": env.ref(
                f"biuro_kancelaria.demo_department_{'gk' if initiator == 'mayor' else 'bs'}"
            ).id,
            "legal_basis": "art. 18 ust. 2 pkt 15 ustawy z dnia 8 marca 1990 r. o samorządzie gminnym",
            "justification": "<p>Projekt przygotowano na podstawie wniosków mieszkańców i analizy wydziału.</p>",
            "body": "<p>§ 1. Uchwala się, co następuje.</p><p>§ 2. Wykonanie powierza się Prezydentowi Miasta.</p>",
            "opinion_ids": [Command.create({"kind": "legal", "result": "positive", "date": day(ago - 3)})],
            **values,
        }
    )
    # sudo: biuro.rada.draft - the way of these drafts through opinions is told elsewhere
    draft.sudo().state = "ready"
    return draft


def make_session(env, key, days, drafts=(), hour=9, **values):
    """Return a session of the council with the usual agenda and the drafts on it."""
    session = env["biuro.rada.session"].create(
        {
            "term_id": env.ref("biuro_rada.demo_term_ix").id,
            "start": moment(days, hour),
            "end": moment(days, hour + 4),
            "location": HALL,
            "minute_taker_id": env.ref("biuro_rada.demo_user_rada").id,
            "stream_url": "https://sesje.jasionow.example/na-zywo",
            **values,
        }
    )
    session.action_usual_agenda()
    for draft in drafts:
        draft.action_put_on_agenda(session.id)
    kinds = {"opening": 10, "agenda": 20, "minutes": 30, "mayor_report": 40, "interpellations": 510, "closing": 990}
    for place, item in enumerate(session.agenda_item_ids.sorted("id")):
        item.sequence = kinds.get(item.item_type, 100 + place if item.draft_id else 600)
        if item.draft_id:
            item.minutes_planned = 15
    session.action_number_items()
    return named(env, f"demo_session_{key}", session)


def come(session, absent, late=()):
    """Note the councillors who came."""
    away = {session.env.ref(f"biuro_rada.demo_councillor_{login}") for login in (*absent, *late)}
    session.attendance_ids.filtered(lambda line: line.councillor_id not in away).action_check_in()


def decide(session, item, minutes, subject, against=(), abstain=(), **values):
    """Vote on an item by names."""
    env = session.env
    vote = env["biuro.rada.vote"].create(
        {"session_id": session.id, "agenda_item_id": item.id, "subject": subject, **values}
    )
    start = session.opened_at + timedelta(minutes=minutes)
    with clock(start):
        vote.action_open()
    present = vote.ballot_ids.filtered(lambda line: line.value == "not_voting").councillor_id
    people = {env.ref(f"biuro_rada.demo_councillor_{login}").id: "no" for login in against}
    people |= {env.ref(f"biuro_rada.demo_councillor_{login}").id: "abstain" for login in abstain}
    with clock(start + timedelta(seconds=40)):
        vote.cast_roll_call({councillor.id: people.get(councillor.id, "yes") for councillor in present})
    with clock(start + timedelta(seconds=60)):
        vote.action_close_vote()
    return vote


def speak(session, minutes, *logins, kind="normal", seconds=150):
    """Let councillors speak to the current item, one after another."""
    Speaker = session.env["biuro.rada.speaker"]
    at = session.opened_at + timedelta(minutes=minutes)
    for login in logins:
        councillor = session.env.ref(f"biuro_rada.demo_councillor_{login}")
        with clock(at):
            Speaker.add_speaker(session.id, councillor_id=councillor.id, kind=kind)
            Speaker.action_next(session.id)
        at += timedelta(seconds=seconds)
    with clock(at):
        Speaker.search([("session_id", "=", session.id), ("state", "=", "speaking")]).action_end()


def hold(session, absent, late, dissent):
    """Play a whole session: everything on its agenda, with votes on the minutes and on each draft."""
    begin = session.start + timedelta(minutes=3)
    with clock(begin):
        session.action_start()
        come(session, absent, late)
    minutes = 2
    for item in session.agenda_item_ids.sorted("sequence"):
        with clock(begin + timedelta(minutes=minutes)):
            item.action_begin()
            if item.item_type == "mayor_report" and late:
                for login in late:
                    councillor = session.env.ref(f"biuro_rada.demo_councillor_{login}")
                    session.env["biuro.rada.attendance"]._of(session, councillor).action_check_in()
        if item.item_type == "minutes":
            decide(session, item, minutes + 2, "Przyjęcie protokołu z poprzedniej sesji")
        elif item.item_type in ("mayor_report", "interpellations"):
            speak(session, minutes + 3, "radny12", "radny15")
            minutes += 12
        elif item.draft_id:
            speak(session, minutes + 2, *dissent.get(item.draft_id.id, {}).get("speakers", ("radny5",)))
            votes = dissent.get(item.draft_id.id, {})
            decide(
                session, item, minutes + 10, f"Uchwała {item.draft_id.title}",
                votes.get("against", ()), votes.get("abstain", ()),
                draft_id=item.draft_id.id, is_final=True, majority=item.draft_id.majority,
                majority_basis=item.draft_id.majority_basis,
            )
            minutes += 10
        minutes += 6
    with clock(begin + timedelta(minutes=minutes)):
        session.action_close()


def tell_past(env):
    """Tell of two sessions that are over and of one that is left in progress for its votes."""
    park = make_draft(env, "w sprawie nadania nazwy parkowi przy ulicy Lipowej", "club", 90,
                      club_id=env.ref("biuro_rada.demo_club_zj").id)
    fees = make_draft(env, "w sprawie ustalenia stawek opłat za zajęcie pasa drogowego", ago=85, is_local_law=True)
    budget = make_draft(env, "w sprawie zmian w budżecie Miasta Jasionowa na rok bieżący", ago=80, kind="budget")
    older = make_session(env, "past1", -63, (park, fees, budget), number_int=29)
    older.action_convene()
    older.sudo().notice_date = older.day - timedelta(days=9)  # sudo: the day on which it was convened then
    hold(older, ("radny9", "radny20"), ("radny14",), {
        park.id: {"against": ("radny5", "radny6"), "abstain": ("radny2",), "speakers": ("radny15", "radny5")},
        fees.id: {"against": ("radny11", "radny12", "radny13", "radny18"), "speakers": ("radny12", "radny4")},
        budget.id: {"abstain": ("radny11", "radny12", "radny13", "radny1", "radny14", "radny22")},
    })
    school = make_draft(env, "w sprawie sieci publicznych szkół podstawowych", ago=60)
    plan = make_draft(env, "w sprawie przystąpienia do sporządzenia miejscowego planu rejonu ulicy Fabrycznej", ago=58)
    newer = make_session(env, "past2", -35, (school, plan), number_int=30)
    newer.action_convene()
    newer.sudo().notice_date = newer.day - timedelta(days=8)  # sudo: as above
    hold(newer, ("radny7", "radny16", "radny21"), (), {
        school.id: {"against": ("radny11", "radny12", "radny13", "radny14"), "abstain": ("radny18",),
                    "speakers": ("radny7", "radny13", "radny3")},
        plan.id: {"against": ("radny21",), "speakers": ("radny15", "radny21")},
    })
    for session, login, reason in ((older, "radny9", "pobyt w szpitalu"), (newer, "radny7", "wyjazd służbowy")):
        session.attendance_ids.filtered(
            lambda line, login=login: line.councillor_id == env.ref(f"biuro_rada.demo_councillor_{login}")
        ).action_excuse(reason, str(session.day))
    bus = make_draft(env, "w sprawie regulaminu korzystania z przystanków komunikacyjnych", ago=40, is_local_law=True)
    culture = make_draft(env, "w sprawie programu rozwoju kultury na lata następne", "committee", 36,
                         committee_id=env.ref("biuro_rada.demo_committee_ke").id)
    loan = make_draft(env, "w sprawie zaciągnięcia kredytu długoterminowego na modernizację oświetlenia", ago=35,
                      has_financial_obligation=True, cover_source="dochody własne Miasta w latach następnych")
    running = make_session(env, "past3", -6, (bus, culture, loan), number_int=31)
    running.action_convene()
    running.sudo().notice_date = running.day - timedelta(days=8)  # sudo: as above
    with clock(running.start + timedelta(minutes=2)):
        running.action_start()
        come(running, ("radny8",), ())


def tell_next(env):
    """Tell of the session that is convened and of the one being prepared."""
    waste = make_draft(env, "w sprawie regulaminu utrzymania czystości i porządku", ago=25, is_local_law=True)
    sport = make_draft(env, "w sprawie trybu udzielania dotacji na rozwój sportu", "club", 20,
                       club_id=env.ref("biuro_rada.demo_club_rm").id)
    benches = make_draft(env, "w sprawie miejsc odpoczynku dla seniorów w śródmieściu", "citizens", 24,
                         signature_count=412, verified_count=389)
    coming = make_session(env, "next", 9, (waste, sport, benches), number_int=32)
    reporters = {waste: "Informacja o kosztach odbioru odpadów.txt", sport: "Zestawienie dotacji w roku bieżącym.txt",
                 benches: "Mapa proponowanych miejsc.txt"}
    for item in coming.agenda_item_ids:
        if item.draft_id in reporters:
            item.attachment_ids = [Command.link(paper(env, reporters[item.draft_id], "Materiał na sesję.").id)]
        if item.item_type == "mayor_report":
            item.attachment_ids = [
                Command.link(paper(env, "Sprawozdanie Prezydenta z okresu między sesjami.txt", "Sprawozdanie.").id)
            ]
    guest = env["res.partner"].create({"name": "Komendant Straży Miejskiej", "email": "komendant@jasionow.example"})
    with patch.object(type(env["biuro.rada.session"]), "_notice_attachments", lambda self: []):
        coming.convene(
            ["mail", "portal"], text="<p>Przed sesją, o godz. 8.30, odbędzie się wręczenie odznaczeń.</p>",
            guest_ids=guest.ids,
        )
    # sudo: mail.mail - the demo city sends no mail; what became of these is told
    mails = coming.notice_ids.sudo().mail_id.sorted("id")
    mails.write({"state": "sent"})
    mails[3:4].write({"state": "exception", "failure_reason": "550 5.1.1 nieznany adresat"})
    for place in range(1, 15):
        user = env.ref(f"biuro_rada.demo_user_radny{place}")
        env["biuro.rada.notice"].with_user(user).note_opened(coming.id)
        if place % 2:
            env["biuro.rada.notice"].with_user(user).acknowledge(coming.id)
    env["biuro.rada.attendance"].with_user(env.ref("biuro_rada.demo_user_radny16")).excuse_myself(
        coming.id, "zaplanowany zabieg"
    )
    make_session(env, "prepared", 44)
    make_session(
        env, "requested", 5, (), 15, kind="on_request", applicant_type="councillors", request_date=office_today(),
        request_signatory_ids=[Command.set([
            env.ref(f"biuro_rada.demo_councillor_radny{place}").id for place in (11, 12, 13, 14, 18)
        ])],
    )


def tell_committees(env):
    """Tell of meetings of committees: held, convened, joint."""
    def meeting(key, days, committees, titles, hour=15):
        return named(env, f"demo_meeting_{key}", env["biuro.rada.session"].create({
            "term_id": env.ref("biuro_rada.demo_term_ix").id,
            "body_type": "committee",
            "committee_ids": [Command.set([env.ref(f"biuro_rada.demo_committee_{name}").id for name in committees])],
            "start": moment(days, hour),
            "end": moment(days, hour + 2),
            "location": ROOM,
            "agenda_item_ids": [
                Command.create({"number": str(place), "title": title, "sequence": place * 10, "minutes_planned": 20})
                for place, title in enumerate(titles, 1)
            ],
        }))

    for key, days, committees, titles, absent in (
        ("kb", -40, ["kb"], ["Zaopiniowanie zmian w budżecie", "Informacja o wykonaniu dochodów"], ("radny14",)),
        ("kr", -20, ["kr"], ["Przyjęcie planu kontroli", "Wystąpienie pokontrolne po kontroli biblioteki"], ()),
        ("joint", -12, ["kp", "ke"], ["Zagospodarowanie parku przy ulicy Lipowej", "Wnioski"], ("radny10", "radny19")),
    ):
        held = meeting(key, days, committees, titles)
        held.action_convene()
        held.sudo().notice_date = held.day - timedelta(days=5)  # sudo: the day on which it was convened then
        with clock(held.start + timedelta(minutes=1)):
            held.action_start()
            come(held, absent)
        for place, item in enumerate(held.agenda_item_ids):
            with clock(held.start + timedelta(minutes=5 + 25 * place)):
                item.action_begin()
        with clock(held.start + timedelta(minutes=70)):
            held.action_close()
    with patch.object(type(env["biuro.rada.session"]), "_notice_attachments", lambda self: []):
        meeting("coming", 4, ["kb"], ["Zaopiniowanie projektów uchwał na najbliższą sesję", "Sprawy różne"]).convene(
            ["portal"]
        )
    meeting("prepared", 18, ["ks"], ["Informacja o pomocy osobom w kryzysie bezdomności", "Sprawy różne"])


def tell_interests(env):
    """Tell of interests that councillors declared; two of them meet items of the agendas."""
    env["biuro.rada.interest"].create([
        {"councillor_id": env.ref(f"biuro_rada.demo_councillor_{login}").id, "name": name, "words": words,
         "date_from": "2024-05-07", "source": source}
        for login, name, words, source in (
            ("radny21", "współwłasność działki w rejonie ulicy Fabrycznej", "Fabryczna",
             "oświadczenie majątkowe za rok 2024"),
            ("radny17", "zarząd klubu sportowego „Orzeł”", "rozwój sportu, Orzeł", "oświadczenie złożone na sesji"),
            ("radny5", "udział w spółce „Eko-Odbiór”", "utrzymanie czystości, Eko-Odbiór",
             "oświadczenie majątkowe za rok 2025"),
        )
    ])


def tell(env):
    """Tell of sessions and meetings."""
    rada = world(env)
    tell_interests(rada)
    tell_past(rada)
    tell_committees(rada)
    tell_next(rada)
