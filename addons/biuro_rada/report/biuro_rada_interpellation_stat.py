from odoo import fields, models
from odoo.tools import SQL


class BiuroRadaInterpellationStat(models.Model):
    """Each interpellation and question once for each of its authors: what the statistics count."""

    _name = "biuro.rada.interpellation.stat"
    _description = "Statistics of Interpellations by Councillor"
    _auto = False
    _order = "submitted_date desc, id desc"
    _rec_name = "subject"

    interpellation_id = fields.Many2one("biuro.rada.interpellation", "Interpellation or Question", readonly=True)
    councillor_id = fields.Many2one("biuro.rada.councillor", "Councillor", readonly=True)
    is_first_author = fields.Boolean("First Author", readonly=True)
    kind = fields.Selection([("interpellation", "Interpellation"), ("question", "Written question")], readonly=True)
    subject = fields.Char(readonly=True)
    term_id = fields.Many2one("biuro.rada.term", "Term", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    department_id = fields.Many2one("hr.department", "Cell", readonly=True)
    submitted_date = fields.Date("Submitted On", readonly=True)
    year = fields.Integer(readonly=True, aggregator=None)
    reply_date = fields.Date("Replied On", readonly=True)
    timeliness = fields.Selection(
        [("in_time", "In time"), ("late", "Late"), ("running", "Still running"), ("none", "No term yet")], readonly=True
    )
    interpellations = fields.Integer(readonly=True)
    questions = fields.Integer("Written Questions", readonly=True)
    in_time = fields.Integer("Answered in Time", readonly=True)
    late = fields.Integer("Answered Late", readonly=True)
    running = fields.Integer("Not Answered Yet", readonly=True)
    days_taken = fields.Integer("Days to Reply", readonly=True, aggregator="avg")

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT row_number() OVER (ORDER BY i.id, r.biuro_rada_councillor_id) AS id,
                   i.id AS interpellation_id, r.biuro_rada_councillor_id AS councillor_id,
                   r.biuro_rada_councillor_id = min(r.biuro_rada_councillor_id) OVER (PARTITION BY i.id)
                       AS is_first_author,
                   i.kind, i.subject, i.term_id, i.company_id, i.department_id, i.submitted_date,
                   EXTRACT(YEAR FROM i.submitted_date)::int AS year, i.reply_date, i.timeliness,
                   (i.kind = 'interpellation')::int AS interpellations, (i.kind = 'question')::int AS questions,
                   (i.timeliness = 'in_time')::int AS in_time, (i.timeliness = 'late')::int AS late,
                   (i.reply_date IS NULL)::int AS running,
                   CASE WHEN i.reply_date IS NOT NULL THEN i.days_taken END AS days_taken
              FROM biuro_rada_interpellation i
              JOIN biuro_rada_councillor_biuro_rada_interpellation_rel r ON r.biuro_rada_interpellation_id = i.id
             WHERE i.state NOT IN ('returned', 'withdrawn', 'reclassified')
            """
        )

    def action_open(self):
        """Open the interpellation or question of the row.

        :return: window action (dict)
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "biuro.rada.interpellation",
            "res_id": self.interpellation_id.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
