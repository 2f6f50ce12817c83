#include "libplan/base/error.hpp"
#include "libplan/graph/group_joining.hpp"
#include "libplan/graph/move_groups.hpp"
#include "tools/common/tool.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace plan::tools {

namespace {

const Description description = {
    "plan-group",
    PLAN_TEXT("Find what must move together: cycles of strong coupling, shared databases and `together` constraints. "
              "Writes the key `group` of each application and the records `group`."),
    "[FILE]...",
    {
        {"max-applications", 0, "N", PLAN_TEXT("join groups that exchange most, up to N applications a group")},
        {"max-effort-days", 0, "D", PLAN_TEXT("join groups that exchange most, up to D person-days a group")},
    },
};

[[noreturn]] void refuse(const char* text) {
    throw Error(Failure::usage, {Severity::error, "invalid-option", text, {}, {}});
}

/// Nothing when no limit is given: then only those are together that must be.
std::optional<GroupLimits> limits_of(const Invocation& invocation) {
    constexpr double most = 1e9;
    GroupLimits limits;
    limits.seed = invocation.seed();
    if (const auto applications = invocation.number("max-applications")) {
        if (*applications < 1 || *applications > most || *applications != std::floor(*applications))
            refuse(PLAN_TEXT("--max-applications: expected a whole number from 1"));
        limits.applications = static_cast<std::size_t>(*applications);
    }
    if (const auto days = invocation.number("max-effort-days")) {
        if (!(*days >= 1 && *days <= most)) refuse(PLAN_TEXT("--max-effort-days: expected a number of days from 1"));
        limits.effort_days = *days;
    }
    if (limits.applications && limits.effort_days)
        refuse(PLAN_TEXT("--max-applications and --max-effort-days: give one of them"));
    if (!limits.applications && !limits.effort_days) return std::nullopt;
    return limits;
}

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
    const auto limits = limits_of(invocation);
    Portfolio portfolio = invocation.read_portfolio();
    require_unique_applications(portfolio);
    MoveGroups found = find_move_groups(portfolio, invocation.language(), invocation.reporter());
    if (limits) found = join_groups(portfolio, found, *limits, invocation.language());
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
