"""A register of many contracts, written by SQL as the suite itself would have written it.

Contractors and cells are of very different size, as they are. Whatever the size of the register, the same number of
contracts ends within 90 days: what a report shows does not grow, what it is looked for in does.
"""

import psycopg2
from _common import office
from _rows import CELLS, FIRST, PEOPLE, PLACES, _insert, _people, _prepare, _senders, _words

ENDING = 150  # contracts that end within 90 days, in both offices
SUBJECTS = (
    "Remont nawierzchni", "Utrzymanie zieleni", "Dostawa materiałów biurowych", "Serwis urządzeń", "Najem lokalu",
    "Druk wydawnictw", "Przegląd instalacji", "Usługa cateringowa", "Wymiana okien", "Opracowanie dokumentacji",
    "Nadzór inwestorski", "Ochrona obiektu", "Sprzątanie pomieszczeń", "Szkolenie pracowników", "Montaż oświetlenia",
)
TABLES = (
    "res_partner", "biuro_sekretariat_contract", "biuro_sekretariat_contract_party",
    "biuro_sekretariat_contract_cru_entry",
)
REGISTERED = "SELECT min(id) FROM biuro_sekretariat_contract WHERE state = 'active' AND register_ref LIKE 'U/%'"


def fill(database, contracts, years):
    """Fill an office; return what to look for: {"body", "person", "subject", "ref", "word"} (dict of str)."""
    with office(database, commit=True) as env:
        known = _people(env)
    connection = psycopg2.connect(dbname=database)
    with connection, connection.cursor() as cr:
        cr.execute("SET session_replication_role = replica; SET synchronous_commit = off; SET work_mem = '128MB'")
        indexes = drop_indexes(cr)
        _prepare(cr, known)
        _senders(cr, contracts)
        draw(cr, contracts, years)
        write(cr)
        cr.execute("""
            INSERT INTO biuro_register_counter (book, year, company_id, last_number)
            SELECT 'U', register_year, company_id, max(register_number) FROM biuro_sekretariat_contract
             WHERE register_ref LIKE 'U/%%' GROUP BY 2, 3 ON CONFLICT DO NOTHING""")
        for table in TABLES:
            cr.execute(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))")  # noqa: S608
        for definition in indexes:
            cr.execute(definition)
        connection.commit()
        found = examples(cr)
    connection.autocommit = True
    with connection.cursor() as cr:
        cr.execute(f"VACUUM ANALYZE {', '.join(TABLES)}")
    connection.close()
    return found


def drop_indexes(cr):
    """Drop the indexes that guard nothing; return their definitions."""
    cr.execute(
        "SELECT indexname, indexdef FROM pg_indexes JOIN pg_class ON relname = indexname"
        " JOIN pg_index ON indexrelid = pg_class.oid WHERE tablename = ANY(%s) AND NOT indisunique", [list(TABLES)])
    found = cr.fetchall()
    for name, _definition in found:
        cr.execute(f'DROP INDEX "{name}"')
    return [definition for _name, definition in found]


def draw(cr, count, years):
    """Draw what a contract is and whose: of ten, one is in force far beyond the report, the rest has ended."""
    cr.execute(f"""
        CREATE TEMP TABLE deal AS
        SELECT drawn.*, number + (SELECT max(id) FROM biuro_sekretariat_contract) AS id,
               sender.name, sender.partner_id, sender.body, sender.surname, sender.first_name, sender.town,
               cell.id AS cell_id, cell.people[1 + pg_temp.few(seed, 43, {PEOPLE})] AS owner,
               ARRAY(SELECT unnest(CASE WHEN restricted THEN ARRAY[cell.id * 8 + 1,
                            cell.people[1 + pg_temp.few(seed, 43, {PEOPLE})] * 8 + 2]
                        ELSE ARRAY[cell.id * 8, cell.id * 8 + 1,
                            cell.people[1 + pg_temp.few(seed, 43, {PEOPLE})] * 8 + 2] END) ORDER BY 1) AS tokens
          FROM (
            SELECT number, seed, pg_temp.h(seed, 40, 100) = 0 AS restricted,
                   current_date - (({count} - number)::bigint * {years * 365} / {count})::int AS day,
                   number > {count} - {ENDING} AS ending, pg_temp.h(number, 41, 10) = 0 AS active,
                   {_words(SUBJECTS)}[1 + pg_temp.h(number, 44, {len(SUBJECTS)})] || ', ul. '
                   || {_words(PLACES)}[1 + pg_temp.h(number, 45, {len(PLACES)})] || ' ' || pg_temp.h(number, 46, 150)
                   || ', zad. ' || number / 3 || '/' || 10 + number / 3 % 7 AS subject,
                   100 * (1 + pg_temp.h(number, 47, 9000)) AS value
              FROM (
                -- those that end soon are the same in both offices
                SELECT number, CASE WHEN number > {count} - {ENDING} THEN number - {count} ELSE number END AS seed
                  FROM generate_series(1, {count}) AS number
              ) row
          ) drawn
          JOIN cell ON cell.no = pg_temp.few(seed, 42, {CELLS})
          JOIN sender ON sender.no = pg_temp.few(number, 48, (SELECT count(*)::int FROM sender)) + 1;
        ANALYZE deal
    """)  # noqa: S608


