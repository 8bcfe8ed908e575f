"""What the council's office has published: texts of resolutions, orders and drafts, each checked by a second person."""

SEQUENCE = 90


def publish(env, records):
    """Publish each record: the clerk of the council prepares it, the head checks and publishes."""
    clerk, head = env.ref("biuro_rada.demo_user_rada"), env.ref("biuro_kancelaria.demo_user_kierownik")
    for record in records:
        action = record.with_env(env(user=clerk.id)).action_publication_prepare()
        publication = env["biuro.publication"].with_user(clerk).browse(action["res_id"])
        publication.action_submit()
        checked = publication.with_user(head)
        checked.finding_ids.filtered(lambda finding: finding.decision == "open").action_leave("treść aktu")
        checked.action_check()
        checked.action_publish()


def tell(env):
    """The newest act of each kind waits still."""
    publish(env, env["biuro.rada.resolution"].search([("state", "not in", ("draft", "adopted"))], order="id")[:-1])
    publish(env, env["biuro.rada.act"].search([("state", "!=", "draft")], order="id")[:-1])
    publish(env, env["biuro.rada.draft"].search([("state", "in", ("committee", "on_agenda"))], order="id"))
