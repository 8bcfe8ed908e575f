import { registry } from "@web/core/registry";

/** An interpellation from the chair's desk to the published reply. Each leg is walked by whose work it is. */

function leg(name, steps) {
    registry.category("web_tour.tours").add(`biuro_rada_interpellation_${name}`, { steps: () => steps });
}

const button = (hotkey) => `.o_statusbar_buttons button[data-hotkey='${hotkey}']:enabled`;
const offers = (hotkey) => ({ trigger: button(hotkey) });
const offersNo = (hotkey) => ({ trigger: `.o_statusbar_buttons:not(:has(button[data-hotkey='${hotkey}']))` });
const confirm = { trigger: ".modal footer button[name='action_confirm']", run: "click" };
const closed = { trigger: "body:not(:has(.modal))" };

function choose(field, text, option, scope = ".modal") {
    return [
        { trigger: `${scope} .o_field_widget[name='${field}'] input`, run: `edit ${text}` },
        { trigger: `.o-autocomplete--dropdown-item:not(.o_m2o_dropdown_option) > a:contains('${option}')`, run: "click" },
    ];
}

leg("chair", [
    { trigger: ".o_data_row:contains('Latarnie przy ul. Polnej') td[name='subject']", run: "click" },
    { trigger: button("w"), run: "click" },
    offersNo("w"),
    { trigger: ".o_field_widget[name='forwarded_date']" },
]);

leg("receive", [
    { trigger: button("a"), run: "click" },
    confirm,
    closed,
    { trigger: ".o_field_widget[name='date_deadline']" },
    { trigger: ".o_field_widget[name='term_reasons']" },
    { trigger: button("d"), run: "click" },
    ...choose("department_id", "BS", "Biuro Samorządowe"),
    ...choose("responsible_id", "Osoba clerk", "Osoba clerk"),
    confirm,
    closed,
    offers("o"),
]);

leg("reply", [
    { trigger: button("o"), run: "click" },
    { trigger: ".o_field_widget[name='body'] .odoo-editor-editable:contains('Kiedy zostaną naprawione?')" },
    { trigger: ".o_field_widget[name='body'] .odoo-editor-editable p", run: "editor Latarnie zostaną naprawione do piątku." },
    { trigger: button("q"), run: "click" },
    offersNo("q"),
]);

leg("publish", [
    { trigger: button("p"), run: "click" },
    { trigger: ".o_form_view button[name='action_submit']", run: "click" },
    { trigger: ".o_statusbar_status .o_arrow_button_current[data-value='to_check']" },
]);

leg("check", [
    { trigger: ".o_data_row:contains('Latarnie przy ul. Polnej') .o_data_cell[name='name']", run: "click" },
    { trigger: "button[name='action_check']", run: "click" },
    { trigger: ".modal footer .btn-primary", run: "click" },
    { trigger: "button[name='action_publish']", run: "click" },
    { trigger: ".o_statusbar_status .o_arrow_button_current[data-value='published']" },
]);
