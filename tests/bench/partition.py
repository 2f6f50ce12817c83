#!/usr/bin/env python3
"""Cutting graphs into blocks under a hard cap, against METIS and Scotch.

usage: partition.py BUILD_FOLDER [--seconds S] [--parts K,K...] [--seed N] [GRAPH.graph]...

The graphs are in METIS's format; without one, two graphs of dependencies are made from a seed. The cap is 1.03 times the
mean weight of a block. Each peer runs once as it is installed; a peer that passes the cap, as METIS does now and then,
does not count. Every partition is weighed and cut again here. Prints one JSON line a graph and number of blocks, then one
with the geometric mean of our cut over that of the better peer.
"""
import argparse
import json
import math
import os
import random
import shutil
import subprocess
import tempfile
import time

IMBALANCE = 0.03


def read_graph(path):
    """Weights of the nodes, and for each its neighbours with the edges' weights."""
    with open(path, encoding="ascii") as file:
        lines = [line for line in file if not line.startswith("%")]
    header = lines[0].split()
    kind = header[2].zfill(3) if len(header) > 2 else "000"
    weights, neighbours = [], []
    for line in lines[1:int(header[0]) + 1]:
        numbers = [int(number) for number in line.split()]
        weights.append(numbers.pop(0) if kind[1] == "1" else 1)
        step = 2 if kind[2] == "1" else 1
        neighbours.append([(numbers[place] - 1, numbers[place + 1] if step == 2 else 1)
                           for place in range(0, len(numbers), step)])
    return weights, neighbours


def make_graph(path, nodes, modules, seed):
    """Applications of a few modules, that depend on each other and now and then on others, hubs most of all."""
    generator = random.Random(seed)
    module = [generator.randrange(modules) for _ in range(nodes)]
    chosen, everyone, edges = [[] for _ in range(modules)], [], {}
    for node in range(nodes):
        own = chosen[module[node]]
        for _ in range(min(12, 1 + int(generator.paretovariate(1.6)))):
            pool = everyone if not own or generator.random() < .2 else own
            if pool:
                other = generator.choice(pool)
                if other != node:
                    edges[min(node, other), max(node, other)] = generator.choice((1, 1, 2, 3))
                    chosen[module[other]].append(other)
                    everyone.append(other)
        own.append(node)
        everyone.append(node)
    lists = [[] for _ in range(nodes)]
    for (one, other), weight in edges.items():
        lists[one].append(f"{other + 1} {weight}")
        lists[other].append(f"{one + 1} {weight}")
    with open(path, "w", encoding="ascii") as file:
        file.write(f"{nodes} {len(edges)} 001\n" + "".join(" ".join(edges) + "\n" for edges in lists))


def write_scotch(path, weights, neighbours):
    with open(path, "w", encoding="ascii") as file:
        file.write(f"0\n{len(weights)} {sum(map(len, neighbours))}\n0 011\n")
        for weight, edges in zip(weights, neighbours):
            file.write(f"{weight} {len(edges)} " + " ".join(f"{cost} {to}" for to, cost in edges) + "\n")


def cut_of(graph, blocks, parts, cap):
    """The weight between blocks; None when a block is above the cap."""
    weights, neighbours = graph
    sums = [0] * max(parts, max(blocks) + 1)
    for node, block in enumerate(blocks):
        sums[block] += weights[node]
    if max(sums) > cap:
        return None
    return sum(weight for node, edges in enumerate(neighbours) for to, weight in edges if blocks[node] != blocks[to]) // 2


def run(command, **more):
    begin = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True, **more)
    return done.stdout, time.perf_counter() - begin


def metis(scratch, parts):
    _, seconds = run(["gpmetis", f"-ufactor={round(1000 * IMBALANCE)}", f"{scratch}/graph", str(parts)])
    with open(f"{scratch}/graph.part.{parts}", encoding="ascii") as file:
        return [int(line) for line in file], seconds


def scotch(scratch, parts):
    _, seconds = run(["scotch_gpart", str(parts), f"{scratch}/graph.grf", f"{scratch}/map", f"-b{IMBALANCE}"])
    with open(f"{scratch}/map", encoding="ascii") as file:
        pairs = dict(map(int, line.split()) for line in list(file)[1:])
    return [pairs[node] for node in range(len(pairs))], seconds


def measure(options, graph, path, parts, scratch):
    total = sum(graph[0])
    cap = max(-(-total // parts), int((1 + IMBALANCE) * total / parts + 1e-9))
    line = {"graph": os.path.basename(path), "parts": parts, "cap": cap}
    cuts = []
    for name, peer in (("metis", metis), ("scotch", scotch)):
        blocks, seconds = peer(scratch, parts)
        cut = cut_of(graph, blocks, parts, cap)
        line[name], line[f"{name}_seconds"] = cut, round(seconds, 2)
        cuts += [cut] if cut is not None else []
    output, seconds = run([f"{options.build}/tests/bench/partition", "--parts", str(parts), "--imbalance", str(IMBALANCE),
                           "--seconds", str(options.seconds), "--seed", str(options.seed), path])
    ours = cut_of(graph, [int(block) for block in output.split()], parts, cap)
    assert ours is not None, "a block is above the cap"
    line["cut"], line["seconds"] = ours, round(seconds, 2)
    line["ratio"] = round(ours / min(cuts), 4) if cuts and min(cuts) > 0 else None
    print(json.dumps(line), flush=True)
    return line["ratio"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", nargs="?", default="build")
    parser.add_argument("graphs", nargs="*")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--parts", default="2,4,8,16,32")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_intermixed_args()
    for peer in ("gpmetis", "scotch_gpart"):
        assert shutil.which(peer), f"{peer} is not installed (.ci/packages, bench)"
    ratios = []
    with tempfile.TemporaryDirectory() as scratch:
        if not options.graphs:
            options.graphs = [f"{scratch}/made-3000.graph", f"{scratch}/made-20000.graph"]
            make_graph(options.graphs[0], 3000, 60, 1)
            make_graph(options.graphs[1], 20000, 200, 2)
        for path in options.graphs:
            graph = read_graph(path)
            shutil.copyfile(path, f"{scratch}/graph")
            write_scotch(f"{scratch}/graph.grf", *graph)
            for parts in map(int, options.parts.split(",")):
                ratios.append(measure(options, graph, path, parts, scratch))
    known = [ratio for ratio in ratios if ratio]
    mean = math.exp(sum(map(math.log, known)) / len(known)) if known else None
    print(json.dumps({"benchmark": "partition", "seconds": options.seconds, "cases": len(ratios),
                      "geometric_mean_ratio": round(mean, 4) if mean else None}))


if __name__ == "__main__":
    main()
