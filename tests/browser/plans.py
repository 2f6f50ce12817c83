"""Finished plans made from a seed, for tests of what draws them: the dates hang together, nothing was searched for.

usage: plans.py APPLICATIONS [--baseline] [--hostile] [--sites] > plan.ndjson

The same arguments give the same bytes. `--baseline` is the plan before: some applications a month earlier, a task that
was dropped since, a task that is not there yet. `--hostile` gives names that hold markup, scripts and marks that
reorder text. `--sites` says where each application runs today, and for which directorate.
"""

import datetime
import json
import sys

PHASES = ("study", "build", "migrate", "test", "cutover")
TEAMS = (("etudes", "Études et urbanisation", "study"), ("integration", "Intégration", "build"),
         ("donnees", "Données & bases", "migrate"), ("recette", "Recette", "test"),
         ("exploitation", "Exploitation", "cutover"))
CLASSES = ("open", "internal", "personal", "protected", "sensitive", "restricted")
TARGETS = (("nubo", "DGFiP", "Nubo"), ("pi", "Ministère de l'intérieur", "Pi"), ("snc", "Fournisseur", "Secure Cloud"))
HOSTILE = ("</script><script>alert(1)</script>", "<img src=x onerror=\"alert(2)\">", "\u202egnirts\u202c \u2066x\u2069",
           "<svg/onload=alert(3)>&lt;b&gt;", "'\"`><b>${alert(4)}{{title}}", "a\u0000b\u001b[31m\r\nc")
FIRST = datetime.date(2027, 1, 4)


class Draw:
    """A stream of numbers that is the same everywhere (a linear congruential generator, MMIX's constants)."""

    def __init__(self, seed):
        self.state = seed

    def below(self, count):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % count


def monday(date):
    return date - datetime.timedelta(days=date.weekday())


