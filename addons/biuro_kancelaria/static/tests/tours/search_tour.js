import { registry } from "@web/core/registry";

// A letter is found by words without diacritics, and opened, with the keyboard alone
registry.category("web_tour.tours").add("biuro_search", {
    steps: () => [
        { trigger: ".o_web_client:has(.o_biuro_start) .o_biuro_search", run: "press Alt+/" },
        { trigger: ".o_command_palette_search input", run: "edit ?lodka zwrot" },
        { trigger: ".o_biuro_search_result:contains('Wniosek o zwrot')", run: "click" },
        { trigger: ".o_form_view .o_field_widget[name='title'] :value('Wniosek o zwrot')" },
    ],
});
