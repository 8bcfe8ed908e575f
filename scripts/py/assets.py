"""Run in the Odoo shell: builds the script and style files of web pages, so that copies of the database have them."""

env = env  # noqa: F821 - given by the shell

env["ir.qweb"]._pregenerate_assets_bundles()
env.cr.commit()
