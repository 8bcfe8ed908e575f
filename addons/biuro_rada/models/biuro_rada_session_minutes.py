from markupsafe import Markup, escape

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law.base import day_text, plural
from odoo.addons.biuro_kancelaria.law.terms import local

from .biuro_rada_attendance_list import CAME, SPOKEN
from .biuro_rada_vote_print import BALLOTS, RESULTS
from .biuro_rada_vote_print import SPOKEN as CHOICES

SPEECH = {
    "normal": "głos zabrał(a)",
    "ad_vocem": "ad vocem",
    "formal_motion": "wniosek formalny",
    "resident": "głos mieszkańca",
}
STATUS = {
    "withdrawn": "Punkt zdjęto z porządku obrad.",
    "postponed": "Punkt odroczono.",
    "pending": "Punktu nie rozpatrzono.",
}


def hour(moment):
    return f"{local(moment):%H:%M}" if moment else ""


def stamp(seconds):
    return f"{seconds // 3600}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"


def people(count):
    return f"{count} {plural(count, 'radny', 'radnych', 'radnych')}"


def paragraphs(*lines):
    return Markup("").join(Markup("<p>%s</p>") % line for line in lines if line)


def bullets(lines):
    lines = list(lines)
    return (
        Markup("<ul>%s</ul>") % Markup("").join(Markup("<li>%s</li>") % line for line in lines) if lines else Markup("")
    )


