import { registry } from "@web/core/registry";

// A term of the catalogue is started from the form of a case; its end is shown before.
registry.category("web_tour.tours").add("biuro_deadline_start", {
    steps: () => [
        { trigger: ".o_form_view .nav-link[name=deadlines]", run: "click" },
        { trigger: ".o_form_view button:contains(/Start a Term|Rozpocznij termin/)", run: "click" },
        { trigger: ".modal .o_field_widget[name=rule_id] input", run: "edit Załatwienie sprawy w" },
        { trigger: ".modal .o-autocomplete--dropdown-item:contains(uproszczonym)", run: "click" },
        { trigger: ".modal .o_field_widget[name=date_deadline]:not(:empty)" },
        { trigger: ".modal footer button[name=action_apply]", run: "click" },
        { trigger: "body:not(:has(.modal)) .o_field_widget[name=deadline_ids] .o_data_row .o_data_cell[name=name]" },
    ],
});

// The draft of the notice holds the reasons and the new date.
registry.category("web_tour.tours").add("biuro_deadline_notice", {
    steps: () => [
        { trigger: ".o_form_view .o_field_widget[name=body]:contains(oczekiwanie na opinię)" },
        { trigger: ".o_form_view .o_field_widget[name=body]:contains(Nowy termin załatwienia sprawy)" },
    ],
});
