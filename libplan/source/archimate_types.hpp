#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// The words of ArchiMate 3.2, and of 2.1 where it differs (The Open Group, C226 and C13L), and what they are to an
/// inventory.
namespace plan {

enum class ArchimateRole : std::uint8_t {
    application,    ///< ApplicationComponent
    part,           ///< of an application: its services, interfaces, functions, processes, interactions, events
    collaboration,  ///< of applications, which are behind it
    data,           ///< DataObject, BusinessObject: what an application accesses
    technology,     ///< what an application stands on, and where
    grouping,
    junction,
    other,
};

enum class ArchimateLink : std::uint8_t {
    composition,
    aggregation,
    assignment,
    realization,
    serving,
    access,
    influence,
    triggering,
    flow,
    specialization,
    association,
    other,
};

/// The type without what files put around it: "archimate:FlowRelationship" is "Flow", "UsedByRelationship" is
/// "Serving", "InfrastructureService" is "TechnologyService".
[[nodiscard]] std::string archimate_type(std::string_view written);

/// Of a type as `archimate_type` gives it.
[[nodiscard]] ArchimateRole archimate_role(std::string_view type);
[[nodiscard]] ArchimateLink archimate_link(std::string_view type);

}  // namespace plan
