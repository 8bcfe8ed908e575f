"""Votes of the last session: adopted, lost, called off and repeated by roll-call, by secret ballot in two rounds."""

from datetime import timedelta

from .story_sessions import clock, decide
from .story_term import world

SEQUENCE = 40
OPPOSITION = ("radny11", "radny12", "radny13", "radny14", "radny22")


def councillor(env, login):
    return env.ref(f"biuro_rada.demo_councillor_{login}")


def begin(session, kind, minutes):
    """Begin the item of a kind that waits."""
    item = session.agenda_item_ids.filtered(lambda one: one.item_type == kind and one.status == "pending")[:1]
    with clock(session.opened_at + timedelta(minutes=minutes)):
        item.action_begin()
    return item


def draft_items(session):
    return session.agenda_item_ids.filtered("draft_id").sorted("sequence")


def resolve(session, item, minutes, against=(), abstain=()):
    """Vote on the whole draft of an item."""
    with clock(session.opened_at + timedelta(minutes=minutes)):
        item.action_begin()
    draft = item.draft_id
    return decide(
        session, item, minutes + 8, f"Uchwała {draft.title}", against, abstain,
        draft_id=draft.id, is_final=True, majority=draft.majority, majority_basis=draft.majority_basis,
    )


def called_off_and_repeated(session, item, minutes):
    """Tell of a vote by device that was called off, and repeated by names because the devices failed."""
    env = session.env
    vote = env["biuro.rada.vote"].create(
        {"session_id": session.id, "agenda_item_id": item.id, "subject": "Wniosek formalny o zamknięcie dyskusji"}
    )
    start = session.opened_at + timedelta(minutes=minutes)
    with clock(start):
        vote.action_open()
    with clock(start + timedelta(seconds=70)):
        again = env["biuro.rada.vote"].browse(
            vote.action_fall_back_to_roll_call("awaria sieci bezprzewodowej w sali sesyjnej")["id"]
        )
    present = again.ballot_ids.filtered(lambda line: line.value == "not_voting").councillor_id
    against = {councillor(env, login).id for login in (*OPPOSITION, "radny18", "radny19")}
    with clock(start + timedelta(seconds=130)):
        again.cast_roll_call({one.id: "no" if one.id in against else "yes" for one in present})
    with clock(start + timedelta(seconds=140)):
        again.action_close_vote()


def secret_round(vote, start, marks):
    """Play one secret ballot: each of those present takes a paper and casts it; the papers bear no names."""
    env = vote.env
    with clock(start):
        vote.action_open()
    options = {option.name: option.id for option in vote.option_ids}
    with clock(start + timedelta(minutes=2)):
        papers = []
        for taker in vote.taker_ids:
            user = taker.councillor_id.partner_id.user_ids[:1]
            papers.append(vote.with_user(user).take_ballot()["token"])
        box = env["biuro.rada.vote"].with_user(env.ref("base.public_user"))
        for token, mark in zip(papers, marks, strict=False):
            box.cast_secret(vote.id, token, options[mark])
    with clock(start + timedelta(minutes=4)):
        vote.action_close_vote()


def election(session, item, minutes):
    """Tell of the election of a vice-chair: nobody in the first round, one of the two in the second."""
    env = session.env
    with clock(session.opened_at + timedelta(minutes=minutes)):
        item.action_begin()
    people = [councillor(env, login) for login in ("radny17", "radny20")]
    names = [person.partner_id.name for person in people]
    scrutiny = [councillor(env, login).id for login in ("radny5", "radny13", "radny3")]
    vote = env["biuro.rada.vote"].create(
        {
            "session_id": session.id,
            "agenda_item_id": item.id,
            "subject": "Wybór wiceprzewodniczącego Rady Miejskiej",
            "ballot": "secret",
            "majority": "absolute",
            "majority_basis": "u.s.g. art. 19 ust. 1",
            "is_election": True,
            "scrutiny_chair_id": scrutiny[0],
            "scrutiny_member_ids": [(6, 0, scrutiny)],
            "option_ids": [
                (0, 0, {"name": name, "partner_id": person.partner_id.id, "consent": True, "sequence": place})
                for place, (name, person) in enumerate(zip(names, people, strict=True))
            ],
        }
    )
    abstain = env._("Abstain")
    start = session.opened_at + timedelta(minutes=minutes + 5)
    secret_round(vote, start, [names[0]] * 10 + [names[1]] * 8 + [abstain] * 3)
    following = env["biuro.rada.vote"].browse(vote.action_next_round()["id"])
    secret_round(following, start + timedelta(minutes=9), [names[0]] * 13 + [names[1]] * 7 + [abstain])
    if following.elected_option_id:
        env["biuro.rada.function"].create(
            {
                "councillor_id": people[0].id,
                "role": "vice_chair",
                "date_from": session.day,
                "basis": f"głosowanie tajne nr {following.number} na sesji {session.number_roman}",
            }
        )


def tell(env):
    """Tell of the votes of the session that is in progress; a later story closes it."""
    rada = world(env)
    session = rada.ref("biuro_rada.demo_session_past3", raise_if_not_found=False)
    if not session or session.state != "open":
        return
    begin(session, "opening", 1)
    agenda = begin(session, "agenda", 4)
    change = decide(
        session, agenda, 7, "Wprowadzenie do porządku obrad punktu „Wybór wiceprzewodniczącego Rady”",
        ("radny21",), ("radny18",), majority="absolute_statutory", majority_basis="u.s.g. art. 20 ust. 1a",
    )
    drafts = draft_items(session)
    # sudo: biuro.rada.agenda.item - the vote above put the item on the agenda
    added = rada["biuro.rada.agenda.item"].sudo().create(
        {
            "session_id": session.id,
            "title": "Wybór wiceprzewodniczącego Rady",
            "item_type": "election",
            "sequence": (drafts[-1:].sequence or 500) + 1,
            "number": f"{drafts[-1:].number or ''}a",
            "origin": "added",
            **({"change_vote_id": change.id} if "change_vote_id" in rada["biuro.rada.agenda.item"]._fields else {}),
        }
    ).with_env(rada)
    minutes = begin(session, "minutes", 12)
    decide(session, minutes, 14, "Przyjęcie protokołu z poprzedniej sesji", (), ("radny21",))
    begin(session, "mayor_report", 18)
    results = [
        (("radny21", "radny20"), ("radny19",)),
        ((*OPPOSITION, "radny15", "radny16", "radny17", "radny18", "radny19", "radny20"), ("radny21", "radny10")),
        ((*OPPOSITION, "radny18"), ("radny19", "radny20")),
    ]
    at = 35
    for item, (against, abstain) in zip(drafts, results, strict=False):
        if item == drafts[1:2]:
            with clock(session.opened_at + timedelta(minutes=at)):
                item.action_begin()
            called_off_and_repeated(session, item, at + 3)
        resolve(session, item, at, against, abstain)
        at += 16
    election(session, added, at)
