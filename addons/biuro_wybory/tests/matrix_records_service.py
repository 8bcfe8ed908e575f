"""Records of the units' service for the matrix of access."""


def _unit(world):
    unit = world.env["biuro.wybory.osiedle"].search([("code", "=", "MATRIX")], limit=1)
    return unit or world.env["biuro.wybory.osiedle"].create({"name": "Osiedle matrycy", "code": "MATRIX"})


def make_biuro_wybory_osiedle_request(world, scope):
    Request = world.env["biuro.wybory.osiedle.request"]
    if scope == "restricted":
        return Request
    return Request.create({
        "unit_id": _unit(world).id, "subject": f"Wniosek {scope}", "text": "<p>x</p>",
        "department_id": world.handlers[scope].department_id.id, "responsible_id": world.handlers[scope].id,
    })
