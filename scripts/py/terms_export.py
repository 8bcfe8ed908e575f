"""Run in the Odoo shell: writes MODULE.pot, and with BIURO_TERMS_PO also MODULE.po, into the folder BIURO_TERMS."""

import io
import os
from pathlib import Path

from odoo.tools.translate import trans_export

env = env  # noqa: F821 - given by the shell

target = Path(os.environ["BIURO_TERMS"])
modules = env["ir.module.module"].search([("state", "=", "installed"), ("name", "=like", "biuro\\_%")])
for name in modules.mapped("name"):
    with io.BytesIO() as buffer:
        trans_export(False, [name], buffer, "po", env)
        (target / f"{name}.pot").write_bytes(buffer.getvalue())
print("exported", len(modules))
