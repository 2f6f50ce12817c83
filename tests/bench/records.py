#!/usr/bin/env python3
"""Reading and writing 500,000 records, against `jq -c .` on the same file in the same run.

usage: records.py BUILD_FOLDER [RECORDS]

Prints one JSON line: bytes, the median seconds of each, and the ratio of the pairs (ours over jq's), reading record by
record (stream) and as a whole (portfolio).
"""
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time


def write_stream(path, count):
    generator = random.Random(1)
    applications = count // 5
    with open(path, "w", encoding="utf-8") as stream:
        for number in range(applications):
            record = {"type": "application", "id": f"app-{number:06}", "name": f"Application n° {number}",
                      "business_owner": f"direction-{number % 40}", "lifecycle": "production",
                      "exposure": generator.choice(["internal", "partners", "internet"]),
                      "users": generator.randrange(100000), "data": ["personal", "hr"][: generator.randrange(3)],
                      "rto_hours": generator.choice([4, 8, 24, 72]), "vcpu": generator.randrange(1, 64),
                      "origin": f"applications.csv:{number + 2}"}
            stream.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
        for number in range(count - applications - 1):
            record = {"type": "flow", "from": f"app-{generator.randrange(applications):06}",
                      "to": f"app-{generator.randrange(applications):06}",
                      "kind": generator.choice(["api", "file", "message", "database"]),
                      "coupling": generator.choice(["weak", "strong"]), "data": ["personal"],
                      "volume_gb_per_day": round(generator.random() * 20, 2), "origin": f"flux.csv:{number + 2}"}
            stream.write(json.dumps(record, separators=(",", ":")) + "\n")
        stream.write('{"type":"end"}\n')


def seconds(command):
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else "build"
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 500_000
    if shutil.which("jq") is None:
        sys.exit("records.py: jq is needed for the comparison")
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/stream.ndjson"
        write_stream(path, count)
        commands = {"stream": [f"{build}/tests/bench/records", "stream", path],
                    "portfolio": [f"{build}/tests/bench/records", "portfolio", path],
                    "jq": ["jq", "-c", ".", path]}
        times = {name: [] for name in commands}
        for _ in range(5):
            for name, command in commands.items():
                times[name].append(seconds(command))
        with open(path, "rb") as stream:
            size = len(stream.read())
    result = {"benchmark": "records", "records": count, "bytes": size}
    for name, taken in times.items():
        result[f"{name}_seconds"] = round(statistics.median(taken), 3)
    for name in ("stream", "portfolio"):
        pairs = zip(times[name], times["jq"])
        result[f"{name}_ratio"] = round(statistics.median(ours / theirs for ours, theirs in pairs), 4)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
