#!/usr/bin/env python3
"""The workbook of a plan says what its tables say: LibreOffice opens .ods and .xlsx, and each sheet written as CSV has the
same values as the table that plan-export writes by itself; dates are dates, numbers are numbers, and the colours are rules."""

import csv
import datetime
import io
import json
import re
import shutil
import sys
import xml.etree.ElementTree as tree
import zipfile

import harness
import streams
import workbooks

# Sheets in their order, by language, and the table that each holds; the inventory's applications have headers of their own.
SHEETS = {
    "fr": {"Plan": "plan", "Vagues": "waves", "Tâches": "tasks", "Applications": None, "Groupes": "groups",
           "Passerelles": "bridges", "Quatre questions": "answers", "Charge des équipes": "load",
           "Conformité": "compliance", "Questions ouvertes": "questions"},
    "en": {"Plan": "plan", "Waves": "waves", "Tasks": "tasks", "Applications": None, "Groups": "groups",
           "Bridges": "bridges", "Four questions": "answers", "Team load": "load", "Compliance": "compliance",
           "Open questions": "questions"},
}
TRUTHS = {"fr": {"oui": "TRUE", "non": "FALSE"}, "en": {"yes": "TRUE", "no": "FALSE"}}
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

HOSTILE = [
    {"type": "application", "id": "=1+1", "name": "+33;1\n2", "owner": "@SUM(A1)", "business_owner": "\u202eltr \x01",
     "site": "-1", "group": "g", "classification": {"class": "personal", "verdict": "to_qualify", "questions": [
         {"field": "harm.health_life", "text": "=HYPERLINK(\"http://127.0.0.1\")", "owner": "@2"}], "because": []},
     "hosting": {"today": {"status": "non_conforming", "because": [{"rule": "D2", "source": "R9", "text": "=3"}]},
                 "eligible": [], "rejected": [], "target": "t", "because": []},
     "planned": {"wave": 1, "cutover": "2027-04-04", "alone": False, "before": ["=b"], "with": ["-c"], "because": [],
                 "bridges": [{"other": "=b", "start": "2027-04-05", "finish": "2027-04-30"}]}},
    {"type": "team", "id": "=t", "name": "=équipe", "phases": ["migrate"], "capacity_people": 0.5},
    {"type": "group", "id": "g", "name": "=g", "applications": ["=1+1"], "weight": 0.1, "cut": 2.5, "because": []},
    {"type": "wave", "id": "wave-1", "number": 1, "window": "=w", "start": "2027-04-03", "finish": "2027-04-04",
     "groups": ["g"], "applications": ["=1+1"], "effort_days": 2.25},
    {"type": "bridge", "from": "=1+1", "to": "=b", "start": "2027-04-05", "finish": "2027-04-30", "days": 26, "weight": 1.5,
     "flows": 3, "because": []},
    {"type": "task", "id": "=1+1/migrate", "application": "=1+1", "phase": "migrate", "wave": 1, "team": "=t", "people": 1,
     "effort_days": 2.25, "duration_days": 3, "start": "2027-03-01", "finish": "2027-03-03", "predecessors": [],
     "critical": True, "status": "in_progress", "because": [{"rule": "r", "source": "s", "text": "-4"}]},
    {"type": "end"},
]


def value(cell, truths):
    """A cell as both sides can write it: numbers without how they are written, dates as days."""
    cell = truths.get(cell, cell)
    found = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", cell)
    if found:
        return datetime.date(int(found[3]), int(found[2]), int(found[1]))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", cell):
        return datetime.date.fromisoformat(cell)
    if re.fullmatch(r"[+-]?\d+(\.\d+)?(E[+-]?\d+)?", cell):
        return round(float(cell), 6)
    # Calc joins the blanks of a line that stands in a cell of several.
    return re.sub(r"[ \t]+", " ", cell)


def harmless(cell):
    """What neutralise() put before a formula, taken away."""
    bare = cell.lstrip("'")
    return cell[1:] if cell.startswith("'") and bare.startswith(("=", "+", "-", "@", "\t", "\n", "\r")) else cell


def expected_rows(stream, table, language):
    content = harness.must(["plan-export", "--dialect", "rfc4180", "--lang", language, "--table", table], stream)
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    return rows[:1] + [[value(harmless(cell), TRUTHS[language]) for cell in row] for row in rows[1:]]


def sheet_file(written, sheet):
    """LibreOffice calls a sheet's file workbook-Sheet.csv."""
    for path in written:
        if path.stem.endswith("-" + sheet):
            return path
    raise AssertionError(f"no file for the sheet {sheet} among {[path.name for path in written]}")


def same_values(tally, scratch, office, name, stream, language):
    for form in ("ods", "xlsx"):
        path = scratch / f"{name}-{language}.{form}"
        path.write_bytes(harness.must(["plan-export", "--to", form, "--lang", language], stream))
        label = f"{name}, {language}, .{form}"
        typed(tally, label, path, form, language)
        if office is None:
            continue
        written = office.convert(path, workbooks.CSV_FILTER, scratch / f"{name}-{language}-{form}-csv")
        tally.equal(f"{label}: LibreOffice finds the sheets", len(SHEETS[language]), len(written))
        for sheet, table in SHEETS[language].items():
            rows = list(csv.reader(io.StringIO(sheet_file(written, sheet).read_text(encoding="utf-8"), newline=""),
                                   delimiter=";"))
            found = rows[:1] + [[value(cell, {}) for cell in row] for row in rows[1:]]
            if table is None:
                ids = [json.loads(line)["id"] for line in stream.decode().splitlines() if '"type":"application"' in
                       line.replace(" ", "")]
                tally.equal(f"{label}: the sheet {sheet} has each application", ids,
                            [row[0] for row in rows[1:]])
                continue
            tally.equal(f"{label}: the sheet {sheet} has the values of the table {table}",
                        "\n".join(map(repr, expected_rows(stream, table, language))), "\n".join(map(repr, found)))


