"""Indexes of what the public pages ask for: by day, what was written last, the few that are not public."""

from odoo import models

from .biuro_rada_session import PUBLIC_STATES


class BiuroRadaSessionPublicIndex(models.Model):
    _inherit = "biuro.rada.session"

    _written_idx = models.Index("(write_date)")
    # as biuro.rada.bip asks for them
    _hidden_idx = models.Index(f"(id) WHERE state NOT IN {PUBLIC_STATES!r} OR is_rehearsal OR is_withheld")


class BiuroRadaAttendancePublicIndex(models.Model):
    _inherit = "biuro.rada.attendance"

    _written_idx = models.Index("(write_date)")


class BiuroRadaAgendaItemPublicIndex(models.Model):
    _inherit = "biuro.rada.agenda.item"

    _written_idx = models.Index("(write_date)")
    _confidential_idx = models.Index("(id) WHERE is_confidential IS TRUE")


class BiuroRadaDraftPublicIndex(models.Model):
    _inherit = "biuro.rada.draft"

    _written_idx = models.Index("(write_date)")


class BiuroRadaResolutionPublicIndex(models.Model):
    _inherit = "biuro.rada.resolution"

    _written_idx = models.Index("(write_date)")
    _public_idx = models.Index("(date_adopted DESC, seq DESC, id DESC)")


class BiuroRadaActPublicIndex(models.Model):
    _inherit = "biuro.rada.act"

    _written_idx = models.Index("(write_date)")
