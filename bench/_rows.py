"""An office with many letters, cases and terms, written by SQL as the suite itself would have written them.

Cells and senders are of very different size, as they are: the busiest of forty cells has a sixth of all letters, a few
senders write every day, most write once. Every tenth letter and every third case is open, every hundredth restricted.
"""

import threading
from itertools import product

import psycopg2
from _common import CLERK, MAIL_POINT, MANAGEMENT, office

CELLS, PEOPLE = 40, 4  # people in a cell
FIRST = 10_000  # numbers up to here are left to the letters and cases that are there already
TABLES = ("res_partner", "biuro_case", "biuro_letter", "biuro_letter_assignment", "biuro_deadline")
SURNAMES = [
    stem + ending for stem, ending in product(
        ("Kowal", "Wiśnie", "Lewando", "Zieli", "Szyma", "Woźnia", "Dąbro", "Kozło", "Janko", "Mazur", "Wojcie",
         "Krawczy", "Kaczma", "Piotro", "Grabo", "Pawlo", "Michal", "Nowako", "Adam", "Dudzi", "Wieczor", "Jabło",
         "Malino", "Stępo", "Górno", "Rutko", "Sikor", "Baran", "Duda", "Szewczy", "Toma", "Pietrza", "Marcini",
         "Wróble", "Zalew", "Jakubo", "Jasi", "Sadow", "Bąko", "Chmiele", "Borko", "Sokoło", "Urbań", "Kubia", "Mazure",
         "Kalino", "Leśnie", "Wysoc"),
        ("ski", "wski", "wicz", "czyk", "cki", "ak"),
    )
]
FIRST_NAMES = (
    "Anna", "Maria", "Katarzyna", "Małgorzata", "Agnieszka", "Barbara", "Ewa", "Krystyna", "Elżbieta", "Zofia", "Jan",
    "Piotr", "Andrzej", "Krzysztof", "Stanisław", "Tomasz", "Paweł", "Michał", "Marcin", "Łukasz", "Józef", "Żaneta",
)
BODIES = (
    "Spółdzielnia Mieszkaniowa", "Wspólnota Mieszkaniowa", "Stowarzyszenie", "Przedsiębiorstwo Budowlane",
    "Kancelaria Radcy", "Sąd Rejonowy", "Prokuratura Rejonowa", "Urząd Gminy", "Starostwo Powiatowe",
    "Komornik Sądowy", "Fundacja", "Ochotnicza Straż Pożarna", "Szkoła Podstawowa", "Przychodnia", "Klub Sportowy",
)
PLACES = (
    "Lipowa", "Ogrodowa", "Kościuszki", "Mickiewicza", "Polna", "Leśna", "Słoneczna", "Szkolna", "Kwiatowa", "Łąkowa",
    "Źródlana", "Brzozowa", "Wiśniowa", "Parkowa", "Zielona", "Rynek", "Kolejowa", "Sportowa", "Młyńska", "Dębowa",
)
SUBJECTS = (
    "Wniosek o wydanie zaświadczenia", "Wniosek o zajęcie pasa drogowego", "Zgłoszenie zamiaru budowy",
    "Skarga na uciążliwy hałas", "Wniosek o wycinkę drzewa", "Odwołanie od decyzji podatkowej",
    "Prośba o rozłożenie należności na raty", "Zapytanie o informację publiczną", "Wniosek o dodatek mieszkaniowy",
    "Zgłoszenie uszkodzonej latarni", "Wniosek o warunki zabudowy", "Pismo przewodnie z aktami", "Wezwanie do zapłaty",
    "Zaproszenie na uroczystość", "Oferta współpracy", "Sprawozdanie z wykonania zadania",
)


# three letters of the clerk's cell have it in each office; each of its words many have
LONG_SUBJECT = "Wniosek o warunki zabudowy i wycinkę drzewa, zaproszenie, sprawozdanie, ul. Ogrodowa"


