import re
import runpy
from pathlib import Path
from tempfile import TemporaryDirectory

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .law_contract import RPC_LOGGERS, LawContract

GUIDE = Path(__file__).parents[3] / "docs" / "integration.md"
ASKED = [
    # method, arguments, what the answer holds
    ("term", {"start": "2026-12-10", "amount": 14, "unit": "day"}, {
        "raw": "2026-12-24", "deadline": "2026-12-28", "target": "2026-12-23", "in_force": False,
    }),
    ("term", {"start": "2026-12-10", "amount": 14, "unit": "day", "roll": False}, {"deadline": "2026-12-24"}),
    ("term", {"start": "2022-07-13", "amount": 14, "unit": "day", "direction": "lapse"}, {"in_force": "2022-07-28"}),
    ("term", {"start": "2026-06-11", "amount": 7, "unit": "day", "direction": "backward"}, {
        "raw": "2026-06-04", "deadline": "2026-06-04", "target": "2026-06-03",
    }),
    ("term", {"start": "2026-03-02", "amount": 14, "unit": "day", "excluded": [["2026-03-10", "2026-03-12"]]}, {
        "raw": "2026-03-16", "deadline": "2026-03-19", "target": "2026-03-19",
    }),
    ("term", {"start": "2026-03-28T12:00:00", "amount": 24, "unit": "hour"}, {
        "raw": "2026-03-29T13:00:00+02:00", "deadline": "2026-03-29T13:00:00+02:00",
        "target": "2026-03-29T13:00:00+02:00",
    }),
    ("deadline", {"rule": "petition", "start": "2026-08-14"}, {
        "raw": "2026-11-14", "deadline": "2026-11-16", "target": "2026-11-13", "rule": "petition",
        "legal_basis": "ustawa o petycjach art. 10",
    }),
    ("deadline", {"rule": "kpa_basic", "start": "2026-03-02", "excluded": []}, {"deadline": "2026-04-02"}),
    ("deadline", {"rule": "fund_first", "start": "2026-01-01"}, {"raw": "2026-05-31", "deadline": "2026-06-01"}),
    ("deadline", {"rule": "lay_collect", "start": "2027-09-23"}, {"deadline": "2027-11-22"}),
    ("deadline", {"rule": "lay_destroy", "start": "2027-11-22"}, {"deadline": "2027-12-22"}),
    ("deadline", {"rule": "kpa_hearing", "start": "2026-06-11"}, {"deadline": "2026-06-03"}),
    ("is_free", {"day": "2026-12-24"}, {"free": True, "working": False}),
    ("is_free", {"day": "2026-05-02"}, {"free": False, "name": False, "working": False}),
    ("case_sign", {"sign": "BS.0056.14.2026.MK2"}, {
        "valid": True, "kind": "letter_mark", "unit": "BS", "jrwa": "0056", "group": False, "number": 14, "year": 2026,
        "clerk": "MK2", "problem": False,
    }),
    ("case_sign", {"sign": "BS/0056/14/2026"}, {"valid": False, "kind": False, "year": False}),
    ("case_sign", {"sign": ""}, {"valid": False}),
    ("retention", {"category": "B5", "closed_on": "2026-10-09"}, {
        "counted_from": "2027-01-01", "last_day": "2031-12-31", "disposable_from": "2032-01-01",
        "to_archive_from": "2029-01-01",
    }),
    ("retention", {"category": "A", "closed_on": "2026-10-09"}, {"disposable_from": False, "last_day": False}),
    ("retention", {"category": "BE5", "closed_on": "2026-12-31", "expert": "A"}, {"disposable_from": False}),
    ("pesel", {"value": "44051401359", "birth_date": "1944-05-14"}, {
        "valid": True, "problem": False, "birth_date": "1944-05-14",
    }),
    ("pesel", {"value": "44051401358"}, {"valid": False, "birth_date": False}),
    ("nip", {"value": "123-456-32-18"}, {"valid": True, "problem": False}),
    ("regon", {"value": "123456786"}, {"valid": False}),
]
REFUSED = [
    ("term", "start", {"start": "2026-02-30", "amount": 1, "unit": "day"}),
    ("term", "start", {"start": False, "amount": 1, "unit": "day"}),
    ("term", "start", {"start": "2026-03-04", "amount": 1, "unit": "hour"}),
    ("term", "start", {"start": "2026-03-29T02:30:00", "amount": 1, "unit": "hour"}),
    ("term", "amount", {"start": "2026-03-04", "amount": -1, "unit": "day"}),
    ("term", "amount", {"start": "2026-03-04", "amount": 1.5, "unit": "day"}),
    ("term", "amount", {"start": "2026-03-04", "amount": 1000000, "unit": "year"}),
    ("term", "unit", {"start": "2026-03-04", "amount": 1, "unit": "fortnight"}),
    ("term", "direction", {"start": "2026-03-04", "amount": 1, "unit": "day", "direction": "up"}),
    ("term", "roll", {"start": "2026-03-04", "amount": 1, "unit": "day", "roll": "yes"}),
    ("term", "excluded", {
        "start": "2026-03-04", "amount": 1, "unit": "day", "excluded": [["2026-03-06", "2026-03-05"]],
    }),
    ("term", "excluded", {"start": "2026-03-04", "amount": 1, "unit": "day", "excluded": ["2026-03-06"]}),
    ("deadline", "rule", {"rule": "nothing_like_it", "start": "2026-03-04"}),
    ("deadline", "start", {"rule": "kpa_basic", "start": "04.03.2026"}),
    ("is_free", "day", {"day": "1950-12-31"}),
    ("case_sign", "sign", {"sign": 5}),
    ("retention", "category", {"category": "C", "closed_on": "2026-10-09"}),
    ("retention", "expert", {"category": "B5", "closed_on": "2026-10-09", "expert": "A"}),
    ("pesel", "value", {"value": 440514}),
    ("pesel", "birth_date", {"value": "44051401359", "birth_date": "1944"}),
    ("nip", "value", {"value": False}),
    ("regon", "value", {"value": []}),
]


