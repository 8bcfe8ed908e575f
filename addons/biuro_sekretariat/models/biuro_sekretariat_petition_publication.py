from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law.base import plural

from ..law import petition

NO_NAME = "Podmiot wnoszący nie wyraził zgody na ujawnienie danych."
ADDRESSEES = {"council": "Rada Miasta", "president": "Prezydent Miasta"}


class BiuroSekretariatPetition(models.Model):
    """What of a petition becomes public (art. 8): its anonymised scan, the day, the name with consent, its course."""

    _inherit = "biuro.sekretariat.petition"

    public_scan = fields.Binary(
        "Anonymised Scan", attachment=True, copy=False,
        help="Copy of the petition with personal data covered; names stay only with consent (art. 8(1)).",
    )
    public_scan_name = fields.Char("Name of the Scan", copy=False)
    public_log_ids = fields.One2many("biuro.sekretariat.petition.step", "petition_id", "Public Course", copy=False)
    public_changed_at = fields.Datetime("Course Changed At", readonly=True, copy=False)
    public_prepared_at = fields.Datetime("Publication Prepared At", readonly=True, copy=False)
    is_publication_due = fields.Boolean(
        "To Be Published", readonly=True, copy=False, index="btree_not_null",
        help="Not public yet, or something happened since it was published (art. 8).",
    )

    def _touch_public(self):
        """Note that what the public should know has changed."""
        self._set(public_changed_at=fields.Datetime.now(), is_publication_due=True)

    # ---- content -----------------------------------------------------------------------------------------------------

    def _public_petitioners(self):
        """Return the sentence that names who filed the petition: only those who consented."""
        self.ensure_one()
        people = self.petitioner_ids
        named = people.filtered(lambda line: line.publish_name_consent and line.name).mapped("name")
        hidden = len(people) - len(named)
        if not named:
            return NO_NAME
        if not hidden:
            return ", ".join(named)
        words = plural(hidden, "podmiot", "podmioty", "podmiotów")
        return f"{', '.join(named)} oraz {hidden} {words} bez zgody na ujawnienie danych"

    def _public_rows(self):
        """Return what is said of the petition (list of (label, text))."""
        self.ensure_one()
        interest = {
            "public": "publicznym", "own": "podmiotu wnoszącego petycję", "third_party": "podmiotu trzeciego",
        }.get(self.interest, "")
        if self.interest == "third_party" and self.third_party_publish_consent and self.third_party_name:
            interest += f": {self.third_party_name}"
        rows = [
            ("Numer w rejestrze", self.register_ref), ("Data złożenia", self._public_day(self.date_filed)),
            ("Podmiot wnoszący", self._public_petitioners()), ("W interesie", interest),
            ("Adresat", ADDRESSEES.get(self.addressee, "")),
        ]
        if self.signature_count:
            rows.append(("Liczba podpisów", str(self.signature_count)))
        if self.is_multi:
            others = len(self.multi_member_ids)
            rows += [
                ("Petycja wielokrotna, okres oczekiwania", (
                    f"{self._public_day(self.date_announced)} – {self._public_day(self.wait_until)}"
                )),
                ("Liczba petycji rozpatrywanych łącznie", str(others + 1)),
            ]
        if self.multi_group_id:
            # sudo: own model - the number of the petition to which it is joined, which is public
            rows.append(("Rozpatrywana łącznie z", self.multi_group_id.sudo().register_ref))
        if self.state in ("received", "formal_check", "call_sent", "in_progress") and self.date_legal_end:
            rows.append(("Przewidywany termin rozpatrzenia", self._public_day(self.date_legal_end)))
        return [(label, text) for label, text in rows if text]

    def _public_day(self, day):
        return f"{day:%d.%m.%Y}" if day else ""

    def _public_body(self):
        """Return the text of the publication (HTML)."""
        self.ensure_one()
        body = Markup("<table><tbody>%s</tbody></table>") % Markup("").join(
            Markup("<tr><th scope='row'>%s</th><td>%s</td></tr>") % row for row in self._public_rows()
        )
        if self.public_log_ids:
            body += Markup(
                "<h2>Przebieg postępowania</h2><table><thead><tr><th scope='col'>Data</th>"
                "<th scope='col'>Czynność</th></tr></thead><tbody>%s</tbody></table>"
            ) % Markup("").join(
                Markup("<tr><td>%s</td><td>%s</td></tr>") % (self._public_day(step.date), step.text)
                for step in self.public_log_ids.sorted(lambda step: (step.date, step.id))
            )
        if self.justification and self.state == "settled":
            body += Markup("<h2>Uzasadnienie</h2>%s") % self.justification
        return body

    def _publication_values(self):
        self.ensure_one()
        # sudo: hr.employee - name and post of the handler, public by law (UDIP, art. 8 ust. 6 pkt 2)
        clerk = self.clerk_id.sudo()
        values = {
            "name": f"Petycja {self.register_ref}: {self.subject}",
            "summary": f"Petycja złożona {self._public_day(self.date_filed)}. {self._public_state()}",
            "body": self._public_body(), "category_code": "petycje",
            "made_by": ", ".join(part for part in (clerk.name, clerk.job_title) if part) or self.company_id.name,
            "made_on": self._today(),
        }
        if self.public_scan:
            values["files"] = [{
                "name": self.public_scan_name or "petycja.pdf", "data": self.with_context(bin_size=False).public_scan,
            }]
        return values

    def _public_state(self):
        return f"Stan: {petition.STATE_TEXTS[self.state]}."

    # ---- verbs -------------------------------------------------------------------------------------------------------

    def action_publication_prepare(self):
        """Prepare the publication of petitions: the draft goes to a second person, who checks its anonymisation.

        :return: dict, a window action on the draft or drafts
        :raise UserError: no anonymised scan, or a publication is being prepared already
        Legal source: ustawa o petycjach art. 8 ust. 1.
        """
        for record in self:
            if not record.public_scan:
                raise UserError(self.env._("Add the anonymised scan of %s first.", record.display_name))
            if record.state == "cancelled":
                raise UserError(self.env._("A cancelled entry is not published."))
        action = super().action_publication_prepare()
        self._set(public_prepared_at=fields.Datetime.now())
        return action

    def action_publication_update(self):
        """Publish what happened since: a draft is filled anew, what is public gets its next version to be checked.

        :return: dict, the window action of the publication
        :raise UserError: the publication waits for its check
        Legal source: ustawa o petycjach art. 8 ust. 2.
        """
        self.ensure_one()
        self.check_access("write")
        publication = self.env["biuro.publication"].search(
            [("res_model", "=", self._name), ("res_id", "=", self.id)], order="id desc", limit=1)
        if not publication:
            return self.action_publication_prepare()
        if publication.state in ("published", "withdrawn"):
            publication.action_new_version()
        if publication.state != "draft":
            raise UserError(self.env._("“%s” waits for its check. Finish that first.", publication.name))
        values = self._publication_values()
        values.pop("category_code")
        files = values.pop("files", [])
        if publication.version_count:
            last = self.public_log_ids.sorted(lambda step: (step.date, step.id))[-1:]
            values["change_note"] = last.text or "Uaktualniono przebieg sprawy"
        publication.write(values)
        # the scan itself may be of many megabytes: it is replaced only when it is another one
        present = {file.checksum for file in publication.file_ids}
        fresh = self.env["biuro.publication.file"].new({"data": files[0]["data"]}).checksum if files else None
        if fresh and fresh not in present:
            publication.file_ids.action_remove()
            self.env["biuro.publication.file"].create({
                "publication_id": publication.id, "name": files[0]["name"], "data": files[0]["data"],
                "description": f"Petycja {self.register_ref}, kopia zanonimizowana",
            })
        self._set(public_prepared_at=fields.Datetime.now())
        return publication._open()

    def _after_publish(self, publication):
        """Hook of publications: the public sees the last state now, unless something happened since it was written."""
        for record in self:
            record._set(is_publication_due=record.public_changed_at > (record.public_prepared_at or record.create_date))

    def _private_names(self):
        """Return the names (list of str) that must not leave: of those who did not consent."""
        self.ensure_one()
        group = self | self.multi_member_ids
        names = group.petitioner_ids.filtered(lambda line: not line.publish_name_consent).mapped("name")
        names += group.filtered(lambda record: not record.third_party_publish_consent).mapped("third_party_name")
        return [name for name in names if name]
