#pragma once

#include "libplan/policy/decision_table.hpp"
#include "libplan/policy/policy_tests.hpp"

#include <functional>
#include <string>
#include <vector>

namespace plan {

/// What a table decides of facts, as words among its effects: for a strategy table the strategy and the risk.
using Decide = std::function<std::vector<std::string>(const DecisionTable&, const FactDocument&)>;

/// What an example tells a rule.
using ExampleFacts = std::function<FactDocument(const DecisionRule&, const DecisionExample&)>;

/// Tries every rule of a table on its examples. Errors: an example that does not hold (whether the rule applies, and
/// each effect that the whole table should decide on, when `decide` is given), a rule without an example on which it
/// applies or without one on which it does not, two examples of a rule that say the same and expect different things.
/// Without `facts_of` a rule is told what the example gives, and the settings that it does not give.
/// O(examples * rules).
[[nodiscard]] PolicyTestResult test_decision_table(const DecisionTable& table, const Decide& decide = {},
                                                   const ExampleFacts& facts_of = {});

}  // namespace plan
