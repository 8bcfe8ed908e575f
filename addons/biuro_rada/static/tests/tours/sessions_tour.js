import { registry } from "@web/core/registry";

/** From a prepared session to its notices: usual items, numbers, the convening window, the log of deliveries. */

registry.category("web_tour.tours").add("biuro_rada_convening", {
    steps: () => [
        { trigger: ".o_data_row td[name='location']:contains('sala próbna')", run: "click" },
        { trigger: ".o_form_view button[name='action_usual_agenda']", run: "click" },
        { trigger: ".o_field_widget[name='agenda_item_ids'] .o_data_row:nth-child(7)" },
        { trigger: ".o_form_view button[name='action_number_items']", run: "click" },
        { trigger: ".o_field_widget[name='agenda_item_ids'] .o_data_row:first-child td[name='number']:contains('1')" },
        { trigger: ".o_statusbar_buttons button[data-hotkey='q']:enabled", run: "click" },
        { trigger: ".modal .o_field_widget[name='period_ok'] input:checked" },
        { trigger: ".modal a[name='preview']", run: "click" },
        { trigger: ".modal .o_field_widget[name='preview']:contains('art. 20 ust. 1')" },
        { trigger: ".modal footer button[name='action_convene']", run: "click" },
        { trigger: "body:not(:has(.modal)) .o_form_view button[name='action_open_notices']", run: "click" },
        { trigger: ".o_list_view .o_data_row td[name='state']" },
    ],
});
