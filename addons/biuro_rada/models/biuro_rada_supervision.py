from odoo import fields, models


class BiuroRadaSupervision(models.Model):
    """Supervision (nadzór) of one resolution or order by the wojewoda or the RIO (u.s.g. art. 90-98)."""

    _name = "biuro.rada.supervision"
    _description = "Supervision"
    _inherit = ["biuro.guard.mixin", "biuro.deadline.mixin", "mail.thread"]
    _order = "id desc"

    resolution_id = fields.Many2one("biuro.rada.resolution", "Resolution", index="btree_not_null", ondelete="restrict")
    act_id = fields.Many2one("biuro.rada.act", "Order", index="btree_not_null", ondelete="restrict")
    authority = fields.Selection([("wojewoda", "Wojewoda"), ("rio", "RIO")], required=True, readonly=True)
    letter_id = fields.Many2one("biuro.letter", "Covering Letter", readonly=True, index="btree_not_null")
    sent_on = fields.Date(readonly=True, tracking=True)
    delivered_on = fields.Date(readonly=True, tracking=True)
    supervision_end = fields.Date("End of the 30 Days", readonly=True)
    proceeding_on = fields.Date("Proceeding Begun On", readonly=True)
    suspended = fields.Boolean("Execution Suspended", readonly=True, tracking=True)
    result = fields.Selection(
        [
            ("none", "No remarks"),
            ("indication", "Indication of a minor breach"),
            ("partial_annulment", "Annulled in part"),
            ("annulment", "Annulled"),
            ("court_complaint", "Complaint to the court"),
        ],
        readonly=True,
        tracking=True,
    )
    decision_ref = fields.Char("Decision", readonly=True)
    decision_date = fields.Date(readonly=True)
    decision_delivered = fields.Date(readonly=True)
    complaint_deadline = fields.Date(readonly=True)
    complaint_filed_on = fields.Date(readonly=True)
    complaint_resolution_id = fields.Many2one("biuro.rada.resolution", "Resolution on the Complaint", readonly=True)
    court_ref = fields.Char(readonly=True)
    court_result = fields.Selection([("dismissed", "Dismissed"), ("repealed", "Decision repealed")], readonly=True)
