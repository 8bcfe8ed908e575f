"""The last session ends once its votes are told; minutes are built, laid out, corrected, adopted; recordings."""

import hashlib
from datetime import timedelta

from .story_sessions import clock, day
from .story_term import named, world

SEQUENCE = 45


def close_running(session):
    """Close the session that was left in progress for its votes."""
    if session.state == "suspended":
        session.action_resume()
    begin = max([session.opened_at, *(item.started_at for item in session.agenda_item_ids if item.started_at)])
    pending = session.agenda_item_ids.sorted("sequence").filtered(lambda item: item.status == "pending")
    for place, item in enumerate(pending):
        with clock(begin + timedelta(minutes=4 * place + 3)):
            item.action_begin()
    with clock(begin + timedelta(minutes=45)):
        session.action_close()


def record(env, session, key, published_ago, captions=False):
    """Register the recording of a session and put it on the web."""
    recording = named(env, f"demo_recording_{key}", env["biuro.rada.recording"].create({
        "session_id": session.id,
        "started_at": session.opened_at - timedelta(seconds=75),
        "file_name": f"sesja-{session.number_roman}.mp4",
        "place": "serwer plików Urzędu, folder Sesje, kopia na taśmie nr 14",
        "checksum": hashlib.sha256(session.number_roman.encode()).hexdigest(),
    }))
    recording.action_set_offsets()
    recording.action_publish(f"https://sesje.jasionow.example/nagrania/{session.number_roman}", str(day(published_ago)))
    if captions:
        recording.action_captions_done(str(day(published_ago - 6)))


def tell(env):
    """Tell of minutes and recordings."""
    rada = world(env)
    older, newer, running = (rada.ref(f"biuro_rada.demo_session_{key}") for key in ("past1", "past2", "past3"))
    if running.state in ("open", "suspended"):
        close_running(running)
    record(rada, older, "past1", 60, captions=True)
    record(rada, newer, "past2", 20)
    record(rada, running, "past3", 4)
    for session in (older, newer, running):
        session.action_minutes()
    older.minutes_id.action_lay_out()
    adopting = newer.vote_ids.filtered(lambda vote: vote.agenda_item_id.item_type == "minutes")[:1]
    older.minutes_id.action_adopt(adopting.id)
    part = newer.minutes_id.part_ids.filtered(lambda row: "Interpelacje" in row.title)
    part.body = (part.body or "") + "<p>Przewodniczący przypomniał o terminie składania oświadczeń majątkowych.</p>"
    newer.minutes_id.action_lay_out()
    rada["biuro.rada.minutes.correction"].with_user(rada.ref("biuro_rada.demo_user_radny13")).propose_correction(
        newer.id, "W punkcie o sieci szkół mówiłam o klasach sportowych, nie o szkołach sportowych."
    )
