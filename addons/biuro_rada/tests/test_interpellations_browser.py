from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.tests.one_browser import OneBrowser

from .test_interpellations_desk import DeskWorld

WRITE = """
(async () => {
    const set = (name, value) => { document.getElementsByName(name)[0].value = value; };
    if (document.documentElement.scrollWidth > window.innerWidth) {
        throw new Error("the page is wider than the phone");
    }
    set("subject", "Latarnie przy ul. Polnej");
    set("facts", "Od miesiąca nie świeci pięć latarni.");
    set("questions", "Kiedy zostaną naprawione?");
    const button = document.querySelector("button[value='submit']");
    if (button.getBoundingClientRect().height < 44) {
        throw new Error("the button is too small for a finger");
    }
    const form = button.form;
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form, button) });
    if (!answer.ok || !answer.url.includes("sent=1")) {
        throw new Error(`not handed in: ${answer.status} ${answer.url}`);
    }
    console.log("test successful");
})();
"""
READ = """
const reply = document.querySelector(".o_reply");
if (!reply || !reply.textContent.includes("Latarnie zostaną naprawione do piątku")) {
    throw new Error("the reply is not on the page");
}
console.log("test successful");
"""


@tagged("post_install", "-at_install")
class TestInterpellationBrowser(DeskWorld, OneBrowser, HttpCase):
    """An interpellation from the councillor's phone to the published reply."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.build_desk()
        cls.env.company.write({"street": "Rynek 1", "zip": "99-950", "city": "Jasionów"})
        president = cls.employees["management"]
        president.write({"office_function": "president"})
        cls.env["biuro.signing.authority"].create(
            {
                "employee_id": president.id,
                "capacity": "Prezydent Miasta",
                "basis": "ustawa o samorządzie gminnym, art. 33",
                "date_from": "2024-05-07",
            }
        )

    def walk(self, leg, login, path):
        name = leg if leg.startswith("biuro_path") else f"biuro_rada_interpellation_{leg}"
        self.start_tour(f"/odoo/{path}", name, login=login)

    def test_from_the_phone_to_the_published_reply(self):
        self.browser_size = "390x844"
        self.touch_enabled = True
        self.browser_js("/my/rada/interpelacje/nowa", WRITE, login=self.me.login)
        self.browser_size, self.touch_enabled = "1366x768", False
        record = self.env["biuro.rada.interpellation"].search([("subject", "=", "Latarnie przy ul. Polnej")])
        self.assertEqual((record.state, record.channel), ("received", "portal"))
        record.recipient_id = self.employees["management"]
        self.walk("chair", "rada_chair", "interpelacje-przewodniczacy")
        self.assertEqual(record.state, "forwarded")
        self.walk("receive", "rada_user", f"interpelacje/{record.id}")
        self.assertEqual((record.state, record.responsible_id), ("in_progress", self.employees["clerk"]))
        self.walk("reply", "clerk", f"interpelacje/{record.id}")
        letter = record.reply_letter_id
        if letter.state == "to_accept":
            self.walk("biuro_path_accept", "manager", f"wychodzace/{letter.id}")
        self.walk("biuro_path_sign", "management", f"wychodzace/{letter.id}")
        self.walk("biuro_path_dispatch", "chancellery", f"wychodzace/{letter.id}")
        self.assertRecordValues(record, [{"state": "replied", "timeliness": "in_time"}])
        self.browser_js(f"/my/rada/interpelacje/{record.id}", READ, login=self.me.login)
        self.walk("publish", "rada_user", f"interpelacje/{record.id}")
        publication = record.publication_ids
        publication.finding_ids.filtered(lambda finding: finding.decision == "open").with_user(
            self.users["manager"]
        ).action_leave("dane radnego")
        self.walk("check", "manager", "publikacje-do-sprawdzenia")
        self.assertRecordValues(record, [{"state": "published"}])
        self.opener.cookies.clear()
        page = self.url_open(f"/bip/{publication.id}").text
        self.assertIn("Latarnie zostaną naprawione do piątku", page)
        self.assertIn(record.register_ref, page)
