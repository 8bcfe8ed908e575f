from odoo import api, models

from odoo.addons.biuro_kancelaria.law import inputs

from ..law import complaint, cru, petition, reception
from ..law import delivery as day_of_delivery


class BiuroSekretariatLaw(models.AbstractModel):
    """The law of the secretariat as calculators: no records, no state, the functions that the models use.

    Conventions as in ``biuro.law``.
    """

    _name = "biuro.sekretariat.law"
    _inherit = "biuro.law.mixin"
    _description = "Law Calculators of the Secretariat"

    @api.model
    @api.readonly
    def complaint_competence(self, about, matter):
        """Say who deals with a complaint (KPA art. 229, 231, 232).

        :param about: whom the complaint is about: ``president``, ``council``, ``employee``, ``head_of_unit``,
            ``fire_police_guard``, ``other``
        :param matter: ``own``, ``delegated`` (government tasks) or ``finance``
        :return: dict ``body`` (``council``, ``wojewoda``, ``rio``, ``president``, ``superior``, ``other``),
            ``article``, ``forward`` (boolean: passed on within 7 days), ``jrwa`` (class of the filing plan),
            ``reasons``
        :raise ValidationError: unknown key
        """
        with self._answering():
            return inputs.plain(complaint.complaint_competence(
                inputs.choice("about", about, complaint.ABOUT),
                inputs.choice("matter", matter, complaint.MATTERS),
            ))

    @api.model
    @api.readonly
    def delivery(self, channel, arrived, recipient, collected=None, first_notice=None):
        """Say on which day a letter counts as delivered (UDE art. 40-42, KPA art. 39-47).

        :param channel: ``edoreczenia``, ``puh``, ``post``, ``hand`` or ``epuap``
        :param arrived: arrival at the electronic address, or the day a paper letter was brought (string date or
            moment; a moment gives its day in Europe/Warsaw)
        :param recipient: ``public`` (a public body) or ``citizen`` (anybody else)
        :param collected: collection by the addressee (string date or moment)
        :param first_notice: day of the first notice of the postman, for ``post`` and ``puh`` (string date)
        :return: dict ``delivered_on`` (string date, false when nothing counts as delivery), ``reasons``
        :raise ValidationError: unknown key, not a date, collection or notice before the arrival, a notice outside the
            post
        """
        with self._answering():
            return inputs.plain(day_of_delivery.delivery(
                inputs.choice("channel", channel, day_of_delivery.CHANNELS),
                inputs.day("arrived", arrived),
                inputs.choice("recipient", recipient, day_of_delivery.RECIPIENTS),
                collected=inputs.day("collected", collected, required=False),
                first_notice=inputs.day("first_notice", first_notice, required=False),
            ))

    @api.model
    @api.readonly
    def cru(self, kind, form, signed, income, annex_of=None, failure_days=0):
        """Say whether a contract goes to the Central Register of Contracts, and by when (UFP art. 34a).

        :param kind: ``order``, ``sale``, ``agreement`` or ``employment``
        :param form: ``written``, ``documentary``, ``electronic``, ``notarial`` or ``oral``
        :param signed: day of the conclusion (string date); of an annex, the day of the annex
        :param income: the office gets money under the contract and buys nothing (boolean)
        :param annex_of: the day of the contract that the annex changes (string date)
        :param failure_days: announced failure days of the system within the term, not counted (integer)
        :return: dict ``required`` (boolean), ``due`` (last day, false when not required), ``why`` (Polish sentence),
            ``reasons``
        :raise ValidationError: unknown kind or form, bad date, an annex before its contract, a negative count
        """
        with self._answering():
            return inputs.plain(cru.cru(
                inputs.choice("kind", kind, cru.KINDS),
                inputs.choice("form", form, cru.FORMS),
                inputs.day("signed", signed),
                inputs.flag("income", income),
                annex_of=inputs.day("annex_of", annex_of, required=False),
                failure_days=inputs.integer("failure_days", failure_days, maximum=3650),
            ))

    @api.model
    @api.readonly
    def petition_terms(self, filed, supplemented=None, joined_announced=None, joined_until=None):
        """Count when a petition must be examined (ustawa o petycjach art. 10 and 11).

        :param filed: day of filing, or of receipt by the competent body (string date)
        :param supplemented: day on which it was supplemented at the office's call (art. 7(2)); the term runs from it
        :param joined_announced: day on which a multiple petition was announced (art. 11)
        :param joined_until: end of the announced waiting, at most two months later; the term runs from its lapse
        :return: dict ``deadline`` (legal end), ``extended_until`` (longest extension, art. 10(3)), ``reasons``
        :raise ValidationError: not a date, an event before the filing, only one of the two days of joining, waiting
            longer than two months
        """
        with self._answering():
            return inputs.plain(petition.petition_terms(
                inputs.day("filed", filed),
                supplemented=inputs.day("supplemented", supplemented, required=False),
                joined_announced=inputs.day("joined_announced", joined_announced, required=False),
                joined_until=inputs.day("joined_until", joined_until, required=False),
            ))

    @api.model
    @api.readonly
    def reception_plan(self, duties, office_hours):
        """Check a plan of receiving citizens in complaints and motions (KPA art. 253).

        :param duties: list of dicts ``person`` (``president``, ``deputy``, ``head``), ``weekday`` (1 = Monday),
            ``from``, ``to`` (``"10:00"``), ``every`` (``week`` or ``month``)
        :param office_hours: dict ``from``, ``to``: the working hours of the office
        :return: dict ``warnings`` (list of Polish sentences, empty for a plan in order), ``reasons``
        :raise ValidationError: unknown person, weekday outside 1-7, not an hour, an end before the beginning
        """
        with self._answering():
            return inputs.plain(reception.reception_plan(duties, office_hours))
