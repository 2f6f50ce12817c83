#!/usr/bin/env python3
"""laws.py TOOL: what holds for every tool, whatever it is for.

The laws of the stream (idempotence, everything unknown kept, a truncated stream refused), of the command line (help,
usage errors), of the output (a full disk, a closed pipe, -o) and of the locale (same bytes, translated messages).
"""

import json
import os
import pty
import signal
import subprocess
import sys

import french_locale
import harness
import json_text
import loopback
import registers
import streams

END = b'{"type":"end"}\n'


class Subject:
    """The tool under test and an input on which it succeeds."""

    def __init__(self, tool, scratch):
        self.tool = tool
        self.scratch = scratch
        self.command = streams.arguments(tool)
        self.reads_stream = tool not in streams.SOURCES
        self.passes_stream = tool in streams.CHAIN
        if self.reads_stream:
            self.operands = []
            self.stdin = streams.input_of(tool, streams.fixture("awkward.ndjson"))
        elif tool == "plan-fetch":
            self.server = loopback.Server(registers.Mercator()).__enter__()  # as long as this program
            self.command = [*self.command, *registers.credentials(scratch)]
            self.operands = [self.server.url]
            self.stdin = b""
        else:
            self.operands = [str(streams.scratch_inventory(scratch / "inventory"))]
            self.stdin = b""

    def nowhere(self, path="/nowhere/at/all"):
        """An operand that names nothing: a file, or for the tool that reads none a port where nobody listens."""
        return "http://127.0.0.1:1" if self.tool == "plan-fetch" else str(path)

    def run(self, *more, stdin=None, **options):
        return harness.run([*self.command, *more, *self.operands], self.stdin if stdin is None else stdin, **options)

    def good(self, result):
        return result.code in streams.allowed(self.tool)


# --- the stream ---------------------------------------------------------------------------------------------------

def is_idempotent(tally, subject):
    once = subject.run()
    tally.check("succeeds", subject.good(once), once)
    twice = harness.run(subject.command, once.stdout)
    tally.check("succeeds on its own output", subject.good(twice), twice)
    tally.equal("idempotence: plan-X | plan-X = plan-X", once.stdout, twice.stdout)


def gives_the_same_bytes_again(tally, subject):
    tally.equal("two runs give the same bytes", subject.run().stdout, subject.run().stdout)


def foreign(line, tool):
    """What of a line the tool does not own: its members as text, or the line itself when it may not touch it."""
    kind = json_text.record_type(line)
    if kind != "application":
        return line
    owned = streams.OWNED_KEYS.get(tool, set())
    return [member for member in json_text.members(line) if member[0] not in owned]


def keeps_what_is_not_its_own(tally, subject):
    owned = streams.OWNED_TYPES.get(subject.tool, set())

    def kept(stream):
        return [foreign(line, subject.tool) for line in streams.lines(stream)
                if json_text.record_type(line) not in owned]
    before, after = kept(subject.stdin), kept(subject.run().stdout)
    text = [str(line) for line in before], [str(line) for line in after]
    tally.equal("unknown fields, unknown types and the text of values are kept", "\n".join(text[0]), "\n".join(text[1]))


def closes_the_stream(tally, subject):
    tally.equal("the last record is the end", END.decode().strip(), streams.lines(subject.run().stdout)[-1])


def refuses_a_truncated_stream(tally, subject):
    truncated = b"".join(line for line in subject.stdin.splitlines(keepends=True) if line != END)
    for name, cut in (("without its end", truncated), ("empty", b"")):
        result = subject.run(stdin=cut)
        tally.check(f"a stream {name} is refused", result.code == 3 and result.stderr, result)
        # A tool that streams has written by then what it had read; it must not look whole.
        tally.check(f"a stream {name}: the output is not closed either", not result.stdout.endswith(END))
    # A view of an empty portfolio may have nothing to show; a shortened one is as good as a whole one.
    result = subject.run("--partial", stdin=truncated)
    tally.check("--partial accepts a stream without its end", subject.good(result), result)
    tally.equal("--partial gives the whole result", subject.run().stdout, result.stdout)
    result = subject.run("--partial", stdin=subject.stdin[:-25])
    tally.check("a record cut in the middle is refused", result.code == 3 and result.stderr, result)


def accepts_an_end_in_the_middle(tally, subject):
    lines = subject.stdin.splitlines(keepends=True)
    middle = len(lines) // 2
    result = subject.run(stdin=b"".join([*lines[:middle], END, *lines[middle:]]))
    tally.check("cat a b: an end in the middle is allowed", subject.good(result), result)
    if subject.passes_stream:
        def records(stream):
            return "\n".join(line for line in streams.lines(stream) if json_text.record_type(line) != "end")
        tally.equal("cat a b: same records", records(subject.run().stdout), records(result.stdout))
    else:
        tally.equal("cat a b: same result", subject.run().stdout, result.stdout)


