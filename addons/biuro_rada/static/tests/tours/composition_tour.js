import { registry } from "@web/core/registry";

/** The clerk of the council: a councillor takes the oath, joins a committee; the composition is read as of a day. */

const button = (hotkey) => `.o_statusbar_buttons button[data-hotkey='${hotkey}']:enabled`;
const closed = { trigger: "body:not(:has(.modal))" };

registry.category("web_tour.tours").add("biuro_rada_composition", {
    steps: () => [
        { content: "the councillors as cards", trigger: ".o_kanban_record:contains('Nazwisko00')", timeout: 40000 },
        { trigger: ".o_kanban_record:contains('Nazwisko04')", run: "click" },
        { content: "the oath", trigger: button("q"), run: "click", timeout: 40000 },
        { trigger: ".modal .o_field_widget[name='date']", timeout: 40000 },
        { trigger: ".modal footer button[name='action_confirm']", run: "click" },
        closed,
        { trigger: ".o_field_widget[name='oath_date']" },
        { content: "into the committee", trigger: ".o_field_widget[name='committee_member_ids'] .o_field_x2many_list_row_add a", run: "click" },
        { trigger: ".o_field_widget[name='committee_member_ids'] .o_field_widget[name='committee_id'] input", run: "edit Budżetu" },
        { trigger: ".o-autocomplete--dropdown-item > a:contains('Komisja Budżetu')", run: "click" },
        { trigger: ".o_form_button_save:enabled", run: "click" },
        { content: "saved", trigger: ".o_form_saved" },
    ],
});

registry.category("web_tour.tours").add("biuro_rada_as_of", {
    steps: () => [
        { trigger: ".o_form_view .o_field_widget[name='content'] table:contains('Nazwisko04')" },
        { trigger: ".o_form_view .o_field_widget[name='content']:contains('Komisja Budżetu')" },
        { trigger: "button[name='action_print']" },
        { trigger: "button[name='action_xlsx']" },
    ],
});

registry.category("web_tour.tours").add("biuro_rada_statutory_calendar", {
    steps: () => [
        { trigger: ".o_data_row:contains('Projekt budżetu')" },
        { content: "one duty", trigger: ".o_data_row:contains('Projekt budżetu') td[name='name']", run: "click" },
        { trigger: ".o_field_widget[name='reasons'] button", run: "click" },
        { trigger: ".o_biuro_reasons_popover:contains('art. 233')" },
        { trigger: ".o_field_widget[name='legal_basis']", run: "click" },
        { trigger: button("q"), run: "click" },
        { trigger: ".modal footer button[name='action_confirm']:enabled", run: "click" },
        closed,
        { content: "done today", trigger: ".o_field_widget[name='done_on']" },
    ],
});
