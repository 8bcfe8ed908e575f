import { registry } from "@web/core/registry";

/** The day of a visit that was booked on the public page: the desk by the keyboard, the findings, the minutes. */

const card = (state) => `.o_biuro_desk_card.o_biuro_desk_${state}:contains('Publiczna')`;

registry.category("web_tour.tours").add("biuro_visit_desk", {
    steps: () => [
        { trigger: ".o_biuro_desk_search", run: "edit publiczna" },
        {
            trigger: `.o_biuro_desk:not(:has(.o_biuro_desk_card:contains('Zielona'))):has(${card("confirmed")}) .o_biuro_desk_search`,
            run: "press ArrowDown",
        },
        { trigger: `${card("confirmed")}:focus`, run: "press a" },
        { trigger: `${card("arrived")} .o_biuro_desk_state` },
        { trigger: `${card("arrived")}:focus`, run: "press s" },
        { trigger: `${card("in_meeting")} .o_biuro_desk_state` },
        { trigger: `${card("in_meeting")} .o_biuro_desk_name`, run: "click" },
        { trigger: ".o_field_widget[name='kind'] .o_select_menu_toggler", run: "click" },
        { trigger: ".o_select_menu_menu .o_select_menu_item:last-child", run: "click" },
        { trigger: ".o_field_widget[name='findings'] textarea", run: "edit Miasto posadzi drzewa wiosną." },
        { trigger: ".o_statusbar_buttons button.btn-primary:enabled", run: "click" },
        { trigger: ".modal footer button[name='action_apply']", run: "click" },
        { trigger: "body:not(:has(.modal))" },
        { trigger: "button[name='action_make_meeting']:enabled", run: "click" },
        { trigger: ".o_form_view .o_field_widget[name='chair_id']" },
        { trigger: ".o_notebook a[name='minutes']" },
    ],
});

registry.category("web_tour.tours").add("biuro_visit_walk_in", {
    steps: () => [
        { trigger: ".o_biuro_desk button[name='walk_in']", run: "click" },
        { trigger: ".modal .o_field_widget[name='visitor_name'] input", run: "edit Jan Nagły" },
        { trigger: ".modal .o_field_widget[name='host_employee_id'] input", run: "edit Osoba management" },
        { trigger: ".o-autocomplete--dropdown-item:not(.o_m2o_dropdown_option) > a:contains('Osoba management')", run: "click" },
        { trigger: ".modal .o_field_widget[name='subject'] input", run: "edit Awaria" },
        { trigger: ".modal .o_field_widget[name='reason'] input", run: "edit sprawa nagła" },
        { trigger: ".modal footer button[name='action_apply']", run: "click" },
        { trigger: ".o_biuro_desk_card.o_biuro_desk_arrived:contains('Jan Nagły')" },
    ],
});
