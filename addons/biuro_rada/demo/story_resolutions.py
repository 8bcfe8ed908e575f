"""Drafts on their way, adopted resolutions under supervision, the official journal, execution, orders of the President.

The sessions of the story before adopted resolutions; those of the former term are entered as they were.
"""

import base64
import io
import zipfile
from datetime import timedelta

from odoo.fields import Command

from odoo.addons.biuro_kancelaria.tools import office_today

from .story_term import named, world

SEQUENCE = 30


def day(ago):
    """Return the day so many days ago (date)."""
    return office_today() - timedelta(days=ago)


def cell(env, symbol):
    """Return a cell of the office."""
    return env.ref(f"biuro_kancelaria.demo_department_{symbol}")


def user(env, login):
    """Return a user by login."""
    # sudo: res.users - accounts of the demo city
    return env["res.users"].sudo().search([("login", "=", login)]).sudo(False)


def person(env, function):
    """Return who holds a function in the office."""
    # sudo: hr.employee - who holds which function is known to everybody in the office
    return env["hr.employee"].sudo().search([("office_function", "=", function)], limit=1).sudo(False)


def set_office(env):
    """Name the council's office, the authorities and the journal."""
    # sudo: res.partner, res.company - set up by the installation
    partners = env["res.partner"].sudo().create([
        {"name": "Wojewoda Mazowiecki", "street": "pl. Bankowy 3/5", "zip": "00-950", "city": "Warszawa",
         "is_company": True, "email": "nadzor@wojewoda.example", "ade_address": "AE:PL-11111-22222-ABCDE-12"},
        {"name": "Regionalna Izba Obrachunkowa w Warszawie", "street": "ul. Koszykowa 6a", "zip": "00-564",
         "city": "Warszawa", "is_company": True, "email": "kancelaria@rio.example",
         "ade_address": "AE:PL-33333-44444-FGHIJ-15"},
    ])
    env.company.sudo().write({
        "rada_department_id": cell(env, "bs").id, "rada_wojewoda_id": partners[0].id, "rada_rio_id": partners[1].id,
        "rada_journal_name": "Dziennik Urzędowy Województwa Mazowieckiego",
        "rada_city_genitive": "Rady Miasta Jasionów",
    })


