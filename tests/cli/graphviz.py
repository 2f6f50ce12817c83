#!/usr/bin/env python3
"""What plan-graph draws of a portfolio of 500 applications: Graphviz lays it out without a warning, as a picture that is
neither a ribbon nor a column; GraphML and Mermaid hold all of it. A machine without Graphviz skips what needs it."""

import re
import shutil
import sys
import xml.etree.ElementTree

import harness
import large_portfolio

SECONDS = 120
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
SVG = "{http://www.w3.org/2000/svg}"
# Options, and by how much a picture may be wider than high or higher than wide.
DRAWINGS = (([], 3), (["--cluster", "group"], 3), (["--cluster", "owner"], 3), (["--cluster", "site"], 3),
            (["--cluster", "target"], 3), (["--cluster", "none"], 6), (["--cluster", "none", "--reduce"], 6),
            (["--bridges", "peak"], 3), (["--bridges", "2027-06-01", "--hubs", "0"], 12), (["--color-by", "wave"], 3))


def graph(*options, stream):
    return harness.must(["plan-graph", *options], stream)


def is_drawn(tally, stream, options, most):
    name = " ".join(options) or "waves"
    drawn = harness.run(["dot", "-Tsvg"], graph(*options, stream=stream), seconds=SECONDS)
    if not tally.check(f"Graphviz draws {name} without a word", drawn.code == 0 and drawn.stderr == "", drawn):
        return
    picture = xml.etree.ElementTree.fromstring(drawn.stdout)
    width, height = (float(picture.get(side).removesuffix("pt")) for side in ("width", "height"))
    tally.check(f"{name}: the picture is no ribbon", max(width / height, height / width) <= most, f"{width} × {height}")
    nodes = {title.text for group in picture.iter(f"{SVG}g") if group.get("class") == "node"
             for title in group.iter(f"{SVG}title")}
    tally.check(f"{name}: every application is in it", all(f"app{number:04}" in nodes for number in range(5, 500)))
    tally.equal(f"{name}: the same bytes again", graph(*options, stream=stream), graph(*options, stream=stream))


def asks_graphviz_itself(tally, stream):
    picture = graph("--around", "sso", "--to", "svg", stream=stream)
    tally.check("--to svg gives a picture", xml.etree.ElementTree.fromstring(picture).tag == f"{SVG}svg")


def says_what_graphviz_says(tally, stream):
    with harness.Scratch() as scratch:
        program = scratch / "dot"
        program.write_text("#!/bin/sh\necho 'Error: no fonts today' >&2\nexit 3\n")
        program.chmod(0o755)
        variables = harness.environment()
        variables["PATH"] = f"{scratch}:{variables['PATH']}"
        result = harness.run(["plan-graph", "--to", "svg"], stream, variables=variables)
    tally.check("a Graphviz that fails is quoted", result.code == harness.EXIT["input_output"]
                and "no fonts today" in result.stderr and "[graphviz-failed]" in result.stderr and result.stdout == b"", result)


def graphml_holds_it_all(tally, stream):
    root = xml.etree.ElementTree.fromstring(graph("--to", "graphml", "--bridges", "peak", stream=stream))
    keys = {key.get("id"): key.get("attr.type") for key in root.iter(f"{GRAPHML}key")}
    nodes = {node.get("id") for node in root.iter(f"{GRAPHML}node")}
    edges = list(root.iter(f"{GRAPHML}edge"))
    tally.equal("GraphML has every application", 500, len(nodes))
    tally.check("GraphML edges join its nodes", edges and all(edge.get(end) in nodes for edge in edges for end in ("source", "target")))
    tally.equal("GraphML edges have ids of their own", len(edges), len({edge.get("id") for edge in edges}))
    fits = {"string": lambda text: True, "int": int, "long": int, "double": float, "boolean": ("true", "false").index}
    for data in root.iter(f"{GRAPHML}data"):
        if keys[data.get("key")] is not None:
            fits[keys[data.get("key")]](data.text)  # raises where a value is not of its type
    bridges = sum(data.text == "true" for data in root.iter(f"{GRAPHML}data") if data.get("key") == "e_bridge")
    text = harness.must(["plan-graph", "--bridges", "peak", "--to", "text", "--lang", "en"], stream).decode()
    tally.check("GraphML marks the bridges that the table counts", bridges == int(re.search(r"(\d+)\u00a0bridges", text)[1]), bridges)


def mermaid_holds_it_all(tally, stream):
    result = harness.run(["plan-graph", "--to", "mermaid", "--cluster", "owner"], stream)
    text = result.stdout.decode()
    tally.check("a flowchart that is too large is said to be", result.code == 0 and "[mermaid-limit]" in result.stderr, result)
    tally.equal("a flowchart has every application", 500, len(re.findall(r"^ +n\d+[(\[{>]", text, re.MULTILINE)))
    tally.equal("subgraphs end", len(re.findall(r"^ +subgraph ", text, re.MULTILINE)), len(re.findall(r"^ +end$", text, re.MULTILINE)))
    lines = re.findall(r"^  n\d+ (?:-->|==>|-\.->)(?:\|\"[^\"]*\"\|)? n\d+$", text, re.MULTILINE)
    numbers = [int(number) for group in re.findall(r"linkStyle ([\d,]+) ", text) for number in group.split(",")]
    tally.check("styles name lines that are there", all(number < len(lines) for number in numbers))


def main():
    tally = harness.Tally()
    stream = large_portfolio.lines(500).encode()
    if shutil.which("dot") is None:
        tally.skip("pictures", "Graphviz is not installed")
    else:
        for options, most in DRAWINGS:
            tally.attempt(f"drawing {options}", is_drawn, tally, stream, options, most)
        tally.attempt("svg", asks_graphviz_itself, tally, stream)
    for test in (says_what_graphviz_says, graphml_holds_it_all, mermaid_holds_it_all):
        tally.attempt(test.__name__.replace("_", " "), test, tally, stream)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
