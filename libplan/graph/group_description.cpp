#include "libplan/graph/group_description.hpp"

#include "libplan/record/fields.hpp"
#include "libplan/record/reasons.hpp"

#include <cstdint>
#include <string>

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

void name_groups(const Portfolio& portfolio, const std::vector<ResolvedFlow>& flows, Language language,
                 MoveGroups& result) {
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
    for (std::size_t group = 0; group < hub.size(); ++group) {
        const Application& record = portfolio.applications[hub[group]];
        result.groups[group].id = "g-" + record.id;
        result.groups[group].name = record.name.empty() ? record.id : record.name;
        if (!result.groups[group].because.empty()) continue;
        result.groups[group].because.push_back(
            cuts_over(record)
                ? make_reason(single_text, language, {})
                : make_reason(stays_text, language, {{"strategy", std::string(keyword(strategy_of(record)))}}));
    }
}

void weigh_groups(const Portfolio& portfolio, const std::vector<ResolvedFlow>& flows, MoveGroups& result) {
    for (Group& group : result.groups) group.cut = 0;
    for (const ResolvedFlow& flow : flows) {
        const std::size_t from = result.group_of[flow.from], to = result.group_of[flow.to];
        if (from == to) continue;
        const double weight = coupling_weight(portfolio.flows[flow.flow]);
        *result.groups[from].cut += weight;
        *result.groups[to].cut += weight;
    }
    for (std::size_t application = 0; application < portfolio.applications.size(); ++application)
        if (const auto effort = likely_effort(portfolio.applications[application])) {
            Group& group = result.groups[result.group_of[application]];
            group.weight = group.weight.value_or(0) + *effort;
        }
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

void describe_groups(const Portfolio& portfolio, const std::vector<ResolvedFlow>& flows, Language language,
                     MoveGroups& groups) {
    name_groups(portfolio, flows, language, groups);
    weigh_groups(portfolio, flows, groups);
}

}  // namespace plan
