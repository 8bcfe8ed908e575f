{
    "name": "Biuro: Chancellery",
    "version": "19.0.1.0.0",
    "category": "Services/Biuro",
    "summary": "Registers, letters, cases, statutory deadlines and publication of a city office",
    "author": "Biuro",
    "license": "AGPL-3",
    "application": True,
    "depends": [
        "api_doc",
        "auditlog",
        "base_tier_validation",
        "calendar",
        "contacts",
        "dms",
        "hr",
        "portal",
        "report_xlsx",
        "rpc",
    ],
    "external_dependencies": {
        "python": [
            "holidays",
            "python-stdnum",
            "lxml",
            "openpyxl",
            "pypdf",
            "weasyprint",
        ],
    },
    "data": [
        # groups and access
        "security/biuro_kancelaria_groups.xml",
        "security/ir.model.access.csv",
        "security/biuro_case_security.xml",
        "security/biuro_letter_security.xml",
        "security/biuro_office_security.xml",
        # data
        "data/biuro_register_data.xml",
        "data/biuro.jrwa.class.csv",
        "data/biuro.jrwa.exception.csv",
        "data/biuro_jrwa_data.xml",
        "data/biuro_letter_data.xml",
        # the roots of the menu, then views, each with its own entries at its end
        "views/biuro_kancelaria_menus.xml",
        "views/biuro_start_views.xml",
        "views/biuro_case_views.xml",
        "data/biuro_security_cron_data.xml",
        # the roots of the menu, then views, each with its own entries at its end
        "views/biuro_kancelaria_menus.xml",
        "views/biuro_substitution_views.xml",
        "views/hr_department_views.xml",
        "views/res_company_views.xml",
        "views/res_config_settings_views.xml",
        "data/biuro_deadline_rule_data.xml",
        # the roots of the menu, then views, each with its own entries at its end
        "views/biuro_kancelaria_menus.xml",
        "views/biuro_deadline_rule_views.xml",
        "views/biuro_rate_views.xml",
        "views/biuro_register_views.xml",
        "views/biuro_register_event_views.xml",
        # wizards and reports
        "report/print_layouts.xml",
        "report/biuro_register_book_reports.xml",
        "wizard/biuro_register_book_views.xml",
        "wizard/biuro_register_cancel_views.xml",
        "views/biuro_letter_views.xml",
    ],
    "demo": [
        "demo/office_demo.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "biuro_kancelaria/static/src/print/report_handler.js",
            "biuro_kancelaria/static/src/backend/**/*",
        ],
        "web.assets_tests": [
            "biuro_kancelaria/static/tests/tours/**/*",
        ],
        "web.assets_unit_tests": [
            "biuro_kancelaria/static/tests/**/*.test.js",
        ],
    },
}
