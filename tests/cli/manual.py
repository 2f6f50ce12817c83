#!/usr/bin/env python3
"""manual.py PAGE... ("plan-check.1"): the manual agrees with the tools, in both languages, and its examples work.

For a tool: --help, the English page, the French page and the three completions name the same options.
"""

import contextlib
import hashlib
import re
import shutil
import sys

import crontab
import harness
import loopback
import manual_pages
import registers

SHELLS = ("bash", "zsh", "fish")
EXIT_CODES = ("0", "1", "2", "3", "4", "5")


def options_of_help(tool):
    """Long options of --help: the first of each line that begins with a dash."""
    text = harness.must([tool, "--help"]).decode()
    names = set()
    for line in text.splitlines():
        if re.match(r" {2,6}-", line):  # further in, a dash is in the middle of a text
            head = re.split(r"\s{2,}", line.strip())[0]
            names.update(manual_pages.OPTION.findall(head))
    # An option too wide for its column stands alone on its line and is caught all the same.
    return names


def completed_options(tool, shell):
    script = harness.must([tool, f"--print-completion={shell}"]).decode()
    if shell == "fish":
        return set(re.findall(r" -l ([a-z][a-z0-9-]*)", script))
    return set(manual_pages.OPTION.findall(script))


def agree_on_options(tally, tool, pages):
    expected = options_of_help(tool)
    tally.check("--help lists options", "help" in expected and "output" in expected, sorted(expected))
    for language, text in pages.items():
        title = manual_pages.SECTIONS[language]["options"]
        found = manual_pages.defined_options(manual_pages.sections(text).get(title, ""))
        tally.equal(f"{language}: the page defines the options of --help",
                    "\n".join(sorted(expected)), "\n".join(sorted(found)))
    for shell in SHELLS:
        found = completed_options(tool, shell)
        tally.equal(f"{shell}: the options of --help are completed",
                    "\n".join(sorted(expected)), "\n".join(sorted(found & expected)))


def completions_parse(tally, tool):
    for shell in SHELLS:
        if shutil.which(shell) is None:
            tally.skip(f"{shell} parses its completion", f"{shell} is not installed")
            continue
        with harness.Scratch() as scratch:
            path = scratch / f"completion.{shell}"
            path.write_bytes(harness.must([tool, f"--print-completion={shell}"]))
            result = harness.run([shell, "-n", str(path)])
            tally.check(f"{shell} parses its completion", result.code == 0 and result.stderr == "", result)


def completes_in_bash(tally, tool):
    """The script is sourced and asked, as readline asks it."""
    probe = """compopt() { :; }
source "$1"
ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); "$function"; printf '%s\\n' "${COMPREPLY[*]}"; }
function=$(complete -p "$2" | sed 's/.*-F \\([^ ]*\\).*/\\1/')
ask "$2" --hel
ask "$2" --color = al
ask "$2" --color n
"""
    with harness.Scratch() as scratch:
        path = scratch / "completion.bash"
        path.write_bytes(harness.must([tool, "--print-completion=bash"]))
        result = harness.run(["bash", "-c", probe, "probe", str(path), tool])
        tally.equal("bash completes options and their values", b"--help\nalways\nnever\n", result.stdout)


def has_its_sections(tally, name, language, text):
    found = manual_pages.sections(text)
    wanted = manual_pages.SECTIONS[language]
    if not name.endswith(".1"):
        wanted = {key: wanted[key] for key in ("name", "description", "see")}
    missing = [title for title in wanted.values() if title not in found]
    tally.check(f"{language}: the usual sections", not missing, f"missing: {', '.join(missing)}")
    if name.endswith(".1"):
        text = manual_pages.plain(found.get(wanted["exit"], ""))
        absent = [code for code in EXIT_CODES if not re.search(rf"^\W*{code}\b", text, re.MULTILINE)]
        tally.check(f"{language}: the table of exit codes", not absent, f"missing: {', '.join(absent)}")


