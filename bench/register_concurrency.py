"""20 clients registering letters at once against 20 clients creating contacts, over RPC, one call in ten undone."""

import os
import sys
import threading
import time
import xmlrpc.client

URL, DB = os.environ["BIURO_BENCH_URL"], os.environ["BIURO_BENCH_DB"]
LOGIN, ADMIN = "kancelaria", "admin"  # the password of a demo user is the login
CLIENTS, CALLS, ROUNDS = 20, 10, 3
SENDER = {"sender_unknown": True, "sender_unknown_reason": "brak danych na przesyłce"}
FAIL = "raise UserError('Undone on purpose')"


def authenticate(login, password):
    uid = xmlrpc.client.ServerProxy(f"{URL}/xmlrpc/2/common").authenticate(DB, login, password, {})
    assert uid, f"{login} cannot log in"
    return uid, password


def call(account, model, method, *args):
    uid, password = account
    proxy = xmlrpc.client.ServerProxy(f"{URL}/xmlrpc/2/object", allow_none=True)
    return proxy.execute_kw(DB, uid, password, model, method, list(args))


def failing_action(admin, model, code):
    [model_id] = call(admin, "ir.model", "search", [("model", "=", model)])
    return call(admin, "ir.actions.server", "create", {
        "name": "Measure", "model_id": model_id, "state": "code", "code": f"{code}\n{FAIL}",
    })


def run(work):
    """Return (seconds, errors, results) of all clients calling ``work(client, call)`` at once."""
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
    clerk, admin = authenticate(LOGIN, LOGIN), authenticate(ADMIN, ADMIN)
    undo_letter = failing_action(admin, "biuro.letter", (
        f"user = env['res.users'].search([('login', '=', {LOGIN!r})])\n"
        f"env['biuro.letter'].with_user(user).register_incoming({{'title': 'Pomiar', **{SENDER!r}}})"
    ))
    undo_contact = failing_action(admin, "res.partner", (
        f"user = env['res.users'].search([('login', '=', {ADMIN!r})])\n"
        "env['res.partner'].with_user(user).create({'name': 'Pomiar'})"
    ))

    def register(client, number):
        if (client + number) % 10 == 9:
            return call(admin, "ir.actions.server", "run", [undo_letter])
        values = {"title": f"Pomiar {client}.{number}", **SENDER}
        return call(clerk, "biuro.letter", "register_incoming", values)["register_ref"]

    def contact(client, number):
        if (client + number) % 10 == 9:
            return call(admin, "ir.actions.server", "run", [undo_contact])
        return call(admin, "res.partner", "create", {"name": f"Pomiar {client}.{number}"})

    run(contact), run(register)  # warm
    letters = contacts = 0
    errors, references = [], []
    for _round in range(ROUNDS):  # by turns, so that a busy moment of the machine meets both
        seconds, wrong, _ids = run(contact)
        contacts += seconds
        errors += wrong
        seconds, wrong, refs = run(register)
        letters += seconds
        errors += wrong
        references += refs
    call(admin, "ir.actions.server", "unlink", [undo_letter, undo_contact])
    [register_id] = call(admin, "biuro.register", "search", [("code", "=", "RPW")])
    gaps = call(admin, "biuro.register", "get_gaps", [register_id])
    doubles = len(references) - len(set(references))
    ratio, calls = contacts / letters, CLIENTS * CALLS * ROUNDS
    print("## 20 clients at once\n")
    print("| measure | result | limit |\n|---|---:|---:|")
    print(f"| throughput of registering / of creating contacts (at least) | {ratio:.2f} | 0.80 |")
    print(f"| errors shown to a client | {len(errors)} | 0 |")
    print(f"| missing numbers | {len(gaps)} | 0 |")
    print(f"| numbers given twice | {doubles} | 0 |")
    print(f"\n{calls / letters:.1f} letters and {calls / contacts:.1f} contacts per second.")
    for error in errors[:3]:
        print(error, file=sys.stderr)
    return ratio < 0.8 or bool(errors or gaps or doubles)


if __name__ == "__main__":
    sys.exit(main())
