import { registry } from "@web/core/registry";

/** An election of a neighbourhood council up to the vote: ordered, nominations taken in and cured, ballots, the vote. */

const { DateTime } = luxon;
const tours = registry.category("web_tour.tours");
const field = (name) => `.o_field_widget[name='${name}']`;
const open = (label) => ({ trigger: `.o_statusbar_buttons button:contains('${label}'):enabled`, run: "click" });
const inState = (state) => ({ trigger: `.o_statusbar_status button[data-value='${state}'].o_arrow_button_current` });
const type = (name, text, within = "") => ({ trigger: `${within} ${field(name)} :is(input, textarea)`, run: `edit ${text}` });
const tick = (name) => ({ trigger: `${field(name)} input[type='checkbox']`, run: "click" });
const back = (label) => ({ trigger: `.o_control_panel .breadcrumb-item a:contains('${label}')`, run: "click" });
const closed = { trigger: "body:not(:has(.modal))" };
const save = [
    { trigger: ".o_form_button_save:enabled", run: "click" },
    { trigger: ".o_form_view .o_form_saved, .o_form_view:has(.o_form_status_indicator_buttons.invisible)" },
];

// a date is a button until it is pressed
function day(name, text, within = "") {
    return [
        { trigger: `${within} ${field(name)} :is(input, button)`, run: "click" },
        { trigger: `${within} ${field(name)} input`, run: `edit ${text}` },
        { trigger: `${within} ${field(name)} input`, run: "press Escape" },
    ];
}

function select(name, label) {
    return [
        { trigger: `${field(name)} .o_select_menu_toggler`, run: "click" },
        { trigger: `.o_select_menu_item:contains('${label}')`, run: "click" },
        { trigger: "body:not(:has(.o_select_menu_menu))" },
    ];
}

function step(label, values = {}) {
    return [
        open(label),
        { trigger: ".modal .o_form_view" },
        ...Object.entries(values).map(([name, text]) => type(name, text, ".modal")),
        { trigger: ".modal button[name='action_confirm']:enabled", run: "click" },
        closed,
    ];
}

function nominate(surname, signatures, more = []) {
    return [
        type("surname", surname),
        type("given_names", "Maria"),
        ...day("birth_date", "05/05/1980"),
        ...select("resides", "In the unit"),
        ...day("consent_date", DateTime.now().toFormat("MM/dd/yyyy")),
        tick("eligibility_declared"),
        type("signatures_submitted", signatures),
        type("signatures_valid", signatures),
        ...more,
        ...save,
    ];
}

tours.add("biuro_wybory_poll_order", {
    steps: () => [
        { trigger: ".o_kanban_record:contains('Osiedle OS-1')", run: "click" },
        inState("draft"),
        { trigger: ".nav-link[name='calendar']", run: "click" },
        // the ordinance made the calendar of this day
        { trigger: `${field("calendar_ids")} .o_data_row:nth-child(5)` },
        open("Order"),
        type("act_number", "245/2026", ".modal"),
        { trigger: `.modal ${field("line_ids")} .o_data_row:contains('Osiedle OS-1')` },
        { trigger: ".modal button[name='action_order']:enabled", run: "click" },
        closed,
        { trigger: ".breadcrumb, .o_breadcrumb" },
    ],
});

tours.add("biuro_wybory_poll_nominate", {
    steps: () => [
        inState("ordered"),
        open("Open Nominations"),
        inState("nomination"),
        { trigger: "button[name='action_open_candidates']", run: "click" },
        { trigger: ".o_list_button_add", run: "click" },
        ...nominate("Adamska", 2),
        { trigger: ".alert-success:contains('Nothing stands in the way')" },
        ...step("Register Candidates", { act: "3/2026" }),
        inState("registered"),
        { trigger: ".o_form_button_create", run: "click" },
        // one signature too few: the commission calls to cure it
        ...nominate("Bielska", 1),
        { trigger: ".alert-warning:contains('Bielska'), .alert-warning" },
        ...step("Call to Cure"),
        { trigger: field("cure_due") },
        type("signatures_submitted", 2),
        type("signatures_valid", 2),
        ...save,
        ...step("Cured"),
        ...step("Register Candidates", { act: "4/2026" }),
        inState("registered"),
    ],
});

tours.add("biuro_wybory_poll_ballots", {
    steps: () => [
        inState("nomination"),
        ...step("Close Nominations"),
        inState("registration"),
        ...step("Decide Where There Is a Vote"),
        { trigger: `${field("constituency_ids")} .o_data_row td[name='decision'] .badge` },
        open("Number the Ballots"),
        // the ballot is printed; its numbers are on the nominations
        { trigger: "button[name='action_open_candidates']", run: "click" },
        { trigger: ".o_data_row:nth-child(3)" },
        back("Osiedle OS-2"),
        inState("registration"),
        open("Open the Vote"),
        inState("voting"),
    ],
});

tours.add("biuro_wybory_meeting", {
    steps: () => [
        inState("nomination"),
        { trigger: "button[name='action_open_candidates']", run: "click" },
        { trigger: ".o_list_button_add", run: "click" },
        // proposed from the floor: no list of support
        ...nominate("Zebrana", 0, [tick("proposed_at_meeting")]),
        ...step("Register Candidates", { act: "protokół zebrania" }),
        inState("registered"),
        back("Osiedle OS-11"),
        ...step("Close Nominations"),
        inState("registration"),
        ...step("Decide Where There Is a Vote"),
        open("Number the Ballots"),
        open("Open the Vote"),
        inState("voting"),
    ],
});
