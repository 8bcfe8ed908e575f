from odoo import api, fields, models

from odoo.addons.biuro_kancelaria.tools import office_today

ROLES = {"chair": "Przewodniczący", "vice_chair": "Wiceprzewodniczący", "vice": "Zastępca przewodniczącego",
         "member": "Członek"}


class BiuroRadaCompositionAsOf(models.TransientModel):
    """The composition of the council, its clubs and committees as of a day: shown, printed, as a spreadsheet."""

    _name = "biuro.rada.composition.as.of"
    _description = "Composition as of a Day"
    _rec_name = "date"

    date = fields.Date("As of the Day", required=True, default=lambda self: office_today())
    scope = fields.Selection(
        [("all", "Everything"), ("councillors", "Councillors"), ("clubs", "Clubs"), ("committees", "Committees")],
        "What", required=True, default="all",
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    content = fields.Html("Composition", compute="_compute_content", sanitize=False)

    @api.depends("date", "scope")
    def _compute_content(self):
        for window in self:
            window.content = self.env["ir.qweb"]._render(
                "biuro_rada.composition_body", {"data": window._get_data(), "scope": window.scope},
            )

    def _get_data(self):
        """Return what the council was on the day (dict): ``term``, ``rows``, ``clubs``, ``committees``, counts."""
        self.ensure_one()
        day = self.date or office_today()
        term = self.env["biuro.rada.term"].search([
            ("company_id", "=", self.company_id.id), ("date_start", "<=", day), ("date_end", ">=", day),
            ("state", "!=", "draft"),
        ], limit=1)
        council = self.env["biuro.rada.term"].composition(str(day))
        councillors = self.env["biuro.rada.councillor"].browse([row["id"] for row in council["councillors"]])
        rows = [
            {
                "name": row["name"], "club": row["club"] or "niezrzeszony",
                "functions": ", ".join(f"{ROLES[role]} Rady" for role in row["functions"]),
                "committees": "; ".join(
                    entry["name"] + (f" ({ROLES[entry['role']].lower()})" if entry["role"] != "member" else "")
                    for entry in row["committees"]
                ),
                "district": councillor.district or "", "mandate": councillor.mandate_start,
                "oath": councillor.oath_date if councillor.oath_date and councillor.oath_date <= day else False,
            }
            for row, councillor in zip(council["councillors"], councillors, strict=True)
        ]
        clubs, taken = [], set()
        for club in term.club_ids.filtered(lambda club: (
            club.state != "notified" and club.date_from <= day and (not club.date_to or club.date_to >= day)
        )):
            members = club._members_on(day).sorted(lambda person: person._sort_key())
            taken.update(members.ids)
            clubs.append({
                "name": club.name, "short": club.short_name, "chair": club.chair_id,
                "members": members.mapped("display_name"),
            })
        free = councillors.filtered(lambda person: person.id not in taken).mapped("display_name")
        committees = [
            {
                "name": committee.name, "basis": committee.basis or "",
                "members": [
                    {"name": line.councillor_id.display_name, "role": ROLES[line.role] + (
                        " komisji" if line.role == "chair" else ""), "since": line.date_from}
                    for line in committee.member_ids.filtered(lambda line: line._is_on(day)).sorted(
                        lambda line: (("chair", "vice", "member").index(line.role), line.councillor_id._sort_key()))
                ],
            }
            for committee in term.committee_ids.filtered(lambda committee: (
                committee.state != "draft" and committee.date_from <= day
                and (not committee.date_to or committee.date_to >= day)
            )).sorted("sequence")
        ]
        return {
            "day": day, "term": term.number or "", "statutory": council["statutory"], "vacancies": council["vacancies"],
            "rows": rows, "clubs": clubs, "free": free, "committees": committees,
        }

    def _get_title(self):
        self.ensure_one()
        name = {
            "all": "Skład Rady, klubów i komisji", "councillors": "Wykaz radnych", "clubs": "Kluby radnych",
            "committees": "Skład komisji Rady",
        }[self.scope]
        return f"{name} – stan na dzień {self.date:%d.%m.%Y} r."

    def action_print(self):
        """Print the composition of that day. Return the report action (dict)."""
        self.ensure_one()
        return self.env.ref("biuro_rada.biuro_rada_composition_report").report_action(self)

    def action_xlsx(self):
        """Give the composition of that day as a spreadsheet. Return the report action (dict)."""
        self.ensure_one()
        return self.env.ref("biuro_rada.biuro_rada_composition_xlsx").report_action(self)