def typed(tally, label, path, form, language):
    """What the file itself says, without a spreadsheet: names, types, filters, what is frozen, rules, no formula."""
    with zipfile.ZipFile(path) as package:
        if form == "ods":
            content = tree.fromstring(package.read("content.xml"))
            sheets = [one.get(TABLE + "name") for one in content.iter(TABLE + "table")]
            kinds = {one.get(OFFICE + "value-type") for one in content.iter(TABLE + "table-cell")}
            filters = len(list(content.iter(TABLE + "database-range")))
            rules = {one.get("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}condition") for one in content.iter()
                     if one.tag.endswith("}map")}
            formulas = [one for one in content.iter() if one.get(TABLE + "formula")]
            frozen = package.read("settings.xml").count(b'"VerticalSplitPosition" config:type="int">1<')
            tally.check(f"{label}: dates, numbers and truths are typed", {"date", "float", "boolean"} <= kinds, kinds)
        else:
            book = tree.fromstring(package.read("xl/workbook.xml"))
            sheets = [one.get("name") for one in book.iter(MAIN + "sheet")]
            parts = [tree.fromstring(package.read(f"xl/worksheets/sheet{place + 1}.xml")) for place in range(len(sheets))]
            filters = sum(1 for part in parts if part.find(MAIN + "autoFilter") is not None)
            rules = {one.findtext(MAIN + "formula") for part in parts for one in part.iter(MAIN + "cfRule")}
            formulas = [one for part in parts for one in part.iter(MAIN + "f")]
            frozen = sum(1 for part in parts for one in part.iter(MAIN + "pane") if one.get("state") == "frozen")
            kinds = {one.get("t") for part in parts for one in part.iter(MAIN + "c")}
            tally.check(f"{label}: numbers, truths and texts are typed", {"s", "b", None} <= kinds, kinds)
    tally.equal(f"{label}: sheets stand in their order", list(SHEETS[language]), sheets)
    tally.equal(f"{label}: every header filters", len(sheets), filters)
    tally.equal(f"{label}: every header stays in sight", len(sheets), frozen)
    tally.equal(f"{label}: no cell is a formula", 0, len(formulas))
    status = {"fr": "Non conforme", "en": "Non-conforming"}[language]
    tally.check(f"{label}: status, class and overload are coloured by rules",
                any(status in (rule or "") for rule in rules) and any("TRUE" in (rule or "") for rule in rules)
                and any("100" in (rule or "") for rule in rules), sorted(map(str, rules)))


def harmless_as_csv(tally):
    """No table gives a spreadsheet something to compute, whatever the plan's texts begin with."""
    stream = workbooks.stream_of(HOSTILE)
    for table in filter(None, SHEETS["fr"].values()):
        for dialect, separator in (("excel-fr", ";"), ("rfc4180", ",")):
            content = harness.must(["plan-export", "--table", table, "--dialect", dialect], stream).decode("utf-8-sig")
            rows = list(csv.reader(io.StringIO(content, newline=""), delimiter=separator))
            tally.check(f"hostile: the table {table} has rows ({dialect})", len(rows) > 1)
            tally.equal(f"hostile: the table {table} has no formula ({dialect})", [],
                        [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
                         and not re.fullmatch(r"[+-]?\d+([.,]\d+)?", cell)])


def colours_survive(tally, scratch, office):
    """LibreOffice takes the rules of .ods for its own: it writes them into .xlsx."""
    path = scratch / "colours.ods"
    path.write_bytes(harness.must(["plan-export", "--to", "ods"], workbooks.stream_of(HOSTILE)))
    written = office.convert(path, "xlsx", scratch / "colours")
    with zipfile.ZipFile(written[0]) as package:
        rules = [one.findtext(MAIN + "formula") for name in package.namelist() if name.startswith("xl/worksheets/sheet")
                 for one in tree.fromstring(package.read(name)).iter(MAIN + "cfRule")]
    for wanted in ('"Non conforme"', '"À qualifier"', '"En cours"', "TRUE", "100"):
        tally.check(f"LibreOffice keeps the rule for {wanted}", any(wanted in (rule or "") for rule in rules), rules)


def main():
    tally = harness.Tally()
    demo = streams.imported("ministere-demo")
    for tool in ("plan-classify", "plan-assess", "plan-target", "plan-group", "plan-schedule"):
        demo = streams.after(tool, demo)
    with harness.Scratch() as scratch:
        office = workbooks.Office(scratch)
        if shutil.which("soffice") is None:
            tally.skip("sheets written by LibreOffice", "soffice is not installed")
            office = None
        for language in ("fr", "en"):
            tally.attempt("hostile cells", same_values, tally, scratch, office, "hostile", workbooks.stream_of(HOSTILE),
                          language)
        tally.attempt("harmless as CSV", harmless_as_csv, tally)
        tally.attempt("the demo", same_values, tally, scratch, office, "demo", demo, "fr")
        if office is not None:
            tally.attempt("colours", colours_survive, tally, scratch, office)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
