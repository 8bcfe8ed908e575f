"""A small driver of Chromium over its debugging protocol, for pictures and for tests from outside."""

import base64
import itertools
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.request

import websocket

NAMES = ("google-chrome", "chromium", "chromium-browser", "google-chrome-stable")


class BrowserError(Exception):
    """What was waited for did not come, or the page logged an error."""


class Browser:
    """One window of headless Chromium in Polish.

    :param str url: address of the server, without a slash at the end
    :param tuple size: width and height of the window in pixels
    """

    def __init__(self, url, size=(1440, 900), program=None):
        self.url = url
        self.errors = []
        self._ids = itertools.count(1)
        self._home = tempfile.mkdtemp(prefix="biuro-browser-")
        program = program or os.environ.get("BIURO_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
        if not program:
            raise BrowserError("no Chromium is installed: apt-get install chromium")
        self._process = subprocess.Popen(
            [
                program,
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-extensions",
                "--no-first-run",
                "--no-default-browser-check",
                "--hide-scrollbars",
                "--lang=pl-PL",
                "--accept-lang=pl-PL,pl",
                "--force-prefers-reduced-motion",
                "--remote-debugging-port=0",
                "--remote-allow-origins=*",
                f"--window-size={size[0]},{size[1]}",
                f"--user-data-dir={self._home}",
                "about:blank",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "TZ": "Europe/Warsaw", "HOME": self._home},
        )
        try:
            self._connect(size)
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_exc):
        self.close()

    def _connect(self, size):
        port_file = os.path.join(self._home, "DevToolsActivePort")
        self._until(lambda: os.path.exists(port_file) and os.path.getsize(port_file), 30, "Chromium did not start")
        with open(port_file) as lines:
            port = lines.readline().strip()
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        pages = json.load(opener.open(f"http://127.0.0.1:{port}/json/list", timeout=20))
        page = next(p for p in pages if p["type"] == "page")
        self._socket = websocket.create_connection(page["webSocketDebuggerUrl"], timeout=60, enable_multithread=False)
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.call(
            "Emulation.setDeviceMetricsOverride", width=size[0], height=size[1], deviceScaleFactor=1, mobile=False
        )

    def call(self, method, **params):
        """Send one command and return its result; events that come meanwhile are looked at."""
        number = next(self._ids)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv())
            if message.get("id") == number:
                if "error" in message:
                    raise BrowserError(f"{method}: {message['error'].get('message')}")
                return message["result"]
            self._event(message)

    def _event(self, message):
        params = message.get("params", {})
        match message.get("method"):
            case "Runtime.exceptionThrown":
                details = params["exceptionDetails"]
                self.errors.append(details.get("exception", {}).get("description") or details.get("text"))
            case "Runtime.consoleAPICalled" if params["type"] == "error":
                self.errors.append(" ".join(str(a.get("value", a.get("description", ""))) for a in params["args"]))
            case "Network.responseReceived" if params["response"]["status"] >= 500:
                self.errors.append(f"{params['response']['status']} {params['response']['url']}")

    def js(self, expression):
        """Evaluate an expression (a promise is awaited) and return its plain value."""
        result = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            details = result["exceptionDetails"]
            raise BrowserError(details.get("exception", {}).get("description") or details["text"])
        return result["result"].get("value")

    def _until(self, check, seconds, complaint):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = check()
            if found:
                return found
            time.sleep(0.1)
        raise BrowserError(complaint)

    def wait(self, selector, seconds=30):
        """Wait until an element is there and visible."""
        quoted = json.dumps(selector)
        visible = f"!!document.querySelector({quoted})?.getClientRects().length"
        self._until(lambda: self._quietly(visible), seconds, f"{selector} did not appear at {self.path()}")

    def _quietly(self, expression):
        # while a page changes its script context goes away
        try:
            return self.js(expression)
        except BrowserError:
            return None

    def settle(self, seconds=30):
        """Wait until the page is loaded, nothing is loading inside, and fonts and pictures are there."""
        self._until(
            lambda: self._quietly(
                "document.readyState === 'complete' && !document.querySelector('.o_loading, .o_blockUI, .o_spinner')"
                " && [...document.images].every(i => i.complete)"
            ),
            seconds,
            f"the page {self.path()} does not come to rest",
        )
        self._quietly("document.fonts.ready.then(() => true)")
        time.sleep(0.4)

    def path(self):
        return self._quietly("location.pathname + location.search") or "?"

    def open(self, path, wait=None):
        """Go to a path of the server and wait for the page."""
        self.call("Page.navigate", url=self.url + path)
        time.sleep(0.2)
        self.settle()
        if wait:
            self.wait(wait)
            self.settle()

    def login(self, login, password=None):
        """Log in as this user; somebody else is logged out first. Demo passwords are the login."""
        # the page of the former user must not ask for anything while the cookies go
        self.call("Page.navigate", url="about:blank")
        self._until(lambda: self._quietly("location.href") == "about:blank", 10, "the window does not empty itself")
        self.call("Network.clearBrowserCookies")
        self.call("Storage.clearDataForOrigin", origin=self.url, storageTypes="local_storage,indexeddb,cache_storage")
        self.open("/web/login", "input[name=login]")
        self.js(
            "(() => { const f = document.querySelector('form.oe_login_form');"
            f"f.querySelector('[name=login]').value = {json.dumps(login)};"
            f"f.querySelector('[name=password]').value = {json.dumps(password or login)};"
            "f.querySelector('button[type=submit]').click(); })()"
        )
        self._until(lambda: not self.path().startswith("/web/login"), 30, f"{login} cannot log in")
        self.settle()

    def click(self, selector):
        self.wait(selector)
        self.js(f"document.querySelector({json.dumps(selector)}).click()")
        self.settle()

    def type(self, selector, text):
        """Put the cursor into a field and type as from the keyboard."""
        self.wait(selector)
        self.js(f"(e => {{ e.focus(); e.select?.(); }})(document.querySelector({json.dumps(selector)}))")
        self.call("Input.insertText", text=text)
        time.sleep(0.3)

    def press(self, key):
        """Press one key: Enter, Tab, Escape."""
        codes = {"Enter": 13, "Tab": 9, "Escape": 27}
        event = {"key": key, "code": key, "windowsVirtualKeyCode": codes[key]}
        if key == "Enter":
            event["text"] = "\r"
        self.call("Input.dispatchKeyEvent", type="keyDown", **event)
        self.call("Input.dispatchKeyEvent", type="keyUp", **{k: v for k, v in event.items() if k != "text"})
        self.settle()

    def picture(self):
        """The window as PNG bytes."""
        return base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])

    def close(self):
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
        shutil.rmtree(self._home, ignore_errors=True)
