"""Side-by-side comparison of two texts as an HTML table."""

import re
from difflib import SequenceMatcher

from markupsafe import Markup, escape

WORDS = re.compile(r"\s+|[^\s]+")


def _mark(old, new):
    """Mark the words that differ between two lines."""
    old_words, new_words = WORDS.findall(old), WORDS.findall(new)
    left, right = Markup(), Markup()
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, old_words, new_words, autojunk=False).get_opcodes():
        before, after = "".join(old_words[a1:a2]), "".join(new_words[b1:b2])
        if tag == "equal":
            left += escape(before)
            right += escape(after)
        else:
            left += Markup("<del>%s</del>") % before if before else ""
            right += Markup("<ins>%s</ins>") % after if after else ""
    return left, right


def compare_texts(old, new, old_title, new_title):
    """Return an HTML table (``Markup``) of two plain texts; removed words in ``del``, added ones in ``ins``."""
    old_lines, new_lines = old.splitlines(), new.splitlines()
    rows = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, old_lines, new_lines, autojunk=False).get_opcodes():
        left, right = old_lines[a1:a2], new_lines[b1:b2]
        for index in range(max(len(left), len(right))):
            before = left[index] if index < len(left) else ""
            after = right[index] if index < len(right) else ""
            if tag == "equal":
                cells = escape(before), escape(after)
            else:
                cells = _mark(before, after)
            changed = Markup("") if tag == "equal" else Markup(' class="table-warning"')
            rows.append(Markup("<tr%s><td>%s</td><td>%s</td></tr>") % (changed, *cells))
    return Markup(
        '<table class="table table-sm biuro_version_diff"><thead><tr><th>%s</th><th>%s</th></tr></thead>'
        "<tbody>%s</tbody></table>"
    ) % (old_title, new_title, Markup().join(rows))
