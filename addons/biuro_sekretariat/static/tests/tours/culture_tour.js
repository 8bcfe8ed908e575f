import { registry } from "@web/core/registry";

/** An entry in the cultural register to its excerpt, walked by the organiser's proxy. */

const saved = { trigger: ".o_form_button_save", run: "click" };
const clean = { trigger: ".o_form_view:not(:has(.o_form_status_indicator_buttons:not(.invisible)))" };
const press = (name) => ({ trigger: `.o_statusbar_buttons button[name='${name}']:enabled`, run: "click" });
const type = (field, text, scope = ".o_form_view") => ({
    trigger: `${scope} .o_field_widget[name='${field}'] :is(input, textarea)`, run: `edit ${text}`,
});

function choose(field, text, option, scope = ".o_form_view") {
    return [
        type(field, text, scope),
        { trigger: `.o-autocomplete--dropdown-item:not(.o_m2o_dropdown_option) > a:contains('${option}')`, run: "click" },
    ];
}

registry.category("web_tour.tours").add("biuro_culture_entry_to_extract", {
    steps: () => [
        { trigger: ".o_list_button_add", run: "click" },
        type("full_name", "Dom Kultury w Przykładowej"),
        type("seat", "Przykładowa"),
        type("address", "ul. Długa 1"),
        type("organizer", "Miasto Przykładowa"),
        ...choose("founding_act_id", "TUR/1", "TUR/1/2026"),
        ...choose("statute_act_id", "TUR/2", "TUR/2/2026"),
        saved,
        press("action_enter_position"),
        { trigger: ".modal footer .btn-primary", run: "click" },
        { trigger: ".o_form_view .o_field_widget[name='register_ref']" },
        { trigger: ".o_field_widget[name='value_ids'] .o_data_row:contains('Dom Kultury')" },
        // the extract
        { trigger: "button[name='action_open_requests']", run: "click" },
        { trigger: ".o_list_view .o_list_button_add", run: "click" },
        type("applicant", "Jan Kowalski"),
        { trigger: ".o_field_widget[name='fee_status'] input, .o_field_widget[name='fee_status'] select", run: "click" },
        { trigger: ".o_select_menu_item:contains('Exempt'), .o_select_menu_item:contains('Zwolnienie')", run: "click" },
        type("fee_reason", "organ publiczny"),
        saved,
        press("action_register"),
        press("action_issue_paper"),
        press("action_make_letter"),
        { trigger: ".o_form_view .o_field_widget[name='recipient_ids'] .o_data_row:contains('Jan Kowalski')" },
    ],
});

registry.category("web_tour.tours").add("biuro_travel_settlement", {
    steps: () => [
        { trigger: ".o_field_widget[name='day_ids'] .o_data_row:nth-child(2)" },
        { trigger: ".o_field_widget[name='day_ids'] .o_data_row:nth-child(2) td[name='breakfast']", run: "click" },
        // a click on the cell of a row at rest opens the row and ticks the box at once
        { trigger: ".o_field_widget[name='day_ids'] .o_selected_row td[name='breakfast'] input:checked" },
        { trigger: ".o_field_widget[name='cost_ids'] .o_field_x2many_list_row_add a", run: "click" },
        { trigger: ".o_field_widget[name='cost_ids'] .o_selected_row [name='description'] input", run: "edit Bilet PKP" },
        { trigger: ".o_field_widget[name='cost_ids'] .o_selected_row [name='amount'] input", run: "edit 50" },
        type("report", "Wziąłem udział w naradzie."),
        saved,
        clean,
        press("action_hand_in"),
        { trigger: ".o_statusbar_buttons:not(:has(button[name='action_hand_in']))" },
    ],
});
