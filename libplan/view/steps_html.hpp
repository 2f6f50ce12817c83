#pragma once

#include "libplan/base/date.hpp"
#include "libplan/base/diagnostic.hpp"
#include "libplan/base/language.hpp"
#include "libplan/record/portfolio.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace plan {

/// The shipped files of the page (templates/steps).
struct StepsTemplate {
    std::string page;    ///< HTML with holes, see fill_template()
    std::string style;   ///< CSS, taken as it is
    std::string script;  ///< JavaScript, taken as it is
};

/// One HTML page that shows the migration step by step: what is where, what arrives, which bridges are held. It loads
/// nothing: its Content-Security-Policy allows its own script and style sheet by digest, and nothing else. Names and
/// texts of the plan are data of that script, never markup; tables say the same without it.
/// `title` heads the page; empty: one that says what it is. It opens on the last step that is not later than `day`, on
/// the first one without.
/// Throws as SystemStates does, and Error(invalid_input), code "unknown-placeholder", when the template asks for what
/// is not there. O(n log n); about 300 bytes an application and as much a bridge.
[[nodiscard]] std::string steps_html(const Portfolio& portfolio, const StepsTemplate& files, std::string_view title,
                                     std::optional<Date> day, Language language, const Report& report);

}  // namespace plan
