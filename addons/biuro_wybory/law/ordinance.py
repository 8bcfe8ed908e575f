"""An electoral ordinance as a whole: parameters that contradict each other or the act, and what courts have struck out.

A contradiction keeps an ordinance from being used; a warning is shown beside it. Sentences speak to the clerk.
"""

from fractions import Fraction

from odoo.addons.biuro_kancelaria.law.base import Reasons

from . import params as ordinance
from .dates import NEW_RULES_FROM

ACT = "u.s.g. art. 35 ust. 3"
NEW_ACT = "u.s.g. art. 37 ust. 2 i 5 (Dz.U. 2026 poz. 1273, od 30.03.2027)"


class _Findings:
    def __init__(self):
        self.rows = []

    def add(self, wrong, fields, text, article=""):
        if wrong:
            fields = fields.split()
            self.rows.append({"code": fields[0], "fields": fields, "article": article, "text": text})


def sizes(params):
    """Return the sizes of council that the ordinance may meet: 15 and 21, or the fixed one."""
    if params["size_rule"] == "fixed":
        return (params["size_fixed"],) if params["size_fixed"] else ()
    return ordinance.SMALL_COUNCIL, ordinance.LARGE_COUNCIL


def _basis(values, found):
    found.add(not values["legal_basis"], "legal_basis", "Podaj podstawę prawną: statut jednostki albo uchwałę.", ACT)
    found.add(not values["valid_from"], "valid_from", "Podaj dzień wejścia ordynacji w życie.", "u.s.g. art. 42")
    first, last = values["valid_from"], values["valid_to"]
    found.add(first and last and last < first, "valid_to valid_from", "Ordynacja traci moc, zanim wejdzie w życie.")
    found.add(
        not values["block_same_day_national"] and not values["is_warsaw_district"],
        "block_same_day_national is_warsaw_district",
        "Zakaz wyborów w dniu wyborów powszechnych można wyłączyć tylko dla dzielnic m.st. Warszawy.",
        "u.s.g. art. 35a",
    )
    found.add(
        values["term_rule"] == "own" and not 1 <= values["term_years"] <= 10, "term_years",
        "Kadencja liczona własnymi latami musi trwać od roku do 10 lat.",
    )


def _size(values, found):
    fixed = values["size_rule"] == "fixed"
    found.add(fixed and not values["size_fixed"], "size_fixed size_rule", "Podaj stałą liczbę członków rady.")
    found.add(
        (values["size_fixed"] or 0) > ordinance.LARGE_COUNCIL, "size_fixed",
        "Rada jednostki nie może liczyć więcej niż 21 członków.", "u.s.g. art. 37 ust. 1",
    )
    found.add(
        not fixed and values["size_fixed"], "size_fixed size_rule",
        "Stałą liczbę członków podano, a liczba ma zależeć od mieszkańców (15 albo 21); wybierz jedno.",
    )
    for size in (15, 21):
        least = values[f"min_composition_{size}"]
        bound = values["size_fixed"] if fixed and values["size_fixed"] else size
        found.add(least and least > bound, f"min_composition_{size}", (
            f"Najmniejszy skład ({least}) jest większy niż rada ({bound})."
        ))


