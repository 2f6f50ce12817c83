#pragma once

#include "libplan/record/portfolio.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

/// What applications that share a group must agree on.
namespace plan {

/// Why two sets of applications cannot share a group.
enum class TermsClash : std::uint8_t {
    none,
    targets,       ///< no hosting target is eligible for all of them
    destinations,  ///< plan-target chose different targets for them
    windows,       ///< hard `window` constraints leave no window
    waves,         ///< hard `wave` constraints name different waves
    dates,         ///< a hard `not_before` lies after a hard `deadline`
};

/// Views point into the portfolio; constraints are their places in it.
struct GroupTerms {
    std::optional<std::vector<std::string_view>> targets;  ///< eligible for all; empty optional: anyone's guess
    std::optional<std::string_view> destination;           ///< the target that was chosen; empty: none, or several
    std::optional<std::vector<std::string_view>> windows;  ///< sorted, like targets
    std::optional<std::int64_t> wave;
    std::optional<Date> not_before, deadline;
    std::size_t window_constraint = 0, wave_constraint = 0, not_before_constraint = 0, deadline_constraint = 0;
};

/// What binds each application: its eligible targets and its own, as plan-target wrote them, and hard constraints.
/// O(records).
[[nodiscard]] std::vector<GroupTerms> application_terms(const Portfolio& portfolio);

/// What hinders the two from sharing a group, the first as TermsClash has them. `hosting`: targets count.
[[nodiscard]] TermsClash terms_clash(const GroupTerms& one, const GroupTerms& other, bool hosting = true);
/// Of two destinations the first is kept.
[[nodiscard]] GroupTerms merged_terms(const GroupTerms& one, const GroupTerms& other);

}  // namespace plan
