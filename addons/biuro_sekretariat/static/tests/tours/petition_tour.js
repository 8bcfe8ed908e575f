import { registry } from "@web/core/registry";

/** A petition on its way from the letter to its published settlement. Each leg is walked by whose work it is. */

function leg(name, steps) {
    registry.category("web_tour.tours").add(`biuro_petition_${name}`, { steps: () => steps });
}

const closed = { trigger: "body:not(:has(.modal))" };

/** The element that says one of the words: the interface may be in the source language or in Polish. */
function says(selector, ...words) {
    return words.map((word) => `${selector}:contains('${word}')`).join(", ");
}

function choose(field, ...options) {
    return [
        { trigger: `.o_form_view .o_field_widget[name='${field}'] input`, run: "click" },
        { trigger: says(".o_select_menu_item", ...options), run: "click" },
    ];
}

leg("make", [
    { trigger: ".o_biuro_register_as button[name='action_make_petition']", run: "click" },
    { trigger: ".o_field_widget[name='register_ref']:contains('PET/')" },
    ...choose("addressee", "President", "Prezydent"),
    ...choose("matter", "Tasks, property", "Zadania, mienie"),
    { trigger: "button[name='action_check']", run: "click" },
    { trigger: "button[name='action_accept']:enabled", run: "click" },
    { trigger: says(".o_field_widget[name='timeliness']", "Running", "Biegnie") },
    { trigger: ".o_notebook a[name='public']", run: "click" },
    { trigger: ".o_field_widget[name='public_log_ids'] .o_data_row:contains('Prezydent Miasta')" },
]);

leg("settle", [
    { trigger: says(".o_statusbar_buttons button", "Settle", "Załatw"), run: "click" },
    { trigger: ".modal .o_field_widget[name='result'] input[data-value='granted']", run: "click" },
    {
        trigger: ".modal .o_field_widget[name='justification'] .odoo-editor-editable p, .modal .o_field_widget[name='justification'] .odoo-editor-editable div",
        run: "editor Drzewa zostaną posadzone jesienią.",
    },
    { trigger: ".modal footer button[name='action_confirm']", run: "click" },
    closed,
    { trigger: ".o_field_widget[name='body']:contains('Drzewa zostaną posadzone jesienią')" },
    { trigger: "button[name='action_view_petition']", run: "click" },
    { trigger: says(".o_field_widget[name='result']", "Petition Granted", "Uwzględniona") },
]);

leg("publish", [
    { trigger: "button[name='action_publication_update']", run: "click" },
    { trigger: ".o_form_view button[name='action_submit']", run: "click" },
    { trigger: ".o_statusbar_status .o_arrow_button_current[data-value='to_check']" },
]);

leg("check", [
    { trigger: ".o_data_row:contains('Petycja PET/') .o_data_cell[name='name']", run: "click" },
    { trigger: "button[name='action_check']", run: "click" },
    { trigger: ".modal footer .btn-primary", run: "click" },
    { trigger: "button[name='action_publish']", run: "click" },
    { trigger: ".o_statusbar_status .o_arrow_button_current[data-value='published']" },
]);
