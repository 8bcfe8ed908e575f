import hashlib
import json

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..law.anonymisation import scan_html, scan_text
from ..tools import office_today
from ..tools.file_scan import scan_file
from .biuro_publication import PAYLOAD

BATCH = 50


class BiuroPublication(models.Model):
    """The way of a publication: scan, check by a second person, publication, withdrawal."""

    _inherit = "biuro.publication"

    # -------------------------------------------------------------------------
    # Scan
    # -------------------------------------------------------------------------
    def action_scan(self):
        """Look for personal data in the texts and files; decisions taken before stay.

        :return: int, the number of findings still to be decided
        """
        for publication in self:
            publication.check_access("read")
            publication._scan()
        return sum(publication.finding_open_count for publication in self)

    def _scan(self):
        self.ensure_one()
        Finding = self.env["biuro.publication.finding"]
        no_file = self.env["biuro.publication.file"]
        found = []
        for source in ("name", "summary", "body", "made_by", "legal_basis", "change_note"):
            scan = scan_html if source == "body" else scan_text
            found += [(source, no_file, finding) for finding in scan(str(self[source] or ""), "")]
        for file in self.file_ids:
            found += [("file", file, finding) for finding in scan_file(file._content(), file.mimetype or "", file.name)]
            found += [("file", file, finding) for finding in scan_text(file.description or "", "opis pliku")]
        # sudo: biuro.publication.finding - findings are written by the scanner and the verbs only
        known = {finding.fingerprint: finding for finding in self.finding_ids.sudo()}
        keep, values = set(), []
        for sequence, (source, file, finding) in enumerate(found):
            fingerprint = Finding._fingerprint(source, file, finding)
            if fingerprint in keep:
                continue
            keep.add(fingerprint)
            if fingerprint in known and known[fingerprint].decision != "hidden":
                continue
            values.append(
                {
                    "publication_id": self.id,
                    "sequence": sequence,
                    "source": source,
                    "file_id": file.id,
                    "kind": finding["kind"],
                    "place": ": ".join(filter(None, (file.name, finding["place"]))),
                    "value": finding["value"],
                    "excerpt": finding["excerpt"],
                    "fingerprint": fingerprint,
                }
            )
        # sudo: biuro.publication.finding - see above
        gone = self.finding_ids.sudo().filtered(lambda item: item.fingerprint not in keep and item.decision != "hidden")
        gone.unlink()
        # sudo: biuro.publication.finding - see above
        Finding.sudo().create(values)
        self.invalidate_recordset(["finding_ids", "finding_open_count"])

    def _digest(self):
        """Return the digest of all that would be published (str)."""
        self.ensure_one()
        content = {
            name: str(self[name].id if self._fields[name].type == "many2one" else self[name] or "") for name in PAYLOAD
        }
        content["files"] = [
            [file.id, file.name, file.description or "", file.sequence, file.checksum] for file in self.file_ids
        ]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    # -------------------------------------------------------------------------
    # Verbs
    # -------------------------------------------------------------------------
    def action_submit(self):
        """Give drafts to the check of their anonymisation.

        :return: True
        :raise UserError: not a draft, or something that the public must be told is missing
        """
        self.check_access("write")
        self._check_state("draft")
        for publication in self:
            missing = [
                publication._fields[name]._description_string(self.env)
                for name in ("made_by", "made_on", *(["change_note"] if publication.version_count else []))
                if not publication[name]
            ]
            if missing:
                raise UserError(
                    self.env._(
                        "Fill in “%(name)s”: %(fields)s.",
                        name=publication.name,
                        fields=", ".join(missing),
                    )
                )
            if not (publication.body or publication.summary or publication.file_ids):
                raise UserError(
                    self.env._("“%s” has neither text nor files. Add what is to be published.", publication.name)
                )
            if publication.checker_id in publication.editor_ids | publication.entered_by_id and publication.checker_id:
                raise UserError(
                    self.env._(
                        "%s prepared this publication. Name another person to check it.",
                        publication.checker_id.name,
                    )
                )
            publication._scan()
        self._set(state="to_check")
        self._log("submit")
        for publication in self.filtered("checker_id"):
            publication.activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=publication.checker_id.id,
                summary=self.env._("Check the anonymisation"),
            )
        return True

    def action_return(self, reason):
        """Send publications back to their authors before they are published.

        :param str reason: what is to be corrected
        :return: True
        :raise UserError: no reason, or already published
        """
        if not (reason or "").strip():
            raise UserError(self.env._("Write what is to be corrected."))
        self.check_access("read")
        self._check_state("to_check", "checked")
        self._check_may_step()
        self._set(state="draft", checked_by_id=False, checked_at=False, checked_digest=False, scheduled_by_id=False)
        self._log("return", reason.strip())
        self._done_activities()
        return True

    def action_check(self):
        """State, as a second person, that no personal data are left that must not be public.

        :return: True
        :raise UserError: the caller wrote in the publication, or findings are undecided
        """
        self.check_access("read")
        self._check_state("to_check")
        for publication in self:
            if not publication._is_second_person():
                raise UserError(
                    self.env._(
                        "You prepared “%s”, so somebody else checks its anonymisation.",
                        publication.name,
                    )
                )
            if publication.checker_id and publication.checker_id != self.env.user:
                raise UserError(
                    self.env._(
                        "“%(name)s” is to be checked by %(user)s.",
                        name=publication.name,
                        user=publication.checker_id.name,
                    )
                )
            publication._scan()
            if publication.finding_open_count:
                raise UserError(
                    self.env._(
                        "Decide on each finding in “%(name)s” first; %(count)s are left.",
                        name=publication.name,
                        count=publication.finding_open_count,
                    )
                )
            publication._set(
                state="checked",
                checked_by_id=self.env.uid,
                checked_at=fields.Datetime.now(),
                checked_digest=publication._digest(),
            )
            # what was hidden is not kept anywhere, the decision is
            hidden = publication.finding_ids.filtered(lambda finding: finding.decision == "hidden")
            # sudo: biuro.publication.finding - see BiuroPublicationFinding._decide
            hidden.sudo().write({"value": False, "excerpt": False})
        self._log("check")
        self._done_activities()
        return True

    def action_publish(self):
        """Publish checked publications, or plan it when their planned day is still to come.

        :return: True
        :raise UserError: not checked, or changed since the check
        :raise AccessError: caller is not a head of a cell
        """
        self._check_publisher()
        self._check_state("checked")
        today = office_today()
        later = self.filtered(lambda publication: publication.publish_on and publication.publish_on > today)
        if later:
            later._set(scheduled_by_id=self.env.uid)
            later._log("schedule")
        (self - later)._publish(self.env.user)
        return True

    def _publish(self, user):
        for publication in self:
            if publication._digest() != publication.checked_digest:
                raise UserError(
                    self.env._("“%s” changed after it was checked. Return it for another check.", publication.name)
                )
            now = fields.Datetime.now()
            # sudo: biuro.publication.version - the snapshot is made by this verb only, of checked content
            record = publication.sudo()
            number = record.version_count + 1
            record.version_ids.filtered("is_current").write({"is_current": False})
            record.version_ids.flush_recordset()
            version = (
                self.env["biuro.publication.version"]
                .sudo()
                .create(
                    {
                        "publication_id": record.id,
                        "number": number,
                        "name": record.name,
                        "summary": record.summary,
                        "body": record.body,
                        "category_code": record.category_id.code,
                        "category_name": record.category_id.name,
                        "legal_basis": record.legal_basis,
                        "made_by": record.made_by,
                        "made_on": record.made_on,
                        "entered_by": record.entered_by_id.name,
                        "checked_by": record.checked_by_id.name,
                        "published_by": user.name,
                        "published_at": now,
                        "change_note": record.change_note if number > 1 else False,
                        "file_ids": [(6, 0, record.file_ids.ids)],
                        "is_current": True,
                    }
                )
            )
            record.write(
                {
                    "state": "published",
                    "is_public": True,
                    "version_count": number,
                    "published_by_id": user.id,
                    "published_at": record.published_at or now,
                    "scheduled_by_id": False,
                    "publish_on": False,
                    "withdrawn_at": False,
                    "withdraw_reason": False,
                    "withdrawn_by_id": False,
                }
            )
            publication._public_change()
            publication.with_user(user)._log(
                "publish", record.change_note if number > 1 else False, number, version.checksum
            )

    def action_new_version(self):
        """Begin a new version of what is published; the public sees the last one until the new one is published.

        :return: True
        :raise UserError: not published or withdrawn
        """
        self.check_access("write")
        self._check_state("published", "withdrawn")
        self._set(
            state="draft",
            change_note=False,
            editor_ids=[(6, 0, [self.env.uid])],
            checker_id=False,
            checked_by_id=False,
            checked_at=False,
            checked_digest=False,
        )
        self._log("revise")
        return True

    def action_withdraw(self, reason):
        """Take publications out of the public bulletin; their history and journal stay.

        :param str reason: why, e.g. the term of publication ended
        :return: True
        :raise UserError: no reason, or not public
        :raise AccessError: caller is not a head of a cell
        """
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason of the withdrawal."))
        self._check_publisher()
        for publication in self:
            if not publication.is_public:
                raise UserError(self.env._("“%s” is not public, so there is nothing to withdraw.", publication.name))
            # sudo: biuro.publication.version - only the mark of the current version is removed
            publication.sudo().version_ids.filtered("is_current").write({"is_current": False})
            publication._set(
                state="withdrawn",
                is_public=False,
                withdrawn_at=fields.Datetime.now(),
                withdrawn_by_id=self.env.uid,
                withdraw_reason=reason.strip(),
                withdraw_on=False,
            )
            publication._public_change()
        self._log("withdraw", reason.strip())
        return True

    def _check_may_step(self):
        """The author, the named checker, a second person of the cell and heads may return a publication."""
        for publication in self:
            if not publication.has_access("write") and not publication.can_check:
                raise AccessError(self.env._("You do not work on “%s”.", publication.name))

    def _public_change(self):
        """Tell caches of public pages that what they hold is old."""
        for publication in self:
            publication._set(
                public_revision=publication.public_revision + 1,
                public_changed_at=fields.Datetime.now(),
            )

    def _done_activities(self):
        self.activity_unlink(["mail.mail_activity_data_todo"])

    # -------------------------------------------------------------------------
    # Planned steps
    # -------------------------------------------------------------------------
    @api.model
    def _cron_planned(self):
        """Publish and withdraw what was planned for today or before."""
        today = office_today()
        due = [
            (
                "publish",
                self.search(
                    [
                        ("state", "=", "checked"),
                        ("scheduled_by_id", "!=", False),
                        ("publish_on", "<=", today),
                    ]
                ),
            ),
            ("withdraw", self.search([("is_public", "=", True), ("withdraw_on", "<=", today)])),
        ]
        remaining = sum(len(records) for _step, records in due)
        for step, records in due:
            for record in records:
                remaining -= 1
                try:
                    with self.env.cr.savepoint():
                        if step == "publish":
                            record._publish(record.scheduled_by_id)
                        else:
                            record.action_withdraw(self.env._("The planned time of publication ended."))
                except UserError as error:
                    record.message_post(body=str(error))
                self.env["ir.cron"]._commit_progress(1, remaining=remaining)
        return True
