import hashlib
import secrets
from datetime import datetime, time, timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import html2plaintext

from ..tools import office_today
from ..tools.icalendar import calendar_text, local

PAST_DAYS = 60
FUTURE_DAYS = 550
MOST_EVENTS = 5000


class BiuroCalendarFeed(models.Model):
    """Feed of a calendar: an address that other calendar programs read without a password.

    The address holds a token that is shown once; the database keeps its hash. Whoever has the address reads the feed
    with the rights of its owner, less what is private: private events of others are only “busy” there.
    """

    _name = "biuro.calendar.feed"
    _description = "Calendar Feed"
    _inherit = ["biuro.guard.mixin"]
    _order = "user_id, id desc"
    _given_on_creation = frozenset({"user_id"})

    name = fields.Char(required=True, default=lambda self: self.env._("My calendar"))
    user_id = fields.Many2one(
        "res.users", "Owner", required=True, readonly=True, index=True, default=lambda self: self.env.user,
        ondelete="cascade",
    )
    scope = fields.Selection(
        [("own", "My own calendar"), ("people", "Calendars of chosen people")], "What It Shows", required=True,
        default="own",
    )
    people_ids = fields.Many2many(
        "res.partner", "biuro_calendar_feed_partner_rel", "feed_id", "partner_id", "People",
        domain=[("partner_share", "=", False)],
    )
    categ_ids = fields.Many2many(
        "calendar.event.type", "biuro_calendar_feed_type_rel", "feed_id", "type_id", "Only These Tags",
    )
    token_hash = fields.Char(readonly=True, copy=False, groups=fields.NO_ACCESS)
    has_token = fields.Boolean("Has an Address", readonly=True, copy=False)
    token_at = fields.Datetime("Address Given On", readonly=True, copy=False)
    revoked_at = fields.Datetime("Revoked On", readonly=True, copy=False)
    state = fields.Selection(
        [("draft", "Without an Address"), ("active", "Active"), ("revoked", "Revoked")], compute="_compute_state",
    )

    _token_uniq = models.UniqueIndex("(token_hash) WHERE token_hash IS NOT NULL", "This address is taken already.")

    @api.depends("has_token", "revoked_at")
    def _compute_state(self):
        for feed in self:
            feed.state = "active" if feed.has_token else "revoked" if feed.revoked_at else "draft"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(vals.get("user_id", self.env.uid) != self.env.uid for vals in vals_list):
            raise AccessError(self.env._("A feed belongs to whoever makes it: each person makes his or her own."))
        return super().create(vals_list)

    # ---- verbs -------------------------------------------------------------------------------------------------------

    @api.model
    def create_feed(self, values=None):
        """Make a feed of the caller and return its address, which is shown this one time.

        :param dict values: optional ``name``, ``scope`` (``own`` or ``people``), ``people_ids`` (ids of contacts of
            employees), ``categ_ids`` (ids of tags)
        :return: dict ``id``, ``name``, ``url``
        :raise UserError: for a feed of chosen people that names nobody
        """
        values = dict(values or {})
        feed = self.create([{
            **{key: values[key] for key in self._feed_keys() & values.keys() if not key.endswith("_ids")},
            **{key: [fields.Command.set(values[key])] for key in self._feed_keys() & values.keys()
               if key.endswith("_ids")},
        }])
        return {"id": feed.id, "name": feed.name, "url": feed._give_token()}

    def _feed_keys(self):
        """Return the names of the fields (set) that ``create_feed`` takes."""
        return {"name", "scope", "people_ids", "categ_ids"}

    def action_give_address(self):
        """Give a feed a new address and show it; an older address stops working.

        :return: client action (dict) with the address in ``params["url"]``, shown this one time
        :raise UserError: for a feed of chosen people that names nobody
        """
        self.ensure_one()
        return {
            "type": "ir.actions.client", "tag": "biuro_kancelaria.feed_address", "target": "new",
            "name": self.env._("Address of the calendar"),
            "params": {"url": self._give_token(), "name": self.name},
        }

    def action_revoke(self):
        """Revoke feeds: their addresses answer as if they had never been.

        :return: True
        """
        self.check_access("write")
        # sudo: own model - the guard refuses these fields from anyone else; access was checked above
        self.sudo().write({"token_hash": False, "has_token": False, "revoked_at": fields.Datetime.now()})
        return True

    def _give_token(self):
        self.ensure_one()
        self.check_access("write")
        if self.user_id != self.env.user:
            raise AccessError(self.env._("Only the owner is shown the address of a feed."))
        if self.scope == "people" and not self.people_ids:
            raise UserError(self.env._("Name the people whose calendars the feed shows."))
        token = secrets.token_urlsafe(32)
        # sudo: own model - the guard refuses these fields from anyone else; access was checked above
        self.sudo().write({
            "token_hash": self._hash(token), "has_token": True, "token_at": fields.Datetime.now(), "revoked_at": False,
        })
        return f"{self.get_base_url()}/kalendarz/{token}.ics"

    @api.model
    def _hash(self, token):
        # a token has 256 random bits: nothing to guess, so one round of the hash is enough
        return hashlib.sha256(token.encode()).hexdigest()

    # ---- what the address answers ------------------------------------------------------------------------------------

    @api.model
    def _find(self, token):
        """Return the living feed of a token (with superuser rights, one or empty)."""
        # sudo: own model - the token itself is the right to read
        feed = self.sudo().search([("token_hash", "=", self._hash(token or ""))], limit=1)
        return feed.filtered("user_id.active")

    def _render(self):
        """Return the feed as iCalendar text (str), read with the rights of its owner."""
        self.ensure_one()
        owner = self.user_id
        feed = self.with_user(owner).with_context(
            lang=owner.lang, tz="Europe/Warsaw", allowed_company_ids=owner.company_ids.ids, active_test=False,
        )
        # the domain of the server cannot change with the address it is called by
        # sudo: ir.config_parameter - one value, not secret
        uuid = self.env["ir.config_parameter"].sudo().get_param("database.uuid")
        events = feed.env["calendar.event"].search(feed._event_domain(), order="start, id", limit=MOST_EVENTS)
        # sudo: calendar.event - when they changed and nothing else: the platform hides it together with the content
        events.sudo().fetch(["write_date"])
        return calendar_text(feed.name, [feed._event_values(event, uuid) for event in events])

    def _event_domain(self):
        """Domain of the events of the feed; areas narrow or widen it."""
        today = office_today()
        first, last = (datetime.combine(today + timedelta(days=days), time()) for days in (-PAST_DAYS, FUTURE_DAYS))
        partners = self.env.user.partner_id if self.scope == "own" else self.people_ids
        domain = Domain("partner_ids", "in", partners.ids) & Domain("stop", ">=", first) & Domain("start", "<=", last)
        return domain & Domain("categ_ids", "in", self.categ_ids.ids) if self.categ_ids else domain

    def _event_is_own(self, event):
        """Tell whether the event is the owner's own: then also a private one is shown with its content."""
        return event.user_id == self.env.user or self.env.user.partner_id in event.partner_ids

    def _event_values(self, event, uuid):
        """Return one event as ``tools.icalendar`` takes it (dict)."""
        values = {
            "uid": f"calendar-event-{event.id}@{uuid}",
            "modified": event.write_date,
            "status": "CONFIRMED" if event.active else "CANCELLED",
            "busy": event.show_as == "busy",
        }
        if event.allday:
            values.update(start=event.start_date or event.start.date(), stop=event.stop_date or event.stop.date())
        else:
            values.update(start=local(event.start), stop=local(event.stop))
        private = event.effective_privacy == "private"
        if private and not self._event_is_own(event):
            return {**values, "summary": self.env._("Busy"), "klass": "PRIVATE"}
        return {
            **values,
            "summary": event.name or self.env._("Busy"),
            "location": event.location,
            "description": html2plaintext(event.description or "").strip(),
            "categories": event.categ_ids.mapped("name"),
            "klass": "PRIVATE" if private else "CONFIDENTIAL" if event.effective_privacy == "confidential"
            else "PUBLIC",
        }
