"""The web client opens with every community addon that the suite takes, in Polish and with its icons."""

import pytest

# module of the Odoo Community Association -> model whose screen is opened
COMMUNITY = {
    "auditlog": "auditlog.rule",
    "base_tier_validation": "tier.definition",
    "dms": "dms.directory",
}


def action_path(office, model):
    """Path of the first window action that shows a model."""
    actions = office.rpc(
        "ir.actions.act_window", "search_read", [("res_model", "=", model)], ["path"], limit=1, order="id"
    )
    assert actions, f"no action shows {model}"
    return f"/odoo/{actions[0]['path'] or 'action-%s' % actions[0]['id']}"


@pytest.mark.parametrize("module", COMMUNITY)
def test_community_addon_opens(office, browser, module):
    browser.login("admin")
    browser.open(action_path(office, COMMUNITY[module]), ".o_view_controller, .o_action")
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
    assert browser.js("document.documentElement.lang").startswith("pl")
    assert browser.errors == []


def test_icons_are_there(browser):
    """Font Awesome 4.7 loads: Debian's own package of it is another version."""
    browser.login("admin")
    browser.open("/odoo", ".o_main_navbar")
    loaded = browser.js("document.fonts.load('16px FontAwesome', '\\uf015').then(fonts => fonts.length)")
    assert loaded == 1
    assert browser.errors == []
