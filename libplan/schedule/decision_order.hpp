#pragma once

#include "libplan/schedule/bound_literal.hpp"

#include <cstdint>
#include <vector>

namespace plan::schedule {

/// Statements "variable <= value" by how often they took part in recent conflicts: variable state independent decaying
/// sum (Moskewicz and others 2001), for bounds. Statements that never did are not held.
class DecisionOrder {
public:
    struct Item {
        int variable = 0;
        std::int32_t value = 0;
    };

    /// A variable with `lower` <= x <= `upper`; variables come in their order.
    void add_variable(std::int32_t lower, std::int32_t upper);
    /// The statement that the literal is or denies counts more.
    void bump(const BoundLiteral& literal);
    /// What was counted before counts less from now on.
    void decay() { increment_ *= 1.0F / 0.95F; }

    [[nodiscard]] bool empty() const { return heap_.empty(); }
    [[nodiscard]] Item top() const;
    /// Puts the top aside until the search goes back below `level`.
    void set_aside(int level);
    void backtracked(int level);

private:
    [[nodiscard]] static std::size_t index(int i) { return static_cast<std::size_t>(i); }
    void insert(int item);
    void rise(int place);
    void sink(int place);
    [[nodiscard]] bool before(int a, int b) const {
        return score_[index(a)] != score_[index(b)] ? score_[index(a)] > score_[index(b)] : a < b;
    }

    std::vector<std::int32_t> base_;  ///< by variable: value of its first item
    std::vector<int> first_{0};       ///< by variable: its first item; one more at the end
    std::vector<float> score_;        ///< by item
    std::vector<int> place_;          ///< by item: in the heap, or -1
    std::vector<int> owner_;          ///< by item: variable
    std::vector<int> heap_;
    struct Aside {
        int level = 0, item = 0;
    };
    std::vector<Aside> aside_;  ///< levels do not fall
    float increment_ = 1;
};

}  // namespace plan::schedule
