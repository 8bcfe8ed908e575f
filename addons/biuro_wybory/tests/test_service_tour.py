from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.tests.one_browser import OneBrowser

from .service_case import ServiceWorld

SUBMIT = """
(async () => {
    const set = (name, value) => { document.getElementsByName(name)[0].value = value; };
    if (document.documentElement.scrollWidth > window.innerWidth) {
        throw new Error("the page is wider than the phone");
    }
    set("subject", "Ławka przy przystanku");
    set("text", "Starsi mieszkańcy nie mają gdzie usiąść.");
    const button = document.querySelector("button[name='submit_request']");
    if (button.getBoundingClientRect().height < 44) {
        throw new Error("the button is too small for a finger");
    }
    const answer = await fetch(button.form.action, { method: "POST", body: new FormData(button.form, button) });
    if (!answer.ok || !answer.url.includes("sent=1")) {
        throw new Error(`not submitted: ${answer.status} ${answer.url}`);
    }
    console.log("test successful");
})();
"""
READ = """
const answer = document.querySelector(".o_answer");
if (!answer || !answer.textContent.includes("Ławka stanie do piątku")) {
    throw new Error("the answer is not on the page");
}
console.log("test successful");
"""


@tagged("post_install", "-at_install")
class TestUnitTour(ServiceWorld, OneBrowser, HttpCase):
    """A request from the phone of a board chair to the answer of the City on the same page."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.build_service()
        # the tours read the labels of the source
        cls.env["res.lang"]._activate_lang("en_US")
        cls.env["res.users"].concat(*cls.users.values()).lang = "en_US"
        cls.env.company.write({"street": "Rynek 1", "zip": "99-950", "city": "Jasionów"})
        president = cls.employees["management"]
        president.write({"office_function": "president"})
        cls.env["biuro.signing.authority"].create({
            "employee_id": president.id, "capacity": "Prezydent Miasta", "basis": "u.s.g. art. 33",
            "date_from": "2024-05-07"})

    def walk(self, leg, login, path):
        name = leg if leg.startswith("biuro_path") else f"biuro_wybory_osiedle_{leg}"
        self.start_tour(f"/odoo/{path}", name, login=login)

    def test_from_the_portal_to_the_answer(self):
        self.browser_size, self.touch_enabled = "390x844", True
        self.browser_js("/my/osiedle/wnioski/nowy", SUBMIT, login="prezes1")
        self.browser_size, self.touch_enabled = "1366x768", False
        request = self.env["biuro.wybory.osiedle.request"].search([("subject", "=", "Ławka przy przystanku")])
        self.assertRecordValues(request, [{"state": "registered", "channel": "portal", "unit_id": self.unit.id}])
        self.walk("request_clerk", "osiedle_user", "wnioski-osiedli")
        self.assertTrue(request.source_letter_id and request.case_id)
        self.assertEqual((request.state, request.responsible_id), ("in_progress", self.employees["clerk_wo"]))
        self.walk("request_answer", "clerk_wo", f"wnioski-osiedli/{request.id}")
        letter = request.reply_letter_id
        if letter.state == "to_accept":
            self.walk("biuro_path_accept", "manager_wo", f"wychodzace/{letter.id}")
        self.walk("biuro_path_sign", "management", f"wychodzace/{letter.id}")
        self.walk("biuro_path_dispatch", "chancellery", f"wychodzace/{letter.id}")
        self.assertRecordValues(request, [{"state": "answered", "answer_kind": "accepted", "on_time": True}])
        self.browser_js(f"/my/osiedle/wnioski/{request.id}", READ, login="prezes1")
