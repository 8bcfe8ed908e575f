from odoo import api, models

from odoo.addons.biuro_kancelaria.law.base import LawError

from ..law import events, press, publications, sentiment


class BiuroMediaLaw(models.AbstractModel):
    """The law of press, publications and ceremonies as calculators: no records, no state.

    Conventions as in ``biuro.law``; Pr.pras. is the press law, UDIP the act on access to public information.
    """

    _name = "biuro.media.law"
    _inherit = "biuro.law.mixin"
    _description = "Law Calculators of the Press Office"

    @api.model
    @api.readonly
    def clock(self, matter, start, frequency=None, mode=None):
        """Count the statutory term of a matter that came from the media or goes to them.

        :param matter: ``criticism`` (transmitted by editors), ``question``, ``private_refusal``, ``correction_out``
            (our demand), ``correction_second``, ``correction_claim``, ``correction_in`` (to refuse one in our title),
            ``correction_in_publish``, ``authorisation``, ``complaint``, ``complaint_forward``, ``intervention``,
            ``comment``
        :param start: day (string date) of what starts the term; for ``authorisation`` the moment the text came
        :param frequency: of the outlet, for ``authorisation`` and ``correction_in_publish``: ``daily``,
            ``multiweekly``, ``weekly``, ``biweekly``, ``monthly``, ``quarterly``, ``other``, ``online``
        :param mode: of a question: ``udip`` (default) or ``press`` (an opinion or comment: no statutory clock)
        :return: dict ``raw`` (as counted), ``deadline`` (legal end), ``target`` (safe day), moments for hours; all
            false where none runs by statute; ``reasons``
        :raise ValidationError: bad value, no frequency where the term depends on it
        """
        with self._answering() as inputs:
            code, article, why = press.rule_of(
                inputs.choice("matter", matter, tuple(press.RULES)),
                inputs.choice("frequency", frequency, press.FREQUENCIES) if frequency else None,
                inputs.choice("mode", mode, press.MODES) if mode else None,
            )
            day = inputs.day("start", start)
            step = [{"rule": "matter", "article": article, "text": why}] if why else []
            if not code:
                return {"raw": False, "deadline": False, "target": False, "reasons": step}
            rule = self.env["biuro.deadline.rule"]._find(code, day)
            if not rule:
                raise LawError("matter", f"nie ma reguły terminu o kodzie „{code}” obowiązującej w dniu {day}.")
            counted = rule._count_term(inputs.moment("start", start) if rule.unit == "hour" else day)
            answer = {key: counted[key] for key in ("raw", "deadline", "target")}
            basis = {"rule": code, "article": rule.legal_basis, "text": rule.name}
            return inputs.plain({**answer, "reasons": [*step, basis, *counted["reasons"]]})

    @api.model
    @api.readonly
    def correction_length(self, passage=None, text=None, seconds=None, text_seconds=None):
        """Tell whether a correction is not longer than twice the passage (Pr.pras. art. 31a ust. 6).

        :param passage: passage concerned, with ``text`` the correction: characters with spaces are counted
        :param text: text of the correction
        :param seconds: air time of the passage, with ``text_seconds``, in place of the texts (integers)
        :param text_seconds: air time of the correction
        :return: dict ``ok``, ``limit``, ``length`` (characters or seconds), ``reasons``
        :raise ValidationError: bad value, neither texts nor seconds
        """
        with self._answering() as inputs:
            if seconds is not None and seconds is not False:
                return inputs.plain(press.correction_length(
                    inputs.integer("text_seconds", text_seconds, minimum=1),
                    inputs.integer("seconds", seconds, minimum=1), "sekund"))
            return inputs.plain(press.correction_text_length(
                self._long_text("passage", passage), self._long_text("text", text)))

    def _long_text(self, argument, value):
        if not isinstance(value, str) or not value.strip() or len(value) > 100_000 or "\x00" in value:
            raise LawError(argument, "podaj tekst o długości do 100000 znaków.")
        return value

    @api.model
    @api.readonly
    def answered_in_time(self, cases, month):
        """Count how criticism sent by editors was answered in a month (Pr.pras. art. 6 ust. 2).

        :param cases: list of {``transmitted``, ``reply``} (string dates or false)
        :param month: e.g. ``"2026-10"``
        :return: dict ``due`` (legal end in the month), ``in_time``, ``late``, ``unanswered`` (integers), ``share`` (per
            cent with one decimal, false when nothing was due), ``median_days`` (of the replies sent in the month, one
            decimal, false without), ``reasons``
        :raise ValidationError: bad value, a reply before the transmission
        """
        with self._answering() as inputs:
            parsed = []
            for case in inputs.rows("cases", cases):
                case = inputs.mapping("cases", case)
                parsed.append({key: inputs.day(f"cases.{key}", case.get(key), required=False)
                               for key in ("transmitted", "reply")})
            first = inputs.day("month", f"{inputs.text('month', month)}-01")
            return inputs.plain(press.answered_in_time(parsed, first.year, first.month))

    @api.model
    @api.readonly
    def sentiment(self, title, excerpt, rules):
        """Judge a publication by weighted patterns, the same way every time.

        :param title: title; a hit in it counts twice
        :param excerpt: excerpt (may be empty)
        :param rules: list of {``pattern`` (words; ``*`` at the end of one fits its endings), ``weight`` (integer -3 to
            3, not 0), ``scope`` (``title``, ``excerpt``, ``both``)}
        :return: dict ``sentiment`` (``negative``, ``neutral``, ``positive``, ``mixed``), ``score``, ``positive``,
            ``negative`` (integers), ``hits`` (list of {``pattern``, ``place``, ``text``, ``weight``}), ``reasons``
        :raise ValidationError: bad value
        """
        with self._answering() as inputs:
            parsed = []
            for rule in inputs.rows("rules", rules, longest=2000):
                rule = inputs.mapping("rules", rule)
                weight = inputs.integer(
                    "rules.weight", rule.get("weight"), minimum=-sentiment.HEAVIEST, maximum=sentiment.HEAVIEST)
                if not weight:
                    raise LawError("rules.weight", "waga nie może być zerem.")
                parsed.append({
                    "pattern": inputs.text("rules.pattern", rule.get("pattern")), "weight": weight,
                    "scope": inputs.choice("rules.scope", rule.get("scope"), sentiment.SCOPES, default="both"),
                })
            return inputs.plain(sentiment.sentiment(
                inputs.text("title", title), inputs.text("excerpt", excerpt, required=False), parsed))

    @api.model
    @api.readonly
    def deposit(self, print_run, production_end, regional=False):
        """Return the legal deposit of an issue (act of 7.11.1996; rozp. MKiS z 6.03.1997).

        :param print_run: copies printed (integer from 1)
        :param production_end: day the production ended (string date)
        :param regional: a regional publication (boolean): nothing more is due from the publisher
        :return: dict ``copies``, ``libraries`` (list of {``name``, ``copies``, ``deadline`` (legal end), ``target``
            (safe day)}), ``reasons``
        :raise ValidationError: bad value
        """
        with self._answering() as inputs:
            return inputs.plain(publications.deposit(
                inputs.integer("print_run", print_run, minimum=1),
                inputs.day("production_end", production_end),
                inputs.flag("regional", regional),
            ))

    @api.model
    @api.readonly
    def mass_event(self, kind, venue, places, date, risk=False, applied_on=None):
        """Tell whether an event is a mass event and by when its permit is due (act of 20.03.2009, art. 3, 25, 29, 29a).

        :param kind: ``open``, ``open_sport``, ``hall``, ``hall_sport``
        :param venue: ``open_ground``, ``sports_hall``, ``cultural_centre``, ``stadium``, ``other``
        :param places: places that the organiser makes available (integer)
        :param date: first day of the event (string date)
        :param risk: an event of increased risk (boolean)
        :param applied_on: day of the application (string date); the law of its day decides on tacit permits
        :return: dict ``mass_event``, ``apply_by``, ``decision_by``, ``tacit_permit`` (string dates, false where there
            is none), ``reasons``
        :raise ValidationError: bad value
        """
        with self._answering() as inputs:
            return inputs.plain(events.mass_event(
                inputs.choice("kind", kind, events.KINDS),
                inputs.choice("venue", venue, events.VENUES),
                inputs.integer("places", places),
                inputs.flag("risk", risk),
                inputs.day("date", date),
                inputs.day("applied_on", applied_on, required=False),
            ))

    @api.model
    @api.readonly
    def issn(self, value):
        """Tell whether an ISSN is well formed and its check digit fits (ISO 3297).

        :param value: e.g. ``"0378-5955"``
        :return: dict ``valid``, ``problem`` (Polish, false when valid), ``reasons``
        :raise ValidationError: not a text
        """
        with self._answering() as inputs:
            return inputs.plain(publications.issn(inputs.text("value", value)))
