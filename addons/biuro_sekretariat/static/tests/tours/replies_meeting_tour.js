import { registry } from "@web/core/registry";

/** A meeting from its agenda to accepted minutes, and a task that is followed up. Each leg is walked by its person. */

const button = (hotkey) => `.o_statusbar_buttons button[data-hotkey='${hotkey}']:enabled`;
const offersNo = (hotkey) => ({ trigger: `.o_form_statusbar:not(:has(button[data-hotkey='${hotkey}']))` });
const page = (name) => ({ trigger: `.o_notebook a[name='${name}']`, run: "click" });
const confirm = { trigger: ".modal footer button[name='action_confirm']:enabled", run: "click" };
const closed = { trigger: "body:not(:has(.modal))" };

function choose(scope, text) {
    return [
        { trigger: `${scope} input`, run: `edit ${text}` },
        { trigger: `.o-autocomplete--dropdown-item:not(.o_m2o_dropdown_option) > a:contains('${text}')`, run: "click" },
    ];
}

function leg(name, steps) {
    registry.category("web_tour.tours").add(`biuro_meeting_${name}`, { steps: () => steps });
}

leg("hold", [
    { trigger: ".o_list_button_add", run: "click" },
    { trigger: ".o_field_widget[name='name'] :is(input, textarea)", run: "edit Narada o zimie" },
    ...choose(".o_field_widget[name='chair_id']", "Osoba management"),
    { trigger: ".o_field_widget[name='item_ids'] .o_field_x2many_list_row_add a", run: "click" },
    { trigger: ".o_selected_row td[name='name'] input", run: "edit Odśnieżanie" },
    page("participants"),
    { trigger: ".o_field_widget[name='participant_ids'] .o_field_x2many_list_row_add a", run: "click" },
    ...choose(".o_selected_row td[name='employee_id']", "Osoba manager"),
    { trigger: button("q"), run: "click" },
    { trigger: ".o_field_widget[name='register_ref']:contains('NAR/')" },
    { trigger: button("w"), run: "click" },
    { trigger: ".o_notebook a[name='minutes']", run: "click" },
    { trigger: ".o_field_widget[name='item_ids'] .o_data_row td[name='minutes']", run: "click" },
    { trigger: ".o_selected_row td[name='minutes'] textarea", run: "edit Omówiono plan." },
    page("tasks"),
    { trigger: ".o_field_widget[name='task_ids'] .o_field_x2many_list_row_add a", run: "click" },
    { trigger: ".o_selected_row td[name='name'] input", run: "edit Kupić piasek" },
    ...choose(".o_selected_row td[name='responsible_id']", "Osoba clerk_wo"),
    { trigger: ".o_selected_row td[name='date_due'] :is(input, button)", run: "click" },
    { trigger: ".o_datetime_picker .o_today:not(.o_out_of_range), .o_datetime_picker .o_today", run: "click" },
    page("participants"),
    { trigger: "button[name='action_all_present']", run: "click" },
    { trigger: ".o_field_widget[name='participant_ids']:not(:has(.text-bg-300))" },
    { trigger: button("e"), run: "click" },
    { trigger: button("o"), run: "click" },
    offersNo("o"),
]);

leg("accept", [{ trigger: button("a"), run: "click" }, offersNo("a"), { trigger: ".o_notebook a[name='acceptance']" }]);

leg("report", [
    { trigger: ".o_data_row td[name='name']:contains('Kupić piasek')", run: "click" },
    { trigger: button("q"), run: "click" },
    { trigger: ".modal .o_field_widget[name='reason'] textarea", run: "edit Kupiono trzy tony" },
    confirm,
    closed,
    offersNo("q"),
]);

leg("close", [{ trigger: button("a"), run: "click" }, confirm, closed, offersNo("a")]);
