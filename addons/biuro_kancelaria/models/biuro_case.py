from odoo import fields, models


class BiuroCase(models.Model):
    """Case (sprawa) with its sign (znak sprawy)."""

    _name = "biuro.case"
    _description = "Case"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "year desc, id desc"
    _rec_name = "reference"
    _rec_names_search = ["reference", "title"]

    reference = fields.Char("Case Sign", readonly=True, copy=False, index="trigram")
    title = fields.Char(required=True, index="trigram", tracking=True)
    department_id = fields.Many2one("hr.department", "Cell", required=True, index=True, tracking=True)
    clerk_id = fields.Many2one("hr.employee", "Handler", index=True, tracking=True)
    jrwa_class_id = fields.Many2one("biuro.jrwa.class", "Filing Plan Class", required=True, index=True)
    partner_id = fields.Many2one("res.partner", "From", index="btree_not_null")
    year = fields.Integer(readonly=True, copy=False, aggregator=None)
    number = fields.Integer(readonly=True, copy=False, aggregator=None)
    date_opened = fields.Date("Opened On", required=True, default=fields.Date.context_today)
    date_closed = fields.Date("Closed On", readonly=True, copy=False)
    is_restricted = fields.Boolean("Restricted", tracking=True)
    reader_ids = fields.Many2many("res.users", "biuro_case_reader_rel", "case_id", "user_id", "Also Visible To")
    state = fields.Selection(
        [
            ("open", "Open"), ("suspended", "Suspended"), ("closed", "Closed"), ("moved", "Moved"),
            ("archived", "In the Archive"), ("transferred", "In the State Archive"), ("disposed", "Disposed"),
        ],
        default="open", required=True, readonly=True, copy=False, tracking=True, index=True,
    )
    letter_ids = fields.One2many("biuro.letter", "case_id", "Letters")
    event_ids = fields.One2many("biuro.case.event", "case_id", "Case Log")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)

    def _log_event(self, action, letter=None, date=None, document_uid=None):
        """Add a line to the case log (metryka sprawy) of each case.

        :param str action: what was done, in Polish, as it is printed
        :param letter: ``biuro.letter`` the act concerns, if any
        :param date: day of the act, today by default
        :param str document_uid: identifier of the document in the file; the letter's own by default
        """
        raise NotImplementedError
