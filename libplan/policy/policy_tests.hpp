#pragma once

#include "libplan/policy/policy.hpp"

#include <cstddef>
#include <vector>

namespace plan {

/// What became of the examples of a policy.
struct PolicyTestResult {
    std::size_t rules = 0, examples = 0, failed = 0;  ///< `failed`: examples that do not hold
    std::vector<Diagnostic> findings;                 ///< in the order of the file; errors: what must be mended
};

/// Tries every rule of a policy on its examples. Errors: an example that does not hold (whether the rule applies, and
/// the class, labels and verdict that it expects), a rule without an example on which it applies or without one on
/// which it does not, two rules that speak of one piece of a project's file, two examples that give the same on the
/// same day and expect different things. Warnings, judged on the examples of all rules together:
///
/// - a rule is shadowed when it only imposes a class, and wherever it applies another rule imposes a stricter one;
/// - two rules contradict each other when they apply to the same examples, at least two, and impose different classes;
/// - a question that is open on no example.
///
/// O(examples * (rules + examples)).
[[nodiscard]] PolicyTestResult test_policy(const Policy& policy);

}  // namespace plan
