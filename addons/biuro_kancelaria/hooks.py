from psycopg2.sql import SQL, Identifier


def release_tables(env, module):
    """Drop the foreign keys from and to the tables of the models that ``module`` brought.

    Uninstalling deletes the records that came with the module (cells, classes, users) while its own records still
    point to them, and drops the tables only afterwards. Without the keys nothing stands in the way, and no deleted
    record of the office pulls others with it.

    :param env: environment of the uninstallation
    :param str module: technical name
    :return: number of keys dropped
    """
    tables = [
        model._table
        for model in env.registry.models.values()
        if model._original_module == module and model._auto and not model._abstract
    ]
    env.cr.execute(
        """
        SELECT conname, conrelid::regclass::text
          FROM pg_constraint
         WHERE contype = 'f'
           AND (conrelid::regclass::text = ANY(%(tables)s) OR confrelid::regclass::text = ANY(%(tables)s))
        """,
        {"tables": tables},
    )
    keys = env.cr.fetchall()
    for name, table in keys:
        env.cr.execute(SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(Identifier(table), Identifier(name)))
    return len(keys)


def uninstall_hook(env):
    release_tables(env, "biuro_kancelaria")
    # activities of our types may be planned on any record
    env.cr.execute(
        """
        DELETE FROM mail_activity
         WHERE activity_type_id IN (
               SELECT res_id FROM ir_model_data WHERE module = 'biuro_kancelaria' AND model = 'mail.activity.type')
        """
    )
    # made by hand, no model drops it
    env.cr.execute("DROP TABLE IF EXISTS biuro_rate_limit_hit")
    env.cr.execute("DROP FUNCTION IF EXISTS biuro_word_keys(text) CASCADE")
