"""20 clients registering letters at once against 20 clients creating contacts, over RPC, one call in ten undone."""

import sys
import threading
import time
import xmlrpc.client

from _common import ADMIN, MAIL_POINT, Table, XmlRpc

CLIENTS, CALLS, ROUNDS = 20, 10, 4
SENDER = {"sender_unknown": True, "sender_unknown_reason": "brak danych na przesyłce"}
FAIL = "raise UserError('Undone on purpose')"


def failing_action(admin, model, code):
    """Return the id of a server action that does its work and fails at its end."""
    [model_id] = admin.call("ir.model", "search", [("model", "=", model)])
    return admin.call("ir.actions.server", "create", {
        "name": "Measure", "model_id": model_id, "state": "code",
        "code": f"user = env['res.users'].search([('login', '=', {MAIL_POINT!r})])\n{code}\n{FAIL}",
    })


class Clients:
    """Each client has accounts of its own: a connection serves one thread."""

    def __init__(self):
        self.clerks = [XmlRpc(MAIL_POINT) for _client in range(CLIENTS)]
        self.admins = [XmlRpc(ADMIN) for _client in range(CLIENTS)]
        self.undo_letter = failing_action(self.admins[0], "biuro.letter", (
            f"env['biuro.letter'].with_user(user).register_incoming({{'title': 'Pomiar', **{SENDER!r}}})"
        ))
        self.undo_contact = failing_action(
            self.admins[0], "res.partner", "env['res.partner'].with_user(user).create({'name': 'Pomiar'})",
        )

    def register(self, client, number):
        if (client + number) % 10 == 9:
            return self.admins[client].call("ir.actions.server", "run", [self.undo_letter])
        values = {"title": f"Pomiar {client}.{number}", **SENDER}
        return self.clerks[client].call("biuro.letter", "register_incoming", values)["register_ref"]

    def contact(self, client, number):
        if (client + number) % 10 == 9:
            return self.admins[client].call("ir.actions.server", "run", [self.undo_contact])
        return self.clerks[client].call("res.partner", "create", {"name": f"Pomiar {client}.{number}"})

    def run(self, work):
        """Return (seconds, errors, results) of all clients calling ``work(client, number)`` at once."""
        barrier, errors, results, lock = threading.Barrier(CLIENTS + 1), [], [], threading.Lock()

        def client(index):
            barrier.wait()
            for number in range(CALLS):
                try:
                    result = work(index, number)
                    with lock:
                        results.append(result)
                except xmlrpc.client.Fault as fault:
                    if "Undone on purpose" not in fault.faultString:
                        with lock:
                            errors.append(fault.faultString)

        threads = [threading.Thread(target=client, args=[index]) for index in range(CLIENTS)]
        for thread in threads:
            thread.start()
        barrier.wait()
        start = time.perf_counter()
        for thread in threads:
            thread.join()
        return time.perf_counter() - start, errors, results


def main():
    table = Table(
        "Many clients at once",
        f"{CLIENTS} clients over XML-RPC, {CALLS} calls each, {ROUNDS} rounds by turns; one call in ten does its work\n"
        "and is rolled back by an error at its end.",
    )
    clients = Clients()
    admin = clients.admins[0]
    clients.run(clients.contact), clients.run(clients.register)  # warm
    letters = contacts = 0
    errors, references = [], []
    for _round in range(ROUNDS):  # by turns, so that a busy moment of the machine meets both
        seconds, wrong, _ids = clients.run(clients.contact)
        contacts += seconds
        errors += wrong
        seconds, wrong, refs = clients.run(clients.register)
        letters += seconds
        errors += wrong
        references += refs
    admin.call("ir.actions.server", "unlink", [clients.undo_letter, clients.undo_contact])
    [register_id] = admin.call("biuro.register", "search", [("code", "=", "RPW")])
    gaps = admin.call("biuro.register", "get_gaps", [register_id])
    doubles = len(references) - len(set(references))
    calls = CLIENTS * CALLS * ROUNDS
    table.row(
        f"{CLIENTS} clients registering / {CLIENTS} clients creating contacts, calls per second",
        contacts / letters, 0.8, at_most=False, more=f"{calls / letters:.1f} to {calls / contacts:.1f}",
    )
    table.row("Errors shown", len(errors), 0)
    table.row("Numbers missing", len(gaps), 0)
    table.row("Numbers given twice", doubles, 0)
    print(*errors[:3], sep="\n", file=sys.stderr)
    table.end()


if __name__ == "__main__":
    main()
