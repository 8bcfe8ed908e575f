import re
import unicodedata
from itertools import combinations

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

# The function below has the same figures.
SHORTEST_PREFIX = 3  # shorter words are found as a whole only
LONGEST_PREFIX = 16  # of a longer word these first letters count
PAIRED = 4  # first letters of two words that make a key together
MOST_WORDS = 60  # of a record, and of what is typed

MOST_PAIRED = 6  # typed words: fifteen pairs
FEW = 1000  # rows found by the index are named by their ids up to this number

MARKS = re.compile("[\u0300-\u036f]+")
WORD = re.compile(r"[^\W_]+")
# letters that are not a letter with a mark for Unicode
LETTERS = str.maketrans("łđøı", "ldoi")

# The keys of a text: beginnings of its words and pairs of their first letters. word_keys() below does the same.
FUNCTION = r"""
CREATE OR REPLACE FUNCTION biuro_word_keys(line text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 300 AS $body$
DECLARE
    plain text := lower(line);
    word text;
    start text COLLATE "C";
    other text COLLATE "C";
    starts text[] := '{}';
    keys text[] := '{}';
BEGIN
    IF octet_length(plain) > length(plain) THEN
        plain := translate(plain, 'ąćęłńóśźż', 'acelnoszz');
        IF octet_length(plain) > length(plain) THEN
            plain := regexp_replace(normalize(plain, NFKD), '[\u0300-\u036f]+', '', 'g');
            plain := translate(lower(plain), 'łđøı', 'ldoi');
        END IF;
    END IF;
    plain := btrim(regexp_replace(plain, '[^[:alnum:]]+', ' ', 'g'));
    FOREACH word IN ARRAY (string_to_array(plain, ' '))[:60] LOOP
        FOR size IN least(3, length(word)) .. least(16, length(word)) LOOP
            keys := keys || left(word, size);
        END LOOP;
        start := left(word, 4);
        IF start !~ '[0-9]' AND length(start) = 4 AND start <> ALL (starts) THEN
            FOREACH other IN ARRAY starts LOOP
                keys := keys || (least(start, other) || ' ' || greatest(start, other));
            END LOOP;
            starts := starts || start;
        END IF;
    END LOOP;
    RETURN keys;
END
$body$
"""


def plain_words(text):
    """Return the words of a text (list of str): lower case, without diacritics, letters and digits only."""
    plain = MARKS.sub("", unicodedata.normalize("NFKD", str(text or "").lower())).lower().translate(LETTERS)
    return WORD.findall(plain)[:MOST_WORDS]


