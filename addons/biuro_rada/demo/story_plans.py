"""What the council plans and must do: work plans, reports of committees, the statutory calendar, a matter of a mandate.
"""

from datetime import date, timedelta

from odoo.fields import Command

from odoo.addons.biuro_kancelaria.tools import office_today

from .story_term import world

SEQUENCE = 80

COUNCIL = [
    ("01", "Sprawozdanie z działalności komisji Rady za rok ubiegły", "Przewodniczący komisji"),
    ("02", "Stan bezpieczeństwa i porządku publicznego w mieście", "Komenda Powiatowa Policji, Straż Miejska"),
    ("03", "Realizacja programu współpracy z organizacjami pozarządowymi", "Biuro Samorządowe"),
    ("04", "Ocena zasobów pomocy społecznej", "Miejski Ośrodek Pomocy Społecznej"),
    ("05", "Przygotowanie miasta do sezonu letniego; utrzymanie zieleni", "Wydział Gospodarki Komunalnej"),
    ("06", "Raport o stanie miasta; wotum zaufania i absolutorium", "Prezydent Miasta, Komisja Rewizyjna"),
    ("08", "Informacja o przygotowaniu szkół do roku szkolnego", "Wydział Edukacji"),
    ("09", "Stan dróg i chodników oraz plan remontów", "Wydział Gospodarki Komunalnej"),
    ("10", "Informacja o stanie realizacji zadań oświatowych", "Wydział Edukacji"),
    ("11", "Podatki i opłaty lokalne na rok następny", "Skarbnik Miasta"),
    ("12", "Budżet miasta i wieloletnia prognoza finansowa", "Prezydent Miasta, Skarbnik Miasta"),
]
AUDIT = [
    ("02", "Kontrola realizacji zamówień poniżej progu ustawowego", "zespół kontrolny"),
    ("04", "Kontrola dotacji dla klubów sportowych", "zespół kontrolny"),
    ("05", "Opinia o wykonaniu budżetu i wniosek w sprawie absolutorium", "cała komisja"),
    ("09", "Kontrola Miejskiego Zarządu Dróg: remonty chodników", "zespół kontrolny"),
    ("11", "Opinia o projekcie budżetu", "cała komisja"),
]


def plan(env, key, year, lines):
    committee = env.ref(f"biuro_rada.demo_committee_{key}") if key else env["biuro.rada.committee"]
    return env["biuro.rada.workplan"].create({
        "term_id": env.ref("biuro_rada.demo_term_ix").id, "committee_id": committee.id, "year": year,
        "line_ids": [
            Command.create({"period": month, "topic": topic, "responsible": responsible})
            for month, topic, responsible in lines
        ],
    })


def settle(plan, until):
    """Note what became of the topics of the months that have passed; one was put off."""
    sessions = plan.env["biuro.rada.session"].search([
        ("body_type", "=", "council"), ("state", "in", ("closed", "minutes_ready", "done")),
    ])
    past = plan.line_ids.filtered(lambda line: date(plan.year, int(line.period), 1) < until.replace(day=1))
    for line in past[:-1]:
        held = sessions.filtered(lambda session, line=line: (
            not plan.committee_id and session.day.year == plan.year and session.day.month == int(line.period)
        ))
        line.action_done(held[:1].id)
    past[-1:].action_postpone("Brak kompletu materiałów – temat przeniesiono na następny miesiąc")


def make_plans(env, today):
    year = today.year
    council = plan(env, "", year, COUNCIL)
    council.action_adopt(f"{year - 1}-12-18", f"uchwała nr XX/231/{year - 1} z 18.12.{year - 1} r.")
    settle(council, today)
    audit = plan(env, "kr", year, AUDIT)
    audit.action_adopt(f"{year - 1}-12-18", f"uchwała nr XX/232/{year - 1} z 18.12.{year - 1} r.")
    settle(audit, today)
    before = plan(env, "kr", year - 1, AUDIT[:3])
    before.action_adopt(f"{year - 1}-01-16", f"uchwała nr IX/98/{year - 1} z 16.01.{year - 1} r.")
    before.line_ids.action_done()
    before.action_report(
        "Komisja przeprowadziła zaplanowane kontrole. Zalecenia przekazano Prezydentowi; wykonano je w całości.")
    education = plan(env, "ke", year, [
        ("03", "Oferta miejskich instytucji kultury", "dyrektorzy instytucji"),
        ("06", "Organizacja roku szkolnego – arkusze", "Wydział Edukacji"),
        ("12", "Plan imprez na rok następny", "Wydział Kultury"),
    ])
    education.action_adopt(f"{year}-01-20", f"protokół posiedzenia z 20.01.{year} r.")
    if year + 1 <= 2029:
        council.copy({"year": year + 1})
    return before


