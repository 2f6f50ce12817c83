#!/usr/bin/env python3
"""The rules of the house: which room may include which, and what stays out of the library.

Rooms stand on floors; a room includes only rooms on lower floors. A third-party library whose types would spread
through the code never appears in a header that another room can reach. Only tools/ touches the process.
"""

import re
import sys

import harness

FLOORS = {"base": 1, "record": 2, "source": 3, "graph": 3, "view": 4, "policy": 4, "check": 4, "schedule": 4,
          "fetch": 4}
CONFINED = ("boost/", "pugixml", "curl/", "openssl/", "simdjson", "zip.h", "isa-l/", "expat", "xlsxwriter", "yaml.h",
            "Eigen/", "kainjow/")
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.MULTILINE)
PROCESS = {
    "standard streams": re.compile(r"\bstd::(cout|cerr|clog|cin)\b|\b(stdout|stderr|stdin)\b|\bprintf\s*\(|\bputs\s*\("),
    "leaving the process": re.compile(r"\b(std::)?(exit|quick_exit|_exit|abort)\s*\("),
    "the locale": re.compile(r"\bsetlocale\s*\(|\bstd::locale\b|<clocale>|<locale>"),
    "the environment": re.compile(r"\b(secure_)?getenv\s*\("),
    "the clock": re.compile(r"\bsystem_clock::now\b|\b(std::)?time\s*\(\s*(nullptr|NULL|0)\s*\)|<ctime>"),
}


def without_comments(text):
    """The code with comments and string literals blanked, so that words in them do not count."""
    pattern = re.compile(r'R"(\w*)\((?:.|\n)*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|//[^\n]*|/\*(?:.|\n)*?\*/')
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


class Sources:
    """The files of a tree that follow the house's layout, with their includes."""

    def __init__(self, root):
        self.root = root
        self.texts = {}
        for folder in ("libplan", "tools", "tests/unit"):
            for path in sorted((root / folder).rglob("*.[ch]pp")):
                self.texts[path.relative_to(root).as_posix()] = path.read_text(encoding="utf-8")

    def includes(self, path):
        """(kind of quote, name) of each include; kept from before string literals are blanked."""
        return INCLUDE.findall(self.texts[path])

    def room(self, path):
        parts = path.split("/")
        if parts[0] == "libplan" and len(parts) == 3:
            return parts[1]
        if path.startswith("tests/unit/") and len(parts) == 4:
            return parts[2]
        return None

    def reachable(self, header, seen=None):
        """The project's headers that including `header` brings in, itself among them."""
        seen = set() if seen is None else seen
        if header in seen or header not in self.texts:
            return seen
        seen.add(header)
        for _, name in self.includes(header):
            self.reachable(name, seen)
        return seen


def wrong_directions(sources):
    for path in sources.texts:
        room = sources.room(path)
        for quote, name in sources.includes(path):
            target = sources.room(name)
            if name.startswith("tools/") and path.startswith("libplan/"):
                yield f"{path} includes {name}: the library does not know the tools"
            if not name.startswith("libplan/"):
                continue
            if quote == "<":
                yield f'{path}: write #include "{name}"'
            if name not in sources.texts:
                yield f"{path} includes {name}, which does not exist"
            elif room is None or room == target:
                continue
            elif room not in FLOORS or target not in FLOORS:
                yield f"{path} includes {name}: a room without a floor (add it to FLOORS and to the design)"
            elif path.startswith("tests/") and target == "check":
                continue  # every plan that a test produces goes through the independent checker
            elif FLOORS[target] >= FLOORS[room]:
                yield f"{path} (floor {FLOORS[room]}) includes {name} (floor {FLOORS[target]})"


def relative_includes(sources):
    for path in sources.texts:
        for quote, name in sources.includes(path):
            if quote == '"' and not name.startswith(("libplan/", "tools/", "tests/")):
                yield f'{path}: "{name}" is not written from the root of the project'


def confined_libraries(sources):
    """Third-party headers that a file of another room reaches."""
    carriers = {path: [name for _, name in sources.includes(path) if name.startswith(CONFINED)]
                for path in sources.texts if path.endswith(".hpp") and path.startswith("libplan/")}
    carriers = {path: names for path, names in carriers.items() if names}
    for path in sources.texts:
        for quote, name in sources.includes(path):
            for header in sorted(sources.reachable(name)):
                if header in carriers and sources.room(path) != sources.room(header):
                    yield f"{path} reaches {', '.join(carriers[header])} through {header}"
        if path.startswith("tools/"):
            for _, name in sources.includes(path):
                if name.startswith(CONFINED):
                    yield f"{path} includes {name}: wrap it in a room of libplan/"