def fill(database, letters, years):
    """Fill an office; return what to look for: {"sender", "surname", "subject", "ref", "sign", ...} (dict of str)."""
    with office(database, commit=True) as env:
        known = _people(env)
    connection = psycopg2.connect(dbname=database)
    with connection, connection.cursor() as cr:
        # the rows are right by construction: the keys they name are taken from the tables themselves
        cr.execute("SET session_replication_role = replica; SET synchronous_commit = off; SET work_mem = '128MB'")
        indexes = _drop_indexes(cr)
        _prepare(cr, known)
        _senders(cr, letters)
        _cases(cr, letters // 2, years, known)
        _letters(cr, letters, years, known)
        _long_subjects(cr)
        _deadlines(cr)
        _counters(cr)
        for table in TABLES:
            cr.execute(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))")  # noqa: S608
        cr.execute("SELECT setval('biuro_letter_uid_seq', (SELECT max(id) FROM biuro_letter))")
        connection.commit()
        found = _examples(cr)
    connection.close()
    _build(database, indexes)
    _check(database)
    return found


def _people(env):
    """Make cells with people in them; return ids by name (dict) and the ids by cell (list of pairs)."""
    user = {login: env["res.users"].search([("login", "=", login)]).id for login in (CLERK, MAIL_POINT, MANAGEMENT)}
    clerk = env["hr.employee"].search([("user_id", "=", user[CLERK])])
    cells = clerk.department_id | env["hr.department"].create([
        {"name": f"Wydział nr {number}", "office_symbol": f"W{number}"} for number in range(CELLS - 1)
    ])
    people = env["hr.employee"].create([
        {"name": f"{FIRST_NAMES[number % 22]} {SURNAMES[number]}", "department_id": cell.id}
        for number, cell in enumerate(cell for cell in cells for _person in range(PEOPLE))
    ]).grouped("department_id")
    mail_point = env["hr.employee"].search([("user_id", "=", user[MAIL_POINT])]).department_id
    classes = env["biuro.jrwa.class"].search([("symbol", "in", ["152", "0530", "1431", "031", "1510", "0007"])])
    codes = ["kpa_basic", "complaint", "motion", "udip", "petition"]
    rules = env["biuro.deadline.rule"].search([("code", "in", codes)])
    handlers = {cell: people[cell] for cell in cells} | {cells[0]: clerk | people[cells[0]]}
    return {
        **user, "mail_point": mail_point.id,
        "cells": [(cell.id, cell.office_symbol, handlers[cell].ids[:PEOPLE]) for cell in cells],
        "classes": [(one.id, one.symbol) for one in classes],
        "rules": [(one.id, one.code, one.name, one.procedure) for one in rules],
        "model": env["ir.model"]._get_id("biuro.case"),
        "registers": {one.code: one.id for one in env["biuro.register"].search([("model", "=", "biuro.letter")])},
        "methods": env["biuro.delivery.method"].search([("is_incoming", "=", True)]).ids,
    }


def _drop_indexes(cr):
    """Drop the indexes that do not guard anything; return their definitions: they are built quicker at the end."""
    cr.execute(
        "SELECT indexname, indexdef FROM pg_indexes JOIN pg_class ON relname = indexname"
        " JOIN pg_index ON indexrelid = pg_class.oid WHERE tablename = ANY(%s) AND NOT indisunique", [list(TABLES)])
    indexes = cr.fetchall()
    for name, _definition in indexes:
        cr.execute(f'DROP INDEX "{name}"')
    return [definition for _name, definition in indexes]


