{
    "name": "Biuro: Secretariat",
    "version": "19.0.1.0.0",
    "category": "Services/Biuro",
    "summary": "Visitors, the President's calendar, citizens' requests, contracts and cultural institutions",
    "author": "Biuro",
    "license": "AGPL-3",
    "application": True,
    "depends": [
        "biuro_kancelaria",
        "calendar_sms",
    ],
    "data": [
        # groups and access
        "security/biuro_sekretariat_groups.xml",
        "security/ir.model.access.csv",
        "security/biuro_agenda_security.xml",
        "security/biuro_sekretariat_meeting_security.xml",
        "security/biuro_sekretariat_petition_security.xml",
        "security/biuro_sekretariat_info_request_security.xml",
        # data
        "data/biuro_sekretariat_agenda_kind_data.xml",
        "data/biuro_sekretariat_petition_data.xml",
        "data/biuro_sekretariat_meeting_data.xml",
        "security/biuro_sekretariat_culture_security.xml",
        "security/biuro_sekretariat_travel_security.xml",
        # data
        "data/biuro_sekretariat_culture_data.xml",
        "security/biuro_sekretariat_contract_security.xml",
        # data
        "data/biuro_sekretariat_contract_data.xml",
        "data/biuro_sekretariat_travel_data.xml",
        # the roots of the menu, then wizards, views and reports: what is named comes before what names it
        "views/biuro_sekretariat_menus.xml",
        "wizard/biuro_sekretariat_petition_act_views.xml",
        "wizard/biuro_sekretariat_info_act_views.xml",
        "wizard/biuro_sekretariat_info_statement_views.xml",
        "report/biuro_sekretariat_citizens_reports.xml",
        "report/bip_petition_templates.xml",
        "views/biuro_sekretariat_petition_views.xml",
        "views/biuro_sekretariat_petition_summary_views.xml",
        "views/biuro_sekretariat_info_request_views.xml",
        "views/biuro_sekretariat_info_input_views.xml",
        "views/biuro_letter_views.xml",
        "views/biuro_letter_matter_views.xml",
    ],
    "demo": [
        "demo/office_demo.xml",
        "demo/story_demo.xml",
    ],
    "uninstall_hook": "uninstall_hook",
    "assets": {
        "web.assets_backend": [
            "biuro_sekretariat/static/src/backend/**/*",
        ],
        "web.assets_tests": [
            "biuro_sekretariat/static/tests/tours/**/*",
        ],
    },
}
