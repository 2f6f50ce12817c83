#include "libplan/fetch/register_source.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"

#include <algorithm>

namespace plan::fetch {

namespace {

constexpr RegisterKind kinds[] = {
    {"glpi", true, 0, "Appliance_Item|ImpactRelation|Computer", fetch_glpi},
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

void report_absent_table(Client& client, const std::string& shown, std::string_view table, std::string_view said) {
    client.report()({Severity::warning,
                     "absent-table",
                     PLAN_TEXT("the server has no {}, and the records are without what it would say: {}"),
                     {std::string(table), client.quoted(trim(said))},
                     {shown, 0, 0, {}}});
}

std::vector<JsonDocument> read_optional(Client& client, const Listing& listing, std::string_view table) {
    try {
        return read_listing(client, listing);
    } catch (const Error& error) {
        const Diagnostic& said = error.diagnostic();
        const bool is_absent = said.code == "not-found" || said.code == "refused-operation" ||
                               (said.code == "refused-request" && said.arguments.front() == "400");
        if (!is_absent) throw;
        report_absent_table(client, said.where.file, table, said.arguments.back());
        return {};
    }
}

}  // namespace plan::fetch
