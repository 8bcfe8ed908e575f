import { serializeDate, serializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { Component, onWillStart, useState } from "@odoo/owl";

const { DateTime } = luxon;
const ZONE = "Europe/Warsaw";
const HEADS = ["president", "deputy"];
const STEP = 30; // minutes a click on empty time rounds to

/** Agendas side by side: a column per person, one day, with a finder of time that is free for all of them. */
export class AgendaBoard extends Component {
    static template = "biuro_sekretariat.AgendaBoard";
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.state = useState({
            day: DateTime.now().setZone(ZONE).startOf("day"),
            people: [],
            chosen: [],
            plan: { hosts: [], entries: [], absences: [], days: [] },
            free: null,
            minutes: 60,
        });
        this.env.config.setDisplayName(_t("Agendas Side by Side"));
        onWillStart(() => this.start());
    }

    async start() {
        const plan = await this.orm.call("biuro.sekretariat.agenda", "get_days", [{ date_from: this.day }]);
        const kept = plan.hosts.map((host) => host.id);
        const heads = await this.orm.searchRead(
            "hr.employee.public",
            ["|", ["office_function", "in", HEADS], ["id", "in", kept]],
            ["name", "job_title", "office_function"]
        );
        const rank = (person) => (HEADS.indexOf(person.office_function) + 1 || 9);
        this.state.people = heads.sort((one, other) => rank(one) - rank(other) || one.id - other.id);
        this.state.chosen = this.state.people.filter((person) => person.office_function).map((person) => person.id);
        await this.load();
    }

    get day() {
        return serializeDate(this.state.day);
    }

    get dayLabel() {
        return this.state.day.toLocaleString({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
    }

    async load() {
        this.state.free = null;
        if (!this.state.chosen.length) {
            this.state.plan = { hosts: [], entries: [], absences: [], days: [] };
            return;
        }
        this.state.plan = await this.orm.call("biuro.sekretariat.agenda", "get_days", [
            { employee_ids: this.state.chosen, date_from: this.day },
        ]);
    }

    move(days) {
        this.state.day = this.state.day.plus({ days });
        return this.load();
    }

    today() {
        this.state.day = DateTime.now().setZone(ZONE).startOf("day");
        return this.load();
    }

    pick(value) {
        const day = DateTime.fromISO(value, { zone: ZONE });
        if (day.isValid) {
            this.state.day = day;
            return this.load();
        }
    }

    toggle(id) {
        const chosen = this.state.chosen;
        this.state.chosen = chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id];
        return this.load();
    }

    // ---- the columns

    /** First and last hour shown: office hours, and whatever lies outside them. */
    get hours() {
        const timed = this.state.plan.entries.filter((row) => !row.all_day);
        const first = Math.min(7, ...timed.map((row) => Math.floor(row.start / 60)));
        const last = Math.max(18, ...timed.map((row) => Math.ceil(row.stop / 60)));
        return { first, last, list: [...Array(last - first).keys()].map((index) => first + index) };
    }

    hour(number) {
        return `${String(number).padStart(2, "0")}:00`;
    }

    wholeDay(host) {
        return this.state.plan.entries.filter((row) => row.all_day && row.host_ids.includes(host.id));
    }

    absence(host) {
        return this.state.plan.absences.find((row) => row.host_id === host.id);
    }

    /** Entries of a host with their places: those that overlap share the width. */
    blocks(host) {
        const { first } = this.hours;
        const blocks = [];
        let lanes = [];
        for (const row of this.state.plan.entries) {
            if (row.all_day || !row.host_ids.includes(host.id)) {
                continue;
            }
            if (lanes.every((stop) => stop <= row.start)) {
                lanes = []; // nothing reaches over: a new group begins
            }
            const free = lanes.findIndex((stop) => stop <= row.start);
            const lane = free < 0 ? lanes.length : free;
            lanes[lane] = Math.max(row.stop, row.start + 22);
            blocks.push({ row, lane, lanes });
        }
        return blocks.map(({ row, lane, lanes }) => ({
            row,
            style:
                `top:${row.start - first * 60}px;height:${Math.max(row.stop - row.start, 22)}px;` +
                `left:${(lane * 100) / lanes.length}%;width:${100 / lanes.length}%`,
        }));
    }

    blockClass(row) {
        return [
            row.hidden ? "o_biuro_block_busy" : `o_calendar_color_${row.color || 0} o_biuro_block_shown`,
            row.conflict ? "o_biuro_block_conflict" : "",
        ].join(" ");
    }

    // ---- what can be done

    open(row) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "calendar.event",
            res_id: row.id,
            views: [[false, "form"]],
        });
    }

    create(hosts, start, minutes) {
        return this.action.doAction(
            {
                type: "ir.actions.act_window",
                name: _t("New Entry"),
                res_model: "calendar.event",
                views: [[false, "form"]],
                target: "new",
                context: {
                    default_host_ids: hosts,
                    default_partner_ids: [],
                    default_start: serializeDateTime(start),
                    default_stop: serializeDateTime(start.plus({ minutes })),
                    default_duration: minutes / 60,
                },
            },
            { onClose: () => this.load() }
        );
    }

    onColumn(ev, host) {
        if (!host.kept || ev.target !== ev.currentTarget) {
            return;
        }
        const minutes = Math.floor((ev.offsetY + this.hours.first * 60) / STEP) * STEP;
        return this.create([host.id], this.state.day.startOf("day").plus({ minutes }), 60);
    }

    newEntry() {
        const kept = this.state.plan.hosts.filter((host) => host.kept).map((host) => host.id);
        const start = DateTime.now().setZone(ZONE).startOf("hour").plus({ hours: 1 });
        const { year, month, day } = this.state.day;
        return this.create(kept.slice(0, 1), start.set({ year, month, day }), 60);
    }

    async findFree() {
        this.state.free = await this.orm.call("biuro.sekretariat.agenda", "find_free", [
            { employee_ids: this.state.chosen, minutes: Number(this.state.minutes), date_from: this.day, limit: 12, step: 30 },
        ]);
    }

    freeLabel(slot) {
        const day = DateTime.fromISO(slot.day).toLocaleString({ weekday: "short", day: "numeric", month: "numeric" });
        return `${day} ${slot.label}`;
    }

    takeFree(slot) {
        const start = DateTime.fromSQL(slot.start, { zone: "utc" });
        const kept = this.state.plan.hosts.filter((host) => host.kept).map((host) => host.id);
        return this.create(kept, start, Number(this.state.minutes));
    }

    print() {
        const kept = this.state.plan.hosts.filter((host) => host.kept).map((host) => host.id);
        return this.action.doAction("biuro_sekretariat.biuro_sekretariat_agenda_print_action", {
            additionalContext: { default_date: this.day, default_host_ids: kept },
        });
    }
}

registry.category("actions").add("biuro_sekretariat.agenda_board", AgendaBoard);