class BiuroRadaSessionMinutes(models.Model):
    """The log of a session told as minutes (statute; u.s.g. art. 22): opening, quorum, items, speakers, votes, end."""

    _inherit = "biuro.rada.session"

    minutes_ids = fields.One2many("biuro.rada.minutes", "session_id", "Minutes Records")
    minutes_id = fields.Many2one("biuro.rada.minutes", "Minutes", compute="_compute_minutes_id")

    @api.depends("minutes_ids")
    def _compute_minutes_id(self):
        for session in self:
            session.minutes_id = session.minutes_ids[:1]

    def action_minutes(self):
        """Open the minutes of the session; they are built where there are none yet.

        :return: dict, a window action
        :raise UserError: the session has not begun; a rehearsal
        """
        self.ensure_one()
        if self.state in ("draft", "convened", "cancelled") or self.is_rehearsal:
            raise UserError(self.env._("Minutes are taken of a session that has begun."))
        if not self.minutes_id:
            self.check_access("write")
            # sudo: own model - the minutes belong to the session, whose access was checked
            self.env["biuro.rada.minutes"].sudo().create({"session_id": self.id})
            self.invalidate_recordset(["minutes_ids", "minutes_id"])
            self.minutes_id.action_build()
        return {
            "type": "ir.actions.act_window",
            "res_model": "biuro.rada.minutes",
            "res_id": self.minutes_id.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    # ---- the log as text ---------------------------------------------------------------------------------------------

    def _minutes_log(self):
        """Return the parts of the minutes by the log: list of (key, title, HTML, item or None)."""
        self.ensure_one()
        # sudo: own model and its parts - the log of the session; reasons of absence are not read
        session = self.sudo()
        parts = [
            ("opening", "Otwarcie", session._log_opening(), None),
            ("attendance", "Obecność i kworum", session._log_attendance(), None),
            ("agenda", "Porządek obrad", session._log_agenda(), None),
        ]
        items = session.agenda_item_ids.sorted(lambda item: (item.sequence, item.id))
        for item in items.filtered(lambda item: item.origin != "removed" and not item.child_ids or item.started_at):
            number = f"Ad {item.number}. " if item.number else ""
            parts.append((f"item:{item.id}", f"{number}{item.title}", session._log_item(item), item))
        parts.append(("closing", "Zamknięcie", session._log_closing(), None))
        parts.append(("annexes", "Załączniki", session._log_annexes(), None))
        # parts of all are read by every clerk: what an act closes is named in the part of its own item alone
        return [
            (key, title, text if item and item.is_confidential else session._without_closed(text), item)
            for key, title, text, item in parts
        ]

    def _log_opening(self):
        begin = self.opened_at or self.start
        leader = self.lead_ids[:1].councillor_id or self.leader_id
        lines = [
            Markup("%s odbyła się %s, %s. Początek obrad: godz. %s.")
            % (self._title_text(), day_text(local(begin).date()), self.location or "", hour(begin)),
            leader and Markup("Obrady prowadził(a): %s %s.") % (leader.first_name, leader.last_name),
            *(
                Markup("Od godz. %s obrady prowadził(a): %s %s.")
                % (hour(lead.started_at), lead.councillor_id.first_name, lead.councillor_id.last_name)
                for lead in self.lead_ids[1:]
            ),
            self.minute_taker_id and Markup("Protokołował(a): %s.") % self.minute_taker_id.name,
        ]
        if self.notice_date:
            correct = self.notice_ok or self.notice_reason
            lines.append(
                Markup("Zawiadomienie wysłano %s; %s.")
                % (
                    day_text(self.notice_date),
                    "sesję zwołano prawidłowo" if correct else "termin zawiadomienia nie został zachowany",
                )
            )
        if self.notice_reason:
            lines.append(Markup("Uzasadnienie krótszego terminu: %s.") % self.notice_reason)
        breaks = [
            Markup("od %s do %s%s")
            % (
                hour(first.end),
                self._sitting_moment(first.end, following.start),
                first.reason and f" ({first.reason})" or "",
            )
            for first, following in zip(self.sitting_ids, self.sitting_ids[1:], strict=False)
            if first.end
        ]
        if breaks:
            lines.append(Markup("Przerwy w obradach: ") + Markup("; ").join(breaks) + ".")
        return paragraphs(*lines)

    def _sitting_moment(self, before, moment):
        same = local(before).date() == local(moment).date()
        return hour(moment) if same else f"{day_text(local(moment).date())}, godz. {hour(moment)}"

    def _log_attendance(self):
        lines = self.attendance_ids.sorted(lambda line: line.councillor_id._sort_key())
        came = lines.filtered(lambda line: line.status in CAME)
        at_start = self._present_at(self.agenda_item_ids.filtered("started_at").sorted("started_at")[:1].started_at)
        text = paragraphs(
            Markup("Ustawowy skład: %s. Kworum: %s. W obradach wzięło udział: %s.")
            % (self.statutory_members, self.quorum_needed, people(len(came))),
            Markup("Na początku obrad obecnych: %s; obrady są prawomocne.") % at_start
            if at_start >= self.quorum_needed and self.quorum_needed
            else "",
        )
        away = [
            Markup("%s – %s") % (line.councillor_id.display_name, SPOKEN[line.status])
            for line in lines
            if line.status not in CAME
        ]
        partly = [
            Markup("%s – %s (godz. %s)") % (line.councillor_id.display_name, SPOKEN[line.status], line.hours)
            for line in lines
            if line.status in ("late", "left")
        ]
        if away:
            text += paragraphs("Nieobecni:") + bullets(away)
        if partly:
            text += paragraphs("Obecni przez część obrad:") + bullets(partly)
        changes = self._log_quorum_changes()
        if changes:
            text += paragraphs("Zmiany obecności i kworum:") + bullets(changes)
        return text

    def _present_at(self, moment):
        if not moment:
            return 0
        return len(
            self.attendance_ids.filtered(
                lambda line: any(
                    stay.check_in <= moment and (not stay.check_out or stay.check_out > moment)
                    for stay in line.interval_ids
                )
            )
        )

    def _log_quorum_changes(self):
        """Return lines on who came and left after the beginning, and where the quorum was lost or regained."""
        start = self.agenda_item_ids.filtered("started_at").sorted("started_at")[:1].started_at or self.opened_at
        end = self.closed_at
        moves = []
        for line in self.attendance_ids:
            for stay in line.interval_ids:
                if start and stay.check_in > start:
                    moves.append((stay.check_in, 1, line.councillor_id.display_name))
                if stay.check_out and (not end or stay.check_out < end):
                    moves.append((stay.check_out, -1, line.councillor_id.display_name))
        lines, had = [], True
        for moment, step, name in sorted(moves, key=lambda move: (move[0], move[2])):
            present = self._present_at(moment)
            has = present >= self.quorum_needed
            mark = "" if has == had else "; kworum przywrócono" if has else "; brak kworum"
            had = has
            lines.append(
                Markup("godz. %s: %s %s (obecnych %s%s)")
                % (hour(moment), name, "przybył(a)" if step > 0 else "opuścił(a) obrady", present, mark)
            )
        return lines

    def _log_agenda(self):
        items = self.agenda_item_ids.sorted(lambda item: (item.sequence, item.id))
        text = paragraphs("Porządek obrad:") + bullets(
            Markup("%s%s%s")
            % (
                f"{item.number}. " if item.number else "",
                item.title,
                " (wprowadzono w czasie sesji)" if item.origin == "added" else "",
            )
            for item in items
            if item.origin != "removed"
        )
        changes = [
            Markup("%s – %s%s")
            % (
                change._subject(),
                "przyjęto" if change.state == "made" else "nie przyjęto",
                f" (głosowanie nr {change.vote_id.number})" if change.vote_id.number else "",
            )
            for change in self.agenda_change_ids.filtered(lambda change: change.state != "proposed")
        ]
        if changes:
            text += paragraphs("Wnioski o zmianę porządku obrad:") + bullets(changes)
        return text

    def _log_item(self, item):
        lines = []
        if item.started_at:
            recording = f"; nagranie {stamp(item.video_offset_s)}" if item.video_offset_s else ""
            lines.append(
                Markup("Godz. %s%s%s.")
                % (hour(item.started_at), f"–{hour(item.ended_at)}" if item.ended_at else "", recording)
            )
        if item.draft_id:
            number = f"druk nr {item.draft_id.number}, " if item.draft_id.number else ""
            lines.append(Markup("Projekt uchwały: %s%s.") % (number, item.draft_id.title))
        if item.reporter_id:
            lines.append(Markup("Referował(a): %s.") % item.reporter_id.name)
        if item.status in STATUS and self.state not in ("open", "suspended"):
            lines.append(STATUS[item.status])
        text = paragraphs(*lines)
        spoke = item.speaker_ids.filtered(lambda row: row.state == "done").sorted(lambda row: (row.started_at, row.id))
        if spoke:
            text += paragraphs("W dyskusji:") + bullets(
                Markup("%s – %s, godz. %s%s")
                % (row.name, SPEECH[row.kind], hour(row.started_at), f": {row.summary}" if row.summary else "")
                for row in spoke
            )
        if item.note:
            text += Markup(item.note)
        for vote in item.vote_ids.filtered(lambda vote: vote.state in ("closed", "void")).sorted("number"):
            text += self._log_vote(vote)
        return text

    def _log_vote(self, vote):
        if vote.state == "void":
            return paragraphs(
                Markup("Głosowanie nr %s: %s – odwołano otwarcie (%s).")
                % (vote.number, vote.subject, vote.repeat_reason or "")
            )
        head = Markup("Głosowanie nr %s (%s), godz. %s: %s.") % (
            vote.number,
            BALLOTS[vote.ballot],
            hour(vote.opened_at),
            vote.subject,
        )
        lines = [head]
        if vote.device_failure_note:
            lines.append(Markup("Powód głosowania imiennego (art. 14 ust. 3): %s.") % vote.device_failure_note)
        if vote.ballot == "secret":
            lines.append(
                Markup("Oddano głosy: %s; nieważnych: %s.")
                % ("; ".join(f"{option.name} – {option.votes}" for option in vote.option_ids), vote.invalid)
            )
        else:
            lines.append(
                Markup(
                    "Za: %s, przeciw: %s, wstrzymało się: %s, obecni niegłosujący: %s, wyłączeni: %s, nieobecni: %s."
                )
                % (vote.yes, vote.no, vote.abstain, vote.not_voting, vote.excluded, vote.absent)
            )
        lines.append(
            Markup("Wynik: <strong>%s</strong> (%s).") % (RESULTS.get(vote.result, ""), vote.majority_basis or "")
        )
        text = paragraphs(*lines)
        if vote.ballot != "secret":
            groups = []
            for value in ("yes", "no", "abstain", "not_voting", "excluded", "absent"):
                names = vote.ballot_ids.filtered(lambda line, value=value: line.value == value).mapped(
                    "councillor_id.display_name"
                )
                if names:
                    groups.append(Markup("%s (%s): %s") % (CHOICES[value], len(names), ", ".join(names)))
            text += bullets(groups)
        return text

    def _log_closing(self):
        lines = []
        resolutions = self._log_resolutions()
        if self.closed_at:
            leader = self.leader_id
            name = f"{leader.first_name} {leader.last_name}" if leader else "Prowadzący"
            lines.append(Markup("Obrady zamknięto o godz. %s (%s).") % (hour(self.closed_at), name))
        text = paragraphs(*lines)
        if resolutions:
            text = paragraphs("Podjęte uchwały:") + bullets(resolutions) + text
        return text or paragraphs("Obrady trwają.")

    def _log_resolutions(self):
        drafts = self.agenda_item_ids.draft_id.filtered("resolution_id")
        return [
            Markup("nr %s %s") % (draft.resolution_id.display_name, "")
            if not draft.resolution_id._fields.get("number")
            else Markup("nr %s %s") % (draft.resolution_id.number or "", escape(draft.title))
            for draft in drafts
        ]

    def _log_annexes(self):
        annexes = ["lista obecności radnych", "zawiadomienie", "porządek obrad"]
        if self.guest_ids:
            annexes.append("lista obecności gości")
        if self._get_named_votes():
            annexes.append("imienne wykazy głosowań")
        if self.vote_ids.filtered(lambda vote: vote.ballot == "secret" and vote.state == "closed"):
            annexes.append("protokoły komisji skrutacyjnej")
        if self.agenda_item_ids.draft_id:
            annexes.append("projekty uchwał")
        if self._log_resolutions():
            annexes.append("teksty podjętych uchwał")
        annexes += [file.name for file in self.minutes_id.annex_ids]
        return bullets(annexes)
