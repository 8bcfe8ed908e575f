

from odoo.tests import new_test_user

from .common import RadaCase


class AllowanceCase(RadaCase):
    """A council of twelve with rules of allowances and a session of March."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.term = cls.make_term()
        cls.term.action_activate()
        cls.councillors = cls.make_councillors(cls.term, 12)
        cls.env["biuro.rada.function"].create(
            {"councillor_id": cls.councillors[0].id, "role": "chair", "date_from": "2024-05-07"}
        )
        cls.scheme = cls.env["biuro.rada.diet.scheme"].create(
            {
                "name": "Diety 2024",
                "resolution_ref": "II/9/2024",
                "valid_from": "2024-05-07",
                "population": 72000,
                "rate_ids": [
                    (0, 0, {"function": "councillor", "value": 30}),
                    (0, 0, {"function": "chair", "value": 60}),
                ],
                "reduction_ids": [
                    (0, 0, {"event": "session_absent", "value": 50, "excused_exempt": True}),
                    (0, 0, {"event": "session_late", "value": 20, "late_minutes": 30}),
                ],
            }
        )
        cls.scheme.action_activate()
        session = cls.make_session(cls.term)
        session.action_convene()
        session.action_start()
        session.attendance_ids.filtered(lambda line: line.councillor_id in cls.councillors[:10]).action_check_in()
        session.attendance_ids.filtered(lambda line: line.councillor_id == cls.councillors[10]).excuse_accepted = True
        session.agenda_item_ids.action_postpone()
        session.action_close()
        cls.session = session
        cls.finance = cls.users["rada_finance"]
        cls.other = new_test_user(
            cls.env, "rada_finance2", groups="biuro_rada.biuro_rada_group_finance", tz="Europe/Warsaw"
        )
        cls.Month = cls.env["biuro.rada.diet.month"].with_user(cls.finance)

    def lines(self, ids):
        lines = self.env["biuro.rada.diet.line"].with_user(self.finance).browse(ids)
        return {line.councillor_id: line for line in lines}

    def approved(self, month="2026-03-15"):
        """Count a month by one person, check and approve it by another; return the month."""
        made = self.env["biuro.rada.diet.month"].with_user(self.other).calculate(month)
        record = self.Month.browse(made["id"])
        record.action_check()
        record.action_approve()
        return record