def reads_files_as_it_reads_stdin(tally, subject):
    path = subject.scratch / "input.ndjson"
    path.write_bytes(subject.stdin)
    expected = subject.run().stdout
    tally.equal("a file is read like stdin", expected, subject.run(str(path), stdin=b"").stdout)
    tally.equal("- is stdin", expected, subject.run("-").stdout)


def refuses_what_is_no_stream(tally, subject):
    deep = b'{"type":"application","id":"a","x":' + b"[" * 200000 + b"]" * 200000 + b"}\n" + END
    application = b'{"type":"application","id":"a"'
    for name, stream in (
            ("words", b"this is not a stream\n"),
            ("a list", b"[1,2]\n"),
            ("no type", b'{"id":"a"}\n' + END),
            ("a type that is no text", b'{"type":3}\n' + END),
            ("broken UTF-8", application + b',"name":"\xc3\x28"}\n' + END),
            ("a NUL byte", application + b',"name":"\x00"}\n' + END),
            ("two objects on a line", application + b"}" + application + b"}\n" + END),
            ("a number where a text stands", b'{"type":"application","id":7}\n' + END),
            ("an open string", application + b',"name":"abc\n' + END)):
        result = subject.run(stdin=stream)
        tally.check(f"refused with exit 3: {name}", result.code == 3 and "-:1" in result.stderr, result)
    result = subject.run(stdin=deep)
    tally.check("a very deep value does no harm", result.code in (0, 1, 3), result)


def refuses_an_application_twice(tally, subject):
    line = b'{"type":"application","id":"a","name":"A"}\n'
    result = subject.run(stdin=line + line + END)
    if subject.tool == "plan-merge":
        # What it is for: the two become one, whose fields are told when they differ.
        tally.check("an id used twice is merged", result.code == 0 and result.stdout == line + END, result)
        differs = line.replace(b'"A"', b'"B"')
        result = subject.run(stdin=line + differs + END)
        tally.check("an id used twice with different fields is a conflict", result.code == 1 and "-:2" in result.stderr,
                    result)
    elif subject.tool == "plan-check":
        tally.check("an id used twice is a finding", result.code == 1 and "-:2" in result.stderr, result)
    else:
        tally.check("an id used twice is refused", result.code == 3 and "-:2" in result.stderr, result)


# --- the command line ---------------------------------------------------------------------------------------------

def helps(tally, subject):
    for option in ("--help", "-h"):
        result = harness.run([subject.tool, option])
        tally.check(f"{option}: on stdout, exit 0", result.code == 0 and subject.tool.encode() in result.stdout
                    and result.stderr == "", result)
    for option in ("--version", "-V"):
        result = harness.run([subject.tool, option])
        tally.check(f"{option}: name and version", result.code == 0
                    and result.stdout.startswith(subject.tool.encode() + b" "), result)


def refuses_a_wrong_command_line(tally, subject):
    for wrong in (["--no-such-option"], ["-Z"], ["--color=perhaps"], ["--as-of=2026-02-30"], ["--as-of"],
                  ["--seed=many"], ["--lang=latin"]):
        result = harness.run([*subject.command, *wrong], subject.stdin)
        named = wrong[0].split("=")[0].lstrip("-")
        tally.check(f"exit 2, nothing on stdout and the option named: {wrong[0]}",
                    result.code == 2 and result.stdout == b"" and named in result.stderr, result)
    nowhere = subject.nowhere(subject.scratch / "nowhere" / "file")
    result = harness.run([*subject.command, nowhere])
    tally.check("a file that does not exist: exit 4 and its name",
                result.code == 4 and nowhere in result.stderr and result.stdout == b"", result)


def helps_on_a_terminal(tally, subject):
    controller, terminal = pty.openpty()
    try:
        with subprocess.Popen(subject.command, stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=harness.environment()) as process:
            try:
                out, error = process.communicate(timeout=harness.time_limit(20))
            except subprocess.TimeoutExpired:
                process.kill()
                out, error = process.communicate()
    finally:
        os.close(terminal)
        os.close(controller)
    tally.check("no operand on a terminal: short help and exit 2",
                process.returncode == 2 and subject.tool.encode() in out + error,
                f"exit {process.returncode}\n{error.decode()}")


def speaks_json_when_asked(tally, subject):
    nowhere = subject.nowhere(subject.scratch / "nowhere")
    result = harness.run([*subject.command, "--messages=json", nowhere])
    try:
        messages = [json.loads(line) for line in result.stderr.splitlines()]
    except ValueError as error:
        messages = []
        tally.check("--messages=json: every line is JSON", False, f"{error}\n{result}")
    tally.check("--messages=json: a code and a severity",
                messages and all("code" in message and "severity" in message for message in messages), result)


