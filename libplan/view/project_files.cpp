#include "libplan/view/project_files.hpp"

#include "libplan/base/error.hpp"
#include "libplan/view/csv_writer.hpp"
#include "libplan/view/gantt_project.hpp"
#include "libplan/view/icalendar.hpp"
#include "libplan/view/issue_tables.hpp"
#include "libplan/view/mermaid_gantt.hpp"
#include "libplan/view/ms_project.hpp"
#include "libplan/view/task_juggler.hpp"

#include <algorithm>
#include <array>

namespace plan {

namespace {

constexpr std::array<std::string_view, 7> keywords = {"project",     "ganttproject", "ical",       "mermaid",
                                                      "taskjuggler", "jira",         "openproject"};

}  // namespace

std::span<const std::string_view> project_file_keywords() {
    return keywords;
}

std::optional<ProjectFile> project_file(std::string_view text) {
    const auto found = std::ranges::find(keywords, text);
    if (found == keywords.end()) return std::nullopt;
    return static_cast<ProjectFile>(found - keywords.begin());
}

void write_project_file(const Portfolio& portfolio, ProjectFile file, std::optional<Date> as_of, Language language,
                        const std::function<void(std::string_view)>& sink) {
    if (portfolio.tasks.empty())
        throw Error(Failure::invalid_input,
                    {Severity::error,
                     "no-task",
                     PLAN_TEXT("the stream holds no task, so there is no plan to write: run plan-schedule first"),
                     {},
                     {}});
    switch (file) {
        case ProjectFile::ms_project:
            sink(ms_project_xml(portfolio, as_of, language));
            return;
        case ProjectFile::gantt_project:
            sink(gantt_project_xml(portfolio, language));
            return;
        case ProjectFile::icalendar:
            sink(icalendar(portfolio, as_of, language));
            return;
        case ProjectFile::mermaid:
            sink(mermaid_gantt(portfolio, language));
            return;
        case ProjectFile::task_juggler:
            sink(task_juggler_project(portfolio, as_of, language));
            return;
        case ProjectFile::jira:
            write_csv(jira_issues(portfolio, language), CsvDialect::rfc4180, language, sink);
            return;
        case ProjectFile::open_project:
            write_csv(open_project_packages(portfolio, language), CsvDialect::rfc4180, language, sink);
            return;
    }
}

}  // namespace plan
