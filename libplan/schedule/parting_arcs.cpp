#include "libplan/schedule/parting_arcs.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace plan {

using schedule::MinimumCut;

std::vector<MinimumCut::Arc> parting_arcs(const DailyCosts& costs, const MoveLimits& moves) {
    const int end = moves.count();
    const auto node_of = [&](int application) {
        return application < 0 ? end : moves.mover_of[static_cast<std::size_t>(application)];
    };
    std::vector<MinimumCut::Arc> arcs, merged;
    for (const DailyCosts::Parted& parted : costs.parted)
        arcs.push_back({node_of(parted.moved), node_of(parted.waiting), parted.weight});
    std::stable_sort(arcs.begin(), arcs.end(), [](const MinimumCut::Arc& a, const MinimumCut::Arc& b) {
        return a.from != b.from ? a.from < b.from : a.to < b.to;
    });
    for (const MinimumCut::Arc& arc : arcs)
        if (!merged.empty() && merged.back().from == arc.from && merged.back().to == arc.to)
            merged.back().cost += arc.cost;
        else
            merged.push_back(arc);
    for (int mover = 0; mover < end; ++mover) merged.push_back({end, mover, MinimumCut::barred});
    return merged;
}

void tie_blocks(const MoveLimits& moves, std::vector<MinimumCut::Arc>& arcs) {
    std::vector<std::pair<int, int>> members;  // block, mover
    for (int mover = 0; mover < moves.count(); ++mover)
        members.emplace_back(moves.block[static_cast<std::size_t>(mover)], mover);
    std::sort(members.begin(), members.end());
    for (std::size_t i = 1; i < members.size(); ++i)
        if (members[i].first == members[i - 1].first) {
            arcs.push_back({members[i].second, members[i - 1].second, MinimumCut::barred});
            arcs.push_back({members[i - 1].second, members[i].second, MinimumCut::barred});
        }
}

}  // namespace plan
