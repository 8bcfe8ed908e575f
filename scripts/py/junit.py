"""`junit.py EXIT_CODE XML LOG`: numbers of a pytest run on stdout, what failed on stderr."""

import sys
import xml.etree.ElementTree as ET

code, path, log = int(sys.argv[1]), sys.argv[2], sys.argv[3]
passed = failed = allowed = 0
try:
    cases = list(ET.parse(path).iter("testcase"))
except (OSError, ET.ParseError):
    cases = []
for case in cases:
    name = f"{case.get('classname')}::{case.get('name')}"
    problem = case.find("failure") if case.find("failure") is not None else case.find("error")
    skipped = case.find("skipped")
    if problem is not None:
        failed += 1
        print(f"{name}\n{(problem.text or problem.get('message') or '')[-4000:]}", file=sys.stderr)
    elif skipped is not None and "BIURO_REAL_DATA" in (skipped.get("message") or ""):
        allowed += 1
    elif skipped is not None:
        failed += 1
        print(f"{name} skipped: {skipped.get('message')}", file=sys.stderr)
    else:
        passed += 1
# 5: no test was found by that name
if not failed and code not in (0, 5) or not cases:
    failed += 1
    with open(log, errors="replace") as lines:
        print("".join(lines.readlines()[-40:]), file=sys.stderr)
print(passed, failed, allowed)
