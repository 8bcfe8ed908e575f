{
    "name": "Biuro: Elections",
    "version": "19.0.1.0.0",
    "category": "Services/Biuro",
    "summary": "Lay judges elected by the Council; elections and service of neighbourhood councils (Rady Osiedli)",
    "author": "Biuro",
    "license": "AGPL-3",
    "application": True,
    "depends": [
        "biuro_rada",
        "calendar",
        "portal",
    ],
    "data": [
        # groups and access
        "security/biuro_wybory_groups.xml",
        "security/ir.model.access.csv",
        "security/biuro_wybory_osiedle_election_security.xml",
        "security/biuro_wybory_lawnik_seats_security.xml",
        # data
        "data/biuro_wybory_osiedle_deadline_rule_data.xml",
        "data/biuro_wybory_osiedle_calendar_data.xml",
        "data/biuro_wybory_national_election_data.xml",
        "data/biuro_wybory_osiedle_cron_data.xml",
        "security/biuro_wybory_osiedle_count_security.xml",
        # data
        "data/biuro_deadline_rule_count_data.xml",
        "security/biuro_wybory_lawnik_security.xml",
        # data
        "data/biuro_deadline_rule_lawnik_data.xml",
        "data/biuro_wybory_lawnik_exclusion_data.xml",
        "data/biuro_wybory_lawnik_cron_data.xml",
        # the roots of the menu, then wizards, views and reports: what is named comes before what names it
        "data/biuro_wybory_lawnik_seats_data.xml",
        "views/biuro_wybory_menus.xml",
        "report/biuro_wybory_lawnik_seats_reports.xml",
        "wizard/biuro_wybory_lawnik_step_views.xml",
        "views/biuro_wybory_lawnik_team_views.xml",
        "views/biuro_wybory_lawnik_meeting_views.xml",
        "views/biuro_wybory_lawnik_opinion_views.xml",
        "views/biuro_wybory_lawnik_voting_rules_views.xml",
        "views/biuro_wybory_lawnik_ballot_views.xml",
        "views/biuro_wybory_lawnik_mandate_views.xml",
        "views/biuro_wybory_lawnik_dismissal_views.xml",
        "views/biuro_wybory_lawnik_expiry_views.xml",
        "views/biuro_wybory_lawnik_transfer_views.xml",
        "views/biuro_wybory_lawnik_destruction_views.xml",
        "views/biuro_wybory_lawnik_custody_views.xml",
    ],
    "assets": {
        "web.assets_tests": [
            "biuro_wybory/static/tests/tours/**/*",
        ],
    },
    "demo": [
        "demo/office_demo.xml",
        "demo/story_demo.xml",
    ],
}
