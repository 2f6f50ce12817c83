#!/usr/bin/env python3
"""count.py TESTLOG.JSON...: adds up the tests of a meson run and prints "N passed, N failed".

A program that says how many tests it ran (Catch2's summary, or a closing line "N passed, N failed") counts for that
many; one that does not counts for one. A program that failed counts for at least one failed test.
"""

import json
import re
import sys

CLOSING = re.compile(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$", re.MULTILINE)
CATCH_PASSED = re.compile(r"^All tests passed \(\d+ assertions? in (\d+) test cases?\)$", re.MULTILINE)
CATCH_FAILED = re.compile(r"^test cases: *(\d+)(?: \| *(\d+) passed)?(?: \| *(\d+) failed)?", re.MULTILINE)


def counts(entry):
    """(passed, failed, skipped) of one program's entry in the log."""
    output = re.sub(r"\x1b\[[0-9;]*m", "", entry.get("stdout") or "")
    passed = failed = skipped = 0
    closing = CLOSING.findall(output)
    if closing:
        passed, failed, skipped = (int(number or 0) for number in closing[-1])
    elif match := CATCH_PASSED.search(output):
        passed = int(match[1])
    elif match := CATCH_FAILED.search(output):
        passed, failed = int(match[2] or 0), int(match[3] or 0)
    elif entry["result"] == "OK":
        passed = 1
    elif entry["result"] == "SKIP":
        skipped = 1
    if entry["result"] not in ("OK", "SKIP") and failed == 0:
        failed = 1
    return passed, failed, skipped


def main(paths):
    totals = [0, 0, 0]
    for path in paths:
        with open(path, encoding="utf-8") as log:
            for line in log:
                entry = json.loads(line)
                found = counts(entry)
                totals = [total + number for total, number in zip(totals, found)]
                if found[1]:
                    print(f"failed: {entry['name']} ({found[1]}, {entry['result']})")
    passed, failed, skipped = totals
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
