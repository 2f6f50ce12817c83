#pragma once

#include "libplan/policy/hosting.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace plan {

/// Applications that must move together and may go to one target.
struct SharedChoice {
    std::vector<std::size_t> members;  ///< ascending
    std::vector<HostingJudge::Option>
        options;  ///< the targets that all may go to, with the cost for all, cheapest first
};

/// Who goes where.
struct TargetChoices {
    static constexpr std::size_t none = SIZE_MAX;

    std::vector<std::optional<std::size_t>> target;  ///< by application
    std::vector<bool> displaced;                     ///< by application: elsewhere, or nowhere, for lack of room
    std::vector<std::size_t> first;                  ///< by application: where it would go with room for all, or none
    std::vector<std::size_t> shared;                 ///< by application: in `choices`, or none: it chose for itself
    std::vector<SharedChoice> choices;
};

/// The target of least cost for each application, or for all that must move together, where there is a target that all
/// of them may go to: what moves on one day should not stay parted afterwards. Where targets have limits, place()
/// shares them out; those who find no room together choose each for itself, and so do all if more find a place then.
///
/// `options` holds, by application, its eligible targets, cheapest_first; empty for one that stays or has none. `tied`
/// is tied_applications(). O(applications * targets), and what place() takes, once for each time that a set is parted.
[[nodiscard]] TargetChoices choose_targets(const Portfolio& portfolio,
                                           const std::vector<std::vector<HostingJudge::Option>>& options,
                                           const std::vector<std::size_t>& tied);

/// By cost, then by the target's id.
void cheapest_first(std::vector<HostingJudge::Option>& options, const std::vector<Target>& targets);

}  // namespace plan
