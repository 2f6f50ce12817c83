#!/usr/bin/env python3
"""How near plan-schedule comes in ten seconds to what it finds in sixty, on a large inventory.

usage: schedule_settles.py BUILD_FOLDER [APPLICATIONS [SEED [SECONDS SECONDS]]]

The inventory is made from a seed: the fields of each application are those of one of the demo's, drawn at random, but
flows are new. Domains have sizes drawn from a heavy tail; three flows in four stay within the domain, and what is
called much is called by more. What a flow is like is drawn from the demo's. Teams, and how many applications a window
takes, grow with the inventory. Prints one line of JSON: the totals, the ratio of the first to the second, and whether
both plans were verified.
"""
import json
import pathlib
import random
import subprocess
import sys
import tempfile

DEMO = pathlib.Path(__file__).resolve().parents[2] / "inventories" / "ministere-demo"


def make_inventory(records, applications, seed):
    """Records of a stream without its end."""
    draw = random.Random(seed)
    of_type = {kind: [record for record in records if record["type"] == kind] for kind in ("application", "flow")}
    grown = applications / len(of_type["application"])
    domains, names = [], []
    while len(names) < applications:
        size = min(int(3 * draw.paretovariate(1.2)), 200, applications - len(names))
        domains.append(range(len(names), len(names) + size))
        names += [f"APP{len(names) + i:06}" for i in range(size)]
    for name in names:
        yield {**draw.choice(of_type["application"]), "id": name, "name": name}
    called = list(range(applications))  # each as often as it is called, and once more
    for domain in domains:
        for caller in domain:
            for _ in range(draw.choice((1, 2, 3, 4, 5, 6))):
                inside = len(domain) > 1 and draw.random() < 0.75
                to = draw.choice(domain) if inside else draw.choice(called)
                if to == caller:
                    continue
                called.append(to)
                flow = {**draw.choice(of_type["flow"]), "from": names[caller], "to": names[to]}
                if not inside:
                    flow["coupling"] = "weak"
                yield flow
    for record in records:
        if record["type"] == "team":
            yield {**record, "capacity_people": round(record["capacity_people"] * grown)}
        elif record["type"] == "calendar":
            windows = [{**window, "max_applications": round(window["max_applications"] * grown)}
                       for window in record.get("windows", [])]
            yield {**record, "windows": windows} if windows else record
        elif record["type"] == "target":
            yield record


def stream_of(command):
    """The records that a command writes. Exit 1 says that some application has no eligible target, which is so here."""
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode > 1:
        sys.exit(f"schedule_settles.py: {command[0]} ended with {result.returncode}: {result.stderr}")
    return [json.loads(line) for line in result.stdout.splitlines()]


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else "build"
    applications = int(sys.argv[2]) if len(sys.argv) > 2 else 3000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    limits = [float(word) for word in sys.argv[4:6]] or [10.0, 60.0]
    tools = f"{build}/tools"
    demo = stream_of([f"{tools}/plan-import", "-q", str(DEMO)])
    with tempfile.TemporaryDirectory() as folder:
        stream = f"{folder}/0.ndjson"
        with open(stream, "w", encoding="utf-8") as file:
            for record in make_inventory(demo, applications, seed):
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
            file.write('{"type":"end"}\n')
        for stage, tool in enumerate(("classify", "assess", "target", "group"), 1):
            following = f"{folder}/{stage}.ndjson"
            ended = subprocess.run([f"{tools}/plan-{tool}", "-q", "-o", following, stream],
                                   stderr=subprocess.PIPE, text=True)
            if ended.returncode > 1:
                sys.exit(f"schedule_settles.py: plan-{tool} ended with {ended.returncode}: {ended.stderr}")
            stream = following
        plans = []
        for limit in limits:
            records = stream_of([f"{tools}/plan-schedule", "-q", "--as-of", "2026-11-23", "--seconds", str(limit), stream])
            plans += [record for record in records if record["type"] == "plan"]
    totals = [plan["objective"]["total"] for plan in plans]
    print(json.dumps({"benchmark": "schedule_settles", "applications": applications, "seed": seed, "seconds": limits,
                      "totals": totals, "ratio": round(totals[0] / totals[1], 4),
                      "verified": all(plan["verified"] for plan in plans)}))


if __name__ == "__main__":
    main()
