import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("biuro_board_morning", {
    steps: () => [
        { trigger: ".o_biuro_morning section[name='visits']" },
        { trigger: ".o_biuro_morning section[name='to_sign']" },
        { trigger: ".o_biuro_morning section[name='tasks']" },
    ],
});

registry.category("web_tour.tours").add("biuro_board_month", {
    steps: () => [
        { trigger: ".o_biuro_month section[name='letters'] tr[name='letters_in']" },
        { trigger: ".o_biuro_month button[name='previous']", run: "click" },
        { trigger: ".o_biuro_month button[name='next']:enabled", run: "click" },
        { trigger: ".o_biuro_month button[name='next']:disabled" },
        { trigger: ".o_biuro_month tr[name='cases_opened'] .o_biuro_figure", run: "click" },
        { trigger: ".o_list_view, .o_view_nocontent" },
    ],
});
