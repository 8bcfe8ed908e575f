from odoo import api, fields, models


class BiuroWyboryLawnikCustody(models.Model):
    """Journal of the custody of files: what was sent to a court, given back, destroyed or anonymised, and when.

    It proves the end of keeping without a name in it: the number of the nomination, the kinds of papers, the act.
    Rows are chained by seals; the check of the journals reads them with the others.
    """

    _name = "biuro.wybory.lawnik.custody"
    _description = "Custody of Lay-Judge Files"
    _inherit = ["biuro.journal.mixin"]
    _order = "id desc"
    _rec_name = "nomination_number"
    _journal_fields = ("term_id", "nomination_number", "event", "day", "reference", "happened_at", "user_id", "content")

    term_id = fields.Many2one(
        "biuro.wybory.lawnik.term", "Election", required=True, readonly=True, index=True, ondelete="restrict"
    )
    nomination_number = fields.Char("Number of the Nomination", readonly=True, index=True)
    event = fields.Selection(
        [
            ("sent_to_court", "Sent to the court"),
            ("notified", "Told that the papers may be collected"),
            ("returned", "Given back"),
            ("destroyed", "Destroyed"),
            ("anonymised", "Data removed"),
        ],
        required=True, readonly=True, index=True,
    )
    day = fields.Date("Day of the Event", required=True, readonly=True)
    reference = fields.Char("Letter, Receipt or Protocol", readonly=True)
    happened_at = fields.Datetime("Entered At", required=True, readonly=True)
    user_id = fields.Many2one("res.users", "By", readonly=True)
    content = fields.Json(readonly=True)
    content_text = fields.Char("Papers", compute="_compute_content_text")

    def _compute_content_text(self):
        kinds = dict(self.env["biuro.wybory.lawnik.document"]._fields["kind"]._description_selection(self.env))
        for row in self:
            content = row.content or {}
            row.content_text = ", ".join(
                f"{kinds.get(kind, kind)} ({pages})" for kind, pages in content.get("papers", [])
            ) or (content.get("note") or "")

    def _journal_chain(self):
        self.ensure_one()
        return f"lawnik:{self.term_id.id}"

    @api.model
    def _note(self, term, event, day, reference=None, nominations=None, **content):
        """Add a row for each nomination (or one for the election), with the papers it concerns."""
        rows = []
        for nomination in nominations if nominations is not None else [None]:
            papers = content.get("papers", {}).get(nomination.id) if nomination else None
            rows.append({
                "term_id": term.id,
                "nomination_number": nomination.name if nomination else False,
                "event": event,
                "day": day,
                "reference": reference or False,
                "happened_at": fields.Datetime.now(),
                "user_id": self.env.uid,
                "content": {
                    **{key: value for key, value in content.items() if key != "papers"},
                    **({"papers": papers} if papers else {}),
                } or False,
            })
        # sudo: own model - rows are added by the verbs of custody alone
        return self.sudo().create(rows)
