"""The web client opens with every community addon that the suite takes, in Polish and with its icons."""

import pytest

# screens of the addons of the Odoo Community Association
COMMUNITY = [
    "auditlog.action_auditlog_rule_tree",
    "base_tier_validation.tier_definition_action",
    "dms.action_dms_directory",
    "dms.action_dms_file",
]


@pytest.mark.parametrize("action", COMMUNITY)
def test_community_addon_opens(office, browser, action):
    browser.login("admin")
    browser.open(f"/odoo/action-{action}", ".o_view_controller")
    assert browser.js("!!document.querySelector('.o_main_navbar')")
    assert not browser.js("!!document.querySelector('.o_error_dialog, .o_notification.border-danger')")
    assert browser.errors == []


def test_report_xlsx_is_loaded(browser):
    """The client knows the XLSX kind of report that the addon report_xlsx adds."""
    browser.login("admin")
    browser.open("/odoo", ".o_main_navbar")
    handlers = browser.js(
        "odoo.loader.modules.get('@web/core/registry').registry.category('ir.actions.report handlers').getAll().length"
    )
    assert handlers >= 1
    assert browser.errors == []


def test_client_speaks_polish(browser):
    browser.login("referent")
    browser.open("/odoo", ".o_main_navbar")
    assert browser.js("luxon.Settings.defaultLocale").startswith("pl")
    assert browser.errors == []


def test_icons_are_there(browser):
    """Font Awesome 4.7 loads: Debian's own package of it is another version."""
    browser.login("admin")
    browser.open("/odoo", ".o_main_navbar")
    loaded = browser.js("document.fonts.load('16px FontAwesome', '\\uf015').then(fonts => fonts.length)")
    assert loaded == 1
    assert browser.errors == []
