"""Contracts and their parts for the matrix of access."""

from odoo import Command

MODEL = "biuro.sekretariat.contract"


def make_biuro_sekretariat_contract(world, scope):
    """A concluded contract of a cell, restricted or not, with one part of each kind."""
    handler = world.handlers[scope]
    contract = world.env[MODEL].create({
        "subject": f"Umowa {scope}", "department_id": handler.department_id.id, "owner_id": handler.id,
        "public_level": "restricted" if scope == "restricted" else "public", "contract_number": f"M/{scope}",
        "value_net": 100, "date_start": "2026-08-03", "date_end": "2030-08-02",
        "party_ids": [Command.create({"name": "Firma", "nip": "5260250274", "city": "Przykładowa"})],
        "payment_ids": [Command.create({"date": "2026-09-01", "amount": 100})],
        "budget_line_ids": [Command.create({"division": "750", "chapter": "75023", "paragraph": "4300"})],
        "security_ids": [Command.create({"kind": "performance", "amount": 10, "return_due": "2030-09-01"})],
        "exclusion_ids": [Command.create({
            "exclusion_scope": "SC04", "exclusion_basis": "art. 5 ust. 2 UDIP", "excluded_by": "Prezydent"})],
    })
    contract._log_step("to_opinion")
    contract.action_sign("2026-08-03")
    contract.amendment_ids = [Command.create({"date": "2026-09-02", "subject": "Zmiana"})]
    return contract


def _part(name):
    return lambda world, scope: world.record(MODEL, scope)[name][:1]


make_biuro_sekretariat_contract_party = _part("party_ids")
make_biuro_sekretariat_contract_payment = _part("payment_ids")
make_biuro_sekretariat_contract_budget = _part("budget_line_ids")
make_biuro_sekretariat_contract_security = _part("security_ids")
make_biuro_sekretariat_contract_exclusion = _part("exclusion_ids")
make_biuro_sekretariat_contract_amendment = _part("amendment_ids")
make_biuro_sekretariat_contract_step = _part("step_ids")
make_biuro_sekretariat_contract_cru_entry = _part("cru_entry_ids")
