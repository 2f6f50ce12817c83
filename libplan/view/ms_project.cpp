#include "libplan/view/ms_project.hpp"

#include "libplan/base/text.hpp"
#include "libplan/view/project_outline.hpp"
#include "libplan/view/project_text.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <array>
#include <bit>
#include <cmath>
#include <iterator>
#include <string_view>
#include <vector>

namespace plan {

namespace {

constexpr int hours_of_day = 8;
constexpr std::size_t longest_name = 255, longest_initials = 20, longest_note = 8000;

// Fields that MS Project shows as columns: Text1 and Number1 of a task.
constexpr std::string_view id_field = "188743731";
constexpr std::string_view effort_field = "188743767";

std::string opening(Date date) {
    return date.to_iso() + "T08:00:00";
}
std::string closing(Date date) {
    return date.to_iso() + "T17:00:00";
}

/// Hours as "PT12H30M0S".
std::string span_of(double hours) {
    const auto minutes = static_cast<std::int64_t>(std::llround(hours * 60));
    return fmt::format("PT{}H{}M0S", minutes / 60, minutes % 60);
}

class MsProjectWriter {
public:
    MsProjectWriter(const Portfolio& portfolio, std::optional<Date> created, Language language)
        : portfolio_(portfolio), language_(language), plan_(project_outline(portfolio, language)), created_(created) {}

    std::string write() {
        out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
        out_ += "<Project xmlns=\"http://schemas.microsoft.com/project\">\n";
        head();
        calendars();
        tasks();
        resources();
        assignments();
        out_ += "</Project>\n";
        return std::move(out_);
    }

private:
    // Resources have a calendar each, numbered after those of the plan; uids begin at 1.
    static std::size_t uid(std::size_t index) { return index + 1; }
    [[nodiscard]] std::size_t calendar_of_resource(std::size_t team) const {
        return uid(plan_.calendars.size() + team);
    }

    void element(std::string_view name, std::string_view text) { fact(name, xml_text(text)); }
    void element(std::string_view name, std::size_t number) { fact(name, std::to_string(number)); }
    void element(std::string_view name, int number) { fact(name, std::to_string(number)); }
    void element(std::string_view name, std::int64_t number) { fact(name, std::to_string(number)); }
    /// Dates, spans and numbers: nothing to escape.
    void fact(std::string_view name, std::string_view text) {
        fmt::format_to(std::back_inserter(out_), "<{0}>{1}</{0}>\n", name, text);
    }
    void open(std::string_view name) { fmt::format_to(std::back_inserter(out_), "<{}>\n", name); }
    void close(std::string_view name) { fmt::format_to(std::back_inserter(out_), "</{}>\n", name); }

    [[nodiscard]] const Task& task_of(const OutlineItem& item) const { return portfolio_.tasks[*item.task]; }

    void head() {
        constexpr int project_2007 = 12, working_minutes = hours_of_day * 60, days_of_month = 20, in_days = 7,
                      in_hours = 2;
        const int workdays = std::popcount(plan_.calendars.front().workdays);
        element("SaveVersion", project_2007);
        element("Name", plan_.title);
        element("Title", plan_.title);
        fact("CreationDate", opening(created_.value_or(plan_.start)));
        element("ScheduleFromStart", 1);
        fact("StartDate", opening(plan_.start));
        fact("FinishDate", closing(plan_.finish));
        element("CurrencyDigits", 2);
        element("CurrencySymbol", "€");
        element("CurrencyCode", "EUR");
        element("CurrencySymbolPosition", 3);
        element("CalendarUID", uid(0));
        fact("DefaultStartTime", "08:00:00");
        fact("DefaultFinishTime", "17:00:00");
        element("MinutesPerDay", working_minutes);
        element("MinutesPerWeek", working_minutes * workdays);
        element("DaysPerMonth", days_of_month);
        element("DefaultTaskType", 1);
        element("DurationFormat", in_days);
        element("WorkFormat", in_hours);
        element("HonorConstraints", 1);
        element("NewTasksEffortDriven", 0);
        open("ExtendedAttributes");
        field(id_field, "Text1", Words{"Code", "Id"}.in(language_));
        field(effort_field, "Number1", Words{"Charge (j.-pers.)", "Effort (person-days)"}.in(language_));
        close("ExtendedAttributes");
    }

    void field(std::string_view id, std::string_view name, std::string_view alias) {
        open("ExtendedAttribute");
        element("FieldID", id);
        element("FieldName", name);
        element("Alias", alias);
        close("ExtendedAttribute");
    }

