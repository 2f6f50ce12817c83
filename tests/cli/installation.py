#!/usr/bin/env python3
"""What is installed works from wherever it is put, and a program can be built against it."""

import os
import shlex
import shutil
import subprocess
import sys

import french_locale
import harness
import manual_pages
import streams

PROGRAM = """#include "libplan/record/portfolio.hpp"
#include <iostream>
int main() {
    plan::Portfolio portfolio;
    portfolio.read("{\\"type\\":\\"application\\",\\"id\\":\\"a\\"}\\n{\\"type\\":\\"end\\"}\\n", "text");
    std::cout << portfolio.applications.size() << ' ' << portfolio.ended() << '\\n';
}
"""


def install(scratch):
    """Installs into a folder, then moves the prefix elsewhere, as a package or an archive would."""
    root = scratch / "root"
    environment = dict(os.environ, DESTDIR=str(root))
    subprocess.run(["meson", "install", "-C", str(harness.build_folder()), "--no-rebuild", "--quiet"],
                   env=environment, check=True, capture_output=True)
    (binaries,) = [path.parent for path in root.rglob("plan-import") if path.parent.name == "bin"]
    moved = scratch / "moved"
    binaries.parent.rename(moved)
    return moved


def tools_run_where_they_are(tally, prefix):
    found = sorted(path.name for path in (prefix / "bin").iterdir())
    tally.equal("every tool is installed", harness.all_tools(), found)
    path = f"{prefix / 'bin'}{os.pathsep}{os.environ['PATH']}"
    here = harness.run(["bash", "-c", "plan-classify | plan-assess | plan-target"], streams.fixture("awkward.ndjson"))
    there = harness.run(["bash", "-c", "plan-classify | plan-assess | plan-target"], streams.fixture("awkward.ndjson"),
                        variables=harness.environment(PATH=path))
    tally.equal("installed tools find their data", (here.code, here.stdout), (there.code, there.stdout))
    tally.check("and use it", b'"classification"' in there.stdout and b'"hosting"' in there.stdout, there)
    folder = french_locale.folder()
    if folder is None:
        tally.skip("installed translations", "the French locale cannot be made here")
        return
    variables = harness.environment("fr_FR.UTF-8", LOCPATH=str(folder), PATH=path)
    tally.check("installed tools find their translations",
                harness.run(["plan-check", "--help"], variables=variables).stdout
                != harness.run(["plan-check", "--help"]).stdout)


def documents_are_there(tally, prefix):
    for tool in harness.all_tools():
        for place in (f"share/man/man1/{tool}.1", f"share/man/fr/man1/{tool}.1",
                      f"share/bash-completion/completions/{tool}.bash", f"share/zsh/site-functions/_{tool}",
                      f"share/fish/vendor_completions.d/{tool}.fish"):
            path = prefix / place
            tally.check(f"installed: {place}", path.exists() and path.stat().st_size > 0)
    for language in ("", "fr/"):
        tally.check(f"installed: {language}plan-records.5", (prefix / f"share/man/{language}man5/plan-records.5").exists())


def headers_are_there(tally, prefix):
    source, installed = harness.ROOT / "libplan", prefix / "include" / "libplan"
    tally.equal("every header is installed, under the path by which it is included",
                "\n".join(sorted(str(path.relative_to(source)) for path in source.glob("*/*.hpp"))),
                "\n".join(sorted(str(path.relative_to(installed)) for path in installed.rglob("*.hpp"))))


def programs_build_against_it(tally, prefix, scratch):
    if shutil.which("pkg-config") is None or shutil.which("g++") is None:
        tally.skip("a program built against libplan", "pkg-config or g++ is not installed")
        return
    (description,) = prefix.rglob("libplan.pc")
    flags = harness.run(["pkg-config", f"--define-variable=prefix={prefix}", "--cflags", "--libs", "--static", "libplan"],
                        variables=harness.environment(PKG_CONFIG_PATH=str(description.parent)))
    if not tally.check("pkg-config knows libplan", flags.code == 0, flags):
        return
    (scratch / "program.cpp").write_text(PROGRAM)
    sanitizers = os.environ.get("PLAN_SANITIZE", "none")
    sanitize = [] if sanitizers == "none" else [f"-fsanitize={sanitizers}"]
    built = harness.run(["g++", "-std=c++20", *sanitize, "program.cpp", "-o", "program",
                         *shlex.split(flags.stdout.decode())], folder=scratch, seconds=120)
    if not tally.check("a program builds against libplan", built.code == 0, built):
        return
    tally.equal("and runs", b"1 1\n", harness.run([str(scratch / "program")]).stdout)


def main():
    tally = harness.Tally()
    with harness.Scratch() as scratch:
        prefix = install(scratch)
        for test in (tools_run_where_they_are, documents_are_there, headers_are_there):
            tally.attempt(test.__name__.replace("_", " "), test, tally, prefix)
        tally.attempt("programs build against it", programs_build_against_it, tally, prefix, scratch)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
