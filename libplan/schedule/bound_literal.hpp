#pragma once

#include <cstdint>
#include <limits>
#include <vector>

/// The language of the exact search: integer variables of which only bounds are known, and statements about them.
namespace plan::schedule {

/// One of the two bounds of an integer variable, written so that both only rise: half 2v is the lower bound of
/// variable v, half 2v + 1 is its upper bound with the sign turned.
using Half = std::int32_t;

[[nodiscard]] constexpr Half lower_half(int variable) {
    return 2 * variable;
}
[[nodiscard]] constexpr Half upper_half(int variable) {
    return 2 * variable + 1;
}
[[nodiscard]] constexpr int variable_of(Half half) {
    return half / 2;
}

/// "The half is at least `value`": x >= value for a lower half, x <= -value for an upper one.
struct BoundLiteral {
    Half half = 0;
    std::int32_t value = 0;

    [[nodiscard]] constexpr BoundLiteral negation() const { return {half ^ 1, 1 - value}; }
    friend constexpr bool operator==(const BoundLiteral&, const BoundLiteral&) = default;
};

[[nodiscard]] constexpr BoundLiteral at_least(int variable, std::int32_t value) {
    return {lower_half(variable), value};
}
[[nodiscard]] constexpr BoundLiteral at_most(int variable, std::int32_t value) {
    return {upper_half(variable), -value};
}

/// Below every value of a half, and safe to add small numbers to.
inline constexpr std::int32_t no_bound = std::numeric_limits<std::int32_t>::min() / 2;

/// A clause or, negated, a set of statements that cannot all hold.
using Literals = std::vector<BoundLiteral>;

}  // namespace plan::schedule
