"""Indexes of what the public pages ask for: by day, and what was written last."""

from odoo import models


class BiuroRadaSessionPublicIndex(models.Model):
    _inherit = "biuro.rada.session"

    _written_idx = models.Index("(write_date)")


class BiuroRadaAttendancePublicIndex(models.Model):
    _inherit = "biuro.rada.attendance"

    _written_idx = models.Index("(write_date)")


class BiuroRadaAgendaItemPublicIndex(models.Model):
    _inherit = "biuro.rada.agenda.item"

    _written_idx = models.Index("(write_date)")
    _confidential_idx = models.Index("(id) WHERE is_confidential")


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
