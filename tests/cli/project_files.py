#!/usr/bin/env python3
"""Files for other programs say what the plan says: read by those programs where Debian has them, and by readers of ours.

MS Project's XML is held to the order of the published schema, scheduled anew by a small scheduler of ours, and imported by
GNOME Planner, whose import has one calendar without holidays; TaskJuggler's project is scheduled by tj3; the calendar is
read by icalendar. MS Project itself, GanttProject, Mermaid, Jira and OpenProject are not run here: their files are held to
their structure and to what the plan says.
"""

import csv
import datetime
import io
import json
import shutil
import sys
import xml.etree.ElementTree as tree

import harness
import project_reading
import streams
from project_reading import DAY, NAMESPACE, hours, moment, text

HOSTILE = "=1+1;\r\nEND:VEVENT\n# : <script>alert(1)</script> ]]> \"x\" ${a} $(b) \\ , \u202e rtl \x01 %%{init}"


def day(value):
    return datetime.date.fromisoformat(value)


def task(name, phase, start, finish, wave=None, after=(), team="m", people=1, **more):
    record = {"type": "task", "id": f"{name}/{phase}", "application": name, "phase": phase, "team": team,
              "people": people, "effort_days": people * 2, "duration_days": 2, "start": start, "finish": finish,
              "predecessors": list(after), "status": "planned", "because": []}
    if wave:
        record["wave"] = wave
    return {**record, **more}


# Two waves, a freeze that a migration waits for, a holiday within a task, a lag, a move that was made, a half team.
SMALL = [
    {"type": "application", "id": "a", "name": "Alpha", "deadline": "2027-12-31"},
    {"type": "application", "id": "b", "name": "Bêta", "group": "g"},
    {"type": "application", "id": "c", "name": "Gamma", "group": "g"},
    {"type": "application", "id": "stays", "name": "Reste"},
    {"type": "team", "id": "m", "name": "Migration", "phases": ["migrate"], "capacity_people": 2.5, "calendar": "cal"},
    {"type": "team", "id": "night", "name": "Nuit", "phases": ["cutover"], "capacity_people": 4, "calendar": "cal",
     "from": "2027-01-01", "until": "2027-12-31"},
    {"type": "calendar", "id": "cal", "workdays": [1, 2, 3, 4, 5], "holidays": "FR",
     "freeze": [{"start": "2027-04-12", "finish": "2027-04-16", "reason": "Essais", "phases": ["migrate"]},
                {"start": "2027-05-15", "finish": "2027-05-16", "reason": "Comptes"}],
     "windows": [{"id": "w1", "start": "2027-04-03", "finish": "2027-04-04"},
                 {"id": "w2", "start": "2027-05-07", "finish": "2027-05-09"}]},
    {"type": "constraint", "kind": "before", "applications": ["a", "b"], "lag_days": 21},
    {"type": "wave", "id": "wave-1", "number": 1, "window": "w1", "start": "2027-04-03", "finish": "2027-04-04",
     "groups": ["a"], "applications": ["a"], "effort_days": 6},
    {"type": "wave", "id": "wave-2", "number": 2, "window": "w2", "start": "2027-05-07", "finish": "2027-05-09",
     "groups": ["g"], "applications": ["b", "c"], "effort_days": 12},
    task("a", "migrate", "2027-03-25", "2027-03-31", 1, people=1.5, duration_days=4, status="done",
         actual_start="2027-03-25", actual_finish="2027-03-31"),
    task("a", "cutover", "2027-04-03", "2027-04-04", 1, after=["a/migrate"], team="night"),
    task("b", "migrate", "2027-04-08", "2027-04-20", 2, duration_days=4),
    task("c", "migrate", "2027-04-21", "2027-04-23", 2, after=["b/migrate"], people=0.5, duration_days=3),
    task("b", "cutover", "2027-05-07", "2027-05-08", 2, after=["b/migrate", "c/migrate", "a/cutover"], team="night",
         critical=True),
    task("c", "cutover", "2027-05-08", "2027-05-09", 2, after=["b/migrate", "c/migrate"], team="night"),
    task("c", "decommission", "2027-05-18", "2027-05-19", after=["c/cutover", "b/cutover"]),
    {"type": "task", "id": "cloud/onboard", "target": "cloud", "phase": "onboard", "people": 0, "effort_days": 0,
     "duration_days": 5, "start": "2027-03-15", "finish": "2027-03-19", "predecessors": []},
    {"type": "end"},
]


