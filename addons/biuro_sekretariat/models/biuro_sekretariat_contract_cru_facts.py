from odoo import models


class BiuroSekretariatContract(models.Model):
    """What the central register is told of a contract, and what it still lacks."""

    _inherit = "biuro.sekretariat.contract"

    def _cru_facts(self):
        """Return what the register is told of one contract, as plain values (dict) for the adapter."""
        self.ensure_one()

        def day(value):
            return value and value.isoformat() or None

        number, unit = self.period_number, self.period_unit
        if not self.is_indefinite and not (number and unit):
            first, last = self.date_start or self.date_signed, self.date_end
            number, unit = ((last - first).days + 1, "days") if first and last else (0, "days")
        changes = self.cru_entry_ids.filtered(
            lambda entry: entry.kind == "update" and entry.state not in ("not_required", "withdrawn"))
        return {
            "cru_number": self.cru_number, "cru_no_number": self.cru_no_number and not self.cru_number,
            "date_signed": day(self.date_signed), "is_indefinite": self.is_indefinite,
            "period_number": number, "period_unit": unit, "subject": self.subject,
            "cru_value": str(self._money(self.cru_value)), "cru_value_note": self.cru_value_note,
            "foreign_funds": self.foreign_funds, "cru_status": self.cru_status, "date_ended": day(self.date_ended),
            "parties": [
                {
                    "id": party.id, "is_own": party.is_own, "kind": party.kind, "name": party.name, "nip": party.nip,
                    "regon": party.regon, "first_name": party.first_name, "last_name": party.last_name,
                    "country": party.country_id.code or "PL", "street": party.street, "zip": party.zip,
                    "city": party.city, "is_consortium": party.is_consortium,
                }
                for party in self.party_ids.sorted(lambda party: (not party.is_own, party.sequence, party.id))
            ],
            "exclusions": {
                line.exclusion_scope: {
                    "basis": line.exclusion_basis, "by": line.excluded_by, "comment": line.comment,
                    "parties": set(line.party_ids.ids),
                }
                for line in self.exclusion_ids
            },
            "changes": [
                (entry.change_kind, day(entry.change_date), entry.comment or None)
                for entry in changes.sorted(lambda entry: (entry.change_date, entry.number))
            ],
        }

    def _get_cru_missing(self):
        """Return what an entry of one contract still lacks (list of str, empty when it is complete)."""
        self.ensure_one()
        missing = []
        if not self.register_ref:
            missing.append(self.env._("the contract is not in the register of the office"))
        if not self.cru_number and not self.cru_no_number:
            missing.append(self.env._("number of the contract, or the mark that none was given"))
        if not self.date_signed:
            missing.append(self.env._("day of the conclusion"))
        if not (self.is_indefinite or self.date_end or (self.period_number and self.period_unit)):
            missing.append(self.env._("period of the contract"))
        excluded = {line.exclusion_scope: line for line in self.exclusion_ids}
        if len(self.party_ids) < 2:
            missing.append(self.env._("both parties"))
        for party in self.party_ids:
            if party.kind == "SU02":
                if not (party.first_name and party.last_name):
                    missing.append(self.env._("first name and surname of %s", party.name))
            elif not (party.city or party.street):
                missing.append(self.env._("address of %s", party.name))
            elif party.country_id.code in (False, "PL") and not (party.nip or party.regon):
                missing.append(self.env._("NIP or REGON of %s", party.name))
        if not (self.subject or "").strip():
            missing.append(self.env._("subject"))
        if not self.cru_value:
            missing.append(self.env._("value: net, with options, in zł"))
        if self.state == "ended" and not self.date_ended:
            missing.append(self.env._("day on which the contract ended"))
        for line in excluded.values():
            if not (line.exclusion_basis and line.excluded_by):
                missing.append(self.env._(
                    "Name the legal basis of the exclusion from openness, and the body or person that made it."))
        missing += self._get_cru_leaks(excluded)
        return missing

    def _get_cru_leaks(self, excluded):
        """Return where free text tells what was excluded from openness (list of str)."""
        hidden = []
        if line := excluded.get("SC02"):
            parties = line.party_ids or self.party_ids.filtered(lambda party: not party.is_own)
            hidden += [text for party in parties for text in (party.name, party.nip, party.last_name)]
        if "SC03" in excluded:
            hidden.append(self.subject)
        texts = [("cru_value_note", self.cru_value_note), *(
            ("comment", entry.comment) for entry in self.cru_entry_ids if entry.kind == "update")]
        if "SC02" in excluded and "SC03" not in excluded:
            texts.append(("subject", self.subject))
        texts += [("exclusion", line.comment) for line in excluded.values()]
        for _name, text in texts:
            found = next((word for word in hidden if word and len(word) > 2 and text and (
                word.strip().lower() in text.lower())), None)
            if found:
                return [self.env._("a public text tells what was excluded from openness: “%s”", text)]
        return []
