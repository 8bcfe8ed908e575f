from odoo import api, fields, models
from odoo.exceptions import UserError

# the usual order of an ordinary session; the statute of the city may have another
USUAL_AGENDA = [
    ("opening", "Otwarcie sesji i stwierdzenie prawomocności obrad", 5),
    ("agenda", "Porządek obrad", 5),
    ("minutes", "Przyjęcie protokołu z poprzedniej sesji", 5),
    ("mayor_report", "Informacja Prezydenta Miasta o pracach w okresie między sesjami", 15),
    ("interpellations", "Interpelacje i zapytania radnych", 20),
    ("other", "Wolne wnioski i informacje", 15),
    ("closing", "Zamknięcie obrad", 5),
]
USUAL_KINDS = frozenset(row[0] for row in USUAL_AGENDA)


class BiuroRadaSessionAgenda(models.Model):
    """The agenda of a session as a whole: numbers, the usual items, who leads, who records."""

    _inherit = "biuro.rada.session"
    _reason_verbs = {
        "action_suspend": {"reason": "reason"},
        "action_cancel": {"reason": "reason"},
    }

    agenda_change_ids = fields.One2many("biuro.rada.agenda.change", "session_id", "Changes of the Agenda")
    convener_id = fields.Many2one(
        "biuro.rada.councillor", "Convened By", ondelete="restrict", help="The chair, or who acts for the chair."
    )
    minutes_planned = fields.Integer("Planned (min)", compute="_compute_agenda_figures")
    item_count = fields.Integer("Items", compute="_compute_agenda_figures")
    material_count = fields.Integer("Materials", compute="_compute_agenda_figures")
    vote_count = fields.Integer("Number of Votes", compute="_compute_counts")
    attendance_count = fields.Integer("On the List", compute="_compute_counts")
    came_count = fields.Integer("Came", compute="_compute_counts")
    cancel_reason = fields.Char("Reason of Calling Off", readonly=True, copy=False, tracking=True)

    @api.depends("agenda_item_ids.minutes_planned", "agenda_item_ids.attachment_ids")
    def _compute_agenda_figures(self):
        for session in self:
            items = session.agenda_item_ids
            session.minutes_planned = sum(items.mapped("minutes_planned"))
            session.item_count = len(items)
            session.material_count = len(items.attachment_ids)

    @api.depends("vote_ids", "attendance_ids.status")
    def _compute_counts(self):
        domain = [("session_id", "in", self.ids)]
        votes = dict(self.env["biuro.rada.vote"]._read_group(domain, ["session_id"], ["__count"]))
        lines, came = {}, {}
        for session, status, count in self.env["biuro.rada.attendance"]._read_group(
            domain, ["session_id", "status"], ["__count"]
        ):
            lines[session] = lines.get(session, 0) + count
            if status in ("present", "late", "left"):
                came[session] = came.get(session, 0) + count
        for session in self:
            session.vote_count = votes.get(session._origin, 0)
            session.attendance_count = lines.get(session._origin, 0)
            session.came_count = came.get(session._origin, 0)

    def action_number_items(self):
        """Number the items of the agenda in their order: 1, 2, 3; parts of an item 3.1, 3.2.

        :return: True
        :raise UserError: the session is convened already
        """
        self._check_state("draft")
        for session in self:
            session._number_items()
        return True

    def _number_items(self):
        self.ensure_one()
        items = self.agenda_item_ids.sorted(lambda item: (item.sequence, item.id))
        for place, item in enumerate(items.filtered(lambda item: not item.parent_id), 1):
            item.number = str(place)
            for part, child in enumerate(items.filtered(lambda child, item=item: child.parent_id == item), 1):
                child.number = f"{place}.{part}"

    def action_usual_agenda(self):
        """Put the usual items on an empty agenda.

        :return: True
        :raise UserError: not being prepared
        """
        self._check_state("draft")
        for session in self:
            present = set(session.agenda_item_ids.mapped("item_type"))
            usual = [row for row in USUAL_AGENDA if row[0] not in present]
            # items that are there already stay between the report of the President and the interpellations
            own = session.agenda_item_ids.filtered(lambda item: item.item_type not in USUAL_KINDS)
            for place, item in enumerate(own.sorted("sequence")):
                item.sequence = 50 + place
            order = {row[0]: place * 10 for place, row in enumerate(USUAL_AGENDA[:4], 1)}
            order |= {row[0]: 500 + place * 10 for place, row in enumerate(USUAL_AGENDA[4:], 1)}
            self.env["biuro.rada.agenda.item"].create(
                [
                    {
                        "session_id": session.id,
                        "item_type": kind,
                        "title": title,
                        "minutes_planned": minutes,
                        "sequence": order[kind],
                    }
                    for kind, title, minutes in usual
                ]
            )
            session._number_items()
        return True

    def action_cancel(self, reason):
        """Call the session off; the councillors who were told of it are told of this too.

        :param str reason: why
        :return: True
        :raise UserError: begun already; no reason
        """
        self._check_state("draft", "convened")
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason of calling the session off."))
        told = self.filtered(lambda session: session.state == "convened")
        self._set_state("cancelled", cancel_reason=reason)
        self._post_note(self.env._("Called off: %s", reason))
        told._tell_cancelled()
        return True

    def _statute_basis(self):
        """Return the provision of the statute of the city that is shown beside what it sets (str)."""
        return (self.company_id or self.env.company).rada_statute_basis or "statut miasta"

    def _tell_cancelled(self):
        """Tell those who were convened (hook of the notices and of the calendar)."""

    def action_open_votes(self):
        """Open the votes of the session.

        :return: dict, a window action
        """
        self.ensure_one()
        return self._list_action(self.env._("Votes"), "biuro.rada.vote")

    def action_open_attendance(self):
        """Open the attendance list of the session; it is made where there is none yet.

        :return: dict, a window action
        """
        self.ensure_one()
        return self._list_action(self.env._("Attendance"), "biuro.rada.attendance")

    def action_open_items(self):
        """Open the items of the agenda as a list of their own.

        :return: dict, a window action
        """
        self.ensure_one()
        return self._list_action(self.env._("Agenda"), "biuro.rada.agenda.item")

    def _list_action(self, name, model):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "domain": [("session_id", "=", self.id)],
            "context": {"default_session_id": self.id},
        }
