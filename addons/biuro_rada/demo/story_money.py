"""Money of councillors: rules, months counted and paid, a correction that waits, business trips in every state."""

from datetime import datetime, time, timedelta

from odoo import fields
from odoo.fields import Command

from odoo.addons.biuro_kancelaria.law.terms import UTC, WARSAW
from odoo.addons.biuro_kancelaria.tools import office_today

from .story_term import named, world

SEQUENCE = 60

RATES = [
    ("chair", 75, "§ 2 pkt 1"),
    ("vice_chair", 65, "§ 2 pkt 2"),
    ("special_committee_chair", 60, "§ 2 pkt 3"),
    ("committee_chair", 55, "§ 2 pkt 4"),
    ("committee_vice", 45, "§ 2 pkt 5"),
    ("councillor", 35, "§ 2 pkt 6"),
]
REDUCTIONS = [
    ("session_absent", 50, 0, True, "§ 4 ust. 1"),
    ("session_late", 20, 30, False, "§ 4 ust. 2"),
    ("request_session_absent", 10, 0, True, "§ 4 ust. 3"),
    ("committee_absent", 10, 0, True, "§ 4 ust. 4"),
    ("committee_late", 5, 30, False, "§ 4 ust. 5"),
]
# those whose allowances go to a bank account; the others take them at the cash desk of the office
BANK = "10201042"


def second(env):
    """Return the environment of the treasurer, who checks and approves what the clerk counted."""
    user = env.ref("biuro_kancelaria.demo_user_skarbnik")
    # sudo: res.users - the installation sets up the accounts of the demo city
    user.sudo().group_ids = [Command.link(env.ref("biuro_rada.biuro_rada_group_finance").id)]
    return world(env)(user=user)


def account(number):
    """Return a Polish account number with true control digits."""
    rest = f"{BANK}{number:016d}"
    return f"PL{98 - int(rest + '252100') % 97:02d}{rest}"


def make_accounts(env):
    for number, councillor in enumerate(world(env)["biuro.rada.councillor"].search([("state", "=", "active")]), 1):
        if number % 9 == 0:
            continue
        # sudo: res.partner.bank - accounts that the councillors gave to the office
        bank = env["res.partner.bank"].sudo().create(
            {"partner_id": councillor.partner_id.id, "acc_number": account(4120000 + number * 37)}
        )
        councillor.bank_account_id = bank


def kilometres(env):
    """Return the council's rates per kilometre by the class of car, for those whose highest rate is entered."""
    rates = {"car_small": 0.89, "car_large": 1.15, "motorcycle": 0.69, "moped": 0.42}
    known = env["biuro.rate"].search([("code", "in", [f"travel_km_{car}" for car in rates])]).mapped("code")
    return {car: rate for car, rate in rates.items() if f"travel_km_{car}" in known}


def make_scheme(env):
    scheme = world(env)["biuro.rada.diet.scheme"].create({
        "name": "Diety radnych IX kadencji",
        "resolution_ref": "II/9/2024 z 20.05.2024",
        "valid_from": "2024-05-07",
        "population": 72000,
        "population_source": "GUS, stan na 31.12.2023",
        **{f"km_{car}": rate for car, rate in kilometres(env).items()},
        "rate_ids": [
            Command.create({"function": function, "value": value, "paragraph": paragraph})
            for function, value, paragraph in RATES
        ],
        "reduction_ids": [
            Command.create({
                "event": event, "value": value, "late_minutes": minutes, "excused_exempt": exempt,
                "paragraph": paragraph,
            })
            for event, value, minutes, exempt, paragraph in REDUCTIONS
        ],
    })
    named(env, "demo_diet_scheme", scheme).action_activate()
    return scheme


def months(count):
    """Return the first days of the last whole months, the oldest first."""
    first = office_today().replace(day=1)
    return [fields.Date.subtract(first, months=number) for number in range(count, 0, -1)]


def pay_month(env, month, paid_on):
    """Count, check, approve, list, pay and close a month."""
    rada, treasurer = world(env), second(env)
    record = rada["biuro.rada.diet.month"].browse(rada["biuro.rada.diet.month"].calculate(str(month))["id"])
    own = record.with_env(treasurer)
    own.action_check()
    own.action_approve()
    paylist = rada["biuro.rada.diet.list"].browse(rada["biuro.rada.diet.list"].make_list(str(month))["id"])
    paylist.planned_date = min(paid_on, office_today())
    paylist.with_env(treasurer).action_approve()
    paylist.action_pay(str(paylist.planned_date))
    record.action_close()
    return record


