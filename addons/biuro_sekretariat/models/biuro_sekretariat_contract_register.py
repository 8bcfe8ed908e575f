from odoo import Command, api, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law import identifiers

from .biuro_sekretariat_contract import AGREEMENTS

BOOK = (
    "register_number", "register_ref", "register_date", "date_signed", "contract_number", "kind", "party_names",
    "subject", "value_net", "value_gross", "date_start", "date_end", "department_id", "owner_id", "case_id",
    "countersigned_on", "cru_state", "state",
)
IMPORTED = {
    "subject": ("przedmiot", "przedmiot umowy", "czego dotyczy", "tytuł"),
    "party_names": ("kontrahent", "strona", "strony", "wykonawca", "kontrahenci"),
    "contract_number": ("nr umowy", "numer umowy"),
    "kind": ("rodzaj", "rodzaj umowy"),
    "date_signed": ("data zawarcia", "data umowy", "z dnia"),
    "place_signed": ("miejsce zawarcia",),
    "form": ("forma",),
    "value_net": ("wartość netto", "netto", "kwota netto"),
    "value_gross": ("wartość brutto", "brutto", "kwota", "kwota brutto", "wartość"),
    "date_start": ("od", "obowiązuje od", "data od"),
    "date_end": ("do", "obowiązuje do", "data do", "termin realizacji"),
    "is_indefinite": ("czas nieoznaczony", "bezterminowa"),
    "department_id": ("komórka", "wydział", "komórka merytoryczna"),
    "owner_id": ("opiekun", "prowadzący", "opiekun umowy"),
    "case_id": ("znak sprawy", "sprawa"),
    "procurement_mode": ("tryb",),
    "procurement_ref": ("nr postępowania",),
    "date_ended": ("data zakończenia", "zakończono"),
    "end_kind": ("sposób zakończenia",),
    "original_location": ("miejsce oryginału",),
    "note": ("uwagi",),
}
EXTRA = {"party_nip": ("nip", "nip kontrahenta"), "party_regon": ("regon", "regon kontrahenta")}


class BiuroSekretariatContract(models.Model):
    """Contracts as entries of their registers: columns of the book, import of a register kept elsewhere."""

    _inherit = "biuro.sekretariat.contract"

    @api.model
    def _register_book_columns(self, register=None):
        return [(name, self._fields[name]._description_string(self.env)) for name in BOOK]

    @api.model
    def _register_import_fields(self):
        entry = [field for field in super()._register_import_fields() if field["name"] in self._register_fields]
        labels = {"party_nip": "NIP", "party_regon": "REGON"}
        return entry + [
            {
                "name": name, "label": self._fields[name]._description_string(self.env),
                "required": name in ("subject", "date_signed"), "aliases": aliases,
            }
            for name, aliases in IMPORTED.items()
        ] + [{"name": name, "label": labels[name], "aliases": aliases} for name, aliases in EXTRA.items()]

    @api.model
    def _register_import_value(self, name, value, cache):
        if name not in EXTRA:
            return super()._register_import_value(name, value, cache)
        if value is None:
            return False
        text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
        text = identifiers.compact(text).upper().removeprefix("PL")
        check = identifiers.nip if name == "party_nip" else identifiers.regon
        if problem := check(text)["problem"]:
            raise UserError(problem)
        return text

    @api.model
    def _register_import_row(self, values, register):
        values = super()._register_import_row(values, register)
        names, nip, regon = (values.pop(name, None) for name in ("party_names", "party_nip", "party_regon"))
        for name in ("kind", "form"):
            if not values.get(name):
                values.pop(name, None)
        values.setdefault("kind", "agreement" if register.code == "P" else "contract")
        if (register.code == "P") != (values["kind"] in AGREEMENTS):
            raise UserError(self.env._("A contract of this kind stands in the other register."))
        if values.get("date_end") and values.get("date_start") and values["date_end"] < values["date_start"]:
            raise UserError(self.env._("A contract cannot end before it begins. Correct the dates."))
        if (values.get("value_net") or 0) < 0 or (values.get("value_gross") or 0) < 0:
            raise UserError(self.env._("The value of a contract cannot be negative. Name who pays instead."))
        today = self._today()
        if values["date_signed"] > today:
            raise UserError(self.env._("The day of the conclusion cannot be later than today."))
        values["party_ids"] = [
            Command.create({
                "name": name.strip(), "kind": "SU01", **({"nip": nip, "regon": regon} if not index else {}),
            })
            for index, name in enumerate(filter(str.strip, (names or "").split(";")))
        ]
        ended = values.get("date_ended") or (values.get("date_end") or today) < today
        if values.get("is_cancelled"):
            values["state"] = "annulled"
        elif ended:
            values["state"] = "ended"
            values["date_ended"] = values.get("date_ended") or values["date_end"]
            values["end_kind"] = values.get("end_kind") or "expired"
        else:
            values["state"] = "active"
        return values
