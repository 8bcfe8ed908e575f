"""Sentiment of a publication by rules that anybody can check by hand: no model, the same answer every time."""

import re

from odoo.addons.biuro_kancelaria.law.base import LawError, Reasons

TOKEN = re.compile(r"[a-ząćęłńóśźż0-9]+")
WORD = re.compile(r"[a-ząćęłńóśźż0-9]+\*?")
NEGATIONS = frozenset({"nie", "bez", "brak", "ani"})
BEFORE = 2  # words before the first one of a match in which a negation turns it
TITLE_FACTOR = 2
SCOPES = ("title", "excerpt", "both")
HEAVIEST = 3
PLACES = {"title": "tytuł", "excerpt": "fragment"}


def tokens(text):
    """Return the words of a text in lower case."""
    return TOKEN.findall(text.lower())


def parse_pattern(pattern):
    """Return the words of a pattern as (letters, whether it is a beginning): ``afer*`` fits *afera* and *aferze*."""
    words = pattern.lower().split()
    if not words or not all(WORD.fullmatch(word) for word in words):
        raise LawError("rules.pattern", f"wzorzec „{pattern}” może mieć tylko słowa i gwiazdkę na końcu słowa.")
    return [(word.rstrip("*"), word.endswith("*")) for word in words]


def matches(pattern, words):
    """Yield the positions at which a parsed pattern fits the words of a text."""
    for start in range(len(words) - len(pattern) + 1):
        if all(
            words[start + offset].startswith(letters) if beginning else words[start + offset] == letters
            for offset, (letters, beginning) in enumerate(pattern)
        ):
            yield start


def sentiment(title, excerpt, rules):
    """Judge a publication by weighted patterns.

    A hit in the title counts twice; a negation within two words before turns its sign. Both kinds of hits with the
    smaller sum at least half of the greater make it mixed.

    :param str title: title of the publication
    :param str excerpt: its excerpt
    :param list rules: dicts ``pattern``, ``weight`` (-3 to 3, not 0), ``scope`` (``title``, ``excerpt``, ``both``)
    :return: dict ``sentiment`` (``negative``, ``neutral``, ``positive``, ``mixed``), ``score`` (positive less
        negative), ``positive``, ``negative`` (sums, not negative), ``hits`` (dicts ``pattern``, ``place``, ``text``,
        ``weight`` as it counted), ``reasons``
    """
    texts = {"title": tokens(title), "excerpt": tokens(excerpt)}
    positive = negative = 0
    hits, reasons = [], Reasons()
    for rule in rules:
        pattern = parse_pattern(rule["pattern"])
        for place, words in texts.items():
            if rule["scope"] not in (place, "both"):
                continue
            for start in matches(pattern, words):
                turned = not NEGATIONS.isdisjoint(words[max(start - BEFORE, 0):start])
                weight = rule["weight"] * (TITLE_FACTOR if place == "title" else 1) * (-1 if turned else 1)
                positive += max(weight, 0)
                negative += max(-weight, 0)
                text = " ".join(words[start:start + len(pattern)])
                hits.append({"pattern": rule["pattern"], "place": place, "text": text, "weight": weight})
                reasons.add(
                    "hit", "", f"{PLACES[place]}: „{text}” ({rule['pattern']}): {weight:+d}"
                               + (" – odwrócone przez przeczenie" if turned else ""))
    small, great = sorted((positive, negative))
    if not great:
        result = "neutral"
    elif small and 2 * small >= great:
        result = "mixed"
    else:
        result = "positive" if positive > negative else "negative"
    reasons.add("sum", "", f"dodatnie {positive}, ujemne {negative}, wynik {positive - negative}")
    return {"sentiment": result, "score": positive - negative, "positive": positive, "negative": negative, "hits": hits,
            "reasons": reasons.as_list()}
