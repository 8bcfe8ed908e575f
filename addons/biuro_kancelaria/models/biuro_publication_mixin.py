from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

# what a record may hand over: nothing else gets into a publication by itself
ALLOWED = {
    "name",
    "summary",
    "body",
    "category_code",
    "legal_basis",
    "made_by",
    "made_on",
    "files",
    "publish_on",
    "withdraw_on",
}


class BiuroPublicationMixin(models.AbstractModel):
    """Record that is published in the public bulletin: gives ``publication_ids``, ``publication_state`` and the verb.

    A model says what becomes public in ``_publication_values``; whatever is not named there stays inside.
    """

    _name = "biuro.publication.mixin"
    _description = "Published Record"

    publication_ids = fields.One2many(
        "biuro.publication",
        "res_id",
        "Publications",
        domain=lambda self: [("res_model", "=", self._name)],
        copy=False,
    )
    publication_count = fields.Integer("Number of Publications", compute="_compute_publication")
    publication_state = fields.Selection(
        [
            ("none", "Not published"),
            ("draft", "In preparation"),
            ("to_check", "To be checked"),
            ("checked", "Checked"),
            ("published", "Published"),
            ("withdrawn", "Withdrawn"),
        ],
        "Publication",
        compute="_compute_publication",
    )

    @api.depends("publication_ids.state")
    def _compute_publication(self):
        # sudo: biuro.publication - state and number only, of records the user may read
        rows = (
            self.env["biuro.publication"]
            .sudo()
            ._read_group(
                [("res_model", "=", self._name), ("res_id", "in", self.ids)],
                ["res_id", "is_public", "state"],
                ["__count", "id:max"],
            )
        )
        found = {}
        for res_id, is_public, state, count, last in rows:
            found.setdefault(res_id, []).append((is_public, last, state, count))
        for record in self:
            own = sorted(found.get(record._origin.id or record.id, []))
            record.publication_count = sum(row[3] for row in own)
            # what the public sees counts more than what is being prepared
            record.publication_state = ("published" if own[-1][0] else own[-1][2]) if own else "none"

    def _publication_values(self):
        """Return what of the record becomes public (dict), a whitelist with the keys:

        ``name``, ``summary`` (str), ``body`` (HTML), ``category_code``, ``legal_basis``, ``made_by`` (str),
        ``made_on``, ``publish_on``, ``withdraw_on`` (dates) and ``files``, a list of
        ``{"name": str, "data": base64}`` with anonymised copies.
        """
        self.ensure_one()
        return {"name": self.display_name}

    def action_publication_prepare(self):
        """Prepare a draft publication of each record.

        :return: dict, a window action on the draft or drafts
        :raise UserError: a draft of the record is being prepared already, or its category does not exist
        """
        self.check_access("read")
        Publication = self.env["biuro.publication"]
        # sudo: biuro.publication - only whether there is one
        pending = Publication.sudo().search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("state", "in", ["draft", "to_check", "checked"]),
            ],
            limit=1,
        )
        if pending:
            raise UserError(self.env._("“%s” is being prepared already. Finish that publication first.", pending.name))
        drafts = Publication
        for record in self:
            values = record._publication_values()
            if unknown := values.keys() - ALLOWED:
                raise ValueError(f"{self._name} hands over what is not public: {', '.join(sorted(unknown))}")
            category = self.env["biuro.publication.category"].search(
                [("code", "=", values.pop("category_code", "inne"))]
            )
            if not category:
                raise UserError(
                    self.env._("The publication category of this record does not exist. Ask the administrator.")
                )
            files = values.pop("files", [])
            if values.get("summary"):
                values["summary"] = html2plaintext(values["summary"])
            drafts += Publication.create(
                {
                    **values,
                    "category_id": category.id,
                    "res_model": self._name,
                    "res_id": record.id,
                    "file_ids": [(0, 0, {"name": file["name"], "data": file["data"]}) for file in files],
                }
            )
        return drafts._open()

    def action_publication_open(self):
        """Open the publications of the records.

        :return: dict, a window action
        """
        return (
            self.env["biuro.publication"]
            .search(
                [("res_model", "=", self._name), ("res_id", "in", self.ids)],
            )
            ._open()
        )
