import { registry } from "@web/core/registry";

/** The path of a letter through the office. Each leg is walked by the person whose work it is. */

const button = (hotkey) => `.o_statusbar_buttons button[data-hotkey='${hotkey}']:enabled`;
// a narrow window folds the states away, so a state shows by the buttons it offers
const offers = (hotkey) => ({ trigger: button(hotkey) });
const offersNo = (hotkey) => ({ trigger: `.o_statusbar_buttons:not(:has(button[data-hotkey='${hotkey}']))` });

function choose(field, text, option, scope = ".modal") {
    return [
        { trigger: `${scope} .o_field_widget[name='${field}'] input`, run: `edit ${text}` },
        { trigger: `.o-autocomplete--dropdown-item:not(.o_m2o_dropdown_option) > a:contains('${option}')`, run: "click" },
    ];
}
const confirm = { trigger: ".modal footer button[name='action_confirm']", run: "click" };
const closed = { trigger: "body:not(:has(.modal))" };

function leg(name, steps) {
    registry.category("web_tour.tours").add(`biuro_path_${name}`, { steps: () => steps });
}

leg("register", [
    { trigger: ".o_list_button_add", run: "click" },
    ...choose("partner_id", "Kowalski", "Jan Kowalski", ".o_form_view"),
    { trigger: ".o_field_widget[name='title'] :is(input, textarea)", run: "edit Wniosek o ustawienie ławek" },
    { trigger: ".o_field_widget[name='sender_reference'] input", run: "edit ZN/7/2026" },
    ...choose("delivery_method_id", "polecony", "List polecony", ".o_form_view"),
    { trigger: button("q"), run: "click" },
    offers("z"),
    { trigger: button("z"), run: "click" },
    ...choose("department_id", "BS", "Biuro Samorządowe"),
    confirm,
    closed,
    offers("c"),
]);

leg("assign", [
    { trigger: button("w"), run: "click" },
    { trigger: ".modal .o_data_row td[name='employee_id']", run: "click" },
    ...choose("employee_id", "Osoba clerk", "Osoba clerk"),
    { trigger: ".modal .o_data_row td[name='instruction'] :is(input, textarea)", run: "edit Proszę o odpowiedź" },
    confirm,
    closed,
    { trigger: ".o_field_widget[name='assignment_ids'] .o_data_row:contains('Osoba clerk')" },
]);

leg("case", [
    { trigger: button("a"), run: "click" },
    offersNo("a"),
    { trigger: button("c"), run: "click" },
    ...choose("jrwa_class_id", "152", "152 Petycje"),
    confirm,
    closed,
    { trigger: ".o_field_widget[name='reference']:contains('BS.152.1.')" },
]);

leg("reply", [
    { trigger: button("y"), run: "click" },
    { trigger: ".o_field_widget[name='recipient_ids'] .o_data_row:contains('Kowalski')" },
    ...choose("signatory_id", "management", "Osoba management", ".o_form_view"),
    ...choose("delivery_method_id", "polecony", "List polecony", ".o_form_view"),
    { trigger: ".o_field_widget[name='body'] .odoo-editor-editable p", run: "editor Ławki zostaną ustawione do końca kwartału." },
    { trigger: button("q"), run: "click" },
    offersNo("q"),
]);

leg("accept", [
    { trigger: button("a"), run: "click" },
    { trigger: ".modal .o_field_widget[name='reason'] textarea", run: "edit Bez uwag" },
    confirm,
    closed,
    offers("w"),
]);

leg("sign", [
    { trigger: button("w"), run: "click" },
    confirm,
    closed,
    { trigger: ".o_field_widget[name='register_ref']:contains('RPWY/')" },
]);

leg("dispatch", [
    { trigger: button("y"), run: "click" },
    { trigger: ".modal .o_field_widget[name='tracking_number'] input", run: "edit 00759007731234567890" },
    confirm,
    closed,
    offers("d"),
]);

leg("log", [
    { trigger: "button[name='action_open_events']", run: "click" },
    { trigger: ".o_list_view .o_data_row:contains('Wysłano pismo')" },
]);
