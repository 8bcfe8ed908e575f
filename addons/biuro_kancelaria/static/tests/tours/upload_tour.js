import { registry } from "@web/core/registry";

const MESSAGE = [
    "From: Anna Nowak <anna.nowak@example.com>",
    "To: urzad@example.com",
    "Subject: Wiadomosc przeciagnieta na liste",
    "Date: Mon, 02 Mar 2026 08:30:00 +0100",
    "Message-ID: <tour-upload@example.com>",
    "",
    "Prosze o odpowiedz.",
    "",
].join("\r\n");

// Two files at once on the list of incoming letters: a scan and a message become two drafts
registry.category("web_tour.tours").add("biuro_upload", {
    steps: () => [
        { trigger: ".o_biuro_upload_button" },
        {
            trigger: ".o_web_client",
            run: () => {
                const files = new DataTransfer();
                files.items.add(new File(["%PDF-1.4 skan"], "skan_z_listy.pdf", { type: "application/pdf" }));
                files.items.add(new File([MESSAGE], "wiadomosc.eml", { type: "message/rfc822" }));
                const input = document.querySelector(".o_biuro_upload_input");
                input.files = files.files;
                input.dispatchEvent(new Event("change", { bubbles: true }));
            },
        },
        { trigger: ".o_notification:contains('2')" },
        { trigger: ".o_data_row:contains('skan z listy')" },
        { trigger: ".o_data_row:contains('Wiadomosc przeciagnieta na liste')" },
    ],
});
