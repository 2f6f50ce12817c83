#include "libplan/fetch/register_source.hpp"

#include <algorithm>

namespace plan::fetch {

namespace {

constexpr RegisterKind kinds[] = {
    {"glpi", true, 0, "Appliance_Item|ImpactRelation|Computer|Item_OperatingSystem|plugin-fields", fetch_glpi},
    {"itop", true, 0, "DataFlow|Server|VirtualMachine|impacts", fetch_itop},
    {"mercator", true, 60,
     "fluxes|application-services|application-modules|databases|information|entities|application-blocks|"
     "logical-servers",
     fetch_mercator},
    {"refapp", false, 0, "relations", fetch_refapp},
};

}  // namespace

std::span<const RegisterKind> register_kinds() {
    return kinds;
}

const RegisterKind* find_register(std::string_view name) {
    const auto* found = std::ranges::find(kinds, name, &RegisterKind::name);
    return found == std::end(kinds) ? nullptr : found;
}

bool wants(const FetchOptions& options, std::string_view table) {
    return std::ranges::find(options.without, table) == options.without.end();
}

}  // namespace plan::fetch
