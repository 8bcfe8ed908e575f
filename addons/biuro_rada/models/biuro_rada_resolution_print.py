from odoo import models

from ..law.act_file import basis_words, day_words

AUTHORITY_NAMES = {"wojewoda": "Wojewoda", "rio": "RIO"}


class BiuroRadaResolution(models.Model):
    """What the prints of resolutions say; Polish by their nature."""

    _inherit = "biuro.rada.resolution"

    def _council_name(self):
        """Return the name of the council in the genitive, as acts begin (str)."""
        company = self.company_id[:1] or self.env.company
        return company.rada_city_genitive or "Rady Miasta"

    def _get_print_values(self):
        """Return the words of the printed resolution (dict of str)."""
        self.ensure_one()
        kinds = {
            "declaration": ("Deklaracja", "deklaracji"),
            "appeal": ("Apel", "apelu"),
            "position": ("Stanowisko", "stanowiska"),
            "opinion": ("Opinia", "opinii"),
        }
        name, genitive = kinds.get(self.kind, ("Uchwała", "uchwały"))
        signer = self.signed_by_id or self._default_signer()
        chair = self.env["biuro.rada.function"]._holder(self.term_id, "chair", self.date_adopted)
        return {
            "head": f"{name} nr {self.number or '…'}",
            "annex_to": f"{genitive} nr {self.number or '…'}",
            "basis": basis_words(self.legal_basis, "uchwala się, co następuje:"),
            "body": self._council_name(),
            "day": day_words(self.date_adopted),
            "signer": f"{signer.first_name} {signer.last_name}" if signer else "",
            "role": "Przewodniczący Rady" if not signer or signer == chair else "Wiceprzewodniczący Rady",
            "annexes": self.attachment_ids.mapped("name"),
        }

    def _get_register_rows(self):
        """Return the rows of the printed register (list of lists of str), in the order of the register."""
        validity = dict(self._fields["validity"]._description_selection(self.with_context(lang="pl_PL").env))
        rows = []
        for row in self.sorted(lambda row: (row.term_id.date_start, row.date_adopted, row.seq)):
            supervision = "; ".join(
                f"{AUTHORITY_NAMES[line.authority]}: {line.sent_on.strftime('%d.%m.%Y') if line.sent_on else '–'}"
                for line in row.supervision_ids
            )
            rows.append([
                str(row.seq or ""), row.number or "", row.date_adopted.strftime("%d.%m.%Y"), row.title,
                supervision, row.journal_text or "",
                row.in_force_from.strftime("%d.%m.%Y") if row.in_force_from else "",
                validity[row.validity] + (f" ({row.repealed_by_id.number})" if row.repealed_by_id else ""),
                row.executor_id.name or "",
            ])  # fmt: skip
        return rows
