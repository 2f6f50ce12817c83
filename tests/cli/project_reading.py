"""What other programs and independent readers get out of the files that plan-export writes for them.

Each reader gives what the file says in plain Python, without a look at how it was written.
"""

import datetime
import functools
import glob
import re
import xml.etree.ElementTree as tree

NAMESPACE = "{http://schemas.microsoft.com/project}"
DAY = datetime.timedelta(days=1)

# The order in which the published schema has the elements that we write; an element may be left out.
ORDER = {
    "Project": "SaveVersion Name Title CreationDate ScheduleFromStart StartDate FinishDate CurrencyDigits CurrencySymbol "
               "CurrencyCode CurrencySymbolPosition CalendarUID DefaultStartTime DefaultFinishTime MinutesPerDay "
               "MinutesPerWeek DaysPerMonth DefaultTaskType DurationFormat WorkFormat HonorConstraints "
               "NewTasksEffortDriven ExtendedAttributes Calendars Tasks Resources Assignments",
    "Calendar": "UID Name IsBaseCalendar BaseCalendarUID WeekDays Exceptions",
    "WeekDay": "DayType DayWorking WorkingTimes",
    "Exception": "EnteredByOccurrences TimePeriod Occurrences Name Type DayWorking WorkingTimes",
    "TimePeriod": "FromDate ToDate",
    "WorkingTime": "FromTime ToTime",
    "Task": "UID ID Name Type IsNull WBS OutlineNumber OutlineLevel Priority Start Finish Duration DurationFormat Work "
            "EffortDriven Estimated Milestone Summary Critical PercentComplete ActualStart ActualFinish ActualDuration "
            "RemainingDuration ConstraintType CalendarUID ConstraintDate Deadline IgnoreResourceCalendar Notes "
            "PredecessorLink* ExtendedAttribute*",
    "PredecessorLink": "PredecessorUID Type CrossProject LinkLag LagFormat",
    "Resource": "UID ID Name Type IsNull Initials Code MaxUnits CalendarUID AvailabilityPeriods",
    "AvailabilityPeriod": "AvailableFrom AvailableTo AvailableUnits",
    "Assignment": "UID TaskUID ResourceUID PercentWorkComplete ActualWork Finish RemainingWork Start Units Work",
}


def wrong_order(element):
    """Elements that stand where the schema has none, or twice where it has one."""
    name = element.tag.removeprefix(NAMESPACE)
    if name in ORDER:
        allowed = ORDER[name].split()
        places = {entry.rstrip("*"): place for place, entry in enumerate(allowed)}
        last = -1
        for child in element:
            place = places.get(child.tag.removeprefix(NAMESPACE), -1)
            if place < last or place == -1 or (place == last and not allowed[place].endswith("*")):
                yield f"{child.tag.removeprefix(NAMESPACE)} in {name}"
            last = max(last, place)
    for child in element:
        yield from wrong_order(child)


def text(element, name, default=None):
    found = element.find(NAMESPACE + name)
    return default if found is None else found.text or ""


def moment(value):
    return datetime.datetime.fromisoformat(value)


def hours(value):
    found = re.fullmatch(r"PT(\d+)H(\d+)M(\d+)S", value)
    if found is None:
        raise AssertionError(f"not a duration: {value}")
    return int(found[1]) + int(found[2]) / 60


class MsCalendar:
    """A base calendar: worked days only, as all days that are worked have the same eight hours."""

    def __init__(self, element):
        self.name = text(element, "Name")
        self.week = {int(text(day, "DayType")): text(day, "DayWorking") == "1"
                     for day in element.iter(NAMESPACE + "WeekDay")}
        self.exceptions = []
        for exception in element.iter(NAMESPACE + "Exception"):
            period = exception.find(NAMESPACE + "TimePeriod")
            self.exceptions.append((moment(text(period, "FromDate")).date(), moment(text(period, "ToDate")).date(),
                                    text(exception, "DayWorking") == "1", text(exception, "Name")))

    def works(self, day):
        for start, finish, worked, _ in self.exceptions:
            if start <= day <= finish:
                return worked
        return self.week.get(day.isoweekday() % 7 + 1, False)

    def next(self, day):
        for _ in range(4000):
            if self.works(day):
                return day
            day += DAY
        raise AssertionError(f"calendar {self.name} has no worked day after {day}")

    def last(self, start, days):
        """The last of so many worked days from `start`, which is worked."""
        day = start
        while days > 1:
            day = self.next(day + DAY)
            days -= 1
        return day


