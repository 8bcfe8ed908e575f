"""Registering a letter against creating a contact, one by one and in batches, over RPC."""

from itertools import count

from _common import DB, MAIL_POINT, Json2, Table, XmlRpc, by_turns, office

CALLS, BATCH, BATCHES = 100, 1000, 5
NUMBER = count(1)


def letter():
    number = next(NUMBER)
    return {
        "title": f"Wniosek o wydanie zaświadczenia nr {number}", "sender_lastname": "Kowalczyk",
        "sender_firstname": "Janina", "sender_street": "ul. Lipowa", "sender_building": str(number % 90 + 1),
        "sender_zip": "99-950", "sender_city": "Jasionów", "sender_reference": f"JK.{number}",
        "letter_date": "2026-01-02",
    }


def contact():
    number = next(NUMBER)
    return {
        "name": f"Janina Kowalczyk {number}", "street": f"ul. Lipowa {number % 90 + 1}", "zip": "99-950",
        "city": "Jasionów", "ref": f"JK.{number}", "email": f"janina{number}@example.com",
    }


table = Table(
    "Registering a letter",
    "The mail point registers letters and creates contacts by turns, the same data of a sender in both, one call of\n"
    "an integrating system each. A batch is two calls, `create` and `action_register`, against one `create` of\n"
    "contacts.",
)
with office(DB) as env:
    method = env["biuro.delivery.method"].search([("code", "=", "registered_post")]).id
key, xml = Json2(MAIL_POINT), XmlRpc(MAIL_POINT)


def batch_letters():
    values = [{**letter(), "direction": "in", "delivery_method_id": method} for _number in range(BATCH)]
    ids = key.call("biuro.letter", "create", vals_list=values)
    key.call("biuro.letter", "action_register", ids=ids)


def batch_contacts():
    key.call("res.partner", "create", vals_list=[contact() for _number in range(BATCH)])


for name, one_letter, one_contact in (
    ("/json/2", lambda: key.call("biuro.letter", "register_incoming", values=letter()),
     lambda: key.call("res.partner", "create", vals_list=[contact()])),
    ("XML-RPC", lambda: xml.call("biuro.letter", "register_incoming", letter()),
     lambda: xml.call("res.partner", "create", contact())),
):
    letters, contacts = by_turns([one_letter, one_contact], CALLS, warm=10)
    table.ratio(f"One letter registered / one contact created, {name}", letters, contacts, 1.5)
letters, contacts = by_turns([batch_letters, batch_contacts], BATCHES, warm=1)
table.ratio(f"Batch of {BATCH} letters created and registered / batch of {BATCH} contacts, /json/2",
            letters, contacts, 1.5, per=1)
table.end()
