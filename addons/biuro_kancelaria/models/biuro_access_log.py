from psycopg2.errors import ReadOnlySqlTransaction

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class BiuroAccessLog(models.Model):
    """Journal of reading: who has read a restricted letter or case without being its handler (RODO art. 5(2), 32).

    One row per person, record, kind and hour: enough to answer "who has seen it", cheap enough to be always on.
    """

    _name = "biuro.access.log"
    _description = "Reading of a Restricted Record"
    _order = "id desc"
    _rec_name = "reference"

    user_id = fields.Many2one("res.users", "Who", required=True, readonly=True, index=True, ondelete="restrict")
    read_at = fields.Datetime("When", required=True, readonly=True, index=True)
    hour = fields.Datetime(required=True, readonly=True)
    kind = fields.Selection(
        [("form", "Opened"), ("list", "In a list"), ("export", "Exported"), ("file", "File downloaded")],
        required=True,
        readonly=True,
    )
    res_model = fields.Char("Model", required=True, readonly=True)
    res_id = fields.Many2oneReference("Record", model_field="res_model", required=True, readonly=True)
    reference = fields.Char(
        "Number or Sign", readonly=True, help="As on the day; the texts of the record are not kept here."
    )
    acting_for = fields.Char("As Substitute Of", readonly=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)

    _once_an_hour = models.UniqueIndex("(user_id, res_model, res_id, kind, hour)")
    _record_idx = models.Index("(res_model, res_id)")

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise UserError(self.env._("The journal of reading is kept by the system."))
        return super().create(vals_list)

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(self.env._("The journal of reading cannot be changed."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The journal of reading cannot be deleted."))

    @api.model
    def _log(self, records, kind):
        """Write down that the current user reads those of ``records`` that are restricted and not the user's own.

        :param records: records of a model with ``biuro.access.mixin``, or of one that names ``_access_reference`` and
            sets ``_access_handler`` to None: there everybody's reading of every record is kept
        :param str kind: see the field
        """
        if self.env.su or not records._ids:
            return
        # sudo: res.users - the people one acts for
        acting = self.env.user.sudo().acting_employee_ids
        names, condition = ["company_id", records._access_reference], SQL()
        if handler := records._access_handler:
            names += ["access_restricted", handler]
            condition = SQL(
                "AND access_restricted AND (%(handler)s IS NULL OR %(handler)s <> ALL(%(acting)s))",
                handler=SQL.identifier(handler),
                acting=acting.ids,
            )
        records.flush_model(names)
        # one query; what is not restricted costs nothing more
        rows = self.env.execute_query(
            SQL(
                "SELECT id, %(reference)s, company_id FROM %(table)s WHERE id = ANY(%(ids)s) %(condition)s",
                reference=SQL.identifier(records._access_reference),
                table=SQL.identifier(records._table),
                ids=[id_ for id_ in records._ids if id_],
                condition=condition,
            )
        )
        if not rows:
            return
        if self.env.cr.readonly:
            # on a read replica: the request is repeated on the main database
            raise ReadOnlySqlTransaction("a trace of reading must be written")
        now = fields.Datetime.now()
        others = acting.filtered(lambda employee: employee.user_id != self.env.user)
        for res_id, reference, company_id in rows:
            self.env.execute_query(
                SQL(
                    """INSERT INTO biuro_access_log
                          (user_id, read_at, hour, kind, res_model, res_id, reference, acting_for, company_id,
                           create_uid, create_date, write_uid, write_date)
                   VALUES (%(user)s, %(now)s, %(hour)s, %(kind)s, %(model)s, %(id)s, %(reference)s, %(acting)s,
                           %(company)s, %(user)s, %(now)s, %(user)s, %(now)s)
                   ON CONFLICT DO NOTHING RETURNING id""",
                    user=self.env.uid,
                    now=now,
                    hour=now.replace(minute=0, second=0),
                    kind=kind,
                    model=records._name,
                    id=res_id,
                    reference=reference,
                    acting=", ".join(others.mapped("name")) or None,
                    company=company_id,
                )
            )
