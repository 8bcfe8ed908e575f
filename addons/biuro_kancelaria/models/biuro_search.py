from contextlib import contextmanager
from datetime import date

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, OrderedSet

from ..tools import office_today

SHORTEST_WORD = 3  # a trigram index finds nothing shorter
MOST_WORDS = 6
MOST_RELATED = 300
MOST_RESULTS = 20
NEWEST = 5000  # records looked through before the index is asked


class BiuroSearch(models.AbstractModel):
    """One search box over all registers and records the user may see.

    An area adds its models by extending ``_search_models``.
    """

    _name = "biuro.search"
    _description = "Search in All Registers"

    @api.model
    @api.readonly
    def find(self, text, limit=5):
        """Find records by number, case sign, words of the title or the name of a correspondent.

        Each word must begin a word of the record, or else occur somewhere in it; case and Polish diacritics do not
        matter (in a database with ``unaccent``). Only what the user may read is searched, under the user's own record
        rules.

        :param str text: what the user typed, e.g. ``RPW/12/2026``, ``BS.0002.1.2026``, ``skarga kowalski``; a bare
            number such as ``12`` means an entry of this year's registers
        :param int limit: how many results of each kind to give, 1 to 20
        :return: list of dicts, one per kind that has results, kinds with an exact number first:
            ``{"model": str, "label": str, "icon": str, "more": bool, "domain": list, "results": [{"id": int,
            "title": str, "subtitle": str, "date": "YYYY-MM-DD" or "", "url": str, "exact": bool}]}``;
            ``more`` tells that there are further results, ``domain`` finds them all
        """
        text = " ".join(str(text or "").split())
        limit = max(1, min(int(limit or 5), MOST_RESULTS))
        groups = []
        if text:
            for definition in sorted(self._search_models(), key=lambda entry: entry.get("sequence", 100)):
                if (group := self._find_in_model(definition, text, limit)):
                    groups.append(group)
        groups.sort(key=lambda group: not group["results"][0]["exact"])
        return groups

    def _search_models(self):
        """Return what is searched: a list of dicts with the keys

        ``model``; ``label`` (str, plural); ``icon`` (Font Awesome class); ``numbers`` (names of Char fields that hold
        a number or a sign; those with a trigram index are searched by parts too, others as a whole); ``words`` (name of
        a ``WordSearch`` field over its numbers and texts, for a long table) or ``texts`` (names of other Char fields,
        with a trigram index);
        ``partners`` (names of Many2one fields to ``res.partner``, searched by the name); ``title``, ``subtitle``
        (names of fields shown); ``date`` (name of a field); ``sequence``; ``domain`` (what to leave out); ``small``
        (True for a short table, where words of one or two letters are searched too).
        """
        return [
            {
                "model": "biuro.case", "label": self.env._("Cases"), "icon": "fa-folder-open-o", "sequence": 10,
                "numbers": ["reference"], "words": "words", "partners": ["partner_id"],
                "title": ["reference", "title"], "subtitle": ["partner_id", "department_id"], "date": "date_opened",
            },
            {
                "model": "biuro.letter", "label": self.env._("Letters"), "icon": "fa-envelope-o", "sequence": 20,
                "numbers": ["register_ref", "document_uid", "sender_reference"],
                "words": "words",
                "title": ["register_ref", "title"], "subtitle": ["correspondent", "case_id"],
                "date": "date_received",
            },
            {
                "model": "biuro.publication", "label": self.env._("Publications"), "icon": "fa-globe", "sequence": 30,
                "numbers": [], "texts": ["name"], "title": ["name"], "subtitle": ["category_id", "state"],
                "date": "published_at",
            },
            {
                "model": "res.partner", "label": self.env._("Contacts"), "icon": "fa-address-book-o", "sequence": 40,
                "numbers": [], "texts": ["name"], "title": ["display_name"], "subtitle": ["city", "street"],
            },
            {
                "model": "biuro.jrwa.class", "label": self.env._("File Plan"), "icon": "fa-sitemap", "sequence": 50,
                "numbers": ["symbol"], "texts": ["name"], "title": ["symbol", "name"], "subtitle": ["category"],
                "small": True,
            },
        ]

    # ---- one kind of records -----------------------------------------------------------------------------------------

    def _find_in_model(self, definition, text, limit):
        """Return the group of results of one model (dict as in ``find``), or None when nothing was found."""
        Model = self.env.get(definition["model"])
        if Model is None or not Model.has_access("read"):
            return None
        definition = self._readable_definition(Model, definition)
        base = Domain(definition.get("domain", Domain.TRUE))
        exact_domain = self._exact_domain(Model, definition, text)
        shown = definition["title"] + definition["subtitle"] + definition["date"]
        exact = Model
        if not exact_domain.is_false():
            with self._by_index():
                exact = Model.search_fetch(base & exact_domain, shown, limit=limit, order="id desc")
        found, domain = exact, exact_domain
        for words_domain, search in self._words_searches(Model, definition, text):
            others = base & words_domain & Domain("id", "not in", exact.ids)
            others = search(Model, others, shown, limit + 1 - len(exact))
            if others:
                found, domain = exact + others, exact_domain | words_domain
                break
        if not found:
            return None
        rows = found[:limit].read(shown)
        return {
            "model": Model._name,
            "label": definition["label"],
            "icon": definition["icon"],
            "more": len(found) > limit,
            "domain": self._plain(base & domain),
            "results": [self._result(Model, definition, row, row["id"] in exact.ids) for row in rows],
        }

    def _by_words(self, Model, domain, shown, limit):
        return Model.search_fetch(domain, shown, order="id desc", limit=limit)

    def _newest(self, Model, domain, shown, limit):
        """Return the newest records of a domain, at most ``limit``, quickly for frequent and for rare words alike.

        What is frequent stands among the newest records: they are looked through first. What is not there is rare, and
        the index finds it; left alone, the planner would often walk the whole table backwards in the hope of a match.
        """
        [[last_id]] = self.env.execute_query(SQL("SELECT max(id) FROM %s", SQL.identifier(Model._table)))
        if (last_id or 0) > NEWEST:
            newest = domain & Domain("id", ">", last_id - NEWEST)
            found = Model.search_fetch(newest, shown, order="id desc", limit=limit)
            if len(found) == limit:
                return found
        with self._by_index():
            return Model.search_fetch(domain, shown, order="id desc", limit=limit)

    @contextmanager
    def _by_index(self):
        """Within this block PostgreSQL combines the indexes of the conditions instead of walking a table."""
        self.env.cr.execute("SET LOCAL enable_indexscan = off")
        yield
        # not reached after an error: then the setting ends with the transaction
        self.env.cr.execute("SET LOCAL enable_indexscan = on")

    def _readable_definition(self, Model, definition):
        """Return the definition without the fields that the model lacks or the user may not read."""
        def readable(names):
            known = [Model._fields[name] for name in names if name in Model._fields]
            return [field.name for field in known if Model._has_field_access(field, "read")]

        definition = dict(definition, date=[definition["date"]] if definition.get("date") else [])
        definition["words"] = readable(filter(None, [definition.get("words")]))
        for key in ("numbers", "texts", "partners", "title", "subtitle", "date"):
            definition[key] = readable(definition.get(key, ()))
        return definition

    def _exact_domain(self, Model, definition, text):
        """Domain of the records whose number or sign is exactly the text."""
        pattern = self._escape(text)
        domain = Domain.OR(
            Domain(name, "=ilike", pattern) if Model._fields[name].index == "trigram"
            else Domain(name, "in", [text, text.upper()])
            for name in definition["numbers"]
        )
        if text.isdecimal() and len(text) <= 9 and {"register_number", "register_year"} <= Model._fields.keys():
            registers = self.env["biuro.register"].search([], limit=200)
            domain |= (
                Domain("register_id", "in", registers.ids)
                & Domain("register_year", "=", office_today().year)
                & Domain("register_number", "=", int(text))
            )
        return domain

    def _words_searches(self, Model, definition, text):
        """Yield (domain, function that searches it): the next is asked when one finds nothing."""
        words = text.split()[:MOST_WORDS]
        small = definition.get("small")
        if not small and max(map(len, words)) < SHORTEST_WORD:
            return
        related = self._partners_by_word(definition, words)
        names = definition["texts"] + [
            name for name in definition["numbers"] if small or Model._fields[name].index == "trigram"
        ]
        for name in definition["words"]:
            yield self._indexed_words_domain(definition, name, text, related), self._by_words
            names += [column for column in Model._fields[name].columns if column not in names]
        yield Domain.AND(
            Domain.OR(Domain(name, "ilike", self._escape(word)) for name in names)
            | Domain.OR(Domain(name, "in", related[word]) for name in definition["partners"] if related[word])
            for word in words
        ), self._newest

    def _indexed_words_domain(self, definition, name, text, related):
        """Domain of the records with words that begin so; some of them may be those of a partner's name."""
        domain = Domain(name, "=ilike", text)
        meant = {}  # partner -> words of its name
        for word, partner_ids in related.items():
            for partner_id in partner_ids:
                meant.setdefault(partner_id, set()).add(word)
        by_words = {}
        for partner_id, words in meant.items():
            by_words.setdefault(frozenset(words), []).append(partner_id)
        for words, partner_ids in by_words.items():
            rest = " ".join(word for word in related if word not in words)
            partners = Domain.OR(Domain(partner, "in", partner_ids) for partner in definition["partners"])
            domain |= partners & Domain(name, "=ilike", rest) if rest else partners
        return domain

    def _partners_by_word(self, definition, words):
        """Return the partners that each word may mean (dict of lists of ids); none for a model without partners."""
        return {
            word: self.env["res.partner"].search([("name", "ilike", self._escape(word))], limit=MOST_RELATED).ids
            if definition["partners"] and len(word) >= SHORTEST_WORD else []
            for word in words
        }

    @api.model
    def _plain(self, value):
        """Return a domain as plain lists and strings, as it travels over RPC."""
        if isinstance(value, (Domain, list, tuple, set, frozenset, OrderedSet)):
            return [self._plain(item) for item in value]
        return fields.Date.to_string(value) if isinstance(value, date) else value

    @staticmethod
    def _escape(word):
        """Escape what has a meaning in LIKE: the user means the characters themselves."""
        return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")

    def _result(self, Model, definition, row, exact):
        def shown(names):
            parts = []
            for name in names:
                value = row[name]
                field = Model._fields[name]
                if field.type == "many2one":
                    value = value and value[1]
                elif field.type == "selection":
                    value = value and dict(field._description_selection(self.env)).get(value, value)
                if value and value not in parts:
                    parts.append(str(value))
            return " · ".join(parts)

        day = row[definition["date"][0]] if definition["date"] else None
        return {
            "id": row["id"],
            "title": shown(definition["title"]),
            "subtitle": shown(definition["subtitle"]),
            "date": fields.Date.to_string(fields.Date.to_date(day)) if day else "",
            "url": f"/odoo/{Model._name if '.' in Model._name else f'm-{Model._name}'}/{row['id']}",
            "exact": exact,
        }
