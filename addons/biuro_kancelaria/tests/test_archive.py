from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .case_common import CaseCase


@tagged("post_install", "-at_install")
class TestArchive(CaseCase):
    def closed(self, day="2026-10-09", symbol="2410", login="clerk", **values):
        with freeze_time(f"{day} 10:00:00"):
            case = self.open(login, jrwa_symbol=symbol, date_opened=day, **values)
            case.action_close("Załatwiono")
        return case

    def pdf(self, report, record):
        content, _type = (
            self.env["ir.actions.report"]
            .with_user(record.env.user)
            .with_context(force_report_rendering=True)
            ._render_qweb_pdf(f"biuro_kancelaria.{report}", record.ids)
        )
        return content.startswith(b"%PDF")

    def transfer(self, kind="b"):
        Transfer = self.as_user("clerk")["biuro.archive.transfer"]
        return Transfer.browse(Transfer.propose(self.cell_bs.id, kind=kind)["id"])

    def test_hand_over(self):
        """IK § 63, IA § 14: after two full years; A apart; the archivist's number makes the signature."""
        b5, a = self.closed(), self.closed(symbol="0530")
        with freeze_time("2028-12-31 10:00:00"), self.refused("ripe"):
            self.transfer()
        with freeze_time("2029-01-02 10:00:00"):
            transfer = self.transfer()
            self.assertEqual(transfer.line_ids.case_ids, b5)
            self.assertRecordValues(
                transfer.line_ids, [{"mark": "BS.2410", "year": 2026, "year_last": 2026, "category": "B5"}]
            )
            with self.refused("archivist", AccessError):
                transfer.action_accept()
            own = transfer.with_user(self.users["archivist"])
            with self.refused("must be"):
                own.action_accept()
            transfer.action_submit()
            number = own.action_accept()
            self.assertEqual(transfer.line_ids.signature, f"{number}/1")
            self.assertTrue(self.pdf("biuro_archive_transfer_report", transfer))
            self.assertEqual((b5.state, a.state), ("archived", "closed"))
            self.assertIn(f"spis nr {number} poz. 1", b5.event_ids[-1].action)
            self.assertEqual(self.transfer("a").line_ids.case_ids, a)
            with self.refused("accepted or refused"):
                transfer.write({"date": "2029-01-01"})
            with self.refused("buttons"):
                transfer.write({"state": "draft"})

    def test_refused_list_frees_its_cases(self):
        case = self.closed()
        with freeze_time("2029-01-02 10:00:00"):
            transfer = self.transfer()
            transfer.action_submit()
            own = transfer.with_user(self.users["archivist"])
            with self.refused("reason"):
                own.action_refuse("")
            own.action_refuse("akta nieuporządkowane")
            self.assertEqual(self.transfer().line_ids.case_ids, case)

    def test_paper_folder_goes_whole(self):
        """A folder of the traditional system counts from its latest case (KLAS annex 1)."""
        self.env["biuro.jrwa.class"]._get("2410", self.today()).records_system_override = "traditional"
        self.closed()
        with freeze_time("2026-10-09 10:00:00"):
            late = self.open(jrwa_symbol="2410")
        with freeze_time("2029-01-02 10:00:00"):
            with self.refused("ripe"):
                self.transfer()
            late.action_close("Załatwiono", closed_on="2026-12-31")
            self.assertEqual(len(self.transfer().line_ids.case_ids), 2)

    def disposal(self, kind="b"):
        Disposal = self.as_user("archivist")["biuro.disposal"]
        return Disposal.browse(Disposal.propose(kind)["id"])

    def test_disposal(self):
        """IA § 38, KLAS § 9-12: candidates, opinions, application, consent, destruction; what is known stays."""
        case = self.closed()
        file = self.env["ir.attachment"].create(
            {"name": "a.txt", "raw": b"a", "res_model": "biuro.case", "res_id": case.id}
        )
        with freeze_time("2031-12-31 10:00:00"), self.refused("may be disposed"):
            self.disposal()
        with freeze_time("2032-01-02 10:00:00"):
            disposal = self.disposal()
            with self.refused("consent of the State Archive is missing"):
                disposal.action_destroy("1/2032")
            disposal.action_request_opinions()
            with self.refused("Opinions of cells are missing: BS.2410"):
                disposal.action_apply()
            line = disposal.line_ids
            with self.refused("head of its cell", AccessError):
                line.with_user(self.users["management"]).action_opinion("dispose")
            line.with_user(self.users["manager"]).action_opinion("dispose")
            disposal.action_apply()
            self.assertTrue(self.pdf("biuro_disposal_report", disposal))
            with self.refused("reference"):
                disposal.action_record_consent("")
            case.sudo().legal_hold = True
            disposal.action_record_consent("OA.5120.1.2032")
            with self.refused("cannot be disposed"):
                disposal.action_destroy("1/2032")
            case.sudo().legal_hold = False
            self.assertEqual(disposal.action_destroy("1/2032"), 1)
            self.assertEqual((case.state, case.title), ("disposed", "Patronat"))
            self.assertFalse(file.exists())
            self.assertIn("Wybrakowanie", case.event_ids[-1].action)

    def test_extension(self):
        case = self.closed()
        with freeze_time("2032-01-02 10:00:00"):
            disposal = self.disposal()
            disposal.action_request_opinions()
            line = disposal.line_ids
            own = line.with_user(self.users["manager"])
            with self.refused("until which"):
                own.action_opinion("extend")
            own.action_opinion("extend", extended_to="2034-12-31", note="kontrola")
            with self.refused("Secretary"):
                disposal.action_apply()
            line.with_user(self.users["management"]).action_approve_extension()
            disposal.action_apply()
            self.assertEqual(case.date_disposable, fields.Date.to_date("2035-01-01"))
            self.assertIn("przedłużono", case.retention_reasons[-1]["text"])

    def test_expertise(self):
        """BE: the State Archive may change the papers to category A."""
        case = self.closed(symbol="0030")
        with freeze_time("2032-01-02 10:00:00"):
            disposal = self.disposal("be")
            disposal.action_request_opinions()
            disposal.line_ids.with_user(self.users["manager"]).action_opinion("dispose")
            disposal.action_apply()
            disposal.action_record_consent("X", expertise={disposal.line_ids.id: "A"})
            self.assertFalse(case.date_disposable)
            self.assertEqual(disposal.action_destroy("2/2032"), 0)
            self.assertEqual(case.state, "closed")

    def test_loan(self):
        case = self.open()
        Loan = self.as_user("clerk")["biuro.file.loan"]
        values = {"case_id": case.id, "date_due": "2030-01-01", "consent_by_id": self.employees["manager"].id}
        with self.refused("who borrows"):
            Loan.create(values)
        with self.refused("purpose"):
            Loan.create({**values, "partner_id": self.partner.id})
        loan = Loan.create({**values, "borrower_id": self.employees["manager"].id})
        with self.refused("lent already"):
            Loan.create({**values, "borrower_id": self.employees["manager"].id})
        loan.action_return()
        self.assertIn("Zwrot", case.event_ids[-1].action)
        with self.refused("returned already"):
            loan.action_return()

    def test_state_archive(self):
        case = self.closed(symbol="0530")
        with freeze_time("2029-01-02 10:00:00"):
            transfer = self.transfer("a")
            transfer.action_submit()
            transfer.with_user(self.users["archivist"]).action_accept()
            own = case.with_user(self.users["archivist"])
            with self.refused("after 10 years"):
                own.action_hand_to_state_archive("AP-1")
        with freeze_time("2036-10-10 10:00:00"):
            own.action_hand_to_state_archive("AP-1")
        self.assertEqual(case.state, "transferred")
