from odoo.tests import tagged

from .case_common import CaseCase


@tagged("post_install", "-at_install")
class TestCaseDocuments(CaseCase):
    def attach(self, record, name="skan.txt", raw=b"tekst pisma", login="clerk"):
        return self.as_user(login)["ir.attachment"].create(
            {
                "name": name,
                "raw": raw,
                "res_model": record._name,
                "res_id": record.id,
            }
        )

    def letter(self, case=None, login="clerk"):
        return self.as_user(login)["biuro.letter"].create(
            {
                "title": "Wniosek o patronat",
                "direction": "in",
                "partner_id": self.partner.id,
                "case_id": case.id if case else False,
            }
        )

    def test_tree(self):
        """Files lie under cell / year / class / case and, for letters, in a folder of the letter inside."""
        case = self.open()
        attachment = self.attach(case)
        file = self.env["dms.file"].search([("attachment_id", "=", attachment.id)])
        path = file.directory_id.complete_name.split(" / ")
        self.assertEqual(path[0], "Sprawy")
        self.assertTrue(
            path[1].startswith("BS ") and path[3].startswith("0530 ") and path[4].startswith(case.reference)
        )
        self.assertEqual(path[2], str(case.year))
        letter = self.letter(case)
        inner = self.env["dms.file"].search([("attachment_id", "=", self.attach(letter).id)])
        self.assertEqual(inner.directory_id.parent_id, file.directory_id)
        self.assertEqual(case.document_count, 2)

    def test_same_titles_and_names(self):
        first, second = self.open(), self.open()
        for case in (first, second):
            self.attach(case, "a.txt", b"1")
            self.attach(case, "a.txt", b"2")
        names = (
            self.env["dms.file"].search([("res_model", "=", "biuro.case"), ("res_id", "=", first.id)]).mapped("name")
        )
        self.assertEqual(sorted(names), ["a(1).txt", "a.txt"])

    def test_letter_put_into_a_case_later(self):
        letter, case, other = self.letter(), self.open(), self.open()
        attachment = self.attach(letter)
        self.assertFalse(
            self.env["dms.file"].search([("attachment_id", "=", attachment.id)]), "no case, no place in the tree"
        )
        letter.sudo().case_id = case
        file = self.env["dms.file"].search([("attachment_id", "=", attachment.id)])
        self.assertIn(case.reference, file.directory_id.complete_name)
        letter.sudo().case_id = other
        self.assertIn(other.reference, file.directory_id.complete_name)

    def test_access_is_the_record_s(self):
        case = self.open(is_restricted=True)
        file = self.env["dms.file"].search([("attachment_id", "=", self.attach(case).id)])
        self.assertIn(file, self.as_user("clerk")["dms.file"].search([]))
        self.env["ir.rule"].create(
            {
                "name": "Own cases only",
                "model_id": self.env["ir.model"]._get_id("biuro.case"),
                "domain_force": "[('create_uid', '=', user.id)]",
            }
        )
        self.env.registry.clear_cache()
        self.assertIn(file, self.as_user("clerk")["dms.file"].search([]))
        self.assertFalse(self.as_user("clerk_wo")["biuro.case"].search([("id", "=", case.id)]))
        self.assertFalse(self.as_user("clerk_wo")["dms.file"].search([("id", "=", file.id)]))

    def test_text_of_files(self):
        case, other = self.open(), self.open()
        self.attach(case, "a.txt", "Zażółć gęślą jaźń".encode())
        letter = self.letter(other)
        self.attach(letter, "b.txt", "Prośba o mównicę plenerową".encode())
        self.env.flush_all()
        Case = self.as_user("clerk")["biuro.case"]
        self.assertEqual(Case.search([("attachment_text", "ilike", "gęślą")]), case)
        self.assertEqual(Case.search([("attachment_text", "ilike", "mównicę plener")]), other)
        self.assertEqual(
            self.as_user("clerk")["biuro.letter"].search([("attachment_text", "ilike", "mównicę")]), letter
        )

    def test_closed_case_takes_no_letters(self):
        case, letter = self.open(), self.letter()
        case.action_close("Załatwiono")
        with self.refused("is not open"):
            letter.action_attach_case(case.id)

    def test_cost_of_a_list_of_files(self):
        """Who sees which file is decided in one query, however many files there are."""

        def cost():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.as_user("clerk")["dms.file"].search([]).mapped("name")
            return self.env.cr.sql_log_count - before

        self.attach(self.open())
        cost()
        few = cost()
        for _n in range(10):
            self.attach(self.open())
        self.assertLessEqual(cost(), few)
        self.assertLessEqual(few, 20)
