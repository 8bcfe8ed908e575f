"""Words of the draft resolutions of an election of lay judges: Polish, names alone, no other personal data."""

USP = "ustawy z dnia 27 lipca 2001 r. – Prawo o ustroju sądów powszechnych"
LAST = ["Wykonanie uchwały powierza się Przewodniczącemu Rady.", "Uchwała wchodzi w życie z dniem podjęcia."]
TITLES = {
    "team": "w sprawie powołania zespołu do przedstawienia opinii o kandydatach na ławników na kadencję %(term)s",
    "left": "w sprawie pozostawienia bez dalszego biegu zgłoszeń kandydatów na ławników na kadencję %(term)s",
    "election": "w sprawie wyboru ławników na kadencję %(term)s",
    "destruction": "w sprawie powołania komisji do zniszczenia nieodebranych dokumentów kandydatów na ławników "
                   "(kadencja %(term)s)",
    "dismissal": "w sprawie odwołania ławnika kadencji %(term)s",
    "expiry": "w sprawie stwierdzenia wygaśnięcia mandatu ławnika kadencji %(term)s",
}
# what a formal defect is called in a public resolution: the provision, not what the paper would have said
REQUIREMENTS = {
    "F02": "wymagań karty zgłoszenia (art. 162 § 2 i 11)",
    "F03": "wymagania dołączenia kompletu dokumentów (art. 162 § 2)",
    "F04": "wymagania co do daty dokumentów (art. 162 § 5)",
    "F05": "wymagania dołączenia aktualnego odpisu z rejestru (art. 162 § 3 i 5)",
    "F06": "wymagania dołączenia listy co najmniej pięćdziesięciu osób zgłaszających (art. 162 § 1 i 4)",
    "F07": "wymagania zgłoszenia przez podmiot uprawniony (art. 162 § 1)",
    "F08": "wymagania wskazania sądu, do którego Rada wybiera ławników (art. 160–161)",
    "F09": "wymagania dołączenia zaświadczenia lekarza podstawowej opieki zdrowotnej (art. 162 § 2 pkt 4)",
}


def requirement(code):
    """Return how a formal defect is named in a resolution (str), or None."""
    return REQUIREMENTS.get(code)


def _paragraphs(*sentences):
    return [f"§ {number}. {sentence}" for number, sentence in enumerate([*sentences, *LAST], 1)]


def _lines(head, lines):
    return f"{head} " + "; ".join(f"{number}) {line}" for number, line in enumerate(lines, 1)) + "."


def _team(term, team):
    members = team.member_ids.sorted(lambda member: (member.role != "chair", member.sequence, member.id))
    people = [f"{member.name}{' – przewodniczący zespołu' if member.role == 'chair' else ''}" for member in members]
    return {
        "basis": f"Na podstawie art. 163 § 2 {USP} uchwala się, co następuje:",
        "body": _paragraphs(
            _lines("Powołuje się zespół opiniujący kandydatów na ławników w składzie:", people),
            f"Zadaniem zespołu jest {team.task}.",
        ),
        "why": "Przed przystąpieniem do wyborów ławników rada gminy powołuje zespół, który przedstawia na sesji rady "
               "swoją opinię o zgłoszonych kandydatach (art. 163 § 2 u.s.p.).",
    }


def _left(term, _record):
    return {
        "basis": f"Na podstawie art. 162 § 10 {USP} uchwala się, co następuje:",
        "body": _paragraphs(
            _lines("Pozostawia się bez dalszego biegu zgłoszenia kandydatów na ławników:", term._left_lines()),
        ),
        "why": "Zgłoszenia, które wpłynęły do rady gminy po upływie terminu, a także zgłoszenia, które nie spełniają "
               "wymagań formalnych, pozostawia się bez dalszego biegu; przywrócenie terminu nie jest dopuszczalne "
               "(art. 162 § 10 u.s.p.).",
    }


