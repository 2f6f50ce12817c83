#!/usr/bin/env python3
"""The blank workbooks that are shipped are those that plan-import makes, and they can be imported as they are.

`ninja -C build update-templates` writes them again.
"""

import io
import json
import re
import sys
import zipfile

import harness

FOLDER = harness.ROOT / "templates" / "inventory"
SHIPPED = {"inventaire.ods": "fr", "inventaire.xlsx": "fr", "inventory.ods": "en", "inventory.xlsx": "en"}
KINDS = {"application", "flow", "server", "team", "target", "calendar", "constraint", "end"}


def entries(data):
    """What stands in a workbook: another version of the packing library compresses otherwise."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: (archive.read(info), info.date_time) for info in archive.infolist()}


def is_up_to_date(tally, name, made):
    shipped = entries((FOLDER / name).read_bytes())
    tally.check(f"{name} is what plan-import --template makes (ninja -C build update-templates)",
                entries(made) == shipped, lambda: sorted(key for key in shipped if entries(made).get(key) != shipped[key]))
    tally.check(f"{name} bears no clock", all(date == (1980, 1, 1, 0, 0, 0) for _, date in shipped.values()))


def is_well_formed(tally, name, made):
    import xml.dom.minidom
    for part, (text, _) in entries(made).items():
        if part.endswith((".xml", ".rels", ".vml")):
            tally.attempt(f"{name}: {part} is XML", lambda: xml.dom.minidom.parseString(text))
    if name.endswith(".ods"):
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            first = archive.infolist()[0]
        tally.equal(f"{name}: the media type comes first, bare", ("mimetype", zipfile.ZIP_STORED, b""),
                    (first.filename, first.compress_type, first.extra))


def is_importable(tally, name):
    result = harness.run(["plan-import", str(FOLDER / name)])
    tally.check(f"{name} is imported without a word", result.code == 0 and result.stderr == "", result)
    records = [json.loads(line) for line in result.stdout.splitlines()]
    tally.equal(f"{name} has an example of every kind", KINDS, {record["type"] for record in records})
    ids = [record.get("id", "EXAMPLE") for record in records if record["type"] != "end"]
    tally.check(f"{name}: examples say that they are", all(re.match("EX[AE]MPLE", text) for text in ids), ids)
    found = harness.run(["plan-check"], result.stdout)
    tally.check(f"{name}: the examples are sound", found.code == 0, found)
    for record in records:
        record.pop("origin", None)
    return records


def main():
    tally = harness.Tally()
    tally.equal("the workbooks that are shipped", sorted(SHIPPED), sorted(path.name for path in FOLDER.iterdir()))
    records = {}
    with harness.Scratch() as scratch:
        for name, language in SHIPPED.items():
            made = []
            for locale in ("C.UTF-8", "C"):
                path = scratch / name
                harness.must(["plan-import", "--lang", language, "--template", str(path)],
                             variables=harness.environment(locale, TZ="Asia/Tokyo" if made else "UTC"))
                made.append(path.read_bytes())
            tally.check(f"{name} is the same bytes everywhere", made[0] == made[1])
            tally.attempt(name, is_up_to_date, tally, name, made[0])
            tally.attempt(name, is_well_formed, tally, name, made[0])
            records[name] = is_importable(tally, name)
    for stem in ("inventaire", "inventory"):
        tally.equal(f"{stem}: both formats hold the same records", records[f"{stem}.ods"], records[f"{stem}.xlsx"])
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