def first_weekend(month):
    """The first Saturday of the month with this number, counted from January of the first year."""
    date = datetime.date(FIRST.year + month // 12, month % 12 + 1, 1)
    return date + datetime.timedelta(days=(5 - date.weekday()) % 7)


class Plan:
    def __init__(self, applications, baseline, hostile, sites):
        self.count, self.baseline, self.hostile, self.sites = applications, baseline, hostile, sites
        self.waves = min(max(applications // 8, 3), 36)
        self.draw = Draw(applications)
        self.records = {kind: [] for kind in ("application", "group", "wave", "task", "bridge")}

    def name(self, index):
        if self.hostile:
            return HOSTILE[index % len(HOSTILE)]
        return ("Paie", "Référentiel des agents", "Courrier", "Portail des usagers", "Archivage", "Congés",
                "Gestion documentaire et des procédures contentieuses")[index % 7] + f" {index + 1}"

    def because(self, text):
        return [{"rule": "essai", "source": "Essai, art. 1", "text": self.name(1) if self.hostile else text}]

    def stream(self):
        moved = [index for index in range(self.count) if index % 12 != 11]  # one in twelve stays
        groups, at = [], 0
        while at < len(moved):
            size = (1, 1, 3, 2)[len(groups) % 4]
            groups.append(moved[at:at + size])
            at += size
        for number, members in enumerate(groups):
            self.group(f"g{number + 1}", members, number * self.waves // len(groups))
        for index in range(11, self.count, 12):
            self.application(index, None, None, ())
        for kind in ("target",):
            for name, _, _ in TARGETS:
                self.onboard(name)
        self.wave_records()
        self.bridges(moved)
        yield from self.setting()
        for records in self.records.values():
            yield from records
        yield {"type": "plan", "settings": {"as_of": "2027-03-15"}, "seed": 1, "start": "2027-01-04",
               "finish": max(task["finish"] for task in self.records["task"]), "objective": {"total": 120},
               "lower_bound": 100, "gap": 0.2, "verified": True}
        yield {"type": "end"}

    def setting(self):
        yield {"type": "calendar", "id": "administration", "holidays": "FR",
               "freeze": [{"start": "2027-04-19", "finish": "2027-04-23", "reason": "Élections"},
                          {"start": "2027-12-13", "finish": "2028-01-07", "reason": self.name(2) if self.hostile
                           else "Fin de gestion"}]}
        for name, label, phase in TEAMS:
            yield {"type": "team", "id": name, "name": self.name(0) if self.hostile else label, "phases": [phase],
                   "capacity_people": max(self.count // 30, 3), "calendar": "administration"}
        for name, provider, offer in TARGETS:
            yield {"type": "target", "id": name, "provider": provider, "offer": offer}

    def group(self, name, members, wave):
        if len(members) > 1:
            self.records["group"].append({"type": "group", "id": name, "applications": [f"a{m:04}" for m in members],
                                          "because": self.because("Ces applications échangent chaque jour.")})
        for member in members:
            self.application(member, wave, name, members)

    def application(self, index, wave, group, members):
        name = f"a{index:04}"
        record = {"type": "application", "id": name, "name": self.name(index), "owner": f"Bureau {index % 9}",
                  "classification": {"class": CLASSES[index % 6], "verdict": "decided",
                                     "because": self.because("Données de gestion.")},
                  "assessment": {"strategy": "rehost", "because": self.because("Serveurs virtuels standard.")},
                  "hosting": {"target": TARGETS[index % 3][0], "because": self.because("La moins chère.")}}
        if self.sites:
            record["site"] = self.name(index % 2 + 3) if self.hostile else ("salle-nord", "salle-sud")[index % 2]
            record["business_owner"] = self.name(index % 3) if self.hostile else f"Direction {index % 5 + 1}"
        if wave is not None:
            cutover = first_weekend(wave + 3)
            record["group"] = group
            record["planned"] = {"wave": wave + 1, "cutover": cutover.isoformat(), "alone": len(members) == 1,
                                 "with": [f"a{m:04}" for m in members if m != index], "because": self.because("Vague.")}
            self.tasks(name, index, wave, group, cutover)
        self.records["application"].append(record)

    def tasks(self, name, index, wave, group, cutover):
        # Back from the week-end of the cut-over, each phase one to three weeks long and at most a week of rest.
        if self.baseline and index % 5 == 0:
            cutover -= datetime.timedelta(days=28)
        finish, start = cutover + datetime.timedelta(days=1), cutover
        chain, slack = [], 0
        for phase in reversed(PHASES):
            chain.append((phase, start, finish, slack))
            slack = 7 * self.draw.below(2)
            finish = monday(start) - datetime.timedelta(days=3 + slack)
            start = monday(finish) - datetime.timedelta(days=7 * self.draw.below(2))
        if self.baseline:
            if index % 7 == 0:
                chain = [task for task in chain if task[0] != "test"]
            if index % 6 == 0:
                chain.insert(0, ("decommission", cutover + datetime.timedelta(days=9),
                                 cutover + datetime.timedelta(days=13), 0))
        before = None
        for phase, start, finish, slack in reversed(chain):
            worked = max((finish - start).days * 5 // 7 + 1, 1)
            task = {"type": "task", "id": f"{name}/{phase}", "application": name, "phase": phase, "group": group,
                    "wave": wave + 1, "team": next((team for team, _, done in TEAMS if done == phase), "exploitation"),
                    "people": 1, "effort_days": worked, "duration_days": worked, "start": start.isoformat(),
                    "finish": finish.isoformat(), "predecessors": [before] if before else [], "slack_days": slack,
                    "critical": slack == 0 and index % 4 == 0, "status": "planned",
                    "because": self.because(f"L'équipe est prise jusqu'au {start.isoformat()}.")}
            self.records["task"].append(task)
            before = task["id"]

    def onboard(self, target):
        self.records["task"].append({
            "type": "task", "id": f"{target}/onboard", "target": target, "phase": "onboard", "team": "integration",
            "people": 1, "effort_days": 10, "duration_days": 10, "start": "2027-01-04", "finish": "2027-01-15",
            "predecessors": [], "slack_days": 3, "critical": False, "because": []})

    def wave_records(self):
        by_wave = {}
        for task in self.records["task"]:
            if "wave" in task:
                by_wave.setdefault(task["wave"], []).append(task)
        for number, tasks in sorted(by_wave.items()):
            self.records["wave"].append({
                "type": "wave", "id": f"w{number}", "number": number, "window": first_weekend(number + 2).isoformat(),
                "start": min(task["start"] for task in tasks), "finish": max(task["finish"] for task in tasks),
                "applications": sorted({task["application"] for task in tasks}),
                "effort_days": sum(task["effort_days"] for task in tasks)})

    def bridges(self, moved):
        cutovers = {task["application"]: task["finish"] for task in self.records["task"] if task["phase"] == "cutover"}
        for index in moved[::6]:
            other = moved[min(len(moved) - 1, index + self.count // 3)]
            ends = sorted((cutovers[f"a{index:04}"], cutovers[f"a{other:04}"]))
            if ends[0] != ends[1]:
                days = (datetime.date.fromisoformat(ends[1]) - datetime.date.fromisoformat(ends[0])).days + 1
                self.records["bridge"].append({"type": "bridge", "from": f"a{index:04}", "to": f"a{other:04}",
                                               "start": ends[0], "finish": ends[1], "days": days, "flows": 1, "weight": 1,
                                               "because": self.because("Un flux quotidien les relie.")})


def lines(applications, baseline=False, hostile=False, sites=False):
    """The text of a plan's stream."""
    plan = Plan(applications, baseline, hostile, sites)
    return "".join(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n" for record in plan.stream())


if __name__ == "__main__":
    sys.stdout.write(lines(int(sys.argv[1]), "--baseline" in sys.argv, "--hostile" in sys.argv, "--sites" in sys.argv))
