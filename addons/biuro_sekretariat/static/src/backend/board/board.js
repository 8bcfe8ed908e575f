import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { openRecord } from "@biuro_kancelaria/backend/open_record";

import { Component, onWillStart, useExternalListener, useState } from "@odoo/owl";

const { DateTime } = luxon;
const FRESH_FOR = 60 * 1000;

/** The secretary's morning: what the day brings, list by list. */
export class MorningBoard extends Component {
    static template = "biuro_sekretariat.MorningBoard";
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.state = useState({ sections: [], day: "" });
        onWillStart(() => this.load());
        useExternalListener(document, "visibilitychange", () => {
            if (document.visibilityState === "visible" && Date.now() - this.loadedAt > FRESH_FOR) {
                return this.load();
            }
        });
        this.env.config.setDisplayName(_t("My Morning"));
    }

    async load() {
        Object.assign(this.state, await this.orm.call("biuro.sekretariat.board", "get_morning", []));
        this.loadedAt = Date.now();
    }

    get today() {
        return this.state.day
            ? deserializeDate(this.state.day).toLocaleString({ weekday: "long", day: "numeric", month: "long", year: "numeric" })
            : "";
    }

    when(row) {
        return row.time || (row.date ? formatDate(deserializeDate(row.date)) : "");
    }

    whenClass(row) {
        return row.date && deserializeDate(row.date) < DateTime.local().startOf("day") ? "text-danger fw-bold" : "text-muted";
    }

    count(section) {
        return section.count < 1000 ? section.count : "999+";
    }

    allLabel(section) {
        return _t("All: %s", section.label);
    }

    openRow(row) {
        return openRecord(this.env, row.model, row.id);
    }
}

/** The head's month: figures beside those of the month before. */
export class MonthBoard extends Component {
    static template = "biuro_sekretariat.MonthBoard";
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.state = useState({ groups: [], month: "", label: "", previous_label: "", previous: false, next: false });
        onWillStart(() => this.load());
        this.env.config.setDisplayName(_t("Month of the Office"));
    }

    async load(month) {
        Object.assign(this.state, await this.orm.call("biuro.sekretariat.board", "get_month", [], { month: month || null }));
    }

    async print() {
        const month = this.state.month;
        return this.action.doAction(await this.orm.call("biuro.sekretariat.board", "action_print_month", [], { month }));
    }

    change(row) {
        return row.change > 0 ? `+${row.change}` : row.change ? `−${-row.change}` : "=";
    }

    tone(row) {
        return { good: "text-success", bad: "text-danger" }[row.tone] || "text-muted";
    }
}

registry.category("actions").add("biuro_sekretariat.morning", MorningBoard);
registry.category("actions").add("biuro_sekretariat.month", MonthBoard);
