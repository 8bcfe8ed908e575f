import { deserializeDate, deserializeDateTime, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { openRecord } from "@biuro_kancelaria/backend/open_record";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { Component, onWillStart, useExternalListener, useState } from "@odoo/owl";

const { DateTime } = luxon;
const FIELDS = [
    "name", "organizer_name", "date_start", "date_stop", "place", "date_rsvp", "days_left", "is_overdue", "host_id",
    "note", "conflict_text", "speech_needed", "gift_needed", "flowers_needed", "patronage_asked",
];

/**
 * Invitations one after another: whoever is invited says yes, no or who goes instead, with a click or a key.
 * What is decided is sent at once; nothing is lost when the screen is closed in the middle.
 */
export class InvitationDesk extends Component {
    static template = "biuro_sekretariat.InvitationDesk";
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.state = useState({ rows: [], deputies: [], index: 0, note: "", busy: false });
        this.env.config.setDisplayName(_t("Invitations to Decide"));
        onWillStart(() => this.load());
        useExternalListener(document, "keydown", (ev) => this.onKey(ev));
    }

    async load() {
        const [rows, deputies] = await Promise.all([
            this.orm.searchRead("biuro.sekretariat.invitation", [["state", "=", "to_decide"]], FIELDS, {
                order: "date_rsvp, date_start, id",
            }),
            this.orm.searchRead("hr.employee.public", [["office_function", "in", ["president", "deputy"]]], ["name", "job_title"]),
        ]);
        this.state.rows = rows;
        this.state.deputies = deputies;
        this.state.index = Math.min(this.state.index, Math.max(rows.length - 1, 0));
    }

    get row() {
        return this.state.rows[this.state.index];
    }

    get others() {
        return this.state.deputies.filter((person) => person.id !== this.row.host_id[0]);
    }

    when(row) {
        if (!row.date_start) {
            return _t("day not given");
        }
        const start = deserializeDateTime(row.date_start).setZone("Europe/Warsaw");
        return start.toLocaleString({ ...DateTime.DATETIME_MED_WITH_WEEKDAY });
    }

    until(row) {
        return row.date_rsvp ? formatDate(deserializeDate(row.date_rsvp)) : "";
    }

    needs(row) {
        const names = [
            [row.speech_needed, _t("speech")], [row.gift_needed, _t("gift")], [row.flowers_needed, _t("flowers")],
            [row.patronage_asked, _t("patronage")],
        ];
        return names.filter(([asked]) => asked).map(([, name]) => name).join(", ");
    }

    step(distance) {
        const count = this.state.rows.length;
        if (count) {
            this.state.index = (this.state.index + distance + count) % count;
            this.state.note = "";
        }
    }

    async decide(decision, employeeId) {
        const row = this.row;
        if (!row || this.state.busy) {
            return;
        }
        this.state.busy = true;
        try {
            const line = { id: row.id, decision, note: this.state.note };
            await this.orm.call("biuro.sekretariat.invitation", "decide_many", [
                [employeeId ? { ...line, employee_id: employeeId } : line],
            ]);
            this.notification.add(_t("Decided: %s", row.name), { type: "success" });
            this.state.note = "";
            await this.load();
        } finally {
            this.state.busy = false;
        }
    }

    /** Keys: T yes, N no, 1–9 who goes instead, arrows to the next. Not while somebody writes a remark. */
    onKey(ev) {
        if (ev.ctrlKey || ev.altKey || ev.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(ev.target.tagName) || !this.row) {
            return;
        }
        const key = ev.key.toLowerCase();
        if (key === "t") {
            this.decide("accept");
        } else if (key === "n") {
            this.decide("decline");
        } else if (key === "arrowright" || key === "arrowdown") {
            this.step(1);
        } else if (key === "arrowleft" || key === "arrowup") {
            this.step(-1);
        } else if (/^[1-9]$/.test(key) && this.others[Number(key) - 1]) {
            this.decide("delegate", this.others[Number(key) - 1].id);
        } else {
            return;
        }
        ev.preventDefault();
    }

    openForm() {
        return openRecord(this.env, "biuro.sekretariat.invitation", this.row.id);
    }
}

registry.category("actions").add("biuro_sekretariat.invitation_desk", InvitationDesk);
