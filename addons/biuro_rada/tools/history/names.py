"""Names of councillors as other systems wrote them: either order, broken hyphens, missing letters, whole lists."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import permutations

ALIKE, ALIKE_WORD = 0.84, 0.7  # of two names, and of each of their words
# a text with one of these words names a body, not a person
BODY_WORDS = {
    "klub", "klubu", "klubow", "klubie", "grupa", "grupy", "radnych", "radni", "radne", "okregu", "okregi", "komisja",
    "komisji", "rada", "rady",
}
# what stands beside names and says nothing of who they are
SMALL_WORDS = BODY_WORDS | {
    "radny", "radna", "radnej", "radnego", "miasta", "miejska", "przewodniczacy", "przewodniczaca",
    "wiceprzewodniczacy", "wiceprzewodniczaca", "i", "oraz", "pan", "pani", "z",
}
_LETTERS = str.maketrans("łŁ", "lL")


@lru_cache(maxsize=50_000)
def fold(text):
    """Return a text without accents, capitals, hyphens and signs: words of plain letters with a space between."""
    plain = unicodedata.normalize("NFKD", (text or "").translate(_LETTERS))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    return " ".join(re.findall(r"[a-z0-9']+", plain.replace("`", " ")))


@lru_cache(maxsize=50_000)
def key_of(name):
    """Return what two spellings of one name have in common (str)."""
    return " ".join(sorted(fold(name).split()))


def tidy(name):
    """Return a name as it is to be kept: one space, hyphens without spaces around."""
    name = re.sub(r"\s*[-–—]\s*", "-", unicodedata.normalize("NFC", name or ""))
    name = re.sub(r"[^\w'’ -]", " ", name.replace("\xa0", " "))
    return " ".join(name.split())


def split_name(name):
    """Return (first name, surname) of a name written with the first name first."""
    words = tidy(name).split()
    return (" ".join(words[:-1]) or words[-1], words[-1]) if words else ("", "")


def alike(one, other):
    """Return how alike two keys are (float from 0 to 1): the best pairing of their words, none of them a stranger."""
    words, others = one.split(), other.split()
    if len(words) != len(others) or len(words) > 4:
        return 0.0
    best = 0.0
    for order in permutations(others):
        ratios = [_ratio(*pair) for pair in zip(words, order, strict=True)]
        if min(ratios) >= ALIKE_WORD:
            best = max(best, sum(ratios) / len(ratios))
    return best


@lru_cache(maxsize=50_000)
def _ratio(one, other):
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


class Roster:
    """The people of one term: finds who a written name means.

    :param names: iterable of (person, full name); a person is any hashable value
    """

    def __init__(self, names=()):
        self.people = {}
        self._by_surname = {}
        for person, name in names:
            self.add(person, name)

    def add(self, person, name):
        """Add a person under a name; more names of one person are allowed."""
        words = fold(name).split()
        if not words:
            return
        self.people.setdefault(" ".join(sorted(words)), person)
        self._by_surname.setdefault(words[-1], []).append((words[0], person))

    def find(self, name):
        """Return (person or None, whether the spelling differs) of one written name."""
        key = key_of(name)
        if not key:
            return None, False
        if key in self.people:
            return self.people[key], False
        words = set(key.split())
        # one more first name than is known, or one less
        found = {
            person for known, person in self.people.items()
            if min(len(known.split()), len(words)) >= 2 and (words > set(known.split()) or words < set(known.split()))
        }
        if len(found) == 1:
            return found.pop(), True
        if len(words) > 1:
            scored = sorted(((alike(key, known), known) for known in self.people), reverse=True)
            if scored and scored[0][0] >= ALIKE:
                best = {self.people[known] for score, known in scored if score == scored[0][0]}
                if len(best) == 1:
                    return best.pop(), True
        return None, False

    def _short(self, words):
        """Return the person of a surname with an initial, or of a surname alone where only one bears it."""
        if len(words) == 2 and 1 in (len(words[0]), len(words[1])):
            initial, surname = sorted(words, key=len)
            found = {person for first, person in self._by_surname.get(surname, ()) if first.startswith(initial)}
            return found.pop() if len(found) == 1 else None
        if len(words) == 1:
            found = {person for _first, person in self._by_surname.get(words[0], ())}
            return found.pop() if len(found) == 1 else None
        return None

    def find_all(self, text):
        """Find the people of a text that lists them in whatever way.

        :return: (list of people without repeats, whether a spelling differs, words that name nobody)
        """
        words = fold(text).split()
        people, loose, left, index = [], False, [], 0
        longest = max((len(known.split()) for known in self.people), default=2)
        while index < len(words):
            windows = [words[index : index + size] for size in range(min(longest, len(words) - index), 0, -1)]
            windows = [window for window in windows if len(window) > 1 or window[0] not in SMALL_WORDS]
            person, size, differs = self._step(windows, words[index : index + longest + 1])
            if person is not None:
                if person not in people:
                    people.append(person)
                loose |= differs
            elif words[index] not in SMALL_WORDS:
                left.append(words[index])
            index += size
        return people, loose, left

    def _step(self, windows, wider):
        """Return (person or None, words read, whether the spelling differs): the surest reading of what comes next."""
        for window in windows:
            person = self.people.get(" ".join(sorted(window)))
            if person is not None:
                return person, len(window), False
        for window in windows:
            if len(window) > 1 and not SMALL_WORDS & set(window):
                person = self._alike(window)
                if person is not None:
                    return person, len(window), True
        # one more first name than is known
        for window in (wider, *windows):
            found = {
                person for known, person in self.people.items()
                if len(window) > 2 and len(known.split()) == len(window) - 1 and set(known.split()) < set(window)
            }
            if len(found) == 1:
                return found.pop(), len(window), True
        for window in windows:
            person = self._short(window) if len(window) < 3 else None
            if person is not None:
                return person, len(window), True
        return None, 1, False

    def _alike(self, window):
        key = " ".join(sorted(window))
        scored = [
            (alike(key, known), person) for known, person in self.people.items() if len(known.split()) == len(window)
        ]
        best = max(scored, key=lambda pair: pair[0], default=(0, None))
        return best[1] if best[0] >= ALIKE else None


def candidates(text):
    """Return the names (list of str) of a text that look like one person each: pieces of two or three words."""
    names = []
    for piece in re.split(r"[,;\n/.]", text or ""):
        name = tidy(piece)
        words = name.split()
        if len(words) in (2, 3) and not SMALL_WORDS & set(fold(name).split()) and all(len(word) > 1 for word in words):
            names.append(name)
    return names


def looks_like_person(name):
    """Tell whether a text may be one person's name: two to four words of letters, none of a body."""
    words = fold(name).split()
    return 2 <= len(words) <= 4 and all(word.isalpha() for word in words) and not BODY_WORDS & set(words)
