import json
import logging
import socket
import threading
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from odoo import fields
from odoo.tests import tagged
from odoo.tests.common import HOST, ChromeBrowser, ChromeBrowserException

from odoo.addons.biuro_kancelaria.tools import office_today

from .test_live_screens import ScreenCase

AXE_OPTIONS = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}


class Screen:
    """One browser of its own, with its own cookies: the console, a tablet, the wall."""

    def __init__(self, case, path, ticket=None, width=1280, height=900, address=None):
        self.case = case
        self.browser = ChromeBrowser(case)
        if ticket:
            self.browser.set_cookie("session_id", ticket, "/", HOST)
        self.browser.set_cookie("test_request_key", case.http_request_key, "/", HOST)
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.browser.navigate_to((address or case.base_url()) + path, wait_stop=False)

    def ask(self, method, **params):
        return self.browser._websocket_request(method, params=params, timeout=30)

    def run(self, code):
        """Run code in the page and return what it gives."""
        answer = self.ask("Runtime.evaluate", expression=code, userGesture=True, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise AssertionError(f"{code}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def wait(self, condition, seconds=150):
        """Wait until a condition of the page is true."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            # a page on its way has no answer yet, or goes away while it is asked
            with suppress(AssertionError, TimeoutError, ChromeBrowserException):
                if self.run(f"Boolean({condition})"):
                    return
            time.sleep(0.1)
        self.browser.take_screenshot().result(10)
        self.case.fail(f"never true: {condition}\n{self.run('document.body.innerText')[:1500]}")

    def see(self, text, within="body"):
        self.wait(f"document.querySelector({json.dumps(within)})?.innerText.includes({json.dumps(text)})")

    def click(self, selector, text=""):
        found = (
            f"[...document.querySelectorAll({json.dumps(selector)})]"
            f".find((one) => !one.disabled && one.innerText.includes({json.dumps(text)}))"
        )
        self.wait(found)
        self.run(f"{found}.click()")

    def key(self, key):
        self.run(
            "document.activeElement.blur(); document.body.dispatchEvent(new KeyboardEvent('keydown', "
            f"{{key: {json.dumps(key)}, bubbles: true}}))"
        )

    def type(self, selector, text):
        self.wait(f"document.querySelector({json.dumps(selector)})")
        self.run(
            f"(() => {{ const field = document.querySelector({json.dumps(selector)}); field.value = {json.dumps(text)};"
            "field.dispatchEvent(new Event('input', {bubbles: true}));"
            "field.dispatchEvent(new Event('change', {bubbles: true})); })()"
        )

    def reload(self):
        self.ask("Page.reload")

    def go(self, path):
        self.browser.navigate_to(self.case.base_url() + path, wait_stop=False)

    def stop(self):
        browser, self.browser = self.browser, None
        if browser:
            browser.stop()


class Wire:
    """The network between a browser and the server, which can be cut and mended."""

    def __init__(self, port):
        self.far, self.whole, self.ends = (HOST, port), True, []
        self.listener = socket.create_server((HOST, 0))
        self.address = f"http://{HOST}:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        with suppress(OSError):
            while True:
                near = self.listener.accept()[0]
                if not self.whole:
                    near.close()
                    continue
                far = socket.create_connection(self.far)
                self.ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=[one, other], daemon=True).start()

    def _carry(self, one, other):
        with suppress(OSError):
            while content := one.recv(65536):
                other.sendall(content)
        self._shut([one, other])

    def _shut(self, ends):
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def cut(self):
        self.whole = False
        self._shut(self.ends)

    def mend(self):
        self.whole = True

    def close(self):
        self.cut()
        self._shut([self.listener])
        for end in [self.listener, *self.ends]:
            end.close()


class ScreensCase(ScreenCase):
    browser_size = "1280x900"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name in ("live_poll_ms", "live_slow_poll_ms"):
            cls.env["ir.config_parameter"].set_param(f"biuro_rada.{name}", "1500")

    def setUp(self):
        super().setUp()
        self._logger.setLevel(logging.WARNING)
        self.addCleanup(self._logger.setLevel, logging.NOTSET)

    def log_in(self, *users):
        """Return the ticket (id of the session) of each user; while browsers work they have the database."""
        tickets = []
        for user in users:
            self.session = None  # the one made before stays
            self.authenticate(user.login, user.login)
            tickets.append(self.session.sid)
        self.cr.flush()
        self.cr.clear()
        return tickets

    def open(self, path, ticket=None, **size):
        screen = Screen(self, path, ticket, **size)
        self.addCleanup(screen.stop)
        return screen


@tagged("post_install", "-at_install")
class TestLiveTour(ScreensCase):
    """A session on three screens at once: the console of the chair, a councillor's tablet, the wall of the hall."""

    def make_session_with_draft(self):
        """Return (session, draft): a session of today convened with a draft of a resolution on its agenda."""
        self.sitting.action_cancel("inna sesja")
        self.env["biuro.rada.function"].create(
            {"councillor_id": self.councillors[1].id, "role": "chair", "date_from": "2024-05-07"}
        )
        clerk = self.env(user=self.users["rada_user"])
        draft = clerk["biuro.rada.draft"].create(
            {
                "title": "w sprawie nadania nazwy parkowi",
                "legal_basis": "art. 18 ust. 2 pkt 15 u.s.g.",
                "justification": "<p>Park jest potrzebny.</p>",
                "body": "<p>§ 1. Nadaje się nazwę.</p>",
                "financial_none": True,
            }
        )
        self.env["biuro.rada.draft.opinion"].create(
            [
                {"draft_id": draft.id, "kind": kind, "result": "positive", "date": office_today()}
                for kind in draft._required_opinions()
            ]
        )
        draft.action_ready()
        session = clerk["biuro.rada.session"].create(
            {"term_id": self.term.id, "start": fields.Datetime.now(), "location": "Ratusz, sala sesyjna"}
        )
        draft.action_put_on_agenda(session.id)
        session.action_convene()
        return session, draft

    def publish(self, resolution):
        """Publish the text of a resolution: one person prepares it, another one checks it."""
        publication = self.env["biuro.publication"].with_user(self.users["clerk"]).create(
            {
                "name": resolution.title,
                "body": resolution.body or "<p>Tekst uchwały</p>",
                "category_id": self.env["biuro.publication.category"].search([], limit=1).id,
                "made_by": "Rada Miasta",
                "made_on": office_today(),
            }
        )
        publication.sudo().write({"res_model": resolution._name, "res_id": resolution.id})
        publication.action_submit()
        checked = publication.with_user(self.users["manager"])
        checked.finding_ids.filtered(lambda one: one.decision == "open").action_leave("dane służbowe")
        checked.action_check()
        checked.action_publish()

    def test_from_convening_to_the_published_resolution(self):
        session, draft = self.make_session_with_draft()
        me, title, hall_path = self.councillors[0].display_name, draft.title, f"/rada/ekran/{session.id}"
        chair, clerk, mine = self.log_in(self.users["rada_chair"], self.users["rada_user"], self.users_of[0])
        with self.allow_requests(all_requests=True):
            console = self.open("/odoo/konsola", chair, width=1440)
            console.wait("document.querySelector('button[name=start]')")
            tablet = self.open("/my/rada/sesja", mine, width=800, height=1100)
            hall = self.open(hall_path, width=1920, height=1080)
            # the session opens; one councillor notes the presence by the tablet, the office the others
            console.click("button[name=start]")
            tablet.click("button[data-key=presence]")
            console.see("1 / 23", ".o_rada_quorum")
            console.click("button[name=everybody]")
            console.click(".modal footer .btn-primary")
            console.see("23 / 23", ".o_rada_quorum")
            hall.see("23", "#hall-quorum")
            # the item, the floor
            console.key("d")
            hall.see(title, "#hall-main")
            tablet.click("button[data-key=normal]")
            console.see(me, ".o_rada_queue")
            console.key("m")
            console.wait("document.querySelector('.o_rada_speaking .o_rada_clock')")
            hall.see(me, ".speaker")
            console.key("e")
            console.wait("!document.querySelector('.o_rada_speaking')")
            # a vote by device, changed before it is closed; the page is loaded anew in the middle
            console.key("g")
            hall.wait("document.querySelector('.figures')")
            tablet.click("button[data-key=yes]")
            tablet.wait("document.querySelector('.choice-yes.chosen') && document.querySelector('.receipt-ok')")
            tablet.reload()
            tablet.wait("document.querySelector('.choice-yes.chosen')")
            tablet.click("button[data-key=no]")
            tablet.wait("document.querySelector('.choice-no.chosen') && document.querySelector('.receipt-ok')")
            hall.wait("document.querySelector('.figure-no .figure-value')?.innerText === '1'")
            sizes = tablet.run(
                "[...document.querySelectorAll('.choice')].map((one) => one.getBoundingClientRect().height)"
            )
            self.assertEqual(len(sizes), 3)
            self.assertGreaterEqual(min(sizes), 64)
            # another device takes over, the first one watches, and takes over again
            other = self.open("/odoo/konsola", clerk, width=1024)
            other.click("button[name=take_over]")
            console.wait("document.querySelector('button[name=take_over]')")
            console.click("button[name=take_over]")
            other.wait("document.querySelector('button[name=take_over]')")
            other.stop()
            console.wait("!document.querySelector('button[name=take_over]')")
            # the others are entered by name, by keyboard
            console.key("b")
            console.wait("document.querySelector('.o_rada_roll_now')")
            started = time.monotonic()
            for place in range(22):
                console.key("z" if place < 20 else "w" if place < 21 else "n")
            self.assertLess(time.monotonic() - started, 60, "23 names within a minute")
            console.wait("document.querySelectorAll('.o_rada_roll_list .o_rada_v_yes').length === 20")
            console.key("Enter")
            hall.wait("document.querySelector('.verdict-adopted')")
            self.assertEqual(hall.run("document.querySelectorAll('.name').length"), 23)
            tablet.see("20", ".counts")
            console.wait("document.querySelector('.o_rada_verdict.text-success')")
            self.assertTrue(console.run("document.querySelectorAll('.o_rada_reasons li').length") > 0)
            tablet.run("location.assign('/my/rada/glosy')")
            tablet.wait("document.querySelector('.votes .mark-no')")
            # the end of the item, of the session
            console.key("d")
            console.wait("!document.querySelector('.o_rada_current')")
            console.click("button[name=close_session]")
            console.click(".modal footer .btn-primary")
            hall.wait("!document.querySelector('.verdict')")
            tablet.stop()
            hall.stop()
            console.stop()
        self.env.invalidate_all()
        vote = session.vote_ids
        self.assertEqual(
            (vote.state, vote.result, vote.yes, vote.no, vote.abstain, vote.not_voting),
            ("closed", "adopted", 20, 1, 1, 1),
        )
        self.assertEqual((session.state, draft.state), ("closed", "adopted"))
        resolution = draft.resolution_id
        self.assertTrue(resolution.number, "numbered with the end of the session")
        resolution.action_sign(councillor_id=self.councillors[1].id)
        self.publish(resolution)
        self.authenticate(None, None)
        page = self.url_open(f"/bip/rada/uchwaly/{resolution.id}")
        self.assertEqual(page.status_code, 200)
        self.assertIn(resolution.number, page.text)
        self.assertIn(title, page.text)
        votes = self.url_open(f"/bip/rada/glosowania/{vote.id}").text
        self.assertIn(me, votes, "the named list is public")

    def test_devices_fail(self):
        """Two clicks to a roll-call: the key and the reason; 23 names by keyboard, the same record."""
        self.begin()
        [chair] = self.log_in(self.users["rada_chair"])
        with self.allow_requests(all_requests=True):
            console = self.open("/odoo/konsola", chair)
            console.click("button[name=open_vote]")
            console.wait("document.querySelector('.o_rada_vote_open')")
            console.click("button[name=roll_call]")
            console.click(".modal footer .btn-primary")
            console.wait("document.querySelector('.o_rada_roll_now')")
            for _place in range(23):
                console.key("p")
            console.wait("document.querySelectorAll('.o_rada_roll_list .o_rada_v_no').length === 23")
            console.click("button[name=finish_roll]")
            console.wait("document.querySelector('.o_rada_verdict.text-danger')")
        self.env.invalidate_all()
        votes = self.sitting.vote_ids.sorted("id")
        self.assertEqual(votes.mapped("state"), ["void", "closed"])
        self.assertEqual((votes[1].ballot, votes[1].no, votes[1].result), ("open_rollcall", 23, "rejected"))

    def test_secret_ballot_on_the_tablet(self):
        self.begin()
        vote = self.make_vote(
            ballot="secret", majority="absolute", is_election=True,
            option_ids=[(0, 0, {"name": name, "consent": True}) for name in ("Anna Pierwsza", "Jan Drugi")],
        )
        vote.action_open()
        [mine] = self.log_in(self.users_of[0])
        with self.allow_requests(all_requests=True):
            tablet = self.open("/my/rada/sesja", mine, width=420, height=900)
            tablet.click("button[data-key=take]")
            tablet.click("button.option", "Anna Pierwsza")
            tablet.reload()  # the paper is still in the hand
            tablet.click("button.option", "Anna Pierwsza")
            tablet.click("button[data-key=confirm]")
            tablet.wait("document.querySelector('.receipt-ok')")
            tablet.reload()
            tablet.wait("document.querySelector('.receipt-ok')")
            self.assertFalse(tablet.run("document.body.innerText.includes('Anna Pierwsza')"))
        self.env.invalidate_all()
        state = vote.action_close_vote()
        self.assertEqual([(one["name"], one["votes"]) for one in state["options"]][:2],
                         [("Anna Pierwsza", 1), ("Jan Drugi", 0)])

    def test_paper_ballots(self):
        """An election on paper: the committee types in who took a paper and its totals, no more votes than papers."""
        self.begin()
        vote = self.make_vote(
            ballot="secret", majority="absolute", is_election=True, on_paper=True,
            option_ids=[(0, 0, {"name": name, "consent": True}) for name in ("Anna Pierwsza", "Jan Drugi")],
        )
        vote.action_open()
        chair, mine = self.log_in(self.users["rada_chair"], self.users_of[0])
        with self.allow_requests(all_requests=True):
            console = self.open("/odoo/konsola", chair)
            console.wait("document.querySelector('.o_rada_vote_open')")
            tablet = self.open("/my/rada/sesja", mine, width=420, height=900)
            tablet.wait("document.querySelector('.voting-open .notice')")
            self.assertFalse(tablet.run("document.querySelectorAll('[data-key=take], .choice').length"))
            console.key("k")
            console.click(".modal button[name=hand_out_all]")
            # two votes more than papers: the dialog does not let them through
            for place, votes in enumerate((14, 6, 4, 1), 1):
                console.type(f".modal fieldset:nth-child(2) label:nth-of-type({place}) input", str(votes))
            console.wait("document.querySelector('.modal button[name=confirm_paper]').disabled")
            console.type(".modal fieldset:nth-child(2) label:nth-of-type(3) input", "2")
            console.click(".modal button[name=confirm_paper]")
            console.wait("document.querySelector('.o_rada_verdict.text-success')")
            tablet.see("Anna Pierwsza", ".result")
        self.env.invalidate_all()
        self.assertEqual((vote.state, vote.elected_option_id.name, vote.invalid), ("closed", "Anna Pierwsza", 1))
        self.assertEqual(
            {option.name: option.votes for option in vote.option_ids if option.kind == "candidate"},
            {"Anna Pierwsza": 14, "Jan Drugi": 6},
        )
        self.assertEqual((vote.abstain, len(vote.taker_ids.filtered("taken"))), (2, 23))
        self.assertFalse(vote.ballot_ids, "nobody's choice is anywhere")

    def test_no_network(self):
        """The network goes: what was kept is read, the vote that was pressed waits and is sent once when it is back."""
        self.begin()
        vote = self.make_vote()
        vote.action_open()
        cast, sent = type(self.env["biuro.rada.vote"]).cast, []

        def counting(records, choice):
            sent.append(choice)
            return cast(records, choice)

        self.patch(type(self.env["biuro.rada.vote"]), "cast", counting)
        [mine] = self.log_in(self.users_of[0])
        papers, wire = f"/my/rada/porzadek/{self.sitting.id}", Wire(self.http_port())
        self.addCleanup(wire.close)
        with self.allow_requests(all_requests=True):
            tablet = self.open(papers, mine, width=420, height=900, address=wire.address)
            tablet.wait("navigator.serviceWorker.controller")
            tablet.click("#rada-offline button")
            tablet.wait("document.querySelector('#rada-offline [role=status]').innerText "
                        "=== document.querySelector('#rada-offline').dataset.done")
            tablet.run("location.assign('/my/rada/sesja')")
            tablet.wait("document.querySelector('.choices')")
            wire.cut()
            tablet.click("button[data-key=no]")
            tablet.click("button[data-key=yes]")
            tablet.wait("document.querySelector('.choice-yes.chosen') && !document.querySelector('.receipt-ok')")
            tablet.wait("document.querySelector('.link-offline')")
            self.assertFalse(sent)
            # the agenda is read without a network, and the vote outlives the page
            tablet.run(f"location.assign('{papers}')")
            tablet.see(self.item.title, ".agenda-items")
            wire.mend()
            tablet.run("location.assign('/my/rada/sesja')")
            tablet.wait("document.querySelector('.choice-yes.chosen') && document.querySelector('.receipt-ok')")
            tablet.reload()
            tablet.wait("document.querySelector('.choice-yes.chosen') && document.querySelector('.receipt-ok')")
            self.assertEqual(sent, ["yes"])
            # closed before the network is back: the page says that the vote pressed last did not get there
            wire.cut()
            tablet.click("button[data-key=no]")
            tablet.wait("!document.querySelector('.receipt-ok')")
        self.env.invalidate_all()
        self.assertEqual(vote.with_user(self.users["rada_user"]).action_close_vote()["counts"]["yes"], 1)
        self.cr.flush()
        self.cr.clear()
        with self.allow_requests(all_requests=True):
            wire.mend()
            tablet.wait("document.querySelector('#rada-alert').innerText")
            tablet.wait("document.querySelector('.result')")
            tablet.stop()
        self.assertEqual(sent, ["yes"])

    def test_rehearsal(self):
        """From the start of a rehearsal to its removal; the session is chosen from among those convened."""
        committee = self.env["biuro.rada.committee"].create(
            {"name": "Komisja Budżetu", "kind": "standing", "term_id": self.term.id, "scope": "budżet",
             "date_from": "2024-06-01"}
        )
        self.make_session(
            self.term, body_type="committee", start=self.sitting.start, committee_ids=[(6, 0, committee.ids)]
        ).action_convene()
        before = self.env["biuro.rada.session"].search_count([])
        chair, mine = self.log_in(self.users["rada_chair"], self.users_of[0])
        with self.allow_requests(all_requests=True):
            console = self.open("/odoo/konsola", chair)
            console.wait("document.querySelector('.o_rada_top select')")
            console.run(
                "(() => { const list = document.querySelector('.o_rada_top select');"
                f"list.value = '{self.sitting.id}'; list.dispatchEvent(new Event('change', {{bubbles: true}})); }})()"
            )
            console.see("/ 23", ".o_rada_quorum")
            console.click("button[name=rehearse]")
            console.click(".modal footer .btn-primary")
            console.wait("document.querySelectorAll('.o_rada_red').length === 23")
            tablet = self.open("/my/rada/sesja", mine, width=420, height=900)
            tablet.wait("document.querySelector('.rehearsal')")
            tablet.click("button[data-key=abstain]")
            console.wait("document.querySelectorAll('.o_rada_green').length === 1")
            console.click("button[name=end_rehearsal]")
            console.wait("document.querySelector('button[name=start]')")
            tablet.wait("!document.querySelector('.rehearsal')")
        self.env.invalidate_all()
        self.assertFalse(self.env["biuro.rada.vote"].search([("session_id.term_id", "=", self.term.id)]))
        self.assertEqual(self.env["biuro.rada.session"].search_count([]), before, "nothing of it is left")
        self.assertFalse(self.env["biuro.rada.session"].search([("is_rehearsal", "=", True)]))


@tagged("post_install", "-at_install")
class TestLiveAxe(ScreensCase):
    """WCAG 2.1 AA of the pages of councillors and of the hall, by axe-core in a real browser."""

    def check(self, screen, ready):
        screen.wait(ready)
        package = find_spec("axe_core_python")
        self.assertTrue(package, "axe-core-python must be installed")
        axe = (Path(package.origin).parent / "axe.min.js").read_text(encoding="utf-8")
        screen.run(axe + "; true")
        answer = json.loads(
            screen.run(
                f"axe.run(document, {json.dumps(AXE_OPTIONS)}).then((result) => JSON.stringify({{"
                "faults: result.violations.map((one) => [one.id, one.nodes.map((node) => node.html)]),"
                "passes: result.passes.length}))"
            )
        )
        self.assertFalse(answer["faults"])
        self.assertGreater(answer["passes"], 10)

    def test_axe(self):
        self.begin()
        vote = self.make_vote()
        vote.action_open()
        vote.cast_roll_call({one.id: "yes" for one in self.councillors[1:9]})
        [mine] = self.log_in(self.users_of[0])
        wall, papers = f"/rada/ekran/{self.sitting.id}", f"/my/rada/porzadek/{self.sitting.id}"
        with self.allow_requests(all_requests=True):
            tablet = self.open("/my/rada", mine, width=420, height=900)
            self.check(tablet, "document.querySelector('.banner-vote')")
            tablet.run("location.assign('/my/rada/sesja')")
            self.check(tablet, "document.querySelector('.choices')")
            hall = self.open(wall, width=1920, height=1080)
            self.check(hall, "document.querySelector('.figures')")
            # the windows stay; nobody asks anything while the vote is closed
            for screen in (tablet, hall):
                screen.run("location.assign('about:blank')")
                screen.wait("location.href === 'about:blank'")
        self.env.invalidate_all()
        vote.action_close_vote()
        self.cr.flush()
        self.cr.clear()
        with self.allow_requests(all_requests=True):
            tablet.go("/my/rada/sesja")
            self.check(tablet, "document.querySelector('.result')")
            tablet.run("location.assign('/my/rada/glosy')")
            self.check(tablet, "document.querySelector('.votes')")
            tablet.run(f"location.assign('{papers}')")
            self.check(tablet, "document.querySelector('.agenda-items')")
            hall.go(wall)
            self.check(hall, "document.querySelectorAll('.name').length === 23")
