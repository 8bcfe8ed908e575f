import { registry } from "@web/core/registry";

/** A citizen's complaint from the desk to the answer in time. Each leg is walked by the person whose work it is. */

const button = (hotkey) => `.o_statusbar_buttons button[data-hotkey='${hotkey}']:enabled`;
const named = (name) => `button[name='${name}']:enabled`;
const confirm = { trigger: ".modal footer button[name='action_apply']", run: "click" };
const closed = { trigger: "body:not(:has(.modal))" };

function choose(field, text, option, scope = ".modal") {
    return [
        { trigger: `${scope} .o_field_widget[name='${field}'] input`, run: `edit ${text}` },
        { trigger: `.o-autocomplete--dropdown-item:not(.o_m2o_dropdown_option) > a:contains('${option}')`, run: "click" },
    ];
}

// the place in the list, under its box for searching: the words are those of the language of the user
function select(field, place, scope = ".modal") {
    return [
        { trigger: `${scope} .o_field_widget[name='${field}'] .o_select_menu_toggler`, run: "click" },
        { trigger: `.o_select_menu_menu .o_select_menu_item:nth-child(${place + 1})`, run: "click" },
        // what was chosen is taken before anything else is typed
        { trigger: "body:not(:has(.o_select_menu_menu))" },
        { trigger: `${scope} .o_field_widget[name='${field}'] .o_select_menu_toggler:value(/./)` },
    ];
}

function leg(name, steps) {
    registry.category("web_tour.tours").add(`biuro_complaint_${name}`, { steps: () => steps });
}

leg("letter", [
    { trigger: ".o_list_button_add", run: "click" },
    ...choose("partner_id", "Kowalski", "Jan Kowalski", ".o_form_view"),
    { trigger: ".o_field_widget[name='title'] :is(input, textarea)", run: "edit Skarga na zwłokę w wydaniu decyzji" },
    ...choose("delivery_method_id", "polecony", "List polecony", ".o_form_view"),
    { trigger: button("q"), run: "click" },
    { trigger: button("z"), run: "click" },
    ...choose("department_id", "BS", "Biuro Samorządowe"),
    { trigger: ".modal footer button[name='action_confirm']", run: "click" },
    closed,
    { trigger: named("action_make_complaint") },
]);

leg("make", [
    { trigger: named("action_make_complaint"), run: "click" },
    { trigger: ".o_field_widget[name='register_ref']:contains('SW/1/')" },
    { trigger: ".o_field_widget[name='complainant_name'] input:value('Jan Kowalski')" },
    { trigger: button("w"), run: "click" },
    ...select("about", 3),
    { trigger: ".modal .o_field_widget[name='proposed_body'] [raw-value='president']" },
    { trigger: ".modal .o_field_widget[name='reasons'] button", run: "click" },
    { trigger: ".o_biuro_reasons_popover:contains('art. 33')" },
    { trigger: ".modal .o_field_widget[name='proposed_article']", run: "click" },
    confirm,
    closed,
    { trigger: button("a"), run: "click" },
    ...choose("clerk_id", "Osoba clerk", "Osoba clerk"),
    confirm,
    closed,
    { trigger: ".o_field_widget[name='case_id']:contains('BS.1510.1.')" },
]);

leg("answer", [
    { trigger: "a[name='reply']", run: "click" },
    ...select("planned_result", 3, ".o_form_view"),
    { trigger: ".o_field_widget[name='settlement'] textarea", run: "edit Decyzję wydano w terminie." },
    { trigger: ".o_field_widget[name='factual_reasons'] textarea", run: "edit Akta wpłynęły 2 marca." },
    { trigger: ".o_field_widget[name='legal_reasons'] textarea", run: "edit Art. 35 § 3 Kodeksu." },
    { trigger: button("y"), run: "click" },
    // the letter is written, with its reasons, and opened: that takes its time on a busy machine
    { trigger: ".o_field_widget[name='recipient_ids'] .o_data_row:contains('Kowalski')", timeout: 60000 },
    { trigger: ".o_field_widget[name='body']:contains('bezzasadną')" },
    ...choose("signatory_id", "management", "Osoba management", ".o_form_view"),
    ...choose("delivery_method_id", "polecony", "List polecony", ".o_form_view"),
    { trigger: button("q"), run: "click" },
    { trigger: ".o_statusbar_buttons:not(:has(button[data-hotkey='q']))" },
]);

leg("settle", [
    { trigger: button("z"), run: "click" },
    confirm,
    closed,
    { trigger: ".o_field_widget[name='result'] [raw-value='groundless']" },
    { trigger: "a[name='deadlines']", run: "click" },
    { trigger: ".o_field_widget[name='deadline_ids'] .o_data_row .text-bg-success" },
    { trigger: "button[name='action_close']", run: "click" },
    { trigger: ".o_form_view:not(:has(button[name='action_close']))" },
]);
