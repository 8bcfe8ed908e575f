import { registry } from "@web/core/registry";

/** A request of a unit from its portal to the answer on it. Each leg is walked by whose work it is. */

function leg(name, steps) {
    registry.category("web_tour.tours").add(`biuro_wybory_osiedle_${name}`, { steps: () => steps });
}

const button = (hotkey) => `.o_statusbar_buttons button[data-hotkey='${hotkey}']:enabled`;

function choose(field, text, option) {
    return [
        { trigger: `.o_field_widget[name='${field}'] input`, run: `edit ${text}` },
        { trigger: `.o-autocomplete--dropdown-item:not(.o_m2o_dropdown_option) > a:contains('${option}')`, run: "click" },
    ];
}

// the clerk finds the request in the list, names the cell, makes the letter and the case in one step
leg("request_clerk", [
    { trigger: ".o_data_row:contains('Ławka przy przystanku') td[name='subject']", run: "click" },
    ...choose("department_id", "Wydział Organizacyjny", "Wydział Organizacyjny"),
    ...choose("responsible_id", "Osoba clerk_wo", "Osoba clerk_wo"),
    { trigger: button("q"), run: "click" },
    { trigger: ".o_form_view .o_field_widget:contains('WO.0020.')" },
]);

// the cell says how the request is settled and writes the answer
leg("request_answer", [
    { trigger: ".o_notebook_headers a[name='answer']", run: "click" },
    { trigger: ".o_field_widget[name='answer_kind'] .o_select_menu_toggler", run: "click" },
    // kinds of opinions are not offered on a request
    { trigger: ".o_select_menu_menu:contains('Refused'):not(:contains('Positive opinion'))" },
    { trigger: ".o_select_menu_item:contains('Accepted in whole')", run: "click" },
    { trigger: "body:not(:has(.o_select_menu_menu))" },
    { trigger: button("o"), run: "click" },
    { trigger: ".o_field_widget[name='body'] .odoo-editor-editable:contains('został uwzględniony')" },
    { trigger: ".o_field_widget[name='body'] .odoo-editor-editable p", run: "editor Ławka stanie do piątku." },
    { trigger: button("q"), run: "click" },
    { trigger: `.o_statusbar_buttons:not(:has(button[data-hotkey='q']))` },
]);
