/** Keeps agendas and materials that a councillor opened, so that they can be read where there is no network. */
"use strict";

const CACHE = "biuro-rada-1";
const KEPT = /^\/my\/rada\/(porzadek|material)\/|^\/biuro_rada\/static\/src\/portal\//;

self.addEventListener("install", function () {
    self.skipWaiting();
});

self.addEventListener("activate", function (event) {
    event.waitUntil(
        caches.keys().then(function (names) {
            return Promise.all(
                names
                    .filter(function (name) {
                        return name.startsWith("biuro-rada-") && name !== CACHE;
                    })
                    .map(function (name) {
                        return caches.delete(name);
                    })
            );
        }).then(function () {
            return self.clients.claim();
        })
    );
});

self.addEventListener("fetch", function (event) {
    const url = new URL(event.request.url);
    if (event.request.method !== "GET" || url.origin !== self.location.origin || !KEPT.test(url.pathname)) {
        return;
    }
    // the network first; what was kept where there is none
    event.respondWith(
        fetch(event.request)
            .then(function (response) {
                if (response.ok && !response.redirected) {
                    const copy = response.clone();
                    caches.open(CACHE).then(function (cache) {
                        cache.put(url.pathname, copy);
                    });
                }
                return response;
            })
            .catch(function () {
                return caches.match(url.pathname).then(function (kept) {
                    return kept || Response.error();
                });
            })
    );
});
