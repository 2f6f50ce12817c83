#!/usr/bin/env python3
"""Ctrl-C during a search keeps the best plan so far; a second one, while it is written, ends the tool as usual."""

import json
import signal
import subprocess
import sys
import tempfile

import harness


def demo_stream():
    stream = harness.must(["plan-import", str(harness.INVENTORIES / "ministere-demo")])
    for tool in ("plan-classify", "plan-assess", "plan-target", "plan-group"):
        stream = harness.must([tool], stream, allowed=(0, 1))
    return stream


def interrupted(tally, stream):
    """A search for hours says how far it is; then it is interrupted, and still gives a plan that is verified."""
    with tempfile.NamedTemporaryFile(suffix=".ndjson") as file:
        file.write(stream)
        file.flush()
        tool = subprocess.Popen(
            ["plan-schedule", "--seconds", "9999", "--progress", file.name],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=harness.environment(),
        )
        said = b""
        while b"%" not in said:
            piece = tool.stderr.read1(4096)
            if not piece:
                break
            said += piece
        tool.send_signal(signal.SIGINT)
        output, errors = tool.communicate(timeout=harness.time_limit(120))
    said += errors
    tally.equal("an interrupted search succeeds", 0, tool.returncode)
    tally.check("it says that it was interrupted", b"interrupted" in said, said.decode(errors="replace"))
    tally.check("progress tells total, bound and gap", b"proven bound" in said and b"gap" in said,
                said.decode(errors="replace"))
    plans = [record for record in map(json.loads, output.splitlines()) if record["type"] == "plan"]
    tally.check("its plan is verified", len(plans) == 1 and plans[0]["verified"], plans)


def main():
    tally = harness.Tally()
    tally.attempt("interrupted", interrupted, tally, demo_stream())
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
