# pylint: disable=prefer-env-translation
import io

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import ormcache

COUNTED = {"taken": "taken_count", "remarks": "remark_count", "known": "known_count", "refused": "refused_count"}


class BiuroRadaImportReport(models.Model):
    """What an import says of each row, in the language of the user; its report as a file."""

    _inherit = "biuro.rada.import"

    # ---- sentences -----------------------------------------------------------------------------------------------

    @api.model
    @ormcache("self.env.lang")
    def _sentences(self):
        """Return {code: sentence} of remarks and refusals."""
        _ = self.env._
        return {
            "absent_filled": _("Missing among the names, taken as absent as the counts say: %(names)s."),
            "attendance_derived": _("The file has no attendance list: presence was read from the votes."),
            "bad_count": _("A count is not a whole number."),
            "bad_reply_date": _("“%(value)s” is not a day: the reply has none."),
            "control_sum": _("RB-06: the votes add up to %(total)s, the list of the session has %(entitled)s names."),
            "dates_order": _("The mandate ends before it begins."),
            "double_name": _("%(name)s is named twice; the first entry counts."),
            "double_number": _("RC-01: the number %(ref)s is used twice in the term; it is kept as given."),
            "double_vote": _("The number %(number)s of a vote is used twice in the session."),
            "future": _("%(day)s is in the future."),
            "mandate_derived": _("No days of the mandate: they are read from the records that name the councillor."),
            "names_incomplete": _("The source names %(names)s of %(entitled)s councillors: the file's counts hold."),
            "no_counts": _("The file has no counts: they are made from the names."),
            "no_date": _("“%(value)s” is not a day."),
            "no_mandate": _("RB-08: %(name)s held no mandate on %(day)s and was left out."),
            "no_name": _("The first name or the surname is missing."),
            "no_names": _("The file has no names: the vote is taken with its counts alone."),
            "no_number": _("The number is missing."),
            "no_person": _("No councillor is named (“%(text)s”): entered without an author."),
            "no_result": _("The result cannot be stated: %(why)s"),
            "no_session": _("There is no session %(number)s in the file."),
            "no_subject": _("The subject is missing."),
            "no_term": _("The term “%(term)s” is not known: give its days."),
            "no_term_of_day": _("%(day)s lies in no term that is known."),
            "not_a_person": _("“%(name)s” is not a name of a person."),
            "not_in_office": _("“%(name)s” is nobody on the list of the session: left out."),
            "not_read": _("Not all of “%(text)s” could be read as names."),
            "nothing_counted": _("There are neither names nor counts: nothing to take."),
            "number_taken": _("RC-01: another session of the term bears the number %(number)s; taken without one."),
            "odd_number": _("The number %(ref)s does not fit the day %(day)s; it is kept as given."),
            "outside_term": _("%(day)s lies outside the term %(term)s."),
            "read_as": _("“%(name)s” was read as: %(person)s."),
            "reply_before": _("RD-02: the reply of %(reply)s comes before the submission of %(day)s: left out."),
            "secret_names": _("RB-07: a secret vote cannot name how anybody voted."),
            "session_refused": _("Refused with its session."),
            "system": _("%(message)s"),
            "unknown_value": _("“%(value)s” is not a value of this column."),
            "with_body": _("“%(text)s” names a club or a group beside the councillors."),
        }

    @api.model
    def _message(self, code, values):
        return self._sentences()[code] % {name: self._shown(value) for name, value in values.items()}

    @api.model
    def _shown(self, value):
        return value.strftime("%d.%m.%Y") if hasattr(value, "strftime") else value

    @api.model
    def _error(self, code, **values):
        """Return the error (UserError) of a file that cannot be read, or of a verb, by its code."""
        _ = self.env._
        sentences = {
            "json": _("The file is neither a workbook nor JSON in UTF-8."),
            "format": _("This JSON is of no known format. See the description of the format, or download the example."),
            "version": _("Version “%(value)s” of the format is not known; write 1."),
            "source": _("Give the source: a short name without a colon, which keeps records from being doubled."),
            "list": _("“%(name)s” must be a list of rows."),
            "xlsx": _("The workbook cannot be opened."),
            "size": _("The workbook is too large."),
            "sheets": _("The workbook has none of the sheets: %(names)s."),
            "column": _("Sheet “%(sheet)s” lacks the column “%(column)s”."),
            "no_record": _("This row gave no record to open."),
            "not_derived": _("The days of the mandate of %(name)s are those of its acts: change them by the verbs."),
        }
        return UserError(sentences[code] % values)

    # ---- rows ----------------------------------------------------------------------------------------------------

    def _all_rows(self, made):
        document = made.document
        rows = [("councillor", row) for row in document["councillors"]]
        for session in document["sessions"]:
            rows += self._rows_of_session(session)
        rows += [("interpellation", row) for row in document["interpellations"]]
        return rows + list(document.get("orphans", ()))

    def _rows_of_session(self, session):
        return [
            ("session", session), *(("attendance", line) for line in session["attendance"]),
            *(("vote", vote) for vote in session["votes"]),
        ]

    def _label(self, kind, row):
        if kind == "councillor":
            return f"{row['last_name']} {row['first_name']}"
        if kind == "session":
            return f"{row['number_text'] or '–'} ({self._shown(row['date'])})"
        if kind == "attendance":
            return row["name"]
        return f"{row['number']}. {row['subject']}" if kind == "vote" else f"{row['ref']} {row['subject']}"

    def _reason(self, row):
        if row["refused"]:
            code, values = row["refused"]
            return code, self._message(code, values)
        if row["verdict"] == "known":
            return (
                ("double", self.env._("It stands in the file twice.")) if row.get("double")
                else ("known", self.env._("Imported or entered before.")))
        remarks = row["remarks"]
        return (remarks[0][0], "\n".join(self._message(*pair) for pair in remarks)) if remarks else ("", "")

    def _write_rows(self, made, rows):
        """Add rows to the report: (kind, row) each."""
        values_list, sentences = [], {}
        for kind, row in rows:
            quiet = not row["refused"] and not row["remarks"] and row["verdict"] == "taken"
            key = None if row["refused"] or row["remarks"] else row["verdict"] + str(row.get("double", ""))
            if key is not None and key in sentences:
                code, reason = sentences[key]
            else:
                code, reason = ("", "") if quiet else self._reason(row)
                if key is not None:
                    sentences[key] = (code, reason)
            values_list.append({
                "import_id": self.id, "place": row["place"], "kind": kind, "label": self._label(kind, row)[:500],
                "verdict": row["verdict"], "reason": reason or False, "code": code or False,
                "record_ref": row.get("record") or (row["person"].id if row.get("person") else 0),
            })
        self.env["biuro.rada.import.row"].create(values_list)

    def _write_differences(self, made, differences, session):
        labels = dict(self.env["biuro.rada.vote.ballot"]._fields["value"]._description_selection(self.env))
        results = dict(self.env["biuro.rada.vote"]._fields["result"]._description_selection(self.env))
        origin = {"names": self.env._("sum of the names"), "counts": self.env._("sum of the counts")}
        self.env["biuro.rada.import.difference"].create([
            {
                "import_id": self.id, "place": difference["row"]["place"], "kind": difference["kind"],
                "label": self._label(
                    "vote" if "values" in difference["row"] else "session" if "votes" in difference["row"]
                    else "interpellation", difference["row"])[:500],
                "detail": labels.get(difference.get("value")) or origin.get(difference.get("of")) or False,
                "given": results.get(difference["given"], difference["given"]) or False,
                "computed": results.get(difference["computed"], difference["computed"]) or False,
                "vote_id": difference["row"].get("record", False) if "values" in difference["row"] else False,
            }
            for difference in differences
        ])

    def _count_rows(self):
        self.env.flush_all()
        found = dict(self.env["biuro.rada.import.row"]._read_group(
            [("import_id", "=", self.id)], ["verdict"], ["__count"]))
        self.write({
            **{field: found.get(verdict, 0) for verdict, field in COUNTED.items()}, "row_count": sum(found.values()),
            "difference_count": self.env["biuro.rada.import.difference"].search_count([("import_id", "=", self.id)]),
        })

    def _report_xlsx(self):
        """Return the report (bytes, XLSX): the sums, what was not taken smoothly, all rows, the differences."""
        import xlsxwriter

        self.ensure_one()
        Row, Difference = self.env["biuro.rada.import.row"], self.env["biuro.rada.import.difference"]
        kinds = dict(Row._fields["kind"]._description_selection(self.env))
        verdicts = dict(Row._fields["verdict"]._description_selection(self.env))
        differences = dict(Difference._fields["kind"]._description_selection(self.env))
        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False,
                                          "strings_to_urls": False}) as book:
            bold = book.add_format({"bold": True})
            sheet = book.add_worksheet(self.env._("Sums of the import"))
            sheet.set_column(0, 5, 18)
            sheet.write_row(0, 0, [self.name, self._shown(self.imported_at) if self.imported_at else ""], bold)
            sheet.write_row(2, 0, ["", *verdicts.values()], bold)
            counts = {
                (kind, verdict): count for kind, verdict, count in Row._read_group(
                    [("import_id", "=", self.id)], ["kind", "verdict"], ["__count"])
            }
            line = 3
            for kind, label in kinds.items():
                if any(of == kind for of, _verdict in counts):
                    sheet.write_row(line, 0, [label, *(counts.get((kind, verdict), 0) for verdict in verdicts)])
                    line += 1
            heads = [self.env._("Place in the File"), self.env._("Kind"), self.env._("Row Content"),
                     self.env._("Verdict"), self.env._("Why")]
            for domain, title in (
                ([("verdict", "!=", "taken")], self.env._("To look at")), ([], self.env._("All rows")),
            ):
                sheet = book.add_worksheet(title)
                sheet.freeze_panes(1, 0)
                sheet.set_column(0, 1, 20)
                sheet.set_column(2, 4, 45)
                sheet.write_row(0, 0, heads, bold)
                rows = Row.search_read([("import_id", "=", self.id), *domain],
                                       ["place", "kind", "label", "verdict", "reason"])
                for number, row in enumerate(rows, 1):
                    sheet.write_row(number, 0, [row["place"], kinds[row["kind"]], row["label"],
                                                verdicts[row["verdict"]], row["reason"] or ""])
            sheet = book.add_worksheet(self.env._("Differences"))
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, 5, 24)
            sheet.write_row(0, 0, [
                self.env._("Place in the File"), self.env._("Kind"), self.env._("Row Content"), self.env._("Detail"),
                self.env._("In the File"), self.env._("Computed")], bold)
            found = Difference.search_read([("import_id", "=", self.id)],
                                           ["place", "kind", "label", "detail", "given", "computed"])
            for number, row in enumerate(found, 1):
                sheet.write_row(number, 0, [row["place"], differences[row["kind"]], row["label"], row["detail"] or "",
                                            row["given"] or "", row["computed"] or ""])
        return stream.getvalue()