def _nomination(values, found):
    meeting, at_meeting = values["method"] == "meeting", values["nomination_rule"] == "at_meeting"
    found.add(at_meeting and not meeting, "nomination_rule method", (
        "Kandydatów zgłasza się na zebraniu tylko wtedy, gdy wybory odbywają się na zebraniu."
    ))
    found.add(not meeting and values["absent_candidate_consent_days"], "absent_candidate_consent_days method", (
        "Zgoda nieobecnego kandydata dotyczy wyborów na zebraniu, a wybory są w lokalach."
    ))
    for name, text in (
        ("signatures_required", "podpisy poparcia"), ("cure_days", "czas na usunięcie wad"),
        ("extension_days", "dodatkowy termin zgłoszeń"),
    ):
        found.add(at_meeting and values[name], f"{name} nomination_rule", (
            f"Przy zgłaszaniu kandydatów na zebraniu nie ma miejsca na {text}."
        ))
    found.add(
        values["supporters_may_not_stand"] and not values["signatures_required"],
        "supporters_may_not_stand signatures_required",
        "Zakaz kandydowania popierających nie ma sensu bez podpisów poparcia: podaj ich liczbę albo usuń zakaz.",
    )
    extended = values["extension_if"] != "none"
    found.add(extended and not values["extension_days"], "extension_days extension_if", (
        "Podaj, o ile dni przedłuża się zgłoszenia."
    ))
    found.add(not extended and values["extension_days"], "extension_if extension_days", (
        "Podano długość przedłużenia zgłoszeń, a nie kiedy się je przedłuża."
    ))
    found.add(
        values["too_few_effect"] == "vacancies_stay" and (values["min_composition_15"] or values["min_composition_21"]),
        "too_few_effect min_composition_15",
        "Podano najmniejszy skład rady, a przy zbyt małej liczbie wybranych miejsca mają pozostać puste: najmniejszy "
        "skład nie miałby skutku. Wybierz inny skutek albo usuń skład.",
    )
    missing = [size for size in sizes(values) if not ordinance.of_size(values, "min_composition", size)]
    found.add(values["extension_if"] == "lt_minimum" and missing, "extension_if min_composition_15", (
        "Przedłużenie poniżej najmniejszego składu wymaga podania tego składu."
    ))
    if not at_meeting:
        for name, text in (("cure_days", "Usuwanie wad"), ("extension_days", "Dodatkowy termin zgłoszeń")):
            found.add(
                values[name] and values[name] >= values["nomination_deadline_offset"],
                f"{name} nomination_deadline_offset",
                f"{text} ({values[name]} dni) trwałoby do dnia wyborów: zgłoszenia kończą się tylko "
                f"{values['nomination_deadline_offset']} dni przed nimi.",
            )
    found.add((values["deadline_time"] or 0) > 24, "deadline_time", "Godzina końca zgłoszeń jest poza dobą.")


def _voting(values, found):
    mode, for_against = values["votes_mode"], values["majority"] in ordinance.FOR_AGAINST
    single = values["use_constituencies"] == "single_member"
    found.add(single and mode not in ("one", "seats"), "votes_mode use_constituencies", (
        "W okręgach jednomandatowych wyborca ma jeden głos."
    ))
    if mode == "fixed":
        for size in sizes(values):
            marks = ordinance.of_size({**values, **_only(values, size)}, "votes_fixed", size)
            name = "votes_fixed_15" if size <= 15 else "votes_fixed_21"
            found.add(not values[name], f"{name} votes_mode", (
                f"Podaj liczbę głosów wyborcy przy radzie {size}-osobowej."
            ))
            found.add(marks and marks > size, f"{name}", f"Głosów ({marks}) nie może być więcej niż mandatów ({size}).")
    else:
        found.add(values["votes_fixed_15"] or values["votes_fixed_21"], "votes_fixed_15 votes_fixed_21 votes_mode", (
            "Podano stałą liczbę głosów, a liczba głosów wyborcy wynika z innej zasady; wybierz jedno."
        ))
    most = {
        "one": 1, "seats": 1 if single else 21, "abs_majority_of_size": 11,
        "fixed": max(values["votes_fixed_15"] or 0, values["votes_fixed_21"] or 0) or 21,
    }[mode]
    found.add(not for_against and values["min_marks"] > most, "min_marks votes_mode", (
        f"Wyborca ma postawić co najmniej {values['min_marks']} znaków, a wolno najwyżej {most}."
    ))
    found.add(for_against and values["min_votes"] < 1, "min_votes", "Bez jednego głosu „za” nie można być wybranym.")
    first, last = values["hours_from"], values["hours_to"]
    found.add(
        first is not False and last is not False and not 0 <= first < last <= 24, "hours_from hours_to",
        "Godziny głosowania: początek musi być przed końcem, w tej samej dobie.",
    )


