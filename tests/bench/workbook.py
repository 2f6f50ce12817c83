#!/usr/bin/env python3
"""Importing a workbook of 50,000 applications, as .ods and as .xlsx, against LibreOffice that converts the same file to CSV.

usage: workbook.py BUILD_FOLDER [APPLICATIONS]

LibreOffice also writes both workbooks, from CSV, so that they are what users have. Prints one JSON line: for each format
its bytes, the median seconds of each side, the ratio of the pairs (ours over LibreOffice's), and our peak memory for
the whole workbook and for a tenth of it. Without LibreOffice the ratios are null, since there is no workbook to read.
"""
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from importlib import import_module

FORMATS = ("ods", "xlsx")
# Separator ;, quote ", UTF-8, from row 1, columns as they come, French numbers and dates, texts in quotes are texts.
READ = "CSV:59,34,76,1,,1036,true,true"
WRITE = "csv:Text - txt - csv (StarCalc):59,34,76"


def office(scratch, *arguments):
    """Seconds of one run of LibreOffice with a profile of its own."""
    begin = time.perf_counter()
    subprocess.run(["soffice", f"-env:UserInstallation=file://{scratch}/profile", "--headless", *arguments],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begin


def write_workbooks(scratch, folder, applications):
    table = import_module("import")
    generator = random.Random(1)
    os.mkdir(folder)
    with open(f"{folder}/applications.csv", "w", encoding="utf-8") as rows:
        rows.write(table.HEADER + "\n")
        rows.writelines(table.application(generator, number) + "\n" for number in range(applications))
    for kind in FORMATS:
        office(scratch, f"--infilter={READ}", "--convert-to", kind, "--outdir", folder, f"{folder}/applications.csv")


def measure(ours, scratch, kind, whole, tenth):
    import_run = import_module("import").run
    times, theirs = [], []
    for _ in range(5):
        taken, peak = import_run([ours, "-q", "-k", "applications", f"{whole}/applications.{kind}"])
        times.append(taken)
        theirs.append(office(scratch, "--convert-to", WRITE, "--outdir", f"{scratch}/out", f"{whole}/applications.{kind}"))
    _, tenth_peak = import_run([ours, "-q", "-k", "applications", f"{tenth}/applications.{kind}"])
    return {"bytes": os.path.getsize(f"{whole}/applications.{kind}"),
            "seconds": round(statistics.median(times), 3),
            "libreoffice_seconds": round(statistics.median(theirs), 3),
            "ratio": round(statistics.median(mine / other for mine, other in zip(times, theirs)), 4),
            "peak_kilobytes": peak, "peak_kilobytes_of_a_tenth": tenth_peak}


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else "build"
    applications = int(sys.argv[2]) if len(sys.argv) > 2 else 50_000
    result = {"benchmark": "workbook", "applications": applications, "columns": 30}
    if shutil.which("soffice"):
        with tempfile.TemporaryDirectory() as scratch:
            whole, tenth = f"{scratch}/whole", f"{scratch}/tenth"
            write_workbooks(scratch, whole, applications)
            write_workbooks(scratch, tenth, applications // 10)
            for kind in FORMATS:
                result[kind] = measure(f"{build}/tools/plan-import", scratch, kind, whole, tenth)
    else:
        result.update({kind: {"ratio": None} for kind in FORMATS})
    print(json.dumps(result))


if __name__ == "__main__":
    main()
