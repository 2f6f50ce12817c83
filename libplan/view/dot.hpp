#pragma once

#include "libplan/base/date.hpp"
#include "libplan/base/diagnostic.hpp"
#include "libplan/base/language.hpp"
#include "libplan/graph/coupling.hpp"
#include "libplan/record/portfolio.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace plan {

/// What the fill of a node says. The class is also its shape and a line of its text, and a wave also a line of text, so
/// nothing is said by colour alone.
enum class DotColour : std::uint8_t { sensitivity_class, wave, none };

/// What the frames around nodes are.
enum class DotFrames : std::uint8_t {
    automatic,  ///< places on a day; else waves where the stream has a plan, else move groups where it has some; none
                ///< around a centre
    wave,       ///< with the move groups inside
    group,
    owner,  ///< the business owner, else the ministry
    site,   ///< where they run today
    target,
    place,  ///< where they are on DotOptions::day
    none,
};

struct DotOptions {
    DotColour colour = DotColour::sensitivity_class;
    DotFrames frames = DotFrames::automatic;
    Language language = Language::french;
    std::string title;  ///< empty: how many applications and flows are shown
    bool legend = true;
    /// An application with at least so many weakly coupled neighbours is a hub: its weak flows are written into its
    /// neighbours ("↦ SSO") and not drawn as lines. 0 draws every line; by default 10 when there are more than 100
    /// lines.
    std::optional<std::size_t> hub_neighbours;
    /// Draw only this application (an index) and what lies within `hops` flows of it, in either direction.
    std::optional<std::size_t> centre;
    std::uint32_t hops = 1;
    /// Leave out the lines that other lines imply: a strong one where strong ones do, a weak one where any do.
    bool reduced = false;
    /// Draw the plan's state on this day: what is where, and which links are bridges between two sites.
    std::optional<Date> day;
    CouplingModel coupling = basic_coupling();  ///< which flows are strong
};

/// The dependency graph in Graphviz's DOT language, to be laid out by `dot`: an arrow goes from what depends to what it
/// depends on. Every text of the stream is quoted and its control characters made visible, so that a name can neither
/// break out of its label nor reorder what stands beside it. Flows of one kind and coupling between the same two
/// applications are one line with their number. Ids must be unique (require_unique_applications).
/// Flows to unknown applications are reported and left out. O(n log n) in applications and flows, but for `reduced`
/// (see implied_edges()). With a `day` it throws as SystemStates does.
[[nodiscard]] std::string dependency_dot(const Portfolio& portfolio, const DotOptions& options, const Report& report);

}  // namespace plan
