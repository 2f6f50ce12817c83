#include "libplan/graph/group_description.hpp"

#include "libplan/base/text.hpp"
#include "libplan/graph/figures.hpp"
#include "libplan/graph/group_cuts.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/record/reasons.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace plan {

namespace {

constexpr ReasonText single_text{
    "single", "move-groups",
    "aucun couplage fort, base partagée ou contrainte ne la lie à une autre : elle peut basculer seule",
    "no strong coupling, shared database or constraint ties it to another: it can move alone"};
constexpr ReasonText stays_text{"does-not-move", "move-groups",
                                "stratégie « {strategy} » : elle ne bascule pas et ne retient personne",
                                "strategy {strategy}: it does not cut over and holds nobody"};

Strategy strategy_of(const Application& application) {
    return application.assessment ? application.assessment->strategy : application.strategy;
}

/// Why an application is alone, in groups without a reason.
void explain_alone(const Portfolio& portfolio, const std::vector<std::size_t>& hub, Language language,
                   MoveGroups& result) {
    for (std::size_t group = 0; group < hub.size(); ++group) {
        if (!result.groups[group].because.empty()) continue;
        const Application& record = portfolio.applications[hub[group]];
        result.groups[group].because.push_back(
            cuts_over(record)
                ? make_reason(single_text, language, {})
                : make_reason(stays_text, language, {{"strategy", std::string(keyword(strategy_of(record)))}}));
    }
}

std::vector<std::size_t> hubs_of(const Portfolio& portfolio, const std::vector<ResolvedFlow>& flows,
                                 const MoveGroups& result) {
    std::vector<std::size_t> inner_flows(portfolio.applications.size(), 0);
    for (const ResolvedFlow& flow : flows)
        if (flow.from != flow.to && result.group_of[flow.from] == result.group_of[flow.to]) {
            ++inner_flows[flow.from];
            ++inner_flows[flow.to];
        }
    std::vector<std::size_t> hub(result.groups.size(), SIZE_MAX);
    for (std::size_t application = 0; application < inner_flows.size(); ++application) {
        std::size_t& best = hub[result.group_of[application]];
        if (best == SIZE_MAX || inner_flows[application] > inner_flows[best]) best = application;
    }
    return hub;
}

void weigh_groups(const Portfolio& portfolio, const std::vector<ResolvedFlow>& flows, const CouplingModel& coupling,
                  MoveGroups& result) {
    const std::vector<double> cuts = group_cuts(portfolio, flows, coupling, result.group_of, result.groups.size());
    for (std::size_t group = 0; group < cuts.size(); ++group) result.groups[group].cut = cuts[group];
    for (std::size_t application = 0; application < portfolio.applications.size(); ++application)
        if (const auto effort = likely_effort(portfolio.applications[application])) {
            Group& group = result.groups[result.group_of[application]];
            group.weight = group.weight.value_or(0) + *effort;
        }
}

/// "Terroir" of "Terroir – instruction"; "" without a dash between blanks.
std::string_view domain_of(std::string_view name) {
    for (const std::string_view dash : {" – ", " — ", " - "})
        if (const std::size_t place = name.find(dash); place != std::string_view::npos)
            return trim(name.substr(0, place));
    return {};
}

/// The domain that the names of most members begin with, of three at least; "" when there is none.
std::string shared_domain(const Portfolio& portfolio, const std::vector<std::size_t>& members) {
    std::map<std::string, std::size_t> count;
    for (const std::size_t member : members)
        if (const std::string domain = fold(domain_of(portfolio.applications[member].name)); !domain.empty())
            ++count[domain];
    constexpr std::size_t fewest = 3;
    for (const std::size_t member : members) {
        const std::string_view domain = domain_of(portfolio.applications[member].name);
        const auto found = count.find(fold(domain));
        if (found != count.end() && found->second >= fewest && 2 * found->second > members.size())
            return std::string(domain);
    }
    return {};
}

}  // namespace

bool cuts_over(const Application& application) {
    const Strategy strategy = strategy_of(application);
    return strategy != Strategy::retain && strategy != Strategy::retire;
}

std::optional<double> likely_effort(const Application& application) {
    if (!application.assessment) return std::nullopt;
    double effort = 0;
    for (const PhaseEffort& phase : application.assessment->effort) effort += phase.estimate.likely;
    return effort;
}

std::vector<std::size_t> name_groups(const Portfolio& portfolio, const std::vector<ResolvedFlow>& flows,
                                     MoveGroups& groups) {
    std::vector<std::size_t> hubs = hubs_of(portfolio, flows, groups);
    for (std::size_t group = 0; group < hubs.size(); ++group) {
        const Application& record = portfolio.applications[hubs[group]];
        groups.groups[group].id = "g-" + record.id;
        groups.groups[group].name = record.name.empty() ? record.id : record.name;
    }
    std::vector<std::vector<std::size_t>> members(groups.groups.size());
    for (std::size_t application = 0; application < portfolio.applications.size(); ++application)
        members[groups.group_of[application]].push_back(application);
    for (std::size_t group = 0; group < members.size(); ++group)
        if (members[group].size() > 2)
            if (std::string domain = shared_domain(portfolio, members[group]); !domain.empty())
                groups.groups[group].name = std::move(domain);
    return hubs;
}

void describe_groups(const Portfolio& portfolio, const std::vector<ResolvedFlow>& flows, const CouplingModel& coupling,
                     Language language, MoveGroups& groups) {
    explain_alone(portfolio, name_groups(portfolio, flows, groups), language, groups);
    weigh_groups(portfolio, flows, coupling, groups);
}

}  // namespace plan
