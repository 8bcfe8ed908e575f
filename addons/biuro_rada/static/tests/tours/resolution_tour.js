import { registry } from "@web/core/registry";

/** A draft received, given to an opinion and put on the agenda; then the adopted resolution signed and sent. */

const saved = { trigger: ".o_form_button_save", run: "click" };
const clean = { trigger: ".o_form_view:not(:has(.o_form_status_indicator_buttons:not(.invisible)))" };
const press = (name) => ({ trigger: `.o_statusbar_buttons button[name='${name}']:enabled`, run: "click" });
const tab = (name) => ({ trigger: `.o_notebook .nav-link[name='${name}']`, run: "click" });
const type = (field, text, scope = ".o_form_view") => ({
    trigger: `${scope} .o_field_widget[name='${field}'] :is(input, textarea)`, run: `edit ${text}`,
});
const write = (field, text) => ({
    trigger: `.o_field_widget[name='${field}'] .odoo-editor-editable :is(p, div)`, run: `editor ${text}`,
});
const confirm = { trigger: ".modal footer .btn-primary:enabled", run: "click" };
const closed = { trigger: "body:not(:has(.modal))" };

registry.category("web_tour.tours").add("biuro_rada_draft_to_agenda", {
    steps: () => [
        { trigger: ".o-kanban-button-new", run: "click" },
        type("title", "w sprawie nazwy parku przy ulicy Lipowej"),
        type("legal_basis", "art. 18 ust. 2 pkt 13 u.s.g."),
        write("body", "§ 1. Nadaje się nazwę Park Lipowy."),
        write("justification", "Mieszkańcy prosili o nazwę."),
        tab("finance"),
        { trigger: ".o_field_widget[name='financial_none'] input", run: "click" },
        saved,
        clean,
        press("action_send_to_opinions"),
        tab("opinions"),
        { trigger: ".o_field_widget[name='opinion_ids'] .o_data_row button[name='action_open_give']", run: "click" },
        { trigger: ".modal .o_field_widget[name='opinion'] input[data-value='positive']", run: "click" },
        confirm,
        closed,
        press("action_ready"),
        press("action_open_agenda"),
        { trigger: ".modal .o_field_widget[name='session_id'] input:value(I)" },
        confirm,
        closed,
        { trigger: ".o_form_view button[name='action_view_session']" },
    ],
});

registry.category("web_tour.tours").add("biuro_rada_resolution_to_wojewoda", {
    steps: () => [
        { trigger: ".o_list_view .o_data_row:contains('w sprawie nazwy parku przy ulicy Lipowej') td.o_data_cell[name='title']", run: "click" },
        { trigger: ".o_statusbar_buttons button[name='action_open_step']:enabled", run: "click" },
        { trigger: ".modal .o_field_widget[name='councillor_id'] input:value(Nazwisko)" },
        confirm,
        closed,
        press("action_make_letters"),
        { trigger: ".o_form_view .o_field_widget[name='recipient_ids'] .o_data_row:contains('Wojewoda')" },
    ],
});
