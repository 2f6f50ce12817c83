#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/graph/group_assembly.hpp"
#include "libplan/graph/group_baseline.hpp"
#include "libplan/graph/group_joining.hpp"
#include "libplan/graph/move_groups.hpp"
#include "libplan/view/group_text.hpp"
#include "tools/common/applications.hpp"
#include "tools/common/baseline.hpp"
#include "tools/common/coupling.hpp"
#include "tools/common/tool.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

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
        coupling_option(),
        {"baseline",
         0,
         "FILE",
         PLAN_TEXT("keep the groups of this earlier stream wherever they still may be"),
         {},
         {},
         Completion::file},
        {"explain", 'e', "ID",
         PLAN_TEXT("say why an application is in its group, what is cut, and what its next best place would cost, in "
                   "place of the stream (repeatable)")},
    },
};

[[noreturn]] void refuse(const char* text) {
    throw Error(Failure::usage, {Severity::error, "invalid-option", text, {}, {}});
}

GroupLimits limits_of(const Invocation& invocation) {
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
    return limits;
}

bool has_limit(const GroupLimits& limits) {
    return limits.applications || limits.effort_days;
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

Portfolio read_earlier_groups(Invocation& invocation) {
    Portfolio earlier = read_baseline(invocation);
    if (earlier.groups.empty())
        refuse_baseline(invocation, "no-groups",
                        PLAN_TEXT("holds no group: --baseline takes what plan-group has written"));
    return earlier;
}

double cut_of(const MoveGroups& groups) {
    double cut = 0;
    for (const Group& group : groups.groups) cut += group.cut.value_or(0);
    return cut / 2;  // each flow counts for both ends
}

/// How many applications changed group, and what grouping from scratch would cut.
void summarise_changes(Invocation& invocation, const Portfolio& earlier, const Portfolio& portfolio,
                       const MoveGroups& found, const MoveGroups& fresh) {
    std::unordered_map<std::string_view, std::string_view> was;
    for (const Group& group : earlier.groups)
        for (const std::string& member : group.applications) was.emplace(member, group.id);
    std::size_t known = 0, changed = 0;
    for (std::size_t application = 0; application < portfolio.applications.size(); ++application)
        if (const auto before = was.find(portfolio.applications[application].id); before != was.end()) {
            ++known;
            changed += before->second != found.groups[found.group_of[application]].id;
        }
    invocation.report(
        {Severity::note,
         "changed-groups",
         PLAN_TEXT("{0} of {1} applications changed group; a coupling of {2} is cut, {3} if grouped from "
                   "scratch"),
         {std::to_string(changed), std::to_string(known), number_text(cut_of(found)), number_text(cut_of(fresh))},
         {}});
}

/// The groups as they must be, each unit standing for itself.
std::vector<std::size_t> as_they_must(const GroupUnits& units) {
    std::vector<std::size_t> standing(units.size());
    std::iota(standing.begin(), standing.end(), std::size_t{0});
    return standing;
}

MoveGroups group(Invocation& invocation, const GroupUnits& units, const GroupLimits& limits) {
    const auto assembled = [&](const std::vector<std::size_t>& standing) {
        return assemble_groups(units, standing, limits, invocation.language());
    };
    MoveGroups fresh = assembled(has_limit(limits) ? join_units(units, limits) : as_they_must(units));
    if (!invocation.has("baseline")) return fresh;
    const Portfolio earlier = read_earlier_groups(invocation);
    MoveGroups kept = assembled(keep_units(units, limits, earlier));
    keep_names(earlier, units.portfolio(), kept);
    summarise_changes(invocation, earlier, units.portfolio(), kept, fresh);
    return kept;
}

void explain(Invocation& invocation, const GroupUnits& units, const MoveGroups& found, const GroupLimits& limits) {
    bool first = true;
    for (const std::string& id : invocation.values("explain")) {
        const std::size_t application = find_application(units.portfolio(), id);
        if (!first) invocation.write("\n");
        first = false;
        invocation.write(group_text(units, found, limits, application, invocation.language()));
    }
}

ExitCode run(Invocation& invocation) {
    const GroupLimits limits = limits_of(invocation);
    const CouplingModel coupling = read_coupling(invocation);
    Portfolio portfolio = invocation.read_portfolio();
    require_unique_applications(portfolio);
    MoveGroups found = find_move_groups(portfolio, invocation.language(), invocation.reporter(), coupling);
    if (has_limit(limits) || invocation.has("baseline") || invocation.has("explain")) {
        const MoveGroups must = std::move(found);
        const GroupUnits units(portfolio, must, coupling);
        found = group(invocation, units, limits);
        if (invocation.has("explain")) {
            explain(invocation, units, found, limits);
            return ExitCode::success;
        }
    }
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
