#pragma once

#include "libplan/policy/hosting.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace plan {

/// What a target may still take; empty: it has no limit that is known.
struct TargetRoom {
    std::optional<std::int64_t> applications;
    std::optional<double> vcpu;

    [[nodiscard]] bool limited() const { return applications || vcpu; }
};

/// An application that looks for a place, or several that must share one.
struct Seeker {
    /// What of it stands on a target already, and takes no more room there.
    struct Part {
        std::size_t target = 0;
        std::int64_t applications = 0;
        double vcpu = 0;
    };

    std::string_view id;
    std::int64_t applications = 1;              ///< more: they go to one target
    double vcpu = 1;                            ///< of all; 1 for each whose size is not known
    std::vector<Part> here;                     ///< each target at most once
    std::vector<HostingJudge::Option> options;  ///< cheapest first
};

/// The target of each seeker, nothing where none has room. Each limit is kept, and as many are served as can be where
/// limits count applications and each seeker is one; with limits of size or seekers of several, nearly as many.
///
/// Those who would lose most by going elsewhere are served first: first those with no target without limit, the fewest
/// options first; then by how much dearer their cheapest target without limit is; then by id. Each takes its cheapest
/// target that has room. For one who finds none, those who hold a place move on where they can (an augmenting path;
/// R. Burkard, M. Dell'Amico, S. Martello: Assignment Problems, 2009, section 3.2). So where no limit binds, nobody's
/// choice depends on another's; where one does, only the choices of those who have it among their options do.
/// O(n log n) plus, for each that finds no room, O(seekers * options).
[[nodiscard]] std::vector<std::optional<std::size_t>> place(const std::vector<Seeker>& seekers,
                                                            const std::vector<TargetRoom>& rooms);

}  // namespace plan
