#pragma once

#include "libplan/view/dot.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// What a drawing of the dependency graph shows, before anything is said in DOT. Internal to this room.
namespace plan {

/// All flows of one kind and coupling from one application to another.
struct DotEdge {
    std::uint32_t from = 0, to = 0;  ///< in portfolio.applications
    FlowKind kind = FlowKind::unspecified;
    bool strong = false;
    bool in_cycle = false;  ///< part of a cycle of strong couplings
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

struct DotModel {
    std::vector<bool> shown;     ///< for each application of the portfolio
    std::vector<DotEdge> edges;  ///< drawn as lines; by ends, then kind, then coupling
    /// For each application, what it depends on and who depends on it by weak flows that are written into its node and
    /// not drawn. Each such flow is written once.
    std::vector<std::vector<std::uint32_t>> uses, used_by;
    std::vector<std::uint32_t> hubs;  ///< those that have such flows
    bool across_frames_written = false;
    DotFrame root;
    /// Frames are the message (waves, owners): they are laid out on shelves, from top to bottom. Else lines are, and
    /// what depends stands left of what it depends on.
    bool shelves = false;
    bool frames_in_order = false;             ///< waves are read one after the other
    std::size_t applications = 0, flows = 0;  ///< shown, those written into nodes included
    bool classified = false;                  ///< some application shown has a class
    bool planned = false;                     ///< some application shown has a wave
};

[[nodiscard]] DotModel dot_model(const Portfolio& portfolio, const DotOptions& options, const Report& report);

}  // namespace plan
