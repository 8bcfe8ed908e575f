from itertools import count

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import NumberedChar


class BiuroRegisterMixin(models.AbstractModel):
    """Entry of an official register: numbered without gaps, cancelled with a reason, never deleted or renumbered.

    A model names its register by ``_register_code`` or by overriding ``_get_register_code``. What is written along
    with the number or the cancellation comes from ``_register_values`` and ``_cancel_values``.
    """

    _name = "biuro.register.mixin"
    _description = "Register Entry"
    _register_code = None

    register_id = fields.Many2one(
        "biuro.register", "Register", readonly=True, copy=False, index="btree_not_null", ondelete="restrict",
    )
    register_number = fields.Integer("Number", readonly=True, copy=False, aggregator=None)
    register_year = fields.Integer("Year", readonly=True, copy=False, aggregator=None)
    register_ref = NumberedChar("Register Number", readonly=True, copy=False, index="trigram")
    register_date = fields.Date(
        "Registered On", readonly=True, copy=False, help="The day under which the entry stands in the register book.",
    )
    registered_at = fields.Datetime("Registered At", readonly=True, copy=False)
    registered_by_id = fields.Many2one("res.users", "Registered By", readonly=True, copy=False)
    is_cancelled = fields.Boolean("Cancelled", readonly=True, copy=False)
    cancel_reason = fields.Char("Reason of Cancellation", readonly=True, copy=False)
    cancelled_at = fields.Datetime("Cancelled At", readonly=True, copy=False)
    cancelled_by_id = fields.Many2one("res.users", "Cancelled By", readonly=True, copy=False)

    _register_number_uniq = models.UniqueIndex(
        "(register_id, register_year, register_number) WHERE register_number > 0",
        "This number of the register is taken already.",
    )

    _register_date_idx = models.Index("(register_id, register_date) WHERE register_id IS NOT NULL")

    # What only the verbs may write
    _register_fields = frozenset({
        "register_id", "register_number", "register_year", "register_ref", "register_date", "registered_at",
        "registered_by_id", "is_cancelled", "cancel_reason", "cancelled_at", "cancelled_by_id",
    })

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(vals.get(name) for vals in vals_list for name in self._register_fields):
            raise UserError(self.env._("The register number is given by the system when the entry is registered."))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and not self._register_fields.isdisjoint(vals):
            raise UserError(self.env._(
                "The register number is permanent and a cancellation needs a reason: use “Register” or “Cancel”."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_registered(self):
        if any(record.register_ref for record in self):
            raise UserError(self.env._("An entry of a register cannot be deleted. Use “Cancel” and give a reason."))

    # Hooks

    def _get_register_code(self):
        """Return the code of the register this record belongs to (str)."""
        self.ensure_one()
        return self._register_code

    def _get_register(self):
        """Return the register (``biuro.register`` record) this record belongs to or will belong to."""
        self.ensure_one()
        if self.register_id:
            return self.register_id
        company = self.company_id if "company_id" in self._fields else None
        return self.env["biuro.register"]._get(self._get_register_code(), company)

    def _register_values(self, number, year, register):
        """Return more values (dict) to write along with the number, e.g. the state. Called once per record."""
        self.ensure_one()
        return {}

    def _cancel_values(self, reason):
        """Return more values (dict) to write along with the cancellation, e.g. the state."""
        return {}

    def _check_register(self):
        """Raise UserError if one of the records may not be registered."""
        for record in self:
            if record.is_cancelled:
                raise UserError(self.env._("%s is cancelled and cannot be registered.", record.display_name))
            if record.register_ref:
                raise UserError(self.env._("%(name)s is registered already, as %(ref)s.",
                                           name=record.display_name, ref=record.register_ref))

    def _check_cancel(self):
        """Raise UserError if one of the records may not be cancelled."""
        for record in self:
            if not record.register_ref:
                raise UserError(self.env._(
                    "%s has no register number yet. Delete the draft instead of cancelling it.", record.display_name))

    # Verbs

    def _enter_register(self, date=None):
        """Give each record the next number of its register, in the order of ``self``.

        Call it last in the transaction: from here on, others who register in the same book wait until it ends. All
        records of a book take their numbers in one draw; whatever else is to be stored is stored before it.

        :param date: day of registering, today in Europe/Warsaw by default; a day of the previous year names the
            previous book, which the register must still allow
        :return: ``self``
        :raise UserError: registered already, cancelled, no such register, book closed
        """
        self.check_access("write")
        self._check_register()
        Register = self.env["biuro.register"]
        registers, books = {}, {}
        for record in self:
            key = (record._get_register_code(), record.company_id if "company_id" in self._fields else None)
            if key not in registers:
                registers[key] = Register._get(*key)
            books.setdefault(registers[key], self.browse())
            books[registers[key]] |= record
        now, day = fields.Datetime.now(), fields.Date.to_date(date) or Register._today()
        years = {register: register._get_year(day) for register in books}
        # sudo: own model - write() refuses these fields from anyone else; access was checked above
        for register, records in books.items():
            records.sudo().write({
                "register_id": register.id,
                "register_year": years[register],
                "register_date": day,
                "registered_at": now,
                "registered_by_id": self.env.uid,
            })
        self.env.cr.flush()  # all that others need not wait for, also what the platform leaves to the end
        # always in the same order, so that two callers with several books do not wait for each other
        for register in sorted(books, key=lambda register: register.id):
            # sudo: own model - as above
            records, year = books[register].sudo(), years[register]
            numbers = count(register._draw_numbers(year, len(records)))
            for record, number in zip(records, numbers, strict=False):
                record.write({
                    "register_number": number,
                    "register_ref": register._format_number(number, year),
                    **record._register_values(number, year, register),
                })
        if day.year < Register._today().year:
            self._log_register_event("late")
        return self

    def action_cancel(self, reason):
        """Cancel (anulować) the entries: the numbers stay taken, the reason is kept.

        A repeated call with the same reason changes nothing.

        :param str reason: why; must not be empty
        :return: True
        :raise UserError: empty reason, entry without a number, entry cancelled for another reason
        """
        self.check_access("write")
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Give the reason of the cancellation."))
        self._check_cancel()
        for record in self.filtered("is_cancelled"):
            if record.cancel_reason != reason:
                raise UserError(self.env._("%(ref)s is cancelled already, for this reason: %(reason)s",
                                           ref=record.register_ref, reason=record.cancel_reason))
        records = self.filtered(lambda record: not record.is_cancelled)
        if records:
            # sudo: own model - write() refuses these fields from anyone else; access was checked above
            records.sudo().write({
                "is_cancelled": True,
                "cancel_reason": reason,
                "cancelled_at": fields.Datetime.now(),
                "cancelled_by_id": self.env.uid,
                **records._cancel_values(reason),
            })
            records._log_register_event("cancelled", reason)
        return True

    def action_open_cancel(self):
        """Ask for the reason and cancel the entries. Return the window action (dict) of ``biuro.register.cancel``."""
        self._check_cancel()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("biuro_kancelaria.biuro_register_cancel_action"),
            "context": {"active_model": self._name, "active_ids": self.ids},
        }

    def _log_register_event(self, kind, note=None):
        """Add a row per entry to the journal of its register."""
        self.env["biuro.register.event"]._log([
            {
                "register_id": record.register_id.id, "kind": kind, "year": record.register_year,
                "reference": record.register_ref, "note": note, "res_model": record._name, "res_id": record.id,
            }
            for record in self
        ])

    # Register book

    @api.model
    def _register_book_columns(self, register=None):
        """Return the columns of the book of a register: list of (field name, label), in the order of the print."""
        names = ["register_number", "register_ref", "register_date", "display_name", "registered_by_id"]
        return [(name, self._fields[name]._description_string(self.env)) for name in names]

    @api.model
    def _keeps_whole_book(self, register):
        """Return whether the user keeps the book of a register (bool): gets a row for each number, readable or not."""
        return False

    @api.model
    def _check_book_closing(self, register, year):
        """Raise UserError if the book of ``year`` may not be closed: a draft holds a number (IK § 13, § 40)."""
        if "state" not in self._fields or "draft" not in self._fields["state"].get_values(self.env):
            return
        # sudo: own model - entries that the caller may not see count as well; only their numbers are shown
        drafts = self.sudo().search_fetch(
            [("register_id", "=", register.id), ("register_year", "=", year), ("state", "=", "draft"),
             ("is_cancelled", "=", False)], ["register_ref"], limit=20,
        )
        if drafts:
            raise UserError(self.env._(
                "The book of %(year)s cannot be closed: drafts hold these numbers: %(refs)s. Finish or cancel them.",
                year=year, refs=", ".join(drafts.mapped("register_ref")),
            ))
