"""Polish typography for printed text: pure functions, no database."""

import re

NBSP = "\u00a0"

# One-letter words (a, i, o, u, w, z) must not end a line. Runs such as "a w tym" need the look-behind to see the
# space that the previous match already bound, hence the no-break space among the allowed left neighbours.
_ORPHAN = re.compile(r"(?<![^\s(\[„«\"'\u00a0\u2013\u2014-])([aiouwzAIOUWZ])[ \t\r\n]+(?=\S)")
# What a number belongs to stays with it: art. 5, ust. 2, § 3, nr 7, poz. 12, tel. 12
_BEFORE_NUMBER = re.compile(
    r"(?<!\w)(§+|art\.|ust\.|pkt|lit\.|nr|Nr|poz\.|str\.|tel\.|ul\.|al\.|os\.|pl\.)[ \t\r\n]+(?=\S)"
)
# 5 zł, 2026 r., 14 dni is left alone; thousands "1 234 567" never break
_AFTER_NUMBER = re.compile(r"(?<=\d)[ \t\r\n]+(?=(?:zł|gr|r\.|w\.|%|km|m²|ha|godz\.|min)(?!\w))")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_QUOTED = re.compile(r"(?<![\w\d])\"(?=\S)([^\"\n]*?)(?<=\S)\"(?![\w\d])")


def bind_spaces(text):
    """Put no-break spaces where Polish typography forbids the end of a line.

    :param str text: plain text
    :return: the text with some spaces replaced by no-break spaces; nothing else changes (str)
    """
    text = _ORPHAN.sub(lambda match: match.group(1) + NBSP, text)
    text = _BEFORE_NUMBER.sub(lambda match: match.group(1) + NBSP, text)
    text = _AFTER_NUMBER.sub(NBSP, text)
    return _THOUSANDS.sub(NBSP, text)


def polish_quotes(text):
    """Replace pairs of straight double quotes by Polish ones; a lone quote (an inch, a typo) stays.

    :param str text: plain text
    :return: text with „ and ” (str)
    """
    return _QUOTED.sub(lambda match: f"„{match.group(1)}”", text)


def polish_text(text):
    """Apply all rules for printed text.

    :param str text: plain text
    :return: text ready for print (str)
    """
    return polish_quotes(bind_spaces(text)) if text else text
