import { registry } from "@web/core/registry";

/**
 * Two letters registered one after another without the mouse. Every step that types into a field is one entry; the
 * second letter has the same channel and date without an entry, and six entries are the most that is allowed.
 */
const MOST_ENTRIES = 6;
const active = (name) => `.o_field_widget[name='${name}'] :is(input, textarea):focus`;
let entries = 0;

function enter(name, text) {
    return {
        content: `entry: ${name}`,
        trigger: active(name),
        run: async (helpers) => {
            entries++;
            await helpers.edit(text);
        },
    };
}

function key(name, combination) {
    return { content: combination, trigger: active(name), run: `press ${combination}` };
}

function registerOne(subject, reference) {
    return [
        {
            trigger: active("partner_id"),
            run: async (helpers) => {
                entries = 1;
                await helpers.edit("Kowalski");
            },
        },
        { trigger: ".o-autocomplete:has(.o_m2o_dropdown_option_create) .o-autocomplete--dropdown-item:contains('Jan Kowalski')" },
        key("partner_id", "Tab"),
        enter("title", subject),
        key("title", "Tab"),
        enter("sender_reference", reference),
        key("sender_reference", "Tab"),
        enter("attachment_count_declared", "2"),
        key("attachment_count_declared", "Tab"),
        enter("department_id", "BS"),
        { trigger: ".o-autocomplete--dropdown-menu:not(:has(li:nth-child(3))) .o-autocomplete--dropdown-item:contains('Biuro Samorządowe')" },
        key("department_id", "Tab"),
        { trigger: ".o_field_widget[name='date_received'] :is(input, button)", run: "press Control+Enter" },
        {
            trigger: ".o_biuro_receipt_number:contains('/')",
            run: () => {
                if (entries > MOST_ENTRIES) {
                    throw new Error(`${entries} entries to register a letter, at most ${MOST_ENTRIES} are allowed`);
                }
            },
        },
    ];
}

registry.category("web_tour.tours").add("biuro_register_letter_keyboard", {
    steps: () => [
        { trigger: ".o_biuro_start button[name='register_letter']", run: "press Alt+n" },
        ...registerOne("Wniosek o wydanie zaświadczenia", "ZN.1"),
        { trigger: ".o_biuro_receipt_next:focus", run: "press Enter" },
        { trigger: ".o_field_widget[name='title'] input:value(/^$/)" },
        ...registerOne("Skarga na hałas", "ZN.2"),
        { trigger: ".o_biuro_receipt_next:focus", run: "press Tab" },
        { trigger: ".o_biuro_receipt_open:focus", run: "press Enter" },
        { trigger: ".o_form_view .o_field_widget[name='title']:contains('Skarga'), .o_field_widget[name='title'] :value(/Skarga/)" },
    ],
});
