#!/usr/bin/env python3
"""Classifying 100,000 applications with what 1,000,000 flows bring them, against `jq -c .` on the same stream.

usage: classify.py BUILD_FOLDER [APPLICATIONS [FLOWS]]

Prints one JSON line: median seconds of each, the ratio of the pairs (ours over jq's), and our memory. Both read the
whole stream and write it again; ours decides besides. Categories, answers and ends of flows are drawn at random, so
that hardly two applications are alike: a register repeats itself more.
"""
import json
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

CATEGORIES = ["public", "internal", "personal", "special", "criminal", "minors", "health", "hr", "business_secret",
              "tax", "social", "financial"]


def application(generator, number):
    record = {"type": "application", "id": f"app-{number:06}", "name": f"Application n° {number}",
              "owner": f"owner-{number % 500}", "lifecycle": "production", "environment": "production"}
    if generator.random() < .5:
        record["data"] = sorted(generator.sample(CATEGORIES, generator.randrange(1, 4)))
    if generator.random() < .3:
        record["legal_secrets"] = [generator.choice(["none", "privacy", "defence"])]
    if generator.random() < .3:
        record["harm"] = {"public_order": generator.random() < .2, "public_security": False,
                          "health_life": generator.random() < .2, "intellectual_property": False,
                          "justification": f"analysis {number}",
                          "date": f"2026-{generator.randrange(1, 13):02}-{generator.randrange(1, 29):02}"}
    return record


def flow(generator, applications):
    record = {"type": "flow", "from": f"app-{generator.randrange(applications):06}",
              "to": f"app-{generator.randrange(applications):06}",
              "kind": generator.choice(["api", "file", "message", "database"])}
    if generator.random() < .8:
        record["data"] = [generator.choice(CATEGORIES)]
    if generator.random() < .1:
        record["anonymised"] = True
    return record


def write_stream(path, applications, flows):
    generator = random.Random(1)
    with open(path, "w", encoding="utf-8") as stream:
        for number in range(applications):
            stream.write(json.dumps(application(generator, number), ensure_ascii=False, separators=(",", ":")) + "\n")
        for _ in range(flows):
            stream.write(json.dumps(flow(generator, applications), separators=(",", ":")) + "\n")
        stream.write('{"type":"end"}\n')


def seconds(command):
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else "build"
    applications = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    flows = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000
    if shutil.which("jq") is None:
        sys.exit("classify.py: jq is needed for the comparison")
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/stream.ndjson"
        write_stream(path, applications, flows)
        commands = {"classify": [f"{build}/tools/plan-classify", "-q", path],
                    "alone": [f"{build}/tools/plan-classify", "-q", "--no-propagation", path],
                    "jq": ["jq", "-c", ".", path]}
        times = {name: [] for name in commands}
        for _ in range(5):
            for name, command in commands.items():
                times[name].append(seconds(command))
    result = {"benchmark": "classify", "applications": applications, "flows": flows}
    for name, taken in times.items():
        result[f"{name}_seconds"] = round(statistics.median(taken), 3)
    for name in ("classify", "alone"):
        pairs = zip(times[name], times["jq"])
        result[f"{name}_ratio"] = round(statistics.median(ours / theirs for ours, theirs in pairs), 4)
    result["largest_mb"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(json.dumps(result))


if __name__ == "__main__":
    main()
