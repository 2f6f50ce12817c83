#!/usr/bin/env python3
"""pipelines.py INVENTORY: the whole chain on an inventory of the repository, and what must hold of its plan."""

import csv
import io
import json
import sys

import harness
import streams

# A key that decides, and the list that must say why.
DECISIONS = ("classification", "assessment", "hosting")


def records(stream):
    return [json.loads(line) for line in streams.lines(stream)]


def without_reason(stream):
    """What decides without saying why: ids and keys."""
    for record in records(stream):
        if record["type"] in ("task", "wave", "group", "bridge", "usage", "compliance") and not record.get("because"):
            yield f"{record['type']} {record.get('id', record.get('from'))}"
        if record["type"] != "application":
            continue
        for key in DECISIONS:
            if key in record and not record[key].get("because"):
                yield f"application {record['id']}: {key}"
        hosting = record.get("hosting", {})
        for rejected in hosting.get("rejected", []):
            if not rejected.get("because"):
                yield f"application {record['id']}: {rejected['target']} rejected"
        for eligible in hosting.get("eligible", []):
            if not eligible.get("because"):
                yield f"application {record['id']}: {eligible['target']} eligible"
        if "today" in hosting and not hosting["today"].get("because"):
            yield f"application {record['id']}: hosting today"


def malformed_reasons(stream):
    """Reasons that lack the rule, the source or the text."""
    def walk(value, where):
        if isinstance(value, dict):
            for key, inner in value.items():
                if key == "because":
                    for reason in inner:
                        if not all(reason.get(part) for part in ("rule", "source", "text")):
                            yield f"{where}: {json.dumps(reason, ensure_ascii=False)}"
                else:
                    yield from walk(inner, where)
        elif isinstance(value, list):
            for inner in value:
                yield from walk(inner, where)
    for record in records(stream):
        yield from walk(record, f"{record['type']} {record.get('id', '')}")


def undecided(stream):
    for record in records(stream):
        if record["type"] == "application":
            for key in DECISIONS:
                if key not in record:
                    yield f"application {record['id']} has no {key}"


def passes_through_the_chain(tally, inventory):
    start = streams.imported(inventory)
    plan = streams.stages(start)[-1][1]
    found = {}
    for record in records(plan):
        found[record["type"]] = found.get(record["type"], 0) + 1
    tally.check("the inventory has applications and flows",
                found.get("application", 0) > 0 and found.get("flow", 0) > 0, found)
    tally.equal("one plan", 1, found.get("plan", 0))
    for kind, wrong in (("every application is classified, assessed and hosted", undecided(plan)),
                        ("every decision says why", without_reason(plan)),
                        ("every reason has its rule, source and text", malformed_reasons(plan))):
        wrong = list(wrong)
        tally.check(kind, not wrong, "\n".join([f"{len(wrong)} of them", *wrong[:20]]))
    again = streams.stages(streams.imported.__wrapped__(inventory))[-1][1]
    tally.equal("twice the same bytes", plan, again)
    return plan


def is_a_checked_plan(tally, plan):
    result = harness.run(["plan-check"], plan)
    tally.check("plan-check finds nothing against the plan", result.code == 0, result)
    tally.equal("plan-check passes the plan on", plan, result.stdout)
    summary = next((record for record in records(plan) if record["type"] == "plan"), {})
    tally.check("the plan says that it was verified", summary.get("verified") is True, summary)
    bound, total = summary.get("lower_bound"), summary.get("objective", {}).get("total")
    tally.check("the plan states a bound below its total",
                bound is not None and total is not None and 0 <= bound <= total + 1e-6, summary)


def notices_a_broken_plan(tally, plan):
    """The checker is worth something: each of these changes to a plan is found."""
    tasks = [record for record in records(plan) if record["type"] == "task"]
    if not tasks:
        tally.skip("broken plans", "the plan has no task")
        return

    def changed(change):
        result = []
        for line in streams.lines(plan):
            record = json.loads(line)
            if change(record):
                line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
            result.append(line)
        return ("\n".join(result) + "\n").encode()

    victim = next((task for task in tasks if task.get("phase") == "cutover"), tasks[-1])["id"]

    def too_early(record):
        if record.get("id") == victim and record["type"] == "task":
            record["start"] = record["finish"] = "2001-01-02"
            return True
        return False

    def cheaper(record):
        if record["type"] == "plan":
            record["objective"]["total"] = record["objective"]["total"] / 2 - 1
            return True
        return False

    for name, change in (("a task before the plan begins", too_early), ("a total that was made up", cheaper)):
        result = harness.run(["plan-check"], changed(change))
        tally.check(f"plan-check finds {name}", result.code == 1 and ": error: " in result.stderr, result)


