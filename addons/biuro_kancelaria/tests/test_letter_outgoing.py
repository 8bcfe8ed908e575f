from base64 import b64encode
from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import KancelariaCase


@tagged("post_install", "-at_install")
class TestLetterOutgoing(KancelariaCase):
    """A reply is drafted, accepted in steps, signed, sent and delivered."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.method = cls.env.ref("biuro_kancelaria.delivery_method_registered_receipt")
        cls.jrwa = cls.env["biuro.jrwa.class"].search([("is_final", "=", True), ("symbol", "=", "0012")], limit=1)
        cls.env["biuro.signing.authority"].create({
            "employee_id": cls.employees["management"].id, "capacity": "Prezydent Miasta", "basis": "art. 26 u.s.g.",
            "date_from": cls.env["biuro.letter"]._today() - timedelta(days=400),
        })
        incoming = cls.as_user("chancellery")["biuro.letter"].create({
            "direction": "in", "title": "Wniosek o naprawę", "partner_id": cls.partner.id, "sender_reference": "A/1",
            "letter_date": "2026-01-02", "delivery_method_id": cls.method.id,
        })
        incoming.action_register()
        incoming.action_distribute(cls.cell_bs.id, cls.employees["clerk"].id)
        cls.incoming = incoming.with_user(cls.users["clerk"])
        cls.case = cls.env["biuro.case"].browse(cls.incoming.action_open_case(cls.jrwa.symbol)["id"])
        cls.reply = cls.as_user("clerk")["biuro.letter"].browse(cls.incoming.action_reply()["res_id"])
        cls.reply.write({"signatory_id": cls.employees["management"].id, "body": "<p>Treść pierwsza</p>"})

    def as_(self, login):
        return self.reply.with_user(self.users[login])

    def accepted(self):
        self.reply.action_request_acceptance()
        self.as_("manager").action_accept("zgoda")
        return self.reply

    def signed(self):
        self.accepted()
        self.as_("management").action_sign("qualified", "valid", b64encode(b"%PDF signed").decode(), "pismo.pdf")
        return self.reply

    def dispatched(self, day=None):
        self.signed()
        self.reply.action_hand_over()
        self.as_("chancellery").action_dispatch(day and str(day), tracking_number="RR1")
        return self.reply

    def test_reply_is_filled_in(self):
        reply = self.reply
        self.assertEqual((reply.direction, reply.state, reply.case_id), ("out", "draft", self.case))
        self.assertEqual(reply.recipient_ids.name, "Jan Kowalski")
        self.assertEqual((reply.recipient_ids.street, reply.recipient_ids.city), ("ul. Polna 3/4", "Przykładowa"))
        self.assertIn("A/1", reply.regarding)
        self.assertEqual(self.incoming.reply_count, 1)

    def test_whole_path(self):
        reply = self.dispatched()
        self.assertEqual(reply.state, "dispatched")
        self.assertRegex(reply.register_ref, r"^RPWY/\d+/\d{4}$")
        self.assertEqual((reply.signed_name, reply.signed_capacity), ("Osoba management", "Prezydent Miasta"))
        self.assertEqual(reply.signed_attachment_id.raw, b"%PDF signed")
        result = self.as_("chancellery").action_confirm_delivery(collected=str(self.env["biuro.letter"]._today()))
        self.assertTrue(result["delivered"])
        self.assertEqual((reply.state, reply.delivery_mode), ("delivered", "collected"))
        acts = " ".join(self.case.event_ids.mapped("action"))
        for word in ("Zaakceptowano", "Podpisano", "Wysłano", "Doręczono"):
            self.assertIn(word, acts)

    def test_refusals_of_an_incomplete_draft(self):
        for values, sentence in (
            ({"signatory_id": False}, "who signs"), ({"body": False}, "no text"),
            ({"recipient_ids": [(5,)]}, "addressee"),
            ({"signatory_id": self.employees["manager"].id}, "valid authority"), ({"delivery_method_id": False}, "how"),
        ):
            with self.subTest(sentence), self.assertRaisesRegex(UserError, sentence), self.env.cr.savepoint():
                self.reply.write(values)
                self.reply.action_request_acceptance()
            self.reply.invalidate_recordset()
        self.reply.recipient_ids.write({"city": False})
        with self.assertRaisesRegex(UserError, "postcode and town"):
            self.reply.action_request_acceptance()

    def test_author_does_not_accept(self):
        self.reply.author_id = self.users["manager"]
        self.cell_bs.manager_id = self.employees["clerk"]
        self.reply.author_id = self.users["clerk"]
        self.reply.action_request_acceptance()  # the head is the author: no step, straight to the signatory
        self.assertEqual(self.reply.state, "to_sign")
        with self.assertRaises(UserError):
            self.reply.action_accept()

    def test_return_needs_a_remark_and_remarks_stay(self):
        self.reply.action_request_acceptance()
        with self.assertRaises(UserError):
            self.as_("manager").action_return("")
        with self.assertRaises(UserError):
            self.as_("clerk_wo").sudo(False).with_user(self.users["management"]).action_return("nie moja kolej")
        self.as_("manager").action_return("popraw datę")
        self.assertEqual((self.reply.state, self.reply.is_returned), ("draft", True))
        self.reply.body = "<p>Treść druga</p>"
        self.reply.action_request_acceptance("poprawiona data")
        self.assertEqual(self.reply.version_ids.mapped("number"), [2, 1])
        self.assertIn("popraw datę", self.reply.decision_ids.mapped("remark"))
        self.assertFalse(self.reply.is_returned)
        with self.assertRaises(UserError):
            self.reply.decision_ids.sudo()[:1].write({"remark": "x"})

    def test_new_version_resets_acceptance(self):
        self.reply.action_request_acceptance()
        first = self.reply.version_id
        self.as_("manager").action_accept()
        self.assertEqual(self.reply.state, "to_sign")
        with self.assertRaises(UserError):
            self.reply.body = "<p>Podmieniona</p>"
        self.as_("management").action_return("dopisz akapit")
        self.reply.action_request_acceptance()
        self.assertEqual(self.reply.version_id, first, "the same text is the same version")
        self.reply.body = "<p>Nowa</p>"
        self.assertEqual((self.reply.version_id.number, self.reply.state), (2, "to_accept"))
        self.assertEqual(self.reply.sudo().review_ids.mapped("version_number"), [2])
        self.assertNotIn("approved", self.reply.sudo().review_ids.mapped("status"))
        with self.assertRaises(UserError):
            first.sudo().body = "x"

    def test_reviews_are_not_forged(self):
        self.reply.action_request_acceptance()
        review = self.reply.review_ids
        for login in ("clerk", "manager", "management"):
            own = review.with_user(self.users[login])
            for values in ({"status": "approved"}, {"done_by": self.users[login].id}, {"status": "cancel"},
                           {"res_id": 1}, {"reviewer_ids": [(4, self.users[login].id)]}):
                with self.subTest(login=login, values=values), self.assertRaises(AccessError):
                    own.write(values)
            with self.assertRaises(AccessError):
                own.unlink()
            with self.assertRaises(AccessError):
                own.create({"model": "biuro.letter", "res_id": self.reply.id, "status": "approved"})
        for verb in ("validate_tier", "reject_tier", "request_validation", "restart_validation"):
            with self.subTest(verb), self.assertRaises(UserError):
                getattr(self.as_("manager"), verb)()
        with self.assertRaises(UserError):
            self.reply.write({"state": "to_sign"})

    def test_only_the_signatory_signs_with_authority(self):
        self.accepted()
        with self.assertRaisesRegex(UserError, "signs this letter"):
            self.as_("manager").action_sign("qualified")
        self.env["biuro.signing.authority"].search([]).date_to = self.env["biuro.letter"]._today() - timedelta(days=1)
        with self.assertRaisesRegex(UserError, "no valid authority"):
            self.as_("management").action_sign("qualified")

    def test_text_is_locked_after_the_signature(self):
        reply = self.signed()
        for values in ({"body": "<p>x</p>"}, {"title": "x"}, {"recipient_ids": [(5,)]}, {"signed_name": "x"},
                       {"signatory_id": False}, {"date_dispatched": "2026-01-01"}):
            with self.subTest(values), self.assertRaises(UserError):
                reply.write(values)
        with self.assertRaises(UserError):
            reply.recipient_ids.name = "Inny"
        with self.assertRaises(UserError):
            reply.recipient_ids.unlink()

    def test_dispatch_by_the_mail_point_only(self):
        self.accepted()
        with self.assertRaisesRegex(UserError, "not signed"):
            self.as_("chancellery").action_dispatch()
        self.as_("management").action_sign("handwritten", content=b64encode(b"x").decode())
        with self.assertRaises(AccessError):
            self.reply.action_dispatch()
        with self.assertRaises(UserError):
            self.as_("chancellery").action_dispatch(str(self.env["biuro.letter"]._today() + timedelta(days=3)))
        self.as_("chancellery").action_dispatch()
        self.assertEqual(self.reply.state, "dispatched")

    def test_fiction_of_delivery_by_post(self):
        """KPA art. 44: 14 days from the first notice."""
        start = self.env["biuro.letter"]._today() - timedelta(days=20)
        self.dispatched(start - timedelta(days=1))
        point = self.as_("chancellery")
        result = point.action_confirm_delivery(first_notice=str(start + timedelta(days=10)))
        self.assertFalse(result["delivered"])
        self.assertEqual(self.reply.date_deemed_delivery, start + timedelta(days=24))
        self.assertEqual(self.reply.state, "dispatched")
        self.reply.sudo().date_first_notice = start
        result = point.action_confirm_delivery()
        self.assertEqual((result["delivered"], result["mode"]), (True, "fiction"))
        self.assertEqual(self.reply.date_delivered, start + timedelta(days=14))

    def test_fiction_of_electronic_delivery(self):
        """UDE art. 42(2): arrival 2.03.2026, delivered 17.03.2026 (sekretariat.md 2.3)."""
        self.reply.recipient_ids.ade_address = "AE:PL-12345-67890-ABCDE-12"
        self.reply.delivery_method_id = self.env.ref("biuro_kancelaria.delivery_method_edelivery")
        self.signed()
        self.as_("chancellery").action_dispatch("2026-03-02")
        result = self.as_("chancellery").action_confirm_delivery(arrived="2026-03-02 09:00:00")
        self.assertEqual((result["delivered_on"], result["mode"]), ("2026-03-17", "fiction"))

    def test_refused_and_returned(self):
        self.dispatched(self.env["biuro.letter"]._today() - timedelta(days=3))
        self.as_("chancellery").action_mark_returned("adresat nieznany")
        self.assertEqual(self.reply.state, "returned")
        with self.assertRaises(UserError):
            self.as_("chancellery").action_confirm_delivery()
        twin = self.reply
        self.assertEqual(twin.return_note, "adresat nieznany")

    def test_refusal_counts_as_delivery(self):
        self.dispatched(self.env["biuro.letter"]._today() - timedelta(days=3))
        yesterday = self.env["biuro.letter"]._today() - timedelta(days=1)
        self.as_("chancellery").action_confirm_delivery(refused=str(yesterday))
        self.assertEqual(
            (self.reply.state, self.reply.date_delivered),
            ("refused", self.env["biuro.letter"]._today() - timedelta(days=1)),
        )

    def test_compare_versions(self):
        self.reply.action_save_version()
        self.reply.body = "<p>Treść <b>zmieniona</b> &lt;script&gt;</p>"
        self.reply.action_save_version("zmiana")
        old, new = self.reply.version_ids.sorted("number")
        table = new.compare(old.id)
        self.assertIn("<del>pierwsza</del>", table)
        self.assertIn("zmieniona", table)
        self.assertNotIn("<script>", table)

    def test_prints(self):
        reply = self.signed()
        report = self.env["ir.actions.report"].with_user(self.users["chancellery"])
        for name, record in (
            ("report_letter_out", reply), ("report_letter_envelope_dl", reply), ("report_letter_envelope_c6", reply),
            ("report_letter_envelope_c5", reply), ("report_letter_dispatch_list", reply),
            ("report_letter_receipt", self.incoming), ("report_letter_stamp", self.incoming),
            ("report_letter_damage", self.incoming),
        ):
            with self.subTest(name):
                html = report._render_qweb_html(f"biuro_kancelaria.{name}", record.ids)[0].decode()
                self.assertIn("Kowalski" if name != "report_letter_stamp" else self.incoming.register_ref, html)
        html = report._render_qweb_html("biuro_kancelaria.report_letter_out", reply.ids)[0].decode()
        self.assertIn(reply.document_uid, html)
        self.assertIn(self.case.reference, html)
        report = report.with_context(force_report_rendering=True)
        pdf, kind = report._render_qweb_pdf("biuro_kancelaria.action_report_letter_out", reply.ids)
        self.assertEqual((pdf[:5], kind), (b"%PDF-", "pdf"))
        for size, report_name in ((220, "dl"), (162, "c6"), (229, "c5")):
            name = f"biuro_kancelaria.report_letter_envelope_{report_name}"
            html = report._render_qweb_html(name, reply.ids)[0].decode()
            self.assertIn(f"{size}mm", html)

    def test_signing_keeps_a_pdf(self):
        self.accepted()
        with patch.object(type(self.env["ir.actions.report"]), "_render_qweb_pdf", return_value=(b"%PDF x", "pdf")):
            self.as_("management").action_sign("trusted")
        self.assertEqual(self.reply.signed_attachment_id.raw, b"%PDF x")

    def test_posting_book(self):
        self.dispatched()
        book = self.as_user("chancellery")["biuro.posting.book"].create({})
        self.assertIn(self.reply, book._get_letters())
        report = self.env["ir.actions.report"]
        html = report._render_qweb_html("biuro_kancelaria.report_posting_book", book.ids)[0].decode()
        self.assertIn("RR1", html)

    def test_windows(self):
        env = self.as_user("manager")
        self.reply.action_request_acceptance()
        act = env["biuro.letter.act"].with_context(active_ids=self.reply.ids).create({"verb": "accept", "reason": "ok"})
        act.action_confirm()
        self.assertEqual(self.reply.state, "to_sign")
        compare = self.as_user("clerk")["biuro.letter.compare"].with_context(active_id=self.reply.id).create({})
        self.assertTrue(compare.difference)
