#pragma once

#include "libplan/graph/dependency_graph.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace plan {

/// Applications (by index) linked by constraints: what waits for what, or what moves with what. The graph is the graph
/// room's; what this adds is the constraint behind each link, and the shortest cycle of all in a component.
class LinkedApplications {
public:
    struct Link {
        std::uint32_t from, to;
        std::uint32_t constraint;  ///< index in portfolio.constraints
    };

    LinkedApplications(std::size_t applications, std::vector<Link> links);

    /// A shortest cycle, as its links in order, in each set of applications that wait for each other, by the smallest
    /// application of the set. In a huge set the search stops after a fixed amount of work with the shortest so far.
    [[nodiscard]] std::vector<std::vector<Link>> cycles() const;

    /// The links of a shortest path; empty when there is none or when `from` is `to`.
    [[nodiscard]] std::vector<Link> path(std::size_t from, std::size_t to) const;

private:
    /// The shortest way from `start` to `goal` over at least one link, inside the component of `start`.
    [[nodiscard]] std::vector<Link> search(std::uint32_t start, std::uint32_t goal,
                                           const std::vector<std::uint32_t>& component, std::size_t& work) const;
    [[nodiscard]] std::vector<Link> shortest_cycle(const std::vector<std::uint32_t>& members,
                                                   const std::vector<std::uint32_t>& component) const;

    std::vector<Link> links_;
    DependencyGraph graph_;
};

}  // namespace plan
