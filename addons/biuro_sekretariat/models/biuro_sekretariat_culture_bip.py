from odoo import api, models

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroSekretariatCultureBip(models.AbstractModel):
    """What the public pages show of the register: the nine rubrics, always as they stand now (regulation § 10).

    Of people only what the law puts into the rubrics; who made an entry and the books are shown in the office.
    """

    _name = "biuro.sekretariat.culture.bip"
    _description = "Cultural Institutions on Public Pages"

    @api.model
    def _stamp(self):
        """Return what changes with each entry: (text for an ETag, moment of the last entry or False)."""
        # sudo: entries of the register - aggregates only
        [(count, last)] = self.env["biuro.sekretariat.culture.register.entry"].sudo()._read_group(
            [("company_id", "=", self.env.company.id)], [], ["__count", "entered_at:max"],
        )
        # sudo: biuro.register, res.company, ir.module.module - what the pages say besides the entries
        register = self._definition()
        module = self.env["ir.module.module"].sudo()._get("biuro_sekretariat").latest_version
        company = self.env.company.sudo()
        parts = ("culture", count, last, company.id, company.write_date, register.write_date, module, office_today())
        return "-".join(map(str, parts)), last

    @api.model
    def _definition(self):
        # sudo: biuro.register - how one gets at the register is public information
        return self.env["biuro.register"].sudo().search(
            [("code", "=", "RIK"), ("company_id", "=", self.env.company.id)], limit=1,
        )

    @api.model
    def _access_text(self):
        """Return the information on access to the register (str)."""
        return self._definition().bip_access or ""

    @api.model
    def _positions(self):
        # sudo: biuro.sekretariat.culture.institution - the register is public by law; only the rubrics leave
        return self.env["biuro.sekretariat.culture.institution"].sudo().search_fetch(
            [("state", "!=", "draft"), ("company_id", "=", self.env.company.id)],
            ["register_number", "register_date"], order="register_number",
        )

    @api.model
    def _list(self, day):
        """Return the register at the end of a day: list of dicts, struck positions among them."""
        positions = self._positions().filtered(lambda position: position.register_date <= day)
        rows = positions._get_as_of(day)
        return [self._public(rows[position.id]) for position in positions if rows[position.id]["state"] != "none"]

    @api.model
    def _item(self, number, day):
        """Return one position at the end of a day (dict), None when the register had none of that number."""
        position = self._positions().filtered(lambda position: position.register_number == number)
        if not position:
            return None
        row = position._get_as_of(day)[position.id]
        return None if row["state"] == "none" else self._public(row)

    def _public(self, row):
        """Return the public values of a position (dict)."""
        current = {
            rubric["rubric"]: "; ".join(value["content"] for value in rubric["values"] if value["is_current"])
            for rubric in row["rubrics"]
        }
        return {
            "number": row["entry_number"],
            "url": f"/bip/instytucje-kultury/{row['entry_number']}",
            "name": current[3],
            "short_name": current[4],
            "seat_address": current[5],
            "organizer": current[6],
            "co_organizer": current[7],
            "founding_act": current[8],
            "statute_act": current[9],
            "state": row["state"],
            "date_entry": row["date_entry"],
            "change_dates": row["change_dates"],
            "date_struck": row["date_struck"],
            "rubrics": row["rubrics"],
            "entries": [
                {name: entry[name] for name in ("number", "kind", "date", "basis")} for entry in row["entries"]
            ],
        }