def write(cr):
    """Contracts and their parties."""
    state = "CASE WHEN new.ending OR new.active THEN 'active' ELSE 'ended' END"
    end = ("CASE WHEN new.ending THEN current_date + (new.seed + 1000000) % 90 WHEN new.active"
           " THEN current_date + 100 + new.number % 900 ELSE new.day + (current_date - new.day) / 2 END")
    _insert(cr, "biuro_sekretariat_contract", REGISTERED, "SELECT * FROM deal ORDER BY number", {
        "id": "new.id", "state": state, "register_number": f"{FIRST} + new.number",
        "register_year": "extract(year FROM new.day)::int", "register_date": "new.day",
        "register_ref": f"'U/' || {FIRST} + new.number || '/' || extract(year FROM new.day)::int",
        "registered_at": "new.day + time '09:00'", "create_date": "new.day + time '09:00'",
        "write_date": "new.day + time '10:00'", "subject": "new.subject", "contract_number": "'ZP.' || new.number",
        "cru_number": "'ZP.' || new.number", "party_names": "new.name", "partner_id": "new.partner_id",
        "value_net": "new.value", "value_gross": "new.value * 1.23", "value_total": "new.value",
        "cru_value": "new.value", "date_signed": "new.day", "date_start": "new.day", "date_end": end,
        "date_ending": f"CASE WHEN {state} = 'active' THEN {end} END",
        "date_ended": f"CASE WHEN {state} = 'ended' THEN {end} END",
        "end_kind": f"CASE WHEN {state} = 'ended' THEN 'performed' END", "department_id": "new.cell_id",
        "owner_id": "new.owner", "case_id": "NULL", "letter_id": "NULL", "jrwa_class_id": "NULL",
        "public_level": "CASE WHEN new.restricted THEN 'restricted' ELSE 'public' END",
        "access_restricted": "new.restricted", "access_tokens": "new.tokens", "access_work_tokens": "new.tokens",
        "deadline_next": "NULL", "date_notice": "NULL", "cru_state": "'published'", "cru_due": "NULL",
        "message_main_attachment_id": "NULL", "legal_adviser_id": "NULL", "treasurer_id": "NULL",
    })
    for place, own in ((1, True), (2, False)):
        _insert(
            cr, "biuro_sekretariat_contract_party",
            f"SELECT min(id) FROM biuro_sekretariat_contract_party WHERE is_own = {own}",  # noqa: S608
            f"SELECT deal.*, number * 2 + {place}"  # noqa: S608
            " + (SELECT max(id) FROM biuro_sekretariat_contract_party) AS party FROM deal",
            {"id": "new.party", "contract_id": "new.id"} if own else {
                "id": "new.party", "contract_id": "new.id", "partner_id": "new.partner_id", "name": "new.name",
                "kind": "CASE WHEN new.body IS NULL THEN 'SU02' ELSE 'SU01' END", "first_name": "new.first_name",
                "last_name": "new.surname", "city": "new.town",
            })


def write_entries(cr):
    """One first entry of each drawn contract, waiting to be prepared."""
    _insert(
        cr, "biuro_sekretariat_contract_cru_entry",
        "SELECT min(id) FROM biuro_sekretariat_contract_cru_entry WHERE kind = 'first'",
        "SELECT *, number + (SELECT max(id) FROM biuro_sekretariat_contract_cru_entry) AS entry_id FROM deal", {
            "id": "new.entry_id", "contract_id": "new.id", "number": "1", "state": "'to_prepare'",
            "reference": f"'U/' || {FIRST} + new.number || '/' || extract(year FROM new.day)::int || '/CRU/1'",
            "change_date": "new.day", "date_due": "current_date + new.number % 30", "payload": "NULL",
            "external_id": "NULL", "department_id": "new.cell_id", "batch_id": "NULL", "deadline_next": "NULL",
            "prepared_at": "NULL", "sent_on": "NULL", "published_on": "NULL", "error": "NULL",
        })


def examples(cr):
    """Return texts to search for (dict of str): found equally often whatever the size of the register, or frequent."""
    found = {}
    for name, condition in (("body", "body IS NOT NULL"), ("person", "body IS NULL")):
        cr.execute(f"""
            SELECT deal.name FROM deal JOIN cell ON cell.id = cell_id
             WHERE cell.no = 0 AND NOT restricted AND {condition}
          GROUP BY 1 ORDER BY abs(count(*) - 3), max(number) DESC LIMIT 1""")  # noqa: S608
        [found[name]] = cr.fetchone()
    cr.execute("""
        SELECT contract.register_ref, deal.subject FROM deal JOIN cell ON cell.id = cell_id
          JOIN biuro_sekretariat_contract contract ON contract.id = deal.id
         WHERE cell.no = 0 AND NOT restricted
      ORDER BY abs(number - (SELECT max(number) / 2 FROM deal)) LIMIT 1""")
    found["ref"], subject = cr.fetchone()
    return {**found, "subject": subject.partition(", ul. ")[2], "word": "nawierzchni"}
