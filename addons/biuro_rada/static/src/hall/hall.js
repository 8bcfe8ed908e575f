/** Screen of the hall (ES2017, no framework): what is debated, who speaks, how the council votes and with what result. */
(function () {
    "use strict";

    const root = document.getElementById("rada-hall");
    if (!root || !window.RadaLive) {
        return;
    }
    const config = JSON.parse(root.getAttribute("data-config"));
    const t = config.texts;
    const live = window.RadaLive;
    const el = live.element;
    const say = live.say;
    let state = null;
    let offset = 0;
    let drawn = "";

    function read() {
        const path = config.session ? "/rada/ekran/" + config.session + "/stan" : "/rada/ekran/stan";
        const version = state && state.version ? "?v=" + state.version : "";
        return window
            .fetch(path + version, { credentials: "omit", cache: "no-store" })
            .then(function (response) {
                if (!response.ok) {
                    throw new Error(String(response.status));
                }
                return response.json();
            });
    }

    function resultWord(vote) {
        if (vote.election && vote.state === "closed" && vote.result !== "no_quorum") {
            return vote.elected ? say(t.elected, vote.elected) : t.nobody_elected;
        }
        return t[vote.outcome] || t[vote.result] || t.counting;
    }

    function figure(kind, label, value) {
        return el("div", { class: "figure figure-" + kind }, [
            el("span", { class: "figure-value", text: String(value) }),
            el("span", { class: "figure-label", text: label }),
        ]);
    }

    function showsVote() {
        const vote = state.vote;
        if (!vote || state.view === "item") {
            return vote && vote.state !== "closed";
        }
        if (vote.state !== "closed" || state.view === "names") {
            return true;
        }
        // the result stays until somebody is given the floor after it
        return !(state.speaking && live.moment(state.speaking.started_at) > live.moment(vote.closed_at));
    }

    function drawVoting(main) {
        const vote = state.vote;
        const secret = vote.ballot === "secret";
        main.appendChild(el("p", { class: "kicker", text: say(t.vote, vote.number) + (secret ? " · " + t.secret : "") }));
        main.appendChild(el("h2", { class: "subject", text: vote.subject }));
        if (vote.state === "counting") {
            main.appendChild(el("p", { class: "big-word", text: t.counting }));
            return;
        }
        main.appendChild(
            el("p", {
                class: "big-word pulse",
                text: vote.ballot === "open_rollcall" ? t.roll_call_title : vote.ballot === "hands" ? t.by_hand : t.voting,
            })
        );
        if (secret) {
            main.appendChild(el("p", { class: "middle", text: say(t.cast_of, vote.taken, vote.cast) }));
            const names = vote.options.filter(function (one) {
                return one.kind === "candidate";
            });
            if (names.length) {
                main.appendChild(el("ul", { class: "candidates" }, names.map(function (one) {
                    return el("li", { text: one.name });
                })));
            }
            return;
        }
        if (vote.counts && !vote.hidden) {
            main.appendChild(
                el("div", { class: "figures" }, [
                    figure("yes", t.yes, vote.counts.yes),
                    figure("no", t.no, vote.counts.no),
                    figure("abstain", t.abstained, vote.counts.abstain),
                ])
            );
        } else {
            main.appendChild(el("p", { class: "meta", text: t.count_hidden }));
        }
        main.appendChild(el("p", { class: "middle", text: say(t.voted_of, vote.cast, vote.present) }));
        main.appendChild(
            el("div", { class: "meter", "aria-hidden": "true" }, [
                el("span", { style: "width:" + (vote.present ? Math.round((100 * vote.cast) / vote.present) : 0) + "%" }),
            ])
        );
    }

    function drawResult(main) {
        const vote = state.vote;
        main.appendChild(el("p", { class: "kicker", text: say(t.vote, vote.number) + " · " + t.result }));
        main.appendChild(el("h2", { class: "subject subject-small", text: vote.subject }));
        main.appendChild(el("p", { class: "verdict verdict-" + vote.result, role: "status", text: resultWord(vote) }));
        if (vote.election) {
            main.appendChild(
                el("ul", { class: "totals" }, vote.options.map(function (one) {
                    return el("li", {}, [el("span", { text: one.name }), el("strong", { text: String(one.votes) })]);
                }))
            );
            return;
        }
        if (vote.counts) {
            const counts = vote.counts;
            main.appendChild(
                el("div", { class: "figures figures-result" }, [
                    figure("yes", t.yes, counts.yes),
                    figure("no", t.no, counts.no),
                    figure("abstain", t.abstained, counts.abstain),
                    vote.ballot === "secret" ? figure("other", t.invalid, counts.invalid) : figure("other", t.not_voting, counts.not_voting),
                    vote.ballot === "secret" ? null : figure("other", t.absent, counts.absent),
                ])
            );
        }
        if (vote.names && vote.names.length) {
            drawNames(main, vote);
        }
    }

    const MARKS = { yes: "✔", no: "✘", abstain: "●", not_voting: "–", excluded: "⊘", absent: "○" };

    function drawNames(main, vote) {
        const clubs = {};
        state.seats.forEach(function (seat) {
            clubs[seat.id] = seat.club;
        });
        const groups = {};
        vote.names.forEach(function (one) {
            const club = clubs[one.id] || "";
            groups[club] = groups[club] || [];
            groups[club].push(one);
        });
        const names = Object.keys(groups).sort(function (one, other) {
            return groups[other].length - groups[one].length || one.localeCompare(other);
        });
        main.appendChild(
            el("div", { class: "clubs" }, names.map(function (club) {
                const count = function (value) {
                    return groups[club].filter(function (one) {
                        return one.value === value;
                    }).length;
                };
                return el("section", { class: "club" }, [
                    el("h3", {}, [
                        club || t.no_club,
                        el("span", { class: "club-sum", text: ["yes", "no", "abstain"].map(function (value) {
                            return MARKS[value] + count(value);
                        }).join(" ") }),
                    ]),
                    el("ul", {}, groups[club].map(function (one) {
                        return el("li", { class: "name name-" + one.value }, [
                            el("span", { class: "name-mark", "aria-hidden": "true", text: MARKS[one.value] }),
                            el("span", { text: one.name }),
                            el("span", { class: "visually-hidden", text: t[one.value === "abstain" ? "abstained" : one.value] }),
                        ]);
                    })),
                ]);
            }))
        );
    }

    function drawItem(main) {
        if (state.state !== "open") {
            main.appendChild(el("p", { class: "big-word", text: t[state.state] || t.closed }));
        }
        if (state.item) {
            main.appendChild(el("p", { class: "kicker", text: say(t.item, state.item.number) }));
            main.appendChild(el("h2", { class: "subject", text: state.item.title }));
        } else if (state.state === "open") {
            main.appendChild(el("p", { class: "middle", text: t.no_item }));
        }
        if (state.speaking) {
            main.appendChild(
                el("div", { class: "speaker" }, [
                    el("p", { class: "kicker", text: t.speaking + (state.speaking.kind === "normal" ? "" : " · " + (t[state.speaking.kind] || "")) }),
                    el("p", { class: "speaker-name", text: state.speaking.name }),
                    el("p", { class: "speaker-clock", id: "hall-clock" }),
                ])
            );
        }
        if (state.waiting && state.waiting.length) {
            main.appendChild(el("h3", { text: t.queue }));
            main.appendChild(el("ol", { class: "queue" }, state.waiting.slice(0, 6).map(function (one) {
                return el("li", { text: one.name });
            })));
        }
    }

    function draw() {
        const key = JSON.stringify(Object.assign({}, state, { version: 0, now: 0 }));
        if (key === drawn) {
            return;
        }
        drawn = key;
        const main = document.getElementById("hall-main");
        main.textContent = "";
        document.getElementById("hall-name").textContent = state.none ? "" : state.name;
        const quorum = document.getElementById("hall-quorum");
        quorum.textContent = "";
        document.body.classList.toggle("is-rehearsal", Boolean(state.rehearsal));
        if (state.none) {
            main.appendChild(el("p", { class: "big-word", text: t.none }));
            return;
        }
        quorum.appendChild(el("span", { text: say(t.present_of, state.present, state.statutory) }));
        quorum.appendChild(
            el("strong", { class: state.has_quorum ? "quorum-yes" : "quorum-no", text: state.has_quorum ? "✔ " + t.quorum : "✘ " + t.no_quorum_now })
        );
        if (state.rehearsal) {
            main.appendChild(el("p", { class: "kicker warn", text: t.rehearsal }));
        }
        if (!showsVote()) {
            drawItem(main);
        } else if (state.vote.state === "closed") {
            drawResult(main);
        } else {
            drawVoting(main);
        }
        fit(main);
    }

    /** Make the text smaller until all of it is on the screen: nobody scrolls a screen on the wall. */
    function fit(main) {
        let size = 100;
        main.style.fontSize = "100%";
        while (size > 40 && main.scrollHeight > main.clientHeight + 2) {
            size -= 4;
            main.style.fontSize = size + "%";
        }
    }

    window.setInterval(function () {
        const node = document.getElementById("hall-clock");
        if (node && state && state.speaking) {
            const spent = (Date.now() + offset - live.moment(state.speaking.started_at)) / 1000;
            const limit = state.speaking.limit_s;
            const over = limit && spent > limit;
            node.textContent = live.clock(spent) + (limit ? " / " + live.clock(limit) : "") + (over ? " – " + t.over_limit : "");
            node.className = "speaker-clock" + (over ? " over" : "");
        }
        document.getElementById("hall-time").textContent = new Date().toLocaleTimeString("pl-PL", { hour: "2-digit", minute: "2-digit" });
    }, 500);
    window.addEventListener("resize", function () {
        fit(document.getElementById("hall-main"));
    });

    const follower = live.follow({
        config: config,
        read: read,
        // of castings the bus tells now and then only
        hurry: function () {
            return Boolean(state && state.vote && state.vote.state === "open");
        },
        onMessage: function (message) {
            if (message.what === "cast") {
                return true;
            }
            // the result comes with the message of the closing: it is shown without asking
            if (message.what === "vote" && message.result && state && state.vote && state.vote.id === message.vote && state.vote.state !== "closed") {
                state = Object.assign({}, state, { vote: message.result, version: "" });
                draw();
            }
            return message.what !== "console";
        },
        onState: function (next) {
            if (next.same) {
                return;
            }
            if (next.now) {
                offset = live.moment(next.now) - Date.now();
            }
            state = next;
            if (next.id && follower) {
                follower.retarget("biuro_rada_session_" + next.id);
            }
            draw();
        },
        onLink: function (link) {
            const node = document.getElementById("hall-link");
            node.className = "link link-" + link;
            node.textContent = link === "live" ? "●" : link === "polling" ? "◐" : "○";
            node.setAttribute("title", link === "live" ? t.connected : link === "polling" ? t.polling : say(t.offline, ""));
        },
    });
})();
