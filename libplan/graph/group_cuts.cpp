#include "libplan/graph/group_cuts.hpp"

#include "libplan/graph/figures.hpp"

#include <cmath>
#include <string_view>
#include <unordered_map>

namespace plan {

std::vector<double> group_cuts(const Portfolio& portfolio, const std::vector<ResolvedFlow>& flows,
                               const CouplingModel& coupling, const std::vector<std::size_t>& group_of,
                               std::size_t groups) {
    std::vector<double> cuts(groups);
    for (const ResolvedFlow& flow : flows) {
        const std::size_t from = group_of[flow.from], to = group_of[flow.to];
        if (from == to) continue;
        const double weight = coupling_weight(coupling, portfolio.flows[flow.flow]);
        for (const std::size_t group : {from, to})
            if (group < groups) cuts[group] += weight;
    }
    for (double& cut : cuts) cut = rounded(cut);
    return cuts;
}

std::optional<OtherCuts> find_other_cuts(const Portfolio& portfolio, const CouplingModel& coupling) {
    std::unordered_map<std::string_view, std::size_t> place;  // only looked up
    for (std::size_t group = 0; group < portfolio.groups.size(); ++group)
        place.emplace(portfolio.groups[group].id, group);
    std::vector<std::size_t> group_of;
    for (const Application& application : portfolio.applications) {
        const auto found = place.find(application.group);
        // Those without a group each stand for themselves.
        group_of.push_back(found == place.end() ? portfolio.groups.size() + group_of.size() : found->second);
    }
    const std::vector<double> cuts = group_cuts(portfolio, resolve_flows(portfolio, [](const Diagnostic&) {}), coupling,
                                                group_of, portfolio.groups.size());
    constexpr double tolerance = 1e-3;  // of figures that are rounded
    std::optional<OtherCuts> others;
    for (std::size_t group = 0; group < cuts.size(); ++group) {
        const auto& stated = portfolio.groups[group].cut;
        if (!stated || std::abs(*stated - cuts[group]) <= tolerance) continue;
        if (!others) others = {group, *stated, cuts[group], 0};
        ++others->count;
    }
    return others;
}

}  // namespace plan