@tagged("post_install", "-at_install")
class TestLawApi(LawContract, HttpCase):
    """The calculators of the chancellery, and the examples of the guide for integrators."""

    MODEL = "biuro.law"
    ASKED = ASKED
    REFUSED = REFUSED

    def test_examples_of_the_guide(self):
        """Each Python example of docs/integration.md runs as it is printed."""
        if not GUIDE.exists():
            # an installation that holds the addons alone has no docs beside them
            return
        self.env["biuro.rate"].create({
            "code": "EXAMPLE", "name": "Przykład", "date_from": "2026-01-01", "value": "1250", "source": "test",
        })
        guide = GUIDE.read_text(encoding="utf-8")
        chapter = guide[guide.index("## The law over RPC"):]
        chapter = re.split(r"\n## ", chapter[3:], maxsplit=1)[0]
        blocks = re.findall(r"^```python\n(.*?)^```", chapter, flags=re.M | re.S)
        self.assertGreaterEqual(len(blocks), 4)
        server = self.base_url()
        host, port = re.fullmatch(r"http://(.+):(\d+)", server).groups()
        names = {
            "SERVER": server, "HOST": host, "PORT": int(port), "DATABASE": self.env.cr.dbname,
            "LOGIN": "clerk", "PASSWORD": "clerk", "API_KEY": self.key, "print": lambda *_args: None,
        }
        self.env.flush_all()
        with self.allow_requests(all_requests=True), mute_logger(*RPC_LOGGERS), TemporaryDirectory() as folder:
            for number, block in enumerate(blocks):
                example = Path(folder, f"example_{number}.py")
                example.write_text(block, encoding="utf-8")
                names.update(runpy.run_path(str(example), init_globals=names))
