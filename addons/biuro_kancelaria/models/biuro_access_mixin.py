from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

# what a token stands for; a token is ``id * 8 + kind``
CELL, HEAD, EMPLOYEE, USER, MAIL_POINT = range(5)

# groups that see every letter and every case, also restricted ones
SEES_ALL = "biuro_kancelaria.biuro_kancelaria_group_management,biuro_kancelaria.biuro_kancelaria_group_auditor"


def tokens(kind, ids):
    """Return the set of tokens (int) of one kind for the ids."""
    return {id_ * 8 + kind for id_ in ids}


class Tokens(fields.Json):
    """Set of integers in an ``int4[]`` column. ``in`` means "has one in common", which a GIN index answers.

    A record keeps the tokens of those who may see it, a user those he or she holds. The planner knows how often each
    token occurs, so a list reads its order backwards when the user sees much, and uses the index when little.
    """

    _column_type = ("_int4", "int4[]")

    def convert_to_cache(self, value, record, validate=True):
        return tuple(sorted(value)) if value else ()

    def convert_to_record(self, value, record):
        return tuple(value or ())

    def convert_to_column(self, value, record, values=None, validate=True):
        return list(value or ())

    def convert_to_export(self, value, record):
        return ""

    def _condition_to_sql(self, field_expr, operator, value, model, alias, query):
        if operator != "in":
            raise NotImplementedError(f"Operator {operator!r} on a set of tokens")
        sql_field = model._field_to_sql(alias, field_expr, query)
        return SQL("%s && %s::int4[]", sql_field, sorted(int(token) for token in value))

    def filter_function(self, records, field_expr, operator, value):
        wanted = set(value)
        return lambda record: not wanted.isdisjoint(record[field_expr] or ())


