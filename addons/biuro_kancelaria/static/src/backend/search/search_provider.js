import { DefaultCommandItem } from "@web/core/commands/command_palette";
import { formatDate, deserializeDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { openRecord } from "../open_record";

import { Component } from "@odoo/owl";

// The first character by which the command palette knows that the registers are to be searched
export const SEARCH_NAMESPACE = "?";

/** Line of the palette: what it is, its number and title, who and when. */
export class SearchResultItem extends Component {
    static template = "biuro_kancelaria.SearchResultItem";
    static props = {
        ...DefaultCommandItem.props,
        icon: String,
        kind: String,
        subtitle: { type: String, optional: true },
        date: { type: String, optional: true },
        isFirst: { type: Boolean, optional: true },
    };

    get date() {
        return this.props.date ? formatDate(deserializeDate(this.props.date)) : "";
    }
}

/** Ask the server and turn the groups of results into commands of the palette. */
export async function searchCommands(env, text) {
    if (!text.trim()) {
        return [];
    }
    const groups = await env.services.orm.silent.call("biuro.search", "find", [text]);
    const commands = [];
    for (const { model, label, icon, domain, more, results } of groups) {
        results.forEach((result, index) => {
            commands.push({
                Component: SearchResultItem,
                name: result.title || String(result.id),
                href: result.url,
                action: () => openRecord(env, model, result.id),
                props: {
                    icon,
                    kind: label,
                    subtitle: result.subtitle,
                    date: result.date,
                    isFirst: index === 0,
                },
            });
        });
        if (more) {
            commands.push({
                Component: SearchResultItem,
                name: _t("All results: %s", label),
                action: () =>
                    env.services.action.doAction({
                        type: "ir.actions.act_window",
                        name: label,
                        res_model: model,
                        domain,
                        views: [
                            [false, "list"],
                            [false, "form"],
                        ],
                    }),
                props: { icon: "fa-list", kind: label },
            });
        }
    }
    return commands;
}

registry.category("command_setup").add(SEARCH_NAMESPACE, {
    debounceDelay: 250,
    emptyMessage: _t("Nothing found. Type a number, a case sign, words of the subject or a name."),
    name: _t("letters, cases and registers"),
    placeholder: _t("Number, case sign, words of the subject, name..."),
});

registry.category("command_provider").add("biuro_search", {
    namespace: SEARCH_NAMESPACE,
    provide: (env, options) => searchCommands(env, options.searchValue || ""),
});
