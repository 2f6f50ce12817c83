#include "libplan/check/flow_weights.hpp"
#include "libplan/check/plan_facts.hpp"

#include <algorithm>

/// A link between two applications has to be bridged while the one has moved and the other has not yet: from the day
/// after the first of the two moves, to the day on which the second moves, ends, or the plan does. A project is where
/// it is to run from its first day in service on: until an application that moves has followed, the two are apart.
namespace plan {

/// False when the pair needs no bridge.
bool PlanFacts::dates_of(ExpectedBridge& bridge) const {
    for (const auto& [project, mover] : {std::pair(bridge.from, bridge.to), std::pair(bridge.to, bridge.from)}) {
        const Application& built = portfolio.applications[project];
        if (built.lifecycle != Lifecycle::project) continue;
        const bool placed = built.hosting && !built.hosting->target.empty();
        if (!placed || !journeys[mover].cuts_over()) return false;
        if (built.hosting->target == portfolio.applications[mover].site) return false;
        bridge.start = std::max(plan.start, built.go_live.value_or(plan.start));
        bridge.finish = std::min(plan.finish, journeys[mover].move->finish);
        return bridge.start <= bridge.finish;
    }
    std::size_t first = bridge.from, second = bridge.to;
    const auto moves = [&](std::size_t application) { return journeys[application].cuts_over(); };
    if (!moves(first) && !moves(second)) return false;
    if (!moves(first) || (moves(second) && journeys[second].move->finish < journeys[first].move->finish))
        std::swap(first, second);
    const Date moved = journeys[first].move->finish;
    if (moves(second) && journeys[second].move->finish == moved) return false;
    const std::string& target = portfolio.applications[first].hosting->target;
    if (target == portfolio.applications[second].site) return false;
    bridge.start = moved + 1;
    bridge.finish = plan.finish;
    if (journeys[second].move) bridge.finish = std::min(bridge.finish, journeys[second].move->finish);
    return bridge.start <= bridge.finish;
}

std::vector<ExpectedBridge> PlanFacts::expected_bridges() const {
    const FlowWeights weights(plan);
    std::vector<ExpectedBridge> flows;
    for (const Flow& flow : portfolio.flows) {
        const auto from = portfolio.application_index(flow.from);
        const auto to = portfolio.application_index(flow.to);
        if (!from || !to || *from == *to) continue;
        if (!journeys[*from].cuts_over() && !journeys[*to].cuts_over()) continue;
        flows.push_back({*from, *to, weights.of(flow), 1, {}, {}});
    }
    std::ranges::sort(flows, {}, [](const ExpectedBridge& bridge) { return std::pair(bridge.from, bridge.to); });
    std::vector<ExpectedBridge> pairs;
    for (const ExpectedBridge& flow : flows) {
        if (pairs.empty() || pairs.back().from != flow.from || pairs.back().to != flow.to) {
            pairs.push_back(flow);
        } else {
            pairs.back().weight += flow.weight;
            ++pairs.back().flows;
        }
    }
    std::vector<ExpectedBridge> needed;
    for (ExpectedBridge& bridge : pairs)
        if (dates_of(bridge)) needed.push_back(bridge);
    return needed;
}

}  // namespace plan
