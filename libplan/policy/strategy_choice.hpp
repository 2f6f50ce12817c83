#pragma once

#include "libplan/policy/decision_table.hpp"
#include "libplan/record/reasons.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// What a table of strategies (templates/policies/strategy.xml) says of the facts of one application.
namespace plan {

/// The least work first: the order of scores, and on a tie the one that is taken.
inline constexpr std::array all_strategies = {Strategy::retire,   Strategy::retain,     Strategy::rehost,
                                              Strategy::relocate, Strategy::replatform, Strategy::repurchase,
                                              Strategy::refactor};

/// The points of the seven, in the order of all_strategies.
struct StrategyRanking {
    struct Score {
        double points = 0;
        std::vector<std::size_t> rules;  ///< that hold, ascending, also those with no points or points against
    };
    std::array<Score, all_strategies.size()> scores;

    /// The strategy with most points, the least work on a tie; unspecified when none has any.
    [[nodiscard]] Strategy best() const { return best_but(Strategy::unspecified); }
    /// Of the others, the one with most points; unspecified when none has any.
    [[nodiscard]] Strategy best_but(Strategy taken) const;
    [[nodiscard]] const Score& of(Strategy strategy) const;
};

/// O(rules).
[[nodiscard]] StrategyRanking rank_strategies(const DecisionTable& table, const FactDocument& facts);

/// The gravest risk that a rule gives (green, unknown, yellow, red), and the rules that give any. O(rules).
struct RiskFinding {
    Risk risk = Risk::green;
    std::vector<std::size_t> rules;  ///< ascending
};
[[nodiscard]] RiskFinding find_risk(const DecisionTable& table, const FactDocument& facts);

/// The risk that an effect gives: red of "risk-red"; unspecified when it gives none.
[[nodiscard]] Risk risk_of_effect(std::string_view effect);

/// The strategy and the risk as effects of the table, "replatform" and "risk-yellow": what examples expect.
[[nodiscard]] std::vector<std::string> decided_effects(const DecisionTable& table, const FactDocument& facts);

}  // namespace plan
