import { registry } from "@web/core/registry";

/** An election of a neighbourhood council: the protocol typed by two people, a tie, the draw, the announced result. */

const tours = registry.category("web_tour.tours");
const press = (name) => ({ trigger: `.o_statusbar_buttons button[name='${name}']:enabled`, run: "click" });
const open = (label) => ({ trigger: `.o_statusbar_buttons button:contains('${label}'):enabled`, run: "click" });
const inState = (state) => ({ trigger: `.o_statusbar_status button[data-value='${state}'].o_arrow_button_current` });
const confirm = { trigger: ".modal button[name='action_apply']:enabled", run: "click" };
const closed = { trigger: "body:not(:has(.modal))" };

// rows of the print with their figures, in its order
const FIGURES = [
    ["1", 1200], ["2", 200], ["3", 97], ["4", 103], ["5", 97], ["6", 2], ["7", 95], ["8", 5], ["8a", 3], ["8b", 2],
    ["8c", 0], ["9", 90], ["10.1", 50], ["10.2", 20], ["10.3", 20],
];
const LINES = ".o_field_widget[name='line_ids']";
const row = (place) => `${LINES} .o_data_row:nth-child(${place})`;

function fill(place, name, value) {
    return [
        { trigger: `${row(place)} td[name='${name}']`, run: "click" },
        { trigger: `${row(place)}.o_selected_row td[name='${name}'] input`, run: `edit ${value}` },
    ];
}

function figures(changes = {}, only = null) {
    return FIGURES.flatMap(([number, value], index) =>
        only && !only.includes(number) ? [] : fill(index + 1, "typed", changes[number] ?? value)
    );
}

tours.add("biuro_wybory_type", {
    steps: () => [
        press("action_type"),
        { trigger: `.o_form_view ${LINES} .o_data_row` },
        ...figures(),
        press("action_submit"),
        inState("submitted"),
    ],
});

tours.add("biuro_wybory_type_again", {
    steps: () => [
        press("action_type"),
        { trigger: `.o_form_view ${LINES} .o_data_row` },
        ...figures({ "8a": 4, "8b": 1 }),
        press("action_submit"),
        inState("submitted"),
        // rows that differ are named, the other person's figures are not told
        { trigger: ".alert-danger:contains('8a'):contains('8b')" },
        press("action_take_back"),
        inState("draft"),
        ...figures({}, ["8a", "8b"]),
        press("action_submit"),
        inState("submitted"),
        { trigger: ".o_form_view:not(:has(.alert-danger:visible))" },
    ],
});

tours.add("biuro_wybory_accept", {
    steps: () => [press("action_accept"), inState("accepted")],
});

tours.add("biuro_wybory_count", {
    steps: () => [
        press("action_count"),
        // a tie at the last seat: nothing can be announced before the commission has drawn
        inState("awaiting_draw"),
        { trigger: ".nav-link[name='results']", run: "click" },
        { trigger: ".o_field_widget[name='draw_ids'] .o_data_row" },
        { trigger: ".o_statusbar_buttons:not(:has(button:contains('Announce the Results')))" },
    ],
});

tours.add("biuro_wybory_draw", {
    steps: () => [
        { trigger: ".o_field_widget[name='method'] textarea", run: "edit Koperty w urnie" },
        { trigger: ".o_field_widget[name='present'] textarea", run: "edit Komisja w pełnym składzie" },
        ...fill(1, "position", 2),
        ...fill(2, "position", 1),
        press("action_record"),
        { trigger: ".modal .modal-footer .btn-primary", run: "click" },
        inState("recorded"),
    ],
});

tours.add("biuro_wybory_announce", {
    steps: () => [
        inState("counting"),
        open("Announce the Results"),
        { trigger: ".modal .o_field_widget[name='act'] input", run: "edit Obwieszczenie 1/2026" },
        confirm,
        closed,
        inState("announced"),
    ],
});

tours.add("biuro_wybory_constitute", {
    steps: () => [
        open("Validity"),
        { trigger: ".modal .o_field_widget[name='act'] input", run: "edit Uchwała 9/2026" },
        confirm,
        closed,
        inState("valid"),
        open("First Session"),
        confirm,
        closed,
        { trigger: ".o_field_widget[name='body_term_id']" },
    ],
});

tours.add("biuro_wybory_board", {
    steps: () => [
        { trigger: ".o_list_button_add", run: "click" },
        { trigger: ".o_field_widget[name='office'] input, .o_field_widget[name='office'] select", run: "click" },
        { trigger: ".o_select_menu_item:contains('Chair of the Board')", run: "click" },
        { trigger: ".o_field_widget[name='body_term_id'] input", run: "edit Osiedle" },
        { trigger: ".o-autocomplete--dropdown-menu .dropdown-item:contains('Osiedle OS-01')", run: "click" },
        { trigger: ".o_field_widget[name='present'] input", run: "edit 2" },
        { trigger: ".o_field_widget[name='issued'] input", run: "edit 2" },
        { trigger: ".o_field_widget[name='from_box'] input", run: "edit 2" },
        { trigger: `${LINES} .o_field_x2many_list_row_add button, ${LINES} .o_field_x2many_list_row_add a`, run: "click" },
        { trigger: `${LINES} .o_selected_row td[name='mandate_id'] input`, run: "edit Kandydat A" },
        { trigger: ".o-autocomplete--dropdown-menu .dropdown-item:contains('Kandydat A')", run: "click" },
        { trigger: `${LINES} .o_selected_row td[name='votes'] input`, run: "edit 2" },
        { trigger: ".o_form_button_save:enabled", run: "click" },
        press("action_close"),
        inState("elected"),
    ],
});

tours.add("biuro_wybory_constituted", {
    steps: () => [press("action_constitute"), inState("constituted")],
});
