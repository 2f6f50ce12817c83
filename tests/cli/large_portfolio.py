"""A portfolio of any size made from a seed, as large ones are: directorates with chains of their own, a few applications
that everybody uses, a plan that moves it wave by wave. Nothing was searched for: dates and bridges follow from the wave.

usage: large_portfolio.py APPLICATIONS > plan.ndjson
"""

import datetime
import json
import sys

CLASSES = ("open", "internal", "personal", "protected", "sensitive", "restricted", "to_qualify")
SITES = ("salle-nord", "salle-sud", "infogerant")
TARGETS = (("nubo", "DGFiP", "Nubo"), ("pi", "Ministère de l’intérieur", "Pi"), ("snc", "Fournisseur", "Nuage qualifié"))
KINDS = ("api", "api", "file", "message", "database", "storage", "batch", "manual")
SUBJECTS = ("Paie", "Référentiel", "Courrier", "Portail des usagers", "Archivage", "Congés", "Suivi des procédures",
            "Gestion documentaire et contentieuse", "Statistiques", "Instruction")
SHARED = (("sso", "sso"), ("esb", "message"), ("ordonnanceur", "batch"), ("archives", "file"), ("supervision", "api"))
FIRST = datetime.date(2027, 3, 6)


class Draw:
    """A stream of numbers that is the same everywhere (a linear congruential generator, MMIX's constants)."""

    def __init__(self, seed):
        self.state = seed

    def below(self, count):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % count


def records(count, waves=12):
    draw = Draw(count)
    directorates = max(count // 40, 3)
    applications, flows = [], []
    for number in range(count):
        shared = number < len(SHARED)
        directorate = draw.below(directorates)
        wave = None if number % 15 == 7 else 1 + (directorate * waves // directorates + draw.below(3)) % waves
        cutover = None if wave is None else FIRST + datetime.timedelta(days=28 * wave + 1)
        record = {"type": "application", "id": SHARED[number][0] if shared else f"app{number:04}",
                  "name": f"{SUBJECTS[number % len(SUBJECTS)]} {number}", "business_owner": f"Direction {directorate + 1:02}",
                  "criticality": ("low", "medium", "high", "vital")[draw.below(4)], "users": 10 * draw.below(400),
                  "site": SITES[directorate % len(SITES)],
                  "classification": {"class": CLASSES[draw.below(6)], "verdict": "decided" if number % 11 else "to_qualify"},
                  "hosting": {"target": TARGETS[directorate * 7 % len(TARGETS)][0]}, "group": f"g{number // 3}"}
        if wave is not None:
            record["planned"] = {"wave": wave, "cutover": cutover.isoformat(), "alone": number % 3 == 0}
        applications.append((record, directorate, cutover))
    of_directorate = {}
    for number, (_, directorate, _) in enumerate(applications):
        of_directorate.setdefault(directorate, []).append(number)
    pairs = {}
    for number, (record, directorate, _) in enumerate(applications):
        own = of_directorate[directorate]
        others = [(own[draw.below(len(own))], KINDS[draw.below(len(KINDS))]) for _ in range(draw.below(3))]
        if draw.below(4) == 0:
            others.append((draw.below(count), KINDS[draw.below(len(KINDS))]))
        others += [(shared, SHARED[shared][1]) for shared in range(len(SHARED)) if draw.below(3 + shared) == 0]
        for other, kind in others:
            if other == number or (number, other) in pairs:
                continue
            pairs[number, other] = kind
            flow = {"type": "flow", "from": record["id"], "to": applications[other][0]["id"], "kind": kind}
            if draw.below(9) == 0:
                flow["coupling"] = "strong"
            flows.append(flow)
    yield from (record for record, _, _ in applications)
    yield from flows
    yield from ({"type": "target", "id": name, "provider": provider, "offer": offer} for name, provider, offer in TARGETS)
    yield from plan(applications, pairs, waves)
    yield {"type": "end"}


def plan(applications, pairs, waves):
    last = FIRST + datetime.timedelta(days=28 * (waves + 2))
    for wave in range(1, waves + 1):
        members = [record["id"] for record, _, _ in applications if record.get("planned", {}).get("wave") == wave]
        start = FIRST + datetime.timedelta(days=28 * wave)
        yield {"type": "wave", "id": f"wave-{wave}", "number": wave, "start": start.isoformat(),
               "finish": (start + datetime.timedelta(days=1)).isoformat(), "applications": members, "effort_days": 10}
    for one, other in pairs:
        moves = [applications[end][2] for end in (one, other)]
        if moves[0] == moves[1]:
            continue
        first = min(move for move in moves if move is not None)
        second = max((move for move in moves if move is not None and move != first), default=last)
        start = first + datetime.timedelta(days=1)
        yield {"type": "bridge", "from": applications[one][0]["id"], "to": applications[other][0]["id"],
               "start": start.isoformat(), "finish": second.isoformat(), "days": (second - start).days + 1, "weight": 1, "flows": 1}
    yield {"type": "plan", "settings": {}, "seed": 1, "start": FIRST.isoformat(), "finish": last.isoformat(),
           "objective": {"total": 1}, "lower_bound": 1, "gap": 0, "verified": False}


def lines(count):
    return "".join(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n" for record in records(count))


if __name__ == "__main__":
    sys.stdout.write(lines(int(sys.argv[1])))