def _build(database, indexes):
    """Build the indexes by two at a time, then give the planner its statistics."""
    indexes = sorted(indexes, key=lambda definition: "gin_trgm" not in definition)

    def work():
        connection = psycopg2.connect(dbname=database)
        connection.autocommit = True
        with connection.cursor() as cr:
            cr.execute("SET maintenance_work_mem = '512MB'")
            while indexes:
                cr.execute(indexes.pop(0))
        connection.close()

    workers = [threading.Thread(target=work) for _worker in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    connection = psycopg2.connect(dbname=database)
    connection.autocommit = True
    with connection.cursor() as cr:
        cr.execute(f"VACUUM ANALYZE {', '.join(TABLES)}, biuro_register_counter")
    connection.close()


def _prepare(cr, known):
    """Make what the statements use: h() gives a number of 0..most-1 that looks like chance, few() favours low ones."""
    cr.execute("""
        CREATE FUNCTION pg_temp.h(number int, seed int, most int) RETURNS int IMMUTABLE LANGUAGE sql AS
            'SELECT (hashint8extended(number, seed) & 1073741823)::int % most';
        CREATE FUNCTION pg_temp.few(number int, seed int, most int) RETURNS int IMMUTABLE LANGUAGE sql AS
            'SELECT floor(most * power(((hashint8extended(number, seed) & 1048575) / 1048576.0)::float8, 2))::int';
        CREATE TEMP TABLE cell (no int PRIMARY KEY, id int, symbol text, people int[]);
        CREATE TEMP TABLE class (no int PRIMARY KEY, id int, symbol text);
        CREATE TEMP TABLE rule (no int PRIMARY KEY, id int, code text, name text, procedure text);
    """)
    for number, row in enumerate(known["cells"]):
        cr.execute("INSERT INTO cell VALUES (%s, %s, %s, %s)", [number, *row])
    for number, row in enumerate(known["classes"]):
        cr.execute("INSERT INTO class VALUES (%s, %s, %s)", [number, *row])
    for number, row in enumerate(known["rules"]):
        cr.execute("INSERT INTO rule VALUES (%s, %s, %s, %s, %s)", [number, *row])


def _insert(cr, table, template, source, own):
    """Insert a row per row of ``source``: ``own`` gives values (dict of SQL), the rest is as in the template's row."""
    cr.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table])
    names = [name for name, in cr.fetchall()]
    unknown = own.keys() - set(names)
    if unknown:
        raise ValueError(f"{table} has no {', '.join(sorted(unknown))}")
    cr.execute(
        f"INSERT INTO {table} ({', '.join(names)})"  # noqa: S608
        f" SELECT {', '.join(own.get(name, f'like_this.{name}') for name in names)}"
        f" FROM ({source}) new, {table} like_this WHERE like_this.id = ({template})")


def _words(words):
    return "(ARRAY[" + ", ".join("'" + word.replace("'", "''") + "'" for word in words) + "])"