DEFINITION = re.compile(r"^(?:struct|class|enum class) (\w+)(?: final)?(?: : [^;{]*)? \{", re.MULTILINE)
NAMESPACE = re.compile(r"^namespace ([\w:]+) \{", re.MULTILINE)


def names_defined_twice(sources):
    """Two types of one name in one namespace: the linker takes members of either for both, without a word."""
    places = {}
    for path, text in sources.texts.items():
        if not path.endswith(".hpp") or path.startswith("tests/"):
            continue
        for match in DEFINITION.finditer(text):
            spaces = NAMESPACE.findall(text, 0, match.start())
            places.setdefault((spaces[-1] if spaces else "", match[1]), []).append(path)
    for (space, name), paths in places.items():
        if len(set(paths)) > 1:
            yield f"{space}::{name} is defined in {' and in '.join(paths)}"


def process_in_library(sources):
    for path, text in sources.texts.items():
        if not path.startswith("libplan/"):
            continue
        code = without_comments(text)
        for what, pattern in PROCESS.items():
            for match in pattern.finditer(code):
                line = code.count("\n", 0, match.start()) + 1
                yield f"{path}:{line}: {what}: only tools/ touches it ({match[0].strip()})"


def long_files(sources, limit=450):
    for path, text in sources.texts.items():
        lines = text.count("\n")
        if lines > limit and not path.startswith("tests/"):
            yield f"{path} has {lines} lines (at most {limit}): split it by subject"


def forgotten_files(sources):
    """A file that no build file names is neither compiled nor run, and nobody is told."""
    for path in sources.texts:
        folder, name = path.rsplit("/", 1)
        if not name.endswith(".cpp") or folder == "tools":
            continue
        build = sources.root / folder / "meson.build"
        if not build.exists():
            build = sources.root / "tools" / "meson.build"
        if not build.exists() or name not in build.read_text(encoding="utf-8"):
            yield f"{path} is named in no meson.build"


def lone_headers(sources):
    for path, text in sources.texts.items():
        if path.endswith(".hpp") and "#pragma once" not in text:
            yield f"{path} lacks #pragma once"


RULES = {
    "includes point down the floors": wrong_directions,
    "includes are written from the root": relative_includes,
    "third-party headers stay in their room": confined_libraries,
    "the library does not touch the process": process_in_library,
    "files have one subject": long_files,
    "headers are included once": lone_headers,
    "files are built": forgotten_files,
    "a name is one type": names_defined_twice,
}

# For each rule, files of a small house that breaks it: a rule that lets them pass protects nothing.
BROKEN = {
    "includes point down the floors": {
        "libplan/check/a.cpp": '#include "libplan/schedule/b.hpp"\n', "libplan/schedule/b.hpp": "#pragma once\n"},
    "includes are written from the root": {"libplan/base/a.cpp": '#include "b.hpp"\n'},
    "third-party headers stay in their room": {
        "libplan/graph/a.hpp": "#pragma once\n#include <boost/graph/graph_traits.hpp>\n",
        "libplan/graph/b.hpp": '#pragma once\n#include "libplan/graph/a.hpp"\n',
        "libplan/check/c.cpp": '#include "libplan/graph/b.hpp"\n'},
    "the library does not touch the process": {"libplan/base/a.cpp": "void f() { std::cout << 1; }\n"},
    "files have one subject": {"libplan/base/a.cpp": "\n" * 451},
    "headers are included once": {"libplan/base/a.hpp": "\n"},
    "files are built": {"tests/unit/base/a_test.cpp": "\n", "tests/unit/base/meson.build": "files('b_test.cpp')\n"},
    "a name is one type": {
        "libplan/view/a.hpp": "#pragma once\nnamespace plan {\nstruct Row {\n};\n}\n",
        "libplan/source/b.hpp": "#pragma once\nnamespace plan {\nclass Row final : public A {\n};\n}\n"},
}


def main():
    tally = harness.Tally()
    sources = Sources(harness.ROOT)
    for name, rule in RULES.items():
        findings = list(dict.fromkeys(rule(sources)))
        tally.check(name, not findings, "\n".join(findings))
        with harness.Scratch() as scratch:
            for path, text in BROKEN[name].items():
                (scratch / path).parent.mkdir(parents=True, exist_ok=True)
                (scratch / path).write_text(text)
            tally.check(f"{name}: a breach is found", any(rule(Sources(scratch))))
    rooms = {path.name for path in (harness.ROOT / "libplan").iterdir() if path.is_dir()}
    tally.equal("every room has a floor", sorted(FLOORS), sorted(rooms))
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