class BiuroAccessMixin(models.AbstractModel):
    """Record that is seen by its cell, its handler and those named, and by fewer people once it is restricted.

    One column, ``access_tokens``, says who: the record rule of the working groups is
    ``[("access_tokens", "in", user.access_tokens)]``. A model says whom it belongs to by the ``_access_*`` methods
    and lists in ``_access_depends`` the fields they read.
    """

    _name = "biuro.access.mixin"
    _description = "Access by Cell and Handler"
    _access_depends = ("department_id", "clerk_id", "is_restricted", "reader_ids")
    # the field that names the record in the journal of reading without telling its content
    _access_reference = None
    # the field of the employee whose own reading is not journalled
    _access_handler = "clerk_id"

    access_tokens = Tokens(
        compute="_compute_access_tokens",
        store=True,
        compute_sudo=True,
        copy=False,
        groups=fields.NO_ACCESS,
        prefetch=False,
    )
    # those of the people who work on the record; the others look
    access_work_tokens = Tokens(
        compute="_compute_access_tokens",
        store=True,
        compute_sudo=True,
        copy=False,
        groups=fields.NO_ACCESS,
        prefetch=False,
    )
    access_restricted = fields.Boolean(
        "Access Limited",
        compute="_compute_access_tokens",
        store=True,
        compute_sudo=True,
        copy=False,
        help="Restricted itself, or part of something restricted.",
    )
    access_ok = fields.Boolean(
        "May Be Read",
        compute="_compute_access_ok",
        search="_search_access_ok",
        help="Whether the current user may read the record; rules of what hangs on it ask this.",
    )
    access_write_ok = fields.Boolean(
        "May Be Changed",
        compute="_compute_access_ok",
        search="_search_access_write_ok",
        help="Whether the current user may change the record.",
    )

    _access_idx = models.Index("USING gin (access_tokens)")

    @api.depends(lambda self: self._access_depends)
    def _compute_access_tokens(self):
        for record in self:
            restricted = record._access_is_restricted()
            cells = record._access_cells()
            work = tokens(HEAD, cells.ids) | tokens(EMPLOYEE, record._access_employees().ids)
            look = tokens(USER, record._access_readers().ids)
            if not restricted:
                watching = record._access_watching_cells()
                work |= tokens(CELL, cells.ids)
                look |= tokens(CELL, watching.ids) | tokens(HEAD, watching.ids)
            more_work, more_look = record._access_extra(restricted)
            work |= more_work
            record.access_restricted = restricted
            record.access_work_tokens = sorted(work)
            record.access_tokens = sorted(work | look | more_look)
        self._access_changed()

    def _access_changed(self):
        """Pass the new tokens on to what hangs on the records and keeps a copy."""
        if "deadline_ids" in self._fields:
            self.env["biuro.deadline"]._copy_access(self._origin)
        if "publication_ids" in self._fields:
            self.env["biuro.publication"]._copy_access(self._origin)

    @api.depends_context("uid")
    def _compute_access_ok(self):
        # the rules of the user who asks, also where a rule of another model asks with superuser rights
        mine = self.env(su=False)[self._name].browse(self._origin.ids)
        readable, writable = (set(mine._filtered_access(operation)._ids) for operation in ("read", "write"))
        for record in self:
            record.access_ok = record._origin.id in readable
            record.access_write_ok = record._origin.id in writable

    def _search_access_ok(self, operator, value):
        return self._search_access(operator, "read")

    def _search_access_write_ok(self, operator, value):
        return self._search_access(operator, "write")

    def _search_access(self, operator, mode):
        if operator != "in":
            return NotImplemented
        if not self.env(su=False)[self._name].has_access(mode):
            return Domain.FALSE
        return self.env(su=False)["ir.rule"]._compute_domain(self._name, mode)

    def _access_is_restricted(self):
        """Return whether only named people and heads see the record (bool)."""
        return self.is_restricted

    def _access_cells(self):
        """Return the cells (hr.department) whose people work on the record; their heads also when it is restricted."""
        return self.department_id

    def _access_watching_cells(self):
        """Return the cells (hr.department) whose people look at the record while it is not restricted."""
        return self.env["hr.department"]

    def _access_employees(self):
        """Return the employees (hr.employee) who work on the record whatever its restriction."""
        return self.clerk_id

    def _access_readers(self):
        """Return the users (res.users) named as readers."""
        return self.reader_ids

    def _access_extra(self, restricted):
        """Return further tokens (two sets of int): of those who work on the record and of those who look."""
        return set(), set()

    def _access_masked(self):
        """Return the records of ``self`` whose texts the current user may not see, also where sudo reads them."""
        # sudo: biuro.access.mixin - reads who may see the record, tells nothing of its content
        restricted = self.sudo().filtered("access_restricted")
        if not restricted or self.env.uid == api.SUPERUSER_ID or self.env.user.has_groups(SEES_ALL):
            return self.browse()
        held = set(self.env.user.access_tokens or ())
        return restricted.filtered(lambda record: held.isdisjoint(record.access_tokens)).with_env(self.env)

    def _access_mask_names(self, field_name):
        """Replace the display name of masked records: many2one fields show names to people without access.

        :param str field_name: the field that may be shown, a register number or a case sign
        """
        for record in self._access_masked():
            record.display_name = record[field_name] or self.env._("Restricted")

    def _access_filter_recipients(self, recipients):
        """Return the recipients (list of dicts) without users who may not read the record: a message shows its content.

        Followers stay when a record becomes restricted, and anybody can be named in a message.
        """
        # sudo: biuro.access.mixin - only whether it is restricted
        if len(self) != 1 or not self.sudo().access_restricted:
            return recipients
        return [
            recipient
            for recipient in recipients
            if not recipient.get("uid") or self.with_user(recipient["uid"]).has_access("read")
        ]

    def _access_filter_partners(self, partner_ids):
        """Return those of the partners (list of ids) who may get a message of the record, in person or from outside."""
        # sudo: res.partner, biuro.access.mixin - whose user a partner is, and whether the record is restricted
        if not partner_ids or not self.sudo().access_restricted:
            return partner_ids
        partners = self.env["res.partner"].sudo().browse(partner_ids)
        return [
            partner.id
            for partner in partners
            if not partner.user_ids or any(self.with_user(user).has_access("read") for user in partner.user_ids)
        ]

    def _read_format(self, fnames, load="_classic_read"):
        """Every reading over RPC passes here: restricted records leave a trace in the journal of reading."""
        if self._access_reference and set(fnames) - {"id", "display_name", self._access_reference}:
            self.env["biuro.access.log"]._log(self, "form" if len(self) == 1 else "list")
        return super()._read_format(fnames, load)

    def export_data(self, fields_to_export):
        if self._access_reference:
            self.env["biuro.access.log"]._log(self, "export")
        return super().export_data(fields_to_export)
