#include "libplan/source/archimate_types.hpp"

#include <algorithm>
#include <iterator>

namespace plan {

namespace {

struct RoleName {
    std::string_view type;
    ArchimateRole role;
};

constexpr RoleName roles[] = {
    {"ApplicationComponent", ArchimateRole::application},
    {"ApplicationCollaboration", ArchimateRole::collaboration},
    {"ApplicationEvent", ArchimateRole::part},
    {"ApplicationFunction", ArchimateRole::part},
    {"ApplicationInteraction", ArchimateRole::part},
    {"ApplicationInterface", ArchimateRole::part},
    {"ApplicationProcess", ArchimateRole::part},
    {"ApplicationService", ArchimateRole::part},
    {"BusinessObject", ArchimateRole::data},
    {"DataObject", ArchimateRole::data},
    {"Artifact", ArchimateRole::technology},
    {"CommunicationNetwork", ArchimateRole::technology},
    {"Device", ArchimateRole::technology},
    {"Equipment", ArchimateRole::technology},
    {"Facility", ArchimateRole::technology},
    {"Location", ArchimateRole::technology},
    {"Node", ArchimateRole::technology},
    {"SystemSoftware", ArchimateRole::technology},
    {"TechnologyCollaboration", ArchimateRole::technology},
    {"TechnologyFunction", ArchimateRole::technology},
    {"TechnologyInteraction", ArchimateRole::technology},
    {"TechnologyInterface", ArchimateRole::technology},
    {"TechnologyProcess", ArchimateRole::technology},
    {"TechnologyService", ArchimateRole::technology},
    {"Grouping", ArchimateRole::grouping},
    {"Junction", ArchimateRole::junction},
    {"AndJunction", ArchimateRole::junction},
    {"OrJunction", ArchimateRole::junction},
};

struct LinkName {
    std::string_view type;
    ArchimateLink link;
};

constexpr LinkName links[] = {
    {"Access", ArchimateLink::access},           {"Aggregation", ArchimateLink::aggregation},
    {"Assignment", ArchimateLink::assignment},   {"Association", ArchimateLink::association},
    {"Composition", ArchimateLink::composition}, {"Flow", ArchimateLink::flow},
    {"Influence", ArchimateLink::influence},     {"Realization", ArchimateLink::realization},
    {"Serving", ArchimateLink::serving},         {"Specialization", ArchimateLink::specialization},
    {"Triggering", ArchimateLink::triggering},
};

struct OldName {
    std::string_view before, now;
};

constexpr OldName old_names[] = {
    {"CommunicationPath", "Path"},
    {"InfrastructureFunction", "TechnologyFunction"},
    {"InfrastructureInterface", "TechnologyInterface"},
    {"InfrastructureService", "TechnologyService"},
    {"Network", "CommunicationNetwork"},
    {"Realisation", "Realization"},
    {"Specialisation", "Specialization"},
    {"UsedBy", "Serving"},
};

}  // namespace

std::string archimate_type(std::string_view written) {
    if (const std::size_t colon = written.rfind(':'); colon != std::string_view::npos) written.remove_prefix(colon + 1);
    constexpr std::string_view suffix = "Relationship";
    if (written.size() > suffix.size() && written.ends_with(suffix)) written.remove_suffix(suffix.size());
    const auto* const old = std::ranges::find(old_names, written, &OldName::before);
    return std::string(old == std::end(old_names) ? written : old->now);
}

ArchimateRole archimate_role(std::string_view type) {
    const auto* const found = std::ranges::find(roles, type, &RoleName::type);
    return found == std::end(roles) ? ArchimateRole::other : found->role;
}

ArchimateLink archimate_link(std::string_view type) {
    const auto* const found = std::ranges::find(links, type, &LinkName::type);
    return found == std::end(links) ? ArchimateLink::other : found->link;
}

}  // namespace plan
