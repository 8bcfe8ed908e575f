import { registry } from "@web/core/registry";

/** A contract from the draft to the central register. Each leg is walked by the person whose work it is. */

const button = (hotkey) => `.o_statusbar_buttons button[data-hotkey='${hotkey}']:enabled`;
const offers = (hotkey) => ({ trigger: button(hotkey) });
const offersNo = (hotkey) => ({ trigger: `.o_statusbar_buttons:not(:has(button[data-hotkey='${hotkey}']))` });
const apply = { trigger: ".modal footer button[name='action_apply']:enabled", run: "click" };
const closed = { trigger: "body:not(:has(.modal))" };
const page = (name) => ({ trigger: `.o_notebook .nav-link[name='${name}']`, run: "click" });

function edit(field, value, scope = ".o_form_view") {
    return { trigger: `${scope} .o_field_widget[name='${field}'] :is(input, textarea)`, run: `edit ${value}` };
}
function choose(field, text, option, scope = ".o_form_view") {
    return [
        edit(field, text, scope),
        { trigger: `.o-autocomplete--dropdown-item:not(.o_m2o_dropdown_option) > a:contains('${option}')`, run: "click" },
    ];
}
// a selection of this version is a field of its own with a menu
function pick(field, place, scope = ".o_form_view") {
    return [
        { trigger: `${scope} .o_field_widget[name='${field}'] input`, run: "click" },
        { trigger: `.o_select_menu_item:eq(${place})`, run: "click" },
    ];
}
function leg(name, steps) {
    registry.category("web_tour.tours").add(`biuro_contract_${name}`, { steps: () => steps });
}

leg("draft", [
    { trigger: ".o_list_button_add", run: "click" },
    edit("subject", "Dostawa ławek do Parku Miejskiego"),
    ...choose("partner_id", "Zieleń", "Zieleń Miejska"),
    edit("contract_number", "GK.272.1.2026"),
    edit("value_net", "10000"),
    edit("value_gross", "12300"),
    page("values"),
    { trigger: ".o_field_widget[name='procurement_mode'] :is(input, select)" },
    ...pick("procurement_mode", 1),
    { trigger: ".o_field_widget[name='budget_line_ids'] .o_field_x2many_list_row_add button, .o_field_widget[name='budget_line_ids'] .o_field_x2many_list_row_add a", run: "click" },
    edit("division", "900", ".o_field_widget[name='budget_line_ids']"),
    edit("chapter", "90004", ".o_field_widget[name='budget_line_ids']"),
    edit("paragraph", "4300", ".o_field_widget[name='budget_line_ids']"),
    { trigger: ".o_form_button_save:enabled", run: "click" },
    page("parties"),
    { trigger: ".o_field_widget[name='party_ids'] .o_data_row:contains('5260250274')" },
    { trigger: button("o"), run: "click" },
    offersNo("o"),
]);

leg("opinion", [
    { trigger: button("g"), run: "click" },
    { trigger: ".modal .o_field_widget[name='result'] input[data-value='remarks']", run: "click" },
    edit("reason", "Doprecyzować termin dostawy", ".modal"),
    apply,
    closed,
    offersNo("g"),
]);

leg("countersign", [{ trigger: button("q"), run: "click" }, offersNo("q")]);

leg("register", [
    { trigger: button("z"), run: "click" },
    { trigger: ".modal .alert-info" },
    apply,
    closed,
    { trigger: button("r"), run: "click" },
    { trigger: ".o_field_widget[name='register_ref']:contains('U/')" },
    { trigger: button("d"), run: "click" },
    { trigger: ".modal .o_field_widget[name='proposal']:contains('Zamówienie')" },
    apply,
    closed,
    offersNo("d"),
    page("cru"),
    { trigger: ".o_field_widget[name='cru_entry_ids'] .o_data_row button[name='action_prepare']", run: "click" },
    { trigger: ".o_field_widget[name='cru_entry_ids'] .o_data_row:not(:has(button[name='action_prepare'])):contains('CRU/1')" },
]);

leg("export", [
    { trigger: ".o_data_row:contains('Dostawa ławek') .o_list_record_selector input", run: "click" },
    { trigger: "button[name='action_export_json']", run: "click" },
    { trigger: ".o_form_view button[name='action_download']" },
    { trigger: ".o_form_view .o_data_row:contains('CRU/1')" },
]);