class MsProject:
    def __init__(self, content):
        self.root = tree.fromstring(content)
        elements = self.root.find(NAMESPACE + "Calendars")
        self.bases = {text(one, "UID"): MsCalendar(one) for one in elements if text(one, "IsBaseCalendar") == "1"}
        self.derived = {text(one, "UID"): text(one, "BaseCalendarUID") for one in elements
                        if text(one, "IsBaseCalendar") == "0"}
        self.tasks = list(self.root.find(NAMESPACE + "Tasks"))
        self.by_uid = {text(task, "UID"): task for task in self.tasks}
        self.resources = {text(one, "UID"): one for one in self.root.find(NAMESPACE + "Resources")}
        self.assignments = list(self.root.find(NAMESPACE + "Assignments"))
        self.team_of = {text(one, "TaskUID"): text(one, "ResourceUID") for one in self.assignments}

    @staticmethod
    def id(task):
        """What the plan calls it: the value of Text1."""
        for value in task.findall(NAMESPACE + "ExtendedAttribute"):
            if text(value, "FieldID") == "188743731":
                return text(value, "Value")
        return None

    def leaves(self):
        return {self.id(task): task for task in self.tasks if text(task, "Summary") == "0"}

    def calendar_of(self, task):
        own = text(task, "CalendarUID")
        if own != "-1":
            return self.bases[own]
        team = self.team_of.get(text(task, "UID"))
        if team is None:
            return self.bases[text(self.root, "CalendarUID")]
        return self.bases[self.derived[text(self.resources[team], "CalendarUID")]]

    def scheduled(self):
        """First and last day of each task to come, found anew from constraints, links, lags and durations."""
        @functools.cache
        def days(uid):
            task = self.by_uid[uid]
            if text(task, "ActualStart") is not None:
                return moment(text(task, "Start")).date(), moment(text(task, "Finish")).date()
            start = moment(text(task, "ConstraintDate")).date()
            for link in task.findall(NAMESPACE + "PredecessorLink"):
                lag = int(text(link, "LinkLag")) // (24 * 60 * 10)
                start = max(start, days(text(link, "PredecessorUID"))[1] + DAY + DAY * lag)
            calendar = self.calendar_of(task)
            start = calendar.next(start)
            return start, calendar.last(start, round(hours(text(task, "Duration")) / 8))
        return {self.id(task): days(text(task, "UID")) for task in self.leaves().values()}


def planner_library():
    """libplanner, in the folder of its own where Debian keeps it; nothing where it is not installed."""
    for path in sorted(glob.glob("/usr/lib/*/planner/libplanner-1.so.1")):
        return path
    return None


# Run by a process of its own: a library of the desktop may end it.
PLANNER_PROGRAM = """
import ctypes, json, sys
library = ctypes.CDLL(sys.argv[1])
pointer = ctypes.c_void_p
def function(name, result, *arguments):
    found = getattr(library, name)
    found.restype, found.argtypes = result, list(arguments)
    return found
project = function("mrp_project_new", pointer, pointer)(function("mrp_application_new", pointer)())
error = pointer()
if not function("mrp_project_load", ctypes.c_int, pointer, ctypes.c_char_p, pointer)(
        project, ("file://" + sys.argv[2]).encode(), ctypes.byref(error)):
    sys.exit("libplanner does not load the file")
child = function("mrp_task_get_first_child", pointer, pointer)
following = function("mrp_task_get_next_sibling", pointer, pointer)
name = function("mrp_task_get_name", ctypes.c_char_p, pointer)
start = function("mrp_task_get_start", ctypes.c_long, pointer)
finish = function("mrp_task_get_finish", ctypes.c_long, pointer)
rows = []
def walk(parent, level):
    task = child(parent)
    while task:
        rows.append([level, name(task).decode(), start(task), finish(task)])
        walk(task, level + 1)
        task = following(task)
walk(function("mrp_project_get_root_task", pointer, pointer)(project), 1)
json.dump(rows, sys.stdout)
"""


def unfolded(content):
    """The lines of an iCalendar, as (name, parameters, value); raises where RFC 5545 is broken."""
    if not content.endswith(b"\r\n"):
        raise AssertionError("the last line has no end")
    lines = []
    for line in content.removesuffix(b"\r\n").split(b"\r\n"):
        if b"\r" in line or b"\n" in line or len(line) > 75:
            raise AssertionError(f"not a content line: {line!r}")
        line.decode()  # no character is parted
        if line.startswith(b" "):
            lines[-1] += line[1:].decode()
        else:
            lines.append(line.decode())
    parted = []
    for line in lines:
        found = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[^\":;,\x00-\x1f]+)*):([^\x00-\x08\x0a-\x1f\x7f]*)", line)
        if found is None:
            raise AssertionError(f"not a property: {line!r}")
        parted.append((found[1], found[2], found[3]))
    return parted


def events(content):
    """The events of an iCalendar as dictionaries, texts unescaped."""
    found, current = [], None
    for name, parameters, value in unfolded(content):
        if (name, value) == ("BEGIN", "VEVENT"):
            current = {}
        elif (name, value) == ("END", "VEVENT"):
            found.append(current)
            current = None
        elif current is not None:
            if name in current:
                raise AssertionError(f"{name} stands twice")
            plain = re.sub(r"\\(.)", lambda sign: "\n" if sign[1] in "nN" else sign[1], value)
            current[name] = datetime.datetime.strptime(value, "%Y%m%d").date() if parameters == ";VALUE=DATE" else plain
    return found


MERMAID_BAR = re.compile(r"([^:;#]|#\d+;)+ :((?:crit|done|active), )?(?:r\d+, )?(\d{4}-\d\d-\d\d), (\d{4}-\d\d-\d\d)")


def mermaid(content):
    """[(section, [(name, first day, last day)])] of a chart; raises at a line that Mermaid would not take for what it is."""
    lines = [line.strip() for line in content.decode().splitlines()]
    if lines[0] != "gantt" or "dateFormat YYYY-MM-DD" not in lines:
        raise AssertionError("not a gantt chart")
    sections = []
    for line in lines[1:]:
        if line.startswith(("title ", "dateFormat ", "axisFormat ")) and not sections:
            continue
        if line.startswith("section "):
            sections.append((named(line.removeprefix("section ")), []))
            continue
        found = MERMAID_BAR.fullmatch(line)
        if found is None:
            raise AssertionError(f"not a bar: {line}")
        name = named(line.partition(" :")[0])
        sections[-1][1].append((name, datetime.date.fromisoformat(found[3]), datetime.date.fromisoformat(found[4]) - DAY))
    return sections


def named(text):
    """What Mermaid shows for entities by number."""
    return re.sub(r"#(\d+);", lambda entity: chr(int(entity[1])), text)
