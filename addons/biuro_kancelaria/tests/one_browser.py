"""One browser for all that a test class opens: each start of Chromium, its cache empty, costs seconds."""

import threading
import time
from concurrent.futures import Future
from unittest.mock import patch

from odoo.tests import common


class KeptBrowser(common.ChromeBrowser):
    """Stays when a page is done with: what somebody left behind goes, the files of the server stay in its cache."""

    def begin(self, case, success_signal=common.DEFAULT_SUCCESS_SIGNAL, **options):
        """Become the browser of another page, maybe of another test."""
        self.test_case, self._logger, self.success_signal = case, case._logger, success_signal
        self._result, self.error_checker, self.had_failure = Future(), None, False
        width, height = (int(size) for size in case.browser_size.replace("x", ",").split(","))
        self._websocket_request("Emulation.setDeviceMetricsOverride", params={
            "mobile": False, "width": width, "height": height, "deviceScaleFactor": 1})

    def stop(self):
        """Forget who was here."""
        self.screencaster.stop()
        self._websocket_request("Page.stopLoading")
        self._websocket_request("Runtime.evaluate", params={"awaitPromise": True, "expression": """
            (async () => {
                localStorage.clear();
                sessionStorage.clear();
                for (const worker of await navigator.serviceWorker?.getRegistrations() || []) {
                    await worker.unregister();
                }
                for (const name of await window.caches?.keys() || []) {
                    await caches.delete(name);
                }
            })()"""})
        # what a page that goes away says is nobody's fault
        self._result.cancel()
        self._websocket_request("Page.navigate", params={"url": "about:blank"})
        # nobody starts from the records that somebody else has seen
        self._websocket_request("Storage.clearDataForOrigin", params={
            "origin": self.test_case.base_url(), "storageTypes": "indexeddb"})
        self._websocket_request("Network.clearBrowserCookies")

    def quit(self):
        super().stop()


class OneBrowser:
    """For an ``HttpCase`` that opens several pages or tours, one after the other."""

    _kept = None

    def browser_js(self, *args, **kwargs):
        with patch.object(common, "ChromeBrowser", self._take_browser):
            try:
                return super().browser_js(*args, **kwargs)
            except BaseException:
                self._give_up_browser()
                raise

    def _wait_remaining_requests(self, timeout=10):
        """Wait for the requests under way, not for connections that the browser holds open and asks nothing over."""
        end = time.monotonic() + timeout
        for thread in threading.enumerate():
            if thread.name.startswith("odoo.service.http.request.") and hasattr(thread, "url"):
                thread.join(max(0, end - time.monotonic()))

    def _take_browser(self, case, **options):
        cls = type(self)
        if cls._kept and cls._kept.touch != self.touch_enabled:
            self._give_up_browser()
        if cls._kept:
            cls._kept.begin(case, **options)
        else:
            cls._kept = KeptBrowser(case, **options)
            cls._kept.touch = self.touch_enabled
            cls.addClassCleanup(cls._give_up_browser)
        return cls._kept

    @classmethod
    def _give_up_browser(cls):
        browser, cls._kept = cls._kept, None
        if browser:
            browser.quit()
