import { registry } from "@web/core/registry";

/** An election of lay judges, from the court's letter to the closed files; what happens in the hall is done between. */

const saved = { trigger: ".o_form_button_save", run: "click" };
const clean = { trigger: ".o_form_view:not(:has(.o_form_status_indicator_buttons:not(.invisible)))" };
const press = (name) => ({ trigger: `.o_statusbar_buttons button[name='${name}']:enabled`, run: "click" });
const pressText = (text) => ({ trigger: `.o_statusbar_buttons button:contains('${text}'):enabled`, run: "click" });
const state = (value) => ({
    trigger: `.o_statusbar_status:has(button.o_arrow_button_current[data-value='${value}'])`,
});
const tab = (name) => ({ trigger: `.o_notebook .nav-link[name='${name}']`, run: "click" });
const type = (field, text, scope = ".o_form_view") => ({
    trigger: `${scope} .o_field_widget[name='${field}'] :is(input, textarea)`, run: `edit ${text}`,
});
const choose = (field, text) => [
    { trigger: `.o_field_widget[name='${field}'] input`, run: `edit ${text}` },
    { trigger: `.o-autocomplete--dropdown-menu .o-autocomplete--dropdown-item:contains('${text}')`, run: "click" },
];
const confirm = { trigger: ".modal footer .btn-primary:enabled", run: "click" };
const closed = { trigger: "body:not(:has(.modal))" };
const tours = registry.category("web_tour.tours");

tours.add("biuro_wybory_lawnik_term", {
    steps: () => [
        { trigger: ".o_list_button_add", run: "click" },
        { trigger: ".o_field_widget[name='kind'] input[data-value='by_election']", run: "click" },
        ...choose("court_letter_id", "Liczba"),
        type("court_letter_no", "A-012-7/26"),
        { trigger: ".o_field_widget[name='quota_ids'] .o_field_x2many_list_row_add a", run: "click" },
        ...choose("court_id", "Rejonowy"),
        { trigger: ".o_field_widget[name='quota_ids'] .o_field_widget[name='seats'] input", run: "edit 1" },
        saved,
        clean,
        state("draft"),
    ],
});

tours.add("biuro_wybory_lawnik_nomination", {
    steps: () => [
        press("action_make_nomination"),
        { trigger: ".o_form_view .o_field_widget[name='surname'] input" },
        type("surname", "Kandydat 3"),
        type("given_names", "Próbny"),
        saved,
        clean,
        { trigger: ".o_field_widget[name='findings_html'] li, .o_field_widget[name='findings_html'] p, .o_field_widget[name='findings_html']" },
    ],
});

tours.add("biuro_wybory_lawnik_check", {
    steps: () => [press("action_check"), state("checked"), press("action_settle"), state("admitted")],
});

tours.add("biuro_wybory_lawnik_team", {
    steps: () => [
        press("action_close_nominations"),
        state("verification"),
        press("action_draft_team"),
        { trigger: ".o_form_view button[name='action_open_lawnik_term']" },
    ],
});

tours.add("biuro_wybory_lawnik_opinion", {
    steps: () => [
        { trigger: ".o_data_row:contains('Kandydat 3') td[name='nomination_id']", run: "click" },
        { trigger: ".o_field_widget[name='requirements'] :is(select, input)", run: "click" },
        type("text", "Kandydat był karany."),
        saved,
        { trigger: ".alert:contains('karany')" },
        type("text", "Kandydat spełnia wymogi ustawowe. Zespół opiniuje kandydaturę pozytywnie."),
        saved,
        clean,
        press("action_adopt"),
        state("adopted"),
    ],
});

tours.add("biuro_wybory_lawnik_vote", {
    steps: () => [
        press("action_start_voting"),
        state("voting"),
        tab("voting"),
        { trigger: ".o_field_widget[name='ballot_ids'] .o_data_row button[name='get_formview_action']", run: "click" },
        ...choose("scrutiny_chair_id", "Nazwisko05"),
        saved,
        clean,
        press("action_make_vote"),
        { trigger: ".o_form_view button[name='action_open_session_vote']" },
    ],
});

const candidate = (place) => `.o_field_widget[name='line_ids'] .o_data_row:nth-child(${place})`;
const marks = (place, number) => [
    { trigger: `${candidate(place)} td[name='marks']`, run: "click" },
    { trigger: `${candidate(place)}.o_selected_row .o_field_widget[name='marks'] input`, run: `edit ${number}` },
];

tours.add("biuro_wybory_lawnik_protocol", {
    steps: () => [
        type("from_box", "20"),
        type("invalid_other", "1"),
        ...marks(1, 12),
        ...marks(2, 4),
        ...marks(3, 3),
        saved,
        clean,
        press("action_count"),
        state("counted"),
        { trigger: ".alert-success:contains('1 of 1 elected')" },
        { trigger: ".o_field_widget[name='line_ids'] .o_data_row:nth-child(1):contains('Elected')" },
    ],
});

tours.add("biuro_wybory_lawnik_record", {
    steps: () => [press("action_adopt_by_ballot"), { trigger: ".o_form_view:not(:has(.modal)) .o_statusbar_status" }],
});

tours.add("biuro_wybory_lawnik_hand_over", {
    steps: () => [
        press("action_declare_elected"),
        state("elected"),
        press("action_make_transfers"),
        tab("files"),
        { trigger: ".o_field_widget[name='transfer_ids'] .o_data_row button[name='get_formview_action']", run: "click" },
        press("action_make_letter"),
        { trigger: ".o_form_view .o_field_widget[name='recipient_ids'] .o_data_row:contains('Sąd')" },
        { trigger: ".breadcrumb-item.o_back_button a, .o_breadcrumb .o_back_button a", run: "click" },
        pressText("Files Sent"),
        { trigger: ".modal .o_field_widget[name='reason'] textarea", run: "edit BS.533.1" },
        confirm,
        closed,
        state("sent"),
        { trigger: ".o_breadcrumb .o_back_button a", run: "click" },
        press("action_hand_over"),
        state("handed_over"),
        press("action_start_closing"),
        state("closing"),
        press("action_make_notices"),
        { trigger: ".o_list_view .o_data_row:contains('Odbiór dokumentów')" },
    ],
});

tours.add("biuro_wybory_lawnik_return", {
    steps: () => [
        pressText("Papers Given Back"),
        { trigger: ".modal .o_field_widget[name='reason'] textarea", run: "edit Odebrał prezes stowarzyszenia, pokwitowanie" },
        confirm,
        closed,
        tab("seats"),
        { trigger: ".o_field_widget[name='return_receipt']:contains('pokwitowanie')" },
    ],
});

tours.add("biuro_wybory_lawnik_destruction", {
    steps: () => [
        press("action_make_destruction"),
        { trigger: ".o_form_view .o_field_widget[name='members'] textarea", run: "edit Jan Radny; Anna Radna" },
        { trigger: ".o_field_widget[name='nomination_ids'] .o_data_row" },
        saved,
        clean,
        press("action_make_draft"),
        { trigger: ".o_form_view button[name='action_open_lawnik_term']" },
    ],
});

tours.add("biuro_wybory_lawnik_destroyed", {
    steps: () => [press("action_perform"), confirm, closed, state("done")],
});

tours.add("biuro_wybory_lawnik_close", {
    steps: () => [press("action_close"), confirm, closed, state("closed"), { trigger: ".alert:contains('were removed')" }],
});
