from odoo import Command, api, models

BOOKS = {  # IK § 40(3), § 61(1) and, for internal letters, annex 1 part C
    "RPW": (
        "register_number", "date_received", "title", "correspondent", "letter_date", "sender_reference",
        "department_id", "clerk_id", "attachment_count_declared", "delivery_method_id", "case_id", "state",
    ),
    "RPWY": (
        "register_number", "date_dispatched", "correspondent", "title", "case_id", "delivery_method_id",
        "tracking_number", "department_id", "clerk_id", "date_delivered", "state",
    ),
    "RPI": ("register_number", "register_date", "title", "department_id", "clerk_id", "case_id", "state"),
}
IMPORTED = {
    "title": ("tytuł", "przedmiot", "czego dotyczy", "treść"),
    "correspondent": ("nadawca", "od kogo", "adresat", "do kogo"),
    "date_received": ("data wpływu",),
    "date_dispatched": ("data wysłania", "data nadania"),
    "letter_date": ("data pisma", "data na piśmie"),
    "sender_reference": ("znak pisma", "znak nadawcy"),
    "attachment_count_declared": ("liczba załączników", "załączniki"),
    "delivery_method_id": ("sposób dostarczenia", "sposób wysyłki"),
    "tracking_number": ("nr nadawczy", "numer nadawczy"),
    "department_id": ("komórka", "komórka organizacyjna"),
    "clerk_id": ("prowadzący", "przydzielono"),
    "case_id": ("znak sprawy", "sprawa"),
    "storage_place": ("miejsce w składzie",),
}
DIRECTIONS = {"RPWY": "out", "RPI": "internal"}


class BiuroLetter(models.Model):
    """Letters as entries of their registers: columns of the books, import of registers kept elsewhere."""

    _inherit = "biuro.letter"

    @api.model
    def _register_book_columns(self, register=None):
        names = ("register_ref", *BOOKS.get(register.code if register else "RPW", BOOKS["RPW"]))
        return [(name, self._fields[name]._description_string(self.env)) for name in names]

    @api.model
    def _keeps_whole_book(self, register):
        return self.env.user.has_group("biuro_kancelaria.biuro_kancelaria_group_chancellery")

    @api.model
    def _register_import_fields(self):
        entry = [field for field in super()._register_import_fields() if field["name"] in self._register_fields]
        return entry + [
            {
                "name": name, "label": self._fields[name]._description_string(self.env), "required": name == "title",
                "aliases": aliases,
            }
            for name, aliases in IMPORTED.items()
        ]

    @api.model
    def _register_import_row(self, values, register):
        values = super()._register_import_row(values, register)
        direction = DIRECTIONS.get(register.code, "in")
        name = values.pop("correspondent", None)
        values.update(direction=direction, state="dispatched" if direction == "out" else "registered")
        if direction == "in":
            values.setdefault("date_received", values["register_date"])
            if name:
                values["sender_name"] = name
            else:
                reason = self.env._("not given in the imported register")
                values.update(sender_unknown=True, sender_unknown_reason=reason)
        elif direction == "out":
            values.setdefault("date_dispatched", values["register_date"])
            if name:
                values["recipient_ids"] = [Command.create({"name": name})]
        if values.get("is_cancelled"):
            values["state"] = "annulled"
        if not values.get("attachment_count_declared"):
            values.pop("attachment_count_declared", None)
        return values
