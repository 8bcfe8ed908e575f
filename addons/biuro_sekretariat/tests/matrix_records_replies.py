"""Records of meetings for the matrix of access.

``own``: a meeting of the handler of BS in which the roles take no part; ``other``: of another cell. A meeting belongs
to its people, not to a cell, so both show the same; the task of ``own`` is a duty of somebody in BS.
"""


def make_biuro_sekretariat_meeting(world, scope):
    if scope == "restricted":
        return None
    handler = world.handlers[scope]
    return world.env["biuro.sekretariat.meeting"].create({
        "name": f"Narada {scope}", "chair_id": handler.id, "recorder_id": handler.id,
        "item_ids": [(0, 0, {"name": "Sprawy bieżące"})],
    })


def make_biuro_sekretariat_meeting_item(world, scope):
    return scope != "restricted" and world.record("biuro.sekretariat.meeting", scope).item_ids[:1]


def make_biuro_sekretariat_meeting_participant(world, scope):
    return scope != "restricted" and world.record("biuro.sekretariat.meeting", scope).participant_ids[:1]


def make_biuro_sekretariat_meeting_task(world, scope):
    if scope == "restricted":
        return None
    meeting = world.record("biuro.sekretariat.meeting", scope)
    return world.env["biuro.sekretariat.meeting.task"].create({
        "meeting_id": meeting.id, "name": "Raport", "date_due": "2099-01-02",
        "responsible_id": world.handlers[scope].id,
    })


def make_biuro_sekretariat_meeting_annex(world, scope):
    if scope == "restricted":
        return None
    return world.env["biuro.sekretariat.meeting.annex"].create({
        "meeting_id": world.record("biuro.sekretariat.meeting", scope).id, "number": 1, "text": "Uzupełnienie",
        "reason": "pominięto", "author_id": world.env.user.id, "date": "2026-03-02 10:00:00",
    })