def _senders(cr, letters):
    """A tenth as many senders as letters; every second one is a contact."""
    count = max(letters // 10, 100)
    cr.execute(f"""
        CREATE TEMP TABLE sender AS
        SELECT no, body, CASE WHEN body IS NULL THEN surname END AS surname, first_name, town, zip,
               CASE WHEN no % 2 = 0 THEN (SELECT max(id) FROM res_partner) + no / 2 END AS partner_id,
               coalesce(body, surname || ' ' || first_name) AS name
          FROM (SELECT no, CASE WHEN pg_temp.h(no, 1, 10) < 3 THEN
                           {_words(BODIES)}[1 + pg_temp.h(no, 2, {len(BODIES)})] || ' „'
                           || {_words(PLACES)}[1 + pg_temp.h(no, 3, {len(PLACES)})] || ' ' || no || '”' END AS body,
                       {_words(SURNAMES)}[1 + pg_temp.h(no, 4, {len(SURNAMES)})] AS surname,
                       {_words(FIRST_NAMES)}[1 + pg_temp.h(no, 5, {len(FIRST_NAMES)})] AS first_name,
                       CASE WHEN pg_temp.h(no, 6, 10) < 7 THEN 'Jasionów' ELSE 'Łódź' END AS town,
                       lpad((90000 + pg_temp.h(no, 7, 900))::text, 5, '0') AS zip
                  FROM generate_series(1, {count}) AS no) drawn;
        ALTER TABLE sender ADD PRIMARY KEY (no);
        ANALYZE sender
    """)  # noqa: S608
    _insert(cr, "res_partner", "SELECT partner_id FROM biuro_letter WHERE partner_id IS NOT NULL ORDER BY id LIMIT 1",
            "SELECT * FROM sender WHERE partner_id IS NOT NULL", {
                "id": "new.partner_id", "name": "new.name", "complete_name": "new.name", "city": "new.town",
                "zip": "new.zip", "is_company": "new.body IS NOT NULL", "commercial_partner_id": "new.partner_id",
                "email": "NULL", "email_normalized": "NULL", "ade_address": "NULL", "vat": "NULL", "ref": "NULL",
            })


def _title(number):
    """Return the SQL of a subject: a kind, a street, the number of a plot that three letters share."""
    return (
        f"{_words(SUBJECTS)}[1 + pg_temp.h({number}, 30, {len(SUBJECTS)})] || ', ul. '"
        f" || {_words(PLACES)}[1 + pg_temp.h({number}, 31, {len(PLACES)})] || ' ' || pg_temp.h({number}, 32, 150)"
        f" || ', dz. ' || {number} / 3 || '/' || 10 + {number} / 3 % 7"
    )


def _cases(cr, count, years, known):
    """Cases with their tokens; kept besides in a small table, for the letters and the terms."""
    cr.execute(f"""
        CREATE TEMP TABLE file AS
        SELECT *, ARRAY(SELECT unnest(CASE WHEN restricted THEN ARRAY[cell_id * 8 + 1, clerk * 8 + 2]
                        ELSE ARRAY[cell_id * 8, cell_id * 8 + 1, clerk * 8 + 2] END) ORDER BY 1) AS tokens
          FROM (
            SELECT number, number + (SELECT max(id) FROM biuro_case) AS id, cell.id AS cell_id, cell.symbol,
                   cell.people[1 + pg_temp.few(number, 12, {PEOPLE})] AS clerk, class.id AS class_id, opened,
                   extract(year FROM opened)::int AS year, pg_temp.h(number, 13, 3) = 0 AS open,
                   pg_temp.h(number, 14, 100) = 0 AS restricted, {_title("number")} AS title,
                   pg_temp.few(number, 18, {max(count // 5, 100)}) + 1 AS sender,
                   cell.symbol || '.' || class.symbol || '.' || {FIRST} + number || '.' || extract(year FROM opened)
                   AS sign
              FROM (
                SELECT number, current_date - (({count} - number)::bigint * {years * 365} / {count})::int AS opened
                  FROM generate_series(1, {count}) AS number
              ) day
              JOIN cell ON cell.no = pg_temp.few(number, 10, {CELLS})
              JOIN class ON class.no = pg_temp.h(number, 11, {len(known["classes"])})
          ) drawn;
        ALTER TABLE file ADD PRIMARY KEY (number);
        ANALYZE file
    """)  # noqa: S608
    _insert(
        cr, "biuro_case", "SELECT min(id) FROM biuro_case",
        "SELECT file.*, sender.partner_id FROM file JOIN sender ON sender.no = file.sender",
        {
            "id": "new.id", "jrwa_class_id": "new.class_id", "number": f"{FIRST} + new.number", "year": "new.year",
            "partner_id": "new.partner_id", "department_id": "new.cell_id", "clerk_id": "new.clerk",
            "opened_by_id": "new.clerk", "reference": "new.sign", "unit_symbol": "new.symbol", "title": "new.title",
            "procedure": "'none'", "origin_letter_date": "NULL", "date_opened": "new.opened",
            "state": "CASE WHEN new.open THEN 'open' ELSE 'closed' END",
            "date_closed": "CASE WHEN NOT new.open THEN new.opened + 20 END",
            "deadline_next": "CASE WHEN new.open THEN current_date - 10 + new.number % 60 END",
            "access_restricted": "new.restricted", "is_restricted": "new.restricted",
            "access_tokens": "new.tokens", "access_work_tokens": "new.tokens",
            "create_date": "new.opened", "write_date": "new.opened",
        },
    )


def _draw_letters(cr, count, years):
    """Draw what a letter is and whose: seven in ten incoming, most of them with a case, a cell and a handler."""
    cr.execute(f"""
        CREATE TEMP TABLE letter AS
        SELECT drawn.*, extract(year FROM day)::int AS year, file.id AS case_id, file.class_id,
               file.tokens AS case_tokens,
               coalesce(file.cell_id, own.id) AS cell_id,
               coalesce(file.clerk, CASE WHEN state != 'distributed'
                        THEN own.people[1 + pg_temp.few(drawn.number, 26, {PEOPLE})] END) AS clerk,
               drawn.own_restricted OR coalesce(file.restricted, false) AS restricted,
               pg_temp.few(drawn.number, 33, (SELECT count(*)::int FROM sender)) + 1 AS sender
          FROM (
            SELECT *, number + (SELECT max(id) FROM biuro_letter) AS id,
                   current_date - (({count} - number)::bigint * {years * 365} / {count})::int AS day,
                   CASE WHEN state IN ('accepted', 'filed', 'delivered', 'dispatched')
                             AND pg_temp.h(number, 24, 10) < 8 THEN 1 + (number - 1) / 2 END AS file_number,
                   CASE WHEN state != 'registered' THEN pg_temp.few(number, 25, {CELLS}) END AS cell_number
              FROM (
                SELECT number, direction, pg_temp.h(number, 22, 100) = 0 AS own_restricted,
                       CASE WHEN direction = 'out' AND done THEN 'delivered' WHEN direction = 'out' THEN 'dispatched'
                            WHEN direction = 'internal' OR done THEN 'filed'
                            ELSE {_words(("registered", "distributed", "decreed", "accepted"))}
                                 [1 + pg_temp.h(number, 23, 4)] END AS state
                  FROM (
                    SELECT number, pg_temp.h(number, 21, 10) != 0 AS done,
                           {_words(("in",) * 7 + ("out",) * 2 + ("internal",))}[1 + pg_temp.h(number, 20, 10)]
                           AS direction
                      FROM generate_series(1, {count}) AS number
                  ) what
              ) stage
          ) drawn
     LEFT JOIN file ON file.number = drawn.file_number
     LEFT JOIN cell own ON own.no = drawn.cell_number;
        ANALYZE letter
    """)  # noqa: S608


def _letters(cr, count, years, known):
    """Letters of all directions and their assignments."""
    _draw_letters(cr, count, years)
    registrar, mail_point = known[MAIL_POINT], known["mail_point"]
    registers, methods = known["registers"], known["methods"]
    source = f"""
        SELECT letter.*, sender.surname, sender.first_name, sender.body, sender.name, sender.town, sender.zip,
               sender.partner_id, direction = 'in' AS incoming, {_title("number")} AS title,
               ARRAY(SELECT DISTINCT token
                       FROM unnest(ARRAY[{registrar * 8 + 3}, {mail_point * 8 + 4}, cell_id * 8, cell_id * 8 + 1,
                                         clerk * 8 + 2] || case_tokens) token
                      WHERE token IS NOT NULL AND (NOT restricted OR token % 8 != 0) ORDER BY 1) AS tokens
          FROM letter JOIN sender ON sender.no = letter.sender
      ORDER BY number"""  # noqa: S608
    _insert(
        cr, "biuro_letter", "SELECT min(id) FROM biuro_letter WHERE direction = 'in' AND register_ref IS NOT NULL",
        source,
        {
            "id": "new.id", "direction": "new.direction", "state": "new.state", "title": "new.title",
            "register_id": f"CASE new.direction WHEN 'in' THEN {registers['RPW']} WHEN 'out' THEN {registers['RPWY']}"
                           f" ELSE {registers['RPI']} END",
            "register_number": f"{FIRST} + new.number", "register_year": "new.year", "register_date": "new.day",
            "register_ref": "CASE new.direction WHEN 'in' THEN 'RPW/' WHEN 'out' THEN 'RPWY/' ELSE 'RPI/' END"
                            f" || {FIRST} + new.number || '/' || new.year",
            "registered_at": "new.day + time '09:00'", "registered_by_id": str(registrar),
            "create_uid": str(registrar), "create_date": "new.day + time '09:00'",
            "write_date": "new.day + time '10:00'",
            "document_uid": "'P' || new.year || '-' || lpad(new.id::text, 8, '0')", "external_id": "NULL",
            "correspondent": "new.name", "partner_id": "new.partner_id", "letter_date": "(new.day - 3)::text",
            "delivery_method_id": f"(ARRAY{methods})[1 + new.number % {len(methods)}]",
            "sender_name": "CASE WHEN new.incoming THEN new.body END",
            "sender_lastname": "CASE WHEN new.incoming THEN new.surname END",
            "sender_firstname": "CASE WHEN new.incoming AND new.body IS NULL THEN new.first_name END",
            "sender_city": "new.town", "sender_zip": "new.zip",
            "sender_reference": "CASE WHEN new.incoming AND new.body IS NOT NULL"
                                " THEN 'ZN.' || new.number || '.' || new.year END",
            "date_received": "CASE WHEN new.incoming THEN new.day END",
            "date_dispatched": "CASE WHEN new.direction = 'out' THEN new.day END",
            "date_delivered": "CASE WHEN new.state = 'delivered' THEN new.day + 5 END",
            "date_deadline": "CASE WHEN new.incoming AND new.clerk IS NOT NULL AND new.number % 3 = 0"
                             " THEN new.day + 21 END",
            "date_deemed_delivery": "NULL", "deadline_next": "NULL", "case_id": "new.case_id",
            "jrwa_class_id": "new.class_id", "department_id": "new.cell_id", "clerk_id": "new.clerk",
            "is_restricted": "new.own_restricted", "access_restricted": "new.restricted",
            "access_tokens": "new.tokens", "access_work_tokens": "new.tokens", "scan_status": "'full'",
            "scan_reason": "NULL", "message_main_attachment_id": "NULL", "is_cancelled": "false",
            "edor_message_id": "NULL", "reply_to_id": "NULL",
        },
    )
    _insert(
        cr, "biuro_letter_assignment", "SELECT min(id) FROM biuro_letter_assignment",
        "SELECT *, number + (SELECT max(id) FROM biuro_letter_assignment) AS line_id FROM letter"
        " WHERE direction = 'in' AND clerk IS NOT NULL",
        {
            "id": "new.line_id", "letter_id": "new.id", "department_id": "NULL", "employee_id": "new.clerk",
            "state": "CASE new.state WHEN 'decreed' THEN 'active' WHEN 'accepted' THEN 'accepted' ELSE 'done' END",
            "decreed_at": "new.day + time '10:00'",
            "date_deadline": "CASE WHEN new.number % 3 = 0 THEN new.day + 21 END",
        },
    )


def _long_subjects(cr):
    """Give three letters, from the middle of the register, the long subject."""
    cr.execute("""
        UPDATE biuro_letter SET title = %s WHERE id IN (
            SELECT letter.id FROM biuro_letter letter JOIN cell ON cell.id = letter.department_id
             WHERE cell.no = 0 AND letter.direction = 'in' AND NOT letter.access_restricted
          ORDER BY abs(letter.id - (SELECT max(id) * 2 / 3 FROM biuro_letter)) LIMIT 3)""", [LONG_SUBJECT])


def _deadlines(cr):
    """One term of each case."""
    _insert(
        cr, "biuro_deadline", "SELECT min(id) FROM biuro_deadline WHERE res_model = 'biuro.case'",
        "SELECT file.*, number + (SELECT max(id) FROM biuro_deadline) AS line_id, rule.id AS rule_id, rule.code,"
        " rule.name, rule.procedure AS kind, employee.user_id,"
        " CASE WHEN open THEN current_date - 10 + number % 60 ELSE opened + 30 END AS till"
        " FROM file JOIN rule ON rule.no = number % (SELECT count(*) FROM rule)"
        " JOIN hr_employee employee ON employee.id = clerk",
        {
            "id": "new.line_id", "rule_id": "new.rule_id", "code": "new.code", "procedure": "new.kind",
            "name": "new.name", "res_id": "new.id", "res_name": "new.sign || ' ' || new.title",
            "department_id": "new.cell_id", "employee_id": "new.clerk", "user_id": "new.user_id",
            "date_start": "new.opened", "date_raw": "new.till", "date_deadline": "new.till",
            "date_target": "new.till - 1", "suspended_on": "NULL", "deadline_at": "NULL",
            "state": "CASE WHEN new.open THEN 'running' WHEN new.number % 20 = 3 THEN 'met_late' ELSE 'met' END",
            "date_done": "CASE WHEN NOT new.open THEN new.opened + 20 END",
            "activity_id": "NULL", "escalation_id": "NULL", "is_extended": "false",
            "access_tokens": "new.tokens", "access_restricted": "new.restricted",
        },
    )


def _counters(cr):
    """The books go on behind the rows."""
    cr.execute("""
        INSERT INTO biuro_register_counter (book, year, company_id, last_number)
        SELECT register.code, letter.register_year, register.company_id, max(letter.register_number)
          FROM biuro_letter letter JOIN biuro_register register ON register.id = letter.register_id
      GROUP BY 1, 2, 3 ON CONFLICT DO NOTHING""")


def _examples(cr):
    """Return texts to search for (dict of str): found equally often whatever the size of the office, or frequent."""
    senders = []
    for column in ("sender_name", "sender_lastname"):
        cr.execute(f"""
            SELECT correspondent FROM biuro_letter JOIN cell ON cell.id = department_id
             WHERE cell.no = 0 AND direction = 'in' AND NOT access_restricted AND {column} IS NOT NULL
          GROUP BY 1 ORDER BY abs(count(*) - 3), max(biuro_letter.id) DESC LIMIT 1""")  # noqa: S608
        senders += cr.fetchone()
    cr.execute("""
        SELECT letter.register_ref, letter.title, file.reference
          FROM biuro_letter letter JOIN biuro_case file ON file.id = letter.case_id
          JOIN cell ON cell.id = letter.department_id
         WHERE cell.no = 0 AND letter.direction = 'in' AND NOT letter.access_restricted
      ORDER BY abs(letter.id - (SELECT max(id) / 2 FROM biuro_letter)) LIMIT 1""")
    ref, title, sign = cr.fetchone()
    return {
        "body": senders[0], "person": senders[1], "ref": ref, "sign": sign,
        "subject": title.partition(", ul. ")[2], "surname": "Kowal",
        "word": "zaświadczenia", "long": LONG_SUBJECT, "part": ref[5:],
    }


def _check(database):
    """Compare what was written with what the suite itself computes, on a hundred rows of each model."""
    with office(database) as env:
        for model in ("biuro.letter", "biuro.case"):
            records = env[model].browse(env[model]._search([], order="id desc", limit=5000).get_result_ids()[::50])
            names = ("access_tokens", "access_work_tokens", "access_restricted")
            before = {record: [record[name] for name in names] for record in records}
            for name in names:
                env.add_to_compute(records._fields[name], records)
            records._recompute_recordset(names)
            wrong = {record: [record[name] for name in names] for record in records}
            wrong = [(record, before[record], found) for record, found in wrong.items() if before[record] != found]
            if wrong:
                raise AssertionError(f"{database}: {wrong[0]} and {len(wrong) - 1} more of {model}")
