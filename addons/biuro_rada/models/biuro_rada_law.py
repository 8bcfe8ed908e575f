from datetime import date

from odoo import api, models

from ..law import allowance, majority, numbers, sessions

BASE_AMOUNT = "council_base_amount"
TAX_FREE_MONTH = "council_tax_free_month"


class BiuroRadaLaw(models.AbstractModel):
    """The law of the council as calculators: no records, no state, the functions that the models use.

    Conventions as in ``biuro.law``; u.s.g. is the act on gmina self-government, k.w. the electoral code.
    """

    _name = "biuro.rada.law"
    _inherit = "biuro.law.mixin"
    _description = "Law Calculators of the Council"

    @api.model
    @api.readonly
    def seats(self, population):
        """Return the statutory number of councillors (u.s.g. art. 17).

        :param population: inhabitants (integer, at least 1)
        :return: dict ``seats`` (integer), ``reasons``
        :raise ValidationError: bad number
        """
        with self._answering() as inputs:
            return inputs.plain(majority.seats(inputs.integer("population", population, minimum=1)))

    def _counts(self, inputs, **counts):
        return {name: inputs.integer(name, value) for name, value in counts.items()}

    @api.model
    @api.readonly
    def majority(self, kind, statutory, present, yes, no, abstain, invalid=0, excluded=0):
        """State the result of a vote (u.s.g. art. 14; quorum is half of the statutory number).

        :param kind: ``simple``, ``absolute``, ``absolute_statutory``, ``three_fifths_statutory``,
            ``two_thirds_statutory`` or ``two_thirds_votes``
        :param statutory: statutory number of councillors; it does not fall with vacancies
        :param present: councillors present, the excluded (art. 25a) among them
        :param yes: votes for (integer); ``no`` against; ``abstain`` abstaining
        :param no: votes against
        :param abstain: abstentions
        :param invalid: invalid ballots
        :param excluded: present but barred from voting
        :return: dict ``result`` (``adopted``, ``rejected``, ``no_quorum``), ``quorum`` (integer needed), ``needed``
            (smallest number of votes for that passes with the given others), ``reasons``
        :raise ValidationError: unknown kind, negative counts, more votes than people present
        """
        with self._answering() as inputs:
            return inputs.plain(
                majority.majority(
                    inputs.choice("kind", kind, tuple(majority.KINDS)),
                    **self._counts(
                        inputs,
                        statutory=statutory,
                        present=present,
                        yes=yes,
                        no=no,
                        abstain=abstain,
                        invalid=invalid,
                        excluded=excluded,
                    ),
                )
            )

    @api.model
    @api.readonly
    def special(self, subject, statutory, present, yes, no, abstain, motion="grant", invalid=0, excluded=0):
        """State the outcome of the vote of confidence (u.s.g. art. 28aa) or of the discharge (art. 28a).

        :param subject: ``confidence`` or ``discharge``
        :param statutory: statutory number of councillors
        :param present: councillors present, the excluded among them
        :param yes: votes for the motion
        :param no: votes against
        :param abstain: abstentions
        :param motion: what is put to the vote: ``grant`` or ``refuse``
        :param invalid: invalid ballots
        :param excluded: present but barred from voting
        :return: dict ``outcome`` (``granted``, ``refused``, ``unresolved``), ``result``, ``quorum``, ``needed``,
            ``reasons``
        :raise ValidationError: as :meth:`majority`, and when there is no quorum: such a vote may not be held
        """
        with self._answering() as inputs:
            return inputs.plain(
                majority.special(
                    inputs.choice("subject", subject, majority.SUBJECTS),
                    inputs.choice("motion", motion, majority.MOTIONS, default="grant"),
                    **self._counts(
                        inputs,
                        statutory=statutory,
                        present=present,
                        yes=yes,
                        no=no,
                        abstain=abstain,
                        invalid=invalid,
                        excluded=excluded,
                    ),
                )
            )

    @api.model
    @api.readonly
    def election(self, statutory, ballots, invalid, candidates, abstain):
        """State the result of a secret election of a person by absolute majority (u.s.g. art. 19 ust. 1).

        :param statutory: statutory number of councillors
        :param ballots: ballots taken out
        :param invalid: invalid ballots
        :param candidates: {name: votes}
        :param abstain: ballots that abstain
        :return: dict ``elected`` (name, or false), ``next_round`` (boolean), ``reasons``
        :raise ValidationError: more votes than ballots, no quorum, no candidate, bad number
        """
        with self._answering() as inputs:
            counts = self._counts(inputs, statutory=statutory, ballots=ballots, invalid=invalid, abstain=abstain)
            votes = {
                inputs.text("candidates", name): inputs.integer("candidates", value)
                for name, value in inputs.mapping("candidates", candidates).items()
            }
            return inputs.plain(majority.election(candidates=votes, **counts))

    @api.model
    @api.readonly
    def request_session(
        self,
        statutory,
        signatures,
        filed,
        session,
        has_agenda,
        has_drafts,
        applicant="councillors",
    ):
        """Check a motion to convene a session (u.s.g. art. 20 ust. 3).

        :param statutory: statutory number of councillors
        :param signatures: councillors who signed (of no account for the mayor)
        :param filed: day of filing (string date)
        :param session: day of the session (string date)
        :param has_agenda: the motion holds the agenda (boolean)
        :param has_drafts: the motion holds the drafts of resolutions (boolean)
        :param applicant: ``councillors`` or ``mayor``
        :return: dict ``accepted``, ``last_day`` (filing + 7 days, never moved), ``problems`` (Polish sentences),
            ``reasons``
        :raise ValidationError: bad value, more signatures than councillors
        """
        with self._answering() as inputs:
            applicant = inputs.choice("applicant", applicant, ("councillors", "mayor"), default="councillors")
            if applicant == "mayor" and not signatures:
                signatures = 0
            return inputs.plain(
                sessions.request_session(
                    inputs.integer("statutory", statutory),
                    applicant,
                    inputs.integer("signatures", signatures),
                    inputs.day("filed", filed),
                    inputs.day("session", session),
                    inputs.flag("has_agenda", has_agenda),
                    inputs.flag("has_drafts", has_drafts),
                )
            )

    @api.model
    @api.readonly
    def resolution_number(self, pattern, session, seq, date, body=""):
        """Return the number of a resolution by the city's own pattern.

        :param pattern: text with ``{session_roman}``, ``{session}``, ``{seq}`` (must be there), ``{yyyy}``, ``{yy}``,
            ``{body}``
        :param session: number of the session in the term (integer from 1)
        :param seq: number of the resolution (integer from 1)
        :param date: day of adoption (string date)
        :param body: symbol of the body, where the pattern has ``{body}``
        :return: dict ``number``, ``reasons``
        :raise ValidationError: unknown token, no ``{seq}``, number out of range
        """
        with self._answering() as inputs:
            return inputs.plain(
                numbers.resolution_number(
                    inputs.text("pattern", pattern),
                    inputs.integer("session", session, minimum=1),
                    inputs.integer("seq", seq, minimum=1),
                    inputs.day("date", date),
                    inputs.text("body", body, required=False),
                )
            )

    def _base_amount(self, inputs, base_amount, day):
        if base_amount is None or base_amount is False or base_amount == "":
            return self.env["biuro.rate"]._get(BASE_AMOUNT, day)
        return inputs.decimal("base_amount", base_amount, minimum=0)

    @api.model
    @api.readonly
    def allowance_ceiling(self, population, date, base_amount=None):
        """Return the ceiling of a councillor's allowances in a month (u.s.g. art. 25 ust. 6; rozp. RM z 27.10.2021).

        :param population: inhabitants (integer)
        :param date: day whose base amount is taken (string date)
        :param base_amount: base amount in zł (string); from the rates when absent
        :return: dict ``exact`` and ``ceiling`` (zł as strings; the ceiling is rounded down to the grosz), ``reasons``
        :raise ValidationError: bad value; ``UserError`` when no base amount is known for the day
        """
        with self._answering() as inputs:
            return inputs.plain(
                allowance.allowance_ceiling(
                    inputs.integer("population", population, minimum=1),
                    self._base_amount(inputs, base_amount, inputs.day("date", date)),
                )
            )

    @api.model
    @api.readonly
    def allowance(self, ceiling_exact, percent, reductions=None):
        """Return a month's allowance after reductions (u.s.g. art. 25; the council's resolution).

        :param ceiling_exact: exact ceiling in zł (string), as ``exact`` of :meth:`allowance_ceiling`
        :param percent: rate of the function, per cent of the ceiling (string), at most 100
        :param reductions: list of per cents (strings), each at most 100; their sum counts up to 100
        :return: dict ``amount`` (zł as string, rounded once half up, never above the ceiling), ``reasons``
        :raise ValidationError: bad value
        """
        with self._answering() as inputs:
            return inputs.plain(
                allowance.allowance(
                    inputs.decimal("ceiling_exact", ceiling_exact, minimum=0),
                    inputs.decimal("percent", percent, minimum=0, maximum=100),
                    [
                        inputs.decimal("reductions", value, minimum=0, maximum=100)
                        for value in inputs.rows("reductions", reductions)
                    ],
                )
            )

    @api.model
    @api.readonly
    def allowance_tax(self, payments, limit=None):
        """Split one person's allowances into exempt and taxable by the month of payment (PIT art. 21 ust. 1 pkt 17).

        :param payments: list of {``date`` (string date of payment), ``amount`` (zł as string)}
        :param limit: monthly limit in zł (string); from the rates of each month when absent
        :return: dict ``payments``: list in the order of the input of {``date``, ``amount``, ``exempt``, ``taxable``};
            ``reasons``
        :raise ValidationError: bad value; ``UserError`` when no limit is known for a month
        """
        with self._answering() as inputs:
            rows = []
            for row in inputs.rows("payments", payments):
                row = inputs.mapping("payments", row)
                rows.append(
                    {
                        "date": inputs.day("payments.date", row.get("date")),
                        "amount": inputs.money("payments.amount", row.get("amount"), minimum=0),
                    }
                )
            if limit is None or limit is False or limit == "":

                def limit_of(day):
                    return self.env["biuro.rate"]._get(TAX_FREE_MONTH, day)
            else:
                given = inputs.money("limit", limit, minimum=0)

                def limit_of(_day):
                    return given

            return inputs.plain(allowance.allowance_tax(rows, limit_of))

    @api.model
    @api.readonly
    def trip_allowance(self, population, date, minutes, meals=None, base_amount=None):
        """Return the daily allowance of a councillor's business trip (rozp. MSWiA z 31.07.2000 § 4).

        :param population: inhabitants (integer); the allowance is the same for every gmina
        :param date: day whose base amount is taken (string date)
        :param minutes: length of the trip (integer)
        :param meals: free {``breakfast``, ``lunch``, ``dinner``} (booleans): all three take the allowance away
        :param base_amount: base amount in zł (string); from the rates when absent
        :return: dict ``amount`` (zł as string), ``reasons``
        :raise ValidationError: bad value; ``UserError`` when no base amount is known for the day
        """
        with self._answering() as inputs:
            inputs.integer("population", population, minimum=1)
            board = {
                inputs.choice("meals", name, ("breakfast", "lunch", "dinner")): inputs.flag("meals", value)
                for name, value in (inputs.mapping("meals", meals) if meals else {}).items()
            }
            return inputs.plain(
                allowance.trip_allowance(
                    inputs.integer("minutes", minutes, maximum=366 * 24 * 60),
                    self._base_amount(inputs, base_amount, inputs.day("date", date)),
                    board,
                )
            )

    @api.model
    @api.readonly
    def membership_fee(self, population, rate, months=12):
        """Return the yearly fee of the city in a union or association (its statute).

        :param population: inhabitants by which the fee is set (integer)
        :param rate: zł per inhabitant and year (string)
        :param months: months of membership in the year, 0 to 12
        :return: dict ``amount`` (zł as string, half up), ``reasons``
        :raise ValidationError: bad value
        """
        with self._answering() as inputs:
            return inputs.plain(
                allowance.membership_fee(
                    inputs.integer("population", population),
                    inputs.decimal("rate", rate, minimum=0),
                    inputs.integer("months", months, maximum=12),
                )
            )

    @api.model
    @api.readonly
    def expiry_authority(self, ground, cause_date):
        """Say who declares the expiry of a mandate, and until when (k.w. art. 383).

        :param ground: ``death``, ``eligibility``, ``oath_refused``, ``resignation``, ``incompatibility``,
            ``president_rp``, ``elected_mayor``, ``elected_parliament`` or ``no_statement``
        :param cause_date: day of the cause (string date)
        :return: dict ``authority`` (``council``, ``commissioner``), ``deadline`` (false where the law gives no days),
            ``reasons``
        :raise ValidationError: unknown ground, bad date
        """
        with self._answering() as inputs:
            return inputs.plain(
                sessions.expiry_authority(
                    inputs.text("ground", ground),
                    inputs.day("cause_date", cause_date),
                )
            )

    @api.model
    @api.readonly
    def state_debate(self, population, session, applications, limit=sessions.DEBATE_LIMIT):
        """Say which residents may speak in the debate on the state of the gmina (u.s.g. art. 28aa).

        :param population: inhabitants (integer)
        :param session: day of the session (string date)
        :param applications: list of {``received`` (moment or date), ``signatures`` (integer)}
        :param limit: how many may speak (15, or more by a resolution)
        :return: dict ``applications``: list in the order of the input of {``admitted``, ``order`` (place, or false),
            ``problem`` (Polish, or false)}; ``needed`` (signatures); ``reasons``
        :raise ValidationError: bad value
        """
        with self._answering() as inputs:
            rows = []
            for row in inputs.rows("applications", applications):
                row = inputs.mapping("applications", row)
                received = row.get("received")
                bare = isinstance(received, date) or (isinstance(received, str) and len(received) == 10)
                rows.append(
                    {
                        "received": (inputs.day if bare else inputs.moment)("applications.received", received),
                        "signatures": inputs.integer("applications.signatures", row.get("signatures")),
                    }
                )
            return inputs.plain(
                sessions.state_debate(
                    inputs.integer("population", population, minimum=1),
                    inputs.day("session", session),
                    rows,
                    inputs.integer("limit", sessions.DEBATE_LIMIT if limit is None else limit, minimum=1),
                )
            )

    @api.model
    @api.readonly
    def citizens_initiative(self, population, valid_signatures, filed):
        """Check a residents' draft of a resolution (u.s.g. art. 41a).

        :param population: inhabitants (integer)
        :param valid_signatures: valid signatures (integer)
        :param filed: day of filing (string date)
        :return: dict ``accepted``, ``needed``, ``latest_session`` (not moved off a free day), ``reasons``
        :raise ValidationError: bad value
        """
        with self._answering() as inputs:
            return inputs.plain(
                sessions.citizens_initiative(
                    inputs.integer("population", population, minimum=1),
                    inputs.integer("valid_signatures", valid_signatures),
                    inputs.day("filed", filed),
                )
            )
