#include "libplan/policy/inheritance.hpp"

#include <array>
#include <bit>

namespace plan {

void Inheritance::clear() {
    inflows.clear();
    rules.clear();
    labels.clear();
    steps.clear();
}

void Inheritance::fill(std::size_t application, const ReceivedData& received, const Causes& causes,
                       const DataFlows& flows, bool whole) {
    clear();
    std::array<std::size_t, 64> lengths;  // of the path of each mark
    each_mark(received.data, [&](Marks mark, std::size_t number) {
        lengths[number] = flows.path_length(application, mark);
        inflows.push_back({mark, (received.unstated & mark) != 0});
    });
    Marks wanted = whole ? received.data : 0;
    const auto inflow_of = [&](const Cause& cause) {
        Marks best = cause.last;
        std::size_t shortest = SIZE_MAX;
        each_mark(cause.alone, [&](Marks mark, std::size_t number) {
            if (lengths[number] >= shortest) return;
            best = mark;
            shortest = lengths[number];
        });
        wanted |= best;
        return static_cast<std::size_t>(std::popcount(received.data & (best - 1)));
    };
    for (const Cause& cause : causes.rules) rules.emplace_back(cause.of, inflow_of(cause));
    for (const Cause& cause : causes.labels) labels.emplace_back(cause.of, inflow_of(cause));
    for (Inflow& inflow : inflows) {
        if ((wanted & inflow.mark) == 0) continue;
        inflow.begin = steps.size();
        flows.append_path(application, inflow.mark, steps);
        inflow.size = steps.size() - inflow.begin;
    }
}

std::span<const std::uint32_t> Inheritance::path(std::size_t inflow) const {
    return std::span(steps).subspan(inflows[inflow].begin, inflows[inflow].size);
}

std::vector<std::string> Inheritance::ids(std::size_t inflow) const {
    std::vector<std::string> ids;
    for (const std::uint32_t step : path(inflow)) ids.push_back((*applications)[step].id);
    return ids;
}

}  // namespace plan
