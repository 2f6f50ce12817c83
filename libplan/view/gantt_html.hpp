#pragma once

#include "libplan/base/language.hpp"
#include "libplan/view/gantt_rows.hpp"

#include <string>

namespace plan {

/// The shipped files of the page (templates/gantt).
struct GanttTemplate {
    std::string page;    ///< HTML with holes, see fill_template()
    std::string style;   ///< CSS, taken as it is
    std::string script;  ///< JavaScript, taken as it is
};

/// One HTML page that holds the whole plan and loads nothing: its Content-Security-Policy allows its own script and
/// style sheet by digest, and nothing else. Names and texts of the plan are data of that script, never markup.
/// `title` heads the page; empty: "Plan de migration".
/// Throws Error(invalid_input), code "unknown-placeholder", when the template asks for what is not there.
/// Linear; about 600 bytes a task.
[[nodiscard]] std::string gantt_html(const Portfolio& portfolio, const GanttRows& chart, const GanttTemplate& files,
                                     std::string_view title, Language language);

}  // namespace plan
