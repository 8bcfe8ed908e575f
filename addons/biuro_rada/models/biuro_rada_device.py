from odoo import api, fields, models
from odoo.tools import SQL

FRESH_S = 25  # a device that has been silent for longer is taken for lost
WRITE_EVERY_S = 8


class BiuroRadaDevice(models.Model):
    """Device of a councillor at a session: a tablet or a phone whose page is open, and when it was heard of last.

    Nothing of what is voted is here, and what a device sends is not joined with it: it reports at fixed intervals.
    """

    _name = "biuro.rada.device"
    _description = "Device of a Councillor"
    _order = "session_id, councillor_id, id"
    _rec_name = "councillor_id"
    _log_access = False

    session_id = fields.Many2one(
        "biuro.rada.session", "Session", required=True, readonly=True, index=True, ondelete="cascade"
    )
    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", required=True, readonly=True, index=True, ondelete="cascade"
    )
    device = fields.Char("Mark of the Device", required=True, readonly=True)
    kind = fields.Selection(
        [("phone", "Phone"), ("tablet", "Tablet"), ("computer", "Computer")], readonly=True, default="tablet"
    )
    last_seen = fields.Datetime("Last Heard Of", required=True, readonly=True)

    _device_uniq = models.Constraint(
        "UNIQUE (session_id, councillor_id, device)", "This device is connected already."
    )

    @api.model
    def _seen(self, session, councillor, device, kind):
        """Note that a device is connected; written anew every few seconds only."""
        now = fields.Datetime.now()
        kind = kind if kind in ("phone", "tablet", "computer") else "tablet"
        return self.env.execute_query(
            SQL(
                """INSERT INTO biuro_rada_device (session_id, councillor_id, device, kind, last_seen)
                   VALUES (%s, %s, %s, %s, %s)
                   ON CONFLICT (session_id, councillor_id, device) DO UPDATE
                      SET last_seen = EXCLUDED.last_seen, kind = EXCLUDED.kind
                    WHERE biuro_rada_device.last_seen < EXCLUDED.last_seen - %s * interval '1 second'
                   RETURNING id""",
                session.id,
                councillor.id,
                str(device or "")[:64] or "-",
                kind,
                now,
                WRITE_EVERY_S,
            )
        )

    @api.model
    def _connected(self, session):
        """Return {councillor id: kind of the device} of the devices that are connected now."""
        rows = self.env.execute_query(
            SQL(
                """SELECT councillor_id, max(kind) FROM biuro_rada_device
                    WHERE session_id = %s AND last_seen > %s - %s * interval '1 second' GROUP BY 1""",
                session.id,
                fields.Datetime.now(),
                FRESH_S,
            )
        )
        return dict(rows)
