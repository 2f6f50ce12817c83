#include "tools/common/applications.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace plan::tools {

std::size_t find_application(const Portfolio& portfolio, const std::string& id) {
    if (const auto found = portfolio.application_index(id)) return *found;
    std::vector<std::string> folded;
    for (const Application& application : portfolio.applications) folded.push_back(fold(application.id));
    const std::vector<std::string_view> candidates(folded.begin(), folded.end());
    Diagnostic unknown = {
        Severity::error, "unknown-application", PLAN_TEXT("no application has the id '{}'"), {id}, {}};
    if (const auto near = nearest(fold(id), candidates)) {
        const auto place = std::ranges::find(candidates, *near) - candidates.begin();
        unknown.text = PLAN_TEXT("no application has the id '{}'; did you mean '{}'?");
        unknown.arguments.push_back(portfolio.applications[static_cast<std::size_t>(place)].id);
    }
    throw Error(Failure::usage, std::move(unknown));
}

}  // namespace plan::tools
