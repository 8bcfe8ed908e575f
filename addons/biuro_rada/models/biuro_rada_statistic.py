from odoo import api, fields, models
from odoo.tools import SQL

from .biuro_rada_statistic_mixin import MEASURES

MANY = 20  # sessions whose sums are made anew at once, from which on the tables are looked at first


class BiuroRadaStatistic(models.Model):
    """What a councillor did, by session (attendance, votes) and by month (interpellations): sums, ready to be read.

    The denominators: of attendance the sessions in whose list the councillor stands; of votes the named votes in which
    the councillor was in office; of agreement with the club those cast for, against or abstaining while more of the
    club chose one of the three than each other one. Made anew by grouped queries when a session closes, when history is
    imported, and each night.
    """

    _name = "biuro.rada.statistic"
    _inherit = ["biuro.rada.statistic.mixin"]
    _description = "Work of a Councillor"
    _order = "day desc, councillor_id"
    _rec_name = "councillor_id"
    _log_access = False

    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", required=True, readonly=True, index=True, ondelete="cascade")
    term_id = fields.Many2one("biuro.rada.term", "Term", readonly=True, index=True, ondelete="cascade")
    club_id = fields.Many2one("biuro.rada.club", "Club", readonly=True, ondelete="set null")
    session_id = fields.Many2one(
        "biuro.rada.session", "Session", readonly=True, index="btree_not_null", ondelete="cascade")
    body_type = fields.Selection([("council", "Council"), ("committee", "Committee")], "Body", readonly=True)
    day = fields.Date(readonly=True, index=True, help="Of interpellations the first day of their month.")

    # ---- making --------------------------------------------------------------------------------------------------

    @api.model
    def _refresh_sessions(self, session_ids):
        """Make the rows of sessions anew, and the sums of their years: a grouped query each however many there are."""
        self.env.flush_all()
        if len(session_ids) > MANY:
            # after an import the planner still knows these tables as they were before it, often as empty ones
            self.env.cr.execute(SQL(
                "ANALYZE biuro_rada_session, biuro_rada_vote, biuro_rada_vote_ballot, biuro_rada_attendance, "
                "biuro_rada_club_member, biuro_rada_statistic"))
        changed = self.env.execute_query(SQL(
            """
            DELETE FROM biuro_rada_statistic WHERE session_id = ANY(%s)
            RETURNING councillor_id, extract(year FROM day)::int
            """, list(session_ids)))
        changed += self.env.execute_query(SQL(
            """
            WITH held AS (
                SELECT id, term_id, body_type, day FROM biuro_rada_session
                WHERE id = ANY(%(ids)s) AND state IN ('closed', 'minutes_ready', 'done')
                    AND is_rehearsal IS NOT TRUE
            ), ballots AS (
                SELECT ballot.vote_id, ballot.councillor_id, ballot.value, vote.session_id, vote.result, member.club_id
                FROM biuro_rada_vote vote
                JOIN held ON held.id = vote.session_id
                JOIN biuro_rada_vote_ballot ballot ON ballot.vote_id = vote.id
                LEFT JOIN biuro_rada_club_member member ON member.councillor_id = ballot.councillor_id
                    AND member.date_from <= held.day AND (member.date_to IS NULL OR member.date_to >= held.day)
                WHERE vote.state = 'closed'
            ), clubs AS (
                SELECT vote_id, club_id, count(*) FILTER (WHERE value = 'yes') AS yes,
                    count(*) FILTER (WHERE value = 'no') AS no, count(*) FILTER (WHERE value = 'abstain') AS abstain
                FROM ballots WHERE club_id IS NOT NULL GROUP BY vote_id, club_id
            ), choices AS (
                SELECT vote_id, club_id, CASE
                    WHEN yes > no AND yes > abstain THEN 'yes' WHEN no > yes AND no > abstain THEN 'no'
                    WHEN abstain > yes AND abstain > no THEN 'abstain' END AS choice
                FROM clubs
            ), votes AS (
                SELECT ballots.councillor_id, ballots.session_id, min(ballots.club_id) AS club_id, count(*) AS votes,
                    count(*) FILTER (WHERE value = 'yes') AS yes, count(*) FILTER (WHERE value = 'no') AS no,
                    count(*) FILTER (WHERE value = 'abstain') AS abstain,
                    count(*) FILTER (WHERE value = 'not_voting') AS not_voting,
                    count(*) FILTER (WHERE value = 'excluded') AS excluded,
                    count(*) FILTER (WHERE value = 'absent') AS absent,
                    count(*) FILTER (WHERE choice IS NOT NULL AND value IN ('yes', 'no', 'abstain')) AS club_votes,
                    count(*) FILTER (WHERE choice = value) AS with_club,
                    count(*) FILTER (WHERE (result = 'adopted' AND value = 'yes')
                        OR (result = 'rejected' AND value = 'no')) AS with_result
                FROM ballots LEFT JOIN choices USING (vote_id, club_id) GROUP BY 1, 2
            ), lists AS (
                SELECT councillor_id, session_id, status FROM biuro_rada_attendance WHERE session_id = ANY(%(ids)s)
            )
            INSERT INTO biuro_rada_statistic (councillor_id, session_id, term_id, body_type, day, club_id,
                session_count, attended, vote_count, yes, no, abstain, not_voting, excluded, absent, club_votes,
                with_club, with_result, interpellation_count, question_count, replied_count, on_time_count)
            SELECT councillor_id, session_id, held.term_id, held.body_type, held.day, votes.club_id,
                CASE WHEN lists.status IS NULL THEN 0 ELSE 1 END,
                CASE WHEN lists.status IN ('present', 'late', 'left') THEN 1 ELSE 0 END,
                coalesce(votes.votes, 0), coalesce(votes.yes, 0), coalesce(votes.no, 0), coalesce(votes.abstain, 0),
                coalesce(votes.not_voting, 0), coalesce(votes.excluded, 0), coalesce(votes.absent, 0),
                coalesce(votes.club_votes, 0), coalesce(votes.with_club, 0), coalesce(votes.with_result, 0), 0, 0, 0, 0
            FROM lists FULL JOIN votes USING (councillor_id, session_id) JOIN held ON held.id = session_id
            RETURNING councillor_id, extract(year FROM day)::int
            """, ids=list(session_ids)))
        councillor_ids, years = {row[0] for row in changed}, {row[1] for row in changed} - {None}
        self.env["biuro.rada.statistic.year"]._refresh(councillor_ids, years)
        self.env.invalidate_all()

    @api.model
    def _refresh_interpellations(self):
        """Make the rows of interpellations anew."""
        self.env.flush_all()
        self.env.cr.execute(SQL("DELETE FROM biuro_rada_statistic WHERE session_id IS NULL"))
        self.env.cr.execute(SQL(
            """
            INSERT INTO biuro_rada_statistic (councillor_id, term_id, day, interpellation_count, question_count,
                replied_count, on_time_count, session_count, attended, vote_count, yes, no, abstain, not_voting,
                excluded, absent, club_votes, with_club, with_result)
            SELECT author.biuro_rada_councillor_id, asked.term_id, date_trunc('month', asked.submitted_date)::date,
                count(*) FILTER (WHERE asked.kind = 'interpellation'),
                count(*) FILTER (WHERE asked.kind = 'question'),
                count(*) FILTER (WHERE asked.state IN ('replied', 'published')), count(*) FILTER (WHERE asked.on_time),
                0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
            FROM biuro_rada_councillor_biuro_rada_interpellation_rel author
            JOIN biuro_rada_interpellation asked ON asked.id = author.biuro_rada_interpellation_id
            WHERE asked.state NOT IN ('returned', 'withdrawn', 'reclassified')
            GROUP BY 1, 2, 3
            """))
        self.env["biuro.rada.statistic.year"]._refresh()
        self.env.invalidate_all()

    @api.model
    def _cron_refresh(self):
        """Make the rows of the last year's sessions and of all interpellations anew."""
        last = fields.Date.subtract(fields.Date.today(), days=400)
        self._refresh_sessions(self.env["biuro.rada.session"].search([("day", ">=", last)]).ids)
        self._refresh_interpellations()

    # ---- reading -------------------------------------------------------------------------------------------------

    @api.model
    @api.readonly
    def of_councillors(self, councillor_ids, date_from=None, date_to=None):
        """Return the sums of councillors, by one grouped query.

        :param list councillor_ids: ids of ``biuro.rada.councillor``
        :param str date_from: first day "YYYY-MM-DD"; from the beginning by default
        :param str date_to: last day "YYYY-MM-DD"; to the end by default
        :return: dict {id of a councillor as text: {name of a measure: int}}; sessions and votes of the council only
        """
        domain = [("councillor_id", "in", councillor_ids), ("body_type", "!=", "committee")]
        if date_from:
            domain.append(("day", ">=", date_from))
        if date_to:
            domain.append(("day", "<=", date_to))
        rows = self._read_group(domain, ["councillor_id"], [f"{name}:sum" for name in MEASURES])
        found = {row[0].id: dict(zip(MEASURES, row[1:], strict=True)) for row in rows}
        return {str(one): found.get(one, dict.fromkeys(MEASURES, 0)) for one in councillor_ids}


class BiuroRadaSessionStatistic(models.Model):
    _inherit = "biuro.rada.session"

    def _set_state(self, state, **values):
        super()._set_state(state, **values)
        if state == "closed":
            # sudo: biuro.rada.statistic - sums are made by the system when a session closes
            self.env["biuro.rada.statistic"].sudo()._refresh_sessions(self.ids)


class BiuroRadaImportStatistic(models.Model):
    _inherit = "biuro.rada.import"

    def _after_import(self, made):
        super()._after_import(made)
        # sudo: biuro.rada.* - sums are made by the system after an import
        Statistic = self.env["biuro.rada.statistic"].sudo()
        sessions = self.env["biuro.rada.session"].sudo().search([("import_id", "=", self.id)]).ids
        if sessions:
            Statistic._refresh_sessions(sessions)
        Statistic._refresh_interpellations()
