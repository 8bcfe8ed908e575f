"""Records of petitions and of requests for public information for the matrix of access."""


def make_biuro_sekretariat_petition(world, scope):
    return world.env["biuro.sekretariat.petition"].create({**world.scope_values(scope), "subject": f"Petycja {scope}"})


def make_biuro_sekretariat_petition_petitioner(world, scope):
    return world.env["biuro.sekretariat.petition.petitioner"].create({
        "petition_id": world.record("biuro.sekretariat.petition", scope).id, "name": "Jan Kowalski",
    })


def make_biuro_sekretariat_petition_step(world, scope):
    return world.env["biuro.sekretariat.petition.step"].create({
        "petition_id": world.record("biuro.sekretariat.petition", scope).id, "text": "Zasięgnięto opinii",
    })


def make_biuro_sekretariat_info_request(world, scope):
    return world.env["biuro.sekretariat.info.request"].create(
        {**world.scope_values(scope), "subject": f"Wniosek {scope}"})


def make_biuro_sekretariat_info_input(world, scope):
    """The question goes to a cell where none of the roles works, so only the rules of the request show."""
    return world.env["biuro.sekretariat.info.input"].create({
        "request_id": world.record("biuro.sekretariat.info.request", scope).id, "question": "Umowy",
        "department_id": world.cell_other.id, "date_due": "2099-01-01",
    })
