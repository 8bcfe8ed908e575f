import base64

from markupsafe import Markup

from odoo import fields, http
from odoo.exceptions import AccessError, UserError
from odoo.http import content_disposition, request

from odoo.addons.biuro_kancelaria.law.terms import local

from .portal import HEADERS, POST, ROUTE, RadaPortal, for_councillor

KEEP = ("kind", "subject", "facts", "questions")


def polish(day):
    """Return "YYYY-MM-DD" as people write it."""
    return ".".join(reversed(day.split("-"))) if day else ""


class PortalInterpellations(RadaPortal, http.Controller):
    """Pages of a councillor: interpellations, questions and motions; each page asks the desk, which checks who asks."""

    def page(self, template, values, **options):
        # texts that were cleaned when they were stored
        return super().page(template, {"markup": Markup, **values}, **options)

    def desk(self):
        return request.env["biuro.rada.desk"]

    def see_other(self, path):
        return request.make_response("", status=303, headers=[("Location", path), *HEADERS.items()])

    def uploads(self, name="files"):
        """Return the files of a form as the desk takes them."""
        files = []
        for file in request.httprequest.files.getlist(name):
            if file.filename:
                files.append({"name": file.filename, "content": base64.b64encode(file.read()).decode()})
        return files

    def refused(self, error):
        return str(error.args[0]) if error.args else str(error)

    @http.route("/my/rada/interpelacje", **ROUTE)
    @for_councillor
    def interpellations(self, **params):
        return self.page(
            "biuro_rada.portal_interpellations",
            {
                **self.desk().my_texts(), "invitations": self.desk().my_invitations(), "polish": polish,
                "sent": params.get("sent"),
            },
        )

    @http.route("/my/rada/interpelacje/nowa", **ROUTE)
    @for_councillor
    def interpellation_new(self, kind="interpellation", **params):
        kind = kind if kind in ("interpellation", "question", "motion") else "interpellation"
        draft = {"id": 0, "kind": kind, "subject": "", "facts": "", "questions": "", "files": [], "parent_id": False}
        return self.draft_page(draft)

    @http.route("/my/rada/interpelacje/projekt/<int:draft_id>", **ROUTE)
    @for_councillor
    def interpellation_draft(self, draft_id, **params):
        try:
            draft = self.desk().get_draft(draft_id)
        except AccessError:
            return self.page("biuro_rada.portal_nothing", {}, status=404)
        return self.draft_page(draft, saved=bool(params.get("saved")))

    def draft_page(self, draft, error="", saved=False, status=200):
        colleagues = self.desk().get_colleagues(draft["id"]) if draft["id"] and draft["kind"] != "motion" else []
        return self.page(
            "biuro_rada.portal_interpellation_form",
            {"draft": {"coauthors": [], **draft}, "error": error, "saved": saved, "colleagues": colleagues},
            status=status,
        )

    @http.route("/my/rada/interpelacje/zaproszenie/<int:draft_id>", **ROUTE)
    @for_councillor
    def interpellation_invitation(self, draft_id, **params):
        try:
            text = self.desk().get_invitation(draft_id)
        except AccessError:
            return self.page("biuro_rada.portal_nothing", {}, status=404)
        return self.page("biuro_rada.portal_interpellation_invitation", {"text": text})

    @http.route("/my/rada/interpelacje/zaproszenie/<int:draft_id>/odpowiedz", **POST)
    @for_councillor
    def interpellation_answer_invitation(self, draft_id, act="", **params):
        try:
            self.desk().answer_invitation(draft_id, act == "sign")
        except AccessError:
            return self.page("biuro_rada.portal_nothing", {}, status=404)
        return self.see_other("/my/rada/interpelacje")

    @http.route("/my/rada/interpelacje/zapisz", **POST)
    @for_councillor
    def interpellation_save(self, draft_id="0", act="save", **params):
        """Save, hand in or throw away a text; what was typed is never lost to an error."""
        desk = self.desk()
        number = int(draft_id) if draft_id.isdecimal() else 0
        values = {name: params.get(name, "") for name in KEEP}
        try:
            if act == "discard":
                if number:
                    desk.discard_draft(number)
                return self.see_other("/my/rada/interpelacje")
            if act.startswith("remove-") and act[7:].isdecimal():
                number = desk.save_draft(values, number or None)
                desk.remove_file(number, int(act[7:]))
                return self.see_other(f"/my/rada/interpelacje/projekt/{number}")
            if act.startswith("uninvite-") and act[9:].isdecimal():
                number = desk.save_draft(values, number or None)
                desk.uninvite_coauthor(number, int(act[9:]))
                return self.see_other(f"/my/rada/interpelacje/projekt/{number}")
            with request.env.cr.savepoint():
                number = desk.save_draft(values, number or None, self.uploads())
            if act == "invite":
                chosen = params.get("coauthor", "")
                with request.env.cr.savepoint():
                    desk.invite_coauthor(number, int(chosen) if chosen.isdecimal() else 0)
        except AccessError:
            return self.page("biuro_rada.portal_nothing", {}, status=404)
        except UserError as error:
            kept = desk.get_draft(number) if number else {"files": [], "coauthors": []}
            draft = {
                "id": number, "files": kept["files"], "coauthors": kept["coauthors"], "parent_id": False, **values,
            }
            return self.draft_page(draft, error=self.refused(error), status=422)
        if act != "submit":
            return self.see_other(f"/my/rada/interpelacje/projekt/{number}?saved=1")
        try:
            with request.env.cr.savepoint():
                sent = desk.submit_draft(number)
        except UserError as error:
            return self.draft_page(desk.get_draft(number), error=self.refused(error), status=422)
        if sent["model"] == "biuro.rada.motion":
            return self.see_other("/my/rada/interpelacje?sent=1")
        return self.see_other(f"/my/rada/interpelacje/{sent['id']}?sent=1")

    @http.route("/my/rada/interpelacje/<int:text_id>", **ROUTE)
    @for_councillor
    def interpellation(self, text_id, **params):
        try:
            text = self.desk().get_text(text_id)
        except AccessError:
            return self.page("biuro_rada.portal_nothing", {}, status=404)
        return self.page(
            "biuro_rada.portal_interpellation", {"text": text, "polish": polish, "sent": params.get("sent")}
        )

    @http.route("/my/rada/interpelacje/<int:text_id>/ponow", **POST)
    @for_councillor
    def interpellation_repeat(self, text_id, **params):
        try:
            draft_id = self.desk().repeat_text(text_id)
        except UserError:
            return self.page("biuro_rada.portal_nothing", {}, status=404)
        return self.see_other(f"/my/rada/interpelacje/projekt/{draft_id}")

    @http.route("/my/rada/plik/<int:attachment_id>", **ROUTE)
    @for_councillor
    def councillor_file(self, attachment_id, **params):
        file = self.desk()._get_file(attachment_id)
        if not file:
            return self.page("biuro_rada.portal_nothing", {}, status=404)
        return request.make_response(
            file.raw,
            headers=[
                ("Content-Type", "application/octet-stream"),
                ("Content-Disposition", content_disposition(file.name)),
                ("X-Content-Type-Options", "nosniff"),
                ("Cache-Control", "no-store"),
            ],
        )