def _spellings():
    """Return the letters written like a plain one (dict of str): a -> AaÀàÁáĄą..."""
    spellings = {}
    for code in (*range(ord("0"), ord("z") + 1), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        for plain in plain_words(chr(code)):
            spellings[plain] = spellings.get(plain, "") + chr(code)
    return spellings


SPELLINGS = _spellings()


def word_pattern(word):
    """Return a regular expression (str) that each text with the plain word in it matches."""
    return "".join(f"[{SPELLINGS.get(letter, letter)}][\u0300-\u036f]*" for letter in word)


def wanted_keys(words):
    """Return the keys (list of str) that a record must have to hold all the words (list of str, plain)."""
    keys = [word[:LONGEST_PREFIX] for word in words]
    starts = dict.fromkeys(
        word[:PAIRED] for word in sorted(words, key=len, reverse=True)
        if len(word) >= PAIRED and not any(letter.isdecimal() for letter in word[:PAIRED])
    )
    pairs = combinations(sorted(list(starts)[:MOST_PAIRED]), 2)
    return list(dict.fromkeys(keys)) + [" ".join(pair) for pair in pairs]


class WordIndex(models.Index):
    """The index of a ``WordSearch`` field."""

    def __init__(self, columns):
        # what is empty must not make the whole expression NULL
        line = " || ' ' || ".join(f"coalesce({column}, '')" for column in columns)
        super().__init__(f"USING gin (biuro_word_keys({line}))")

    def apply_to_database(self, model):
        model.env.cr.execute(FUNCTION)
        super().apply_to_database(model)


class WordSearch(fields.Char):
    """Searches text columns of its model by words; holds nothing itself. It stands beside ``ilike`` on the columns.

    ::

        words = WordSearch("Party or Subject", columns=("register_ref", "subject", "party"))
        _words_idx = words.word_index()

    and in a search view ``<field name="words"/>``, over RPC ``[("words", "ilike", "kowalski jan")]``; in
    ``biuro.search`` the key ``words`` of a definition. The columns are stored Char or Text fields of the same table.

    What is found by ``ilike`` (``not ilike`` is the opposite, there is no other operator but the one named below):

    - each typed word must begin a word of the record, whichever column it stands in and in any order: ``jan kowal``
      finds a letter of *Kowalski Jan*, ``zaśw kowal`` one whose subject has *zaświadczenie*;
    - typed words of one or two letters must be whole words (``12`` is not the beginning of ``1234``);
    - case and diacritics do not matter (this needs no ``unaccent``); what is neither letter nor digit only separates
      words, so ``RPW/12/2026`` is three words; the first 16 letters of a word count, and the first 60 words of a
      record;
    - when nothing the user may see is found in this way, or all words are shorter than three letters, each typed word
      is looked for anywhere in the columns, within words too (``ilike``): nothing is lost that ``ilike`` would find,
      unless there is a better answer. The operator ``=ilike`` leaves this out.

    Why: an ``ilike`` asks a trigram index, and a person's name or an ordinary subject consists of groups of letters
    that very many rows have: their long lists are read. Here each beginning of a word is a key of a GIN index of its
    own, and so are the first letters of each two words together, for texts whose words are all frequent. PostgreSQL
    skips through the long lists by the shortest. The index is built over an expression: rows written by SQL are in it.
    What few rows have is found first, and the record rules filter these few.
    """

    store = False
    readonly = True
    copy = False
    prefetch = False
    exportable = False
    search = "_search_words"
    columns = ()

    def word_index(self):
        """Return the index of the field, to be named in the class of the model."""
        return WordIndex(self._args__["columns"])

    def determine_domain(self, model, operator, value):
        if operator in ("not ilike", "not =ilike"):
            return NotImplemented  # the platform negates what is found
        if operator not in ("ilike", "=ilike"):
            raise UserError(model.env._("Words can only be searched for what contains them, or does not."))
        words = plain_words(value)
        if operator == "ilike" and max(map(len, words), default=0) < SHORTEST_PREFIX:
            return self._anywhere(value)
        if not words:
            return Domain.FALSE
        # MATERIALIZED: planned as if all were wanted, by the index, and left off after the first rows
        ids = [row_id for [row_id] in model.env.execute_query(SQL(
            "WITH found AS MATERIALIZED (SELECT id FROM %s WHERE %s) SELECT id FROM found LIMIT %s",
            SQL.identifier(model._table), self._has_keys(model, model._table, words), FEW + 1,
        ))]
        if len(ids) > FEW:
            return self._of_many(words)
        found = Domain("id", "in", ids)
        if operator == "=ilike":
            return found
        # asked under the rules of the user: the answer must not depend on records that he or she may not see
        return found if ids and model.search(found, limit=1, order="id") else self._anywhere(value)

    def filter_function(self, records, field_expr, operator, value):
        domain = self.determine_domain(records.browse(), operator, value)
        kept = set(records.filtered_domain(domain)._ids)
        return lambda record: record._ids[0] in kept

    def _columns_sql(self, model, alias):
        return [model._field_to_sql(alias, name) for name in self.columns]

    def _has_keys(self, model, alias, words):
        """Return the condition (SQL) that the index answers."""
        columns = [SQL("coalesce(%s, '')", column) for column in self._columns_sql(model, alias)]
        return SQL(
            "biuro_word_keys(%s) @> %s::text[]", SQL(" || ' ' || ").join(columns), wanted_keys(words),
        )

    def _of_many(self, words):
        """Return the domain (Domain) of very many rows: a list walks along its order until the page is full.

        On the way the keys of each row would be made, which is slow: what has not even the letters is sorted out
        before. CASE hides from the planner that it could know how many rows these are; it knows that of the keys.
        """
        def to_sql(model, alias, query):
            columns = self._columns_sql(model, alias)
            letters = SQL(" AND ").join(
                SQL("(%s)", SQL(" OR ").join(SQL("%s ~* %s", column, word_pattern(word)) for column in columns))
                for word in dict.fromkeys(word[:LONGEST_PREFIX] for word in words)
            )
            return SQL(
                "(CASE WHEN %s THEN true ELSE false END AND %s)", letters, self._has_keys(model, alias, words),
            )

        def predicate(record):
            present = plain_words(" ".join(record[name] or "" for name in self.columns))
            return all(
                any(word.startswith(wanted) if len(wanted) >= SHORTEST_PREFIX else word == wanted for word in present)
                for wanted in (word[:LONGEST_PREFIX] for word in words)
            )

        return Domain.custom(to_sql=to_sql, predicate=predicate)

    def _anywhere(self, value):
        """Return the domain (Domain) of the records that have each typed word somewhere in a column."""
        domain = Domain.TRUE
        for piece in str(value or "").split()[:MOST_WORDS]:
            piece = piece.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            domain &= Domain.OR(Domain(name, "ilike", piece) for name in self.columns)
        return domain
