"""What the test programs of tests/cli share: where things are, how a tool is run, and how results are counted.

Every test program closes with a line "N passed, N failed" (and ", N skipped"), which tests/cli/count.py adds up.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading

ROOT = pathlib.Path(__file__).resolve().parents[2]
INVENTORIES = ROOT / "inventories"
EXIT = {"success": 0, "negative": 1, "usage": 2, "invalid_input": 3, "input_output": 4, "internal": 5}


def build_folder():
    """The build folder under test: $PLAN_BUILD, which meson sets, or build/."""
    return pathlib.Path(os.environ.get("PLAN_BUILD", ROOT / "build")).resolve()


def tools_folder():
    folder = build_folder() / "tools"
    if not folder.is_dir():
        sys.exit(f"{folder} does not exist: build first, or set PLAN_BUILD")
    return folder


def all_tools():
    """The names of the tools whose sources exist, sorted."""
    return sorted(source.stem for source in (ROOT / "tools").glob("plan-*.cpp"))


def time_limit(seconds):
    """Seconds a command may take; programs built with sanitizers are given more."""
    return seconds * float(os.environ.get("PLAN_TIME_FACTOR", "1"))


def environment(locale="C.UTF-8", **more):
    """A small environment that does not depend on the caller's."""
    variables = {
        "PATH": f"{tools_folder()}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "LC_ALL": locale,
        "TZ": "UTC",
        "TERM": "dumb",
        "INVENTORIES": str(INVENTORIES),
    }
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "LOCPATH"):
        if name in os.environ:
            variables[name] = os.environ[name]
    variables.update(more)
    return variables


class Result:
    """What a command did: bytes of stdout, text of stderr, exit code (negative: killed by that signal)."""

    def __init__(self, stdout, stderr, code):
        self.stdout, self.stderr, self.code = stdout, stderr, code

    def __str__(self):
        return f"exit {self.code}\n{self.stderr}"


def run(arguments, stdin=b"", folder=None, seconds=60, variables=None):
    """Runs a command; one that does not end in time counts as exit code None, with what it said until then."""
    try:
        done = subprocess.run(arguments, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder,
                              env=variables or environment(), timeout=time_limit(seconds), check=False)
    except FileNotFoundError as missing:
        return Result(b"", f"{missing}\n", 127)
    except subprocess.TimeoutExpired as late:
        said = (late.stderr or b"").decode(errors="replace")
        return Result(late.stdout or b"", said + f"\n(stopped after {time_limit(seconds):g} s)\n", None)
    return Result(done.stdout, done.stderr.decode(errors="replace"), done.returncode)


def must(arguments, stdin=b"", allowed=(0,), **options):
    """Runs a command whose success the test relies on, and returns its stdout."""
    result = run(arguments, stdin, **options)
    if result.code not in allowed:
        raise AssertionError(f"{' '.join(map(str, arguments))}: {result}")
    return result.stdout


class Tally:
    """Counts tests and shows each failure once. Safe to use from several threads."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0
        self._lock = threading.Lock()

    def check(self, name, holds, why=""):
        """Counts one test. `why` is shown when it fails; a callable is called only then."""
        with self._lock:
            if holds:
                self.passed += 1
                return True
            self.failed += 1
            print(f"FAILED {name}")
            text = why() if callable(why) else why
            for line in str(text).splitlines()[:60]:
                print(f"    {line[:240]}")
            sys.stdout.flush()
            return False

    def equal(self, name, expected, found):
        return self.check(name, expected == found, lambda: difference(expected, found))

    def skip(self, name, why):
        with self._lock:
            self.skipped += 1
            print(f"skipped {name}: {why}")

    def attempt(self, name, function, *arguments):
        """Runs `function`; what it raises is one failed test, so that one broken tool does not hide the others."""
        try:
            function(*arguments)
        except Exception as error:  # a test program must go on whatever a test does
            self.check(name, False, f"{type(error).__name__}: {error}")

    def close(self):
        """Prints the closing line and returns the exit code of the test program."""
        print(f"{self.passed} passed, {self.failed} failed" + (f", {self.skipped} skipped" if self.skipped else ""))
        if self.passed + self.failed + self.skipped == 0:
            print("no test ran")
            return 1
        return 1 if self.failed else 0


def difference(expected, found):
    """A unified diff of two texts or byte strings, for a person to read."""
    import difflib

    def lines(text):
        if isinstance(text, bytes):
            text = text.decode(errors="backslashreplace")
        return str(text).splitlines()
    return "\n".join(difflib.unified_diff(lines(expected), lines(found), "expected", "found", lineterm="", n=1))


class Scratch:
    """A temporary folder that disappears at the end of the `with` block."""

    def __enter__(self):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="plan-nuage-"))
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)