def tell_history(env):
    """Enter some resolutions of the former term, as an import does. Return them by key."""
    # sudo: own models - entries of the past come from an import, not from the verbs
    term = named(env, "demo_term_viii", env["biuro.rada.term"].sudo().create({
        "number": "VIII", "election_date": "2018-10-21", "date_start": "2018-11-22", "date_end": "2024-05-06",
        "population": 74500, "state": "closed",
    }))
    rows = {
        "fees": ("XVIII/142/2020", 142, "2020-02-26", "w sprawie stawek opłat za zajęcie pasa drogowego", 2190),
        "market": ("XXV/201/2020", 201, "2020-10-28", "w sprawie regulaminu targowiska miejskiego", 11873),
        "order": ("XXXIV/287/2021", 287, "2021-09-29", "w sprawie regulaminu utrzymania czystości i porządku", 8714),
        "names": ("XL/331/2022", 331, "2022-05-25", "w sprawie zasad nadawania nazw ulicom i placom", 0),
    }
    found = {}
    for key, (number, seq, adopted, title, item) in rows.items():
        values = {
            "number": number, "seq": seq, "date_adopted": adopted, "title": title, "term_id": term.id,
            "is_local_law": bool(item), "to_publish": bool(item), "signed_on": adopted, "external_id": f"VIII-{seq}",
            "legal_basis": "art. 18 ust. 2 pkt 15, art. 40 ust. 1 ustawy z dnia 8 marca 1990 r. o samorządzie gminnym",
            "body": "<p>§ 1. Uchwala się regulamin w brzmieniu załącznika.</p>"
                    "<p>§ 2. Wykonanie powierza się Prezydentowi Miasta.</p>",
            "state": "in_force",
        }
        if item:
            first = env["biuro.rada.resolution"]._fields["date_adopted"].to_date(adopted) + timedelta(days=20)
            values.update(in_force_rule="days", published_on=first, journal_year=first.year, journal_item=item,
                          journal_name="Dziennik Urzędowy Województwa Mazowieckiego")
        # sudo: own model - as above
        found[key] = named(env, f"demo_resolution_viii_{key}", env["biuro.rada.resolution"].sudo().create(values))
    # the regulation of the market was changed almost a year ago and has no consolidated text yet
    changed = day(335)
    for key, target, session, seq, ago in (
        ("market_change", "market", "XX", 118, 350), ("order_change", "order", "XXI", 121, 330),
    ):
        adopted = day(ago)
        # sudo: own model - as above
        found[key] = env["biuro.rada.resolution"].sudo().create({
            "number": f"{session}/{seq}/{adopted.year}", "date_adopted": adopted,
            "term_id": env.ref("biuro_rada.demo_term_ix").id,
            "title": f"zmieniająca uchwałę {found[target].title}", "is_local_law": True, "to_publish": True,
            "in_force_rule": "days", "signed_on": adopted, "external_id": f"IX-{seq}", "state": "in_force",
            "published_on": max(adopted + timedelta(days=15), changed) if key == "market_change" else adopted,
            "journal_year": changed.year, "journal_item": 5120 + seq,
            "journal_name": "Dziennik Urzędowy Województwa Mazowieckiego",
            "body": "<p>§ 1. W regulaminie wprowadza się zmiany.</p>",
            "relation_ids": [Command.create({"kind": "amends", "target_id": found[target].id, "note": "§ 4, § 7"})],
        })
    rada = world(env)
    text = rada["biuro.rada.consolidated"].create({
        "resolution_id": found["order"].id, "date": day(150), "as_of": day(150), "body": found["order"].body,
    })
    text.action_announce()
    text.action_publish(str(day(140)), day(140).year, 7719)
    return found