def states_its_conformity(tally, plan):
    """The usage matrix and the compliance statement of a finished plan, each line with its sources."""
    stated = harness.must(["plan-target", "--matrix", "--compliance"], plan, allowed=(0, 1))
    for kind, wrong in (("every statement says why", without_reason(stated)),
                        ("every reason of a statement has its rule, source and text", malformed_reasons(stated))):
        wrong = list(wrong)
        tally.check(kind, not wrong, "\n".join([f"{len(wrong)} of them", *wrong[:20]]))
    both = {"usage": [], "compliance": []}
    kept = []
    for record in records(stated):
        both.get(record["type"], kept).append(record)
    tally.equal("the plan is as it was", records(plan), kept)
    tally.check("the matrix has cells of both kinds",
                {cell["verdict"] for cell in both["usage"]} == {"eligible", "rejected"}, len(both["usage"]))
    hosted = {record["id"]: record["hosting"]["today"]["status"] for record in kept if record["type"] == "application"}
    tally.equal("the statement has a line for each application that is not plainly conforming",
                sorted(name for name, status in hosted.items() if status != "conforming"),
                sorted(line["application"] for line in both["compliance"]))
    moved = {task["application"] for task in kept if task["type"] == "task" and task["phase"] == "cutover"}
    tally.check("what a cut-over ends is said to end",
                all("ends_on" in line for line in both["compliance"] if line["application"] in moved),
                both["compliance"][:3])


def is_shown(tally, plan):
    import xml.etree.ElementTree as tree
    page = harness.must(["plan-gantt"], plan).decode()
    tally.check("the page is HTML in French and fetches nothing",
                page.lstrip().lower().startswith("<!doctype html") and 'lang="fr"' in page
                and "http://" not in page.replace("http://www.w3.org/", "") and "src=\"http" not in page, page[:300])
    picture = harness.must(["plan-gantt", "--format=svg"], plan)
    tally.check("the picture is well-formed SVG", tree.fromstring(picture).tag.endswith("svg"))
    for table, kind in (("plan", "application"), ("tasks", "task"), ("waves", "wave"), ("flows", "flow")):
        text = harness.must(["plan-export", "--to", "csv", f"--table={table}"], plan).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
        expected = sum(1 for record in records(plan) if record["type"] == kind)
        tally.equal(f"the table {table} has a header and a row for each {kind}", expected + 1, len(rows))
        tally.equal(f"every row of the table {table} is as wide as its header", {len(rows[0])},
                    {len(row) for row in rows})
    dot = harness.run(["dot", "-Tcanon"], harness.must(["plan-graph"], plan), seconds=120)
    tally.check("Graphviz reads the graph", dot.code == 0, dot)


def commute(tally, inventory):
    """Tools that do not feed each other give the same whatever their order."""
    start = streams.imported(inventory)

    def content(stream):
        return sorted(json.dumps({key: value for key, value in record.items()}, sort_keys=True)
                      for record in records(stream))
    for first, second in (("plan-check", "plan-classify"), ("plan-classify", "plan-group")):
        one = streams.after(second, streams.after(first, start))
        other = streams.after(first, streams.after(second, start))
        tally.equal(f"{first} and {second} commute", "\n".join(content(one)), "\n".join(content(other)))


def main(inventory):
    tally = harness.Tally()
    plan = None

    def chain():
        nonlocal plan
        plan = passes_through_the_chain(tally, inventory)
    tally.attempt("the chain", chain)
    if plan is not None:
        for test in (is_a_checked_plan, notices_a_broken_plan, states_its_conformity, is_shown):
            tally.attempt(test.__name__.replace("_", " "), test, tally, plan)
    tally.attempt("tools that commute", commute, tally, inventory)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
