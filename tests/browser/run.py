#!/usr/bin/env python3
"""Runs tests of pages in a headless Chromium: run.py FILE.test.mjs...

The npm packages of package-lock.json are installed once into the build folder and then used without a network. A machine
that lacks node, npm or Chromium skips these tests and says so; in continuous integration, where CI is set, it fails.
"""

import fcntl
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BUILD = pathlib.Path(os.environ.get("PLAN_BUILD", ROOT / "build")).resolve()
FOLDER = BUILD / "tests" / "browser"
SKIPPED = 77
sys.path.insert(0, str(HERE))

import plans  # noqa: E402 (beside this file)


def give_up(why):
    print(f"browser tests did not run: {why}")
    if os.environ.get("CI"):
        print("0 passed, 1 failed")
        sys.exit(1)
    sys.exit(SKIPPED)


def program(name, package, *others):
    for candidate in (name, *others):
        found = shutil.which(candidate)
        if found:
            return found
    return give_up(f"{name} is missing; it is in the Debian package {package}")


def install_packages():
    """node_modules in the build folder, as the lock file says; nothing is asked of a network when it is there."""
    lock = (HERE / "package-lock.json").read_bytes()
    stamp, wanted = FOLDER / "installed", hashlib.sha256(lock).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    npm = program("npm", "npm")
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(HERE / name, FOLDER / name)
    done = subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=FOLDER,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode != 0:
        give_up("npm could not install playwright-core and axe-core:\n" + done.stdout.decode(errors="replace"))
    stamp.write_text(wanted)


# Page: the plan, the tool that draws it and its options.
GANTT = {
    "french": (dict(applications=24), ["plan-gantt", "--as-of", "2027-03-15"]),
    "english": (dict(applications=24), ["plan-gantt", "--as-of", "2027-03-15", "--lang", "en"]),
    "compared": (dict(applications=24), ["plan-gantt", "--baseline", "baseline.ndjson"]),
    "hostile": (dict(applications=24, hostile=True), ["plan-gantt", "--title", "</title><script>alert(5)</script>",
                                                      "--baseline", "hostile-baseline.ndjson"]),
    "large": (dict(applications=3000), ["plan-gantt"]),
}
STEPS = {
    "french": (dict(applications=24, sites=True), ["plan-graph", "--to", "html"]),
    "english": (dict(applications=24, sites=True), ["plan-graph", "--to", "html", "--lang", "en"]),
    "hostile": (dict(applications=24, sites=True, hostile=True),
                ["plan-graph", "--to", "html", "--title", "</title><script>alert(5)</script>"]),
    "large": (dict(applications=500, sites=True), ["plan-graph", "--to", "html"]),
    "opened": (dict(applications=24, sites=True), ["plan-graph", "--to", "html", "--bridges", "peak"]),
}


def make_pages(folder, pages):
    (folder / "baseline.ndjson").write_text(plans.lines(24, baseline=True), encoding="utf-8")
    (folder / "hostile-baseline.ndjson").write_text(plans.lines(24, baseline=True, hostile=True), encoding="utf-8")
    for name, (plan, (tool, *options)) in pages.items():
        stream = plans.lines(**plan)
        (folder / f"{name}.ndjson").write_text(stream, encoding="utf-8")
        subprocess.run([BUILD / "tools" / tool, *options, "-o", f"{name}.html"], input=stream.encode(),
                       cwd=folder, check=True)


def main(files):
    node = program("node", "nodejs", "nodejs")
    chromium = program("chromium", "chromium", "chromium-browser")
    FOLDER.mkdir(parents=True, exist_ok=True)
    # Test programs run at the same time; one of them installs.
    with open(FOLDER / "lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        install_packages()
    with tempfile.TemporaryDirectory(prefix="plan-browser-") as folder:
        make_pages(pathlib.Path(folder), STEPS if all(name.startswith("steps") for name in files) else GANTT)
        environment = dict(os.environ, PLAN_PAGES=folder, PLAN_NODE_MODULES=str(FOLDER), PLAN_CHROMIUM=chromium,
                           HOME=folder, TZ="America/New_York")
        status = 0
        for name in files:
            status |= subprocess.run([node, HERE / name], env=environment, check=False).returncode
    return 1 if status else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
