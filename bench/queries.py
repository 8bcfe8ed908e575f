"""Database queries of a list, a form and a registration: their number must not follow the number of rows."""

from xml.etree import ElementTree

from _common import CLERK, MAIL_POINT, PAGE, Table, office, specification

LISTS = (("biuro.letter", "a list of letters"), ("biuro.case", "a list of cases"), ("biuro.deadline", "the cockpit"))


def spec(records, kind):
    views = records.get_views([[False, kind]])
    return specification(ElementTree.fromstring(views["views"][kind]["arch"]), views["models"], records._name)


def queries(env, function):
    """Return how many queries a call needs when the server is warm and knows nothing of the records."""
    for _turn in range(2):
        env.flush_all()
        env.invalidate_all()
        before = env.cr.sql_log_count
        function()
        env.flush_all()
    return env.cr.sql_log_count - before


def main():
    table = Table(
        "Database queries",
        "Of one request, under the rules of the user who works, when the server has read its settings already.",
    )
    with office() as env:
        users = {login: env["res.users"].search([("login", "=", login)]) for login in (CLERK, MAIL_POINT)}
        clerk, mail_point = (env(user=users[login].id, su=False) for login in (CLERK, MAIL_POINT))
        cell = users[CLERK].cell_ids[:1]
        method = env["biuro.delivery.method"].search([("code", "=", "registered_post")])
        letters = mail_point["biuro.letter"].create([
            {
                "direction": "in", "title": f"Petycja {number}", "sender_lastname": "Kowalczyk", "sender_city": "Łódź",
                "sender_reference": f"AB.{number}", "letter_date": "2026-01-02", "delivery_method_id": method.id,
            } for number in range(PAGE)
        ])
        letters.action_register()
        letters.action_distribute(cell.id)
        for letter in letters.with_env(clerk):
            letter.action_open_case("152", options={"procedure": "petycja"})
        for model, name in LISTS:
            Model = clerk[model]
            names = spec(Model, "list")
            found = [
                queries(env, lambda rows=rows, Model=Model, names=names: Model.web_search_read([], names, limit=rows))
                for rows in (PAGE // 4, PAGE)
            ]
            table.row(f"{name[0].upper()}{name[1:]} of {PAGE}", found[1], 15, more=f"{found[0]} for {PAGE // 4} rows")
        for model in ("biuro.letter", "biuro.case"):
            record = clerk[model].search([], order="id desc", limit=1)
            names = spec(record, "form")
            table.row(f"Form of {'a letter' if model == 'biuro.letter' else 'a case'}",
                      queries(env, lambda record=record, names=names: record.web_read(names)), 25)
        table.row("Registration of a letter", queries(env, lambda: mail_point["biuro.letter"].register_incoming({
            "title": "Wniosek", "sender_name": "Spółka", "sender_city": "Łódź", "sender_reference": "X/1",
            "letter_date": "2026-01-02",
        })), 50)
    table.end()


if __name__ == "__main__":
    main()
