#!/usr/bin/env python3
"""Judging 100,000 applications over the shipped catalogue, against `jq -c .` on the stream that comes out.

usage: target.py BUILD_FOLDER [APPLICATIONS]

Prints one JSON line: median seconds of each, the ratio of the pairs (ours over jq's), and our memory. Ours reads what
plan-classify made of the applications of classify.py, decides 17 targets for each, and writes every reason; jq reads
and writes that same output.
"""
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import classify


def seconds(command):
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begin


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else "build"
    applications = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    if shutil.which("jq") is None:
        sys.exit("target.py: jq is needed for the comparison")
    with tempfile.TemporaryDirectory() as folder:
        bare, classified, decided = (f"{folder}/{name}.ndjson" for name in ("bare", "classified", "decided"))
        classify.write_stream(bare, applications, 2 * applications)
        subprocess.run([f"{build}/tools/plan-classify", "-q", "-o", classified, bare], check=True)
        ours = [f"{build}/tools/plan-target", "-q", "--as-of", "2026-11-23", classified]
        # Exit 1 says that some have no eligible target, which is so here.
        subprocess.run([*ours, "-o", decided], stderr=subprocess.DEVNULL)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        times = {"target": [], "jq": []}
        for _ in range(3):
            times["target"].append(seconds(ours))
            times["jq"].append(seconds(["jq", "-c", ".", decided]))
    result = {"benchmark": "target", "applications": applications}
    for name, taken in times.items():
        result[f"{name}_seconds"] = round(statistics.median(taken), 3)
    result["target_ratio"] = round(statistics.median(a / b for a, b in zip(times["target"], times["jq"])), 4)
    result["largest_mb"] = memory
    print(json.dumps(result))


if __name__ == "__main__":
    main()
