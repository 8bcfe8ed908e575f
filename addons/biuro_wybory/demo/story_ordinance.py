"""Rules of the invented city: an ordinance for polling places, one for meetings, and a draft that is not right yet."""

from datetime import date

SEQUENCE = 5

POLLING = {
    "name": "Ordynacja wyborcza osiedli Jasionowa",
    "legal_basis": "statuty osiedli, uchwała nr XII/104/2023 Rady Miasta Jasionowa",
    "journal_reference": "Dz. Urz. Woj. 2023 poz. 2871",
    "valid_from": date(2023, 6, 1),
    "uncontested_rule": "elect_all",
    "extension_if": "le_seats",
    "extension_days": 5,
    "min_composition_15": 9,
    "min_composition_21": 13,
    "signatures_required": 15,
    "cure_days": 2,
    "votes_mode": "fixed",
    "votes_fixed_15": 5,
    "votes_fixed_21": 7,
    "turnout_value": 5,
    "tie_rule": "precincts_then_lots",
    "protest_days": 5,
    "protest_from": "announcement",
    "protest_to": "Miejska Komisja Wyborcza",
    "validity_declared_by": "Miejska Komisja Wyborcza",
    "vacancy_rule": "next_then_by_election",
    "waiver_days": 3,
    "no_filling_last_months": 6,
    "dissolve_below": "3/5",
    "first_session_days": 30,
    "first_session_called_by": "Przewodniczący Rady Miasta",
    "board_size_min": 3,
    "board_size_max": 5,
}
MEETING = {
    "name": "Zasady zebrań wyborczych małych osiedli",
    "legal_basis": "statuty osiedli, uchwała nr XII/105/2023 Rady Miasta Jasionowa",
    "journal_reference": "Dz. Urz. Woj. 2023 poz. 2872",
    "valid_from": date(2023, 6, 1),
    "turnout_value": 40,
    "second_attempt": "same_day_after_minutes",
    "second_minutes": 30,
    "second_value": 20,
    "votes_mode": "seats",
    "protest_days": 7,
    "protest_to": "Przewodniczący Rady Miasta",
    "validity_declared_by": "Rada Miasta",
    "vacancy_rule": "by_election",
}


def tell(env):
    """Let the head of elections make the city's ordinances from templates."""
    env = env(user=env.ref("biuro_wybory.demo_user_kierownik_wybory"))
    Ordinance = env["biuro.wybory.osiedle.ordinance"]

    def own(template, values):
        source = env.ref(f"biuro_wybory.biuro_wybory_osiedle_ordinance_{template}")
        ordinance = Ordinance.browse(source.action_own()["res_id"])
        ordinance.write(values)
        return ordinance

    polling = own("gdansk", POLLING)
    polling.action_ready()
    own("rzeszow", MEETING).action_ready()
    draft = Ordinance.browse(polling.action_new_version()["res_id"])
    draft.write({
        "name": "Ordynacja osiedli 2027 – projekt zmian",
        "legal_basis": "projekt uchwały w sprawie zmiany statutów osiedli",
        "valid_from": date(2027, 5, 1),
        # what the draft still has to settle: the act in force since 30 March 2027, and days of the extension
        "extension_days": 0,
        "board_from_council_only": True,
    })
