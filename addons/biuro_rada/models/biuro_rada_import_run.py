import time

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL, mute_logger

from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import majority
from ..tools.history.plan import KNOWN, REFUSED

BATCH = 500
COUNTS = ("yes", "no", "abstain", "not_voting", "excluded", "absent")
# nothing is told or noted of each of thousands of records: the import is the source and its report says all
QUIET = {
    "tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True, "mail_notrack": True,
    "no_calendar_sync": True, "biuro_rada_history": True,
}


class BiuroRadaImportRun(models.Model):
    """The work itself: batch after batch, each in a savepoint of its own."""

    _inherit = "biuro.rada.import"

    def step(self, seconds=10.0):
        """Import the next batches for about so many seconds; call it again until it is done.

        :param float seconds: how long to work, at least one batch is taken
        :return: dict ``done`` (bool), ``position``, ``total`` (batches), ``taken``, ``remarks``, ``known``,
            ``refused`` (int)
        :raise UserError: the import was not begun; somebody else runs it now
        """
        self.ensure_one()
        self.check_access("write")
        if self.state == "done":
            return self._progress()
        if self.state != "running":
            raise UserError(self.env._("Check the file and begin the import first."))
        self._take_alone()
        # sudo: biuro.rada.* - records of the past are made in the state the source left them in; access was checked
        record = self.sudo().with_context(**QUIET).with_company(self.company_id)
        record._run(seconds)
        return self._progress()

    def _take_alone(self):
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                self.env.execute_query(SQL("SELECT id FROM biuro_rada_import WHERE id = %s FOR UPDATE NOWAIT", self.id))
        except psycopg2.errors.LockNotAvailable:
            raise UserError(self.env._("This import is being run by somebody else.")) from None

    def _progress(self):
        return {
            "done": self.state == "done", "position": self.position, "total": self.batch_count,
            "taken": self.taken_count, "remarks": self.remark_count, "known": self.known_count,
            "refused": self.refused_count,
        }

    def _batches(self, made):
        """Return the batches of a plan: list of (kind, rows)."""
        document = made.document
        asked = document["interpellations"]
        return [
            ("people", document["councillors"]),
            *(("session", [row]) for row in document["sessions"]),
            *(("interpellations", asked[start : start + BATCH]) for start in range(0, len(asked), BATCH)),
            ("end", [row for _kind, row in document.get("orphans", ())]),
        ]

    def _run(self, seconds=None):
        started, made = time.monotonic(), self._plan()
        batches = self._batches(made)
        if not self.position:
            made.fresh = True
        while self.position < len(batches):
            kind, rows = batches[self.position]
            getattr(self, f"_batch_{kind}")(made, rows)
            self.position += 1
            if seconds is not None and time.monotonic() - started > seconds:
                break
        if self.position >= len(batches):
            self.write({"state": "done", "imported_at": fields.Datetime.now()})
        self.batch_count = len(batches)
        self.env.flush_all()
        self._count_rows()

    # ---- batches -------------------------------------------------------------------------------------------------

    def _batch_people(self, made, rows):
        """Enter the terms and the councillors; stretch the mandates that are known from records alone."""
        with self.env.cr.savepoint():
            self._make_terms(made)
            self._make_councillors(made)
        self._write_rows(made, [("councillor", row) for row in rows])

    def _make_terms(self, made):
        today = office_today()
        values_list = []
        for number, values in made.terms().items():
            lawful = majority.seats(values["population"])["seats"]
            seats = values.get("statutory_members") or lawful
            values_list.append({
                "number": number, "election_date": values["election_date"], "date_start": values["date_start"],
                "date_end": values["date_end"], "population": values["population"], "statutory_members": seats,
                "statutory_reason": self.env._("As the imported records say") if seats != lawful else False,
                "company_id": self.company_id.id, "import_id": self.id, "is_historical": True,
                "import_key": self._key(f"term:{number}"),
                "state": "closed" if values["date_end"] < today else "draft",
            })
        for term in self.env["biuro.rada.term"].create(values_list):
            made.known.terms[term.number] = {
                "id": term.id, "start": term.date_start, "end": term.date_end, "election": term.election_date,
                "statutory": term.statutory_members,
            }

    def _make_councillors(self, made):
        Councillor = self.env["biuro.rada.councillor"]
        today = office_today()
        partners = {
            (one.first_name, one.last_name): one.partner_id.id
            for one in Councillor.search([("company_id", "=", self.company_id.id)])
        }
        everyone = [person for people in made.people.values() for person in people]
        new = [person for person in everyone if not person.id and (person.first or person.start)]
        names = {(person.first_name, person.last_name): person.name for person in new}
        missing = [key for key in names if key not in partners]
        made_partners = self.env["res.partner"].create([{"name": names[key]} for key in missing])
        partners.update(zip(missing, made_partners.ids, strict=True))
        values_list = []
        for person in new:
            term = made.known.terms[person.term]
            start, end = self._mandate(made, person, term)
            over = term["end"] < today
            values_list.append({
                "partner_id": partners[person.first_name, person.last_name], "first_name": person.first_name,
                "last_name": person.last_name, "term_id": term["id"], "district": person.district,
                "mandate_start": start, "mandate_end": end, "mandate_derived": not person.given,
                "end_reason": "end_of_term" if over and not end else False,
                "state": self._state_of(over, end),
                "is_historical": True, "import_id": self.id, "import_key": self._key(
                    f"councillor:{person.term}:{person.name}:{start if person.given else ''}"),
            })
        self._stretch(made, [person for person in everyone if person.id and not person.given])
        for person, record in zip(new, Councillor.create(values_list), strict=True):
            person.id, person.start, person.end = record.id, record.mandate_start, record.mandate_end or None
        running = self.env["biuro.rada.term"].search([
            ("company_id", "=", self.company_id.id), ("state", "=", "draft"), ("is_historical", "=", True),
            ("date_start", "<=", today), ("date_end", ">=", today),
        ], limit=1)
        if running and not running._current(self.company_id):
            running.action_activate()

    @api.model
    def _state_of(self, over, end):
        if over and not end:
            return "ended"
        return "expired" if end and end < office_today() else "elected"

    def _mandate(self, made, person, term):
        """Return (first day, last day or False) of a mandate, from records where the file does not give them."""
        start, end = person.span(made.last_list.get(person.term))
        return start or term["start"], end or False

    def _stretch(self, made, people):
        """Widen the mandates read from records so that they span the new records as well."""
        Councillor = self.env["biuro.rada.councillor"]
        changed = {}
        for person in people:
            term = made.known.terms[person.term]
            start, end = self._mandate(made, person, term)
            if (start, end or None) != (person.start, person.end):
                changed.setdefault((start, end), []).append(person.id)
        # those who give a seat up before those who take one
        for (start, end), found in sorted(changed.items(), key=lambda item: (not item[0][1], item[0][0])):
            records = Councillor.browse(found)
            for over, some in records.grouped(lambda one: one.term_id.state == "closed").items():
                some.write({
                    "mandate_start": start, "mandate_end": end, "state": self._state_of(over, end),
                    "end_reason": "end_of_term" if over and not end else False,
                })

    def _batch_session(self, made, rows):
        [row] = rows
        if row["verdict"] not in (KNOWN, REFUSED):
            try:
                with self.env.cr.savepoint():
                    self._make_session(made, row)
                    self.env.flush_all()
            except (UserError, ValidationError, psycopg2.IntegrityError) as error:
                self._refuse(row, error)
        self._write_rows(made, self._rows_of_session(row))
        self._write_differences(made, [
            difference for difference in made.differences
            if difference["row"] is row or any(difference["row"] is vote for vote in row["votes"])
        ], row)

    def _make_session(self, made, row):
        term = made.known.terms[row["term"]]
        values = self._history(row)
        session = self.env["biuro.rada.session"].create({
            **values, "term_id": term["id"], "body_type": row["body"], "number_int": row["number"] or 0,
            "source_number": row["number_text"], "source_reference": row["reference"], "kind": row["kind"],
            "start": f"{row['date']} 08:00:00", "location": row["location"], "statutory_members": term["statutory"],
            "state": "closed",
        })
        row["record"] = session.id
        self.env["biuro.rada.attendance"].create([
            {"session_id": session.id, "councillor_id": person.id, "status": line["status"] or "absent"}
            for person, line in row["people"].items()
        ])
        votes = [vote for vote in row["votes"] if not vote["refused"]]
        titles = list(dict.fromkeys(vote["item"] or self.env._("Votes of the session") for vote in votes)) or [
            self.env._("The agenda is not known")]
        items = dict(zip(titles, self.env["biuro.rada.agenda.item"].create([
            {
                "session_id": session.id, "sequence": 10 * place, "number": str(place), "title": title,
                "item_type": "other", "status": "done",
            }
            for place, title in enumerate(titles, 1)
        ]).ids, strict=True))
        records = self.env["biuro.rada.vote"].create([
            {
                **self._history(vote), **{
                    name: vote["values"][name]
                    for name in (*COUNTS, "present_count", "entitled_count", "result", "outcome", "reasons")
                },
                "session_id": session.id, "number": vote["number"], "subject": vote["subject"],
                "agenda_item_id": items[vote["item"] or self.env._("Votes of the session")],
                "ballot": vote["ballot"], "majority": vote["majority"], "majority_basis": vote["majority_basis"],
                "special": vote["special"], "statutory_members": term["statutory"], "state": "closed",
                "device_failure_note": False, "repeats_vote_id": False,
                "names_complete": len(vote["people"]) == vote["values"]["entitled_count"],
            }
            for vote in votes
        ])
        places = {person: place for place, person in enumerate(
            sorted(row["people"], key=lambda person: (person.last_name, person.first_name)), 1)}
        for vote, record in zip(votes, records, strict=True):
            vote["record"] = record.id
        self._make_ballots(session, votes, places)

    def _make_ballots(self, session, votes, places):
        """Write the named lists: plain rows without hooks of their own, some thirty of them in each vote."""
        self.env.flush_all()
        rows = [
            (vote["record"], session.id, person.id, places.get(person, 0), value)
            for vote in votes for person, value in vote["people"].items()
        ]
        for start in range(0, len(rows), 5000):
            self.env.execute_query(SQL(
                """INSERT INTO biuro_rada_vote_ballot
                    (vote_id, session_id, councillor_id, position, value, source, create_uid, create_date, write_uid,
                    write_date)
                    SELECT given.vote, given.session, given.councillor, given.position, given.value, 'import', %s, %s,
                    %s, %s
                    FROM unnest(%s::int[], %s::int[], %s::int[], %s::int[], %s::text[])
                    AS given(vote, session, councillor, position, value) RETURNING 1""",
                self.env.uid, fields.Datetime.now(), self.env.uid, fields.Datetime.now(),
                *(list(column) for column in zip(*rows[start : start + 5000], strict=True)),
            ))
        self.env["biuro.rada.vote.ballot"].invalidate_model()

    def _batch_interpellations(self, made, rows):
        taken = [row for row in rows if row["verdict"] not in (KNOWN, REFUSED)]
        try:
            with self.env.cr.savepoint():
                self._make_interpellations(made, taken)
                self.env.flush_all()
        except (UserError, ValidationError, psycopg2.IntegrityError):
            for row in taken:
                try:
                    with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                        self._make_interpellations(made, [row])
                        self.env.flush_all()
                except (UserError, ValidationError, psycopg2.IntegrityError) as error:
                    self._refuse(row, error)
        self._write_rows(made, [("interpellation", row) for row in rows])
        own = {id(row) for row in rows}
        self._write_differences(
            made, [difference for difference in made.differences if id(difference["row"]) in own], {})
        self.env.invalidate_all()

    def _make_interpellations(self, made, rows):
        records = self.env["biuro.rada.interpellation"].create([
            {
                **self._history(row), "kind": row["kind"], "term_id": made.known.terms[row["term"]]["id"],
                "author_ids": [fields.Command.set([person.id for person in row["people"]])],
                "source_authors": " ".join(row["authors"].split()), "recipient_id": False,
                "submitted_date": row["date"], "channel": "paper", "subject": row["subject"],
                "reply_date": row["reply_date"] or False,
                "reply_ref": row["file_ref"] if row["reply_date"] or row["reply_url"] else False,
                "source_text_url": row["text_url"], "source_reply_url": row["reply_url"],
                "source_file_ref": row["file_ref"],
                # the number of the source's own register: our books are not touched
                "register_ref": row["ref"], "register_number": row["number"], "register_year": row["date"].year,
                "register_date": row["date"],
                "state": "replied" if row["reply_date"] or row["reply_url"] else "received",
            }
            for row in rows
        ])
        for row, record in zip(rows, records, strict=True):
            row["record"] = record.id

    def _batch_end(self, made, rows):
        """Note what belongs to no session, and the sums by councillor."""
        self._write_rows(made, [
            (kind, row) for kind, row in made.document.get("orphans", ()) if any(row is own for own in rows)
        ])
        self._after_import(made)

    def _after_import(self, made):
        """Do what follows an import (hook)."""

    def _history(self, row):
        return {
            "is_historical": True, "import_id": self.id, "import_key": self._key(row["key"]),
            "import_note": "\n".join(self._message(code, values) for code, values in row["remarks"]) or False,
            "is_withheld": not self.is_public,
        }

    def _refuse(self, row, error):
        """Mark a row, and with a session all that stands in it, as refused for what the system said."""
        said = ("system", {"message": self._said(error)})
        for one in (row, *row.get("attendance", ()), *row.get("votes", ())):
            one["refused"] = one["refused"] or (said if one is row else ("session_refused", {}))
            one["verdict"] = REFUSED
            one.pop("record", None)

    def _said(self, error):
        if isinstance(error, psycopg2.IntegrityError):
            name = error.diag.constraint_name or ""
            for model in ("session", "vote", "interpellation", "attendance"):
                registered = self.env[f"biuro.rada.{model}"]
                for table_object in registered._table_objects.values():
                    if table_object.full_name(registered) == name:
                        return table_object.get_error_message(registered)
            return name or self.env._("The database refused it.")
        return str(error)
