from odoo import models
from odoo.fields import Domain


class BiuroWyboryLawnikNomination(models.Model):
    """Who else the candidate is: a councillor, a candidate to another court, a lay judge of another court (E05-E07)."""

    _inherit = "biuro.wybory.lawnik.nomination"

    def _is_councillor(self):
        """Return whether who holds a councillor's mandate on the day of the election has the name of the candidate.

        Councillors are held without numbers and days of birth: the clerk notes who is somebody else.
        """
        self.ensure_one()
        if not self.surname or not self.given_names or (self.councillor_cleared or "").strip():
            return False
        # sudo: biuro.rada.councillor - who is a councillor is public
        day = self.term_id._get_check_date()
        people = self.env["biuro.rada.councillor"].sudo().search(
            [("last_name", "=ilike", self.surname.strip().replace("%", "")), ("mandate_start", "<=", day)]
        ).filtered(lambda person: person._holds_mandate(day))
        first = self.given_names.split()[0].casefold()
        return any((person.first_name or "").split()[:1] and person.first_name.split()[0].casefold() == first
                   for person in people)  # fmt: skip

    def _other_courts(self):
        """Return the live nominations of the same person to other courts of the same election (E06)."""
        self.ensure_one()
        if not self.pesel:
            return self.browse()
        return self.search(
            [
                ("term_id", "=", self.term_id.id), ("pesel", "=", self.pesel), ("id", "!=", self._origin.id),
                ("court_id", "!=", self.court_id.id),
                ("state", "in", ("received", "checked", "admitted", "opined", "elected", "not_elected")),
            ]
        )  # fmt: skip

    def _serves_elsewhere(self):
        """Return the mandates of the register that the person holds in another court into this term (E07).

        A PESEL decides where both are known, else the year of birth; files already without data leave the name alone.
        """
        self.ensure_one()
        # sudo: biuro.wybory.lawnik.mandate - whom councils elected stands in public resolutions; of earlier papers
        # only the numbers are compared, none is told
        Mandate = self.env["biuro.wybory.lawnik.mandate"].sudo()
        if not self.surname or not self.given_names or not self.term_id.date_to:
            return Mandate
        same = Domain("surname", "=ilike", self.surname.strip().replace("%", "")) | (
            Domain("nomination_id.pesel", "=", self.pesel) if self.pesel else Domain.FALSE)
        start = self.term_id.date_from or self.term_id._get_check_date()
        held = Mandate.search(same & Domain([
            ("court_id", "!=", self.court_id.id), ("state", "in", ("active", "suspended_calling")),
            "|", ("date_from", "=", False), ("date_from", "<=", self.term_id.date_to), ("date_to", ">=", start),
        ]))  # fmt: skip
        return held.filtered(self._is_holder)

    def _is_holder(self, mandate):
        """Return whether a mandate of the register is this person's, by what is known of both (bool)."""
        other = mandate.nomination_id
        if self.pesel and other.pesel:
            return self.pesel == other.pesel
        if self.birth_year and other.birth_year and self.birth_year != other.birth_year:
            return False
        first = self.given_names.split()[0].casefold()
        return bool(mandate.given_names) and mandate.given_names.split()[0].casefold() == first
