#!/usr/bin/env python3
"""Schedules sets of PSPLIB and compares with the best known bounds: mean deviation above the critical path, and gap.

usage: psplib.py BUILD_FOLDER [--data FOLDER] [--sets j30,j60,j90,j120] [--every N] [--table] [--peer SECONDS]
                 [OPTION OF psplib]...

FOLDER holds a folder of .sm or .rcp files for each set, and best_known.csv (set,instance,lb,ub,cpm); by default it is
../shared/data/psplib. --every takes one instance in N of it. Without --seconds or --schedules, 50,000 schedules an
instance are built. Every schedule is read back and checked here, with a reader of our own: precedence, resources on
each day, and the makespan. With --peer, Chuffed (which learns clauses, as our proofs do) has so many seconds for each
instance, too, one thread of it, and what it finds is checked in the same way. Prints one line of JSON a set, or with
--table a table.
"""
import csv
import json
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "peer"))

import chuffed  # noqa: E402 (in the folder of peers)


def read_single_mode(text):
    """Durations, demands, capacities and arcs of a .sm file."""
    def block(title, skipped):
        lines = text[text.index(title):].splitlines()[skipped:]
        return [[int(word) for word in line.split()] for line in lines if re.fullmatch(r"[\s\d]+", line)]

    count = int(re.search(r"^jobs .*:\s*(\d+)", text, re.M)[1])
    relations = block("PRECEDENCE RELATIONS", 2)[:count]
    requests = block("REQUESTS/DURATIONS", 3)[:count]
    arcs = [(row[0] - 1, successor - 1) for row in relations for successor in row[3:]]
    return [row[2] for row in requests], [row[3:] for row in requests], block("RESOURCEAVAILABILITIES", 2)[0], arcs


def read_patterson(text):
    numbers = iter([int(word) for word in text.split()])
    count, resources = next(numbers), next(numbers)
    capacities = [next(numbers) for _ in range(resources)]
    durations, demands, arcs = [], [], []
    for job in range(count):
        durations.append(next(numbers))
        demands.append([next(numbers) for _ in range(resources)])
        arcs += [(job, next(numbers) - 1) for _ in range(next(numbers))]
    return durations, demands, capacities, arcs


def read_project(path):
    text = path.read_text(encoding="latin-1")
    return (read_single_mode if path.suffix == ".sm" else read_patterson)(text)


def fault(project, result):
    """What is wrong with a schedule, in words; None when it holds."""
    durations, demands, capacities, arcs = project
    starts = result["starts"]
    if len(starts) != len(durations):
        return f"{len(starts)} starts for {len(durations)} jobs"
    if any(not isinstance(start, int) or start < 0 for start in starts):
        return "a start is no day"
    for before, after in arcs:
        if starts[before] + durations[before] > starts[after]:
            return f"job {after + 1} starts before job {before + 1} ends"
    for resource, capacity in enumerate(capacities):
        use = [0] * (max(starts) + max(durations) + 1)
        for start, duration, demand in zip(starts, durations, demands):
            for day in range(start, start + duration):
                use[day] += demand[resource]
        if max(use) > capacity:
            return f"resource {resource + 1} is used {max(use)} of {capacity} on day {use.index(max(use))}"
    makespan = max(start + duration for start, duration in zip(starts, durations))
    if makespan != result["makespan"]:
        return f"it ends on day {makespan}, not {result['makespan']}"
    return None


def measure_peer(folder, seconds, projects, known):
    """Deviation and proofs of Chuffed, and its makespans."""
    figures = {"peer_deviation": 0, "peer_proven": 0, "peer_without_schedule": 0}
    makespans = []
    for name, project in projects.items():
        starts, proven = chuffed.solve(folder, seconds, *project)
        # Where it finds nothing, one job after the other stands for it.
        makespan = sum(project[0]) if starts is None else max(map(sum, zip(starts, project[0])))
        if starts is not None and (wrong := fault(project, {"starts": starts, "makespan": makespan})):
            sys.exit(f"psplib.py: {name}, by the peer: {wrong}")
        path_length = int(known[name]["cpm"])
        figures["peer_deviation"] += 100 * (makespan - path_length) / path_length / len(projects)
        figures["peer_proven"] += proven
        figures["peer_without_schedule"] += starts is None
        makespans.append(makespan)
    return figures, makespans