def hostile():
    """The small plan with a name in which every format finds something of its own."""
    records = json.loads(json.dumps(SMALL))
    for record in records:
        for key in ("name", "window", "reason", "group"):
            if key in record:
                record[key] = HOSTILE
        if record["type"] == "wave":
            record["id"] = HOSTILE + record["id"]
    return records


def stream_of(records):
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def tasks_of(stream):
    return {record["id"]: record for record in map(json.loads, stream.decode().splitlines())
            if record["type"] == "task"}


def export(form, stream, *options):
    return harness.must(["plan-export", "--to", form, *options], stream)


def links_of(tasks, record):
    """What has to come before a task, where the dates say so too."""
    return {earlier for earlier in record.get("predecessors", ())
            if earlier in tasks and tasks[earlier]["finish"] < record["start"]}


def ms_project(tally, name, stream):
    project = project_reading.MsProject(export("project", stream))
    tasks, leaves = tasks_of(stream), project.leaves()
    tally.equal(f"{name}: elements stand where the schema has them", [], list(project_reading.wrong_order(project.root)))
    tally.equal(f"{name}: a leaf for each task", sorted(tasks), sorted(leaves))
    tally.equal(f"{name}: tasks are numbered as they stand", [str(1 + place) for place in range(len(project.tasks))],
                [text(one, "ID") for one in project.tasks])
    outline(tally, name, project)
    dates = {key: (moment(text(one, "Start")).date(), moment(text(one, "Finish")).date()) for key, one in leaves.items()}
    tally.equal(f"{name}: first and last days are the plan's",
                {key: (day(one["start"]), day(one["finish"])) for key, one in tasks.items()}, dates)
    tally.equal(f"{name}: they hold when the project is scheduled anew", dates, project.scheduled())
    tally.equal(f"{name}: durations are the plan's, in days of eight hours",
                {key: one["duration_days"] * 8 for key, one in tasks.items() if one.get("status") != "done"},
                {key: hours(text(one, "Duration")) for key, one in leaves.items() if text(one, "ActualStart") is None})
    found = {key: {project.id(project.by_uid[text(link, "PredecessorUID")])
                   for link in one.findall(NAMESPACE + "PredecessorLink")} for key, one in leaves.items()}
    tally.equal(f"{name}: links are the plan's", {key: links_of(tasks, one) for key, one in tasks.items()}, found)
    assignments(tally, name, project, tasks)
    overlapping = [calendar.name for calendar in project.bases.values()
                   for one, other in zip(calendar.exceptions, calendar.exceptions[1:]) if one[1] >= other[0]]
    tally.equal(f"{name}: no two exceptions of a calendar overlap", [], overlapping)


def outline(tally, name, project):
    numbers = [text(one, "OutlineNumber") for one in project.tasks]
    levels = [int(text(one, "OutlineLevel")) for one in project.tasks]
    tally.equal(f"{name}: the level of a task is that of its number", [number.count(".") + 1 for number in numbers], levels)
    expected, counts = [], {}
    stack = []
    for level in levels:
        del stack[level - 1:]
        parent = ".".join(stack)
        counts[parent] = counts.get(parent, 0) + 1
        stack.append(str(counts[parent]))
        expected.append(".".join(stack))
    tally.equal(f"{name}: numbers count what stands below each task", expected, numbers)
    summaries = [text(one, "Summary") == "1" for one in project.tasks]
    followed = [place + 1 < len(levels) and levels[place + 1] > levels[place] for place in range(len(levels))]
    tally.equal(f"{name}: what has tasks below it is a summary", followed, summaries)


