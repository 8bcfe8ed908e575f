/**
 * Live connection of a screen without a framework (ES2017: it runs on old tablets): a websocket of the platform's bus,
 * and asking again from time to time, more often when the websocket is silent. The state is always read whole.
 */
(function () {
    "use strict";

    function element(tag, attributes, children) {
        const node = document.createElement(tag);
        Object.keys(attributes || {}).forEach(function (name) {
            const value = attributes[name];
            if (value === null || value === undefined || value === false) {
                return;
            }
            if (name === "onclick") {
                node.addEventListener("click", value);
            } else if (name === "text") {
                node.textContent = value;
            } else {
                node.setAttribute(name, value === true ? "" : value);
            }
        });
        (children || []).forEach(function (child) {
            if (child !== null && child !== undefined && child !== false) {
                node.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
            }
        });
        return node;
    }

    /** Put words into a sentence: "%s of %s". */
    function say(text) {
        let index = 0;
        const words = Array.prototype.slice.call(arguments, 1);
        return String(text || "").replace(/%s/g, function () {
            const word = words[index];
            index += 1;
            return word === undefined ? "" : String(word);
        });
    }

    /** A moment of the server ("YYYY-MM-DD HH:MM:SS", UTC) as milliseconds. */
    function moment(value) {
        return value ? Date.parse(value.replace(" ", "T") + "Z") : 0;
    }

    function clock(seconds) {
        const whole = Math.max(Math.floor(seconds), 0);
        return Math.floor(whole / 60) + ":" + String(whole % 60).padStart(2, "0");
    }

    /**
     * @param {Object} options
     * @param {Object} options.config as the server gave it: channel, websocket, poll, slow_poll
     * @param {Function} options.read returns a promise of the state; called one at a time
     * @param {Function} options.onState called with each new state
     * @param {Function} [options.onMessage] called with each message of the bus; false keeps the state as it is
     * @param {Function} [options.hurry] tells whether to ask often although the bus is there
     * @param {Function} [options.onLink] called with "live", "polling" or "offline"
     */
    function follow(options) {
        const config = options.config;
        let socket = null;
        let live = false;
        let tries = 0;
        let reading = false;
        let again = false;
        let lastRead = 0;
        let link = "";
        let failed = 0;
        let channel = config.channel;

        function tell(state) {
            if (state !== link) {
                link = state;
                if (options.onLink) {
                    options.onLink(state);
                }
            }
        }

        function read() {
            if (reading) {
                again = true;
                return;
            }
            reading = true;
            again = false;
            options.read().then(
                function (state) {
                    failed = 0;
                    lastRead = Date.now();
                    tell(live ? "live" : "polling");
                    options.onState(state);
                },
                function () {
                    failed += 1;
                    if (failed > 1) {
                        tell("offline");
                    }
                }
            ).then(function () {
                reading = false;
                if (again) {
                    window.setTimeout(read, 150);
                }
            });
        }

        let waiting = 0;
        function readSoon(spread) {
            if (!waiting) {
                waiting = window.setTimeout(function () {
                    waiting = 0;
                    read();
                }, 30 + Math.random() * (spread || 0));
            }
        }

        function open() {
            if (!window.WebSocket || !channel) {
                return;
            }
            const scheme = window.location.protocol === "https:" ? "wss://" : "ws://";
            try {
                socket = new WebSocket(scheme + window.location.host + "/websocket?version=" + config.websocket);
            } catch (error) {
                return;
            }
            socket.onopen = function () {
                tries = 0;
                live = true;
                socket.send(JSON.stringify({ event_name: "subscribe", data: { channels: [channel], last: 0 } }));
                tell("live");
                readSoon(300);
            };
            socket.onmessage = function (event) {
                let messages;
                try {
                    messages = JSON.parse(event.data);
                } catch (error) {
                    return;
                }
                let wanted = false;
                (Array.isArray(messages) ? messages : []).forEach(function (one) {
                    const message = one.message || {};
                    if (message.type === "biuro_rada_live") {
                        if (!options.onMessage || options.onMessage(message.payload) !== false) {
                            wanted = true;
                        }
                    }
                });
                if (wanted) {
                    readSoon(config.spread || 250);
                }
            };
            socket.onclose = function () {
                live = false;
                tries += 1;
                if (link === "live") {
                    tell("polling");
                }
                readSoon(500);
                window.setTimeout(open, Math.min(1000 * tries, 8000) + Math.random() * 1000);
            };
        }

        window.setInterval(function () {
            const hurry = options.hurry && options.hurry();
            const wait = live && !hurry ? config.slow_poll : config.poll;
            if (Date.now() - lastRead >= wait && !document.hidden) {
                read();
            }
        }, Math.min(config.poll, 1000));
        window.setInterval(function () {
            if (live && socket.readyState === 1) {
                socket.send(new Uint8Array([0]));
            }
        }, 45000);
        document.addEventListener("visibilitychange", function () {
            if (!document.hidden) {
                read();
            }
        });
        window.addEventListener("online", read);
        window.addEventListener("offline", function () {
            tell("offline");
        });
        read();
        open();
        return {
            read: read,
            retarget: function (next) {
                if (next && next !== channel) {
                    channel = next;
                    if (socket && socket.readyState === 1) {
                        socket.send(
                            JSON.stringify({ event_name: "subscribe", data: { channels: [channel], last: 0 } })
                        );
                    } else if (!socket) {
                        open();
                    }
                }
            },
        };
    }

    /** Call a verb of the server; the promise gives its answer, or fails when the server is not reached. */
    function call(path, params, anonymous) {
        return window
            .fetch(path, {
                method: "POST",
                headers: { "Content-Type": "application/json" },
                credentials: anonymous ? "omit" : "same-origin",
                cache: "no-store",
                body: JSON.stringify({ jsonrpc: "2.0", method: "call", params: params || {} }),
            })
            .then(function (response) {
                if (!response.ok) {
                    throw new Error(String(response.status));
                }
                return response.json();
            })
            .then(function (answer) {
                if (answer.error) {
                    const error = new Error((answer.error.data && answer.error.data.message) || answer.error.message);
                    error.expired = answer.error.code === 100;
                    throw error;
                }
                return answer.result;
            });
    }

    window.RadaLive = { follow: follow, call: call, element: element, say: say, moment: moment, clock: clock };
})();
