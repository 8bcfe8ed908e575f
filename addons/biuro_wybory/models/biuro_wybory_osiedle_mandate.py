from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today

from .biuro_wybory_osiedle_mandate_function import FUNCTIONS

RANK = {key: place for place, (key, _label) in enumerate(FUNCTIONS)}
BASES = [
    ("voting", "Election by vote"),
    ("without_vote", "Without voting"),
    ("next_in_order", "Next candidate in order"),
    ("by_election", "By-election"),
    ("body_election", "Elected by the council"),
    ("meeting", "Elected by the meeting"),
]
END_REASONS = [
    ("resignation", "Resignation"),
    ("loss_of_eligibility", "Loss of the right to be elected"),
    ("death", "Death"),
    ("oath_refused", "Refusal of the oath"),
    ("recall", "Recall from the board"),
    ("dissolution", "Dissolution of the body"),
    ("end_of_term", "End of the term"),
    ("invalid_election", "Election declared invalid"),
]


class BiuroWyboryOsiedleMandate(models.Model):
    """Mandate of a member of a unit's council or board: person, constituency, time, basis, functions, end.

    elected -> active (oath or first session) -> ended. Members are public by law; how to reach them is not.
    """

    _name = "biuro.wybory.osiedle.mandate"
    _description = "Mandate in a Unit's Body"
    _inherit = ["biuro.guard.mixin", "biuro.deadline.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "unit_id, date_from desc, id"
    _rec_names_search = ["partner_id"]

    partner_id = fields.Many2one(
        "res.partner", "Person", required=True, index=True, ondelete="restrict", tracking=True)
    unit_id = fields.Many2one("biuro.wybory.osiedle", "Unit", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="unit_id.company_id", store=True, index=True)
    body_term_id = fields.Many2one(
        "biuro.wybory.osiedle.body.term", "Term", index=True, ondelete="restrict", readonly=True, copy=False,
        help="Empty between the election and the first session.")
    body = fields.Selection([("council", "Council"), ("board", "Board")], required=True, default="council", index=True)
    election_id = fields.Many2one(
        "biuro.wybory.osiedle.election", "Election", index="btree_not_null", readonly=True, copy=False,
        ondelete="restrict")
    constituency_id = fields.Many2one(
        "biuro.wybory.osiedle.constituency", "Constituency", index="btree_not_null", ondelete="restrict")
    candidate_id = fields.Many2one(
        "biuro.wybory.osiedle.candidate", "Candidate", index="btree_not_null", readonly=True, copy=False,
        ondelete="restrict", groups="biuro_wybory.biuro_wybory_group_osiedle_user")
    votes = fields.Integer(readonly=True, copy=False, aggregator=None)
    date_from = fields.Date("From", required=True, index=True, tracking=True)
    date_to = fields.Date("To", readonly=True, copy=False, tracking=True, help="Last day; empty while it is held.")
    basis = fields.Selection(BASES, "Obtained By", required=True, default="voting", tracking=True)
    oath_date = fields.Date("Oath On", readonly=True, copy=False, tracking=True)
    function_ids = fields.One2many("biuro.wybory.osiedle.mandate.function", "mandate_id", "Functions")
    functions_text = fields.Char("Functions Now", compute="_compute_functions_text")
    certificate_number = fields.Char("Certificate", readonly=True, copy=False)
    certificate_date = fields.Date("Certificate Of", readonly=True, copy=False)
    private_address = fields.Char(groups="biuro_wybory.biuro_wybory_group_osiedle_user", copy=False)
    private_phone = fields.Char(groups="biuro_wybory.biuro_wybory_group_osiedle_user", copy=False)
    end_reason = fields.Selection(END_REASONS, "Reason of the End", readonly=True, copy=False, tracking=True)
    end_act = fields.Char("Stating Act", readonly=True, copy=False, tracking=True)
    end_resolution_id = fields.Many2one(
        "biuro.rada.resolution", "Resolution of the City Council", index="btree_not_null", readonly=True, copy=False,
        ondelete="restrict")
    resignation_delivered = fields.Date("Resignation Delivered", readonly=True, copy=False)
    loss_learned = fields.Date("City Council Learned On", readonly=True, copy=False)
    loss_due = fields.Date("Loss to Be Stated By", readonly=True, copy=False)
    loss_ground = fields.Char("Ground of the Loss", readonly=True, copy=False)
    heard_on = fields.Date("Explained On", readonly=True, copy=False)
    heard_note = fields.Text("Explanations", readonly=True, copy=False,
                             groups="biuro_wybory.biuro_wybory_group_osiedle_user")
    end_reasons = fields.Json("Why It Ends", readonly=True, copy=False)
    state = fields.Selection(
        [("elected", "Elected"), ("active", "In office"), ("ended", "Ended")],
        required=True, readonly=True, default="elected", copy=False, index=True, tracking=True)

    _dates_order = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)", "The end of the mandate is before its beginning.")
    _held_uniq = models.UniqueIndex(
        "(unit_id, partner_id, body) WHERE state != 'ended'", "This person holds a mandate in this body already.")

    @api.depends("partner_id", "unit_id")
    def _compute_display_name(self):
        for mandate in self:
            mandate.display_name = f"{mandate.partner_id.name or '…'} ({mandate.unit_id.name or '…'})"

    @api.depends("function_ids.function", "function_ids.date_from", "function_ids.date_to")
    def _compute_functions_text(self):
        today = office_today()
        for mandate in self:
            mandate.functions_text = mandate._functions_text(today)

    def _is_held_on(self, day):
        self.ensure_one()
        return self.date_from <= day and (not self.date_to or self.date_to >= day)

    def _functions_on(self, day):
        rows = self.function_ids.filtered(
            lambda row: row.date_from <= day and (not row.date_to or row.date_to >= day))
        return rows.sorted(lambda row: RANK[row.function])

    def _functions_text(self, day):
        labels = dict(self.function_ids._fields["function"]._description_selection(self.env))
        return ", ".join(labels[row.function] for row in self._functions_on(day))

    def _function_rank(self, day):
        return min((RANK[row.function] for row in self._functions_on(day)), default=len(RANK))

    def _get_deadline_employee(self):
        return self.unit_id.officer_id

    def _get_deadline_department(self):
        return self.env["hr.department"]

    @api.model
    def holders(self, function, unit_ids=None, day=None):
        """Return who holds a function on a day.

        :param str function: e.g. ``board_chair``
        :param list unit_ids: only in these units
        :param str day: "YYYY-MM-DD", today by default
        :return: list of dicts ``unit_id``, ``unit``, ``mandate_id``, ``partner_id``, ``name``, ``since``
        """
        rows = self._holders(function, unit_ids, day)
        return [
            {"unit_id": row.unit_id.id, "unit": row.unit_id.name, "mandate_id": row.mandate_id.id,
             "partner_id": row.mandate_id.partner_id.id, "name": row.mandate_id.partner_id.name,
             "since": fields.Date.to_string(row.date_from)}
            for row in rows
        ]

    def _holders(self, function, unit_ids=None, day=None):
        """Return the rows (``mandate.function``) of who holds a function on a day; see ``holders``."""
        day = fields.Date.to_date(day) or office_today()
        domain = [
            ("function", "=", function), ("date_from", "<=", day), "|", ("date_to", "=", False), ("date_to", ">=", day)]
        if unit_ids is not None:
            domain.append(("unit_id", "in", unit_ids))
        return self.env["biuro.wybory.osiedle.mandate.function"].search(domain, order="unit_id")

    def action_take_oath(self, date):
        """Note the oath; the member is in office from the day.

        :param str date: day "YYYY-MM-DD"
        :return: True
        :raise UserError: an ended mandate, or a day before the election
        """
        self.check_access("write")
        day = fields.Date.to_date(date)
        for mandate in self:
            if mandate.state == "ended":
                raise UserError(self.env._("The mandate of %s has ended.", mandate.partner_id.name))
            if day < mandate.date_from:
                raise UserError(self.env._("The oath cannot be taken before the mandate begins."))
        # sudo: biuro.wybory.osiedle.mandate - facts written by this verb; access was checked above
        self.sudo().write({"oath_date": day, "state": "active"})
        return True

    def action_give_function(self, function, date, act=None):
        """Give a member a function.

        :param str function: key, e.g. ``board_chair``
        :param str date: first day "YYYY-MM-DD"
        :param str act: resolution or vote
        :return: id of the row of the history
        :raise UserError: unknown function, ended mandate
        """
        self.check_access("write")
        self.ensure_one()
        if function not in RANK:
            raise UserError(self.env._("There is no such function."))
        if self.state == "ended":
            raise UserError(self.env._("The mandate of %s has ended.", self.partner_id.name))
        return self.env["biuro.wybory.osiedle.mandate.function"].create({
            "mandate_id": self.id, "function": function, "date_from": date, "basis": act}).id

    def action_issue_certificate(self, date):
        """Issue certificates of election (zaświadczenie o wyborze): numbers run within the election.

        :param str date: day "YYYY-MM-DD"
        :return: list of the numbers, in the order of the mandates
        :raise UserError: the validity of the election is not declared yet
        """
        self.check_access("write")
        numbers = []
        for mandate in self:
            if not mandate.certificate_number:
                election = mandate.election_id
                if election and election.state not in ("valid", "partly_invalid", "constituted", "closed"):
                    raise UserError(self.env._("Certificates are issued after the election is declared valid."))
                # sudo: own model - the numbers of the election; facts written by this verb, access checked above
                taken = self.sudo().search_count([
                    ("election_id", "=", election.id), ("unit_id", "=", mandate.unit_id.id),
                    ("certificate_number", "!=", False)])
                mandate.sudo().write({
                    "certificate_number": f"{mandate.unit_id.code}/{taken + 1}/{fields.Date.to_date(date).year}",
                    "certificate_date": date,
                })
            numbers.append(mandate.certificate_number)
        return numbers
