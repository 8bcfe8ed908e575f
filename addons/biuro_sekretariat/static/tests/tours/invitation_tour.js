import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

// the secretary makes an invitation of a letter and hands it over
tours.add("biuro_invitation_from_letter", {
    steps: () => [
        { trigger: ".o_form_view [name=register_as] button[name=action_make_invitation]", run: "click" },
        { trigger: ".o_form_view .o_field_widget[name=organizer_name] input" },
        { trigger: ".o_form_view .o_field_widget[name=place] input", run: "edit Aula szkoły" },
        { trigger: ".o_form_view .o_form_button_save", run: "click" },
        { trigger: ".o_form_view .o_form_saved" },
        { trigger: ".o_form_view button[name=action_submit]", run: "click" },
        { trigger: ".o_form_view .o_statusbar_status button[aria-current=step][data-value=to_decide]" },
    ],
});

// the President sends the deputy, with one key
tours.add("biuro_invitation_decided", {
    steps: () => [
        { trigger: ".o_biuro_invitations article[data-invitation]" },
        { trigger: ".o_biuro_invitations button[name=accept]:enabled" },
        { trigger: ".o_biuro_invitations #o_biuro_invitation_note", run: "edit Proszę o kilka słów" },
        { trigger: ".o_biuro_invitations button[name^=send_]:first", run: "click" },
        { trigger: ".o_biuro_invitations [name=empty]" },
    ],
});

// it stands in the deputy's agenda; the deputy opens the briefing card
tours.add("biuro_invitation_in_agenda", {
    steps: () => [
        { trigger: ".o_biuro_agenda .o_biuro_agenda_column" },
        { trigger: ".o_biuro_agenda button[name=next]", run: "click" },
        { trigger: ".o_biuro_agenda .o_biuro_agenda_block:contains(Jubileusz szkoły)", run: "click" },
        { trigger: ".o_form_view .o_field_widget[name=represented_id]" },
        { trigger: ".o_form_view button[name=action_open_briefing]", run: "click" },
        { trigger: ".o_biuro_briefing section[name=letters_in] tbody tr" },
        { trigger: ".o_biuro_briefing button[name=print]" },
    ],
});

// two calendars side by side, a common free time, a new entry
tours.add("biuro_agenda_board", {
    steps: () => [
        { trigger: ".o_biuro_agenda .o_biuro_agenda_column:nth-child(3)" },
        { trigger: ".o_biuro_agenda button[name=free]", run: "click" },
        { trigger: ".o_biuro_agenda [name=free_list] button:first", run: "click" },
        { trigger: ".modal .o_form_view .o_field_widget[name=name] input, .modal .o_form_view .o_field_widget[name=name] textarea", run: "edit Wspólna rozmowa" },
        { trigger: ".modal .o_form_button_save", run: "click" },
        { trigger: "body:not(:has(.modal)) .o_biuro_agenda" },
    ],
});
