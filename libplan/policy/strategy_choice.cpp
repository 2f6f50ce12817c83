#include "libplan/policy/strategy_choice.hpp"

#include "libplan/record/fields.hpp"

#include <algorithm>

namespace plan {

namespace {

constexpr std::array risks = {Risk::green, Risk::unknown, Risk::yellow, Risk::red};  ///< the gravest last
constexpr std::string_view risk_prefix = "risk-";

std::optional<std::size_t> place_of(Strategy strategy) {
    const auto found = std::ranges::find(all_strategies, strategy);
    if (found == all_strategies.end()) return std::nullopt;
    return static_cast<std::size_t>(found - all_strategies.begin());
}

}  // namespace

Strategy StrategyRanking::best_but(Strategy taken) const {
    std::optional<std::size_t> best;
    for (std::size_t index = 0; index < scores.size(); ++index) {
        if (all_strategies[index] == taken || scores[index].points <= 0) continue;
        if (!best || scores[index].points > scores[*best].points) best = index;
    }
    return best ? all_strategies[*best] : Strategy::unspecified;
}

const StrategyRanking::Score& StrategyRanking::of(Strategy strategy) const {
    static const Score none;
    const auto place = place_of(strategy);
    return place ? scores[*place] : none;
}

StrategyRanking rank_strategies(const DecisionTable& table, const FactDocument& facts) {
    StrategyRanking ranking;
    for (std::size_t rule = 0; rule < table.size(); ++rule) {
        const auto place = place_of(from_keyword<Strategy>(table.rule(rule).effect));
        if (!place || !table.holds(rule, facts)) continue;
        ranking.scores[*place].points += table.points(rule, facts);
        ranking.scores[*place].rules.push_back(rule);
    }
    return ranking;
}

Risk risk_of_effect(std::string_view effect) {
    return effect.starts_with(risk_prefix) ? from_keyword<Risk>(effect.substr(risk_prefix.size())) : Risk::unspecified;
}

RiskFinding find_risk(const DecisionTable& table, const FactDocument& facts) {
    RiskFinding finding;
    std::size_t gravest = 0;
    for (std::size_t rule = 0; rule < table.size(); ++rule) {
        const auto found = std::ranges::find(risks, risk_of_effect(table.rule(rule).effect));
        if (found == risks.end() || !table.holds(rule, facts)) continue;
        gravest = std::max(gravest, static_cast<std::size_t>(found - risks.begin()));
        finding.rules.push_back(rule);
    }
    finding.risk = risks[gravest];
    return finding;
}

std::vector<std::string> decided_effects(const DecisionTable& table, const FactDocument& facts) {
    std::vector<std::string> effects;
    if (const Strategy best = rank_strategies(table, facts).best(); best != Strategy::unspecified)
        effects.emplace_back(keyword(best));
    effects.push_back(std::string(risk_prefix).append(keyword(find_risk(table, facts).risk)));
    return effects;
}

}  // namespace plan
