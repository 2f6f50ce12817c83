#pragma once

#include "libplan/view/bridge_figures.hpp"
#include "libplan/view/dot.hpp"
#include "libplan/view/system_state.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What a drawing of the dependency graph shows, before anything is said in the language of a program. Internal to this
/// room.
namespace plan {

/// All flows of one kind and coupling from one application to another.
struct DotEdge {
    std::uint32_t from = 0, to = 0;  ///< in portfolio.applications
    FlowKind kind = FlowKind::unspecified;
    bool strong = false;
    bool in_cycle = false;  ///< part of a cycle of strong couplings
    bool bridge = false;    ///< the plan holds a bridge for it on DotOptions::day
    std::size_t flows = 1;
    double volume_gb_per_day = 0;
};

/// A frame around applications, or around smaller frames.
struct DotFrame {
    std::string label;   ///< empty at the root
    bool minor = false;  ///< a group inside a wave
    std::vector<std::uint32_t> applications;
    std::vector<DotFrame> frames;
};

/// The state of a plan on a day.
struct DotDay {
    Date day;
    SystemStates states;
    std::size_t moved = 0, waiting = 0;  ///< applications that are at their target, and that are still to move there
    std::size_t bridges = 0;             ///< pairs that the plan has bridged
    std::size_t others = 0;              ///< other pairs with flows from one known place to another
    std::optional<BridgePeak> peak;      ///< of the whole plan
};

/// All bridges between two frames, as one line, where there are too many to draw each.
struct DotFrameLink {
    std::uint32_t one = 0, other = 0;  ///< in DotModel::root.frames, one before the other
    std::size_t bridges = 0;
};

struct DotModel {
    std::vector<bool> shown;     ///< for each application of the portfolio
    std::vector<DotEdge> edges;  ///< drawn as lines; by ends, then kind, then coupling
    /// For each application, what it depends on and who depends on it by weak flows that are written into its node and
    /// not drawn. Each such flow is written once.
    std::vector<std::vector<std::uint32_t>> uses, used_by;
    /// For each application, the far ends of bridges that are written into its node and not drawn.
    std::vector<std::vector<std::uint32_t>> bridged;
    std::vector<std::uint32_t> hubs;  ///< those that have such flows
    /// What each depends on by strong flows that are written and not drawn.
    std::vector<std::vector<std::uint32_t>> strong_uses;
    bool across_frames_written = false, strong_written = false;
    DotFrame root;
    std::vector<DotFrameLink> frame_links;  ///< by frames; then no bridge is a line of `edges`
    /// Frames are the message (waves, owners, places): they are laid out on shelves, from top to bottom. Else lines
    /// are, and what depends stands left of what it depends on.
    bool shelves = false;
    bool frames_in_order = false;             ///< waves, places: read one after the other
    std::size_t applications = 0, flows = 0;  ///< shown, those written into nodes included
    bool classified = false;                  ///< some application shown has a class
    bool planned = false;                     ///< some application shown has a wave
    std::size_t implied = 0;                  ///< lines left out because others imply them
    std::size_t inner = 0;                    ///< lines left out because they stay within a place
    std::optional<DotDay> day;
};

[[nodiscard]] DotModel dot_model(const Portfolio& portfolio, const DotOptions& options, const Report& report);

}  // namespace plan
