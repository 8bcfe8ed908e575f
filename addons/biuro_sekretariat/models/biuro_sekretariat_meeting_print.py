from odoo import models

from odoo.addons.biuro_kancelaria.law.terms import local


def day_text(day):
    """Return a day as it stands on prints (str): 24.11.2026."""
    return f"{day:%d.%m.%Y}" if day else ""


def moment_text(moment):
    """Return a moment of the database on the clock of the office (str): 24.11.2026, 9.00."""
    if not moment:
        return ""
    there = local(moment)
    return f"{there:%d.%m.%Y}, {there.hour}.{there:%M}"


class BiuroSekretariatMeetingPrint(models.Model):
    """Values of the printed agenda and minutes."""

    _inherit = "biuro.sekretariat.meeting"

    def _get_print_values(self):
        """Return what the prints need besides the fields of the meeting (dict of plain values)."""
        self.ensure_one()
        # sudo: own model, hr.employee - people stand on the print by name; who prints reads the meeting
        plain = self.sudo()
        begin, end = self.started_at or self.date_start, self.ended_at or self.date_end
        people = [
            {
                "name": line.display_name, "job": line.job or line.organisation or "", "attendance": line.attendance,
                "note": line.attendance_note or "",
            }
            for line in plain.participant_ids
        ]

        def of(attendance):
            return [
                ", ".join(filter(None, [person["name"], person["job"], person["note"]]))
                for person in people if person["attendance"] == attendance
            ]

        return {
            "when": moment_text(self.date_start),
            "held": " – ".join(filter(None, [moment_text(begin), end and moment_text(end).split(", ")[-1]])),
            "mark": plain.case_id.reference or plain.jrwa_class_id.symbol or "",
            "chair": ", ".join(filter(None, [plain.chair_id.name, plain.chair_id.job_title])),
            "recorder": ", ".join(filter(None, [plain.recorder_id.name, plain.recorder_id.job_title])),
            "people": people, "present": of("present"), "excused": of("excused"), "absent": of("absent"),
            "items": [
                {
                    "number": index, "name": item.name, "time": moment_text(item.time_start).split(", ")[-1],
                    "presenter": item.presenter_id.name or item.presenter_name or "",
                    "description": item.description or "", "minutes": item.minutes or "",
                    "decision": item.decision or "", "postponed": item.is_postponed,
                    "tasks": item.task_ids._get_print_rows(),
                }
                for index, item in enumerate(plain.item_ids.sorted("sequence"), 1)
            ],
            "tasks": plain.task_ids._get_print_rows(), "carried": plain.carried_task_ids._get_print_rows(),
            "accepted": moment_text(self.accepted_at),
            "annexes": [
                {
                    "number": annex.number, "text": annex.text, "reason": annex.reason,
                    "author": ", ".join(filter(None, [annex.author_name, annex.author_job])),
                    "date": moment_text(annex.date), "accepted": annex.accepted_name or "",
                }
                for annex in plain.annex_ids
            ],
        }
