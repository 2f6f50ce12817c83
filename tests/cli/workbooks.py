#!/usr/bin/env python3
"""What an inventory's workbook holds survives: written by plan-export, written again by LibreOffice as .ods, as .xlsx and
as a CSV file for each sheet, read by plan-import, it is the same records."""

import copy
import json
import shutil
import sys

import harness

# Every sheet as a file, with semicolons, UTF-8, and cells as they are shown.
CSV_FILTER = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"

AWKWARD = [
    {"type": "application", "id": "007", "name": "=1+1", "aliases": ["+33", "-x", "@y"], "owner": "'apostrophe",
     "description": "ligne 1\nligne 2\n\nligne \"4\" ; fin", "contractor": "_x0041_ <b>  & é",
     "users": 1200, "persons": 12345678, "data": ["personal", "business_secret"], "personal_data": True, "minors": False,
     "mention": "top_secret", "legal_secrets": ["none"], "lifecycle": "sunset", "environment": "acceptance",
     "exposure": "partners", "access": "authorised", "criticality": "vital", "site": "1-5",
     "harm": {"public_order": True, "health_life": False, "criterion": "C, A", "nature": "legal",
              "justification": "=HYPERLINK(\"http://127.0.0.1\")", "date": "2026-02-28", "validator": "-1"},
     "dicp": {"d": 4, "c": 1}, "rto_hours": 0.5, "sla_percent": 99.95,
     "components": [{"name": "RHEL 8", "kind": "os", "end_of_support": "2029-05-31"}, {"name": "SQLite", "kind": "database"},
                    {"name": "Tomcat", "kind": "product", "end_of_support": "2027-03-31"}],
     "containerised": False, "vcpu": 2.5, "storage_gb": 2048, "contract_end": "2027-12-31", "reversibility": True,
     "cost_per_year": 123456.78, "team": "0123", "strategy": "refactor", "effort_days": 12.25, "tags": ["FranceConnect", "a b"],
     "url": "https://example.org/?a=1&b=2",
     "extra": {"Couleur": "=SUM(A1)", "Statut": "vert", "Numéro": "00012", "Commentaires": "deux\nlignes"}},
    {"type": "application", "id": "1E5", "name": "12/03/2026", "extra": {"Numéro": "1E5", "Vrai ?": "TRUE"}},
    {"type": "flow", "from": "007", "to": "1E5", "kind": "sso", "coupling": "weak", "direction": "both",
     "data": ["personal"], "anonymised": True, "frequency": "1/2", "volume_gb_per_day": 0.1, "latency_ms": 20,
     "extra": {"Port": "0443", "Nature": "chiffré"}},
    {"type": "server", "id": "srv-01", "application": "007", "addresses": ["192.0.2.1", "2001:db8::1"], "site": "B",
     "vcpu": 4, "memory_gb": 16, "storage_gb": 100, "extra": {"Baie": "12"}},
    {"type": "team", "id": "0123", "name": "=Équipe", "phases": ["study", "cutover"], "capacity_people": 4.5,
     "calendar": "c", "from": "2027-01-04", "until": "2028-12-31", "extra": {"Chef": "@moi"}},
    {"type": "target", "id": "t", "provider": "+P", "kind": "on_premises", "service_types": ["iaas", "saas"],
     "snc_version": "3.2", "qualified_on": "2025-03-01", "max_mention": "restricted", "legal_exposure": "unknown",
     "zones": 3, "sla_percent": 99.9, "rie": True, "internet": False, "max_dicp": {"d": 3, "p": 2},
     "onboarding_days": 20, "confidence": "to-verify", "notes": "a ; b", "extra": {"Pays": "FR"}},
    {"type": "calendar", "id": "c", "workdays": [1, 2, 3, 4, 6], "holidays": ["FR", "2027-05-07", "2027-07-15"],
     "freeze": [{"start": "2027-12-20", "finish": "2028-01-02", "reason": "=gel", "phases": ["migrate", "cutover"]}],
     "windows": [{"id": "2027-03", "start": "2027-03-06", "finish": "2027-03-07", "max_applications": 8}]},
    {"type": "calendar", "id": "nuit", "workdays": [6, 7], "holidays": "none"},
    {"type": "constraint", "id": "C1", "kind": "before", "applications": ["007", "1E5"], "lag_days": 14, "weight": 20,
     "reason": "- d'abord", "extra": {"Demandeur": "x"}},
    {"type": "constraint", "kind": "not_before", "applications": ["007"], "date": "2027-06-01"},
    {"type": "constraint", "kind": "window", "applications": ["1E5"], "windows": ["2027-03"]},
    {"type": "constraint", "kind": "wave", "applications": ["1E5"], "wave": 2},
    {"type": "end"},
]

