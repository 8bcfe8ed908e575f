from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from ..law import protocol as law

FIGURES = ("entitled", "present", "issued", "from_box", "not_issued", "valid_cards", "invalid", "valid_votes")
REVEALED = ("agreed", "accepted", "superseded")


class BiuroWyboryOsiedleProtocol(models.Model):
    """Protocol of the vote in a precinct or at a meeting, typed twice by two people apart from each other.

    open -> typed (once) -> differs | agreed -> accepted; a later correction is a new version, the earlier one stays as
    ``superseded``. The arithmetic is in ``law/protocol.py``.
    """

    _name = "biuro.wybory.osiedle.protocol"
    _description = "Protocol of a Vote"
    _inherit = ["biuro.guard.mixin", "biuro.rada.files.mixin", "mail.thread"]
    _order = "election_id, ballot, attempt, round, constituency_id, precinct_id, version desc, id"
    _rec_name = "reference"

    election_id = fields.Many2one(
        "biuro.wybory.osiedle.election", "Election", required=True, readonly=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one(related="election_id.unit_id", store=True, index=True)
    company_id = fields.Many2one(related="election_id.company_id", store=True)
    constituency_id = fields.Many2one(
        "biuro.wybory.osiedle.constituency", "Constituency", required=True, readonly=True, index=True,
        ondelete="restrict")
    precinct_id = fields.Many2one(
        "biuro.wybory.osiedle.precinct", "Precinct", readonly=True, index="btree_not_null", ondelete="restrict")
    commission_id = fields.Many2one(
        "biuro.wybory.osiedle.commission", "Commission", compute="_compute_commission", store=True,
        index="btree_not_null")
    ballot = fields.Selection(
        [("council", "Council"), ("chair", "Chair of the board"), ("board", "Board")], required=True, readonly=True,
        default="council")
    attempt = fields.Integer(readonly=True, default=1, aggregator=None)
    round = fields.Integer(readonly=True, default=1, aggregator=None)
    seats = fields.Integer("Seats to Fill", readonly=True, aggregator=None)
    marks = fields.Integer("Marks Allowed", readonly=True, default=1, aggregator=None)
    paper = fields.Selection(
        [("marks", "Marks at names"), ("for_against", "For, against, abstain")], "Form of the Ballot", readonly=True,
        default="marks", required=True)
    candidate_ids = fields.Many2many(
        "biuro.wybory.osiedle.candidate", "biuro_wybory_protocol_candidate_rel", "protocol_id", "candidate_id",
        "Candidates on the Ballot", readonly=True)
    reference = fields.Char(readonly=True, index="trigram")
    version = fields.Integer(readonly=True, default=1, aggregator=None)
    is_current = fields.Boolean("Current Version", readonly=True, default=True)
    replaces_id = fields.Many2one(
        "biuro.wybory.osiedle.protocol", "Earlier Version", readonly=True, index="btree_not_null", ondelete="restrict")
    correction_act = fields.Char("Correction Act", readonly=True)
    correction_date = fields.Date("Correction Of", readonly=True)
    correction_reason = fields.Text("Why It Is Corrected", readonly=True)

    date = fields.Date("Day of the Vote")
    hour_from = fields.Float("Begun", aggregator=None)
    hour_to = fields.Float("Ended", aggregator=None)
    place = fields.Char()
    remarks = fields.Text("Remarks and Incidents", help="Warnings of the arithmetic need a word here.")
    persons_of_trust = fields.Text(help="Their remarks; names only of those who asked for it.")
    signed_count = fields.Integer("Signatures", aggregator=None)
    pages = fields.Integer(aggregator=None)
    copies = fields.Integer(aggregator=None)
    scan_ids = fields.Many2many(
        "ir.attachment", "biuro_wybory_protocol_scan_rel", "protocol_id", "attachment_id", "Signed Scan")

    entry_ids = fields.One2many("biuro.wybory.osiedle.protocol.entry", "protocol_id", "Typings")
    typed_count = fields.Integer("Typed", compute="_compute_typed_count", compute_sudo=True)
    my_entry_id = fields.Many2one(
        "biuro.wybory.osiedle.protocol.entry", "My Typing", compute="_compute_my_entry")
    typing = fields.Integer(readonly=True, default=0, aggregator=None)
    differences = fields.Json(readonly=True)
    difference_text = fields.Text("Rows That Differ", compute="_compute_texts")
    warnings = fields.Json("Warnings (Data)", readonly=True)
    warning_text = fields.Text("Warnings", compute="_compute_texts")
    figures = fields.Json(readonly=True)
    votes = fields.Json(readonly=True, help="{candidate: votes} or {candidate: [for, against, abstain]}")
    entitled = fields.Integer("Entitled", readonly=True)
    present = fields.Integer(readonly=True)
    issued = fields.Integer("Cards Given Out", readonly=True)
    from_box = fields.Integer("Cards From the Box", readonly=True)
    not_issued = fields.Integer("Invalid Cards", readonly=True)
    valid_cards = fields.Integer(readonly=True)
    invalid = fields.Integer("Invalid Votes", readonly=True)
    valid_votes = fields.Integer(readonly=True)
    control_sum = fields.Char(readonly=True, help="Printed on the protocol: paper and data are compared by it.")
    accepted_by_id = fields.Many2one("res.users", "Accepted By", readonly=True)
    accepted_at = fields.Datetime("Accepted At", readonly=True)
    state = fields.Selection(
        [("open", "To be typed"), ("typed", "Typed once"), ("differs", "Typings differ"), ("agreed", "Typings agree"),
         ("accepted", "Accepted"), ("superseded", "Earlier version")],
        required=True, readonly=True, default="open", index=True, tracking=True)

    _current_uniq = models.UniqueIndex(
        "(constituency_id, COALESCE(precinct_id, 0), ballot, attempt, round) WHERE is_current",
        "There is a protocol of this vote already.")
    _hours = models.Constraint(
        "CHECK (hour_from >= 0 AND hour_from <= 24 AND hour_to >= 0 AND hour_to <= 24)",
        "An hour lies between 0 and 24.")

    # ---- computed ------------------------------------------------------------------------------------------------

    @api.depends("precinct_id.commission_id", "election_id.commission_ids.level")
    def _compute_commission(self):
        order = {"meeting": 0, "unit": 1, "precinct": 2, "city": 3}
        for protocol in self:
            commissions = protocol.election_id.commission_ids.filtered(lambda one: one.level != "precinct")
            protocol.commission_id = protocol.precinct_id.commission_id or commissions.sorted(
                lambda one: order[one.level])[:1]

    @api.depends("entry_ids.state")
    def _compute_typed_count(self):
        for protocol in self:
            protocol.typed_count = len(protocol.entry_ids.filtered(lambda one: one.state == "submitted"))

    @api.depends("entry_ids.author_id")
    @api.depends_context("uid")
    def _compute_my_entry(self):
        own = dict(self.env["biuro.wybory.osiedle.protocol.entry"]._read_group(
            [("protocol_id", "in", self.ids), ("author_id", "=", self.env.uid)], ["protocol_id"], ["id:max"]))
        for protocol in self:
            protocol.my_entry_id = own.get(protocol._origin, False)

    @api.depends("differences", "warnings")
    def _compute_texts(self):
        for protocol in self:
            protocol.difference_text = "\n".join(row["text"] for row in protocol.differences or ()) or False
            protocol.warning_text = "\n".join(row["text"] for row in protocol.warnings or ()) or False

    # ---- rows ----------------------------------------------------------------------------------------------------

    def _rows(self):
        """Return the rows of the form of this protocol (list of dicts); see ``law.protocol.form``."""
        self.ensure_one()
        candidates = self.candidate_ids.sorted(lambda one: (one.ballot_number, one.name_order or "", one.id))
        params = self.election_id._params()
        return law.form(
            self.election_id.method or "polling",
            [(str(one.id), f"{one.ballot_number or place}. {one.surname} {one.given_names}")
             for place, one in enumerate(candidates, 1)],
            self.paper, bool(params.get("proxy_allowed")))

    def _check_typed(self, typed):
        """Return the answer of the law on figures as typed: errors, warnings, figures, votes."""
        self.ensure_one()
        params = self.election_id._params()
        return law.check(
            self._rows(), typed, self.marks, int(params.get("min_marks") or 1), bool((self.remarks or "").strip()))

    def _bump(self):
        """Take the row of the protocol: whoever changes it at the same moment waits, and then reads anew."""
        self.env.flush_all()
        self.env.cr.execute(SQL(
            "UPDATE biuro_wybory_osiedle_protocol SET typing = coalesce(typing, 0) + 1 WHERE id IN %s",
            tuple(self.ids)))
        self.invalidate_recordset()

    def _get_print_values(self):
        """Return what the printed protocol shows (dict): rows with figures as accepted, members, day and hours."""
        self.ensure_one()
        values = dict(self.figures or {})
        for candidate, votes in (self.votes or {}).items():
            if isinstance(votes, list):
                values.update({
                    f"votes:{candidate}:{option}": one
                    for option, one in zip(("for", "against", "abstain"), votes, strict=True)})
            else:
                values[f"votes:{candidate}"] = votes
        roles = dict(self.commission_id.member_ids._fields["role"]._description_selection(self.env))

        def hour(value):
            return f"{int(value):02d}:{round(value % 1 * 60):02d}"

        return {
            "subtitle": f"{self.election_id.display_name}, {self.constituency_id.display_name}",
            "day": self.date.strftime("%d.%m.%Y") if self.date else "",
            "hours": f"{hour(self.hour_from)}–{hour(self.hour_to)}" if self.hour_to else hour(self.hour_from),
            "rows": [{**row, "value": values.get(row["code"], "")} for row in self._rows()],
            "members": [
                {"name": one.display_name, "role": roles.get(one.role, "")}
                for one in self.commission_id.member_ids if not one.date_end],
        }

    # ---- verbs ---------------------------------------------------------------------------------------------------

    def action_type(self):
        """Open one's own typing of the protocol; the second person gets a second sheet, a third is refused.

        :return: window action (dict) of the typing
        :raise UserError: two other people type this protocol, or it is accepted
        """
        self.ensure_one()
        entry = self._own_entry()
        return {
            "type": "ir.actions.act_window", "res_model": entry._name, "res_id": entry.id,
            "views": [(False, "form")], "view_mode": "form", "target": "current",
            "name": self.env._("Typing in: %s", self.reference),
        }

    def _own_entry(self):
        self.ensure_one()
        self.check_access("read")
        Entry = self.env["biuro.wybory.osiedle.protocol.entry"]
        Entry.check_access("create")
        self._bump()
        # sudo: biuro.wybory.osiedle.protocol.entry - only who types; the figures are not told
        entries = self.sudo().entry_ids
        own = entries.filtered(lambda one: one.author_id == self.env.user)
        if own:
            return Entry.browse(own.id)
        if self.state not in ("open", "typed", "differs"):
            raise UserError(self.env._("The protocol %s is not being typed any more.", self.reference))
        if len(entries) >= 2:
            raise UserError(self.env._(
                "Two people type the protocol %s already. Ask one of them to correct what is wrong.", self.reference))
        # sudo: own models - a sheet is made by this verb alone
        entry = Entry.sudo().create({
            "protocol_id": self.id, "author_id": self.env.uid, "number": len(entries) + 1,
            "line_ids": [
                (0, 0, {"sequence": place, "code": row["code"], "number": row["number"], "label": row["label"]})
                for place, row in enumerate(self._rows(), 1)
            ],
        })
        return Entry.browse(entry.id)

    def action_enter(self, figures):
        """Type the whole protocol in at once and hand the typing in, e.g. from a program of the commission.

        :param dict figures: {code of the row: number}; codes of votes are ``votes:<candidate id>`` (with ``:for``,
            ``:against``, ``:abstain`` on such a ballot)
        :return: dict ``state`` (of the protocol), ``control_sum``, ``differences`` (list of sentences)
        :raise ValidationError: the figures do not agree; each sentence names its row
        """
        entry = self._own_entry()
        entry.check_access("write")
        unknown = set(figures) - {row["code"] for row in self._rows()}
        if unknown:
            raise ValidationError(self.env._("The protocol has no row “%s”.", min(unknown)))
        entry._check_own()
        for line in entry.line_ids:
            if line.code in figures:
                line.typed = str(figures[line.code])
        return entry.submit()

    def _settle(self):
        """Compare the typings that were handed in; called by the typing after each handing in."""
        self.ensure_one()
        # sudo: own models - the two sheets are compared, none of their figures is told before they agree
        protocol = self.sudo()
        submitted = protocol.entry_ids.filtered(lambda one: one.state == "submitted").sorted("number")
        if len(submitted) < 2:
            protocol.write({"state": "typed" if submitted else "open", "differences": False})
            return
        rows = protocol._rows()
        first, second = (entry._typed() for entry in submitted)
        differences = law.compare(rows, first, second)
        if differences:
            protocol.write({"state": "differs", "differences": differences})
            return
        answer = protocol._check_typed(first)
        if answer["errors"]:
            raise ValidationError("\n".join(row["text"] for row in answer["errors"]))
        figures = answer["figures"]
        protocol.write({
            "state": "agreed", "differences": False, "warnings": answer["warnings"] or False, "figures": figures,
            "votes": answer["votes"], "control_sum": law.control_sum(protocol.reference, rows, first),
            **{name: figures.get(name, 0) for name in FIGURES},
        })

    def action_accept(self):
        """Accept protocols typed twice alike; they are counted from now on. A repeated call changes nothing.

        :return: dict ``accepted`` (number of those that were not accepted before)
        :raise UserError: typings missing or different, no signed scan, a warning without a word in the remarks
        """
        self.check_access("write")
        self._bump()
        waiting = self.filtered(lambda one: one.state != "accepted")
        for protocol in waiting:
            if protocol.state != "agreed":
                raise UserError(self.env._(
                    "The protocol %s cannot be accepted: two people must have typed it alike.", protocol.reference))
            if protocol.warnings and not (protocol.remarks or "").strip():
                raise UserError(self.env._(
                    "The protocol %(ref)s needs a remark: %(text)s",
                    ref=protocol.reference, text=protocol.warning_text))
            # sudo: ir.attachment - only whether there is a scan
            if not protocol.sudo().scan_ids:
                raise UserError(self.env._("Attach the signed scan of the protocol %s.", protocol.reference))
        if waiting:
            waiting.election_id._count_changed()
            waiting._accept()
        return {"accepted": len(waiting)}

    def _accept(self):
        # sudo: own model - facts written by the verb that accepts; access was checked by it
        for protocol in self.sudo():
            earlier = protocol.replaces_id
            if earlier and earlier.state == "accepted":
                earlier.write({"state": "superseded"})
            protocol.write({
                "state": "accepted", "accepted_by_id": self.env.uid, "accepted_at": fields.Datetime.now()})

    def action_retype(self, reason):
        """Have a protocol typed anew before the results are announced: the version that is left stays in the history.

        :param str reason: why
        :return: id of the new version
        :raise UserError: no reason, or the results are announced (then a correction act is needed)
        """
        self.check_access("write")
        self.ensure_one()
        if self.election_id.state not in ("counting", "awaiting_draw"):
            raise UserError(self.env._("The results are announced: counts change by a correction act only."))
        return self._new_version(reason).id

    def _new_version(self, reason, act=None, date=None):
        """Make the next version of a protocol; two people type it again."""
        self.ensure_one()
        if not (reason or "").strip():
            raise UserError(self.env._("Write why the protocol is corrected."))
        self._bump()
        if not self.is_current:
            raise UserError(self.env._("There is a later version of the protocol %s.", self.reference))
        self.election_id._count_changed()
        # sudo: own model - versions are made by the verbs of correction; access was checked by them
        protocol = self.sudo()
        protocol.write({"is_current": False, "state": "superseded"})
        self.env.flush_all()
        return protocol.create({
            **{name: protocol[name] for name in (
                "ballot", "attempt", "round", "seats", "marks", "paper", "date", "hour_from", "hour_to", "place")},
            "election_id": protocol.election_id.id, "constituency_id": protocol.constituency_id.id,
            "precinct_id": protocol.precinct_id.id, "candidate_ids": [(6, 0, protocol.candidate_ids.ids)],
            "version": protocol.version + 1, "replaces_id": protocol.id, "reference": protocol.reference,
            "correction_reason": reason.strip(), "correction_act": act, "correction_date": date,
        }).with_env(self.env)

    def write(self, vals):
        fixed = {"date", "hour_from", "hour_to", "place", "remarks", "persons_of_trust", "signed_count", "pages",
                 "copies", "scan_ids"}
        kept = not self.env.su and fixed & vals.keys()
        if kept and self.filtered(lambda one: one.state in ("accepted", "superseded")):
            raise UserError(self.env._("An accepted protocol does not change: make a correction."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A protocol is never deleted."))
