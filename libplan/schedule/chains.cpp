#include "libplan/schedule/chains.hpp"

#include <algorithm>
#include <cstddef>

namespace plan::schedule {

namespace {
std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}
}  // namespace

std::vector<std::int64_t> chains_from(const Network& network) {
    const Problem& problem = network.problem();
    std::vector<std::int64_t> chain(problem.activities.size(), 0);
    for (auto unit = network.order().rbegin(); unit != network.order().rend(); ++unit)
        for (const int* a = network.members().end(*unit); a != network.members().begin(*unit);) {
            --a;
            for (const int* i = network.arcs_out_of().begin(*a); i != network.arcs_out_of().end(*a); ++i) {
                const Arc& arc = problem.arcs[at(*i)];
                chain[at(*a)] = std::max(chain[at(*a)], chain[at(arc.to)] + arc.lag);
            }
            chain[at(*a)] += problem.modes[at(problem.activities[at(*a)].mode_begin)].duration;
        }
    return chain;
}

}  // namespace plan::schedule
