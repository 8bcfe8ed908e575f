"""Complaints, motions and interventions for the matrix of access."""


def make_biuro_sekretariat_complaint(world, scope):
    return world.env["biuro.sekretariat.complaint"].create({
        **world.scope_values(scope), "subject": f"Skarga {scope}", "complainant_name": "Jan Kowalski",
        "address": "ul. Polna 3, 00-001 Przykładowa",
    })


def make_biuro_sekretariat_intervention(world, scope):
    return world.env["biuro.sekretariat.intervention"].create({
        **world.scope_values(scope), "subject": f"Interwencja {scope}", "sender_name": "Anna Nowak",
    })