def assignments(tally, name, project, tasks):
    expected, found = {}, {}
    for key, one in tasks.items():
        if one.get("team") and one.get("people"):
            expected[key] = (one["team"], one["people"])
    for one in project.assignments:
        leaf = project.by_uid[text(one, "TaskUID")]
        found[project.id(leaf)] = (text(project.resources[text(one, "ResourceUID")], "Code"), float(text(one, "Units")))
        duration = hours(text(leaf, "Duration"))
        tally.check(f"{name}: work is units times duration",
                    abs(hours(text(one, "Work")) - float(text(one, "Units")) * duration) < 0.02, project.id(leaf))
    tally.equal(f"{name}: assignments have the people of the task", expected, found)


def lags(tally):
    project = project_reading.MsProject(export("project", stream_of(SMALL)))
    leaf = project.leaves()["b/cutover"]
    found = {project.id(project.by_uid[text(link, "PredecessorUID")]): (text(link, "LinkLag"), text(link, "LagFormat"))
             for link in leaf.findall(NAMESPACE + "PredecessorLink")}
    tally.equal("a lag of 21 days is in tenths of minutes that pass", ("302400", "8"), found["a/cutover"])
    tally.equal("no lag is none", ("0", "7"), found["b/migrate"])
    names = {exception[3] for calendar in project.bases.values() for exception in calendar.exceptions}
    tally.check("exceptions are named", {"Lundi de Pâques", "Gel\u00a0: Essais", "Gel\u00a0: Comptes"} <= names, names)
    units = {text(one, "Code"): text(one, "MaxUnits") for one in project.resources.values()}
    tally.equal("a team's units are its people", {"m": "2.5", "night": "4"}, units)


def planner(tally, scratch, name, stream):
    """GNOME Planner's own import, then its scheduler; without calendars, cut-overs end later than they do."""
    library, sheet = project_reading.planner_library(), "/usr/share/planner/stylesheets/msp2planner.xsl"
    if library is None or shutil.which("xsltproc") is None:
        tally.skip(f"{name}: GNOME Planner", "planner or xsltproc is not installed")
        return
    source, target = scratch / f"{name}.xml", scratch / f"{name}.planner"
    source.write_bytes(export("project", stream))
    harness.must(["xsltproc", "-o", str(target), sheet, str(source)], seconds=120)
    variables = harness.environment(LD_LIBRARY_PATH=library.rsplit("/", 1)[0], HOME=str(scratch))
    rows = json.loads(harness.must([sys.executable, "-c", project_reading.PLANNER_PROGRAM, library, str(target)],
                                   seconds=120, variables=variables))
    project = project_reading.MsProject(source.read_bytes())
    tally.equal(f"{name}: Planner shows the outline",
                [[int(text(one, "OutlineLevel")), text(one, "Name")] for one in project.tasks],
                [row[:2] for row in rows])
    tasks = tasks_of(stream)
    for one, row in zip(project.tasks, rows):
        record = tasks.get(project.id(one)) if text(one, "Summary") == "0" else None
        if record is None or record.get("status") == "done":
            continue
        start, finish = (datetime.datetime.fromtimestamp(when, datetime.timezone.utc).date() for when in row[2:])
        tally.equal(f"{name}: Planner starts {record['id']} on its day", day(record["start"]), start)
        if record["id"] in NO_HOLIDAY:
            tally.equal(f"{name}: Planner ends {record['id']} on its day", day(record["finish"]), finish)


# Of the small plan: neither a weekend that is worked, nor a freeze, nor a holiday lies within.
NO_HOLIDAY = {"c/migrate", "c/decommission", "cloud/onboard"}


