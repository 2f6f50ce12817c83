#!/usr/bin/env python3
"""Every text that a person reads is translated into French, with the same holes and the same options."""

import ast
import re
import shutil
import subprocess
import sys

import harness

CATALOGUE = harness.ROOT / "tools" / "po" / "fr.po"
HOLE = re.compile(r"\{\{|\}\}|\{[^{}]*\}")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")


def marked_texts():
    """The literals marked PLAN_TEXT, as xgettext finds them."""
    sources = sorted(str(path.relative_to(harness.ROOT)) for folder in ("libplan", "tools")
                     for path in (harness.ROOT / folder).rglob("*.[ch]pp"))
    done = subprocess.run(["xgettext", "--from-code=UTF-8", "--language=C++", "--keyword=PLAN_TEXT", "--output=-",
                           "--omit-header", *sources], cwd=harness.ROOT, capture_output=True, check=True)
    return {text: where for text, _, where in entries(done.stdout.decode())}


def entries(catalogue):
    """(msgid, msgstr, comment lines) of a catalogue, fuzzy ones with an empty translation."""
    for block in re.split(r"\n\s*\n", catalogue):
        parts, current, comments = {"msgid": "", "msgstr": ""}, None, []
        for line in block.splitlines():
            if line.startswith("#~"):
                continue
            if line.startswith("#"):
                comments.append(line)
                continue
            match = re.match(r'(msgid|msgstr)? *(".*")$', line)
            if match:
                current = match[1] or current
                parts[current] += ast.literal_eval(match[2])
        fuzzy = any(line.startswith("#,") and "fuzzy" in line for line in comments)
        if parts["msgid"]:
            yield parts["msgid"], "" if fuzzy else parts["msgstr"], " ".join(comments)


def main():
    tally = harness.Tally()
    if shutil.which("xgettext") is None:
        tally.skip("translations", "xgettext is not installed")
        return tally.close()
    texts = marked_texts()
    tally.check("texts are marked", len(texts) > 0)
    french = {text: translation for text, translation, _ in entries(CATALOGUE.read_text(encoding="utf-8"))}
    missing = [f"{where}\n  {text}" for text, where in texts.items() if not french.get(text)]
    tally.check("every text has its French", not missing,
                "\n".join([f"{len(missing)} of {len(texts)} missing (ninja -C build update-translations)", *missing]))
    left = [text for text in french if text not in texts]
    tally.check("no translation without its text", not left, "\n".join(left))
    for text, translation in french.items():
        if not translation:
            continue
        if sorted(HOLE.findall(text)) != sorted(HOLE.findall(translation)):
            tally.check(f"the same holes: {text}", False, translation)
        if set(OPTION.findall(text)) != set(OPTION.findall(translation)):
            tally.check(f"the same options: {text}", False, translation)
    tally.check("holes and options were compared", True)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
