import { registry } from "@web/core/registry";

const open = [
    { trigger: ".o_data_row td[name=title]", run: "click" },
    { trigger: ".o_form_view .o_form_statusbar" },
];

registry.category("web_tour.tours").add("biuro_letter_register_existing", {
    steps: () => [
        ...open,
        { trigger: "button[name=action_register]", run: "click" },
        { trigger: ".o_form_statusbar button[data-hotkey=z]", run: "click" },
        { trigger: ".modal button[name=action_confirm]", run: "click" },
        { trigger: "body:not(:has(.modal)) .o_form_statusbar:not(:has(button[data-hotkey=z])) button[data-hotkey=c]" },
    ],
});

registry.category("web_tour.tours").add("biuro_letter_assign", {
    steps: () => [
        ...open,
        { trigger: ".o_form_statusbar button[data-hotkey=w]", run: "click" },
        { trigger: ".modal td[name=employee_id]", run: "click" },
        { trigger: ".modal div[name=employee_id] input", run: "edit Osoba clerk" },
        { trigger: ".o-autocomplete--dropdown-item:contains(Osoba clerk)", run: "click" },
        { trigger: ".modal button[name=action_confirm]", run: "click" },
        { trigger: "body:not(:has(.modal)) .o_field_widget[name=assignment_ids] .o_data_row" },
    ],
});

registry.category("web_tour.tours").add("biuro_letter_reply", {
    steps: () => [
        ...open,
        { trigger: "button[name=action_reply]", run: "click" },
        { trigger: ".o_form_view button[name=action_request_acceptance]" },
        { trigger: ".o_field_widget[name=recipient_ids] td[name=name]:contains(Kowalski)" },
    ],
});
