#!/usr/bin/env python3
"""Fetching a register of 20,000 applications, against curl fetching the same answers from the same server.

usage: fetch.py BUILD_FOLDER [APPLICATIONS]

The server is one process of its own and gives answers that were made before, so that both sides wait for little else
than it. plan-fetch asks as it does by itself; curl asks for the same addresses in the same order, over as many
connections, and throws the bodies away. Ours also reads the answers, counts them, and writes records. The ratio is the
median of the pairs (ours over curl's) for GLPI, whose register comes in 40 pages of applications and as many of links,
impacts, systems and plugins' fields, and 400 of computers; that of RefApp is for a tenth of the applications, each with
a request of its own for its relations. A third ratio is that of GLPI when each answer takes the server 20 ms, as
one that has to look in its database does: the work behind the last answer weighs less then. Prints one JSON line;
without curl the ratios are null.
"""
import json
import multiprocessing
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
import loopback  # noqa: E402
import registers  # noqa: E402

CONNECTIONS = "4"


class Remembered:
    """A register that answers what it has answered before without thinking again, and remembers what it was asked."""

    def __init__(self, register, seconds=0.0):
        self.register, self.answers, self.seconds = register, {}, seconds

    def answer(self, method, path, query, headers, body):
        time.sleep(self.seconds)
        key = (method, path, tuple(query.items()))
        if key not in self.answers or "Session" in path:
            self.answers[key] = self.register.answer(method, path, query, headers, body)
        return self.answers[key]


def serve(kind, count, pipe, thinking):
    service = Remembered(getattr(registers, kind)(count), thinking)
    with loopback.Server(service) as server:
        pipe.send(server.url)
        while (wanted := pipe.recv()) != "stop":
            pipe.send([(seen.method, seen.target) for seen in server.seen] if wanted == "seen" else None)
            server.seen.clear()


def seconds(command):
    begin = time.perf_counter()
    if subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode != 0:
        sys.exit(f"fetch.py: {command[0]} failed")
    return time.perf_counter() - begin


def measure(build, scratch, kind, count, rounds, thinking=0.0):
    """(ours, curl's, requests): the seconds of each round."""
    near, far = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(kind, count, far, thinking))
    server.start()
    url = near.recv()
    token = registers.credentials(pathlib.Path(scratch))
    ours = [f"{build}/tools/plan-fetch", kind.lower(), url, *token, "-q", "--connections", CONNECTIONS,
            "-o", f"{scratch}/{kind}.ndjson"]
    seconds(ours)  # what the server has to make is made now
    near.send("seen")
    asked = [target for method, target in near.recv() if method == "GET"]
    config = pathlib.Path(scratch) / "curl"
    config.write_text("".join(f'url = "{url}{target}"\noutput = "/dev/null"\n'
                              for target in (one.replace("[", "%5B").replace("]", "%5D").replace(" ", "%20")
                                             for one in asked)))
    session = ["-H", "Session-Token: session-secrete-1", "-H", f"Authorization: Bearer {registers.TOKEN}"]
    curl = ["curl", "--silent", "--globoff", "--parallel", "--parallel-max", CONNECTIONS, *session, "--config",
            str(config)]
    times = [(seconds(ours), seconds(curl) if shutil.which("curl") else None) for _ in range(rounds)]
    near.send("stop")
    server.join()
    return [mine for mine, _ in times], [theirs for _, theirs in times if theirs], len(asked)


def ratio(ours, theirs):
    return round(statistics.median(mine / other for mine, other in zip(ours, theirs)), 3) if theirs else None


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else "build"
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    with tempfile.TemporaryDirectory() as scratch:
        glpi, glpi_curl, glpi_requests = measure(build, scratch, "Glpi", count, 5)
        size = os.path.getsize(f"{scratch}/Glpi.ndjson")
        refapp, refapp_curl, refapp_requests = measure(build, scratch, "RefApp", count // 10, 3)
        slow, slow_curl, _ = measure(build, scratch, "Glpi", count, 3, 0.02)
    print(json.dumps({
        "benchmark": "fetch", "applications": count, "bytes_written": size,
        "requests": glpi_requests, "seconds": round(statistics.median(glpi), 3),
        "curl_seconds": round(statistics.median(glpi_curl), 3) if glpi_curl else None, "ratio": ratio(glpi, glpi_curl),
        "thinking_seconds": round(statistics.median(slow), 3), "thinking_ratio": ratio(slow, slow_curl),
        "refapp_requests": refapp_requests, "refapp_seconds": round(statistics.median(refapp), 3),
        "refapp_curl_seconds": round(statistics.median(refapp_curl), 3) if refapp_curl else None,
        "refapp_ratio": ratio(refapp, refapp_curl)}))


if __name__ == "__main__":
    main()