def tell_months(env):
    """Tell of months that are paid, of one that was corrected afterwards and of one that waits for its check."""
    rada = world(env)
    oldest, late, corrected, last = months(4)
    pay_month(env, oldest, fields.Date.add(oldest, months=1, days=9))
    # two allowances paid in one month share its tax-free limit
    pay_month(env, late, fields.Date.add(late, months=2, days=1))
    record = pay_month(env, corrected, fields.Date.add(corrected, months=1, days=9))
    named(env, "demo_diet_month_closed", record)
    # an excuse was accepted after the payment: the difference waits for the next list
    reduced = record.line_ids.filtered(lambda line: line.event_ids and not line.corrects_id)[:1]
    if reduced:
        event = reduced.event_ids[:1]
        attendance = rada["biuro.rada.attendance"]._of(event.session_id, reduced.councillor_id)
        # sudo: biuro.rada.attendance - the excuse came after the session and the chair accepted it
        attendance.sudo().write({"excuse_accepted": True, "excuse_date": office_today() - timedelta(days=3)})
        made = record.action_recalculate("przyjęto usprawiedliwienie nieobecności złożone po wypłacie")
        record.line_ids.browse(made["lines"]).with_env(second(env)).action_approve()
    if not rada["biuro.rada.diet.month"]._sessions(*record._bounds(last), closed=False)[1]:
        counted = rada["biuro.rada.diet.month"].calculate(str(last))
        named(env, "demo_diet_month_counted", rada["biuro.rada.diet.month"].browse(counted["id"]))


def moment(days, hour):
    """Return a moment so many days from today at an hour of the clock in Poland (datetime, UTC)."""
    local = datetime.combine(office_today() + timedelta(days=days), time(hour), WARSAW)
    return local.astimezone(UTC).replace(tzinfo=None)


def make_trip(env, login, days, hours, target, purpose, **values):
    return world(env)["biuro.rada.trip"].create({
        "councillor_id": env.ref(f"biuro_rada.demo_councillor_{login}").id,
        "purpose": purpose,
        "town_from": "Jasionów",
        "town_target": target,
        "town_to": "Jasionów",
        "depart_at": moment(days, 7),
        "return_at": moment(days, 7) + timedelta(hours=hours),
        **values,
    })


def order(trip, before=4):
    trip.action_order(date=str((trip.depart_at - timedelta(days=before)).date()))
    return trip


def tell_trips(env):
    """Tell of trips: paid, waiting for a list, to be counted, ordered, of the chair, asked for and refused."""
    rada, treasurer = world(env), second(env)
    vice = rada["biuro.rada.function"].search([
        ("councillor_id", "=", env.ref("biuro_rada.demo_councillor_radny1").id), ("role", "=", "vice_chair"),
    ])
    vice.orders_chair_trips = True

    paid = order(make_trip(
        env, "radny7", -48, 34, "Poznań", "Kongres edukacji samorządowej: udział z ramienia Komisji Edukacji.",
        nights_without_bill=1, local_transport=True, report="Udział w dwóch panelach; materiały przekazano komisji.",
    ))
    paid.line_ids = [Command.create({"kind": "ticket", "amount": 118.4, "receipt": "bilet PKP nr 7719"})]
    paid.action_complete()
    paid.action_settle()
    paylist = rada["biuro.rada.diet.list"].browse(
        rada["biuro.rada.diet.list"].make_list(str(office_today() - timedelta(days=30)), "trips")["id"]
    )
    paylist.with_env(treasurer).action_approve()
    paylist.action_pay(str(office_today() - timedelta(days=28)))

    chair = make_trip(
        env, "przewodniczacy", -16, 13, "Warszawa", "Posiedzenie przewodniczących rad miast regionu.",
        report="Uzgodniono wspólne stanowisko w sprawie dochodów miast.",
    )
    if "car_large" in kilometres(env):
        chair.write({
            "transport": "private_car", "car_class": "car_large", "km": 412,
            "consent_basis": "zgoda podpisana na wniosku o wyjazd",
        })
        chair.action_consent_car()
    order(chair).action_complete()
    chair.action_settle()
    named(env, "demo_trip_chair", chair)

    over = order(make_trip(
        env, "radny15", -5, 11, "Wrocław", "Szkolenie z planowania przestrzennego dla komisji.", transport="bus",
    ))
    named(env, "demo_trip_over", over)
    order(make_trip(
        env, "radny12", 8, 9, "Łódź", "Konferencja o finansach samorządu.", transport="city_car",
    ), 12)
    refused = make_trip(env, "radny21", 20, 72, "Gdańsk", "Targi turystyczne.")
    refused.action_refuse("Zadanie nie wiąże się z wykonywaniem mandatu (§ 1 rozporządzenia).")

    day = office_today() + timedelta(days=15)
    env["biuro.rada.purse"].with_user(env.ref("biuro_rada.demo_user_radny5")).request_trip({
        "purpose": "Seminarium o budżecie obywatelskim: udział jako przewodnicząca Komisji Budżetu.",
        "target": "Kraków", "depart_day": str(day), "depart_time": "06:30",
        "return_day": str(day + timedelta(days=1)), "return_time": "18:00", "transport": "train",
    })


def tell(env):
    """Tell of the money of councillors."""
    make_accounts(env)
    make_scheme(env)
    tell_months(env)
    tell_trips(env)
