/** The councillor's page of the session (ES2017, no framework): presence, voting, the floor. */
(function () {
    "use strict";

    const root = document.getElementById("rada-session");
    if (!root || !window.RadaLive) {
        return;
    }
    const config = JSON.parse(root.getAttribute("data-config"));
    const t = config.texts;
    const live = window.RadaLive;
    const el = live.element;
    const say = live.say;
    const CHOICES = [
        ["yes", "✔"],
        ["no", "✘"],
        ["abstain", "●"],
    ];
    const KEPT = "rada-vote-kept";
    const parts = {};
    ["status", "urgent", "alert", "head", "vote", "presence", "floor", "agenda", "link"].forEach(function (name) {
        parts[name] = document.getElementById("rada-" + name);
    });
    let state = null;
    let pending = null; // what was pressed and is not taken down yet
    let pressed = null; // the vote it was pressed in, kept over a reload
    let sending = false;
    let confirming = null; // option of a secret ballot waiting for "yes, cast it"
    let offset = 0; // clock of the server less ours
    let announced = "";
    let drawn = {};

    // what must outlive a reload; some old browsers forbid storage
    const store = {
        get: function (key) {
            try {
                return window.sessionStorage.getItem(key);
            } catch (error) {
                return null;
            }
        },
        set: function (key, value) {
            try {
                if (value === null) {
                    window.sessionStorage.removeItem(key);
                } else {
                    window.sessionStorage.setItem(key, value);
                }
            } catch (error) {
                // nothing can be done
            }
        },
    };

    function deviceMark() {
        let mark = store.get("rada-device");
        if (!mark) {
            mark = String(Math.random()).slice(2) + Date.now();
            store.set("rada-device", mark);
        }
        return mark;
    }

    function deviceKind() {
        const width = Math.min(window.screen.width, window.screen.height);
        const touch = "ontouchstart" in window || navigator.maxTouchPoints > 0;
        return !touch ? "computer" : width < 600 ? "phone" : "tablet";
    }

    function read() {
        return live
            .call("/my/rada/sesja/stan", {
                device: deviceMark(),
                kind: deviceKind(),
                version: state && !pending ? state.version : null,
            })
            .catch(function (error) {
                if (error.expired) {
                    parts.alert.textContent = t.login_again;
                    window.location.href = "/web/login?redirect=/my/rada/sesja";
                }
                throw error;
            });
    }

    function announce(text, urgent) {
        const key = text + (urgent ? "!" : "");
        if (text && key !== announced) {
            announced = key;
            (urgent ? parts.urgent : parts.status).textContent = text;
        }
    }

    function refusal(answer) {
        if (answer && answer.refused) {
            parts.alert.textContent = answer.message;
            return true;
        }
        parts.alert.textContent = "";
        return false;
    }

    function act(path, params) {
        return live
            .call(path, params)
            .then(
                function (answer) {
                    refusal(answer);
                    return answer;
                },
                function () {
                    parts.alert.textContent = say(t.offline, time(new Date()));
                    return null;
                }
            )
            .then(function (answer) {
                state = state && Object.assign({}, state, { version: "" });
                follower.read();
                return answer;
            });
    }

    function time(date) {
        return date.toLocaleTimeString("pl-PL", { hour: "2-digit", minute: "2-digit" });
    }

    // ---- drawing: each part is drawn again only when what it shows changed, so that nothing is pressed under the finger

    function draw(name, content, build) {
        const key = JSON.stringify(content);
        if (drawn[name] === key) {
            return;
        }
        drawn[name] = key;
        const focused = parts[name].contains(document.activeElement) && document.activeElement.getAttribute("data-key");
        parts[name].textContent = "";
        build(parts[name]);
        if (focused) {
            const again = parts[name].querySelector('[data-key="' + focused + '"]');
            if (again) {
                again.focus();
            }
        }
    }

    function drawAll() {
        if (!state) {
            return;
        }
        if (state.none) {
            draw("head", "none", function (node) {
                node.appendChild(el("p", { class: "empty", text: t.none }));
            });
            ["vote", "presence", "floor", "agenda"].forEach(function (name) {
                draw(name, "", function () {});
            });
            return;
        }
        drawHead();
        drawVote();
        drawPresence();
        drawFloor();
        drawAgenda();
    }

    function drawHead() {
        const shown = [state.name, state.state, state.item, state.present, state.statutory, state.has_quorum, state.rehearsal];
        draw("head", shown, function (node) {
            if (state.rehearsal) {
                node.appendChild(el("p", { class: "rehearsal" }, [el("strong", { text: t.rehearsal })]));
                node.appendChild(el("p", { text: t.rehearsal_hint }));
            }
            node.appendChild(el("p", { class: "meta", text: state.name }));
            if (t[state.state] && state.state !== "open") {
                node.appendChild(el("p", { class: "notice", text: t[state.state] }));
            }
            if (state.item) {
                node.appendChild(
                    el("h2", { class: "item" }, [
                        el("span", { class: "meta", text: say(t.item, state.item.number) }),
                        state.item.title,
                    ])
                );
            }
            node.appendChild(
                el("p", { class: "meta" }, [
                    say(t.present_of, state.present, state.statutory) + " · ",
                    el("strong", { text: state.has_quorum ? t.quorum : t.no_quorum_now }),
                ])
            );
        });
    }

    function drawVote() {
        const vote = state.vote;
        const me = state.me;
        const shown = [
            vote && [vote.id, vote.state, vote.subject, vote.ballot, vote.result, vote.outcome, vote.options, vote.elected],
            vote && vote.state === "closed" ? vote.counts : null,
            me.value, me.may_vote, me.taken, me.source, me.why, pending, sending, confirming,
        ];
        draw("vote", shown, function (node) {
            if (!vote) {
                return;
            }
            const open = vote.state === "open";
            const box = el("section", { class: "voting" + (open ? " voting-open" : ""), "aria-labelledby": "vote-title" });
            node.appendChild(box);
            box.appendChild(
                el("h2", { id: "vote-title" }, [
                    el("span", { class: "meta", text: (open ? t.vote_open : say(t.vote, vote.number)) + (vote.ballot === "secret" ? " · " + t.secret : "") }),
                    vote.subject,
                ])
            );
            if (!open) {
                drawResult(box, vote);
            } else if (!me.may_vote) {
                box.appendChild(el("p", { class: "notice", text: t["why_" + (me.why || "not_present")] || "" }));
            } else if (vote.ballot === "secret") {
                drawSecret(box, vote, me);
            } else if (vote.ballot === "hands") {
                box.appendChild(el("p", { class: "notice", text: t.by_hand }));
            } else {
                if (vote.ballot === "open_rollcall") {
                    box.appendChild(el("p", { class: "notice", text: t.roll_call }));
                }
                drawChoices(box, vote, me);
            }
        });
        if (vote && vote.state === "open") {
            announce(t.vote_open + ": " + vote.subject, true);
        } else if (vote && vote.state === "closed") {
            announce(say(t.vote, vote.number) + ": " + resultWord(vote));
        }
    }

    function drawChoices(box, vote, me) {
        if (vote.ballot !== "open_rollcall") {
            const group = el("div", { class: "choices", role: "group", "aria-label": t.voting });
            CHOICES.forEach(function (choice) {
                const chosen = (pending || me.value) === choice[0];
                group.appendChild(
                    el(
                        "button",
                        {
                            type: "button",
                            class: "choice choice-" + choice[0] + (chosen ? " chosen" : ""),
                            "aria-pressed": chosen ? "true" : "false",
                            "data-key": choice[0],
                            onclick: function () {
                                cast(vote, choice[0]);
                            },
                        },
                        [
                            el("span", { class: "choice-icon", "aria-hidden": "true", text: choice[1] }),
                            el("span", { text: t[choice[0]] }),
                        ]
                    )
                );
            });
            box.appendChild(group);
        }
        let text = t.not_yet;
        if (pending) {
            text = sending ? t.sending : t.vote_kept;
        } else if (me.value) {
            text = say(t.your_vote, t[me.value]) + ". " + (me.source === "rollcall" ? t.by_office : t.accepted);
        }
        box.appendChild(
            el("p", { class: "receipt" + (me.value && !pending ? " receipt-ok" : ""), role: "status", text: text })
        );
    }

    // a vote that was pressed is kept until the server answers: where there is no network it waits, over a reload too

    function kept() {
        const text = store.get(KEPT);
        return text ? JSON.parse(text) : null;
    }

    function keep(one) {
        store.set(KEPT, one ? JSON.stringify(one) : null);
        pending = one ? one.choice : null;
        pressed = one;
    }

    function cast(vote, choice) {
        keep({ vote: vote.id, choice: choice, me: state.me.id });
        send();
    }

    function send() {
        const one = pressed;
        if (sending || !one) {
            return;
        }
        sending = true;
        drawAll();
        live.call("/my/rada/sesja/glos", { vote: one.vote, choice: one.choice })
            .then(
                function (answer) {
                    const changed = pressed !== one; // another button meanwhile: it goes next
                    if (!changed) {
                        keep(null);
                    }
                    if (!refusal(answer) && state.me) {
                        state.me.value = answer.choice;
                        state.me.source = "device";
                        announce(say(t.your_vote, t[answer.choice]));
                    }
                    return changed;
                },
                function () {
                    return false;
                }
            )
            .then(function (changed) {
                sending = false;
                state = Object.assign({}, state, { version: "" });
                drawAll();
                if (changed) {
                    send();
                } else {
                    follower.read();
                }
            });
    }

    /** The server is there again: send what waits, once, unless it got there or the vote is over. */
    function sendWaiting() {
        const one = pressed;
        if (!one || sending) {
            return;
        }
        const vote = state.vote;
        if (state.me && state.me.id !== one.me) {
            keep(null);
        } else if (!vote || vote.id !== one.vote || vote.state !== "open") {
            keep(null);
            parts.alert.textContent = say(t.vote_lost, t[one.choice]);
        } else if (state.me.value === one.choice) {
            keep(null);
        } else {
            send();
        }
    }

    function drawSecret(box, vote, me) {
        const key = "rada-paper-" + vote.id;
        const kept = store.get(key);
        if (vote.on_paper) {
            box.appendChild(el("p", { class: "notice", text: t.on_paper }));
            return;
        }
        if (kept === "cast") {
            box.appendChild(el("p", { class: "receipt receipt-ok", role: "status", text: t.cast_done }));
            return;
        }
        if (!kept && me.taken) {
            box.appendChild(el("p", { class: "notice", text: t.paper_lost }));
            return;
        }
        box.appendChild(el("p", { class: "hint", text: t.secret_hint }));
        if (!kept) {
            box.appendChild(
                el("button", {
                    type: "button",
                    class: "big",
                    "data-key": "take",
                    text: t.take,
                    onclick: function () {
                        act("/my/rada/sesja/karta", { vote: vote.id }).then(function (paper) {
                            if (paper && paper.token) {
                                store.set(key, JSON.stringify(paper));
                                drawn.vote = "";
                                drawAll();
                            }
                        });
                    },
                })
            );
            return;
        }
        const paper = JSON.parse(kept);
        if (confirming !== null) {
            const option = paper.options.filter(function (one) {
                return one.id === confirming;
            })[0];
            box.appendChild(el("p", { class: "notice", role: "alert", text: say(t.confirm_cast, option.name) }));
            box.appendChild(
                el("div", { class: "confirm" }, [
                    el("button", {
                        type: "button",
                        class: "big",
                        "data-key": "confirm",
                        text: t.confirm,
                        onclick: function () {
                            castSecret(vote, paper, option.id, key);
                        },
                    }),
                    el("button", {
                        type: "button",
                        class: "big light",
                        text: t.back,
                        onclick: function () {
                            confirming = null;
                            drawAll();
                        },
                    }),
                ])
            );
            return;
        }
        box.appendChild(el("p", {}, [el("strong", { text: t.mark_one })]));
        const list = el("div", { class: "options" });
        paper.options.forEach(function (option) {
            list.appendChild(
                el("button", {
                    type: "button",
                    class: "big light option",
                    "data-key": "option" + option.id,
                    text: option.name,
                    onclick: function () {
                        confirming = option.id;
                        drawAll();
                    },
                })
            );
        });
        box.appendChild(list);
    }

    /** The paper goes to the box without a cookie: nothing tells whose it is. */
    function castSecret(vote, paper, option, key) {
        confirming = null;
        pending = "secret";
        drawAll();
        live.call("/rada/urna", { vote: vote.id, token: paper.token, option: option }, true)
            .then(function (answer) {
                if (!refusal(answer) || answer.refused === "already_cast") {
                    store.set(key, "cast");
                    announce(t.cast_done);
                }
            })
            .catch(function () {
                // the paper is still in the hand: it may be cast again, the box takes it once
                parts.alert.textContent = say(t.offline, time(new Date()));
            })
            .then(function () {
                pending = null;
                drawn.vote = "";
                drawAll();
            });
    }

    function resultWord(vote) {
        if (vote.election && vote.state === "closed" && vote.result !== "no_quorum") {
            return vote.elected ? say(t.elected, vote.elected) : t.nobody_elected;
        }
        return t[vote.outcome] || t[vote.result] || t.counting;
    }

    function drawResult(box, vote) {
        box.appendChild(el("p", { class: "result result-" + vote.result, text: resultWord(vote) }));
        if (vote.counts && !vote.election) {
            box.appendChild(
                el("p", {
                    class: "counts",
                    text: [
                        t.yes + " " + vote.counts.yes,
                        t.no + " " + vote.counts.no,
                        t.abstained + " " + vote.counts.abstain,
                    ].join(" · "),
                })
            );
        }
        (vote.options || []).forEach(function (option) {
            if (vote.state === "closed" && vote.election) {
                box.appendChild(el("p", { text: option.name + ": " + option.votes }));
            }
        });
        const mine = (vote.names || []).filter(function (one) {
            return one.id === state.me.id;
        })[0];
        if (mine) {
            box.appendChild(el("p", { text: say(t.your_vote, t[mine.value === "abstain" ? "abstained" : mine.value]) }));
        }
        const steps = (vote.reasons || []).filter(function (one) {
            return one.text;
        });
        if (steps.length) {
            box.appendChild(
                el("details", {}, [
                    el("summary", { text: t.why }),
                    el("ul", {}, steps.map(function (one) {
                        return el("li", { text: one.text + (one.article ? " (" + one.article + ")" : "") });
                    })),
                ])
            );
        }
    }

    function drawPresence() {
        draw("presence", [state.me.present, state.me.may_check], function (node) {
            if (!state.me.may_check) {
                return;
            }
            node.appendChild(
                el("div", { class: "row" }, [
                    el("p", { class: "state " + (state.me.present ? "state-in" : "state-out") }, [
                        el("span", { "aria-hidden": "true", text: state.me.present ? "✔ " : "○ " }),
                        state.me.present ? t.present : t.absent_now,
                    ]),
                    el("button", {
                        type: "button",
                        class: state.me.present ? "light" : "big",
                        "data-key": "presence",
                        text: state.me.present ? t.leave : t.come,
                        onclick: function () {
                            if (state.me.present && !window.confirm(t.leave_sure)) {
                                return;
                            }
                            act("/my/rada/sesja/obecnosc", { session: state.id, present: !state.me.present });
                        },
                    }),
                ])
            );
        });
    }

    function drawFloor() {
        const mine = state.waiting.filter(function (one) {
            return one.councillor === state.me.id;
        });
        const shown = [state.speaking, state.waiting, state.me.present, Boolean(state.item), state.rehearsal, state.state];
        draw("floor", shown, function (node) {
            if (!state.item || state.rehearsal || state.state !== "open") {
                return;
            }
            node.appendChild(el("h2", { text: t.queue }));
            if (state.speaking) {
                node.appendChild(
                    el("p", { class: "speaking" }, [
                        el("strong", { text: state.speaking.councillor === state.me.id ? t.you_speak : t.speaking }),
                        " " + state.speaking.name + " ",
                        el("span", { class: "clock", id: "rada-clock" }),
                    ])
                );
            }
            if (state.waiting.length) {
                node.appendChild(
                    el("ol", { class: "queue" }, state.waiting.map(function (one) {
                        return el("li", { class: one.councillor === state.me.id ? "mine" : null }, [
                            one.name + (one.kind === "normal" ? "" : " (" + (t[one.kind] || "") + ")"),
                        ]);
                    }))
                );
            } else if (!state.speaking) {
                node.appendChild(el("p", { class: "meta", text: t.nobody }));
            }
            if (mine.length) {
                node.appendChild(el("p", { class: "done", text: say(t.hand_up, mine[0].position) }));
                node.appendChild(
                    el("button", {
                        type: "button",
                        class: "light",
                        "data-key": "lower",
                        text: t.lower,
                        onclick: function () {
                            act("/my/rada/sesja/mowca", { session: state.id, up: false });
                        },
                    })
                );
            } else {
                const buttons = [["normal", t.hand, ""], ["ad_vocem", t.ad_vocem, "light"], ["formal_motion", t.formal_motion, "light"]];
                node.appendChild(
                    el("div", { class: "row" }, buttons.map(function (one) {
                        return el("button", {
                            type: "button",
                            class: one[2],
                            "data-key": one[0],
                            disabled: !state.me.present,
                            text: one[1],
                            onclick: function () {
                                act("/my/rada/sesja/mowca", { session: state.id, up: true, kind: one[0] });
                            },
                        });
                    }))
                );
            }
        });
    }

    function drawAgenda() {
        draw("agenda", [state.agenda, state.item], function (node) {
            if (state.rehearsal || !state.agenda.length) {
                return;
            }
            node.appendChild(
                el("details", {}, [
                    el("summary", { text: t.agenda }),
                    el("ol", { class: "agenda" }, state.agenda.map(function (item) {
                        const current = state.item && state.item.id === item.id;
                        return el("li", { class: "agenda-" + item.status, "aria-current": current ? "step" : null }, [
                            el("span", { class: "number", text: item.number }),
                            el("span", {}, [
                                item.title,
                                current ? el("strong", { class: "tag", text: t.current }) : null,
                                item.status === "done" ? el("span", { class: "meta", text: " ✔ " + t.done }) : null,
                            ]),
                        ]);
                    })),
                    el("p", {}, [el("a", { class: "button light", href: "/my/rada/porzadek/" + state.id, text: t.agenda })]),
                ])
            );
        });
    }

    window.setInterval(function () {
        const node = document.getElementById("rada-clock");
        if (node && state && state.speaking) {
            const spent = (Date.now() + offset - live.moment(state.speaking.started_at)) / 1000;
            const limit = state.speaking.limit_s;
            node.textContent = live.clock(spent) + (limit ? " / " + live.clock(limit) : "");
            node.className = "clock" + (limit && spent > limit ? " over" : "");
        }
    }, 500);

    let lastState = new Date();
    keep(kept());
    const follower = live.follow({
        config: config,
        read: read,
        onMessage: function (message) {
            // that somebody voted changes nothing here: 23 devices do not ask each time one of them casts
            return message.what !== "cast" && message.what !== "console" && message.what !== "hall";
        },
        onState: function (next) {
            lastState = new Date();
            if (next.refused) {
                parts.alert.textContent = next.message;
                return;
            }
            if (next.same) {
                return;
            }
            if (next.now) {
                offset = live.moment(next.now) - Date.now();
            }
            if (state && next.vote && state.vote && next.vote.id !== state.vote.id) {
                confirming = null;
            }
            state = next;
            if (next.id) {
                follower && follower.retarget("biuro_rada_session_" + next.id);
            }
            sendWaiting();
            drawAll();
        },
        onLink: function (link) {
            parts.link.className = "link link-" + link;
            parts.link.textContent =
                link === "live" ? t.connected : link === "polling" ? t.polling : say(t.offline, time(lastState));
        },
    });
})();
