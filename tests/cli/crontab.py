"""Lines as crontab(5) has them in the manual: run as cron runs them, in its environment and with nothing said."""

import os
import re

import harness

COMMAND = re.compile(r"[0-9*/,-]+( [0-9*/,-]+){4} (?P<command>.+)")
VARIABLE = re.compile(r"(?P<name>[A-Z_]+)=(?P<value>\S*)")
INSTALLED = "/usr/local/bin"  # where the programs stand once installed, which cron does not look in by itself


def blocks(text):
    """The code blocks that hold such a line, each as its lines."""
    found = [block.strip("\n").splitlines() for block in re.findall(r"^```\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)]
    return [block for block in found if any(COMMAND.fullmatch(line) for line in block)]


def environment_of_cron(home):
    """What cron gives to a command, and what programs built with sanitizers need."""
    kept = {name: os.environ[name] for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS") if name in os.environ}
    return {"HOME": str(home), "LOGNAME": "nuage", "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin", **kept}


def runs(tally, language, text, home, variables):
    """Every block, two nights in a row. Addresses are those of the servers in `variables`, and programs those that were
    built; nothing else stands in for what the page says. Returns how many commands were run."""
    count = 0
    for block in blocks(text):
        found = environment_of_cron(home)
        for line in block:
            assignment, entry = VARIABLE.fullmatch(line), COMMAND.fullmatch(line)
            if assignment:
                value = variables.get(assignment["name"], assignment["value"])
                if assignment["name"] == "PATH":
                    value = assignment["value"].replace(INSTALLED, str(harness.tools_folder()))
                found[assignment["name"]] = value
            elif entry:
                count += 1
                runs_command(tally, language, entry["command"], home, found)
            else:
                tally.check(f"{language}: a line of crontab(5)", line == "" or line.startswith("#"), line)
    return count


def runs_command(tally, language, command, home, variables):
    tally.check(f"{language}: cron takes no bare % for a line end: {command}", "%" not in command)
    for night in ("first", "second"):
        result = harness.run(["/bin/sh", "-c", command], folder=home, variables=variables)
        tally.check(f"{language}: the {night} night, exit 0 and nothing said, or cron sends a letter: {command}",
                    result.code == 0 and result.stdout == b"" and result.stderr == "", result)
        for name in re.findall(r'-o "\$HOME/([^"]+)"', command):
            content = (home / name).read_bytes() if (home / name).exists() else b""
            whole = content.endswith(b'{"type":"end"}\n') if name.endswith(".ndjson") else content != b""
            tally.check(f"{language}: the {night} night leaves {name}, whole", whole, content[-200:])
