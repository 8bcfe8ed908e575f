"""Visits for the matrix of access: received by somebody of the scope's cell."""

from datetime import timedelta

from odoo import fields


def make_biuro_sekretariat_visit(world, scope):
    return world.env["biuro.sekretariat.visit"].create({
        "visitor_name": f"Interesant {scope}", "subject": f"Sprawa {scope}", "off_plan_reason": "próba",
        "host_employee_id": world.handlers[scope].id, "planned_at": fields.Datetime.now() + timedelta(days=9),
    })


def make_biuro_sekretariat_visit_task(world, scope):
    return world.env["biuro.sekretariat.visit.task"].create({
        "visit_id": world.record("biuro.sekretariat.visit", scope).id, "name": f"Zadanie {scope}",
        "employee_id": world.handlers[scope].id, "date_due": fields.Date.add(fields.Date.today(), days=20),
    })
