#pragma once

#include "libplan/base/date.hpp"
#include "libplan/base/language.hpp"
#include "libplan/record/portfolio.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

/// The files in which other programs plan, follow and show work.
namespace plan {

enum class ProjectFile : std::uint8_t {
    ms_project,     ///< MS Project's XML
    gantt_project,  ///< GanttProject's .gan
    icalendar,      ///< RFC 5545
    mermaid,        ///< a Mermaid chart
    task_juggler,   ///< TaskJuggler 3's .tjp
    jira,           ///< CSV for Jira's importer
    open_project,   ///< CSV with OpenProject's columns
};

/// The spellings of --to, in the order of the enumerators.
[[nodiscard]] std::span<const std::string_view> project_file_keywords();
/// Nothing when `text` is none of project_file_keywords().
[[nodiscard]] std::optional<ProjectFile> project_file(std::string_view text);

/// Writes the file to `sink`. `as_of` is what a file says of its own day; the plan's first day where it is not given.
/// Throws Error(invalid_input), code "no-task", when there is no task, and what `sink` throws.
void write_project_file(const Portfolio& portfolio, ProjectFile file, std::optional<Date> as_of, Language language,
                        const std::function<void(std::string_view)>& sink);

}  // namespace plan