def _only(values, size):
    other = "votes_fixed_21" if size <= 15 else "votes_fixed_15"
    return {other: False}


def _validity(values, found):
    kind, value = values["turnout_kind"], values["turnout_value"]
    found.add(kind != "none" and not value, "turnout_value turnout_kind", (
        "Podaj wartość progu frekwencji większą od zera."
    ))
    found.add(kind == "none" and value, "turnout_kind turnout_value", (
        "Podano wartość progu, a ordynacja nie ma warunku frekwencji; wybierz jego rodzaj albo usuń wartość."
    ))
    found.add(kind == "percent" and value and value > 100, "turnout_value", "Próg procentowy nie może przekraczać 100.")
    found.add(
        kind == "percent" and value == 100 and values["turnout_operator"] == "more_than",
        "turnout_value turnout_operator", "Więcej niż 100 % uprawnionych nie może zagłosować: próg jest nieosiągalny.",
    )
    found.add(
        kind == "headcount" and value and value != int(value), "turnout_value", "Liczba osób musi być całkowita.",
    )
    found.add(values["turnout_base"] == "present" and values["method"] == "polling", "turnout_base method", (
        "Obecnych liczy się na zebraniu; w wyborach w lokalach wybierz karty."
    ))
    found.add(
        kind != "none" and values["turnout_scope"] == "constituency" and values["use_constituencies"] == "none",
        "turnout_scope use_constituencies", "Próg ma dotyczyć okręgu, a ordynacja nie tworzy okręgów.",
    )
    again, second = values["second_attempt"], values["second_value"]
    found.add(kind == "none" and again != "none", "second_attempt turnout_kind", (
        "Drugi termin bez warunku frekwencji nie ma zastosowania."
    ))
    found.add(again == "none" and second, "second_value second_attempt", (
        "Podano próg drugiego terminu, którego nie ma."
    ))
    found.add(again != "none" and second is False, "second_value", "Podaj próg drugiego terminu (0: bez progu).")
    found.add(
        again != "none" and second is not False and value and second >= value, "second_value turnout_value",
        "Próg drugiego terminu musi być niższy niż pierwszego.",
    )
    found.add(again == "same_day_after_minutes" and not values["second_minutes"], "second_minutes second_attempt", (
        "Podaj, po ilu minutach otwiera się zebranie w drugim terminie."
    ))
    found.add(again == "same_day_after_minutes" and values["method"] == "polling", "second_attempt method", (
        "Drugi termin tego samego dnia jest możliwy tylko na zebraniu."
    ))
    found.add(
        values["turnout_fail_effect"] == "repeat_after_months" and kind != "none" and not values["repeat_months"],
        "repeat_months turnout_fail_effect", "Podaj, po ilu miesiącach powtarza się wybory.",
    )


def _result(values, found):
    found.add(values["tie_rule"] == "precincts_then_lots" and values["method"] == "meeting", "tie_rule method", (
        "Na zebraniu nie ma obwodów, nie mogą więc rozstrzygać o równej liczbie głosów."
    ))
    found.add(values["tie_rule"] == "list_order" and values["method"] == "meeting", "tie_rule method", (
        "Na zebraniu nie ma list, ich kolejność nie może rozstrzygać."
    ))
    found.add(values["result_by"] == "precinct_commission" and values["use_constituencies"] == "none" and (
        values["tie_rule"] == "precincts_then_lots"
    ), "result_by tie_rule", (
        "O równości głosów rozstrzygają obwody, więc wynik ustala komisja miejska, nie obwodowa."
    ))
    found.add(not values["protest_days"] and values["protest_to"], "protest_days protest_to", (
        "Wskazano, komu składa się protest, a nie podano terminu na protest."
    ))


