"""Run in the Odoo shell: checks the hash chains of the journals. Exit code 1 when a row was changed, 2 on an error."""

import os
import sys
import traceback

env = env  # noqa: F821 - given by the shell

try:
    if "biuro.journal" not in env:
        print("This database has no journal.")
        code = 0
    else:
        problems = env["biuro.journal"].verify()
        for found in problems:
            print("{model}({id}) chain {chain}, position {position}: {problem}".format_map(found))
        if problems:
            print(f"{len(problems)} rows were changed behind the application's back.")
        else:
            print("No row was changed.")
        code = 1 if problems else 0
except Exception:
    traceback.print_exc()
    code = 2
sys.stdout.flush()
sys.stderr.flush()
os._exit(code)