def task_juggler(tally, scratch, name, stream):
    if shutil.which("tj3") is None:
        tally.skip(f"{name}: TaskJuggler", "tj3 is not installed")
        return
    folder = scratch / f"{name}-tj"
    folder.mkdir()
    (folder / "plan.tjp").write_bytes(export("taskjuggler", stream))
    done = harness.run(["tj3", "--silent", "--no-color", "plan.tjp"], folder=folder, seconds=300,
                       variables=harness.environment(HOME=str(folder)))
    tally.check(f"{name}: tj3 schedules the project and warns of nothing", done.code == 0 and not done.stderr.strip(), done)
    rows = list(csv.DictReader((folder / "plan.csv").read_text(encoding="utf-8").splitlines(), delimiter=";"))
    project = project_reading.MsProject(export("project", stream))
    tally.equal(f"{name}: tj3 shows the plan's outline and dates",
                [(int(text(one, "OutlineLevel")), "t" + text(one, "UID"), text(one, "Start")[:10], text(one, "Finish")[:10])
                 for one in project.tasks],
                [(row["Id"].count(".") + 1, row["Id"].split(".")[-1], row["Start"], row["End"]) for row in rows])


def calendar(tally, name, stream):
    content = export("ical", stream, "--as-of", "2027-01-31")
    found = project_reading.events(content)
    waves = [record for record in map(json.loads, stream.decode().splitlines()) if record["type"] == "wave"]
    tally.equal(f"{name}: an event from the first day of each wave to the day after its last",
                sorted((day(wave["start"]), day(wave["finish"]) + DAY) for wave in waves),
                sorted((event["DTSTART"], event["DTEND"]) for event in found))
    tally.equal(f"{name}: no two events share a name", len(found), len({event["UID"] for event in found}))
    tally.equal(f"{name}: events are stamped with the day that is asked for", {"20270131T000000Z"},
                {event["DTSTAMP"] for event in found})
    other = harness.run(["/usr/bin/python3", "-c", "import icalendar, sys; "
                         "read = icalendar.Calendar.from_ical(sys.stdin.buffer.read()); "
                         "print(*sorted(f\"{event['DTSTART'].dt} {event['DTEND'].dt} {len(event['SUMMARY'])}\" "
                         "for event in read.walk('VEVENT')), sep='\\n')"], content)
    if "ModuleNotFoundError" in other.stderr or other.code == 127:
        tally.skip(f"{name}: icalendar", "python3-icalendar is not installed")
        return
    tally.equal(f"{name}: icalendar reads the same events",
                sorted(f"{event['DTSTART']} {event['DTEND']} {len(event['SUMMARY'])}" for event in found),
                other.stdout.decode().splitlines())


def gantt_project(tally, name, stream):
    root = tree.fromstring(export("ganttproject", stream))
    tasks = tasks_of(stream)
    found, starts, ends, names = [], {}, {}, {}
    for element in root.find("tasks").iter("task"):
        start = day(element.get("start"))
        starts[element.get("id")], ends[element.get("id")] = start, start + DAY * (int(element.get("duration")) - 1)
        names[element.get("id")] = element.get("name")
        if element.find("task") is None:
            found.append((start, ends[element.get("id")]))
    tally.equal(f"{name}: GanttProject's tasks have the plan's dates",
                sorted((day(one["start"]), day(one["finish"])) for one in tasks.values()), sorted(found))
    tally.check(f"{name}: weekends are shown, and count", root.find(".//only-show-weekends").get("value") == "true")
    tally.check(f"{name}: no day off moves a task", {one.get("type") for one in root.iter("date")} <= {"NEUTRAL"})
    links = [(element.get("id"), link) for element in root.find("tasks").iter("task")
             for link in element.findall("depend")]
    tally.equal(f"{name}: links are the plan's", sum(len(links_of(tasks, one)) for one in tasks.values()), len(links))
    broken = [(names[earlier], names[link.get("id")]) for earlier, link in links
              if ends[earlier] + DAY * int(link.get("difference")) >= starts[link.get("id")]]
    tally.equal(f"{name}: every link holds", [], broken)
    people = sorted(one["people"] for one in tasks.values() if one.get("team"))
    tally.equal(f"{name}: allocations are people in percent", people,
                sorted(float(one.get("load")) / 100 for one in root.iter("allocation")))


