"""Records of agendas for the matrix of access: “own” is handled by a clerk of BS who is none of the roles."""


def make_biuro_sekretariat_invitation(world, scope):
    if scope == "restricted":
        return None  # every invitation is for its people alone
    return world.env["biuro.sekretariat.invitation"].create({
        "name": f"Zaproszenie {scope}", "host_id": world.handlers[scope].id, "clerk_id": world.handlers[scope].id,
    })


def make_biuro_sekretariat_promise(world, scope):
    if scope == "restricted":
        return None
    return world.env["biuro.sekretariat.promise"].create({
        "name": f"Obietnica {scope}", "employee_id": world.handlers[scope].id, "date_due": "2030-01-01",
    })
