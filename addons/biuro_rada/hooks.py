def uninstall_hook(env):
    """Drop the tables of secret ballots: made by hand, no model drops them."""
    env.cr.execute("DROP TABLE IF EXISTS biuro_rada_secret_ballot, biuro_rada_secret_key")