def issues(tally, name, stream):
    tasks = tasks_of(stream)
    for form, parent, kind in (("jira", "Parent", "Sub-task"), ("openproject", "Parent", "Task")):
        rows = list(csv.DictReader(io.StringIO(export(form, stream).decode(), newline="")))
        key = "Issue Id" if form == "jira" else "ID"
        end = "Due date" if form == "jira" else "Finish date"
        type_name = "Issue Type" if form == "jira" else "Type"
        seen = set()
        orphans = [row[key] for row in rows if (row[parent] and row[parent] not in seen) or seen.add(row[key])]
        tally.equal(f"{name}: {form} has parents before children", [], orphans)
        tally.equal(f"{name}: {form} has the plan's dates",
                    sorted((one["start"], one["finish"]) for one in tasks.values()),
                    sorted((row["Start date"], row[end]) for row in rows if row[type_name] == kind))
        dangerous = [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t"))]
        tally.equal(f"{name}: {form} has no cell that a spreadsheet would compute", [], dangerous)


def mermaid(tally, name, stream):
    """Mermaid itself is too large to be fetched for a test: our reader knows its grammar of bars."""
    tasks, rows = tasks_of(stream), {}
    for one in tasks.values():
        key = one.get("application") or one.get("target")
        start, finish = rows.get(key, (day(one["start"]), day(one["finish"])))
        rows[key] = min(start, day(one["start"])), max(finish, day(one["finish"]))
    sections = project_reading.mermaid(export("mermaid", stream))
    waves = {one["wave"] for one in tasks.values() if one.get("wave")}
    bars = [bar for section, bars in sections for bar in bars[section.startswith("Vague"):]]
    tally.equal(f"{name}: Mermaid has a section for each wave", len(waves),
                sum(1 for section, _ in sections if section.startswith("Vague")))
    tally.equal(f"{name}: a bar from the first to the last day of each application and target", sorted(rows.values()),
                sorted(bar[1:] for bar in bars))
    if name == "hostile":
        shown = [bar[0] for bar in bars if "script" in bar[0]]
        tally.check("hostile: names are what they were", shown and all(
            bar.startswith("=1+1;[U+000D][U+000A]END:VEVENT[U+000A]# : <script>alert(1)</script> ]]> \"x\" ${a} $(b)")
            for bar in shown), shown)


def formats(tally, scratch, name, stream):
    tally.attempt(f"{name}: MS Project", ms_project, tally, name, stream)
    tally.attempt(f"{name}: TaskJuggler", task_juggler, tally, scratch, name, stream)
    tally.attempt(f"{name}: iCalendar", calendar, tally, name, stream)
    tally.attempt(f"{name}: Mermaid", mermaid, tally, name, stream)
    tally.attempt(f"{name}: GanttProject", gantt_project, tally, name, stream)
    tally.attempt(f"{name}: issues", issues, tally, name, stream)


def main():
    tally = harness.Tally()
    demo = streams.imported("ministere-demo")
    for tool in ("plan-classify", "plan-assess", "plan-target", "plan-group", "plan-schedule"):
        demo = streams.after(tool, demo)
    with harness.Scratch() as scratch:
        for name, stream in (("small", stream_of(SMALL)), ("hostile", stream_of(hostile())), ("demo", demo)):
            formats(tally, scratch, name, stream)
        for name, stream in (("small", stream_of(SMALL)), ("hostile", stream_of(hostile()))):
            tally.attempt(f"{name}: Planner", planner, tally, scratch, name, stream)
        tally.attempt("lags", lags, tally)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
