"""Reads a server log.

odoo_log.py tests EXIT_CODE LOG             numbers of a test run on stdout, failures on stderr
odoo_log.py core EXIT_CODE LOG MODULE...    the same for Odoo's own source checks: only what names these modules counts
odoo_log.py quiet EXIT_CODE LOG             exit code 1 when something was logged from WARNING up
"""

import re
import sys

RECORD = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d+ \d+ (?P<level>[A-Z]+) \S+ (?P<logger>[^:]+): (?P<text>.*)")
TOTAL = re.compile(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests")
SKIPPED = re.compile(r"skipped (.*?) : (.*)")
# Said by Odoo itself whatever the addons do.
HARMLESS = (
    "unaccent",
    "The `/xmlrpc",
    "Missing widget: 'biuro",
)


def records(path):
    """Yield (level, logger, whole text) of each record, its following lines included."""
    current = None
    with open(path, errors="replace") as lines:
        for line in lines:
            match = RECORD.match(line)
            if match:
                if current:
                    yield current
                current = [match["level"], match["logger"], line]
            elif current:
                current[2] += line
            elif "Traceback" in line or "Error" in line:
                current = ["ERROR", "stderr", line]
    if current:
        yield current


def show(found, limit=60):
    for text in found:
        lines = text.splitlines()
        print("\n".join(lines[:limit]), file=sys.stderr)
        if len(lines) > limit:
            print(f"... {len(lines) - limit} more lines", file=sys.stderr)


def tests(code, path):
    failed = run = 0
    reached = False
    errors, wrong_skips, data_skips = [], [], 0
    for level, _logger, text in records(path):
        total = TOTAL.search(text)
        if total:
            reached = True
            failed, run = int(total[1]) + int(total[2]), int(total[3])
        skipped = SKIPPED.search(text) if level == "INFO" else None
        if skipped:
            if "BIURO_REAL_DATA" in skipped[2]:
                data_skips += 1
            else:
                wrong_skips.append(f"skipped: {skipped[1]}: {skipped[2]}")
        if level in ("ERROR", "CRITICAL"):
            errors.append(text)
    if not reached:
        errors.append("the run ended before its tests were counted")
    bad = max(failed, 1 if code or not reached else 0) + len(wrong_skips)
    if bad:
        # tests of refusals log errors too: they are shown when something failed
        show(errors)
        show(wrong_skips)
    # a skipped test is counted as run
    print(max(run - failed - len(wrong_skips) - data_skips, 0), bad, data_skips)


def core(path, modules):
    run, reached, ours = 0, False, []
    # a finding names the module, a path in it, or one of its models; biuro_core is the database
    prefixes = {re.escape(name.partition("_")[0]) for name in modules}
    pattern = re.compile(rf"\b({'|'.join(prefixes)})[._](?!core\b)\w")
    for level, logger, text in records(path):
        total = TOTAL.search(text)
        if total:
            reached, run = True, int(total[3])
        if level in ("ERROR", "CRITICAL", "WARNING") and "test_lint" in logger + text:
            # each finding is a line; the modules' path ends in their name
            named = [line for line in text.splitlines() if pattern.search(line) and " odoo.tests.result" not in line]
            if named and level != "WARNING":
                ours.append(text.splitlines()[0] + "\n" + "\n".join(named))
    if not reached or not run:
        ours.append("Odoo's own source checks did not run")
    show(ours)
    print(max(run - len(ours), 0), len(ours), 0)


def quiet(code, path):
    found = [
        text
        for level, _logger, text in records(path)
        if level in ("WARNING", "ERROR", "CRITICAL") and not any(word in text for word in HARMLESS)
    ]
    if code and not found:
        with open(path, errors="replace") as lines:
            found = ["".join(lines.readlines()[-15:])]
    if found or code:
        print(f"{path} (exit code {code})", file=sys.stderr)
        show(found)
        return 1
    return 0


if __name__ == "__main__":
    kind, exit_code, log, *rest = sys.argv[1:]
    if kind == "tests":
        tests(int(exit_code), log)
    elif kind == "core":
        core(log, rest)
    else:
        sys.exit(quiet(int(exit_code), log))
