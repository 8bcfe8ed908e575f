import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { openRecord } from "../open_record";

import { Component, onWillStart, useState } from "@odoo/owl";

const REPORTS = {
    "res.partner": "biuro_kancelaria.briefing_partner_report",
    "calendar.event": "biuro_kancelaria.briefing_event_report",
};

/** The history of a contact, or of those who come to an event, before somebody meets them. */
export class BriefingCard extends Component {
    static template = "biuro_kancelaria.BriefingCard";
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        const { params, context } = this.props.action;
        this.model = params?.model || context.active_model || "res.partner";
        this.resId = params?.res_id || context.active_id;
        this.state = useState({ card: null });
        onWillStart(() => this.load());
    }

    async load() {
        if (!this.resId) {
            return;
        }
        this.state.card = await this.orm.call("biuro.briefing", "get_card", [this.model, this.resId]);
        this.env.config.setDisplayName(_t("Briefing: %s", this.state.card.title));
    }

    date(row) {
        return row.date ? formatDate(deserializeDate(row.date)) : "";
    }

    print() {
        return this.action.doAction(REPORTS[this.model], { additionalContext: { active_ids: [this.resId] } });
    }

    openSubject() {
        return openRecord(this.env, this.model, this.resId);
    }

    openPartner(partner) {
        return openRecord(this.env, "res.partner", partner.id);
    }

    openRow(row) {
        return openRecord(this.env, row.model, row.id);
    }

    openSection(section) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: section.label,
            res_model: section.model,
            domain: section.domain,
            views: [
                [false, "list"],
                [false, "form"],
            ],
        });
    }

    allLabel(section) {
        return _t("All: %s", section.label);
    }
}

registry.category("actions").add("biuro_kancelaria.briefing", BriefingCard);