def act_file(resolution):
    """Return the file of an act (base64) as the legislator's tools make it."""
    xml = (
        f'<?xml version="1.0" encoding="utf-8"?><uchwala xmlns="http://www.crd.gov.pl/xml/schematy/edap/2010/01/02">'
        f"<metryka><numer>{resolution.number}</numer><data>{resolution.date_adopted}</data><nazwa>uchwała</nazwa>"
        f"<organ-wydajacy>Rada Miasta Jasionów</organ-wydajacy><tytul>{resolution.title}</tytul></metryka>"
        "<podstawa-prawna>Na podstawie art. 40 ust. 1 ustawy o samorządzie gminnym</podstawa-prawna>"
        '<zalaczniki><zalacznik nazwa="Załącznik nr 1 – stawki opłat"/></zalaczniki></uchwala>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("akt.xml", xml)
    return base64.b64encode(buffer.getvalue()).decode()


def submit(resolution, signed, sent, delivered=None):
    """Sign and submit a resolution, so many days ago each."""
    resolution.action_sign(str(day(signed)))
    resolution.supervision_ids.action_sent(str(day(sent)))
    if delivered is not None:
        resolution.supervision_ids.action_delivered(str(day(delivered)), "UPD")


def tell_supervision(env, history):
    """Tell what became of the resolutions that the past sessions adopted."""
    rada = world(env)
    found = {}
    for key, words in (("park", "parkowi"), ("fees", "stawek opłat za zajęcie"), ("budget", "zmian w budżecie"),
                       ("school", "sieci publicznych"), ("plan", "miejscowego planu")):
        row = rada["biuro.rada.resolution"].search(
            [("title", "ilike", words), ("external_id", "=", False), ("state", "=", "adopted")], limit=1)
        if row:
            found[key] = row
    if len(found) < 5:
        return
    late = max((office_today() - found["park"].date_adopted).days - 1, 50)
    found["park"].write({"executor_id": cell(env, "gk").id, "executor_due": day(12)})
    submit(found["park"], late, late - 4, late - 5)
    found["park"].supervision_ids.action_close(str(day(late - 40)))
    fees = found["fees"]
    fees.write({
        "executor_id": cell(env, "kp").id, "executor_due": day(-30),
        "relation_ids": [Command.create({"kind": "repeals", "target_id": history["fees"].id})],
    })
    submit(fees, late, late - 3, late - 4)
    fees.action_load_act_file(act_file(fees), "uchwala-oplaty.zipx")
    fees.action_submit_to_journal(str(day(late - 5)), "E-DUW-2214")
    fees.action_publish(str(day(late - 16)), day(late - 16).year, 4512)
    fees.supervision_ids.action_close(str(day(late - 40)))
    fees.execution_ids.action_report("Stawki wprowadzono do systemu opłat i ogłoszono na tablicy.", True, str(day(9)))
    budget = found["budget"]
    submit(budget, late, late - 9, late - 11)
    rio = budget.supervision_ids.filtered(lambda row: row.authority == "rio")
    rio.action_decide("indication", "RIO.IV.421.12", str(day(late - 30)), str(day(late - 33)),
                      "Naruszenie nieistotne: błędny numer działu w załączniku nr 2.")
    newer = max((office_today() - found["school"].date_adopted).days - 1, 26)
    found["school"].write({"executor_id": cell(env, "wo").id, "executor_due": day(-90)})
    submit(found["school"], newer, newer - 4, newer - 5)
    found["school"].supervision_ids.action_proceeding(
        str(day(8)), "Wszczęcie postępowania: brak opinii kuratora oświaty w aktach.")
    found["school"].execution_ids.action_report("Przekazano dyrektorom szkół do stosowania.", False, str(day(4)))
    plan = found["plan"]
    submit(plan, newer, newer - 3, newer - 4)
    plan.supervision_ids.action_decide(
        "annulment", "WNP-I.4131.77", str(day(12)), str(day(10)),
        "Istotne naruszenie trybu: uchwałę podjęto bez analizy z art. 14 ust. 5 ustawy o planowaniu.")


def draft(env, title, ago, **values):
    """Return a draft as the office receives it."""
    return env["biuro.rada.draft"].create({
        "title": title, "received_date": day(ago),
        "legal_basis": "Na podstawie art. 18 ust. 2 pkt 15 ustawy z dnia 8 marca 1990 r. o samorządzie gminnym "
                       "(Dz.U. z 2026 r. poz. 662) uchwala się, co następuje:",
        "justification": "<p>Projekt odpowiada na wnioski mieszkańców i zalecenia Komisji.</p>",
        "body": "<p>§ 1. Uchwala się, co następuje.</p><p>§ 2. Wykonanie uchwały powierza się Prezydentowi Miasta.</p>"
                "<p>§ 3. Uchwała wchodzi w życie z dniem podjęcia.</p>",
        "financial_none": True, **values,
    })


def asked(opinion, ago, days):
    """An opinion was asked for some days ago."""
    # sudo: own model - the days of the story lie in the past
    opinion.sudo().asked_on = day(ago)
    opinion.sudo()._deadline_start("draft_opinion", day(ago), amount=days)


def tell_drafts(env):
    """Tell of drafts in each state."""
    rada = world(env)
    committee = env.ref("biuro_rada.demo_committee_kp")
    draft(rada, "w sprawie ustanowienia pomnika przyrody przy ulicy Młyńskiej", 1,
          author_department_id=cell(env, "gk").id, is_local_law=True)
    draft(rada, "w sprawie wyrażenia stanowiska dotyczącego połączeń kolejowych", 2, initiator_type="councillors",
          kind="position",
          proposer_ids=[Command.set([env.ref(f"biuro_rada.demo_councillor_radny{n}").id for n in (15, 16, 17)])])
    bond = draft(
        rada, "w sprawie emisji obligacji komunalnych na budowę przedszkola", 9, has_financial_obligation=True,
        financial_none=False, financial_effect="Wydatki na obsługę długu w latach 2027–2036, łącznie 3,1 mln zł.",
        cover_source="dochody własne Miasta w latach 2027–2036", amount=12000000,
        author_department_id=cell(env, "bs").id,
    )
    bond.action_send_to_opinions()
    for opinion in bond.opinion_ids:
        asked(opinion, 7, 3)
    bond.opinion_ids.filtered(lambda line: line.kind == "legal").with_user(user(env, "radca")).action_give(
        "remarks", "W § 2 wskazać źródło pokrycia zobowiązania (art. 58 ust. 1 u.s.g.).", str(day(3)))
    greens = draft(rada, "w sprawie zasad ochrony zieleni na terenach miejskich", 12, is_local_law=True,
                   author_department_id=cell(env, "gk").id)
    greens.write({"opinion_ids": [Command.create({"kind": "committee", "committee_id": committee.id})]})
    greens.action_send_to_opinions()
    greens.opinion_ids.filtered(lambda line: line.kind == "legal").with_user(user(env, "radca")).action_give(
        "positive", "Bez uwag.")
    night = draft(rada, "w sprawie ograniczenia nocnej sprzedaży napojów alkoholowych", 20, is_local_law=True,
                  consultation_required=True, author_department_id=cell(env, "bs").id)
    rada["biuro.rada.consultation"].create([
        {"draft_id": night.id, "kind": "residents", "form": "online", "date_from": day(6), "date_to": day(-8),
         "place": "konsultacje.jasionow.example", "ordered_by": "Zarządzenie Prezydenta Miasta"},
        {"draft_id": night.id, "kind": "district", "form": "opinion", "date_from": day(18), "date_to": day(3),
         "place": "rady osiedli", "remark_count": 4, "taken_count": 2},
    ])
    night.action_send_to_opinions()
    citizens = draft(rada, "w sprawie Jasionowskiego Funduszu Drzew", 15, initiator_type="citizens",
                     financial_none=False, financial_effect="50 000 zł rocznie, dział 900.")
    # sudo: res.partner - who represents the group of residents
    speaker = env["res.partner"].sudo().create({"name": "Joanna Lipska"})
    citizens.citizen_representative_ids = speaker
    sheets = rada["biuro.rada.signature.sheet"].create([
        {"draft_id": citizens.id, "number": number, "filed": filed, "not_entitled": odd, "repeated": twice,
         "incomplete": bad}
        for number, filed, odd, twice, bad in ((1, 120, 6, 2, 3), (2, 118, 4, 1, 5), (3, 97, 3, 0, 4))
    ])
    sheets[:2].action_verify()
    ready = draft(rada, "w sprawie planu pracy Komisji Rewizyjnej", 18, initiator_type="committee",
                  committee_id=env.ref("biuro_rada.demo_committee_kr").id)
    ready.action_send_to_opinions()
    ready.opinion_ids.with_user(user(env, "radca")).action_give("positive", "Bez uwag.")
    ready.action_ready()
    old = draft(rada, "w sprawie likwidacji strefy płatnego parkowania", 40, initiator_type="club",
                club_id=env.ref("biuro_rada.demo_club_rm").id)
    old.action_send_to_opinions()
    old.opinion_ids.with_user(user(env, "radca")).action_give(
        "negative", "Projekt wkracza w kompetencje Prezydenta (art. 30 ust. 2 u.s.g.).")
    old.action_withdraw("Wnioskodawca wycofał projekt po opinii prawnej.")
    waste = rada["biuro.rada.draft"].search(
        [("title", "ilike", "utrzymania czystości"), ("state", "=", "on_agenda")], limit=1)
    if waste:
        waste.write({"body": "<p>§ 1. Uchwala się regulamin utrzymania czystości i porządku.</p>"
                             "<p>§ 2. Odpady zielone odbiera się dwa razy w miesiącu.</p>"
                             "<p>§ 3. Uchwała wchodzi w życie po upływie 14 dni od dnia ogłoszenia.</p>"})
        waste.action_save_version("Uzupełniono częstotliwość odbioru")
        amendments = rada["biuro.rada.amendment"].create([
            {"draft_id": waste.id, "title": "§ 2", "reach": "2", "text": "<p>Odbiór raz w tygodniu od maja.</p>",
             "author_id": env.ref("biuro_rada.demo_councillor_radny12").id, "filed_on": day(2),
             "old_text": "dwa razy w miesiącu", "new_text": "raz w tygodniu od maja do października"},
            {"draft_id": waste.id, "title": "cały projekt", "reach": "1",
             "author_name": "Klub Porozumienie Mieszkańców",
             "text": "<p>Odrzucić projekt w całości.</p>", "filed_on": day(1)},
            {"draft_id": waste.id, "title": "§ 1 – omyłka", "reach": "3", "kind": "own",
             "text": "<p>Nazwa miasta.</p>", "old_text": "czystości i porządku.",
             "new_text": "czystości i porządku na terenie Miasta Jasionowa.", "filed_on": day(1)},
        ])
        amendments[2].action_take_over()


def tell_orders(env):
    """Tell of the register of the President's orders."""
    rada = world(env)
    basis = "art. 30 ust. 1 ustawy z dnia 8 marca 1990 r. o samorządzie gminnym"
    president = person(env, "president")

    def order(title, ago, symbol="bs", **values):
        return rada["biuro.rada.act"].create({
            "title": title, "date": day(ago), "in_force_from": day(ago), "issuer_id": president.id,
            "legal_basis": values.pop("legal_basis", basis), "department_id": cell(env, symbol).id,
            "body": "<p>§ 1. Zarządza się, co następuje.</p>"
                    "<p>§ 2. Zarządzenie wchodzi w życie z dniem podpisania.</p>",
            **values,
        })

    first = order("w sprawie powołania komisji do spraw nazw ulic", 120)
    fees = order("w sprawie cennika korzystania z hali sportowej", 96, "gk")
    budget = order("w sprawie zmian w planie wydatków budżetu Miasta", 61, to_rio=True,
                   legal_basis="art. 257 pkt 3 ustawy z dnia 27 sierpnia 2009 r. o finansach publicznych")
    (first | fees | budget).action_issue()
    budget.supervision_ids.action_sent(str(day(57)))
    budget.supervision_ids.action_delivered(str(day(56)))
    budget.supervision_ids.action_close(str(day(20)))
    newer = order("w sprawie cennika korzystania z hali sportowej", 33, "gk", repeals_ids=[Command.set(fees.ids)])
    change = order("zmieniające zarządzenie w sprawie powołania komisji do spraw nazw ulic", 21,
                   amends_ids=[Command.set(first.ids)])
    (newer | change).action_issue()
    ice = order("w sprawie zakazu wchodzenia na lód zalewu miejskiego", 2, "gk", kind="order_rules", to_publish=True,
                valid_until=day(-100), sooner_reason="Kruchy lód zagraża życiu osób wchodzących na zalew.",
                legal_basis="art. 41 ust. 2 ustawy z dnia 8 marca 1990 r. o samorządzie gminnym")
    ice.action_issue()
    ice.action_announce(str(day(2)), "tablice ogłoszeń nad zalewem i w urzędzie, strona internetowa Miasta")
    ice.action_neighbours_told(str(day(1)))
    order("w sprawie upoważnienia Sekretarza Miasta do wydawania decyzji", 0, kind="authorisation")


def tell(env):
    """Tell the story of drafts, resolutions and orders."""
    set_office(env)
    history = tell_history(env)
    tell_supervision(env, history)
    tell_drafts(env)
    tell_orders(env)
