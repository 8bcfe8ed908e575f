"""`terms_check.py FRESH.pot I18N_FOLDER`: pl.po and the .pot of the folder are complete and up to date."""

import sys
from pathlib import Path

import polib

fresh, folder = Path(sys.argv[1]), Path(sys.argv[2])
module = fresh.stem
pot = polib.pofile(str(fresh))
wanted = {entry.msgid for entry in pot if not entry.obsolete}
problems = []
paths = {"pl.po": folder / "pl.po", f"{module}.pot": folder / f"{module}.pot"}
for name, path in paths.items():
    if not path.exists():
        problems.append(f"{module}: i18n/{name} is missing")
        continue
    entries = {entry.msgid: entry for entry in polib.pofile(str(path)) if not entry.obsolete}
    problems += [f"{module}/{name}: missing: {term!r}" for term in sorted(wanted - entries.keys())]
    problems += [f"{module}/{name}: no longer used: {term!r}" for term in sorted(entries.keys() - wanted)]
    if name == "pl.po":
        empty = [term for term, entry in entries.items() if not entry.msgstr]
        problems += [f"{module}/{name}: not translated: {term!r}" for term in empty]
        problems += [f"{module}/{name}: fuzzy: {term!r}" for term, entry in entries.items() if "fuzzy" in entry.flags]
for problem in problems[:200]:
    print(problem)
if len(problems) > 200:
    print(f"... and {len(problems) - 200} more; ./biuro pot helps")
sys.exit(bool(problems))