def is_well_formed(tally, language, text):
    if shutil.which("scdoc") is None:
        tally.skip(f"{language}: scdoc reads the page", "scdoc is not installed")
        return
    page = harness.run(["scdoc"], text.encode())
    if not tally.check(f"{language}: scdoc reads the page", page.code == 0 and page.stderr == "", page):
        return
    if shutil.which("mandoc") is None:
        tally.skip(f"{language}: mandoc finds no error", "mandoc is not installed")
        return
    result = harness.run(["mandoc", "-Tlint", "-Werror"], page.stdout)
    tally.check(f"{language}: mandoc finds no error", result.code == 0, result.stdout.decode())


@contextlib.contextmanager
def surroundings(name, scratch):
    """The variables that the examples of a page find: for plan-fetch, registers to fetch from and a home with secrets."""
    if name != "plan-fetch.1":
        yield harness.environment()
        return
    with contextlib.ExitStack() as servers:
        found = {}
        for kind in registers.REGISTERS.values():
            found[kind.name.upper()] = servers.enter_context(loopback.Server(kind())).url
            registers.credentials(scratch)
            (scratch / "token").rename(scratch / f".{kind.name}-token")
        (scratch / ".itop-password").write_text(registers.PASSWORD)
        (scratch / ".itop-password").chmod(0o600)
        found["ITOP_USER"] = registers.USER
        catalogue = (harness.ROOT / "templates" / "catalogue" / "catalogue.csv").read_bytes()
        published = {"/catalogue.csv": catalogue}
        key = loopback.signing_key(scratch, "publisher", "-algorithm", "ed25519")
        if key:
            published["/catalogue.csv.sig"] = key[1](catalogue)
        files = servers.enter_context(loopback.Server(loopback.Files(published)))
        found["CATALOGUE"] = files.url + "/catalogue.csv"
        found["DIGEST"] = hashlib.sha256(catalogue).hexdigest()
        yield harness.environment(HOME=str(scratch), **found)


def runs_its_examples(tally, name, language, text):
    title = manual_pages.SECTIONS[language]["examples"]
    found = manual_pages.examples(manual_pages.sections(text).get(title, ""))
    if name.endswith(".1"):
        tally.check(f"{language}: two examples at least", len(found) >= 2, f"{len(found)} found")
    # One folder for the page: an example may go on from what the one before it wrote.
    with harness.Scratch() as scratch, surroundings(name, scratch) as variables:
        shutil.copytree(harness.INVENTORIES, scratch / "inventories")
        nights = crontab.runs(tally, language, text, scratch, variables)
        if name == "plan-fetch.1":
            tally.check(f"{language}: cron has something to do", nights >= 2, nights)
        for example in found:
            result = harness.run(["bash", "-o", "pipefail", "-c", example.command], folder=scratch, seconds=300,
                                 variables=variables)
            tally.check(f"{language}: exit {example.code}: {example.command}", result.code == example.code, result)
            if example.output is not None:
                tally.equal(f"{language}: output of: {example.command}", example.output,
                            result.stdout.decode(errors="backslashreplace"))


def check_page(tally, name):
    pages = {}
    for language in manual_pages.LANGUAGES:
        path = manual_pages.path(name, language)
        if not tally.check(f"{language}: the page exists", path.exists(), path):
            continue
        text = pages[language] = path.read_text(encoding="utf-8")
        tally.check(f"{language}: the page is named {name}",
                    text.startswith(f"{name.rsplit('.', 1)[0]}({name.rsplit('.', 1)[1]})"), text.split("\n")[0])
        has_its_sections(tally, name, language, text)
        is_well_formed(tally, language, text)
        tally.attempt(f"{language}: examples", runs_its_examples, tally, name, language, text)
    if name.endswith(".1"):
        tool = name[:-2]
        tally.attempt("options", agree_on_options, tally, tool, pages)
        tally.attempt("completions", completions_parse, tally, tool)
        tally.attempt("completions in bash", completes_in_bash, tally, tool)


def main(names):
    tally = harness.Tally()
    for name in names:
        check_page(tally, name)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