def measure(build, name, files, known, options, peer):
    run = subprocess.run([f"{build}/tests/bench/psplib", *options, *map(str, files)], check=True, capture_output=True,
                         text=True)
    results = [json.loads(line) for line in run.stdout.splitlines()]
    projects = {path.stem: read_project(path) for path in files}
    figures = {"deviation": 0, "best_known_deviation": 0, "gap": 0, "proven": 0, "best_reached": 0, "seconds": 0,
               "schedules": 0}
    for path, result in zip(files, results, strict=True):
        wrong = fault(projects[path.stem], result)
        if wrong or path.stem != result["instance"]:
            sys.exit(f"psplib.py: {path}: {wrong or 'the results are out of order'}")
        row = known[path.stem]
        path_length, best, makespan, bound = int(row["cpm"]), int(row["ub"]), result["makespan"], result["lower_bound"]
        if bound > best or makespan < int(row["lb"]):
            sys.exit(f"psplib.py: {path}: bound {bound} and makespan {makespan} contradict {row['lb']} to {best}")
        figures["deviation"] += 100 * (makespan - path_length) / path_length / len(files)
        figures["best_known_deviation"] += 100 * (best - path_length) / path_length / len(files)
        figures["gap"] += 100 * (makespan - bound) / bound / len(files)
        figures["proven"] += makespan == bound
        figures["best_reached"] += makespan <= best
        figures["seconds"] += result["seconds"]
        figures["schedules"] += result["schedules"]
    if peer:
        of_peer, makespans = measure_peer(*peer, projects, known)
        figures.update(of_peer)
        figures["shorter_than_peer"] = sum(result["makespan"] < other for result, other in zip(results, makespans))
        figures["longer_than_peer"] = sum(result["makespan"] > other for result, other in zip(results, makespans))
    return {"benchmark": "psplib", "set": name, "instances": len(files),
            **{key: round(value, 3) for key, value in figures.items()}}


COLUMNS = {"set": "set", "instances": "instances", "deviation": "deviation %", "best_known_deviation": "best known %",
           "gap": "gap %", "proven": "proven", "best_reached": "best known reached"}
PEER_COLUMNS = {"peer_deviation": "Chuffed: deviation %", "peer_proven": "proven",
                "peer_without_schedule": "without a schedule", "shorter_than_peer": "ours shorter",
                "longer_than_peer": "ours longer"}


def main():
    arguments = sys.argv[1:]
    build = arguments.pop(0) if arguments and not arguments[0].startswith("--") else "build"
    data, sets, every, table, peer, options = pathlib.Path("../shared/data/psplib"), "j30,j60,j90,j120", 1, False, None, []
    while arguments:
        word = arguments.pop(0)
        if word == "--data":
            data = pathlib.Path(arguments.pop(0))
        elif word == "--sets":
            sets = arguments.pop(0)
        elif word == "--every":
            every = int(arguments.pop(0))
        elif word == "--table":
            table = True
        elif word == "--peer":
            folder, absent = chuffed.install(build)
            if absent:
                sys.exit(f"psplib.py: {absent}")
            peer = (folder, float(arguments.pop(0)))
        else:
            options.append(word)
    if not {"--seconds", "--schedules"} & set(options):
        options += ["--schedules", "50000"]
    if not data.is_dir():
        print(json.dumps({"benchmark": "psplib", "skipped": f"{data} is absent"}))
        return
    with open(data / "best_known.csv", encoding="utf-8") as rows:
        known = {row["instance"]: row for row in csv.DictReader(rows)}
    columns = COLUMNS | (PEER_COLUMNS if peer else {})
    if table:
        print("| " + " | ".join(columns.values()) + " |\n" + "|---" * len(columns) + "|")
    for name in sets.split(","):
        files = sorted(path for path in (data / name).iterdir() if path.suffix in (".sm", ".rcp"))[::every]
        figures = measure(build, name, files, known, options, peer)
        if table:
            print("| " + " | ".join(str(figures[column]) for column in columns) + " |", flush=True)
        else:
            print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    main()
