"""Run in the Odoo shell on a new database: Polish settings, and the demo data of the addons in BIURO_DEMO_MODULES.

The demo data of Odoo's own modules stays out: a Polish office has no use for it.
"""

import os
import secrets

from odoo.modules.loading import load_data
from odoo.modules.module_graph import ModuleGraph

env = env  # noqa: F821 - given by the shell

LANG, ZONE = "pl_PL", "Europe/Warsaw"

if not env["ir.config_parameter"].get_param("biuro.office"):
    poland, zloty = env.ref("base.pl"), env.ref("base.PLN")
    zloty.active = True
    company = env.ref("base.main_company")
    company.write({"country_id": poland.id, "currency_id": zloty.id})
    env["ir.default"].set("res.partner", "lang", LANG)
    env["ir.default"].set("res.partner", "tz", ZONE)
    users = env["res.users"].with_context(active_test=False).search([])
    users.partner_id.write({"lang": LANG, "tz": ZONE})
    company.partner_id.write({"lang": LANG, "tz": ZONE})
    if not os.environ.get("BIURO_DEMO_MODULES"):
        # an office with data of its own does not start with the password that everybody knows
        password = os.environ.get("BIURO_ADMIN_PASSWORD") or secrets.token_urlsafe(12)
        env.ref("base.user_admin").password = password
        if not os.environ.get("BIURO_ADMIN_PASSWORD"):
            print(f"note: The administrator's login is admin, the password {password} (shown this once)")
    env["ir.config_parameter"].set_param("biuro.office", "1")

wanted = os.environ.get("BIURO_DEMO_MODULES", "").split()
if wanted:
    installed = env["ir.module.module"].search([("state", "=", "installed")]).mapped("name")
    graph = ModuleGraph(env.cr, mode="load")
    graph.extend(installed)
    for package in graph:
        if package.name in wanted:
            load_data(env(su=True), {}, "init", kind="demo", package=package)
    env.cr.execute("UPDATE ir_module_module SET demo = true WHERE name = ANY(%s)", [wanted])

env.cr.commit()
print("office ready")