def make_reports(env, before, today):
    year = today.year - 1
    report = env["biuro.rada.body.report"].create({
        "term_id": env.ref("biuro_rada.demo_term_ix").id,
        "committee_id": env.ref("biuro_rada.demo_committee_kr").id,
        "date_from": f"{year}-01-01", "date_to": f"{year}-12-31", "workplan_id": before.id,
        "text": "<p>W okresie sprawozdawczym Komisja przeprowadziła dwie kontrole planowe i jedną doraźną, "
                "zaopiniowała wykonanie budżetu i wystąpiła z wnioskiem w sprawie absolutorium.</p>",
    })
    report.action_submit(f"{year + 1}-01-22")
    env["biuro.rada.body.report"].create({
        "term_id": env.ref("biuro_rada.demo_term_ix").id,
        "committee_id": env.ref("biuro_rada.demo_committee_ke").id,
        "date_from": f"{today.year}-01-01", "date_to": str(today.replace(day=1) - timedelta(days=1))
        if today.month > 1 else f"{today.year}-01-31",
        "text": "<p>Projekt sprawozdania: komisja opiniowała projekty uchwał z zakresu oświaty i kultury.</p>",
    })


def make_calendar(env, today):
    calendar = env["biuro.rada.calendar"]
    for year in (today.year, today.year + 1):
        calendar.generate(year)
    duties = calendar.search([("year", "=", today.year)])
    # sudo: own model - what the registers show is noted every night by the system
    duties.sudo()._find_done()
    for duty in duties.filtered(lambda duty: duty.state == "planned" and duty.date_due < today):
        if duty.code == "rada_cal_statements_info" and (today - duty.date_due).days < 90:
            continue  # still to be done, and late
        duty.action_done(str(duty.date_target - timedelta(days=2)), "akta Biura Rady")


def make_expiry(env, today):
    """A councillor may run a firm on the city's land: the council has a month, the explanations were heard."""
    matter = env["biuro.rada.expiry"].create({
        "councillor_id": env.ref("biuro_rada.demo_councillor_radny14").id,
        "ground": "incompatibility",
        "cause_date": str(today - timedelta(days=22)),
        "facts": "Prowadzenie działalności gospodarczej z wykorzystaniem lokalu komunalnego przy ul. Targowej – "
                 "pismo Zarządu Budynków Komunalnych.",
    })
    matter.action_letter_hearing()
    matter.write({
        "hearing_date": str(today - timedelta(days=6)),
        "hearing_note": "Radny wyjaśnił, że umowę najmu wypowiedział przed upływem trzech miesięcy od ślubowania.",
    })


def make_checks(env):
    """What is not combined with a mandate was asked of two councillors; one had a contract with the city."""
    people = [env.ref(f"biuro_rada.demo_councillor_{login}") for login in ("radny14", "radny22")]
    checks = env["biuro.rada.incompatibility"]
    checks.make([person.id for person in people])
    lines = checks.search([("councillor_id", "=", people[0].id)])
    lines.filtered(lambda line: "24f" not in line.provision).action_clear(note="oświadczenie radnego")
    lines.filtered(lambda line: line.provision.startswith("u.s.g. art. 24f ust. 1")).action_obstacle(
        "Lokal przy ul. Targowej wynajmowany od miasta")


def tell(env):
    """Plan the year, report on the last one, make the statutory calendar."""
    rada, today = world(env), office_today()
    before = make_plans(rada, today)
    make_reports(rada, before, today)
    make_calendar(rada, today)
    make_checks(rada)
    make_expiry(rada, today)
