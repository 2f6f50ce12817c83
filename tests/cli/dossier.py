#!/usr/bin/env python3
"""The dossier as its readers get it: pages that are well formed, lead somewhere, load nothing and can be read aloud;
Markdown whose tables keep their shape."""

import base64
import hashlib
import html.parser
import re
import sys

import harness
import streams

VOID = {"meta", "br", "img", "hr", "input", "link"}


class Page(html.parser.HTMLParser):
    """What is wrong with a page, and what the checks ask of it."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.wrong, self.ids, self.links, self.tags = [], [], [], [], []
        self.pictures = []  # for each svg: the elements in it, and whether a table follows in its figure
        self.feed(text)
        if self.open:
            self.wrong.append(f"never closed: {self.open}")

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.tags.append((tag, found))
        if len(found) != len(attributes):
            self.wrong.append(f"an attribute twice: {tag} {attributes}")
        if "id" in found:
            self.ids.append(found["id"])
        if found.get("href", "").startswith("#"):
            self.links.append(found["href"][1:])
        for name in ("aria-labelledby",):
            self.links.extend(found.get(name, "").split())
        if tag == "svg":
            self.pictures.append({"inside": set(), "role": found.get("role"), "table": False})
        elif "svg" in self.open:
            self.pictures[-1]["inside"].add(tag)
        elif tag == "table" and "figure" in self.open and self.pictures:
            self.pictures[-1]["table"] = True
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> closes {self.open[-3:]} at {self.getpos()}")
        if tag in self.open:
            while self.open.pop() != tag:
                pass


def check_page(tally, name, text):
    page = Page(text)
    tally.check(f"{name}: every element is closed where it should be", not page.wrong, "\n".join(page.wrong[:10]))
    repeated = sorted({one for one in page.ids if page.ids.count(one) > 1}) if len(page.ids) < 5000 else []
    tally.check(f"{name}: no id stands twice", not repeated, repeated[:10])
    nowhere = sorted(set(page.links) - set(page.ids))
    tally.check(f"{name}: every link leads somewhere", not nowhere, nowhere[:10])
    tally.check(f"{name}: nothing runs", not [tag for tag, _ in page.tags if tag in ("script", "iframe", "object", "form")])
    loading = [(tag, found) for tag, found in page.tags
               if "src" in found or (tag in ("link", "image", "use")) or any(key.startswith("on") for key in found)
               or "style" in found or "javascript:" in found.get("href", "")]
    tally.check(f"{name}: nothing is loaded, nothing has a style of its own", not loading, loading[:5])
    bare = [found for tag, found in page.tags if tag == "th" and found.get("scope") not in ("row", "col")]
    tally.check(f"{name}: every header says of what", not bare, bare[:5])
    tables = sum(tag == "table" for tag, _ in page.tags)
    tally.equal(f"{name}: every table has a caption", tables, sum(tag == "caption" for tag, _ in page.tags))
    for place, picture in enumerate(page.pictures):
        tally.check(f"{name}: picture {place + 1} has its title, description and table",
                    picture["role"] == "img" and {"title", "desc"} <= picture["inside"] and picture["table"], picture)
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    tally.check(f"{name}: its policy allows its own style sheet and nothing else",
                f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'" in text)
    tally.check(f"{name}: nothing of a template is left", "{{" not in re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL))


def columns(line):
    return len(re.sub(r"\\.", "", line).strip().strip("|").split("|"))


def check_markdown(tally, name, text):
    wrong = []
    lines = text.split("\n")
    for place, line in enumerate(lines):
        if not re.fullmatch(r"\|(?: ?:?-+:? ?\|)+", line):
            continue
        wanted = columns(line)
        if columns(lines[place - 1]) != wanted or (place > 1 and lines[place - 2].strip()):
            wrong.append(f"{place}: {lines[place - 1][:120]}")
        for row in range(place + 1, len(lines)):
            if not lines[row].startswith("|"):
                break
            if columns(lines[row]) != wanted:
                wrong.append(f"{row + 1}: {lines[row][:120]}")
    tally.check(f"{name}: every table keeps its shape, with a blank line before", not wrong, "\n".join(wrong[:10]))
    joined = [f"{place + 1}: {line}" for place, line in enumerate(lines)
              if line.startswith("#") and place > 0 and lines[place - 1].strip()]
    tally.check(f"{name}: a blank line stands before each heading", not joined, "\n".join(joined[:5]))
    tally.check(f"{name}: nothing of a template is left", "{{" not in text)


def main():
    tally = harness.Tally()
    demo = streams.input_of("plan-report", streams.imported("ministere-demo"))
    stated = harness.must(["plan-target", "--matrix", "--compliance"], demo, allowed=(0, 1), seconds=120)
    inputs = {"the demo": stated, "awkward records": streams.fixture("awkward.ndjson"), "nothing": b'{"type":"end"}\n'}
    for name, stream in inputs.items():
        for language in ("fr", "en"):
            told = f"{name}, {language}"
            written = harness.must(["plan-report", "--lang", language, "--watermark", "DIFFUSION RESTREINTE"], stream,
                                   seconds=120)
            tally.attempt(told, check_page, tally, told, written.decode())
            written = harness.must(["plan-report", "--to", "md", "--lang", language], stream, seconds=120)
            tally.attempt(f"{told}, Markdown", check_markdown, tally, f"{told}, Markdown", written.decode())
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
