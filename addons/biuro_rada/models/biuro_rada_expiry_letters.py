from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import UserError

LETTERS = {
    "commissioner": "Zawiadomienie komisarza wyborczego o przyczynie wygaśnięcia mandatu radnego",
    "hearing": "Wezwanie radnego do złożenia wyjaśnień",
    "deliver_person": "Doręczenie uchwały o wygaśnięciu mandatu radnemu",
    "deliver_wojewoda": "Przekazanie uchwały o wygaśnięciu mandatu wojewodzie",
    "deliver_commissioner": "Przekazanie uchwały o wygaśnięciu mandatu komisarzowi wyborczemu",
}
GROUND_TEXTS = {
    "death": "śmierci radnego",
    "eligibility": "utraty prawa wybieralności lub nieposiadania go w dniu wyborów",
    "oath_refused": "odmowy złożenia ślubowania",
    "resignation": "pisemnego zrzeczenia się mandatu",
    "incompatibility": "naruszenia ustawowego zakazu łączenia mandatu radnego z wykonywaniem określonych funkcji "
    "lub działalności",
    "elected_mayor": "wyboru na wójta (burmistrza, prezydenta miasta)",
    "elected_parliament": "wyboru na posła, senatora lub posła do Parlamentu Europejskiego",
    "president_rp": "objęcia urzędu Prezydenta Rzeczypospolitej Polskiej",
    "no_statement": "niezłożenia w terminie oświadczenia o stanie majątkowym",
}


