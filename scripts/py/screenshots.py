"""`screenshots.py URL LIST FOLDER [NAME...]`: takes the pictures that a list names.

A line of the list: name | login | path | steps. Steps are separated by `;` and run in order:

    wait SELECTOR      until it is visible
    click SELECTOR
    type SELECTOR = TEXT
    press KEY          Enter, Tab or Escape
    text TEXT          click the button, link or tab with this text
    choose SELECTOR = TEXT   the option of a list that begins with this text
    scroll SELECTOR    bring it into view

`#` begins a comment. An error of the page itself makes the run fail.
"""

import json
import sys
from pathlib import Path

from browser import Browser, BrowserError


def read(path):
    for number, line in enumerate(Path(path).read_text().splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = [part.strip() for part in line.split(" | ", 3)]
        if len(parts) < 3:
            raise SystemExit(f"{path}:{number}: a line is: name | login | path | steps")
        yield (*parts, "")[:4]


def act(browser, step):
    verb, _space, rest = step.strip().partition(" ")
    match verb:
        case "wait":
            browser.wait(rest)
            browser.settle()
        case "click":
            browser.click(rest)
        case "type":
            selector, _sign, text = rest.rpartition(" = ")
            browser.type(selector, text)
        case "press":
            browser.press(rest)
        case "text":
            found = browser.js(
                "(() => { const e = [...document.querySelectorAll('button, a, .nav-link, .dropdown-item, td')]"
                f".find(e => e.textContent.trim() === {json.dumps(rest)} && e.getClientRects().length);"
                "e?.click(); return !!e; })()"
            )
            if not found:
                raise BrowserError(f"nothing says {rest!r}")
            browser.settle()
        case "choose":
            selector, _sign, text = rest.rpartition(" = ")
            browser.wait(selector)
            found = browser.js(
                f"(list => {{ const o = [...list.options].find(o => o.text.trim().startsWith({json.dumps(text)}));"
                "if (o) { list.value = o.value; list.dispatchEvent(new Event('change', {bubbles: true})); }"
                " return !!o; })"
                f"(document.querySelector({json.dumps(selector)}))"
            )
            if not found:
                raise BrowserError(f"no choice of {selector} begins with {text!r}")
            browser.settle()
        case "scroll":
            browser.js(f"document.querySelector({json.dumps(rest)}).scrollIntoView({{block: 'center'}})")
        case _:
            raise BrowserError(f"unknown step {step!r}")


def main(url, listing, folder, *names):
    failed = 0
    wanted = [row for row in read(listing) if not names or row[0] in names]
    current = None
    with Browser(url) as browser:
        for name, login, path, steps in wanted:
            try:
                if login != current:
                    if login == "-":
                        browser.call("Network.clearBrowserCookies")
                    else:
                        browser.login(login)
                    current = login
                browser.errors.clear()
                browser.open(path)
                for step in filter(str.strip, steps.split(";")):
                    act(browser, step)
                (Path(folder) / f"{name}.png").write_bytes(browser.picture())
                if browser.errors:
                    raise BrowserError(f"the page logged: {browser.errors[0][:300]}")
                print(f"  {name}")
            except BrowserError as error:
                failed += 1
                print(f"  {name}: {error}")
    print(f"{len(wanted) - failed} pictures, {failed} failed")
    return 1 if failed or not wanted else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
