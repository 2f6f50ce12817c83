#!/usr/bin/env python3
"""How soon the Gantt page of a large plan can be used, and how evenly it scrolls, in a headless Chromium.

usage: gantt_page.py BUILD_FOLDER [APPLICATIONS]

The peer is Chromium itself, which shows the page's tables without running its script. Prints one line of JSON: bytes of
the page; medians of five openings, from the address to the second frame that is drawn, with and without the script, and
their ratio; of the frames drawn while the chart, unfolded down to tasks, scrolls by 120 pixels a frame, the
time that 95 in 100 stay below.
"""

import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import tempfile

BROWSER = pathlib.Path(__file__).resolve().parents[1] / "browser"


def main():
    build = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build").resolve()
    applications = int(sys.argv[2]) if len(sys.argv) > 2 else 3000
    os.environ["PLAN_BUILD"] = str(build)
    specification = importlib.util.spec_from_file_location("browser_run", BROWSER / "run.py")
    browser = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(browser)
    browser.FOLDER.mkdir(parents=True, exist_ok=True)
    node, chromium = browser.program("node", "nodejs"), browser.program("chromium", "chromium")
    browser.install_packages()
    with tempfile.TemporaryDirectory(prefix="plan-page-") as folder:
        page = pathlib.Path(folder) / "page.html"
        subprocess.run([build / "tools" / "plan-gantt", "-o", page], check=True,
                       input=browser.plans.lines(applications).encode())
        environment = dict(os.environ, PLAN_NODE_MODULES=str(browser.FOLDER), PLAN_CHROMIUM=chromium, HOME=folder)
        done = subprocess.run([node, BROWSER / "opening.mjs", page], env=environment, check=True,
                              stdout=subprocess.PIPE)
        print(json.dumps({"benchmark": "gantt_page", "applications": applications, "bytes": page.stat().st_size,
                          **json.loads(done.stdout)}))


if __name__ == "__main__":
    main()
