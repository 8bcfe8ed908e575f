import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { session } from "@web/session";
import { SEARCH_NAMESPACE } from "./search_provider";

import { Component, useExternalListener } from "@odoo/owl";

const EDITABLE = "input, textarea, select, [contenteditable='true'], [contenteditable='']";

/** Magnifier in the top bar: "/" outside of a field, or Alt+/ anywhere, opens the search over all registers. */
export class SearchSystray extends Component {
    static template = "biuro_kancelaria.SearchSystray";
    static props = {};

    setup() {
        this.command = useService("command");
        this.ui = useService("ui");
        this.visible = Boolean(session.biuro_registers);
        // the service of hotkeys knows letters and digits only
        useExternalListener(window, "keydown", this.onKeydown);
    }

    onKeydown(ev) {
        if (!this.visible || ev.key !== "/" || ev.ctrlKey || ev.metaKey || ev.repeat) {
            return;
        }
        if (ev.altKey || !(ev.target.closest?.(EDITABLE) || this.ui.activeElement !== document)) {
            ev.preventDefault();
            this.open();
        }
    }

    open() {
        this.command.openMainPalette({ searchValue: SEARCH_NAMESPACE });
    }
}

registry.category("systray").add("biuro_kancelaria.search", { Component: SearchSystray }, { sequence: 100 });
