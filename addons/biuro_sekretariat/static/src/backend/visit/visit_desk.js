import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { Component, onMounted, onWillStart, onWillUnmount, useExternalListener, useRef, useState } from "@odoo/owl";

const { DateTime } = luxon;
const CHANNEL = "biuro_sekretariat.visits";
const FRESH_FOR = 60 * 1000;
const STEPS = {
    confirmed: [
        ["action_arrive", "a", () => _t("Arrived")],
        ["action_no_show", "x", () => _t("Did not come")],
    ],
    requested: [],
    arrived: [
        ["action_start", "s", () => _t("Goes in")],
        ["action_back", "z", () => _t("Take back")],
    ],
    in_meeting: [
        ["action_finish", "k", () => _t("End the visit")],
        ["action_back", "z", () => _t("Take back")],
    ],
    no_show: [["action_back", "z", () => _t("Take back")]],
    done: [["action_back", "z", () => _t("Take back")]],
    redirected: [],
};

function plain(text) {
    return text
        .toLowerCase()
        .normalize("NFD")
        .replace(/[\u0300-\u036f]/g, "")
        .replaceAll("ł", "l");
}

/** Reception desk: the visitors of the day, one column per host; lives by the bus, works by the keyboard. */
export class VisitDesk extends Component {
    static template = "biuro_sekretariat.VisitDesk";
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.busService = useService("bus_service");
        this.notification = useService("notification");
        this.search = useRef("search");
        this.root = useRef("root");
        this.state = useState({ day: "", today: "", hosts: [], can_write: false, text: "", said: "" });
        this.env.config.setDisplayName(_t("Reception Desk"));
        onWillStart(() => this.load());
        onMounted(() => this.search.el?.focus());
        useExternalListener(document, "visibilitychange", () => this.refresh());
        const told = ({ days }) => days.includes(this.state.day) && this.load();
        this.busService.subscribe(CHANNEL, told);
        onWillUnmount(() => this.busService.unsubscribe(CHANNEL, told));
    }

    async load(day = this.state.day) {
        this.show(await this.orm.call("biuro.sekretariat.visit.desk", "get_day", [], { day: day || false }));
    }

    show(answer) {
        Object.assign(this.state, answer);
        this.loadedAt = Date.now();
    }

    refresh(always = false) {
        if (document.visibilityState === "visible" && (always || Date.now() - this.loadedAt > FRESH_FOR)) {
            return this.load();
        }
    }

    get title() {
        return DateTime.fromISO(this.state.day).toLocaleString({
            weekday: "long", day: "numeric", month: "long", year: "numeric",
        });
    }

    get hosts() {
        const words = plain(this.state.text).split(/\s+/).filter(Boolean);
        const fits = (visit) => words.every((word) => plain(`${visit.name} ${visit.ref}`).includes(word));
        return this.state.hosts.map((host) => ({ ...host, visits: host.visits.filter(fits) }));
    }

    get counts() {
        const visits = this.state.hosts.flatMap((host) => host.visits);
        const count = (...states) => visits.filter((visit) => states.includes(visit.state)).length;
        return [
            { key: "confirmed", label: _t("expected"), count: count("confirmed") },
            { key: "arrived", label: _t("waiting"), count: count("arrived") },
            { key: "in_meeting", label: _t("in a meeting"), count: count("in_meeting") },
            { key: "done", label: _t("finished"), count: count("done") },
        ];
    }

    stateLabel(visit) {
        return {
            requested: _t("To confirm"),
            confirmed: visit.late ? _t("Behind time") : _t("Expected"),
            arrived: _t("Waiting since %s", visit.since),
            in_meeting: _t("In a meeting since %s", visit.since),
            done: _t("Ended at %s", visit.since),
            no_show: _t("Did not come"),
            redirected: _t("Redirected"),
        }[visit.state];
    }

    steps(visit) {
        return this.state.can_write && this.state.day === this.state.today ? STEPS[visit.state] : [];
    }

    async step(visit, verb) {
        this.show(
            await this.orm.call("biuro.sekretariat.visit.desk", "step", [visit.id, verb], { day: this.state.day })
        );
        const moved = this.state.hosts.flatMap((host) => host.visits).find((other) => other.id === visit.id);
        this.state.said = moved ? `${moved.name}: ${this.stateLabel(moved)}` : "";
        requestAnimationFrame(() => this.root.el?.querySelector(`[data-visit="${visit.id}"]`)?.focus());
    }

    move(days) {
        return this.load(DateTime.fromISO(this.state.day).plus({ days }).toISODate());
    }

    open(visit) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "biuro.sekretariat.visit",
            res_id: visit.id,
            views: [[false, "form"]],
        });
    }

    book(host, slot) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: _t("New visit"),
            res_model: "biuro.sekretariat.visit",
            views: [[false, "form"]],
            context: { default_host_employee_id: host.id, default_slot_id: slot.id },
        });
    }

    walkIn() {
        return this.action.doAction("biuro_sekretariat.biuro_sekretariat_visit_act_action_walk_in", {
            onClose: () => this.load(),
        });
    }

    /** Keys of the desk: arrows walk the cards, letters do what the buttons of the card say. */
    onKeydown(ev) {
        if (ev.altKey || ev.ctrlKey || ev.metaKey || ev.target.tagName === "INPUT") {
            if (ev.target === this.search.el && ev.key === "ArrowDown") {
                ev.preventDefault();
                this.cards()[0]?.focus();
            }
            return;
        }
        const card = ev.target.closest("[data-visit]");
        if (ev.key === "/") {
            ev.preventDefault();
            this.search.el.focus();
        } else if (ev.key === "n" && this.state.can_write) {
            ev.preventDefault();
            this.walkIn();
        } else if (card && ev.target === card) {
            const visit = this.state.hosts.flatMap((host) => host.visits).find((one) => one.id === Number(card.dataset.visit));
            const step = this.steps(visit).find(([, key]) => key === ev.key.toLowerCase());
            if (step) {
                ev.preventDefault();
                this.step(visit, step[0]);
            } else if (ev.key === "Enter") {
                ev.preventDefault();
                this.open(visit);
            } else if (ev.key === "ArrowDown" || ev.key === "ArrowUp") {
                ev.preventDefault();
                this.walk(card, ev.key === "ArrowDown" ? 1 : -1);
            } else if (ev.key === "ArrowRight" || ev.key === "ArrowLeft") {
                ev.preventDefault();
                this.cross(card, ev.key === "ArrowRight" ? 1 : -1);
            }
        }
    }

    cards(host = this.root.el) {
        return [...host.querySelectorAll("[data-visit]")];
    }

    walk(card, by) {
        const cards = this.cards(card.closest(".o_biuro_desk_host"));
        cards[cards.indexOf(card) + by]?.focus();
    }

    cross(card, by) {
        const hosts = [...this.root.el.querySelectorAll(".o_biuro_desk_host")];
        const index = hosts.indexOf(card.closest(".o_biuro_desk_host"));
        for (let next = index + by; hosts[next]; next += by) {
            const cards = this.cards(hosts[next]);
            if (cards.length) {
                return cards[0].focus();
            }
        }
    }
}

registry.category("actions").add("biuro_sekretariat.visit_desk", VisitDesk);