    void working_times() {
        out_ +=
            "<WorkingTimes>\n"
            "<WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime>\n"
            "<WorkingTime><FromTime>13:00:00</FromTime><ToTime>17:00:00</ToTime></WorkingTime>\n"
            "</WorkingTimes>\n";
    }

    void calendars() {
        open("Calendars");
        for (std::size_t index = 0; index < plan_.calendars.size(); ++index) calendar(index);
        for (std::size_t team = 0; team < plan_.teams.size(); ++team) {
            open("Calendar");
            element("UID", calendar_of_resource(team));
            element("Name", shortened(plan_.teams[team].name, longest_name));
            element("IsBaseCalendar", 0);
            element("BaseCalendarUID", uid(plan_.teams[team].calendar));
            close("Calendar");
        }
        close("Calendars");
    }

    void calendar(std::size_t index) {
        const ProjectCalendar& calendar = plan_.calendars[index];
        open("Calendar");
        element("UID", uid(index));
        element("Name", shortened(calendar.name, longest_name));
        element("IsBaseCalendar", 1);
        element("BaseCalendarUID", -1);
        open("WeekDays");
        constexpr int days_of_week = 7;
        for (int day = 1; day <= days_of_week; ++day) {  // 1 is Sunday
            const int bit = (day + 5) % days_of_week;
            const bool worked = (calendar.workdays >> bit & 1U) != 0;
            open("WeekDay");
            element("DayType", day);
            element("DayWorking", worked ? 1 : 0);
            if (worked) working_times();
            close("WeekDay");
        }
        close("WeekDays");
        if (!calendar.exceptions.empty()) exceptions(calendar);
        close("Calendar");
    }

    void exceptions(const ProjectCalendar& calendar) {
        constexpr int daily = 1;
        open("Exceptions");
        for (const CalendarException& exception : calendar.exceptions) {
            open("Exception");
            element("EnteredByOccurrences", 0);
            open("TimePeriod");
            fact("FromDate", exception.start.to_iso() + "T00:00:00");
            fact("ToDate", exception.finish.to_iso() + "T23:59:00");
            close("TimePeriod");
            element("Occurrences", exception.finish - exception.start + 1);
            element("Name", shortened(exception.name, longest_name));
            element("Type", daily);
            element("DayWorking", exception.worked ? 1 : 0);
            if (exception.worked) working_times();
            close("Exception");
        }
        close("Exceptions");
    }

    void tasks() {
        open("Tasks");
        for (std::size_t index = 0; index < plan_.items.size(); ++index) task(index);
        close("Tasks");
    }

    void task(std::size_t index) {
        const OutlineItem& item = plan_.items[index];
        constexpr int fixed_duration = 1, in_days = 7, usual_priority = 500;
        open("Task");
        element("UID", uid(index));
        element("ID", uid(index));
        element("Name", shortened(item.name, longest_name));
        element("Type", fixed_duration);
        element("IsNull", 0);
        fact("WBS", item.wbs);
        fact("OutlineNumber", item.wbs);
        element("OutlineLevel", item.level);
        element("Priority", usual_priority);
        fact("Start", opening(item.start));
        fact("Finish", closing(item.finish));
        fact("Duration", span_of(item.worked_days * hours_of_day));
        element("DurationFormat", in_days);
        fact("Work", span_of(work_below(index)));
        element("EffortDriven", 0);
        element("Estimated", 0);
        element("Milestone", 0);
        element("Summary", item.task ? 0 : 1);
        element("Critical", item.task && task_of(item).critical.value_or(false) ? 1 : 0);
        progress(item);
        constraint(item);
        if (item.task) element("Notes", shortened(task_notes(portfolio_, task_of(item), language_), longest_note));
        for (const OutlineLink& link : item.links) predecessor(link);
        if (!item.id.empty()) value(id_field, visible_text(item.id));
        if (item.task) value(effort_field, number_text(task_of(item).effort_days));
        close("Task");
    }

    /// Hours of the tasks of an item and all below it.
    double work_below(std::size_t index) {
        if (work_.empty()) {
            work_.resize(plan_.items.size());
            for (std::size_t child = plan_.items.size(); child-- > 0;) {
                const OutlineItem& item = plan_.items[child];
                if (item.task) work_[child] = hours_of_work(item);
                if (item.parent) work_[*item.parent] += work_[child];
            }
        }
        return work_[index];
    }

    [[nodiscard]] double hours_of_work(const OutlineItem& item) const {
        return item.team ? people_of(task_of(item)) * item.worked_days * hours_of_day : 0;
    }

    [[nodiscard]] TaskStatus status_of(const OutlineItem& item) const {
        return item.task ? task_of(item).status : TaskStatus::unspecified;
    }