def _vacancy(values, found):
    rule = values["vacancy_rule"]
    found.add(values["waiver_days"] and rule not in ("next_candidate", "next_then_by_election"), (
        "waiver_days vacancy_rule"), "Ustąpienie pierwszeństwa ma sens tylko, gdy wchodzi następny kandydat.")
    found.add(
        values["term_rule"] == "own" and values["no_filling_last_months"] >= 12 * max(1, values["term_years"]),
        "no_filling_last_months term_years", "Zakaz obsadzania miejsc trwałby całą kadencję.",
    )
    bound = values["dissolve_below"]
    for size in sizes(values):
        exact = bound * size if isinstance(bound, Fraction) else Fraction(bound or 0)
        least = ordinance.of_size(values, "min_composition", size)
        found.add(exact > size, "dissolve_below", f"Rada {size}-osobowa byłaby rozwiązana już w pełnym składzie.")
        found.add(least and exact > least, f"dissolve_below min_composition_{15 if size <= 15 else 21}", (
            f"Rada może zacząć pracę w składzie {least} z {size}, a taki skład zaraz by ją rozwiązywał."
        ))


def _board(values, found):
    low, high = values["board_size_min"], values["board_size_max"]
    found.add(low and high and low > high, "board_size_min board_size_max", (
        "Najmniejsza liczba członków zarządu jest większa niż największa."
    ))
    found.add(any(number == 0 and number is not False for number in (low, high)), "board_size_min board_size_max", (
        "Zarząd ma co najmniej jedną osobę."
    ))
    council = values["elected_body"] == "council"
    found.add(not council and values["board_elected_by"] == "council", "board_elected_by elected_body", (
        "Wyborcy wybierają zarząd, więc nie może go wybierać rada, której się nie wybiera."
    ))
    found.add(council and values["board_elected_by"] == "voters", "board_elected_by elected_body", (
        "Wyborcy wybierają radę; żeby wybierali także zarząd, zmień wybierany organ."
    ))
    found.add(
        values["elected_body"] == "board_and_chair" and values["chair_first"], "chair_first elected_body",
        "Przewodniczący ma być wybierany najpierw i osobno: wybierz „przewodniczący, potem zarząd”.",
    )
    found.add(not council and values["board_from_council_only"], "board_from_council_only elected_body", (
        "Zarząd miałby być wybierany spośród rady, której się nie wybiera."
    ))
    found.add(not council and any(values[f"min_composition_{size}"] for size in (15, 21)), (
        "min_composition_15 elected_body"), "Najmniejszy skład dotyczy rady, a wybiera się zarząd.")


def _new_act(values, found):
    """What the act asks of every unit since 30 March 2027 (B13)."""
    council = values["elected_body"] == "council"
    found.add(values["passive_right"] != "eligible_to_gmina_council", "passive_right", (
        "Od 30.03.2027 kandydować może każdy, kto ma prawo wybieralności do rady gminy; ustaw taką zasadę."
    ), NEW_ACT)
    found.add(council and values["board_elected_by"] != "council", "board_elected_by", (
        "Od 30.03.2027 tam, gdzie działa rada jednostki, zarząd wybiera rada."
    ), NEW_ACT)
    found.add(values["board_from_council_only"], "board_from_council_only", (
        "Od 30.03.2027 do zarządu może kandydować każdy z prawem wybieralności do rady gminy, nie tylko członek rady."
    ), NEW_ACT)
    found.add(not values["active_resident"], "active_resident", (
        "Od 30.03.2027 wybierają stali mieszkańcy jednostki uprawnieni do głosowania."
    ), NEW_ACT)
    found.add(values["candidate_unit"] == "list", "candidate_unit", (
        "Od 30.03.2027 wybiera się spośród nieograniczonej liczby kandydatów: listy nie mogą tej liczby ograniczać."
    ), NEW_ACT)
    found.add(values["proxy_allowed"], "proxy_allowed", (
        "Od 30.03.2027 głosowanie jest bezpośrednie z mocy ustawy: głosowanie przez pełnomocnika budzi wątpliwości."
    ), NEW_ACT)


