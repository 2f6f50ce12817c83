#pragma once

#include "libplan/schedule/bound_literal.hpp"

#include <cstdint>
#include <vector>

namespace plan::schedule {

/// Where a clause lies in the store.
using ClauseReference = std::int32_t;

/// The clauses that the exact search has learned: each a set of literals of which one must hold. Two literals of each
/// are watched (Moskewicz and others 2001, "Chaff"), under the half whose rise makes them false and the value from
/// which on it does: a rise looks at the lists of the values that it passes, and at no other.
class Nogoods {
public:
    struct Watch {
        std::int32_t from = 0;  ///< concerned once the half is at least this
        ClauseReference clause = 0;
        BoundLiteral blocker;  ///< if it holds the clause need not be looked at
    };

    /// A variable with `lower` <= x <= `upper`; variables come in their order, before the first clause.
    void add_variable(std::int32_t lower, std::int32_t upper);

    /// Two literals at least; the first two are watched.
    ClauseReference add(const Literals& literals, int glue);

    [[nodiscard]] int size(ClauseReference clause) const { return store_[index(clause)].value; }
    /// The literals, `size` of them; the first two are those watched.
    [[nodiscard]] BoundLiteral* literals(ClauseReference clause) { return store_.data() + clause + header; }
    /// The list that has what concerns a rise of the half to `value`; of higher values it is the same or a later one.
    [[nodiscard]] std::size_t list(Half half, std::int32_t value) const {
        const Range& range = ranges_[static_cast<std::size_t>(half)];
        const std::int32_t offset = value > range.base ? (value - range.base) >> range.shift : 0;
        return range.first + static_cast<std::size_t>(offset < range.count ? offset : range.count - 1);
    }
    [[nodiscard]] std::vector<Watch>& watches(std::size_t list) { return watches_[list]; }
    void watch(const BoundLiteral& literal, ClauseReference clause, const BoundLiteral& blocker) {
        const BoundLiteral falsified = literal.negation();
        watches_[list(falsified.half, falsified.value)].push_back({falsified.value, clause, blocker});
    }

    /// Marks a clause as used in an explanation.
    void touch(ClauseReference clause) { ++store_[index(clause) + 1].half; }
    [[nodiscard]] int count() const { return count_; }

    /// Drops clauses that hold at the root, and of those with glue above `kept_glue` (Audemard and Simon 2009) the half
    /// that was used least. Invalidates every reference: only to be called at the root.
    void reduce(const std::vector<std::int32_t>& root, int kept_glue);

private:
    /// Two entries before the literals: {glue, size}, {uses, 0}.
    static constexpr int header = 2;
    [[nodiscard]] static std::size_t index(ClauseReference clause) { return static_cast<std::size_t>(clause); }

    /// Of the values that a half may rise to, 2^shift share a list.
    struct Range {
        std::int32_t base = 0;
        int shift = 0, count = 1;
        std::size_t first = 0;
    };

    std::vector<BoundLiteral> store_;
    std::vector<Range> ranges_;  ///< by half
    std::vector<std::vector<Watch>> watches_;
    int count_ = 0;
};

}  // namespace plan::schedule