    void progress(const OutlineItem& item) {
        const TaskStatus status = status_of(item);
        const bool done = status == TaskStatus::done;
        element("PercentComplete", done ? 100 : 0);
        if (!done && status != TaskStatus::in_progress) return;
        fact("ActualStart", opening(task_of(item).actual_start.value_or(item.start)));
        if (!done) return;
        fact("ActualFinish", closing(task_of(item).actual_finish.value_or(item.finish)));
        fact("ActualDuration", span_of(item.worked_days * hours_of_day));
        fact("RemainingDuration", span_of(0));
    }

    void constraint(const OutlineItem& item) {
        constexpr int as_soon_as_possible = 0, start_no_earlier_than = 4;
        const TaskStatus status = status_of(item);
        const bool to_come = item.task && status != TaskStatus::done && status != TaskStatus::in_progress;
        element("ConstraintType", to_come ? start_no_earlier_than : as_soon_as_possible);
        element("CalendarUID", item.calendar ? static_cast<std::int64_t>(uid(*item.calendar)) : std::int64_t{-1});
        if (to_come) fact("ConstraintDate", opening(item.start));
        if (item.task && item.application && task_of(item).phase == Phase::cutover)
            if (const auto deadline = portfolio_.applications[*item.application].deadline)
                fact("Deadline", closing(*deadline));
        element("IgnoreResourceCalendar", item.calendar ? 1 : 0);
    }

    void predecessor(const OutlineLink& link) {
        constexpr int finish_to_start = 1, in_days = 7, in_elapsed_days = 8;
        constexpr std::int64_t tenths_of_day = 24 * 60 * 10;
        open("PredecessorLink");
        element("PredecessorUID", uid(link.from));
        element("Type", finish_to_start);
        element("CrossProject", 0);
        element("LinkLag", link.lag_days * tenths_of_day);
        element("LagFormat", link.lag_days > 0 ? in_elapsed_days : in_days);
        close("PredecessorLink");
    }

    void value(std::string_view id, const std::string& text) {
        open("ExtendedAttribute");
        element("FieldID", id);
        element("Value", shortened(text, longest_name));
        close("ExtendedAttribute");
    }

    void resources() {
        open("Resources");
        for (std::size_t index = 0; index < plan_.teams.size(); ++index) {
            const OutlineTeam& team = plan_.teams[index];
            constexpr int work = 1;
            open("Resource");
            element("UID", uid(index));
            element("ID", uid(index));
            element("Name", shortened(team.name, longest_name));
            element("Type", work);
            element("IsNull", 0);
            element("Initials", shortened(visible_text(team.id), longest_initials));
            element("Code", shortened(visible_text(team.id), longest_name));
            if (team.capacity) fact("MaxUnits", number_text(*team.capacity));
            element("CalendarUID", calendar_of_resource(index));
            if (team.capacity && (team.from || team.until)) availability(team);
            close("Resource");
        }
        close("Resources");
    }

    void availability(const OutlineTeam& team) {
        open("AvailabilityPeriods");
        open("AvailabilityPeriod");
        fact("AvailableFrom", team.from.value_or(plan_.start).to_iso() + "T00:00:00");
        fact("AvailableTo", team.until.value_or(plan_.finish).to_iso() + "T23:59:00");
        fact("AvailableUnits", number_text(*team.capacity));
        close("AvailabilityPeriod");
        close("AvailabilityPeriods");
    }

    void assignments() {
        open("Assignments");
        std::size_t count = 0;
        for (std::size_t index = 0; index < plan_.items.size(); ++index) {
            const OutlineItem& item = plan_.items[index];
            if (!item.task || !item.team || people_of(task_of(item)) <= 0) continue;
            const bool done = status_of(item) == TaskStatus::done;
            const std::string work = span_of(hours_of_work(item));
            open("Assignment");
            element("UID", uid(count++));
            element("TaskUID", uid(index));
            element("ResourceUID", uid(*item.team));
            element("PercentWorkComplete", done ? 100 : 0);
            if (done) fact("ActualWork", work);
            fact("Finish", closing(item.finish));
            fact("RemainingWork", done ? span_of(0) : work);
            fact("Start", opening(item.start));
            fact("Units", number_text(people_of(task_of(item))));
            fact("Work", work);
            close("Assignment");
        }
        close("Assignments");
    }

    const Portfolio& portfolio_;
    Language language_;
    ProjectOutline plan_;
    std::optional<Date> created_;
    std::vector<double> work_;
    std::string out_;
};

}  // namespace

std::string ms_project_xml(const Portfolio& portfolio, std::optional<Date> created, Language language) {
    return MsProjectWriter(portfolio, created, language).write();
}

}  // namespace plan
