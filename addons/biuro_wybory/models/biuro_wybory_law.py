from odoo import api, models

from ..law import ballots, council, dates, result, turnout
from ..law import nomination as nomination_law

RESULT_KEYS = (
    "state", "turnout", "elected", "tied", "free_places", "vacancies", "reserve", "errors", "warnings", "reasons",
)


class BiuroWyboryLaw(models.AbstractModel):
    """The law of elections as calculators: no records, no state, the functions that the models use.

    Conventions as in ``biuro.law``; u.s.p. is the act on common courts, u.s.g. the act on gmina self-government.
    ``params`` are the parameters of an electoral ordinance by their names (``law/params.py``); what is not given has
    the default of that list.
    """

    _name = "biuro.wybory.law"
    _inherit = "biuro.law.mixin"
    _description = "Law Calculators of Elections"

    @api.model
    @api.readonly
    def uncontested(self, params, seats, candidates, extended=False):
        """Say what follows from the number of candidates when nominations close (the ordinance).

        :param params: parameters of the ordinance (dictionary)
        :param seats: seats of the constituency or of the whole council (integer from 1)
        :param candidates: number of registered candidates still standing
        :param extended: the additional period of nomination is over (boolean)
        :return: dict ``step`` (``vote``, ``extension``, ``elected_without_voting`` or the ``too_few_effect``:
            ``vacancies_stay``, ``no_council``, ``council_decides``, ``abolish_bodies``), ``vacancies`` (integer),
            ``reasons``
        :raise ValidationError: bad value, unknown or contradictory parameter
        """
        with self._answering() as inputs:
            return inputs.plain(council.uncontested(
                inputs.mapping("params", params),
                inputs.integer("seats", seats, minimum=1),
                inputs.integer("candidates", candidates),
                inputs.flag("extended", extended),
            ))

    @api.model
    @api.readonly
    def result(self, params, seats, counts):
        """State the result of an election in a constituency, with every step of it (the ordinance).

        :param params: parameters of the ordinance (dictionary)
        :param seats: seats to fill (integer from 1)
        :param counts: {``entitled``, ``issued``, ``from_box``, ``not_issued`` = 0, ``invalid`` = 0, ``present`` (of a
            meeting), ``votes`` {candidate: votes} or {candidate: [for, against, abstain]}, [``precincts``: list of
            {``name``, ``votes``}], [``attempt`` = 1], [``explanation`` of cards above those issued], [``draw``: the
            tied in the order drawn], [``ballot_numbers``], [``birth_dates``], [``unit`` {``entitled``, ``cards``}]}
        :return: dict ``state`` (``elected``, ``awaiting_draw``, ``next_round``, ``turnout_failed``, ``error``),
            ``turnout`` (per cent, two decimals, as string; false when nobody is entitled), ``elected``, ``tied``,
            ``reserve`` (lists of candidates), ``free_places`` (for which the tied compete), ``vacancies``, ``errors``,
            ``warnings`` (Polish sentences), ``reasons``
        :raise ValidationError: negative or fractional numbers, unknown keys, contradictory parameters
        """
        with self._answering() as inputs:
            answer = result.result(
                inputs.mapping("params", params), inputs.integer("seats", seats, minimum=1),
                inputs.mapping("counts", counts),
            )
            return inputs.plain({key: answer[key] for key in RESULT_KEYS})

    @api.model
    @api.readonly
    def threshold(self, cards, entitled, value, operator):
        """Compare a turnout with a threshold in per cent exactly: what is shown rounded is never compared.

        :param cards: cards that count (integer)
        :param entitled: persons entitled (integer from 1)
        :param value: threshold in per cent (string)
        :param operator: ``at_least`` or ``more_than``
        :return: dict ``passed``, ``display`` (per cent, two decimals half up, as string), ``reasons``
        :raise ValidationError: bad value, more cards than persons entitled
        """
        with self._answering() as inputs:
            return inputs.plain(turnout.threshold(
                inputs.integer("cards", cards),
                inputs.integer("entitled", entitled, minimum=1),
                inputs.decimal("value", value, minimum=0, maximum=100),
                inputs.choice("operator", operator, turnout.OPERATORS),
            ))

    @api.model
    @api.readonly
    def petition(self, base, percent, signatures):
        """Say whether a share of the residents has signed; a part of a person counts as a person.

        :param base: persons who may sign (integer from 1)
        :param percent: share that is needed, per cent (string)
        :param signatures: valid signatures (integer)
        :return: dict ``needed`` (integer), ``sufficient``, ``reasons``
        :raise ValidationError: bad value
        """
        with self._answering() as inputs:
            return inputs.plain(turnout.petition(
                inputs.integer("base", base, minimum=1),
                inputs.decimal("percent", percent, minimum=0, maximum=100),
                inputs.integer("signatures", signatures),
            ))

    @api.model
    @api.readonly
    def council_size(self, population, rule="by_population"):
        """Return the size of a neighbourhood council (u.s.g. art. 37 ust. 1 with art. 17 ust. 1).

        :param population: inhabitants (integer from 1)
        :param rule: ``by_population`` (15 up to 20 000, 21 above) or the fixed number of the statute (integer, 1 to 21)
        :return: dict ``size``, ``reasons``
        :raise ValidationError: bad value, more than 21
        """
        with self._answering() as inputs:
            population = inputs.integer("population", population, minimum=1)
            if isinstance(rule, bool) or rule is None or rule == "":
                rule = "by_population"
            if not isinstance(rule, int):
                rule = inputs.choice("rule", rule, ("by_population",))
            return inputs.plain(council.council_size(population, rule))

    @api.model
    @api.readonly
    def nomination_check(self, nomination, election_date):
        """Check the nomination of a lay judge formally (u.s.p. art. 162 § 1-5 and 10).

        :param nomination: fields of the nomination by technical name: ``received_at`` (moment or day),
            ``nominator_type`` (``court_president``, ``association``, ``organisation``, ``citizens``), ``document_ids``
            (rows of ``kind``, ``issue_date``, ``copies``), ``supporter_ids`` (rows of ``sequence``, ``surname``,
            ``given_names``, ``pesel``, ``residence``, ``signature_present``, ``has_voting_right``), the boxes of the
            form; a box that is given empty is a defect, one that is not given is not judged
        :param election_date: planned day of the election (string date)
        :return: dict ``complete`` (no formal defect), ``late``, ``defects`` (list of {``field``, ``row`` (number
            printed on the list, or false), ``text``}), ``valid_supporters`` (integer; false unless citizens nominate),
            ``reasons``
        :raise ValidationError: bad value
        """
        with self._answering() as inputs:
            return inputs.plain(nomination_law.nomination_check(
                inputs.mapping("nomination", nomination), inputs.day("election_date", election_date),
            ))

    @api.model
    @api.readonly
    def eligibility(self, birth_date, tie_since, election_date, exclusions=None):
        """Say whether a person may be elected a lay judge on the day of the election (u.s.p. art. 158-159).

        :param birth_date: day of birth (string date)
        :param tie_since: day since which the person works, runs a business or lives there (string date)
        :param election_date: day of the election (string date)
        :param exclusions: list of keys of art. 159: ``court_staff``, ``prosecution_staff``, ``body_member``,
            ``police``, ``prosecuting_officer``, ``advocate``, ``advocate_trainee``, ``legal_adviser``,
            ``legal_adviser_trainee``, ``clergy``, ``soldier``, ``prison_service``, ``councillor``
        :return: dict ``eligible``, ``warnings``, ``problems`` (Polish sentences), ``reasons``
        :raise ValidationError: bad value, unknown exclusion
        """
        with self._answering() as inputs:
            keys = tuple(nomination_law.EXCLUSIONS)
            return inputs.plain(nomination_law.eligibility(
                inputs.any_day("birth_date", birth_date),
                inputs.any_day("tie_since", tie_since),
                inputs.day("election_date", election_date),
                [inputs.choice("exclusions", key, keys) for key in inputs.rows("exclusions", exclusions)],
            ))

    @api.model
    @api.readonly
    def lay_ballot(self, statutory, present, seats, method, counts, majority=None):
        """State the result of a secret ballot of the council on lay judges (u.s.p. art. 160; u.s.g. art. 14 ust. 1).

        :param statutory: statutory number of councillors
        :param present: councillors present
        :param seats: lay judges to elect by this ballot
        :param method: ``for_against`` or ``limited_marks`` (up to ``seats`` marks on a ballot)
        :param counts: {``issued``, ``from_box``, ``invalid``, ``votes``} as for :meth:`result`
        :param majority: ``simple`` (default of ``for_against``), ``absolute`` or ``plurality`` (default of marks)
        :return: dict as :meth:`result`, with ``next_round`` (boolean: a second ballot among the tied)
        :raise ValidationError: no quorum (such a ballot may not be held), bad value
        """
        with self._answering() as inputs:
            answer = ballots.lay_ballot(
                inputs.integer("statutory", statutory, minimum=1),
                inputs.integer("present", present),
                inputs.integer("seats", seats, minimum=1),
                inputs.choice("method", method, ballots.METHODS),
                inputs.mapping("counts", counts),
                inputs.choice("majority", majority, ballots.MAJORITIES) if majority else None,
            )
            return inputs.plain({key: answer[key] for key in (*RESULT_KEYS, "next_round")})

    @api.model
    @api.readonly
    def file_terms(self, election_date):
        """Return until when files of lay-judge candidates not elected are collected, then destroyed (regulation § 5).

        :param election_date: day of the election (string date)
        :return: dict ``collect_until`` (60 days), ``destroy_until`` (30 days more), both counted in calendar days (the
            reasons name the moved day where the end is a day off), ``reasons``
        :raise ValidationError: bad value
        """
        with self._answering() as inputs:
            answer = dates.file_terms(inputs.day("election_date", election_date))
            return inputs.plain({key: answer[key] for key in ("collect_until", "destroy_until", "reasons")})
