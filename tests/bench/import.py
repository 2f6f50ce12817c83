#!/usr/bin/env python3
"""Importing an inventory of 100,000 applications and 400,000 flows, against `mlr --icsv --ojsonl cat` on the same bytes.

usage: import.py BUILD_FOLDER [APPLICATIONS]

Prints one JSON line: bytes, the median seconds of each side, the ratio of the pairs (ours over Miller's), and our peak
memory for the whole inventory and for a tenth of it: they are the same when memory does not grow with the rows.
Miller only splits cells and writes them again; plan-import also reads dates, numbers and words, and checks them.
Without Miller the ratio is null.
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

HEADER = ("Code application;Nom;Description;Direction métier;Responsable applicatif;Statut;Environnement;Criticité;"
          "Type de service;Ouverture;Utilisateurs;Hébergement actuel;Catégories de données;Données personnelles;"
          "Données de santé;Mention de protection;Secrets légaux;Mission essentielle;DICP;DIMA (h);PDMA (h);OS;SGBD;"
          "Langages;Conteneurisé;vCPU;RAM (Go);Stockage (Go);Fin de marché;Coût annuel")


def application(generator, number):
    choose = generator.choice
    return ";".join([
        f"APP{number:06}", f"Application de gestion n° {number}",
        f'"Gère le domaine {number % 97} ; reprise de l\'existant ""v{number % 9}"""', f"Direction {number % 40}",
        f"Prénom Nom-{number % 900}", choose(["production", "construction", "projet", "fin de vie"]), "production",
        choose(["faible", "moyenne", "élevée", "vitale"]), "Application web", choose(["interne", "partenaires", "internet"]),
        str(generator.randrange(50000)), f"salle-{number % 12}", choose(["personnelles", "internes", "personnelles|rh"]),
        choose(["oui", "non"]), choose(["oui", "non", ""]), choose(["aucune", "", "DR"]), choose(["vie privée", "aucun"]),
        choose(["oui", "non", ""]), choose(["3-2-2-1", "2-2-2-2", "4-3-3-3"]), str(choose([2, 4, 8, 24])), "24",
        "RHEL 8", choose(["Oracle 19c", "PostgreSQL 15"]), choose(["Java 17", "PHP 8", "COBOL"]), choose(["oui", "non"]),
        str(generator.randrange(1, 64)), str(generator.randrange(2, 256)), f"{generator.randrange(10, 99999) / 10:.1f}".replace(".", ","),
        f"{generator.randrange(1, 29):02}/{generator.randrange(1, 13):02}/{generator.randrange(2026, 2032)}",
        f"{generator.randrange(1, 900)} 000"])


def flow(generator, applications):
    choose = generator.choice
    return ";".join([
        f"APP{generator.randrange(applications):06}", f"APP{generator.randrange(applications):06}",
        choose(["API", "fichier", "message", "base de données", "lot", "SSO"]), choose(["faible", "fort"]),
        choose(["personnelles", "internes", "personnelles, rh"]), choose(["quotidienne", "continue", "mensuelle"]),
        f"{generator.randrange(1, 5000) / 100:.2f}".replace(".", ",")])


def write_inventory(folder, applications):
    generator = random.Random(1)
    os.mkdir(folder)
    with open(f"{folder}/applications.csv", "w", encoding="utf-8") as table:
        table.write(HEADER + "\n")
        table.writelines(application(generator, number) + "\n" for number in range(applications))
    with open(f"{folder}/flux.csv", "w", encoding="utf-8") as table:
        table.write("Appelant;Appelé;Nature;Couplage;Données;Fréquence;Volume (Go/jour)\n")
        table.writelines(flow(generator, applications) + "\n" for _ in range(4 * applications))


def run(command):
    """Seconds and peak memory in kilobytes of one run."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"import.py: {command[0]} failed")
    return time.perf_counter() - begin, usage.ru_maxrss


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else "build"
    applications = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    ours = f"{build}/tools/plan-import"
    with tempfile.TemporaryDirectory() as scratch:
        whole, tenth = f"{scratch}/whole", f"{scratch}/tenth"
        write_inventory(whole, applications)
        write_inventory(tenth, applications // 10)
        tables = [f"{whole}/applications.csv", f"{whole}/flux.csv"]
        times = {"ours": [], "miller": []}
        for _ in range(5):
            taken, peak = run([ours, whole])
            times["ours"].append(taken)
            if shutil.which("mlr"):
                # One run a table: Miller's records of one run share their columns.
                times["miller"].append(sum(run(["mlr", "--icsv", "--ifs", ";", "--ojsonl", "cat", table])[0]
                                           for table in tables))
        _, tenth_peak = run([ours, tenth])
        size = sum(os.path.getsize(table) for table in tables)
    ratios = [mine / theirs for mine, theirs in zip(times["ours"], times["miller"])]
    print(json.dumps({
        "benchmark": "import", "applications": applications, "flows": 4 * applications, "bytes": size,
        "seconds": round(statistics.median(times["ours"]), 3),
        "miller_seconds": round(statistics.median(times["miller"]), 3) if ratios else None,
        "ratio": round(statistics.median(ratios), 4) if ratios else None,
        "peak_kilobytes": peak, "peak_kilobytes_of_a_tenth": tenth_peak}))


if __name__ == "__main__":
    main()
