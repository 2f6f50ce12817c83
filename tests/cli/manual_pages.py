"""Reads the manual's sources (scdoc): sections, options, and the examples that are run."""

import re

import harness

MAN = harness.ROOT / "man"
LANGUAGES = {"en": MAN, "fr": MAN / "fr"}
SECTIONS = {
    "en": {"name": "NAME", "synopsis": "SYNOPSIS", "description": "DESCRIPTION", "options": "OPTIONS",
           "exit": "EXIT STATUS", "examples": "EXAMPLES", "see": "SEE ALSO"},
    "fr": {"name": "NOM", "synopsis": "SYNOPSIS", "description": "DESCRIPTION", "options": "OPTIONS",
           "exit": "CODE DE RETOUR", "examples": "EXEMPLES", "see": "VOIR AUSSI"},
}
OPTION = re.compile(r"(?<![\w-])--([a-z][a-z0-9-]*)")


def path(name, language):
    return LANGUAGES[language] / f"{name}.scd"


def sections(text):
    """{title: text} of the page's first-level sections, in order."""
    result, title, literal = {}, None, False
    for line in text.splitlines():
        literal ^= line.strip() == "```"  # in an example, "# exit 1" is no title
        if line.startswith("# ") and not literal:
            title = line[2:].strip()
            result[title] = ""
        elif title is not None:
            result[title] += line + "\n"
    return result


def plain(text):
    """Without scdoc's marks: *bold*, _underlined_, and backslashes before special characters."""
    return re.sub(r"\\(.)", r"\1", re.sub(r"(?<!\\)[*]|(?<![\\\w])_|(?<!\\)_(?!\w)", "", text))


def defined_options(text):
    """The long options that a section OPTIONS defines: those on lines that begin with a bold dash."""
    names = set()
    for line in text.splitlines():
        if re.match(r"\*?-{1,2}\w|\*?\\?--", line.strip()) and not line.startswith(("\t", "    ")):
            names.update(OPTION.findall(plain(line)))
    return names


class Example:
    """One command of a page, what it must print (None: not compared) and its exit code."""

    def __init__(self, line, command, code):
        self.line, self.command, self.code, self.output = line, command, code, None


def examples(text):
    """The commands of every literal block: lines "$ command", continued by a backslash at the end of a line."""
    result, inside, code, current, continued = [], False, 0, None, False
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() == "```":
            inside, current, code, continued = not inside, None, 0, False
        elif not inside:
            continue
        elif continued:
            current.command += "\n" + line
            continued = line.endswith("\\")
        elif match := re.fullmatch(r"# exit (\d+)", line.strip()):
            code, current = int(match[1]), None
        elif line.startswith("$ "):
            current = Example(number, line[2:], code)
            result.append(current)
            code, continued = 0, line.endswith("\\")
        elif current is not None:
            current.output = (current.output or "") + line + "\n"
    return result
