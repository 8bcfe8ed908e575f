from odoo import models


class BiuroRadaCouncillorHelp(models.Model):
    """Legal protection of a councillor's employment (u.s.g. art. 25 ust. 2)."""

    _inherit = "biuro.rada.councillor"

    def action_draft_employment_consent(self):
        """Write the draft of the resolution on the employer's wish to end the councillor's employment, and open it.

        The council refuses its consent when the reasons lie in events of the mandate.

        :return: window action (dict) that opens the draft
        Legal source: u.s.g. art. 25 ust. 2.
        """
        self.ensure_one()
        employer = self.employer_partner_id.display_name or "…"
        name = f"{self.first_name} {self.last_name}"
        draft = self.env["biuro.rada.draft"].create(
            {
                "title": "w sprawie wyrażenia zgody albo odmowy wyrażenia zgody na rozwiązanie stosunku pracy z radnym "
                + name,
                "term_id": self.term_id.id,
                "initiator_type": "chair",
                "legal_basis": "art. 25 ust. 2 ustawy z dnia 8 marca 1990 r. o samorządzie gminnym",
                "body": f"<p>§ 1. Po rozpatrzeniu wniosku pracodawcy: {employer}, Rada Miasta … na rozwiązanie "
                f"stosunku pracy z radnym {name}.</p><p>§ 2. Uchwała wchodzi w życie z dniem podjęcia.</p>",
                "justification": "<p>Rozwiązanie z radnym stosunku pracy wymaga uprzedniej zgody rady, która "
                "odmówi zgody, jeżeli podstawą rozwiązania są zdarzenia związane z wykonywaniem mandatu.</p>",
            }
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": "biuro.rada.draft",
            "res_id": draft.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
