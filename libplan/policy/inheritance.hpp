#pragma once

#include "libplan/policy/causes.hpp"
#include "libplan/policy/data_flows.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

/// Internal to this room.
namespace plan {

/// A category of data that flows bring to an application.
struct Inflow {
    Marks mark;                       ///< one bit
    bool unstated = false;            ///< over a flow that does not say what it carries
    std::size_t begin = 0, size = 0;  ///< of its path in Inheritance::steps; without steps: it was not wanted
};

/// Which rules and labels an application owes to its flows, and to which inflow. May be filled again, with the memory
/// that it has.
class Inheritance {
public:
    std::vector<Inflow> inflows;                              ///< in the order of the policy
    std::vector<std::pair<std::size_t, std::size_t>> rules;   ///< fired rule, inflow
    std::vector<std::pair<std::size_t, std::size_t>> labels;  ///< label, inflow
    std::vector<std::uint32_t> steps;                         ///< applications, path behind path
    const std::vector<Application>* applications = nullptr;   ///< that `steps` count in

    void clear();
    /// Of the causes of an application each gets the mark with the shortest path among those that are enough, the first
    /// of equals. Paths are made of those, or of all inflows when `whole`.
    void fill(std::size_t application, const ReceivedData& received, const Causes& causes, const DataFlows& flows,
              bool whole);

    /// From where an inflow arises to the application.
    [[nodiscard]] std::span<const std::uint32_t> path(std::size_t inflow) const;
    /// The same in ids.
    [[nodiscard]] std::vector<std::string> ids(std::size_t inflow) const;
};

}  // namespace plan
