def migrate(cr, version):
    """Take over the figures of business travel that the secretariat's addon brought: other areas use them as well."""
    cr.execute(
        """
        UPDATE ir_model_data
           SET module = 'biuro_kancelaria'
         WHERE module = 'biuro_sekretariat' AND model = 'biuro.rate' AND name LIKE 'biuro_rate_travel_%'
        """
    )
