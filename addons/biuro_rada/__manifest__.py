{
    "name": "Biuro: City Council",
    "version": "19.0.1.0.0",
    "category": "Services/Biuro",
    "summary": "Sessions with live roll-call voting, resolutions, interpellations, allowances and memberships",
    "author": "Biuro",
    "license": "AGPL-3",
    "application": True,
    "depends": [
        "biuro_kancelaria",
        "portal",
    ],
    "data": [
        # groups and access
        "security/biuro_rada_groups.xml",
        "security/ir.model.access.csv",
        # data
        "data/biuro_rate_data.xml",
        "data/biuro_register_data.xml",
        "data/biuro_money_cron_data.xml",
        # the roots of the menu, then wizards, views and reports: what is named comes before what names it
        "views/biuro_rada_menus.xml",
        "report/biuro_rada_vote_reports.xml",
        "views/biuro_rada_session_views.xml",
        "views/biuro_rada_agenda_item_views.xml",
        "views/biuro_rada_attendance_views.xml",
        "views/res_config_settings_sessions_views.xml",
        "views/portal_templates.xml",
    ],
    "demo": [
        "demo/office_demo.xml",
        "demo/story_demo.xml",
    ],
    "uninstall_hook": "uninstall_hook",
}
