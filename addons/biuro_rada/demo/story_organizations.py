"""Unions and associations the city belongs to: joining, delegates, fees due and overdue, reports, leaving."""

from datetime import datetime, time, timedelta

from odoo.fields import Command

from odoo.addons.biuro_kancelaria.tools import office_today

from .story_term import named, world

SEQUENCE = 70
POPULATION = 71840


def day(days):
    return str(office_today() + timedelta(days=days))


def make_body(env, key, name, short, seat, **values):
    rada = world(env)
    # sudo: res.partner - the address book of the office
    partner = env["res.partner"].sudo().create({"name": name, "is_company": True, "city": seat})
    body = rada["biuro.rada.organization"].create({
        "name": name, "short_name": short, "partner_id": partner.id, "seat": seat,
        "responsible_id": env.ref("biuro_rada.demo_employee_rada").id, **values,
    })
    return named(env, f"demo_organization_{key}", body)


def delegate(env, body, partner, role, basis, date_from, date_to=False):
    return Command.create({
        "partner_id": partner.id, "role": role, "basis": basis, "date_from": date_from, "date_to": date_to,
    })


def tell_association(env):
    """An association with fees paid, overdue and planned, and its delegates."""
    year = office_today().year
    body = make_body(
        env, "cities", "Stowarzyszenie Miast Średnich", "SMŚ", "Poznań", registry_no="KRS 0000412345",
        purpose="Wspieranie idei samorządu terytorialnego i obrona wspólnych interesów miast.",
        join_resolution="XV/102/2015 z 26.11.2015", join_majority="simple", statute_version="z 12.03.2020",
        fee_rate="0.4007", fee_due="31.03, 30.09", fee_basis="§ 27 statutu, uchwała Zarządu 4/2025",
        budget_code="75095 § 4430", note="Składki ogłasza zarząd stowarzyszenia do końca stycznia.",
    )
    body.action_apply()
    body.action_accept("2016-01-18")
    president = env.ref("biuro_kancelaria.demo_user_prezydent").partner_id
    councillor = env.ref("biuro_rada.demo_councillor_radny9").partner_id
    gone = env.ref("biuro_rada.demo_councillor_resigned").partner_id
    body.delegate_ids = [
        delegate(env, body, president, "representative", "z mocy prawa – Prezydent Miasta", "2024-05-07"),
        delegate(env, body, councillor, "deputy", "uchwała III/21/2024 z 27.06.2024", "2024-07-01"),
        delegate(env, body, gone, "audit", "uchwała III/22/2024 z 27.06.2024", "2024-07-01"),
    ]
    first = body.plan_fee(year, POPULATION, "0.4007", day(-120), f"{year - 1}-06-30", "uchwała Zarządu 4/2025")
    fee = world(env)["biuro.rada.organization.fee"].browse(first["id"])
    fee.action_pay(day(-125))
    following = body.plan_year(year + 1, POPULATION, f"{year}-06-30")
    named(env, "demo_fee_planned", fee.browse(following["ids"][0]))
    body.report_ids = [
        Command.create({
            "year": year - 1, "submitted_to_council_on": f"{year}-03-28", "author_id": body.delegate_ids[0].id,
            "summary": "Miasto skorzystało z pomocy prawnej w trzech sprawach i z porównania kosztów usług.",
        })
    ]
    start = datetime.combine(office_today() + timedelta(days=21), time(9))
    body.add_assembly(str(start), str(start + timedelta(hours=4)), "Poznań, Sala Biała Urzędu Miasta")
    return body


def tell_union(env):
    """A union that performs a task of the city; one instalment is overdue, the next one due soon."""
    body = make_body(
        env, "waste", "Związek Międzygminny „Czysta Dolina”", "ZMCD", "Jasionów", kind="union",
        registry_no="rejestr związków międzygminnych, poz. 214",
        purpose="Wspólne wykonywanie zadań z zakresu gospodarki odpadami komunalnymi.",
        tasks="Odbiór i zagospodarowanie odpadów komunalnych, prowadzenie punktu selektywnej zbiórki.",
        join_resolution="XXII/180/2012 z 28.06.2012", join_majority="absolute_statutory",
        statute_resolution="XXII/180/2012 z 28.06.2012", statute_journal="Dz.Urz. Woj. z 2012 r. poz. 3311",
        fee_fixed=48000, fee_due="31.03, 30.06, 30.09, 15.12", fee_basis="§ 31 statutu związku",
        budget_code="90002 § 2900",
    )
    body.action_apply()
    body.action_accept("2012-10-01")
    body.delegate_ids = [
        delegate(
            env, body, env.ref("biuro_kancelaria.demo_user_zastepca").partner_id, "representative",
            "uchwała V/44/2024 z 26.09.2024 (art. 70)", "2024-10-01",
        ),
        delegate(
            env, body, env.ref("biuro_rada.demo_councillor_radny2").partner_id, "board",
            "uchwała V/45/2024 z 26.09.2024", "2024-10-01", day(40),
        ),
    ]
    year = office_today().year
    Fee = world(env)["biuro.rada.organization.fee"]
    fees = Fee.create([
        {
            "organization_id": body.id, "year": year, "fixed_amount": 48000, "due_date": due, "instalment_no": number,
            "instalments": 4, "basis_ref": body.fee_basis, "budget_code": body.budget_code,
        }
        for number, due in enumerate((day(-160), day(-70), day(-9), day(16)), 1)
    ])
    fees[0].action_pay(day(-162))
    fees[1].action_pay(day(-68))
    Fee._cron_remind()
    named(env, "demo_fee_overdue", fees[2])


def tell_others(env):
    """One that the city is joining, one that accepted the application, one being left, one that ended."""
    make_body(
        env, "tourism", "Lokalna Organizacja Turystyczna „Nad Jasionką”", "LOT", "Jasionów",
        purpose="Promocja turystyczna gmin i powiatu.", fee_rate="0.25", fee_due="28.02",
    )
    heritage = make_body(
        env, "heritage", "Liga Miast Historycznych", "LMH", "Kraków", kind="international",
        purpose="Wymiana doświadczeń w ochronie dziedzictwa.", join_resolution="XXX/301/2026", join_majority="simple",
        fee_fixed=3200, fee_due="30.06", budget_code="75095 § 458",
    )
    heritage.action_apply()
    energy = make_body(
        env, "energy", "Stowarzyszenie Gmin Energetycznych", "SGE", "Bełchatów",
        purpose="Wspólne zakupy energii i poradnictwo.", join_resolution="X/88/2019 z 29.08.2019",
        join_majority="simple", fee_rate="0.10", fee_due="31.03", budget_code="75095 § 4430",
    )
    energy.action_apply()
    energy.action_accept("2019-12-02")
    energy.action_leave("XXVIII/270/2026", day(38))
    route = make_body(
        env, "route", "Porozumienie „Szlak Kolei Wąskotorowej”", "SKW", "Jasionów", kind="agreement",
        purpose="Utrzymanie ścieżki rowerowej na dawnym torowisku.", join_resolution="VI/40/2011",
        join_majority="simple",
    )
    route.action_apply()
    route.action_accept("2011-06-01")
    route.action_leave("XL/390/2022", "2022-12-31")
    route.action_end()


def tell(env):
    """Tell of the memberships of the city."""
    tell_association(env)
    tell_union(env)
    tell_others(env)
