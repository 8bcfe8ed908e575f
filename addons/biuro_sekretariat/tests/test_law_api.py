import importlib
import pkgutil
from pathlib import Path

from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.tests.law_contract import LawContract

# each concern keeps its rows in a module of its own: law_rows_<concern>.py with ASKED and REFUSED
ROWS = [
    importlib.import_module(f"{__package__}.{found.name}")
    for found in pkgutil.iter_modules([str(Path(__file__).parent)]) if found.name.startswith("law_rows_")
]


@tagged("post_install", "-at_install")
class TestSekretariatLawApi(LawContract, HttpCase):
    """The calculators of the secretariat over Python, XML-RPC, JSON-RPC and /json/2."""

    MODEL = "biuro.sekretariat.law"
    ASKED = [row for rows in ROWS for row in rows.ASKED]
    REFUSED = [row for rows in ROWS for row in rows.REFUSED]
