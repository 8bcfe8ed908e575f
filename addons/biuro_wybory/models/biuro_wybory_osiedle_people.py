from odoo import api, models
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.tools import office_today

CHAIRS = ("board_chair", "council_chair")
# tags of contacts: (key, Polish name, whether it names the unit)
LISTS = {
    "council": "Rada – %s",
    "board": "Zarząd – %s",
    "board_chair": "Przewodniczący zarządów jednostek pomocniczych",
    "council_chair": "Przewodniczący rad jednostek pomocniczych",
}


class BiuroWyboryOsiedlePeople(models.Model):
    """Who sits in the bodies of a unit on a day: for lists, letters, the portal, notices of the City Council."""

    _inherit = "biuro.wybory.osiedle"

    def _members(self, body=None, day=None):
        """Return the mandates (sudo) held in these units on a day, of one body where it is named."""
        day = day or office_today()
        # sudo: biuro.wybory.osiedle.mandate - the composition of bodies is public
        domain = Domain("unit_id", "in", self.ids) & Domain("date_from", "<=", day) & (
            Domain("date_to", "=", False) | Domain("date_to", ">=", day))
        if body:
            domain &= Domain("body", "=", body)
        found = self.env["biuro.wybory.osiedle.mandate"].sudo().search(domain)
        return found.sorted(lambda one: (one.unit_id.name, one._function_rank(day), one.partner_id.name or ""))

    def _holders(self, function, day=None):
        """Return the rows (``mandate.function``, sudo) of who holds a function in these units on a day."""
        # sudo: biuro.wybory.osiedle.mandate - functions in the bodies of a unit are public
        return self.env["biuro.wybory.osiedle.mandate"].sudo()._holders(function, self.ids, day)

    def _chair(self, function="board_chair", day=None):
        """Return the person (res.partner, sudo, one or empty) who holds a function in the unit on a day."""
        return self._holders(function, day).mandate_id.partner_id[:1]

    def _body_term(self, day=None):
        """Return the term (one or empty) of the bodies of the unit on a day."""
        self.ensure_one()
        day = day or office_today()
        return self.env["biuro.wybory.osiedle.body.term"].search([
            ("unit_id", "=", self._origin.id or self.id), ("date_from", "<=", day), ("date_to", ">=", day),
        ], order="date_from desc", limit=1)

    def _statutory(self, body, day=None):
        """Return the statutory number of a body (int): seats of the council, members of the board."""
        self.ensure_one()
        if body == "council":
            return self._body_term(day).council_size or self.council_size
        if body == "board":
            return len(self._members("board", day)) or 0
        return 0

    def _tell_chairs(self, subject):
        """Write to the chairs of the units that something waits on the portal; the mail tells no content."""
        for unit in self:
            people = unit._holders("board_chair").mandate_id.partner_id | unit._holders(
                "council_chair").mandate_id.partner_id
            # sudo: mail.mail, res.partner - a notice without content to those who hold a public function
            people = people.sudo().filtered("email")
            if people:
                self.env["mail.mail"].sudo().create({
                    "subject": f"{unit.name}: {subject}",
                    "body_html": self.env._("<p>Log in to the portal of the unit to read it.</p>"),
                    "recipient_ids": [(6, 0, people.ids)], "auto_delete": True,
                })

    @api.model
    def _of_user(self, user=None, day=None):
        """Return the units (sudo) whose board or council the user chairs on a day."""
        user = user or self.env.user
        day = day or office_today()
        # sudo: biuro.wybory.osiedle.mandate.function - one's own function, found by the user who asks
        rows = self.env["biuro.wybory.osiedle.mandate.function"].sudo().search([
            ("mandate_id.partner_id", "=", user.partner_id.id), ("function", "in", CHAIRS),
            ("date_from", "<=", day), "|", ("date_to", "=", False), ("date_to", ">=", day),
        ])
        return rows.unit_id.filtered("active")

    # ---- contacts ------------------------------------------------------------------------------------------------

    def _sync_contacts(self):
        """Give the members of the bodies the tags of today's composition and take them off those who left.

        The tags are the mailing lists of the office: one for each council and board, one of all chairs.
        """
        # sudo: res.partner, res.partner.category - tags of contacts follow the composition; nothing else is changed
        Category = self.env["res.partner.category"].sudo().with_context(active_test=False)
        units = self.sudo().with_context(active_test=True)
        wanted = {}
        for unit in units:
            for body in ("council", "board"):
                wanted[LISTS[body] % unit.name] = unit._members(body).partner_id
        every = self.env["biuro.wybory.osiedle"].sudo().search([("active", "=", True)])
        for function in CHAIRS:
            wanted[LISTS[function]] = every._holders(function).mandate_id.partner_id
        known = {tag.name: tag for tag in Category.with_context(lang="en_US").search([("name", "in", list(wanted))])}
        for name, people in wanted.items():
            tag = known.get(name) or Category.create({"name": name})
            gone, new = tag.partner_ids - people, people - tag.partner_ids
            if gone or new:
                tag.write({"partner_ids": [(3, person.id) for person in gone] + [(4, person.id) for person in new]})
        return True

    @api.model
    def _cron_contacts(self):
        """Each night: whose mandate began or ended by the calendar, and chairs whom coming sessions must reach."""
        self.search([("active", "=", True)])._sync_contacts()
        self.env["biuro.rada.session"]._refresh_board_chairs()
        return True

    def mailing_list(self, body=None):
        """Return the addresses of the members of the bodies of these units, for labels and mail.

        Private addresses are not among them: post goes to the seat of the unit.

        :param str body: ``council``, ``board``, ``board_chair`` or ``council_chair``; council and board by default
        :return: list of dicts ``unit``, ``name``, ``functions``, ``address``, ``email``
        """
        self.check_access("read")
        rows = []
        today = office_today()
        mandates = self._holders(body).mandate_id if body in CHAIRS else self._members(body)
        for mandate in mandates:
            rows.append({
                "unit": mandate.unit_id.name, "name": mandate.partner_id.name,
                "functions": mandate._functions_text(today), "address": mandate.unit_id.seat_address or "",
                "email": mandate.unit_id.email or "",
            })
        return rows

    def _composition_changed(self):
        """Bring contacts, mailing lists and the recipients of coming sessions up to date, on the same day."""
        if self:
            self._sync_contacts()
            self.env["biuro.rada.session"]._refresh_board_chairs()