def _courts(values, found, journal, previous):
    found.add(values["board_from_council_only"], "board_from_council_only", (
        "Sąd uchylił zasadę, że zarząd wybiera się tylko spośród członków rady."
    ), "WSA Kielce II SA/Ke 945/20")
    found.add(values["method"] == "meeting" and values["turnout_kind"] != "none", "turnout_kind method", (
        "Najmniejsza frekwencja jako warunek ważności zebrania bywa kwestionowana przez organ nadzoru."
    ), "„Wspólnota” 2022, „Zamknięty katalog zadań osiedla”")
    found.add(previous and values["term_years"] > previous["term_years"], "term_years", (
        "Dłuższa kadencja dotyczy następnej: kadencji organów, która trwa, rada nie może przedłużyć."
    ), "WSA Łódź III SA/Łd 404/09")
    found.add(not journal, "journal_reference", (
        "Ordynacja jest prawem miejscowym: podaj ogłoszenie w dzienniku urzędowym województwa."
    ), "u.s.g. art. 40 ust. 2 pkt 1, art. 42")
    found.add(values["active_age"] != 18, "active_age", (
        "Prawo wybierania w innym wieku niż 18 lat może naruszać zasadę równości; sprawdź statut."
    ), ACT)
    found.add(
        values["too_few_effect"] == "vacancies_stay" and values["uncontested_rule"] == "require_more",
        "too_few_effect uncontested_rule",
        "Kandydatów ma być więcej niż mandatów, a gdy ich nie ma, wszyscy zostają wybrani i tylko pozostałe miejsca są "
        "puste: sprawdź, czy tak chce statut.",
    )
    found.add(
        values["majority"] == "absolute_of_valid" and values["tie_rule"] != "runoff", "majority tie_rule",
        "Bez ponownego głosowania miejsca bez bezwzględnej większości pozostają puste.",
    )
    found.add(values["tie_rule"] == "runoff" and values["method"] == "polling", "tie_rule method", (
        "Ponowne głosowanie w lokalach wymaga drugiego dnia wyborów: sprawdź, czy statut go przewiduje."
    ))


def check(params, journal=True, previous=None):
    """Look for contradictions in an ordinance, and for what courts and the act object to.

    :param dict params: parameters of the ordinance, see ``params.PARAMS``
    :param bool journal: the announcement in the voivodeship's journal is known
    :param dict previous: parameters of the version before
    :return: dict ``problems`` (contradictions: the ordinance cannot be used) and ``warnings``: lists of ``code``,
        ``fields`` (names of the parameters), ``article``, ``text``; ``reasons``
    """
    values = ordinance.read(params)
    previous = previous and ordinance.read(previous)
    problems, warnings, new = _Findings(), _Findings(), _Findings()
    for rule in (_basis, _size, _nomination, _voting, _validity, _result, _vacancy, _board):
        rule(values, problems)
    _courts(values, warnings, journal, previous)
    _new_act(values, new)
    first, last = values["valid_from"], values["valid_to"]
    if first and first >= NEW_RULES_FROM:
        # direct voting says nothing outright of proxies and lists: the city decides
        doubtful = {"proxy_allowed", "candidate_unit"}
        problems.rows += [row for row in new.rows if row["code"] not in doubtful]
        warnings.rows += [row for row in new.rows if row["code"] in doubtful]
    elif not last or last >= NEW_RULES_FROM:
        warnings.rows += new.rows
    reasons = Reasons()
    for row in problems.rows + warnings.rows:
        reasons.add(row["code"], row["article"], row["text"])
    if not problems.rows:
        reasons.add("consistent", "", "Parametry ordynacji nie są ze sobą sprzeczne.")
    return {"problems": problems.rows, "warnings": warnings.rows, "reasons": reasons.as_list()}


def differences(first, second):
    """Return the parameters in which two ordinances differ.

    :param dict first: parameters
    :param dict second: parameters
    :return: list of dicts ``name``, ``first``, ``second``, in the order of ``PARAMS``
    """
    first, second = ordinance.plain(ordinance.read(first)), ordinance.plain(ordinance.read(second))
    return [
        {"name": name, "first": first[name], "second": second[name]}
        for name in ordinance.PARAMS if first[name] != second[name]
    ]
