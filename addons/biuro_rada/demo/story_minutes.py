"""The last session ends once its votes are told."""

from datetime import timedelta

from .story_sessions import clock
from .story_term import world

SEQUENCE = 45


def tell(env):
    """Close the session that was left in progress."""
    rada = world(env)
    session = rada.ref("biuro_rada.demo_session_past3", raise_if_not_found=False)
    if not session or session.state not in ("open", "suspended"):
        return
    if session.state == "suspended":
        session.action_resume()
    begin = max([session.opened_at, *(item.started_at for item in session.agenda_item_ids if item.started_at)])
    pending = session.agenda_item_ids.sorted("sequence").filtered(lambda item: item.status == "pending")
    for place, item in enumerate(pending):
        with clock(begin + timedelta(minutes=4 * place + 3)):
            item.action_begin()
    with clock(begin + timedelta(minutes=45)):
        session.action_close()