# --- the output ---------------------------------------------------------------------------------------------------

def reports_a_full_disk(tally, subject):
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*subject.command, *subject.operands], input=subject.stdin, stdout=full,
                              stderr=subprocess.PIPE, env=harness.environment(), check=False,
                              timeout=harness.time_limit(60))
    tally.check("a full disk: exit 4 and a message", done.returncode == 4 and done.stderr,
                f"exit {done.returncode}\n{done.stderr.decode()}")
    result = subject.run("-o", "/dev/full")
    tally.check("-o on a full disk: exit 4 and a message", result.code == 4 and result.stderr, result)


def ends_quietly_with_its_reader(tally, subject):
    # The reader has left before the tool starts: one that leaves later may find that a small output is already written.
    reader, writer = os.pipe()
    os.close(reader)
    process = subprocess.Popen([*subject.command, *subject.operands], stdin=subprocess.PIPE, stdout=writer,
                               stderr=subprocess.PIPE, env=harness.environment())
    os.close(writer)
    try:
        _, error = process.communicate(subject.stdin, timeout=harness.time_limit(60))
    except subprocess.TimeoutExpired:
        process.kill()
        _, error = process.communicate()
    error = b"\n".join(line for line in error.splitlines() if b": warning:" not in line and b": note:" not in line)
    tally.check("a reader that leaves: killed by SIGPIPE without a message",
                process.returncode == -signal.SIGPIPE and error == b"", f"exit {process.returncode}\n{error.decode()}")


def writes_files_whole(tally, subject):
    folder = subject.scratch / "output"
    folder.mkdir()
    path = folder / "result"
    expected = subject.run().stdout
    path.write_bytes(b"old\n")
    if subject.reads_stream:
        failed = subject.run("-o", str(path), stdin=b'{"type":"application"\n')
    else:
        failed = harness.run([*subject.command, "-o", str(path), subject.nowhere(folder / "nowhere")])
    tally.check("a failed run leaves the old file", failed.code in (3, 4) and path.read_bytes() == b"old\n", failed)
    tally.equal("a failed run leaves nothing beside it", ["result"], sorted(os.listdir(folder)))
    result = subject.run("-o", str(path))
    tally.check("-o: the same result, in the file alone",
                subject.good(result) and result.stdout == b"" and path.read_bytes() == expected, result)
    tally.equal("-o leaves nothing beside it", ["result"], sorted(os.listdir(folder)))
    result = subject.run("-o", str(folder / "no" / "result"))
    tally.check("-o in a folder that does not exist: exit 4", result.code == 4 and result.stderr, result)


# --- the locale ---------------------------------------------------------------------------------------------------

def ignores_the_locale(tally, subject):
    folder = french_locale.folder()
    if folder is None:
        tally.skip("locale", "localedef or the sources of the French locale are not installed")
        return
    french = harness.environment("fr_FR.UTF-8", LOCPATH=str(folder))
    tally.equal("the same bytes under fr_FR.UTF-8", subject.run().stdout, subject.run(variables=french).stdout)
    tally.equal("the same bytes under C", subject.run().stdout, subject.run(variables=harness.environment("C")).stdout)
    for name, command in (("help", [subject.tool, "--help"]),
                          ("a usage error", [subject.tool, "--no-such-option"]),
                          ("a missing file", [*subject.command, subject.nowhere()])):
        english, translated = harness.run(command), harness.run(command, variables=french)
        tally.equal(f"{name}: the same exit code in French", english.code, translated.code)
        tally.check(f"{name}: in French under a French locale",
                    (english.stdout, english.stderr) != (translated.stdout, translated.stderr), translated)


LAWS = [helps, refuses_a_wrong_command_line, helps_on_a_terminal, speaks_json_when_asked, gives_the_same_bytes_again,
        reports_a_full_disk, ends_quietly_with_its_reader, writes_files_whole, ignores_the_locale]
LAWS_OF_READERS = [refuses_a_truncated_stream, accepts_an_end_in_the_middle, reads_files_as_it_reads_stdin,
                   refuses_what_is_no_stream]
LAWS_OF_THE_CHAIN = [refuses_an_application_twice, is_idempotent, keeps_what_is_not_its_own, closes_the_stream]


def main(tool):
    tally = harness.Tally()
    with harness.Scratch() as scratch:
        try:
            subject = Subject(tool, scratch)
        except (AssertionError, KeyError) as error:
            tally.check("an input for the tool", False, error)
            return tally.close()
        laws = list(LAWS)
        if subject.reads_stream:
            laws += LAWS_OF_READERS
        if subject.passes_stream:
            laws += LAWS_OF_THE_CHAIN
        for law in laws:
            tally.attempt(law.__name__.replace("_", " "), law, tally, subject)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