# Calc drops tabs, and joins blanks in cells of several lines, when it writes .ods; our own files keep them.
WITH_BLANKS = [{"type": "application", "id": "blanks", "description": "une\ttabulation  deux blancs\n  trois   blancs",
                "owner": "a\tb  c"}, *AWKWARD]


def stream_of(records):
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def by_type(stream):
    """Records by type, without where they were read from."""
    records = {}
    for line in stream.decode().splitlines():
        record = json.loads(line)
        record.pop("origin", None)
        records.setdefault(record["type"], []).append(record)
    return records


def shown(records):
    return "\n".join(json.dumps(record, ensure_ascii=False, sort_keys=True) for kind in sorted(records)
                     for record in records[kind])


class Office:
    """LibreOffice with a profile of its own."""

    def __init__(self, scratch):
        self.profile = scratch / "profile"

    def convert(self, path, form, folder):
        folder.mkdir()
        harness.must(["soffice", f"-env:UserInstallation=file://{self.profile}", "--headless", "--convert-to", form,
                      "--outdir", str(folder), str(path)], seconds=240,
                     variables=harness.environment(HOME=str(self.profile)))
        written = sorted(folder.iterdir())
        if not written:
            raise AssertionError(f"soffice wrote nothing for {form}")
        return written


def comes_back(tally, name, expected, operand):
    result = harness.run(["plan-import", str(operand)])
    tally.check(f"{name}: no row is refused", result.code == 0, result)
    tally.equal(f"{name}: the same records", shown(expected), shown(by_type(result.stdout)))


def round_trips(tally, scratch, office, name, stream, language):
    expected = by_type(stream)
    for form in ("ods", "xlsx"):
        path = scratch / f"{name}-{language}.{form}"
        harness.must(["plan-export", "--lang", language, "--to", form, "--table", "inventory", "-o", str(path)], stream)
        comes_back(tally, f"{name}, {language}, .{form}", expected, path)
        if office is None:
            continue
        for target in ("ods", "xlsx", CSV_FILTER):
            ending = target.split(":")[0]
            folder = scratch / f"{name}-{language}-{form}-{ending}"
            written = office.convert(path, target, folder)
            comes_back(tally, f"{name}, {language}, .{form} written by LibreOffice as .{ending}", expected,
                       folder if ending == "csv" else written[0])


def without_what_texts_lose(records):
    """The awkward records as CSV by plan-export holds them: of one kind, and texts with a sign before them."""
    kept = copy.deepcopy(records[:2])
    kept[0].update(name="one", aliases=["a"], owner="b", contractor="c")
    kept[0]["harm"].update(justification="j", validator="v")
    kept[0]["extra"]["Couleur"] = "bleu"
    return kept + [{"type": "end"}]


def applications_as_csv(tally, scratch):
    records = without_what_texts_lose(AWKWARD)
    for dialect in ("excel-fr", "rfc4180"):
        path = scratch / f"applications-{dialect}.csv"
        path.write_bytes(harness.must(["plan-export", "--table", "applications", "--dialect", dialect], stream_of(records)))
        comes_back(tally, f"applications as CSV, {dialect}", by_type(stream_of(records)), path)


def main():
    tally = harness.Tally()
    demo = harness.must(["plan-import", str(harness.INVENTORIES / "ministere-demo")])
    with harness.Scratch() as scratch:
        office = Office(scratch)
        if shutil.which("soffice") is None:
            tally.skip("workbooks written by LibreOffice", "soffice is not installed")
            office = None
        tally.attempt("the demo", round_trips, tally, scratch, office, "demo", demo, "fr")
        for language in ("fr", "en"):
            tally.attempt("awkward cells", round_trips, tally, scratch, office, "awkward", stream_of(AWKWARD), language)
            tally.attempt("blanks", round_trips, tally, scratch, None, "blanks", stream_of(WITH_BLANKS), language)
        tally.attempt("applications as CSV", applications_as_csv, tally, scratch)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
