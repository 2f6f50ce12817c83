#!/usr/bin/env python3
"""Schedules sets of PSPLIB and compares with the best known bounds: mean deviation above the critical path, and gap.

usage: psplib.py BUILD_FOLDER [--data FOLDER] [--sets j30,j60,j90,j120] [--table] [OPTION OF psplib]...

FOLDER holds a folder of .sm or .rcp files for each set, and best_known.csv (set,instance,lb,ub,cpm); by default it is
../shared/data/psplib. Without --seconds or --schedules, 50,000 schedules an instance are built. Every schedule is read back and checked here, with a reader of our own: precedence, resources on
each day, and the makespan. Prints one line of JSON a set, or with --table a table.
"""
import csv
import json
import pathlib
import re
import subprocess
import sys


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


def fault(path, result):
    """What is wrong with a schedule, in words; None when it holds."""
    text = path.read_text(encoding="latin-1")
    durations, demands, capacities, arcs = (read_single_mode if path.suffix == ".sm" else read_patterson)(text)
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


def measure(build, name, folder, known, options):
    files = sorted(path for path in folder.iterdir() if path.suffix in (".sm", ".rcp"))
    run = subprocess.run([f"{build}/tests/bench/psplib", *options, *map(str, files)], check=True, capture_output=True,
                         text=True)
    results = [json.loads(line) for line in run.stdout.splitlines()]
    figures = {"deviation": 0, "best_known_deviation": 0, "gap": 0, "proven": 0, "best_reached": 0, "seconds": 0,
               "schedules": 0}
    for path, result in zip(files, results, strict=True):
        wrong = fault(path, result)
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
    return {"benchmark": "psplib", "set": name, "instances": len(files),
            **{key: round(value, 3) for key, value in figures.items()}}


def main():
    arguments = sys.argv[1:]
    build = arguments.pop(0) if arguments and not arguments[0].startswith("--") else "build"
    data, sets, table, options = pathlib.Path("../shared/data/psplib"), "j30,j60,j90,j120", False, []
    while arguments:
        word = arguments.pop(0)
        if word == "--data":
            data = pathlib.Path(arguments.pop(0))
        elif word == "--sets":
            sets = arguments.pop(0)
        elif word == "--table":
            table = True
        else:
            options.append(word)
    if not {"--seconds", "--schedules"} & set(options):
        options += ["--schedules", "50000"]
    if not data.is_dir():
        print(json.dumps({"benchmark": "psplib", "skipped": f"{data} is absent"}))
        return
    with open(data / "best_known.csv", encoding="utf-8") as rows:
        known = {row["instance"]: row for row in csv.DictReader(rows)}
    if table:
        print("| set | instances | deviation % | best known % | gap % | proven | best known reached |\n"
              "|---|---|---|---|---|---|---|")
    for name in sets.split(","):
        figures = measure(build, name, data / name, known, options)
        if table:
            print("| {set} | {instances} | {deviation} | {best_known_deviation} | {gap} | {proven} | {best_reached} |"
                  .format(**figures), flush=True)
        else:
            print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    main()
