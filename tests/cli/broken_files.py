#!/usr/bin/env python3
"""Broken and hostile files of every format that plan-import reads: each gives a clear error, none a crash or a hang.

Each file is read alone, in a bounded memory: the exit code and the message's code are those of the table below, and the
message names the file. Then all of them are read as one folder: every error is said in one run, and the stream that
comes out is not closed.
"""

import io
import re
import resource
import subprocess
import sys
import zipfile

import harness

MEMORY = 1 << 30  # bytes of address space; no reader needs as much, whatever the file claims to hold
ERROR = re.compile(r"^plan-import: (?P<file>[^:]+):(?:(?P<place>.*): |[ ])?error: (?P<text>.+) \[(?P<code>[a-z0-9-]+)\]$")

OFFICE = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
          'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
          'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"')
MANIFEST = ('<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{}'
            '</manifest:manifest>')
LETTERS = "abcdefghij"
LAUGHS = ('<!DOCTYPE x [<!ENTITY a "ha">' +
          "".join(f'<!ENTITY {letter} "{f"&{before};" * 10}">' for before, letter in zip(LETTERS, LETTERS[1:])) + "]>")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
EXCHANGE = 'xmlns="http://www.opengroup.org/xsd/archimate/3.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
ARCHI = ('xmlns:archimate="http://www.archimatetool.com/archimate" '
         'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"')
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what encrypted workbooks and those of Excel 97 begin with


