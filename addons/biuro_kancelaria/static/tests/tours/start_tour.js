import { registry } from "@web/core/registry";

// The app opens on the start page; a counter opens its list
registry.category("web_tour.tours").add("biuro_start", {
    steps: () => [
        { trigger: ".o_biuro_start .o_biuro_counter[name='my_cases']:contains('1')", run: "click" },
        { trigger: ".o_list_view .o_data_row" },
    ],
});
