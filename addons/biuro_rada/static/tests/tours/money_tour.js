import { registry } from "@web/core/registry";

/** From the attendance of a session to the payment list: one person counts, another checks, each approves the other. */

const tours = registry.category("web_tour.tours");
const press = (name) => ({ trigger: `.o_statusbar_buttons button[name='${name}']:enabled`, run: "click" });
const inState = (state) => ({ trigger: `.o_statusbar_status button[data-value='${state}'].o_arrow_button_current` });

tours.add("biuro_rada_money_attendance_open", {
    steps: () => [
        { trigger: ".o_list_button_add", run: "click" },
        { trigger: ".o_form_view .o_field_widget[name='month']" },
        { trigger: ".o_form_button_save:enabled", run: "click" },
        // the month names the meeting whose attendance is open, and refuses to be counted
        { trigger: ".alert .o_field_widget[name='waits_for']:contains('(')" },
        press("action_calculate"),
        { trigger: ".modal:contains('(') .modal-footer button", run: "click" },
        { trigger: "body:not(:has(.modal))" },
        inState("draft"),
    ],
});

tours.add("biuro_rada_money_count", {
    steps: () => [
        { trigger: ".o_data_row .o_data_cell", run: "click" },
        press("action_calculate"),
        inState("calculated"),
        // why: the reduction with its day and paragraph
        { trigger: ".o_field_widget[name='line_ids'] .o_data_row:has([name='event_count']:contains('1')) .o_biuro_reasons", run: "click" },
        { trigger: ".o_biuro_reasons_popover:contains('§ 4 ust. 1')" },
        { trigger: ".o_biuro_reasons_popover .btn-close", run: "click" },
        // nobody checks what one counted oneself
        { trigger: ".o_statusbar_buttons:not(:has(button[name='action_check']))" },
    ],
});

tours.add("biuro_rada_money_check_and_list", {
    steps: () => [
        { trigger: ".o_data_row .o_data_cell", run: "click" },
        press("action_check"),
        inState("checked"),
        press("action_approve"),
        inState("approved"),
        press("action_make_list"),
        { trigger: ".o_form_view .o_field_widget[name='register_ref']:contains('LDR/')" },
        { trigger: ".o_field_widget[name='line_ids'] .o_data_row" },
        { trigger: ".o_statusbar_buttons:not(:has(button[name='action_approve']))" },
    ],
});

tours.add("biuro_rada_money_pay", {
    steps: () => [
        { trigger: ".o_data_row .o_data_cell", run: "click" },
        { trigger: ".o_form_view .o_field_widget[name='register_ref']:contains('LDR/')" },
        press("action_approve"),
        inState("approved"),
        { trigger: ".o_statusbar_buttons button.btn-primary:enabled", run: "click" },
        { trigger: ".modal button[name='action_confirm']:enabled", run: "click" },
        inState("paid"),
    ],
});
