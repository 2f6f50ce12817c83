#!/usr/bin/env python3
"""run.py [--regenerate] [TOOL[/CASE]]...: runs the command-line cases of tests/cli/TOOL/CASE/.

A case is a folder with `command` (run by bash in a scratch copy of the folder, tools on PATH), and what the command
must do: `stdout`, `stderr` (absent: nothing is written) and `exit` (absent: 0). The folder's other files are its
input. With --regenerate what the command does is written there instead; review it as a diff before you commit it.
"""

import argparse
import concurrent.futures
import os
import shutil
import sys

import harness

HERE = harness.ROOT / "tests" / "cli"
RESULTS = ("stdout", "stderr", "exit")
SECONDS = 60


def find_cases(names):
    """The folders of the cases named, sorted; all of them when none is."""
    folders = sorted(path.parent for path in HERE.glob("*/*/command"))
    if not names:
        return folders
    chosen = []
    for name in names:
        wanted = HERE / name
        found = [folder for folder in folders if wanted in (folder, folder.parent)]
        if not found:
            sys.exit(f"run.py: no case under tests/cli/{name}")
        chosen += found
    return chosen


def run_case(folder):
    """What the case does now: {"stdout", "stderr", "exit"} as bytes."""
    with harness.Scratch() as scratch:
        copy = scratch / "case"
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(*RESULTS))
        result = harness.run(["bash", "command"], folder=copy, seconds=SECONDS)
    inventories = os.fsencode(harness.INVENTORIES)
    # Messages name files as the command did; the place of the sources is no part of the result.
    return {
        "stdout": result.stdout.replace(inventories, b"$INVENTORIES"),
        "stderr": result.stderr.encode().replace(inventories, b"$INVENTORIES"),
        "exit": b"%d\n" % result.code if result.code is not None else b"too slow\n",
    }


def expected(folder):
    def content(name, absent):
        path = folder / name
        return path.read_bytes() if path.exists() else absent
    return {"stdout": content("stdout", b""), "stderr": content("stderr", b""),
            "exit": content("exit", b"0\n").strip() + b"\n"}


def regenerate(folder, found):
    for name, default in (("stdout", b""), ("stderr", b""), ("exit", b"0\n")):
        path = folder / name
        if found[name] == default:
            path.unlink(missing_ok=True)
        elif not path.exists() or path.read_bytes() != found[name]:
            path.write_bytes(found[name])


def compare(tally, folder, found):
    name = str(folder.relative_to(HERE))
    wanted = expected(folder)
    problems = [f"{part}:\n{harness.difference(wanted[part], found[part])}"
                for part in RESULTS if wanted[part] != found[part]]
    tally.check(name, not problems, lambda: f"{(folder / 'command').read_text().strip()}\n" + "\n".join(problems))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--regenerate", action="store_true", help="write what the commands do as what they must do")
    parser.add_argument("names", nargs="*", metavar="TOOL[/CASE]")
    options = parser.parse_args()
    folders = find_cases(options.names)
    tally = harness.Tally()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for folder, found in zip(folders, pool.map(run_case, folders)):
            if options.regenerate:
                regenerate(folder, found)
            else:
                compare(tally, folder, found)
    if options.regenerate:
        print(f"{len(folders)} cases written")
        return 0
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
