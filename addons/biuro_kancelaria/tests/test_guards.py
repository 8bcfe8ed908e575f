"""What only verbs may change is not changed by hand, whoever tries, on any model of the suite."""

from contextlib import suppress
from datetime import date, datetime

from odoo.exceptions import AccessError, UserError
from odoo.models import MAGIC_COLUMNS
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from .matrix import MatrixWorld

# everybody who may do most
ACTORS = ("handler_own", "manager", "management", "chancellery", "archivist", "biuro_admin")


@tagged("post_install", "-at_install")
class TestGuards(MatrixWorld, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.load_matrix()
        for model in cls.suite_models():
            if cls.has_own_rules(model):
                cls.record(model, "own")

    def _facts(self, model):
        """Return the fields that the model declares read-only and stores: states, numbers, who did what and when."""
        return [
            field
            for field in model._fields.values()
            if field.store
            and field.readonly
            and field.name not in MAGIC_COLUMNS
            and field._modules
            and all(module in self.suite for module in field._modules)
            and field.type not in ("one2many", "many2many", "binary")
            and field.name != "parent_path"
        ]

    def _other_value(self, field, record):
        value = record[field.name]
        match field.type:
            case "selection":
                return next((key for key in field.get_values(self.env) if key != value), None)
            case "boolean":
                return not value
            case "integer" | "float" | "many2one_reference" | "monetary":
                return (value or 0) + 77
            case "date":
                return date(2019, 1, 1)
            case "datetime":
                return datetime(2019, 1, 1)
            case "many2one":
                return self.env[field.comodel_name].search([("id", "!=", value.id)], limit=1).id or None
            case "json":
                return [{"podrobione": 1}]
            case _:
                return "PODROBIONE/1"

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model", "odoo.sql_db")
    def test_facts_are_not_written_by_hand(self):
        forged = []
        for (model, scope), record in self.records.items():
            if scope != "own" or not record:
                continue
            for field in self._facts(record):
                value = self._other_value(field, record.sudo())
                if value is None:
                    continue
                for login in ACTORS:
                    user = self.env["res.users"].search([("login", "=", login)])
                    before = record.sudo()[field.name]
                    with self.env.cr.savepoint() as savepoint:
                        with suppress(AccessError, UserError):
                            record.with_user(user).write({field.name: value})
                            record.with_user(user).flush_recordset()
                            record.invalidate_recordset()
                            if record.sudo()[field.name] != before:
                                forged.append(f"{model}.{field.name} by {login}")
                        savepoint.rollback()
                    record.invalidate_recordset()
        self.assertFalse(forged, "\n  ".join(["", *forged]))

    def test_facts_are_not_given_on_creation(self):
        """A letter is not born registered, a case not closed."""
        clerk = self.handlers["own"].user_id
        for values in (
            {"state": "registered"},
            {"register_ref": "RPW/1/2026"},
            {"registered_by_id": clerk.id},
            {"document_uid": "P2026-00000001"},
            {"is_cancelled": True},
        ):
            with self.subTest(values=values), self.assertRaises(UserError):
                self.env["biuro.letter"].with_user(clerk).create({"title": "Pismo", "direction": "in", **values})
        jrwa = self.env["biuro.jrwa.class"].search([("symbol", "=", "0002")], limit=1)
        for values in (
            {"state": "closed"},
            {"reference": "BS.0002.9.2026"},
            {"number": 9},
            {"date_closed": "2026-03-02"},
        ):
            with self.subTest(values=values), self.assertRaises(UserError):
                self.env["biuro.case"].with_user(clerk).create({"title": "Sprawa", "jrwa_class_id": jrwa.id, **values})

    def test_context_gives_no_facts(self):
        """What the caller's context proposes for a new record is heard for what a person may write, and no further."""
        clerk = self.handlers["own"].user_id
        secret = self.env["ir.attachment"].create({"name": "tajne.txt", "raw": b"tajne"})
        for name, value in [("state", "dispatched"), ("signed_attachment_id", secret.id), ("proof_sent_id", secret.id)]:
            Letter = self.env["biuro.letter"].with_user(clerk)
            with self.subTest(name=name):
                Letter = Letter.with_context(**{f"default_{name}": value})
                letter = Letter.create({"title": "Pismo", "direction": "out"})
                kept = letter.sudo()[name]
                self.assertNotEqual(getattr(kept, "id", kept), value)
                with self.assertRaises(UserError):
                    letter.get_signed_text()
                with self.assertRaises(UserError):
                    Letter.create({"title": "Pismo", "direction": "out", name: value})
        category = self.env["biuro.publication.category"].search([], limit=1)
        Publication = self.env["biuro.publication"].with_user(clerk).with_context(
            default_state="checked", default_checked_by_id=self.users["manager"].id, default_is_public=True,
        )
        publication = Publication.create({"name": "Ogłoszenie", "category_id": category.id})
        self.assertRecordValues(publication, [{"state": "draft", "checked_by_id": False, "is_public": False}])

    def test_computed_and_linked_are_not_given_on_creation(self):
        """No other sender in the register, no day of disposal, no file slipped into what was published already."""
        clerk = self.handlers["own"].user_id
        jrwa = self.env["biuro.jrwa.class"].search([("symbol", "=", "0002")], limit=1)
        version = self.env["biuro.publication.version"].search([], limit=1)
        publication = self.records["biuro.publication", "own"]
        for model, values in [
            ("biuro.letter", {"title": "Pismo", "sender_name": "Jan", "correspondent": "Kto inny"}),
            ("biuro.case", {"title": "Sprawa", "jrwa_class_id": jrwa.id, "date_disposable": "2019-01-01"}),
            ("biuro.case", {"title": "Sprawa", "jrwa_class_id": jrwa.id, "deadline_next": "2030-01-01"}),
            ("biuro.publication.file", {
                "name": "a.txt", "data": "YQ==", "publication_id": publication.id,
                "version_ids": [(4, version.id)] if version else [(5,)],
            }),
        ]:
            with self.subTest(model=model, values=values), self.assertRaises(UserError):
                self.env[model].with_user(clerk).create(values)

    def test_reviews_are_not_forged(self):
        """Nobody writes, makes or deletes a step of acceptance by hand, not even its reviewer."""
        letter = self.env["biuro.letter"].create({**self.scope_values("own"), "title": "Projekt", "direction": "out"})
        definition = self.env["tier.definition"].create(
            {
                "name": "Kierownik",
                "model_id": self.env["ir.model"]._get_id("biuro.letter"),
                "review_type": "individual",
                "reviewer_id": self.users["manager"].id,
                "definition_domain": "[]",
            }
        )
        values = {
            "model": "biuro.letter",
            "res_id": letter.id,
            "definition_id": definition.id,
            "status": "waiting",
            "sequence": 1,
        }
        review = self.env["tier.review"].create(values)
        for login in ("handler_own", "manager", "clerk_wo"):
            user = self.env["res.users"].search([("login", "=", login)])
            with self.subTest(login=login):
                for forged in ({"status": "approved"}, {"done_by": user.id}, {"reviewed_date": "2026-03-02 10:00:00"}):
                    with self.assertRaises(UserError):
                        review.with_user(user).write(forged)
                with self.assertRaises(UserError):
                    review.with_user(user).unlink()
                with self.assertRaises(UserError):
                    self.env["tier.review"].with_user(user).create({**values, "status": "approved"})

    def test_activities_of_others(self):
        """A duty of a restricted record is neither read, done nor made by a stranger."""
        case = self.record("biuro.case", "restricted") or self.fail()
        activity = case.activity_schedule(
            "mail.mail_activity_data_todo",
            summary="Poufne",
            user_id=self.handlers["restricted"].user_id.id,
        )
        stranger = self.users["clerk_wo"]
        Activity = self.env["mail.activity"].with_user(stranger)
        with mute_logger("odoo.addons.base.models.ir_rule"):
            self.assertFalse(Activity.search([("id", "=", activity.id)]))
            for call in (
                lambda: Activity.browse(activity.id).read(["summary"]),
                lambda: Activity.browse(activity.id).write({"summary": "x"}),
                lambda: Activity.browse(activity.id).action_feedback(feedback="zrobione"),
                lambda: Activity.create(
                    {
                        "res_model_id": self.env["ir.model"]._get_id("biuro.case"),
                        "res_id": case.id,
                        "summary": "x",
                        "activity_type_id": activity.activity_type_id.id,
                        "user_id": stranger.id,
                    }
                ),
            ):
                with self.assertRaises(AccessError):
                    call()
