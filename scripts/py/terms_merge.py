"""`terms_merge.py FRESH.pot pl.po CORE_ADDONS [FOLDER]`: brings pl.po up to date with the fresh .pot.

Kept are the translations that pl.po has. New terms are looked for in the .po files of FOLDER, then in pl.po of the
suite's other addons (mixins of the ground floor bring the same labels), then among the labels that our models inherit
from Odoo's own (activities, followers ...), which Odoo has translated. What is left stays empty and is named. Terms
that are no longer used go.
"""

import sys
from pathlib import Path

import polib

# Odoo's own addons whose labels our models inherit, nearest first.
CORE = ("mail", "portal", "base_import", "web", "resource", "hr", "calendar", "contacts", "auth_signup", "rating")


def translations(path):
    if not path.exists():
        return {}
    terms = (e for e in polib.pofile(str(path)) if e.msgstr and not e.obsolete and "fuzzy" not in e.flags)
    return {e.msgid: e.msgstr for e in terms}


def main(pot_path, po_path, core, extra):
    pot = polib.pofile(str(pot_path))
    sources = [translations(po_path)]
    if extra:
        sources += [translations(path) for path in sorted(Path(extra).glob("*.po"))]
    sources += [translations(path) for path in sorted(po_path.resolve().parents[2].glob("biuro_*/i18n/pl.po"))]
    sources += [translations(core / name / "i18n" / "pl.po") for name in CORE]
    sources += [translations(core / "base" / "i18n" / "pl.po")]
    merged = polib.POFile(wrapwidth=78)
    merged.metadata = {
        **pot.metadata,
        "Language": "pl",
        "Plural-Forms": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    }
    # a date in the header would change the file at each run
    for key in ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team"):
        merged.metadata.pop(key, None)
        pot.metadata.pop(key, None)
    merged.header = pot.header
    empty = []
    for term in pot:
        text = next((found[term.msgid] for found in sources if term.msgid in found), "")
        merged.append(
            polib.POEntry(
                msgid=term.msgid,
                msgstr=text,
                occurrences=term.occurrences,
                comment=term.comment,
                tcomment=term.tcomment,
                flags=term.flags,
            )
        )
        if not text:
            empty.append(term.msgid)
    pot.save(str(pot_path))
    merged.save(str(po_path))
    print(f"{pot_path.stem}: {len(pot)} terms, {len(empty)} without translation")
    for term in empty:
        print(f"  {term!r}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4] if len(sys.argv) > 4 else "")
