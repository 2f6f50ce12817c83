#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace plan::schedule {

/// Which nodes to take, when taking one costs something, leaving one costs something, and so does each arc from a node
/// that is taken to one that is left: a cut between a source and a sink (Ford and Fulkerson 1956), found by blocking
/// flows along shortest paths (Dinic 1970). Arcs stay; what nodes cost may change between two questions.
class MinimumCut {
public:
    /// Larger than any cost: for a node that must be left or taken, and for an arc that must not be cut.
    static constexpr double barred = 1e300;

    struct Arc {
        int from = 0, to = 0;
        double cost = 0;  ///< at least 0, a unit of `scale`
    };
    /// What a node costs when it is taken and when it is left; both at least 0, one of them below `barred`.
    struct Price {
        double taken = 0, left = 0;
    };
    struct Cut {
        double value = 0;         ///< no choice of nodes costs less
        std::vector<char> taken;  ///< by node: a choice that costs `value` but for rounding, if `exact`
        bool exact = false;       ///< false: the effort did not suffice, or no choice is allowed at all
    };

    MinimumCut(int nodes, std::vector<Arc> arcs);

    /// `prices` by node; the cost of every arc is multiplied by `scale`. Costs are cut down to whole multiples of their
    /// sum / 2^52, so that `value` is never too large. Takes what arcs it looks at from `effort`, and ends when none is
    /// left: then `value` is still a bound. O(nodes^2 * arcs) at worst, far less on sparse graphs.
    [[nodiscard]] Cut solve(const std::vector<Price>& prices, double scale, std::int64_t& effort);

    /// Of any choice.
    [[nodiscard]] double cost(const std::vector<char>& taken, const std::vector<Price>& prices, double scale) const;

private:
    struct Edge {
        int to = 0;
        std::size_t back = 0;  ///< edge the other way
        std::int64_t room = 0;
    };

    void add_edge(int from, int to);
    [[nodiscard]] bool find_levels(std::int64_t& effort);
    [[nodiscard]] std::int64_t push(std::int64_t& effort);

    int nodes_;
    std::vector<Arc> arcs_;
    std::vector<Edge> edges_;  ///< grouped by the node that they leave; source and sink come after the nodes
    std::vector<std::size_t> first_;
    std::vector<std::size_t> edge_of_arc_, edge_from_source_, edge_to_sink_;
    std::vector<int> level_, queue_;
    std::vector<std::size_t> next_, path_;
};

}  // namespace plan::schedule
