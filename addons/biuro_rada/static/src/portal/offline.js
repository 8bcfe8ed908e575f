/** Agenda and materials for a hall without a network: keeps this page and its files in the browser. */
(function () {
    "use strict";

    const box = document.getElementById("rada-offline");
    if (!box || !("serviceWorker" in navigator) || !window.caches) {
        return;
    }
    box.hidden = false;
    const button = box.querySelector("button");
    const status = box.querySelector("[role=status]");
    const links = Array.prototype.map.call(document.querySelectorAll("a[data-material]"), function (link) {
        return link.getAttribute("href");
    });

    function keep() {
        button.disabled = true;
        status.textContent = box.getAttribute("data-working");
        const pages = [window.location.pathname, "/biuro_rada/static/src/portal/portal.css", "/biuro_rada/static/src/portal/offline.js"];
        return window.caches
            .open("biuro-rada-1")
            .then(function (cache) {
                return Promise.all(
                    pages.concat(links).map(function (path) {
                        return window.fetch(path, { credentials: "same-origin" }).then(function (response) {
                            if (!response.ok) {
                                throw new Error(path);
                            }
                            return cache.put(path, response);
                        });
                    })
                );
            })
            .then(
                function () {
                    status.textContent = box.getAttribute("data-done");
                },
                function () {
                    status.textContent = box.getAttribute("data-failed");
                    button.disabled = false;
                }
            );
    }

    navigator.serviceWorker.register("/my/rada/sw.js", { scope: "/my/rada" }).then(
        function () {
            button.addEventListener("click", keep);
            window.caches.match(window.location.pathname).then(function (kept) {
                if (kept) {
                    status.textContent = box.getAttribute("data-done");
                }
            });
        },
        function () {
            box.hidden = true;
        }
    );
    // what was kept goes with whoever logs out: the tablet may have another user tomorrow
    Array.prototype.forEach.call(document.querySelectorAll("a.out"), function (link) {
        link.addEventListener("click", function () {
            window.caches.delete("biuro-rada-1");
        });
    });
})();
