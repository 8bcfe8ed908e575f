"""What the city prepares: the next version of its ordinance, which is not right yet, and a variant to compare."""

from datetime import date

SEQUENCE = 35

DRAFT = {
    "name": "Ordynacja osiedli 2027 – projekt zmian",
    "legal_basis": "projekt uchwały w sprawie zmiany statutów osiedli",
    "valid_from": date(2027, 5, 1),
    # what is still to be settled: the act in force since 30 March 2027, days of the extension, a composition that
    # would be dissolved at once
    "passive_right": "own_rules",
    "extension_if": "le_seats",
    "extension_days": 0,
    "board_from_council_only": True,
    "min_composition_21": 12,
    "dissolve_below": "3/5",
}
VARIANT = {
    "name": "Wariant z progiem frekwencji 5 %",
    "legal_basis": "projekt uchwały w sprawie zmiany statutów osiedli",
    "valid_from": date(2027, 5, 1),
    "passive_right": "eligible_to_gmina_council",
}


def tell(env):
    """Let the head of elections prepare the change of the rules."""
    env = env(user=env.ref("biuro_wybory.demo_user_kierownik_wybory"))
    Ordinance = env["biuro.wybory.osiedle.ordinance"]
    ready = Ordinance.search([("state", "=", "ready"), ("method", "=", "polling")], limit=1)
    if ready:
        Ordinance.browse(ready.action_new_version()["res_id"]).write(DRAFT)
    template = env.ref("biuro_wybory.biuro_wybory_osiedle_ordinance_gdansk")
    Ordinance.browse(template.action_own()["res_id"]).write(VARIANT)
