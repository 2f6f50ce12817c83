#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace plan {

/// A set of at most 64 marks, a bit each. What a mark means is the caller's business.
using Marks = std::uint64_t;

/// What a carrier brings. A State's million flows bring a few dozen different kinds.
struct CarriedMarks {
    Marks always = 0;       ///< whatever the sender holds
    Marks held = 0;         ///< those of these that it holds; all ones: everything
    bool doubtful = false;  ///< a path that brings it is told by doubtful()
};

/// A one-way road for marks. Several may join the same two nodes; one from a node to itself does nothing.
struct Carrier {
    std::uint32_t from, to;  ///< below the number of nodes
    std::uint32_t kind;      ///< place among the kinds
};

/// How marks spread over a graph, through cycles, to the least fixpoint: a node holds what arises there and what any
/// carrier brings it. Built once, then only asked. Results follow the order of nodes and carriers alone.
///
/// O(nodes + carriers) for each mark at most, and far less as a rule, since marks travel side by side in one word.
/// Memory: 8 bytes a node and mark in use, 8 bytes a carrier.
class Propagation {
public:
    using Node = std::uint32_t;
    /// What arises at each of `nodes` when the marks at the same place of `received` have been brought to it: first
    /// asked of all, with none, and again whenever more arrives. What it once said stays said, so the fixpoint exists
    /// even if a later answer is smaller. No node is asked twice at once.
    using Arising =
        std::function<void(std::span<const Node> nodes, std::span<const Marks> received, std::span<Marks> arising)>;

    Propagation(std::size_t nodes, std::span<const Carrier> carriers, std::vector<CarriedMarks> kinds,
                const Arising& arising);

    /// What carriers bring to a node, among it what also arises there.
    [[nodiscard]] Marks received(Node node) const { return received_[node]; }
    /// What arises at a node in the end.
    [[nodiscard]] Marks arising(Node node) const { return arising_[node]; }

    /// Calls `each(to, kind)` for the carriers of a node that may bring something to another, in the order given.
    template <class Each>
    void carriers_from(Node node, Each each) const {
        for (std::uint32_t index = first_[node]; index < first_[node + 1]; ++index)
            each(branches_[index].to, kinds_[branches_[index].kind]);
    }

    /// A path with the fewest carriers by which a mark, one bit, has come to `node`: from where it arises, both ends
    /// included. Among equals, the one that breadth-first search finds first from the nodes in their order, along the
    /// carriers in theirs. A carrier that brings a mark always, from a node that does not hold it, begins a path too,
    /// but only for nodes that no other reaches. The node alone when the mark arises there; empty when it does not
    /// hold the mark. Linear in the path.
    [[nodiscard]] std::vector<Node> path(Node node, Marks mark) const;
    /// Appends the same.
    void append_path(Node node, Marks mark, std::vector<Node>& path) const;
    /// How many nodes path() has, without making it. O(1).
    [[nodiscard]] std::size_t path_length(Node node, Marks mark) const;
    /// The marks whose path() to this node leads over a doubtful carrier.
    [[nodiscard]] Marks doubtful(Node node) const { return doubtful_[node]; }

private:
    /// A carrier among those of its sender.
    struct Branch {
        std::uint32_t to, kind;
    };
    /// How a mark came to a node: the end of its path.
    struct Arrived {
        std::uint32_t parent, length;
    };

    void join(std::span<const Carrier> carriers);
    void spread(std::vector<Node>& queue, std::vector<Node>& changed);
    void settle(const Arising& arising);
    void trace();
    void trace_level(std::vector<Node>& queue, std::uint32_t first_length, std::vector<Marks>& fresh);
    bool reach(Node node, Arrived arrived, Marks marks, Marks doubted, std::vector<Marks>& fresh);
    [[nodiscard]] const Arrived& arrived(Node node, Marks mark) const;

    std::size_t nodes_;
    std::vector<CarriedMarks> kinds_;
    std::vector<std::uint32_t> first_;  ///< of each node's carriers in `branches_`, and the end
    std::vector<Branch> branches_;      ///< by sender, else in the order given
    std::vector<Marks> received_, arising_, reached_, doubtful_;
    std::vector<std::uint32_t> slots_;  ///< of each mark in `arrived_`
    std::size_t used_ = 0;              ///< marks that arrive anywhere
    std::vector<Arrived> arrived_;      ///< by node, by slot
};

}  // namespace plan
