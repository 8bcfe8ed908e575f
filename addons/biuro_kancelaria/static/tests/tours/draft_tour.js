import { registry } from "@web/core/registry";

const SUBJECT = "Wniosek wpisany w połowie";

// The page is reloaded in the middle of typing: what was typed is offered and comes back
registry.category("web_tour.tours").add("biuro_draft", {
    steps: () => [
        {
            trigger: ".o_field_widget[name='title'] input",
            run: (helpers) => {
                const input = helpers.anchor;
                input.focus();
                input.value = SUBJECT; // no change event: the field was not left yet
                input.dispatchEvent(new InputEvent("input", { bubbles: true }));
            },
        },
        {
            trigger: "body:has(.o_field_widget[name='title'] input)",
            run: async () => {
                const isKept = () =>
                    Object.keys(localStorage).some(
                        (key) => key.startsWith("biuro_draft:") && localStorage[key].includes(SUBJECT)
                    );
                for (let tries = 0; !isKept() && tries < 200; tries++) {
                    await new Promise((resolve) => setTimeout(resolve, 100));
                }
                location.reload();
            },
            expectUnloadPage: true,
        },
        { trigger: ".o_biuro_draft .o_biuro_draft_restore", run: "click" },
        { trigger: `.o_field_widget[name='title'] input:value(/^${SUBJECT}$/)` },
        { trigger: ".o_form_button_cancel", run: "click" },
    ],
});
