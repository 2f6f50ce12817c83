#include "libplan/graph/move_groups.hpp"
#include "tools/common/tool.hpp"

#include <algorithm>

namespace plan::tools {

namespace {

const Description description = {
    "plan-group",
    PLAN_TEXT("Find what must move together: cycles of strong coupling, shared databases and `together` constraints. "
              "Writes the key `group` of each application and the records `group`."),
    "[FILE]...",
    {},
};

void summarise(Invocation& invocation, const MoveGroups& found) {
    const auto several =
        std::ranges::count_if(found.groups, [](const Group& group) { return group.applications.size() > 1; });
    std::size_t largest = 0;
    for (const Group& group : found.groups) largest = std::max(largest, group.applications.size());
    invocation.report({Severity::note,
                       "groups",
                       PLAN_TEXT("{0} groups, {1} of several applications, the largest of {2}"),
                       {std::to_string(found.groups.size()), std::to_string(several), std::to_string(largest)},
                       {}});
}

ExitCode run(Invocation& invocation) {
    Portfolio portfolio = invocation.read_portfolio();
    require_unique_applications(portfolio);
    MoveGroups found = find_move_groups(portfolio, invocation.language(), invocation.reporter());
    summarise(invocation, found);
    for (std::size_t application = 0; application < portfolio.applications.size(); ++application)
        portfolio.applications[application].group = found.groups[found.group_of[application]].id;
    portfolio.groups = std::move(found.groups);
    invocation.write_portfolio(portfolio, {{"group"}, {RecordType::group}});
    return ExitCode::success;
}

}  // namespace

}  // namespace plan::tools

int main(int argc, char** argv) {
    return plan::tools::run_tool(argc, argv, plan::tools::description, plan::tools::run);
}
