#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace plan {

/// A set of at most 64 marks, a bit each. What a mark means is the caller's business.
using Marks = std::uint64_t;

/// A one-way road for marks. Several may join the same two nodes; one from a node to itself does nothing.
struct Carrier {
    std::uint32_t from, to;  ///< below the number of nodes
    Marks always = 0;        ///< it brings these whatever `from` holds
    Marks held = 0;          ///< it brings those of these that `from` holds; all ones: everything
    bool doubtful = false;   ///< a path over it is told by doubtful()
};

/// How marks spread over a graph, through cycles, to the least fixpoint: a node holds what arises there and what any
/// carrier brings it. Built once, then only asked. Results follow the order of nodes and carriers alone.
///
/// O(nodes + carriers) for each mark at most, and far less as a rule, since marks travel side by side in one word.
/// Memory: 8 bytes a node and mark in use, 24 bytes a carrier.
class Propagation {
public:
    using Node = std::uint32_t;
    /// What arises at `node` when `received` has been brought to it: first asked with none, and again whenever more
    /// arrives. What it once said stays said, so the fixpoint exists even if a later answer is smaller.
    using Arising = std::function<Marks(Node node, Marks received)>;

    Propagation(std::size_t nodes, const std::vector<Carrier>& carriers, const Arising& arising);

    /// What carriers bring to a node, among it what also arises there.
    [[nodiscard]] Marks received(Node node) const { return received_[node]; }
    /// What arises at a node in the end.
    [[nodiscard]] Marks arising(Node node) const { return arising_[node]; }

    /// The carriers of a node that may bring something to another, in the order given.
    [[nodiscard]] std::span<const Carrier> carriers_from(Node node) const {
        return std::span(carriers_).subspan(first_[node], first_[node + 1] - first_[node]);
    }

    /// A path with the fewest carriers by which a mark, one bit, has come to `node`: from where it arises, both ends
    /// included. Among equals, the one that breadth-first search finds first from the nodes in their order, along the
    /// carriers in theirs. A carrier that brings a mark always, from a node that does not hold it, begins a path too,
    /// but only for nodes that no other reaches. The node alone when the mark arises there; empty when it does not
    /// hold the mark. Linear in the path.
    [[nodiscard]] std::vector<Node> path(Node node, Marks mark) const;
    /// How many nodes path() has, without making it. O(1).
    [[nodiscard]] std::size_t path_length(Node node, Marks mark) const;
    /// The marks whose path() to this node leads over a doubtful carrier.
    [[nodiscard]] Marks doubtful(Node node) const { return doubtful_[node]; }

private:
    void join(const std::vector<Carrier>& carriers);
    void spread(std::vector<Node>& queue, std::vector<Node>& changed);
    void settle(const Arising& arising);
    void trace();
    void trace_level(std::vector<Node>& queue, std::uint32_t first_length, std::vector<Marks>& fresh);
    bool reach(Node node, std::uint32_t parent, std::uint32_t length, Marks marks, Marks doubted,
               std::vector<Marks>& fresh);

    std::size_t nodes_;
    std::vector<std::uint32_t> first_;  ///< of each node's carriers in `carriers_`, and the end
    std::vector<Carrier> carriers_;     ///< by `from`, else in the order given
    std::vector<Marks> received_, arising_, reached_, doubtful_;
    std::vector<std::uint32_t> slots_;  ///< of each mark in `parents_`
    std::size_t used_ = 0;              ///< marks that arrive anywhere
    std::vector<std::uint32_t> parents_;
    std::vector<std::uint32_t> lengths_;  ///< of paths, in nodes; as `parents_`
};

}  // namespace plan
