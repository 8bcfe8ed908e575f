"""Records of this addon for the matrix of access, see ``matrix.py``. Made as superuser: who may make is another row."""


def final_class(world):
    return world.env["biuro.jrwa.class"].search([("symbol", "=", "0002")], limit=1)


def make_biuro_case(world, scope):
    handler = world.handlers[scope]
    return world.env["biuro.case"].create({
        **world.scope_values(scope), "title": f"Sprawa {scope}", "jrwa_class_id": final_class(world).id,
        "is_own": True, "company_id": handler.company_id.id,
    })


def make_biuro_letter(world, scope):
    return world.env["biuro.letter"].create({**world.scope_values(scope), "title": f"Pismo {scope}", "direction": "in"})


def make_biuro_case_event(world, scope):
    return world.record("biuro.case", scope).event_ids[:1]


def make_biuro_letter_assignment(world, scope):
    return world.env["biuro.letter.assignment"].create({
        "letter_id": world.record("biuro.letter", scope).id, "employee_id": world.handlers[scope].id,
        "decreed_by_id": world.env.user.id, "decreed_at": "2026-03-02 10:00:00",
    })


def make_biuro_letter_recipient(world, scope):
    return world.env["biuro.letter.recipient"].create({
        "letter_id": world.record("biuro.letter", scope).id, "name": "Jan Kowalski",
    })


def make_biuro_letter_remark(world, scope):
    return world.env["biuro.letter.remark"].create({
        "letter_id": world.record("biuro.letter", scope).id, "text": "Uwaga",
    })


def make_biuro_letter_version(world, scope):
    return world.env["biuro.letter.version"].create({
        "letter_id": world.record("biuro.letter", scope).id, "body": "<p>Treść</p>", "number": 1,
        "author_id": world.env.user.id, "date": "2026-03-02 10:00:00", "content_hash": "0" * 64,
    })


def make_biuro_letter_decision(world, scope):
    return world.env["biuro.letter.decision"].create({
        "letter_id": world.record("biuro.letter", scope).id, "decision": "accepted",
        "version_id": world.record("biuro.letter.version", scope).id, "decided_by_id": world.env.user.id,
        "decided_at": "2026-03-02 10:00:00",
    })


def make_biuro_deadline(world, scope):
    return world.record("biuro.case", scope)._deadline_start("kpa_basic", "2026-03-02")


def make_biuro_deadline_extension(world, scope):
    return world.env["biuro.deadline.extension"].create({
        "deadline_id": world.record("biuro.deadline", scope).id, "date_on": "2026-03-20", "date_from": "2026-04-01",
        "date_to": "2026-05-01", "reason": "Opinia biegłego",
    })


def make_biuro_archive_transfer(world, scope):
    """A list of folders belongs to a cell; it has no restriction of its own."""
    if scope == "restricted":
        return None
    return world.env["biuro.archive.transfer"].create({"department_id": world.handlers[scope].department_id.id})


def make_biuro_archive_transfer_line(world, scope):
    if scope == "restricted":
        return None
    handler = world.handlers[scope]
    return world.env["biuro.archive.transfer.line"].create({
        "transfer_id": world.record("biuro.archive.transfer", scope).id, "department_id": handler.department_id.id,
        "jrwa_class_id": final_class(world).id,
    })


def make_biuro_disposal(world, scope):
    if scope == "restricted":
        return None
    disposal = world.env["biuro.disposal"].create({"basis": "Jednolity rzeczowy wykaz akt"})
    world.env["biuro.disposal.line"].create({
        "disposal_id": disposal.id, "department_id": world.handlers[scope].department_id.id,
        "jrwa_class_id": final_class(world).id,
    })
    return disposal


def make_biuro_disposal_line(world, scope):
    return scope != "restricted" and world.record("biuro.disposal", scope).line_ids[:1]


def make_biuro_file_loan(world, scope):
    return world.env["biuro.file.loan"].create({
        "case_id": world.record("biuro.case", scope).id, "borrower_id": world.handlers[scope].id,
        "consent_by_id": world.handlers[scope].id, "date_from": "2026-03-02", "date_due": "2026-03-20",
    })


def make_biuro_substitution(world, scope):
    """For somebody of BS (the head arranges it) or of another cell; days to come, so that nobody's sight changes."""
    if scope == "restricted":
        return None
    return world.env["biuro.substitution"].create({
        "employee_id": world.handlers[scope].id, "substitute_id": world.employees["archivist"].id,
        "date_from": "2099-01-01", "date_to": "2099-01-02",
    })


def make_biuro_publication(world, scope):
    """A draft: what is public is seen by all, so only the draft shows the rules. Publications know no restriction."""
    handler = world.handlers[scope]
    return world.env["biuro.publication"].create({
        "name": f"Publikacja {scope}", "entered_by_id": handler.user_id.id, "department_id": handler.department_id.id,
        "category_id": world.env.ref("biuro_kancelaria.biuro_publication_category_inne").id,
    })


def make_biuro_publication_event(world, scope):
    return world.record("biuro.publication", scope).event_ids


def make_biuro_publication_file(world, scope):
    return world.env["biuro.publication.file"].create({
        "publication_id": world.record("biuro.publication", scope).id, "name": "plik.txt", "data": "dHJlc2M=",
    })


def make_biuro_publication_finding(world, scope):
    return world.env["biuro.publication.finding"].create({
        "publication_id": world.record("biuro.publication", scope).id, "source": "name", "kind": "phone",
        "fingerprint": "x",
    })


def make_biuro_publication_version(world, scope):
    return world.env["biuro.publication.version"].create({
        "publication_id": world.record("biuro.publication", scope).id, "number": 1, "name": "Wersja",
        "published_at": "2026-03-02 10:00:00",
    })


def make_biuro_calendar_feed(world, scope):
    """A feed is its owner's alone: “own” is the clerk's of the matrix."""
    if scope == "restricted":
        return None
    user = world.users["clerk"] if scope == "own" else world.handlers[scope].user_id
    return world.env["biuro.calendar.feed"].create({"name": f"Kalendarz {scope}", "user_id": user.id})


def make_biuro_letter_input(world, scope):
    """A request to the cell of the scope, for a draft of that cell."""
    handler = world.handlers[scope]
    letter = world.env["biuro.letter"].create({
        **world.scope_values(scope), "title": f"Projekt {scope}", "direction": "out", "author_id": handler.user_id.id,
    })
    if scope == "restricted":
        # asked of a named person of another cell: the cell of the draft sees nothing of it
        return world.env["biuro.letter.input"].create({
            "letter_id": letter.id, "department_id": world.cell_other.id, "question": "Ile?",
        })
    return world.env["biuro.letter.input"].create({
        "letter_id": letter.id, "department_id": handler.department_id.id, "question": "Ile?",
    })
