import { inputFiles } from "@web/../tests/utils";
import { registry } from "@web/core/registry";

/** History of the council: a new import, the file, its check, the import itself, the report of rows. */

const FILE = JSON.stringify({
    format: "biuro-rada-history",
    version: 1,
    source: "tour",
    terms: [
        { term: "V", election_date: "2006-11-12", date_start: "2006-11-20", date_end: "2010-11-12", population: 12000 },
    ],
    councillors: [
        { term: "V", first_name: "Anna", last_name: "Dawna", mandate_start: "2006-11-20" },
        { term: "V", first_name: "Jan", last_name: "Były", mandate_start: "2006-11-20" },
    ],
    sessions: [
        {
            term: "V",
            number: 7,
            date: "2007-05-30",
            attendance: [
                { councillor: "Anna Dawna", status: "present" },
                { councillor: "Jan Były", status: "present" },
            ],
            votes: [
                { number: 1, subject: "w sprawie rynku", ballots: { "Anna Dawna": "yes", "Jan Były": "no" } },
                { number: 2, subject: "" },
            ],
        },
    ],
    interpellations: [
        { term: "V", ref: "3/2007", date: "2007-06-01", authors: ["Jan Były"], subject: "w sprawie latarni" },
    ],
});

registry.category("web_tour.tours").add("biuro_rada_import", {
    steps: () => [
        { trigger: ".o_list_button_add", run: "click" },
        {
            trigger: ".o_field_widget[name='file'] .o_select_file_button",
            run: () =>
                inputFiles(".o_field_widget[name='file'] input[type='file']", [
                    new File([FILE], "historia.json", { type: "application/json" }),
                ]),
        },
        { trigger: ".o_field_widget[name='name'] input:value('historia.json')" },
        { trigger: ".o_statusbar_buttons button[name='action_check']:enabled", run: "click" },
        { trigger: ".o_field_widget[name='refused_count']:contains('1')" },
        { trigger: ".o_field_widget[name='term_ids'] .o_data_row:contains('V')" },
        { trigger: ".o_statusbar_buttons button[name='action_import']:enabled", run: "click" },
        { trigger: ".modal footer .btn-primary", run: "click" },
        { trigger: ".o_statusbar_status .o_arrow_button_current[data-value='done']" },
        { trigger: ".o_field_widget[name='taken_count']:contains('6')" },
        { trigger: "button[name='action_open_rows']", run: "click" },
        { trigger: ".o_list_view .o_data_row.text-danger, .o_list_view tr.text-danger, .o_list_view .o_data_row:contains('V')" },
        { trigger: ".breadcrumb-item a:contains('historia.json')", run: "click" },
        { trigger: "button[name='action_open_differences']", run: "click" },
        { trigger: ".o_list_view, .o_view_nocontent" },
    ],
});
