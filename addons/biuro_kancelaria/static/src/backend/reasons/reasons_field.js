import { _t } from "@web/core/l10n/translation";
import { usePopover } from "@web/core/popover/popover_hook";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

/**
 * Steps of a legal computation, whatever form they were kept in.
 *
 * @param {Array|Object|false} value a list of steps, or an object that holds the list under "reasons"
 * @returns {{rule: string, article: string, text: string}[]}
 */
export function reasonSteps(value) {
    const steps = Array.isArray(value) ? value : value?.reasons;
    return Array.isArray(steps) ? steps.filter((step) => step && (step.text || step.rule)) : [];
}

export class ReasonsPopover extends Component {
    static template = "biuro_kancelaria.ReasonsPopover";
    static props = {
        close: Function,
        steps: Array,
        title: String,
    };
}

/**
 * Small button that tells on a click from which provisions, and by which steps, a date or an amount was computed.
 */
export class ReasonsField extends Component {
    static template = "biuro_kancelaria.ReasonsField";
    static props = { ...standardFieldProps, title: { type: String, optional: true } };

    setup() {
        this.popover = usePopover(ReasonsPopover, {
            popoverClass: "o_biuro_reasons_popover",
            position: "bottom-start",
            role: "dialog",
        });
    }

    get steps() {
        return reasonSteps(this.props.record.data[this.props.name]);
    }

    get title() {
        return this.props.title || _t("How it was computed");
    }

    onClick(ev) {
        if (this.popover.isOpen) {
            this.popover.close();
        } else {
            this.popover.open(ev.currentTarget, { steps: this.steps, title: this.title });
        }
    }
}

export const reasonsField = {
    component: ReasonsField,
    displayName: _t("Reasons"),
    supportedTypes: ["json"],
    supportedOptions: [{ label: _t("Title"), name: "title", type: "string" }],
    listViewWidth: 40,
    extractProps: ({ options }) => ({ title: options.title }),
};

registry.category("fields").add("biuro_reasons", reasonsField);
