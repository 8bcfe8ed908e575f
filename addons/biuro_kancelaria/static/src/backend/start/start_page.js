import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { openRecord } from "../open_record";

import { Component, onWillStart, useExternalListener, useState } from "@odoo/owl";

const { DateTime } = luxon;
const COUNT_LIMIT = 1000;
const FRESH_FOR = 60 * 1000;

/** What waits for the user today: counters that open their lists, nearest terms, latest letters and cases. */
export class StartPage extends Component {
    static template = "biuro_kancelaria.StartPage";
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.user = user;
        this.state = useState({ counters: [], lists: [], buttons: [] });
        onWillStart(() => this.load());
        useExternalListener(document, "visibilitychange", () => this.refresh());
        this.env.config.setDisplayName(_t("Start Page"));
    }

    get today() {
        return DateTime.local().toLocaleString({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
    }

    async load() {
        Object.assign(this.state, await this.orm.call("biuro.start", "get_page", []));
        this.loadedAt = Date.now();
    }

    refresh() {
        if (document.visibilityState === "visible" && Date.now() - this.loadedAt > FRESH_FOR) {
            return this.load();
        }
    }

    count(counter) {
        return counter.count < COUNT_LIMIT ? counter.count : `${COUNT_LIMIT - 1}+`;
    }

    tone(counter) {
        return counter.count ? counter.tone : "none";
    }

    date(row) {
        return row.date ? formatDate(deserializeDate(row.date)) : "";
    }

    dateClass(list, row) {
        if (list.key !== "deadlines" || !row.date) {
            return "text-muted";
        }
        const days = deserializeDate(row.date).diff(DateTime.local().startOf("day"), "days").days;
        return days < 0 ? "text-danger fw-bold" : days <= 3 ? "text-warning fw-bold" : "text-muted";
    }

    allLabel(list) {
        return _t("All: %s", list.label);
    }

    openRow(row) {
        return openRecord(this.env, row.model, row.id);
    }

    openList(list) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: list.label,
            res_model: list.model,
            domain: list.domain,
            views: [
                [false, "list"],
                [false, "form"],
            ],
        });
    }
}

registry.category("actions").add("biuro_kancelaria.start", StartPage);