def _election(term, _record):
    courts = []
    for court, nominations in term._elected_by_court():
        names = [
            f"{one.given_names} {one.surname}"
            f"{' – do orzekania w sprawach z zakresu prawa pracy' if one.for_labour else ''}"
            for one in nominations
        ]
        courts.append(f"do: {court} – " + (", ".join(names) or "…………"))
    return {
        "basis": f"Na podstawie art. 160 § 1 i art. 163 § 1 {USP} uchwala się, co następuje:",
        "body": _paragraphs(
            _lines(
                f"Stwierdza się, że w głosowaniu tajnym na kadencję {term._term_text()} wybrani zostali ławnicy:",
                courts or ["…………"],
            ),
            "Listę wybranych ławników wraz z dokumentami przekazuje się prezesom właściwych sądów najpóźniej do końca "
            "października.",
        ),
        "why": "Rada wybrała ławników w głosowaniu tajnym, po opinii zespołu. Wyniki stwierdzają protokoły "
               "komisji skrutacyjnej.",
    }


def _destruction(term, destruction):
    names = destruction._member_list()
    people = [f"{name}{' – przewodniczący komisji' if place == 0 else ''}" for place, name in enumerate(names)]
    return {
        "basis": "Na podstawie § 5 ust. 2 rozporządzenia Ministra Sprawiedliwości z dnia 9 czerwca 2011 r. w sprawie "
                 "sposobu postępowania z dokumentami złożonymi radom gmin przy zgłaszaniu kandydatów na ławników oraz "
                 "wzoru karty zgłoszenia (Dz.U. Nr 121, poz. 693, z późn. zm.) uchwala się, co następuje:",
        "body": _paragraphs(
            _lines("Powołuje się komisję do zniszczenia nieodebranych kart zgłoszenia kandydatów na ławników i "
                   "dołączonych do nich dokumentów w składzie:", people),
            "Komisja niszczy dokumenty w ciągu 30 dni po upływie terminu ich odbioru i sporządza z tego protokół.",
        ),
        "why": "Dokumenty kandydatów niewybranych, nieodebrane w terminie 60 dni od dnia wyborów, niszczy komisja "
               "powołana przez radę gminy.",
    }


def _dismissal(term, matter):
    grounds = {
        "duties": "art. 166 § 2 pkt 1", "dignity": "art. 166 § 2 pkt 2", "inability": "art. 166 § 2 pkt 3",
    }
    mandate = matter.mandate_id
    person = f"{mandate.given_names} {mandate.surname}"
    return {
        "basis": f"Na podstawie {grounds[matter.ground]} {USP} uchwala się, co następuje:",
        "body": _paragraphs(
            f"Na wniosek Prezesa Sądu ({mandate.court_id.name}) odwołuje się ławnika: {person}.",
            "Uchwałę przekazuje się Prezesowi Sądu i doręcza ławnikowi.",
        ),
        "why": f"Z wnioskiem o odwołanie wystąpił Prezes Sądu (pismo z dnia {matter.motion_date:%d.%m.%Y} r., znak "
               f"{matter.motion_ref}). Ławnika zawiadomiono o posiedzeniu komisji i o sesji co najmniej 7 dni naprzód.",
    }


def _expiry(term, matter):
    mandate = matter.mandate_id
    person = f"{mandate.given_names} {mandate.surname}"
    return {
        "basis": f"Na podstawie art. 166 § 1 {USP} uchwala się, co następuje:",
        "body": _paragraphs(
            f"Stwierdza się wygaśnięcie mandatu ławnika ({mandate.court_id.name}): {person}, z dniem "
            f"{matter.final_on:%d.%m.%Y} r.",
            "Uchwałę przekazuje się Prezesowi Sądu.",
        ),
        "why": "Zaistniała okoliczność, o której mowa w art. 166 § 1 u.s.p. Wygaśnięcie mandatu stwierdza rada gminy, "
               "która wybrała ławnika, i zawiadamia o tym prezesa sądu.",
    }


TEXTS = {
    "team": _team, "left": _left, "election": _election, "destruction": _destruction, "dismissal": _dismissal,
    "expiry": _expiry,
}
