"""How the tools are chained, and the streams that tests feed them."""

import functools
import pathlib

import harness

FIXTURES = harness.ROOT / "tests" / "cli" / "fixtures"

# In the order of the journey; each reads a stream and passes it on. Arguments keep runs short and without a clock.
CHAIN = {
    "plan-merge": [],
    "plan-check": [],
    "plan-classify": [],
    "plan-assess": [],
    "plan-target": [],
    "plan-group": [],
    "plan-schedule": [],
}
# They read a stream and write something else.
VIEWS = {
    "plan-diff": [str(FIXTURES / "awkward.ndjson")],
    "plan-gantt": [],
    "plan-graph": [],
    "plan-export": ["--to", "csv"],
    "plan-report": [],
}
# They read files of other kinds.
SOURCES = {
    "plan-import": [],
    "plan-fetch": ["mercator", "--retries", "0"],
}
# A well-formed negative answer, which still writes the whole stream.
MAY_ANSWER_NO = {"plan-check", "plan-target", "plan-classify", "plan-import", "plan-diff"}

# Keys of `application` and record types that a tool writes, and so replaces.
OWNED_KEYS = {
    "plan-classify": {"classification"},
    "plan-assess": {"assessment"},
    "plan-target": {"hosting"},
    "plan-group": {"group"},
    "plan-schedule": {"planned"},
}
OWNED_TYPES = {
    "plan-target": {"usage", "compliance"},
    "plan-group": {"group"},
    "plan-schedule": {"bridge", "wave", "task", "plan"},
}


def arguments(tool):
    for table in (CHAIN, VIEWS, SOURCES):
        if tool in table:
            return [tool, *table[tool]]
    raise KeyError(f"{tool} is in no table of tests/cli/streams.py: say what it reads")


def allowed(tool):
    return (0, 1) if tool in MAY_ANSWER_NO else (0,)


@functools.lru_cache(maxsize=None)
def fixture(name):
    return (FIXTURES / name).read_bytes()


@functools.lru_cache(maxsize=None)
def imported(inventory):
    """The stream of an inventory of the repository."""
    return harness.must(["plan-import", str(harness.INVENTORIES / inventory)], allowed=(0, 1))


def after(tool, stream):
    return harness.must(arguments(tool), stream, allowed=allowed(tool), seconds=300)


def stages(stream):
    """[(tool, the stream that it is given)] along the chain; the last entry is (None, the finished plan)."""
    result = []
    for tool in CHAIN:
        result.append((tool, stream))
        stream = after(tool, stream)
    result.append((None, stream))
    return result


def input_of(tool, stream):
    """The stream that reaches a tool of the chain, or a view, when `stream` enters the chain."""
    for name, reached in stages_until(tool, stream):
        if name == tool:
            return reached
    return reached


def stages_until(tool, stream):
    for name in CHAIN:
        yield name, stream
        if name == tool:
            return
        stream = after(name, stream)
    yield None, stream


def lines(stream):
    return stream.decode().splitlines()


def scratch_inventory(folder: pathlib.Path):
    """A small inventory in French, for the tool that reads files."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "applications.csv").write_text(
        "Code application;Nom;Données\npaie;Paie des agents;personal\nportail;Portail public;public\n")
    (folder / "flux.csv").write_text("Appelant;Appelé;Nature\nportail;paie;API\n")
    return folder