def archive(entries, kind=zipfile.ZIP_DEFLATED):
    """A zip file of (name, content) pairs."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as file:
        for name, content in entries:
            file.writestr(name, content)
    return out.getvalue()


def cell(text):
    return f"<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"


def row(*texts):
    return "<table:table-row>" + "".join(map(cell, texts)) + "</table:table-row>"


def content(sheets, root="office:document-content", prologue=""):
    tables = "".join(f'<table:table table:name="{name}">{rows}</table:table>' for name, rows in sheets)
    return (f'<?xml version="1.0" encoding="UTF-8"?>{prologue}<{root} {OFFICE} office:version="1.3"><office:body>'
            f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></{root}>")


def ods(text, *more):
    return archive([("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", text), *more])


def bomb():
    """An .ods whose content is six gigabytes of blanks within a cell, in a few megabytes."""
    head, tail = content([("Applications", row("Code", "Nom") + row("a", "SPLIT"))]).split("SPLIT")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        with file.open("content.xml", "w", force_zip64=True) as entry:
            entry.write(head.encode())
            piece = b"x" * (1 << 20)
            for _ in range(1 << 10):
                entry.write(piece)
            entry.write(tail.encode())
    return out.getvalue()


def xlsx(sheet, strings=(), omit=(), name="Applications"):
    shared = f'<sst xmlns="{MAIN}">' + "".join(f"<si><t>{text}</t></si>" for text in strings) + "</sst>"
    entries = [
        ("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
        ("_rels/.rels", f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{LINKS}/officeDocument" '
                        f'Target="xl/workbook.xml"/></Relationships>'),
        ("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets><sheet name="{name}" sheetId="1" '
                            f'r:id="rId1"/></sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels",
         f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{LINKS}/worksheet" '
         f'Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{LINKS}/sharedStrings" '
         f'Target="sharedStrings.xml"/></Relationships>'),
        ("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>'),
        ("xl/sharedStrings.xml", shared),
    ]
    return archive([entry for entry in entries if entry[0] not in omit])


def inline(reference, text):
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


SHEET = f'<row r="1">{inline("A1", "Code")}{inline("B1", "Nom")}</row>'
BOM = '<bom xmlns="http://cyclonedx.org/schema/bom/1.5">'
GOOD_ODS = ods(content([("Applications", row("Code", "Nom") + row("a", "A"))]))
GOOD_XLSX = xlsx(SHEET + f'<row r="2">{inline("A2", "a")}</row>')
SQL = "CREATE TABLE `m_applications` (\n  `id` int NOT NULL,\n  `name` varchar(32)\n);\n"
KONVEYOR = "Record Type,Application Name,Description,Comments,Business Service,Dependency,Dependency Direction\n"
DEEP = b"[" * 200_000


def damaged(data):
    """The same archive with bytes of its first large entry changed."""
    at = data.index(b"content.xml") + 40
    return data[:at] + bytes(255 - byte for byte in data[at:at + 40]) + data[at + 40:]


# name: (content, exit code, code of an error that is said)
FILES = {
    # --- tables of text
    "applications-empty.csv": (b"", 3, "empty-file"),
    "applications-blank.csv": (b"\n\n \n", 3, "empty-file"),
    "applications-quote.csv": (b'Code;Nom\na;"never closed\nb;B\n', 3, "unterminated-quote"),
    "applications-binary.csv": (b"Code;Nom\n\x00\x01\x02\x03", 3, "not-text"),
    "applications-no-id.csv": (b"Nom;Site\nA;Paris\n", 3, "missing-column"),
    "applications-long-row.csv": (b"Code;Nom\na;" + b"x" * (3 << 20) + b"\n", 3, "row-too-long"),
    "applications-columns.csv": (b";".join(b"c%d" % n for n in range(20_000)) + b"\n", 3, "too-many-columns"),
    "applications-utf8.csv": ("Code;Nom\nà;é\nb;ç\n".encode() + b"c;\xc3\x28 caf\xc3\xa9\n", 1, "invalid-utf8"),
    "applications-wide.csv": (b"Code;Nom\na;A;surplus\n", 1, "too-many-cells"),
    "applications-date.csv": (b"Code;Fin de contrat\na;31/02/2027\n", 1, "invalid-date"),
    "applications-number.csv": (b"Code;Utilisateurs\na;1e999\n", 1, "invalid-number"),
    "applications-level.csv": (b"Code;Mineurs\na;perhaps\n", 1, "invalid-boolean"),
    "flux-no-end.csv": (b"Appelant;Appel\xc3\xa9\na;\n", 1, "missing-value"),
    # --- OpenDocument workbooks
    "cut.ods": (GOOD_ODS[:-200], 3, "damaged-archive"),
    "damaged.ods": (damaged(GOOD_ODS), 3, "damaged-archive"),
    "words.ods": (b"these are only words", 3, "not-a-zip"),
    "bomb.ods": (bomb, 3, "row-too-long"),
    "laughs.ods": (ods(content([("Applications", row("Code", "&j;"))], prologue=LAUGHS)), 3, "xml-doctype"),
    "empty.ods": (archive([("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]), 3, "not-a-workbook"),
    "encrypted.ods": (ods("\x8f\x00garbled", ("META-INF/manifest.xml", MANIFEST.format(
        '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'))),
        3, "encrypted-file"),
    "open.ods": (ods(content([("Applications", row("Code"))])[:-40]), 3, "invalid-xml"),
    "deep.ods": (ods(content([("Applications", "<table:table-row>" * 100_000)])), 3, "xml-limit"),
    "strangers.ods": (ods(content([("Recettes", row("Farine")), ("Vins", row("Rouge"))])), 3, "unknown-sheets"),
    "no-id.ods": (ods(content([("Applications", row("Nom") + row("A"))])), 3, "missing-column"),
    "cells.ods": (ods(content([("Applications", row("Code", "Fin de contrat") + row("a", "31/02/2027"))])), 1,
                  "invalid-date"),
    "cut.fods": (content([("Applications", row("Code"))], "office:document")[:-60].encode(), 3, "invalid-xml"),
    "laughs.fods": (content([("Applications", row("&j;"))], "office:document", LAUGHS).encode(), 3, "xml-doctype"),
    # --- Excel workbooks
    "cut.xlsx": (GOOD_XLSX[:-300], 3, "damaged-archive"),
    "old.xls": (COMPOUND + bytes(600), 3, "not-a-workbook"),
    "encrypted.xlsx": (COMPOUND + bytes(600), 3, "not-a-workbook"),
    "no-workbook.xlsx": (xlsx(SHEET, omit=("xl/workbook.xml",)), 3, "not-a-workbook"),
    "no-sheet.xlsx": (xlsx(SHEET, omit=("xl/worksheets/sheet1.xml",)), 3, "missing-entry"),
    "string.xlsx": (xlsx(SHEET + '<row r="2"><c r="A2" t="s"><v>99999999999</v></c></row>'), 3, "invalid-workbook"),
    "error.xlsx": (xlsx(SHEET + '<row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>'), 1, "error-cell"),
    "reference.xlsx": (xlsx(SHEET + '<row r="2"><c r="ZZZZZZ9"><v>1</v></c></row>'), 3, "beyond-sheet"),
    "laughs.xlsx": (archive([("xl/workbook.xml", LAUGHS + "<workbook/>"), ("[Content_Types].xml", "<Types/>")]), 3,
                    "xml-doctype"),
    # --- models
    "cut.archimate": (f'<archimate:model {ARCHI} name="m" id="m"><folder name="a" id="f">'.encode(), 3,
                      "invalid-xml"),
    "laughs.archimate": (f"{LAUGHS}<archimate:model {ARCHI}>&j;</archimate:model>".encode(), 3, "xml-doctype"),
    "zipped.archimate": (archive([("readme.txt", "no model here")]), 3, "not-archimate"),
    "exchange.xml": (f"<model {EXCHANGE}><elements><element></model>".encode(), 3, "invalid-xml"),
    "laughs.xml": (f"{LAUGHS}<model {EXCHANGE}>&j;</model>".encode(), 3, "xml-doctype"),
    # --- inventories of software and registers
    "cut.cdx.json": (b'{"bomFormat":"CycloneDX","specVersion":"1.5","services":[{"name":"a"', 3, "not-json"),
    "deep.cdx.json": (b'{"bomFormat":"CycloneDX","specVersion":"1.5","services":' + DEEP, 3, "too-deep"),
    "shape.cdx.json": (b'{"bomFormat":"CycloneDX","specVersion":"1.5","services":"none"}', 3, "not-a-list"),
    "cut.cdx.xml": (f'{BOM}<services><service bom-ref="a"><name>A'.encode(), 3, "invalid-xml"),
    "mercator.sql": (SQL.encode() + b"INSERT INTO `m_applications` VALUES (1,'never closed", 3, "unterminated-quote"),
    "mercator-rows.sql": (SQL.encode() + b"INSERT INTO `m_applications` VALUES (1,'a'),(2,'b','too many');\n", 1,
                          "ragged-row"),
    "refapp.json": (b'{"results":[{"id":"a","label":"A","shortName":"A"},{"id":', 3, "not-json"),
    "glpi.json": (b'[{"id":1,"name":"A","appliancetypes_id":"Web"},', 3, "not-json"),
    "glpi-strangers.json": (b'{"Appliance":{},"appliancetypes_id":1}', 3, "no-glpi"),
    "itop.json": (b'{"objects":{"ApplicationSolution::1":{"code":0,', 3, "not-json"),
    "itop-refusal.json": (b'{"code":1,"message":"Error: Invalid login","objects":null}', 3, "refused-by-itop"),
    "konveyor-direction.csv": ((KONVEYOR + "1,A,,,,,\n1,B,,,,,\n2,A,,,,B,sideways\n").encode(), 1, "unknown-direction"),
    "konveyor-nameless.csv": ((KONVEYOR + "1,,,,,,\n").encode(), 1, "missing-value"),
    "intake.csv": (b"wave_id,app_name,server_name,r_type\n1,a,s1,Sideways\n", 1, "unknown-keyword"),
    # --- what no format is
    "notes.json": (b'{"recipe":["flour","water"]}', 3, "unknown-format"),
    "letter.docx": (archive([("word/document.xml", "<w/>")]), 3, "unknown-format"),
}


def bounded():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def run(folder, *operands):
    """plan-import within MEMORY; sanitizers reserve terabytes of addresses, so they go without."""
    bound = None if "sanitize" in str(harness.build_folder()) else bounded
    try:
        done = subprocess.run(["plan-import", *operands], stdin=subprocess.DEVNULL, capture_output=True, cwd=folder,
                              env=harness.environment(), timeout=harness.time_limit(60), check=False, preexec_fn=bound)
    except subprocess.TimeoutExpired:
        return harness.Result(b"", "did not end", None)
    return harness.Result(done.stdout, done.stderr.decode(errors="replace"), done.returncode)


def errors_of(result, name):
    """The codes of the errors that name the file."""
    found = (ERROR.match(line) for line in result.stderr.splitlines())
    return [error["code"] for error in found if error and error["file"] == name]


def main():
    tally = harness.Tally()
    with harness.Scratch() as scratch:
        for name, (data, code, error) in FILES.items():
            (scratch / name).write_bytes(data() if callable(data) else data)
            result = run(scratch, name)
            tally.check(f"{name}: exit {code}, [{error}]", result.code == code and error in errors_of(result, name),
                        result)
            closed = result.stdout.endswith(b'{"type":"end"}\n')
            tally.check(f"{name}: the stream is closed only if the file could be read", closed == (code == 1), result)
        result = run(scratch, "-v", ".")
        tally.check("all together: exit 3", result.code == 3, result.stderr[-3000:])
        tally.check("all together: the stream stays open", not result.stdout.endswith(b'{"type":"end"}\n'))
        said = [name for name in FILES if f"{name}:" in result.stderr]
        tally.equal("all together: every file is named", sorted(FILES), sorted(said))
    tally.check("there are fifty of them", len(FILES) >= 50, len(FILES))
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
