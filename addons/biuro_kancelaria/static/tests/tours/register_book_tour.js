import { registry } from "@web/core/registry";
import { inputFiles } from "@web/../tests/utils";

registry.category("web_tour.tours").add("biuro_register_book", {
    steps: () => [
        { trigger: ".o_list_view .o_data_row:has(.o_data_cell:contains(/^RPW$/)) .o_data_cell[name=name]", run: "click" },
        { trigger: ".o_form_view .o_field_widget[name=next_ref]" },
        { trigger: "button[name=action_check_gaps]", run: "click" },
        { trigger: ".o_notification .o_notification_bar.bg-success" },
        { trigger: ".o_form_view button[name=action_open_book]:not(.oe_stat_button)", run: "click" },
        { trigger: ".modal .o_field_widget[name=line_ids] .o_data_row:nth-child(3)" },
        { trigger: ".modal .o_field_widget[name=line_ids] .o_data_row:nth-child(3) .o_boolean_toggle input", run: "click" },
        { trigger: ".modal button[name=action_print]", run: "click" },
        { trigger: "body:not(:has(.o_blockUI)) .modal button[special=cancel]", run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ],
});

registry.category("web_tour.tours").add("biuro_register_import", {
    steps: () => [
        { trigger: ".o_list_view .o_data_row:has(.o_data_cell:contains(/^RPW$/)) .o_data_cell[name=name]", run: "click" },
        { trigger: "button[name=action_open_import]", run: "click" },
        {
            trigger: ".modal .o_field_widget[name=file]",
            run: () => inputFiles(".modal .o_field_widget[name=file] input[type=file]", [
                new File(["Lp.;Rok;Czego dotyczy\n1;2020;Skarga\n1;2020;Drugi raz\n"], "rejestr.csv", { type: "text/csv" }),
            ]),
        },
        { trigger: ".modal .o_field_widget[name=file] input.o_input:value(rejestr.csv)" },
        { trigger: ".modal button[name=action_read]", run: "click" },
        { trigger: ".modal .o_field_widget[name=line_ids] .o_data_row:nth-child(3)" },
        { trigger: ".modal button[name=action_check]", run: "click" },
        { trigger: ".modal .o_field_widget[name=report] .alert-danger" },
        { trigger: ".modal .o_field_widget[name=report] td:contains(RPW/1/2020)" },
        { trigger: ".modal button[name=action_back]", run: "click" },
        { trigger: ".modal button[name=action_read]" },
        { trigger: ".modal button[special=cancel]", run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ],
});
