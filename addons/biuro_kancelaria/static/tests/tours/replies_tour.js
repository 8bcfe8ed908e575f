import { registry } from "@web/core/registry";

/** A draft on its way: a cell is asked, the legal adviser returns it, a new version is compared, accepted and signed. */

const button = (hotkey) => `.o_statusbar_buttons button[data-hotkey='${hotkey}']:enabled`;
const confirm = { trigger: ".modal footer button[name='action_confirm']:enabled", run: "click" };
const closed = { trigger: "body:not(:has(.modal))" };
const reason = (text) => ({ trigger: ".modal .o_field_widget[name='reason'] textarea", run: `edit ${text}` });

function leg(name, steps) {
    registry.category("web_tour.tours").add(`biuro_replies_${name}`, { steps: () => steps });
}

leg("ask", [
    { trigger: button("i"), run: "click" },
    { trigger: ".modal .o_field_widget[name='department_id'] input", run: "edit WO" },
    { trigger: ".o-autocomplete--dropdown-item > a:contains('Wydział Organizacyjny')", run: "click" },
    { trigger: ".modal .o_field_widget[name='question'] textarea", run: "edit Ile kosztowała naprawa?" },
    { trigger: ".modal .o_form_button_save:enabled", run: "click" },
    closed,
]);

leg("answer", [
    { trigger: ".o_field_widget[name='answer'] textarea", run: "edit 1200 złotych" },
    { trigger: button("q"), run: "click" },
    { trigger: ".o_form_statusbar:not(:has(button[data-hotkey='q']))" },
]);

leg("send", [
    { trigger: ".o_field_widget[name='input_count']:contains('1')" },
    { trigger: ".o_notebook a[name='acceptance']", run: "click" },
    { trigger: ".o_field_widget[name='extra_step_ids'] .form-check:contains('Opinia prawna') input", run: "check" },
    { trigger: button("q"), run: "click" },
    { trigger: ".o_form_statusbar:not(:has(button[data-hotkey='q']))" },
]);

leg("accept", [{ trigger: button("a"), run: "click" }, confirm, closed, { trigger: ".o_form_statusbar:not(:has(button[data-hotkey='a']))" }]);

leg("return", [
    { trigger: button("z"), run: "click" },
    reason("Brakuje podstawy prawnej"),
    confirm,
    closed,
    { trigger: ".alert:contains('Brakuje'), .o_form_statusbar" },
]);

leg("improve", [
    { trigger: ".o_field_widget[name='body'] .odoo-editor-editable p", run: "editor Treść z podstawą prawną." },
    { trigger: button("q"), run: "click" },
    reason("Dodano podstawę prawną"),
    confirm,
    closed,
    { trigger: ".o_form_statusbar:not(:has(button[data-hotkey='q']))" },
    { trigger: ".oe_stat_button:has([name='version_count'])", run: "click" },
    { trigger: ".modal .o_field_widget[name='difference'] ins" },
    { trigger: ".modal button[special='cancel'], .modal .btn-close", run: "click" },
    closed,
]);

leg("opinion", [
    { trigger: button("f"), run: "click" },
    confirm,
    closed,
    { trigger: ".o_form_statusbar:not(:has(button[data-hotkey='f']))" },
]);

leg("sign", [
    { trigger: button("w"), run: "click" },
    confirm,
    closed,
    { trigger: ".o_field_widget[name='register_ref']:contains('RPWY/')" },
]);

leg("dispatch", [
    { trigger: button("y"), run: "click" },
    confirm,
    closed,
    { trigger: button("d") },
]);