class PortalHelp(PortalInterpellations):
    """Pages of a councillor: requests for help, own statements, mail, duty hours and equipment."""

    @http.route("/my/rada/pomoc", **ROUTE)
    @for_councillor
    def help_requests(self, **params):
        return self.help_page(sent=bool(params.get("sent")))

    def help_page(self, values=None, error="", sent=False, status=200):
        return self.page(
            "biuro_rada.portal_help",
            {
                "requests": self.desk().my_help(),
                "categories": self.desk().help_categories(),
                "values": values or {},
                "error": error,
                "sent": sent,
                "polish": polish,
            },
            status=status,
        )

    @http.route("/my/rada/pomoc/nowa", **POST)
    @for_councillor
    def help_ask(self, category="", description="", details="", urgent="", **params):
        try:
            with request.env.cr.savepoint():
                self.desk().ask_help(category, description, details, bool(urgent), self.uploads())
        except UserError as error:
            values = {"category": category, "description": description, "details": details, "urgent": urgent}
            return self.help_page(values, self.refused(error), status=422)
        return self.see_other("/my/rada/pomoc?sent=1")

    @http.route("/my/rada/oswiadczenia", **ROUTE)
    @for_councillor
    def statements(self, **params):
        return self.statements_page(sent=bool(params.get("sent")))

    def statements_page(self, error="", sent=False, status=200):
        return self.page(
            "biuro_rada.portal_statements",
            {"statements": self.desk().my_statements(), "error": error, "sent": sent, "polish": polish},
            status=status,
        )

    @http.route("/my/rada/oswiadczenia/<int:statement_id>", **POST)
    @for_councillor
    def statement_upload(self, statement_id, **params):
        files = self.uploads("statement")
        try:
            if not files:
                return self.statements_page(request.env._("Choose the file."), status=422)
            with request.env.cr.savepoint():
                self.desk().upload_statement(statement_id, files[0]["name"], files[0]["content"])
        except AccessError:
            return self.page("biuro_rada.portal_nothing", {}, status=404)
        except UserError as error:
            return self.statements_page(self.refused(error), status=422)
        return self.see_other("/my/rada/oswiadczenia?sent=1")

    @http.route("/my/rada/poczta", **ROUTE)
    @for_councillor
    def councillor_mail(self, **params):
        return self.page("biuro_rada.portal_mail", {"letters": self.desk().my_mail(), "polish": polish})

    @http.route("/my/rada/dyzury", **ROUTE)
    @for_councillor
    def councillor_things(self, **params):
        def moment(value):
            return local(fields.Datetime.to_datetime(value))

        return self.page("biuro_rada.portal_things", {**self.desk().my_things(), "polish": polish, "moment": moment})
