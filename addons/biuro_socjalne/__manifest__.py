{
    "name": "Biuro: Company Social Fund",
    "version": "19.0.1.0.0",
    "category": "Services/Biuro",
    "summary": "ZFŚS: charge, plan, rules, declarations, applications, payments with tax, loans, ledger",
    "author": "Biuro",
    "license": "AGPL-3",
    "application": True,
    "depends": [
        "biuro_kancelaria",
        "calendar",
        "hr",
        "hr_holidays",
        "portal",
    ],
    "data": [
        # groups and access
        "security/biuro_socjalne_groups.xml",
        "security/ir.model.access.csv",
        # data
        "data/biuro_rate_data.xml",
        "data/biuro_socjalne_category_data.xml",
        # the roots of the menu, then wizards, views and reports: what is named comes before what names it
        "views/biuro_socjalne_menus.xml",
    ],
    "assets": {
        "web.assets_tests": [
            "biuro_socjalne/static/tests/tours/**/*",
        ],
    },
    "demo": [
        "demo/office_demo.xml",
        "demo/story_demo.xml",
    ],
}
