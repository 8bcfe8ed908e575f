import { registry } from "@web/core/registry";

// The checker opens what waits for the check, decides on a finding, states that it is right and publishes.
registry.category("web_tour.tours").add("biuro_publication_check", {
    steps: () => [
        { trigger: ".o_data_cell[name='name']", run: "click" },
        { trigger: ".o_form_view button[name='action_check']" },
        { trigger: ".o_notebook a[name='findings']", run: "click" },
        { trigger: "div[name='finding_ids'] button[name='action_leave_wizard']", run: "click" },
        { trigger: ".modal div[name='reason'] input", run: "edit telefon urzędu" },
        { trigger: ".modal button[name='action_confirm']", run: "click" },
        { trigger: "body:not(:has(.modal)) div[name='finding_ids'] td[name='reason']:contains('telefon')" },
        { trigger: "button[name='action_check']", run: "click" },
        { trigger: ".modal footer .btn-primary", run: "click" },
        { trigger: "button[name='action_publish']", run: "click" },
        { trigger: ".o_statusbar_status .o_arrow_button_current[data-value='published']" },
        { trigger: ".o_notebook a[name='versions']", run: "click" },
        { trigger: "div[name='version_ids'] .o_data_row" },
    ],
});
