from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.terms import local
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import poll
from .biuro_wybory_osiedle_candidate import CLERKS


class BiuroWyboryOsiedleCandidate(models.Model):
    """The way of a nomination: checks, defects, registration or refusal by the commission, striking off."""

    _inherit = "biuro.wybory.osiedle.candidate"

    problems = fields.Text("What Stands in the Way", compute="_compute_problems", groups=CLERKS)
    is_complete = fields.Boolean("Nothing Stands in the Way", compute="_compute_problems", groups=CLERKS)
    is_late = fields.Boolean("After the Deadline", compute="_compute_is_late", compute_sudo=True)
    councillor_hit = fields.Boolean(
        "Name of a City Councillor", compute="_compute_councillor_hit", compute_sudo=True, groups=CLERKS,
    )
    councillor_answer = fields.Selection(
        [("same", "The same person"), ("other", "Another person of the same name")],
        "Is It the Councillor?", groups=CLERKS, copy=False,
    )

    # ---- checks --------------------------------------------------------------------------------------------------

    @api.depends("received_at", "constituency_id.extension_until", "election_id.nomination_end")
    def _compute_is_late(self):
        for candidate in self:
            end = candidate._close_at()
            candidate.is_late = bool(end) and bool(candidate.received_at) and candidate._received_local() > end

    def _close_at(self):
        """Return the last moment for nominations in the constituency (datetime, local), none where there is none."""
        self.ensure_one()
        if self.proposed_at_meeting or not self.election_id.election_date:
            return None
        if until := self.constituency_id.extension_until:
            return local(until).replace(tzinfo=None)
        return self.election_id._nomination_end_local()

    @api.depends("surname", "given_names", "election_id.election_date")
    def _compute_councillor_hit(self):
        days = self.election_id.mapped("election_date")
        councillors = self.env["biuro.rada.councillor"].search([
            ("mandate_start", "<=", max(days, default=office_today())),
            "|", ("mandate_end", "=", False), ("mandate_end", ">=", min(days, default=office_today())),
        ])
        held = {}
        for councillor in councillors:
            held.setdefault(poll.name_key(councillor.last_name, councillor.first_name), []).append(councillor)
        for candidate in self:
            day = candidate.election_id.election_date
            same = held.get(poll.name_key(candidate.surname, candidate.given_names), [])
            candidate.councillor_hit = any(councillor._holds_mandate(day) for councillor in same if day)

    @api.depends(
        "birth_date", "resides", "consent_date", "eligibility_declared", "signatures_valid", "received_at",
        "excluded_office_staff", "excluded_unit_head", "excluded_convicted", "councillor_answer", "surname",
        "given_names", "cure_due", "cured_at", "constituency_id", "proposed_at_meeting",
    )
    def _compute_problems(self):
        # sudo: biuro.wybory.osiedle.commission.member - read once for all elections of a list
        elections = self.election_id.sudo()
        (
            elections.commission_ids | elections.precinct_ids.commission_id | elections.campaign_id.commission_ids
        ).member_ids.mapped("surname")
        for candidate in self:
            rows = candidate._problems() if candidate.constituency_id and candidate.surname else []
            candidate.problems = "\n".join(f"– {row['text']}" for row in rows) or False
            candidate.is_complete = not rows

    def _problems(self):
        """Return what stands in the way of registration; see ``law.poll.candidate_problems``."""
        self.ensure_one()
        election, params = self.election_id, self.election_id._params()
        excluded = {
            key for key, name in (
                ("office_staff", "excluded_office_staff"), ("unit_head", "excluded_unit_head"),
                ("convicted", "excluded_convicted"),
            ) if self[name]
        }
        if self.councillor_answer == "same":
            excluded.add("city_councillor")
        if self._in_commission():
            excluded.add("commission_member")
        rows = poll.candidate_problems(params, {
            "birth_date": self.birth_date, "resides": self.resides, "consent": bool(self.consent_date),
            "declared": self.eligibility_declared, "signatures_valid": self.signatures_valid,
            "received": self.received_at and self._received_local(), "excluded": excluded,
            "at_meeting": self.proposed_at_meeting,
        }, election.election_date, self._close_at())
        if "city_councillor" in params["passive_right_excludes"] and self.councillor_hit and not self.councillor_answer:
            rows.append({"field": "councillor_answer", "curable": True, "text": (
                "Osoba nosi imię i nazwisko radnej albo radnego miasta; sprawdź i zaznacz, czy to ta sama osoba."
            )})
        if self.cure_due and self.cured_at and local(self.cured_at).date() > self.cure_due:
            rows.append({"field": "cured_at", "curable": False, "text": (
                f"Wady usunięto {local(self.cured_at):%d.%m.%Y}, po terminie, który upłynął {self.cure_due:%d.%m.%Y}."
            )})
        return rows

    def _in_commission(self):
        """Tell whether a member of a commission of this constituency bears the name (X07)."""
        election = self.election_id
        # sudo: biuro.wybory.osiedle.commission.member - compares names and days of birth
        commissions = (
            election.commission_ids | self.constituency_id.precinct_ids.commission_id
            | election.campaign_id.commission_ids
        ).sudo()
        members = commissions.filtered(
            lambda row: row.level != "precinct" or self.constituency_id in row._constituencies()
        ).member_ids.filtered(lambda member: not member.date_end)
        return any(self._is_person(row.surname, row.given_names, row.birth_date) for row in members)

    @api.constrains("surname", "given_names", "birth_date", "pesel_value", "constituency_id", "state")
    def _check_once(self):
        """X07: one person stands once in a campaign, whatever the unit and the constituency."""
        # sudo: own model - compares numbers and names; the message tells only the number of the other nomination
        for candidate in self.sudo()._standing(pending=True):
            where = [("id", "!=", candidate.id), ("state", "not in", ("refused", "struck"))]
            if candidate.campaign_id:
                where.append(("campaign_id", "=", candidate.campaign_id.id))
            else:
                where.append(("election_id", "=", candidate.election_id.id))
            same = "|", ("pesel_value", "=", candidate.pesel_value or "-"), ("person_key", "=", candidate.person_key)
            for other in candidate.search([*where, *same]):
                numbers = candidate.pesel_value and other.pesel_value
                born = candidate.birth_date and other.birth_date
                if (candidate.pesel_value == other.pesel_value) if numbers else (
                    born and candidate.birth_date == other.birth_date
                ):
                    raise ValidationError(self.env._(
                        "X07: this person is nominated already: nomination no. %(number)s, %(where)s. "
                        "One person stands once in a campaign.",
                        number=other.number, where=other.constituency_id.display_name,
                    ))

    @api.constrains("received_at")
    def _check_received(self):
        for candidate in self:
            if candidate.received_at > fields.Datetime.now():
                raise ValidationError(self.env._("A nomination cannot be received in the future. Correct the hour."))

    @api.constrains("constituency_id", "election_id")
    def _check_constituency(self):
        for candidate in self:
            if candidate.constituency_id.election_id != candidate.election_id:
                raise ValidationError(self.env._("The constituency of a candidate belongs to the same election."))

    # ---- records -------------------------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        Constituency = self.env["biuro.wybory.osiedle.constituency"]
        for vals in vals_list:
            if not vals.get("election_id") and vals.get("constituency_id"):
                vals["election_id"] = Constituency.browse(vals["constituency_id"]).election_id.id
        candidates = super().create(vals_list)
        for election, rows in candidates.grouped("election_id").items():
            if election.state not in ("nomination", "extension", "registration"):
                raise UserError(self.env._(
                    "%s: nominations are entered from their opening to the registration of candidates.",
                    election.unit_id.name,
                ))
            # one writer of an election at a time, so that numbers follow each other
            election.lock_for_update()
            # sudo: own model - the numbers of the new rows
            numbered = [("election_id", "=", election.id), ("number", ">", 0)]
            taken = self.sudo().search(numbered, order="number desc", limit=1).number
            for number, row in enumerate(rows, taken + 1):
                row.sudo().number = number
        return candidates

    @api.ondelete(at_uninstall=False)
    def _unlink_except_received(self):
        if any(candidate.state != "received" for candidate in self):
            raise UserError(self.env._("A nomination that was decided is not deleted: it is refused or struck off."))

    def write(self, vals):
        fixed = {
            "constituency_id", "election_id", "surname", "given_names", "birth_date", "profession", "list_name",
            "received_at", "proposed_at_meeting", "stands_for",
        } & vals.keys()
        if fixed and not self.env.su:
            self.check_access("write")
            if any(row.state not in ("received", "defective") for row in self):
                raise UserError(self.env._("A decided nomination does not change any more."))
        return super().write(vals)

    def _read_format(self, fnames, load="_classic_read"):
        """Who reads the private part of a nomination without leading the election leaves a trace."""
        if not self._private().isdisjoint(fnames):
            self.env["biuro.access.log"]._log(self, "form" if len(self) == 1 else "list")
        return super()._read_format(fnames, load)

    def export_data(self, fields_to_export):
        if not self._private().isdisjoint(name.split("/")[0] for name in fields_to_export):
            self.env["biuro.access.log"]._log(self, "export")
        return super().export_data(fields_to_export)

    @api.model
    def _private(self):
        """Return the names of the fields that the keepers of nominations alone read (set)."""
        return {name for name, field in self._fields.items() if field.groups == CLERKS}

    def _forget(self):
        """End the keeping of what is not needed once the papers are closed: who supported, numbers and addresses."""
        # sudo: own model - what is kept ends with the closing of the papers, whoever closes them
        rows = self.sudo()
        supporters = {election: len(some.signature_ids) for election, some in rows.grouped("election_id").items()}
        rows.signature_ids.unlink()
        gone = rows.filtered(lambda row: row.state not in ("elected", "elected_without_vote"))
        gone.write({
            "pesel_value": False, "address": False, "contact": False, "nominator": False, "agent": False,
        })
        rows.filtered("pesel_value").write({"pesel_value": False})
        # judgments, defects and where somebody lives; of those never registered also the day of birth
        rows.write({
            "excluded_convicted": False, "excluded_office_staff": False, "excluded_unit_head": False, "defects": False,
            "refusal_reason": False, "resides": False, "resides_checked_on": False, "councillor_answer": False,
        })
        rows.filtered(lambda row: row.state in ("received", "defective", "refused")).write({"birth_date": False})
        for election, count in supporters.items():
            election.message_post(body=self.env._(
                "Personal data removed as the papers were closed: nominations %(nominations)s, rows of supporters' "
                "sheets %(supporters)s.",
                nominations=len(rows.filtered(lambda row, now=election: row.election_id == now)), supporters=count))

    # ---- verbs ---------------------------------------------------------------------------------------------------

    def _step(self, *states):
        self.check_access("write")
        labels = dict(self._fields["state"]._description_selection(self.env))
        for candidate in self:
            if candidate.state not in states:
                raise UserError(self.env._(
                    "Nomination no. %(number)s: this step is not possible in the state “%(state)s”.",
                    number=candidate.number, state=labels[candidate.state],
                ))
            if candidate.election_id.state not in ("nomination", "extension", "registration"):
                raise UserError(self.env._("Nominations are decided from their opening to the opening of the vote."))

    def _write_facts(self, values):
        # sudo: own model - facts are written by verbs only; the verbs check the access
        return self.sudo().write(values)

    def _day(self, date):
        day = fields.Date.to_date(date) or office_today()
        if day > office_today():
            raise UserError(self.env._("Give a day not later than today."))
        return day

    def check_nomination(self):
        """Say what stands in the way of registration of one nomination.

        :return: dict ``complete`` (bool), ``problems``: list of dicts ``field``, ``text``, ``curable``
        """
        self.ensure_one()
        self.check_access("read")
        if not self.env.user.has_groups(CLERKS):
            raise UserError(self.env._(
                "The papers of a nomination are checked by the clerks of neighbourhood councils."
            ))
        rows = self._problems()
        return {"complete": not rows, "problems": rows}

    def action_call_defects(self, defects=None, date=None):
        """Call the nominator to cure the defects within the time of the ordinance.

        :param str defects: what is wrong; what the check found by default
        :param str date: day of the call "YYYY-MM-DD"; today by default
        :return: dict ``cure_due``: {id as text: last day}
        :raise UserError: nothing to cure, or the nomination is decided
        """
        self._step("received", "defective")
        day, result = self._day(date), {}
        for candidate in self:
            text = (defects or "").strip() or "\n".join(row["text"] for row in candidate._problems() if row["curable"])
            if not text:
                raise UserError(self.env._("Nomination no. %s has no defects to cure.", candidate.number))
            days = candidate.election_id._params()["cure_days"] or 1
            due = poll.calendar_day(day, days)
            candidate._write_facts({"state": "defective", "defects": text, "cure_due": due, "cured_at": False})
            candidate._plan_cure(due)
            result[str(candidate.id)] = fields.Date.to_string(due)
        return {"cure_due": result}

    def _plan_cure(self, due):
        """Put the last day of curing into the calendar of the election, by the number of the nomination alone."""
        self.ensure_one()
        election = self.election_id
        key = f"cure_{self.id}"
        election.calendar_ids.filtered(lambda item: item.key == key and not item.done_date).unlink()
        self.env["biuro.wybory.osiedle.calendar.item"].create({
            "election_id": election.id, "key": key, "offset_days": (due - election.election_date).days,
            "name": f"Usunięcie wad zgłoszenia nr {self.number}", "legal_basis": "ordynacja wyborcza",
        })

    def action_cure(self, date=None):
        """Note that the defects were cured.

        :param str date: day "YYYY-MM-DD"; now by default
        :return: True
        """
        self._step("defective")
        day = self._day(date)
        now = fields.Datetime.now()
        moment = now if day == office_today() else fields.Datetime.to_datetime(day).replace(hour=11)
        self._write_facts({"state": "received", "cured_at": moment})
        for candidate in self:
            candidate.election_id._calendar_done(f"cure_{candidate.id}", day)
        return True

    def action_register(self, act=None, date=None):
        """Register the candidates by a resolution of the commission.

        :param str act: number of the resolution
        :param str date: its day "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: no resolution, or something stands in the way of one of them; the message lists it
        """
        self._step("received", "defective")
        day = self._day(date)
        if not (act or "").strip():
            raise UserError(self.env._("Give the number of the resolution of the commission."))
        problems = []
        for candidate in self:
            problems += [f"nr {candidate.number}: {row['text']}" for row in candidate._problems()]
        if problems:
            raise UserError(self.env._(
                "These nominations cannot be registered:\n%s", "\n".join(problems),
            ))
        self._write_facts({"state": "registered", "registration_act": act.strip(), "registration_date": day})
        self._changed(day)
        return True

    def action_refuse(self, act=None, reason=None, date=None):
        """Refuse the registration by a resolution of the commission.

        :param str act: number of the resolution
        :param str reason: why; what the check found by default
        :param str date: its day "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: no resolution or no reason
        """
        self._step("received", "defective")
        day = self._day(date)
        if not (act or "").strip():
            raise UserError(self.env._("Give the number of the resolution of the commission."))
        for candidate in self:
            why = (reason or "").strip() or "\n".join(row["text"] for row in candidate._problems())
            if not why:
                raise UserError(self.env._("Nomination no. %s: give the reason of the refusal.", candidate.number))
            candidate._write_facts({
                "state": "refused", "registration_act": act.strip(), "registration_date": day, "refusal_reason": why,
            })
        self._changed(day)
        return True

    def _changed(self, day):
        """Close what waited for the nominations, and let the commission decide anew where the number changed."""
        for candidate in self:
            candidate.election_id._calendar_done(f"cure_{candidate.id}", day)
        # sudo: own model - decisions taken back by the change that they were counted from
        self.constituency_id.sudo()._decide_again()
        for election in self.election_id:
            if election.state == "registration" and not election.candidate_ids.filtered(
                lambda row: row.state in ("received", "defective")
            ):
                election._calendar_done("registration", day)

    def action_strike(self, reason, date=None):
        """Strike a registered candidate off; the number on the ballot is skipped and given to nobody else (B-8).

        :param str reason: ``resignation``, ``death``, ``eligibility`` or ``other``
        :param str date: day "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: not registered, or the vote has begun
        """
        self._step("registered", "elected_without_vote")
        day = self._day(date)
        if reason not in dict(self._fields["struck_reason"].selection):
            raise UserError(self.env._("Choose why the candidate is struck off."))
        self._write_facts({"state": "struck", "struck_date": day, "struck_reason": reason})
        self._changed(day)
        return True
