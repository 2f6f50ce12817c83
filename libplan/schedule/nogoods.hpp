#pragma once

#include "libplan/schedule/bound_literal.hpp"

#include <cstdint>
#include <vector>

namespace plan::schedule {

/// Where a clause lies in the store.
using ClauseReference = std::int32_t;

/// The clauses that the exact search has learned: each a set of literals of which one must hold. Two literals of each
/// are watched (Moskewicz and others 2001, "Chaff"), under the half whose rise makes them false; because literals
/// speak of bounds, a list holds the values from which on a rise concerns a clause.
class Nogoods {
public:
    struct Watch {
        std::int32_t from = 0;  ///< concerned once the half is at least this
        ClauseReference clause = 0;
        BoundLiteral blocker;  ///< if it holds the clause need not be looked at
    };

    explicit Nogoods(int halves) : watches_(static_cast<std::size_t>(halves)) {}

    /// Two literals at least; the first two are watched.
    ClauseReference add(const Literals& literals, int glue);

    [[nodiscard]] int size(ClauseReference clause) const { return store_[index(clause)].value; }
    /// The literals, `size` of them; the first two are those watched.
    [[nodiscard]] BoundLiteral* literals(ClauseReference clause) { return store_.data() + clause + header; }
    [[nodiscard]] std::vector<Watch>& watches(Half half) { return watches_[static_cast<std::size_t>(half)]; }
    void watch(const BoundLiteral& literal, ClauseReference clause, const BoundLiteral& blocker) {
        const BoundLiteral falsified = literal.negation();
        watches_[static_cast<std::size_t>(falsified.half)].push_back({falsified.value, clause, blocker});
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

    std::vector<BoundLiteral> store_;
    std::vector<std::vector<Watch>> watches_;
    int count_ = 0;
};

}  // namespace plan::schedule
