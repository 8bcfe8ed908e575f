from markupsafe import Markup

from odoo import api, fields, models

from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import lay_mandate


class BiuroWyboryLawnikTerm(models.Model):
    """What is left to do in an election, from the team to the closing; by-elections; costs."""

    _inherit = "biuro.wybory.lawnik.term"

    todo_html = fields.Html("Left to Do", compute="_compute_todo_html", sanitize=False)
    todo_count = fields.Integer("Steps Left", compute="_compute_todo_html")

    def _todo(self):
        """Return the steps of the election (list of dicts ``text``, ``done``, ``due`` (date or False), ``note``)."""
        self.ensure_one()
        # sudo: own models - numbers and states alone, no names
        own = self.sudo()
        nominations = own.nomination_ids.filtered(lambda one: one.state not in ("annulled", "withdrawn"))
        running = ("draft", "open", "verification", "opinion", "voting")
        late = own._to_leave()
        admitted = nominations.filtered(lambda one: one.state in ("admitted", "opined", "elected", "not_elected"))
        opined = admitted.filtered(lambda one: one.state != "admitted")
        ballots = own.ballot_ids.filtered(lambda one: one.state != "void")
        settled = ballots.filtered("is_settled")
        elected = nominations.filtered(lambda one: one.state == "elected")
        sent = own.transfer_ids.filtered(lambda one: one.state == "sent")
        courts = elected.court_id
        voted = own.state not in (*running, "cancelled")
        left = own._uncollected()
        told = nominations.filtered(lambda one: one.state in ("not_elected", "left_without_action"))
        steps = [
            (self.env._("Opinion team appointed by the Council"), bool(own.team_id.resolution_id), False,
             own.team_id.resolution_id.number or ""),
            (self.env._("Opinions on the candidates"), bool(admitted) and len(opined) == len(admitted), False,
             f"{len(opined)}/{len(admitted)}"),
            (self.env._("Late and defective nominations left by a resolution"), not late, False,
             str(len(late)) if late else ""),
            (self.env._("Session and rules of the vote chosen"), bool(own.session_id and own.voting_rules_id), False,
             own.session_id.display_name or ""),
            (self.env._("Protocols of the secret votes"), bool(ballots) and len(settled) == len(ballots), False,
             f"{len(settled)}/{len(ballots)}"),
            (self.env._("Resolution on the election"), bool(own.election_resolution_id), False,
             own.election_resolution_id.number or ""),
            (self.env._("Lists and files sent to the courts"), voted and not courts - sent.court_id,
             lay_mandate.handing_over(own.election_year)["target"] if voted and own.kind == "general" else False,
             f"{len(sent)}/{len(courts)}" if voted else ""),
            (self.env._("Notices of collection"), voted and all(one.notice_letter_id or not one.papers_left
                                                                for one in told), False,
             f"{len(told.filtered('notice_letter_id'))}/{len(told)}" if voted else ""),
            (self.env._("Papers of the others given back or destroyed"), voted and not left,
             (own.destroy_until if office_today() > own.collect_until else own.collect_until)
             if own.collect_until else False, str(len(left)) if left else ""),
            (self.env._("Election closed, personal data removed"), own.state == "closed", False, ""),
        ]
        return [{"text": text, "done": done, "due": due, "note": note} for text, done, due, note in steps]

    @api.depends("state")
    def _compute_todo_html(self):
        today = office_today()
        for term in self:
            if term.state == "cancelled" or not term.id:
                term.todo_html, term.todo_count = False, 0
                continue
            steps = term._todo()
            term.todo_count = len([step for step in steps if not step["done"]])
            rows = Markup("")
            for step in steps:
                late = not step["done"] and step["due"] and step["due"] < today
                icon = "fa-check text-success" if step["done"] else "fa-exclamation-triangle text-danger" if late \
                    else "fa-circle-o text-muted"
                mark = self.env._("done") if step["done"] else self.env._("to do")
                due = step["due"].strftime("%d.%m.%Y") if step["due"] and not step["done"] else ""
                rows += Markup(
                    '<tr><td style="width: 32px"><i class="fa %s" role="img" title="%s" aria-label="%s"></i></td>'
                    "<td>%s</td><td class=\"text-muted\">%s</td><td class=\"%s\">%s</td></tr>"
                ) % (icon, mark, mark, step["text"], step["note"], "text-danger" if late else "text-muted", due)
            term.todo_html = Markup('<table class="table table-sm mb-0"><tbody>%s</tbody></table>') % rows

    # ---- by-elections --------------------------------------------------------------------------------------------

    def _vacant_by_quota(self):
        """Return [(quota, vacant, vacant for labour cases)]: seats less the mandates in office."""
        self.ensure_one()
        found = []
        in_office = self.mandate_ids.filtered(lambda one: one.state in ("active", "suspended_calling"))
        topped = self.by_election_ids.mandate_ids.filtered(lambda one: one.state in ("active", "suspended_calling"))
        for quota in self.quota_ids:
            same = in_office.filtered(lambda one, quota=quota: one.quota_id == quota) | topped.filtered(
                lambda one, quota=quota: (
                    one.court_id == quota.court_id and (one.division or "") == (quota.division or "")
                )
            )
            labour = quota.seats_labour - len(same.filtered("for_labour"))
            found.append((quota, quota.seats - len(same), max(labour, 0)))
        return found

    def action_open_by_election(self):
        """Open the form of a by-election that tops up this term, with the seats that are vacant now (art. 168).

        :return: a window action (dict)
        :raise UserError: not a general election that elected
        """
        self.ensure_one()
        self._check_state("elected", "handed_over", "closing", "closed")
        return {
            "type": "ir.actions.act_window", "res_model": "biuro.wybory.lawnik.term", "view_mode": "form",
            "views": [(False, "form")], "name": self.env._("By-election"),
            "context": {
                "default_kind": "by_election",
                "default_general_term_id": self.id,
                "default_election_year": office_today().year,
                "default_quota_ids": [
                    fields.Command.create({
                        "court_id": quota.court_id.id, "division": quota.division, "seats": vacant,
                        "seats_labour": min(labour, vacant),
                    })
                    for quota, vacant, labour in self._vacant_by_quota() if vacant > 0
                ],
            },
        }

    def _open_list(self, action, **context):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(f"biuro_wybory.{action}"),
            "domain": [("term_id", "=", self.id)],
            "context": {"default_term_id": self.id, **context},
        }

    def action_open_ballots(self):
        """Open the votes of the election. Return a window action (dict)."""
        return self._open_list("biuro_wybory_lawnik_ballot_action", create=False)

    def action_open_mandates(self):
        """Open the mandates of the election. Return a window action (dict)."""
        return self._open_list("biuro_wybory_lawnik_mandate_action", create=False)

    def action_open_opinions(self):
        """Open the opinions of the election. Return a window action (dict)."""
        return self._open_list("biuro_wybory_lawnik_opinion_action")

    def action_open_drafts(self):
        """Open the draft resolutions of the election. Return a window action (dict)."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("biuro_rada.biuro_rada_draft_action"),
            "domain": [("lawnik_term_id", "=", self.id)], "context": {"create": False},
        }

    def action_open_custody(self):
        """Open the journal of custody of the election. Return a window action (dict)."""
        return self._open_list("biuro_wybory_lawnik_custody_action")

    # ---- papers and letters ----------------------------------------------------------------------------------------

    def _with_papers(self):
        """Return the nominations of those not elected whose papers are in the office."""
        documents = self.env["biuro.wybory.lawnik.document"].search([
            ("term_id", "in", self.ids), ("custody_state", "=", "in_office"), ("is_present", "=", True),
        ])
        return documents.nomination_id

    def _letters(self):
        """Return the letters of the election: to courts, notices of collection, of dismissals and expiries."""
        return (
            self.transfer_ids.letter_id | self.nomination_ids.notice_letter_id
            | self.mandate_ids.dismissal_ids.notice_letter_id | self.mandate_ids.dismissal_ids.court_letter_id
            | self.mandate_ids.expiry_ids.letter_id
        )

    def action_open_letters(self):
        """Open the letters of the election. Return a window action (dict)."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("biuro_kancelaria.biuro_letter_action_out"),
            "domain": [("id", "in", self._letters().ids)], "context": {},
        }