class BiuroRadaExpiry(models.Model):
    """Letters of a matter of expiry: drafts of the chancellery, filled in from what the matter knows."""

    _inherit = "biuro.rada.expiry"

    def action_draft_letter(self, kind):
        """Write the draft of an outgoing letter of the matter.

        :param str kind: ``commissioner``, ``hearing``, ``deliver_person``, ``deliver_wojewoda`` or
            ``deliver_commissioner``
        :return: dict, a window action that opens the draft
        :raise UserError: unknown kind; the letter does not fit the ground or the state
        """
        self.ensure_one()
        self.check_access("write")
        if kind not in LETTERS:
            raise UserError(self.env._("Unknown kind of letter. Use one of: %s.", ", ".join(LETTERS)))
        if kind == "commissioner" and self.authority != "commissioner":
            raise UserError(self.env._("On this ground the council declares the expiry: nothing is reported yet."))
        if kind == "hearing" and self.authority != "council":
            raise UserError(self.env._("Explanations are asked for before a resolution of the council only."))
        if kind.startswith("deliver") and (self.authority != "council" or self.state == "open"):
            raise UserError(self.env._("There is no resolution of the council to deliver yet."))
        company = self.company_id
        partner = {
            "commissioner": company.rada_commissioner_id,
            "deliver_commissioner": company.rada_commissioner_id,
            "deliver_wojewoda": "rada_wojewoda_id" in company._fields and company.rada_wojewoda_id,
        }.get(kind, self.councillor_id.partner_id)
        name = {"deliver_wojewoda": "Wojewoda"}.get(kind, "Komisarz Wyborczy")
        letter = self.env["biuro.letter"].create({
            "direction": "out",
            "title": f"{LETTERS[kind]}: {self.councillor_id.display_name}",
            "partner_id": partner.id if partner else False,
            **({} if partner else {"recipient_ids": [fields.Command.create({"name": name})]}),
            "department_id": company._rada_cell().id,
            "clerk_id": company._rada_clerk().id,
            "jrwa_class_id": self.env["biuro.jrwa.class"].search([("symbol", "=", "0040")], limit=1).id,
            "regarding": f"wygaśnięcie mandatu radnego: {self.councillor_id.first_name} {self.councillor_id.last_name}",
            "body": self._letter_text(kind),
            "enclosures": self._letter_enclosures(kind),
        })
        # sudo: own model - the letters of the matter are kept by this verb; access was checked above
        self.sudo().letter_ids |= letter
        return letter._get_open_action()

    def _letter_text(self, kind):
        """Return the body (Markup) of a letter, in Polish: it is an official text."""
        person = f"{self.councillor_id.first_name} {self.councillor_id.last_name}"
        ground, cause = GROUND_TEXTS[self.ground], f"{self.cause_date:%d.%m.%Y}"
        act = f"{self.act_ref or '…'} z dnia {self.act_date:%d.%m.%Y} r." if self.act_date else "…"
        council = self.company_id.rada_council_name or "Rada Miasta"
        texts = {
            "commissioner": (
                f"Na podstawie art. 383 § 2a ustawy z dnia 5 stycznia 2011 r. – Kodeks wyborczy zawiadamiam, że w dniu "
                f"{cause} r. zaszła przyczyna wygaśnięcia mandatu radnego {council}: {person} "
                f"(okręg wyborczy nr {self.councillor_id.district or '…'}, lista: "
                f"{self.councillor_id.list_name or '…'}), z powodu {ground}.",
                "W załączeniu przekazuję dokument potwierdzający tę przyczynę. Proszę o przesłanie postanowienia "
                "przewodniczącemu Rady po jego wydaniu.",
            ),
            "hearing": (
                f"Zawiadamiam, że {council} ma rozpatrzyć projekt uchwały w sprawie stwierdzenia wygaśnięcia mandatu "
                f"z powodu {ground} (dzień zajścia przyczyny: {cause} r.).",
                "Na podstawie art. 383 § 3 Kodeksu wyborczego umożliwiam Pani/Panu złożenie wyjaśnień – na piśmie do "
                "dnia …… albo ustnie na posiedzeniu w dniu …… .",
            ),
            "deliver_person": (
                f"Na podstawie art. 383 § 4 Kodeksu wyborczego doręczam uchwałę {act} w sprawie stwierdzenia "
                f"wygaśnięcia mandatu radnego z powodu {ground}.",
                "Na uchwałę przysługuje skarga do wojewódzkiego sądu administracyjnego, w terminie 7 dni od dnia jej "
                "doręczenia, za pośrednictwem organu, który ją podjął (art. 384 § 1 Kodeksu wyborczego).",
            ),
            "deliver_wojewoda": (
                f"Na podstawie art. 383 § 4 Kodeksu wyborczego przekazuję uchwałę {act} w sprawie stwierdzenia "
                f"wygaśnięcia mandatu radnego {council}: {person}, z powodu {ground}.",
            ),
            "deliver_commissioner": (
                f"Na podstawie art. 383 § 4 Kodeksu wyborczego przekazuję uchwałę {act} w sprawie stwierdzenia "
                f"wygaśnięcia mandatu radnego {council}: {person} (okręg wyborczy nr "
                f"{self.councillor_id.district or '…'}, lista: {self.councillor_id.list_name or '…'}).",
                "O dniu, w którym uchwała stanie się prawomocna, powiadomię odrębnym pismem.",
            ),
        }
        return Markup("").join(Markup("<p>%s</p>") % paragraph for paragraph in texts[kind])

    def _letter_enclosures(self, kind):
        if kind.startswith("deliver"):
            return f"uchwała {self.act_ref or ''}".strip()
        if kind == "commissioner" and self.ground == "resignation":
            return f"pisemne zrzeczenie się mandatu z dnia {self.cause_date:%d.%m.%Y} r."
        return False

    def action_letter_commissioner(self):
        """Draft the letter to the election commissioner on the cause. Return a window action (dict)."""
        return self.action_draft_letter("commissioner")

    def action_letter_hearing(self):
        """Draft the call for explanations (k.w. art. 383 § 3). Return a window action (dict)."""
        return self.action_draft_letter("hearing")

    def action_letters_delivery(self):
        """Draft the three letters that deliver the council's resolution (k.w. art. 383 § 4).

        :return: dict, a window action that lists the letters of the matter
        """
        for kind in ("deliver_person", "deliver_wojewoda", "deliver_commissioner"):
            self.action_draft_letter(kind)
        return self.action_open_letters()

    def action_open_letters(self):
        """Open the letters of the matter. Return a window action (dict)."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("biuro_kancelaria.biuro_letter_action_out"),
            "domain": [("id", "in", self.letter_ids.ids)], "context": {},
        }
