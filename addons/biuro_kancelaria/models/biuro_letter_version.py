from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

from ..tools.text_diff import compare_texts


class BiuroLetterVersion(models.Model):
    """Version of the text of an outgoing letter. Versions are added, never changed: a decision points at one."""

    _name = "biuro.letter.version"
    _description = "Version of a Letter"
    _order = "letter_id, number desc"
    _rec_name = "number"

    letter_id = fields.Many2one("biuro.letter", "Letter", required=True, index=True, ondelete="cascade")
    number = fields.Integer(required=True, aggregator=None)
    title = fields.Char("Subject")
    body = fields.Html("Text")
    author_id = fields.Many2one("res.users", "Author", required=True)
    author_name = fields.Char("Name on the Day")
    author_job = fields.Char("Position on the Day")
    date = fields.Datetime("Made At", required=True)
    content_hash = fields.Char("Checksum (SHA-256)", required=True)
    note = fields.Char("What Changed")
    is_correction = fields.Boolean(
        "Corrected by Who Accepts",
        help="Made by the person whose turn it was to accept, who accepts it as well (§ 31).",
    )
    is_editorial = fields.Boolean("Change of Form", help="Only the form of the text changed.")
    keep_in_file = fields.Boolean(
        default=True, help="Rejected versions stay in the file when they matter (instrukcja kancelaryjna § 57(5)).",
    )

    _number_uniq = models.Constraint("UNIQUE (letter_id, number)", "This version number is taken.")

    @api.depends("number", "author_name")
    def _compute_display_name(self):
        for version in self:
            version.display_name = self.env._(
                "version %(number)s, %(author)s", number=version.number, author=version.author_name or "",
            )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise UserError(self.env._("A version is made with the button “Save as a Version”."))
        return super().create(vals_list)

    def write(self, vals):
        if set(vals) - {"keep_in_file"}:
            raise UserError(self.env._("A version of a letter is never changed. Make a new one."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A version of a letter is never deleted."))

    def compare(self, other_id):
        """Compare this version with another one of the same letter.

        :param int other_id: id of the other ``biuro.letter.version``
        :return: str, HTML table: the older text on the left, the newer on the right, changes marked
        """
        self.ensure_one()
        other = self.browse(other_id)
        (self | other).check_access("read")
        if other.letter_id != self.letter_id:
            raise UserError(self.env._("Only versions of the same letter can be compared."))
        old, new = sorted((self, other), key=lambda version: version.number)
        return compare_texts(
            html2plaintext(old.body or ""), html2plaintext(new.body or ""), old.display_name, new.display_name,
        )
