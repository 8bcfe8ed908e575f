import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("biuro_deadline_cockpit", {
    steps: () => [
        { trigger: ".o_list_view .o_data_row .o_data_cell[name=res_name]" },
        { trigger: ".o_switch_view.o_calendar", run: "click" },
        { trigger: ".o_calendar_view .fc" },
        { trigger: ".o_switch_view.o_kanban", run: "click" },
        { trigger: ".o_kanban_view .o_kanban_record:not(.o_kanban_ghost)" },
        { trigger: ".o_switch_view.o_pivot", run: "click" },
        { trigger: ".o_pivot_view table" },
        { trigger: ".o_switch_view.o_graph", run: "click" },
        { trigger: ".o_graph_view canvas" },
        { trigger: ".o_switch_view.o_list", run: "click" },
        { trigger: ".o_list_view .o_data_row .o_data_cell[name=name]", run: "click" },
        { trigger: ".o_form_view .o_biuro_reasons, .o_form_view [name=reasons] button", run: "click" },
        { trigger: ".o_biuro_reasons_popover" },
        { trigger: ".o_form_view button[name=action_done]", run: "click" },
        { trigger: ".o_form_view .o_field_widget[name=date_done]" },
        { trigger: ".o_form_view button[name=action_open_record]", run: "click" },
        { trigger: ".o_form_view .nav-link[name=deadlines]", run: "click" },
        { trigger: ".o_field_widget[name=deadline_ids] .o_data_row" },
    ],
});
