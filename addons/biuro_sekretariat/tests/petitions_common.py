import base64

from .common import SekretariatCase

SCAN = base64.b64encode(b"Tresc petycji w sprawie drzew").decode()


class MatterWorld:
    """Letters, petitions and requests of the small office in the shortest form."""

    @classmethod
    def build_matters(cls):
        cls.post = cls.env.ref("biuro_kancelaria.delivery_method_registered_receipt")
        cls.mail = cls.env.ref("biuro_kancelaria.delivery_method_email")
        cls.env["biuro.signing.authority"].create({
            "employee_id": cls.employees["management"].id, "capacity": "Prezydent Miasta", "basis": "art. 33 u.s.g.",
            "date_from": "2020-01-01",
        })

    @classmethod
    def letter(cls, title="Petycja w sprawie drzew", **values):
        letter = cls.as_user("chancellery")["biuro.letter"].create({
            "direction": "in", "title": title, "partner_id": cls.partner.id, "letter_date": "2026-01-02",
            "delivery_method_id": cls.post.id, **values,
        })
        letter.action_register()
        letter.action_distribute(cls.cell_bs.id, cls.employees["clerk"].id)
        return letter.with_user(cls.users["clerk"])

    @classmethod
    def petition(cls, login="clerk", **values):
        petitioner = {"name": "Jan Kowalski", "residence": "Przykładowa"}
        return cls.as_user(login)["biuro.sekretariat.petition"].create({
            "subject": "Sadzenie drzew przy ul. Polnej", "addressee": "president", "matter": "executive",
            "address": "ul. Polna 3/4, 00-001 Przykładowa", "petitioner_ids": [(0, 0, petitioner)], **values,
        })

    @classmethod
    def request(cls, login="clerk", **values):
        return cls.as_user(login)["biuro.sekretariat.info.request"].create({
            "subject": "Umowy zawarte w styczniu", "requester_email": "anonim@example.com", **values,
        })

    @classmethod
    def send(cls, action, day=None, delivered=None, method=None):
        """Sign, dispatch and, when a day is given, deliver the draft that a verb returned."""
        letter = cls.as_user("clerk")["biuro.letter"].browse(action["res_id"])
        letter.write({
            "signatory_id": cls.employees["management"].id, "capacity": "Prezydent Miasta",
            "delivery_method_id": (method or cls.post).id,
        })
        for line in letter.recipient_ids:
            line.write({"street": "ul. Polna 3", "zip": "00-001", "city": "Przykładowa",
                        "email": line.email or "x@example.com"})
        letter.action_request_acceptance()
        letter.with_user(cls.users["manager"]).action_accept("zgoda")
        signed = base64.b64encode(b"%PDF signed").decode()
        letter.with_user(cls.users["management"]).action_sign("qualified", "valid", signed, "pismo.pdf")
        letter.action_hand_over()
        sent = letter.with_user(cls.users["chancellery"])
        sent.action_dispatch(day and str(day))
        if delivered:
            sent.action_confirm_delivery(collected=str(delivered))
        return letter


class MatterCase(MatterWorld, SekretariatCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_matters()
